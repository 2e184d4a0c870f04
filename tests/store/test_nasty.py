"""Whatever people type or paste: names come back as they were, and any text is a search."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change
from welcomedesk.store import words
from welcomedesk.store.store import SqlCaseStore

NAMES = [
    '<img src="/etc/hostname">',
    '<img src="file:///C:/Windows/win.ini">', '<a href="javascript:1">x</a>', "<b>unclosed",
    "<Ali>", "a < b & c", "&xxe;", "]]>", "{{7*7}}", "{0.__class__}", "%s%n", "${jndi:x}", "$(id)", "{name!r}", "=1+1",
    "@SUM(A1)", "\t=1", "＝1+1", "nul\x00nul", "\u202eabc", "\u2066x\u2069", "a\u200db", "\ud800", "\udfff\ud800",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "e\u0301é", "İıIi", "ẞß", "👩‍👩‍👧‍👦", "محمد ١٢٣", "ተስፋይ", "X", "--",
    "Robert'); DROP TABLE entry;--", "\\", "\n\r\x0b",
]  # fmt: skip
SEARCHES = [
    '"', "'", "AND", "OR x", "NOT", "NEAR(", "NEAR(a b, 99999999999)", "name:", "zzz:x", "-x", "*", "^", "a+", "(((((",
    ";DROP TABLE f", "a" * 100_000, "   ", "?!…", "%", "_", "\\", "{name} : x", '"a" OR "b"', "a*b", "\x00", "\ud800",
    "", "ab " * 5000, "'; --", "rank", "{", "}", "ä", "ﬁ", "½", "١٢٣", "x AND", "NOT x", "a NEAR b",
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> SqlCaseStore:
    store = new_vault(tmp_path_factory.mktemp("nasty") / "home").unlock(PASSPHRASE)
    for number, name in enumerate(NAMES):
        store.write(person(f"n{number}", name, f"2026-{number + 1:04d}", case__summary=name), actor=name, at=NOON)
    return store


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_name_comes_back_as_it_was_written(filled: SqlCaseStore, number: int) -> None:
    case = filled.case(f"n{number}")
    assert case is not None
    assert case.name == NAMES[number]
    row = filled.register(RegisterQuery(text=f"2026-{number + 1:04d}")).rows[0]
    assert row.name == words.well_formed(NAMES[number])


def test_the_file_with_all_of_them_is_sound(filled: SqlCaseStore) -> None:
    assert filled.check().ok


@pytest.mark.parametrize("typed", SEARCHES, ids=range(len(SEARCHES)))
def test_any_text_is_a_search(filled: SqlCaseStore, typed: str) -> None:
    filled.search(typed)
    filled.register(RegisterQuery(text=typed))
    filled.doubles(typed, "person")
    filled.find_number(words.well_formed(typed))


@pytest.mark.parametrize("typed", NAMES, ids=range(len(NAMES)))
def test_a_name_with_letters_finds_its_case(filled: SqlCaseStore, typed: str) -> None:
    hits = [hit.row.id for hit in filled.search(typed)]
    if words.query_words(typed):
        assert f"n{NAMES.index(typed)}" in hits
    else:
        assert hits == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40))
def test_no_text_makes_the_search_fail(filled: SqlCaseStore, typed: str) -> None:
    for hit in filled.search(typed):
        for at, size in hit.marks:
            assert at + size <= len(hit.excerpt)


def test_a_text_of_200000_characters_is_kept_found_and_shown_short(sql: SqlCaseStore) -> None:
    sql.write(
        person("a", "x" * 200_000, case__summary="Anfang " + "wort " * 40_000 + "Schlusswort"), actor="A", at=NOON
    )
    case = sql.case("a")
    assert case is not None
    assert len(case.name) == 200_000
    hit = sql.search("schlusswort")[0]
    assert len(hit.excerpt) < 200
    assert sql.check().ok


def test_a_value_that_is_no_json_is_refused_and_nothing_is_written(sql: SqlCaseStore) -> None:
    for value in (object(), 10**5000, {1, 2}):
        with pytest.raises(DeskError) as refused:
            sql.write([*person("a", "Amira"), Change("a", "person", "place", value)], actor="A", at=NOON)  # type: ignore[arg-type]
        assert refused.value.code == "bad_value"
    assert sql.case("a") is None
    assert sql.counts()["entries"] == 0


def test_the_store_works_from_another_thread(sql: SqlCaseStore) -> None:
    found: list[object] = []

    def work() -> None:
        sql.write(person("a", "Amira"), actor="A", at=NOON)
        found.append(sql.search("amira")[0].row.id)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert found == ["a"]


def test_a_failed_write_leaves_no_trace(sql: SqlCaseStore) -> None:
    sql.write(person("a", "Amira"), actor="A", at=NOON)
    sql.erase("a", actor="A", at=NOON)
    entries = sql.counts()["entries"]
    with pytest.raises(DeskError):
        sql.write([*person("b", "Bela"), *changes("a", {"person.name": "again"})], actor="A", at=NOON)
    assert sql.case("b") is None
    assert sql.counts()["entries"] == entries
    assert sql.check().ok


def test_a_profile_path_with_umlauts_and_spaces_works(tmp_path: Path) -> None:
    made = new_vault(tmp_path / "Jörg Müller's Daten #1 100%?" / "home")
    store = made.unlock(PASSPHRASE)
    store.write(person("a", "Amira"), actor="A", at=NOON)
    assert store.check().ok
    store.close()
