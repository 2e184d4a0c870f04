"""The welcome network: partners, joint events and agreements as records of the office; what of it comes up today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, edits, office, write
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.network import AGREEMENT, EVENT, KINDS, PARTNER, Reminder, reminders
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.log import EntryId, Json

AREAS = ("office", "today")
_TITLE = {PARTNER: "name", EVENT: "title", AGREEMENT: "what"}


def records(desk: Desk) -> CaseFile:
    """The office's own records; `all("partner")`, `all("network_event")` and `all("agreement")` are the network."""
    return office(desk)


def coming_up(desk: Desk) -> tuple[Reminder, ...]:
    """Agreements that end soon or have ended, and talks that are due."""
    return reminders(office(desk), desk.today)


def save(desk: Desk, kind: str, values: Mapping[str, Json], ref: str = "") -> Done[str]:
    """Record a partner, an event or an agreement, or change one; gives its ref.

    Args:
        kind: one of `domain.network.KINDS`.
        values: fields of the kind, `None` clears.
        ref: which one; empty for a new one.

    Raises:
        Refused: `network_needs`, where it would have no name.
        DeskError: `unknown_record`, `bad_value`.
    """
    here = office(desk)
    known = _known(here, ref, kind) if ref else None
    title = _TITLE[kind]
    if not str(values.get(title, known.text(title) if known else "") or "").strip():
        raise Refused(
            "network_needs",
            N_("This record needs a name."),
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
        )
    target = ref or f"{kind}:{desk.new_id(4)}"
    done = write(desk, here, edits(target, values), areas=AREAS)
    undo = done.undo if ref else (Change(here.id, target, REMOVED, True),)
    return Done(target, done.changed, undo)


def drop(desk: Desk, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take a record out; what names a partner keeps the name out of the history only."""
    here = office(desk)
    _known(here, ref)
    return write(desk, here, edits(ref, {REMOVED: True}), areas=AREAS)


def _known(here: CaseFile, ref: str, kind: str = "") -> Entity:
    found = here.one(ref)
    if not found.fields or found.removed or found.kind not in ((kind,) if kind else KINDS):
        raise DeskError(
            "unknown_record",
            N_("This record of the network is gone."),
            safe=N_("Nothing was changed."),
            next_step=N_("Look at the page again."),
            ref=ref[:40],
        )
    return found
