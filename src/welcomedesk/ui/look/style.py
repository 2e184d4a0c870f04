"""The one style: Fusion with flat controls, our metrics, and a focus ring that is always visible.

Buttons say what they are by the dynamic property `kind`: `main` (filled, one per page), `tonal`, `plain`, `link`,
`ghost` (a link in text colour), `danger`. Small buttons carry `small`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QTextEdit,
    QWidget,
)

from welcomedesk.ui.look.tokens import BUTTON, BUTTON_SMALL, FIELD, FOCUS, ICON, RADIUS_FIELD

if TYPE_CHECKING:
    from welcomedesk.ui.look.theme import Look

_Pixel = QStyle.PixelMetric
_Primitive = QStyle.PrimitiveElement
_Control = QStyle.ControlElement
_Complex = QStyle.ComplexControl
_State = QStyle.StateFlag
_Type = QStyle.ContentsType
_LTR = Qt.LayoutDirection.LeftToRight


class WelcomeStyle(QProxyStyle):
    """Fusion, drawn flat from the tokens of `Look`."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look
        self._keys = FieldKeys(look)
        small = look.size
        self._metrics: dict[int, Callable[[], int]] = {
            int(_Pixel.PM_SmallIconSize): lambda: small(ICON),
            int(_Pixel.PM_ButtonIconSize): lambda: small(ICON),
            int(_Pixel.PM_IndicatorWidth): lambda: small(ICON),
            int(_Pixel.PM_IndicatorHeight): lambda: small(ICON),
            int(_Pixel.PM_ExclusiveIndicatorWidth): lambda: small(ICON),
            int(_Pixel.PM_ExclusiveIndicatorHeight): lambda: small(ICON),
            int(_Pixel.PM_CheckBoxLabelSpacing): lambda: 8,
            int(_Pixel.PM_ButtonShiftHorizontal): lambda: 0,
            int(_Pixel.PM_ButtonShiftVertical): lambda: 0,
            int(_Pixel.PM_ScrollBarExtent): lambda: 12,
            int(_Pixel.PM_ScrollView_ScrollBarOverlap): lambda: 0,
            int(_Pixel.PM_TextCursorWidth): lambda: 2,
            int(_Pixel.PM_HeaderMargin): lambda: 7,
        }

    # --- measures ---------------------------------------------------------------------------------------------

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        known = self._metrics.get(int(metric))
        return known() if known else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return 0
        if hint == QStyle.StyleHint.SH_ComboBox_Popup:
            return 0
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if kind == _Type.CT_PushButton and isinstance(widget, QPushButton):
            return self._button_size(widget)
        wanted = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind in (_Type.CT_LineEdit, _Type.CT_ComboBox, _Type.CT_SpinBox):
            tall = widget.fontMetrics().height() + 12 if widget else 0
            wanted.setHeight(max(wanted.height(), self._look.size(FIELD), tall))
        return wanted

    def _button_size(self, button: QPushButton) -> QSize:
        small = bool(button.property("small"))
        metrics = button.fontMetrics()
        height = max(self._look.size(BUTTON_SMALL if small else BUTTON), metrics.height() + 8)
        text = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text()).width() if button.text() else 0
        icon = button.iconSize().width() if not button.icon().isNull() else 0
        if not text:
            return QSize(height, height)
        room = 0 if button.property("kind") in ("link", "ghost") and button.property("flush") else (10 if small else 12)
        return QSize(text + (icon + 8 if icon else 0) + 2 * room + 2, height)

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        area = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element == QStyle.SubElement.SE_LineEditContents:
            # Room between line and words, as inside a button.
            return area.adjusted(5, 0, -5, 0)
        return area

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        area = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]
        if control == _Complex.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxEditField:
            return area.adjusted(6, 0, 0, 0) if option.direction == _LTR else area.adjusted(0, 0, -6, 0)
        return area

    # --- drawing ----------------------------------------------------------------------------------------------

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _Primitive.PE_PanelButtonCommand:
            self._button(option, painter, widget)
        elif element in (_Primitive.PE_FrameLineEdit, _Primitive.PE_PanelLineEdit):
            self._field(element, option, painter, widget)
        elif element == _Primitive.PE_IndicatorCheckBox:
            self._tick_box(option, painter)
        elif element == _Primitive.PE_IndicatorRadioButton:
            self._radio(option, painter)
        elif element == _Primitive.PE_FrameFocusRect:
            if not isinstance(widget, QPushButton):
                ring(painter, QRectF(option.rect), self._look.color("accent"))
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _Control.CE_PushButtonLabel and widget is not None and isinstance(option, QStyleOptionButton):
            self._label(option, painter, widget)
            return
        if element == _Control.CE_HeaderSection:
            area = option.rect
            painter.fillRect(area, self._look.color("window"))
            painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self._look.color("line"))
            return
        if element == _Control.CE_HeaderLabel and isinstance(option, QStyleOptionHeader):
            painter.setPen(self._look.color("text2"))
            if widget is not None:
                painter.setFont(widget.font())
            flags = int(option.textAlignment) | int(Qt.TextFlag.TextSingleLine)
            painter.drawText(option.rect.adjusted(8, 0, -8, 0), flags, option.text)
            return
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: object,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _Complex.CC_ComboBox and isinstance(widget, QComboBox) and not widget.isEditable():
            self._choice(option, painter, widget)  # type: ignore[arg-type]
            return
        super().drawComplexControl(control, option, painter, widget)  # type: ignore[arg-type]

    def _label(self, option: QStyleOptionButton, painter: QPainter, widget: QWidget) -> None:
        """Icon and words, centred together, eight pixels apart."""
        area = option.rect
        edge = option.iconSize.width() if not option.icon.isNull() else 0
        words = option.fontMetrics.size(Qt.TextFlag.TextShowMnemonic, option.text).width() if option.text else 0
        gap = 8 if edge and words else 0
        start = area.left() + (area.width() - edge - gap - words) // 2
        if edge:
            sign = QRect(start, area.top() + (area.height() - edge) // 2, edge, edge)
            mode = QIcon.Mode.Normal if option.state & _State.State_Enabled else QIcon.Mode.Disabled
            option.icon.paint(painter, QStyle.visualRect(option.direction, area, sign), mode=mode)
        if words:
            painter.save()
            painter.setFont(widget.font())
            painter.setPen(self._label_colour(option, widget))
            text = QStyle.visualRect(
                option.direction, area, QRect(start + edge + gap, area.top(), words + 2, area.height())
            )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic | Qt.AlignmentFlag.AlignLeading
            painter.drawText(text, int(flags), option.text)
            painter.restore()

    def _label_colour(self, option: QStyleOption, widget: QWidget) -> QColor:
        if not option.state & _State.State_Enabled:
            return self._look.color("text3")
        kind = widget.property("kind")
        roles = {"main": "on_accent", "tonal": "accent", "link": "accent", "danger": "danger"}
        role = roles.get(str(kind), "text")
        return self._look.color(str(widget.property("label_role") or role))

    def _button(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        color = self._look.color
        kind = str(widget.property("kind") or "plain") if widget else "plain"
        enabled = bool(option.state & _State.State_Enabled)
        hovered = enabled and bool(option.state & _State.State_MouseOver)
        pressed = bool(option.state & (_State.State_Sunken | _State.State_On))
        focused = bool(option.state & _State.State_HasFocus)
        fill, border = {
            "main": (color("accent"), color("accent")),
            "tonal": (color("selected"), color("accent")),
            "link": (QColor(0, 0, 0, 0), None),
            "ghost": (QColor(0, 0, 0, 0), None),
            "danger": (color("surface"), color("danger")),
        }.get(kind, (color("surface"), color("control")))
        if not enabled and kind in ("main", "tonal"):
            fill, border = color("window"), color("line")
        elif pressed or hovered:
            fill = _mixed(fill if fill.alpha() else color("window"), color("text"), 0.14 if pressed else 0.07)
        box(painter, QRectF(option.rect), fill, border, RADIUS_FIELD)
        if focused:
            inner = color("on_accent") if kind == "main" else color("accent")
            area = QRectF(option.rect)
            ring(painter, area.adjusted(2, 2, -2, -2) if kind == "main" else area, inner)

    def _field(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None
    ) -> None:
        frame = getattr(option, "lineWidth", 1)
        bare = widget is not None and bool(widget.property("bare"))
        color = self._look.color
        enabled = bool(option.state & _State.State_Enabled)
        fill = color("surface" if enabled else "window")
        if bare or (element == _Primitive.PE_PanelLineEdit and not frame):
            return
        border = color("danger") if widget is not None and widget.property("wrong") else color("control")
        box(painter, QRectF(option.rect), fill, border, RADIUS_FIELD)
        if option.state & _State.State_HasFocus:
            ring(painter, QRectF(option.rect), color("accent"))

    def _tick_box(self, option: QStyleOption, painter: QPainter) -> None:
        color = self._look.color
        area = QRectF(option.rect)
        on = bool(option.state & _State.State_On)
        enabled = bool(option.state & _State.State_Enabled)
        fill = color("accent") if on and enabled else color("surface")
        box(painter, area, fill, color("accent" if on and enabled else "control"), 3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color("on_accent") if enabled and on else color("text3"), area.width() / 9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate(area.topLeft())
        painter.scale(area.width() / 18, area.height() / 18)
        if on:
            painter.drawPolyline([QPointF(4.5, 9.4), QPointF(7.7, 12.4), QPointF(13.4, 6)])
        elif option.state & _State.State_NoChange:
            painter.drawLine(QPointF(5, 9), QPointF(13, 9))
        painter.restore()

    def _radio(self, option: QStyleOption, painter: QPainter) -> None:
        color = self._look.color
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        on = bool(option.state & _State.State_On)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent" if on else "control"), 1.5))
        painter.setBrush(color("surface"))
        painter.drawEllipse(area)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            inset = area.width() * 0.28
            painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
        painter.restore()

    def _choice(self, option: QStyleOption, painter: QPainter, widget: QComboBox) -> None:
        from welcomedesk.ui.look import icons

        color = self._look.color
        area = QRectF(option.rect)
        enabled = bool(option.state & _State.State_Enabled)
        border = color("danger") if widget.property("wrong") else color("control")
        fill = color("surface" if enabled else "window")
        if enabled and option.state & _State.State_MouseOver:
            fill = _mixed(fill, color("text"), 0.04)
        box(painter, area, fill, border, RADIUS_FIELD)
        if option.state & _State.State_HasFocus:
            ring(painter, area, color("accent"))
        edge = self._look.size(16)
        left = option.direction == Qt.LayoutDirection.RightToLeft
        x = area.left() + 8 if left else area.right() - edge - 8
        icons.draw(painter, "chevron-down", "text2", QRectF(x, area.center().y() - edge / 2, edge, edge))

    # --- keys -------------------------------------------------------------------------------------------------

    def polish(self, thing: object) -> object:  # type: ignore[override]
        """Text fields leave our shortcuts alone: see `FieldKeys`."""
        if isinstance(thing, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
            thing.installEventFilter(self._keys)
        return super().polish(thing)  # type: ignore[call-overload]


class FieldKeys(QObject):
    """Keeps text fields from swallowing the shortcuts of the window.

    Qt asks the focused field first (`ShortcutOverride`) and some platforms use Strg+K, Strg+B or Strg+D to edit; for
    the keys of our table the question never reaches the field. Undo and redo stay with the field that has focus.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        from welcomedesk.ui.keys import is_ours

        if not is_ours(event):
            return False
        event.ignore()
        return True


def _mixed(ground: QColor, over: QColor, share: float) -> QColor:
    return QColor(
        round(ground.red() + (over.red() - ground.red()) * share),
        round(ground.green() + (over.green() - ground.green()) * share),
        round(ground.blue() + (over.blue() - ground.blue()) * share),
    )


def box(painter: QPainter, area: QRectF, fill: QColor, border: QColor | None, radius: float) -> None:
    """A rounded box with a line of one pixel or none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(border, 1) if border else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def ring(painter: QPainter, area: QRectF, color: QColor, radius: float = RADIUS_FIELD) -> None:
    """The focus ring: two pixels inside the edge, so that nothing clips it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, FOCUS))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect) -> None:
    """The focus ring for widgets that paint themselves."""
    from welcomedesk.ui.look.theme import look

    ring(painter, QRectF(rect), look().color("accent"))
