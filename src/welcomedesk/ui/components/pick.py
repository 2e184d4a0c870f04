"""A field that finds one of many: typing narrows the list below it, arrows choose, Enter takes; focus stays.

    field = PickField([Choice("SY", "Syrien", ("SYR",)), …], value="SY", name=_("Country"))
    field.picked.connect(self.keep)          # the id, empty when the text was emptied

Also finds other spellings (`also`), from the beginning of any word, without accents and with ae for ä.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.layout import column
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S1
from welcomedesk.ui.reader import describe, say_politely
from welcomedesk.ui.text import Label, one_line

SHOWN = 6
WIDEST = 440
MOST = 60

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry; `also` are other words it is found under, `note` a second line."""

    id: str
    words: str
    also: tuple[str, ...] = ()
    note: str = ""


def plain(text: str) -> str:
    """Text for comparing: small, ae for ä, without accents, words apart by single spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UMLAUTS))
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)).split()
    )


def loose(text: str) -> str:
    """The same, but ä as a, because people type both."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)).split()
    )


def matching(choices: Iterable[tuple[Choice, tuple[str, ...], tuple[str, ...]]], text: str) -> list[Choice]:
    """The choices in which every typed word begins some word: those whose own words begin with the text first."""
    wanted, also_wanted = plain(text), loose(text)
    if not wanted:
        return [choice for choice, _own, _other in choices]
    found = []
    for number, (choice, own, other) in enumerate(choices):
        rank = _rank(own, other, wanted, also_wanted)
        if rank is not None:
            found.append((rank, number, choice))
    return [choice for _rank_, _number, choice in sorted(found, key=lambda each: each[:2])]


def _rank(own: tuple[str, ...], other: tuple[str, ...], wanted: str, also_wanted: str) -> int | None:
    if any(text.startswith((wanted, also_wanted)) for text in own):
        return 0
    if any(_begins(text, wanted) or _begins(text, also_wanted) for text in own):
        return 1
    if any(_begins(text, wanted) or _begins(text, also_wanted) for text in other):
        return 2
    return 3 if any(wanted in text or also_wanted in text for text in own) else None


def _begins(text: str, wanted: str) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in wanted.split())


class PickField(QWidget):
    """The field with its list.

    Args:
        choices: in the order they are offered.
        value: id of the entry that is chosen already.
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[Choice], value: str = "", name: str = "", hint: str = "") -> None:
        super().__init__()
        self._choices = {choice.id: choice for choice in choices}
        self._index = [
            (
                choice,
                (plain(choice.words), loose(choice.words)),
                tuple(form for also in choice.also for form in (plain(also), loose(also))),
            )
            for choice in choices
        ]
        self._value = value if value in self._choices else ""
        self._putting = False
        self.field = QLineEdit(one_line(self._choices[value].words) if self._value else "")
        self.field.setMaxLength(200)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint or _("Type or choose"))
        self.list = RowList(click_opens=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Matches"))
        self.box = QFrame()
        set_part(self.box, part="card")
        self.box.setLayout(column(self.list, space=0, margins=(1, 1, 1, 1)))
        self.box.hide()
        self.count = Label("", "small", "text2")
        self.count.hide()
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S1)
        inside.addWidget(self.field, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.count)
        self.setLayout(inside)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._take)

    # --- value ------------------------------------------------------------------------------------------------

    def value(self) -> str:
        """Id of the chosen entry, empty for none."""
        return self._value

    def set_value(self, value: str) -> None:
        self._value = value if value in self._choices else ""
        self._putting = True
        self.field.setText(one_line(self._choices[self._value].words) if self._value else "")
        self._putting = False
        self.close_list()

    def text(self) -> str:
        return self.field.text().strip()

    def fits(self) -> bool:
        """Whether the text is empty or an entry was taken."""
        return not self.text() or bool(self._value)

    def set_wrong(self, wrong: bool) -> None:
        self.field.setProperty("wrong", wrong)
        self.field.update()

    # --- list -------------------------------------------------------------------------------------------------

    @property
    def open(self) -> bool:
        return self.box.isVisibleTo(self)

    def open_list(self) -> None:
        """Show what matches the text, all entries where there is none or one is chosen."""
        text = "" if self._value else self.field.text()
        found = matching(self._index, text)
        shown = found[:MOST]
        self.list.set_rows([Row(choice.id, choice.words, second=choice.note) for choice in shown])
        if self._value:
            self.list.choose(self._value)
        elif text:
            self.list.choose_first()
        height = self.list.content_height()
        least = min(SHOWN, max(1, len(shown))) * (height // max(1, len(shown)) if shown else 0)
        self.list.setFixedHeight(max(2, min(height, least) + 2))
        self.box.setVisible(bool(shown))
        self.count.setText(
            ngettext("{n} match", "{n} matches", len(found)).format(n=len(found))
            if found
            else _("Nothing matches. Another spelling may help.")
        )
        self.count.setVisible(not found or len(found) > SHOWN)
        describe(self.field, self.count.text())
        if self.open and text:
            say_politely(self.field, self.count.text())
        self.updateGeometry()

    def close_list(self) -> None:
        self.box.hide()
        self.count.hide()
        self.updateGeometry()

    def _typed(self, text: str) -> None:
        if self._putting:
            return
        before, self._value = self._value, self._exact(text)
        if text.strip():
            exact, self._value = self._value, ""
            self.open_list()
            self._value = exact
        else:
            self.close_list()
        if before != self._value:
            self.picked.emit(self._value)

    def _exact(self, text: str) -> str:
        """Id of the one entry whose own words these are."""
        wanted = plain(text)
        found = [choice.id for choice, own, _other in self._index if wanted and own[0] == wanted]
        return found[0] if len(found) == 1 else ""

    def _take(self, key: str) -> None:
        self.set_value(key)
        self.picked.emit(key)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_current(self) -> bool:
        """Take the entry that is marked in the open list; says whether there was one."""
        key = self.list.current_key() if self.open else ""
        if key:
            self._take(key)
        return bool(key)

    # --- keys -------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            return False
        if event.type() == QEvent.Type.FocusOut and self.open:
            if not self._value and self.text():
                self._take_only()
            self.close_list()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _take_only(self) -> None:
        found = matching(self._index, self.field.text())
        if len(found) == 1:
            self.set_value(found[0].id)
            self.picked.emit(found[0].id)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.open:
                self.list.move_choice(1 if key == Qt.Key.Key_Down else -1)
                self._say_current()
            else:
                self.open_list()
            return True
        if key == Qt.Key.Key_Escape and self.open:
            self.close_list()
            return True
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take_current()

    def _say_current(self) -> None:
        choice = self._choices.get(self.list.current_key())
        if choice is not None:
            describe(self.field, choice.words)
            say_politely(self.field, choice.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.field.setFixedWidth(min(self.width(), look().size(WIDEST)))
        self.box.setFixedWidth(min(self.width(), look().size(WIDEST)))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), 200))
        return hint
