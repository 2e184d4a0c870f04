"""The test print: rulers in millimetres, the window of the envelope and the folds, under the letterhead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from welcomedesk.domain.letters import Letter, Letterhead, words
from welcomedesk.letters import page
from welcomedesk.letters.pdf import RULER, LetterPages
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import MM, Sheets

_LABEL = Style(size=7, leading=9)
_SQUARE = 100.0

RULER_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "title": {"de": "Probedruck, Form {form}", "en": "Test print, form {form}"},
        "measure": {
            "de": "Messen Sie nach: Das Quadrat unten ist genau 100 mm breit und hoch. Ist es kleiner, verkleinert der "
            "Drucker: Stellen Sie „Tatsächliche Größe“ ein.",
            "en": "Measure: the square below is exactly 100 mm wide and high. If it is smaller, the printer shrinks "
            "the page: choose “Actual size”.",
        },
        "window": {
            "de": "Falten Sie an den Marken links. Der gestrichelte Rahmen muss im Fenster des Umschlags liegen.",
            "en": "Fold at the marks on the left. The dashed frame must lie in the window of the envelope.",
        },
        "frame": {"de": "Fenster 85 × 45 mm", "en": "Window 85 × 45 mm"},
        "square": {"de": "100 mm", "en": "100 mm"},
    }
)
"""Words of the test print by language."""


def ruler_pdf(letterhead: Letterhead, form: str, language: str) -> bytes:
    """The page with rulers, in German or English."""
    said = {name: each.get(language, each["de"]) for name, each in RULER_WORDS.items()}
    body = Letter(
        kind=RULER,
        language=language if language in RULER_WORDS["title"] else "de",
        letterhead=letterhead,
        recipient=None,
        subject=words(said["title"].replace("{form}", form)),
        blocks=(),
        form=form,
    )
    return _Ruler(body, said).made()[0]


class _Ruler(LetterPages):
    """A letter page without a letter, with measures on it."""

    def __init__(self, letter: Letter, said: Mapping[str, str]) -> None:
        super().__init__(letter)
        self.said = said

    def above(self) -> None:
        sheets, field = self.sheets, self.form.address_field
        _frame(sheets, field.x, field.y, field.width, field.height, dash=(3, 2))
        self._say(self.said["frame"], field.x + 2, field.y + 5)
        top = self.form.text_top + 8
        for text in (self.said["measure"], self.said["window"]):
            for line in set_text(text, self.s.body, page.TEXT.width * MM):
                sheets.line(line, self.s.body, page.TEXT.x, top + 3.5)
                top += self.s.body.leading / MM
        left, at = page.TEXT.x + 20, max(top + 6, 140.0)
        _frame(sheets, left, at, _SQUARE, _SQUARE)
        self._say(self.said["square"], left + 45, at + 52)
        for mm in range(int(page.TEXT.x), int(page.TEXT.right) + 1):
            long = 4.0 if mm % 10 == 0 else 2.5 if mm % 5 == 0 else 1.5
            sheets.rule(mm, 262.0, mm, 262.0 + long, points=0.3)
            if mm % 10 == 0:
                self._say(str(mm), mm + 0.5, 269.0)
        for mm in range(10, 281):
            long = 4.0 if mm % 10 == 0 else 2.5 if mm % 5 == 0 else 1.5
            sheets.rule(198.0, mm, 198.0 + long, mm, points=0.3)
            if mm % 10 == 0:
                self._say(str(mm), 193.0, mm + 0.9)

    def _say(self, text: str, x: float, baseline: float) -> None:
        for line in set_text(text, _LABEL, 400):
            self.sheets.line(line, _LABEL, x, baseline)


def _frame(sheets: Sheets, x: float, y: float, width: float, height: float, dash: tuple[float, ...] = ()) -> None:
    right, bottom = x + width, y + height
    for a, b, c, d in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)):
        sheets.rule(a, b, c, d, points=0.4, dash=dash)
