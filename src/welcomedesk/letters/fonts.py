"""Fonts and glyphs: which font has a character, and how a stretch of text becomes glyphs.

FiraGO carries Latin with every Vietnamese and DIN 91379 letter in daily use, Cyrillic, Greek, Arabic with Persian and
Kurdish, Hebrew, Devanagari, Georgian and Thai; Noto Sans fills rare Latin letters, Noto Sans Ethiopic sets Tigrinya
and Amharic. All are free (OFL). A character that none has is refused by name: a box on paper is a wrong name.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache, cached_property, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from welcomedesk import paths
from welcomedesk.domain.errors import Refused
from welcomedesk.i18n import N_
from welcomedesk.letters.clean import clean

_FILES = {
    ("FiraGO", False): "FiraGO_Regular",
    ("FiraGO", True): "FiraGO_Bold",
    ("NotoSans", False): "NotoSans_Regular",
    ("NotoSans", True): "NotoSans_Bold",
}
"""Modules of `pymupdf_fonts`; a family that is not among them lies in the folder of fonts."""
FAMILIES = ("FiraGO", "NotoSans", "NotoSansEthiopic")
_WITH_MARKS = ("NotoSans", "FiraGO", "NotoSansEthiopic")
_SHAPELESS = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Joiners and direction marks: HarfBuzz leaves them out of the line in fonts that lack them."""
_MARK = re.compile("[\u0300-\u036f]")
_CLUSTER = re.compile(".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*", re.DOTALL)


class MissingGlyph(Refused):
    """No font of ours has this character, so the page is not made."""

    def __init__(self, char: str) -> None:
        name = unicodedata.name(char, f"U+{ord(char):04X}")
        super().__init__(
            "missing_glyph",
            N_("The character {char} (U+{number}, {name}) cannot be printed."),
            safe=N_("The text is unchanged and nothing was printed."),
            next_step=N_("Write it with letters, or leave it out of this letter."),
            char=char,
            number=f"{ord(char):04X}",
            name=name,
        )


class Glyph(NamedTuple):
    """One shape on the line; a named tuple because a letter makes two thousand of them.

    Args:
        id: glyph number in the font.
        text: the characters it stands for; empty for a further shape of the same characters.
        start: position of the first of these characters in the shaped text.
        advance, dx, dy: in thousandths of the font size.
    """

    id: int
    text: str
    start: int
    advance: float
    dx: float
    dy: float


class Metrics(NamedTuple):
    """Bounding box, ascender, descender and height of capitals in thousandths of the font size."""

    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float


_SHAPES = 2048
"""So many stretches of text are kept shaped."""


class Face:
    """One font file, ready for shaping."""

    def __init__(self, family: str, bold: bool) -> None:
        import uharfbuzz as hb

        self.family, self.bold = family, bold
        self._hb = hb
        self.hb_face = hb.Face(_program(family, bold))
        self._font = hb.Font(self.hb_face)
        self.scale = 1000 / self.hb_face.upem
        self._widths: dict[int, float] = {}
        self.name = f"{family}-{'Bold' if bold else 'Regular'}"
        # A page is set twice, for its number of pages, and a letter says what the last one said.
        self.shape = lru_cache(maxsize=_SHAPES)(self._shape)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character this font can draw, and those that need no shape."""
        return frozenset(chr(number) for number in self.hb_face.unicodes) | _SHAPELESS

    def natural_width(self, glyph: int) -> float:
        """Advance of a glyph by itself, in thousandths of the font size."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = float(self._font.get_glyph_h_advance(glyph) * self.scale)
        return width

    def metrics(self) -> Metrics:
        """What a PDF wants to know of the face, in thousandths of the font size."""
        # Table head: xMin to yMax at byte 36; OS/2: sCapHeight at byte 88; hhea: ascender, descender at byte 4.
        head, os2, hhea = (self.hb_face.reference_table(tag).data for tag in ("head", "OS/2", "hhea"))
        box = struct.unpack_from(">4h", head, 36)
        ascent, descent = struct.unpack_from(">2h", hhea, 4)
        (cap_height,) = struct.unpack_from(">h", os2, 88)
        s = self.scale
        return Metrics((box[0] * s, box[1] * s, box[2] * s, box[3] * s), ascent * s, descent * s, cap_height * s)

    def _shape(self, text: str, rtl: bool, language: str) -> tuple[Glyph, ...]:
        """The glyphs of a stretch in one script and direction, from left to right."""
        hb = self._hb
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        # No typographic ligatures: "fi" must come out of the PDF, and names stay letter for letter.
        hb.shape(self._font, buffer, {"liga": False, "dlig": False} if not rtl else {})
        return tuple(self._glyphs(text, buffer, rtl))

    def _glyphs(self, text: str, buffer: Any, rtl: bool) -> list[Glyph]:
        scale = self.scale
        found = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        places = [place.position for place in buffer.glyph_positions]
        if len(found) == len(text) and all(start == n for n, (_, start) in enumerate(found)):
            stands_for: list[str] = list(text)  # one glyph for each character, as in nearly all Latin text
        else:
            starts = sorted({start for _, start in found})
            ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
            # The first glyph of a cluster stands for all its characters, the others for none.
            first = {start: n for n, (_, start) in reversed(list(enumerate(found)))}
            stands_for = [text[start : ends[start]] if first[start] == n else "" for n, (_, start) in enumerate(found)]
        if rtl:
            _give_marks_to_letters(stands_for, [start for _, start in found])
        return [
            Glyph(glyph, stands, start, place[2] * scale, place[0] * scale, place[1] * scale)
            for (glyph, start), stands, place in zip(found, stands_for, places, strict=True)
        ]


