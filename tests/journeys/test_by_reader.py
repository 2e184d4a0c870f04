"""Three stories through the accessibility tree alone: no key, no mouse, no coordinate, no widget.

Each runs inside this process, over Qt's own interfaces, and, where the services of a Linux desktop are installed, over
AT-SPI against the running program, as a screen reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers import atspi, heard_window
from tests.helpers.screen_reader import InProcess, ScreenReader
from tests.ui.conftest import plain_look  # noqa: F401 - one look per process
from welcomedesk import bootstrap, paths
from welcomedesk.backend import RealBackend
from welcomedesk.desk import cases
from welcomedesk.desk.core import Desk
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.case import CaseFile
from welcomedesk.ui.window import Window

WAYS = ("in process", "AT-SPI") if atspi.installed() else ("in process",)
SAMPLE = "2026-0001"


@dataclass
class Heard:
    """The program as it is heard, and its file once it has ended."""

    reader: ScreenReader
    home: Path
    end: Callable[[], None]

    def cases(self) -> dict[str, CaseFile]:
        """Every case by its number, read after the program has ended."""
        self.end()
        session = RealBackend(paths.Home(self.home)).unlock("", heard_window.PASSPHRASE)
        desk = session.desk
        assert isinstance(desk, Desk)
        found = {row.number: cases.show(desk, row.id) for row in desk.store.register(RegisterQuery()).rows}
        session.close()
        return found


@pytest.fixture(params=WAYS)
def heard(
    request: pytest.FixtureRequest, tmp_path: Path, workplace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Heard]:
    """The program with the sample cases, unlocked through the tree."""
    monkeypatch.setattr(bootstrap, "vault", heard_window.cheap_vault)
    heard_window.set_up(workplace)
    if request.param == "AT-SPI":
        desktop = atspi.Desktop(tmp_path / "desktop")
        desktop.start("tests.helpers.heard_window", str(workplace), environment={"WELCOMEDESK_HOME": str(workplace)})
        made, end = Heard(desktop.reader, workplace, desktop.stop), desktop.end
    else:
        window = Window(RealBackend())
        qtbot.addWidget(window)
        window.show()
        made, end = Heard(InProcess(qtbot), workplace, lambda: window.close() and None), lambda: None
    try:
        made.reader.write("Kennwortsatz", heard_window.PASSPHRASE)
        made.reader.press("Entsperren")
        yield made
    finally:
        end()


def open_sample(reader: ScreenReader) -> None:
    """Find the case of Samir Haddad in the search of everything and open it."""
    reader.write("Alles durchsuchen", "Haddad")
    reader.choose_row(f"{SAMPLE} · offen")
    reader.press("öffnen")


def test_a_phone_call_becomes_a_letter(heard: Heard, tmp_path: Path) -> None:
    reader, paper = heard.reader, tmp_path / "brief.pdf"
    reader.press("Neue Anfrage")
    reader.write("Name", "Samira Beispiel")
    reader.write("Postleitzahl oder Ort", "39112")
    reader.choose("Erster Kontakt über", "Telefon")
    reader.press("Anlegen und Leitfaden beginnen")
    reader.press("Leitfaden Anerkennung beginnen")
    reader.press("Kein Bescheid")
    reader.press("Weiter")
    reader.hears("Frage 2")
    reader.press("Stellen und Verweise")
    reader.choose_row("Handwerkskammer Magdeburg")
    reader.press("Verweis beginnen")
    reader.press("Einwilligung einholen")
    reader.choose("Wie erteilt", "schriftlich")
    reader.press("Einwilligung eintragen")
    reader.press("Drucken und ablegen")
    reader.write("Ausgabedatei:", str(paper))
    reader.press("Drucken")
    reader.hears("Schreiben abgelegt.")
    reader.until(lambda: paper.exists() and paper.stat().st_size > 1000)
    case = next(each for each in heard.cases().values() if each.name == "Samira Beispiel")
    assert case.all("letter")[0].get("kind") == "referral"
    assert case.all("referral")[0].get("state") == "handed_over"


def test_a_referral_is_followed_up(heard: Heard) -> None:
    reader = heard.reader
    open_sample(reader)
    reader.press("Stellen und Verweise")
    reader.hears("Kurzcode ")
    code = next(each.name for each in reader.all("label") if each.name.startswith("Kurzcode ")).split()[-1]
    reader.press("Als übergeben eintragen")
    reader.hears("Eingetragen: Übergeben")
    reader.press("Heute")
    reader.press("Rückmeldung eintragen")
    reader.write("Kurzcode", code)
    reader.choose("Was steht auf dem Abschnitt?", "Angekommen, die Stelle übernimmt")
    reader.press("Eintragen")
    reader.hears("Eingetragen: ")
    referral = heard.cases()[SAMPLE].all("referral")[0]
    assert (referral.get("state"), referral.get("reply_way")) == ("accepted", "slip")


def test_a_person_is_erased(heard: Heard) -> None:
    reader = heard.reader
    open_sample(reader)
    reader.press("Mehr")
    reader.press("Fall löschen")
    erase = reader.find_any("Endgültig löschen", "button")
    assert not erase.enabled
    reader.write("Geben Sie", SAMPLE)
    reader.press("Endgültig löschen")
    reader.hears("Im Löschverzeichnis vermerkt")
    reader.press("Schließen")
    left = heard.cases()
    assert SAMPLE not in left and len(left) == 3
