"""Case files: open from three facts, complete later, close with a reason, reopen, look up."""

from __future__ import annotations

from collections.abc import Mapping

from welcomedesk.desk.core import CaseRef, Changed, Desk, Done, Edit, bad_value, load, write
from welcomedesk.desk.ports import CaseHit, DoubleHit, HistoryLine, RegisterPage, RegisterQuery
from welcomedesk.domain import fields
from welcomedesk.domain.case import REMOVED, CaseFile, kind_of
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change, EntryId, Json
from welcomedesk.domain.words import N_


def open_case(desk: Desk, kind: str, name: str, facts: Mapping[str, Json] | None = None) -> Done[CaseRef]:
    """Open a case for a person or a company from a name and what is known so far.

    Args:
        kind: `person` or `company`.
        name: any text; empty for an anonymous contact.
        facts: values by key, `person.german_level`; keys with a colon name further entities, `task:1.what`.

    Raises:
        DeskError: `bad_value`, which names the field; nothing is created then.
    """
    wrong = fields.misfit("case", "kind", kind)
    if wrong:
        raise bad_value(wrong)
    case = CaseFile(desk.new_id(8))
    number = desk.store.next_number(desk.today.year)
    wanted = [
        Edit("case", "kind", kind),
        Edit("case", "number", number),
        Edit("case", "state", "open"),
        Edit("case", "opened", desk.today.isoformat()),
        Edit("case", "adviser", desk.actor),
    ]
    if name:
        wanted.append(Edit(kind, "name", name))
    wanted += [_edit(key, value) for key, value in (facts or {}).items()]
    done = write(desk, case, wanted)
    return Done(CaseRef(case.id, number), done.changed, _closing_as_mistake(desk, case.id))


def _closing_as_mistake(desk: Desk, case_id: str) -> tuple[Change, ...]:
    """What takes a new case back: its number was given out and stays, so it is closed and not erased."""
    values = {"state": "closed", "close_reason": "mistake", "closed_on": desk.today.isoformat()}
    return tuple(Change(case_id, "case", name, value) for name, value in values.items())


def sample_case(desk: Desk) -> str:
    """The id of a sample case of a person, empty where there is none."""
    rows = desk.store.register(RegisterQuery(states=(), kind="person", sample=True, limit=1)).rows
    return rows[0].id if rows else ""


def set_fields(desk: Desk, case_id: str, values: Mapping[str, Json]) -> Done[tuple[EntryId, ...]]:
    """Set fields of a case by key (`person.phone`, `task:3fa9.state`) in one transaction; `None` clears."""
    case = load(desk, case_id)
    wanted = [_edit(key, value) for key, value in values.items()]
    for edit in wanted:
        _refuse_step(edit)
    return write(desk, case, [*wanted, *_moved_along(desk, case, wanted)])


def _refuse_step(edit: Edit) -> None:
    """The state of a referral never changes past the check that decides whether it may leave.

    Raises:
        Refused: `state_by_step`.
    """
    if kind_of(edit.entity) == "referral" and edit.field in ("state", "override"):
        raise Refused(
            "state_by_step",
            N_("A referral changes its state by a step, not as a field."),
            safe=N_("Nothing was changed."),
            next_step=N_("Use the steps of the referral, or: welcomedesk referral step."),
        )


def add(desk: Desk, case_id: str, kind: str, values: Mapping[str, Json]) -> Done[str]:
    """Record one more thing in a case (a qualification, a paper, a task) and give its ref."""
    case = load(desk, case_id)
    ref = f"{kind}:{desk.new_id(4)}"
    wanted = [Edit(ref, name, value) for name, value in values.items() if value is not None]
    done = write(desk, case, [*wanted, *_moved_along(desk, case, wanted)])
    others = (change for change in done.undo if change.entity != ref)
    return Done(ref, done.changed, (Change(case.id, ref, REMOVED, True), *others))


def _moved_along(desk: Desk, case: CaseFile, wanted: list[Edit]) -> list[Edit]:
    """Dates of checklist steps that start from a day which is being set."""
    if not case.all("item"):
        return []
    from welcomedesk.desk.checklists import replanned

    return replanned(desk, case, wanted)


