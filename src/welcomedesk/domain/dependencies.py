"""What rests on what inside a guide: the names a rule reads, the questions behind it, and circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from welcomedesk.domain.binding import Bound, Flip, Group, Link, Term, Test, terms_in, terms_of
from welcomedesk.domain.rules import Engine


def links_in(bound: Bound) -> Iterator[str]:
    """Results that a condition asks for."""
    match bound:
        case Link(_, name):
            yield name
        case Flip(part):
            yield from links_in(part)
        case Group(_, parts):
            for part in parts:
                yield from links_in(part)
        case Test():
            for term in (bound.left, *bound.right):
                for inner in terms_of(term) if term is not None else ():
                    for test in inner.tests:
                        yield from links_in(test)


def needs(engine: Engine) -> dict[str, set[str]]:
    """Which names each question, derived value and result is worked out from; results as `result ID`."""
    found: dict[str, set[str]] = {name: set() for name in engine.names}

    def add(name: str, bounds: Iterable[Bound], terms: Iterable[Term] = ()) -> None:
        for bound in bounds:
            found[name].update(f"result {link}" for link in links_in(bound))
            add_terms(found[name], terms_in(bound))
        for term in terms:
            add_terms(found[name], terms_of(term))

    for name, gate in (*engine.gates.items(), *engine.usual_gates.items()):
        add(name, [gate])
    for name, term in engine.derive_terms.items():
        add(name, [], [term])
    for name in engine.parts.derived:
        add(name, engine.derived_bounds.get(name, ()), engine.derived_terms.get(name, ()))
    for name, conditions in engine.conditions.items():
        add(f"result {name}", [condition.bound for condition in conditions])
    return found


def add_terms(found: set[str], terms: Iterable[Term]) -> None:
    """Add the questions and derived values among these terms."""
    for term in terms:
        if term.kind in ("question", "derived", "column"):
            found.add(term.id)


def circles(graph: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Circles in a graph of names, each once, as the way round."""
    state: dict[str, int] = {}
    found: list[tuple[str, ...]] = []
    for start in graph:
        if start in state:
            continue
        way: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(graph.get(start, ()))))]
        state[start] = 1
        way.append(start)
        while stack:
            name, following = stack[-1]
            other = next(following, None)
            if other is None:
                state[name] = 2
                stack.pop()
                way.pop()
            elif state.get(other) == 1:
                found.append((*way[way.index(other) :], other))
            elif other not in state and other in graph:
                state[other] = 1
                way.append(other)
                stack.append((other, iter(sorted(graph.get(other, ())))))
    return found


def behind(graph: Mapping[str, Iterable[str]], names: Iterable[str]) -> set[str]:
    """Everything that these names are worked out from, themselves included."""
    found: set[str] = set()
    stack = list(names)
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack.extend(graph.get(name, ()))
    return found


def names_read(bound: Bound) -> set[str]:
    """Questions, derived values and results (`result ID`) that a condition names itself."""
    found = {f"result {name}" for name in links_in(bound)}
    add_terms(found, terms_in(bound))
    return found


def reads_the_day(bound: Bound) -> bool:
    """Whether a condition itself asks for the day or for a figure."""
    return any(term.kind in ("as_of", "figure") for term in terms_in(bound))
