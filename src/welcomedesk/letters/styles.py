"""The few kinds of type our pages use, so that every letter looks like the same office."""

from __future__ import annotations

from dataclasses import dataclass, replace

from welcomedesk.letters.setting import Style

_GRAY = (0.29, 0.34, 0.37)  # second text of the window, dark enough for paper and copies
_BODY = 10.0
_LARGE = 16.0


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a page; `step` is the height of an empty line, mm."""

    body: Style
    strong: Style
    label: Style
    small: Style
    title: Style
    heading: Style
    code: Style

    tight: bool = False

    @property
    def step(self) -> float:
        return self.body.leading * (0.72 if self.tight else 1.0) * 25.4 / 72


def styles(language: str, *, large: bool = False, tight: bool = False) -> Styles:
    """The styles for a language, in ordinary or large print (16 points).

    Args:
        tight: less white between lines and blocks, for a letter that nearly fits one page.
    """
    body = _LARGE if large else _BODY
    base = Style(size=body, leading=round(body * (1.25 if tight else 1.36), 1), language=language)
    small = 12.0 if large else 8.0
    return Styles(
        body=base,
        strong=replace(base, bold=True),
        label=replace(base, color=_GRAY),
        small=replace(base, size=small, leading=round(small * 1.35, 1), color=_GRAY),
        title=replace(base, size=body * 1.8, leading=round(body * 2.25, 1), bold=True),
        heading=replace(base, size=body * 1.18, leading=round(body * 1.6, 1), bold=True),
        code=replace(base, size=body * 1.7, leading=round(body * 2.6, 1), bold=True),
        tight=tight,
    )


_DISPLAY = {"poster": 17.0, "certificate": 13.0}


def styles_of(look: str, language: str, *, large: bool = False, tight: bool = False) -> Styles:
    """The styles of a letter, sheet, poster or certificate; the last two are read from afar or kept in a frame."""
    if look not in _DISPLAY:
        return styles(language, large=large, tight=tight)
    body = _DISPLAY[look]
    base = replace(styles(language, tight=tight).body, size=body, leading=round(body * 1.36, 1))
    return Styles(
        body=base,
        strong=replace(base, bold=True),
        label=replace(base, color=_GRAY),
        small=replace(base, size=9.0, leading=12.0, color=_GRAY),
        title=replace(base, size=body * 2.0, leading=round(body * 2.3, 1), bold=True),
        heading=replace(base, bold=True),
        code=replace(base, size=body * 1.7, leading=round(body * 2.4, 1), bold=True),
        tight=tight,
    )


OFFICE = Style(size=14, leading=18, bold=True)
OFFICE_LINE = Style(size=9, leading=12, color=_GRAY)
FOOTER = Style(size=7.5, leading=10, color=_GRAY)
INFO = Style(size=9, leading=12.2)
INFO_LABEL = Style(size=9, leading=12.2, color=_GRAY)
DRAFT = Style(size=96, leading=96, bold=True, color=(0.91, 0.92, 0.93))
