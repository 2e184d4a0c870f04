"""What the open steps of a case may cost, added up as far as the packs name amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from welcomedesk.domain.guide_parts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.checklists import Step
    from welcomedesk.domain.guide_parts import Figure


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost of a step.

    Args:
        words: what the pack says of it.
        low, high: euros; both `None` where the pack names no amount, or none for today.
        grant: somebody else pays this; it does not count as cost.
        status: `S` or `K` (to be verified).
    """

    step: str
    title: str
    words: str
    low: Decimal | None
    high: Decimal | None
    status: str
    grant: bool = False


GRANT = "grant_"
"""Ids of figures begin so where the amount is paid to the person."""


@dataclass(frozen=True, slots=True)
class Costs:
    """All costs of the steps that are still to do; `low` and `high` add up the lines with amounts, without grants."""

    lines: tuple[CostLine, ...]

    @property
    def paid(self) -> tuple[CostLine, ...]:
        """What the person or the company pays."""
        return tuple(line for line in self.lines if not line.grant)

    @property
    def low(self) -> Decimal:
        return sum((line.low for line in self.paid if line.low is not None), Decimal(0))

    @property
    def high(self) -> Decimal:
        return sum((line.high for line in self.paid if line.high is not None), Decimal(0))

    @property
    def complete(self) -> bool:
        """Whether every line has an amount."""
        return all(line.low is not None for line in self.paid)


def costs_of(desk: Desk, case: CaseFile) -> Costs:
    """The costs of steps that are still to do; a fee that several steps name counts once."""
    known = {(each.pack, each.id): each for each in desk.library.checklists()}
    lines: dict[tuple[str, str], CostLine] = {}
    for item in case.all("item"):
        checklist = known.get((item.text("pack"), item.text("checklist")))
        step = checklist.step(item.text("step")) if checklist else None
        if checklist is not None and step is not None and item.text("state") not in ("done", "not_needed"):
            for name, line in _lines(desk, checklist.pack, step):
                lines.setdefault((checklist.pack, name), line)
    return Costs(tuple(lines.values()))


def _lines(desk: Desk, pack: str, step: Step) -> Iterator[tuple[str, CostLine]]:
    title = say(step.title, desk.language)
    if step.cost:
        yield step.id, CostLine(step.id, title, say(step.cost, desk.language), None, None, step.status)
    for name in step.cost_figures:
        figure = desk.library.figure(pack, name)
        if figure is None:
            continue
        low, high, status = _amount(desk, figure)
        words = say(figure.title, desk.language)
        yield name, CostLine(step.id, title, words, low, high, status or step.status, name.startswith(GRANT))


def _amount(desk: Desk, figure: Figure) -> tuple[Decimal | None, Decimal | None, str]:
    row = figure.row(desk.today)
    if row is None or figure.unit != "EUR" or not isinstance(row.value, int | Decimal):
        return None, None, ""
    return Decimal(row.value), Decimal(row.value if row.value_max is None else row.value_max), row.status
