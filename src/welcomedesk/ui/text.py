"""Words on the screen: everything here sets plain text, whatever the text holds.

Qt reads markup in labels, tooltips and message boxes unless told otherwise, and then loads local pictures from a name.
So no file of the window sets rich text (a test looks), and text from data passes through this module:
`Label`, `ElidedLabel`, `tip`, `visible`, `one_line`, `isolate`.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from welcomedesk.ui.look.theme import look, set_role

# Controls that turn the direction of what follows: shown, so that a name cannot rearrange a sentence.
_DIRECTION = {
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
# Patterns as text: they are made when the first text needs one, which is after the first picture.
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
# A closed pair cannot turn anything outside of itself, so it may stay.
_ISOLATED = "\u2068([^\u2066-\u2069]*)\u2069"
_LONG_WORD = r"\S{41,}"
_PIECE = r"\S{12}(?=\S)"
"""No language writes words so long; they may break after every so many signs, which the narrowest column holds."""

HEADINGS = frozenset({"page", "question", "card", "client-title"})
"""Font roles of headings: a screen reader steps from one to the next."""

_TALL_SCRIPTS = "\u0590"
"""Latin, Greek and Cyrillic lie before it."""

_NUMBERED = r"(§§?|\bAbs\.|\bAbsatz|\bArt\.|\bArtikel|\bArticle|\bSatz|\bNr\.|\bNummer) (?=\d)"
"""A sign and its number stay on one line."""

LONGEST_LABEL = 6000
LONGEST_LINE = 600
LONGEST_TIP = 1500


def _shown(match: re.Match[str]) -> str:
    sign = match.group()
    name = _DIRECTION.get(sign)
    return f"[{name}]" if name else chr(0x2400 + ord(sign)) if ord(sign) < 0x20 else "\u2421"


def visible(text: str) -> str:
    """Text with control signs made visible: `[RLO]` instead of a turned line; what `isolate` made stays isolated."""
    if text.isprintable():
        return text
    parts, end = [], 0
    for match in re.finditer(_ISOLATED, text) if "\u2068" in text else ():
        parts += [_without_control(text[end : match.start()]), f"\u2068{_without_control(match[1])}\u2069"]
        end = match.end()
    return "".join((*parts, _without_control(text[end:])))


def _without_control(text: str) -> str:
    return re.sub(_CONTROL, _shown, text)


def one_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Text on one line, visible and cut at a length that no window can show."""
    cut = text[: longest + 1]
    line = visible(" ".join(cut.split()))
    return line if len(cut) <= longest else line[:longest] + "…"


_SENTENCE_END = r"(?<=[a-zäöüß0-9)]{3})\. (?=[A-ZÄÖÜ„“])"


def first_sentence(text: str) -> str:
    """The first sentence without its full stop, for a second line; abbreviations do not end it."""
    return re.split(_SENTENCE_END, text, maxsplit=1)[0].rstrip(".")


def isolate(text: str) -> str:
    """A value of either direction, so that it cannot rearrange the sentence around it."""
    return f"\u2068{one_line(text)}\u2069"


def paragraph(text: str, longest: int = LONGEST_LABEL) -> str:
    """Text of several lines for a label: visible, cut, and breakable inside endless words."""
    cut = text if len(text) <= longest else text[:longest] + "…"
    shown = visible(cut)
    if "§" in shown or "Art" in shown or "Abs" in shown:
        shown = re.sub(_NUMBERED, "\\1\u00a0", shown)
    if len(shown) <= 40:
        return shown
    return re.sub(_LONG_WORD, lambda word: re.sub(_PIECE, lambda piece: piece.group() + "\u200b", word.group()), shown)


def tip(text: str) -> str:
    """Any text as a tooltip that shows exactly these characters, wrapped."""
    if not text:
        return ""
    cut = text if len(text) <= LONGEST_TIP else text[:LONGEST_TIP] + "…"
    # Loaded here: the first window shows no tool tip.

    return f"<p style='white-space:pre-wrap'>{escaped(visible(cut))}</p>"


