"""Readability by the published formulas; the numbers below were worked out by hand."""

from __future__ import annotations

import pytest

from welcomedesk import paths
from welcomedesk.desk import client_texts, letters
from welcomedesk.desk.outreach import sheets
from welcomedesk.domain.readability import readability, readability_of, sentences_of, syllables
from welcomedesk.packs.shelf import open_shelf

HARDEST_LETTER = 8.5
"""Wiener Sachtextformel of a letter for clients: what an eighth class reads without help."""


@pytest.mark.parametrize(
    ("word", "count"),
    [("Haus", 1), ("Beratung", 3), ("Bäuerin", 3), ("Aufenthaltstitel", 5), ("die", 1), ("Ihr", 1), ("Europa", 3)],
)
def test_german_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word, "de") == count


@pytest.mark.parametrize(("word", "count"), [("make", 1), ("table", 2), ("office", 2), ("the", 1), ("agree", 2)])
def test_english_syllables_know_the_silent_e(word: str, count: int) -> None:
    assert syllables(word, "en") == count


def test_the_vienna_formula_gives_what_hand_and_paper_give() -> None:
    """Eleven words in two sentences: one of three syllables, four of one, two of more than six letters."""
    found = readability("Bitte bringen Sie Ihren Pass mit. Die Beratung dauert eine Stunde.", "de")
    assert (found.words, found.sentences) == (11, 2)
    many, one, long = 100 * 1 / 11, 100 * 4 / 11, 100 * 2 / 11
    assert found.score == round(0.1935 * many + 0.1672 * 5.5 + 0.1297 * long - 0.0327 * one - 0.875, 1)


def test_flesch_gives_what_hand_and_paper_give() -> None:
    found = readability("Bring your passport. We look at it and give it back.", "en")
    assert (found.words, found.sentences) == (11, 2)
    assert found.score == round(206.835 - 1.015 * 5.5 - 84.6 * 12 / 11, 1)


def test_dates_and_abbreviations_end_no_sentence() -> None:
    text = "Kommen Sie am 23.11. um 10 Uhr, z. B. mit dem Bus. Der Paragraf ist § 18g Abs. 1 AufenthG."
    assert len(sentences_of(text)) == 2


def test_long_sentences_are_named_and_headings_do_not_run_on() -> None:
    long = "Wir bitten Sie " + "und " * 13 + "sehr."
    assert readability(long, "de").long == (long,)
    assert readability_of(["Wohin Sie gehen", "Was Sie mitnehmen"], "de").sentences == 2


def test_a_placeholder_counts_as_one_short_word() -> None:
    assert readability("Er geht an {contact}.", "de").words == 4


def test_texts_without_a_formula_have_no_score() -> None:
    assert readability("Добрый день.", "ru").score is None and readability("", "de").level == ""


def test_every_shipped_letter_for_clients_reads_easily() -> None:
    found = client_texts.texts(open_shelf(paths.resources() / "packs"), "de")
    letters = {each.id: each.reading for each in found if each.kind == "letter"}
    assert {"client_copy", "consent", "appointment", "paper_request"} <= set(letters)
    for name, reading in letters.items():
        assert (reading.score or 0) <= HARDEST_LETTER, f"{name}: {reading.score}"
        # One sentence of the consent names everybody it binds.
        assert len(reading.long) <= (name == "consent"), reading.long


def test_the_editor_sees_every_kind_of_client_text() -> None:
    """Letters with their lists and small print, checklists, and the first steps of outreach events."""
    library = open_shelf(paths.resources() / "packs")
    found = {(each.kind, each.id) for each in client_texts.texts(library, "de")}
    assert {("first_steps", each.topic) for each in sheets(library)} <= found
    assert {("letter", kind.id) for kind in letters.kinds(library) if client_texts.for_clients(kind)} <= found
    notice = letters.kind(library, "privacy_notice")
    listed = sum(len(each["de"].split()) for block in notice.blocks for each in block.listed)
    assert listed and client_texts.reading_of(notice, "de").words > listed
