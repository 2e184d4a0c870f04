"""Outreach events: contacts are counted without a person, and the handout says the first steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.real import real_desk
from welcomedesk.desk import cases, outreach
from welcomedesk.desk.core import Desk, undo
from welcomedesk.desk.outreach import Visit
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import counts_of
from welcomedesk.domain.errors import DeskError


@pytest.fixture(scope="module")
def shipped() -> Desk:
    return real_desk("none of them").desk


@pytest.fixture
def desk() -> Desk:
    return real_desk("none of them").desk


VISIT = Visit(("recognition", "work"), "uk", "39576")


def test_a_handout_only_is_counted_and_opens_no_case(desk: Desk) -> None:
    outreach.record(desk, VISIT)
    assert outreach.count_today(desk) == outreach.DayCount(total=1, unnamed=1)
    assert desk.store.register(RegisterQuery(states=())).total == 0


def test_what_is_counted_says_nothing_about_who_it_was(desk: Desk) -> None:
    named = replace(VISIT, outcome="callback", name="Canary Person", reach="0391 4711")
    outreach.record(desk, named)
    kept = desk.store.case(counts_of("2026-11"))
    assert kept is not None
    (tally,) = kept.all("tally")
    values = {name: tally.get(name) for name in tally.fields}
    assert values == {
        "on": "2026-11-23",
        "channel": "event",
        "topics": ["recognition", "work"],
        "language": "uk",
        "district": "15090",
        "outcome": "callback",
    }


def test_a_callback_opens_a_case_with_a_task_for_the_next_working_day(desk: Desk) -> None:
    case = outreach.record(desk, replace(VISIT, outcome="callback", name="Olena", reach="0391 4711")).value.case
    assert case is not None
    opened = desk.store.case(case.id)
    assert opened is not None
    assert (opened.name, opened.value("person", "phone")) == ("Olena", "0391 4711")
    assert opened.one("person").texts("languages") == ("uk",)
    (task,) = opened.all("task")
    assert (task.text("kind"), task.text("due")) == ("call", "2026-11-24")


def test_a_weekend_and_a_holiday_are_no_working_days(desk: Desk) -> None:
    clock = desk.clock
    clock.at = clock.at.replace(month=12, day=24)  # type: ignore[attr-defined]
    assert outreach.next_working_day(desk).isoformat() == "2026-12-28"


def test_a_name_that_does_not_fit_counts_nothing(desk: Desk) -> None:
    with pytest.raises(DeskError):
        outreach.record(desk, replace(VISIT, outcome="case", name="x" * 3000))
    assert outreach.count_today(desk).total == 0


def test_a_counted_contact_is_taken_back(desk: Desk) -> None:
    done = outreach.record(desk, VISIT)
    undo(desk, done)
    assert outreach.count_today(desk).total == 0


def test_counted_contacts_stand_in_no_list_and_no_search(desk: Desk) -> None:
    outreach.record(desk, VISIT)
    assert not cases.search(desk, "uk")
    assert desk.store.counts()["cases"] == 0


def test_the_event_of_today_is_found_again_and_that_of_yesterday_is_not(desk: Desk) -> None:
    begun = outreach.begin(desk, " Begegnungstag ", "Musterdorf").value
    assert outreach.todays(desk) == begun
    assert begun.name == "Begegnungstag"
    desk.clock.forward(days=1)  # type: ignore[attr-defined]
    assert outreach.todays(desk) is None
    assert outreach.events(desk) == (begun,)


def test_every_topic_has_first_steps_in_plain_words_in_both_languages_of_the_window(shipped: Desk) -> None:
    for sheet in outreach.sheets(shipped.library):
        listed = next(row for row in shipped.library.rows("first_steps") if row["id"] == sheet.topic)
        assert len(sheet.steps) == len(listed["steps"]) >= 2
        for step in sheet.steps:
            assert step.title["de"] and step.title["en"] and step.plain["de"] and step.plain["en"]


@pytest.mark.parametrize("postal_code", ["39576", "06108", "39104", "06844", "29410", ""])
def test_every_handout_names_offices_that_can_be_reached_and_none_twice(shipped: Desk, postal_code: str) -> None:
    topics = tuple(topic.id for topic in outreach.topics(shipped))
    outline = outreach.outline(shipped, Visit(topics, "en", postal_code))
    assert 1 <= len(outline.places) == len(set(outline.places)) <= outreach.MOST_PLACES


def test_the_handout_stands_in_german_beside_the_visitors_language(shipped: Desk) -> None:
    value = outreach.handout_value(shipped, replace(VISIT, language="en"))
    assert value.languages == ("de", "en")
    assert [text[0].text for text in value.title] == ["Ihre ersten Schritte", "Your first steps"]
    assert outreach.handout(shipped, replace(VISIT, language="en")).startswith(b"%PDF")


def test_a_german_handout_has_one_column(shipped: Desk) -> None:
    assert outreach.handout_value(shipped, replace(VISIT, language="de")).languages == ("de",)