def remove(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take a thing out of a case; the history keeps it and `undo` brings it back."""
    return write(desk, load(desk, case_id), [Edit(ref, REMOVED, True)])


def note_access(desk: Desk, case_id: str, what: str, reason: str = "") -> Done[int]:
    """Add to the log of views that somebody looked at what is hidden or handed it out, also in a closed case.

    Args:
        what: of `fields.LOOKED_AT`; a restricted case wants a reason.

    Raises:
        Refused: `reason_needed`.
    """
    case = load(desk, case_id)
    if what == "restricted" and not reason.strip():
        raise Refused(
            "reason_needed",
            N_("A restricted case is read with a reason only."),
            safe=N_("Nothing was shown."),
            next_step=N_("Write one sentence why."),
        )
    number = desk.store.note_access(case.id, what, reason.strip(), actor=desk.actor, at=desk.clock.now())
    return Done(number, Changed(frozenset({"access"}), (case.id,)))


def settle(desk: Desk, case_id: str, ref: str, field: str, value: Json) -> Done[tuple[EntryId, ...]]:
    """Decide between two values of one field; both stay in the history."""
    return write(desk, load(desk, case_id), [Edit(ref, field, value)])


def close_case(desk: Desk, case_id: str, reason: str, note: str = "") -> Done[tuple[EntryId, ...]]:
    """Close a case with a reason of `fields.CLOSE_REASONS`."""
    case = load(desk, case_id)
    if case.closed:
        raise Refused("already_closed", N_("Case {number} is closed already."), number=case.number)
    wanted = [
        Edit("case", "state", "closed"),
        Edit("case", "close_reason", reason),
        Edit("case", "close_note", note or None),
        Edit("case", "closed_on", desk.today.isoformat()),
    ]
    return write(desk, case, wanted)


def reopen_case(desk: Desk, case_id: str) -> Done[tuple[EntryId, ...]]:
    """Open a closed case again; the reason for closing stays in the history."""
    case = load(desk, case_id)
    cleared = ("close_reason", "close_note", "closed_on")
    return write(desk, case, [Edit("case", "state", "open"), *(Edit("case", name, None) for name in cleared)])


def find(desk: Desk, id_or_number: str) -> str:
    """The id of a case from its id or its number.

    Raises:
        DeskError: `unknown_case`.
    """
    by_number = desk.store.find_number(id_or_number)
    if by_number:
        return by_number
    return load(desk, id_or_number).id


def show(desk: Desk, case_id: str) -> CaseFile:
    """The case file as it stands now."""
    return load(desk, case_id)


def register(desk: Desk, query: RegisterQuery) -> RegisterPage:
    """One page of the case register."""
    return desk.store.register(query)


def search(desk: Desk, text: str, limit: int = 50) -> tuple[CaseHit, ...]:
    """Cases that hold all words of `text`; any text whatever is a search."""
    return desk.store.search(text, limit)


def likely_doubles(desk: Desk, name: str, kind: str, birth_date: str = "") -> tuple[DoubleHit, ...]:
    """Cases that may be about the same person or company, for the list under a name being typed."""
    return desk.store.doubles(name, kind, birth_date) if len(name.strip()) >= 2 else ()


def history(desk: Desk, case_id: str, ref: str = "", field: str = "") -> tuple[HistoryLine, ...]:
    """Who changed what when, newest first; of one field where it is named."""
    return desk.store.history(load(desk, case_id).id, ref, field)


def export(desk: Desk, case_id: str) -> dict[str, Json]:
    """Everything the file holds about a case, as values for JSON: entities with facts, then the history."""
    case = load(desk, case_id)
    return {
        "id": case.id,
        "number": case.number,
        "entities": {ref: _entity_facts(case, ref) for ref in sorted(case.entities)},
        "history": [
            {
                "entity": line.entity,
                "field": line.field,
                "value": line.value,
                "actor": line.actor,
                "at": line.at,
                "erased": line.erased,
            }
            for line in desk.store.history(case.id, limit=1_000_000)
        ],
    }


def _entity_facts(case: CaseFile, ref: str) -> dict[str, Json]:
    entity = case.one(ref)
    return {
        name: [{"value": fact.value, "actor": fact.actor, "at": fact.at} for fact in facts]
        for name, facts in sorted(entity.fields.items())
    }


def split_key(key: str) -> tuple[str, str]:
    """Entity ref and field name of a key such as `person.name` or `run:3fa9.answer.goal`.

    Raises:
        DeskError: `bad_key`.
    """
    ref, dot, name = key.partition(".")
    if not dot or not ref or not name:
        raise DeskError(
            "bad_key",
            N_("{key} does not name a field."),
            next_step=N_("Write the field as entity.field, for example person.phone."),
            key=key[:60],
        )
    return ref, name


def _edit(key: str, value: Json) -> Edit:
    ref, name = split_key(key)
    return Edit(ref, name, value)