def _give_marks_to_letters(stands_for: list[str], starts: list[int]) -> None:
    """Let a vowel mark stand with its letter: programs that read by place would put it on a line of its own."""
    by_end = {start + len(text): n for n, (start, text) in enumerate(zip(starts, stands_for, strict=True)) if text}
    for n in sorted(range(len(starts)), key=starts.__getitem__):
        marks = stands_for[n]
        letter = by_end.get(starts[n])
        if marks and letter is not None and all(unicodedata.category(char) == "Mn" for char in marks):
            stands_for[letter] += marks
            stands_for[n] = ""
            by_end[starts[n] + len(marks)] = letter


def _program(family: str, bold: bool) -> bytes:
    if (family, bold) in _FILES:
        program: bytes = import_module(f"pymupdf_fonts.{_FILES[family, bold]}").fontbuffer
        return program
    return (paths.resources() / "fonts" / f"{family}-{'Bold' if bold else 'Regular'}.ttf").read_bytes()


@cache
def face(family: str, bold: bool = False) -> Face:
    """The face of a family, opened once."""
    return Face(family, bold)


def covered(text: str) -> bool:
    """Whether the first family alone can set this text."""
    return not _MARK.search(text) and face(FAMILIES[0]).characters.issuperset(text)


def families(text: str) -> list[str]:
    """The family for every character; a letter and its marks stay in one. Raises `MissingGlyph`."""
    result: list[str] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        result.extend([_family(cluster)] * len(cluster))
    return result


def settable(text: str) -> str:
    """The text in its cleaned form, with characters that no font has written as their number."""
    text = clean(text)
    if covered(text):
        return text
    return _CLUSTER.sub(lambda match: _settable(match.group()), text)


def _settable(cluster: str) -> str:
    if cluster == "\n" or cluster in _SHAPELESS:
        return cluster
    try:
        _family(cluster)
    except MissingGlyph:
        return "".join(f"[U+{ord(char):04X}]" for char in cluster)
    return cluster


def _family(cluster: str) -> str:
    # FiraGO misplaces marks it has no anchors for (C̨̆, K̛); Noto Sans sets all sequences of DIN 91379 right.
    for family in FAMILIES if len(cluster) == 1 else _WITH_MARKS:
        if face(family).characters.issuperset(cluster):
            return family
    known = [face(family).characters for family in FAMILIES]
    nowhere = (char for char in cluster if not any(char in characters for characters in known))
    raise MissingGlyph(next(nowhere, cluster[-1]))


def scripts(text: str) -> list[str]:
    """The script of every character; what belongs to every script goes with what stands before it."""
    result = [_script(char) for char in text]
    first = next((script for script in result if script), "")
    for i, script in enumerate(result):
        result[i] = script or (result[i - 1] if i else first)
    return result


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The script of a letter by its Unicode name, empty for marks, digits, signs and the Arabic joining line."""
    if unicodedata.category(char) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    return unicodedata.name(char, "").partition(" ")[0]
