"""Handing cases over to a colleague: their open tasks and waiting referrals go along, and one step takes it back.

Nothing about the persons leaves the workplace; who advised and why it changed stays in each case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Changed, Desk, Done, bad_value, load, office
from welcomedesk.desk.ports import RegisterQuery, RegisterRow
from welcomedesk.domain import fields
from welcomedesk.domain.case import REMOVED
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.referrals import OPEN
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.letter_values import Value, Wording
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.log import Json

RESTRICTED = "restricted"
_AT_ONCE = 10_000
_TASK_OVER = frozenset({"done", "not_needed"})


@dataclass(frozen=True, slots=True)
class Held:
    """A case that an adviser holds.

    Args:
        next_step: words of the next step and `next_date` its ISO date; both empty for a restricted case.
        tasks: how many open tasks go along; `waiting` how many open referrals.
    """

    row: RegisterRow
    next_step: str
    next_date: str
    tasks: int
    waiting: int

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def restricted(self) -> bool:
        return self.row.state == RESTRICTED


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over, for the sheet."""

    before: str
    to: str
    reason: str
    held: tuple[Held, ...]


def advisers(desk: Desk) -> tuple[str, ...]:
    """Everybody who was entered as an adviser, and whoever holds an open case; by name."""
    entered = {each.text("name") for each in office(desk).all("adviser")}
    holding = {row.adviser for row in _rows(desk)}
    return tuple(sorted((entered | holding) - {""}, key=str.casefold))


def held_by(desk: Desk, adviser: str) -> tuple[Held, ...]:
    """The open cases of an adviser by number, restricted ones included, closed ones not."""
    return tuple(_held(row, load(desk, row.id)) for row in _rows(desk, adviser))


def _rows(desk: Desk, adviser: str = "") -> tuple[RegisterRow, ...]:
    states = ("open", "waiting", RESTRICTED)
    return desk.store.register(RegisterQuery(states=states, adviser=adviser, limit=_AT_ONCE)).rows


def _held(row: RegisterRow, case: CaseFile) -> Held:
    hidden = row.state == RESTRICTED
    return Held(
        row,
        "" if hidden else row.next_step,
        "" if hidden else row.next_date,
        sum(each.text("state", "open") not in _TASK_OVER for each in case.all("task")),
        sum(each.text("state", "drafted") in OPEN for each in case.all("referral")),
    )


def hand_over(desk: Desk, case_ids: Sequence[str], to: str, reason: str) -> Done[Handed]:
    """Give cases to another adviser, all of them or none.

    Args:
        to: name of the adviser who takes over.
        reason: why, one line; it stays in each case.

    Raises:
        Refused: `handover_needs`, `same_adviser` or `case_closed`.
    """
    to, reason = to.strip(), reason.strip()
    if not to or not reason or not case_ids:
        raise Refused(
            "handover_needs",
            N_("A handover needs cases, the adviser who takes over, and a reason."),
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
        )
    wrong = fields.misfit("case", "adviser", to) or fields.misfit("handover:", "reason", reason)
    if wrong:
        raise bad_value(wrong)
    cases = [load(desk, case_id) for case_id in dict.fromkeys(case_ids)]
    by_id = {row.id: row for row in _rows(desk)}
    for case in cases:
        _refuse(case, to, known=case.id in by_id)
    before = ", ".join(sorted({case.root.text("adviser") for case in cases} - {""}))
    handed = Handed(before, to, reason, tuple(_held(by_id[case.id], case) for case in cases))
    changes: list[Change] = []
    undo: list[Change] = []
    for case in cases:
        _move(desk, case, to, reason, changes, undo)
    desk.store.write(changes, actor=desk.actor, at=desk.clock.now())
    changed = Changed(frozenset({"cases", "today", "office"}), tuple(case.id for case in cases))
    return Done(handed, changed, tuple(undo))


def _refuse(case: CaseFile, to: str, *, known: bool) -> None:
    if not known:
        raise Refused(
            "case_closed",
            N_("Case {number} is closed."),
            safe=N_("Nothing was changed."),
            next_step=N_("Reopen the case first."),
            number=case.number,
        )
    if case.root.text("adviser") == to:
        raise Refused(
            "same_adviser",
            N_("{to} holds case {number} already."),
            safe=N_("Nothing was changed."),
            next_step=N_("Choose another adviser or leave this case out."),
            to=to,
            number=case.number,
        )


def _move(desk: Desk, case: CaseFile, to: str, reason: str, changes: list[Change], undo: list[Change]) -> None:
    """The changes of one case, and those that take them back."""
    before = case.root.text("adviser")
    note = f"handover:{desk.new_id(4)}"
    noted: dict[str, Json] = {"from": before or None, "to": to, "on": desk.today.isoformat(), "reason": reason}
    changes.extend(Change(case.id, note, name, value) for name, value in noted.items() if value is not None)
    undo.append(Change(case.id, note, REMOVED, True))
    moved = ["case"]
    for task in case.all("task"):
        if task.text("state", "open") not in _TASK_OVER and task.text("adviser") in ("", before):
            moved.append(task.ref)
    for ref in moved:
        changes.append(Change(case.id, ref, "adviser", to))
        undo.append(Change(case.id, ref, "adviser", case.value(ref, "adviser")))


def sheet(desk: Desk, handed: Handed) -> bytes:
    """The printed sheet of a handover: case numbers, next steps and dates, no names of clients."""
    from welcomedesk.desk.letter_values import Wording
    from welcomedesk.desk.letters import kind, office_letterhead
    from welcomedesk.domain.letter_kinds import compose

    language = desk.language
    wording = Wording(desk.library, language, desk.words(language))
    values: dict[str, Value] = {
        "before": handed.before,
        "to": handed.to,
        "reason": handed.reason,
        "date": wording.day(desk.today.isoformat()),
        "count": str(len(handed.held)),
        "cases": tuple(_line(each, wording) for each in handed.held),
    }
    what = kind(desk.library, "caseload")
    composed = compose(what, values, language=language, letterhead=office_letterhead(desk))
    assert composed.letter is not None, composed.problems
    return desk.printer().letter(composed.letter)


def _line(held: Held, wording: Wording) -> str:
    say = wording.translate
    parts = [held.row.number]
    if held.restricted:
        parts.append(say(N_("restricted")))
    step = held.next_step or say(N_("no next step"))
    parts.append(f"{step} ({wording.day(held.next_date)})" if held.next_date else step)
    if held.tasks:
        parts.append(say(N_("open tasks: {n}")).format(n=held.tasks))
    if held.waiting:
        parts.append(say(N_("open referrals: {n}")).format(n=held.waiting))
    return " · ".join(parts)
