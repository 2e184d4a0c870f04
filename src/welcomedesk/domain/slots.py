"""How each slot of a run is worked out: a question's value, a result's verdict, a cell of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from welcomedesk.domain.guide_parts import Question, Table, number_from
from welcomedesk.domain.kleene import NO_VALUE, UNKNOWN, Known, Open, Span, Value, hull
from welcomedesk.domain.testers import BUSY, Reader, Reading, Run, Tester, Verdict


def nothing(run: Run) -> Reading:
    """What stands in a slot before its rule is bound."""
    return BUSY


def always_value(value: Value) -> Reader:
    """A reader of a fixed value."""
    return lambda run: (value, 0, 0)


def open_value(question: Question) -> Value:
    """What is known of an unanswered question: a number lies between its limits."""
    if question.minimum is None and question.maximum is None:
        return UNKNOWN
    whole = Span()
    low = whole.low if question.minimum is None else question.minimum
    return Span(low, whole.high if question.maximum is None else question.maximum)


def asking(
    index: int,
    bit: int,
    gate: Tester | None,
    usual: Tester | None,
    derive: Reader | None,
    otherwise: Value,
    nothing: Value,
) -> Callable[[Run], Reading]:
    """How a question gets its value: relevance first, then answer, then what follows from other answers."""

    def answer(run: Run) -> Reading:
        given = run.answers[index]
        if given is None and derive is not None:
            value, used, missing = derive(run)
            # Either answer would do, so an open value misses both: an age follows from a date of birth, or is given.
            return (value, used, missing | bit) if isinstance(value, Open) else (value, used, 0)
        if given is None or given is UNKNOWN:
            return nothing, 0, bit
        if usual is not None and run.assumed & bit and usual(run)[0] is not True:
            return nothing, 0, bit
        return given, bit, 0

    def read(run: Run) -> Reading:
        if gate is None:
            return answer(run)
        asked, gate_used, gate_missing = gate(run)
        if asked is False:
            return otherwise, gate_used, 0
        value, used, missing = answer(run)
        if asked is None:
            both = hull((value, otherwise))
            return both, used | gate_used, (missing | gate_missing) if isinstance(both, Open) else 0
        return value, used | (gate_used & run.assumed), missing

    return read


def judging(testers: tuple[Tester, ...]) -> Callable[[Run], Reading]:
    """A verdict over all conditions; a false one that rests on no assumption is preferred as the reason."""

    def read(run: Run) -> Reading:
        used = missing = 0
        undecided = False
        excluded: Verdict | None = None
        for tester in testers:
            found, part_used, part_missing = tester(run)
            if found is False:
                if not part_used & run.assumed:
                    return False, part_used, 0
                excluded = excluded or (False, part_used, 0)
            elif found is None:
                undecided = True
                missing |= part_missing
            used |= part_used
        if excluded is not None:
            return False, excluded[1], 0
        return (UNKNOWN, used, missing) if undecided else (True, used, 0)

    return read


def not_applying(truth: Tester) -> Tester:
    """The opposite of whether another result applies."""

    def read(run: Run) -> Verdict:
        found, used, missing = truth(run)
        return (None if found is None else not found), used, missing

    return read


def columns_of(read: Reader, table: Table, groups: frozenset[str]) -> Callable[[str], Reader]:
    """Readers of the columns of the row that an answer names; a group of countries stands for all its rows."""
    made: dict[str, Mapping[str, Value]] = {}

    def cells_of(name: str) -> Mapping[str, Value]:
        if name not in made:
            several = any(isinstance(row.get(name), list) for row in table.rows.values())
            cells = {row_id: _cell(row.get(name), several) for row_id, row in table.rows.items()}
            for group in groups - cells.keys():
                members = [cells[row_id] for row_id, row in table.rows.items() if row.get("group") == group]
                cells[group] = hull(members) if members else NO_VALUE
            made[name] = cells
        return made[name]

    def column(name: str) -> Reader:
        cells = cells_of(name)

        def cell(run: Run) -> Reading:
            value, used, missing = read(run)
            if isinstance(value, str):
                found = cells.get(value, NO_VALUE)
                return found, used, used if isinstance(found, Open) else 0
            if isinstance(value, Open):
                return UNKNOWN, used, missing
            return NO_VALUE, used, missing

        return cell

    return column


def _cell(value: Any, several: bool) -> Value:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if several and isinstance(value, str):
        return (value,)
    if isinstance(value, bool | str):
        return value
    number: Known | None = number_from(value)
    return NO_VALUE if number is None else number
