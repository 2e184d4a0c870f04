"""The accepted pages: text and picture of every sheet, as they lie in `tests/reference/`."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from tests.helpers.pdf_pages import pages
from tests.letters.samples import COMPANY, READERS, all_letters, handout, letter
from welcomedesk.letters import ReportlabPrinter

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_SCALE = 1.0  # 72 dots per inch: enough to see every line, small enough for the repository
_GREYS = 16
LANGUAGES = (("de",), ("en",), ("de", "en"), *(("de", code) for code in READERS))


def sheets() -> dict[str, bytes]:
    """Every sheet that is compared, as PDF by name."""
    printer = ReportlabPrinter()
    made = {
        f"{kind}-{lang}-{form}": printer.letter(letter(kind, lang, form=form)) for kind, lang, form in all_letters()
    }
    made["referral-company"] = printer.letter(letter("referral", values=COMPANY))
    made["referral-draft"] = printer.letter(replace(letter("referral"), draft=True))
    for code in READERS:
        made[f"client_copy-{code}"] = printer.letter(letter("client_copy", code))
    made["consent-ar"] = printer.letter(letter("consent", "ar"))
    made["checklist-de-ar-large"] = printer.handout(replace(handout("de", "ar"), large=True))
    for languages in LANGUAGES:
        made["checklist-" + "-".join(languages)] = printer.handout(handout(*languages))
    return made


def text(pdf: bytes) -> str:
    """The text of all pages, one page after the other."""
    return "\n\f\n".join(page.text.strip() for page in pages(pdf)) + "\n"


def pictures(pdf: bytes) -> list[Any]:
    """Grey pictures of all pages."""
    return [page.picture(_SCALE).convert("L") for page in pages(pdf)]


def png(picture: Any) -> bytes:
    """A small PNG: sixteen greys are enough for ink on paper."""
    out = io.BytesIO()
    picture.quantize(_GREYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def difference(accepted: Path, picture: Any) -> tuple[float, int]:
    """How far a page is from the accepted one: mean difference of all points, and of the worst patch, 0 to 255."""
    with Image.open(accepted) as stored:
        old = stored.convert("L")
    if old.size != picture.size:
        return 255.0, 255
    delta = ImageChops.difference(old, picture)
    mean = sum(value * count for value, count in enumerate(delta.histogram())) / (delta.width * delta.height)
    patches = delta.resize((delta.width // 12, delta.height // 12), Image.Resampling.BOX)
    return mean, max(patches.tobytes(), default=0)


def accept() -> list[str]:
    """Write what is printed today as accepted; returns the names of files that changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, bytes] = {}
    for name, pdf in sheets().items():
        wanted[f"{name}.txt"] = text(pdf).encode("utf-8")
        for number, picture in enumerate(pictures(pdf), start=1):
            wanted[f"{name}-{number}.png"] = png(picture)
    changed = [name for name, content in wanted.items() if _write(FOLDER / name, content)]
    for old in [*FOLDER.glob("*.png"), *FOLDER.glob("*.txt")]:
        if old.name not in wanted:
            old.unlink()
            changed.append(old.name)
    return sorted(changed)


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True
