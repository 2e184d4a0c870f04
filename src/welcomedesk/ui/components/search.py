"""The search box of the header and the list under it; focus stays in the box while one chooses.

The box asks whoever is connected: `asked(text)`; the answer comes back through `show_hits`. A chosen hit is emitted as
`chosen(hit)`. What matches is marked as text ranges, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import icon_button
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON, S2, S3, S4
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
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
        code: what else the receiver needs.
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
        # One frame: a fast typist asks once per pause instead of once per key, and nobody sees the difference.
        self._pause = QTimer(self, singleShot=True, interval=15)
        self._pause.timeout.connect(lambda: self.asked.emit(self.field.text()))
        self.field.textEdited.connect(self._typed)
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
            self._popup = SearchPopup(self)
        self._popup.fill(hits)
        self._popup.place_under(self)
        self._announce(len(hits))

    def close_list(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @property
    def open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _announce(self, count: int) -> None:
        words = ngettext("{n} hit", "{n} hits", count).format(n=count)
        self.field.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged))

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
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            if self.open:
                self.close_list()
                return True
            if self.field.text():
                self.clear()
                return True
            return False
        if self._popup is None or not self._popup.isVisible():
            if step > 0 and self.field.text():
                self.asked.emit(self.field.text())
                return True
            return False
        if step:
            self._popup.move_choice(step)
            hit = self._popup.current()
            if hit is not None:
                self.field.setAccessibleDescription(f"{hit.group}, {hit.title}, {hit.second}, {hit.right}")
                QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged))
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


class SearchPopup(QFrame):
    """The list under the box: hits under their headings, keys at the foot."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box.window())
        from welcomedesk.ui.components.rows import RowList

        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_part(self, part="popup")
        self.list = RowList(click_opens=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Hits"))
        self.list.opened.connect(self._open)
        self._nothing = Label("", "body", "text2", wrap=True)
        self._nothing.setContentsMargins(S4, S4, S4, S4)
        self._count = Label("", "small", "text2")
        foot = row(
            Chip("↑ ↓", "key"), Label(_("choose"), "small", "text2"), S2,
            Chip(keys.spoken("Return"), "key"), Label(_("open"), "small", "text2"), S2,
            Chip(keys.shown("new"), "key"), Label(_("new enquiry with this text"), "small", "text2"), S2,
            Chip(keys.shown("leave"), "key"), Label(_("close"), "small", "text2"), None, self._count,
            space=S2 - 2, margins=(S3, S2, S3, S2),
        )  # fmt: skip
        footer = QWidget()
        footer.setLayout(foot)
        set_part(footer, part="foot")
        self._foot = footer
        inside = column(self.list, self._nothing, footer, space=0, margins=(1, 1, 1, 1))
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self.hide()

    def fill(self, hits: tuple[Hit, ...]) -> None:
        """Show hits in their order, a heading before each group."""
        from welcomedesk.ui.components.rows import Head, Row

        lines: list[Head | Row] = []
        group = ""
        for index, hit in enumerate(hits):
            if hit.group != group:
                group = hit.group
                lines.append(Head(group, group))
            lines.append(
                Row(
                    key=str(index), title=hit.title, second=hit.second, right=hit.right, icon=hit.icon,
                    marks=hit.marks, second_marks=hit.second_marks, kind=hit.group,
                )
            )  # fmt: skip
        self._hits = hits
        self.list.set_rows(lines)
        self.list.choose_first()
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(_("Nothing was found. Fewer letters or another word may help.") if not hits else "")
        self._count.setText(ngettext("{n} hit", "{n} hits", len(hits)).format(n=len(hits)))

    def place_under(self, box: SearchBox) -> None:
        """Open below the box, as wide as it is useful and as the window allows."""
        window = box.window()
        corner = box.mapTo(window, QPoint(0, box.height() + 6))
        width = min(look().size(900), window.width() - corner.x() - S3)
        if box.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            width = min(look().size(900), corner.x() + box.width() - S3)
            corner.setX(corner.x() + box.width() - width)
        if width < 420:
            corner.setX(S3)
            width = window.width() - 2 * S3
        self._foot.setVisible(width > look().size(440))
        wanted = self.list.content_height() + self._foot.sizeHint().height() + 8 if self._hits else 110
        self.setGeometry(corner.x(), corner.y(), width, min(wanted, window.height() - corner.y() - S3))
        self.show()
        self.raise_()

    def move_choice(self, step: int) -> None:
        self.list.move_choice(step)

    def current(self) -> Hit | None:
        key = self.list.current_key()
        return self._hits[int(key)] if key else None

    def _open(self, key: str) -> None:
        self._box.choose(self._hits[int(key)])
