"""An office: what it is, why it fits, how fresh the entry is; and its details with *correct* and *not correct*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, icon_button
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.text import ElidedLabel, Label

# freshness: (icon, tone). Amber only for old, unverified or unclear.
FRESHNESS: dict[str, tuple[str, str]] = {
    "checked": ("check-circle", "good"),
    "source": ("clock", ""),
    "old": ("triangle", "caution"),
    "undated": ("clock", ""),
    "ended": ("bar-circle", ""),
}


@dataclass(frozen=True, slots=True)
class Office:
    """A contact as shown; all texts plain and written out.

    Args:
        number: as on the map, 0 for none.
        why: why it fits, one line; `distance` such as *about 5 km*.
        freshness: key of `FRESHNESS`; `fresh_words` such as *Checked on 16.11.2026, A. Beispiel*.
        details: (label, words) or (label, words, mark); empty words are shown as *not known*, a mark such as
            *to be verified* stands below them.
        chips: (words, tone) under the details.
        note: what the office itself noted.
        leads_to: (id, name) of the offices that take the place of an ended one.
        retired: whether the office of this workplace no longer uses it.
    """

    id: str
    name: str
    kind: str = ""
    number: int = 0
    why: str = ""
    distance: str = ""
    freshness: str = "undated"
    fresh_words: str = ""
    details: tuple[tuple[str, str] | tuple[str, str, str], ...] = ()
    chips: tuple[tuple[str, str], ...] = ()
    ended: str = ""
    phone: str = ""
    town: str = ""
    note: str = ""
    leads_to: tuple[tuple[str, str], ...] = ()
    retired: bool = False


def office_row(office: Office) -> Row:
    """An office as a row of a `RowList`, three lines."""
    icon, tone = FRESHNESS.get(office.freshness, FRESHNESS["undated"])
    return Row(
        key=office.id,
        title=office.name,
        second=" · ".join(part for part in (office.why or office.kind, office.distance) if part),
        icon="" if office.number else ("bar-circle" if office.ended else "pin"),
        badge=str(office.number) if office.number else "",
        third=office.ended or office.fresh_words,
        third_icon=icon,
        third_tone=tone,
        kind=_("Contact"),
        quiet=bool(office.ended),
    )


class ContactDetail(QWidget):
    """Everything about one office, in a pane beside the list."""

    correct = Signal(str)
    wrong = Signal(str)
    referral_wanted = Signal(str)
    noted = Signal(str)
    closed = Signal()
    copy_wanted = Signal(str)

    def __init__(self, *, closable: bool = True) -> None:
        super().__init__()
        set_part(self, part="pane")
        self._closable = closable
        self.office: Office | None = None
        self._scroll = Scroll(margins=(S4, S4, S4, S4), space=S3)
        self._today = column(space=0)
        self._foot = column(space=S2, margins=(S4, S3, S4, S3))
        self._foot_line = line()
        whole = column(self._scroll, self._foot_line, space=0)
        whole.addLayout(self._foot)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setAccessibleName(_("Contact"))

    def show_office(self, office: Office, extra: Sequence[QWidget] = (), foot: Sequence[QWidget] = ()) -> None:
        """Show an office.

        Args:
            extra: further widgets below the details.
            foot: further lines below the buttons, such as the state of the consent.
        """
        self.office = office
        inside = self._scroll.inner
        clear(inside)
        clear(self._foot)
        name = Label(office.name, "card", wrap=True)
        head = row(column(name, Label(office.kind, "body", "text2", wrap=True), space=0))
        head.setStretch(0, 1)
        if self._closable:
            head.addLayout(column(icon_button("close", _("Close"), then=self.closed.emit, small=True), None))
        inside.addLayout(head)
        inside.addWidget(self._fresh(office))
        self._today = column(space=0)
        inside.addLayout(self._today)
        for label, words, *mark in office.details:
            inside.addWidget(definition(label, _value(words, *mark), width=112))
        if office.chips:
            inside.addWidget(flow(*(Chip(words, tone) for words, tone in office.chips)))
        for widget in extra:
            inside.addWidget(widget)
        if not office.ended:
            start = button(
                _("Start referral"), "referral", kind="main", then=lambda: self.referral_wanted.emit(office.id)
            )
            note = button(_("Note this office"), "flag", then=lambda: self.noted.emit(office.id))
            self._foot.addWidget(flow(start, note))
        for widget in foot:
            self._foot.addWidget(widget)

    def say_today(self, words: str) -> None:
        """Whether it is open today, once it is known."""
        clear(self._today)
        made = row(IconLabel("clock", "text2", 16), Label(words, "medium", wrap=True), space=S2)
        made.setStretch(1, 1)
        self._today.addLayout(made)

    def add_below(self, widget: QWidget) -> None:
        """Add a line at the very foot, once it is known."""
        self._foot.addWidget(widget)

    def _fresh(self, office: Office) -> QWidget:
        from welcomedesk.ui.components.banner import Banner

        icon, tone = FRESHNESS.get(office.freshness, FRESHNESS["undated"])
        if office.ended:
            tone = "plain" if office.retired else "danger"
            return Banner(office.ended, office.fresh_words, tone, icon="bar-circle")
        bold = _("Checked by us.") if office.freshness == "checked" else _("Not checked by us yet.")
        good = button(_("Correct, checked today"), "check", small=True, then=lambda: self.correct.emit(office.id))
        bad = button(_("Not correct"), small=True, then=lambda: self.wrong.emit(office.id))
        return Banner(bold, office.fresh_words, tone or "info", icon=icon, actions=(good, bad))


def _value(words: str, mark: str = "") -> QWidget:
    """A value that can be selected and copied, with a mark below it."""
    label = Label(words or _("not known"), "body", "text" if words else "text3", wrap=True, selectable=bool(words))
    return holding(column(label, flow(Chip(mark, "open")), space=2)) if mark else label


class ContactCard(QWidget):
    """An office among other things, two lines and its freshness."""

    def __init__(self, office: Office, *actions: QWidget) -> None:
        super().__init__()
        icon, tone = FRESHNESS.get(office.freshness, FRESHNESS["undated"])
        second = " · ".join(part for part in (office.why, office.distance) if part)
        words = column(Label(office.name, "medium", wrap=True), space=1)
        if second:
            words.addWidget(Label(second, "small", "text2", wrap=True))
        fresh = row(IconLabel(icon, tone or "text2", 14), ElidedLabel(office.fresh_words, "small", tone or "text2"))
        fresh.setStretch(1, 1)
        words.addLayout(fresh)
        if actions:
            words.addSpacing(S2)
            words.addWidget(flow(*actions))
        outer = row(column(IconLabel("pin", "text2"), None), words, space=S3, margins=(S4, S2, S4, S2))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.setAccessibleName(", ".join(part for part in (office.name, second, office.fresh_words) if part))
