"""Tasks with a date, of a case or of the whole office, and the page *Today*: due, overdue, waiting, titles that end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from welcomedesk.desk.cases import add
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.desk.ports import DueItem, RegisterRow
from welcomedesk.domain import repeats
from welcomedesk.domain.case import OFFICE_TASKS, REMOVED, CaseFile, Entity
from welcomedesk.domain.log import Change, EntryId, Json

WAITING_STATES = frozenset({"handed_over", "sent", "received", "accepted", "appointment"})
"""Referral states in which somebody else acts next."""

TITLE_WARNING_DAYS = 120
"""How long before its end a residence title shows on *Today*."""

OFFICE_KIND = "office"
"""`RegisterRow.kind` of what belongs to no case."""

_OVER = frozenset({"done", "not_needed"})


# --- entering and finishing ------------------------------------------------------------------------------------------


def add_task(
    desk: Desk,
    case_id: str,
    what: str,
    due: date | None = None,
    *,
    time: str = "",
    kind: str = "task",
    note: str = "",
    repeat: str = "",
) -> Done[str]:
    """Put a task into a case; without a date it shows in the case only. A repeating one begins today at the latest."""
    values = _values(desk, what, due, time, kind, note, repeat)
    return add(desk, case_id, "task", {**values, "adviser": desk.actor})


def add_office_task(
    desk: Desk,
    what: str,
    due: date | None = None,
    *,
    adviser: str = "",
    time: str = "",
    kind: str = "task",
    note: str = "",
    repeat: str = "",
) -> Done[str]:
    """Put down a task that belongs to no case.

    Args:
        due: today where none is named, because it shows nowhere else.
        adviser: whose it is; empty for everybody.
    """
    ref = f"task:{desk.new_id(4)}"
    values = {**_values(desk, what, due or desk.today, time, kind, note, repeat), "adviser": adviser or None}
    done = write(
        desk,
        office_record(desk),
        edits(ref, {name: value for name, value in values.items() if value}),
        areas=("today",),
    )
    return Done(ref, done.changed, (Change(OFFICE_TASKS, ref, REMOVED, True),))


def _values(desk: Desk, what: str, due: date | None, time: str, kind: str, note: str, repeat: str) -> dict[str, Json]:
    day = due or (desk.today if repeat else None)
    return {
        "what": what,
        "due": day.isoformat() if day else None,
        "time": time or None,
        "note": note or None,
        "kind": kind,
        "state": "open",
        "repeat": repeat or None,
        "repeat_from": day.isoformat() if day and repeat else None,
    }


def office_record(desk: Desk) -> CaseFile:
    """The tasks of the whole office, empty before the first."""
    return desk.store.case(OFFICE_TASKS) or CaseFile(OFFICE_TASKS)


def change_task(desk: Desk, case_id: str, ref: str, values: Mapping[str, Json]) -> Done[tuple[EntryId, ...]]:
    """Change fields of a task; another day or another rhythm makes the rhythm count from the new day."""
    case = load(desk, case_id)
    task = case.one(ref)
    wanted = dict(values)
    if any(name in wanted and wanted[name] != task.get(name) for name in ("due", "repeat")):
        due = wanted.get("due", task.get("due"))
        wanted["repeat_from"] = due if wanted.get("repeat", task.get("repeat")) else None
    return write(desk, case, edits(ref, wanted))


def finish_task(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Mark a task as done; of a repeating one the next is made in the same step, and undo takes it away again."""
    case = load(desk, case_id)
    task = case.one(ref)
    if task.text("state") in _OVER:
        return write(desk, case, [])
    after = _next_ref(desk, task)
    made = _next_one(case, task, after) if after else []
    done = write(desk, case, [Edit(ref, "state", "done"), *made])
    if not made:
        return done
    earlier = tuple(change for change in done.undo if change.entity != made[0].entity)
    return Done(done.value, done.changed, (*earlier, Change(case.id, made[0].entity, REMOVED, True)))


def _next_ref(desk: Desk, task: Entity) -> str:
    """The ref of the task that follows; the same on every device, so that two who finish it make one."""
    repeat = task.text("repeat")
    if not repeat:
        return ""
    due = _day(task.text("due")) or desk.today
    after = max(due, desk.today)
    holidays = desk.library.holidays((after.year, after.year + 1)) if repeat == repeats.DAILY else frozenset[date]()
    day = repeats.next_day(repeat, _day(task.text("repeat_from")) or due, after, holidays)
    root = task.id.partition("-")[0]
    return f"task:{root}-{day:%Y%m%d}"


