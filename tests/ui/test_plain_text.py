"""Text from data is shown as it is: no markup, no hidden turns, nothing that breaks the page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from welcomedesk.ui import text
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.rows import Row, RowList

UI = Path(text.__file__).parent
BANNED = {
    "setHtml", "insertHtml", "setMarkdown", "insertMarkdown", "appendHtml", "toHtml", "setOpenExternalLinks",
    "QTextBrowser", "QMessageBox", "QErrorMessage", "setWhatsThis", "setStatusTip", "openUrl",
}  # fmt: skip
NASTY = ["<b>Eva</b>", '<img src="/etc/passwd">', "{{x}}", "A & B", "a\u202eb", "محمد الحداد", "x" * 200_000, "a\nb\tc"]


def _names(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI)))
def test_no_file_of_the_window_sets_rich_text(file: Path) -> None:
    names = _names(file)
    assert not names & BANNED
    assert "RichText" not in names and "AutoText" not in names


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI)))
def test_labels_are_made_by_the_one_module_that_sets_plain_text(file: Path) -> None:
    """A bare QLabel guesses whether its text is markup; the first picture takes every `<` out instead."""
    if file.name == "sketch.py":
        source = file.read_text(encoding="utf-8")
        assert source.count("QLabel(") == 1 and '.replace("<", "‹")' in source
        return
    assert file.name == "text.py" or "QLabel" not in _names(file)


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI)))
def test_tooltips_are_escaped(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "setToolTip":
            source = ast.unparse(call.args[0])
            assert "tip(" in source or source == "''", source


@pytest.mark.parametrize("nasty", NASTY)
def test_a_label_shows_what_it_was_given(qtbot: QtBot, nasty: str) -> None:
    label = text.Label(nasty, wrap=True)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.resize(300, 40)
    assert not label.grab().isNull()
    assert len(label.text()) <= text.LONGEST_LABEL * 2


def test_markup_stays_visible(qtbot: QtBot) -> None:
    assert text.Label("<b>Eva</b>").text() == "<b>Eva</b>"
    assert button("<b>A & B</b>").text() == "<b>A && B</b>"
    assert "&lt;img" in text.tip('<img src="/x">')
    assert Chip("<b>x</b>").text() == "<b>x</b>"


def test_turning_signs_are_shown() -> None:
    assert text.visible("a\u202eb") == "a[RLO]b"
    assert text.visible("a\x00b") == "a\u2400b"
    assert text.one_line("a\n b\u00a0c") == "a b c"


def test_a_value_of_another_direction_cannot_turn_its_sentence() -> None:
    assert text.isolate("محمد") == "\u2068محمد\u2069"
    assert text.isolate("x\u2069y") == "\u2068x[PDI]y\u2069"


def test_an_endless_word_does_not_widen_the_page(qtbot: QtBot) -> None:
    label = text.Label("x" * 300, wrap=True)
    assert label.minimumSizeHint().width() < 200


def test_what_is_cut_can_be_read_in_the_tooltip(qtbot: QtBot) -> None:
    label = text.ElidedLabel("Seniorenzentrum Elbaue mit einem langen Namen")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "Elbaue" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_rows_hold_nasty_names(qtbot: QtBot) -> None:
    rows = RowList()
    rows.set_rows([Row(str(n), nasty, nasty, middle=nasty, right=nasty, third=nasty) for n, nasty in enumerate(NASTY)])
    rows.resize(500, 600)
    assert not rows.grab().isNull()


def test_a_banner_holds_a_name_with_markup(qtbot: QtBot) -> None:
    banner = Banner("<img src=/x>", "<b>y</b>", "danger")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in banner.findChildren(QLabel))
