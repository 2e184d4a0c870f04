"""Erasing by law as a procedure: what will go is shown before, every step with its result after.

The engine's part (values and salts in the log, index, files, byte scan, ledger) lies in the store; here stand the rules
around it: the number typed again, a backup before, who got data, and how long backups still hold what was erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import recipients
from welcomedesk.desk.case_view import entity_title
from welcomedesk.desk.core import Changed, Desk, load
from welcomedesk.domain import backup_plan
from welcomedesk.domain.case import OFFICE, CaseFile
from welcomedesk.domain.data_copy import ENTITY_TITLES
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welcomedesk.desk.ports import Erasure
    from welcomedesk.desk.recipients import Recipient

PARTS = (
    *("attachment", "consultation", "letter", "family_member", "task", "paper", "call_note", "story"),
    *("consent", "release", "guardian", "third", "participant"),
)
"""Kinds of things that can be erased alone; the rest is corrected or goes with its case."""

AREAS = frozenset({"cases", "today", "letters", "retention"})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an erasure will take, before anybody decides.

    Args:
        values: how many values the file holds of it, earlier ones included.
        letters, attachments: how many of each go with the case.
        backups_until: the last day on which a backup of this workplace can still hold it.
        proof: whether a consent or release goes whose time as a proof is not over.
    """

    number: str
    values: int
    letters: int
    attachments: int
    recipients: tuple[Recipient, ...]
    backups_until: date
    proof: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did; `recipients` are to be told, and nobody knows them any more but this value."""

    number: str
    erasure: Erasure
    recipients: tuple[Recipient, ...]
    backups_until: date
    changed: Changed


def foresee(desk: Desk, case_id: str) -> Foreseen:
    """What erasing the case will take."""
    case = load(desk, case_id)
    history = desk.store.history(case.id, limit=1_000_000)
    return Foreseen(
        number=case.number,
        values=sum(not line.erased for line in history),
        letters=len(case.all("letter")),
        attachments=len(case.all("attachment")),
        recipients=recipients.of_case(desk, case),
        backups_until=_backups_until(desk),
        proof=any(_still_proof(desk, each.text("given_on")) for each in (*case.all("consent"), *case.all("release"))),
    )


def _still_proof(desk: Desk, given_on: str) -> bool:
    """Three years to the end of the year, counted from the consent at the earliest."""
    return given_on[:4].isdigit() and int(given_on[:4]) + 3 >= desk.today.year


def _backups_until(desk: Desk) -> date:
    """A backup is made right before the erasure; it is the last that holds what was erased, and lives its full life."""
    return desk.today + backup_plan.LONGEST


def erase_case(desk: Desk, case_id: str, number: str) -> Erased:
    """Take a whole case out by law.

    Args:
        number: the case number again, so that nobody erases by a slip of the hand.

    Raises:
        Refused: `number_differs`.
    """
    case = load(desk, case_id)
    if case.id == OFFICE or case.number != number:
        raise _number_differs(case)
    told = recipients.of_case(desk, case)
    desk.before_risk("erase")
    erasure = desk.store.erase(case.id, actor=desk.actor, at=desk.clock.now())
    return Erased(case.number, erasure, told, _backups_until(desk), Changed(AREAS, (case.id,)))


def erase_parts(desk: Desk, case_id: str, refs: Sequence[str]) -> Erased:
    """Take single things out of a case by the same procedure: a note, a letter, an attachment.

    Raises:
        Refused: `not_erasable`, for what is no thing of its own.
    """
    case = load(desk, case_id)
    for ref in refs:
        if ref.partition(":")[0] not in PARTS or not case.one(ref).fields:
            raise Refused(
                "not_erasable",
                N_("This cannot be erased alone."),
                safe=N_("Nothing was erased."),
                next_step=N_("Clear the field, or erase the whole case."),
            )
    desk.before_risk("erase")
    erasure = desk.store.erase_parts(case.id, tuple(refs), actor=desk.actor, at=desk.clock.now())
    return Erased(case.number, erasure, (), _backups_until(desk), Changed(AREAS, (case.id,)))


def foresee_part(desk: Desk, case_id: str, ref: str) -> tuple[str, date]:
    """What a thing is and is called, to ask before it goes, and the last day a backup can still hold it."""
    kind = desk.words(desk.language)(ENTITY_TITLES.get(ref.partition(":")[0], ref))
    called = entity_title(desk, load(desk, case_id), ref)
    return (f"{kind}: {called}" if called else kind), _backups_until(desk)


def _number_differs(case: CaseFile) -> Refused:
    return Refused(
        "number_differs",
        N_("The number does not belong to this case."),
        safe=N_("Nothing was erased."),
        next_step=N_("Type the case number {number} to erase it."),
        number=case.number,
    )
