"""How drafts are offered: a line in the form they belong to, and a notice with the list of those that wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import ICON_SMALL, S2, S3
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.ui.drafts import Drafts, Waiting

NAMES = {
    "task": N_("Task"),
    "call": N_("Note a call"),
    "reply": N_("Answer of an office"),
    "close": N_("Closing the case"),
    "about": N_("What it is about"),
    "reason": N_("Reason"),
    "paper": N_("Paper"),
    "outcome": N_("Outcome of a referral"),
    "appointment": N_("Appointment at the office"),
    "report": N_("Report on an office"),
    "consent": N_("Record consent"),
    "override": N_("Reason for sending"),
    "add": N_("Addition to the case"),
    "fact": N_("Fact"),
    "office_note": N_("Note on an office"),
    "letterhead": N_("Letterhead"),
    "list": N_("Name of the list"),
}
"""What forms are called in the list of drafts, by the first part of their name."""


class DraftLine(QWidget):
    """Stands in a form into which a draft was put back.

    Args:
        discard: puts the fields back to what stood there before.
    """

    def __init__(self, discard: Callable[[], object]) -> None:
        super().__init__()
        self._discard = discard
        words = Label(_("Your draft is back."), "small", "text2", wrap=True)
        self.away = link(_("Discard"), then=self._pressed)
        self.away.setAccessibleName(_("Discard draft"))
        line = row(IconLabel("edit", "accent", ICON_SMALL), words, self.away, space=S2, margins=(S3, S2, S3, S2))
        line.setStretch(1, 1)
        self.setLayout(line)
        set_part(self, part="box")

    def _pressed(self) -> None:
        self._discard()
        self.hide()


def notice(drafts: Drafts, go_on: Callable[[Waiting], object], parent: QWidget) -> Banner | None:
    """A banner that offers the drafts that wait; `None` where there are none."""
    waiting = drafts.waiting()
    if not waiting:
        return None
    count = ngettext("{n} draft was not saved yet.", "{n} drafts were not saved yet.", len(waiting))
    newest = waiting[0]
    show = button(_("Show drafts"), small=True, then=lambda: DraftsDialog(parent, drafts, go_on).open())
    return Banner(count.format(n=write_number(len(waiting))), _said(newest), "info", icon="edit", actions=(show,))


class DraftsDialog(Dialog):
    """All drafts that wait; each can be gone on with or discarded."""

    def __init__(self, parent: QWidget, drafts: Drafts, go_on: Callable[[Waiting], object]) -> None:
        super().__init__(parent, _("Drafts that were not saved yet"))
        self._drafts, self._go_on = drafts, go_on
        self.say(_("They are encrypted in the case file and nobody else sees them."))
        for each in drafts.waiting():
            self.body.addWidget(self._line(each))
        self.add_button(_("Close"), main=True)
        self.fit(560)

    def _line(self, each: Waiting) -> QWidget:
        made = QWidget()
        name, said = _name(each), " · ".join(_where_and_when(each))
        words = column(Label(name, "medium", wrap=True), Label(said, "small", "text2", wrap=True), space=1)
        on = button(_("Go on"), small=True, then=partial(self._chosen, each))
        away = button(_("Discard"), small=True, then=partial(self._discarded, each, made))
        go_on, discard = _("Go on"), _("Discard draft")
        on.setAccessibleName(f"{go_on}: {name}, {said}")
        away.setAccessibleName(f"{discard}: {name}, {said}")
        line = row(words, on, away, space=S3)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _chosen(self, each: Waiting) -> None:
        self.accept()
        self._go_on(each)

    def _discarded(self, each: Waiting, line: QWidget) -> None:
        self._drafts.discard(each)
        line.hide()
        if not self._drafts.waiting():
            self.accept()


def _name(each: Waiting) -> str:
    return _(NAMES.get(each.name.partition("/")[0], N_("Form")))


def _said(each: Waiting) -> str:
    return " · ".join((_name(each), *_where_and_when(each)))


def _where_and_when(each: Waiting) -> tuple[str, ...]:
    day, _t, time = each.at.partition("T")
    when = _("{date} at {time}").format(date=long_date(day), time=time[:5]) if day else ""
    return tuple(part for part in (each.title, when) if part)
