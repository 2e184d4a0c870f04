"""Checklists in a case: taken over from a guide run, ticked off, with dates that move when something moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts, guides
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.desk.core import office as office_case
from welcomedesk.domain import checklists, fields
from welcomedesk.domain.case import OFFICE, REMOVED, CaseFile, Entity, kind_of
from welcomedesk.domain.checklists import Checklist, Step
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.log import Change, EntryId, Json
from welcomedesk.domain.wording import amount_text
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.guides import Guide


@dataclass(frozen=True, slots=True)
class ItemView:
    """One step in a case, in the words of the desk's language.

    Args:
        state: `open`, `in_progress`, `done` or `not_needed`.
        due: ISO date or empty; `estimated` while it hangs on a step that is not done.
        waits_for: titles of steps that come first.
        starts_with: title of the event whose day is not known yet; `starts_in` the field of the case that holds it.
        office: name of the office; `contact` the id of its entry in the directory, or empty.
        papers: titles of papers it asks for.
        cost: in words, empty where the pack says nothing.
        status: `S` or `K` (to be verified).
    """

    ref: str
    step: str
    title: str
    text: str
    state: str
    reason: str
    due: str
    due_fixed: bool
    estimated: bool
    legal: bool
    waits_for: tuple[str, ...]
    office: str
    contact: str
    topics: tuple[str, ...]
    papers: tuple[str, ...]
    cost: str
    law: str
    warn: str
    status: str
    done_on: str
    starts_with: str = ""
    starts_in: str = ""

    @property
    def finished(self) -> bool:
        return self.state in ("done", "not_needed")


@dataclass(frozen=True, slots=True)
class ListView:
    """One checklist of a case."""

    id: str
    title: str
    items: tuple[ItemView, ...]

    @property
    def done(self) -> int:
        return sum(item.finished for item in self.items)


def offered(desk: Desk, case_id: str, run_ref: str) -> tuple[Checklist, ...]:
    """Checklists of the results that apply in a run, those taken over already included."""
    view = guides.run(desk, case_id, run_ref)
    applying = set(view.evaluation.applying())
    return tuple(each for each in desk.library.checklists() if applying & set(each.results))


def adopt(desk: Desk, case_id: str, run_ref: str, wanted: tuple[str, ...] = ()) -> Done[int]:
    """Take checklists over into the case, with the papers they ask for; gives the number of new steps.

    Args:
        wanted: ids of checklists; all that the run offers when left out. What the case has already is not doubled.
    """
    case = load(desk, case_id)
    view = guides.view_of(desk, case, run_ref)
    applying = set(view.evaluation.applying())
    chosen = [
        each for each in desk.library.checklists() if applying & set(each.results) and (not wanted or each.id in wanted)
    ]
    have = {(item.text("checklist"), item.text("step")) for item in case.all("item")}
    order = len(case.all("item"))
    changes: list[Edit] = []
    made = 0
    codes: dict[str, str] = {}
    for checklist in chosen:
        for step in checklists.for_run(checklist, view.evaluation):
            if (checklist.id, step.id) in have:
                continue
            made += 1
            changes += _new_item(desk, checklist, step, run_ref, order + made)
            codes |= {entry.id: checklist.pack for entry in step.papers if entry.id}
    changes += _new_papers(desk, case, codes)
    done = write(desk, case, changes)
    again = load(desk, case_id)
    dated = write(desk, again, _moved_dates(desk, again, []))
    return Done(made, done.changed, _taking_back(case, (*dated.undo, *done.undo)))


def start(desk: Desk, case_id: str, checklist_id: str) -> Done[int]:
    """Take one checklist over that needs no guide run, for example a plan or a list for companies.

    Gives the number of new steps; what the case has already is not doubled. `office` is the workplace itself.

    Raises:
        DeskError: `unknown_checklist`.
    """
    checklist = next((each for each in desk.library.checklists() if each.id == checklist_id), None)
    if checklist is None:
        raise DeskError(
            "unknown_checklist",
            N_("There is no checklist {name}."),
            next_step=N_("Choose one from the list."),
            name=checklist_id[:60],
        )
    case = office_case(desk) if case_id == OFFICE else load(desk, case_id)
    have = {item.text("step") for item in case.all("item") if item.text("checklist") == checklist.id}
    steps = [step for step in checklist.steps if step.id not in have and not step.when]
    order = len(case.all("item"))
    changes: list[Edit] = []
    for number, step in enumerate(steps, start=1):
        changes += _new_item(desk, checklist, step, None, order + number)
    changes += _new_papers(desk, case, {e.id: checklist.pack for step in steps for e in step.papers if e.id})
    done = write(desk, case, changes)
    if not changes:
        return Done(0, done.changed, done.undo)
    again = load(desk, case.id)
    dated = write(desk, again, _moved_dates(desk, again, []))
    return Done(len(steps), done.changed, _taking_back(case, (*dated.undo, *done.undo)))


def _taking_back(case: CaseFile, undo: Iterable[Change]) -> tuple[Change, ...]:
    """The same changes, but what the case did not have before is taken out whole instead of emptied."""
    kept = list(undo)
    new = dict.fromkeys(change.entity for change in kept if change.entity not in case.entities)
    others = (change for change in kept if change.entity not in new)
    return (*(Change(case.id, ref, REMOVED, True) for ref in new), *others)


def _new_item(desk: Desk, checklist: Checklist, step: Step, run_ref: str | None, order: int) -> list[Edit]:
    values: dict[str, Json] = {
        "step": step.id,
        "checklist": checklist.id,
        "pack": checklist.pack,
        "title": say(step.title, "de"),
        "state": "open",
        "order": order,
        "begun": desk.today.isoformat(),
        "run": run_ref,
    }
    return edits(f"item:{desk.new_id(4)}", values)


def _new_papers(desk: Desk, case: CaseFile, codes: Mapping[str, str]) -> list[Edit]:
    have = {paper.text("code") for paper in case.all("paper")}
    changes: list[Edit] = []
    for code, pack in codes.items():
        paper = desk.library.paper(pack, code)
        if code in have or paper is None:
            continue
        # A paper that is asked for in the original has to be seen.
        asked = {"seen" if need == "original" else need for need in paper.needs}
        needs: list[Json] = [option.id for option in fields.PAPER_MARKS if option.id in asked]
        values: dict[str, Json] = {"code": code, "title": say(paper.title, "de"), "needs": needs or None}
        changes += [edit for edit in edits(f"paper:{desk.new_id(4)}", values) if edit.value is not None]
    return changes


def view(desk: Desk, case_id: str) -> tuple[ListView, ...]:
    """All checklists of a case with their steps and dates."""
    return lists_of(desk, load(desk, case_id))


def lists_of(desk: Desk, case: CaseFile) -> tuple[ListView, ...]:
    """The same for a case that was loaded already."""
    known = {each.id: each for each in desk.library.checklists()}
    groups: dict[str, list[Entity]] = {}
    for item in sorted(case.all("item"), key=_order):
        groups.setdefault(item.text("checklist"), []).append(item)
    return tuple(_list_view(desk, case, known.get(name), name, items) for name, items in groups.items())


def set_state(desk: Desk, case_id: str, ref: str, state: str, reason: str = "") -> Done[tuple[EntryId, ...]]:
    """Bring a step to another state; dates that hang on it move along.

    Raises:
        Refused: `reason_needed`, where a step is marked as not needed without saying why.
    """
    case = load(desk, case_id)
    item = item_of(case, ref)
    if state == "not_needed" and not reason.strip():
        raise Refused(
            "reason_needed",
            N_("A step that is not needed wants a reason."),
            safe=N_("Nothing was changed."),
            next_step=N_("Write one sentence why."),
        )
    over = state in ("done", "not_needed")
    values: dict[str, Json] = {
        "state": state,
        "reason": reason.strip() or None,
        "done_on": desk.today.isoformat() if over else None,
    }
    changes = edits(item.ref, values)
    return write(desk, case, [*changes, *_moved_dates(desk, case, changes)])


def set_due(desk: Desk, case_id: str, ref: str, due: date | None) -> Done[tuple[EntryId, ...]]:
    """Set the date of a step by hand, or let it follow its rule again with `None`."""
    case = load(desk, case_id)
    changes = edits(
        item_of(case, ref).ref, {"due": due.isoformat() if due else None, "due_fixed": True if due else None}
    )
    return write(desk, case, [*changes, *_moved_dates(desk, case, changes)])


def mark_paper(desk: Desk, case_id: str, ref: str, mark: str, on: bool) -> Done[tuple[EntryId, ...]]:
    """Tick or untick what is at hand of a paper: `seen`, `copy`, `translated`, `certified`."""
    case = load(desk, case_id)
    values = marked(case.one(ref), mark, on)
    if mark == "seen":
        values["seen_on"] = desk.today.isoformat() if on else None
    return write(desk, case, edits(ref, values))


def marked(paper: Entity, mark: str, on: bool = True) -> dict[str, Json]:
    """The fields of a paper with one mark set or taken away; what is at hand is missing no longer."""
    now = set(paper.texts("marks"))
    now = now | {mark} if on else now - {mark}
    values: dict[str, Json] = {"marks": [option.id for option in fields.PAPER_MARKS if option.id in now] or None}
    return values | {"missing": None} if on else values


def item_of(case: CaseFile, ref: str) -> Entity:
    """One step of a case.

    Raises:
        DeskError: `unknown_item`.
    """
    found = case.one(ref)
    if found.kind != "item" or not found.text("step") or found.removed:
        raise DeskError("unknown_item", N_("Case {case} has no step {ref}."), case=case.number, ref=ref[:40])
    return found


# --- dates ----------------------------------------------------------------------------------------------------------


def _moved_dates(desk: Desk, case: CaseFile, changes: list[Edit]) -> list[Edit]:
    """Edits that bring the dates of open steps in line with what is known after `changes`."""
    changed = {(edit.entity, edit.field): edit.value for edit in changes}
    moved: list[Edit] = []
    known = {each.id: each for each in desk.library.checklists()}
    for name in dict.fromkeys(item.text("checklist") for item in case.all("item")):
        checklist = known.get(name)
        if checklist is None:
            continue
        items = [item for item in case.all("item") if item.text("checklist") == name]
        planned = _plan(desk, case, checklist, items, changed)
        for item in items:
            target = planned.get(item.text("step"))
            if target is None or _value(item, "due_fixed", changed):
                continue
            over = _value(item, "state", changed) in ("done", "not_needed")
            due = item.get("due") if over else (target.due.isoformat() if target.due else None)
            if due != _value(item, "due", changed):
                moved.append(Edit(item.ref, "due", due))
    return moved


def _plan(
    desk: Desk, case: CaseFile, checklist: Checklist, items: list[Entity], changed: Mapping[tuple[str, str], Json]
) -> dict[str, checklists.Planned]:
    done, by_hand, begun = {}, {}, desk.today
    for item in items:
        name = item.text("step")
        begun = min(begun, _day(item.get("begun")) or begun)
        done_on = _day(_value(item, "done_on", changed))
        if done_on:
            done[name] = done_on
        due = _day(_value(item, "due", changed))
        if due and _value(item, "due_fixed", changed):
            by_hand[name] = due
    steps = [step for item in items if (step := checklist.step(item.text("step"))) is not None]
    events = {checklists.START: begun} | _events(desk, case, checklist.pack, changed)
    holidays = desk.library.holidays(range(begun.year, begun.year + 4)) if any(s.due for s in steps) else frozenset()
    planned = checklists.plan(steps, events, done=done, set_by_hand=by_hand, holidays=holidays)
    return {each.step.id: each for each in planned}


def replanned(desk: Desk, case: CaseFile, wanted: Iterable[Edit]) -> list[Edit]:
    """Edits that move the dates of steps along where `wanted` changes a day that they start from."""
    if not case.all("item"):
        return []
    starts = {event.lives_in for event in desk.library.events().values() if event.lives_in}
    changes = [edit for edit in wanted if f"{kind_of(edit.entity)}.{edit.field}" in starts or edit.field == REMOVED]
    return _moved_dates(desk, case, changes) if changes else []


def _events(desk: Desk, case: CaseFile, pack: str, changed: Mapping[tuple[str, str], Json]) -> dict[str, date]:
    """Days in the case that deadlines may start from, by id of the event."""
    found: dict[str, date] = {}
    for event in desk.library.events(pack).values():
        kind, _dot, name = event.lives_in.partition(".")
        refs = [kind] if kind in ("case", "person", "company") else [each.ref for each in case.all(kind)]
        refs += [ref for ref, _field in changed if kind_of(ref) == kind and ref not in refs]
        days = [_day(changed.get((ref, name), case.value(ref, name))) for ref in refs if name]
        known = [day for day in days if day]
        if known:
            found[event.id] = known[-1]
    return found


def _value(item: Entity, name: str, changed: Mapping[tuple[str, str], Json]) -> Json:
    return changed.get((item.ref, name), item.get(name)) if (item.ref, name) in changed else item.get(name)


def _day(value: Json) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _order(item: Entity) -> float:
    order = item.get("order")
    return float(order) if isinstance(order, int | float) else 1e9


# --- words ----------------------------------------------------------------------------------------------------------


def _list_view(desk: Desk, case: CaseFile, checklist: Checklist | None, name: str, items: list[Entity]) -> ListView:
    if checklist is None:  # the pack is gone or has a problem: what was adopted still stands
        return ListView(name, name, tuple(_bare(item) for item in items))
    planned = _plan(desk, case, checklist, items, {})
    guide = _guide_of(desk, checklist.pack)
    views = (_item_view(desk, case, checklist, guide, item, planned.get(item.text("step"))) for item in items)
    return ListView(name, say(checklist.title, desk.language), tuple(views))


def _item_view(
    desk: Desk,
    case: CaseFile,
    checklist: Checklist,
    guide: Guide | None,
    item: Entity,
    planned: checklists.Planned | None,
) -> ItemView:
    bare = _bare(item)
    if planned is None:
        return bare
    step, language = planned.step, desk.language
    titles = {each.id: say(each.title, language) for each in checklist.steps}
    office, contact = _office(desk, case, item, step)
    event = desk.library.events(checklist.pack).get(planned.missing) if planned.missing else None
    return replace(
        bare,
        title=say(step.title, language),
        text=say(step.text, language),
        estimated=planned.estimated and not bare.due_fixed,
        legal=step.due is not None and step.due.kind == checklists.LEGAL,
        waits_for=tuple(titles[each] for each in planned.waits_for if each in titles),
        office=office,
        contact=contact,
        topics=step.contact_topic,
        papers=tuple(_paper_titles(desk, checklist.pack, step)),
        cost=_cost(guide, step, desk.today, language),
        law=step.law,
        warn=say(step.warn, language),
        status=step.status,
        starts_with=say(event.title, language) if event else "",
        starts_in=event.lives_in if event else "",
    )


def _bare(item: Entity) -> ItemView:
    return ItemView(
        ref=item.ref,
        step=item.text("step"),
        title=item.text("title"),
        text="",
        state=item.text("state", "open"),
        reason=item.text("reason"),
        due=item.text("due"),
        due_fixed=bool(item.get("due_fixed")),
        estimated=False,
        legal=False,
        waits_for=(),
        office="",
        contact=item.text("contact"),
        topics=(),
        papers=(),
        cost="",
        law="",
        warn="",
        status="",
        done_on=item.text("done_on"),
    )


def _office(desk: Desk, case: CaseFile, item: Entity, step: Step) -> tuple[str, str]:
    """Name of the office of a step and the id of its contact, as far as known."""
    name = step.office or (_main_authority(desk, case, item) if step.office_words.get("from") == MAIN else "")
    if not name:
        return say(step.office_words, desk.language), ""
    if name.startswith("topic:"):
        return "", ""
    district = case.one(case.kind).text("district")
    contact = desk.library.authority_contact(name, district)
    if not contact and name in desk.library.directory().by_id:
        contact = name
    if contact:
        return contacts.contact(desk, contact).name, contact
    return desk.library.authority_name(name, desk.language), ""


MAIN = "main"
"""`office = {from = "main"}` in a pack: the office that decides about the occupation of the run."""


def _main_authority(desk: Desk, case: CaseFile, item: Entity) -> str:
    if not item.text("run"):
        return ""
    evaluation = guides.view_of(desk, case, item.text("run")).evaluation
    table = evaluation.guide.parts.tables.get("professions")
    row = table.rows.get(str(evaluation.value("profession")), {}) if table else {}
    deciding = {str(row.get(column)) for column in ("authority", "authority_north", "authority_south")}
    return next((name for name in evaluation.authorities if name in deciding), "")


def _paper_titles(desk: Desk, pack: str, step: Step) -> Iterator[str]:
    for entry in step.papers:
        paper = desk.library.paper(pack, entry.id) if entry.id else None
        words = paper.title if paper else entry.words
        if words:
            yield say(words, desk.language)


def _guide_of(desk: Desk, pack: str) -> Guide | None:
    name = next((info.id for info in desk.library.guides() if info.pack == pack), "")
    return desk.library.guide(name) if name else None


def _cost(guide: Guide | None, step: Step, on: date, language: str) -> str:
    if step.cost:
        return say(step.cost, language)
    shown = []
    for name in step.cost_figures:
        figure = guide.parts.figures.get(name) if guide else None
        row = figure.row(on) if figure else None
        if figure is None or row is None or isinstance(row.value, date):
            continue
        amount = amount_text(row.value, figure.unit, language)
        if row.value_max is not None:
            amount = f"{amount} – {amount_text(row.value_max, figure.unit, language)}"
        shown.append(f"{say(figure.title, language)}: {amount}")
    return "; ".join(shown)
