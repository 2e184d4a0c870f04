"""Whom to call next; what a call showed is recorded with `contacts.record_check`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts
from welcomedesk.domain.call_list import call_list

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.call_list import CheckDue

_FAR = timedelta(days=3650)
"""Open referrals count however far their next date lies."""


def due(desk: Desk) -> tuple[CheckDue, ...]:
    """Contacts that are due for a check: failures first, then those that open referrals wait for."""
    used: dict[str, int] = {}
    for item in desk.store.due(desk.today + _FAR, ("referral",)):
        used[item.what] = used.get(item.what, 0) + 1
    return call_list(contacts.directory(desk).contacts, desk.today, used)
