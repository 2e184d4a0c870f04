"""Reading kinds of letters from a pack, with every problem named at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from welcomedesk.domain.contacts import KIND_IDS
from welcomedesk.domain.letter_kinds import (
    BLOCKS,
    LOOKS,
    PLACEHOLDER,
    RECIPIENTS,
    SENDERS,
    TYPED,
    BlockPlan,
    LetterKind,
    Placeholder,
    SlipPart,
    SlipPlan,
    Words,
)
from welcomedesk.domain.letter_situations import SERIAL, SITUATIONS
from welcomedesk.domain.referrals import ANSWERS


def read_kind(record: Mapping[str, Any]) -> tuple[LetterKind | None, tuple[str, ...]]:
    """A kind from one `[[letter]]` of a pack, and every problem in it with its place.

    Returns:
        The kind, or `None` where it cannot be used, and the problems as sentences.
    """
    reader = _Reader(record)
    kind = reader.kind()
    return (None if reader.problems else kind), tuple(reader.problems)


class _Reader:
    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.problems: list[str] = []
        self.languages = tuple(record.get("languages", ()))
        self.placeholders: dict[str, Placeholder] = {}

    def kind(self) -> LetterKind:
        record = self.record
        for key in ("id", "recipient", "subject"):
            if not record.get(key):
                self.problems.append(f"{key}: is missing")
        if not self.languages:
            self.problems.append("languages: name at least one")
        self.one_of("recipient", record.get("recipient", ""), RECIPIENTS)
        for each in record.get("placeholder", ()):
            self.placeholders[each.get("id", "")] = self.placeholder(each)
        if record.get("serial") and record.get("consent", True):
            self.problems.append("serial: what needs a consent goes to one office at a time")
        return LetterKind(
            id=str(record.get("id", "")),
            title=record.get("title", {}),
            fits=tuple(record.get("for", ("person", "company"))),
            recipient=str(record.get("recipient", "")),
            consent=bool(record.get("consent", True)),
            languages=self.languages,
            placeholders=MappingProxyType(self.placeholders),
            subject=self.words("subject", record.get("subject", {})),
            salutation=self.words("salutation", record.get("salutation", {}), optional=True),
            closing=self.words("closing", record.get("closing", {}), optional=True),
            signer=self.template("signer", record.get("signer", "")),
            info=tuple(
                (self.words(f"info.{n}.label", row.get("label", {})), self.template(f"info.{n}", row.get("value", "")))
                for n, row in enumerate(record.get("info", ()))
            ),
            blocks=tuple(self.block(n, each) for n, each in enumerate(record.get("block", ()))),
            slip=self.slip(record.get("slip")),
            enclosures=self.name("enclosures", record.get("enclosures", "")),
            release=self.kinds_of_contacts(record.get("release", ())),
            when=tuple(self.one_of("when", each, SITUATIONS) for each in record.get("when", ())),
            sender=self.one_of("sender", record.get("sender", "office"), SENDERS),
            look=self.one_of("look", record.get("look", "letter"), LOOKS),
            lists=tuple(record.get("lists", ())),
            serial=tuple(self.one_of("serial", each, SERIAL) for each in record.get("serial", ())),
        )

    def kinds_of_contacts(self, named: Iterable[str]) -> frozenset[str]:
        kinds = frozenset(named)
        for unknown in sorted(kinds - KIND_IDS):
            self.problems.append(f"release: there is no kind of contact called {unknown}")
        return kinds

    def placeholder(self, record: Mapping[str, Any]) -> Placeholder:
        """One placeholder; what is typed for a letter cannot come from the case as well."""
        name, typed = record.get("id", ""), record.get("typed", "")
        self.one_of(f"placeholder.{name}.typed", typed, TYPED)
        if typed and record.get("field"):
            self.problems.append(f"placeholder.{name}: either typed or from a field")
        return Placeholder(name, record.get("title", {}), record.get("field", ""), bool(record.get("required")), typed)

    def one_of(self, where: str, value: str, allowed: Collection[str]) -> str:
        if value not in allowed:
            self.problems.append(f"{where}: one of {', '.join(sorted(allowed))}")
        return str(value)

    def words(self, where: str, value: Any, *, optional: bool = False) -> Words:
        if not isinstance(value, Mapping) or any(not isinstance(text, str) for text in value.values()):
            self.problems.append(f"{where}: words in each language are needed")
            return {}
        for language in self.languages if value or not optional else ():
            if language not in value:
                self.problems.append(f"{where}: no words in {language}")
        for text in value.values():
            self.template(where, text)
        return MappingProxyType(dict(value))

    def template(self, where: str, text: str) -> str:
        for placeholder in PLACEHOLDER.findall(text):
            self.name(where, placeholder)
        if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
            self.problems.append(f"{where}: a brace that is no placeholder")
        return text

    def name(self, where: str, placeholder: str) -> str:
        if placeholder and placeholder not in self.placeholders:
            self.problems.append(f"{where}: placeholder {placeholder} is not declared")
        return placeholder

    def block(self, number: int, record: Mapping[str, Any]) -> BlockPlan:
        where = f"block.{number}"
        kind = record.get("kind", "")
        if kind not in BLOCKS:
            self.problems.append(f"{where}.kind: one of {', '.join(sorted(BLOCKS))}")
        rows = [
            (self.words(f"{where}.rows.{n}", row.get("label", {})), self.template(f"{where}.rows.{n}", row["value"]))
            for n, row in enumerate(record.get("rows", ()))
        ]
        return BlockPlan(
            kind=kind,
            text=self.words(f"{where}.text", record.get("text", {}), optional=True),
            rows=tuple(rows),
            items=self.name(f"{where}.items", record.get("items", "")),
            listed=tuple(self.words(f"{where}.list.{n}", each) for n, each in enumerate(record.get("list", ()))),
            numbered=bool(record.get("numbered")),
            labels=tuple(self.words(f"{where}.labels.{n}", each) for n, each in enumerate(record.get("labels", ()))),
            needs=tuple(self.name(f"{where}.needs", each) for each in record.get("needs", ())),
            without=tuple(self.name(f"{where}.without", each) for each in record.get("without", ())),
            columns=tuple(
                (self.words(f"{where}.columns.{n}", each.get("label", {})), float(each.get("share", 1)))
                for n, each in enumerate(record.get("columns", ()))
            ),
            blank=int(record.get("blank", 0)),
        )

    def slip(self, record: Mapping[str, Any] | None) -> SlipPlan | None:
        if record is None:
            return None
        rows = tuple(tuple(self.slip_part(each) for each in row) for row in record.get("rows", ()))
        return SlipPlan(
            self.words("slip.title", record.get("title", {})),
            self.words("slip.code_label", record.get("code_label", {})),
            self.template("slip.code", record.get("code", "")),
            rows,
        )

    def slip_part(self, record: Mapping[str, Any]) -> SlipPart:
        """One box or line of a slip; a box that nobody could enter would be a question without a use."""
        label, answer = self.words("slip.rows", record.get("label", {})), str(record.get("answer", ""))
        if record.get("box"):
            self.one_of("slip.rows", answer, ANSWERS)
        return SlipPart(label, bool(record.get("box")), float(record.get("blank", 0)), answer)
