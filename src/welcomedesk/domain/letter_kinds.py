"""Kinds of letters as data: which words stand where, and which fields of a case may go out through them.

A kind is one `[[letter]]` of a pack. Its texts hold placeholders such as `{name}`; only placeholders that the kind
declares exist, and filling them is plain replacement: no expressions, no attributes, and what was filled in is never
read as a text again. How to add one: `docs/how-to/new-letter.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from welcomedesk.domain.letters import (
    Block,
    BulletList,
    Card,
    CheckItem,
    CheckList,
    Code,
    FactTable,
    Heading,
    InfoRow,
    Letter,
    Letterhead,
    Note,
    NumberedList,
    Paragraph,
    Recipient,
    SignatureLines,
    Slip,
    SlipField,
    Span,
    Table,
    TableColumn,
    TableRow,
    Text,
    plain,
    words,
)

Value: TypeAlias = str | tuple[str, ...] | tuple[CheckItem, ...] | tuple[TableRow, ...]
Words: TypeAlias = Mapping[str, str]

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BLOCKS = frozenset(
    ("paragraph", "heading", "facts", "numbered", "bullets", "checklist", "note", "code", "signatures", "table", "card")
)
RECIPIENTS = frozenset(("contact", "client", "anyone", "none"))
SENDERS = frozenset(("office", "company", "none"))
LOOKS = frozenset(("letter", "sheet", "poster", "certificate"))
TYPED = frozenset(("", "line", "text", "list", "date", "time"))

PAGE_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "draft": {"de": "Entwurf", "en": "Draft"},
        "page": {"de": "Seite {page} von {pages}", "en": "Page {page} of {pages}"},
        "enclosures": {"de": "Anlagen", "en": "Enclosures"},
        "by_hand": {"de": "Zur persönlichen Übergabe", "en": "To be handed over in person"},
    }
)
"""Words that belong to the sheet and not to a kind."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What a text of the kind may name.

    Args:
        field: key of the case field behind it (`person.name`); empty for what does not come from the case.
        title: what the adviser ticks in the list of fields that leave.
        required: without it there is no letter.
        typed: what the adviser enters for this letter alone: `line`, `text`, `list` (one entry a line), `date`, `time`.
    """

    id: str
    title: Words
    field: str = ""
    required: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """One block of a kind.

    Args:
        kind: one of `paragraph`, `heading`, `facts`, `numbered`, `bullets`, `checklist`, `note`, `code`, `signatures`,
            `table`.
        text: words with placeholders; a block whose placeholder has no value is left out.
        rows: of `facts`, label and value; a row without a value is left out.
        items: placeholder with the list of `numbered`, `bullets`, `checklist` or `table`.
        listed: the kind's own items of `numbered` or `bullets`, before those of the placeholder.
        labels: of `signatures`.
        columns, blank: of `table`: words with share of the width, and how many rows it has at least.
        needs, without: further placeholders that must, or must not, have a value.
    """

    kind: str
    text: Words
    rows: tuple[tuple[Words, str], ...] = ()
    items: str = ""
    listed: tuple[Words, ...] = ()
    numbered: bool = False
    labels: tuple[Words, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    columns: tuple[tuple[Words, float], ...] = ()
    blank: int = 0


@dataclass(frozen=True, slots=True)
class SlipPart:
    """One thing to fill in on a reply slip, see `SlipField`."""

    label: Words
    box: bool = False
    blank: float = 0.0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SlipPlan:
    """The reply slip of a kind; it is printed where the placeholder `code` has a value."""

    title: Words
    code_label: Words
    code: str
    rows: tuple[tuple[SlipPart, ...], ...]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    Args:
        fits: `person`, `company` or both; empty for sheets that no case asks for.
        when: situations that a case must be in, see `letter_situations`; the kind is offered only there.
        recipient: `contact`, `client`, `anyone` (a contact, a participant, or the client where neither is named) or
            `none` (a sheet without an address field).
        sender: whose letterhead it carries: `office`, `company` for what a company writes itself, or `none`.
        look: `letter`, `sheet` (no fold marks), `poster` or `certificate` (large type, no fold marks).
        lists: checklists, or packs of them, whose steps of the case it shows.
        serial: groups it can be sent to in one go: `contacts`, `companies`, `participants`.
        consent: whether it may only go out with a recorded consent for its recipient.
        release: kinds of contacts that also need a release from secrecy.
        languages: the languages all its words exist in, first one is usual.
    """

    id: str
    title: Words
    fits: tuple[str, ...]
    recipient: str
    consent: bool
    languages: tuple[str, ...]
    placeholders: Mapping[str, Placeholder]
    subject: Words
    salutation: Words
    closing: Words
    signer: str
    info: tuple[tuple[Words, str], ...]
    blocks: tuple[BlockPlan, ...]
    slip: SlipPlan | None = None
    enclosures: str = ""
    release: frozenset[str] = frozenset()
    when: tuple[str, ...] = ()
    sender: str = "office"
    look: str = "letter"
    lists: tuple[str, ...] = ()
    serial: tuple[str, ...] = ()

    @property
    def has_large_print(self) -> bool:
        """Whether a person reads it and may ask for large print; posters and certificates are set large already."""
        for_cases = bool(self.fits) and self.recipient in ("client", "none")
        return for_cases and self.look in ("letter", "sheet") and all(block.kind != "table" for block in self.blocks)

    def to_type(self) -> tuple[Placeholder, ...]:
        """What the adviser enters for one letter of this kind."""
        return tuple(each for each in self.placeholders.values() if each.typed)

    def field_ids(self) -> tuple[str, ...]:
        """Keys of the case fields that can go out through this kind."""
        return tuple(dict.fromkeys(p.field for p in self.placeholders.values() if p.field))