def _next_one(case: CaseFile, task: Entity, ref: str) -> list[Edit]:
    there = case.one(ref)
    if there.fields and not there.removed:
        return []
    day = f"{ref[-8:-4]}-{ref[-4:-2]}-{ref[-2:]}"
    kept = ("what", "note", "time", "kind", "adviser", "repeat", "repeat_from")
    values: dict[str, Json] = {name: task.get(name) for name in kept if task.get(name) is not None}
    back: dict[str, Json] = {REMOVED: None} if there.removed else {}
    return edits(ref, {**values, "due": day, "state": "open", **back})


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def move_task(desk: Desk, case_id: str, ref: str, due: date | None) -> Done[tuple[EntryId, ...]]:
    """Give a task another date, or none; a rhythm goes on from where it began."""
    return write(desk, load(desk, case_id), [Edit(ref, "due", due.isoformat() if due else None)])


# --- what is due -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Today:
    """The first page after unlocking.

    Args:
        overdue, today, waiting, next_seven: each ordered by date and time.
        ending_titles: residence titles that end within `TITLE_WARNING_DAYS`, or ended while nothing newer is known.
    """

    on: date
    overdue: tuple[DueItem, ...]
    today: tuple[DueItem, ...]
    waiting: tuple[DueItem, ...]
    next_seven: tuple[DueItem, ...]
    ending_titles: tuple[DueItem, ...]

    @property
    def urgent(self) -> int:
        """How many things the rail counts beside *Today*."""
        return len(self.overdue) + len(self.today)


def due(desk: Desk, until: date, *, adviser: str = "", kinds: tuple[str, ...] = ()) -> tuple[DueItem, ...]:
    """Open things dated up to a day, earliest first, with the tasks of the office among them.

    Args:
        adviser: only what concerns this adviser: the own cases, office tasks of theirs and of everybody.
        kinds: kinds of `DueItem`, all unless named.
    """
    found = [item for item in desk.store.due(until, kinds) if not adviser or item.case.adviser == adviser]
    of_office = [] if kinds and "task" not in kinds else _office_items(desk, until, adviser)
    if not of_office:
        return tuple(found)
    return tuple(sorted((*found, *of_office), key=lambda item: (item.date, item.time, item.case.id, item.ref)))


def _office_items(desk: Desk, until: date, adviser: str) -> list[DueItem]:
    return [
        DueItem(
            _office_row(task.text("adviser")), task.ref, "task", task.text("due"), task.text("time"),
            task.text("state", "open"), task.text("what"), task.text("note"),
        )
        for task in office_record(desk).all("task")
        if task.text("state") not in _OVER
        and _day(task.text("due"))
        and task.text("due") <= until.isoformat()
        and (not adviser or task.text("adviser") in ("", adviser))
    ]  # fmt: skip


def _office_row(adviser: str) -> RegisterRow:
    """Stands where a case would; it has no number and no name."""
    return RegisterRow(
        id=OFFICE_TASKS, number="", kind=OFFICE_KIND, name="", state="open", place="", adviser=adviser, opened="",
        changed="", next_step="", next_date="", sample=False, protected=False, has_conflict=False,
    )  # fmt: skip


def timed(desk: Desk, *, adviser: str = "") -> tuple[DueItem, ...]:
    """Open tasks of today that have a time of day, for reminding of them."""
    day = desk.today.isoformat()
    items = due(desk, desk.today, adviser=adviser, kinds=("task",))
    return tuple(item for item in items if item.date == day and item.time)


def today(desk: Desk, on: date | None = None, *, adviser: str = "") -> Today:
    """What needs the adviser on a day.

    Args:
        on: the day, today when left out.
        adviser: only cases of this adviser; empty for the whole office.
    """
    day = on or desk.today
    items = due(desk, day + timedelta(days=TITLE_WARNING_DAYS), adviser=adviser)
    titles = tuple(item for item in items if item.kind == "residence_title")
    work = [item for item in items if item.kind != "residence_title"]
    waiting = tuple(item for item in work if _waits(item, day))
    own = [item for item in work if not _waits(item, day)]
    return Today(
        on=day,
        overdue=tuple(item for item in own if item.date < day.isoformat()),
        today=tuple(item for item in own if item.date == day.isoformat()),
        waiting=waiting,
        next_seven=tuple(item for item in own if day.isoformat() < item.date <= (day + timedelta(days=7)).isoformat()),
        ending_titles=titles,
    )


def _waits(item: DueItem, day: date) -> bool:
    """Whether somebody else acts next; once the answer is late the reminder is ours."""
    return item.kind == "referral" and item.state in WAITING_STATES and item.date >= day.isoformat()
