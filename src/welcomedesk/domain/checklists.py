"""Checklists: steps that wait for each other, deadlines that follow from events, and a plan that moves with them.

A plan is always worked out anew from the dates that are known, so that moving one date moves all that hang on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from welcomedesk.domain import calendar
from welcomedesk.domain.guide_parts import (
    Entry,
    Option,
    Row,
    Words,
    day_from,
    entry_from,
    option_from,
    rows_of,
    texts,
    words_from,
)

if TYPE_CHECKING:
    from welcomedesk.domain.guides import Evaluation

START = "start"
"""The event from which a checklist runs where nothing else is said: the day it was put into the case."""

LEGAL, RECOMMENDED = "legal", "rec"


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due.

    Args:
        after: an event, a step or `start`; empty for a `fixed` day or no deadline.
        days, weeks, months, years, working_days: added together; negative means before.
        kind: `legal` (statute or binding) or `rec` (recommended).
    """

    after: str = ""
    fixed: date | None = None
    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    working_days: int = 0
    kind: str = RECOMMENDED
    note: Words = field(default_factory=dict)

    @property
    def backwards(self) -> bool:
        """Whether it lies before its event."""
        return self.years * 365 + self.months * 30 + self.weeks * 7 + self.days + self.working_days < 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a checklist or of a guide that lists steps.

    Args:
        needs: steps that must be done before.
        office: id of an authority or contact, or empty; `office_words` where it is described in words.
        cost_figures: figures that say what it costs; `cost` where it is said in words.
        when: condition in the guide run the checklist comes from, empty for always.
        who: `person`, `company`, `adviser` or empty.
    """

    id: str
    title: Words
    text: Words = field(default_factory=dict)
    plain: Words = field(default_factory=dict)
    phase: str = ""
    who: str = ""
    needs: tuple[str, ...] = ()
    papers: tuple[Entry, ...] = ()
    office: str = ""
    office_words: Words = field(default_factory=dict)
    contact_topic: tuple[str, ...] = ()
    due: Due | None = None
    cost: Words = field(default_factory=dict)
    cost_figures: tuple[str, ...] = ()
    law: str = ""
    warn: Words = field(default_factory=dict)
    when: str = ""
    source: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist of a pack.

    Args:
        results: ids of the guide results that offer it.
        from_guide: its steps are the steps of a guide; a run has those that apply.
    """

    pack: str
    id: str
    title: Words
    steps: tuple[Step, ...]
    text: Words = field(default_factory=dict)
    results: tuple[str, ...] = ()
    phases: tuple[Option, ...] = ()
    from_guide: bool = False

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, slots=True)
class Event:
    """A date that deadlines start from; `lives_in` is the field of the case that holds it, or empty."""

    id: str
    title: Words
    lives_in: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with its date.

    Args:
        due: `None` where the step has no deadline, or its event has no date yet (`missing` then names it).
        waits_for: steps that must be done before and are not.
        estimated: the date hangs on another step that is not done yet.
        moved_by: days added for pauses.
    """

    step: Step
    due: date | None
    waits_for: tuple[str, ...] = ()
    missing: str = ""
    estimated: bool = False
    done: date | None = None
    moved_by: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be worked on now."""
        return self.done is None and not self.waits_for


@dataclass(frozen=True, slots=True)
class Moved:
    """A step whose date is another one in a new plan."""

    step: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class _Dates:
    events: Mapping[str, date]
    done: Mapping[str, date]
    set_by_hand: Mapping[str, date]
    holidays: Set[date]
    pauses: tuple[tuple[date, date], ...]


def plan(
    steps: Sequence[Step],
    events: Mapping[str, date],
    *,
    done: Mapping[str, date] | None = None,
    set_by_hand: Mapping[str, date] | None = None,
    holidays: Set[date] = frozenset(),
    pauses: Iterable[tuple[date, date]] = (),
) -> tuple[Planned, ...]:
    """The steps in their order with their dates, as far as events are known.

    Args:
        events: dates of events by id; `start` is the day the checklist was begun.
        done: day on which each finished step was done; a step not needed counts as done on the day that was decided.
        set_by_hand: dates that somebody set; they go before the worked-out ones.
        holidays: days that are no working days, besides weekends.
        pauses: first and last day (both included) of times in which deadlines stand still.
    """
    dates = _Dates(events, done or {}, set_by_hand or {}, holidays, tuple(pauses))
    by_id = {step.id: step for step in steps}
    known: dict[str, Planned] = {}
    for step in steps:
        _plan_step(step, by_id, dates, known, ())
    return tuple(known[step.id] for step in steps)


