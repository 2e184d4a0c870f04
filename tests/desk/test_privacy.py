"""Data protection of a case: notice, restriction, objection, requests, stale status."""

from __future__ import annotations

import pytest

from tests.helpers.desks import FixedClock, make_desk
from tests.helpers.real import real_desk
from welcomedesk import bootstrap
from welcomedesk.desk import case_view, cases, letters, office, privacy
from welcomedesk.desk.core import undo
from welcomedesk.desk.letters import Order
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import Refused


def desk_with_packs(clock: FixedClock | None = None):  # type: ignore[no-untyped-def]
    return make_desk(library=bootstrap.library(), printer=bootstrap.printer, clock=clock)


def test_handing_over_keeps_language_form_way_and_version() -> None:
    desk = desk_with_packs()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    assert "no_notice" in {gap.code for gap in privacy.of_case(desk, cases.show(desk, case)).gaps}
    done = privacy.hand_over_notice(desk, case, language="ar", form="long", way="read")
    (notice,) = privacy.of_case(desk, cases.show(desk, case)).notices
    said = [notice.text(name) for name in ("handed_on", "language", "form", "way", "version")]
    assert said == ["2026-11-23", "ar", "long", "read", "2026.11"]
    undo(desk, done)
    assert "no_notice" in {gap.code for gap in privacy.of_case(desk, cases.show(desk, case)).gaps}


def test_the_letter_that_informs_records_the_handing_over() -> None:
    desk = real_desk("haddad").desk
    case = cases.open_case(desk, "person", "Samir Probe").value.id
    office.set_office(desk, {"name": "Musterberatung", "carrier_kind": "protestant"})
    letters.issue(desk, case, Order(privacy.NOTICE, language="en"))
    (notice,) = cases.show(desk, case).all("notice")
    assert (notice.text("language"), notice.text("form")) == ("en", "long")


def test_the_notice_letter_names_the_authority_of_the_carrier() -> None:
    from tests.helpers.pdf_pages import text_of

    desk = real_desk("haddad").desk
    case = cases.open_case(desk, "person", "Samir Probe").value.id
    office.set_office(desk, {"name": "Musterberatung", "carrier_kind": "protestant", "officer": "D. Schutz"})
    page = " ".join(text_of(letters.draft(desk, case, Order(privacy.NOTICE, language="de")).pdf).split())
    assert "D. Schutz" in page and "EKD" in page and "§ 46 DSG-EKD" in page


def test_a_restricted_case_keeps_its_reason_and_leaves_lists_and_search() -> None:
    desk = desk_with_packs()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    with pytest.raises(Refused):
        privacy.restrict(desk, case, " ")
    privacy.restrict(desk, case, "Richtigkeit bestritten")
    assert cases.register(desk, RegisterQuery()).total == 0 and cases.search(desk, "Samir") == ()
    privacy.lift_restriction(desk, case)
    assert cases.search(desk, "Samir")[0].row.id == case


def test_an_objection_stops_lists_search_and_letters() -> None:
    desk = real_desk("elbaue").desk
    facts = {"company.contact_person": "Frau Canary", "company.phone": "0391 777888", "company.street": "Weg 1"}
    case = cases.open_case(desk, "company", "Probe GmbH", {**facts, "company.contact_basis": "interest"}).value.id
    cases.add(desk, case, "consultation", {"at": "2026-11-23"})
    assert cases.search(desk, "Canary") and cases.search(desk, "0391777888")
    done = privacy.object_to_contact(desk, case)
    assert cases.search(desk, "Canary") == () and cases.search(desk, "0391777888") == ()
    assert cases.search(desk, "Probe"), "the company itself is still found"
    with pytest.raises(Refused) as refused:
        letters.issue(desk, case, Order("confirmation"))
    assert refused.value.code == "objected"
    undo(desk, done)
    letters.issue(desk, case, Order("confirmation"))


def test_a_request_is_a_task_that_is_late_after_a_month() -> None:
    clock = FixedClock()
    desk = desk_with_packs(clock)
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    ref = privacy.record_request(desk, case).value
    assert cases.show(desk, case).one(ref).text("due") == "2026-12-23"
    clock.forward(days=31)
    assert case_view.face(desk, case).late_since == "2026-12-23"
    assert any(item.ref == ref for item in desk.store.due(desk.today))


def test_a_status_nobody_confirmed_for_six_months_is_stale() -> None:
    clock = FixedClock()
    desk = desk_with_packs(clock)
    facts = {"person.residence_title": "Duldung", "person.phone": "1"}
    case = cases.open_case(desk, "person", "Samir Haddad", facts).value.id

    def stale() -> set[str]:
        views = case_view.facts(desk, cases.show(desk, case), "person")
        return {view.key for view in views if view.stale}

    clock.forward(days=183)
    assert stale() == set()
    clock.forward(days=1)
    assert stale() == {"person.residence_title"}
    cases.set_fields(desk, case, {"person.status_seen_on": desk.today.isoformat()})
    assert stale() == set()


def test_a_residence_title_counts_from_the_day_it_was_seen() -> None:
    desk = desk_with_packs()
    facts = {"residence_title:1.title": "Aufenthaltserlaubnis", "residence_title:1.as_of": "2026-01-10"}
    case = cases.show(desk, cases.open_case(desk, "person", "x", facts).value.id)
    stale = {view.key for view in case_view.facts(desk, case, "residence_title:1") if view.stale}
    assert stale == {"residence_title:1.title"}
