from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tests.helpers.pdf_pages import pages
from tests.ui.pages.conftest import Open, OpenOffice
from tests.ui.pages.test_case import two_phones
from welcomedesk.desk import cases, letters, referrals
from welcomedesk.desk.office import set_office
from welcomedesk.domain.case import CaseFile
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TickField, TimeField
from welcomedesk.ui.pages.letter import LetterPage


def page(office: Open, tab: str = "referral", item: str = "") -> LetterPage:
    shown = office.go("letter", "haddad", tab, item or office.office.referral("haddad"))
    assert isinstance(shown, LetterPage)
    return shown


def case(office: Open) -> CaseFile:
    return cases.show(office.office.desk, office.office.case("haddad"))


def withdraw(office: Open) -> None:
    for consent in case(office).all("consent"):
        referrals.withdraw_consent(office.office.desk, office.office.case("haddad"), consent.ref)


def tick(shown: LetterPage, words: str) -> TickField:
    return next(each for each in shown.leaving.findChildren(TickField) if each.text() == words)


def press(root: QWidget, words: str) -> None:
    next(each for each in root.findChildren(QPushButton) if each.text() == words and not each.isHidden()).click()


def dialog(shown: LetterPage) -> Dialog:
    return next(each for each in shown.findChildren(QDialog) if isinstance(each, Dialog) and each.isVisible())


def to_file(shown: LetterPage, path: Path) -> list[str]:
    """Print into a file instead of asking for a printer; gives the names of the jobs."""
    jobs: list[str] = []

    def choose(parent: object, job: str, then: object) -> None:
        jobs.append(job)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFullPage(True)
        assert callable(then)
        then(printer)

    shown.choose_printer = choose  # type: ignore[assignment]
    return jobs


