"""Every page and component in every state, as scenes: the gallery shows them, the tests of the look walk them.

A page without a scene fails a test. How to add one: write a function that gets the stage and gives the widget, and put
`@scene("page.state")` above it; plain places stand in `PLACES`.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from tests.gallery import parts
from tests.gallery.stage import TODAY, Scene, Stage
from tests.helpers import referred
from tests.helpers.fake_backend import FakeBackend, FakeSession
from tests.helpers.real import RealDesk
from welcomedesk.desk import attachments, candidates, cases, contact_editing, guides, network, office, referrals, tasks
from welcomedesk.desk.drafts import Key, as_found
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change, Fact, Json
from welcomedesk.domain.network import AGREEMENT, EVENT, PARTNER
from welcomedesk.drives import cannot_write
from welcomedesk.ui.backend import Made, Preferences, SetUp
from welcomedesk.ui.components.checklist import StepList
from welcomedesk.ui.components.verdicts import VerdictList
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.calls import CallsPage
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.guide import GuideTab
from welcomedesk.ui.pages.cases import CasesPage
from welcomedesk.ui.pages.contact_import import ContactImportPage
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.knowledge import KnowledgePage
from welcomedesk.ui.pages.outreach import OutreachPage
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.window import Window

W = TypeVar("W", bound=QWidget)
SCENES: dict[str, Scene] = {}
Play = Callable[[Stage], QWidget]

# Name, place, and whether it belongs to the pages that are looked at in every theme, language and width.
PLACES: tuple[tuple[str, Place, bool], ...] = (
    ("today", Place("today"), True),
    ("cases", Place("cases"), True),
    ("cases.new", Place("cases", tab="new"), False),
    ("case", Place("case", "haddad", "overview"), True),
    ("case-facts", Place("case", "haddad", "facts"), False),
    ("case-talks", Place("case", "haddad", "talks"), False),
    ("case-checklist", Place("case", "haddad", "checklist"), True),
    ("case-contacts", Place("case", "haddad", "contacts"), False),
    ("case-letters", Place("case", "haddad", "letters"), False),
    ("case-privacy", Place("case", "haddad", "privacy"), False),
    ("case-links", Place("case", "haddad", "links"), False),
    ("case-history", Place("case", "haddad", "history"), False),
    ("case-guide.list", Place("case", "haddad", "guide", "list"), False),
    ("company", Place("case", "elbaue", "overview"), False),
    ("company-vacancies", Place("case", "elbaue", "vacancies"), False),
    ("contacts", Place("contacts"), True),
    ("contacts.case", Place("contacts", "haddad"), False),
    ("calls", Place("calls"), False),
    ("knowledge", Place("knowledge"), True),
    ("calculators", Place("calculators", item="blue_card"), False),
    ("plans", Place("plans"), False),
    ("client", Place("client", "haddad"), False),
    ("privacy", Place("privacy"), False),
    ("retention", Place("retention"), False),
    ("coverage", Place("coverage"), False),
    ("contact-edit", Place("contact-edit", item="hwk-magdeburg"), False),
    ("contact-import", Place("contact-import"), False),
    ("contact-changes", Place("contact-changes"), False),
    ("help", Place("help"), False),
    ("settings", Place("settings"), True),
)


def scene(name: str, *, main: bool = False) -> Callable[[Play], Play]:
    """Enter a function as the scene of this name."""

    def enter(play: Play) -> Play:
        assert name not in SCENES, name
        SCENES[name] = Scene(name, play, main)
        return play

    return enter


def _enter_places() -> None:
    for name, place, main in PLACES:

        def play(stage: Stage, place: Place = place) -> QWidget:
            return stage.open(stage.office(), place.page, place.case, place.tab, place.item)

        scene(name, main=main)(play)


_enter_places()


def view(shell: Shell, kind: type[W]) -> W:
    """The page that is shown."""
    assert isinstance(shell.view, kind)
    return shell.view


def dialog(stage: Stage, shell: Shell) -> QWidget:
    """The dialog that was opened last, at rest."""
    stage.settle(shell)
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    return found[-1]


def press(root: QWidget, name: str) -> None:
    """Press the button with these words, in the language that is shown."""
    from welcomedesk.i18n import _

    next(each for each in root.findChildren(QPushButton) if each.text() == _(name) and each.isVisibleTo(root)).click()


# --- before unlocking -----------------------------------------------------------------------------------------------


def gate(stage: Stage, state: str = "ready", then: Callable[[Window], object] = lambda window: None) -> Window:
    window = Window(FakeBackend(state=state, wanted=Preferences(stage.dress.language, lock_minutes=0)))
    then(window)
    return stage.window(window)


@scene("unlock", main=True)
def unlock(stage: Stage) -> QWidget:
    return gate(stage)


@scene("unlock.locked")
def locked(stage: Stage) -> QWidget:
    return gate(stage, then=lambda window: window.show_gate(locked_at="10:32"))


@scene("unlock.wrong")
def wrong(stage: Stage) -> QWidget:
    window = gate(stage)
    form = window.gate.form  # type: ignore[union-attr]
    form._backend.wait = 30
    QTest.keyClicks(form.passphrase.field, "falsch")
    QTest.keyClick(form.passphrase.field, Qt.Key.Key_Return)
    stage.wait_until(form.row.wrong)
    form._ticks.stop()
    stage.settle(window)
    return window


def _enter_troubles() -> None:
    for state in ("file_missing", "file_foreign", "newer", "key_missing", "unreadable"):
        scene(f"unlock.{state}")(lambda stage, state=state: gate(stage, state))  # type: ignore[misc]


_enter_troubles()


@scene("first-run.welcome")
def first_run(stage: Stage) -> QWidget:
    return gate(stage, "none")


@scene("first-run.passphrase")
def first_passphrase(stage: Stage) -> QWidget:
    return gate(stage, "none", lambda window: window.gate._to_passphrase())  # type: ignore[union-attr]


@scene("first-run.sheet")
def first_sheet(stage: Stage) -> QWidget:
    def made(window: Window) -> None:
        first = window.gate
        first._setup = SetUp("Musterberatung", "MD-2", "A. Beispiel", "x")  # type: ignore[union-attr]
        first._made(Made("K7M4-QX2P-9D3F-8WNA-T5RB-6HJC"))  # type: ignore[union-attr]

    return gate(stage, "none", made)


@scene("cover")
def cover(stage: Stage) -> QWidget:
    scheme = "dark" if stage.dress.scheme == "dark" else "light"
    wanted = Preferences(stage.dress.language, scheme, lock_minutes=0, zoom=stage.dress.zoom)
    window = Window(FakeBackend(wanted=wanted))
    window._session = FakeSession(desk=stage.office().desk)
    window._enter_at(())
    window.cover()
    return stage.window(window)


def _enter_parts() -> None:
    """Every component with invented content, on pages of their own."""
    for place in parts.PLACES:

        def play(stage: Stage, place: Place = place) -> QWidget:
            shell = stage.shell(FakeSession(), registry=parts.PAGES)
            shell.go(place)
            stage.settle(shell)
            return shell

        scene(f"parts.{place.page}")(play)


_enter_parts()


# --- the frame ------------------------------------------------------------------------------------------------------


def _search(typed: str) -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        shell = stage.open(stage.office(), "today")
        QTest.keyClicks(shell.header.search.field, typed)
        stage.settle(shell)
        return shell

    return play


scene("frame.search")(_search("Haddad"))
scene("frame.search-groups")(_search("elektronik"))
scene("frame.search-nothing")(_search("qwertzuiop"))


@scene("frame.toast")
def toast(stage: Stage) -> QWidget:
    from welcomedesk.i18n import _

    shell = stage.open(stage.office(), "cases")
    shell.did(_("Everything is saved."), undo=lambda: None)
    stage.settle(shell)
    return shell


@scene("frame.error")
def error(stage: Stage) -> QWidget:
    from welcomedesk.i18n import N_

    shell = stage.open(stage.office(), "cases")
    assert shell.view is not None
    shell.view.show_error(
        DeskError(
            "unknown_case", N_("There is no case {case}."), next_step=N_("Look the case up in the list of cases."),
            case="2026-0420",
        )
    )  # fmt: skip
    stage.settle(shell)
    return shell


@scene("frame.disk-full")
def full_disk(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "cases")
    assert shell.view is not None
    shell.view.show_error(cannot_write(Path("D:/Welcomedesk/cases.wdc"), OSError(errno.ENOSPC, "full"), 12_000_000))
    stage.settle(shell)
    return shell


@scene("frame.drawer")
def drawer(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "today")
    if not shell.view._drawer.isVisible():  # type: ignore[union-attr]
        shell.do("panel")
    stage.settle(shell)
    return shell


# --- today and cases ------------------------------------------------------------------------------------------------


@scene("today.empty")
def today_empty(stage: Stage) -> QWidget:
    return stage.open(stage.office("none of them"), "today")


@scene("today.busy")
def today_busy(stage: Stage) -> QWidget:
    """Every group filled, as drawn: overdue, with a time, waiting, the next days; an agreement that ends."""
    rooms = stage.office("haddad", "elbaue", "bondar", own=True)
    desk, person = rooms.desk, rooms.case("haddad")
    talk, about = "Beratungsgespräch, Sprachmittlung Arabisch bestätigt", "Thema: Antrag bei der Handwerkskammer"
    tasks.add_task(desk, person, talk, TODAY, time="10:30", kind="talk", note=about)
    tasks.add_task(desk, person, "Rückmeldung vom Jobcenter nachfragen", TODAY - timedelta(days=3))
    tasks.add_task(desk, rooms.case("bondar"), "Aufenthaltstitel besprechen", TODAY + timedelta(days=2))
    for name in ("M. Hossaini", "L. Santos"):
        referred.left(desk, name=name)
    return stage.open(rooms, "today")


@scene("today.drafts")
def drafts_left(stage: Stage) -> QWidget:
    """After a lock or a crash: which forms were left with something typed in them."""
    rooms = stage.office("haddad")
    shell = stage.unlocked(rooms)
    at = f"{TODAY}T09:30:00+01:00"
    case = rooms.case("haddad")
    left: dict[Key, Json] = {
        (case, "form/about/0"): {"value": "halb", "title": "Fall 2026-0001", "place": ["case", case, "", ""], "at": at},
        ("", "form/task/0"): {"value": "Anruf", "title": "", "place": ["today", "", "", ""], "at": at},
    }
    shell.restore(as_found(left))
    shell.offer_drafts()
    stage.settle(shell)
    return shell


@scene("today.new-task")
def new_task(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "today")
    shell.do("task")
    return dialog(stage, shell)


@scene("today.reply")
def reply(stage: Stage) -> QWidget:
    shell = stage.unlocked(stage.office())
    shell.go(Place("today", tab="reply"))
    return dialog(stage, shell)


@scene("cases.empty-filter")
def cases_empty(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "cases")
    view(shell, CasesPage).search.setText("Xylophon")
    stage.settle(shell)
    return shell


@scene("cases.doubles")
def doubles(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "cases", tab="new", item="Samir Hadad")
    stage.settle(shell)
    return shell


@scene("handover")
def handover(stage: Stage) -> QWidget:
    rooms = stage.office(own=True)
    office.set_adviser(rooms.desk, "B. Beispiel", {})
    return stage.open(rooms, "handover")


# --- the case -------------------------------------------------------------------------------------------------------


@scene("case.reading")
def reading(stage: Stage) -> QWidget:
    rooms = stage.office()
    shell = stage.unlocked(rooms)
    stage.hold(shell)
    shell.go(Place("case", rooms.case("haddad")))
    page = view(shell, CasePage)
    stage.wait_until(page.busy.words.isVisible)
    return shell


@scene("case.reading-long")
def reading_long(stage: Stage) -> QWidget:
    shell = reading(stage)
    assert isinstance(shell, Shell)
    view(shell, CasePage).busy._show_cancel()
    return shell


@scene("case.stub")
def stub(stage: Stage) -> QWidget:
    rooms = stage.office("none of them", own=True)
    return stage.open(rooms, "case", cases.open_case(rooms.desk, "person", "Nur ein Name").value.id)


@scene("case.unknown")
def unknown_case(stage: Stage) -> QWidget:
    return stage.open(stage.office(), "case", "ffffffffffffffff")


@scene("case.closed")
def closed(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    cases.close_case(rooms.desk, rooms.case("haddad"), "reached")
    return stage.open(rooms, "case", "haddad")


@scene("case.restricted")
def restricted(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    cases.set_fields(rooms.desk, rooms.case("haddad"), {"case.restricted": True})
    return stage.open(rooms, "case", "haddad")


@scene("case.two-values")
def two_values(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    case, facts = rooms.case("haddad"), rooms.desk.store.facts  # type: ignore[attr-defined]
    cases.set_fields(rooms.desk, case, {"person.phone": "0391 111"})
    (first,) = facts[case]["person", "phone"]
    second = Fact("0391 222", ("vor-ort", 1), "B. Muster", "2026-11-21T10:00:00+01:00", 9999)
    facts[case]["person", "phone"] = (first, second)
    return stage.open(rooms, "case", "haddad", "facts", "two")


@scene("case.long-name")
def long_name(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    name = "Dr. Samira Anastasia-Magdalena " + "von Hohenzollern-Sigmaringen " * 8 + "محمد الحداد"
    cases.set_fields(rooms.desk, rooms.case("haddad"), {"person.name": name})
    return stage.open(rooms, "case", "haddad")


@scene("case-talks.writing")
def writing(stage: Stage) -> QWidget:
    shell = stage.open(stage.office("haddad"), "case", "haddad", "talks")
    shell.do("consultation")
    stage.settle(shell)
    return shell


@scene("case-talks.empty")
def no_talks(stage: Stage) -> QWidget:
    rooms = stage.office("none of them", own=True)
    return stage.open(rooms, "case", cases.open_case(rooms.desk, "person", "Nur ein Name").value.id, "talks")


@scene("case-checklist.attachment")
def with_attachment(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    attachments.add(rooms.desk, rooms.case("haddad"), "Urkunde.pdf", b"%PDF-1.4\n%%EOF\n")
    return stage.open(rooms, "case", "haddad", "checklist")


@scene("company-candidates")
def company_candidates(stage: Stage) -> QWidget:
    rooms = stage.office("elbaue", "haddad", own=True)
    person = rooms.case("haddad")
    cases.set_fields(rooms.desk, person, {"person.occupation": "pflege", "person.german_level": "B2"})
    candidates.release(rooms.desk, person, date(2027, 5, 1), would_move="yes")
    return stage.open(rooms, "case", "elbaue", "candidates")


@scene("case.close-dialog")
def close_dialog(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "case", "haddad")
    view(shell, CasePage).close_case()
    return dialog(stage, shell)


@scene("case.erase-dialog")
def erase_dialog(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "case", "haddad")
    view(shell, CasePage).erase()
    return dialog(stage, shell)


# --- guides ---------------------------------------------------------------------------------------------------------


def begun(stage: Stage) -> tuple[RealDesk, Shell, GuideTab]:
    """A fresh run of the guide about titles."""
    rooms = stage.office("haddad", own=True)
    shell = stage.open(rooms, "case", "haddad", "guide", "begin:residence")
    tab = view(shell, CasePage).tab
    assert isinstance(tab, GuideTab)
    return rooms, shell, tab


@scene("case-guide", main=True)
def asked(stage: Stage) -> QWidget:
    rooms, shell, tab = begun(stage)
    answers: dict[str, Json] = {"purpose": ["work"], "job_offer": ["qualified"], "qual_kind": "academic_foreign"}
    for question, value in answers.items():
        guides.answer(rooms.desk, tab.case.id, tab._ref, question, value)
    tab.ask_question("salary_year")
    stage.settle(shell)
    return shell


@scene("case-guide.date-without-figures")
def no_figures(stage: Stage) -> QWidget:
    rooms, shell, tab = begun(stage)
    guides.answer(rooms.desk, tab.case.id, tab._ref, "purpose", ["work"])
    tab.move_date("2027-02-01")
    stage.settle(shell)
    tab.ask_question("salary_year")
    stage.settle(shell)
    return shell


@scene("case-guide.trace")
def traced(stage: Stage) -> QWidget:
    """One result open: what is met, what is not, and what it would change."""
    shell = asked(stage)
    assert isinstance(shell, Shell)
    tab = view(shell, CasePage).tab
    assert isinstance(tab, GuideTab)
    results = tab.findChildren(VerdictList)[0]
    results.toggle(next(line.result.id for line in results.rows if line.result.would_change))
    stage.settle(shell)
    return shell


@scene("case-checklist.open")
def step_open(stage: Stage) -> QWidget:
    """A step opened in its place: office, papers, costs, basis and what can be done with it."""
    shell = stage.open(stage.office(), "case", "haddad", "checklist")
    steps = shell.findChildren(StepList)[0]
    steps.toggle(steps.lines[0].step.id)
    stage.settle(shell)
    return shell


@scene("case-guide.older-pack")
def older_pack(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    entered = rooms.entered["haddad"]
    results = dict(cases.show(rooms.desk, entered.case).one(entered.run).get("results"))  # type: ignore[arg-type]
    cases.set_fields(rooms.desk, entered.case, {f"{entered.run}.results": results | {"pack": "2025.1"}})
    return stage.open(rooms, "case", "haddad", "guide", entered.run)


# --- contacts and the network ---------------------------------------------------------------------------------------


@scene("contact-import.read")
def import_read(stage: Stage) -> QWidget:
    """A good row, a likely double, a row without a place, and a formula that stays text."""
    rows = (
        "Name;Straße;PLZ;Ort;Telefon;Themen;Zielgruppe;Kreis;Notiz",
        "Beratung Wernigerode;Burgstr. 5;38855;Wernigerode;+49 3943 111222;integration;refugee;Harz;x",
        "Handwerkskammer Magdeburg;Neue Straße 1;39106;Magdeburg;+49 391 62680;work;employer;Magdeburg;",
        "Treff ohne Thema;;;;;unbekannt;refugee;Nirgendwo;",
        "Verein Nord;Ring 3;39576;Stendal;+49 3931 654321;work;refugee;Stendal;=1+1",
    )
    shell = stage.open(stage.office(own=True), "contact-import")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        file.write_text("\r\n".join(rows), encoding="utf-8")
        view(shell, ContactImportPage).read(file)
        stage.settle(shell)
    return shell


@scene("retention.due")
def retention_due(stage: Stage) -> QWidget:
    """Two cases whose time is over."""
    rooms = stage.office("haddad", own=True)
    desk = rooms.desk
    for name, opened in (("Amira", "2024-11-01"), ("Muster GmbH", "2023-02-01")):
        kind = "company" if "GmbH" in name else "person"
        case = cases.open_case(desk, kind, name).value
        desk.store.write([Change(case.id, "case", "opened", opened)], actor="A. Beispiel", at=desk.clock.now())
    return stage.open(rooms, "retention")


@scene("contacts.nothing-fits")
def nothing_fits(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "contacts")
    view(shell, ContactsPage).filters.text.setText("qwertzuiop")
    stage.settle(shell)
    return shell


@scene("contacts.ended")
def ended(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "contacts")
    page = view(shell, ContactsPage)
    page.filters.text.setText("jobbrücke plus")
    stage.settle(shell)
    page.list.choose("jobbruecke-plus")
    stage.settle(shell)
    return shell


@scene("calls.chosen")
def call_chosen(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "calls")
    view(shell, CallsPage).list.choose_first()
    stage.settle(shell)
    return shell


@scene("network")
def network_filled(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    partner = {"name": "Kammer Muster", "role": "Anerkennung", "contact": "hwk-magdeburg"}
    known = network.save(rooms.desk, PARTNER, partner).value
    network.save(rooms.desk, EVENT, {"title": "Netzwerktreffen Nord", "on": "2026-12-02", "topic": "Pflege"})
    network.save(rooms.desk, AGREEMENT, {"what": "Sprechtag", "partner": known, "valid_until": "2027-03-31"})
    return stage.open(rooms, "network")


@scene("network.empty")
def network_empty(stage: Stage) -> QWidget:
    return stage.open(stage.office("none of them"), "network")


# --- letters --------------------------------------------------------------------------------------------------------


@scene("letter", main=True)
def letter(stage: Stage) -> QWidget:
    rooms = stage.office()
    return stage.open(rooms, "letter", "haddad", "referral", rooms.referral("haddad"))


@scene("letter.appointment")
def appointment(stage: Stage) -> QWidget:
    return stage.open(stage.office(), "letter", "haddad", "appointment")


@scene("series")
def series(stage: Stage) -> QWidget:
    return stage.open(stage.office(), "series", "haddad", "thanks")


@scene("letter.no-consent")
def no_consent(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    case = rooms.case("haddad")
    for consent in cases.show(rooms.desk, case).all("consent"):
        referrals.withdraw_consent(rooms.desk, case, consent.ref)
    return stage.open(rooms, "letter", "haddad", "referral", rooms.referral("haddad"))


@scene("letter.consent-dialog")
def consent_dialog(stage: Stage) -> QWidget:
    shell = no_consent(stage)
    assert isinstance(shell, Shell)
    shell.do("main")
    return dialog(stage, shell)


@scene("letter.address-too-long")
def address_too_long(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    lines = [f"Abteilung {number} für Anerkennung und Qualifizierung" for number in range(1, 8)]
    values = {"name": "Handwerkskammer Magdeburg, " + ", ".join(lines)}
    contact_editing.save(rooms.desk, "hwk-magdeburg", values)
    return stage.open(rooms, "letter", "haddad", "referral", rooms.referral("haddad"))


@scene("letter.missing-glyph")
def missing_glyph(stage: Stage) -> QWidget:
    rooms = stage.office("haddad", own=True)
    cases.set_fields(rooms.desk, rooms.case("haddad"), {"person.name": "Samir \U0001f600"})
    return stage.open(rooms, "letter", "haddad", "referral", rooms.referral("haddad"))


# --- knowledge, reports, outreach -----------------------------------------------------------------------------------


@scene("knowledge.nothing")
def knowledge_nothing(stage: Stage) -> QWidget:
    shell = stage.open(stage.office(), "knowledge")
    page = view(shell, KnowledgePage)
    page.field.setText("qwertzuiop")
    stage.settle(shell)
    return shell


@scene("reports", main=True)
def reports(stage: Stage) -> QWidget:
    rooms = stage.office("none of them", own=True)
    for number in range(7):
        topics: Json = ["work"] if number < 6 else ["health"]
        cases.open_case(rooms.desk, "person", f"Muster {number}", {"case.topics": topics})
    referred.settled(rooms.desk)
    return stage.open(rooms, "reports")


@scene("reports.empty")
def reports_empty(stage: Stage) -> QWidget:
    return stage.open(stage.office("none of them"), "reports")


@scene("outreach.begin")
def outreach_begin(stage: Stage) -> QWidget:
    return stage.open(stage.office("none of them"), "outreach")


@scene("outreach", main=True)
def outreach(stage: Stage) -> QWidget:
    rooms = stage.office("none of them", own=True)
    shell = stage.open(rooms, "outreach")
    page = view(shell, OutreachPage)
    page.begin.name.setText("Begegnungstag Musterdorf")
    page.begin.start.click()
    stage.settle(shell)
    return shell
