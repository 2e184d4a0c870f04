"""The whole loop: a step of the checklist, the office on the map, consent, preview, letter, slip, outcome, counts.

Once with the mouse where people use it, once by keyboard alone.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tests.helpers.referred import settled
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import lead_through_the_guide, open_the_case, print_to, set_up_the_workplace
from welcomedesk.desk import cases, contacts, statistics
from welcomedesk.domain.case import Entity
from welcomedesk.ui.components.checklist import StepRow
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.checklist import ChecklistTab
from welcomedesk.ui.pages.contacts import ContactsPage
from welcomedesk.ui.pages.letter import LetterPage
from welcomedesk.ui.pages.reply_dialog import ReplyDialog
from welcomedesk.ui.text import Label

CTRL = Qt.KeyboardModifier.ControlModifier


def prepared(story: Story) -> str:
    """A case whose guide has run and whose checklists stand."""
    set_up_the_workplace(story)
    case = open_the_case(story)
    lead_through_the_guide(story, case)
    press_when_there(story, "Durchlauf abschließen")
    press_when_there(story, "Checklisten übernehmen")
    story.window.shell.go(Place("case", case=case, tab="checklist"))  # type: ignore[union-attr]
    story.settle()
    return case


def press_when_there(story: Story, name: str) -> None:
    """Press a button that a page shows only after it has read what was done before."""
    story.wait(lambda: any(b.text() == name and b.isVisible() for b in story.window.findChildren(QPushButton)))
    story.press(name)


def step_with_an_office(story: Story) -> StepRow:
    page = story.page
    assert isinstance(page, CasePage)

    def rows() -> list[StepRow]:
        found = page.tab.findChildren(StepRow) if isinstance(page.tab, ChecklistTab) else []
        return [row for row in found if row.isVisible() and row.step.office]

    story.wait(lambda: bool(rows()))
    return rows()[0]


def dialog(story: Story) -> QDialog:
    return next(each for each in story.window.findChildren(QDialog) if each.isVisible())


def referral(story: Story, case: str) -> Entity:
    (found,) = cases.show(story.desk, case).all("referral")
    return found


def visible_rows(story: Story) -> list[Row]:
    """The rows of every list that is seen."""
    lists = [each for each in story.window.findChildren(RowList) if each.isVisible()]
    return [line for each in lists for line in each.rows.lines if isinstance(line, Row)]


def record_consent(story: Story) -> LetterPage:
    """Nothing leaves before; then the main button prints."""
    page = story.page
    assert isinstance(page, LetterPage)
    main = page.main_action()
    assert main is not None and main.text() == "Einwilligung einholen"
    story.keys(Qt.Key.Key_Return, CTRL)
    story.press("Einwilligung eintragen", dialog(story))
    story.wait(lambda: page.main_action() is not None and page.main_action().text() == "Drucken und ablegen")  # type: ignore[union-attr]
    return page


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def test_the_loop_closes_from_the_checklist_to_the_statistics(story: Story, tmp_path: Path) -> None:
    case = prepared(story)
    row = step_with_an_office(story)
    click(row, QPoint(row.width() // 2, 12))
    office, name = row.step.office, contacts.contact(story.desk, row.step.office).name
    for _each in range(5):
        settled(story.desk, office)

    # the checklist leads to the map, where the office is chosen, and on to the letter
    click(story.find(QPushButton, "Auf der Karte zeigen", row))
    story.wait(lambda: isinstance(story.page, ContactsPage))
    directory = story.page
    assert isinstance(directory, ContactsPage)
    story.wait(lambda: directory.map.map.chosen_mark() is not None)
    mark = directory.map.map.chosen_mark()
    assert mark is not None and mark.id == office
    click(story.find(QPushButton, "Verweis beginnen"))
    story.wait(lambda: isinstance(story.page, LetterPage))

    # consent, the exact page with the list of what leaves, the letter
    page = record_consent(story)
    assert page.view is not None and page.view.pdf and [tick for tick in page.view.ticks if tick.on]
    assert print_to(story, tmp_path / "printed.pdf")
    sent = referral(story, case)
    assert (sent.text("state"), bool(sent.text("letter"))) == ("handed_over", True)

    # the slip comes back: its code, typed from Today, leads to the answer
    story.keys(Qt.Key.Key_1, CTRL)
    press_when_there(story, "Rückmeldung eintragen")
    reply = dialog(story)
    assert isinstance(reply, ReplyDialog)
    QTest.keyClicks(reply.code.field, sent.text("code").lower())
    story.settle()
    assert reply.office.text() == name
    reply.answer.field.set_value("done")
    reply.answer.field.edited.emit("done")
    QTest.keyClicks(reply.outcome.field, "Beratung hat stattgefunden")
    click(reply.record)
    story.wait(lambda: referral(story, case).text("state") == "done")

    # and it counts, in the reports, beside the office and for whoever asks the desk
    story.window.shell.go(Place("reports"))  # type: ignore[union-attr]
    story.settle()
    told = "6 hinaus, 100 % beantwortet"
    story.wait(lambda: [row.right for row in visible_rows(story) if row.key == office] == [told])
    assert statistics.of_contact(story.desk, office).came_back == 6
    story.window.shell.go(Place("contacts", item=office))  # type: ignore[union-attr]
    story.settle()
    said = [label.text() for label in directory.detail.findChildren(Label)]
    assert any(words.startswith("Verweise unseres Büros: 6 · 6 mit Rückmeldung") for words in said)


def test_the_loop_closes_by_keyboard_alone(story: Story, tmp_path: Path) -> None:
    case = prepared(story)
    row = step_with_an_office(story)
    row.setFocus()
    story.keys(Qt.Key.Key_Return)
    go = next(each for each in row.findChildren(QPushButton) if each.text() == "Verweis beginnen" and each.isVisible())
    go.setFocus(Qt.FocusReason.TabFocusReason)
    story.keys(Qt.Key.Key_Space)
    story.wait(lambda: isinstance(story.page, LetterPage))
    record_consent(story)
    assert print_to(story, tmp_path / "printed.pdf")
    code = referral(story, case).text("code")

    # the code in the search box, Enter, an arrow, Enter
    story.keys(Qt.Key.Key_K, CTRL)
    focus = story.window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, code)
    story.wait(lambda: any(code in row.title for row in visible_rows(story)))
    story.keys(Qt.Key.Key_Return)
    reply = dialog(story)
    assert isinstance(reply, ReplyDialog)
    story.wait(lambda: reply.answer.isVisible())
    reply.answer.field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(reply.answer.field, Qt.Key.Key_Down)
    QTest.keyClick(reply, Qt.Key.Key_Return)
    story.wait(lambda: referral(story, case).text("state") == "accepted")

    # from the case, a phone call later, the outcome
    story.window.shell.go(Place("case", case=case, tab="contacts", item=referral(story, case).ref))  # type: ignore[union-attr]
    story.settle()
    press_when_there(story, "Rückmeldung eintragen")
    reply = dialog(story)
    assert isinstance(reply, ReplyDialog)
    story.wait(lambda: reply.answer.isVisible())
    for _each in range(4):  # appointment, not arrived, declined, done
        QTest.keyClick(reply.answer.field, Qt.Key.Key_Down)
    QTest.keyClicks(reply.outcome.field, "beraten")
    QTest.keyClick(reply.outcome.field, Qt.Key.Key_Return)
    story.wait(lambda: referral(story, case).text("state") == "done")
    assert referral(story, case).text("reply_way") == "phone"
