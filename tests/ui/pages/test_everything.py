"""The one search box: cases, contacts, knowledge and actions, in groups, with the place that each leads to."""

from __future__ import annotations

import pytest

from tests.helpers.real import real_desk
from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import cases
from welcomedesk.i18n import _, use_language
from welcomedesk.ui.everything import _JOBS, find, marks_of
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.searched_column import SearchedColumn
from welcomedesk.ui.pages.settings_parts import Section
from welcomedesk.ui.settings_index import SETTINGS


def test_groups_come_in_their_order() -> None:
    hits = find(real_desk().desk, "pflege")
    assert list(dict.fromkeys(hit.group for hit in hits)) == ["Fälle", "Ansprechstellen", "Wissen", "Hilfe", "Aktionen"]


def test_a_case_is_found_by_name_and_leads_to_it() -> None:
    real = real_desk("haddad")
    hit = find(real.desk, "hadd")[0]
    assert hit.place == Place("case", case=real.entered["haddad"].case)
    assert hit.right == "2026-0001 · offen" and hit.marks == ((6, 4),)


@pytest.mark.parametrize(
    ("typed", "second", "marked"),
    [
        ("haddad", "Person", []),
        ("2026-0001", "Person", []),
        ("handwerk", "Name der Stelle: Handwerkskammer Magdeburg", ["Handwerkskammer"]),
    ],
)
def test_the_second_line_of_a_case_says_where_it_was_found(typed: str, second: str, marked: list[str]) -> None:
    hit = find(real_desk("haddad").desk, typed)[0]
    assert hit.second == second
    assert [second[start : start + length] for start, length in hit.second_marks] == marked


def test_an_office_says_how_fresh_its_entry_is() -> None:
    hits = find(real_desk("haddad").desk, "handwerkskammer magdeburg")
    office = next(hit for hit in hits if hit.place and hit.place.page == "contacts")
    assert office.title == "Handwerkskammer Magdeburg" and office.right


def test_many_statements_lead_to_the_page_of_knowledge() -> None:
    hits = find(real_desk("haddad").desk, "antrag")
    assert Place("knowledge", item="?antrag") in [hit.place for hit in hits]


def test_what_is_nowhere_can_become_a_new_enquiry() -> None:
    hits = find(real_desk("haddad").desk, "qwertz")
    assert [hit.place for hit in hits] == [Place("cases", tab="new", item="qwertz")]
    assert all(hit.also for hit in hits)


def test_pages_are_found_by_their_names() -> None:
    places = [hit.place for hit in find(real_desk("haddad").desk, "einst")]
    assert Place("settings") in places


def test_marks_stand_at_the_beginning_of_words() -> None:
    assert marks_of("Anerkennung ist kein Amt", "amt") == ((21, 3),)
    assert marks_of("Stamm", "amm") == ()


def test_a_name_is_found_by_its_sound_in_another_script() -> None:
    real = real_desk("none of them")
    cases.open_case(real.desk, "person", "Мухаммед Алиев")
    hit = find(real.desk, "Mohammed")[0]
    assert (hit.title, hit.second) == ("Мухаммед Алиев", "Der Name klingt ähnlich.")


def test_german_terms_are_found_from_other_languages_and_with_a_slip() -> None:
    desk = real_desk("none of them").desk
    for typed in ("residence permit", "aufentaltserlaubnis", "Aufenthaltserlaubnis"):
        titles = [hit.title for hit in find(desk, typed) if hit.group == "Wissen"]
        assert any("Aufenthaltserlaubnis" in title for title in titles)


def test_an_office_is_found_with_ae_for_umlauts_and_with_a_slip() -> None:
    desk = real_desk("none of them").desk
    for typed in ("Auslaenderbehoerde Halle", "Auslanderbehörde Halle"):
        assert any("Halle" in hit.title for hit in find(desk, typed) if hit.group == "Ansprechstellen")


