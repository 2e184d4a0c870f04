"""Who changed what when: in words of the fields, before and after, by day; of one field where it is named."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import case_view
from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label, one_line

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import Told
    from welcomedesk.domain.case import CaseFile

KINDS = {
    "case": (N_("Case"), "folder"),
    "person": (N_("Person"), "person"),
    "company": (N_("Company"), "company"),
    "family_member": (N_("Family member"), "family"),
    "qualification": (N_("Qualification"), "graduation"),
    "language": (N_("Language"), "globe"),
    "residence_title": (N_("Residence title"), "papers"),
    "vacancy": (N_("Vacancy"), "work"),
    "consultation": (N_("Consultation"), "chat"),
    "task": (N_("Task"), "today"),
    "paper": (N_("Paper"), "papers"),
    "attachment": (N_("Attachment"), "link"),
    "referral": (N_("Referral"), "referral"),
    "call_note": (N_("Call"), "phone"),
    "handover": (N_("Handover"), "redo"),
    "story": (N_("Success story"), "star"),
    "story_consent": (N_("Consent to tell it"), "shield"),
    "letter": (N_("Letter"), "letter"),
    "run": (N_("Guide"), "list"),
    "item": (N_("Step"), "checklist"),
    "consent": (N_("Consent"), "shield"),
    "release": (N_("Release from secrecy"), "shield"),
    "access": (N_("Access"), "eye"),
    "basis": (N_("Legal basis"), "shield"),
    "notice": (N_("Information about data protection"), "shield"),
    "guardian": (N_("Guardian"), "family"),
    "third": (N_("Somebody else in the case"), "person"),
    "correction": (N_("Correction told"), "shield"),
    "link": (N_("Link"), "link"),
}
LONGEST = 160
MOST = 500
"""So many changes the desk hands out at once."""


class HistoryTab(Tab):
    """The history, newest first; what was entered together stands together."""

    scrolls = False

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        from welcomedesk.ui.look.tokens import S4, S6

        self._of = ""
        self._words = Label("", "body", "text2", wrap=True)
        self._all = button(_("Show whole history"), small=True, then=lambda: self._show_of(""))
        self.list = RowList()
        self.list.setAccessibleName(_("History"))
        self.list.opened.connect(self._open)
        self.card = ListCard(self.list)
        self.empty = EmptyState(_("Nothing was changed yet."), icon="history")
        self.empty.hide()
        self._told: dict[str, Told] = {}
        self.content.setContentsMargins(S6, S4, S6, S6)
        self.content.setSpacing(S4)
        self.content.addLayout(row(self._words, None, self._all))
        self.content.addWidget(self.card, 1)
        self.content.addWidget(self.empty)

    def show_case(self, case: CaseFile) -> None:
        self._read()

    def open_item(self, item: str) -> None:
        self._show_of(item)

    def _show_of(self, key: str) -> None:
        self._of = key
        self._read()

    def _read(self) -> None:
        case, (ref, _dot, name) = self.case.id, self._of.partition(".")
        self.ask(lambda desk: case_view.history(desk, case, ref, name), self._show, latest="history")

    def _show(self, told: tuple[Told, ...]) -> None:
        field = fields.find(*self._of.split(".", 1)) if "." in self._of else None
        if field is not None:
            words = _("Only changes of: {field}").format(field=_(field.label))
        else:
            words = ngettext("{n} change", "{n} changes", len(told)).format(n=len(told))
            if len(told) >= MOST:
                words = _("The newest {n} changes. History of a single field shows more.").format(n=len(told))
        self._words.setText(words)
        self._all.setVisible(bool(self._of))
        self._told = {str(number): each for number, each in enumerate(told)}
        self.list.set_rows(self._lines())
        self.card.setVisible(bool(told))
        self.empty.setVisible(not told)

    def _lines(self) -> list[Head | Row]:
        lines: list[Head | Row] = []
        for (day, time, actor), group in groupby(self._told.items(), key=lambda pair: _when(pair[1])):
            together = list(group)
            device = together[0][1].line.entry[0]
            note = _("device {device}").format(device=device)
            words = _("{date}, {time}, {actor}").format(date=long_date(day), time=time, actor=actor)
            lines.append(Head(f"h{len(lines)}", words, len(together), "history", note=note))
            lines += [_row(key, each) for key, each in together]
        return lines

    def _open(self, key: str) -> None:
        told = self._told.get(key)
        if (
            told is not None
            and told.field is not None
            and told.field.typed
            and told.kind in ("case", "person", "company")
        ):
            self.host.go_tab("facts", f"{told.line.entity}.{told.line.field}")

    def first_stop(self) -> QWidget | None:
        return self.list


def _when(told: Told) -> tuple[str, str, str]:
    at = told.line.at
    return at[:10], at[11:16], told.line.actor


def _row(key: str, told: Told) -> Row:
    words, icon = KINDS.get(told.kind, (told.kind, "edit"))
    what = f"{_(words)}: {one_line(told.title, LONGEST)}" if told.title else _(words)
    if told.removed is not None:
        title = _("Removed") if told.removed else _("Brought back")
        return Row(key, title, what, icon=icon, kind=_("Change"))
    name = _(told.field.label) if told.field is not None else told.name
    if told.line.erased:
        return Row(key, name, what, icon=icon, middle=_("erased by law"), quiet=True, kind=_("Change"))
    if told.field is not None and not told.field.typed:
        return Row(key, name, what, icon=icon, middle=_("recorded by the program"), kind=_("Change"))
    after = one_line(told.after, LONGEST) or _("not known")
    before = one_line(told.before, LONGEST)
    earlier = _("before: {value}").format(value=before) if before else ""
    return Row(key, name, what, icon=icon, middle=after, middle_second=earlier, kind=_("Change"))
