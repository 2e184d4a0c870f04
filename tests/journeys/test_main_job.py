"""A company phones about an electrician from Syria: from the first run to the printed letter, then locked again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton

from tests.journeys.conftest import PASSPHRASE, Story
from welcomedesk.desk import cases, guides, office
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.guide import GuideTab
from welcomedesk.ui.pages.letter import LetterPage

CTRL = Qt.KeyboardModifier.ControlModifier
ANSWERS = {
    "goal": "better_chances",
    "profession": "elektro_hw",
    "qual_kind": "vocational",
    "vocational_duration": "ge2",
    "state_recognised": "yes",
    "country": "SY",
    "citizenship": "SY",
    "residence": "st",
    "documents": "complete",
    "prior_decision": "none",
    "german": "B1",
    "district": "north",
}


def set_up_the_workplace(story: Story) -> None:
    story.fill("Name des Büros", "Musterberatung Welcome-Service")
    story.fill("Ihr Name", "A. Beispiel")
    story.press("Weiter")
    story.fill("Kennwortsatz", PASSPHRASE)
    story.fill("Kennwortsatz noch einmal", PASSPHRASE)
    story.press("Arbeitsplatz einrichten")
    story.wait(lambda: any(b.text() == "Beginnen" and b.isVisible() for b in story.window.findChildren(QPushButton)))
    story.find(QCheckBox, "Das Blatt ist gedruckt, abgeschrieben oder weggebracht").click()
    story.press("Beginnen")
    story.wait(lambda: story.window.shell is not None)


def open_the_case(story: Story) -> str:
    story.keys(Qt.Key.Key_N, CTRL)
    story.fill("Name", "Samir Haddad")
    story.fill("Postleitzahl oder Ort", "39112")
    story.press("Anlegen und Leitfaden beginnen")
    story.wait(lambda: isinstance(story.page, CasePage))
    return story.page.place.case


def lead_through_the_guide(story: Story, case: str) -> None:
    story.window.shell.go(Place("case", case=case, tab="guide", item="begin:recognition"))  # type: ignore[union-attr]
    story.settle()
    page = story.page
    assert isinstance(page, CasePage) and isinstance(page.tab, GuideTab)
    for question, value in ANSWERS.items():
        page.tab.ask_question(question)
        story.settle()
        page.tab.run.card.answered.emit(question, value)
        story.settle()
    verdicts = guides.run(story.desk, case, page.tab._ref).evaluation.applying("path")
    assert "bqfg_dual" in verdicts


def print_to(story: Story, file: Path) -> list[str]:
    """Print into a file where the system would ask for a printer."""
    page = story.page
    assert isinstance(page, LetterPage)
    jobs: list[str] = []

    def choose(parent: object, job: str, then: object) -> None:
        jobs.append(job)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        assert callable(then)
        then(printer)

    page.choose_printer = choose  # type: ignore[assignment]
    story.keys(Qt.Key.Key_P, CTRL)
    story.settle()
    return jobs


def test_from_the_first_run_to_the_printed_letter_and_locked_again(story: Story, tmp_path: Path) -> None:
    set_up_the_workplace(story)
    assert office.letterhead_fields(story.desk).text("name") == "Musterberatung Welcome-Service"
    case = open_the_case(story)
    lead_through_the_guide(story, case)
    story.window.shell.go(Place("contacts", case=case, item="hwk-magdeburg"))  # type: ignore[union-attr]
    story.settle()
    story.press("Verweis beginnen")
    story.wait(lambda: isinstance(story.page, LetterPage))
    page = story.page
    assert isinstance(page, LetterPage)

    main = page.main_action()
    assert main is not None and main.text() == "Einwilligung einholen"
    story.keys(Qt.Key.Key_Return, CTRL)
    dialog = next(each for each in story.window.findChildren(QDialog) if each.isVisible())
    story.press("Einwilligung eintragen", dialog)

    file = tmp_path / "printed.pdf"
    story.wait(lambda: page.main_action() is not None and page.main_action().text() == "Drucken und ablegen")  # type: ignore[union-attr]
    jobs = print_to(story, file)
    assert jobs and "Haddad" not in jobs[0] and file.stat().st_size > 1000
    found = cases.show(story.desk, case)
    letter = found.all("letter")[0]
    assert letter.get("kind") == "referral" and found.all("referral")[0].get("state") == "handed_over"
    assert story.desk.store.check().ok

    story.keys(Qt.Key.Key_L, CTRL)
    assert story.window.shell is None and "Haddad" not in story.window.windowTitle()
    story.fill("Kennwortsatz", PASSPHRASE)
    story.press("Entsperren")
    story.wait(lambda: story.window.shell is not None)
    assert cases.show(story.desk, case).name == "Samir Haddad"
