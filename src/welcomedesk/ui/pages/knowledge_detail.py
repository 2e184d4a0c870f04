"""One statement of a pack: what it says, since when, where it is written, and whether it is confirmed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, line, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S1, S2, S3, S4
from welcomedesk.ui.pages.case_tabs.guide_questions import row_value, short_source
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.knowledge import Detail, FigureLine
    from welcomedesk.desk.reviews import Review

KINDS = {
    "note": N_("Basics"),
    "result": N_("Way or title"),
    "step": N_("Step"),
    "paper": N_("Paper"),
    "row": N_("Occupation or table"),
    "figure": N_("Figure"),
    "question": N_("Question of a guide"),
    "contact": N_("Contact"),
}
_MOST_USED = 8


class KnowledgeDetail(QWidget):
    """The reading side of the page."""

    contact_wanted = Signal(str)
    copy_wanted = Signal(str)
    closed = Signal()
    still_valid = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.back: QPushButton = button(
            _("Back to the list"), "chevron-left", kind="link", small=True, then=self.closed.emit
        )
        self.back.hide()
        scroll = Scroll(margins=(S4, S4, S4, S4), space=S3)
        self._inside = scroll.inner
        self.setLayout(column(row(self.back, None, margins=(S2, S1, S2, 0)), scroll, space=0))
        self.setAccessibleName(_("Statement"))
        self.valid_button: QPushButton | None = None

    def show_detail(self, detail: Detail, today: date) -> None:
        """Show a statement with everything that belongs to it."""
        clear(self._inside)
        self.valid_button = None
        item = detail.item
        kind = detail.table or _(KINDS.get(item.kind, N_("Statement")))
        self._inside.addWidget(Label(f"{kind} · {detail.pack}", "small", "text2", wrap=True))
        self._inside.addWidget(Label(item.title, "question", wrap=True, selectable=True))
        if item.text and item.kind != "figure":
            self._inside.addWidget(Label(item.text, wrap=True, selectable=True))
        if detail.figure:
            self._add_figure(detail.figure, today)
        for label, words in detail.facts:
            self._inside.addWidget(definition(label, words, width=132))
        if item.law:
            self._inside.addWidget(definition(_("Basis"), item.law, width=132))
        if detail.used_by:
            more = len(detail.used_by) - _MOST_USED
            named = [*detail.used_by[:_MOST_USED], *([_("and {n} more").format(n=more)] if more > 0 else [])]
            self._inside.addWidget(definition(_("Used by"), "\n".join(named), width=132))
        self._add_source(detail)
        if detail.review is not None:
            self._add_review(detail.review, today)
        if detail.contact:
            go = button(_("Open contact"), "pin", then=lambda: self.contact_wanted.emit(detail.contact))
            self._inside.addLayout(row(go, None))

    def _add_figure(self, lines: tuple[FigureLine, ...], today: date) -> None:
        """The values with their years; the one that holds today is strong, and a year without one is named."""
        if not any(each.row.holds_on(today) for each in lines):
            words = _("Figures for {year} are not entered yet.").format(year=today.year)
            self._inside.addLayout(row(Chip(words, "open"), None))
        for number, each in enumerate(lines):
            if number:
                self._inside.addWidget(line())
            now = each.row.holds_on(today)
            value = Label(row_value(each.row, each.figure.unit, per=True), "strong" if now else "body", wrap=True)
            top = row(value, Label(_years(each), "small", "text2"), space=S3)
            top.setStretch(0, 1)
            self._inside.addLayout(top)
            sources = ", ".join(dict.fromkeys(short_source(title) for title in each.sources[:2]))
            second = row(Label(sources, "small", "text2", wrap=True), space=S2)
            second.setStretch(0, 1)
            if each.row.status == "K":
                second.addWidget(Chip(_("to be verified"), "open"))
            self._inside.addLayout(second)

    def _add_review(self, review: Review, today: date) -> None:
        """When somebody last looked at it, and the one step that says it still holds."""
        if review.by:
            words = _("checked on {date} by {name}").format(date=long_date(review.last), name=review.by)
            self._inside.addLayout(row(Chip(words, "good"), None))
        if review.due and review.due <= today.isoformat():
            self._inside.addLayout(row(Chip(_("due for review"), "open"), None))
        elif review.due:
            words = _("Due for review on {date}").format(date=long_date(review.due))
            self._inside.addWidget(Label(words, "small", "text2", wrap=True))
        if not (review.by and review.last == today.isoformat()):
            then = partial(self.still_valid.emit, review.item)
            self.valid_button = button(_("Still valid, checked today"), "check", small=True, then=then)
            self._inside.addLayout(row(self.valid_button, None))

    def _add_source(self, detail: Detail) -> None:
        item = detail.item
        chips = {"S": ("confirmed by a source", "good"), "K": ("to be verified", "open")}
        if item.status in chips:
            words, tone = chips[item.status]
            self._inside.addLayout(row(Chip(_(words), tone), None))
        self._inside.addWidget(line())
        if item.source:
            self._inside.addWidget(Label(item.source, "small", "text2", wrap=True, selectable=True))
        if item.url:
            address = Label(item.url, "small", "text2", wrap=True, selectable=True)
            copy = link(_("Copy address"), then=lambda: self.copy_wanted.emit(item.url))
            self._inside.addWidget(address)
            self._inside.addWidget(flow(copy))
        pack = _("Pack {title} {version}").format(title=detail.pack, version=detail.version)
        as_of = _("as of {date}").format(date=long_date(item.as_of)) if item.as_of else ""
        self._inside.addWidget(Label(" · ".join(part for part in (pack, as_of) if part), "small", "text2", wrap=True))


N_("confirmed by a source")


def _years(line_of: FigureLine) -> str:
    start, end = line_of.row.valid_from, line_of.row.valid_to
    if start and end:
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            return str(start.year)
        return _("{start} to {end}").format(start=long_date(start.isoformat()), end=long_date(end.isoformat()))
    if start:
        return _("from {date} on").format(date=long_date(start.isoformat()))
    return _("until {date}").format(date=long_date(end.isoformat())) if end else _("always")
