"""Tabs with counts: an accent line under the shown one; what does not fit moves into *More*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON_SMALL, ROW, S1
from welcomedesk.ui.reader import describe
from welcomedesk.ui.text import button_text, one_line


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `count` 0 shows none."""

    name: str
    words: str
    count: int = 0


class TabButton(QAbstractButton):
    """One tab of the bar, painted."""

    reader_role = "PageTab"

    def __init__(self, tab: Tab, *, menu: bool = False) -> None:
        super().__init__()
        self.menu = menu
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_tab(tab)

    def set_tab(self, tab: Tab) -> None:
        self.tab = tab
        self.setText(one_line(tab.words, 60))
        count = ngettext("{n} entry", "{n} entries", tab.count).format(n=tab.count) if tab.count else ""
        self.setAccessibleName(", ".join(part for part in (tab.words, count) if part))
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Nothing: the bar marks the tab that is shown, also after a press on that very tab."""

    def relook(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look().font("strong"))
        extra = metrics.horizontalAdvance(f" {self.tab.count}") + 4 if self.tab.count else 0
        extra += look().size(ICON_SMALL) + 6 if self.menu else 0
        return QSize(metrics.horizontalAdvance(self.text()) + extra + 24, max(look().size(ROW), metrics.height() + 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self)
        on = self.isChecked()
        font = current.font("strong" if on else "body")
        painter.setFont(font)
        painter.setPen(current.color("text" if on or self.underMouse() else "text2"))
        words = QFontMetrics(font).horizontalAdvance(self.text())
        count = f"{self.tab.count}" if self.tab.count else ""
        area = QRectF(12, 0, self.width() - 24, self.height() - 2)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags, self.text())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if count:
            painter.setFont(current.font("small"))
            painter.setPen(current.color("text2"))
            shift = -(words + 7) if mirrored else words + 7
            painter.drawText(area.translated(shift, 0), flags, count)
        if self.menu:
            edge = current.size(ICON_SMALL)
            left = 10 if mirrored else self.width() - edge - 10
            icons.draw(painter, "chevron-down", "text2", QRectF(left, (self.height() - edge) / 2, edge, edge))
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, current.color("accent"))
        bar = self.parentWidget()
        if bar is not None and bar.hasFocus() and on:
            focus_ring(painter, self.rect())


class TabBar(QWidget):
    """The bar; one stop for Tab, arrows and Strg+Bild move.

    Args:
        most: so many tabs at most stand in the bar, the others in *More*; 0 for as many as fit.
    """

    reader_role = "PageTabList"

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab] = (), name: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name or _("Tabs"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._most = 0
        self._buttons: list[TabButton] = []
        self._current = ""
        self._more = TabButton(Tab("", _("More")), menu=True)
        self._more.clicked.connect(self._open_more)
        self._layout = row(space=S1)
        self.setLayout(self._layout)
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tabs; the current one stays where it is still among them."""
        if [button.tab.name for button in self._buttons] == [tab.name for tab in tabs]:
            for button, tab in zip(self._buttons, tabs, strict=True):
                button.set_tab(tab)
            self._arrange()
            return
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        while self._layout.count():
            self._layout.takeAt(0)
        self._buttons = []
        for tab in tabs:
            button = TabButton(tab)
            button.clicked.connect(lambda *_on, name=tab.name: self._click(name))
            self._buttons.append(button)
            self._layout.addWidget(button)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        names = [tab.name for tab in tabs]
        self.set_current(self._current if self._current in names else (names[0] if names else ""))

    @property
    def current(self) -> str:
        return self._current

    def set_current(self, name: str) -> None:
        """Mark a tab as shown."""
        self._current = name
        for button in self._buttons:
            button.setChecked(button.tab.name == name)
        tab = next((button.tab for button in self._buttons if button.tab.name == name), None)
        if tab is not None:
            describe(self, tab.words)
        self._arrange()

    def step(self, step: int) -> None:
        """Show the next (1) or previous (-1) tab."""
        names = [button.tab.name for button in self._buttons]
        if names:
            at = names.index(self._current) if self._current in names else 0
            self._click(names[(at + step) % len(names)])

    def set_most(self, most: int) -> None:
        """So many tabs at most stand in the bar; 0 for as many as fit."""
        self._most = most
        self._arrange()

    def _click(self, name: str) -> None:
        if name != self._current:
            self.set_current(name)
            self.chosen.emit(name)

    def _arrange(self) -> None:
        """Show what fits; the shown tab is always in the bar."""
        room = self.width()
        widths = [button.sizeHint().width() + S1 for button in self._buttons]
        more = self._more.sizeHint().width()
        count = len(widths)
        if self._most and count > self._most:
            count = self._most
        while count > 1 and sum(widths[:count]) + (more if count < len(widths) else 0) > room:
            count -= 1
        shown = list(range(count))
        current = next((n for n, button in enumerate(self._buttons) if button.tab.name == self._current), 0)
        if current >= count and shown:
            while len(shown) > 1 and sum(widths[n] for n in shown[:-1]) + widths[current] + more > room:
                shown.pop()
            shown[-1] = current
        for number, button in enumerate(self._buttons):
            button.setVisible(number in shown)
        self._more.setVisible(len(shown) < len(widths))

    def _open_more(self) -> None:
        self._more.setChecked(False)
        menu = QMenu(self)
        menu.setAccessibleName(_("More"))
        for button in self._buttons:
            if not button.isVisibleTo(self):
                words = f"{button.tab.words}  {button.tab.count}" if button.tab.count else button.tab.words
                action = menu.addAction(button_text(words))
                action.triggered.connect(lambda *_on, name=button.tab.name: self._click(name))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def relook(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(300, self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._more.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if step:
            self.step(step)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Space) and self._more.isVisible():
            self._open_more()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self._repaint()

    def focusOutEvent(self, event: object) -> None:
        self._repaint()

    def _repaint(self) -> None:
        for button in self._buttons:
            button.update()
