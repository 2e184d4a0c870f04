"""From the tree of a condition to something that can be tested: words get their meaning, tests become closures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from welcomedesk.domain import expressions as ex
from welcomedesk.domain.kleene import Known, Truth, Value, agreed, is_number, ordered, same
from welcomedesk.domain.testers import (
    BUSY,
    Reader,
    Tester,
    Verdict,
    all_of,
    any_of,
    any_same,
    as_value,
    begins,
    calculating,
    choosing,
    comparing,
    counting,
    flipped,
    is_country,
    is_there,
    linking,
    picking,
    ranked,
    testing,
    truth_of,
)
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Type:
    """What kind of value a term has.

    Args:
        kind: `bool`, `number`, `date`, `choice`, `several`, `code`, `country` or `broken`.
        options: every spelling of an option and the id it stands for.
        ranks: place of each option where they have an order.
        groups: of countries: the options that are groups; `group_of` gives the group of a country.
    """

    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    group_of: Mapping[str, str] = field(default_factory=dict)


BROKEN = Type("broken")
_NUMBER, _DATE, _BOOL = Type("number"), Type("date"), Type("bool")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A bound value: `question`, `derived`, `figure`, `column`, `const`, `as_of`, `call` or `arithmetic`."""

    kind: str
    type: Type
    read: Reader
    id: str = ""
    column: str = ""
    value: Known = ""
    parts: tuple[Term, ...] = ()
    tests: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """A bound comparison; op `is` is a yes/no term on its own, `never`/`always` a fixed truth."""

    op: str
    left: Term | None
    right: tuple[Term, ...]
    truth: Tester


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """`and` / `or` of bound parts."""

    op: str
    parts: tuple[Bound, ...]
    truth: Tester


@dataclass(frozen=True, slots=True, eq=False)
class Flip:
    """`not` of a bound part."""

    part: Bound
    truth: Tester


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """`applies(result)` or `excluded(result)`."""

    op: str
    id: str
    truth: Tester


Bound: TypeAlias = Test | Group | Flip | Link


@dataclass(frozen=True, slots=True)
class BindProblem:
    """Something a condition names that the guide does not have; `what` has `{…}` placeholders."""

    what: str
    at: int
    details: Mapping[str, str]


@dataclass(slots=True)
class Scope:
    """The names a condition may use, and how each is read."""

    types: dict[str, Type] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    columns: dict[str, Mapping[str, Type]] = field(default_factory=dict)
    column_readers: dict[str, Callable[[str], Reader]] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    results: dict[str, Reader] = field(default_factory=dict)


