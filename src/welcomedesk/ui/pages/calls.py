"""The call list: offices that are due for a check, failures first; what a call showed is entered in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import calls, contacts
from welcomedesk.domain.freshness import FAILURES
from welcomedesk.domain.saying import SENTENCES
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys, offices
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.contact import Office
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.key_hint import KeyHint
from welcomedesk.ui.components.layout import column, flow
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.look.tokens import S3
from welcomedesk.ui.page import Context, PageView, Place
from welcomedesk.ui.pages.contact_dialogs import ask_what_is_wrong
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.call_list import CheckDue

STEP = 60
"""So many lines stand there at first; a list of calls is worked through from the top."""

Read = tuple[tuple["CheckDue", Office], ...]


class CallsPage(PageView):
    """Who is called next, why, under which number."""

    areas = frozenset({"contacts"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(_("Call list")))
        self._due: dict[str, tuple[CheckDue, Office]] = {}
        self._most = STEP
        self._first = True
        self.list = RowList(fit=True)
        self.list.setAccessibleName(_("Offices that are due for a check"))
        self.list.ticked.connect(self.correct)
        self.list.opened.connect(self._show_office)
        self.list.chosen.connect(lambda _key: self._show_chosen())
        self.list.folded.connect(lambda _name, _open: self._show_more())
        self.list.menu_wanted.connect(self._menu)
        self.card = ListCard(self.list)
        self.hints = flow(
            KeyHint(keys.spoken("Space"), _("correct, checked today"), self.list.tick_current),
            KeyHint(keys.spoken("Return"), _("shows the office"), self.list.open_current),
            KeyHint(keys.shown("undo"), _("takes back"), lambda: context.shell.do("undo")),
        )  # fmt: skip
        self.empty = EmptyState(_("Nobody has to be called."), _("All entries are fresh."), icon="check-circle")
        box = QWidget()
        box.setLayout(column(self.card, self.hints, self.empty, space=S3))
        self.content.addWidget(box)
        self.chosen = Card(_("At the telephone"), icon="phone")
        self.panel.addWidget(self.chosen)
        self.panel.addStretch(1)
        self._good: QPushButton | None = None
        for part in (self.card, self.hints, self.empty):
            part.hide()

    # --- showing ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        self.ask(_read, self._show, latest="calls")

    def _show(self, read: Read) -> None:
        self._due = {office.id: (due, office) for due, office in read}
        n = len(read)
        self.head.set_title(_("Call list"), ngettext("{n} office is due", "{n} offices are due", n).format(n=n))
        self._show_list()
        if self._first and read and self.isVisible():
            self.list.choose_first()
        self._first = False
        self._show_chosen()

    def _show_list(self) -> None:
        lines: list[Row | Head] = [_row(due, office) for due, office in list(self._due.values())[: self._most]]
        more = len(self._due) - len(lines)
        if more > 0:
            lines.append(Head("more", ngettext("Show {n} more", "Show {n} more", more).format(n=more), open=False))
        self.list.set_rows(lines)
        for part in (self.card, self.hints):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def _show_more(self) -> None:
        self._most *= 4
        self._show_list()

    def _show_chosen(self) -> None:
        """What one needs at the telephone, and the answers."""
        self.chosen.clear()
        self._good = None
        key = self.list.current_key()
        found = self._due.get(key)
        self.chosen.setVisible(found is not None)
        if found is None:
            return
        due, office = found
        add = self.chosen.add
        add(Label(office.name, "card", wrap=True))
        add(Label(office.kind, "small", "text2", wrap=True))
        add(definition(_("Phone"), _copied(office.phone)))
        add(definition(_("Mailbox"), _copied(due.contact.email)))
        add(Label(reasons(due), wrap=True))
        add(Label(office.fresh_words, "small", "text2", wrap=True))
        if office.note:
            add(Label(office.note, "body", "text2", wrap=True))
        self._good = button(_("Correct, checked today"), "check", kind="main", then=lambda: self.correct(key))
        failed = button(_("The number is wrong"), "phone", then=lambda: self.number_failed(key))
        other = button(_("Something else …"), then=lambda: self._ask(key))
        add(flow(self._good, failed, other))
        self.chosen.body.addWidget(link(_("Show this office"), then=lambda: self._show_office(key)))

    # --- doing ------------------------------------------------------------------------------------------------

    def correct(self, key: str) -> None:
        """The office was reached and everything is as it stands there."""
        self._record(key, "correct")

    def number_failed(self, key: str) -> None:
        """Nobody is reached under the number."""
        self._record(key, "phone_failed")

    def _record(self, key: str, result: str, note: str = "", phone: str = "") -> None:
        if key in self._due:
            words = _("Checked today.") if result == "correct" else _("Recorded. The list shows it.")
            act(
                self.context, self, lambda desk: contacts.record_check(desk, key, result, note, phone), words,
                failed=self.show_error,
            )  # fmt: skip

    def _ask(self, key: str) -> None:
        name = self._due[key][1].name
        ask_what_is_wrong(self, name, lambda result, note, phone: self._record(key, result, note, phone))

    def _show_office(self, key: str) -> None:
        if key in self._due:
            self.context.shell.go(Place("contacts", item=key))

    def _menu(self, key: str, at: QPoint) -> None:
        if key in self._due:
            self.list.choose(key)
            open_menu(
                self,
                (
                    (_("Correct, checked today"), lambda: self.correct(key), "check"),
                    (_("The number is wrong"), lambda: self.number_failed(key), "phone"),
                    (_("Something else …"), lambda: self._ask(key)),
                    (_("Show this office"), lambda: self._show_office(key)),
                ),
                at,
            )

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.list if self._due else None

    def main_action(self) -> QPushButton | None:
        return self._good


def reasons(due: CheckDue) -> str:
    """Why an office is due, in words."""
    return " ".join(_(SENTENCES[f"check_{code}"]) for code in due.reasons)


def _read(desk: Desk) -> Read:
    say = offices.speaker(desk)
    return tuple((due, offices.office_of(desk, due.contact, say)) for due in calls.due(desk))


def _row(due: CheckDue, office: Office) -> Row:
    failed = bool(FAILURES & set(due.reasons))
    used = ngettext("{n} open referral", "{n} open referrals", due.used).format(n=due.used) if due.used else ""
    return Row(
        office.id,
        office.name,
        " · ".join(part for part in (office.town, reasons(due)) if part),
        "triangle" if failed else "phone",
        right=office.phone or _("no number known"),
        right_second=used,
        tone="caution" if failed else "",
        kind=_("Contact"),
    )


def _copied(words: str) -> QWidget:
    return Label(words or _("not known"), "body", "text" if words else "text3", selectable=bool(words), wrap=True)
