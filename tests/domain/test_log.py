"""The change log: what supersedes what, and what the chain notices."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain.log import (
    FIRST_HASH,
    Entry,
    Fact,
    check_chain,
    commitment,
    entry_hash,
    supersede,
    value_text,
)


def fact(value: object, device: str, number: int, lamport: int = 1) -> Fact:
    return Fact(value, (device, number), "A. Beispiel", "2026-11-21T10:00:00+01:00", lamport)  # type: ignore[arg-type]


def chain(values: list[str]) -> list[Entry]:
    entries, previous = [], FIRST_HASH
    for number, value in enumerate(values, start=1):
        salt, text = bytes([number]) * 16, value_text(value)
        entry = Entry(
            "md2", number, "c", "person", "name", text, salt, (), number, 1, "A", "t", commitment(salt, text), b""
        )
        entry = replace(entry, hash=entry_hash(previous, entry))
        entries.append(entry)
        previous = entry.hash
    return entries


def test_a_value_that_the_author_had_seen_gives_way() -> None:
    old = fact("old", "md", 1)
    assert supersede((old,), fact("new", "md", 2, 2), [old.entry]) == (fact("new", "md", 2, 2),)


def test_two_laptops_that_changed_the_same_field_apart_leave_two_values() -> None:
    ours, theirs = fact("0391 1", "md", 2, 2), fact("0391 2", "hal", 1, 2)
    assert {f.value for f in supersede((ours,), theirs, [])} == {"0391 1", "0391 2"}


def test_the_same_value_twice_is_joined_silently() -> None:
    ours = fact("same", "md", 2, 2)
    assert supersede((ours,), fact("same", "hal", 1, 2), []) == (ours,)


def test_an_honest_chain_has_no_problem() -> None:
    assert check_chain(chain(["a", "b", "c"])) == ()


def test_an_altered_value_is_noticed() -> None:
    entries = chain(["a", "b"])
    entries[1] = replace(entries[1], value='"x"')
    assert [problem.kind for problem in check_chain(entries)] == ["value"]


def test_an_altered_actor_is_noticed() -> None:
    entries = chain(["a", "b"])
    entries[0] = replace(entries[0], actor="B")
    assert check_chain(entries)[0].kind == "hash"


def test_a_missing_entry_is_noticed() -> None:
    entries = chain(["a", "b", "c"])
    assert "gap" in {problem.kind for problem in check_chain([entries[0], entries[2]])}


def test_a_value_erased_by_law_leaves_the_chain_valid() -> None:
    entries = chain(["a", "b"])
    entries[0] = replace(entries[0], value=None, salt=None)
    assert check_chain(entries) == ()


@given(st.permutations([("md", 1, "a", ()), ("hal", 1, "b", ()), ("md", 2, "c", (("md", 1),))]))
def test_laptops_that_heard_everything_agree_when_causes_come_before_effects(history: list[tuple]) -> None:
    ordered = sorted(history, key=lambda line: (line[0] == "md" and line[1] == 2, history.index(line)))
    facts: tuple[Fact, ...] = ()
    for device, number, value, seen in ordered:
        facts = supersede(facts, fact(value, device, number, number), seen)
    assert {f.value for f in facts} == {"b", "c"}