class Binder:
    """Binds trees in one scope and keeps a list of everything that does not fit."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[BindProblem] = []

    def condition(self, text: str) -> Bound:
        """A condition from its text; what cannot be read becomes a condition that stays open."""
        try:
            return self.truth(ex.parse(text))
        except ex.ExpressionError as error:
            self.problems.append(BindProblem(error.what, error.at, error.details))
            return _fixed(None)

    def value(self, text: str) -> Term:
        """A value from its text."""
        try:
            return self.term(ex.parse(text))
        except ex.ExpressionError as error:
            self.problems.append(BindProblem(error.what, error.at, error.details))
            return _broken()

    def problem(self, what: str, at: int, **details: str) -> None:
        self.problems.append(BindProblem(what, at, details))

    # --- conditions ---

    def truth(self, node: ex.Node) -> Bound:
        match node:
            case ex.And(parts):
                bound = tuple(self.truth(part) for part in parts)
                return Group("and", bound, all_of(tuple(part.truth for part in bound)))
            case ex.Or(parts):
                bound = tuple(self.truth(part) for part in parts)
                return Group("or", bound, any_of(tuple(part.truth for part in bound)))
            case ex.Not(part):
                inner = self.truth(part)
                return Flip(inner, flipped(inner.truth))
            case ex.Compare():
                return self.compare(node)
            case ex.Member():
                return self.member(node)
            case ex.Known(part):
                term = self.term(part)
                return Test("known", term, (), testing(term.read, lambda value: agreed(value, is_there)))
            case ex.Call("applies" | "excluded" as op, (ex.Name() as name,), at):
                return self.link(op, name, at)
        return self.bare(node)

    def bare(self, node: ex.Node) -> Bound:
        if isinstance(node, ex.Const) and isinstance(node.value, bool):
            return _fixed(node.value)
        term = self.term(node)
        if term.type.kind not in ("bool", "broken"):
            self.problem(N_("“{name}” is no yes/no question and needs a comparison."), node.at, name=_shown(node))
            return _fixed(None)
        return Test("is", term, (), truth_of(term.read))

    def link(self, op: str, name: ex.Name, at: int) -> Bound:
        reader = self.scope.results.get(name.name)
        if reader is None or name.column:
            self.problem(N_("There is no result “{name}”."), at, name=_shown(name))
            return _fixed(None)
        applies = linking(reader)
        return Link(op, name.name, applies if op == "applies" else flipped(applies))

    def compare(self, node: ex.Compare) -> Bound:
        left = self.term(node.left)
        right = self.operand(node.right, left.type)
        op = node.op
        if "broken" in (left.type.kind, right.type.kind):
            return _fixed(None)
        if op in ("=", "!="):
            return self.equality(node, left, right)
        if left.type.ranks:
            ranks = left.type.ranks
            return Test(op, left, (right,), comparing(left.read, right.read, lambda a, b: ranked(op, a, b, ranks)))
        if left.type.kind != right.type.kind or left.type.kind not in ("number", "date"):
            self.problem(
                N_("“{left}” and “{right}” cannot be compared with {op}."),
                node.at,
                left=_shown(node.left),
                right=_shown(node.right),
                op=op,
            )
            return _fixed(None)
        return Test(op, left, (right,), comparing(left.read, right.read, lambda a, b: ordered(op, a, b)))

    def equality(self, node: ex.Compare, left: Term, right: Term) -> Bound:
        kind = left.type.kind
        if kind == "several" or (right.kind != "const" and right.type.kind != kind):
            wanted = N_("Use “has” or “in {{…}}” for “{left}”, several answers are possible.")
            unequal = N_("“{left}” and “{right}” are not of the same kind.")
            what = wanted if kind == "several" else unequal
            self.problem(what, node.at, left=_shown(node.left), right=_shown(node.right))
            return _fixed(None)
        if right.kind == "const":
            truth = testing(left.read, self.matches(left.type, (right.value,)))
        else:
            truth = comparing(left.read, right.read, same)
        return Test(node.op, left, (right,), truth if node.op == "=" else flipped(truth))

    def member(self, node: ex.Member) -> Bound:
        left = self.term(node.left)
        if left.type.kind == "broken":
            return _fixed(None)
        if (node.op == "has") != (left.type.kind == "several") and node.op == "has":
            self.problem(N_("“{left}” has only one answer: use “=” or “in {{…}}”."), node.at, left=_shown(node.left))
            return _fixed(None)
        if node.op == "starts":
            return self.starts(node, left)
        members = tuple(self.operand(member, left.type) for member in node.members)
        if any(member.kind != "const" for member in members):
            return _fixed(None)
        truth = testing(left.read, self.matches(left.type, tuple(member.value for member in members)))
        return Test(node.op, left, members, flipped(truth) if node.op == "not in" else truth)

    def starts(self, node: ex.Member, left: Term) -> Bound:
        if left.type.kind != "code":
            self.problem(N_("“starts” needs a question of kind code, not “{left}”."), node.at, left=_shown(node.left))
            return _fixed(None)
        members = tuple(_const(_shown(member), left.type) for member in node.members)
        prefixes = tuple(str(member.value) for member in members)
        truth = testing(left.read, lambda value: agreed(value, lambda item: begins(item, prefixes)))
        return Test("starts", left, members, truth)

    def matches(self, kind: Type, wanted: tuple[Known, ...]) -> Callable[[Value], Truth]:
        """Whether a value is one of the wanted ones (of several answers: has at least one of them)."""
        targets = frozenset(wanted)
        if kind.kind == "several":
            return lambda value: agreed(value, lambda item: isinstance(item, tuple) and not targets.isdisjoint(item))
        if kind.kind == "country":
            return lambda value: agreed(value, lambda item: is_country(item, targets, kind.groups, kind.group_of))
        if kind.kind == "number":
            return lambda value: any_same(value, wanted)
        return lambda value: agreed(value, lambda item: item in targets)

    # --- values ---

    def operand(self, node: ex.Node, left: Type) -> Term:
        """The right side of a comparison: an option of the left side where it is a bare word."""
        if isinstance(node, ex.Name) and not node.column:
            if left.kind == "bool" and node.name in _YES_NO:
                return _const(_YES_NO[node.name], left)
            if left.options:
                return self.option(node.name, node, left)
        if isinstance(node, ex.Const):
            if left.kind == "bool" and isinstance(node.value, bool):
                return _const(node.value, left)
            if left.options and not isinstance(node.value, bool):
                return self.option(node.text, node, left)
            if left.kind == "code":
                return _const(node.text, left)
        return self.term(node)

    def option(self, text: str, node: ex.Node, left: Type) -> Term:
        found = left.options.get(text)
        if found is not None:
            return _const(found, left)
        if text in self.scope.types:
            return self.term(node)
        self.problem(N_("“{name}” is not an option here."), node.at, name=text)
        return _broken()

    def term(self, node: ex.Node) -> Term:
        match node:
            case ex.Const(value):
                return _const(value, _type_of(value))
            case ex.Name():
                return self.name(node)
            case ex.Arithmetic(op, left, right):
                parts = (self.number(left), self.number(right))
                return Term(
                    "arithmetic", _sum_type(parts), calculating(op, parts[0].read, parts[1].read), op, "", "", parts
                )
            case ex.Call():
                return self.call(node)
        bound = self.truth(node)
        return Term("condition", _BOOL, as_value(bound.truth), tests=(bound,))

    def name(self, node: ex.Name) -> Term:
        name, column = node.name, node.column
        if name == "figure" and column:
            return self.figure(node)
        if name == "as_of" and not column:
            return Term("as_of", _DATE, lambda run: (run.as_of, 0, 0), "as_of")
        found = self.scope.types.get(name)
        if found is None:
            self.problem(N_("There is no question or derived value “{name}”."), node.at, name=name)
            return _broken()
        if not column:
            return Term(self.scope.kinds[name], found, self.scope.readers[name], name)
        kind = self.scope.columns.get(name, {}).get(column)
        if kind is None:
            self.problem(N_("“{name}” has no column “{column}”."), node.at, name=name, column=column)
            return _broken()
        return Term("column", kind, self.scope.column_readers[name](column), name, column)

    def figure(self, node: ex.Name) -> Term:
        unit = self.scope.figures.get(node.column)
        if unit is None:
            self.problem(N_("There is no figure “{name}”."), node.at, name=node.column)
            return _broken()
        name = node.column
        return Term("figure", _DATE if unit == "date" else _NUMBER, lambda run: run.figures.get(name, BUSY), name)

    def number(self, node: ex.Node) -> Term:
        term = self.term(node)
        if term.type.kind not in ("number", "broken"):
            self.problem(N_("“{name}” is not a number."), node.at, name=_shown(node))
            return _broken()
        return term

    def date(self, node: ex.Node) -> Term:
        term = self.term(node)
        if term.type.kind not in ("date", "broken"):
            self.problem(N_("“{name}” is not a date."), node.at, name=_shown(node))
            return _broken()
        return term

    def call(self, node: ex.Call) -> Term:
        name = node.name
        if name in ("applies", "excluded"):
            self.problem(N_("{name}() needs the id of a result."), node.at, name=name)
            return _broken()
        if name == "if":
            test = self.truth(node.args[0])
            parts = tuple(self.term(arg) for arg in node.args[1:])
            return Term(
                "call",
                parts[0].type,
                choosing(((test.truth, parts[0].read),), parts[1].read),
                name,
                "",
                "",
                parts,
                (test,),
            )
        if name in ("min", "max"):
            parts = tuple(self.number(arg) for arg in node.args)
            return Term("call", _NUMBER, picking(name, tuple(part.read for part in parts)), name, "", "", parts)
        dates = [self.date(arg) for arg in node.args]
        if name == "age":
            dates.append(Term("as_of", _DATE, lambda run: (run.as_of, 0, 0), "as_of"))
        return Term("call", _NUMBER, counting(name, dates[0].read, dates[1].read), name, "", "", tuple(dates))


def terms_in(bound: Bound) -> Iterator[Term]:
    """Every term in a condition, inner ones included."""
    parts: tuple[Bound, ...] = getattr(bound, "parts", ())
    if isinstance(bound, Flip):
        parts = (bound.part,)
    for part in parts:
        yield from terms_in(part)
    for term in (getattr(bound, "left", None), *getattr(bound, "right", ())):
        if term is not None:
            yield from terms_of(term)


def terms_of(term: Term) -> Iterator[Term]:
    """A term and the terms inside it."""
    yield term
    for part in term.parts:
        yield from terms_of(part)
    for test in term.tests:
        yield from terms_in(test)


# --- small bound things -----------------------------------------------------------------------------------------------


def _fixed(truth: Truth) -> Test:
    verdict: Verdict = (truth, 0, 0)
    return Test({True: "always", False: "never", None: "broken"}[truth], None, (), lambda run: verdict)


def _const(value: Known, kind: Type) -> Term:
    return Term("const", kind, lambda run: (value, 0, 0), "", "", value)


def _broken() -> Term:
    return Term("const", BROKEN, lambda run: BUSY)


def _type_of(value: Known) -> Type:
    if isinstance(value, bool):
        return _BOOL
    if is_number(value):
        return _NUMBER
    return _DATE if isinstance(value, date) else Type("choice")


def _sum_type(parts: tuple[Term, ...]) -> Type:
    return BROKEN if any(part.type.kind == "broken" for part in parts) else _NUMBER


def _shown(node: ex.Node) -> str:
    match node:
        case ex.Name(name, column):
            return f"{name}.{column}" if column else name
        case ex.Const(_, text):
            return text
        case ex.Call(name):
            return f"{name}(…)"
    return "…"
