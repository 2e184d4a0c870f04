"""Calculators with the figures of the installed packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from welcomedesk.domain.calculating import dates, recognition, residence
from welcomedesk.domain.calculating.values import Answer, Calculator, Line, Tools, read
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.guides import evaluate
from welcomedesk.domain.log import Json
from welcomedesk.domain.wording import date_text, number_text
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.library import Library

ALL: tuple[Calculator, ...] = (*residence.CALCULATORS, *recognition.CALCULATORS, *dates.CALCULATORS)


def calculator(name: str) -> Calculator:
    """One calculator.

    Raises:
        DeskError: `unknown_calculator`, which names the ones there are.
    """
    found = next((each for each in ALL if each.id == name), None)
    if found is None:
        raise DeskError(
            "unknown_calculator",
            N_("There is no calculator {name}."),
            next_step=N_("There are: {known}."),
            name=name[:60],
            known=", ".join(each.id for each in ALL),
        )
    return found


def sentence(library: Library, line: Line, language: str, translate: Callable[[str], str]) -> str:
    """A line of an answer in words: dates and amounts as people write them, figures by their title."""
    return translate(line.text).format(**{
        name: _word(library, name, value, language, translate) for name, value in line.details.items()
    })  # fmt: skip


def figure_title(library: Library, name: str, language: str) -> str:
    """The title of a figure from `pack id`."""
    pack, _, figure_id = name.partition(" ")
    figure = library.figure(pack, figure_id)
    return say(figure.title, language) if figure else figure_id


def _word(library: Library, name: str, value: Json, language: str, translate: Callable[[str], str]) -> str:
    if name in ("amount", "limit") and isinstance(value, int | float):
        return number_text(Decimal(str(value)), language, cents=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(Decimal(str(value)), language)
    if name == "figure":
        return figure_title(library, f"{residence.PACK} {value}", language)
    if name == "date" and isinstance(value, str):
        return date_text(date.fromisoformat(value), language)
    if isinstance(value, dict):
        return f"{value.get('from')}–{value.get('to')}"
    return translate(value) if isinstance(value, str) else ("?" if value is None else str(value))


def calculate(library: Library, name: str, given: Mapping[str, Any], as_of: date) -> Answer:
    """What a calculator says on a day.

    Raises:
        DeskError: `unknown_calculator` or `bad_input`, which names the input.
    """
    chosen = calculator(name)

    def derive(guide_id: str, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return evaluate(library.guide(guide_id), answers, as_of).derived

    return chosen.reckon(read(chosen, given), Tools(as_of, library.figure, library.holidays, derive))
