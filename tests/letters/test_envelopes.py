"""Envelopes and labels measured from the finished PDF."""

from __future__ import annotations

import pytest

from tests.helpers.pdf_pages import pages
from welcomedesk.domain.envelopes import ENVELOPES, LABELS, Addresses
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letters import Recipient
from welcomedesk.letters import ReportlabPrinter

CHAMBER = Recipient("Handwerkskammer Magdeburg", ("Gareisstraße 10", "39106 Magdeburg"))
LONG = Recipient(
    "Landesamt für die Anerkennung ausländischer Berufsqualifikationen",
    ("Abteilung Berufsbildung", "Sachgebiet Anerkennung", "Haus 3", "Gareisstraße 10", "39106 Magdeburg"),
)
SENDER = "Musterberatung · Musterstraße 1 · 39999 Musterstadt"


def printed(size: str, *recipients: Recipient, first: int = 0) -> bytes:
    return ReportlabPrinter().addresses(Addresses(size, recipients, SENDER, first))


@pytest.mark.parametrize("size", sorted(ENVELOPES))
@pytest.mark.parametrize("recipient", [CHAMBER, LONG])
def test_an_envelope_keeps_stamp_and_sorting_zone_free(size: str, recipient: Recipient) -> None:
    """40 mm from the top and 15 mm from every edge; the address stands right of the middle, the sender at the top."""
    measures = ENVELOPES[size]
    (page,) = pages(printed(size, recipient))
    assert page.height == pytest.approx(measures.height, abs=0.1)
    for line in recipient.lines:
        rect = page.where(line)
        assert rect.x >= measures.width / 2 and rect.right <= measures.width - 15
        assert rect.y >= 40 and rect.bottom <= measures.height - 15
    sender = page.where("Musterberatung")
    assert sender.x == pytest.approx(15, abs=1) and sender.y < 20 and sender.right < 110


@pytest.mark.parametrize("size", sorted(LABELS))
def test_every_label_holds_its_address(size: str) -> None:
    sheet = LABELS[size]
    many = [Recipient(f"Stelle Nummer {n:02}", ("Musterstraße 1", "39999 Musterstadt")) for n in range(sheet.count)]
    (page,) = pages(printed(size, *many))
    for number in range(sheet.count):
        left, top = sheet.place(number)
        rect = page.where(f"Stelle Nummer {number:02}")
        assert left + 3 <= rect.x and rect.right <= left + sheet.width - 3
        assert top + 3 <= rect.y and rect.bottom <= top + sheet.height - 3
        assert rect.x >= 5, "printers cannot print at the very edge"


def test_labels_begin_where_the_sheet_is_still_unused_and_go_on_with_the_next_sheet() -> None:
    many = [Recipient(f"Stelle {n:02}", ("Weg 1", "39999 Ort")) for n in range(4)]
    made = pages(printed("2x7", *many, first=12))
    assert len(made) == 2 and "Stelle 01" in made[0].text and "Stelle 02" in made[1].text
    left, top = LABELS["2x7"].place(12)
    assert made[0].where("Stelle 00").x > left and made[0].where("Stelle 00").y > top


@pytest.mark.parametrize("size", sorted(LABELS))
def test_the_return_line_on_a_label_is_whole_or_not_there(size: str) -> None:
    assert SENDER in pages(printed(size, CHAMBER))[0].text
    endless = ReportlabPrinter().addresses(Addresses(size, (CHAMBER,), "Ein sehr langer Absender " * 9))
    assert "Absender" not in pages(endless)[0].text


@pytest.mark.parametrize("size", ["DL", "3x8"])
def test_what_has_no_address_or_does_not_fit_is_named(size: str) -> None:
    with pytest.raises(Refused) as empty:
        printed(size, Recipient("Ohne Anschrift"))
    assert "Ohne Anschrift" in empty.value.sentence()
    with pytest.raises(Refused) as wide:
        printed(size, Recipient("A" * 120, ("Weg 1", "39106 Magdeburg")))
    assert "AAA" in wide.value.sentence()
