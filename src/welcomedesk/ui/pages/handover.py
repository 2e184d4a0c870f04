"""Handing cases over to a colleague: from whom, to whom, why, which ones; afterwards the sheet for both.

`Place.item` is the name of the adviser whose cases are handed over; the one who sits here when left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import caseload
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button, link, set_words
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import ChoiceField, LineField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import flow, holding, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import short_name
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S3
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.pages.sheet_dialog import SheetDialog
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.caseload import Handed, Held
    from welcomedesk.desk.core import Desk

WIDEST = 460
"""Names and reasons are short; a field as wide as the window would be harder to read."""

Read = tuple[tuple[str, ...], str, tuple["Held", ...]]


class HandoverPage(PageView):
    """One form, one list with a tick before each case, one button."""

    areas = frozenset({"cases", "office"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._held: dict[str, Held] = {}
        self._left_out: set[str] = set()
        self.head = self.set_head(PageHead(_("Hand over cases")))
        self.head.add_action(button(_("To Cases"), "folder", then=lambda: context.shell.go(Place("cases"))))
        self.before = ChoiceField([], name=_("So far"))
        self.to = ChoiceField([], name=_("Takes over"))
        self.reason = LineField(longest=300, hint=_("for example parental leave from January"))
        form = Form()
        form.add(_("So far"), self.before)
        self._to_row = form.add(_("Takes over"), self.to, hint=_("Further advisers are entered in the settings."))
        self._reason_row = form.add(_("Reason"), self.reason)
        self.before.edited.connect(lambda _value: self.reload())
        for field in (self.before, self.to, self.reason):
            field.setMaximumWidth(look().size(WIDEST))
        who = Card(_("From whom to whom"))
        who.add(form)
        self.rows = RowList(fit=True)
        self.rows.setAccessibleName(_("Cases to hand over"))
        self.rows.ticked.connect(self._toggle)
        self.rows.opened.connect(lambda key: context.shell.go(Place("case", case=key)))
        choose = flow(
            link(_("All"), then=lambda: self._choose_all(chosen=True)),
            link(_("None"), then=lambda: self._choose_all(chosen=False)),
            space=S3,
        )
        self.card = ListCard(self.rows, _("Cases"), action=choose)
        self.empty = EmptyState(_("This adviser has no open case."), icon="check-circle")
        self.go = button("", "redo", kind="main", then=self.hand_over)
        self.content.addWidget(who)
        self.content.addWidget(self.card)
        self.content.addWidget(self.empty)
        words = _("Open tasks and waiting referrals go along. One step takes everything back.")
        self.content.addWidget(Label(words, "small", "text2", wrap=True))
        self.content.addWidget(holding(row(self.go, None)))
        self.content.addStretch(1)

    # --- showing ----------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        if place.item and place.item != self.before.value():
            self.before.set_options([(place.item, place.item)])
            self.before.set_value(place.item)
            self.reload()

    def reload(self) -> None:
        wanted = self.before.value()

        def read(desk: Desk) -> Read:
            known = caseload.advisers(desk)
            chosen = wanted if wanted in known else desk.actor
            return known, chosen, caseload.held_by(desk, chosen)

        self.ask(read, self._show, latest="handover")

    def _show(self, read: Read) -> None:
        known, chosen, held = read
        to = self.to.value()
        self.before.set_options([(name, name) for name in known])
        self.before.set_value(chosen)
        others = [(name, name) for name in known if name != chosen]
        self.to.set_options(others, nothing=_("Please choose"))
        self.to.set_value(to if to != chosen else "")
        self._held = {each.id: each for each in held}
        self._left_out &= self._held.keys()
        self._show_rows()

    def _show_rows(self) -> None:
        hidden = self.context.preferences().numbers_only
        self.rows.set_rows([self._row(each, hidden=hidden) for each in self._held.values()])
        self.card.setVisible(bool(self._held))
        self.empty.setVisible(not self._held)
        self._name_button()

    def _row(self, each: Held, *, hidden: bool) -> Row:
        name = "" if hidden or each.restricted else short_name(each.row.name, each.row.kind)
        parts = [_("restricted")] if each.restricted else []
        if each.tasks:
            parts.append(ngettext("{n} open task", "{n} open tasks", each.tasks).format(n=each.tasks))
        if each.waiting:
            parts.append(ngettext("{n} open referral", "{n} open referrals", each.waiting).format(n=each.waiting))
        return Row(
            each.id,
            each.row.number,
            name,
            middle=each.next_step or _("no next step"),
            middle_second=" · ".join(parts),
            right=long_date(each.next_date) if each.next_date else "",
            done=each.id not in self._left_out,
            kind=_("Case"),
        )

    def _name_button(self) -> None:
        n = len(self._chosen())
        words = ngettext("Hand over {n} case", "Hand over {n} cases", n).format(n=n)
        set_words(self.go, words)
        self.go.setEnabled(bool(n))
        self.card.set_head(_("Cases"), _("{n} of {all} chosen").format(n=n, all=len(self._held)))

    # --- doing ------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        return [each for each in self._held if each not in self._left_out]

    def _toggle(self, key: str) -> None:
        self._left_out ^= {key}
        self.rows.set_done(key, key not in self._left_out)
        self._name_button()

    def _choose_all(self, *, chosen: bool) -> None:
        self._left_out = set() if chosen else set(self._held)
        self._show_rows()

    def hand_over(self) -> None:
        """Hand over what is chosen and show the sheet."""
        to, reason, chosen = self.to.value(), self.reason.value(), self._chosen()
        self._to_row.say_wrong("" if to else _("Choose who takes over."))
        self._reason_row.say_wrong("" if reason else _("A few words are needed."))
        wrong = next((each for each in (self._to_row, self._reason_row) if each.wrong()), None)
        if wrong is not None:
            wrong.field.setFocus()
            return
        words = ngettext("{n} case handed over.", "{n} cases handed over.", len(chosen)).format(n=len(chosen))
        act(
            self.context, self, lambda desk: caseload.hand_over(desk, chosen, to, reason), words, self._done,
            failed=self.show_error,
        )  # fmt: skip

    def _done(self, handed: Handed) -> None:
        self.reason.set_value("")
        title = _("Handover of cases")
        SheetDialog(self, self.context, title, title, lambda desk: caseload.sheet(desk, handed)).open()

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.to

    def main_action(self) -> QPushButton | None:
        return self.go if self.go.isEnabled() else None

    def keep(self) -> Mapping[str, Any]:
        return {"before": self.before.value(), "to": self.to.value(), "reason": self.reason.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        before, to = str(state.get("before", "")), str(state.get("to", ""))
        self.before.set_options([(before, before)] if before else [])
        self.before.set_value(before)
        self.to.set_options([(to, to)] if to else [])
        self.to.set_value(to)
        self.reason.set_value(str(state.get("reason", "")))
