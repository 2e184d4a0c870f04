"""Letters and handouts as values: what stands on the page, not yet where.

Texts are made of spans, so that the preview can mark what comes from a case. Nothing here knows about paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """Words that belong together.

    Args:
        field: id of the placeholder the words came through; empty for the letter's own words.
        strong: set in bold.
    """

    text: str
    field: str = ""
    strong: bool = False


Text: TypeAlias = tuple[Span, ...]


def words(text: str, *, strong: bool = False, field: str = "") -> Text:
    """A text of one span."""
    return (Span(text, field, strong),)


def plain(text: Text) -> str:
    """The text without its marks."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office as its settings say; every part may be empty, then the page stays neutral there.

    Args:
        office: name in large type.
        lines: under the name, one line each.
        sender_line: the small return line above the address, on one line.
        footer: at the foot of the page, one line each.
        columns: up to three columns at the foot, lines separated by line feeds; they stand instead of `footer`.
        logo: PNG, as `Printer.logo` made it.
        color: of the name and the lines, like `#0B5A73`; empty for black.
    """

    office: str = ""
    lines: tuple[str, ...] = ()
    sender_line: str = ""
    footer: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    logo: bytes = b""
    color: str = ""


def letterhead(office: Mapping[str, str], logo: bytes = b"") -> Letterhead:
    """The letterhead from the office settings; nothing is added that the settings do not hold.

    Args:
        office: `name`, `carrier`, `street`, `postal_code`, `place`, `phone`, `email`, `web`, `footer`, `color`,
            `column_1` to `column_3`; each may be missing or empty.
        logo: the picture, as `Printer.logo` made it.
    """
    get = {key: (value or "").strip() for key, value in office.items()}.get
    town = " ".join(part for part in (get("postal_code"), get("place")) if part)
    address = tuple(part for part in (get("street"), town) if part)
    ways = tuple(part for part in (get("phone"), get("email"), get("web")) if part)
    name, carrier = get("name", ""), get("carrier", "")
    sender = tuple(part for part in (name, *address) if part)
    return Letterhead(
        office=name,
        lines=tuple(line for line in (carrier,) if line),
        sender_line=" · ".join(sender) if address else "",
        footer=tuple(line for line in (" · ".join(sender), " · ".join(ways), get("footer", "")) if line),
        columns=tuple(text for n in (1, 2, 3) if (text := get(f"column_{n}", ""))),
        logo=logo,
        color=get("color", ""),
    )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the letter is for.

    Args:
        name: organisation or person; line feeds separate lines.
        lines: department, street, place, in the order of the address field; may be empty only when `by_hand`.
        notes: lines of the notes zone above the address ("Persönlich / Vertraulich").
        by_hand: the person carries the letter, so that it needs no address.
    """

    name: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def address(self) -> tuple[str, ...]:
        """All lines of the address zone, empty ones left out."""
        return tuple(line.strip() for line in (*self.name.split("\n"), *self.lines) if line.strip())

    @property
    def has_address(self) -> bool:
        return any(line.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class InfoRow:
    """A line of the information block: "Unser Zeichen  2026-0147"."""

    label: str
    value: Text


# --- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text


@dataclass(frozen=True, slots=True)
class FactTable:
    """Labels with values beside them."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A step or paper to tick off.

    Args:
        title: what to do.
        text: more about it; may be empty.
        papers: what to bring, one line each.
        facts: labels with values: office, deadline, cost.
        state: `open`, `done` or `not_needed`.
        note: small print, for example that the statement is still to be verified.
    """

    title: Text
    text: Text = ()
    papers: tuple[Text, ...] = ()
    facts: tuple[tuple[str, Text], ...] = ()
    state: str = "open"
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckList:
    items: tuple[CheckItem, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: Text


@dataclass(frozen=True, slots=True)
class Code:
    """A code or passphrase in large type, to be read letter for letter."""

    text: Text


@dataclass(frozen=True, slots=True)
class Card:
    """Where an office is: a 2D code with its address for the telephone, and a small map.

    Args:
        code: what the 2D code holds, see `vcard`.
        point: latitude and longitude; `None` where they are not known, then there is no map.
        map_caption: what the map shows and whose it is.
    """

    caption: Text
    code: str
    point: tuple[float, float] | None
    map_caption: Text = ()


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on, side by side, each with what belongs under it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column with its share of the width; shares are compared with each other."""

    label: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headed columns with lines between them.

    Args:
        rows: cells in the order of the columns; missing ones stay empty, to be written by hand.
        least: rows it has at least; the rest is empty.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    least: int = 0


@dataclass(frozen=True, slots=True)
class SlipField:
    """One thing to fill in on a reply slip: a box, words, and a line to write on.

    Args:
        blank: length of the line, mm; 0 for none.
        answer: the state of the referral that a ticked box stands for, so that every box can be entered.
    """

    label: str
    box: bool = False
    blank: float = 0.0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The part to cut off and send back, at the foot of the last page.

    Args:
        rows: what stands side by side on each line.
    """

    title: str
    code_label: str
    code: Text
    rows: tuple[tuple[SlipField, ...], ...]


Block: TypeAlias = (
    Paragraph
    | Heading
    | FactTable
    | NumberedList
    | BulletList
    | CheckList
    | Note
    | Code
    | Card
    | SignatureLines
    | Table
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete in words.

    Args:
        form: `B` (address field 45 mm from the top) or `A` (27 mm).
        language: of the letter's own words, `de` or `en`; a client's language where the kind has one.
        recipient: `None` for a sheet without an address field (consent, recovery sheet).
        draft: prints "Entwurf" across every page.
        draft_word: that word in the letter's language.
        page_words: "Seite {page} von {pages}" in the letter's language.
        large: large print (16 points).
        look: `letter`, `sheet`, `poster` or `certificate`, see `LetterKind`.
        beside: the same letter in the reader's language, set beside the German under the address.
        review: words on the state of that translation, in both languages.
    """

    kind: str
    language: str
    letterhead: Letterhead
    recipient: Recipient | None
    subject: Text
    blocks: tuple[Block, ...]
    form: str = "B"
    info: tuple[InfoRow, ...] = ()
    salutation: str = ""
    closing: str = ""
    signer: Text = ()
    enclosures: tuple[str, ...] = ()
    enclosures_label: str = "Anlagen"
    slip: Slip | None = None
    draft: bool = False
    draft_word: str = "Entwurf"
    page_words: str = "Seite {page} von {pages}"
    by_hand_words: str = "Zur persönlichen Übergabe"
    large: bool = False
    look: str = "letter"
    beside: Letter | None = None
    review: tuple[str, ...] = ()


def vcard(*, name: str, street: str = "", postal_code: str = "", town: str = "", phone: str = "", web: str = "") -> str:
    """An office as a card that telephones understand; what is empty is left out. Source: RFC 2426 (vCard 3.0)."""

    def shielded(text: str) -> str:
        for sign in "\\;,":
            text = text.replace(sign, f"\\{sign}")
        return text.replace("\n", "\\n")

    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{shielded(name)};;;;", f"FN:{shielded(name)}"]
    if street or town:
        lines.append(f"ADR:;;{shielded(street)};{shielded(town)};;{shielded(postal_code)};")
    lines += [f"TEL:{phone}"] if phone else []
    lines += [f"URL:{web}"] if web else []
    return "\r\n".join([*lines, "END:VCARD"])


RTL_LANGUAGES = frozenset(("ar", "ckb", "fa", "he", "prs", "ps", "ur"))


def runs_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in RTL_LANGUAGES
