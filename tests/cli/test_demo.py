"""The main job on the sample enquiries, as a newcomer runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

WINDOW = (20.0, 105.0, 45.0, 90.0)
"""Address field of DIN 5008 form B: left, right, top, bottom in mm from the top left corner."""
MM = 72 / 25.4


@dataclass(frozen=True)
class Run:
    out: Path
    home: Path


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """The demo twice, each as a process of its own with a data folder of its own."""
    made = []
    for number in (1, 2):
        folder = tmp_path_factory.mktemp(f"demo{number}")
        run = Run(folder / "out", folder / "home")
        environment = os.environ | {"WELCOMEDESK_HOME": str(run.home), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "welcomedesk", "demo", "--out", str(run.out)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        made.append(run)
    return made


@pytest.fixture
def made(runs: list[Run]) -> Path:
    return runs[0].out


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


def test_two_runs_write_the_same_text(runs: list[Run]) -> None:
    texts = [{file.name: text_of(file) for file in sorted(run.out.rglob("*.pdf"))} for run in runs]
    assert texts[0] == texts[1] and texts[0]


def test_nothing_in_the_data_folder_names_anybody(runs: list[Run]) -> None:
    names = ["Haddad", "Bondar", "Elbaue", "Muster IT", "Aleppo", "Charkiw", "Musterweg"]
    content = b"".join(file.read_bytes() for file in runs[0].home.rglob("*") if file.is_file())
    assert content
    for name in names:
        for encoding in ("utf-8", "utf-16-le"):
            assert name.encode(encoding) not in content, name


def test_no_file_name_names_anybody(made: Path) -> None:
    assert not [file for file in made.rglob("*") if "haddad" in file.name.lower() or "bondar" in file.name.lower()]
