"""Where a kind of letter fits: the state a case must be in before the letter is offered.

A new situation is one line here; kinds name it in `when`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.domain.case import CaseFile, Entity

if TYPE_CHECKING:
    from welcomedesk.domain.letter_kinds import LetterKind

SERIAL = frozenset(("contacts", "companies", "participants"))
"""Groups that a kind can be sent to in one go."""

_ANSWER_PENDING = frozenset(("handed_over", "sent", "received"))


def _still_wanted(paper: Entity) -> bool:
    return bool(paper.text("title")) and not paper.texts("marks")


def event_plan(case: CaseFile) -> str:
    """The plan that the event of a case follows: the one of its newest steps; empty where there is none."""
    plans = [item.text("checklist") for item in case.all("item") if item.text("checklist").startswith(_PLAN)]
    return plans[-1].removeprefix(_PLAN) if plans else ""


_PLAN = "plan_"

SITUATIONS: Mapping[str, Callable[[CaseFile], bool]] = MappingProxyType(
    {
        "consultation": lambda case: bool(case.all("consultation")),
        "referral": lambda case: bool(case.all("referral")),
        "answer_pending": lambda case: any(each.text("state") in _ANSWER_PENDING for each in case.all("referral")),
        "papers_wanted": lambda case: any(_still_wanted(each) for each in case.all("paper")),
        "vacancy": lambda case: bool(case.all("vacancy")),
        "event": lambda case: bool(event_plan(case) or case.one("event").text("title")),
        "participants": lambda case: bool(case.all("participant")),
    }
)
"""Situations by name."""


def fits(kind: LetterKind, case: CaseFile) -> bool:
    """Whether a letter of this kind can be written in this case now."""
    if case.kind not in kind.fits or not all(SITUATIONS[each](case) for each in kind.when):
        return False
    return not kind.lists or bool(steps_of(kind, case))


def steps_of(kind: LetterKind, case: CaseFile) -> tuple[Entity, ...]:
    """The steps of the case that stand on a letter of this kind, in the order of the checklist."""
    found = [
        item for item in case.all("item") if item.text("checklist") in kind.lists or item.text("pack") in kind.lists
    ]
    return tuple(sorted(found, key=lambda item: _number(item.get("order"))))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
