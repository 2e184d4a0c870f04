"""One kind of letter to many: who can get it, what stops it, what is filed, what was printed."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from tests.desk.test_letter_kinds import held_event, text_of
from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, letters, serial
from welcomedesk.desk.letters import Order
from welcomedesk.desk.ports import CaseStore
from welcomedesk.domain.errors import DeskError, Refused

THANKS = Order("thanks", typed=(("what", "für Ihre Zeit"),))


@pytest.fixture
def real() -> RealDesk:
    return real_desk("elbaue", "haddad", "muster-it")


def some_contacts(real: RealDesk, count: int = 20) -> tuple[str, ...]:
    """Contacts with an address, so that their letters fit an envelope."""
    found = serial.readers(real.desk, real.case("elbaue"), "contacts")
    with_address = (
        each.key
        for each in found
        if (ready := serial.draft(real.desk, real.case("elbaue"), THANKS, each.key)).recipient
        and ready.recipient.has_address
    )
    return tuple(islice(with_address, count))


def test_contacts_are_chosen_by_topic_kind_and_words(real: RealDesk) -> None:
    case = real.case("elbaue")
    everybody = serial.readers(real.desk, case, "contacts")
    recognition = serial.readers(real.desk, case, "contacts", topic="recognition")
    chambers = serial.readers(real.desk, case, "contacts", kind="chamber_hwk", text="magdeburg")
    assert len(everybody) > len(recognition) > len(chambers) >= 1
    assert [each.name for each in everybody] == sorted((each.name for each in everybody), key=str.casefold)
    assert all("agdeburg" in each.name + each.second for each in chambers)


def test_companies_and_participants_are_groups_of_their_own(real: RealDesk) -> None:
    case = held_event(real)
    companies = serial.readers(real.desk, case, "companies")
    assert {f"company:{real.case('elbaue')}", f"company:{real.case('muster-it')}"} == {each.key for each in companies}
    guests = serial.readers(real.desk, case, "participants")
    assert [each.name for each in guests] == ["Olena Kowaltschuk", "Samir Haddad"]


def test_every_recipient_gets_a_page_and_a_filed_letter(real: RealDesk) -> None:
    case, keys = real.case("elbaue"), some_contacts(real)
    made = serial.issue(real.desk, case, THANKS, keys).value
    kept = cases.show(real.desk, case).all("letter")
    assert len(made) == len(kept) == len(keys) == 20 and len({each.text("recipient") for each in kept}) == 20
    assert len({each.text("series") for each in kept}) == 1
    for letter, issued in zip(kept, made, strict=True):
        assert letter.text("recipient").split()[0] in text_of(issued.pdf)


def test_an_invitation_goes_to_the_company_of_another_case(real: RealDesk) -> None:
    case = held_event(real)
    ready = serial.draft(real.desk, case, Order("event_invitation"), f"company:{real.case('muster-it')}")
    guest = cases.show(real.desk, real.case("muster-it")).name
    assert ready.recipient is not None and ready.recipient.name == guest and "21.01.2027" in text_of(ready.pdf)


def test_certificates_name_each_participant(real: RealDesk) -> None:
    case = held_event(real)
    keys = [each.key for each in serial.readers(real.desk, case, "participants")]
    pages = [text_of(each.pdf) for each in serial.issue(real.desk, case, Order("event_certificate"), keys).value]
    assert [each.recipient for each in serial.waiting(real.desk, case)] == ["Olena Kowaltschuk", "Samir Haddad"]
    assert "Olena Kowaltschuk" in pages[0] and "Samir Haddad" in pages[1]


def test_where_one_letter_cannot_go_out_none_does(real: RealDesk) -> None:
    case, keys = real.case("elbaue"), some_contacts(real, 3)
    nameless = Order("thanks")
    assert {key for key, _problem in serial.check(real.desk, case, nameless, keys)} == set(keys)
    with pytest.raises(Refused):
        serial.issue(real.desk, case, nameless, keys)
    assert cases.show(real.desk, case).all("letter") == ()


def test_a_series_that_stopped_knows_where_it_stopped(real: RealDesk) -> None:
    case = real.case("elbaue")
    made = serial.issue(real.desk, case, THANKS, some_contacts(real)).value
    serial.mark_printed(real.desk, case, [each.ref for each in made[:7]])
    waiting = serial.waiting(real.desk, case)
    assert [each.printed for each in waiting] == [True] * 7 + [False] * 13
    assert letters.issued(real.desk, case, waiting[7].ref).pdf == made[7].pdf
    serial.mark_printed(real.desk, case, [each.ref for each in waiting[7:]])
    assert serial.waiting(real.desk, case) == ()


def test_a_company_that_objected_gets_no_letter(real: RealDesk) -> None:
    case, other = real.case("elbaue"), real.case("muster-it")
    cases.set_fields(real.desk, other, {"company.objection": True})
    problems = serial.check(real.desk, case, THANKS, [f"company:{other}"])
    assert [problem.code for _key, problem in problems] == ["objected"]


class FullDisk:
    """A store whose disk is full when the letters are to be filed."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def write(self, *_changes: object, **_more: object) -> None:
        raise DeskError("disk_full", "The disk is full.")


def test_a_full_disk_leaves_no_letter_and_no_half_series(real: RealDesk) -> None:
    case, keys = real.case("elbaue"), some_contacts(real, 5)
    full = replace(real.desk, store=FullDisk(real.desk.store))  # type: ignore[arg-type]
    with pytest.raises(DeskError, match="disk is full"):
        serial.issue(full, case, THANKS, keys)
    assert cases.show(real.desk, case).all("letter") == () and serial.waiting(real.desk, case) == ()
    assert len(serial.issue(real.desk, case, THANKS, keys).value) == 5


def test_kinds_that_need_a_consent_are_never_serial(real: RealDesk) -> None:
    assert not [kind.id for kind in letters.kinds(real.desk.library) if kind.serial and kind.consent]
