"""Who may fit the vacancies of a company: by number, with reasons, in order of their release; never a score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import candidates, case_view, duties, overview, readers, referrals
from welcomedesk.domain import fields
from welcomedesk.domain.candidates import FITS, NOT_QUITE, Reason
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.facts import FactTable
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import by
from welcomedesk.ui.fact_editors import fact_row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ROW_TWO, S3, S4
from welcomedesk.ui.page import Place, stops
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.pages.consent_dialog import Given, ask_consent
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.desk.candidates import Row
    from welcomedesk.desk.case_view import FactView
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.duties import Duty
    from welcomedesk.desk.overview import NextStep
    from welcomedesk.domain.case import CaseFile, Entity

MOST_SHOWN = 10
"""Rows of one vacancy that show without scrolling."""

MOST_STEPS = 3

WANTED = ("occupation", "german_level", "place", "salary_year", "note")
"""Fields of a vacancy that stand above its candidates."""


@dataclass(frozen=True, slots=True)
class Found:
    """One vacancy with who may fit.

    Args:
        wanted: what is known of `WANTED`.
    """

    vacancy: Entity
    wanted: tuple[FactView, ...]
    rows: tuple[Row, ...]


Read = tuple[tuple[Found, ...], "list[NextStep]", "tuple[Duty, ...]"]


class CandidatesTab(Tab):
    """Candidates for every vacancy of the company."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self._cards = column(space=S4)
        self.content.addLayout(self._cards)
        self.tables: dict[str, Table] = {}
        self._rows: dict[str, dict[str, Row]] = {}

    def show_case(self, case: CaseFile) -> None:
        def read(desk: Desk) -> Read:
            found = tuple(
                Found(each, _wanted(desk, case, each), candidates.for_vacancy(desk, case.id, each.ref))
                for each in case.all("vacancy")
            )
            return found, list(overview.open_steps(desk, case))[:MOST_STEPS], duties.of_companies(desk)

        self.ask(read, self._show, latest="candidates")

    def _show(self, read: Read) -> None:
        found, steps, asked = read
        clear(self._cards)
        self.tables, self._rows = {}, {}
        if not found:
            open_tab = button(_("Add vacancy"), "plus", then=partial(self.host.go_tab, "vacancies", "new"))
            self._cards.addWidget(EmptyState(_("No vacancy was entered yet."), "", open_tab, icon="work"))
        for each in found:
            self._cards.addWidget(self._need(each))
            self._cards.addWidget(self._card(each))
        self._show_beside(steps, asked)

    def _need(self, found: Found) -> QWidget:
        """What the company looks for, above who may fit."""
        vacancy = found.vacancy
        number, title = vacancy.text("number"), vacancy.text("title") or _("Vacancy")
        words = _("Wanted: {number} × {title}") if number else _("Wanted: {title}")
        begins = vacancy.text("from_date")
        note = _("from {date}").format(date=long_date(begins)) if begins else ""
        change = link(_("Change what is needed"), then=partial(self.host.go_tab, "vacancies", vacancy.ref))
        card = FactTable(words.format(number=number, title=title), note=note, action=change)
        for fact in found.wanted:
            card.add_fact(fact_row(fact, {}, editable=False))
        return card

    def _duties(self, asked: tuple[Duty, ...]) -> QWidget:
        """What the law asks of the company; each opens the statement with its sources."""
        card = Card(_("Duties of the company"))
        for duty in asked:
            show = link(_("Show"), then=partial(self.host.go, Place("knowledge", item=duty.item)))
            show.setAccessibleName(_("Show {what}").format(what=duty.title))
            second = Label(" · ".join(part for part in (_until(duty), duty.law) if part), "small", "text2", wrap=True)
            below = row(second, show, space=S3)
            below.setStretch(0, 1)
            card.add(holding(column(Label(duty.title, wrap=True), below, space=0)))
        return card

    def _show_beside(self, steps: list[NextStep], asked: tuple[Duty, ...]) -> None:
        """The duties of the company, what comes next, and whom to call there."""
        clear(self.panel)
        if asked:
            self.panel.addWidget(self._duties(asked))
        if steps:
            card = Card(_("Next steps"), action=link(_("Overview"), then=partial(self.host.go_tab, "overview")))
            for step in steps:
                when, tone = by(step.due, self.context.today(), step.time)
                words = column(Label(step.what, wrap=True), Label(when, "small", tone or "text2"), space=1)
                card.add(holding(words))
            self.panel.addWidget(card)
        who = self.case.one("company")
        if who.text("contact_person") or who.text("contact_role"):
            card = Card(_("Contact in the company"))
            hidden = bool(who.get("objection"))
            first = (
                _("objected to being contacted") if hidden else who.text("contact_role") or who.text("contact_person")
            )
            card.add(Label(first, wrap=True))
            source = _("Source: {source}").format(source=isolate(who.text("source"))) if who.text("source") else ""
            rest = "" if hidden else who.text("phone")
            for line in filter(None, (rest, source)):
                card.add(Label(line, "small", "text2", wrap=True))
            self.panel.addWidget(card)
        self.host.head_changed()

    def _card(self, found: Found) -> QWidget:
        rows, ref, title = found.rows, found.vacancy.ref, found.vacancy.text("title")
        count = ngettext("{n} released for the search", "{n} released for the search", len(rows)).format(n=len(rows))
        card = Card(_("Candidates"), count if rows else "")
        if not rows:
            words = _("Nobody who released the search fits this vacancy.")
            card.add(EmptyState(words, _("A person is released for the search under Facts."), icon="person"))
            return card
        card.add(Label(_("In order of release; people are not rated."), "small", "text2", wrap=True))
        table = Table(
            [
                Column("case", _("Case"), 1),
                Column("occupation", _("Occupation"), 3),
                Column("german", _("German"), 2),
                Column("place", _("Place"), 3),
                Column("residence", _("Residence"), 3),
                Column("consent", _("Consent"), 2),
            ]
        )
        table.setAccessibleName(_("Candidates for {vacancy}").format(vacancy=title))
        level = found.vacancy.text("german_level")
        table.set_rows([_row(each, level) for each in rows])
        table.opened.connect(self._open)
        table.setFixedHeight(look().size(ROW_TWO) * min(len(rows), MOST_SHOWN) + look().size(ROW_TWO))
        self.tables[ref] = table
        self._rows[ref] = {each.match.candidate.case: each for each in rows}
        card.add(table)
        if not self.case.closed:
            card.add(flow(*(self._action(each) for each in rows if not each.introduced)))
        legend = (("check-circle", "good", _("fits")), ("open-circle", "open", _("still open")),
                  ("bar-circle", "caution", _("does not quite fit")))  # fmt: skip
        signs = [
            part for icon, tone, words in legend for part in (IconLabel(icon, tone), Label(words, "small", "text2"))
        ]
        card.add(flow(*signs))
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
                    desk,
                    candidate,
                    company,
                    expires=given.until,
                    topics=given.topics,
                    way=given.way,
                    language=given.language,
                    witness=given.witness,
                    guardian=given.guardian,
                ),
                _("Consent recorded."),
                lambda _ref: self.show_case(self.case),
            )

        languages = readers.reading_languages(self.context.session.desk.library)
        ask_consent(self, [(company, name)], record, today=self.context.today(), languages=languages, topic="work")

    def _open(self, case: str) -> None:
        self.host.go(Place("case", case=case))

    def _introduce(self, candidate: str) -> None:
        company = self.case.id
        self.act(lambda desk: candidates.introduce(desk, company, candidate), _("Introduced; both cases are linked."))

    def first_stop(self) -> QWidget | None:
        return next(iter((*self.tables.values(), *stops(self))), None)


