"""The letterhead in the settings, as somebody uses it."""

from __future__ import annotations

import struct
from pathlib import Path

from tests.ui.pages.conftest import OpenOffice
from welcomedesk.desk import office as offices
from welcomedesk.ui.pages.settings import SettingsPage
from welcomedesk.ui.pages.settings_letterhead import LetterheadSection

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">'
    '<rect width="300" height="100" fill="#0B5A73"/></svg>'
)


def test_logo_colour_and_columns_are_saved_and_shown(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    shown = office.go("settings")
    assert isinstance(shown, SettingsPage)
    section: LetterheadSection = shown.letterhead
    picture = tmp_path / "logo.svg"
    picture.write_text(SVG, encoding="utf-8")
    section.choose_file = lambda parent: picture
    section.choose.click()
    office.settle()
    section.color.setText("#0B5A73")
    section.color.editingFinished.emit()
    office.settle()
    section.columns["column_1"].edited.emit("Musterstraße 1")
    office.settle()
    ours = offices.letterhead_fields(office.office.desk)
    assert ours.text("logo") and ours.text("color") == "#0B5A73" and ours.text("column_1") == "Musterstraße 1"
    assert section.preview.pages == 1 and "Briefkopf" in section.preview.accessibleDescription()
    section.remove.click()
    office.settle()
    assert not offices.letterhead_fields(office.office.desk).text("logo")


def test_what_does_not_fit_is_said_in_place_and_nothing_changes(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    shown = office.go("settings")
    assert isinstance(shown, SettingsPage)
    section = shown.letterhead
    bomb = tmp_path / "logo.png"
    bomb.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 30_000, 30_000, 8, 6, 0, 0, 0, 0))
    section.choose_file = lambda parent: bomb
    section.choose.click()
    office.settle()
    section.color.setText("#FFFF00")
    section.color.editingFinished.emit()
    office.settle()
    said = " ".join(each.text() for each in section.findChildren(type(section._logo_words)))
    assert "30000 × 30000" in said and "zu blass" in said
    ours = offices.letterhead_fields(office.office.desk)
    assert not ours.text("logo") and not ours.text("color")
