"""Parts of the outreach page: the band on top, the card that begins an event, the list of further languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import Scroll, column, flow, row
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.text import ElidedLabel, Label, button_text, tip

OTHER = "other"

_ICONS = {
    "recognition": "graduation",
    "work": "work",
    "visa": "document",
    "language": "chat",
    "family": "family",
    "housing": "home",
}


def topic_icon(topic: str) -> str:
    """The icon of a topic's tile."""
    return _ICONS.get(topic, "info")


class Band(QWidget):
    """The accent bar: which event, and the two keys one needs at once.

    Args:
        leave, lock, cover: called by its buttons.
    """

    def __init__(self, leave: Callable[[], None], lock: Callable[[], None], cover: Callable[[], None]) -> None:
        super().__init__()
        set_part(self, part="band")
        self.setAccessibleName(_("Outreach"))
        self.title = ElidedLabel("", "card", "on_accent")
        self.second = ElidedLabel("", "body", "on_accent")
        self.end = button(_("End"), "back", kind="on_band", then=leave, large=True)
        self.cover = button(_("Cover"), "cover", kind="on_band", then=cover, large=True, key=keys.shown("cover"))
        self.lock = button(_("Lock now"), "lock", kind="on_band", then=lock, large=True, key=keys.shown("lock"))
        self._sign = IconLabel("tent", "on_accent", 26)
        words = column(self.title, self.second, space=2)
        doing = flow(self.end, self.cover, self.lock, space=S3)
        line = row(self._sign, words, doing, space=S3, margins=(S6 - 4, S2, S6 - 4, S2))
        line.setStretch(1, 1)
        self._doing = {self.cover: ("cover", _("Cover")), self.lock: ("lock", _("Lock now"))}
        self.setLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def relook(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Large text in a small window: cover and lock keep their icons, as in the header of the other pages."""
        self._say_words(True)
        wanted = sum(made.sizeHint().width() + S3 for made in (self.end, self.cover, self.lock))
        if wanted > self.width() * 3 // 5:
            self._say_words(False)

    def _say_words(self, shown: bool) -> None:
        for made, (name, words) in self._doing.items():
            key = keys.shown(name)
            made.setText(button_text(words) if shown else "")
            made.setToolTip(tip(key if shown else f"{words} ({key})"))
            icons.tint(made)

    def set_words(self, title: str, second: str) -> None:
        self.title.set_text(title)
        self.second.set_text(second)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the sign where there is little room."""
        self._sign.setVisible(not narrow)


class EventCard(QWidget):
    """Asks what today's event is called; `begin` gets name and place."""

    def __init__(self, begin: Callable[[str, str], None]) -> None:
        super().__init__()
        self.name = LineField(longest=120)
        self.place = LineField(longest=120)
        self.start = button(
            _("Begin"), "forward", kind="main", large=True, then=lambda: begin(self.name.value(), self.place.value())
        )
        card = Card(_("Begin an outreach event"), icon="tent")
        notes = (
            _("No list and no search while it runs. Only today's enquiries can be seen."),
            _("Without a name a talk is only counted: topics, language and district."),
        )
        card.body.addWidget(FormRow(_("Name of the event"), self.name))
        card.body.addWidget(FormRow(_("Place"), self.place))
        for note in notes:
            card.body.addWidget(Label(note, "body", "text2", wrap=True))
        card.body.addLayout(row(None, self.start))
        self._card = card
        middle = row(None, card, None, space=S4)
        middle.setStretch(1, 8)
        scroll = Scroll(margins=(S6, S6, S6, S4))
        scroll.inner.addLayout(middle)
        self.setLayout(column(scroll, space=0))
        self.relook()

    def relook(self) -> None:
        self._card.setMaximumWidth(look().size(560))


class LanguageMenu(QMenu):
    """Further languages, each code with its own name."""

    def __init__(self, parent: QWidget, names: Sequence[tuple[str, str]], take: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Languages"))
        for code, name in names:
            self.addAction(button_text(name)).triggered.connect(lambda *_checked, code=code: take(code))
