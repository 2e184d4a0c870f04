"""One slip of the keyboard is forgiven, two are not, and the first letter has to be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain.slips import begins_nearly

WORDS = st.text("abcdefgh", min_size=5, max_size=12)


@pytest.mark.parametrize(
    "typed",
    ["anerkennung", "anerkenung", "anerkennnung", "anerkemnung", "anrekennung", "anerken", "anerkenn"],
)
def test_one_slip_is_forgiven(typed: str) -> None:
    assert begins_nearly("anerkennungszuschuss", typed)


@pytest.mark.parametrize("typed", ["enerkennung", "anerkemmung", "anrkenung", "zuschuss", "xyz"])
def test_another_first_letter_or_two_slips_are_not(typed: str) -> None:
    assert not begins_nearly("anerkennungszuschuss", typed)


def test_short_words_have_to_be_written_right() -> None:
    assert begins_nearly("arbeit", "arb") and not begins_nearly("arbeit", "abr")


@given(WORDS, st.data())
def test_every_single_slip_after_the_first_letter_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefgh"))
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    if at + 1 < len(word):
        slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    for typed in slips:
        assert len(typed) < 4 or begins_nearly(word, typed)
