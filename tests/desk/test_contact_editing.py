"""Own contacts and own data on shipped ones: kept apart from the packs, judged while one types, one step back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.directory import shipped_contacts, shipped_directory, shipped_regions
from welcomedesk.desk import contact_editing, contact_updates, contacts
from welcomedesk.desk.core import Desk, undo
from welcomedesk.domain import directory as directories
from welcomedesk.domain.directory import Directory
from welcomedesk.domain.errors import DeskError, Refused

CHAMBER = "hwk-magdeburg"
NEW = {
    "name": "Treff am Markt",
    "kind": "migrant_organisation",
    "topics": ["work"],
    "target_groups": ["all_migrants"],
    "districts": ["15090"],
    "postal_code": "39576",
    "town": "Stendal",
    "phone": "+49 3931 65432",
    "reply_days": 5,
    "referral": True,
}


class Shelf:
    """Stands for the packs: a directory that an update can replace."""

    def __init__(self, found: Directory) -> None:
        self.found = found

    def directory(self) -> Directory:
        return self.found

    def holidays(self, years: object) -> frozenset[object]:
        return frozenset()


@pytest.fixture
def desk() -> Desk:
    return make_desk(library=Shelf(shipped_directory()))


def updated(desk: Desk, contact_id: str, **changes: object) -> Desk:
    """The same workplace after an update of the packs."""
    new = [replace(each, **changes) if each.id == contact_id else each for each in shipped_contacts()]
    return replace(desk, library=Shelf(directories.directory(new, shipped_regions())))  # type: ignore[arg-type]


def change(desk: Desk, contact_id: str = CHAMBER, **values: object) -> None:
    before = contact_editing.begin(desk, contact_id).values
    contact_editing.save(desk, contact_id, {**before, **values})


def test_new_contact_is_found_matched_placed_and_checked_today(desk: Desk):
    done = contact_editing.save(desk, "", NEW)
    made = contacts.contact(desk, done.value)
    assert (made.name, made.office.own, made.reply_days) == ("Treff am Markt", True, 5)
    assert made.point is not None and abs(made.point.lat - 52.6) < 0.2
    assert [(check.on, check.by) for check in made.office.checks] == [("2026-11-23", "A. Beispiel")]
    undo(desk, done)
    assert not contacts.directory(desk).search("Treff am Markt")


def test_only_what_differs_is_kept_so_that_updates_change_the_rest(desk: Desk):
    change(desk, phone="+49 391 111")
    contact = contacts.contact(desk, CHAMBER)
    assert contact.office.edited == ("phone",)
    later = updated(desk, CHAMBER, phone="+49 391 222", url="https://new.example")
    contact = contacts.contact(later, CHAMBER)
    assert (contact.phone, contact.url) == ("+49 391 111", "https://new.example")


def test_writing_what_the_packs_say_takes_the_own_value_away(desk: Desk):
    change(desk, phone="+49 391 111")
    change(desk, phone=contact_editing.begin(desk, CHAMBER).shipped["phone"])
    assert contacts.contact(desk, CHAMBER).office.edited == ()


def test_another_order_of_the_same_topics_is_no_own_data(desk: Desk):
    topics = contact_editing.begin(desk, CHAMBER).values["topics"]
    assert isinstance(topics, list) and len(topics) > 1
    change(desk, topics=topics[::-1])
    assert contacts.contact(desk, CHAMBER).office.edited == ()


def test_emptied_field_is_not_known_any_more(desk: Desk):
    change(desk, phone=None, topics=None, languages=[])
    contact = contacts.contact(desk, CHAMBER)
    assert (contact.phone, contact.topics) == ("", ())
    change(desk, "sisa", languages=None)
    assert contacts.contact(desk, "sisa").languages is None


def test_number_noted_at_the_telephone_is_what_the_form_shows_and_then_holds(desk: Desk):
    contacts.record_check(desk, CHAMBER, "phone_failed", phone="+49 391 333")
    assert contact_editing.begin(desk, CHAMBER).values["phone"] == "+49 391 333"
    change(desk, name="HWK")
    contacts.record_check(desk, CHAMBER, "phone_failed", phone="+49 391 444")
    assert contacts.contact(desk, CHAMBER).phone == "+49 391 444", "a newer number is not hidden by an older entry"


def test_right_number_of_an_own_contact_is_kept_in_one_step(desk: Desk):
    own = contact_editing.save(desk, "", NEW).value
    done = contacts.record_check(desk, own, "phone_failed", phone="+49 3931 1")
    assert contacts.contact(desk, own).phone == "+49 3931 1"
    undo(desk, done)
    assert contacts.contact(desk, own).phone == NEW["phone"]
    assert len(contacts.contact(desk, own).office.checks) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "Treff, Frau Schulz"}, "name_of_person"),
        ({"phone": "0176 12345678"}, "mobile_phone"),
        ({"phone": "+49 391 65432 Durchwahl 12"}, "extension_of_person"),
        ({"email": "max.mustermann@verein.example"}, "mailbox_of_person"),
        ({"email": "verein@gmail.com"}, "private_mailbox"),
    ],
)
def test_personal_data_are_warned_of_while_one_types(desk: Desk, changed: dict[str, str], code: str):
    looked = contact_editing.look(desk, "", {**NEW, **changed})
    assert code in {each.code for each in looked.problems if not each.is_error}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "no_name"),
        ({"districts": []}, "no_district"),
        ({"name": "<b>Treff</b>"}, "markup"),
        ({"active_from": "2026", "active_to": "2025"}, "period_backwards"),
        ({"active_from": "gestern"}, "date_unreadable"),
        ({"lifecycle": "ended"}, "ended_but_offered"),
    ],
)
def test_what_cannot_be_saved_is_named_and_nothing_is_written(desk: Desk, changed: dict[str, object], code: str):
    values = {**NEW, **changed}
    errors = [each.code for each in contact_editing.look(desk, "", values).problems if each.is_error]
    assert code in errors
    with pytest.raises(Refused) as refused:
        contact_editing.save(desk, "", values)
    assert refused.value.code == "contact_has_errors"
    assert contacts.directory(desk).contacts == shipped_directory().contacts


def test_successors_that_would_run_in_a_circle_are_refused(desk: Desk):
    first = contact_editing.save(desk, "", NEW).value
    second = contact_editing.save(desk, "", {**NEW, "name": "Zweiter", "successor_id": first}).value
    values = {**contact_editing.begin(desk, first).values, "successor_id": second}
    assert "successor_circle" in {each.code for each in contact_editing.look(desk, first, values).problems}
    with pytest.raises(Refused):
        contact_editing.save(desk, first, values)


def test_malformed_postal_code_names_its_field(desk: Desk):
    with pytest.raises(DeskError) as wrong:
        contact_editing.save(desk, "", {**NEW, "postal_code": "3957"})
    assert wrong.value.code == "bad_value"


def test_on_a_shipped_contact_only_the_own_fields_are_judged(desk: Desk):
    values = contact_editing.begin(desk, "fif").values
    assert contact_editing.look(desk, "fif", values).problems == ()
    assert contact_editing.look(desk, "fif", {**values, "phone": "0176 12345678"}).problems[0].code == "mobile_phone"


def test_retired_contact_stays_findable_and_comes_back(desk: Desk):
    done = contact_editing.retire(desk, CHAMBER)
    assert contacts.contact(desk, CHAMBER).office.retired
    assert [each.id for each in contacts.directory(desk).search("Handwerkskammer Magdeburg")] == [CHAMBER]
    undo(desk, done)
    contact_editing.retire(desk, CHAMBER)
    contact_editing.retire(desk, CHAMBER, retired=False)
    assert not contacts.contact(desk, CHAMBER).office.retired


def test_first_look_remembers_and_a_later_update_shows_each_field(desk: Desk):
    assert contact_updates.since_seen(desk) is None
    assert contact_updates.news(desk) == 0
    change(desk, phone="+49 391 111")
    later = updated(desk, CHAMBER, phone="+49 391 222", url="https://new.example")
    assert contact_updates.news(later) == 1
    update = contact_updates.since_seen(later)
    assert update is not None and (update.since, update.by) == ("2026-11-23", "A. Beispiel")
    (seen,) = update.changes
    fields = {name: (before, after) for name, before, after in seen.change.fields}
    assert fields["phone"] == (shipped_directory().contact(CHAMBER).phone, "+49 391 222")
    assert set(fields) == {"phone", "url"} and seen.hidden == ("phone",)


def test_noted_update_is_not_shown_again_and_can_be_taken_back(desk: Desk):
    contact_updates.mark_seen(desk)
    later = updated(desk, CHAMBER, url="https://new.example")
    done = contact_updates.mark_seen(later)
    assert contact_updates.news(later) == 0
    undo(later, done)
    assert contact_updates.news(later) == 1


def test_topics_of_open_steps_are_part_of_what_a_case_needs():
    from tests.helpers.real import real_desk

    office = real_desk("haddad")
    case = office.desk.store.case(office.case("haddad"))
    assert case is not None
    steps = contacts.topics_of_steps(office.desk, case)
    assert steps and set(steps) <= set(contacts.need_of_case(office.desk, case).topics)
    assert contacts.need_of_case(office.desk, case, topics=("visa",)).topics == ("visa",)