@dataclass(frozen=True, slots=True)
class LetterProblem:
    """Why there is no letter yet.

    Args:
        code: `missing_value`, `no_address`, `no_words` (language).
        what: placeholder id, recipient or language it is about; `title` the words for it.
    """

    code: str
    what: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A field of the case on the page, for the list of what leaves."""

    placeholder: str
    field: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter, or what is missing for it."""

    letter: Letter | None
    problems: tuple[LetterProblem, ...] = ()
    leaving: tuple[Leaving, ...] = ()


# --- filling --------------------------------------------------------------------------------------------------------


def compose(
    kind: LetterKind,
    values: Mapping[str, Value],
    *,
    language: str = "",
    letterhead: Letterhead | None = None,
    recipient: Recipient | None = None,
    form: str = "B",
    salutation: str = "",
    leave_out: Sequence[str] = (),
    draft: bool = False,
    slip: bool = True,
    large: bool = False,
) -> Composed:
    """Put values into a kind.

    Args:
        values: by placeholder id; others than the kind declares are not looked at. Lists for numbered lists and
            check lists. Missing and empty is the same.
        recipient: for kinds with an address field.
        leave_out: placeholders the adviser has unticked.
        draft: mark every page as a draft, for example while consent is missing.
    """
    language = language or kind.languages[0]
    if language not in kind.languages:
        return Composed(None, (LetterProblem("no_words", language),))
    fill = _Filler(kind, values, language, frozenset(leave_out))
    problems = [*fill.missing()]
    if kind.recipient != "none" and recipient is None:
        problems.append(LetterProblem("no_recipient", kind.recipient))
    elif recipient is not None and not recipient.has_address and not recipient.by_hand:
        problems.append(LetterProblem("no_address", recipient.name))
    if problems:
        return Composed(None, tuple(problems), fill.leaving())
    letter = Letter(
        kind=kind.id,
        language=language,
        letterhead=letterhead or Letterhead(),
        recipient=recipient if kind.recipient != "none" else None,
        form=form,
        info=tuple(fill.info()),
        subject=fill.text(kind.subject[language]) or (),
        salutation=salutation or kind.salutation.get(language, ""),
        blocks=tuple(fill.blocks()),
        closing=kind.closing.get(language, ""),
        signer=fill.text(kind.signer) or (),
        enclosures=fill.items(kind.enclosures),
        enclosures_label=_page_word("enclosures", language),
        slip=fill.slip() if slip else None,
        draft=draft,
        draft_word=_page_word("draft", language),
        page_words=_page_word("page", language),
        by_hand_words=_page_word("by_hand", language),
        large=large,
        look=kind.look,
    )
    return Composed(letter, (), fill.leaving())


def _point(place: Sequence[str]) -> tuple[float, float] | None:
    """Latitude and longitude as they follow the code of a card."""
    return (float(place[0]), float(place[1])) if len(place) == 2 else None


def _page_word(name: str, language: str) -> str:
    return PAGE_WORDS[name].get(language) or PAGE_WORDS[name]["de"]


def offers(kind: LetterKind, values: Mapping[str, Value], language: str = "de") -> tuple[Leaving, ...]:
    """Every field of the case that has a value and could leave through this kind, in the order of the kind."""
    return _Filler(kind, values, language, frozenset()).leaving()


