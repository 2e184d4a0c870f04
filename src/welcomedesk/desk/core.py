"""What every action has at hand, and the one way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from welcomedesk.domain import bases, fields
from welcomedesk.domain.case import OFFICE, CaseFile, kind_of
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change, EntryId, Json
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.ports import CaseStore, Clock, DirectoryFiles, Printer
    from welcomedesk.domain.library import Library

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """What an action touched, so that each view can decide whether to refresh.

    Args:
        areas: of `cases`, `today`, `contacts`, `office`, `letters`.
        cases: ids of the cases that changed.
    """

    areas: frozenset[str] = frozenset()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The outcome of an action.

    Args:
        value: what the action made or found.
        changed: what views must refresh.
        undo: changes that bring the earlier values back.
    """

    value: T
    changed: Changed
    undo: tuple[Change, ...] = ()


def _no_files() -> DirectoryFiles:
    raise LookupError("this desk reads and writes no files of the directory")


def _nothing(_risk: str) -> None:
    """No backup: practice workplaces and tests."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One adviser at one unlocked workplace: the parts that actions work with.

    Args:
        printer: makes the printing room when it is first needed; it is dear to load.
        new_id: makes a random id of 8 hex characters or more.
        random_bytes: makes random bytes, for short codes.
        words: gives the translating function of a language, for letters in another language than the window's.
        language: language of contents shown, `de` or `en`.
        files: reads and writes the directory as files; loaded when it is first needed.
        before_risk: called before something that cannot be taken back, with `import` or `erase`; makes a backup.
        remembered: what actions worked out and use again while nothing was written, by name.
    """

    store: CaseStore
    library: Library
    printer: Callable[[], Printer]
    clock: Clock
    new_id: Callable[[int], str]
    random_bytes: Callable[[int], bytes]
    words: Callable[[str], Callable[[str], str]]
    actor: str
    language: str = "de"
    before_risk: Callable[[str], None] = _nothing
    remembered: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    files: Callable[[], DirectoryFiles] = _no_files

    @property
    def today(self) -> date:
        return self.clock.now().date()


@dataclass(frozen=True, slots=True)
class Edit:
    """One field to set, named inside a case: `Edit("task:3fa9", "state", "done")`."""

    entity: str
    field: str
    value: Json


def edits(entity: str, values: Mapping[str, Json]) -> list[Edit]:
    """One edit per value of an entity."""
    return [Edit(entity, name, value) for name, value in values.items()]


def load(desk: Desk, case_id: str) -> CaseFile:
    """The case with this id.

    Raises:
        DeskError: `unknown_case`.
    """
    found = desk.store.case(case_id)
    if found is None:
        raise DeskError(
            "unknown_case",
            N_("There is no case {case}."),
            next_step=N_("Look the case up in the list of cases."),
            case=case_id[:60],
        )
    return found


def write(
    desk: Desk, case: CaseFile, wanted: Sequence[Edit], *, areas: Iterable[str] = ("cases", "today")
) -> Done[tuple[EntryId, ...]]:
    """Check and write edits of one case in one transaction; what is already so is left alone. See `write_together`."""
    return write_together(desk, [(case, wanted)], areas=areas)


def write_together(
    desk: Desk, parts: Sequence[tuple[CaseFile, Sequence[Edit]]], *, areas: Iterable[str] = ("cases", "today")
) -> Done[tuple[EntryId, ...]]:
    """Check and write edits of several cases in one transaction: all of them or none.

    Raises:
        Refused: `case_closed`, where anything but the state of a closed case is to change; `no_basis`, where sensitive
            data are to be recorded without a legal basis.
        DeskError: `bad_value`, which names the field.
    """
    for case, wanted in parts:
        _check(wanted)
        refuse_if_closed(case, wanted)
        refuse_if_locked(desk, case, wanted)
    needed = [(case, edit) for case, wanted in parts for edit in wanted if _differs(case, edit)]
    changed = Changed(frozenset(areas), tuple(case.id for case, _wanted in parts))
    if not needed:
        return Done((), changed)
    undo = tuple(Change(case.id, e.entity, e.field, case.value(e.entity, e.field)) for case, e in needed)
    entries = desk.store.write(
        [Change(case.id, e.entity, e.field, e.value) for case, e in needed], actor=desk.actor, at=desk.clock.now()
    )
    return Done(entries, changed, undo)


def undo(desk: Desk, done: Done[T]) -> Done[tuple[EntryId, ...]]:
    """Bring back what stood before an action; the history keeps both."""
    entries = desk.store.write(done.undo, actor=desk.actor, at=desk.clock.now()) if done.undo else ()
    return Done(entries, done.changed)


def refuse_if_closed(case: CaseFile, wanted: Iterable[Edit]) -> None:
    """A closed case takes nothing but its own state, links, and what a person may take back at any time.

    Raises:
        Refused: `case_closed`.
    """
    about_state = {
        "state", "close_reason", "close_note", "closed_on", "restricted", "restricted_on", "restricted_reason",
    }  # fmt: skip
    withdrawal = {"withdrawn_on", "objection", "objection_on"}
    if case.closed and any(
        (edit.entity != "case" or edit.field not in about_state)
        and edit.field not in withdrawal
        and kind_of(edit.entity) != "link"
        for edit in wanted
    ):
        raise Refused(
            "case_closed",
            N_("Case {number} is closed."),
            safe=N_("Nothing was changed."),
            next_step=N_("Reopen the case first."),
            number=case.number,
        )


def refuse_if_locked(desk: Desk, case: CaseFile, wanted: Sequence[Edit]) -> None:
    """Sensitive data of a known person wait for their legal basis, see `domain/bases.py`.

    Raises:
        Refused: `no_basis`; its detail `purpose` says which basis is missing.
    """
    if case.id == OFFICE or not any(map(bases.is_sensitive, wanted)):
        return
    locked = bases.locked(case, office(desk).one("office"), wanted, desk.today)
    if not locked:
        return
    declared = fields.find(*locked[0].rsplit(".", 1))
    purpose = bases.ref_of(declared.purpose if declared else "counselling").partition(":")[2]
    raise Refused(
        "no_basis",
        N_("{field} is sensitive, and this case has no legal basis for it yet."),
        safe=N_("Nothing was changed."),
        next_step=N_("Record the basis first: basis:{purpose}.ground=consent, or with one click in the window."),
        field=locked[0],
        purpose=purpose,
        case=case.id if case.entities else "",
    )


def _check(wanted: Sequence[Edit]) -> None:
    for edit in wanted:
        wrong = fields.misfit(edit.entity, edit.field, edit.value)
        if wrong:
            raise bad_value(wrong)


def bad_value(wrong: fields.Misfit) -> DeskError:
    """The error that says which field does not fit and what would."""
    return DeskError(
        "bad_value",
        N_("{field} cannot hold this value."),
        safe=N_("Nothing was changed."),
        next_step=wrong.problem,
        **{**wrong.details, "field": wrong.field},
    )


def _differs(case: CaseFile, edit: Edit) -> bool:
    facts = case.one(edit.entity).fields.get(edit.field, ())
    if len(facts) > 1:
        return True
    current = facts[0].value if facts else None
    return current != edit.value or type(current) is not type(edit.value)


def office(desk: Desk) -> CaseFile:
    """The records of the workplace itself, empty before anything was entered."""
    return desk.store.case(OFFICE) or CaseFile(OFFICE)


@dataclass(frozen=True, slots=True)
class CaseRef:
    """Id and number of a case."""

    id: str
    number: str
