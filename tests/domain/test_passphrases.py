"""Suggested passphrases: the shipped list, the drawing, the strength."""

from __future__ import annotations

import secrets

import pytest

from welcomedesk import paths
from welcomedesk.domain import passphrases

SHIPPED = (paths.resources() / "words" / "passphrase-de.txt").read_text("ascii")


def test_the_shipped_list_has_enough_different_words_that_every_keyboard_can_type() -> None:
    words = passphrases.read(SHIPPED)
    assert len(words) == len(set(words)) == 7_776
    assert all(5 <= len(word) <= 19 for word in words)


def test_a_suggestion_is_six_words_of_the_list() -> None:
    words = passphrases.read(SHIPPED)
    drawn = passphrases.suggest(words, secrets.choice).split(" ")
    assert len(drawn) == 6 and set(drawn) <= set(words)


def test_every_word_is_drawn_by_the_source_that_was_handed_in() -> None:
    numbers = iter(range(6))
    assert passphrases.suggest("abcdef", lambda words: words[next(numbers)]) == "a b c d e f"


def test_six_words_are_worth_seventy_seven_bits() -> None:
    assert 77.5 <= passphrases.bits() < 77.6


@pytest.mark.parametrize("wrong", ["", "haus\nbaum", SHIPPED + "aal\naal\n", SHIPPED + "Öl\n", SHIPPED + "Haus\n"])
def test_a_shortened_or_changed_list_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"words|letters"):
        passphrases.read(wrong)