def _plan_step(
    step: Step, by_id: Mapping[str, Step], dates: _Dates, known: dict[str, Planned], way: tuple[str, ...]
) -> Planned:
    found = known.get(step.id)
    if found is not None:
        return found
    waits_for = tuple(name for name in step.needs if name in by_id and name not in dates.done)
    due: date | None = None
    missing, estimated, moved_by = "", False, 0
    by_hand = dates.set_by_hand.get(step.id)
    if by_hand is not None:
        due = by_hand
    elif step.due is not None and step.due.fixed is not None:
        due = _shifted(step.due, step.due.fixed, dates)
    elif step.due is not None:
        base, missing, estimated = _base(step.due.after or START, by_id, dates, known, (*way, step.id))
        if base is not None:
            due, moved_by = _paused(step.due, base, dates)
    found = Planned(step, due, waits_for, missing, estimated and due is not None, dates.done.get(step.id), moved_by)
    known[step.id] = found
    return found


def _base(
    name: str, by_id: Mapping[str, Step], dates: _Dates, known: dict[str, Planned], way: tuple[str, ...]
) -> tuple[date | None, str, bool]:
    """The day a deadline starts from, the event that is missing, and whether the day is only planned."""
    if name in dates.events:
        return dates.events[name], "", False
    if name in dates.done:
        return dates.done[name], "", False
    if name not in by_id or name in way:
        return None, name, False
    before = _plan_step(by_id[name], by_id, dates, known, way)
    return before.due, "" if before.due else (before.missing or name), before.due is not None


def due_date(due: Due, base: date, holidays: Set[date] = frozenset()) -> date:
    """The last day of a period that starts from `base`; on a weekend or holiday the next working day.

    What lies before its event moves to the working day before, so that it is not late.
    Source: BGB §§ 187 (1), 188 (2) and (3), 193.
    """
    return _shifted(due, base, _Dates({}, {}, {}, holidays, ()))


def _shifted(due: Due, base: date, dates: _Dates) -> date:
    day = calendar.add_months(base, due.years * 12 + due.months)
    day = calendar.add_days(day, due.weeks * 7 + due.days)
    day = calendar.add_working_days(day, due.working_days, dates.holidays)
    if due.backwards:
        return calendar.previous_working_day(day, dates.holidays)
    if day == base:
        return day
    return calendar.next_working_day(day, dates.holidays)


def _paused(due: Due, base: date, dates: _Dates) -> tuple[date, int]:
    day = _shifted(due, base, dates)
    if due.backwards or not dates.pauses:
        return day, 0
    added = 0
    # A longer period may run into the next pause, so this is repeated until nothing is added any more.
    for _ in range(len(dates.pauses) + 1):
        paused = calendar.paused_days(dates.pauses, base, calendar.add_days(day, added))
        if paused == added:
            break
        added = paused
    return calendar.next_working_day(calendar.add_days(day, added), dates.holidays) if added else day, added


def moved(before: Iterable[Planned], after: Iterable[Planned]) -> tuple[Moved, ...]:
    """The open steps whose date differs between two plans, in the order of the second."""
    old = {planned.step.id: planned.due for planned in before}
    return tuple(
        Moved(planned.step.id, old.get(planned.step.id), planned.due)
        for planned in after
        if planned.done is None and old.get(planned.step.id) != planned.due
    )


def circle(steps: Iterable[Step]) -> tuple[str, ...]:
    """One way round on which steps wait for each other, empty where there is none."""
    graph = {step.id: (*step.needs, *((step.due.after,) if step.due else ())) for step in steps}
    done: set[str] = set()
    for start in graph:
        found = _walk(start, graph, done)
        if found:
            return found
    return ()


def _walk(start: str, graph: Mapping[str, tuple[str, ...]], done: set[str]) -> tuple[str, ...]:
    way: list[str] = [start]
    stack: list[Iterator[str]] = [iter(graph[start])]
    while stack:
        name = next(stack[-1], None)
        if name is None:
            stack.pop()
            done.add(way.pop())
        elif name in way:
            return (*way[way.index(name) :], name)
        elif name in graph and name not in done:
            way.append(name)
            stack.append(iter(graph[name]))
    return ()


