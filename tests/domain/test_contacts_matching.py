"""Who is offered for which need: the cases in `matching/*.toml`, and what must never happen."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.directory import a_contact, pack_rows, shipped_contacts, shipped_directory, shipped_regions
from welcomedesk.domain.contacts import GROUP_IDS, TOPIC_IDS, OfficeCheck, OfficeView, Period
from welcomedesk.domain.directory import directory
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.matching import Need, UnknownNeed, authority_contacts, find, office_for
from welcomedesk.domain.regions import Point
from welcomedesk.domain.saying import Said, Speaker

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).parent / "matching"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['why'][:60]}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
ENDED = [contact for contact in shipped_contacts() if contact.lifecycle == "ended"]


def need_of(case: dict[str, object]) -> Need:
    lists = {name: tuple(case.get(name, ())) for name in ("topics", "target_groups", "languages", "named")}  # type: ignore[call-overload]
    texts = {name: str(case.get(name, "")) for name in ("district", "postal_code", "place")}
    return Need(**lists, **texts)


@pytest.mark.parametrize("case", CASES)
def test_need_leads_to_these_contacts(case):
    on = date.fromisoformat(case.get("on", TODAY.isoformat()))
    found = find(shipped_directory(), need_of(case), on)
    offered = [match.id for match in found.matches]
    assert offered[:3] == case["first"]
    assert not set(case.get("never", ())) & set(offered)
    assert list(found.ask_district) == case.get("ask", [])
    explained = {each.contact.id: each.successor.id if each.successor else "" for each in found.not_suggested}
    assert case.get("ended", {}).items() <= explained.items()
    assert not (set(case.get("check_at", ())) - {contact.id for contact in found.places_to_check})


def test_cases_cover_every_district_and_every_topic():
    needs = [need_of(case.values[0]) for case in CASES]
    regions = shipped_regions()
    here = {
        regions.locate(postal_code=need.postal_code, district=need.district, place=need.place).district
        for need in needs
    }
    assert len(CASES) >= 60
    assert set(regions.districts) <= here
    assert {topic for need in needs for topic in need.topics} == TOPIC_IDS


@pytest.mark.parametrize("contact", ENDED, ids=lambda contact: contact.id)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_ended_contact_is_absent_on_every_day_after_its_end(contact, data):
    """Whatever is asked, even by name: it is explained at most, never offered."""
    end = contact.period.last_day
    on = end + timedelta(days=data.draw(st.integers(1, 40_000)))
    need = Need(
        topics=data.draw(st.sampled_from([(), *((topic,) for topic in contact.topics)])),
        target_groups=data.draw(st.sampled_from([(), *((group,) for group in contact.target_groups)])),
        district=data.draw(st.sampled_from(["", "ST", "DE", *shipped_regions().districts])),
        named=data.draw(st.sampled_from([(), (contact.id,)])),
    )
    found = find(shipped_directory(), need, on)
    assert contact.id not in {match.id for match in found.matches}
    assert all(each.successor is None or not each.successor.period.end for each in found.not_suggested)


def test_all_twelve_ended_contacts_are_known():
    assert len(ENDED) == 12


def test_ended_contact_is_offered_again_before_its_end_when_it_may_be_referred_to():
    contacts = directory([a_contact(period=Period("2020", "2026-11"))], shipped_regions())
    need = Need(topics=("work",), district="15003")
    assert [match.id for match in find(contacts, need, date(2026, 11, 30)).matches] == ["a"]
    after = find(contacts, need, date(2026, 12, 1))
    assert not after.matches
    assert after.not_suggested[0].lines == (Said("ended_month", {"date": "2026-11"}), Said("no_successor"))


def test_contact_that_has_not_begun_is_named_with_its_begin():
    contacts = directory([a_contact(period=Period("2027-01"))], shipped_regions())
    found = find(contacts, Need(topics=("work",), district="15003"), TODAY)
    assert [each.lines for each in found.not_suggested] == [(Said("not_started", {"date": "2027-01"}),)]


def test_contact_for_information_only_is_never_offered():
    informing = {contact.id for contact in shipped_contacts() if not contact.referral}
    offered = {match.id for match in find(shipped_directory(), Need(), TODAY).matches}
    assert len(informing) == 28
    assert not informing & offered
    assert len(offered) == 135


def test_postal_code_on_a_border_asks_and_keeps_back_what_depends_on_the_answer():
    found = find(shipped_directory(), Need(topics=("visa",), postal_code="06120"), TODAY)
    assert found.ask_district == ("15002", "15088")
    groups = {match.id: match.group for match in found.matches}
    assert groups["abh-15002"] == groups["abh-15088"] == "by_district"
    assert groups["psz-halle"] == "local", "works in both districts, so the answer does not matter"


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("99999", "unknown_postal_code"),
        ("10115", "unknown_postal_code"),
        ("1234", "malformed_postal_code"),
        ("3910x", "malformed_postal_code"),
        ("３９１０４", "malformed_postal_code"),
    ],
)
def test_unknown_postal_code_is_a_clear_error(code, failure):
    with pytest.raises(DeskError) as error:
        find(shipped_directory(), Need(topics=("work",), postal_code=code), TODAY)
    assert error.value.code == failure
    assert code in str(error.value)
    assert error.value.next_step


def test_postal_code_and_district_that_contradict_each_other_are_an_error():
    with pytest.raises(DeskError) as error:
        find(shipped_directory(), Need(postal_code="39104", district="15002"), TODAY)
    assert error.value.code == "postal_code_elsewhere"


@pytest.mark.parametrize(
    "need", [Need(topics=("cooking",)), Need(target_groups=("everybody",))], ids=["topic", "group"]
)
def test_unknown_topic_or_group_is_an_error_that_names_it(need):
    with pytest.raises(UnknownNeed, match=r"cooking|everybody"):
        find(shipped_directory(), need, TODAY)


def test_order_is_fit_then_distance_then_freshness():
    near, far = Point(52.13, 11.63), Point(52.6, 11.86)
    contacts = directory(
        [
            a_contact("old", point=near, newest_source="2012"),
            a_contact("far", point=far),
            a_contact("fresh", point=near),
            a_contact("several", point=far, topics=("work", "language")),
        ],
        shipped_regions(),
    )
    found = find(contacts, Need(topics=("work", "language"), district="15003"), TODAY)
    assert [match.id for match in found.matches] == ["several", "fresh", "old", "far"]


def test_spoken_language_comes_before_an_unknown_one_and_that_before_others():
    contacts = directory(
        [a_contact("other", languages=("de", "en")), a_contact("unknown"), a_contact("speaks", languages=("ar",))],
        shipped_regions(),
    )
    found = find(contacts, Need(topics=("work",), district="15003", languages=("ar",)), TODAY)
    assert [match.id for match in found.matches] == ["speaks", "unknown", "other"]
    assert Said("language", {"languages": ("ar",)}) in found.matches[0].because
    assert Said("language_unknown", {"languages": ("ar",)}) in found.matches[1].misfits
    assert Said("language_other", {"languages": ("de", "en")}) in found.matches[2].misfits


def test_kurdish_is_found_under_each_of_its_codes():
    contacts = directory([a_contact(languages=("ku",))], shipped_regions())
    (match,) = find(contacts, Need(topics=("work",), languages=("ckb",)), TODAY).matches
    assert match.fit.language == 2


@pytest.mark.parametrize(("spoken", "asked"), [("fa", "prs"), ("prs", "fa"), ("sr", "bs"), ("bs", "hr")])
def test_an_office_is_found_under_every_name_of_a_language(spoken, asked):
    contacts = directory([a_contact(languages=(spoken,))], shipped_regions())
    (match,) = find(contacts, Need(topics=("work",), languages=(asked,)), TODAY).matches
    assert match.fit.language == 2


def test_contact_for_another_group_fits_in_part_and_says_for_whom_it_is():
    contacts = directory([a_contact(target_groups=("student",)), a_contact("b")], shipped_regions())
    found = find(contacts, Need(topics=("work",), target_groups=("employer", "refugee"), district="15003"), TODAY)
    assert [(match.id, match.group) for match in found.matches] == [("b", "local"), ("a", "partly")]
    assert Said("groups_other", {"groups": ("student",)}) in found.matches[1].misfits


def test_all_migrants_does_not_speak_of_companies():
    contacts = directory([a_contact()], shipped_regions())
    (match,) = find(contacts, Need(topics=("work",), target_groups=("employer",), district="15003"), TODAY).matches
    assert match.group == "partly"


def test_contact_without_any_route_is_offered_last_and_says_so():
    contacts = directory([a_contact("mute", name="A", phone=""), a_contact("b", name="B")], shipped_regions())
    found = find(contacts, Need(topics=("work",), district="15003"), TODAY)
    assert [match.id for match in found.matches] == ["b", "mute"]
    assert Said("no_route") in found.matches[1].misfits


def test_number_that_did_not_work_moves_a_contact_down_and_is_told():
    view = OfficeView(checks=(OfficeCheck("2026-11-02", "AB", "phone_failed"),))
    contacts = directory([a_contact("a", name="A", office=view), a_contact("b", name="B")], shipped_regions())
    found = find(contacts, Need(topics=("work",), district="15003"), TODAY)
    assert [match.id for match in found.matches] == ["b", "a"]
    assert Said("phone_failed", {"date": "2026-11-02", "by": "AB"}) in found.matches[1].misfits


def test_successors_in_a_circle_end_the_search_and_are_told():
    contacts = directory(
        [
            a_contact("a", period=Period(end="2020"), successor_id="b"),
            a_contact("b", period=Period(end="2021"), successor_id="c"),
            a_contact("c", period=Period(end="2022"), successor_id="a"),
        ],
        shipped_regions(),
    )
    found = find(contacts, Need(topics=("work",), district="15003"), TODAY)
    assert not found.matches
    assert {each.circle for each in found.not_suggested} == {True}
    assert found.not_suggested[0].lines[1] == Said("successor_circle")


def test_successor_that_has_ended_too_leads_on_to_the_one_that_works():
    contacts = directory(
        [
            a_contact("a", period=Period(end="2020"), successor_id="b"),
            a_contact("b", period=Period("2021", "2022"), successor_id="c"),
            a_contact("c", period=Period("2023")),
        ],
        shipped_regions(),
    )
    found = find(contacts, Need(topics=("work",), district="15003"), TODAY)
    assert [match.id for match in found.matches] == ["c"]
    assert {each.successor.id for each in found.not_suggested if each.successor} == {"c"}


def test_fall_backs_that_still_work_are_named_where_no_successor_is_known():
    found = find(shipped_directory(), Need(topics=("employer_advice",), district="15003"), TODAY)
    zemigra = next(each for each in found.not_suggested if each.contact.id == "zemigra")
    assert [each.id for each in zemigra.fallbacks] == ["fif", "welcomecenter-st", "zif-nord", "zif-sued"]


def test_every_match_says_why_in_whole_sentences():
    speaker = Speaker(lambda text: text, "en", shipped_regions())
    for topic in sorted(TOPIC_IDS):
        for group in sorted(GROUP_IDS):
            found = find(shipped_directory(), Need((topic,), (group,), "15086", languages=("ar",)), TODAY)
            for match in found.matches:
                lines = [speaker.say(said) for said in (*match.because, *match.misfits, match.freshness_line)]
                assert match.because
                assert all(line and "{" not in line for line in lines)
            for each in found.not_suggested:
                assert all(speaker.say(said) for said in each.lines)


def test_distance_is_unknown_without_a_point():
    contacts = directory([a_contact()], shipped_regions())
    (match,) = find(contacts, Need(topics=("work",), district="15003"), TODAY).matches
    assert match.distance_km is None


def test_step_that_names_an_authority_leads_to_the_office_of_the_district():
    offices = {"abh": tuple(each.id for each in shipped_contacts() if each.kind == "foreigners_authority")}
    found = office_for(shipped_directory(), "abh", Need(place="Wernigerode"), TODAY, offices)
    assert [match.id for match in found.matches] == ["abh-15085"]


def test_every_authority_of_the_recognition_guide_leads_to_known_contacts():
    table = next(each for each in pack_rows("recognition-st")["table"] if each["id"] == "authorities")
    rows = [
        *table.get("rows", ()),
        *(row for row in pack_rows("recognition-st")["row"] if row["table"] == "authorities"),
    ]  # type: ignore[attr-defined]
    offices = authority_contacts(rows, shipped_directory())
    known = set(shipped_directory().by_id)
    assert {contact for ids in offices.values() for contact in ids} <= known
    assert len(offices["abh"]) == 14
    need = Need(topics=("recognition",), district="15090")
    found = office_for(shipped_directory(), "hwk_md", need, TODAY, offices)
    assert [match.id for match in found.matches] == ["hwk-magdeburg"]


def test_step_that_names_an_ended_contact_leads_to_its_successor():
    found = office_for(shipped_directory(), "aa-alt-halle", Need(district="15002"), TODAY)
    assert [match.id for match in found.matches] == ["aa-sued"]
    assert [each.contact.id for each in found.not_suggested] == ["aa-alt-halle"]


def test_step_that_names_a_topic_or_an_unmapped_authority_asks_by_topic():
    need = Need(topics=("health",), target_groups=("refugee",), district="15090")
    by_topic = office_for(shipped_directory(), "topic:health", replace(need, topics=()), TODAY)
    unmapped = office_for(shipped_directory(), "no_such_authority", need, TODAY)
    assert [match.id for match in by_topic.matches] == [match.id for match in unmapped.matches]
    assert by_topic.matches[0].id == "psz-stendal"


def test_search_by_name_finds_ended_contacts_too():
    assert shipped_directory().search("zemigra")[0].id == "zemigra"
    assert [each.id for each in shipped_directory().search("handwerkskammer halle")][:1] == ["hwk-halle"]
    assert shipped_directory().search("  ") == ()
