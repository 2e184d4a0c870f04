"""A protected address stands in nothing that leaves or lists (threat T10)."""

from __future__ import annotations

import pytest

from tests.helpers.pdf_pages import text_of
from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import case_view, cases, handouts, letters, lost_device
from welcomedesk.desk.letters import Order
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain import fields

STREET, CODE, PLACE, DISTRICT = "Verborgene Gasse 7", "06844", "Canaryhausen", "15001"
WHERE = (STREET, CODE, PLACE)


@pytest.fixture
def office() -> RealDesk:
    made = real_desk("haddad")
    values = {"street": STREET, "postal_code": CODE, "place": PLACE, "district": DISTRICT, "address_protected": True}
    cases.set_fields(made.desk, made.case("haddad"), {f"person.{name}": value for name, value in values.items()})
    return made


def test_every_place_field_of_the_person_says_so_in_its_declaration() -> None:
    names = ("street", "postal_code", "place", "district")
    assert fields.telling_where(fields.PLACE) == {f"person.{name}" for name in names}
    assert fields.telling_where(fields.PLACE, fields.REACH) >= {"person.phone", "person.email"}


def test_no_letter_of_any_kind_carries_it(office: RealDesk) -> None:
    desk, case = office.desk, office.case("haddad")
    contact = office.desk.store.case(case).one(office.referral("haddad")).text("contact")  # type: ignore[union-attr]
    written = 0
    for kind in letters.kinds(desk.library):
        if "person" not in kind.fits:
            continue
        order = Order(kind.id, contact, referral=office.referral("haddad") if kind.recipient == "contact" else "")
        page = letters.draft(desk, case, order).pdf
        written += bool(page)
        assert not any(each in text_of(page) for each in WHERE if page), kind.id
    assert written >= 3


def test_no_list_search_or_head_shows_it(office: RealDesk) -> None:
    desk, case = office.desk, office.case("haddad")
    row = cases.register(desk, RegisterQuery()).rows[0]
    assert row.place == "" and row.protected
    for word in (*WHERE, "Canary", "Verborgene"):
        assert cases.search(desk, word) == ()
        assert cases.register(desk, RegisterQuery(text=word)).total == 0
    assert case_view.face(desk, case).place == ""


def test_the_history_masks_it(office: RealDesk) -> None:
    told = case_view.history(office.desk, office.case("haddad"))
    said = " ".join(f"{each.before} {each.after}" for each in told)
    assert not any(each in said for each in WHERE)


def test_handouts_and_the_report_of_a_lost_device_do_without_it(office: RealDesk) -> None:
    desk, case = office.desk, office.case("haddad")
    assert not any(each in str(handouts.value(desk, case)) for each in WHERE)
    assert not any(each in str(lost_device.of_this_workplace(desk, str, "en")) for each in WHERE)
