"""Correct and tell (GDPR Art. 16 and 19): who got a value that is no longer right, and what to tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import privacy
from welcomedesk.desk.choices import words_of
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.domain import fields
from welcomedesk.domain.case import REMOVED, CaseFile, Entity, kind_of
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.ports import HistoryLine
    from welcomedesk.domain.log import Json

_EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it left and as it is now, in words of the desk's language; empty where it is not known."""

    key: str
    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """A recipient that holds values which have changed since.

    Args:
        letter: ref of the last letter that carried them; `on` its ISO date.
    """

    contact: str
    name: str
    letter: str
    on: str
    changes: tuple[Change, ...]


def outdated(desk: Desk, case_id: str) -> tuple[Outdated, ...]:
    """Every contact that got a value which is no longer right and has not been told since, oldest letter first.

    Only the last letter to a contact that carried a field counts: a later one has told the contact already.
    """
    case = load(desk, case_id)
    letters = [each for each in case.all("letter") if each.text("contact") and each.texts("fields")]
    told = [each for each in case.all("correction") if each.text("contact")]
    if not letters:
        return ()
    past = _Past(desk.store.history(case.id, limit=_EVERYTHING))
    last: dict[tuple[str, str], Entity] = {}
    for each in sorted((*letters, *told), key=lambda each: past.place(each.ref), reverse=True):
        for key in each.texts("fields"):
            last[each.text("contact"), key] = each
    found: dict[str, list[tuple[Entity, Change]]] = {}
    for (contact, key), record in last.items():
        change = _change(desk, case, past, key, record.ref)
        if change is not None:
            found.setdefault(contact, []).append((record, change))
    return tuple(sorted((_of(case, contact, each) for contact, each in found.items()), key=lambda each: each.on))


def _of(case: CaseFile, contact: str, found: list[tuple[Entity, Change]]) -> Outdated:
    newest = max((each for each in case.all("letter") if each.text("contact") == contact), key=_sent)
    name = " ".join(newest.text("recipient", contact).split())
    return Outdated(contact, name, newest.ref, _sent(newest), tuple(change for _record, change in found))


def _sent(letter: Entity) -> str:
    return letter.text("sent_on")


def _change(desk: Desk, case: CaseFile, past: _Past, key: str, record: str) -> Change | None:
    field = fields.FIELDS.get(key)
    if field is None:
        return None
    then, now = past.then(key, record), past.then(key)
    if then == now:
        return None
    before, after = (_words(desk, field, values) for values in (then, now))
    return Change(key, desk.words(desk.language)(field.label), before, after) if before != after else None


def _words(desk: Desk, field: fields.Field, values: Mapping[str, Json]) -> str:
    return ", ".join(filter(None, (words_of(desk, field, value) for value in values.values())))


class _Past:
    """The history of a case, asked what stood in a field when something was recorded."""

    def __init__(self, newest_first: Iterable[HistoryLine]) -> None:
        self._lines = tuple(newest_first)
        self._places: dict[str, int] = {}
        for place, line in enumerate(self._lines):
            self._places[line.entity] = place  # the last one wins: where the entity was first recorded

    def place(self, ref: str) -> int:
        """How many changes came after this entity was recorded."""
        return self._places.get(ref, 0)

    def then(self, key: str, record: str = "") -> dict[str, Json]:
        """Values of a field by ref of their entity, when `record` was made; now without it."""
        kind, _dot, name = key.partition(".")
        start = self.place(record) if record else 0
        values: dict[str, Json] = {}
        gone: dict[str, bool] = {}
        for line in self._lines[start:]:
            if kind_of(line.entity) != kind:
                continue
            if line.field == name:
                values.setdefault(line.entity, line.value)
            elif line.field == REMOVED:
                gone.setdefault(line.entity, bool(line.value))
        there = {ref: value for ref, value in values.items() if value not in (None, "", []) and not gone.get(ref)}
        return dict(sorted(there.items()))


def letter_text(desk: Desk, case: CaseFile, about: Outdated, language: str) -> str:
    """The words to send: what we told, what is right, and the reference; plain text, ready to copy."""
    translate = desk.words(language)
    head = translate(N_("On {date} we passed data to you under our reference {number}. Please correct:"))
    lines = [head.format(date=about.on, number=case.number), ""]
    for each in about.changes:
        said = N_("{field}: not “{then}” but “{now}”") if each.now else N_("{field}: please delete")
        words = translate(said)
        lines.append("- " + words.format(field=each.label, then=each.then, now=each.now))
    lines += ["", translate(N_("Please delete the earlier entries."))]
    lines += filter(None, [privacy.legal_basis(desk, "rights", translate)])
    return "\n".join(lines)


def told(desk: Desk, case_id: str, about: Outdated) -> Done[str]:
    """Record that a contact was told what is right now."""
    ref = f"correction:{desk.new_id(4)}"
    values: dict[str, Json] = {
        "contact": about.contact,
        "fields": [each.key for each in about.changes],
        "told_on": desk.today.isoformat(),
    }
    done = write(desk, load(desk, case_id), edits(ref, values))
    return Done(ref, done.changed, done.undo)


def remind(desk: Desk, case_id: str, about: Outdated) -> Done[str]:
    """Make a task to tell a contact."""
    words = desk.words(desk.language)(N_("Tell {contact} the corrected data"))
    ref = f"task:{desk.new_id(4)}"
    wanted = [
        Edit(ref, "what", words.format(contact=about.name)[:300]),
        Edit(ref, "note", ", ".join(each.label for each in about.changes)[:300]),
        Edit(ref, "due", desk.today.isoformat()),
        Edit(ref, "state", "open"),
        Edit(ref, "kind", "letter"),
    ]
    done = write(desk, load(desk, case_id), wanted)
    return Done(ref, done.changed, done.undo)
