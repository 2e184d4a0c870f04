"""The page measured from the finished PDF: the window of the envelope, folds, margins, subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.pdf_pages import Page, pages
from tests.letters.samples import READERS, all_letters, kinds, letter
from welcomedesk.desk import client_texts
from welcomedesk.domain.letters import Recipient, plain
from welcomedesk.letters import ReportlabPrinter

WINDOW_TOP = {"A": 27.0, "B": 45.0}
FOLDS = {"A": (87.0, 192.0), "B": (105.0, 210.0)}
SUBJECT = {"A": 80.5, "B": 98.5}
WITH_ADDRESS = [each for each in all_letters() if kinds()[each[0]].recipient != "none"]


def first_page(kind: str, language: str, form: str, **changes: object) -> Page:
    return pages(ReportlabPrinter().letter(letter(kind, language, form=form, **changes)))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "language", "form"), WITH_ADDRESS)
def test_the_address_lies_inside_the_window(kind: str, language: str, form: str) -> None:
    """DIN 5008: 20 to 105 mm from the left; 45 to 90 mm (B) or 27 to 72 mm (A) from the top."""
    page = first_page(kind, language, form)
    top = WINDOW_TOP[form]
    made = letter(kind, language, form=form)
    assert made.recipient
    for line in (*made.recipient.address, made.letterhead.sender_line):
        rect = page.where(line)
        assert 20 <= rect.x < rect.right <= 105, line
        assert top <= rect.y < rect.bottom <= top + 45, line


@pytest.mark.parametrize(("kind", "language", "form"), WITH_ADDRESS)
def test_nothing_else_shows_in_the_window(kind: str, language: str, form: str) -> None:
    page = first_page(kind, language, form)
    top = WINDOW_TOP[form]
    made = letter(kind, language, form=form)
    assert made.recipient
    allowed = {made.letterhead.sender_line, *made.recipient.address, made.by_hand_words}
    shown = {line.strip() for line in page.within(20, top, 105, top + 45).split("\n") if line.strip()}
    assert shown <= allowed


@pytest.mark.parametrize(("kind", "language", "form"), WITH_ADDRESS)
def test_the_subject_starts_where_the_standard_says(kind: str, language: str, form: str) -> None:
    page = first_page(kind, language, form)
    subject = "".join(span.text for span in letter(kind, language, form=form).subject)
    rect = page.where(subject)
    assert 24.9 <= rect.x <= 25.5
    # Marks above capitals (Nguyễn) may reach a tenth of a millimetre into the white above.
    assert SUBJECT[form] - 0.1 <= rect.y <= SUBJECT[form] + 2.0


@pytest.mark.parametrize(("kind", "language", "form"), all_letters())
def test_folds_and_hole_mark_stand_at_their_height(kind: str, language: str, form: str) -> None:
    marks = [rect for rect in first_page(kind, language, form).paths() if rect.right < 12]
    heights = sorted((rect.y + rect.bottom) / 2 for rect in marks)
    wanted = {"letter": (*FOLDS[form], 148.5), "sheet": (148.5,)}.get(kinds()[kind].look, ())
    assert heights == pytest.approx(sorted(wanted), abs=0.05)
    assert all(rect.x >= 4 for rect in marks), "printers cannot print at the very edge"


@pytest.mark.parametrize(("kind", "language", "form"), all_letters())
def test_text_keeps_the_margins(kind: str, language: str, form: str) -> None:
    """25 mm left, 20 mm right, and white at the foot that every printer leaves."""
    for page in pages(ReportlabPrinter().letter(letter(kind, language, form=form))):
        for char, rect in page.characters():
            assert rect.x >= 24.5 and rect.right <= 190.3, char
            assert rect.y >= 8 and rect.bottom <= 290, char


def test_the_information_block_stands_right_of_the_window() -> None:
    page = first_page("referral", "de", "B")
    for label in ("Unser Zeichen", "Kurzcode", "Datum"):
        rect = page.where(label)
        assert rect.x == pytest.approx(125, abs=0.5) and 50 <= rect.y <= 90


def test_the_reply_slip_stands_at_the_foot() -> None:
    page = first_page("referral", "de", "B")
    cut = [rect for rect in page.paths() if rect.right - rect.x > 160 and rect.y < 268]
    assert cut and cut[0].y > 200
    assert cut[0].y < page.where("Rückmeldung an die Beratung").y < page.where("Datum, Stempel").y < 272


SEVEN = (
    "Abteilung Berufsbildung",
    "Sachgebiet Anerkennung",
    "Frau Muster",
    "Haus 3",
    "Gareisstraße 10",
    "39106 Magdeburg",
)


def test_a_seven_line_address_stays_in_the_window() -> None:
    page = first_page("referral", "de", "B", recipient=Recipient("Handwerkskammer Magdeburg", SEVEN))
    for line in ("Handwerkskammer Magdeburg", *SEVEN):
        rect = page.where(line)
        assert rect.y >= 45 and rect.bottom <= 90 and rect.x >= 20 and rect.right <= 105, line


def test_a_long_name_wraps_between_words() -> None:
    name = (
        "Landesamt für die Anerkennung ausländischer Berufsqualifikationen und die Begleitung von Unternehmen im Süden"
    )
    page = first_page("referral", "de", "B", recipient=Recipient(name, ("Gareisstraße 10", "39106 Magdeburg")))
    shown = page.within(20, 45, 105, 90).replace("\n", " ")
    assert name in shown and "39106 Magdeburg" in shown


def test_a_letter_that_nearly_fits_is_set_tighter_on_one_page() -> None:
    assert len(pages(ReportlabPrinter().letter(letter("referral", form="B")))) == 1


def test_following_pages_carry_reference_and_number() -> None:
    long = tuple(f"Frage {n}: Welche Unterlagen fehlen noch, und bis wann werden sie gebraucht?" for n in range(60))
    made = pages(ReportlabPrinter().letter(letter("referral", questions=long)))
    assert len(made) >= 2
    for number, page in enumerate(made, start=1):
        assert f"Seite {number} von {len(made)}" in page.text
    for page in made[1:]:
        assert "2026-0147" in page.text and page.where("2026-0147").y < 33


FOR_CLIENTS = [(kind, form) for kind, plan in kinds().items() if client_texts.for_clients(plan) for form in "AB"]


@pytest.mark.parametrize("large", [False, True], ids=["", "large"])
@pytest.mark.parametrize(("kind", "form"), FOR_CLIENTS)
def test_beside_every_language_the_page_keeps_its_measures(kind: str, form: str, large: bool) -> None:
    """Window, subject, folds and margins, for each of the thirteen languages that stand beside the German."""
    top, addressed = WINDOW_TOP[form], kinds()[kind].recipient != "none"
    for code in READERS:
        made = replace(letter(kind, code, form=form), large=large)
        first, *more = pages(ReportlabPrinter().letter(made))
        for page in (first, *more):
            outside = [char for char, place in page.characters() if place.x < 20 or place.right > 195.5]
            assert not outside, (code, outside)
        marks = {round((rect.y + rect.bottom) / 2, 1) for rect in first.paths() if rect.right < 12}
        assert marks == {"letter": {*FOLDS[form], 148.5}, "sheet": {148.5}}[kinds()[kind].look], code
        if not addressed:
            continue
        assert made.recipient is not None
        allowed = {made.letterhead.sender_line, *made.recipient.address, made.by_hand_words}
        shown = {line.strip() for line in first.within(20, top, 105, top + 45).split("\n") if line.strip()}
        assert {made.recipient.name} <= shown <= allowed, code
        subject = first.where(plain(made.subject).split("\n")[0].split(" ")[0])
        assert SUBJECT[form] - 0.1 <= subject.y <= SUBJECT[form] + 2.6 and 24.9 <= subject.x <= 25.6, code