def test_what_the_window_can_do_is_found_by_its_words() -> None:
    codes = {hit.code for hit in find(real_desk("none of them").desk, "verdecken")}
    assert "do:cover" in codes


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("briefkopf", "Büro und Briefkopf"),
        ("sichern", "Sicherung anlegen"),
        ("zurücksp", "Zurückspielen"),
        ("sicherung wiederherst", "Zurückspielen"),
        ("passwort", "Kennwortsatz ändern"),
        ("dunkel", "Aussehen"),
        ("schrift größ", "Schriftgröße"),
        ("usb", "Auf anderen Datenträger kopieren"),
        ("laptop", "Verlorenes Gerät"),
    ],
)
def test_settings_are_found_by_their_words_and_by_others(typed: str, first: str) -> None:
    hits = [hit for hit in find(real_desk("none of them").desk, typed) if hit.group == "Einstellungen"]
    assert hits[0].title == first


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_setting_that_is_found_stands_on_its_page(open_office: OpenOffice, code: str) -> None:
    office = open_office("none of them")
    use_language(code)
    for setting in SETTINGS:
        title = _(setting.words).rstrip(" …")
        page = office.go(setting.page, item=title)
        assert isinstance(page, SearchedColumn)
        assert page.none.isHidden() and page.search.text() == title, title
        shown = [section for section in page.sections if isinstance(section, Section) and not section.isHidden()]
        assert any(section.accessibleName() == _(setting.under or setting.words) for section in shown), title


def test_every_section_of_the_settings_is_found(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    covered = {_(setting.under or setting.words) for setting in SETTINGS}
    for name in ("settings", "privacy"):
        page = office.go(name)
        assert isinstance(page, SearchedColumn)
        titles = {section.accessibleName() for section in page.sections if isinstance(section, Section)}
        assert titles and titles <= covered


def test_settings_that_were_searched_for_stand_whole_again_later(open_office: OpenOffice) -> None:
    office = open_office("none of them")
    page = office.go("settings", item="Sprache")
    assert isinstance(page, SearchedColumn)
    assert page.search.text() == "Sprache"
    office.go("today")
    office.go("settings")
    assert page.search.text() == ""
    page.search.setText("Sperren")
    office.go("today")
    office.go("settings")
    assert page.search.text() == "Sperren", "typed by hand it stays"


def test_who_is_called_so_stands_before_who_belongs_to_them() -> None:
    hits = [hit for hit in find(real_desk("none of them").desk, "LAMSA") if hit.group == "Ansprechstellen"]
    assert hits[0].title == "Landesnetzwerk Migrantenorganisationen Sachsen-Anhalt (LAMSA) e.V."
    assert hits[1].title.startswith("LAMSA e.V., Standort")


@pytest.mark.parametrize(
    ("typed", "group", "title"),
    [
        ("serienbrief", "Hilfe", "Schreiben"),
        ("datei anhängen", "Hilfe", "Der Fall"),
        ("einwilligung zurücknehmen", "Hilfe", "Datenschutz"),
        ("importieren", "Aktionen", "Ansprechstellen übernehmen"),
        ("eigene ansprechstelle", "Aktionen", "Neue Ansprechstelle"),
        ("löschen", "Aktionen", "Löschliste"),
    ],
)
def test_what_people_want_to_do_is_found_by_their_own_words(typed: str, group: str, title: str) -> None:
    hits = find(real_desk("none of them").desk, typed)
    assert (group, title) in [(hit.group, hit.title) for hit in hits]


def test_a_sentence_of_the_manual_stands_below_its_chapter() -> None:
    hits = find(real_desk("none of them").desk, "serienbrief")
    found = next(hit for hit in hits if hit.group == "Hilfe")
    assert found.second.startswith("Serienbriefe gehen") and found.second_marks[0] == (0, 11)
    assert not [hit for hit in find(real_desk("none of them").desk, "se") if hit.group == "Hilfe"]


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_job_that_is_found_leads_to_a_page(open_office: OpenOffice, code: str) -> None:
    office = open_office("none of them")
    use_language(code)
    for title, _icon, place, _other in _JOBS:
        hits = [hit for hit in find(office.office.desk, _(title)) if hit.title == _(title)]
        assert [hit.place for hit in hits] == [place], title
        assert office.go(place.page, tab=place.tab).isVisible()
