"""The outreach page: four decisions, one button, and nothing of other cases in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import outreach
from welcomedesk.ui import printing
from welcomedesk.ui.page import PageView
from welcomedesk.ui.pages.outreach import OutreachPage


class Printed:
    """Stands for the printer of the system: keeps what was sent to it."""

    def __init__(self) -> None:
        self.dialogs = 0
        self.sheets: list[bytes] = []

    def choose(self, parent: QWidget, job: str, then: object) -> None:
        self.dialogs += 1
        assert job == "Handzettel"
        then(self)  # type: ignore[operator]

    def paint(self, printer: object, *letters: bytes) -> None:
        assert printer is self
        self.sheets += letters


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Printed:
    made = Printed()
    monkeypatch.setattr(printing, "choose_printer", made.choose)
    monkeypatch.setattr(printing, "paint", made.paint)
    return made


def page_of(view: PageView) -> OutreachPage:
    assert isinstance(view, OutreachPage)
    return view


def begun(office: Open) -> OutreachPage:
    """The page with today's event begun."""
    page = page_of(office.go("outreach"))
    page.begin.name.setText("Begegnungstag Musterdorf")
    page.begin.start.click()
    office.settle()
    return page


def test_the_event_is_named_once_and_then_stands_in_the_band(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = begun(office)
    assert page.band.title.text() == "Vor Ort: Begegnungstag Musterdorf"
    assert page.foot.isVisible()
    assert page.counted.text() == "0 Gespräche heute"


def test_rail_search_and_status_are_out_of_sight_and_come_back(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = begun(office)
    shell = office.shell
    assert not shell.rail.isVisible() and not shell.header.isVisible() and not shell.status.isVisible()
    page.leave()
    office.settle()
    assert shell.rail.isVisible() and shell.header.isVisible() and shell.status.isVisible()
    assert shell.place.page == "today"


def test_no_key_leads_to_a_list_or_to_the_search(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    begun(office)
    for name in ("search", "new", "back", "task", "letter", "referral", "panel", "history"):
        assert not office.shell.do(name)
        assert office.shell.place.page == "outreach"


def test_the_way_back_to_the_desk_covers_the_window_first(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    begun(office)
    covered: list[str] = []
    office.shell.cover_wanted.connect(lambda: covered.append(office.shell.place.page))
    office.shell.do("page1")
    assert covered == ["outreach"]
    assert office.shell.place.page == "today"


def test_one_button_counts_prints_and_is_ready_for_the_next_person(open_office: OpenOffice, printed: Printed) -> None:
    office = open_office("haddad")
    page = begun(office)
    for _person in range(2):
        page.topics.tiles[0].click()
        page.languages.tiles[2].click()
        office.settle()
        assert page.main.text() == "Drucken und nächste Person"
        page.main.click()
        office.settle()
        assert page.topics.values() == () and page.languages.values() == ()
    assert printed.dialogs == 1  # the second sheet goes to the same printer
    assert [sheet[:4] for sheet in printed.sheets] == [b"%PDF", b"%PDF"]
    assert page.counted.text() == "2 Gespräche heute, davon 2 ohne Namen"
    assert not page.main.isEnabled()


def test_without_a_topic_the_talk_is_counted_and_nothing_is_printed(open_office: OpenOffice, printed: Printed) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.languages.tiles[1].click()
    office.settle()
    assert page.main.text() == "Zählen und nächste Person"
    page.main.click()
    office.settle()
    assert not printed.sheets
    office.undo()
    assert page.counted.text() == "0 Gespräche heute"


def test_a_case_asks_for_name_and_phone_only_when_it_is_wanted(open_office: OpenOffice, printed: Printed) -> None:
    office = open_office("haddad")
    page = begun(office)
    assert page.person.isHidden()
    page.outcome.tiles[2].click()
    office.settle()
    assert page.person.isVisible()
    page.name.setText("Olena")
    page.main.click()
    office.settle()
    assert page.counted.text() == "1 Gespräch heute, davon 0 ohne Namen"
    assert "Olena" not in page.band.title.text() + page.counted.text() + page.saved.text()


def test_a_callback_asks_for_a_way_to_call_back(open_office: OpenOffice, printed: Printed) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.outcome.tiles[1].click()
    page.name.setText("Oksana")
    page.main.click()
    office.settle()
    assert page.reach_row.wrong() and page.counted.text() == "0 Gespräche heute"
    page.reach.setText("0391 4711")
    assert not page.reach_row.wrong()
    page.main.click()
    office.settle()
    assert page.counted.text() == "1 Gespräch heute, davon 0 ohne Namen"


def test_an_event_opens_on_the_first_topic_and_ticks_no_empty_place(open_office: OpenOffice) -> None:
    page = begun(open_office("haddad"))
    assert page.window().focusWidget() is page.topics.tiles[0]
    assert page._sign.isHidden()


def test_a_postal_code_in_two_districts_asks_which_one(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    regions = office.office.desk.library.directory().regions
    crossing = next(code for code, entry in regions.postal_codes.items() if len(entry.districts) == 2)
    page = begun(office)
    page.where.setText(crossing)
    page._look_at()
    office.settle()
    assert page.districts.isVisible()
    page.districts.tiles[1].click()
    assert page.visit().district == regions.postal_codes[crossing].districts[1]


def test_a_language_from_the_list_stands_on_the_last_tile(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = begun(office)
    page._take_language("ru")
    assert page.languages.tiles[-1].text() == "Русский"
    assert page.visit().language == "ru"
    page.languages.tiles[0].click()
    assert page.languages.tiles[-1].text() == "Andere"
    assert page.visit().language == outreach.LANGUAGES[0]


def test_decisions_survive_a_lock(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.topics.tiles[3].click()
    page.languages.tiles[0].click()
    page.where.setText("39576")
    office.settle()
    state = dict(page.keep())
    page.clear()
    fresh = OutreachPage(office.shell.context)
    office.qtbot.addWidget(fresh)
    fresh.restore(state)
    fresh.show()
    fresh.reload()
    office.settle()
    assert fresh.visit() == outreach.Visit(("language",), "ar", "39576")


def test_arrows_move_among_the_tiles_and_space_chooses(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.topics.tiles[0].setFocus()
    office.press(Qt.Key.Key_Right, page.topics.tiles[0])
    office.press(Qt.Key.Key_Down)
    assert office.shell.focusWidget() is page.topics.tiles[4]
    office.press(Qt.Key.Key_Space)
    assert page.topics.values() == ("family",)
    assert page.topics.tiles[4].accessibleDescription() == "gewählt"


def test_the_last_handout_prints_once_more(open_office: OpenOffice, printed: Printed) -> None:
    """The dialog was closed or the paper jammed, and the person still stands at the table."""
    office = open_office("haddad")
    page = begun(office)
    assert not page.again.isVisible()
    page.topics.tiles[0].click()
    office.settle()
    page.main.click()
    office.settle()
    page.again.click()
    office.settle()
    assert printed.sheets[0] == printed.sheets[1] and page.counted.text().startswith("1 Gespräch heute")
    page.leave()
    office.settle()
    assert not page._last, "nothing of the event stays behind"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("391", "Eine Postleitzahl hat fünf Ziffern."), ("10115", "Nicht in der Liste für Sachsen-Anhalt"),
     ("39576", "Stendal"), ("", "")],
)  # fmt: skip
def test_a_place_says_at_once_whether_it_is_known(open_office: OpenOffice, typed: str, words: str) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.where.setText(typed)
    page._look_at()
    office.settle()
    assert page.found.text() == words


@pytest.mark.parametrize("outcome", ["callback", "case"])
def test_a_way_to_reach_somebody_must_be_one(open_office: OpenOffice, printed: Printed, outcome: str) -> None:
    office = open_office("haddad")
    page = begun(office)
    page.outcome.set_values([outcome])
    page._outcome_chosen()
    page.name.setText("Amira")
    page.reach.setText("abc")
    page.reach.editingFinished.emit()
    assert "0391" in page.reach.accessibleDescription()
    page.finish()
    office.settle()
    assert page.counted.text() == "0 Gespräche heute" and page.reach.text() == "abc"
