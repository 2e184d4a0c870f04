"""Questions of a guide in the words of the window: options, units, figures beside them, where a value comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.guides import NOT_KNOWN
from welcomedesk.domain.guide_parts import FigureRow, say, texts, words_from
from welcomedesk.domain.wording import amount_per_text, amount_text
from welcomedesk.i18n import N_, _, language
from welcomedesk.ui.components.answers import Option
from welcomedesk.ui.components.question import FigureLine
from welcomedesk.ui.components.question import Question as Asked
from welcomedesk.ui.dates import long_date, short_date

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.guides import RunView
    from welcomedesk.domain.guide_parts import Question

UNITS = {
    "EUR": "€",
    "EUR/year": N_("€ per year"),
    "EUR/month": N_("€ per month"),
    "EUR/hour": N_("€ per hour"),
    "months": N_("months"),
    "years": N_("years"),
    "weeks": N_("weeks"),
    "days": N_("days"),
    "hours": N_("hours"),
    "hours/week": N_("hours per week"),
    "percent": "%",
}
_ABBREVIATION = re.compile(r"\(([A-ZÄÖÜ][^()§]{1,17})\)$")
_SECTIONS = re.compile(r" \(§[^()]*\)$")
_LONGEST_SOURCE = 52


def question_of(desk: Desk, view: RunView, name: str) -> Asked:
    """A question with the answer so far, the figures it decides about and where its value comes from."""
    question = view.guide.questions[name]
    answer = next((each for each in view.answers if each.question == name), None)
    unknown = answer is not None and answer.value == NOT_KNOWN
    figures, head, source = _figures(desk, view, question)
    return Asked(
        id=name,
        text=say(question.text, language()),
        kind=question.kind,
        why=say(question.why, language()),
        options=_options(view, question),
        unit=_(UNITS[question.unit]) if question.unit in UNITS else question.unit,
        value=None if answer is None or unknown else answer.value,
        unknown=unknown,
        source=_from_case(answer.fact.actor, answer.fact.at) if answer is not None and answer.from_case else "",
        source_icon="folder",
        figures_head=head,
        figures_source=source,
        figures=figures,
        note=" ".join(part for part in (say(question.help, language()), _usual(question)) if part),
    )


def _from_case(actor: str, at: str) -> str:
    return _("From the case file: {who}, {date}").format(who=actor, date=long_date(at))


def _usual(question: Question) -> str:
    if question.usual is None or question.usual_when:
        return ""
    words = value_words(question, question.usual)
    return _("Without an answer “{answer}” is assumed.").format(answer=words)


def _options(view: RunView, question: Question) -> tuple[Option, ...]:
    table = view.guide.parts.tables.get(question.options_from)
    rows = table.rows if table else {}
    own = [option for option in question.options if option.id not in rows]
    listed = [option for option in question.options if option.id in rows]
    made = [
        Option(
            option.id,
            say(option.words, language()),
            say(option.help, language()),
            (*option.also, *texts(rows.get(option.id, {}).get("search"))),
        )
        for option in (*own, *listed)
    ]
    first, rest = made[: len(own)], made[len(own) :]
    return (*first, *sorted(rest, key=lambda option: _sorting(option.words)))


def _sorting(words: str) -> str:
    return words.casefold().translate(str.maketrans("äöüéèåøç", "aoueeaoc"))


# --- figures --------------------------------------------------------------------------------------------------------


def _figures(desk: Desk, view: RunView, question: Question) -> tuple[tuple[FigureLine, ...], str, str]:
    """The figures beside a question, their validity and their source in words."""
    known = [view.guide.parts.figures[name] for name in question.figures if name in view.guide.parts.figures]
    rows = [(figure, figure.row(view.as_of)) for figure in known]
    found = [row for _figure, row in rows if row is not None]
    lines = tuple(
        FigureLine(
            row_value(row, figure.unit) if row else _("missing"),
            _verified(say(figure.title, language()), row.status if row else ""),
        )
        for figure, row in rows
    )
    if len(found) < len(known):
        head = _("Figures for {year} are not entered yet.").format(year=view.as_of.year)
    else:
        head = _validity(found, view.as_of)
    write = Writer(desk, view.guide.parts.pack)
    # What all of them rest on says more than the statute that each one also names.
    common = [name for name in found[0].source if all(name in row.source for row in found)] if found else []
    names = common or list(dict.fromkeys(name for row in found for name in row.source[:1]))
    source = next((words for name in names if (words := short_source(write.source(name).get("title")))), "")
    return lines, head, _("Source: {source}").format(source=source) if source else ""


def _verified(words: str, status: str) -> str:
    return words if status != "K" else _("{words} (to be verified)").format(words=words)


def row_value(row: FigureRow, unit: str, *, per: bool = False) -> str:
    """The value of a figure written out, a span as `100 € bis 600 €`."""
    from datetime import date as day

    if isinstance(row.value, day):
        return long_date(row.value.isoformat())
    write = amount_per_text if per else amount_text
    value = write(row.value, unit, language())
    if row.value_max is None:
        return value
    return _("{low} to {high}").format(low=value, high=write(row.value_max, unit, language()))


def _validity(rows: list[FigureRow], as_of: date) -> str:
    spans = {(row.valid_from, row.valid_to) for row in rows}
    if len(spans) == 1:
        return validity(*next(iter(spans))) or _("Figures")
    return _("Figures on {date}").format(date=long_date(as_of.isoformat()))


def validity(start: date | None, end: date | None) -> str:
    """`Werte vom 01.01. bis 31.12.2026`; empty where they always hold."""
    if start and end:
        first = short_date(start.isoformat()) if start.year == end.year else long_date(start.isoformat())
        return _("Figures from {start} to {end}").format(start=first, end=long_date(end.isoformat()))
    if start:
        return _("Figures from {start} on").format(start=long_date(start.isoformat()))
    return _("Figures until {end}").format(end=long_date(end.isoformat())) if end else ""


# --- values and sources ---------------------------------------------------------------------------------------------


def value_words(question: Question, value: Any) -> str:
    """An answer as people read it."""
    if value is None:
        return "–"
    if value == NOT_KNOWN:
        return _("not known yet")
    if question.kind == "yes_no":
        return _("yes") if value in (True, "yes") else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(_option_words(question, str(each)) for each in value)
    if question.kind in ("number", "money") and isinstance(value, int | float):
        return amount_per_text(Decimal(str(value)), question.unit, language())
    if question.kind == "date":
        return long_date(str(value))
    return _option_words(question, str(value))


def _option_words(question: Question, value: str) -> str:
    option = question.option(value)
    return say(option.words, language()) if option else value


def short_source(title: object) -> str:
    """A source in few words: its abbreviation where it ends with one, else its beginning."""
    text = title if isinstance(title, str) else say(words_from(title), language())
    text = _SECTIONS.sub("", text)
    found = _ABBREVIATION.search(text)
    if found:
        return found.group(1)
    return text if len(text) <= _LONGEST_SOURCE else text[:_LONGEST_SOURCE].rsplit(" ", 1)[0] + " …"


class Writer:
    """Sources of one pack in words."""

    def __init__(self, desk: Desk, pack: str) -> None:
        self._desk, self._pack = desk, pack

    def source(self, name: str) -> Mapping[str, Any]:
        return self._desk.library.source(self._pack, name) if name else {}

    def source_line(self, names: Iterable[str]) -> str:
        """`Quelle: AufenthG, Stand 19.08.2026`; empty where there is none."""
        rows = [row for row in (self.source(name) for name in names) if row]
        if not rows:
            return ""
        parts = ", ".join(dict.fromkeys(short_source(row.get("title")) for row in rows[:3]))
        as_of = str(rows[0].get("page_date") or rows[0].get("read") or "")
        words = _("Source: {source}").format(source=parts)
        since = _("as of {date}").format(date=long_date(as_of)) if as_of else ""
        return " · ".join(part for part in (words, since) if part)
