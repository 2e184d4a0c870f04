"""Nasty texts on letters: they come out as they went in."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.letters.samples import letter
from tests.letters.test_texts import flat, random_text, text_of
from tests.torture.frame import Harness, Outcome
from welcomedesk.letters import ReportlabPrinter

TOGETHER = 20


def texts(folder: Path, trials: int, seed: int) -> Outcome:
    chance, bad = Random(seed), 0
    for _letter in range(max(1, trials // TOGETHER)):
        asked = tuple("A" + random_text(chance).strip() + "Z" for _text in range(TOGETHER))
        out = flat(text_of(ReportlabPrinter().letter(letter("referral", questions=asked))))
        bad += sum(flat(text) not in out for text in asked)
    return Outcome(max(1, trials // TOGETHER) * TOGETHER, bad)


def raw_texts(folder: Path, trials: int, seed: int) -> Outcome:
    """The same texts given to the PDF library as they are."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    chance, bad, style = Random(seed), 0, getSampleStyleSheet()["Normal"]
    for _text in range(trials):
        text = "A" + random_text(chance).strip() + "Z"
        try:
            bad += int(Paragraph(text, style).getPlainText() != text)
        except Exception:  # it fails in many ways, and each is what this shows
            bad += 1
    return Outcome(trials, bad)


HARNESSES = (Harness("nasty texts on letters", texts, raw_texts, "texts given to the library raw", 20, 400),)
