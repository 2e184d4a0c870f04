"""A letter to a client in German beside the same letter in the reader's language, as rows of two columns."""

from __future__ import annotations

from collections.abc import Iterator

from welcomedesk.domain.handouts import HandoutRow
from welcomedesk.domain.letters import (
    Block,
    BulletList,
    CheckItem,
    CheckList,
    Code,
    FactTable,
    Heading,
    Letter,
    Note,
    NumberedList,
    Paragraph,
    SignatureLines,
    Span,
    Text,
    plain,
    words,
)


def rows_of(german: Letter, reader: Letter) -> tuple[HandoutRow, ...]:
    """The rows under the address; both letters come from one kind and the same values, so their blocks match."""
    rows = [HandoutRow("subject", (_strong(german.subject), _strong(reader.subject)))]
    if german.salutation:
        rows.append(HandoutRow("paragraph", (words(german.salutation), words(reader.salutation))))
    for one, other in zip(german.blocks, reader.blocks, strict=True):
        rows += _rows(one, other)
    if german.closing:
        rows.append(HandoutRow("paragraph", (words(german.closing), words(reader.closing))))
    return tuple(rows)


def _rows(one: Block, other: Block) -> Iterator[HandoutRow]:
    match one, other:
        case Paragraph(text), Paragraph(beside):
            yield HandoutRow("paragraph", (text, beside))
        case Heading(text), Heading(beside):
            yield HandoutRow("subheading", (_strong(text), _strong(beside)))
        case FactTable(facts), FactTable(others):
            for (label, value), (label_beside, value_beside) in zip(facts, others, strict=True):
                yield HandoutRow("pair", (_pair(label, value), _pair(label_beside, value_beside)))
        case (NumberedList(items), NumberedList(others)) | (BulletList(items), BulletList(others)):
            for n, (item, beside) in enumerate(zip(items, others, strict=True), start=1):
                mark = Span(f"{n}. " if isinstance(one, NumberedList) else "– ")
                yield HandoutRow("item", ((mark, *_apart(item)), (mark, *_apart(beside))))
        case CheckList(steps), CheckList(steps_beside):
            for step, step_beside in zip(steps, steps_beside, strict=True):
                yield from _checked(step, step_beside)
        case Note(text), Note(beside):
            yield HandoutRow("small", (text, beside))
        case Code(text), Code(beside):
            yield HandoutRow("code", (text, beside))
        case SignatureLines(labels), SignatureLines(others):
            yield HandoutRow("sign", tuple(words(f"{a} / {b}") for a, b in zip(labels, others, strict=True)))


def _checked(item: CheckItem, beside: CheckItem) -> Iterator[HandoutRow]:
    yield HandoutRow("step", (_strong(item.title), _strong(beside.title)), box=True, ticked=item.state == "done")
    if item.text:
        yield HandoutRow("text", (item.text, beside.text))
    for paper, other in zip(item.papers, beside.papers, strict=True):
        yield HandoutRow("paper", (paper, other), box=True)
    for (label, value), (label_beside, value_beside) in zip(item.facts, beside.facts, strict=True):
        yield HandoutRow("fact", (_pair(label, value), _pair(label_beside, value_beside)))
    if item.note:
        yield HandoutRow("note", (words(item.note), words(beside.note)))


def _apart(text: Text) -> Text:
    """Label and value of an item as parts of their own: `الخبرة: 6 Jahre` must not be read as `Jahre 6`."""
    whole = plain(text)
    label, colon, value = whole.partition(": ")
    if not colon or len(text) != 1:
        return text
    return (Span(f"{label}: ", text[0].field, text[0].strong), Span(value, text[0].field, text[0].strong))


def _pair(label: str, value: Text) -> Text:
    return (Span(f"{label}: ", strong=True), *value)


def _strong(text: Text) -> Text:
    return tuple(Span(span.text, span.field, True) for span in text)
