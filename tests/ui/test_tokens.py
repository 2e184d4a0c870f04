"""The token table keeps the contrast that the look promises."""

from __future__ import annotations

import pytest

from welcomedesk.ui.look.sheet import style_sheet
from welcomedesk.ui.look.tokens import DARK, LIGHT, TONES, Tokens, contrast, lowest_contrast

# Role: lowest contrast over window, surface, rail and selected, light and dark, as the look page states it.
PROMISED = {
    "text": (13.0, 10.1),
    "text2": (6.0, 6.5),
    "text3": (4.8, 4.8),
    "accent": (6.2, 6.3),
    "good": (5.2, 6.2),
    "open": (6.2, 6.0),
    "caution": (6.0, 6.5),
    "danger": (5.9, 5.6),
    "control": (3.1, 3.5),
}


@pytest.mark.parametrize("role", PROMISED)
@pytest.mark.parametrize(("tokens", "column"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_each_role_is_readable_on_every_ground(tokens: Tokens, column: int, role: str) -> None:
    assert lowest_contrast(tokens, role) >= PROMISED[role][column] - 0.06


@pytest.mark.parametrize(("tokens", "least"), [(LIGHT, 5.7), (DARK, 7.0)], ids=["light", "dark"])
def test_each_tone_is_readable_on_its_own_ground(tokens: Tokens, least: float) -> None:
    for tone in TONES:
        assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_ground")) >= least - 0.06


@pytest.mark.parametrize(("tokens", "least"), [(LIGHT, 7.7), (DARK, 8.7)], ids=["light", "dark"])
def test_words_on_the_main_button_are_readable(tokens: Tokens, least: float) -> None:
    assert contrast(tokens.accent, tokens.on_accent) >= least - 0.06


def test_notices_are_readable_in_every_tone() -> None:
    for tokens in (LIGHT, DARK):
        grounds = [tokens.info_ground, *(getattr(tokens, f"{tone}_ground") for tone in TONES)]
        for ground in grounds:
            assert contrast(tokens.text, ground) >= 4.5
            assert contrast(tokens.text2, ground) >= 4.5
            assert contrast(tokens.accent, ground) >= 4.5


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#123456", "#123456") == 1


def test_the_style_sheet_stays_short() -> None:
    assert len(style_sheet(LIGHT).splitlines()) < 120
    assert "$" not in style_sheet(DARK)
