"""The frame of everything before the case files: name and office above, one column, version and language below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from welcomedesk import __version__
from welcomedesk.i18n import _, language
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.layout import Scroll, column, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import FIELD, S2, S3, S4, STATUS
from welcomedesk.ui.text import ElidedLabel, Label

LANGUAGE_NAMES = (("de", "Deutsch"), ("en", "English"))


class Gate(QWidget):
    """A centred column on the ground of the window; scrolls where it does not fit.

    Args:
        second: office and workplace, plain text.
        packs_date: ISO date, or empty.
        width: of the column at 100 % text.
    """

    language_wanted = Signal(str)

    def __init__(self, second: str = "", packs_date: str = "", width: int = 460) -> None:
        super().__init__()
        self._width = width
        self._column = QWidget()
        self.column = column(space=S3)
        self._column.setLayout(self.column)
        self._scroll = Scroll(margins=(S4, 0, S4, S4), space=0)
        middle: QHBoxLayout = row(None, self._column, None, space=0)
        middle.setStretch(1, 100)
        self._top = QWidget()
        self._scroll.inner.addWidget(self._top)
        self._scroll.inner.addLayout(middle)
        self.column.addWidget(self._name(second))
        self._packs_date = packs_date
        self.language: ChoiceField | None = None
        self._foot = QWidget()
        set_part(self._foot, part="status")
        self._foot.setMinimumHeight(look().size(FIELD) + 8)
        whole = column(self._scroll, self._foot, space=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.relook()

    def _name(self, second: str) -> QWidget:
        words = column(Label("Welcomedesk", "page"), space=0)
        if second:
            words.addWidget(ElidedLabel(second, "small", "text2"))
        made = QWidget()
        line = row(IconLabel("flag", "accent", 28), words, space=S3, margins=(0, 0, 0, S2))
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def after_paint(self) -> None:
        """Fill the foot: nobody needs it before the fields, and it may come a frame later."""
        if self._foot.layout() is not None:
            return
        parts = [_("Version {version}").format(version=__version__)]
        if self._packs_date:
            parts.append(_("Packs of {date}").format(date=long_date(self._packs_date)))
        choice = self.language = ChoiceField(LANGUAGE_NAMES, language(), _("Language"))
        choice.edited.connect(self.language_wanted)
        words = Label(_("Language"), "small", "text2")
        words.setBuddy(choice)
        self._foot.setLayout(
            row(Label(" · ".join(parts), "small", "text2"), None, words, choice, margins=(S4, 3, S4, 3))
        )

    def relook(self) -> None:
        self._column.setMaximumWidth(look().size(self._width))
        self._column.setMinimumWidth(min(look().size(self._width), 420))

    def resizeEvent(self, event: object) -> None:
        # About an eighth above, as drawn; in a low window the space goes first.
        spare = max(S4, self.height() - look().size(STATUS) - self.column.sizeHint().height())
        self._top.setFixedHeight(min(look().size(112), max(S4, spare // 3)))

    def add(self, widget: QWidget) -> None:
        """Put a card or line below what is there."""
        self.column.addWidget(widget)


def quiet_line(icon: str, words: str, action: QWidget | None = None) -> QWidget:
    """A line below the cards: an icon, quiet words, a link at the end."""
    label = Label(words, "small", "text2", wrap=True)
    made = QWidget()
    line = (
        row(IconLabel(icon, "text2", 16), label, action, space=S2, margins=(S2, 0, S2, 0))
        if action
        else row(IconLabel(icon, "text2", 16), label, space=S2, margins=(S2, 0, S2, 0))
    )
    line.setStretch(1, 1)
    line.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    made.setLayout(line)
    return made
