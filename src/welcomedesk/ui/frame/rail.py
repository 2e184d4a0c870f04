"""The rail: the pages as icons with words, at the start edge of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.layout import column
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import BAR, ICON, RADIUS_FIELD, RAIL_ITEM, RAIL_NARROW, RAIL_WIDE, S2
from welcomedesk.ui.pages import Page
from welcomedesk.ui.text import elide, tip


class RailItem(QAbstractButton):
    """One page in the rail: icon, word, count; a bar marks the page that is shown."""

    reader_role = "PageTab"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._count = 0
        self._narrow = False
        self.setText(_(page.title))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._name)
        self._name()

    def nextCheckState(self) -> None:
        """Nothing: the rail marks the page that is shown, also after a press on that very item."""

    def set_count(self, count: int) -> None:
        self._count = count
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def _name(self, *_checked: object) -> None:
        parts = [self.text()]
        if self._count:
            parts.append(ngettext("{n} due", "{n} due", self._count).format(n=self._count))
        if self.isChecked():
            parts.append(_("shown now"))
        self.setAccessibleName(", ".join(parts))

    def sizeHint(self) -> QSize:
        current = look()
        if self._narrow:
            return QSize(RAIL_NARROW - 8, current.size(ICON) + self.fontMetrics().height() + 18)
        return QSize(120, max(current.size(RAIL_ITEM), self.fontMetrics().height() + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect()
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if on:
            painter.setBrush(current.color("surface"))
            painter.drawRoundedRect(QRectF(area), RADIUS_FIELD, RADIUS_FIELD)
        elif self.underMouse():
            painter.setBrush(current.color("selected"))
            painter.drawRoundedRect(QRectF(area), RADIUS_FIELD, RADIUS_FIELD)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if on:
            painter.setBrush(current.color("accent"))
            left = area.right() - BAR + 1 if mirrored else 0
            painter.drawRoundedRect(QRectF(left, 8, BAR, area.height() - 16), 1.5, 1.5)
        if self._narrow:
            self._paint_narrow(painter)
        else:
            self._paint_wide(painter, mirrored)
        if self.hasFocus():
            focus_ring(painter, area)

    def _paint_wide(self, painter: QPainter, mirrored: bool) -> None:
        current = look()
        on = self.isChecked()
        edge = current.size(ICON)
        width, height = self.width(), self.height()
        sign = QRectF(width - 12 - edge if mirrored else 12, (height - edge) / 2, edge, edge)
        icons.draw(painter, self.page.icon, "accent" if on else "text2", sign)
        painter.setFont(current.font("strong" if on else "medium"))
        painter.setPen(current.color("text"))
        count = str(self._count) if self._count else ""
        room = painter.fontMetrics().horizontalAdvance(count) + 12
        start = 12 + edge + 12
        words = QRectF(room if mirrored else start, 0, width - start - room, height)
        line = elide(painter.fontMetrics(), self.text(), int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, line)
        if count:
            painter.setFont(current.font("body"))
            painter.setPen(current.color("text2"))
            end = QRectF(12, 0, width - 24, height)
            painter.drawText(end, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_narrow(self, painter: QPainter) -> None:
        current = look()
        edge = current.size(ICON)
        icons.draw(
            painter,
            self.page.icon,
            "accent" if self.isChecked() else "text2",
            QRectF((self.width() - edge) / 2, 7, edge, edge),
        )
        painter.setFont(current.font("small-strong" if self.isChecked() else "small"))
        painter.setPen(current.color("text"))
        words = QRectF(2, edge + 8, self.width() - 4, self.height() - edge - 10)
        line = elide(painter.fontMetrics(), self.text(), int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, line)


class Rail(QWidget):
    """All rail items; arrows move among them, Enter or Space shows the page."""

    reader_role = "PageTabList"

    def __init__(self, pages: tuple[Page, ...], show: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        set_part(self, part="rail")
        self.items: list[RailItem] = []
        self._layout = column(space=2, margins=(S2, S2, S2, S2))
        shown = sorted((page for page in pages if page.rail), key=lambda page: (page.rail == "bottom", page.order))
        for page in shown:
            if page.rail == "bottom" and not any(item.page.rail == "bottom" for item in self.items):
                self._layout.addStretch(1)
            self._add(page, show)
        if all(page.rail == "top" for page in shown):
            self._layout.addStretch(1)
        self.setLayout(self._layout)
        self.set_narrow(False)

    def _add(self, page: Page, show: Callable[[str], None]) -> None:
        item = RailItem(page)
        item.clicked.connect(lambda *_checked, name=page.name: show(name))
        if page.key:
            from welcomedesk.ui import keys

            item.setToolTip(tip(f"{_(page.title)} ({keys.shown(f'page{page.key}')})"))
        self.items.append(item)
        self._layout.addWidget(item)

    def mark(self, name: str) -> None:
        """Mark the page that is shown."""
        for item in self.items:
            item.setChecked(item.page.name == name)

    def set_count(self, name: str, count: int) -> None:
        for item in self.items:
            if item.page.name == name:
                item.set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Words under icons (64 px) or beside them (184 px)."""
        self._narrow = narrow
        small = look().font("small-strong")
        from PySide6.QtGui import QFontMetrics

        # The page that is shown stands in semibold, which is wider.
        widest = 0
        for item in self.items:
            strong = item.font()
            strong.setWeight(strong.Weight.DemiBold)
            widest = max(widest, QFontMetrics(strong).horizontalAdvance(item.text()))
        under = max((QFontMetrics(small).horizontalAdvance(item.text()) for item in self.items), default=0)
        wide = max(look().size(RAIL_WIDE), widest + look().size(ICON) + 24 + 2 * S2 + 22)
        self.setFixedWidth(max(look().size(RAIL_NARROW), under + 2 * S2 + 6) if narrow else min(wide, 320))
        for item in self.items:
            item.set_narrow(narrow)
        edge = 4 if narrow else S2
        self._layout.setContentsMargins(edge, S2, edge, S2)

    def relook(self) -> None:
        self.set_narrow(self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = next((index for index, item in enumerate(self.items) if item.hasFocus()), -1)
        if step and focused >= 0:
            target = self.items[(focused + step) % len(self.items)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused >= 0:
            self.items[focused].click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_narrow"):
            self.set_narrow(self._narrow)
