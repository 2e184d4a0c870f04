"""Conditions in words that an adviser understands, made from the words of questions, options, figures and results.

german >= A2              Deutschniveau: mindestens A2
salary_year >= figure.X   Jahresgehalt: 48.000 € sind mindestens 45.934,20 €
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from welcomedesk.domain.binding import Bound, Flip, Group, Link, Term, Test
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.kleene import NO_VALUE, UNKNOWN, Open, Truth, Value, is_number
from welcomedesk.domain.rules import BoundCondition, Engine
from welcomedesk.domain.testers import Run
from welcomedesk.domain.wording import amount_text, date_text, list_text, number_text

_NEGATED = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "in": "not in",
    "not in": "in",
    "has": "has not",
    "starts": "starts not",
    "known": "not known",
    "is": "is not",
    "always": "never",
    "never": "always",
    "broken": "broken",
}

_WORDS: dict[str, dict[str, str]] = {
    "de": {
        ">=": "mindestens {x}",
        ">": "mehr als {x}",
        "<=": "höchstens {x}",
        "<": "weniger als {x}",
        "date>=": "ab {x}",
        "date>": "nach dem {x}",
        "date<=": "bis {x}",
        "date<": "vor dem {x}",
        "not": "nicht {x}",
        "not title": "nicht: {x}",
        "met": "{given} sind {x}",
        "met one": "{given} ist {x}",
        "given": "{x} (angegeben: {given})",
        "only given": "angegeben: {given}",
        "starts": "beginnt mit {x}",
        "starts not": "beginnt nicht mit {x}",
        "known": "bekannt",
        "not known": "nicht bekannt",
        "yes": "ja",
        "no": "nein",
        "or": "oder",
        "and": "und",
        "applies": "„{x}“ trifft zu",
        "applies not": "„{x}“ trifft nicht zu",
        "goes first": "„{x}“ geht vor",
        "goes first not": "„{x}“ geht nicht vor",
        "always": "immer",
        "never": "nie",
        "broken": "eine Regel, die nicht gelesen werden kann",
        "as_of": "Stichtag",
        "age": "Alter",
        "years": "Jahre von {a} bis {b}",
        "months": "Monate von {a} bis {b}",
        "days": "Tage von {a} bis {b}",
        "min": "der kleinere Wert von {x}",
        "max": "der größere Wert von {x}",
        "no figure": "{x}: Wert für {year} ist noch nicht eingetragen",
        "enter": "{x}: Wert für {year} eintragen",
    },
    "en": {
        ">=": "at least {x}",
        ">": "more than {x}",
        "<=": "at most {x}",
        "<": "less than {x}",
        "date>=": "from {x} on",
        "date>": "after {x}",
        "date<=": "until {x}",
        "date<": "before {x}",
        "not": "not {x}",
        "not title": "not: {x}",
        "met": "{given} is {x}",
        "met one": "{given} is {x}",
        "given": "{x} (given: {given})",
        "only given": "given: {given}",
        "starts": "begins with {x}",
        "starts not": "does not begin with {x}",
        "known": "known",
        "not known": "not known",
        "yes": "yes",
        "no": "no",
        "or": "or",
        "and": "and",
        "applies": "“{x}” applies",
        "applies not": "“{x}” does not apply",
        "goes first": "“{x}” goes first",
        "goes first not": "“{x}” does not go first",
        "always": "always",
        "never": "never",
        "broken": "a rule that cannot be read",
        "as_of": "Date of assessment",
        "age": "Age",
        "years": "years from {a} to {b}",
        "months": "months from {a} to {b}",
        "days": "days from {a} to {b}",
        "min": "the smaller of {x}",
        "max": "the larger of {x}",
        "no figure": "{x}: the figure for {year} has not been entered yet",
        "enter": "{x}: enter the figure for {year}",
    },
}


_AMOUNT_OPS = ("<", "<=", ">", ">=")
_MOST_WISHES = 20_000


def shows_amounts(bound: Bound) -> TypeGuard[Test]:
    """Whether a condition compares with a figure, so that its own words are followed by the amounts."""
    return isinstance(bound, Test) and bound.op in _AMOUNT_OPS and bound.right[0].kind == "figure"


class Speaker:
    """Words of one guide in one language."""

    def __init__(self, engine: Engine, lang: str) -> None:
        self.engine = engine
        self.lang = lang if lang in _WORDS else "en"
        self.words = _WORDS[self.lang]
        self._wishes: dict[tuple[Bound, bool, date], str] = {}

    # --- reasons ---

    def reason(self, condition: BoundCondition, run: Run, met: Truth) -> str:
        """A condition of a result and how the answers stand to it."""
        if condition.blocked_by:
            title = say(self.engine.parts.results[condition.blocked_by].title, self.lang)
            return self.words["goes first not" if met else "goes first"].format(x=title)
        if met is None:
            missing = [name for name in condition.figures if run.figures[name][0] is UNKNOWN]
            if missing:
                return self.no_figure(missing[0], run)
        bound = condition.bound
        if condition.condition.words:
            return say(condition.condition.words, self.lang) + self._amounts(bound, run, met)
        if isinstance(bound, Test) and bound.left is not None:
            return self._with_answer(bound, run, met)
        return self.requirement(bound, run)

    def _with_answer(self, test: Test, run: Run, met: Truth) -> str:
        wanted = self.requirement(test, run)
        assert test.left is not None
        value = test.left.read(run)[0]
        if met is None or isinstance(value, Open) or value is NO_VALUE or test.op in ("known", "is"):
            return wanted
        given = self.value_text(test.left, value)
        if met and test.op in ("<", "<=", ">", ">=") and is_number(value):
            subject = self.subject(test.left)
            word = self.words["met one" if value == 1 else "met"]
            return f"{subject}: {word.format(given=given, x=self.demand(test, test.op, run))}"
        return wanted if met else self.words["given"].format(x=wanted, given=given)

    def _amounts(self, bound: Bound, run: Run, met: Truth) -> str:
        """Behind the own words of a comparison with a figure: what was given, and what the figure is."""
        if not shows_amounts(bound) or isinstance(bound.right[0].read(run)[0], Open):
            return ""
        assert bound.left is not None
        value, demand = bound.left.read(run)[0], self.demand(bound, bound.op, run)
        if met is None or isinstance(value, Open) or value is NO_VALUE:
            return f" ({demand})"
        given = self.value_text(bound.left, value)
        if met:
            return f" ({self.words['met one' if value == 1 else 'met'].format(given=given, x=demand)})"
        return f" ({demand}; {self.words['only given'].format(given=given)})"

    def no_figure(self, figure: str, run: Run) -> str:
        """That a figure has no row for the day of the evaluation."""
        title = say(self.engine.parts.figures[figure].title, self.lang)
        return self.words["no figure"].format(x=title, year=run.as_of.year)

    def enter_figure(self, figure: str, run: Run) -> str:
        """What to do about a figure without a row."""
        title = say(self.engine.parts.figures[figure].title, self.lang)
        return self.words["enter"].format(x=title, year=run.as_of.year)

    # --- requirements ---

    def wish(self, bound: Bound, run: Run, positive: bool) -> str:
        """`requirement`, remembered where it names nothing but options and figures."""
        fixed = isinstance(bound, Link) or (
            isinstance(bound, Test) and all(term.kind in ("const", "figure") for term in bound.right)
        )
        if not fixed:
            return self.requirement(bound, run, positive)
        key = (bound, positive, run.as_of)
        found = self._wishes.get(key)
        if found is None:
            if len(self._wishes) > _MOST_WISHES:
                self._wishes.clear()
            found = self._wishes[key] = self.requirement(bound, run, positive)
        return found

    def requirement(self, bound: Bound, run: Run, positive: bool = True) -> str:
        """A condition (or its opposite) as something that is asked for."""
        match bound:
            case Flip(part):
                return self.requirement(part, run, not positive)
            case Group(op, parts):
                word = op if positive else ("or" if op == "and" else "and")
                return f" {self.words[word]} ".join(self._inner(part, run, positive) for part in parts)
            case Link(op, name):
                title = say(self.engine.parts.results[name].title, self.lang)
                applies = (op == "applies") == positive
                return self.words["applies" if applies else "applies not"].format(x=title)
        return self._test(bound, run, positive)

    def _inner(self, bound: Bound, run: Run, positive: bool) -> str:
        text = self.requirement(bound, run, positive)
        core = bound.part if isinstance(bound, Flip) else bound
        return f"({text})" if isinstance(core, Group) else text

    def _test(self, test: Test, run: Run, positive: bool) -> str:
        op = test.op if positive else _NEGATED[test.op]
        if test.left is None:
            return self.words[op]
        if op in ("is", "is not"):
            return self._yes_no(test.left, op == "is", run)
        return f"{self.subject(test.left)}: {self.demand(test, op, run)}"

    def _yes_no(self, term: Term, positive: bool, run: Run) -> str:
        if term.kind == "condition":
            return self.requirement(term.tests[0], run, positive)
        if term.kind == "derived":
            title = self.subject(term)
            return title if positive else self.words["not title"].format(x=title)
        return f"{self.subject(term)}: {self.words['yes' if positive else 'no']}"

    def demand(self, test: Test, op: str, run: Run) -> str:
        """What is asked of the left side: `mindestens 45.934,20 €`."""
        assert test.left is not None
        if op in ("known", "not known"):
            return self.words[op]
        values = [self.operand(test.left, term, run) for term in test.right]
        listed = list_text(values, self.words["or"])
        if op in ("=", "in", "has"):
            return listed
        if op in ("!=", "not in", "has not"):
            return self.words["not"].format(x=listed)
        if op in ("starts", "starts not"):
            return self.words[op].format(x=listed)
        return self.words[f"date{op}" if test.left.type.kind == "date" else op].format(x=listed)

    # --- terms ---

    def subject(self, term: Term) -> str:
        """What a test is about."""
        parts = self.engine.parts
        match term.kind:
            case "question":
                return parts.questions[term.id].short(self.lang)
            case "derived":
                return say(parts.derived[term.id].title, self.lang) or term.id
            case "figure":
                return say(parts.figures[term.id].title, self.lang)
            case "column":
                return self._column(term)
            case "as_of":
                return self.words["as_of"]
            case "call":
                return self._call(term)
            case "arithmetic":
                return f"{self.subject(term.parts[0])} {term.id} {self.subject(term.parts[1])}"
        return self.value_text(term, term.value)

    def _column(self, term: Term) -> str:
        question = self.engine.parts.questions[term.id]
        column = self.engine.parts.tables[question.options_from].columns.get(term.column)
        name = say(column.title, self.lang) if column else term.column
        return f"{question.short(self.lang)} – {name}"

    def _call(self, term: Term) -> str:
        parts = [self.subject(part) for part in term.parts]
        if term.id == "age":
            return self.words["age"]
        if term.id in ("min", "max"):
            return self.words[term.id].format(x=list_text(parts, self.words["and"]))
        if term.id == "if":
            return parts[0]
        return self.words[term.id].format(a=parts[0], b=parts[1])

    def operand(self, left: Term, right: Term, run: Run) -> str:
        """The right side of a comparison, a figure with its value."""
        if right.kind == "const":
            return self.value_text(left, right.value)
        if right.kind == "figure":
            value = right.read(run)[0]
            return self.subject(right) if isinstance(value, Open) else self.value_text(right, value)
        value = right.read(run)[0]
        if right.kind in ("arithmetic", "call") and not isinstance(value, Open) and value is not NO_VALUE:
            return self.value_text(left, value)
        return self.subject(right)

    def unit(self, term: Term) -> str:
        """The unit of a term, empty where it has none."""
        parts = self.engine.parts
        if term.kind == "question":
            question = parts.questions[term.id]
            return question.unit or ("EUR" if question.kind == "money" else "")
        if term.kind == "figure":
            return parts.figures[term.id].unit
        if term.kind == "derived":
            return parts.derived[term.id].unit
        return next((unit for unit in map(self.unit, term.parts) if unit), "")

    def value_text(self, term: Term, value: Value) -> str:
        """A value of a term as people read it."""
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if isinstance(value, date):
            return date_text(value, self.lang)
        if is_number(value):
            unit = self.unit(term)
            number = value  # narrowed by is_number, which mypy cannot see
            return amount_text(number, unit, self.lang) if unit else number_text(number, self.lang)  # type: ignore[arg-type]
        if isinstance(value, tuple):
            return list_text([self.option(term, item) for item in value], self.words["and"])
        return self.option(term, str(value))

    def option(self, term: Term, option_id: str) -> str:
        """The words of an option, a table row or a code of a column."""
        parts = self.engine.parts
        words: Mapping[str, str] = {}
        if term.kind == "question":
            option = parts.questions[term.id].option(option_id)
            words = option.words if option else {}
        elif term.kind == "derived":
            words = next((o.words for o in parts.derived[term.id].options if o.id == option_id), {})
        elif term.kind == "column":
            column = parts.tables[parts.questions[term.id].options_from].columns.get(term.column)
            words = column.values.get(option_id, {}) if column else {}
        return say(words, self.lang) or option_id
