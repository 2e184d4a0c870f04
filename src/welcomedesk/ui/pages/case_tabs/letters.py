"""Letters of the case: drafts, what has left exactly as it left, and new ones by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import checklists, letters
from welcomedesk.domain.case import CaseFile
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.letter_situations import fits
from welcomedesk.i18n import _, language
from welcomedesk.ui import keys, printing
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

HANDOUT = "checklist"


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter that can be written.

    Args:
        kind: of the packs, or `checklist`; `item` what the letter page shall know.
    """

    kind: str
    item: str
    words: str
    second: str
    icon: str


class LettersTab(Tab):
    """The list, and beside it what can be written anew."""

    areas = frozenset({"letters"})

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.rows = RowList(fit=True)
        self.rows.setAccessibleName(_("Letters"))
        self.rows.opened.connect(self._open)
        self.rows.menu_wanted.connect(self._menu)
        self.card = ListCard(self.rows)
        self.none = Card()
        begin = button(_("New letter"), "plus", then=self._to_new, key=keys.shown("letter"))
        words = _("What leaves is kept here exactly as it left.")
        self.none.add(EmptyState(_("No letter yet"), words, begin, icon="document"))
        self.content.addWidget(self.card)
        self.content.addWidget(self.none)
        self.kinds = RowList(fit=True, click_opens=True)
        self.kinds.setAccessibleName(_("New letter"))
        self.kinds.opened.connect(self._write)
        self._offered: dict[str, NewLetter] = {}
        self.new = ListCard(self.kinds, _("New letter"), note=keys.shown("letter"))
        self.panel.addWidget(self.new)
        self.panel.addStretch(1)
        self.choose_printer = printing.choose_printer
        self.save_pdf = printing.save_pdf

    # --- showing ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        drafts = [each for each in case.all("referral") if each.text("state", "drafted") == "drafted"]
        sent = sorted(case.all("letter"), key=lambda each: each.text("sent_on"), reverse=True)
        lines: list[Head | Row] = []
        if drafts:
            lines.append(Head("drafts", _("Drafts"), len(drafts)))
            lines += [
                Row(
                    each.ref,
                    _("Referral: {contact}").format(contact=each.text("contact_name")),
                    _("Draft of {date}").format(date=long_date(each.text("started"))),
                    icon="edit",
                    kind=_("Draft"),
                )
                for each in drafts
            ]
        if sent:
            lines.append(Head("sent", _("As they left"), len(sent)))
            lines += [_sent(each.ref, case) for each in sent]
        self.rows.set_rows(lines)
        if self.rows.hasFocus() and not self.rows.current_key():
            self.rows.choose_first()
        self.card.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.ask(lambda desk: _offered(desk, case), self._show_kinds, latest="kinds")

    def _show_kinds(self, offered: tuple[NewLetter, ...]) -> None:
        self._offered = {f"{each.kind} {each.item}": each for each in offered}
        self.kinds.set_rows(
            [
                Row(key, each.words, each.second, icon=each.icon, kind=_("New letter"))
                for key, each in self._offered.items()
            ]
        )
        self.new.setVisible(bool(offered))

    # --- doing ------------------------------------------------------------------------------------------------

    def _to_new(self) -> None:
        """What can be written stands beside, or in the drawer where the window is narrow."""
        if not self.kinds.isVisible():
            self.host.toggle_panel()
        self.kinds.setFocus()

    def _write(self, key: str) -> None:
        wanted = self._offered[key]
        if wanted.kind == "referral":
            self.host.go_tab("contacts", "new")
            return
        self.host.go(Place("letter", case=self.case.id, tab=wanted.kind, item=wanted.item))

    def _open(self, ref: str) -> None:
        tab = "" if ref.startswith("letter:") else "referral"
        self.host.go(Place("letter", case=self.case.id, tab=tab, item=ref))

    def _menu(self, ref: str, at: QPoint) -> None:
        if not ref.startswith("letter:"):
            open_menu(self, ((_("Open letter"), partial(self._open, ref)),), at)
            return
        open_menu(
            self,
            (
                (_("Open letter"), partial(self._open, ref)),
                (_("Print again"), partial(self._print_again, ref), "printer"),
                (_("Save as PDF"), partial(self._with_page, ref, self._save), "document"),
                (_("Erase letter"), partial(self._erase, ref), "trash"),
            ),
            at,
        )

    def _with_page(self, ref: str, then: object) -> None:
        case = self.case.id
        assert callable(then)
        self.ask(lambda desk: letters.kept(desk, case, ref), then)

    def _erase(self, ref: str) -> None:
        from welcomedesk.ui.pages.erase_dialogs import erase_part

        erase_part(self, self.context, self.ask, self.case.id, self.case.number, ref, self.host.show_error)

    def _print_again(self, ref: str) -> None:
        self._with_page(ref, lambda pdf: self._print(ref, pdf))

    def _print(self, ref: str, pdf: bytes) -> None:
        self.choose_printer(self, self.case.number, lambda printer: self._paint(ref, printer, pdf))

    def _paint(self, ref: str, printer: object, pdf: bytes) -> None:
        """Print, and record that the letter left the printer once more."""
        case_id = self.case.id
        try:
            printing.paint(printer, pdf)
        except DeskError as error:
            self.host.show_error(error)
        else:
            self.ask(lambda desk: letters.note_printed(desk, case_id, ref))

    def _save(self, pdf: bytes) -> None:
        try:
            printing.say_saved(self.context.shell, self.save_pdf(self, pdf, f"{self.case.number}.pdf"))
        except DeskError as error:
            self.host.show_error(error)

    # --- the case page asks -----------------------------------------------------------------------------------

    def open_item(self, item: str) -> None:
        if item == "new":
            QTimer.singleShot(0, self, self._to_new)  # once the page has given its panel to this tab
        elif item:
            self.rows.choose(item)

    def first_stop(self) -> QWidget | None:
        return self.rows if self.card.isVisibleTo(self) else self.kinds

    def do(self, name: str) -> bool:
        ref = self.rows.current_key()
        if name == "print" and ref.startswith("letter:"):
            self._print_again(ref)
            return True
        return False


