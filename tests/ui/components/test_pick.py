"""One of many, found by typing: own words first, other spellings too, with or without umlauts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from welcomedesk.ui.components.pick import Choice, PickField

COUNTRIES = (
    Choice("de", "Deutschland"),
    Choice("third", "Drittstaat"),
    Choice("AE", "Vereinigte Arabische Emirate", ("ARE",)),
    Choice("AT", "Österreich", ("AUT",)),
    Choice("SY", "Syrien", ("SYR", "Syria")),
    Choice("TR", "Türkei", ("TUR",)),
)


@pytest.fixture
def field(qtbot: QtBot) -> PickField:
    made = PickField(COUNTRIES, name="Land")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def type_words(field: PickField, words: str) -> None:
    """Like typing; Qt's test keys know only ASCII."""
    field.field.setText(words)
    field.field.textEdited.emit(words)


def titles(field: PickField) -> list[str]:
    return [line.title for line in field.list.rows.lines]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("syr", "Syrien"),
        ("tuerkei", "Türkei"),
        ("turkei", "Türkei"),
        ("österr", "Österreich"),
        ("oesterr", "Österreich"),
        ("osterr", "Österreich"),
        ("emir", "Vereinigte Arabische Emirate"),
        ("aut", "Österreich"),
        ("Syria", "Syrien"),
    ],
)
def test_what_is_typed_finds(field: PickField, typed: str, found: str) -> None:
    type_words(field, typed)
    assert titles(field)[0] == found


def test_enter_takes_the_first_and_focus_stays(field: PickField) -> None:
    field.field.setFocus()
    QTest.keyClicks(field.field, "d")
    QTest.keyClick(field.field, Qt.Key.Key_Down)
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert (field.value(), field.text()) == ("third", "Drittstaat")
    assert not field.open


def test_words_that_are_an_entry_count_without_choosing(field: PickField) -> None:
    type_words(field, "türkei")
    assert field.value() == "TR" and field.fits()


def test_other_words_do_not_fit(field: PickField) -> None:
    QTest.keyClicks(field.field, "Atlantis")
    assert field.value() == "" and not field.fits() and titles(field) == []


def test_emptying_takes_the_value_back(field: PickField, qtbot: QtBot) -> None:
    field.set_value("SY")
    with qtbot.waitSignal(field.picked) as heard:
        field.field.selectAll()
        QTest.keyClick(field.field, Qt.Key.Key_Delete)
    assert heard.args == [""] and field.fits()


def test_down_opens_everything_and_escape_closes(field: PickField) -> None:
    QTest.keyClick(field.field, Qt.Key.Key_Down)
    assert len(titles(field)) == len(COUNTRIES)
    QTest.keyClick(field.field, Qt.Key.Key_Escape)
    assert not field.open


def test_markup_is_only_text(qtbot: QtBot) -> None:
    made = PickField([Choice("x", "<b>{{x}}</b>")], "x", "Feld")
    qtbot.addWidget(made)
    assert made.text() == "<b>{{x}}</b>"