class _Filler:
    def __init__(self, kind: LetterKind, values: Mapping[str, Value], language: str, leave_out: frozenset[str]) -> None:
        self.kind, self.language = kind, language
        self.values = {
            key: value for key, value in values.items() if key in kind.placeholders and key not in leave_out and value
        }

    def missing(self) -> Iterator[LetterProblem]:
        for placeholder in self.kind.placeholders.values():
            if placeholder.required and not self._has(placeholder.id):
                yield LetterProblem("missing_value", placeholder.id, placeholder.title.get(self.language, ""))

    def leaving(self) -> tuple[Leaving, ...]:
        return tuple(
            Leaving(p.id, p.field, p.title.get(self.language, p.id), self._shown(p.id))
            for p in self.kind.placeholders.values()
            if p.field and self._has(p.id)
        )

    def _has(self, placeholder: str) -> bool:
        value = self.values.get(placeholder)
        return bool(value.strip() if isinstance(value, str) else value)

    def _shown(self, placeholder: str) -> str:
        value = self.values[placeholder]
        return value if isinstance(value, str) else "; ".join(_words_of(item) for item in value)

    def text(self, template: str) -> Text | None:
        """The template with its placeholders filled; `None` where one has no value."""
        spans: list[Span] = []
        for n, part in enumerate(PLACEHOLDER.split(template)):
            if n % 2 == 0:
                spans += [Span(part)] if part else []
            elif self._has(part):
                spans.append(Span(self._shown(part).strip(), part))
            else:
                return None
        return tuple(spans)

    def info(self) -> Iterator[InfoRow]:
        for label, template in self.kind.info:
            text = self.text(template)
            if text:
                yield InfoRow(label[self.language], text)

    def items(self, placeholder: str) -> tuple[str, ...]:
        value = self.values.get(placeholder, ())
        if isinstance(value, str):
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        return tuple(_words_of(item) for item in value)

    def check_items(self, placeholder: str) -> Iterator[CheckItem]:
        """Steps as they are; plain words become boxes to tick."""
        for item in self.values.get(placeholder, ()):
            if isinstance(item, CheckItem):
                yield item
            elif isinstance(item, str):
                yield CheckItem(words(item, field=placeholder))

    def blocks(self) -> Iterator[Block]:
        for plan in self.kind.blocks:
            if all(self._has(need) for need in plan.needs) and not any(self._has(x) for x in plan.without):
                block = self._block(plan)
                if block:
                    yield block

    def _block(self, plan: BlockPlan) -> Block | None:
        text = self.text(plan.text.get(self.language, ""))
        match plan.kind:
            case "facts":
                rows = [(label[self.language], self.text(value)) for label, value in plan.rows]
                filled = tuple((label, value) for label, value in rows if value)
                return FactTable(filled) if filled else None
            case "numbered" | "bullets":
                own = tuple(words(each[self.language]) for each in plan.listed)
                items = (*own, *(words(item, field=plan.items) for item in self.items(plan.items)))
                if not items:
                    return None
                return NumberedList(items) if plan.kind == "numbered" else BulletList(items)
            case "checklist":
                steps = tuple(self.check_items(plan.items))
                return CheckList(steps, plan.numbered) if steps else None
            case "table":
                value = self.values.get(plan.items, ())
                rows_of = tuple(item for item in value if isinstance(item, TableRow))
                columns = tuple(TableColumn(label[self.language], share) for label, share in plan.columns)
                return Table(columns, rows_of, plan.blank) if rows_of or plan.blank else None
            case "card":
                code, *place = self.items(plan.items) or ("",)
                notes = self.text(plan.labels[0][self.language]) if plan.labels else ()
                return Card(text or (), code, _point(place), notes or ()) if code else None
            case "signatures":
                return SignatureLines(tuple(label[self.language] for label in plan.labels))
        if not text:
            return None
        made: Mapping[str, type[Paragraph] | type[Heading] | type[Note] | type[Code]]
        made = {"paragraph": Paragraph, "heading": Heading, "note": Note, "code": Code}
        return made[plan.kind](text)

    def slip(self) -> Slip | None:
        plan = self.kind.slip
        code = self.text(plan.code) if plan else None
        if not plan or not code:
            return None
        rows = tuple(
            tuple(SlipField(part.label[self.language], part.box, part.blank, part.answer) for part in row)
            for row in plan.rows
        )
        return Slip(plan.title[self.language], plan.code_label[self.language], code, rows)


def _words_of(item: str | CheckItem | TableRow) -> str:
    if isinstance(item, CheckItem):
        return plain(item.title)
    return ", ".join(cell for cell in item.cells if cell) if isinstance(item, TableRow) else item
