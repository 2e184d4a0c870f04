from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.letters.samples import letter
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, referrals
from welcomedesk.domain.letters import SlipField
from welcomedesk.ui.everything import find
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.reply_dialog import ReplyDialog

SLIP = letter("referral").slip
assert SLIP is not None


def code_of(office: Open) -> str:
    return state(office, "code")


def state(office: Open, name: str = "state") -> str:
    desk, case = office.office.desk, office.office.case("haddad")
    return cases.show(desk, case).one(office.office.referral("haddad")).text(name)


def sent(open_office: OpenOffice) -> Open:
    office = open_office("haddad")
    referrals.step(office.office.desk, office.office.case("haddad"), office.office.referral("haddad"), "handed_over")
    return office


def asked(office: Open, code: str = "") -> ReplyDialog:
    page = office.go("today", tab="reply", item=code)
    found = [each for each in page.findChildren(ReplyDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def offers(dialog: ReplyDialog) -> list[tuple[str, str]]:
    """The answers that can be chosen, with their words."""
    field = dialog.answer.field
    return [(field.itemData(n), field.itemText(n)) for n in range(field.count()) if field.itemData(n)]


def test_the_code_names_the_office_and_the_answer_closes_the_loop(open_office: OpenOffice) -> None:
    office = sent(open_office)
    dialog = asked(office)
    assert not dialog.record.isEnabled()
    QTest.keyClicks(dialog.code.field, code_of(office).lower().replace("-", " "))
    office.settle()
    assert dialog.office.text() == "Handwerkskammer Magdeburg"
    assert "2026-0001" in dialog.who.text()
    dialog.answer.field.set_value("done")
    dialog.answer.field.edited.emit("done")
    dialog.record.click()
    office.settle()
    assert dialog.outcome.wrong()
    dialog.outcome.field.setText("Beratung hat stattgefunden")
    dialog.record.click()
    office.settle()
    assert state(office) == "done"
    assert state(office, "outcome") == "Beratung hat stattgefunden"
    office.undo()
    assert state(office) == "handed_over"


def test_enter_after_the_code_goes_on_to_the_answer_without_a_complaint(open_office: OpenOffice) -> None:
    office = sent(open_office)
    dialog = asked(office)
    QTest.keyClicks(dialog.code.field, code_of(office))
    office.settle()
    QTest.keyClick(dialog.code.field, Qt.Key.Key_Return)
    office.settle()
    assert not dialog.answer.wrong()
    assert dialog.answer.field.hasFocus()
    assert state(office) == "handed_over"
    QTest.keyClick(dialog.answer.field, Qt.Key.Key_Return)
    assert dialog.answer.wrong()


@pytest.mark.parametrize("box", [field for row in SLIP.rows for field in row if field.box], ids=lambda box: box.answer)
def test_every_box_of_a_slip_is_an_answer_that_can_be_entered_in_the_same_words(
    open_office: OpenOffice, box: SlipField
) -> None:
    office = sent(open_office)
    dialog = asked(office, code_of(office))
    offered = dict(offers(dialog))
    ticked = box.label.split(",")[0].removesuffix(" am")
    assert ticked.casefold() in offered[box.answer].casefold()


def test_answers_stand_in_the_order_of_the_slip(open_office: OpenOffice) -> None:
    office = sent(open_office)
    offered = [value for value, _words in offers(asked(office, code_of(office)))]
    boxes = [field.answer for row in SLIP.rows for field in row if field.box]
    assert offered[: len(boxes)] == boxes


def test_a_code_with_a_mistake_is_named_and_changes_nothing(open_office: OpenOffice) -> None:
    office = sent(open_office)
    code = code_of(office)
    dialog = asked(office, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert dialog.code.wrong()
    assert not dialog.record.isEnabled()
    assert state(office) == "handed_over"


def test_an_appointment_needs_a_day_that_exists(open_office: OpenOffice) -> None:
    office = sent(open_office)
    dialog = asked(office, code_of(office))
    dialog.record.click()
    assert dialog.answer.wrong()
    dialog.answer.field.set_value("appointment")
    dialog.answer.field.edited.emit("appointment")
    dialog.day.field.setText("31.2.2027")
    QTest.keyClick(dialog.day.field, Qt.Key.Key_Return)
    office.settle()
    assert dialog.day.wrong()
    dialog.day.field.setText("3.12.2026")
    dialog.record.click()
    office.settle()
    assert state(office, "appointment") == "2026-12-03"


def test_a_slip_of_a_draft_leads_into_the_case_only(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    dialog = asked(office, code_of(office))
    assert not dialog.record.isEnabled()
    dialog.show_case.click()
    office.settle()
    assert (office.shell.place.page, office.shell.place.tab) == ("case", "contacts")


def test_a_code_in_the_search_box_leads_to_its_slip(open_office: OpenOffice) -> None:
    office = sent(open_office)
    code = code_of(office)
    assert find(office.office.desk, code.lower())[0].place == Place("today", tab="reply", item=code)
    assert Place("today", tab="reply") in [hit.place for hit in find(office.office.desk, "rückmeldung")]


def test_a_code_with_one_slip_proposes_the_one_that_was_meant(open_office: OpenOffice) -> None:
    office = sent(open_office)
    code = code_of(office)
    dialog = asked(office, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert dialog.code.wrong() and dialog.meant.text() == f"Es ist {code}"
    office.press(Qt.Key.Key_Space, dialog.meant)
    assert dialog.office.text() == "Handwerkskammer Magdeburg" and not dialog.meant.isVisible()


def test_an_appointment_that_has_passed_is_said_in_place(open_office: OpenOffice) -> None:
    office = sent(open_office)
    dialog = asked(office, code_of(office))
    dialog.answer.field.set_value("appointment")
    dialog.answer.field.edited.emit("appointment")
    dialog.day.field.setText("1.11.2026")
    dialog.record.click()
    office.settle()
    assert dialog.day.wrong() and state(office) == "handed_over"
    dialog.day.field.setText("1.12.2026")
    dialog.time.field.setText("25:99")
    dialog.record.click()
    assert dialog.time.wrong()
    dialog.time.field.setText("10:30")
    dialog.record.click()
    office.settle()
    assert (state(office, "appointment_time"), state(office, "reply_way")) == ("10:30", "slip")


def test_a_reply_by_phone_is_entered_from_the_case_with_a_few_keys(open_office: OpenOffice) -> None:
    office = sent(open_office)
    page = office.go("case", "haddad", "contacts")
    button = next(each for each in page.findChildren(QPushButton) if each.text() == "Rückmeldung eintragen")
    office.press(Qt.Key.Key_Space, button)
    dialog = next(each for each in page.findChildren(ReplyDialog) if each.isVisible())
    assert not dialog.code.isVisible() and dialog.way.field.value() == "phone"
    office.press(Qt.Key.Key_Down, dialog.answer.field)
    assert dialog.answer.field.value() == "accepted"
    office.press(Qt.Key.Key_Return, dialog)
    assert (state(office), state(office, "reply_way")) == ("accepted", "phone")


def test_a_code_with_a_mistake_in_the_search_box_leads_to_the_slip_as_well(open_office: OpenOffice) -> None:
    office = sent(open_office)
    code = code_of(office)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert find(office.office.desk, wrong)[0].place == Place("today", tab="reply", item=wrong)
