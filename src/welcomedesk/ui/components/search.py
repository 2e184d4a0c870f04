"""The search box of the header and the list under it; focus stays in the box while one chooses.

The box asks whoever is connected: `asked(text)`; the answer comes back through `show_hits`. A chosen hit is emitted as
`chosen(hit)`. What matches is marked as text ranges, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import icon_button
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON, S3
from welcomedesk.ui.reader import describe, say_politely

if TYPE_CHECKING:
    from welcomedesk.ui.components.search_popup import SearchPopup
    from welcomedesk.ui.page import Place


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Args:
        group: heading it stands under, translated.
        second: second line, plain text.
        right: number, state or age, plain text.
        marks: (start, length) of what matched in `title`; `second_marks` in `second`.
        place: where Enter leads.
        code: what is done instead of going somewhere: `do:` and a key of the window, or `gap` (note as missing).
        text: what is read beside the list where there is room, with `facts` (label, words), `chip` and its tone.
        also: found without the text standing in it (an action); such hits are no reason to open the list.
    """

    group: str
    title: str
    second: str = ""
    right: str = ""
    icon: str = "document"
    marks: tuple[tuple[int, int], ...] = ()
    second_marks: tuple[tuple[int, int], ...] = ()
    place: Place | None = None
    code: str = ""
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    chip: str = ""
    chip_tone: str = ""
    also: bool = False


GAP = "gap"
"""`Hit.code` that notes its title as something that was looked for and is not there."""


class SearchBox(QWidget):
    """A field with a magnifier; typing opens the list of hits below."""

    asked = Signal(str)
    chosen = Signal(object)
    new_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Search cases, contacts and knowledge"))
        self.field.setAccessibleName(_("Search everything"))
        self.field.setAccessibleDescription(keys.shown("search"))
        self.field.setMaxLength(500)
        self._key = Chip(keys.shown("search"), "key")
        self._clear = icon_button("close", _("Clear search"), then=self.clear, small=True)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._lens = _Magnifier()
        for child in (self.field, self._key, self._clear, self._lens):
            child.setParent(self)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(look().size(440))
        self.setMinimumWidth(150)
        self._hits: tuple[Hit, ...] = ()
        self._popup: SearchPopup | None = None
        # With the next turn of the event loop: of keys that come together only the last asks, and nobody waits a frame.
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(lambda: self.asked.emit(self.field.text()))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(look().size(430), self.field.sizeHint().height())

    def relook(self) -> None:
        self.setMaximumWidth(look().size(440))
        self.updateGeometry()
        self._arrange()

    def resizeEvent(self, event: QEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        self.field.setGeometry(self.rect())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for end in (self._key, self._clear):
            end.adjustSize()
            left = 6 if mirrored else self.width() - end.width() - 6
            end.move(left, (self.height() - end.height()) // 2)
        edge = look().size(ICON)
        start = self.width() - edge - 10 if mirrored else 10
        self._lens.setGeometry(start, (self.height() - edge) // 2, edge, edge)
        room = self._key.width() if self._key.isVisibleTo(self) else self._clear.width()
        side = look().size(ICON) + S3
        sides = (room + 8, side) if mirrored else (side, room + 8)
        self.field.setTextMargins(sides[0], 0, sides[1], 0)

    def clear(self) -> None:
        """Empty the field and close the list."""
        self.field.clear()
        self._typed("")
        self.field.setFocus()

    def text(self) -> str:
        return self.field.text().strip()

    def show_hits(self, text: str, hits: tuple[Hit, ...]) -> None:
        """Show what was found for a text; an older answer than the text in the field is dropped."""
        if text != self.field.text() or not text.strip():
            return
        self._hits = hits
        if self._popup is None:
            from welcomedesk.ui.components.search_popup import SearchPopup

            self._popup = SearchPopup(self)
        self._popup.fill(hits)
        self._popup.place_under(self)
        self._announce(sum(not hit.also for hit in hits))

    def close_list(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @property
    def open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _announce(self, count: int) -> None:
        words = ngettext("{n} hit", "{n} hits", count).format(n=count)
        describe(self.field, words)
        say_politely(self.field, words)

    def _typed(self, text: str) -> None:
        self._key.setVisible(not text)
        self._clear.setVisible(bool(text))
        self._arrange()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.close_list()

    def choose(self, hit: Hit | None) -> None:
        """Go to a hit and leave the box as it was before."""
        if hit is None:
            return
        self.close_list()
        self.field.clear()
        self._typed("")
        self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        return False

    def _key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier and self.text():
            self.choose(Hit("", self.text(), code=GAP))
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            if self.open:
                self.close_list()
                return True
            if self.field.text():
                self.clear()
                return True
            return False
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if pages and self._popup is not None and self._popup.isVisible():
            self._popup.move_group(pages)
            return True
        if self._popup is None or not self._popup.isVisible():
            if step > 0 and self.field.text():
                self.asked.emit(self.field.text())
                return True
            return False
        if step:
            self._popup.move_choice(step)
            hit = self._popup.current()
            if hit is not None:
                words = ", ".join(part for part in (hit.group, hit.title, hit.second, hit.right) if part)
                describe(self.field, words)
                say_politely(self.field, words)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self._popup.current())
            return True
        return False


class _Magnifier(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, "search", "text2", self.rect().toRectF())
