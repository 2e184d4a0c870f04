"""How quick letters are: a thousand in one process, a cold process, and a hundred beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape

from measures import workplaces
from measures.content import bare_page
from measures.frame import ROOT, Measure, NotInstalled, Samples, Workbench
from welcomedesk import bootstrap
from welcomedesk.desk import letters
from welcomedesk.desk.core import Desk

HUNDRED = 100
LEAST_TIMES_FASTER = 5


def _desk(bench: Workbench, name: str) -> tuple[Desk, letters.Order, str]:
    desk = bootstrap.desk(workplaces.open_store(workplaces.workplace(bench.folder / name, 10)), workplaces.ADVISER)
    hwk = next(row["id"] for row in desk.library.rows("contact") if "hwk" in row["id"])
    order, case = letters.Order("referral", contact=hwk), workplaces.case_id(3)
    assert letters.draft(desk, case, order).pdf, "the letter was not set"
    return desk, order, case


def _seconds(count: int, run: object) -> float:
    assert callable(run)
    start = time.perf_counter()
    for _ in range(count):
        run()
    return time.perf_counter() - start


def thousand(bench: Workbench) -> Samples:
    """A thousand referral letters from case to PDF, for ten persons in turn."""
    desk, order, _case = _desk(bench, "thousand")
    persons = cycle([workplaces.case_id(number) for number in range(1, 10)])
    rounds = [
        (_seconds(1_000, lambda: letters.draft(desk, next(persons), order)), _seconds(1_000, bare_page))
        for _ in range(bench.runs)
    ]
    desk.store.close()
    return Samples(tuple(each[0] for each in rounds), tuple(each[1] for each in rounds))


COLD = """
import sys
sys.path.insert(0, {source!r})
from welcomedesk import bootstrap
from welcomedesk.desk import letters
from welcomedesk.domain.letter_kinds import compose
from welcomedesk.domain.letters import Recipient
kind = letters.kind(bootstrap.library(), "message")
values = {{"about": "Austausch", "text": "wir laden Sie ein. " * 40, "date": "23.11.2026", "adviser": "A. Beispiel"}}
made = compose(kind, values, recipient=Recipient("Handwerkskammer", ("Gareisstraße 10", "39106 Magdeburg")))
assert bootstrap.printer().letter(made.letter).startswith(b"%PDF")
"""


def cold(bench: Workbench) -> Samples:
    """A process that starts, prints one letter and ends; without the passphrase, which is slow on purpose."""
    program = COLD.format(source=str(ROOT / "src"))
    ours: list[float] = []
    base: list[float] = []
    for _ in range(max(bench.runs, 7)):
        for code, taken in ((program, ours), ("import reportlab.pdfgen.canvas", base)):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
            taken.append(time.perf_counter() - start)
    return Samples(tuple(ours), tuple(base))


def beside_libreoffice(bench: Workbench) -> Samples:
    """A hundred letters of the same words: ours, and LibreOffice in one process."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise NotInstalled("LibreOffice is not installed")
    desk, order, case = _desk(bench, "beside")
    text = _words(letters.draft(desk, case, order).pdf)
    folder = bench.folder / "office"
    folder.mkdir()
    for number in range(HUNDRED):
        (folder / f"{number:03}.fodt").write_text(_flat(text), encoding="utf-8")
    ours: list[float] = []
    base: list[float] = []
    for turn in range(bench.runs):
        ours.append(_seconds(HUNDRED, lambda: letters.draft(desk, case, order)))
        base.append(_converted(office, folder, bench.folder / f"made-{turn}", bench.folder / "profile"))
    desk.store.close()
    return Samples(tuple(ours), tuple(base))


def _converted(office: str, folder: Path, out: Path, profile: Path) -> float:
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(out),
    ]
    start = time.perf_counter()
    subprocess.run([*command, *map(str, sorted(folder.glob("*.fodt")))], check=True, capture_output=True, timeout=900)
    taken = time.perf_counter() - start
    made = len(list(out.glob("*.pdf")))
    if made != HUNDRED:
        raise RuntimeError(f"LibreOffice made {made} of {HUNDRED} letters")
    return taken


def _words(pdf: bytes) -> list[str]:
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return [line for line in page.replace("\r\n", "\n").split("\n") if line.strip()]


def _flat(lines: list[str]) -> str:
    """The lines as a flat OpenDocument text."""
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
    )
    kind = "application/vnd.oasis.opendocument.text"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} office:version="1.2" office:mimetype="{kind}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


MEASURES = (
    Measure("letters", "a thousand letters in one process", "as many bare pages", 10.0, "median", thousand),
    Measure("cold", "one letter from a cold process", "reportlab imported cold", 0.6, "median", cold),
    Measure(
        "office", "a hundred letters", "LibreOffice, one process", 1 / LEAST_TIMES_FASTER, "ratio", beside_libreoffice
    ),
)  # fmt: skip
