"""How words are folded for the search and how names meet although they are spelled apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.store import views
from welcomedesk.store.doubles import Likeness, name_words, rank, sound_keys
from welcomedesk.store.words import fold, index_words, query_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Müller", ["muller", "mueller"]),
        ("Straße", ["strasse"]),
        ("ŁÓDŹ", ["lodz"]),
        ("José", ["jose"]),
        ("Jose\u0301", ["jose"]),
        ("İstanbul", ["istanbul"]),
        ("Nguyễn Văn", ["nguyen", "van"]),
        ("كَتَبَ", ["كتب"]),
        ("O'Brien-Smith", ["o", "brien", "smith"]),
        ("a_b", ["a", "b"]),
        ("ﬁne", ["fine"]),
        ("?!", []),
    ],
)
def test_a_text_is_found_under_these_words(text: str, found: list[str]) -> None:
    assert list(index_words(text)) == found


@given(st.text(max_size=30))
def test_what_is_written_is_found_by_typing_the_same(text: str) -> None:
    have = index_words(text)
    for wanted in query_words(text):
        assert any(word.startswith(form) for word in have for form in wanted)


@given(st.text(max_size=30))
def test_words_of_the_index_hold_nothing_that_could_be_query_syntax(text: str) -> None:
    for word in index_words(text):
        assert not set(word) & set("\"'*^:(){}+-\\ \t\n\x00")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_pasted_page_asks_for_twelve_words_at_most() -> None:
    assert len(query_words(" ".join(f"w{number}" for number in range(5000)))) == 12


@pytest.mark.parametrize(
    "names",
    [
        ("Mohammed", "Muhammad", "Mohamad", "Мухаммед", "محمد", "Mukhammed"),
        ("Ahmed", "Achmed", "أحمد", "Ahmad"),
        ("Khaled", "Chaled", "خالد"),
        ("Yusuf", "Youssef", "يوسف", "Joseph"),
        ("Oleksandr", "Олександр"),
        ("Meyer", "Maier", "Meier", "Mayr"),
        ("Schmidt", "Schmitt", "Schmid"),
        ("Jamal", "جمال"),
        ("Hassan", "حسن", "Hasan"),
    ],
)
def test_spellings_of_one_name_share_a_sound(names: tuple[str, ...]) -> None:
    first = set(sound_keys(names[0]))
    for other in names[1:]:
        assert first & set(sound_keys(other)), other


def test_names_in_scripts_without_a_table_meet_in_the_same_spelling() -> None:
    assert sound_keys("ተስፋይ") == sound_keys("ተስፋይ") != ()


def test_articles_and_legal_forms_do_not_make_a_double() -> None:
    assert name_words("Ali al Hassan") == ("ali", "hassan")
    assert name_words("Muster Pflege GmbH & Co. KG", "company") == ("muster", "pflege")
    assert name_words("GmbH", "company") == ("gmbh",), "a name of nothing else keeps it"


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [
        ("Amira Muster", "Muster, Amira", ("same_name",)),
        ("Amira Muster", "Amira Sophie Muster", ("similar_name",)),
        ("Anna Schmidt", "Anna Schmitd", ("similar_name",)),
        ("Mohammed Ahmad", "محمد أحمد", ("sounds_alike",)),
        ("Mohammed Ahmad", "Mohammed Karimi", ()),
        ("Amira", "Bela", ()),
        ("", "", ()),
    ],
)
def test_why_two_names_may_be_one_person(name: str, other: str, why: tuple[str, ...]) -> None:
    assert Likeness(name, "person").reasons(other) == why


def test_with_the_same_birth_date_one_shared_name_is_enough() -> None:
    likeness = Likeness("Mohammed Ahmad", "person", "1990-05-01")
    assert likeness.reasons("Muhammad Karimi", "1990-05-01") == ("sounds_alike", "same_birth_date")
    assert likeness.reasons("Muhammad Karimi", "1991-05-01") == ()


def test_the_best_reason_ranks_first() -> None:
    ranked = sorted([("sounds_alike",), ("same_name",), ("same_name", "same_birth_date")], key=rank)
    assert ranked == [("same_name", "same_birth_date"), ("same_name",), ("sounds_alike",)]


def test_an_excerpt_marks_whole_words_around_the_first_hit() -> None:
    text = "Lange Einleitung ohne Bedeutung. " * 10 + "Hier steht Elektriker und noch mehr."
    key, excerpt, marks = views.best_field((("case.summary", text),), query_words("elek"))
    assert key == "case.summary"
    assert [excerpt[at : at + size] for at, size in marks] == ["Elektriker"]
    assert len(excerpt) <= views.EXCERPT + 2
    assert excerpt.startswith("…")


@pytest.mark.parametrize(
    ("number", "order"),
    [("2026-0001", 2026_000_000_001), ("2026-10000", 2026_000_010_000), ("x", 0), ("2026-1", 0), ("", 0)],
)
def test_case_numbers_sort_as_numbers(number: str, order: int) -> None:
    assert views.number_order(number) == order
