"""The tour: eight stops through the window in three minutes, on a sample case where there is one.

A card at the foot of the window says what stands here; the window behind it stays usable. Esc ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.buttons import button, set_words
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.page import Place
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

WIDEST = 560


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: where, and what stands there. `tab` is a tab of the sample case."""

    page: str
    title: str
    text: str
    tab: str = ""


STOPS = (
    Stop("today", N_("Today"), N_("What needs you stands here: overdue, due today, waiting for an answer.")),
    Stop(
        "case",
        N_("One page per case"),
        N_("Who, what for, what is open, what leaves next. What you type is saved by itself."),
        "overview",
    ),
    Stop(
        "case",
        N_("Guides"),
        N_("Answer what you know. “Not known yet” is an answer too. Every result names its source."),
        "guide",
    ),
    Stop(
        "case",
        N_("Checklist and papers"),
        N_("Steps with deadlines, papers to tick. As a handout in the person's language."),
        "checklist",
    ),
    Stop("contacts", N_("Contacts"), N_("Who helps nearby, why, and how old the data are. On a map, offline.")),
    Stop(
        "case",
        N_("Referrals"),
        N_("Nothing leaves without consent. The referral stays open until somebody says how it ended."),
        "contacts",
    ),
    Stop("knowledge", N_("Knowledge"), N_("Everything the packs say, with source and status. No network is needed.")),
    Stop(
        "settings",
        N_("Settings"),
        N_("Letterhead, locking, backups. Ctrl+L locks at once, F1 helps on every page."),
    ),
)


class Tour(QFrame):
    """The card of the tour over a window.

    Args:
        window: what it lies over.
        go: shows a place.
        case: id of a case to look at; stops inside a case are left out where there is none.
    """

    def __init__(self, window: QWidget, go: Callable[[Place], None], case: str = "") -> None:
        super().__init__(window)
        self._go, self._case = go, case
        self._stops = [stop for stop in STOPS if case or stop.page != "case"]
        self._at = 0
        set_part(self, part="popup")
        self.setAccessibleName(_("Tour"))
        self.count = Label("", "small", "text2")
        self.title = Label("", "card")
        self.text = Label("", wrap=True)
        self.before = button(_("Back"), "back", then=lambda: self.step(-1))
        self.after = button(_("Next"), "forward", kind="main", then=lambda: self.step(1))
        self.end = button(_("End tour"), kind="link", then=self.finish)
        foot = row(self.end, None, self.before, self.after, space=S3)
        self.setLayout(column(self.count, self.title, self.text, foot, space=S2, margins=(S4, S3, S4, S3)))
        window.installEventFilter(self)
        self._show()

    def step(self, step: int) -> None:
        """One stop on or back; after the last one it ends."""
        if self._at + step >= len(self._stops):
            self.finish()
            return
        self._at = max(0, self._at + step)
        self._show()

    def _show(self) -> None:
        stop = self._stops[self._at]
        self._go(Place(stop.page, case=self._case if stop.page == "case" else "", tab=stop.tab))
        self.count.setText(_("Stop {n} of {all}").format(n=self._at + 1, all=len(self._stops)))
        self.title.setText(_(stop.title))
        self.text.setText(_(stop.text))
        self.before.setEnabled(self._at > 0)
        set_words(self.after, _("Next") if self._at + 1 < len(self._stops) else _("Finish"))
        self.place()
        self.show()
        self.raise_()
        self.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand in the middle of the foot."""
        window = self.parentWidget()
        if window is None:
            return
        width = min(look().size(WIDEST), window.width() - 2 * S6)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, window.height() - self.height() - 2 * S6)

    def finish(self) -> None:
        """Leave the window as it is."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)
