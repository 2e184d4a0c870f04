"""What the law asks of a company that employs people from third countries, as the packs mark it (`duty = true`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.domain.guide_parts import say

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty.

    Args:
        item: `pack/kind/id`, where it stands among the knowledge.
        event: the day it counts from, in words; `days` after it, 0 for that day itself.
    """

    item: str
    title: str
    law: str
    event: str = ""
    days: int = 0


def of_companies(desk: Desk) -> tuple[Duty, ...]:
    """The duties of every company, in the order of its guide."""
    events = {str(row.get("id")): row.get("title") for row in desk.library.rows("event")}
    found = []
    for info in desk.library.guides():
        if info.audience != (COMPANY,):
            continue
        for result in desk.library.guide(info.id).parts.results.values():
            if result.data.get("duty") is not True:
                continue
            due = result.data.get("due")
            after, days = (due.get("after", ""), due.get("days", 0)) if isinstance(due, dict) else ("", 0)
            event = events.get(str(after))
            words = say(event, desk.language) if isinstance(event, dict) else ""
            law = str(result.data.get("law", ""))
            item = f"{info.pack}/{result.kind}/{result.id}"
            found.append(Duty(item, say(result.title, desk.language), law, words, int(days)))
    return tuple(found)
