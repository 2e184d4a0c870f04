"""What the head of a case says: kind, place, languages, adviser; its state and what runs out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.i18n import _
from welcomedesk.ui.components.chips import Chip, sample_chip, state_chip
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import days_between, overdue
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from datetime import date

    from welcomedesk.desk.case_view import Face


def second_line(face: Face) -> str:
    """Number, kind, place, languages, adviser and since when."""
    case = face.case
    known = [face.german_level and _("German {level}").format(level=face.german_level)]
    parts = [
        case.number,
        _("Company") if case.kind == "company" else _("Person"),
        isolate(face.place) if face.place else "",
        ", ".join([*face.languages, *filter(None, known)]),
        isolate(case.root.text("adviser")) if case.root.text("adviser") else "",
        _("since {date}").format(date=long_date(case.root.text("opened"))) if case.root.text("opened") else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def state_chips(face: Face, today: date) -> list[Chip]:
    """State, and at most two dated flags."""
    root = face.case.root
    chips = [sample_chip()] if root.get("sample") else []
    if face.case.closed:
        chips.append(Chip(_("Closed"), "info", "lock"))
    elif root.get("restricted"):
        chips.append(Chip(_("Restricted"), "caution", "lock"))
    else:
        waiting = root.text("state") == "waiting"
        chips.append(state_chip(_("Waiting for an answer") if waiting else _("In counselling")))
    if face.title_ends:
        over = days_between(face.title_ends, today) > 0
        words = _("Title ended on {date}") if over else _("Title ends on {date}")
        chips.append(Chip(words.format(date=long_date(face.title_ends)), "danger" if over else "caution", "clock"))
    if face.late_since:
        chips.append(Chip(overdue(days_between(face.late_since, today)), "danger"))
    return chips
