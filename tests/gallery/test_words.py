"""In the pseudo-language every text of the code stands in brackets; what stands outside of them comes from data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel import Locale
from babel.messages.extract import extract_from_dir
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress, Stage
from welcomedesk import i18n
from welcomedesk.i18n import PSEUDO
from welcomedesk.pseudo import LONGER, pseudo
from welcomedesk.ui.speaking import speak

DRESS = Dress(language=PSEUDO)
WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = re.compile(r"\S+://\S+|\b[a-z_]+\.[a-z_]+\b|\w+…")
"""Addresses of sources, keys of fields, and a name that was shortened inside of a word."""
OFFICIAL = frozenset(
    {"English", "Schengener", "Grenzkodex", "Sehr", "geehrte", "geehrter", "Damen", "Herren", "Herr", "Windows"}
)
"""A language by its own name, a law by its title, the salutation of a German letter, a character set."""
OWN_WORDS = frozenset({"client", "help", *(name for name in SCENES if name.startswith("parts."))})
"""The view of the visitor in the visitor's language, the manual, and parts with invented German content."""


# --- the language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Today", "Search {n} cases", "Rhythm", "{a} of {b}", "A & B"])
def test_a_text_becomes_longer_keeps_its_places_and_stands_in_brackets(text: str) -> None:
    made = pseudo(text)
    assert made[0] == "[" and made[-1] == "]"
    assert [each[1] for each in Formatter().parse(made[1:-1]) if each[1]] == [
        each[1] for each in Formatter().parse(text) if each[1]
    ]
    bare = re.sub(r"\{.*?\}", "", text)
    assert len(re.sub(r"\{.*?\}", "", made)) - 2 == len(bare) + round(len(bare) * (LONGER - 1))


def test_an_empty_text_stays_empty() -> None:
    assert pseudo("") == ""


def test_the_trial_languages_are_offered_nowhere_and_keep_german_contents() -> None:
    assert PSEUDO not in i18n.LANGUAGES and i18n.MIRRORED not in i18n.LANGUAGES
    i18n.use_language(PSEUDO)
    assert i18n.language() == "de" and i18n._("Today") == pseudo("Today") and not i18n.right_to_left()
    assert i18n.ngettext("{n} hit", "{n} hits", 2) == pseudo("{n} hits")
    assert i18n.pgettext("anywhere", "Open") == pseudo("Open")
    i18n.use_language(i18n.MIRRORED)
    assert i18n.language() == "de" and i18n._("Today") == "Heute" and i18n.right_to_left()
    i18n.use_language("de")
    assert not i18n.right_to_left()


# --- every page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(SCENES.keys() - OWN_WORDS))
def test_no_text_of_the_code_is_untranslated(stage: Stage, name: str) -> None:
    with stage.shown(SCENES[name], DRESS) as widget:
        bare = {(shown, word) for shown in _texts(widget) for word in _bare_words(shown)}
    assert not {each for each in bare if each[1] not in _data() | OFFICIAL}


def test_a_text_that_nobody_translated_is_found(qtbot: QtBot) -> None:
    label = QLabel(f"{pseudo('Cases')} · Magdeburg · Close window")
    qtbot.addWidget(label)
    assert [word for word in _bare_words(label.text()) if word not in _data() | OFFICIAL] == ["Close", "window"]


def _texts(root: QWidget) -> Iterator[str]:
    """Every text that somebody reads or hears in a window."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        yield from (widget.accessibleName(), _plain(widget.toolTip()))
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit() | QPlainTextEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(number) for number in range(widget.count()))
            case QAbstractItemView():
                yield from _rows(widget)
            case _ if isinstance(words := widget.property("text"), str):
                yield words


def _rows(rows: QAbstractItemView) -> Iterator[str]:
    model = rows.model()
    top = QModelIndex()
    columns = model.columnCount(top) if isinstance(model, QAbstractTableModel) else 1
    for row in range(min(model.rowCount(top), 60)) if model is not None else ():
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                shown = model.index(row, column).data(role)
                if isinstance(shown, str):
                    yield shown


def _plain(tip: str) -> str:
    return re.sub(r"<[^>]*>", "", tip)


def _bare_words(shown: str) -> list[str]:
    """Words outside of all brackets; a value from data may stand inside of some."""
    outside, depth = [], 0
    for sign in NO_WORDS.sub(" ", shown.replace("\u200b", "")):
        depth += (sign == "[") - (sign == "]")
        outside.append(" " if depth or sign == "]" else sign)
    return WORD.findall("".join(outside))


@cache
def _data() -> frozenset[str]:
    """Every German word of what is data: packs, samples, names of languages, what the desk says in the language of
    contents, and what the scenes enter.

    English words of packs are left out: a text that the code forgot to translate is English.
    """
    folders = ("resources/packs", "resources/samples", "resources/words", "resources/map")
    texts = [
        text
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.toml"))
        for text in _german(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    texts += [*Locale("de").languages.values(), *_said_by_the_desk()]
    entered = ("tests/gallery/scenes.py", "tests/helpers/fake_backend.py", "tests/helpers/desks.py")
    for path in entered:
        code = re.sub(r'""".*?"""', "", (ROOT / path).read_text(encoding="utf-8"), flags=re.DOTALL)
        # Names of pages and fields are small; what is shown begins with a capital.
        texts += [
            quoted for quoted in re.findall(r'"([^"]*)"', code) if quoted != quoted.lower() or not quoted.isascii()
        ]
    return frozenset(word for text in texts for word in WORD.findall(text))


def _said_by_the_desk() -> Iterator[str]:
    """The German words of what domain and desk mark: choices of a field, kinds of an entry."""
    german = i18n.in_language("de")
    for room in ("domain", "desk"):
        for _file, _line, message, *_more in extract_from_dir(
            str(ROOT / "src" / "welcomedesk" / room), method_map=[("**.py", "python")], keywords={"N_": None, "_": None}
        ):
            yield german(message if isinstance(message, str) else message[0])


def _german(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _german(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "en" and not key.endswith("_en"):
                yield from _german(each)


# --- the words of Qt ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("de", "Abbrechen"), ("en", "Cancel")])
def test_the_dialogs_of_qt_speak_the_language_of_the_window(qtbot: QtBot, language: str, words: str) -> None:
    i18n.use_language(language)
    speak()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == words
    assert QCoreApplication.translate("QPlatformTheme", "Cancel").replace("&", "") == words
    i18n.use_language("de")
    speak()
