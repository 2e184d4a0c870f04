"""What the search box finds: cases first. Runs on the worker thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welcomedesk.i18n import _
from welcomedesk.ui.components.search import Hit
from welcomedesk.ui.page import Place

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk


def find(desk: Desk | Any, text: str) -> tuple[Hit, ...]:
    """Cases whose words begin like those of the text, best first."""
    return tuple(
        Hit(
            group=_("Cases"),
            title=hit.row.name,
            second=hit.excerpt,
            second_marks=hit.marks,
            right=hit.row.number,
            icon="company" if hit.row.kind == "company" else "person",
            place=Place("case", case=hit.row.id),
        )
        for hit in desk.store.search(text, 20)
    )
