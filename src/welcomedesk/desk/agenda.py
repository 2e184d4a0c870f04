"""The page *Today* in words: what is due, what ends, what the packs do not know any more, whom to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import calls, tasks
from welcomedesk.desk.core import Desk, Done
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.log import EntryId

if TYPE_CHECKING:
    from welcomedesk.desk.ports import DueItem
    from welcomedesk.desk.tasks import Today

FIGURES_WARNING_DAYS = 60
"""How long before its end a figure of a pack shows on *Today*."""

FIGURES_FORGOTTEN_DAYS = 200
"""How long after its end it still shows; older rows are there for old dates only."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a line of the agenda says beyond its dated thing, read from the case.

    Args:
        kind: of a task: `task`, `call`, `talk`, `paper`, `letter`.
        list_title: of a checklist step: title of its checklist; `step` its position in it.
        since: ISO date on which the referral came into its state.
        code: short code of the referral; `appointment` and `appointment_time` where one is made.
        repeat: of a task that comes back: an id of `fields.REPEATS`; `repeat_from` the ISO date it counts from.
    """

    kind: str = ""
    title: str = ""
    list_title: str = ""
    step: int = 0
    since: str = ""
    code: str = ""
    topic: str = ""
    appointment: str = ""
    appointment_time: str = ""
    repeat: str = ""
    repeat_from: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Figures of the packs that stop holding on one day.

    Args:
        last_day: the last day on which they hold.
        titles: their titles, each once; `value_is_day` where the one figure is itself that date.
    """

    last_day: date
    titles: tuple[str, ...]
    value_is_day: bool = False

    def over(self, on: date) -> bool:
        """Whether the figures are missing already."""
        return self.last_day < on


def today(desk: Desk, *, mine: bool) -> Today:
    """What needs the adviser today, or the whole office."""
    return tasks.today(desk, adviser=desk.actor if mine else "")


def key_of(item: DueItem) -> str:
    """Names a dated thing across cases."""
    return f"{item.case.id}/{item.ref}"


def details(desk: Desk, items: Iterable[DueItem]) -> dict[str, Detail]:
    """Details by key; costs one look into each case, so ask for what is on the screen."""
    files = {}
    found: dict[str, Detail] = {}
    for item in items:
        if item.case.id not in files:
            files[item.case.id] = desk.store.case(item.case.id)
        case = files[item.case.id]
        if case is None:
            continue
        entity = case.one(item.ref)
        if item.kind == "task":
            repeat, since = entity.text("repeat"), entity.text("repeat_from")
            found[key_of(item)] = Detail(kind=entity.text("kind"), repeat=repeat, repeat_from=since)
        elif item.kind == "item":
            found[key_of(item)] = _step_detail(desk, entity.text("checklist"), entity.text("step"))
        elif item.kind == "referral":
            fact = entity.fact("state")
            since = fact.at[:10] if fact else entity.text("started")
            found[key_of(item)] = Detail(
                since=since,
                code=entity.text("code"),
                topic=entity.text("topic"),
                appointment=entity.text("appointment"),
                appointment_time=entity.text("appointment_time"),
            )
    return found


def _step_detail(desk: Desk, checklist_id: str, step_id: str) -> Detail:
    for checklist in desk.library.checklists():
        if checklist.id == checklist_id:
            names = [step.id for step in checklist.steps]
            if step_id in names:
                at = names.index(step_id)
                title = say(checklist.steps[at].title, desk.language)
                return Detail(title=title, list_title=say(checklist.title, desk.language), step=at + 1)
    return Detail()


def finish(desk: Desk, item: DueItem) -> Done[tuple[EntryId, ...]]:
    """Mark a task or a checklist step as done; other things are not done by saying so."""
    if item.kind == "item":
        from welcomedesk.desk import checklists

        return checklists.set_state(desk, item.case.id, item.ref, "done")
    return tasks.finish_task(desk, item.case.id, item.ref)


def notices(desk: Desk) -> tuple[Notice, ...]:
    """Figures of the guides that end soon or have ended without a successor, soonest first."""
    found: dict[tuple[date, str], dict[str, None]] = {}
    for last_day, title, is_day in _ending_figures(desk):
        # Guides share figures, so each counts once; a figure that is itself a day gets a notice of its own.
        found.setdefault((last_day, title if is_day else ""), {})[title] = None
    made = (Notice(day, tuple(titles), bool(own)) for (day, own), titles in found.items())
    return tuple(sorted(made, key=lambda notice: (notice.last_day, notice.titles)))


def _ending_figures(desk: Desk) -> Iterator[tuple[date, str, bool]]:
    first = desk.today - timedelta(days=FIGURES_FORGOTTEN_DAYS)
    last = desk.today + timedelta(days=FIGURES_WARNING_DAYS)
    for info in desk.library.guides():
        for figure in desk.library.guide(info.id).parts.figures.values():
            ends = [row.valid_to for row in figure.rows]
            closing = [end for end in ends if end is not None]
            if not closing or len(closing) < len(ends):
                continue
            end = max(closing)
            if first <= end <= last:
                yield end, say(figure.title, desk.language), figure.unit == "date"


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Contacts that somebody should call: all of them, and those that open referrals wait for."""

    due: int
    in_referrals: int


def contacts_to_check(desk: Desk) -> ToCheck:
    """How many contacts are due for a check."""
    due = calls.due(desk)
    return ToCheck(len(due), sum(1 for each in due if each.used))
