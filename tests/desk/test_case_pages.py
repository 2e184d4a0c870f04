"""What the pages of cases show: agenda, overview, facts with their sources, choices, saved lists, new enquiries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import agenda, case_view, cases, choices, enquiries, lists, overview, referrals
from welcomedesk.desk.core import undo
from welcomedesk.desk.enquiries import Enquiry
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain import fields, wanted
from welcomedesk.domain.errors import Refused


@pytest.fixture(scope="module")
def office() -> RealDesk:
    return real_desk("haddad", "elbaue")


# --- new enquiry ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "postal_code", "place", "district"),
    [
        ("39112", "39112", "Magdeburg", "Magdeburg"),
        ("39112 Magdeburg", "39112", "Magdeburg", "Magdeburg"),
        ("Stendal", "", "Stendal", "Stendal"),
        ("10115 Berlin", "10115", "Berlin", ""),
        ("Hamburg", "", "Hamburg", ""),
        ("", "", "", ""),
    ],
)
def test_a_typed_place_gives_what_is_known_and_guesses_nothing(
    office: RealDesk, typed: str, postal_code: str, place: str, district: str
) -> None:
    found = enquiries.where(office.desk, typed)
    assert (found.postal_code, found.place, found.district_name) == (postal_code, place, district)


def test_a_postal_code_in_two_districts_is_asked_about(office: RealDesk) -> None:
    codes = office.desk.library.directory().regions.postal_codes.values()
    crossing = next(code for code in codes if len(code.districts) > 1)
    found = enquiries.where(office.desk, crossing.code)
    assert found.district == ""
    assert {key for key, _name in found.ask} == set(crossing.districts)
    assert enquiries.where(office.desk, crossing.code, crossing.districts[0]).district == crossing.districts[0]


def test_a_mailbox_and_a_phone_number_go_to_their_fields() -> None:
    office = real_desk("none of them")
    made = enquiries.open_enquiry(office.desk, Enquiry("company", "Muster GmbH", reach="info@example.org"))
    assert cases.show(office.desk, made.value.id).value("company", "email") == "info@example.org"
    assert set(enquiries.wrong_with(Enquiry("person", reach="a@"))) == {"reach"}


# --- agenda ---------------------------------------------------------------------------------------------------------


def test_lines_of_today_get_their_kind_and_the_titles_of_steps(office: RealDesk) -> None:
    today = agenda.today(office.desk, mine=True)
    details = agenda.details(office.desk, today.today)
    assert {detail.kind for detail in details.values()} == {"task", "call"}


def test_a_referral_on_the_agenda_says_since_when_and_its_code(office: RealDesk) -> None:
    item = next(item for item in agenda.today(office.desk, mine=True).next_seven if item.kind == "referral")
    detail = agenda.details(office.desk, [item])[agenda.key_of(item)]
    assert detail.since == "2026-11-23"
    assert detail.code


def test_a_finished_task_leaves_the_agenda_and_comes_back() -> None:
    office = real_desk("haddad")
    item = agenda.today(office.desk, mine=True).today[0]
    done = agenda.finish(office.desk, item)
    assert agenda.today(office.desk, mine=True).today == ()
    undo(office.desk, done)
    assert agenda.today(office.desk, mine=True).today == (item,)


def test_figures_that_end_this_year_are_announced_with_their_last_day(office: RealDesk) -> None:
    days = {notice.last_day.isoformat(): notice for notice in agenda.notices(office.desk)}
    assert len(days["2026-12-31"].titles) > 1
    assert days["2026-12-04"].value_is_day


def test_contacts_of_open_referrals_count_among_those_to_check(office: RealDesk) -> None:
    counted = agenda.contacts_to_check(office.desk)
    assert 0 <= counted.in_referrals <= counted.due


# --- case -----------------------------------------------------------------------------------------------------------


def test_the_head_says_what_runs_out_and_what_is_late(office: RealDesk) -> None:
    assert case_view.face(office.desk, office.case("haddad")).title_ends == "2027-02-16"
    assert case_view.face(office.desk, office.case("elbaue")).late_since == "2026-11-22"


def test_facts_say_where_they_come_from(office: RealDesk) -> None:
    case = cases.show(office.desk, office.case("haddad"))
    title = case.all("residence_title")[0]
    sources = {view.field.name: view.source for view in case_view.facts(office.desk, case, title.ref) if view.source}
    assert (sources["title"].kind, sources["title"].on) == (case_view.SEEN, "2026-11-14")
    goal = case_view.fact(office.desk, case, case.one("person"), fields.FIELDS["person.goal"])
    assert goal.source is not None
    assert goal.source.kind == case_view.ENTERED


def test_a_fact_entered_on_the_day_of_a_talk_was_said_there() -> None:
    desk = make_desk(library=real_desk("none of them").desk.library)
    made = cases.open_case(desk, "person", "Muster", {"person.phone": "1", "consultation:1.at": "2026-11-23"}).value
    case = cases.show(desk, made.id)
    phone = case_view.fact(desk, case, case.one("person"), fields.FIELDS["person.phone"])
    assert phone.source is not None
    assert phone.source.kind == case_view.TALK


def test_the_overview_puts_dated_steps_first_and_names_what_leaves_next(office: RealDesk) -> None:
    shown = overview.overview(office.desk, cases.show(office.desk, office.case("haddad")))
    assert shown.steps[0].due == "2026-11-23"
    assert all(not later.due for later in shown.steps[1:])
    assert shown.leaving is not None
    assert (shown.leaving.contact, shown.leaving.problem) == ("Handwerkskammer Magdeburg", "")
    assert shown.guide is not None
    assert [line.verdict for line in shown.guide.lines] == ["applies"] * len(shown.guide.lines)


def test_a_withdrawn_consent_shows_as_the_problem_of_what_leaves_next() -> None:
    office = real_desk("haddad")
    case = cases.show(office.desk, office.case("haddad"))
    referrals.withdraw_consent(office.desk, case.id, case.all("consent")[0].ref)
    shown = overview.overview(office.desk, cases.show(office.desk, case.id))
    assert shown.leaving is not None
    assert shown.leaving.problem == "withdrawn"


def test_the_history_names_fields_things_and_values_in_words(office: RealDesk) -> None:
    told = case_view.history(office.desk, office.case("haddad"), "person", "citizenship")
    assert [(each.kind, each.field and each.field.label, each.after) for each in told] == [
        ("person", "Citizenship", "Syrien")
    ]


def test_a_case_knows_what_is_still_to_be_added() -> None:
    desk = make_desk()
    made = cases.open_case(desk, "person", "Muster", {"person.email": "a@example.org", "person.residence": "abroad"})
    gaps = wanted.missing(cases.show(desk, made.value.id))
    assert "person.citizenship" in gaps
    assert {"person.phone", "person.postal_code", "person.district"} & set(gaps) == set()


def test_looking_at_something_hidden_is_recorded_even_in_a_closed_case() -> None:
    desk = make_desk()
    case = cases.open_case(desk, "person", "Muster").value.id
    cases.close_case(desk, case, "reached")
    cases.note_access(desk, case, "address")
    assert [line.what for line in desk.store.accesses(case)] == ["address"]
    with pytest.raises(Refused, match="reason"):
        cases.note_access(desk, case, "restricted", " ")


# --- choices and lists ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [field for field in fields.FIELDS.values() if field.kind in ("choice", "country")])
def test_every_field_of_choice_has_something_to_choose(office: RealDesk, field: fields.Field) -> None:
    assert len(choices.of_field(office.desk, field)) > 1


def test_countries_stand_in_the_order_of_their_names(office: RealDesk) -> None:
    names = [words for _code, words in choices.of_field(office.desk, fields.FIELDS["person.citizenship"])]
    assert names.index("Ägypten") < names.index("Albanien")


def test_a_saved_list_is_for_whoever_opens_it() -> None:
    desk = make_desk()
    query = RegisterQuery(kind="company", adviser=desk.actor, text="Elbe", order="next")
    ref = lists.save(desk, "Meine Betriebe", query).value
    (found,) = lists.saved(desk)
    assert (found.name, found.query.kind, found.query.adviser) == ("Meine Betriebe", "company", lists.ME)
    assert lists.save(desk, "Meine Betriebe", RegisterQuery()).value == ref
    lists.drop(desk, ref)
    assert lists.saved(desk) == ()


def test_old_figures_are_not_announced_for_ever(office: RealDesk) -> None:
    first = office.desk.today - timedelta(days=agenda.FIGURES_FORGOTTEN_DAYS)
    assert all(notice.last_day >= first for notice in agenda.notices(office.desk))
