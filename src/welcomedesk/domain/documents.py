"""Documents as values: headings, paragraphs and tables; as Markdown for a file, as a handout for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from welcomedesk.domain.handouts import Handout, HandoutRow
from welcomedesk.domain.letters import words

if TYPE_CHECKING:
    from welcomedesk.domain.letters import Letterhead


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; may be empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language.

    Args:
        head: small lines beside the title, such as date and office.
    """

    title: str
    blocks: tuple[Block, ...]
    head: tuple[str, ...] = ()


def to_markdown(document: Document) -> str:
    """The document as a text file."""
    parts = [f"# {_line(document.title)}\n"]
    if document.head:
        parts.append("\n" + "\n".join(f"{_line(each)}  " for each in document.head) + "\n")
    for block in document.blocks:
        match block:
            case Heading(text):
                parts.append(f"\n## {_line(text)}\n")
            case Paragraph(text):
                parts.append(f"\n{text.strip()}\n")
            case Table(columns, rows):
                parts.append("\n" + "".join(_table(columns, rows)))
    return "".join(parts)


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield f"| {' | '.join(map(_cell, columns))} |\n"
    yield "|" + "---|" * len(columns) + "\n"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _line(text).replace("\\", "\\\\").replace("|", "\\|")


def to_handout(document: Document, language: str, letterhead: Letterhead) -> Handout:
    """The document as a sheet for the printer: the first cell of a row in bold, the others as facts below it."""
    rows: list[HandoutRow] = []
    for block in document.blocks:
        match block:
            case Heading(text):
                rows.append(HandoutRow("heading", (words(text),)))
            case Paragraph(text):
                rows.extend(HandoutRow("text", (words(part.strip()),)) for part in text.split("\n\n") if part.strip())
            case Table(columns, lines):
                for line in lines:
                    rows.append(HandoutRow("text", (words(line[0], strong=True),)))
                    said = [f"{name}: {cell}" for name, cell in zip(columns[1:], line[1:], strict=True) if cell]
                    rows.extend(HandoutRow("text", (words(text),)) for text in said)
    made = Handout((words(document.title),), (language,), tuple(rows), letterhead, head=document.head)
    return replace(made, kind="document")
