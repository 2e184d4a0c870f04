"""The main job on the sample enquiries, as a newcomer runs it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.cli.conftest import Command

WINDOW = (20.0, 105.0, 45.0, 90.0)
"""Address field of DIN 5008 form B: left, right, top, bottom in mm from the top left corner."""
MM = 72 / 25.4


@pytest.fixture
def made(command: Command, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    done = command("demo", "--out", str(out))
    assert done.code == 0, done.err
    return out


def text_of(pdf: Path) -> str:
    document = pdfium.PdfDocument(pdf)
    return "\f".join(page.get_textpage().get_text_bounded() for page in document)


def boxes_in_the_address_field(pdf: Path) -> list[tuple[float, float, float, float]]:
    """Boxes (left, top, right, bottom in mm) of the lines that begin in the upper left of the first page."""
    page = pdfium.PdfDocument(pdf)[0]
    height, lines = page.get_height(), page.get_textpage()
    found = []
    for number in range(lines.count_rects()):
        left, bottom, right, top = lines.get_rect(number)
        box = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
        if box[0] < 100 and 40 < box[1] < 92:
            found.append(box)
    return found


def test_it_makes_letters_handouts_and_pictures(made: Path) -> None:
    assert len(list((made / "letters").glob("*.pdf"))) >= 4
    assert len(list((made / "handouts").glob("*.pdf"))) >= 2
    assert list((made / "screenshots").glob("*.png"))


def test_every_address_lies_inside_the_window_of_the_envelope(made: Path) -> None:
    left, right, top, bottom = WINDOW
    for letter in sorted((made / "letters").glob("*.pdf")):
        boxes = boxes_in_the_address_field(letter)
        assert boxes, letter.name
        for box in boxes:
            assert left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom, (letter.name, box)


def test_two_runs_write_the_same_text(command: Command, tmp_path: Path) -> None:
    texts = []
    for run in ("first", "second"):
        assert command("demo", "--out", str(tmp_path / run)).code == 0
        files = sorted((tmp_path / run).rglob("*.pdf"))
        texts.append({file.name: text_of(file) for file in files})
    assert texts[0] == texts[1]


def test_nothing_in_the_data_folder_names_anybody(made: Path, workplace: Path) -> None:
    names = ["Haddad", "Bondar", "Elbaue", "Muster IT", "Aleppo", "Charkiw", "Musterweg"]
    content = b"".join(file.read_bytes() for file in workplace.rglob("*") if file.is_file())
    assert content
    for name in names:
        for encoding in ("utf-8", "utf-16-le"):
            assert name.encode(encoding) not in content, name


def test_no_file_name_names_anybody(made: Path) -> None:
    assert not [file for file in made.rglob("*") if "haddad" in file.name.lower() or "bondar" in file.name.lower()]