def test_what_leaves_is_ticked_and_what_stays_is_named(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    assert tick(shown, "Name").isChecked() and not tick(shown, "Staatsangehörigkeit").isChecked()
    said = [each.words for each in shown.view.stays] if shown.view else []
    assert said == ["Anschrift bleibt hier", "Gesprächsnotizen bleiben hier"]
    assert "Musterweg" not in shown.page.preview.accessibleDescription()


def test_a_tick_changes_the_page_and_stays_with_the_referral(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    assert "Staatsangehörigkeit" not in shown.page.preview.accessibleDescription()
    tick(shown, "Staatsangehörigkeit").click()
    office.settle()
    assert "Syrien" in shown.page.preview.accessibleDescription()
    kept = case(office).one(office.office.referral("haddad")).texts("fields")
    assert "person.citizenship" in kept and "person.name" in kept
    for words in ("Name", "Abschluss", "Berufspraxis", "Deutsch", "Nachweise", "Fehlende Nachweise"):
        tick(shown, words).click()
        office.settle()
    tick(shown, "Staatsangehörigkeit").click()
    office.settle()
    assert "Samir Haddad" not in shown.page.preview.accessibleDescription(), "unticking everything means everything"


def test_two_values_of_a_field_never_leave(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    two_phones(office, office.office.case("haddad"))
    shown = page(office)
    phone = tick(shown, "Telefon")
    assert not phone.isEnabled() and not phone.isChecked()


def test_printing_files_the_letter_and_prints_exactly_its_pages(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    shown = page(office)
    jobs = to_file(shown, tmp_path / "out.pdf")
    assert shown.main_action() is not None
    office.shell.do("main")
    office.settle()
    letter = case(office).all("letter")[-1]
    assert jobs == ["2026-0001"] and letter.text("way") == "printed"
    assert case(office).one(office.office.referral("haddad")).text("state") == "handed_over"
    printed = pdfium.PdfDocument(str(tmp_path / "out.pdf"))
    kept = pdfium.PdfDocument(letters.kept(office.office.desk, office.office.case("haddad"), letter.ref))
    assert len(printed) == len(kept) and abs(printed[0].get_width() - 595) < 2
    assert office.shell.place.item == letter.ref and shown.order is None


def test_the_copy_for_the_person_goes_out_in_the_same_job(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    shown = page(office)
    to_file(shown, tmp_path / "out.pdf")
    shown.send.copy_language = "en"
    office.shell.do("main")
    office.settle()
    assert [each.text("kind") for each in case(office).all("letter")] == ["referral", "client_copy"]
    assert len(pdfium.PdfDocument(str(tmp_path / "out.pdf"))) >= 3


@pytest.mark.qt_log_ignore("QPainter", "QPdf", "cannot open", "Unable to")
def test_a_printer_that_is_gone_leaves_a_filed_letter_and_a_clear_sentence(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    to_file(shown, Path("/nowhere/at/all.pdf"))
    office.shell.do("main")
    office.settle()
    banners = [each.accessibleName() for each in shown.findChildren(Banner)]
    assert any("Das Schreiben ist abgelegt" in words for words in banners)


def test_without_consent_the_main_button_asks_for_it_and_the_page_is_a_draft(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    withdraw(office)
    shown = page(office)
    main = shown.main_action()
    assert main is not None and main.text() == "Einwilligung einholen"
    assert "Entwurf" in shown.page.preview.accessibleDescription()
    main.click()
    asked = dialog(shown)
    until = asked.findChildren(DateField)[0]
    until.setText("1.1.2020")
    press(asked, "Einwilligung eintragen")
    assert asked.isVisible(), "an end in the past is refused in place"
    until.setText("23.05.2027")
    release = next(each for each in asked.findChildren(TickField) if "Schweigepflicht" in each.text())
    assert not release.value(), "nobody is released from secrecy by a tick that was there already"
    release.set_value(True)
    press(asked, "Einwilligung eintragen")
    office.settle()
    main = shown.main_action()
    assert main is not None and main.text() == "Drucken und ablegen"
    assert len(case(office).all("release")) == 1 and "Entwurf" not in shown.page.preview.accessibleDescription()


def test_sending_without_consent_needs_a_reason_that_is_kept(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    withdraw(office)
    shown = page(office)
    to_file(shown, tmp_path / "out.pdf")
    press(shown.send, "Ohne Einwilligung hinausgeben …")
    asked = dialog(shown)
    press(asked, "Mit diesem Grund hinausgeben")
    assert asked.isVisible() and not case(office).all("letter")
    asked.findChildren(LineField)[0].setText("Gefahr für ein Kind")
    press(asked, "Mit diesem Grund hinausgeben")
    office.settle()
    assert case(office).one(office.office.referral("haddad")).text("override") == "Gefahr für ein Kind"
    assert len(case(office).all("letter")) == 1


def test_a_character_without_a_glyph_is_named_and_nothing_can_be_printed(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    cases.set_fields(office.office.desk, office.office.case("haddad"), {"person.name": "Samir \U0001f600"})
    shown = page(office)
    words = [each.accessibleName() for each in shown.page.findChildren(Banner)]
    assert any("U+1F600" in each for each in words) and shown.page.preview.pages == 0
    main = shown.main_action()
    assert main is not None and not main.isEnabled()
    tick(shown, "Name").click()
    office.settle()
    assert shown.page.preview.pages == 1, "leaving the field out makes a page"


def test_an_office_without_an_address_is_handed_over_in_person(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    ref = referrals.begin(office.office.desk, office.office.case("haddad"), "iq-aqb-nord", "recognition").value
    shown = page(office, item=ref)
    assert shown.view is not None and shown.view.by_hand
    assert "Zur persönlichen Übergabe" in shown.page.preview.accessibleDescription()
    assert shown.view.why_check, "an old source asks for a check first"
    press(shown.send, "Stimmt, heute geprüft")
    office.settle()
    assert not shown.view.why_check


def test_a_letter_that_left_is_shown_as_it_left(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    shown = page(office)
    to_file(shown, tmp_path / "out.pdf")
    office.shell.do("print")
    office.settle()
    cases.set_fields(office.office.desk, office.office.case("haddad"), {"person.name": "Jemand Anderes"})
    letter = case(office).all("letter")[-1]
    again = page(office, "", letter.ref)
    assert "Samir Haddad" in again.page.preview.accessibleDescription()
    main = again.main_action()
    assert main is not None and main.text() == "Drucken"


@pytest.mark.parametrize(
    ("kind", "words"), [("checklist", "Referenzberuf"), ("consent", "Schweigepflicht"), ("confirmation", "45 Minuten")]
)
def test_handout_consent_sheet_and_confirmation_open_as_pages(open_office: OpenOffice, kind: str, words: str) -> None:
    office = open_office("haddad")
    shown = office.go("letter", "haddad", kind)
    assert isinstance(shown, LetterPage)
    assert words in shown.page.preview.accessibleDescription()


def test_the_consent_sheet_is_there_in_the_language_of_the_person(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = office.go("letter", "haddad", "consent")
    assert isinstance(shown, LetterPage) and shown.view is not None
    assert ("tr", "Deutsch, Türkisch (Türkçe)") in shown.view.languages
    shown._change("language", "tr")
    office.settle()
    words = shown.page.preview.accessibleDescription()
    assert "Bu çeviriyi henüz kimse kontrol etmedi." in words and "Schweigepflicht" in words
    assert "Wiener Sachtextformel" in shown.view.reading


def test_the_preview_zooms_by_keyboard_and_text_keeps_its_size(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office)
    preview = shown.page.preview
    preview.setFocus()
    before = preview._factor()
    office.shell.do("larger")
    assert preview._factor() > before and not preview.grab().isNull()
    office.press(Qt.Key.Key_End, preview)
    office.shell.do("usual_size")
    assert preview.zoom_words() == "Ganze Seite"


def options(shown: LetterPage, name: str) -> ChoiceField:
    # What was cleared away lives until the next turn of events; the newest is the one that is shown.
    return [each for each in shown.send.findChildren(ChoiceField) if each.accessibleName() == name][-1]


def tick_of(shown: LetterPage, words: str) -> TickField:
    return next(each for each in shown.send.findChildren(TickField) if each.text() == words)


@pytest.mark.parametrize("kind", ["client_copy", "consent", "checklist"])
def test_what_a_person_reads_opens_in_their_language_beside_german(open_office: OpenOffice, kind: str) -> None:
    office = open_office("haddad")
    item = "" if kind == "checklist" else office.office.referral("haddad")
    shown = page(office, kind, item) if item else office.go("letter", "haddad", kind)
    assert isinstance(shown, LetterPage)
    assert options(shown, "Sprache").value().split("+")[-1] == "ar"


@pytest.mark.parametrize("kind", ["client_copy", "consent", "confirmation"])
def test_what_a_person_reads_can_be_printed_large(open_office: OpenOffice, kind: str) -> None:
    office = open_office("haddad")
    shown = page(office, kind)
    assert shown.view is not None
    usual = shown.view.pdf
    tick_of(shown, "Großdruck").click()
    office.settle()
    assert shown.order is not None and shown.order.large
    sizes = [size for each in pages(shown.view.pdf) for size in each.type_sizes()]
    assert shown.view.pdf != usual and sizes.count(16.0) > len(sizes) / 2


def test_letters_to_offices_have_no_large_print(open_office: OpenOffice) -> None:
    shown = page(open_office("haddad"))
    assert not [each for each in shown.send.findChildren(TickField) if each.text() == "Großdruck"]


def test_an_office_without_an_address_is_told_so_and_led_to_the_settings(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "privacy_notice")
    banner = next(each for each in shown.send.findChildren(Banner) if "Briefkopf" in each.accessibleName())
    assert all(word in banner.accessibleName() for word in ("Straße", "Postleitzahl", "Ort"))
    press(banner, "Einstellungen öffnen")
    office.settle()
    assert office.shell.place.page == "settings"


def test_a_complete_letterhead_is_not_spoken_of(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    address = {"name": "Büro", "street": "Weg 1", "postal_code": "39999", "place": "Musterstadt"}
    set_office(office.office.desk, address)
    shown = page(office, "privacy_notice")
    assert not [each for each in shown.send.findChildren(Banner) if "Briefkopf" in each.accessibleName()]


def test_a_day_that_is_none_reaches_no_letter_and_stays_to_be_put_right(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    shown = page(office, "appointment")
    day, time = shown.findChildren(DateField)[0], shown.findChildren(TimeField)[0]
    for typed, wanted in (("30.02.2027", ""), ("26.02.2027", "2027-02-26")):
        day.setText(typed)
        day.editingFinished.emit()
        office.settle()
        assert dict(shown.order.typed).get("on", "") == wanted
        assert day.text() == typed and bool(shown.view and shown.view.pdf) == bool(wanted)
    assert "Freitag" in day.accessibleDescription()
    time.setText("25 Uhr")
    time.editingFinished.emit()
    office.settle()
    assert "at" not in dict(shown.order.typed) and "10:30" in time.accessibleDescription()
    day.setText("26.02.2020")
    day.editingFinished.emit()
    office.settle()
    assert "vorbei" in day.accessibleDescription() and shown.view and shown.view.pdf, "a hint, no refusal"