def escaped(text: str) -> str:
    """Text in which nothing is markup; Python's own `html` brings two thousand names of signs along."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, written)
    return text


def beyond(font: QFont, text: str) -> int:
    """Pixels that the letters of another script need in addition to the height of this font, half of them below.

    Letters of Arabic or Tigrinya may reach past the ascent and descent that their font declares,
    and Qt makes a label as high as these say. Without this room the dots below an Arabic line are cut off.
    """
    if not text or max(text) < _TALL_SCRIPTS:
        return 0
    metrics = QFontMetrics(font)
    ink = metrics.tightBoundingRect(text)
    return 2 * max(0, -ink.top() - metrics.ascent(), ink.bottom() + 1 - metrics.descent())


def button_text(text: str) -> str:
    """Text for a button or a tab, where Qt would read `&` as a shortcut mark."""
    return one_line(text).replace("&", "&&")


class Label(QLabel):
    """A label that shows plain text only, in a font role and a colour role.

    Args:
        text: any text.
        role: font role, see `look.type.ROLES`.
        tone: colour role, see `look.tokens`.
        wrap: break lines; without it the label is as wide as its text.
        selectable: text can be selected with the mouse and copied.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        super().setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        self._more = 0
        set_role(self, role)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._align()
        self.setText(text)
        self.relook()

    @property
    def reader_role(self) -> str:
        return "Heading" if self.property("wd_role") in HEADINGS else ""

    def _align(self) -> None:
        # A value in Arabic stands where every other value stands; only its own order is from right to left.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Whoever chose another side keeps it.
        if event.type() == QEvent.Type.LayoutDirectionChange and self.alignment() & Qt.AlignmentFlag.AlignAbsolute:
            self._align()
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def setText(self, text: str) -> None:
        super().setText(paragraph(text) if self.wordWrap() else one_line(text))
        self._make_room()

    def _make_room(self) -> None:
        """Room for letters that are taller than the font of the label."""
        more = beyond(self.font(), self.text())
        if more != self._more:
            # Inside of its rectangle: Qt cuts off at the margins of a label, too.
            self._more = more
            self.updateGeometry()

    def set_tone(self, tone: str) -> None:
        """Write in another colour role."""
        self._tone = tone
        self.relook()

    def relook(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), look().color(self._tone))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(0, self._more)

    def heightForWidth(self, width: int) -> int:
        height = super().heightForWidth(width)
        return height + self._more if height >= 0 else height

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint() + QSize(0, self._more)
        if self.wordWrap():
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * 12))
        return hint


class ElidedLabel(QWidget):
    """One line that ends in an ellipsis where it does not fit, and then shows all of it as a tooltip."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        end: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._end = end
        set_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def reader_role(self) -> str:
        return "Heading" if self.property("wd_role") in HEADINGS else "StaticText"

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = one_line(text)
        self.setAccessibleName(self._text)
        self._measure()
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2, self._height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        least = min(metrics.horizontalAdvance(self._text) + 2, metrics.averageCharWidth() * 6)
        return QSize(least, self._height())

    def _height(self) -> int:
        return self.fontMetrics().height() + 2 + beyond(self.font(), self._text)

    def _measure(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._text) > max(0, self.width())
        self.setToolTip(tip(self._text) if cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(look().color(self._tone))
        line = elide(self.fontMetrics(), self._text, self.width())
        draw_line(painter, self.rect(), line, self.layoutDirection(), end=self._end)


def draw_line(painter: QPainter, area: QRect, words: str, direction: Qt.LayoutDirection, *, end: bool = False) -> None:
    """One line at the start or the end edge of a window in this direction.

    Words keep their own order in a mirrored window, as in a `Label`; only their place is mirrored.
    """
    at_right = end != (direction == Qt.LayoutDirection.RightToLeft)
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(area, flags, words)


def elide(metrics: QFontMetrics, text: str, width: int) -> str:
    """One line of text cut to a width in pixels."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
