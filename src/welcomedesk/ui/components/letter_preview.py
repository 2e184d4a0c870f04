"""The page of a letter, exactly as it leaves: the PDF itself, with marks that are drawn on the screen only.

    preview = LetterPreview()
    preview.show_pdf(pdf, regions=draft.regions, window=ADDRESS_FIELDS["B"])
    preview.seen.connect(lambda page, pages: …)

Zoom: the whole page, its width, or a factor. QtPdf is imported with the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.look.style import ring
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import LIGHT

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

ADDRESS_FIELDS = {"A": (20.0, 27.0, 85.0, 45.0), "B": (20.0, 45.0, 85.0, 45.0)}
"""The address field of the two forms, mm from the top left: x, y, width, height. Source: DIN 5008:2020."""

PAGE, WIDTH = "page", "width"
GAP = 16
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
MM = 72 / 25.4


class LetterPreview(QAbstractScrollArea):
    """The pages, one below the other."""

    reader_role = "Document"

    seen = Signal(int, int)
    zoomed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the page"))
        self._document: QPdfDocument | None = None
        self._device: QBuffer | None = None
        self._sizes: list[tuple[float, float]] = []
        self._regions: tuple[Any, ...] = ()
        self._window: tuple[float, float, float, float] | None = None
        self._pictures: dict[tuple[int, int, int], QImage] = {}
        self.zoom: str | float = PAGE
        self.marked = True
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._moved())

    # --- what it shows ----------------------------------------------------------------------------------------

    def show_pdf(
        self,
        pdf: bytes,
        *,
        regions: Sequence[object] = (),
        window: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Show these pages; nothing where `pdf` is empty. The place that was looked at stays."""
        self._regions = tuple(regions)
        self._window = window
        self._pictures.clear()
        self._sizes = []
        if pdf:
            self._load(pdf)
        words = " ".join(self._text(number) for number in range(len(self._sizes)))
        self.setAccessibleDescription(words[:4_000])
        self._measure()
        self._moved()
        self.viewport().update()

    def _load(self, pdf: bytes) -> None:
        from PySide6.QtPdf import QPdfDocument

        if self._document is None:
            self._document = QPdfDocument(self)
        self._document.close()
        self._device = QBuffer(self)
        self._device.setData(QByteArray(pdf))
        self._device.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._device)
        points = [self._document.pagePointSize(number) for number in range(self._document.pageCount())]
        self._sizes = [(size.width(), size.height()) for size in points]

    def _text(self, page: int) -> str:
        return self._document.getAllText(page).text() if self._document is not None else ""

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that fills most of the view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        for number, rect in enumerate(self._rects(), start=1):
            if middle <= rect.bottom() + GAP / 2:
                return number
        return self.pages

    def set_marked(self, marked: bool) -> None:
        """Show or hide the window of the envelope and the tint of what comes from the case."""
        self.marked = marked
        self.viewport().update()

    # --- zoom -------------------------------------------------------------------------------------------------

    def set_zoom(self, zoom: str | float) -> None:
        """`page`, `width` or a factor of the real size."""
        self.zoom = zoom
        self._pictures.clear()
        self._measure()
        self._moved()
        self.viewport().update()
        self.zoomed.emit(self.zoom_words())

    def zoom_by(self, step: int) -> None:
        """One step larger (1), smaller (-1), or back to the whole page (0)."""
        if step == 0:
            self.set_zoom(PAGE)
            return
        current = self._factor() / (look().icon_factor * _DOTS)
        further = [each for each in STEPS if (each > current * 1.02 if step > 0 else each < current * 0.98)]
        if further:
            self.set_zoom(further[0] if step > 0 else further[-1])

    def zoom_words(self) -> str:
        if self.zoom == PAGE:
            return _("Whole page")
        if self.zoom == WIDTH:
            return _("Page width")
        return f"{round(float(self.zoom) * 100)} %"

    def _factor(self) -> float:
        """Pixels per point."""
        if not self._sizes:
            return 1.0
        width, height = max(size[0] for size in self._sizes), max(size[1] for size in self._sizes)
        room = self.viewport().size() - QSize(2 * GAP, 2 * GAP)
        across = max(0.1, room.width() / width)
        if self.zoom == PAGE:
            return min(across, max(0.1, room.height() / height))
        return across if self.zoom == WIDTH else float(self.zoom) * _DOTS * look().icon_factor

    # --- room -------------------------------------------------------------------------------------------------

    def _rects(self) -> list[QRectF]:
        """Where the pages lie, without scrolling."""
        factor = self._factor()
        room = max(self.viewport().width(), max((size[0] * factor for size in self._sizes), default=0) + 2 * GAP)
        top = float(GAP)
        rects = []
        for width, height in self._sizes:
            rects.append(QRectF((room - width * factor) / 2, top, width * factor, height * factor))
            top += height * factor + GAP
        return rects

    def _measure(self) -> None:
        rects = self._rects()
        tall = rects[-1].bottom() + GAP if rects else 0
        wide = max((rect.width() for rect in rects), default=0) + 2 * GAP
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), tall, view.height()),
            (self.horizontalScrollBar(), wide, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole - seen)))

    def _moved(self) -> None:
        self.seen.emit(self.page, self.pages)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.clear()
        self._measure()
        self._moved()

    def relook(self) -> None:
        self._pictures.clear()
        self._measure()
        self.viewport().update()

    # --- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        current = look()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), current.color("rail"))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = QRectF(self.viewport().rect())
        for number, rect in enumerate(self._rects()):
            place = rect.translated(-left, -top)
            if not place.intersects(seen):
                continue
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.drawImage(place, self._picture(number, place))
            if self.marked:
                self._draw_marks(painter, number, place)
            painter.setPen(current.color("line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
        if self.hasFocus():
            ring(painter, seen, current.color("accent"))

    def _picture(self, number: int, place: QRectF) -> QImage:
        ratio = self.devicePixelRatioF()
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        key = (number, size.width(), size.height())
        found = self._pictures.get(key)
        if found is None:
            assert self._document is not None
            found = self._pictures[key] = self._document.render(number, size)
        return found

    def _draw_marks(self, painter: QPainter, number: int, place: QRectF) -> None:
        """Tint what comes from the case and outline the window; paper is white in both themes."""
        scale = place.width() / (self._sizes[number][0] / MM)
        painter.save()
        painter.translate(place.topLeft())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        tint = QColor(LIGHT.selected)
        for area in self._regions:
            if area.page == number + 1:
                painter.fillRect(
                    QRectF(area.x * scale, area.y * scale, area.width * scale, area.height * scale).adjusted(
                        -1, -0.5, 1, 0.5
                    ),
                    tint,
                )
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._window is not None and number == 0:
            pen = QPen(QColor(LIGHT.accent), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y, width, height = self._window
            painter.drawRect(QRectF(x * scale, y * scale, width * scale, height * scale))
        painter.restore()

    # --- keys and wheel ---------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and not event.modifiers() & _CTRL:
            self.zoom_by(1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(520, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)


_DOTS = 96 / 72
"""Pixels per point at real size."""

_CTRL = Qt.KeyboardModifier.ControlModifier
