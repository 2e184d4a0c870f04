"""The first picture of the window: ground, name, and the card of the unlock page with its words, but nothing to press.

It stands for the few hundredths of a second in which the real page is made, in the same places, so that nothing jumps;
what is typed meanwhile goes into the passphrase (`Window.keyPressEvent`). It is made of plain frames and one style
sheet, which Qt reads by itself: whoever names `Qt`, a pen or a painter here makes PySide6 build the enumerations of
half of Qt, and that alone takes as long as everything in this file (measured with 6.12: 11 ms for `Qt`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from welcomedesk import settings
from welcomedesk.i18n import _, use_language
from welcomedesk.ui.look.tokens import BUTTON, DARK, FIELD, ICON, LIGHT, S2, S3, S4, STATUS
from welcomedesk.ui.look.type import ROLES, system_factor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QApplication

BRAND = 28
WIDE = 460
TOP = 112


class Sketch(QFrame):
    """The unlock page as a picture.

    Args:
        kept: the settings of this person, as they lie on disk.
        words: office, workplace and advisers as remembered; `None` where the first page is another one, which then
            begins with its bare ground.
    """

    def __init__(self, app: QApplication, kept: Mapping[str, object], words: Mapping[str, object] | None) -> None:
        super().__init__()
        use_language(str(kept.get("language", "")))
        zoom = kept.get("zoom")
        self._text = system_factor(app.font().pointSizeF()) * (zoom if isinstance(zoom, float) else 1.0)
        self._factor = max(1.0, self._text)
        self.card: QFrame | None = None
        self._roles: dict[str, str] = {}
        self._top = QWidget()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(S3)
        if words is not None:
            self._draw(words)
        self.setObjectName("sketch")
        self.setStyleSheet(self._sheet(_dark(app, str(kept.get("scheme", "system")))))
        self._place(words is not None)

    def _draw(self, words: Mapping[str, object]) -> None:
        names = words.get("advisers")
        second = " · ".join(str(words[key]) for key in ("workplace", "office") if words.get(key))
        brand = _rows(0, self._label("Welcomedesk", "page"), *([self._label(second, "small")] if second else []))
        self._middle.addLayout(_beside(brand, left=BRAND + S3, bottom=S2))
        self.card = QFrame()
        self.card.setObjectName("card")
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(S4 * 2, S2 * 3 + 4, S4 * 2, S2 * 3 + 4)
        whole.setSpacing(S4)
        whole.addWidget(self._label(_("Unlock case files"), "card"))
        if isinstance(names, list) and names:
            whole.addLayout(_rows(6, self._label(_("Adviser"), "medium"), self._field(str(names[0]), "field")))
        whole.addLayout(_rows(6, self._label(_("Passphrase"), "medium"), self._field("", "focus")))
        press = self._field(_("Unlock"), "press")
        line = QHBoxLayout()
        line.addWidget(press)
        line.addStretch(1)
        whole.addLayout(line)
        self._middle.addWidget(self.card)

    def _label(self, words: str, role: str) -> QLabel:
        # What lies on disk is never read as rich text; naming the plain format would load `Qt`.
        made = QLabel(words.replace("\n", " ").replace("<", "‹")[:200])
        made.setObjectName(role)
        made.setMinimumWidth(1)
        return made

    def _field(self, words: str, kind: str) -> QLabel:
        made = self._label(words, kind)
        made.setFixedHeight(round((BUTTON if kind == "press" else FIELD) * self._factor))
        return made

    def _place(self, full: bool) -> None:
        column = QWidget()
        column.setLayout(self._middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._column = column
        column.setFixedWidth(round(WIDE * self._factor))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._top)
        whole.addLayout(across)
        whole.addStretch(1)
        foot = QWidget()
        foot.setObjectName("foot" if full else "")
        foot.setFixedHeight(round(FIELD * self._factor) + S2)
        whole.addWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # As in `Gate`, with the line below the card that the page adds later.
        line = S3 + round(STATUS * self._factor)
        spare = self.height() - round(STATUS * self._factor) - self._column.sizeHint().height() - line
        self._top.setFixedHeight(min(round(TOP * self._factor), max(S4, spare // 3)))
        # The picture is painted before Qt would come back to this.
        whole = self.layout()
        if whole is not None:
            whole.activate()

    def _sheet(self, dark: bool) -> str:
        token = DARK if dark else LIGHT
        fonts = "".join(
            f"#{role} {{ font-size: {round(ROLES[of][0] * self._text, 1)}pt; font-weight: {ROLES[of][1]}; }}\n"
            for role, of in (("page", "page"), ("small", "small"), ("card", "card"), ("medium", "medium"))
        )
        points = round(ROLES["body"][0] * self._text, 1)
        icon = round(ICON * self._factor)
        return f"""
#sketch {{ background: {token.window}; }}
QLabel {{ color: {token.text}; background: transparent; font-size: {points}pt; }}
{fonts}
#small {{ color: {token.text2}; padding: 1px 0; qproperty-indent: 0; }}
QFrame#card {{ background: {token.surface}; border: 1px solid {token.line}; border-radius: 6px; }}
QLabel#card {{ border: none; }}
#field, #focus {{ background: {token.surface}; border: 1px solid {token.control}; border-radius: 4px; padding: 0 3px; }}
#focus {{ border: 2px solid {token.accent}; }}
#press {{ background: {token.accent}; color: {token.on_accent}; border: 1px solid {token.accent}; border-radius: 4px;
  font-weight: 600; padding: 0 9px 0 {14 + icon}px; }}
#foot {{ border-top: 1px solid {token.line}; }}
"""


def sketch(app: QApplication, file: Path) -> Sketch:
    """The first picture from the settings of this person.

    Args:
        file: where they lie; a missing or broken one gives the plain ground.
    """
    kept = settings.read(file)
    here = (file.parent / name for name in ("cases.wdesk", "cases.keys"))
    words = kept.get("workplace")
    return Sketch(app, kept, words if isinstance(words, dict) and all(path.exists() for path in here) else None)


def _dark(app: QApplication, scheme: str) -> bool:
    if scheme in ("light", "dark"):
        return scheme == "dark"
    # The palette of the system says it too; its colour scheme is an enumeration of `Qt`.
    return app.palette().window().color().lightness() < app.palette().windowText().color().lightness()


def _rows(space: int, *widgets: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(space)
    for widget in widgets:
        made.addWidget(widget)
    return made


def _beside(inner: QLayout, *, left: int, bottom: int) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(left, 0, 0, bottom)
    made.addLayout(inner)
    return made
