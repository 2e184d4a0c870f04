"""The card of an office: the code reads back, the dot lies in its district, and nothing of a person is in it."""

from __future__ import annotations

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from tests.helpers.pdf_pages import pages, text_of
from tests.letters.samples import VALUES, letter
from welcomedesk.domain.letters import Card, vcard
from welcomedesk.letters import ReportlabPrinter
from welcomedesk.letters.card import card_squares


def test_a_card_holds_address_and_web_page_and_shields_its_own_signs() -> None:
    text = vcard(
        name="Amt; Haus A, B", street="Weg 1", postal_code="39999", town="Ort", phone="0391 1", web="https://x"
    )
    assert text.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Amt\\; Haus A\\, B;;;;",
        "FN:Amt\\; Haus A\\, B",
        "ADR:;;Weg 1;Ort;;39999;",
        "TEL:0391 1",
        "URL:https://x",
        "END:VCARD",
    ]
    assert "ADR" not in vcard(name="Amt") and "TEL" not in vcard(name="Amt")


def test_the_code_is_the_one_that_a_plain_encoder_makes() -> None:
    text = VALUES["contact_card"][0]
    plain = QRCode(None, QRErrorCorrectLevel.M)
    plain.addData(QR8bitByte(text.encode("utf-8")))
    plain.version = plain.calculate_version()
    plain.makeImpl(False, 3)
    side = plain.getModuleCount()
    assert card_squares(text) == tuple(tuple(bool(plain.isDark(r, c)) for c in range(side)) for r in range(side))
    assert card_squares(text) != card_squares(text.replace("Magdeburg", "Burg"))


def test_code_map_and_their_sources_stand_on_the_copy_for_the_person() -> None:
    text = text_of(ReportlabPrinter().letter(letter("client_copy"))).replace("\n", " ").replace("\ufffe", "-")
    assert "GeoBasis-DE / BKG 2017" in text and "GeoNames, CC BY 4.0" in text and "nicht das Haus" in text


def test_an_office_without_a_known_place_has_a_code_and_no_map() -> None:
    made = letter("client_copy", contact_card=("BEGIN:VCARD\r\nEND:VCARD",))
    (card,) = [block for block in made.blocks if isinstance(block, Card)]
    assert card.point is None
    text = text_of(ReportlabPrinter().letter(made))
    assert "GeoBasis" not in text and "Der Code" in text


def test_the_dot_lies_where_the_office_lies() -> None:
    """Magdeburg north of the middle of the state, Zeitz in its far south."""
    tops = []
    for place in (("52.14", "11.64"), ("51.05", "12.14")):
        code = VALUES["contact_card"][0]
        made = pages(ReportlabPrinter().letter(letter("client_copy", contact_card=(code, *place), told=(), take=())))
        dots = [path for path in made[-1].paths() if 1.5 < path.right - path.x < 4 and 1.5 < path.bottom - path.y < 4]
        tops.append(max(dots, key=lambda path: path.x).y)
    assert tops[0] + 5 < tops[1]