def in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps so that each stands after those it needs, otherwise in their own order; circles stay as they are."""
    by_id = {step.id: step for step in steps}
    placed: dict[str, Step] = {}

    def place(step: Step, way: tuple[str, ...]) -> None:
        for name in step.needs:
            if name in by_id and name not in placed and name not in way:
                place(by_id[name], (*way, step.id))
        placed.setdefault(step.id, step)

    for step in steps:
        place(step, (step.id,))
    return tuple(placed.values())


# --- from a guide run -----------------------------------------------------------------------------------------------


def for_run(checklist: Checklist, evaluation: Evaluation) -> tuple[Step, ...]:
    """The steps of a checklist that the answers do not rule out; of a guide's own steps those that apply."""
    if checklist.from_guide:
        applying = set(evaluation.steps)
        return tuple(step for step in checklist.steps if step.id in applying)
    return tuple(step for step in checklist.steps if not step.when or evaluation.holds(step.when) is not False)


def steps_of(evaluation: Evaluation) -> tuple[Step, ...]:
    """The steps that apply in a guide that lists steps itself, in their order."""
    results = evaluation.guide.results
    return tuple(step_from_row(results[name].data) for name in evaluation.steps)


# --- from the rows of a pack ----------------------------------------------------------------------------------------


def checklist_from_row(row: Row, pack: str) -> Checklist:
    """A checklist from its row, steps written as `steps = […]` or `[[checklist.step]]`."""
    return Checklist(
        pack=pack,
        id=str(row.get("id", "")),
        title=words_from(row.get("title")),
        steps=tuple(step_from_row(step) for step in (*rows_of(row, "steps"), *rows_of(row, "step"))),
        text=words_from(row.get("text")),
        results=texts(row.get("for")),
        phases=tuple(option_from(phase) for phase in rows_of(row, "phases")),
    )


def checklist_of_guide(guide: Row, results: Sequence[Row], pack: str) -> Checklist | None:
    """The steps that a guide lists itself as one checklist, `None` where it lists none."""
    steps = tuple(step_from_row(row) for row in results if row.get("kind") == "step")
    if not steps:
        return None
    return Checklist(
        pack=pack,
        id=f"{guide.get('id', '')}_steps",
        title=words_from(guide.get("title")),
        steps=steps,
        text=words_from(guide.get("intro")),
        results=tuple(step.id for step in steps),
        phases=tuple(option_from(phase) for phase in rows_of(guide, "phases")),
        from_guide=True,
    )


def step_from_row(row: Row) -> Step:
    """A step from its row."""
    office, cost = row.get("office"), row.get("cost")
    figures = texts(cost.get("figure")) if isinstance(cost, Mapping) else ()
    return Step(
        id=str(row.get("id", "")),
        title=words_from(row.get("title")),
        text=words_from(row.get("text")),
        plain=words_from(row.get("plain")),
        phase=str(row.get("phase", "")),
        who=str(row.get("who", "")),
        needs=texts(row.get("needs")),
        papers=tuple(entry_from(item) for item in row["papers"]) if isinstance(row.get("papers"), list) else (),
        office=office if isinstance(office, str) else "",
        office_words=words_from(office) if isinstance(office, Mapping) else {},
        contact_topic=texts(row.get("contact_topic")),
        due=due_from(row.get("due")),
        cost=words_from(cost) if cost is not None and not figures else {},
        cost_figures=figures,
        law=str(row.get("law", "")),
        warn=words_from(row.get("warn")),
        when=str(row.get("if", "")),
        source=texts(row.get("source")),
        status=str(row.get("status", "")),
    )


def due_from(value: Any) -> Due | None:
    """A deadline from its table, `None` where there is none."""
    if not isinstance(value, Mapping):
        return None
    number = {name: int(value.get(name) or 0) for name in ("days", "weeks", "months", "years", "working_days")}
    return Due(
        after=str(value.get("after", "")),
        fixed=day_from(value.get("fixed")),
        kind=str(value.get("kind", RECOMMENDED)),
        note=words_from(value.get("note")),
        **number,
    )


def event_from_row(row: Row) -> Event:
    """An event from its row."""
    return Event(str(row.get("id", "")), words_from(row.get("title")), str(row.get("lives_in", "")))
