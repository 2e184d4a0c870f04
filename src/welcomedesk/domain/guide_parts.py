"""What a guide is made of: questions, figures, tables, derived values, results, as plain values.

`parts_from_doc` reads them from a compiled pack (`docs/how-to/pack-format.md`). It trusts what the pack checker let
through and never raises on a missing key, so that a guide with a hole still answers everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, TypeAlias

from welcomedesk.domain.kleene import Number

Words: TypeAlias = Mapping[str, str]
"""Text per language, `{"de": …, "en": …}`."""

Row: TypeAlias = Mapping[str, Any]

NOTHING: Mapping[str, Any] = MappingProxyType({})

SHOWN_RESULTS = ("path", "title", "advice", "step")
"""Kinds that an evaluation lists under `results`; `authority` and `flag` have lists of their own."""


def say(words: Words, lang: str) -> str:
    """The text in this language, else in any."""
    return words.get(lang) or words.get("de") or next(iter(words.values()), "")


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `also` are other spellings that answers may use."""

    id: str
    words: Words
    also: tuple[str, ...] = ()
    help: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a guide; see the page on the pack format for what the fields mean.

    Args:
        kind: `choice`, `several`, `yes_no`, `number`, `money`, `date`, `country`, `occupation` or `code`.
        options: in the order they are offered, rows of `options_from` included.
        groups: of a country question, the ids of options that are groups.
        minimum, maximum: answers outside are refused; `None` for no limit.
    """

    id: str
    kind: str
    text: Words
    label: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    options_from: str = ""
    groups: frozenset[str] = frozenset()
    ordered: bool = False
    ask_when: str = ""
    if_not_asked: str | None = None
    derive: str = ""
    usual: str | None = None
    usual_when: str = ""
    lives_in: str = ""
    lives_map: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()
    unit: str = ""
    minimum: Number | None = None
    maximum: Number | None = None
    pattern: str = ""
    source: tuple[str, ...] = ()
    status: str = ""

    def short(self, lang: str) -> str:
        """The words for a reason: the label, else the question without its mark."""
        return say(self.label, lang) or say(self.text, lang).rstrip(" ?")

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One value of a figure and when it holds; both dates included, `None` for always.

    Args:
        value: an exact number, or a date for figures of the unit `date`.
        value_max: upper end where the figure is a span.
    """

    value: Number | date
    value_max: Number | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: tuple[str, ...] = ()
    status: str = ""

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its dated rows."""

    id: str
    title: Words
    unit: str
    rows: tuple[FigureRow, ...]

    def row(self, day: date) -> FigureRow | None:
        """The row that holds on this day, `None` where none was entered."""
        return next((row for row in self.rows if row.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Column:
    """Words for a column of a table and for its codes."""

    id: str
    title: Words
    values: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by id in file order; a cell is a text, number, truth value or list of texts."""

    id: str
    title: Words
    columns: Mapping[str, Column]
    rows: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a derived value: when it counts, and what it gives; of lines with one `best_of` the best counts."""

    when: str
    then: Any
    title: Words = field(default_factory=dict)
    best_of: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows from answers; exactly one of `value`, `cases` and `total` is filled."""

    id: str
    kind: str
    title: Words
    options: tuple[Option, ...] = ()
    value: str = ""
    cases: tuple[Case, ...] = ()
    otherwise: Any = None
    total: tuple[Case, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a result; `words` override the generated ones."""

    text: str
    words: Words = field(default_factory=dict)
    source: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a result names (authority, paper): an id or an expression that gives ids, perhaps with a condition."""

    id: str = ""
    derive: str = ""
    when: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """One result: a path, title, authority, flag, step or piece of advice.

    Args:
        data: the whole row of the pack, for what only the window shows (text, law, due, cost, next …).
    """

    id: str
    kind: str
    title: Words
    when: tuple[Condition, ...] = ()
    group: str = ""
    behind: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    authorities: tuple[Entry, ...] = ()
    papers: tuple[Entry, ...] = ()
    source: tuple[str, ...] = ()
    status: str = ""
    data: Row = field(default_factory=dict)

    def words(self, name: str, lang: str) -> str:
        """A text of the row in this language, empty where there is none."""
        value = self.data.get(name)
        return say(value, lang) if isinstance(value, Mapping) else ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot both be true, and the way out."""

    id: str
    when: str
    text: Words
    way_out: Words


@dataclass(frozen=True, slots=True)
class GuideParts:
    """All parts of a guide by id, in file order."""

    id: str
    pack: str
    version: str
    title: Words
    as_of: str = ""
    intro: Words = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    phases: tuple[Option, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()


# --- reading a compiled pack ----------------------------------------------------------------------------------------


def parts_from_doc(doc: Row, shared: Sequence[Row] = ()) -> GuideParts:
    """The parts of the guide in a compiled pack.

    Args:
        doc: the merged tables of one pack, as the compiler writes them.
        shared: packs that this one uses, for figures and tables it does not have itself.
    """
    pack, guide = _mapping(doc.get("pack")), _mapping(doc.get("guide"))
    tables = {str(row.get("id", "")): table_from(row) for row in _shared_rows(doc, shared, "table")}
    return GuideParts(
        id=str(guide.get("id") or pack.get("id", "")),
        pack=str(pack.get("id", "")),
        version=str(pack.get("version", "")),
        title=words_from(guide.get("title")),
        as_of=str(pack.get("as_of", "")),
        intro=words_from(guide.get("intro")),
        audience=texts(guide.get("for")),
        phases=tuple(option_from(row) for row in rows_of(guide, "phases")),
        questions={str(row.get("id", "")): _question(row, tables) for row in rows_of(doc, "question")},
        figures={str(row.get("id", "")): figure_from(row) for row in _shared_rows(doc, shared, "figure")},
        tables=tables,
        derived={str(row.get("id", "")): _derived(row) for row in rows_of(doc, "derived")},
        results={str(row.get("id", "")): _result(row) for row in rows_of(doc, "result")},
        contradictions=tuple(_contradiction(row) for row in rows_of(doc, "contradiction")),
    )


def _shared_rows(doc: Row, shared: Sequence[Row], name: str) -> Iterable[Row]:
    own = rows_of(doc, name)
    seen = {row.get("id") for row in own}
    yield from own
    for other in shared:
        for row in rows_of(other, name):
            if row.get("id") not in seen:
                seen.add(row.get("id"))
                yield row


def rows_of(doc: Row, name: str) -> list[Row]:
    """The rows of a list in a document, empty where there is none."""
    value = doc.get(name)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, or one text, as a tuple."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def _mapping(value: object) -> Row:
    return value if isinstance(value, Mapping) else NOTHING


def words_from(value: object) -> Words:
    """Words from `{de, en}` or from one text that stands for every language."""
    if isinstance(value, str):
        return {"de": value, "en": value}
    return value if isinstance(value, Mapping) else NOTHING


def number_from(value: object) -> Number | None:
    """An exact number from a text, integer or float; `None` for everything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    try:
        number = Decimal(str(value)) if isinstance(value, str | float | Decimal) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def day_from(value: object) -> date | None:
    """A date from `YYYY-MM-DD`; `None` for everything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def option_from(row: Row) -> Option:
    """An option from `{id, de, en}` or a table row with a `title`."""
    words = words_from(row.get("title")) or {lang: str(row[lang]) for lang in ("de", "en") if lang in row}
    return Option(str(row.get("id", "")), words, texts(row.get("also")), words_from(row.get("help")))


def _question(row: Row, tables: Mapping[str, Table]) -> Question:
    own = tuple(option_from(option) for option in rows_of(row, "options"))
    table = tables.get(str(row.get("options_from", "")))
    listed = tuple(option_from(line) for line in table.rows.values()) if table else ()
    country = row.get("kind") == "country"
    usual, otherwise = row.get("usual"), row.get("if_not_asked")
    return Question(
        id=str(row.get("id", "")),
        kind=str(row.get("kind", "choice")),
        text=words_from(row.get("text")),
        label=words_from(row.get("label")),
        why=words_from(row.get("why")),
        help=words_from(row.get("help")),
        options=own + listed,
        options_from=str(row.get("options_from", "")),
        groups=frozenset(option.id for option in own) if country else frozenset(),
        ordered=bool(row.get("ordered")),
        ask_when=str(row.get("ask_when", "")),
        if_not_asked=None if otherwise is None else _plain(otherwise),
        derive=str(row.get("from", "")),
        usual=None if usual is None else _plain(usual),
        usual_when=str(row.get("usual_when", "")),
        lives_in=str(row.get("lives_in", "")),
        lives_map={str(key): str(value) for key, value in _mapping(row.get("lives_map")).items()},
        figures=texts(row.get("figures")),
        unit=str(row.get("unit", "")),
        minimum=number_from(row.get("min")),
        maximum=number_from(row.get("max")),
        pattern=str(row.get("pattern", "")),
        source=texts(row.get("source")),
        status=str(row.get("status", "")),
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def figure_from(row: Row) -> Figure:
    """A figure with its rows; rows whose value cannot be read are left out (the checker names them)."""
    unit = str(row.get("unit", ""))
    lines = (_figure_row(line, unit) for line in rows_of(row, "rows"))
    return Figure(str(row.get("id", "")), words_from(row.get("title")), unit, tuple(line for line in lines if line))


def _figure_row(row: Row, unit: str) -> FigureRow | None:
    value = day_from(row.get("value")) if unit == "date" else number_from(row.get("value"))
    if value is None:
        return None
    return FigureRow(
        value,
        number_from(row.get("value_max")),
        day_from(row.get("valid_from")),
        day_from(row.get("valid_to")),
        texts(row.get("source")),
        str(row.get("status", "")),
    )


def table_from(row: Row) -> Table:
    """A table with its rows by id."""
    columns = {}
    for column in rows_of(row, "columns"):
        values = {str(value.get("id", "")): option_from(value).words for value in rows_of(column, "values")}
        columns[str(column.get("id", ""))] = Column(str(column.get("id", "")), words_from(column.get("title")), values)
    lines = {str(line.get("id", "")): line for line in rows_of(row, "rows")}
    return Table(str(row.get("id", "")), words_from(row.get("title")), columns, lines)


def _derived(row: Row) -> Derived:
    return Derived(
        id=str(row.get("id", "")),
        kind=str(row.get("kind", "yes_no")),
        title=words_from(row.get("title")),
        options=tuple(option_from(option) for option in rows_of(row, "options")),
        value=str(row.get("value", "")),
        cases=_cases(row, "cases"),
        otherwise=row.get("otherwise"),
        total=_cases(row, "sum"),
        unit=str(row.get("unit", "")),
    )


def _cases(row: Row, name: str) -> tuple[Case, ...]:
    return tuple(
        Case(str(line.get("when", "")), line.get("then"), words_from(line.get("title")), str(line.get("best_of", "")))
        for line in rows_of(row, name)
    )


def condition_from(value: object) -> Condition:
    """A condition from a text or from `{if, de, en, source, status}`."""
    if not isinstance(value, Mapping):
        return Condition(str(value))
    words = {lang: str(value[lang]) for lang in ("de", "en") if lang in value}
    source = texts(value.get("source"))
    return Condition(str(value.get("if", "")), words, source[0] if source else "", str(value.get("status", "")))


def _entries(value: object) -> tuple[Entry, ...]:
    return tuple(entry_from(item) for item in value) if isinstance(value, list) else ()


def entry_from(value: object) -> Entry:
    """An authority or paper from its id, `{id, if}`, `{from, if}` or `{de, en}`."""
    if not isinstance(value, Mapping):
        return Entry(str(value))
    words = {lang: str(value[lang]) for lang in ("de", "en") if lang in value}
    return Entry(str(value.get("id", "")), str(value.get("from", "")), str(value.get("if", "")), words)


def _result(row: Row) -> Result:
    when = row.get("when")
    conditions = when if isinstance(when, list) else [when] if when else []
    return Result(
        id=str(row.get("id", "")),
        kind=str(row.get("kind", "path")),
        title=words_from(row.get("title")),
        when=tuple(condition_from(value) for value in conditions),
        group=str(row.get("group", "")),
        behind=texts(row.get("behind")),
        flags=texts(row.get("flags")),
        on=texts(row.get("on")),
        authorities=_entries(row.get("authorities")),
        papers=_entries(row.get("papers")),
        source=texts(row.get("source")),
        status=str(row.get("status", "")),
        data=row,
    )


def _contradiction(row: Row) -> Contradiction:
    return Contradiction(
        str(row.get("id", "")), str(row.get("when", "")), words_from(row.get("text")), words_from(row.get("way_out"))
    )
