"""Our page beside a letter of the same content set with KOMA-Script's scrlttr2: blocks stand within a millimetre.

scrlttr2 gets the zones of DIN 5008:2020 that it does not know by itself (notes zone 17.7 mm, text inset 5 mm,
information block at 125 mm). Where TeX is installed, the letter is set anew; elsewhere our page is held against the
positions of the real run that `scrlttr2.toml` keeps with its date and versions.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers.pdf_pages import Page, pages
from tests.letters.samples import CHAMBER, letter
from welcomedesk.letters import ReportlabPrinter

WITHIN = 1.0
KEPT = Path(__file__).with_name("scrlttr2.toml")

TEX = r"""
\documentclass[paper=a4,fontsize=10pt,%(option)s,foldmarks=true,backaddress=true,refline=nodate,parskip=full,
  firstfoot=false]{scrlttr2}
\KOMAoptions{subject=beforeopening,subject=untitled,addrfield=topaligned}
\usepackage[utf8]{inputenc}\usepackage[ngerman]{babel}
\usepackage[left=25mm,right=20mm,top=20mm,bottom=25mm]{geometry}
\setkomavar{fromname}{Musterberatung Welcome-Service}
\setkomavar{fromaddress}{Musterstraße 1\\39999 Musterstadt}
\setkomavar{backaddressseparator}{ - }
\setkomavar{subject}{Verweis zur Beratung: Anerkennung}
\setkomavar{signature}{A. Beispiel}
\setkomavar{location}{Unser Zeichen 2026-0147\\Beratung A. Beispiel\\Kurzcode K7M-4QX\\Datum 23.11.2026}
\setkomavar{date}{}
\setplength{toaddrindent}{5mm}
\setplength{backaddrheight}{17.7mm}
\setplength{locwidth}{65mm}
\setplength{lochpos}{20mm}
\setplength{locvpos}{%(info)s}
\setplength{refaftervskip}{0pt}
\begin{document}
\begin{letter}{Handwerkskammer Magdeburg\\Gareisstraße 10\\39106 Magdeburg}
\opening{Guten Tag,}
wir verweisen Samir Haddad zum Thema Anerkennung an Sie und bitten um einen Termin.
\closing{Mit freundlichen Grüßen}
\end{letter}
\end{document}
"""
FORMS: Mapping[str, Mapping[str, str]] = {
    "A": {"option": "DINmtext", "info": "32mm"},
    "B": {"option": "DIN", "info": "50mm"},
}


def positions(page: Page) -> dict[str, float]:
    """Where the blocks stand, mm: left edges, and the lower edge of words without descenders."""
    address, subject, info = page.where("Handwerkskammer"), page.where("Verweis zur"), page.where("Kurzcode")
    marks = sorted((rect.y + rect.bottom) / 2 for rect in page.paths() if rect.right < 12)
    return {
        "address_left": address.x,
        "address_first_line": page.where("Handwerkskammer Ma").bottom,
        "info_left": info.x,
        "info_first_line": page.where("Unser").bottom,
        "text_left": subject.x,
        "subject": page.where("Verweis").bottom,
        **{f"mark_{n}": at for n, at in enumerate(marks)},
    }


def set_with_tex(form: str, folder: Path) -> bytes | None:
    """The letter from scrlttr2, `None` where TeX or the class is not installed."""
    tex = shutil.which("pdflatex")
    if tex is None:
        return None
    (folder / "letter.tex").write_text(TEX % FORMS[form], encoding="utf-8")
    command = [tex, "-interaction=nonstopmode", "letter.tex"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    made = folder / "letter.pdf"
    return made.read_bytes() if made.exists() else None  # the class may be missing where TeX is bare


def kept(form: str) -> dict[str, float]:
    """The positions of the run that was kept."""
    return {name: float(at) for name, at in tomllib.loads(KEPT.read_text(encoding="utf-8"))[form].items()}


def theirs(form: str, folder: Path) -> dict[str, float]:
    """The positions of scrlttr2: set now where TeX is installed, else those that were kept."""
    fresh = set_with_tex(form, folder)
    return positions(pages(fresh)[0]) if fresh is not None else kept(form)


def apart(ours: Mapping[str, float], wanted: Mapping[str, float]) -> dict[str, float]:
    assert set(ours) == set(wanted)
    return {name: round(ours[name] - wanted[name], 2) for name in wanted if abs(ours[name] - wanted[name]) > WITHIN}


@pytest.mark.parametrize("form", ["A", "B"])
def test_blocks_stand_within_a_millimetre_of_scrlttr2(form: str, tmp_path: Path) -> None:
    ours = positions(pages(ReportlabPrinter().letter(letter("referral", form=form, recipient=CHAMBER)))[0])
    assert not apart(ours, kept(form)) and not apart(ours, theirs(form, tmp_path))


def test_the_forms_are_told_apart() -> None:
    """The comparison would notice a page of the other form."""
    ours = positions(pages(ReportlabPrinter().letter(letter("referral", form="A", recipient=CHAMBER)))[0])
    assert {"address_first_line", "subject", "mark_0"} <= set(apart(ours, kept("B")))


@pytest.mark.parametrize("form", ["A", "B"])
def test_the_kept_positions_are_those_of_a_real_run(form: str, tmp_path: Path) -> None:
    """A newer TeX may move a hair, not a block; the file says which run it is from."""
    run = tomllib.loads(KEPT.read_text(encoding="utf-8"))["run"]
    assert run["class"].startswith("scrlttr2") and run["date"] and run["tex"]
    assert kept(form) == pytest.approx(theirs(form, tmp_path), abs=0.2)
