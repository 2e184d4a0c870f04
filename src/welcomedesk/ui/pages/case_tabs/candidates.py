"""Who may fit the vacancies of a company: by number, with reasons, in order of their release; never a score."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import candidates, referrals
from welcomedesk.domain.candidates import FITS, NOT_QUITE, Reason
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.layout import clear, column, flow
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ROW_TWO, S4
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.pages.consent_dialog import Given, ask_consent
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.candidates import Row
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile

MOST_SHOWN = 10
"""Rows of one vacancy that show without scrolling."""

Found = tuple[tuple[str, str, "tuple[Row, ...]"], ...]
"""Ref and title of each vacancy with who may fit."""


class CandidatesTab(Tab):
    """Candidates for every vacancy of the company."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self._cards = column(space=S4)
        self.content.addLayout(self._cards)
        self.tables: dict[str, Table] = {}
        self._rows: dict[str, dict[str, Row]] = {}

    def show_case(self, case: CaseFile) -> None:
        vacancies = [(each.ref, each.text("title")) for each in case.all("vacancy")]

        def read(desk: Desk) -> Found:
            return tuple((ref, title, candidates.for_vacancy(desk, case.id, ref)) for ref, title in vacancies)

        self.ask(read, self._show, latest="candidates")

    def _show(self, found: Found) -> None:
        clear(self._cards)
        self.tables, self._rows = {}, {}
        if not found:
            open_tab = button(_("Add vacancy"), "plus", then=partial(self.host.go_tab, "vacancies", "new"))
            self._cards.addWidget(EmptyState(_("No vacancy was entered yet."), "", open_tab, icon="work"))
        for ref, title, rows in found:
            self._cards.addWidget(self._card(ref, title, rows))

    def _card(self, ref: str, title: str, rows: tuple[Row, ...]) -> QWidget:
        card = Card(title or _("Vacancy"))
        if not rows:
            words = _("Nobody who released the search fits this vacancy.")
            card.add(EmptyState(words, _("A person is released for the search under Facts."), icon="person"))
            return card
        card.add(Label(_("In order of release; people are not rated."), "small", "text2", wrap=True))
        table = Table(
            [
                Column("case", _("Case"), 2),
                Column("occupation", _("Occupation"), 3),
                Column("german", _("German"), 2),
                Column("place", _("Place"), 2),
                Column("residence", _("Residence"), 2),
                Column("consent", _("Consent"), 2),
            ]
        )
        table.setAccessibleName(_("Candidates for {vacancy}").format(vacancy=title))
        table.set_rows([_row(each) for each in rows])
        table.opened.connect(self._open)
        table.setFixedHeight(look().size(ROW_TWO) * min(len(rows), MOST_SHOWN) + look().size(ROW_TWO))
        self.tables[ref] = table
        self._rows[ref] = {each.match.candidate.case: each for each in rows}
        card.add(table)
        if not self.case.closed:
            card.add(flow(*(self._action(each) for each in rows if not each.introduced)))
        card.add(Label(_("The company sees names only after a recorded consent."), "small", "text2", wrap=True))
        return card

    def _action(self, each: Row) -> QPushButton:
        """The next step for a candidate: ask for consent, then introduce."""
        number, case = each.match.candidate.number, each.match.candidate.case
        if each.consent:
            words = _("Introduce {number}").format(number=number)
            return button(words, "link", then=partial(self._introduce, case))
        words = _("Record consent of {number}").format(number=number)
        return button(words, "shield", then=partial(self._ask_consent, case))

    def _ask_consent(self, candidate: str) -> None:
        company, name = self.case.id, self.case.name

        def record(given: Given) -> None:
            self.act(
                lambda desk: referrals.record_consent(
                    desk, candidate, company, expires=given.until, topics=given.topics, way=given.way
                ),
                _("Consent recorded."),
                lambda _ref: self.show_case(self.case),
            )

        ask_consent(self, [(company, name)], record, today=self.context.today(), topic="work")

    def _open(self, case: str) -> None:
        self.host.go(Place("case", case=case))

    def _introduce(self, candidate: str) -> None:
        company = self.case.id
        self.act(lambda desk: candidates.introduce(desk, company, candidate), _("Introduced; both cases are linked."))

    def first_stop(self) -> QWidget | None:
        return next(iter(self.tables.values()), None)


def _row(each: Row) -> TableRow:
    candidate = each.match.candidate
    cells = {reason.point: _cell(reason, candidate.german) for reason in each.match.reasons}
    name = each.name or _("name protected")
    cells["case"] = Cell(candidate.number, name, strong=True)
    if each.introduced:
        cells["consent"] = Cell(_("introduced"), "", "check-circle", "good")
    elif each.consent:
        cells["consent"] = Cell(_("consent given"), "", "check-circle", "good")
    else:
        cells["consent"] = Cell(_("consent missing"), "", "open-circle", "open")
    return TableRow(candidate.case, cells)


def _cell(reason: Reason, german: str) -> Cell:
    icon, tone = {FITS: ("check-circle", "good"), NOT_QUITE: ("bar-circle", "caution")}.get(
        reason.state, ("open-circle", "open")
    )
    words = {
        ("occupation", "same"): _("same occupation"),
        ("occupation", "recognised"): _("recognised"),
        ("occupation", "partial"): _("partly recognised"),
        ("occupation", "compensation"): _("exam or course needed"),
        ("occupation", "not_known"): _("still open"),
        ("german", "not_asked"): _("not asked for"),
        ("german", "enough"): german,
        ("german", "not_yet"): _("{level}, more is needed").format(level=german),
        ("german", "not_known"): _("still open"),
        ("place", "same_district"): _("lives there"),
        ("place", "would_move"): _("would move"),
        ("place", "ask_move"): _("ask about moving"),
        ("place", "stays"): _("does not want to move"),
        ("residence", "possible"): _("title possible"),
        ("residence", "nothing_yet"): _("still open"),
        ("residence", "no_guide"): _("no guide yet"),
    }
    return Cell(words.get((reason.point, reason.detail), _("still open")), "", icon, tone)
