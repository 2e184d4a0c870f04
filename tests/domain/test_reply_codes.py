"""Short codes of reply slips: one slip is noticed, what was meant is found, and never guessed between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcomedesk.domain.reply_codes import CODE_ALPHABET, nearest_codes, read_reply_code, reply_code

CODES = st.binary(min_size=8, max_size=8).map(reply_code)


def test_a_reply_code_is_short_and_can_be_read_back() -> None:
    for number in range(500):
        code = reply_code(number.to_bytes(8, "big"))
        assert len(code) == 7 and code[3] == "-" and read_reply_code(code) == code


def test_codes_leave_out_what_people_mix_up() -> None:
    assert not set("01OIL") & set(CODE_ALPHABET)


def test_a_code_may_be_typed_carelessly() -> None:
    code = reply_code(b"12345678")
    assert read_reply_code(f" {code.replace('-', ' ').lower()} ") == code


def test_every_wrong_letter_and_every_swap_is_noticed() -> None:
    for seed in range(40):
        code = reply_code((seed * 7_919_777_123).to_bytes(8, "big")).replace("-", "")
        for place, letter_ in enumerate(code):
            for other in CODE_ALPHABET:
                if other != letter_:
                    assert read_reply_code(code[:place] + other + code[place + 1 :]) is None
        for place in range(5):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert swapped == code or read_reply_code(swapped) is None


def test_a_code_needs_enough_chance() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        reply_code(b"123")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K7M 4OX", "K7M-4QX"),  # the letter O for a Q
        ("K7M-40X", "K7M-4QX"),  # a zero for a Q
        ("KIM-40X", "K7M-4QX"),  # two characters mixed up
        ("K7M4X", "K7M-4QX"),  # one left out
        ("K7M-44QX", "K7M-4QX"),  # one twice
        ("7KM-4QX", "K7M-4QX"),  # two swapped
        ("k7m-4q9", "K7M-4QX"),  # one wrong
        ("AAA-AAA", ""),
        ("", ""),
        ("K7M", ""),
        ("K7M-4QX-K7M-4QX", ""),
    ],
)
def test_what_was_meant_is_found_among_the_known(typed: str, meant: str) -> None:
    assert nearest_codes(typed, ["K7M-4QX", "ZZZ-ZZZ"]) == ((meant,) if meant else ())


def test_between_two_equally_near_nothing_is_decided() -> None:
    assert set(nearest_codes("AAA-AA3", ["AAA-AA5", "AAA-AA7"])) == {"AAA-AA5", "AAA-AA7"}


@given(CODES, st.integers(0, 5), st.sampled_from(CODE_ALPHABET + "01OIL"))
def test_one_wrong_character_still_finds_the_only_code(code: str, place: int, other: str) -> None:
    signs = code.replace("-", "")
    assert nearest_codes(signs[:place] + other + signs[place + 1 :], [code]) == (code,)


@given(st.text(max_size=12))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert read_reply_code(text) is None or len(read_reply_code(text) or "") == 7
    assert nearest_codes(text, ()) == ()
