"""Whom to call next, and the two answers that a call usually has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts
from welcomedesk.desk.core import Done, Edit, edits, office, write
from welcomedesk.domain.call_list import call_list

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.call_list import CheckDue
    from welcomedesk.domain.log import EntryId, Json

_FAR = timedelta(days=3650)
"""Open referrals count however far their next date lies."""


def due(desk: Desk) -> tuple[CheckDue, ...]:
    """Contacts that are due for a check: failures first, then those that open referrals wait for."""
    used: dict[str, int] = {}
    for item in desk.store.due(desk.today + _FAR, ("referral",)):
        used[item.what] = used.get(item.what, 0) + 1
    return call_list(contacts.directory(desk).contacts, desk.today, used)


def record(
    desk: Desk, contact_id: str, result: str = "correct", note: str = "", phone: str = ""
) -> Done[tuple[EntryId, ...]]:
    """Record what a call showed, with the right number where it is known, in one step that can be taken back."""
    contacts.contact(desk, contact_id)
    values: dict[str, Json] = {
        "contact": contact_id,
        "result": result,
        "on": desk.today.isoformat(),
        "by": desk.actor,
    }
    changes = edits(f"contact_check:{desk.new_id(4)}", {**values, "note": note} if note else values)
    if phone:
        changes.append(Edit(f"contact_note:{contact_id}", "phone", phone))
    return write(desk, office(desk), changes, areas=("contacts", "today"))