def _until(duty: Duty) -> str:
    """`Erster Arbeitstag: spätestens an diesem Tag`."""
    if not duty.event:
        return ""
    if duty.days <= 0:
        return _("{event}: on that day at the latest").format(event=duty.event)
    within = ngettext("{event}: within {n} day", "{event}: within {n} days", duty.days)
    return within.format(event=duty.event, n=duty.days)


def _wanted(desk: Desk, case: CaseFile, vacancy: Entity) -> tuple[FactView, ...]:
    known = (case_view.fact(desk, case, vacancy, fields.FIELDS[f"vacancy.{name}"]) for name in WANTED)
    return tuple(fact for fact in known if fact.words)


def _row(each: Row, level: str) -> TableRow:
    """One candidate; `level` is the German that the company asks for."""
    candidate = each.match.candidate
    cells = {reason.point: _cell(reason, candidate.german, level) for reason in each.match.reasons}
    name = each.name or _("name protected")
    cells["case"] = Cell(candidate.number, name, strong=True)
    if each.introduced:
        cells["consent"] = Cell(_("introduced"), "", "check-circle", "good")
    elif each.consent:
        cells["consent"] = Cell(_("is there"), "", "check-circle", "good")
    else:
        cells["consent"] = Cell(_("is missing"), "", "open-circle", "open")
    return TableRow(candidate.case, cells)


def _cell(reason: Reason, german: str, level: str) -> Cell:
    icon, tone = {FITS: ("check-circle", "good"), NOT_QUITE: ("bar-circle", "caution")}.get(
        reason.state, ("open-circle", "open")
    )
    words = {
        ("occupation", "same"): _("same occupation"),
        ("occupation", "recognised"): _("recognised"),
        ("occupation", "partial"): _("partly recognised"),
        ("occupation", "compensation"): _("notice of deficits"),
        ("occupation", "not_known"): _("still open"),
        ("german", "not_asked"): _("not asked for"),
        ("german", "enough"): german,
        ("german", "not_yet"): german,
        ("german", "not_known"): _("still open"),
        ("place", "same_district"): _("lives there"),
        ("place", "would_move"): _("would move"),
        ("place", "ask_move"): _("still open"),
        ("place", "stays"): _("does not want to move"),
        ("residence", "possible"): _("title possible"),
        ("residence", "nothing_yet"): _("still open"),
        ("residence", "no_guide"): _("still open"),
    }
    more = {
        "compensation": _("exam or course needed"),
        "not_yet": _("{level} is still missing").format(level=level),
        "ask_move": _("ask about moving"),
        "no_guide": _("no guide yet"),
    }
    return Cell(words.get((reason.point, reason.detail), _("still open")), more.get(reason.detail, ""), icon, tone)
