"""Promises that must hold for any history: rebuilt equals live, and laptops that exchange everything agree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.memory_store import MemoryStore
from tests.helpers.vaults import NOON, PASSPHRASE, new_vault
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.log import Change, Entry
from welcomedesk.store import engine, facts
from welcomedesk.store.store import SqlCaseStore

CASES, NAMES = ("a", "b", "c"), ("Amira", "Мухаммед", "Muhammad", "Müller", "", None, "\ud800", "x" * 300)
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "case.kind": st.sampled_from(["person", "company"]),
    "case.state": st.sampled_from(["open", "closed", "waiting", None]),
    "case.number": st.sampled_from(["2026-0001", "2026-0002", "x", None]),
    "case.restricted": st.booleans(),
    "person.name": st.sampled_from(NAMES),
    "company.name": st.sampled_from(NAMES),
    "person.place": st.text(max_size=12),
    "person.phone": st.sampled_from(["+49 391 555", "0391/555", "12", ""]),
    "person.address_protected": st.booleans(),
    "task:1.what": st.text(max_size=8),
    "task:1.due": st.sampled_from(["2026-12-01", "2026-01-31", "not a date", None]),
    "task:1.state": st.sampled_from(["open", "done"]),
    "task:1._removed": st.booleans(),
    "task:2.due": st.sampled_from(["2026-12-02", None]),
    "referral:1.next_due": st.sampled_from(["2026-12-03", 5, None]),
    "consultation:1.note": st.text(max_size=30),
}


@st.composite
def batches(draw: st.DrawFn) -> list[list[Change]]:
    """Some saves, each of some changes in some cases."""
    made = []
    for _ in range(draw(st.integers(1, 8))):
        batch = []
        for key in draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=4)):
            entity, _dot, field = key.rpartition(".")
            batch.append(Change(draw(st.sampled_from(CASES)), entity, field, draw(FIELDS[key])))
        made.append(batch)
    return made


@contextmanager
def file_store() -> Iterator[SqlCaseStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = new_vault(Path(folder) / "home").unlock(PASSPHRASE)
        try:
            yield store
        finally:
            store.close()


def seen(store: MemoryStore | SqlCaseStore) -> tuple[object, ...]:
    """Everything that lists and cases show, without what differs by chance (names of devices)."""
    cases = {case_id: store.case(case_id) for case_id in CASES}
    values = {
        case_id: {
            (ref, name): [f.value for f in facts]
            for ref, e in case.entities.items()
            for name, facts in e.fields.items()
        }
        for case_id, case in cases.items()
        if case
    }
    return (
        values,
        [store.register(RegisterQuery(states=(), order=order)).rows for order in ("number", "name", "changed", "next")],
        store.due(date(2027, 1, 1)),
        [store.search(text) for text in ("a", "mu", "muh", "amira", "muller", "0391", "2026")],
        [store.doubles(name, "person") for name in ("Mohamed", "Amira", "Mueller")],
        {name: count for name, count in store.counts().items() if name != "entries"},
    )


QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(batches())
def test_views_made_again_equal_the_live_ones(saves: list[list[Change]]) -> None:
    with file_store() as store:
        for batch in saves:
            store.write(batch, actor="A", at=NOON)
        report = store.check()
        assert report.ok, report
        live = seen(store)
        store.rebuild_views()
        assert seen(store) == live
        assert store.check().ok


@QUIET
@given(batches())
def test_the_store_in_memory_shows_the_same_as_the_file(saves: list[list[Change]]) -> None:
    memory = MemoryStore()
    with file_store() as store:
        for batch in saves:
            store.write(batch, actor="A", at=NOON)
            memory.write(batch, actor="A", at=NOON)
        assert seen(store) == seen(memory)


@settings(QUIET, max_examples=12)
@given(batches(), batches(), st.randoms(use_true_random=False))
def test_two_laptops_that_exchange_everything_agree(
    left: list[list[Change]], right: list[list[Change]], chance: Random
) -> None:
    """Half-way exchanges included; nothing that anybody wrote last without having seen the other is hidden."""
    with file_store() as one, file_store() as two:
        for number in range(max(len(left), len(right))):
            for store, saves in ((one, left), (two, right)):
                if number < len(saves):
                    store.write(saves[number], actor="A", at=NOON)
            if chance.random() < 0.3:
                exchange(one, two)
        exchange(one, two)
        exchange(two, one)
        assert seen(one)[0] == seen(two)[0]
        assert [sorted(map(repr, part)) for part in seen(one)[1]] == [sorted(map(repr, part)) for part in seen(two)[1]]
        assert one.check().ok and two.check().ok
        assert two.receive(one.entries_after(one.device(), 0)) == 0, "what is known already changes nothing"


def exchange(giver: SqlCaseStore, taker: SqlCaseStore) -> None:
    with taker.database.transaction() as connection:
        known = dict(connection.exec_driver_sql("SELECT device, number FROM head").fetchall())
    with giver.database.transaction() as connection:
        devices = [row[0] for row in connection.exec_driver_sql("SELECT device FROM head").fetchall()]
    for device in devices:
        taker.receive(giver.entries_after(device, known.get(device, 0)))


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("pq"), st.booleans()), max_size=12), st.randoms())
def test_facts_do_not_depend_on_the_order_in_which_entries_arrive(
    edits: list[tuple[str, str, bool]], chance: Random
) -> None:
    entries: list[Entry] = []
    visible: dict[str, tuple[Entry, ...]] = {"p": (), "q": ()}
    for number, (value, device, informed) in enumerate(edits, start=1):
        known = tuple(entries) if informed else visible[device]
        current = facts.fold(known)
        own = sum(entry.device == device for entry in entries) + 1
        lamport = max((entry.lamport for entry in known), default=0) + 1
        entry = Entry(
            device, own, "a", "person", "name", f'"{value}"', b"s", tuple(f.entry for f in current), lamport, 1, "A",
            f"2026-11-{number:02d}", b"", b"",
        )  # fmt: skip
        entries.append(entry)
        visible[device] = (*known, entry)
    expected = facts.fold(entries)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert facts.fold(shuffled) == expected
    decided = {key for entry in entries for key in entry.seen}
    open_values = {entry.value for entry in entries if entry.id not in decided}
    assert {f'"{fact.value}"' for fact in expected} == open_values, "what nobody decided about is shown"


def test_the_engine_is_the_expected_one() -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    assert tuple(map(int, sqlcipher.sqlite_version.split("."))) >= (3, 53)
    assert engine.SETTINGS
