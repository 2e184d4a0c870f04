"""Checklists and papers of a case in the words of the window; made on the worker thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import checklists, costs
from welcomedesk.desk.core import load, office
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.wording import amount_text
from welcomedesk.i18n import _, language, ngettext
from welcomedesk.ui.components.checklist import Step
from welcomedesk.ui.components.papers import NEEDS, Paper
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import by
from welcomedesk.ui.text import first_sentence

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from welcomedesk.desk.checklists import ItemView, ListView
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import Entity

STATES = {"in_progress": "started"}
"""States of the case file in the words of the component, where they differ."""

_MOST_WARNINGS = 2


@dataclass(frozen=True, slots=True)
class ListShown:
    """One checklist: id, title, `1 of 7 done`, its steps."""

    id: str
    title: str
    count: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CostShown:
    """One cost in words; `open` where the pack names no amount."""

    words: str
    amount: str
    verify: bool


@dataclass(frozen=True, slots=True)
class TabShown:
    """Everything the tab shows.

    Args:
        due: date of each step by ref, to see what moved.
        total: all costs together, in words.
        fixed: steps whose date was set by hand.
    """

    lists: tuple[ListShown, ...]
    papers: tuple[Paper, ...]
    complete: int
    warnings: tuple[tuple[str, str], ...]
    costs: tuple[CostShown, ...]
    grants: tuple[CostShown, ...]
    total: str
    due: dict[str, str]
    fixed: frozenset[str]


def read_tab(desk: Desk, case_id: str) -> TabShown:
    """Read checklists, papers and costs and put them into words."""
    case = load(desk, case_id)
    lists = checklists.lists_of(desk, case)
    items = [item for each in lists for item in each.items]
    papers = tuple(_paper(desk, each) for each in case.all("paper"))
    found = costs.costs_of(desk, case)
    return TabShown(
        lists=tuple(_list(each, desk.today) for each in lists),
        papers=papers,
        complete=sum(not paper.missing and "open" not in paper.marks.values() for paper in papers),
        warnings=tuple(_warnings(items)),
        costs=tuple(_cost(line) for line in found.paid),
        grants=tuple(_cost(line) for line in found.lines if line.grant),
        total=_span(found.low, found.high) if found.high else "",
        due={item.ref: item.due for item in items},
        fixed=frozenset(item.ref for item in items if item.due_fixed),
    )


def read_office_list(desk: Desk, checklist_id: str) -> ListShown | None:
    """One list that runs for the office itself; its steps lead to no referral, because nobody is referred."""
    found = next((each for each in checklists.lists_of(desk, office(desk)) if each.id == checklist_id), None)
    if found is None:
        return None
    shown = _list(found, desk.today)
    return replace(shown, steps=tuple(replace(step, office="") for step in shown.steps))


# --- steps ----------------------------------------------------------------------------------------------------------


def _list(shown: ListView, today: date) -> ListShown:
    count = ngettext("{done} of {n} done", "{done} of {n} done", len(shown.items))
    words = count.format(done=shown.done, n=len(shown.items))
    return ListShown(shown.id, shown.title, words, tuple(_step(item, today) for item in shown.items))


def _step(item: ItemView, today: date) -> Step:
    due, tone, strong = _due(item, today)
    return Step(
        id=item.ref,
        title=item.title,
        note=_note(item),
        state=STATES.get(item.state, item.state),
        due=due,
        due_tone=tone,
        due_strong=strong,
        text=item.text,
        facts=tuple(_facts(item)),
        warn=item.warn,
        office=item.contact,
        office_words=item.office,
        verify=item.status == "K",
    )


def _note(item: ItemView) -> str:
    if item.state == "done":
        return _("done on {date}").format(date=long_date(item.done_on)) if item.done_on else ""
    if item.state == "not_needed":
        return _("not needed: {reason}").format(reason=item.reason)
    if item.state == "in_progress":
        return _("in progress")
    return item.office or item.cost or first_sentence(item.text)


def _due(item: ItemView, today: date) -> tuple[str, str, bool]:
    if item.finished:
        return (_("done") if item.state == "done" else _("not needed")), "", False
    if not item.due:
        return (_("then") if item.waits_for else ""), "", False
    words, tone = by(item.due, today)
    if item.estimated:
        return _("probably {date}").format(date=words), "", False
    return words, tone, item.due == today.isoformat()


def _facts(item: ItemView) -> Iterator[tuple[str, str]]:
    if item.papers:
        yield _("Papers"), ", ".join(item.papers)
    if item.cost:
        yield _("Costs"), item.cost
    if item.due and not item.finished:
        kind = _("legal time limit") if item.legal else _("set by hand") if item.due_fixed else _("recommended")
        yield _("Date"), f"{long_date(item.due)} · {kind}"
    if item.starts_with and not item.finished:
        yield _("Date"), _("as soon as this day is known: {event}").format(event=item.starts_with)
    if item.waits_for and not item.finished:
        yield _("After"), ", ".join(item.waits_for)
    if item.law:
        yield _("Basis"), item.law


def _warnings(items: list[ItemView]) -> Iterator[tuple[str, str]]:
    """Warnings of the steps that can be worked on now: title of the step and what to look out for."""
    now = [item for item in items if item.warn and not item.finished]
    ready = [item for item in now if not item.waits_for] or now
    seen: set[str] = set()
    for item in ready:
        if item.warn not in seen and len(seen) < _MOST_WARNINGS:
            seen.add(item.warn)
            yield item.title, item.warn


# --- papers ---------------------------------------------------------------------------------------------------------


def _paper(desk: Desk, paper: Entity) -> Paper:
    have, needs = set(paper.texts("marks")), set(paper.texts("needs"))
    missing = bool(paper.get("missing"))
    marks = {
        need: "yes" if need in have else "open" if need in needs else "not_asked"
        for need, _words in NEEDS
        if not missing or need in have
    }
    seen = paper.text("seen_on")
    notes = (paper.text("note"), _("seen on {date}").format(date=long_date(seen)) if seen else "")
    return Paper(
        paper.ref, _title(desk, paper), " · ".join(filter(None, notes)), marks, _("missing") if missing else ""
    )


def _title(desk: Desk, paper: Entity) -> str:
    """The words of the pack in the language of the window, unless somebody wrote their own."""
    code, title = paper.text("code"), paper.text("title")
    for pack in dict.fromkeys(info.id for info in desk.library.packs()) if code and language() != "de" else ():
        known = desk.library.paper(pack, code)
        if known is not None and say(known.title, "de") == title:
            return say(known.title, language())
    return title or code


# --- costs ----------------------------------------------------------------------------------------------------------


def _cost(line: costs.CostLine) -> CostShown:
    amount = _span(line.low, line.high) if line.low is not None and line.high is not None else ""
    return CostShown(line.words or line.title, amount, line.status == "K")


def _span(low: Decimal, high: Decimal) -> str:
    first = amount_text(low, "EUR", language())
    if low == high:
        return first
    return _("{low} to {high}").format(low=first, high=amount_text(high, "EUR", language()))
