"""A case file as it stands now: entities, their fields, and fields that have two values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from welcomedesk.domain.log import Fact, Json

REMOVED = "_removed"
"""Field that takes an entity out of sight without taking it out of the history."""

ERASED = "_erased"
"""Field that says that a case, or one thing of it, was erased by law: values and salts are gone from the log too."""

OFFICE = "office"
"""The case that holds what belongs to the whole workplace: letterhead, advisers, notes on contacts."""

OFFICE_TASKS = "office-tasks"
"""The record that holds the tasks of the whole office: nobody's case, in no list, and apart from `OFFICE`, because a
save reads the record it writes to."""


def counts_of(month: str) -> str:
    """The record that holds the counted contacts of a month (`2026-11`): nobody's case, in no list.

    One a month, because a save reads the record it writes to.
    """
    return f"counts-{month}"


def kind_of(ref: str) -> str:
    """The kind of an entity from its ref: `task:3fa9` is a `task`, `person` is a `person`."""
    return ref.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing inside a case with its current facts; a field usually has one fact, after a conflict several."""

    ref: str
    fields: Mapping[str, tuple[Fact, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def kind(self) -> str:
        return kind_of(self.ref)

    @property
    def id(self) -> str:
        return self.ref.partition(":")[2]

    def get(self, name: str, default: Json = None) -> Json:
        """The value of a field; where two values compete, the newer one by logical clock."""
        facts = self.fields.get(name)
        if not facts or facts[-1].value is None:
            return default
        return facts[-1].value

    def text(self, name: str, default: str = "") -> str:
        """The value of a field as text, `default` where it is not known."""
        value = self.get(name)
        return default if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The value of a list field as texts, empty where it is not known."""
        value = self.get(name)
        if isinstance(value, list):
            return tuple(str(item) for item in value)
        return () if value is None else (str(value),)

    def fact(self, name: str) -> Fact | None:
        """The fact behind `get`, with who said it and when."""
        facts = self.fields.get(name)
        return facts[-1] if facts else None

    def has_two_values(self, name: str) -> bool:
        return len(self.fields.get(name, ())) > 1

    @property
    def removed(self) -> bool:
        return bool(self.get(REMOVED)) or bool(self.get(ERASED))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All entities of one case, removed ones included (`all` leaves them out)."""

    id: str
    entities: Mapping[str, Entity] = field(default_factory=lambda: MappingProxyType({}))

    def one(self, ref: str) -> Entity:
        """The entity with this ref, empty where nothing was recorded yet."""
        return self.entities.get(ref) or Entity(ref)

    def all(self, kind: str) -> tuple[Entity, ...]:
        """The entities of a kind that are not removed, in the order in which they were recorded."""
        found = [e for e in self.entities.values() if e.kind == kind and not e.removed]
        return tuple(sorted(found, key=_first_lamport))

    def value(self, ref: str, name: str, default: Json = None) -> Json:
        return self.one(ref).get(name, default)

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """Ref and field of everything that has two values."""
        for entity in self.entities.values():
            for name in entity.fields:
                if entity.has_two_values(name):
                    yield entity.ref, name

    @property
    def root(self) -> Entity:
        return self.one("case")

    @property
    def kind(self) -> str:
        """`person` or `company`."""
        return self.root.text("kind", "person")

    @property
    def number(self) -> str:
        return self.root.text("number")

    @property
    def name(self) -> str:
        """Name of the person or company; empty for an anonymous contact."""
        return self.one(self.kind).text("name")

    @property
    def closed(self) -> bool:
        return self.root.get("state") == "closed"


def _first_lamport(entity: Entity) -> tuple[int, str]:
    clocks = [fact.lamport for facts in entity.fields.values() for fact in facts]
    return (min(clocks, default=0), entity.ref)
