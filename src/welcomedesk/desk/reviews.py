"""Care of contents: which statements must be looked at again, and "still valid" with name and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.core import Desk, Done, Edit, office, write
from welcomedesk.domain.calendar import add_months
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.library import KnowledgeItem, Library
    from welcomedesk.domain.log import EntryId

KINDS = ("note", "result", "step", "paper", "row", "figure", "question")
"""Kinds of statements that are reviewed; contacts have checks of their own."""

CHECK = "statement_check"


@dataclass(frozen=True, slots=True)
class Review:
    """When a statement was last looked at and when it is due again.

    Args:
        last: ISO date of the office's own check, else of the last look at the source; empty where unknown.
        by: who of the office checked it, empty where nobody did.
        due: ISO date, empty where its pack names no interval.
    """

    item: KnowledgeItem
    last: str
    by: str
    due: str


def review_of(library: Library, item: KnowledgeItem, workplace: CaseFile | None = None) -> Review:
    """When one statement is due; the office's own check counts where it is newer than the source."""
    last, by = _day(item.read), ""
    if workplace is not None:
        check = workplace.one(f"{CHECK}:{item.key}")
        own = _day(check.text("on"))
        if own is not None and (last is None or own >= last):
            last, by = own, check.text("by")
    months = review_months(library.document(item.pack))
    due = add_months(last, months).isoformat() if last is not None and months else ""
    return Review(item, last.isoformat() if last else "", by, due)


def review_months(document: Mapping[str, Any]) -> int:
    """How long statements of a pack hold, 0 where it names no interval."""
    found = document.get("pack", {}).get("review_months", 0)
    return int(found) if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 0


def due_for_review(library: Library, on: date, language: str, workplace: CaseFile | None = None) -> tuple[Review, ...]:
    """Statements whose interval is over on a day, the longest overdue first.

    A statement without any date is due at once.
    """
    found = [
        review_of(library, item, workplace)
        for kind in KINDS
        for item in library.statements(kind, language)
        if review_months(library.document(item.pack))
    ]
    due = [review for review in found if not review.due or review.due <= on.isoformat()]
    return tuple(sorted(due, key=lambda review: (review.due, review.item.pack, review.item.id)))


def still_valid(desk: Desk, item: KnowledgeItem) -> Done[tuple[EntryId, ...]]:
    """Record that the adviser at this desk looked at a statement today and found it right.

    Raises:
        DeskError: `unknown_statement`, where the installed packs do not have it.
    """
    if item not in desk.library.statements(item.kind, desk.language):
        raise DeskError(
            "unknown_statement",
            N_("The installed packs have no statement {name}."),
            safe=N_("Nothing was changed."),
            name=item.key[:80],
        )
    ref = f"{CHECK}:{item.key}"
    wanted = [Edit(ref, "on", desk.today.isoformat()), Edit(ref, "by", desk.actor)]
    return write(desk, office(desk), wanted, areas=("packs",))


def _day(text: str) -> date | None:
    """A date that may be a year or a month only; then its first day."""
    try:
        return date.fromisoformat("-".join([*text.split("-"), "01", "01"][:3]))
    except ValueError:
        return None
