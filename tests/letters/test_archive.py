"""Every page is fit for keeping: PDF/A-2b, as a checker says that knows nothing of what we print with."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import page as checker
import pypdfium2
import pytest
from PIL import Image

from tests.helpers.pdf_pages import text_of
from tests.letters import reference, test_envelopes, test_map_sheet, test_regional
from tests.letters.samples import OFFICE, READERS, handout, kinds, letter
from welcomedesk.desk import client_texts
from welcomedesk.domain.envelopes import ENVELOPES, LABELS
from welcomedesk.domain.letters import letterhead
from welcomedesk.letters import ReportlabPrinter


def failures(pdf: bytes) -> list[str]:
    report = checker.validate_pdf_bytes(pdf, profile="2b")
    assert report.rules.total > 100
    return [f"{each.rule_id}: {each.message}" for each in report.failures]


def test_every_sheet_is_pdf_a_2b() -> None:
    for name, pdf in reference.sheets().items():
        assert not failures(pdf), name


FOR_CLIENTS = [kind for kind, plan in kinds().items() if client_texts.for_clients(plan)]


@pytest.mark.parametrize("large", [False, True], ids=["", "large"])
@pytest.mark.parametrize("kind", FOR_CLIENTS)
def test_every_letter_for_a_person_is_pdf_a_2b_in_every_language(kind: str, large: bool) -> None:
    for code in READERS:
        assert not failures(ReportlabPrinter().letter(replace(letter(kind, code), large=large))), code


def test_everything_else_that_is_printed_is_pdf_a_2b_too() -> None:
    printer = ReportlabPrinter()
    made = {
        **{f"ruler {form}": printer.ruler(letterhead(OFFICE), form, "de") for form in "AB"},
        **{size: test_envelopes.printed(size, test_envelopes.CHAMBER) for size in (*ENVELOPES, *LABELS)},
        "guide": printer.regional_guide(test_regional.guide()),
        "map": printer.map_sheet(test_map_sheet.sheet(60)),
    }
    assert not {name: found for name, pdf in made.items() if (found := failures(pdf))}


def test_a_long_document_with_a_list_of_contents_is_pdf_a_2b() -> None:
    questions = tuple(f"Frage {n} (Олена, أحمد)" for n in range(200))
    assert not failures(ReportlabPrinter().letter(letter("referral", questions=questions)))


def test_a_letterhead_with_a_logo_is_pdf_a_2b() -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (300, 120), (20, 90, 115, 128)).save(picture, "PNG")
    made = letter("referral")
    with_logo = replace(made, letterhead=replace(made.letterhead, logo=picture.getvalue()))
    assert not failures(ReportlabPrinter().letter(with_logo))


def test_a_stream_that_ends_like_a_line_keeps_its_length() -> None:
    """Compressed data end with any byte; one that looks like half a line end must not be taken for one."""
    made = (ReportlabPrinter().letter(letter("thanks", what=f"für den Rat Nummer {n}")) for n in range(2_000))
    pdf = next(each for each in made if _streams_ending_with(each, b"\r"))
    assert not failures(pdf)


def _streams_ending_with(pdf: bytes, end: bytes) -> bool:
    """Whether one of the streams, as long as it says it is, ends with these bytes."""
    for found in re.finditer(rb"/Length (\d+).*?stream\n", pdf, re.DOTALL):
        if pdf[found.end() : found.end() + int(found.group(1))].endswith(end):
            return True
    return False


def test_the_checker_notices_what_is_missing() -> None:
    pdf = ReportlabPrinter().letter(letter("referral"))
    assert any("OUTPUT" in each.upper() for each in failures(pdf.replace(b"/OutputIntents", b"/OutputIntentz")))
    assert failures(pdf.replace(b"<pdfaid:part>2", b"<pdfaid:part>9"))


def test_languages_stand_in_the_document() -> None:
    pdf = ReportlabPrinter().handout(handout("de", "ar"))
    assert b"/Lang (de)" in pdf and b"<rdf:li>de</rdf:li><rdf:li>ar</rdf:li>" in pdf


def test_properties_hold_nothing_about_anybody() -> None:
    pdf = ReportlabPrinter().letter(letter("referral", adviser="Zaubernuss", name="Quittenbaum"))
    held = pypdfium2.PdfDocument(pdf).get_metadata_dict(skip_empty=True)
    assert held == {"Title": "Schreiben", "Creator": "Welcomedesk", "Producer": "Welcomedesk"}
    packet = pdf[pdf.index(b"<?xpacket begin") : pdf.index(b"<?xpacket end")]
    assert b"Zaubernuss" not in packet and b"Quittenbaum" not in packet and "Quittenbaum" in text_of(pdf)
