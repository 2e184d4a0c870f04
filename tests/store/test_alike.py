"""Names are found by their sound in any script and with one slip, in the real file as in the one in memory."""

from __future__ import annotations

import pytest

from tests.helpers.vaults import NOON, changes, person
from welcomedesk.desk.ports import CaseStore

NAMES = ("Мухаммед Алиев", "Mohammed Ali", "Muhammad Khan", "محمد رحمن", "Jürgen Groß", "Samir Haddad")


@pytest.fixture
def named(store: CaseStore) -> CaseStore:
    """Either store with these names in it."""
    for number, name in enumerate(NAMES, start=1):
        store.write(person(f"c{number}", name, f"2026-{number:04}"), actor="A", at=NOON)
    return store


def found(store: CaseStore, text: str) -> dict[str, str]:
    return {hit.row.name: hit.how for hit in store.search(text)}


@pytest.mark.parametrize("typed", ["Mohammed", "Muhammad", "Мухаммед", "محمد", "mohamed", "Muhamad"])
def test_one_name_is_found_in_every_spelling_and_script(named: CaseStore, typed: str) -> None:
    assert set(NAMES[:4]) <= set(found(named, typed))


def test_what_is_written_so_comes_before_what_sounds_so(named: CaseStore) -> None:
    hits = found(named, "Mohammed")
    assert next(iter(hits)) == "Mohammed Ali" and hits["Mohammed Ali"] == ""
    assert set(list(hits.values())[1:]) == {"sound"}


@pytest.mark.parametrize("typed", ["Juergen Gross", "jurgen groß", "JÜRGEN GROSS"])
def test_umlauts_and_sharp_s_may_be_written_either_way(named: CaseStore, typed: str) -> None:
    assert found(named, typed) == {"Jürgen Groß": ""}


def test_one_slip_is_forgiven_where_nothing_else_is_found(named: CaseStore) -> None:
    assert found(named, "2026-0006") == {"Samir Haddad": ""}
    assert found(named, "Haddqd") == {"Samir Haddad": "slip"}


def test_every_word_has_to_be_heard(named: CaseStore) -> None:
    assert "Mohammed Ali" in found(named, "Mohammed Ali")
    assert "Muhammad Khan" not in found(named, "Mohammed Ali")


@pytest.mark.parametrize("typed", ["", "   ", "12345", "a", "%", '"'])
def test_what_is_no_name_is_not_listened_to(named: CaseStore, typed: str) -> None:
    assert not any(how == "sound" for how in found(named, typed).values())


def test_a_restricted_case_is_not_heard(named: CaseStore) -> None:
    named.write(changes("c2", {"case.restricted": True}), actor="A", at=NOON)
    assert "Mohammed Ali" not in found(named, "Muhammad")
