"""How a row of a list is painted: two lines, elided, icon and tone; text is drawn, never interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from welcomedesk.ui.look import icons
from welcomedesk.ui.look.style import focus_ring, tick_box
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import BAR, ICON, ICON_SMALL, ROW, ROW_TWO, S2, S3, S4, tone_text
from welcomedesk.ui.text import draw_line, elide, one_line

if TYPE_CHECKING:
    from welcomedesk.ui.components.rows import Head, Row, RowList

_SIGN = {"danger": "triangle", "caution": "triangle", "good": "check-circle", "open": "open-circle"}


class RowDelegate(QStyledItemDelegate):
    """Paints the rows and heads of a `RowList`."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    # --- measures ---------------------------------------------------------------------------------------------

    def height(self, line: Row | Head | None, *, first: bool = False) -> int:
        """Height of a line in pixels, from the fonts in force."""
        from welcomedesk.ui.components.rows import Head

        current = look()
        body = QFontMetrics(current.font("body")).height()
        small = QFontMetrics(current.font("small")).height()
        if line is None or isinstance(line, Head):
            return max(current.size(ROW - 4), body + 10)
        lines = body + (small + 1 if line.second or line.middle_second or line.right_second else 0)
        lines += small + 3 if line.third else 0
        least = current.size(ROW_TWO if lines > body else ROW)
        return max(least, lines + 10)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self.height(self._view.rows.line(index)))

    def on_box(self, rect: QRect, point: QPoint, view: RowList) -> bool:
        """Whether a click met the tick box of a row."""
        reach = S4 + look().size(ICON) + S2
        from_start = rect.right() - point.x() if self._mirrored(view) else point.x() - rect.left()
        return from_start < reach

    def _mirrored(self, view: RowList) -> bool:
        return view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # --- painting ---------------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        from welcomedesk.ui.components.rows import Head

        line = self._view.rows.line(index)
        if line is None:
            return
        painter.save()
        pen = _Pen(painter, option.rect, option.direction)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        current = look()
        head = isinstance(line, Head)
        painter.fillRect(option.rect, current.color("window" if head else "surface"))
        if selected:
            painter.fillRect(option.rect, current.color("selected"))
            painter.fillRect(pen.at(0, BAR), current.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver and not head:
            painter.fillRect(option.rect, current.color("window"))
        if index.row() > 0:
            painter.setPen(current.color("line"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if isinstance(line, Head):
            self._head(pen, line)
        else:
            self._row(pen, line, selected)
        if focused and self._view.hasFocus():
            focus_ring(painter, option.rect)
        painter.restore()

    def _head(self, pen: _Pen, head: Head) -> None:
        current = look()
        x = S4
        name = head.icon
        if head.open is not None:
            name = "chevron-down" if head.open else "chevron-right"
        if name:
            edge = current.size(ICON_SMALL + 2)
            role = tone_text(head.tone) if head.tone and head.open is None else "text2"
            pen.icon(name, role, x, edge)
            x += edge + S2
        end = pen.width - S4
        if head.note:
            end -= pen.text(head.note, "small", "text2", x, end - x, end=True) + S3
        role = tone_text(head.tone) if head.tone else "text"
        x += pen.text(head.words, "strong", role, x, end - x) + S2
        if head.count is not None:
            pen.text(str(head.count), "body", "text2", x, end - x)

    def _row(self, pen: _Pen, row: Row, selected: bool) -> None:
        current = look()
        x = S4
        if row.done is not None:
            x += self._box(pen, row.done) + S2
        if row.badge:
            x += self._badge(pen, row.badge, selected) + S2
        elif row.icon:
            edge = current.size(ICON)
            pen.icon(row.icon, tone_text(row.icon_tone) if row.icon_tone else "text2", x, edge, top=row.third != "")
            x += edge + S3
        end = pen.width - S4
        if row.right or row.right_second:
            end -= self._right(pen, row, x, end) + S4
        words = end - x
        if row.middle or row.middle_second:
            # At the same place in every row, whatever stands at its end.
            column = int(pen.width * self._view.middle_at)
            words = column - x - S3
            colour = "text2" if row.quiet else "text"
            pen.lines((row.middle, "body", colour), (row.middle_second, "small", "text2"), column, max(0, end - column))
        self._words(pen, row, x, words, selected)

    def _words(self, pen: _Pen, row: Row, x: int, width: int, selected: bool) -> None:
        strong = row.strong or selected
        title = (row.title, "strong" if strong else "body", "text2" if row.quiet else "text")
        if not row.third:
            pen.lines(title, (row.second, "small", "text2"), x, width, row.marks, row.second_marks)
            return
        pen.lines(title, (row.second, "small", "text2"), x, width, row.marks, row.second_marks, third=row)

    def _right(self, pen: _Pen, row: Row, x: int, end: int) -> int:
        role = tone_text(row.tone) if row.tone else "text"
        limit = int(pen.width * 0.4)
        font = "strong" if row.tone in ("danger", "caution") else "body"
        words = pen.fits(row.right, font)
        sign = _SIGN.get(row.tone, "")
        edge = look().size(ICON_SMALL) if sign else 0
        used = min(limit, max(words + (edge + 6 if sign else 0), pen.fits(row.right_second, "small")))
        pen.lines((row.right, font, role), (row.right_second, "small", "text2"), end - used, used, end=True)
        if sign:
            top, height = pen.first_line(bool(row.right_second))
            pen.icon(sign, role, end - min(words, limit - edge - 6) - edge - 6, edge, box=(top, height))
        return used

    def _box(self, pen: _Pen, done: bool) -> int:
        edge = look().size(ICON)
        tick_box(pen.painter, QRectF(pen.at(S4, edge, edge)), done)
        return edge

    def _badge(self, pen: _Pen, badge: str, selected: bool) -> int:
        current = look()
        edge = current.size(20)
        area = QRectF(pen.at(S3, edge, edge, top=True))
        painter = pen.painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.color("accent"), 1.5))
        painter.setBrush(current.color("accent") if selected else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        painter.setFont(current.font("small-strong"))
        painter.setPen(current.color("on_accent" if selected else "accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, badge[:3])
        return edge - S4 + S3 + 2


class _Pen:
    """Paints inside one row, counted from the start edge, so that right-to-left comes by itself."""

    def __init__(self, painter: QPainter, rect: QRect, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self.rect = rect
        self.direction = direction
        self.width = rect.width()

    def at(self, x: int, width: int, height: int = 0, *, top: bool = False) -> QRect:
        """A rectangle `x` from the start edge; full height or centred, `top` on the first line."""
        y, tall = self.rect.top(), self.rect.height()
        if height:
            y = y + 8 if top else y + (tall - height) // 2
            tall = height
        return QStyle.visualRect(self.direction, self.rect, QRect(self.rect.left() + x, y, width, tall))

    def icon(
        self, name: str, role: str, x: int, edge: int, *, top: bool = False, box: tuple[int, int] | None = None
    ) -> None:
        area = self.at(x, edge, edge, top=top)
        if box is not None:
            area.moveTop(box[0] + (box[1] - edge) // 2)
        icons.draw(self.painter, name, role, QRectF(area))

    def fits(self, text: str, role: str) -> int:
        return QFontMetrics(look().font(role)).horizontalAdvance(one_line(text)) + 2 if text else 0

    def text(self, text: str, role: str, colour: str, x: int, width: int, *, end: bool = False) -> int:
        """One line centred in the row; returns the width it took."""
        font = look().font(role)
        metrics = QFontMetrics(font)
        line = elide(metrics, one_line(text), width)
        used = min(width, metrics.horizontalAdvance(line) + 2)
        self.painter.setFont(font)
        self.painter.setPen(look().color(colour))
        draw_line(self.painter, self.at(x, width), line, self.direction, end=end)
        return used

    def first_line(self, two: bool) -> tuple[int, int]:
        """Top and height of the first of one or two lines."""
        body = QFontMetrics(look().font("body")).height()
        small = QFontMetrics(look().font("small")).height()
        total = body + (small + 1 if two else 0)
        return self.rect.top() + (self.rect.height() - total) // 2, body

    def lines(
        self,
        first: tuple[str, str, str],
        second: tuple[str, str, str],
        x: int,
        width: int,
        marks: tuple[tuple[int, int], ...] = (),
        second_marks: tuple[tuple[int, int], ...] = (),
        *,
        end: bool = False,
        third: Row | None = None,
    ) -> None:
        """One to three lines, centred together; each is (text, font role, colour role)."""
        body = QFontMetrics(look().font("body")).height()
        small = QFontMetrics(look().font("small")).height()
        total = body + (small + 1 if second[0] else 0) + (small + 3 if third else 0)
        top = self.rect.top() + (self.rect.height() - total) // 2
        self._line(first, x, width, top, body, marks, end)
        top += body + 1
        if second[0]:
            self._line(second, x, width, top, small, second_marks, end)
            top += small + 2
        if third is not None:
            self._third(third, x, width, top, small)

    def _third(self, row: Row, x: int, width: int, top: int, height: int) -> None:
        role = tone_text(row.third_tone) if row.third_tone else "text2"
        if row.third_icon:
            edge = look().size(ICON_SMALL)
            self.icon(row.third_icon, role, x, edge, box=(top, height))
            x, width = x + edge + 6, width - edge - 6
        self._line((row.third, "small", role), x, width, top, height, (), False)

    def _line(
        self,
        line: tuple[str, str, str],
        x: int,
        width: int,
        top: int,
        height: int,
        marks: tuple[tuple[int, int], ...],
        end: bool,
    ) -> None:
        text, role, colour = line
        font = look().font(role)
        area = self.at(x, width)
        area.setTop(top)
        area.setHeight(height)
        words = elide(QFontMetrics(font), one_line(text), width)
        self.painter.setPen(look().color(colour))
        if marks and self.direction == Qt.LayoutDirection.LeftToRight:
            self._marked(text, words, font, area, marks)
            return
        self.painter.setFont(font)
        draw_line(self.painter, area, words, self.direction, end=end)

    def _marked(self, text: str, words: str, font: QFont, area: QRect, marks: tuple[tuple[int, int], ...]) -> None:
        """Draw a line whose matches are bold and underlined in accent, by ranges of the text."""
        from PySide6.QtGui import QTextCharFormat, QTextLayout

        layout = QTextLayout(words, font)
        ranges = []
        for start, length in marks:
            if start < len(words):
                kind = QTextLayout.FormatRange()
                kind.start, kind.length = start, min(length, len(words) - start)
                style = QTextCharFormat()
                style.setFontWeight(600)
                style.setFontUnderline(True)
                style.setUnderlineColor(look().color("accent"))
                kind.format = style
                ranges.append(kind)
        layout.setFormats(ranges)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(area.width() + 40)
        layout.endLayout()
        self.painter.setClipRect(area)
        layout.draw(self.painter, QRectF(area).topLeft())
        self.painter.setClipping(False)
