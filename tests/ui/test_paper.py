"""What comes out of the printer is what the preview showed: through CUPS where it is installed, else into a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.helpers import spooler
from tests.helpers.pdf_pages import pages
from tests.letters import reference
from tests.letters.samples import letter
from welcomedesk.letters import ReportlabPrinter

ROOT = Path(__file__).resolve().parents[2]
WAYS = ("file", "cups") if spooler.installed() else ("file",)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a short path: a socket's may have a hundred characters at most."""
    with tempfile.TemporaryDirectory(prefix="wd") as folder:
        yield Path(folder)


def run(to: str, sheets: list[Path], scratch: Path, **environment: str) -> str:
    wanted = [sys.executable, "-m", "tests.helpers.print_job", to, *map(str, sheets)]
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(scratch), **environment}
    done = subprocess.run(wanted, cwd=ROOT, env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def printed(way: str, sheets: list[Path], folder: Path) -> tuple[bytes, str]:
    """The paper, and what the job said of itself; nothing may be left in the folder for temporary files."""
    scratch = folder / "scratch"
    scratch.mkdir()
    if way == "file":
        paper = folder / "paper.pdf"
        said = run(str(paper), sheets, scratch)
        content = paper.read_bytes()
    else:
        with spooler.Spooler(folder) as server:
            said = run(spooler.PRINTER, sheets, scratch, CUPS_SERVER=server.environment()["CUPS_SERVER"])
            server.finish()
            content = server.paper.read_bytes()
    assert not list(scratch.iterdir()), "a page was left in the folder for temporary files"
    return content, said


@pytest.mark.parametrize("way", WAYS)
def test_the_paper_shows_what_the_preview_showed_unscaled_and_in_one_job(way: str, short_folder: Path) -> None:
    made = [
        ReportlabPrinter().letter(letter("referral")),
        ReportlabPrinter().letter(letter("client_copy", "ar", contact_card=())),
    ]
    sheets = []
    for n, pdf in enumerate(made):
        sheets.append(short_folder / f"{n}.pdf")
        sheets[-1].write_bytes(pdf)
    paper, said = printed(way, sheets, short_folder)
    shown = [picture for pdf in made for picture in reference.pictures(pdf)]
    out = reference.pictures(paper)
    assert len(out) == len(shown)
    for page, want in zip(out, shown, strict=True):
        # CUPS knows A4 in whole points; half a point more or less is no scaling.
        assert abs(page.width - want.width) <= 1 and abs(page.height - want.height) <= 1
        assert apart(page, want) < 18
    assert said.split()[0] == "2026-0147"
    held = pypdfium2.PdfDocument(paper).get_metadata_dict(skip_empty=True)
    assert "Haddad" not in str(held) and held.get("Title", "2026-0147") == "2026-0147"


def test_the_comparison_notices_a_page_that_was_scaled(short_folder: Path) -> None:
    (page,) = pages(ReportlabPrinter().letter(letter("referral")))
    whole = page.picture(1.0).convert("L")
    smaller = whole.resize((round(whole.width * 0.97), round(whole.height * 0.97)))
    scaled = Image.new("L", whole.size, 255)
    scaled.paste(smaller, (8, 12))
    assert apart(scaled, whole) > 30


def apart(page: Image.Image, want: Image.Image) -> int:
    """The worst patch of a twentieth of the width, in greys: text that has moved by a line or was scaled shows."""
    from PIL import ImageChops

    size = (want.width // 20, want.height // 20)
    both = [each.crop((0, 0, want.width, want.height)).resize(size, Image.Resampling.BOX) for each in (page, want)]
    return max(ImageChops.difference(*both).tobytes())
