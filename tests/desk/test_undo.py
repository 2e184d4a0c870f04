"""Everything can be taken back, except what is named here with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date

from tests.helpers.desks import make_desk
from tests.helpers.floors import SOURCE, tree
from welcomedesk.desk import cases, outreach, retention
from welcomedesk.desk.core import undo

WITHOUT_UNDO = {
    "attachments.add": "The content lies in the file for good; who takes it back erases it. The button says so.",
    "cases.note_access": "A log of views that can be taken back proves nothing. The button says that it is logged.",
    "core.undo": "It is the taking back itself.",
    "core.write_together": "Only where nothing had to change.",
    "letters._file": "What was sent stays as it was sent. The button says so.",
    "letters.issue": "What was sent stays as it was sent. The button says so.",
    "referrals.begin": "Only where the draft was there already and nothing changed.",
    "retention.carry_out": "Erasing by law is for good: the list stands there once more and its length is typed.",
    "retention.keep_proof": "The proof goes under a code that the dialog shows; the case no longer leads to it.",
    "stories.withdraw": "The words are erased by law. The dialog asks before.",
}
"""Actions that give a `Done` without undo, with the reason and what is said before."""

WRITES_ITSELF = {
    "access.note_lock": "The log of views.",
    "access.note_reading": "The log of views.",
    "access.tidy": "Old lines of the log of views go after their time.",
    "calendar_export.note": "The log of views; the dialog says before that names are noted.",
    "drafts.keep": "Drafts are no change of a case.",
    "erasing.erase_case": "Erasing by law is for good: the number is typed, never by Enter.",
    "erasing.erase_parts": "Erasing by law is for good: the number is typed, never by Enter.",
    "letters.note_printed": "The log of views.",
}
"""Functions that write past `core.write` and give no `Done`."""

SHOWS_NO_UNDO = {
    "case_tabs/facts.py cases.note_access": "The log of views.",
    "case_tabs/overview.py cases.note_access": "The log of views.",
    "letter.py cases.set_fields": "A choice of the letter page that stands in its field and is changed there.",
    "retention.py retention.carry_out": "Erasing by law is for good.",
    "series.py serial.issue": "What was sent stays as it was sent. The button says so.",
    "series.py serial.mark_printed": "The note that paper came out of the printer.",
}
"""Places in the window that offer no undo although the action might."""


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for file in sorted((SOURCE / "desk").glob("*.py")):
        for node in tree(file).body:
            if isinstance(node, ast.FunctionDef):
                yield f"{file.stem}.{node.name}", node


def gives_done(action: ast.FunctionDef) -> bool:
    return action.returns is not None and "Done[" in ast.unparse(action.returns)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def test_only_named_actions_give_no_undo() -> None:
    found = {
        name
        for name, action in actions()
        for call in calls(action)
        if ast.unparse(call.func) == "Done" and len(call.args) < 3 and not call.keywords
    }
    assert found == set(WITHOUT_UNDO)


def test_only_named_functions_write_past_the_one_way() -> None:
    writing = {"write", "erase", "erase_parts", "note_access", "forget_accesses", "keep_drafts"}
    found = {
        name
        for name, action in actions()
        for call in calls(action)
        if ast.unparse(call.func).removeprefix("desk.store.") in writing and "store." in ast.unparse(call.func)
    }
    assert {name for name in found if not gives_done(dict(actions())[name])} == set(WRITES_ITSELF)


def test_only_named_places_of_the_window_hide_the_undo() -> None:
    found = set()
    for file in sorted((SOURCE / "ui" / "pages").rglob("*.py")):
        for call in calls(tree(file)):
            if any(key.arg == "undo" and ast.unparse(key.value) == "False" for key in call.keywords):
                work = next(arg for arg in call.args if isinstance(arg, ast.Lambda))
                assert isinstance(work.body, ast.Call)
                place = file.relative_to(SOURCE / "ui" / "pages").as_posix()
                found.add(f"{place} {ast.unparse(work.body.func)}")
    assert found == set(SHOWS_NO_UNDO)


def test_a_new_case_taken_back_is_closed_as_a_mistake_and_its_number_stays() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "Samir Haddad")
    undo(desk, opened)
    case = cases.show(desk, opened.value.id)
    assert (case.closed, case.root.get("close_reason"), case.number) == (True, "mistake", "2026-0001")
    assert cases.open_case(desk, "person", "Maryam").value.number == "2026-0002"
    cases.reopen_case(desk, case.id)
    assert not cases.show(desk, case.id).closed


def test_a_postponement_is_taken_back() -> None:
    desk = make_desk()
    case = cases.open_case(desk, "person", "Samir Haddad").value.id
    undo(desk, retention.postpone(desk, case, "inactive", date(2027, 3, 1), "court case"))
    assert cases.show(desk, case).value("postponement:inactive", "until") is None


def test_an_outreach_event_begun_by_mistake_is_taken_back() -> None:
    desk = make_desk()
    undo(desk, outreach.begin(desk, "Dorffest", "Stendal"))
    assert outreach.events(desk) == ()
