"""The file itself: the same bytes each time, nothing personal in its properties, every font inside."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pypdfium2
import pytest

from tests.helpers.pdf_pages import pages
from tests.letters.samples import all_letters, handout, letter
from welcomedesk.letters import ReportlabPrinter


@pytest.mark.parametrize(("kind", "language", "form"), all_letters())
def test_the_same_letter_is_the_same_file(kind: str, language: str, form: str) -> None:
    made = letter(kind, language, form=form)
    assert ReportlabPrinter().letter(made) == ReportlabPrinter().letter(made)


def test_the_same_handout_is_the_same_file() -> None:
    assert ReportlabPrinter().handout(handout("de", "ar")) == ReportlabPrinter().handout(handout("de", "ar"))


@pytest.mark.parametrize(("kind", "language", "form"), all_letters())
def test_the_properties_say_nothing_about_people(kind: str, language: str, form: str) -> None:
    properties = pypdfium2.PdfDocument(ReportlabPrinter().letter(letter(kind, language, form=form))).get_metadata_dict()
    assert set(properties.values()) <= {"Schreiben", "Letter", "Welcomedesk", "", "D:20000101000000+00'00'"}


def test_a_name_stands_nowhere_in_the_open_bytes() -> None:
    pdf = ReportlabPrinter().letter(letter("referral", name="Zubaida Canary"))
    assert b"Zubaida" not in pdf and "Zubaida".encode("utf-16-be") not in pdf


def test_the_language_of_the_document_is_set() -> None:
    assert b"/Lang (de)" in ReportlabPrinter().letter(letter("referral"))
    assert b"/Lang (en)" in ReportlabPrinter().letter(letter("client_copy", "en"))


def test_every_font_is_embedded_and_none_is_assumed() -> None:
    pdf = ReportlabPrinter().handout(handout("de", "ar"))
    assert b"Helvetica" not in pdf and b"/Type1" not in pdf
    assert pdf.count(b"/Type0") == pdf.count(b"/FontFile2") == pdf.count(b"/ToUnicode") >= 2


def test_the_printer_is_told_not_to_scale() -> None:
    assert b"/PrintScaling /None" in ReportlabPrinter().letter(letter("referral"))


def test_all_streams_can_be_unpacked() -> None:
    pdf = ReportlabPrinter().letter(letter("referral"))
    streams = re.findall(rb"/FlateDecode(?:(?!endobj).)*?\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    assert len(streams) >= 7
    for stream in streams:
        zlib.decompressobj().decompress(stream)


def test_a_long_document_has_a_list_of_contents_and_a_short_one_none() -> None:
    made = letter("client_copy", "de", contact_card=())
    long = replace(made, blocks=made.blocks * 12)
    document = pypdfium2.PdfDocument(ReportlabPrinter().letter(long))
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert len(document) >= 3 and found[0] == ("Wohin Sie gehen", 0)
    assert [page for _, page in found] == sorted(page for _, page in found) and found[-1][1] == len(document) - 1
    assert not list(pypdfium2.PdfDocument(ReportlabPrinter().letter(letter("client_copy"))).get_toc())


def test_regions_lie_on_the_words_of_the_case() -> None:
    made = letter("referral")
    page = pages(ReportlabPrinter().letter(made))[0]
    regions = {region.field: region for region in ReportlabPrinter().regions(made)}
    assert {"name", "qualification", "german", "recipient", "number", "code"} <= set(regions)
    for field, shown in (("qualification", "Elektrotechnik, 3 Jahre, Syrien, 2012"), ("german", "B1")):
        region, where = regions[field], page.where(shown)
        assert region.page == 1
        assert region.x == pytest.approx(where.x, abs=0.6) and region.x + region.width == pytest.approx(
            where.right, abs=0.8
        )
        assert region.y <= where.y and where.bottom <= region.y + region.height + 0.3


def test_only_letters_and_handouts_can_be_printed() -> None:
    with pytest.raises(TypeError):
        ReportlabPrinter().letter("text")
    with pytest.raises(TypeError):
        ReportlabPrinter().handout(letter("referral"))


def test_large_print_uses_sixteen_points() -> None:
    small = pages(ReportlabPrinter().letter(letter("client_copy", "en")))[0].where("Where to go")
    large = pages(ReportlabPrinter().letter(replace(letter("client_copy", "en"), large=True)))[0].where("Where to go")
    assert (large.bottom - large.y) / (small.bottom - small.y) == pytest.approx(1.6, abs=0.05)