def _sent(ref: str, case: CaseFile) -> Row:
    letter = case.one(ref)
    way = {"printed": _("printed"), "saved": _("saved as PDF")}.get(letter.text("way"), "")
    return Row(
        ref,
        letter.text("title"),
        letter.text("recipient"),
        icon="document",
        right=long_date(letter.text("sent_on")),
        right_second=way,
        kind=_("Letter"),
    )


_ICONS = {
    "referral": "referral",
    "client_copy": "person",
    "consent": "shield",
    "release": "shield",
    "privacy_notice": "shield",
    "confirmation": "check-circle",
    "appointment": "calendar",
    "arrival_plan": "checklist",
    "onboarding_plan": "checklist",
}
_FIRST = ("referral", "client_copy", "consent", "release", "confirmation", "appointment", "paper_request", HANDOUT)
"""What is written most; the rest follows in the order of the packs."""


def _offered(desk: Desk, case: CaseFile) -> tuple[NewLetter, ...]:
    """What can be written in this case now."""
    if case.closed:
        return ()
    drawn = case.all("referral")
    offered = []
    for kind in letters.kinds(desk.library):
        needs_office = "contact" in kind.placeholders and kind.placeholders["contact"].required
        about_referral = needs_office or (kind.consent and kind.recipient == "contact") or "answer_pending" in kind.when
        if not fits(kind, case) or (about_referral and not drawn):
            continue
        words = kind.title.get(language(), kind.id)
        item = drawn[-1].ref if about_referral else ""
        second = drawn[-1].text("contact_name") if needs_office else ""
        offered.append(NewLetter(kind.id, item, words, second, _ICONS.get(kind.id, "document")))
    for each in checklists.view(desk, case.id):
        offered.append(NewLetter(HANDOUT, each.id, _("Checklist as a handout"), each.title, "checklist"))
    return tuple(sorted(offered, key=lambda each: _FIRST.index(each.kind) if each.kind in _FIRST else len(_FIRST)))
