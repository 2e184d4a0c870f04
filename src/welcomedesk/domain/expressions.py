"""The readable conditions of packs: text in, a small tree with places out.

    german >= A2 and (purpose has work or not late_repatriate) and salary_year >= figure.BC_RED

What the words mean (question, option, figure) is decided in `binding.py`; here is only grammar.
`docs/how-to/pack-format.md` shows every form to content writers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from welcomedesk.domain.words import N_

Number: TypeAlias = int | Decimal

MAX_DEPTH = 40
"""Deeper nesting than anybody can read; the limit keeps a hostile pack from exhausting the stack."""

FUNCTIONS = {
    "applies": 1,
    "excluded": 1,
    "age": 1,
    "years": 2,
    "months": 2,
    "days": 2,
    "if": 3,
    "min": -1,
    "max": -1,
}
"""Functions and how many arguments they take; -1 is any number from one on."""

_KEYWORDS = frozenset({"and", "or", "not", "in", "has", "starts", "known", "true", "false"})
_COMPARISONS = ("!=", "<=", ">=", "=", "<", ">")


class ExpressionError(ValueError):
    """A condition that cannot be read.

    Args:
        what: one English sentence with `{…}` placeholders, to be translated where shown.
        at: index of the character where reading stopped.
    """

    def __init__(self, what: str, at: int, **details: str) -> None:
        self.what = what
        self.at = at
        self.details = details
        super().__init__(what.format(**details))


@dataclass(frozen=True, slots=True)
class Const:
    """A number, date, quoted text or truth value; `text` is how it was written."""

    value: Number | date | str | bool
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word or `left.right`: question, option, figure or column, as the place decides."""

    name: str
    column: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    args: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Node
    at: int


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right` with op one of `= != < <= > >=`."""

    op: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Member:
    """`left in {…}`, `left not in {…}`, `left has x`, `left starts {…}`: op is `in`, `not in`, `has` or `starts`."""

    op: str
    left: Node
    members: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Known:
    part: Node
    at: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    op: str
    left: Node
    right: Node
    at: int


Node: TypeAlias = Const | Name | Call | Not | And | Or | Compare | Member | Known | Arithmetic


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_PATTERN = re.compile(
    r"""(?P<space>\s+)
      | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
      | (?P<word>[A-Za-z_]\w*(?:-\w+)*|\d+[A-Za-z_]\w*)
      | (?P<number>\d+(?:\.\d+)?(?![\w]))
      | (?P<text>'[^']*')
      | (?P<sign>!=|<=|>=|[=<>(){},.+\-*/])""",
    re.VERBOSE | re.ASCII,
)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise ExpressionError(N_("“{sign}” cannot stand in a condition."), at, sign=text[at])
        kind = str(match.lastgroup)
        if kind != "space":
            yield _Token(kind, match.group(), at)
        at = match.end()
    yield _Token("end", "", at)


@lru_cache(maxsize=2048)
def parse(text: str) -> Node:
    """The tree of a condition or value; remembered, because the same ones stand in many results.

    Raises:
        ExpressionError: the text cannot be read; with the place.
    """
    return _Parser(text).whole()


class _Parser:
    """Recursive descent, one method per level of precedence, loosest first."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.index = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.index]

    def take(self) -> _Token:
        token = self.next
        self.index += 1
        return token

    def accept(self, *texts: str) -> _Token | None:
        token = self.tokens[self.index]
        if token.text in texts and token.kind in ("sign", "word"):
            self.index += 1
            return token
        return None

    def expect(self, text: str) -> None:
        if self.accept(text) is None:
            raise self.stuck(text)

    def stuck(self, wanted: str = "") -> ExpressionError:
        found = self.next
        if found.kind == "end":
            return ExpressionError(N_("The condition ends too early."), found.at)
        if wanted:
            return ExpressionError(
                N_("“{wanted}” is missing before “{found}”."), found.at, wanted=wanted, found=found.text
            )
        return ExpressionError(N_("“{found}” does not fit here."), found.at, found=found.text)

    def whole(self) -> Node:
        node = self.either()
        if self.next.kind != "end":
            raise self.stuck()
        return node

    def either(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(N_("The condition is nested too deeply."), self.next.at)
        at = self.next.at
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts), at)

    def both(self) -> Node:
        at = self.next.at
        parts = [self.negation()]
        while self.accept("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts), at)

    def negation(self) -> Node:
        nots = 0
        at = self.next.at
        while self.accept("not"):
            nots += 1
        node = self.comparison()
        return Not(node, at) if nots % 2 else node

    def comparison(self) -> Node:
        left = self.total()
        token = self.next
        if self.accept(*_COMPARISONS):
            return Compare(token.text, left, self.total(), token.at)
        if self.accept("known"):
            return Known(left, token.at)
        if self.accept("has"):
            return Member("has", left, (self.member(),), token.at)
        if self.accept("in"):
            return Member("in", left, self.members(), token.at)
        if self.accept("starts"):
            members = self.members() if self.next.text == "{" else (self.member(),)
            return Member("starts", left, members, token.at)
        if self.accept("not"):
            self.expect("in")
            return Member("not in", left, self.members(), token.at)
        return left

    def members(self) -> tuple[Node, ...]:
        self.expect("{")
        found = [self.member()]
        while self.accept(","):
            found.append(self.member())
        self.expect("}")
        return tuple(found)

    def member(self) -> Node:
        token = self.next
        if token.kind not in ("word", "number", "date", "text"):
            raise self.stuck()
        return self.atom()

    def total(self) -> Node:
        node = self.product()
        while token := self.accept("+", "-"):
            node = Arithmetic(token.text, node, self.product(), token.at)
        return node

    def product(self) -> Node:
        node = self.signed()
        while token := self.accept("*", "/"):
            node = Arithmetic(token.text, node, self.signed(), token.at)
        return node

    def signed(self) -> Node:
        token = self.accept("-")
        if token is None:
            return self.atom()
        return Arithmetic("-", Const(0, "0", token.at), self.atom(), token.at)

    def atom(self) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                value: Number = Decimal(token.text) if "." in token.text else int(token.text[:40])
                return Const(value, token.text, token.at)
            case "date":
                return Const(_day(token), token.text, token.at)
            case "text":
                return Const(token.text[1:-1], token.text[1:-1], token.at)
            case "word":
                return self.word(token)
            case "sign" if token.text == "(":
                node = self.either()
                self.expect(")")
                return node
        self.index -= 1
        raise self.stuck()

    def word(self, token: _Token) -> Node:
        if token.text in ("true", "false"):
            return Const(token.text == "true", token.text, token.at)
        if token.text in _KEYWORDS:
            self.index -= 1
            raise self.stuck()
        if self.next.text == "(" and token.text in FUNCTIONS:
            return self.call(token)
        if self.accept("."):
            column = self.take()
            if column.kind not in ("word", "number"):
                self.index -= 1
                raise self.stuck()
            return Name(token.text, column.text, token.at)
        return Name(token.text, "", token.at)

    def call(self, token: _Token) -> Node:
        self.expect("(")
        args = [self.either()]
        while self.accept(","):
            args.append(self.either())
        self.expect(")")
        wanted = FUNCTIONS[token.text]
        if wanted not in (-1, len(args)):
            raise ExpressionError(
                N_("{name}() takes {wanted} values, not {found}."),
                token.at,
                name=token.text,
                wanted=str(wanted),
                found=str(len(args)),
            )
        return Call(token.text, tuple(args), token.at)


def _day(token: _Token) -> date:
    try:
        return date.fromisoformat(token.text)
    except ValueError:
        raise ExpressionError(N_("{found} is not a date."), token.at, found=token.text) from None
