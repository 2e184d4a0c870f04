"""Languages of readers: which there are, what merges, what a letter and a handout say where words are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.letters.samples import READERS, kinds
from welcomedesk import bootstrap, paths
from welcomedesk.desk import choices, client_texts, readers
from welcomedesk.domain.first_steps import SHEET_WORDS
from welcomedesk.domain.handouts import CLIENT_WORDS, REVIEW_WORDS, review_words
from welcomedesk.domain.reader_words import faults, german_of_kind, read_language
from welcomedesk.packs.reader import PackLibrary
from welcomedesk.packs.shelf import open_shelf


@pytest.fixture(scope="module")
def library() -> PackLibrary:
    return open_shelf(paths.resources() / "packs")


class Rows:
    """A library of nothing but languages."""

    def __init__(self, *rows: Mapping[str, Any]) -> None:
        self._rows = rows

    def rows(self, kind: str) -> Sequence[Mapping[str, Any]]:
        return self._rows if kind == "reader_language" else ()


def row(**more: Any) -> dict[str, Any]:
    return {"id": "xx", "own_name": "Xx", "title": {"de": "X", "en": "X"}, "words": {"Ja": "jo"}, **more}


def test_every_language_the_program_promises_is_there_and_says_that_nobody_reviewed_it(library: PackLibrary) -> None:
    found = readers.readers(library)
    assert tuple(found) == READERS and not any(each.reviewed for each in found.values())


def test_every_letter_that_clients_carry_is_offered_in_every_language(library: PackLibrary) -> None:
    carried = [kind for kind in kinds().values() if client_texts.for_clients(kind)]
    assert {"client_copy", "confirmation", "reminder_client", "arrival_plan", "privacy_notice", "release"} <= {
        kind.id for kind in carried
    }
    for kind in carried:
        assert [each.code for each in readers.readers_of(library, kind)] == list(READERS), kind.id


def test_letters_to_offices_and_half_translated_ones_are_not(library: PackLibrary) -> None:
    assert readers.readers_of(library, kinds()["referral"]) == ()
    german = sorted(german_of_kind(kinds()["release"]))
    half = Rows(row(words=dict.fromkeys(german[: len(german) // 2], "jo")))
    assert readers.readers_of(half, kinds()["release"]) == ()  # type: ignore[arg-type]


def test_the_client_view_and_the_first_steps_have_words_in_every_language(library: PackLibrary) -> None:
    pages = [*CLIENT_WORDS.values(), *SHEET_WORDS.values(), *(row["title"] for row in library.rows("first_steps"))]
    for tongue in readers.readers(library).values():
        assert [each["de"] for each in pages if not tongue.say(each["de"])] == [], tongue.code


def test_no_translation_outlives_its_german_text() -> None:
    found = bootstrap.check_packs()
    assert [each.text for each in found if each.pack == "languages"] == []


def test_a_second_pack_adds_words_and_one_unreviewed_part_leaves_the_whole_unreviewed() -> None:
    first = row(review="reviewed", reviewed_by="A. Beispiel")
    both = readers.readers(Rows(first, row(words={"Nein": "nä", "Ja": "jau"})))["xx"]  # type: ignore[arg-type]
    assert both.words == {"Ja": "jau", "Nein": "nä"} and not both.reviewed
    assert readers.readers(Rows(first))["xx"].reviewed  # type: ignore[arg-type]


def test_a_translation_ends_with_its_german_text() -> None:
    tongue = read_language(row())
    assert tongue.beside({"de": "Ja", "en": "Yes"}) == "jo"
    assert tongue.beside({"de": "Ja, bitte", "en": "Yes"}) == "Yes"
    assert tongue.beside({"de": "Ja, bitte"}) == ""


def test_faults_of_a_language_are_named() -> None:
    wrong = row(own_name="", review="sure", words={"Ja {x}": "jo", "Nein": " ", "Alt": "ald"})
    assert [code for code, _ in faults(wrong, frozenset({"Ja {x}", "Nein"}))] == [
        "name",
        "review",
        "placeholder",
        "empty",
        "stale",
    ]


def test_a_review_needs_a_name() -> None:
    assert ("review", "") in faults(row(review="reviewed"), frozenset())


def test_choices_name_each_language_in_itself(library: PackLibrary) -> None:
    found = dict(readers.sheet_languages(library, "de"))
    assert found["de"] == "Deutsch" and found["de+ar"] == "Deutsch, Arabisch (العربية)"


def test_coverage_tells_how_much_of_letters_steps_and_papers_has_words(library: PackLibrary) -> None:
    found = {(each.language, each.group): each.share for each in client_texts.coverage(library)}
    assert set(found) == {(code, group) for code in READERS for group in ("letters", "steps", "papers")}
    assert all(0 < share < 1 for (code, _), share in found.items() if code != "ti")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_language_that_offices_speak_or_somebody_can_choose_has_a_name(
    library: PackLibrary, language: str
) -> None:
    spoken = {code for contact in library.directory().contacts for code in contact.languages or ()}
    for code in spoken | set(choices.SPOKEN.split()) | set(READERS):
        assert library.language_name(code, language) != code


def test_whoever_reads_a_sheet_can_be_entered_as_speaking_its_language() -> None:
    assert set(READERS) <= set(choices.SPOKEN.split())


def test_what_is_said_of_a_translation_stands_in_every_language(library: PackLibrary) -> None:
    for tongue in readers.readers(library).values():
        assert all(tongue.say(words) for words in REVIEW_WORDS.values()), tongue.code


def test_only_a_text_without_a_translation_makes_a_translation_partial(library: PackLibrary) -> None:
    tongue = readers.reader(library, "ar")
    assert tongue is not None
    assert review_words(tongue, ["Antrag stellen", ""])[0] == REVIEW_WORDS["machine"]
    assert review_words(tongue, ["Antrag stellen", "Ein Satz ohne Übersetzung"])[0].endswith(REVIEW_WORDS["partly"])
