"""What a calculator takes and gives, and the checks of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import Figure
from welcomedesk.domain.log import Json
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Input:
    """One value a calculator asks for.

    Args:
        kind: `number`, `date`, `yes_no`, `choice`, `dates` (list of [first, last]), `texts`, `days` (list of
            {date, hours}) or `answers` (of the residence guide).
        label: English words for the form.
        required: without it there is no answer; else it counts as not given.
        words: English words of options; where they are missing an option is the id of a figure.
        only_for: options of the calculator's choice with which it is asked; empty for always.
        lives_in: field of the case file that has it, or empty.
    """

    id: str
    kind: str
    label: str
    required: bool = False
    options: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    only_for: tuple[str, ...] = ()
    lives_in: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer.

    Args:
        text: English sentence with placeholders for `details`; dates and numbers in `details` are plain values.
        met: whether a condition holds; `None` where it is no condition or not known.
        figure: pack and id of the figure it rests on, for example `residence BC_STD`.
    """

    text: str
    details: Mapping[str, Json] = field(default_factory=dict)
    met: bool | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a calculator says.

    Args:
        values: results by name, for scripts.
        missing: figures that have no value on that day, as `pack id`.
    """

    values: Mapping[str, Any]
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What a calculation may look up.

    Args:
        figure: a figure by pack and id, `None` where no pack has it.
        holidays: public holidays of the state for these years.
        derive: derived values of a guide from answers; see `desk.calculators`.
    """

    as_of: date
    figure: Callable[[str, str], Figure | None]
    holidays: Callable[[Sequence[int]], Set[date]]
    derive: Callable[[str, Mapping[str, Any]], Mapping[str, Any]]


class Figures:
    """Figures of one pack on one day; remembers which ones were missing."""

    def __init__(self, tools: Tools, pack: str, on: date | None = None) -> None:
        self._tools, self._pack, self._on = tools, pack, on or tools.as_of
        self.missing: list[str] = []

    def number(self, figure_id: str) -> Decimal | None:
        """The value on the day, `None` where none was entered."""
        figure = self._tools.figure(self._pack, figure_id)
        row = figure.row(self._on) if figure else None
        if row is None or isinstance(row.value, date):
            self.missing.append(self.name(figure_id))
            return None
        return Decimal(row.value)

    def name(self, figure_id: str) -> str:
        return f"{self._pack} {figure_id}"


@dataclass(frozen=True, slots=True)
class Calculator:
    """One calculator: its words, what it asks for, its source, and how it reckons.

    Args:
        source: statute and clause, as shown beside the answer.
    """

    id: str
    title: str
    inputs: tuple[Input, ...]
    source: str
    reckon: Callable[[Mapping[str, Any], Tools], Answer]


def plain(value: Decimal | int | None) -> Json:
    """A number for JSON: whole where it is whole."""
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def read(calculator: Calculator, given: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs in the form a calculation reads: numbers as `Decimal`, dates as `date`.

    Raises:
        DeskError: `bad_input`, which names the input and what would fit.
    """
    known = {each.id: each for each in calculator.inputs}
    for name in given:
        if name not in known:
            raise _bad(name, N_("{calculator} does not ask for {input}."), calculator.id, ", ".join(known))
    found: dict[str, Any] = {}
    for each in calculator.inputs:
        raw = given.get(each.id)
        if raw is None:
            if each.required:
                raise _bad(each.id, N_("{calculator} needs {input}."), calculator.id, each.kind)
            continue
        try:
            found[each.id] = _READERS[each.kind](raw, each)
        except (ValueError, TypeError, KeyError, ArithmeticError):
            wanted = ", ".join(each.options) or each.kind
            raise _bad(each.id, N_("{calculator} cannot use this value of {input}."), calculator.id, wanted) from None
    return found


def _bad(name: str, what: str, calculator: str, wanted: str) -> DeskError:
    return DeskError(
        "bad_input",
        what,
        safe=N_("Nothing was reckoned."),
        next_step=N_("Expected: {wanted}."),
        input=str(name)[:60],
        calculator=calculator,
        wanted=wanted,
    )


_LARGEST = 10**9


def _number(raw: Any, _: Input) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise TypeError
    number = Decimal(repr(raw))
    if not number.is_finite() or not 0 <= number <= _LARGEST:
        raise ValueError
    return number


def _date(raw: Any, _: Input | None = None) -> date:
    if not isinstance(raw, str):
        raise TypeError
    return date.fromisoformat(raw)


def _yes_no(raw: Any, _: Input) -> bool:
    if raw in (True, False) and isinstance(raw, bool):
        return raw
    return {"yes": True, "no": False}[raw]


def _choice(raw: Any, each: Input) -> str:
    if raw not in each.options:
        raise ValueError
    return str(raw)


def _dates(raw: Any, _: Input) -> list[tuple[date, date]]:
    pairs = [(_date(first), _date(last)) for first, last in raw]
    if any(last < first for first, last in pairs):
        raise ValueError
    return pairs


def _texts(raw: Any, each: Input) -> list[str]:
    if not isinstance(raw, list) or any(item not in each.options for item in raw):
        raise ValueError
    return list(raw)


def _days(raw: Any, each: Input) -> list[tuple[date, Decimal]]:
    found = [(_date(item["date"]), _number(item["hours"], each)) for item in raw]
    if any(hours > 24 for _, hours in found):
        raise ValueError
    return found


def _answers(raw: Any, _: Input) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise TypeError
    return raw


_READERS: Mapping[str, Callable[[Any, Input], Any]] = {
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "dates": _dates,
    "texts": _texts,
    "days": _days,
    "answers": _answers,
}
