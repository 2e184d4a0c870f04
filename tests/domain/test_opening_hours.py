"""Opening hours are read only where nothing else stands in them; on holidays an office is closed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.directory import shipped_contacts, shipped_regions
from welcomedesk.domain.opening_hours import read_hours, said_today
from welcomedesk.domain.saying import Speaker
from welcomedesk.i18n import in_language

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
REFORMATION = date(2025, 10, 31)


def slots(text: str) -> dict[int, tuple[tuple[str, str], ...]]:
    week = read_hours(text)
    assert week is not None
    return {day: found for day, found in week.slots.items() if found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mo–Fr 8–18 Uhr", dict.fromkeys(range(5), (("08:00", "18:00"),))),
        ("Mo und Do 9–14 Uhr", {0: (("09:00", "14:00"),), 3: (("09:00", "14:00"),)}),
        ("Di 9-12 und 14-18, Do 9-12", {1: (("09:00", "12:00"), ("14:00", "18:00")), 3: (("09:00", "12:00"),)}),
        ("Mo, Di 9:30 bis 12.15 Uhr; Mi geschlossen", {0: (("09:30", "12:15"),), 1: (("09:30", "12:15"),)}),
        ("Sa–Mo 10–12", {5: (("10:00", "12:00"),), 6: (("10:00", "12:00"),), 0: (("10:00", "12:00"),)}),
        ("Mon–Fri 9–11 (2025)", dict.fromkeys(range(5), (("09:00", "11:00"),))),
        ("an Arbeitstagen 8–16 Uhr", dict.fromkeys(range(5), (("08:00", "16:00"),))),
        ("täglich 10–20 Uhr", dict.fromkeys(range(7), (("10:00", "20:00"),))),
    ],
)
def test_hours_are_read_as_people_write_them(text, wanted):
    assert slots(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nur mit Termin",
        "Am Stadion 6: Mo 8–15 Uhr",
        "Mo 8–15 Uhr in geraden Wochen",
        "Mo 15–8 Uhr",
        "Mo ab 8 Uhr",
        "8–15 Uhr",
        "Mo–",
        "Mo 8–15, Di",
        "Mo 25–26 Uhr",
        "<b>Mo 8–15</b>",
    ],
)
def test_what_says_more_or_less_than_hours_is_not_read(text):
    assert read_hours(text) is None
    assert said_today(text, MONDAY) == ()


def test_a_week_without_hours_on_a_day_is_closed_and_names_the_next_day():
    codes = [(said.code, dict(said.values)) for said in said_today("Di 9–12, Do 9–12 Uhr", MONDAY)]
    assert codes == [
        ("closed_today", {}),
        ("open_next", {"weekday": "1", "date": "2026-11-24", "times": ("09:00–12:00",)}),
    ]
    assert [said.code for said in said_today("Di 9–12", TUESDAY)] == ["open_today"]


def test_holidays_of_saxony_anhalt_close_an_office_today_and_next():
    from welcomedesk import bootstrap

    holidays = bootstrap.library().holidays((2025,))
    found = said_today("Mo–Fr 9–12 Uhr", REFORMATION, holidays)
    assert found[0].code == "closed_holiday"
    assert found[1].values["date"] == "2025-11-03", "after the weekend"
    assert said_today("Mo–Fr 9–12 Uhr", date(2026, 1, 5), bootstrap.library().holidays((2026,)))[0].code == "open_today"
    epiphany = said_today("Mo–Fr 9–12 Uhr", date(2026, 1, 6), bootstrap.library().holidays((2026,)))
    assert epiphany[0].code == "closed_holiday", "a holiday here, unlike in most of the country"


def test_a_day_by_appointment_says_so():
    hours = "Di und Do 9–12 Uhr, Mo und Mi nach Termin"
    assert [said.code for said in said_today(hours, MONDAY)] == ["appointment_today"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sentence_about_hours_has_its_words(language):
    say = Speaker(in_language(language), language, shipped_regions())
    for day in (MONDAY, TUESDAY):
        for hours in ("Di 9–12", "Mo nach Termin, Fr 9–10"):
            for said in said_today(hours, day, {MONDAY} if hours == "Di 9–12" else frozenset()):
                assert "{" not in say.say(said)


def test_shipped_hours_mean_the_same_in_both_languages():
    for contact in shipped_contacts():
        assert read_hours(contact.hours.de) == read_hours(contact.hours.en), contact.id
