"""The letterhead on the page: logo, colour and columns at their place; the test print keeps its measures."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2.raw as raw
import pytest
from PIL import Image

from tests.helpers.pdf_pages import Rect, pages
from tests.letters.samples import OFFICE, letter
from welcomedesk.domain.letterheads import BadLogo
from welcomedesk.domain.letters import Letterhead, letterhead
from welcomedesk.letters import ReportlabPrinter
from welcomedesk.letters.pdf import TooMuch

COLUMNS = {
    "column_1": "Musterberatung\nMusterstraße 1\n39999 Musterstadt",
    "column_2": "Telefon 0000 000000\nberatung@muster.example",
    "column_3": "Träger Muster\nAmtsgericht Muster",
}


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (11, 90, 115, 128)).save(out, "PNG")
    return out.getvalue()


def printed(form: str, head: Letterhead) -> bytes:
    return ReportlabPrinter().letter(replace(letter("referral", form=form), letterhead=head))


def picture(pdf: bytes) -> Rect:
    page = pages(pdf)[0]
    (image,) = page._page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])
    return page._rect(*image.get_bounds())


@pytest.mark.parametrize(("form", "bottom"), [("A", 27.0), ("B", 45.0)])
@pytest.mark.parametrize(("width", "height"), [(900, 300), (200, 1200), (2400, 80)])
def test_a_logo_of_any_shape_stays_in_the_letterhead(form: str, bottom: float, width: int, height: int) -> None:
    logo = ReportlabPrinter().logo(png(width, height))
    rect = picture(printed(form, letterhead(OFFICE, logo)))
    assert 125 <= rect.x < rect.right <= 190.1 and 8 <= rect.y < rect.bottom <= bottom
    assert (rect.right - rect.x) / (rect.bottom - rect.y) == pytest.approx(width / height, rel=0.2)


def test_a_logo_is_kept_small_opaque_and_without_extras() -> None:
    tidy = ReportlabPrinter().logo(png(3000, 1500))
    with Image.open(io.BytesIO(tidy)) as kept:
        assert kept.size == (1400, 700) and kept.mode == "RGB" and not kept.info


@pytest.mark.parametrize("content", [b"", png(50, 50)[:60], png(50, 50).replace(b"IDAT", b"IDAX")])
def test_a_damaged_logo_is_refused(content: bytes) -> None:
    with pytest.raises(BadLogo):
        ReportlabPrinter().logo(content)


def test_columns_stand_side_by_side_above_the_edge_of_the_sheet() -> None:
    page = pages(printed("B", letterhead({**OFFICE, **COLUMNS})))[0]
    rects = [page.where(text) for text in ("39999 Musterstadt", "beratung@muster.example", "Amtsgericht Muster")]
    feet = [rect for rect in rects if rect.y > 272]
    assert [round(rect.x) for rect in feet][1:] == sorted(round(rect.x) for rect in feet)[1:]
    assert all(rect.bottom < 290 for rect in feet) and page.where("Seite 1 von 1").right <= 190.3


def test_columns_that_are_too_long_are_refused_with_the_line() -> None:
    with pytest.raises(TooMuch) as refused:
        printed("B", letterhead({**OFFICE, "column_1": "\n".join(f"Zeile {n}" for n in range(9))}))
    assert "Zeile 8" in refused.value.sentence()


@pytest.mark.parametrize(("form", "top"), [("A", 27.0), ("B", 45.0)])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_test_print_keeps_its_measures(form: str, top: float, language: str) -> None:
    page = pages(ReportlabPrinter().ruler(letterhead(OFFICE), form, language))[0]
    lines = page.paths()
    across = [rect for rect in lines if rect.right - rect.x == pytest.approx(100, abs=0.3)]
    down = [rect for rect in lines if rect.bottom - rect.y == pytest.approx(100, abs=0.3)]
    assert len(across) == 2 and len(down) == 2
    window = [rect for rect in lines if rect.right - rect.x == pytest.approx(85, abs=0.3)]
    assert sorted(round(rect.y) for rect in window) == [round(top), round(top + 45)]
    assert form in page.text
