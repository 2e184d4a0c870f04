"""The deletion concept over ten years: everybody goes when the periods say so, and nothing goes before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.helpers import vaults
from tests.helpers.desks import BERLIN_WINTER, FixedClock, make_desk
from welcomedesk import bootstrap
from welcomedesk.desk import attachments, cases, periods, retention
from welcomedesk.desk.core import Desk
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain import retention as rules
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.store.backup import FileBackups


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=BERLIN_WINTER)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(at("2026-01-15"))


@pytest.fixture
def desk(clock: FixedClock) -> Desk:
    return make_desk(library=bootstrap.library(), clock=clock)


def talk(desk: Desk, case: str, on: str, **more: object) -> str:
    return cases.add(desk, case, "consultation", {"at": on, "minutes": 30, **more}).value  # type: ignore[dict-item]


def due(desk: Desk) -> dict[tuple[str, str], str]:
    """Action by case number and class of everything that is due and not postponed."""
    found = retention.worklist(desk)
    return {(each.number, each.rule): each.action for each in found if rules.is_open(each, desk.today)}


def months(clock: FixedClock, years: int) -> Iterator[str]:
    """The first of every month that follows, the clock moved there."""
    for _month in range(years * 12):
        year, month = divmod(clock.at.year * 12 + clock.at.month, 12)
        clock.at = clock.at.replace(year=year, month=month + 1, day=1)
        yield clock.at.date().isoformat()


def test_ten_years_take_everybody_at_their_time(desk: Desk, clock: FixedClock) -> None:
    """Month after month everything proposed is confirmed; the table says when each kind of data went."""
    plain = cases.open_case(desk, "person", "Amira Einfach").value
    talk(desk, plain.id, "2026-03-10", note="geheim")
    proof = cases.open_case(desk, "person", "Bela Nachweis", {"person.phone": "0391 1"}).value
    talk(desk, proof.id, "2026-02-01", note="geheim")
    cases.add(desk, proof.id, "consent", {"given_on": "2026-02-01", "expires_on": "2026-08-01", "way": "written"})
    event = cases.open_case(desk, "person", "Chidi Kurz", {"case.channel": "event"}).value
    company = cases.open_case(desk, "company", "Dachdecker Muster").value
    talk(desk, company.id, "2026-06-30")
    attachments.add(desk, proof.id, "zeugnis.pdf", b"%PDF-1")
    cases.close_case(desk, proof.id, "reached")
    programme = retention.set_programme(desk, {"name": "IQ 2026"}).value
    retention.keep_proof(desk, plain.id, programme, "Anerkennung erreicht")
    gone: dict[tuple[str, str, str], str] = {}
    for day in months(clock, 10):
        if day == "2030-04-01":
            retention.set_programme(desk, {"paid_year": 2029}, programme)
        for each in retention.worklist(desk):
            assert retention.carry_out(desk, each.case_id, each.rule).value.ok
            gone.setdefault((each.number, each.rule, each.action), day)
    assert gone == {
        (event.number, "first_contact", "erase"): "2026-05-01",
        (proof.number, "paper", "parts"): "2026-03-01",
        (proof.number, "case", "core"): "2027-03-01",
        (plain.number, "case", "erase"): "2027-04-01",
        (company.number, "company", "erase"): "2028-07-01",
        (proof.number, "case", "erase"): "2030-01-01",
        ("IQ 2026", "funder_proof", "parts"): "2035-01-01",
    }
    assert desk.store.register(RegisterQuery(states=retention.EVERY_STATE)).total == 0
    for each in (plain, proof, event, company):
        assert desk.store.case(each.id) is None
        history = desk.store.history(each.id)
        assert {line.value for line in history if not line.field.startswith("_erased")} == {None}


def test_a_restricted_core_keeps_only_whose_proof_it_is(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Bela", {"person.phone": "0391 1", "case.summary": "lang"}).value
    note = talk(desk, opened.id, "2026-02-01", note="geheim")
    consent = cases.add(desk, opened.id, "consent", {"given_on": "2026-02-01", "expires_on": "2026-08-01"}).value
    clock.at = at("2027-03-01")
    assert due(desk) == {(opened.number, "case"): rules.CORE}
    retention.carry_out(desk, opened.id, "case")
    case = cases.show(desk, opened.id)
    assert case.name == "Bela" and case.root.get("restricted") and case.all("consent")
    assert case.value("person", "phone") is None and case.root.get("summary") is None
    assert case.one(note).removed and not case.one(consent).removed
    assert {line.value for line in desk.store.history(opened.id, "person", "phone")} == {None}
    assert due(desk) == {}, "once is enough"


def test_a_core_without_anything_beside_is_only_restricted(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Bela").value
    cases.add(desk, opened.id, "consent", {"given_on": "2026-02-01", "expires_on": "2026-08-01"})
    clock.at = at("2027-03-01")
    assert due(desk) == {(opened.number, "case"): rules.CORE}
    retention.carry_out(desk, opened.id, "case")
    assert cases.show(desk, opened.id).root.get("restricted") and due(desk) == {}


def test_a_dry_run_changes_nothing(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Amira").value
    clock.at = at("2028-01-01")
    written = desk.store.written()
    assert due(desk) == {(opened.number, "case"): rules.ERASE}
    assert desk.store.written() == written and desk.store.case(opened.id) is not None


def test_postponing_wants_a_reason_and_a_day_and_ends_by_itself(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Amira").value
    cases.close_case(desk, opened.id, "reached")
    clock.at = at("2027-02-01")
    for until, reason in ((date(2027, 5, 1), " "), (date(2027, 2, 1), "Klage"), (date(2028, 3, 1), "Klage")):
        with pytest.raises(Refused):
            retention.postpone(desk, opened.id, "case", until, reason)
    retention.postpone(desk, opened.id, "case", date(2027, 5, 1), "Klage beim Verwaltungsgericht")
    (each,) = retention.worklist(desk)
    assert (each.until, each.reason) == ("2027-05-01", "Klage beim Verwaltungsgericht") and due(desk) == {}
    with pytest.raises(Refused, match="not due"):
        retention.carry_out(desk, opened.id, "case")
    clock.at = at("2027-05-02")
    assert due(desk) == {(opened.number, "case"): rules.ERASE}


def test_a_talk_between_reading_and_confirming_stops_the_erasure(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Amira").value
    clock.at = at("2027-02-01")
    assert due(desk)
    talk(desk, opened.id, "2027-02-01")
    with pytest.raises(Refused, match="not due"):
        retention.carry_out(desk, opened.id, "case")


def test_the_office_sets_its_own_periods_within_what_the_class_allows(desk: Desk, clock: FixedClock) -> None:
    opened = cases.open_case(desk, "person", "Amira").value
    clock.at = at("2027-02-01")
    retention.set_period(desk, "case", months=36)
    assert due(desk) == {} and periods.rules_of(desk)["case"].changed
    with pytest.raises(Refused, match="36 months"):
        retention.set_period(desk, "case", months=37)
    with pytest.raises(DeskError, match="no deletion class"):
        retention.set_period(desk, "nothing", months=1)
    retention.set_period(desk, "case")
    assert due(desk) == {(opened.number, "case"): rules.ERASE} and not periods.rules_of(desk)["case"].changed


def test_the_date_of_the_funder_is_never_guessed(desk: Desk, clock: FixedClock) -> None:
    case = cases.open_case(desk, "person", "Amira").value.id
    talk(desk, case, "2026-01-10")
    programme = retention.set_programme(desk, {"name": "IQ"}).value
    code = retention.keep_proof(desk, case, programme, "B1 erreicht").value
    clock.at = at("2060-01-01")
    assert retention.funder_dues(desk) == ()
    retention.set_programme(desk, {"paid_year": 2030, "paused_on": "2031-02-01"}, programme)
    assert retention.funder_dues(desk) == (), "proceedings pause the period"
    retention.set_programme(desk, {"paused_on": None}, programme)
    (each,) = retention.funder_dues(desk)
    assert each.ended == date(2035, 12, 31) and each.refs == (f"participation:{code.lower()}",)


def test_the_proof_for_the_funder_names_neither_case_nor_person(desk: Desk) -> None:
    opened = cases.open_case(desk, "person", "Amira Zwiebelturm").value
    talk(desk, opened.id, "2026-01-10", note="geheim")
    talk(desk, opened.id, "2026-01-12")
    programme = retention.set_programme(desk, {"name": "IQ"}).value
    code = retention.keep_proof(desk, opened.id, programme).value
    proof = cases.show(desk, "office").one(f"participation:{code.lower()}")
    values = {name: proof.get(name) for name in proof.fields}
    assert values == {
        "programme": programme, "code": code, "from": "2026-01-10", "until": "2026-01-12", "contacts": 2, "minutes": 60,
    }  # fmt: skip
    assert opened.id not in str(values) and opened.number not in str(values)


def test_sample_cases_are_never_due(desk: Desk, clock: FixedClock) -> None:
    cases.open_case(desk, "person", "Muster", {"case.sample": True})
    clock.at = at("2030-01-01")
    assert due(desk) == {}


def test_every_class_has_a_reason_a_source_status_and_words() -> None:
    from welcomedesk.domain.privacy import read

    rows = bootstrap.library().rows
    classes = read((), (), (), rows("deletion_class")).classes
    assert {"case", "first_contact", "paper", "proof", "company", "funder_proof", "access", "backup"} <= set(classes)
    for klass in classes.values():
        assert klass.title["de"] and klass.title["en"] and klass.why["de"] and klass.status in ("K", "S")


def test_a_restricted_core_in_a_real_file_is_sound_and_survives_a_restore(tmp_path: Path, clock: FixedClock) -> None:
    """Values of single fields leave the log as well, the chain holds, and an older backup comes back without them."""
    vault = vaults.new_vault(tmp_path)
    store = vault.unlock(vaults.PASSPHRASE)
    desk = make_desk(store=store, library=bootstrap.library(), clock=clock)
    opened = cases.open_case(desk, "person", "Bela", {"person.email": "quastenflosser@example.org"}).value
    cases.add(desk, opened.id, "consent", {"given_on": "2026-02-01", "expires_on": "2026-08-01"})
    copies = FileBackups(vault.places, tmp_path / "backups")
    backup = copies.make(store)
    clock.at = at("2027-03-01")
    done = retention.carry_out(desk, opened.id, "case").value
    assert done.ok and store.check().ok
    cases.set_fields(desk, opened.id, {"person.email": "neu@example.org"})
    store.close()
    copies.restore(backup)
    store = vault.unlock(vaults.PASSPHRASE)
    case = store.case(opened.id)
    assert case is not None and case.value("person", "email") is None and case.name == "Bela"
    history = store.history(opened.id, "person", "email")
    assert {line.value for line in history} == {None} and store.check().ok
    store.close()
