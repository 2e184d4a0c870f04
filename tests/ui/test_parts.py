"""The parts of pages by keyboard and by name: facts, tabs, segments, rows, tables, fields, numbers and dates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desks import FixedClock
from welcomedesk import i18n
from welcomedesk.ui import dates, due
from welcomedesk.ui.clipboard import Clipboard
from welcomedesk.ui.components.facts import FactRow
from welcomedesk.ui.components.fields import DateField, LineField, SinceField, TimeField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.components.tabs import Tab, TabBar
from welcomedesk.ui.dates import long_date, read_date, read_since, read_time
from welcomedesk.ui.fact_editors import NumberField
from welcomedesk.ui.numbers import read_number, write_euros, write_number

Key = Qt.Key


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)


# --- facts ----------------------------------------------------------------------------------------------------


def test_f2_edits_a_fact_and_enter_keeps_it(qtbot: QtBot) -> None:
    fact = FactRow("person.phone", "Telefon", "0391 1", source="Angabe im Gespräch")
    shown(qtbot, fact)
    heard: list[tuple[str, object]] = []
    fact.edited.connect(lambda key, value: heard.append((key, value)))
    fact.setFocus()
    QTest.keyClick(fact, Key.Key_F2)
    editor = fact.editor
    assert isinstance(editor, QLineEdit) and editor.hasFocus()
    editor.setText("0391 2")
    QTest.keyClick(editor, Key.Key_Return)
    assert heard == [("person.phone", "0391 2")]
    assert fact.editor is None and fact.hasFocus()


def test_escape_leaves_a_fact_as_it_was(qtbot: QtBot) -> None:
    fact = FactRow("a", "Ort", "Halle")
    shown(qtbot, fact)
    heard: list[object] = []
    fact.edited.connect(lambda key, value: heard.append(value))
    fact.edit()
    assert isinstance(fact.editor, QLineEdit)
    fact.editor.setText("Jena")
    QTest.keyClick(fact.editor, Key.Key_Escape)
    assert not heard and fact.value.text() == "Halle"


def test_an_unknown_value_is_said_in_words(qtbot: QtBot) -> None:
    assert "nicht bekannt" in FactRow("a", "Ort").accessibleName()
    assert "zwei Angaben" in FactRow("a", "Telefon", two_values=True).accessibleName()


# --- lists ----------------------------------------------------------------------------------------------------


def rows() -> RowList:
    made = RowList()
    lines = [
        Head("h", "Heute", 2),
        Row("1", "eins", "x", kind="Aufgabe"),
        Row("2", "zwei"),
        Head("f", "Rest", open=False),
    ]
    made.set_rows(lines)
    return made


def test_arrows_pass_over_heads_and_enter_opens(qtbot: QtBot) -> None:
    made = rows()
    shown(qtbot, made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    opened: list[str] = []
    ticked: list[str] = []
    made.opened.connect(opened.append)
    made.ticked.connect(ticked.append)
    assert made.current_key() == "1"
    QTest.keyClick(made, Key.Key_Down)
    QTest.keyClick(made, Key.Key_Return)
    QTest.keyClick(made, Key.Key_Space)
    QTest.keyClick(made, Key.Key_Home)
    assert (opened, ticked, made.current_key()) == (["2"], ["2"], "1")


def test_a_head_folds_by_keyboard(qtbot: QtBot) -> None:
    made = rows()
    shown(qtbot, made)
    heard: list[tuple[str, bool]] = []
    made.folded.connect(lambda key, open_: heard.append((key, open_)))
    made.choose("2")
    made.move_choice(1)
    QTest.keyClick(made, Key.Key_Return)
    assert heard == [("f", True)]


def test_the_current_row_stays_when_the_list_is_read_again(qtbot: QtBot) -> None:
    made = rows()
    shown(qtbot, made)
    made.choose("2")
    made.set_rows([Row("0", "null"), Row("2", "zwei")])
    assert made.current_key() == "2"
    made.set_rows([Row("0", "null"), Row("9", "neun")])
    assert made.current_key() in ("0", "9")


def test_a_row_says_kind_content_and_state() -> None:
    row = Row("1", "Bescheinigung", middle_second="2026-0118", right="seit 4 Tagen", kind="Aufgabe")
    assert row.spoken() == "Aufgabe, Bescheinigung, 2026-0118, seit 4 Tagen"


def test_a_hundred_thousand_rows_stand_at_once(qtbot: QtBot) -> None:
    made = RowList(uniform=True)
    made.set_rows([Row(str(number), f"Zeile {number}", "zweite") for number in range(100_000)])
    shown(qtbot, made)
    made.scrollToBottom()
    assert not made.grab().isNull()


def test_a_table_hides_columns_that_do_not_fit_and_has_headings(qtbot: QtBot) -> None:
    columns = [Column("a", "Name", least=200), Column("b", "Ort", least=200), Column("c", "Datum", least=200)]
    table = Table(columns, "Fälle")
    table.set_rows([TableRow("1", {"a": Cell("Haddad"), "b": Cell("Halle"), "c": Cell("2026")})])
    shown(qtbot, table, width=450)
    assert [table.isColumnHidden(number) for number in range(3)] == [False, False, True]
    assert table.lines.headerData(0, Qt.Orientation.Horizontal) == "Name"
    opened: list[str] = []
    table.opened.connect(opened.append)
    table.setFocus()
    QTest.keyClick(table, Key.Key_Return)
    assert opened == ["1"]


# --- choosing -------------------------------------------------------------------------------------------------


def test_tabs_that_do_not_fit_move_into_more(qtbot: QtBot) -> None:
    bar = TabBar([Tab(str(number), f"Reiter Nummer {number}") for number in range(8)])
    shown(qtbot, bar, width=500)
    assert bar._more.isVisible()
    bar.set_current("7")
    assert next(button for button in bar._buttons if button.tab.name == "7").isVisible()
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    bar.setFocus()
    QTest.keyClick(bar, Key.Key_Left)
    assert chosen == ["6"]


def test_a_press_on_the_shown_tab_leaves_it_marked(qtbot: QtBot) -> None:
    bar = TabBar([Tab("facts", "Angaben"), Tab("letters", "Schreiben")])
    shown(qtbot, bar, width=500)
    for _time in range(2):
        bar._buttons[1].click()
        assert [button.isChecked() for button in bar._buttons] == [False, True]


def test_arrows_choose_a_segment(qtbot: QtBot) -> None:
    segments = Segments([("mine", "Meine"), ("all", "Alle")], "mine", "Wessen")
    shown(qtbot, segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments._group.button(0).setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    assert chosen == ["all"] and segments.value() == "all"


# --- fields ---------------------------------------------------------------------------------------------------


def test_an_error_stands_beside_its_field_and_is_joined_to_it(qtbot: QtBot) -> None:
    form = Form()
    row = form.add("Name", LineField())
    shown(qtbot, form)
    row.say_wrong("Bitte geben Sie einen Namen ein.")
    assert row.field.accessibleDescription() == "Bitte geben Sie einen Namen ein."
    assert row.field.accessibleName() == "Name"
    assert form.first_wrong() is row.field
    form.clear_wrong()
    assert form.first_wrong() is None


def test_a_line_tells_its_text_once_when_it_is_left(qtbot: QtBot) -> None:
    line = LineField("alt", "Feld")
    shown(qtbot, line)
    heard: list[str] = []
    line.edited.connect(heard.append)
    line.setText(" neu ")
    QTest.keyClick(line, Key.Key_Return)
    QTest.keyClick(line, Key.Key_Return)
    assert heard == ["neu"]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("23.11.2026", "2026-11-23"), ("3.1.26", "2026-01-03"), ("23 11 2026", "2026-11-23"), ("2026-11-23", "2026-11-23"),
     ("1.1.75", "1975-01-01"), ("23. November 2026", "2026-11-23"), ("23 Nov 2026", "2026-11-23"),
     ("31.2.2026", None), ("1.12.1026", None), ("morgen", None), ("", None), ("٢٣.١١.٢٠٢٦", None)],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(typed: str, iso: str | None) -> None:
    assert read_date(typed) == iso


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_date_that_a_field_shows_is_read_again(qtbot: QtBot, language: str, month: int) -> None:
    """In English the fields showed `23 Nov 2026` and then called it no date."""
    i18n.use_language(language)
    try:
        iso = f"2026-{month:02}-23"
        field = DateField(iso, "Datum")
        qtbot.addWidget(field)
        assert field.fits() and field.value() == iso
    finally:
        i18n.use_language("de")


@pytest.mark.parametrize(
    ("time", "words"),
    [("10:30", "in 48 Minuten"), ("09:43", "in 1 Minute"), ("11:42", "in 120 Minuten"), ("11:43", ""), ("09:42", ""),
     ("08:00", ""), ("", ""), ("bald", "")],
)  # fmt: skip
def test_what_comes_soon_says_in_how_many_minutes(time: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates._Clock, "now", staticmethod(FixedClock().now))
    assert due.soon(time) == words


def test_a_date_field_gives_iso_and_shows_the_language(qtbot: QtBot) -> None:
    field = DateField("2026-11-23", "Datum")
    assert (field.text(), field.value(), field.fits()) == ("23.11.2026", "2026-11-23", True)
    field.setText("quatsch")
    assert not field.fits()
    i18n.use_language("en")
    assert long_date("2026-11-23") == "23 Nov 2026"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_field_takes_the_date_that_it_shows_itself(qtbot: QtBot, language: str, month: int) -> None:
    i18n.use_language(language)
    field = DateField(f"2026-{month:02}-09", "Datum")
    assert (field.value(), field.problem()) == (f"2026-{month:02}-09", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("22.11.2026", ""), ("21.11.2026", "Hier wird ein Tag vom 22.11.2026 bis 22.11.2027 erwartet."),
     ("23.11.2027", "Hier wird ein Tag vom 22.11.2026 bis 22.11.2027 erwartet."),
     ("bald", "Hier wird ein Datum wie 23.11.2026 erwartet."), ("", "")],
)  # fmt: skip
def test_a_date_field_with_bounds_says_which_days_fit(qtbot: QtBot, typed: str, words: str) -> None:
    field = DateField("", "Bis", first="2026-11-22", last="2027-11-22")
    field.setText(typed)
    assert field.problem() == words


@pytest.mark.parametrize(
    ("typed", "time"),
    [("9:30", "09:30"), ("9.30", "09:30"), ("0930", "09:30"), ("930", "09:30"), ("9", "09:00"), ("9 Uhr", "09:00"),
     ("14 Uhr 30", "14:30"), ("23:59", "23:59"), ("24:00", None), ("25 Uhr", None), ("9:3", None), ("bald", None),
     ("", None)],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, time: str | None) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("2026", "2026"), ("11/2026", "2026-11"), ("11.2026", "2026-11"), ("2026-11", "2026-11"),
     ("23.11.2026", "2026-11-23"), ("13/2026", None), ("gestern", None), ("26", None)],
)  # fmt: skip
def test_a_year_a_month_or_a_day_is_read(qtbot: QtBot, typed: str, stored: str | None) -> None:
    assert read_since(typed) == stored
    field = SinceField("", "Tätig seit")
    field.setText(typed)
    assert bool(field.problem()) == (stored is None)


def test_what_does_not_fit_is_said_when_one_leaves_the_field(qtbot: QtBot) -> None:
    form = Form()
    day, time, minutes = (
        form.add("Tag", DateField()), form.add("Uhrzeit", TimeField()), form.add("Minuten", NumberField())
    )  # fmt: skip
    shown(qtbot, form)
    for line, wrong in ((day, "31.02.2027"), (time, "25 Uhr"), (minutes, "viele")):
        line.field.setFocus()
        QTest.keyClicks(line.field, wrong)
        assert not line.wrong(), "nobody is interrupted while typing"
        QTest.keyClick(line.field, Key.Key_Tab)
        assert line.wrong() and line.field.text() == wrong, "what was typed stays to be put right"
    assert "23.11.2026" in day.field.accessibleDescription()
    day.field.setFocus()
    day.field.selectAll()
    QTest.keyClicks(day.field, "28.02.2027")
    assert not day.wrong(), "the words go as soon as it fits"


def test_leaving_a_field_that_fits_keeps_what_the_dialog_said_of_it(qtbot: QtBot) -> None:
    form = Form()
    day = form.add("Tag", DateField())
    form.add("Notiz", LineField())
    shown(qtbot, form)
    assert not day.complete("Diese Wiedervorlage braucht ein Datum.")
    day.field.setFocus()
    QTest.keyClicks(day.field, "28.02.2027")
    assert not day.wrong() and day.complete("Diese Wiedervorlage braucht ein Datum.")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("48.000", 48000), ("48000", 48000), ("45.934,20", 45934.2), ("45,934.20", 45934.2), ("1.234.567", 1234567),
     ("0,5", 0.5), ("1,5", 1.5), ("48.000 €", 48000), ("-3", -3), ("1 234,5", 1234.5), ("0.125", 0.125),
     ("viel", None), ("", None), ("12a", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: float | None) -> None:
    assert read_number(typed) == number


def test_numbers_are_written_in_the_language() -> None:
    assert write_number(45934.2) == "45.934,20"
    assert write_euros(48000) == "48.000\u00a0€"
    i18n.use_language("en")
    assert write_number(45934.2) == "45,934.20"
    assert write_number(True) == write_number("x") == ""


# --- clipboard ------------------------------------------------------------------------------------------------


def test_what_is_copied_asks_every_history_to_leave_it_out(qapp: QApplication) -> None:
    """Windows: three formats, each a number that says no; KDE: a hint. Read back from the clipboard itself."""
    Clipboard().copy("geheim")
    data = qapp.clipboard().mimeData()
    windows = [kind for kind in data.formats() if kind.startswith("application/x-qt-windows-mime")]
    assert sorted(kind.split('"')[1] for kind in windows) == [
        "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard", "ExcludeClipboardContentFromMonitorProcessing",
    ]  # fmt: skip
    assert all(bytes(data.data(kind).data()) == bytes(4) for kind in windows)
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_what_was_copied_leaves_the_clipboard_after_a_minute(qapp: QApplication) -> None:
    ours = Clipboard()
    ours.copy("geheim")
    assert ours._timer.isActive() and ours._timer.interval() == 60_000
    ours._timer.timeout.emit()
    assert qapp.clipboard().text() == ""


def test_what_was_copied_leaves_the_clipboard_unless_it_is_somebody_elses(qapp: QApplication) -> None:
    ours = Clipboard()
    ours.copy("geheim")
    assert qapp.clipboard().text() == "geheim"
    ours.clear_now()
    assert qapp.clipboard().text() == ""
    ours.copy("geheim")
    qapp.clipboard().setText("fremd")
    ours.clear_now()
    assert qapp.clipboard().text() == "fremd"
