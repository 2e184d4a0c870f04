"""What a guide can and cannot reach, read off its conditions: circles, impossible results, unused questions."""

from __future__ import annotations

from collections.abc import Mapping

from welcomedesk.domain.binding import Bound, Flip, Group, Link, Term, Test, terms_in, terms_of
from welcomedesk.domain.dependencies import add_terms, needs
from welcomedesk.domain.rules import Engine

Allowed = Mapping[str, frozenset[str]]
"""Per question of one answer the options that are still possible; questions without a limit are left out."""

_DEEPEST = 12


def used_questions(engine: Engine) -> set[str]:
    """Questions that some rule, authority, paper or contradiction reads."""
    used: set[str] = set()
    for names in needs(engine).values():
        used |= names
    for entries in (*engine.authorities.values(), *engine.papers.values()):
        for entry in entries:
            if entry.when is not None:
                add_terms(used, terms_in(entry.when))
            if entry.derive is not None:
                add_terms(used, terms_of(entry.derive))
    for bound in engine.contradictions.values():
        add_terms(used, terms_in(bound))
    return used


class Reach:
    """Finds conditions that no answers can fulfil, by intersecting the options that each part allows."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.open: set[str] = set()

    def result(self, name: str) -> Allowed | None:
        """What a result leaves possible; `None` where it can never apply."""
        allowed: Allowed | None = {}
        for condition in self.engine.conditions[name]:
            if not condition.blocked_by and allowed is not None:
                allowed = _both(allowed, self.of(condition.bound))
        return allowed

    def of(self, bound: Bound, positive: bool = True) -> Allowed | None:
        """What a condition (or its opposite) leaves possible."""
        match bound:
            case Flip(part):
                return self.of(part, not positive)
            case Group(op, parts):
                found = [self.of(part, positive) for part in parts]
                return _all(found) if (op == "and") == positive else _any(found)
            case Link(op, name):
                return self._link(name) if (op == "applies") == positive else {}
        return self._test(bound, positive)

    def _link(self, name: str) -> Allowed | None:
        if name in self.open or len(self.open) > _DEEPEST:
            return {}
        self.open.add(name)
        found = self.result(name)
        self.open.discard(name)
        return found

    def _test(self, test: Test, positive: bool) -> Allowed | None:
        left = test.left
        if left is None:
            return None if (test.op == "never") == positive and test.op != "broken" else {}
        if left.kind == "derived":
            return self._derived(left.id, test, positive)
        if left.kind != "question":
            return {}
        return self._question(left, test, positive)

    def _derived(self, name: str, test: Test, positive: bool) -> Allowed | None:
        inner = self.engine.derived_bounds.get(name, ())
        key = f"derived {name}"
        if test.op != "is" or not self.engine.parts.derived[name].value or key in self.open:
            return {}
        self.open.add(key)
        found = self.of(inner[0], positive) if inner else {}
        self.open.discard(key)
        return found

    def _question(self, left: Term, test: Test, positive: bool) -> Allowed | None:
        asks_for = (test.op in ("=", "in", "has", "starts", "<", "<=", ">", ">=", "is")) == positive
        gate = self.engine.gates.get(left.id)
        allowed: Allowed | None = {}
        question = self.engine.parts.questions[left.id]
        # A positive demand can only be met where the question arises; a negative one holds also without a value.
        if asks_for and gate is not None and question.if_not_asked is None and left.id not in self.open:
            self.open.add(left.id)
            allowed = self.of(gate)
            self.open.discard(left.id)
        if left.type.kind != "choice" or test.op not in ("=", "in", "!=", "not in"):
            return allowed
        if any(term.kind != "const" for term in test.right):
            return allowed
        named = frozenset(str(term.value) for term in test.right)
        everything = frozenset(option.id for option in question.options)
        wanted = named if asks_for else everything - named
        if not asks_for and gate is not None:
            return allowed
        return _both(allowed, {left.id: wanted}) if allowed is not None else None


def _both(a: Allowed | None, b: Allowed | None) -> Allowed | None:
    if a is None or b is None:
        return None
    found = dict(a)
    for name, options in b.items():
        found[name] = found[name] & options if name in found else options
        if not found[name]:
            return None
    return found


def _all(parts: list[Allowed | None]) -> Allowed | None:
    allowed: Allowed | None = {}
    for part in parts:
        allowed = _both(allowed, part)
    return allowed


def _any(parts: list[Allowed | None]) -> Allowed | None:
    possible = [part for part in parts if part is not None]
    if not possible:
        return None
    shared = set(possible[0]).intersection(*possible[1:])
    return {name: frozenset().union(*(part[name] for part in possible)) for name in shared}
