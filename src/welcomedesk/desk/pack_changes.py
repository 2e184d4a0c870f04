"""What another version of the packs means for the cases at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import guides
from welcomedesk.desk.core import Desk
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import texts
from welcomedesk.domain.pack_changes import ADDED, PackChange, changes_between

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.library import Library

_ENDED_REFERRALS = frozenset({"done", "not_arrived", "withdrawn", "declined"})
_OPEN_ITEMS = frozenset({"open", "in_progress"})
_PAGE = 500


@dataclass(frozen=True, slots=True)
class TouchedRun:
    """A guide run whose verdicts differ.

    Args:
        verdicts: result id to old and new verdict, `-` where a version has no such result.
    """

    ref: str
    guide: str
    verdicts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TouchedItem:
    """An adopted step that still waits, and the changed statements it rests on as `kind id`."""

    ref: str
    title: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TouchedReferral:
    """A referral under way to a contact whose entry changed."""

    ref: str
    contact: str


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case that a change of the packs reaches."""

    id: str
    number: str
    runs: tuple[TouchedRun, ...] = ()
    items: tuple[TouchedItem, ...] = ()
    referrals: tuple[TouchedReferral, ...] = ()


def changes(old: Library, new: Library, packs: Iterable[str]) -> tuple[PackChange, ...]:
    """Every difference in these packs, in their order."""
    return tuple(change for pack in packs for change in changes_between(pack, old.document(pack), new.document(pack)))


def touched(desk: Desk, old: Library, new: Library, found: Iterable[PackChange]) -> tuple[TouchedCase, ...]:
    """The open cases that changes reach: verdicts that differ, steps that wait, referrals under way."""
    reach = _Reach(replace(desk, library=old), replace(desk, library=new), tuple(found))
    cases = (desk.store.case(row_id) for row_id in _open_cases(desk))
    return tuple(hit for case in cases if case is not None and (hit := reach.case(case)) is not None)


def _open_cases(desk: Desk) -> Iterator[str]:
    offset = 0
    while True:
        page = desk.store.register(RegisterQuery(offset=offset, limit=_PAGE))
        yield from (row.id for row in page.rows)
        offset += len(page.rows)
        if not page.rows or offset >= page.total:
            return


class _Reach:
    """Two desks that differ in their packs only, and what changed between them."""

    def __init__(self, before: Desk, after: Desk, found: tuple[PackChange, ...]) -> None:
        self._before, self._after = before, after
        changed = [each for each in found if each.change != ADDED]
        self._contacts = frozenset(each.id for each in changed if each.kind == "contact")
        self._steps = {(each.pack, each.id): each for each in changed if each.kind in ("step", "result")}
        self._figures = frozenset((each.pack, each.id) for each in changed if each.kind == "figure")
        self._papers = frozenset((each.pack, each.id) for each in changed if each.kind == "paper")

    def case(self, case: CaseFile) -> TouchedCase | None:
        """What the changes touch in a case, `None` where nothing."""
        runs = tuple(run for entity in case.all("run") if (run := self._run(case, entity)) is not None)
        items = tuple(item for entity in case.all("item") if (item := self._item(entity)) is not None)
        referrals = tuple(
            TouchedReferral(entity.ref, entity.text("contact"))
            for entity in case.all("referral")
            if entity.text("contact") in self._contacts and entity.text("state") not in _ENDED_REFERRALS
        )
        return TouchedCase(case.id, case.number, runs, items, referrals) if runs or items or referrals else None

    def _run(self, case: CaseFile, entity: Entity) -> TouchedRun | None:
        was, now = self._verdicts(self._before, case, entity), self._verdicts(self._after, case, entity)
        names = [*was, *(name for name in now if name not in was)]
        differ = {name: (was.get(name, "-"), now.get(name, "-")) for name in names if was.get(name) != now.get(name)}
        return TouchedRun(entity.ref, entity.text("guide"), differ) if differ else None

    @staticmethod
    def _verdicts(desk: Desk, case: CaseFile, entity: Entity) -> Mapping[str, str]:
        try:
            return guides.view_of(desk, case, entity.ref).evaluation.verdicts
        except DeskError:
            return {}  # this version has no such guide, or a broken one

    def _item(self, entity: Entity) -> TouchedItem | None:
        if entity.text("state", "open") not in _OPEN_ITEMS:
            return None
        pack, checklist, step = entity.text("pack"), entity.text("checklist"), entity.text("step")
        names = [(pack, f"{checklist}/{step}"), (pack, step)]
        because = [f"{self._steps[name].kind} {name[1]}" for name in names if name in self._steps]
        because += self._behind(pack, checklist, step)
        return TouchedItem(entity.ref, entity.text("title"), tuple(because)) if because else None

    def _behind(self, pack: str, checklist: str, step: str) -> Iterator[str]:
        """Changed figures and papers that a step names."""
        for desk in (self._after, self._before):
            for each in desk.library.checklists():
                found = each.step(step) if (each.pack, each.id) == (pack, checklist) else None
                if found is not None:
                    head = desk.library.document(pack).get("pack", {})
                    packs = (pack, *texts(head.get("uses")))
                    names = (entry.id for entry in found.papers)
                    yield from (f"figure {name}" for name in found.cost_figures if _any_of(packs, name, self._figures))
                    yield from (f"paper {name}" for name in names if _any_of(packs, name, self._papers))
                    return


def _any_of(packs: tuple[str, ...], name: str, changed: frozenset[tuple[str, str]]) -> bool:
    """Whether a figure or paper changed in the pack that names it or in one that it uses."""
    return any((pack, name) in changed for pack in packs)
