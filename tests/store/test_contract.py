"""What every case store promises; the fake in memory and the encrypted file pass the same tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.helpers.memory_store import MemoryStore
from tests.helpers.vaults import NOON, changes, person
from welcomedesk.desk.ports import CaseStore, Draft, RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change, Json
from welcomedesk.store.store import SqlCaseStore

Store = MemoryStore | SqlCaseStore
ALL = RegisterQuery(states=())


def write(store: CaseStore, *made: list[Change], actor: str = "A. Beispiel") -> None:
    for batch in made:
        store.write(batch, actor=actor, at=NOON)


def test_both_keep_the_protocol(store: Store) -> None:
    kept: CaseStore = store
    assert kept.case("nobody") is None
    assert kept.counts() == {"cases": 0, "open": 0, "entries": 0, "people": 0, "companies": 0}


def test_what_is_written_is_read_back(store: Store) -> None:
    ids = store.write(person("a", "Amira Muster", "2026-0001"), actor="A. Beispiel", at=NOON)
    case = store.case("a")
    assert case is not None
    assert (case.kind, case.name, case.number) == ("person", "Amira Muster", "2026-0001")
    assert [number for _device, number in ids] == [1, 2, 3, 4]
    fact = case.one("person").fact("name")
    assert fact is not None
    assert (fact.actor, fact.at) == ("A. Beispiel", "2026-11-21T12:00:00+00:00")


def test_writing_nothing_writes_nothing(store: Store) -> None:
    assert store.write([], actor="A", at=NOON) == ()


@pytest.mark.parametrize(
    "value", ["", "ä", "\ud800", "nul\x00", True, False, 0, -1, 1.5, ["a", None], {"b": [1]}, 10**30]
)
def test_any_json_comes_back_as_it_was(store: Store, value: object) -> None:
    write(store, changes("a", {"case.kind": "person", "run:1.results": value}))  # type: ignore[dict-item]
    case = store.case("a")
    assert case is not None
    found = case.value("run:1", "results", default="missing")
    assert found == value
    assert type(found) is type(value)


def test_a_cleared_field_is_not_known(store: Store) -> None:
    write(store, person("a", "Amira"), changes("a", {"person.name": None}))
    case = store.case("a")
    assert case is not None
    assert case.name == ""


def test_the_next_number_follows_the_highest_one(store: Store) -> None:
    assert store.next_number(2026) == "2026-0001"
    write(store, person("a", number="2026-0007"), person("b", number="2025-0003"))
    assert store.next_number(2026) == "2026-0008"
    assert store.next_number(2025) == "2025-0004"


def test_a_number_leads_to_its_case(store: Store) -> None:
    write(store, person("a", number="2026-0007"))
    assert store.find_number("2026-0007") == "a"
    assert store.find_number("2026-0008") is None
    assert store.find_number("") is None


def test_the_register_lists_open_cases_by_number(store: Store) -> None:
    write(store, person("b", "Bela", "2026-0002"), person("a", "Amira", "2026-0001"))
    write(store, person("c", "Cem", "2026-10000"), person("d", "Dara", "2026-0004", case__state="closed"))
    page = store.register(RegisterQuery())
    assert [row.name for row in page.rows] == ["Amira", "Bela", "Cem"]
    assert page.total == 3
    assert store.register(ALL).total == 4


def test_the_register_pages(store: Store) -> None:
    for number in range(1, 8):
        write(store, person(f"c{number}", f"N{number}", f"2026-{number:04d}"))
    page = store.register(RegisterQuery(offset=2, limit=3))
    assert [row.number for row in page.rows] == ["2026-0003", "2026-0004", "2026-0005"]
    assert page.total == 7


def test_the_register_orders_by_name_change_and_next_date(store: Store) -> None:
    write(store, person("a", "Özlem", "2026-0001"), person("b", "Oda", "2026-0002"), person("c", "Zoe", "2026-0003"))
    write(store, changes("b", {"task:1.what": "Call", "task:1.due": "2026-12-01"}))
    write(store, changes("a", {"task:1.what": "Ask", "task:1.due": "2026-12-09"}))
    by = {
        order: [r.id for r in store.register(RegisterQuery(order=order)).rows] for order in ("name", "changed", "next")
    }
    assert by == {"name": ["b", "a", "c"], "changed": ["a", "b", "c"], "next": ["b", "a", "c"]}


def test_the_register_filters(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001", case__adviser="A. Beispiel", case__sample=True))
    write(store, changes("b", {"case.kind": "company", "company.name": "Muster GmbH", "case.number": "2026-0002"}))
    assert [r.id for r in store.register(RegisterQuery(kind="company")).rows] == ["b"]
    assert [r.id for r in store.register(RegisterQuery(adviser="A. Beispiel")).rows] == ["a"]
    assert [r.id for r in store.register(RegisterQuery(sample=False)).rows] == ["b"]
    assert [r.id for r in store.register(RegisterQuery(text="muster")).rows] == ["b"]
    assert [r.id for r in store.register(RegisterQuery(text="0001")).rows] == ["a"]
    assert store.register(RegisterQuery(text="?!")).total == 0


def test_a_restricted_case_is_in_no_list_unasked(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001", case__restricted=True, task__what="x"))
    write(store, changes("a", {"task:1.what": "Call", "task:1.due": "2026-12-01"}))
    assert store.register(ALL).total == 0
    assert store.register(RegisterQuery(states=("restricted",))).total == 1
    assert store.search("Amira") == ()
    assert store.due(date(2027, 1, 1)) == ()
    assert store.doubles("Amira", "person") == ()


def test_a_protected_address_is_in_no_list(store: Store) -> None:
    write(store, person("a", "Amira", person__place="Musterdorf", person__phone="0391 555"))
    assert [hit.row.id for hit in store.search("musterdorf")] == ["a"]
    write(store, changes("a", {"person.address_protected": True}))
    assert store.search("musterdorf") == ()
    assert store.search("0391") == ()
    row = store.register(ALL).rows[0]
    assert (row.place, row.protected) == ("", True)


def test_the_next_step_is_the_earliest_open_one(store: Store) -> None:
    write(store, person("a", "Amira"))
    write(store, changes("a", {"task:1.what": "Later", "task:1.due": "2026-12-09"}))
    write(store, changes("a", {"task:2.what": "Sooner", "task:2.due": "2026-12-01"}))
    assert store.register(ALL).rows[0].next_step == "Sooner"
    write(store, changes("a", {"task:2.state": "done"}))
    row = store.register(ALL).rows[0]
    assert (row.next_step, row.next_date) == ("Later", "2026-12-09")


@pytest.mark.parametrize(
    "typed",
    ["müller", "MUELLER", "Muller", "mül", "jörg mü", "mueller 2026", "strasse", "Straße", "Łukasz", "lukasz", "0001"],
)
def test_the_search_knows_the_ways_a_name_is_spelled(store: Store, typed: str) -> None:
    write(store, person("a", "Jörg Łukasz Müller", "2026-0001", case__summary="wohnt in der Großen Straße"))
    write(store, person("b", "Amira Muster", "2026-0002"))
    assert "a" in [hit.row.id for hit in store.search(typed)]


def test_all_words_must_occur_but_anywhere_in_the_case(store: Store) -> None:
    write(store, person("a", "Amira Muster"), person("b", "Bela Muster"))
    write(store, changes("a", {"consultation:1.note": "fragt nach Elektriker"}))
    assert [hit.row.id for hit in store.search("muster elek")] == ["a"]


def test_a_hit_shows_where_it_was_found(store: Store) -> None:
    write(store, person("a", "Amira", case__summary="Sucht Anerkennung als Elektriker.\nBraucht Rat."))
    hit = store.search("elektriker")[0]
    assert hit.field == "case.summary"
    assert [hit.excerpt[at : at + size] for at, size in hit.marks] == ["Elektriker"]
    assert "\n" not in hit.excerpt


def test_a_phone_number_is_found_however_it_is_spaced(store: Store) -> None:
    write(store, person("a", "Amira", person__phone="+49 391 / 555-12"))
    for typed in ("039155512", "0391555", "+49391555", "555"):
        assert [hit.row.id for hit in store.search(typed)] == ["a"], typed


def test_hits_in_the_name_come_first_then_the_newest(store: Store) -> None:
    write(store, person("a", "Rosa Muster"), person("b", "Bela", case__summary="kennt Rosa"), person("c", "Rosalie"))
    assert [hit.row.id for hit in store.search("rosa")] == ["c", "a", "b"]
    assert [hit.row.id for hit in store.search("rosa", limit=2)] == ["c", "a"]


@pytest.mark.parametrize("name", ["Мухаммед", "Muhammad", "محمد", "Mohamed"])
def test_names_meet_across_scripts(store: Store, name: str) -> None:
    write(store, person("a", "Mohammed"), person("b", "Amira"))
    assert [hit.row.id for hit in store.doubles(name, "person")] == ["a"]


def test_the_same_name_and_birth_date_lead_the_doubles(store: Store) -> None:
    write(store, person("a", "Anna Schmitt"), person("b", "Schmidt, Anna", person__birth_date="1990-02-01"))
    hits = store.doubles("Anna Schmidt", "person", "1990-02-01")
    assert [(hit.row.id, hit.reasons) for hit in hits] == [
        ("b", ("same_name", "same_birth_date")),
        ("a", ("similar_name",)),
    ]


def test_a_person_is_no_double_of_a_company(store: Store) -> None:
    write(store, changes("a", {"case.kind": "company", "company.name": "Muster Pflege GmbH"}))
    assert store.doubles("Muster Pflege", "person") == ()
    assert [hit.reasons for hit in store.doubles("muster pflege ggmbh", "company")] == [("same_name",)]


def test_due_things_come_earliest_first_and_only_open_ones(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001"))
    write(store, changes("a", {"task:1.what": "Call", "task:1.due": "2026-12-02", "task:1.time": "10:00"}))
    write(store, changes("a", {"item:1.step": "apply", "item:1.due": "2026-12-01", "item:1.title": "Antrag"}))
    write(
        store,
        changes("a", {"referral:1.contact": "k1", "referral:1.state": "sent", "referral:1.next_due": "2026-12-02"}),
    )
    write(store, changes("a", {"residence_title:1.title": "§ 16d", "residence_title:1.valid_until": "2026-12-20"}))
    write(store, changes("a", {"task:2.what": "Old", "task:2.due": "2026-11-01", "task:2.state": "done"}))
    write(store, changes("a", {"task:3.what": "Gone", "task:3.due": "2026-11-01", "task:3._removed": True}))
    found = [
        (item.kind, item.date, item.time, item.state, item.what, item.note) for item in store.due(date(2026, 12, 31))
    ]
    assert found == [
        ("item", "2026-12-01", "", "open", "apply", "Antrag"),
        ("referral", "2026-12-02", "", "sent", "k1", ""),
        ("task", "2026-12-02", "10:00", "open", "Call", ""),
        ("residence_title", "2026-12-20", "", "open", "§ 16d", ""),
    ]
    assert [i.ref for i in store.due(date(2026, 12, 2), kinds=("task",))] == ["task:1"]
    assert store.due(date(2026, 12, 2))[0].case.name == "Amira"


def test_nothing_is_due_in_a_closed_case(store: Store) -> None:
    write(store, person("a", "Amira"), changes("a", {"task:1.what": "Call", "task:1.due": "2026-12-02"}))
    write(store, changes("a", {"case.state": "closed"}))
    assert store.due(date(2027, 1, 1)) == ()
    write(store, changes("a", {"case.state": "open"}))
    assert len(store.due(date(2027, 1, 1))) == 1


def test_the_history_shows_what_stood_before(store: Store) -> None:
    write(store, person("a", "Amira"), actor="A")
    write(store, changes("a", {"person.name": "Amira Muster"}), actor="B")
    newest = store.history("a", "person", "name")
    assert [(line.value, line.before, line.actor) for line in newest] == [
        ("Amira Muster", "Amira", "B"),
        ("Amira", None, "A"),
    ]
    assert len(store.history("a")) == 4
    assert len(store.history("a", limit=1)) == 1


def test_a_blob_is_kept_unchanged_and_once(store: Store) -> None:
    write(store, person("a", "Amira"))
    sha = store.put_blob(b"%PDF letter", case="a", media_type="application/pdf")
    assert store.put_blob(b"%PDF letter", case="a", media_type="application/pdf") == sha
    assert store.blob(sha) == b"%PDF letter"
    assert store.blob("0" * 64) is None


def test_an_erased_case_is_gone_everywhere_but_the_chain_holds(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001"), person("b", "Bela", "2026-0002"))
    write(store, changes("a", {"task:1.what": "Call", "task:1.due": "2026-12-02"}))
    sha = store.put_blob(b"letter", case="a", media_type="text/plain")
    store.erase("a", actor="A. Beispiel", at=NOON)
    assert store.case("a") is None
    assert store.blob(sha) is None
    assert [row.id for row in store.register(ALL).rows] == ["b"]
    assert (store.search("amira"), store.doubles("Amira", "person"), store.due(date(2027, 1, 1))) == ((), (), ())
    lines = store.history("a")
    assert {line.value for line in lines if line.erased} == {None}
    assert [line.field for line in lines if not line.erased] == ["_erased"]
    assert store.check().ok
    assert store.next_number(2026) == "2026-0003"


def test_an_erased_thing_is_gone_and_the_rest_of_its_case_stays(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001"))
    sha = store.put_blob(b"paper", case="a", media_type="text/plain")
    write(store, changes("a", {"attachment:1.blob": sha, "attachment:1.title": "Zeugnis", "task:1.what": "Call"}))
    done = store.erase_parts("a", ["attachment:1"], actor="A. Beispiel", at=NOON)
    case = store.case("a")
    assert case is not None
    assert (case.all("attachment"), len(case.all("task")), store.blob(sha)) == ((), 1, None)
    assert done.ok and (done.count("values"), done.count("files")) == (2, 1)
    assert store.search("zeugnis") == ()
    assert [line.value for line in store.history("a", "attachment:1") if line.erased] == [None, None]
    with pytest.raises(DeskError) as refused:
        write(store, changes("a", {"attachment:1.title": "Zeugnis"}))
    assert refused.value.code == "erased_part"
    assert store.check().ok


def test_a_single_field_is_erased_with_its_history_and_may_be_entered_anew(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001", person__phone="0391 111"))
    write(store, changes("a", {"person.phone": "0391 222"}))
    for _again in range(2):
        done = store.erase_parts("a", ["person.phone"], actor="A. Beispiel", at=NOON)
        case = store.case("a")
        assert case is not None
        assert case.value("person", "phone") is None and case.name == "Amira"
        assert done.ok and done.count("values") > 0
        assert {line.value for line in store.history("a", "person", "phone")} == {None}
        assert store.search("0391") == () and store.search("amira") and store.check().ok
        write(store, changes("a", {"person.phone": "0391 333"}))
    found = store.case("a")
    assert found is not None and found.value("person", "phone") == "0391 333" and store.check().ok


def test_nothing_can_be_written_into_an_erased_case(store: Store) -> None:
    write(store, person("a", "Amira"))
    store.erase("a", actor="A", at=NOON)
    with pytest.raises(DeskError) as refused:
        write(store, person("a", "Amira"))
    assert refused.value.code == "unknown_case"
    assert store.case("a") is None


def test_the_office_is_in_no_list(store: Store) -> None:
    write(store, changes("office", {"office.name": "Beratungsstelle Muster"}))
    case = store.case("office")
    assert case is not None
    assert case.value("office", "name") == "Beratungsstelle Muster"
    assert store.register(ALL).total == 0
    assert store.search("muster") == ()


def test_views_made_again_are_the_same(store: Store) -> None:
    write(store, person("a", "Amira", "2026-0001"), person("b", "Bela", "2026-0002"))
    write(store, changes("a", {"task:1.what": "Call", "task:1.due": "2026-12-02"}))
    before = (store.register(ALL), store.search("a"), store.due(date(2027, 1, 1)), store.counts())
    store.rebuild_views()
    assert (store.register(ALL), store.search("a"), store.due(date(2027, 1, 1)), store.counts()) == before
    assert store.check().ok


def test_counts_tell_people_from_companies(store: Store) -> None:
    write(store, person("a", "Amira"), changes("b", {"case.kind": "company", "company.name": "Muster GmbH"}))
    write(store, person("c", "Cem", case__state="closed"))
    counts = store.counts()
    assert (counts["cases"], counts["open"], counts["people"], counts["companies"]) == (3, 2, 2, 1)
    assert counts["entries"] == 8


LATER = NOON + timedelta(seconds=5)


def draft(field: str, value: Json, case: str = "a", at: datetime = NOON) -> Draft:
    return Draft(case, field, value, at.isoformat(timespec="seconds"))


def test_drafts_are_kept_per_adviser_case_and_field(store: Store) -> None:
    store.keep_drafts("A", [draft("task/what", "Call"), draft("task/what", "", "b"), draft("new/name", ["x", 1], "")])
    store.keep_drafts("B", [draft("task/what", "of somebody else")])
    store.keep_drafts("A", [draft("task/what", "Call the \ud800 chamber", at=LATER)])
    assert [(d.case_id, d.field, d.value) for d in store.drafts("A")] == [
        ("", "new/name", ["x", 1]),
        ("b", "task/what", ""),
        ("a", "task/what", "Call the \ud800 chamber"),
    ]
    assert [d.value for d in store.drafts("B")] == ["of somebody else"]


def test_a_draft_that_is_saved_or_discarded_is_gone(store: Store) -> None:
    store.keep_drafts("A", [draft("task/what", "Call"), draft("task/note", "soon")])
    store.keep_drafts("A", [draft("task/what", None), draft("never/kept", None)])
    assert [d.field for d in store.drafts("A")] == ["task/note"]


def test_drafts_write_nothing_into_the_log(store: Store) -> None:
    store.keep_drafts("A", [draft("task/what", "Call")])
    assert store.counts()["entries"] == 0


def test_views_are_noted_in_order_and_read_by_case(store: Store) -> None:
    assert [store.note_access(case, "opened", f"why {case}", actor="A", at=NOON) for case in "aba"] == [1, 2, 3]
    assert [(line.number, line.case_id, line.reason) for line in store.accesses("a")] == [
        (1, "a", "why a"),
        (3, "a", "why a"),
    ]
    assert [line.number for line in store.accesses(after=1, limit=1)] == [2]


def test_views_older_than_the_period_go_and_the_chain_holds_on(store: Store) -> None:
    for days in range(6):
        store.note_access("a", "opened", f"day {days}", actor="A", at=NOON + timedelta(days=days))
    before = (NOON + timedelta(days=4)).isoformat()
    assert (store.forget_accesses(before), store.forget_accesses(before)) == (4, 0)
    assert store.note_access("a", "opened", "day 6", actor="A", at=NOON + timedelta(days=6)) == 7
    assert [line.reason for line in store.accesses()] == ["day 4", "day 5", "day 6"]
    assert store.check().ok
    assert store.forget_accesses((NOON + timedelta(days=99)).isoformat()) == 3
    assert store.accesses() == () and store.check().ok


def test_erasing_takes_drafts_and_reasons_along(store: Store) -> None:
    write(store, person("a", "Amira"), person("b", "Bela"))
    store.keep_drafts("A", [draft("task/what", "Call"), draft("task/what", "Write", "b")])
    store.note_access("a", "opened", "Amira asked", actor="A", at=NOON)
    store.erase("a", actor="A", at=NOON)
    store.keep_drafts("A", [draft("task/what", "typed on")])
    assert [d.case_id for d in store.drafts("A")] == ["b"]
    assert [(line.what, line.reason) for line in store.accesses()] == [("opened", "")]
    assert store.check().ok
