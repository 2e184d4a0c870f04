"""The page of data protection and the tab of a case, through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.helpers.fake_backend import PASSPHRASE
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, letters, referrals
from welcomedesk.desk import office as offices
from welcomedesk.desk.letters import Order
from welcomedesk.domain.errors import DeskError
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.pages.case import CasePage
from welcomedesk.ui.pages.case_tabs.facts import FactsTab
from welcomedesk.ui.pages.case_tabs.privacy import PrivacyTab
from welcomedesk.ui.pages.privacy import PrivacyPage


def tab_of(office: Open, case: str) -> PrivacyTab:
    page = office.go("case", case, "privacy")
    assert isinstance(page, CasePage) and isinstance(page.tab, PrivacyTab)
    return page.tab


def page_of(office: Open) -> PrivacyPage:
    page = office.go("privacy")
    assert isinstance(page, PrivacyPage)
    return page


def press(office: Open, root: QWidget, words: str) -> None:
    next(each for each in root.findChildren(QPushButton) if each.text() == words).click()
    office.settle()


def dialog_of(office: Open) -> Dialog:
    return next(each for each in office.shell.findChildren(Dialog) if each.isVisible())


def real_case(office: Open) -> str:
    return cases.open_case(office.office.desk, "person", "Samir Haddad").value.id


def test_choosing_the_carrier_shows_law_and_authority_at_once(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office)
    page.carrier.kind.edited.emit("catholic")
    office.settle()
    assert offices.letterhead_fields(office.office.desk).text("carrier_kind") == "catholic"
    said = " ".join(each.text() for each in page.carrier.findChildren(QWidget) if hasattr(each, "text"))
    assert "KDG" in said and "Diözesandatenschutzbeauftragter" in said
    office.undo()
    assert offices.letterhead_fields(office.office.desk).text("carrier_kind") == ""


def test_a_locked_field_asks_for_its_basis_and_goes_on(open_office: OpenOffice) -> None:
    """One dialog with everything ready: Enter records the basis and the field; one undo takes both back."""
    office = open_office("haddad")
    desk, case = office.office.desk, real_case(office)
    offices.set_office(desk, {"carrier_kind": "private"})
    page = office.go("case", case, "facts")
    assert isinstance(page, CasePage) and isinstance(page.tab, FactsTab)
    page.tab._keep("person.residence_title", "Aufenthaltserlaubnis")
    office.settle()
    assert cases.show(desk, case).value("person", "residence_title") is None
    press(office, dialog_of(office), "Grundlage vermerken")
    now = cases.show(desk, case)
    assert now.value("person", "residence_title") == "Aufenthaltserlaubnis"
    assert (now.value("basis:counselling", "ground"), now.value("basis:counselling", "way")) == ("consent", "oral")
    office.undo()
    back = cases.show(desk, case)
    assert (back.value("person", "residence_title"), back.value("basis:counselling", "ground")) == (None, None)


def test_gaps_are_shown_and_closed_with_a_click(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, real_case(office)
    tab = tab_of(office, case)
    press(office, tab, "Übergabe vermerken")
    press(office, dialog_of(office), "Übergabe vermerken")
    (notice,) = cases.show(desk, case).all("notice")
    assert (notice.text("handed_on"), notice.text("language"), notice.text("version")) == (
        "2026-11-23",
        "de",
        "2026.11",
    )
    press(office, tab, "Grundlage vermerken")
    press(office, dialog_of(office), "Grundlage vermerken")
    assert cases.show(desk, case).value("basis:counselling", "ground") == "consent"


def test_a_withdrawal_is_one_click_and_stops_the_letter(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, office.office.case("haddad")
    about = cases.show(desk, case).one(office.office.referral("haddad"))
    tab = tab_of(office, "haddad")
    order = Order("referral", about.text("contact"), referral=about.ref)
    (consent,) = cases.show(desk, case).all("consent")
    tab.withdraw(consent.ref, "Einwilligung")
    press(office, dialog_of(office), "Zurücknehmen")
    assert not referrals.standing(desk, cases.show(desk, case), about.text("contact")).ok
    with pytest.raises(DeskError) as refused:
        letters.issue(desk, case, order)
    assert refused.value.code == "no_consent"


def test_restricting_wants_a_reason_and_hides_the_case(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    desk, case = office.office.desk, real_case(office)
    tab = tab_of(office, case)
    press(office, tab, "Akte einschränken")
    dialog = dialog_of(office)
    press(office, dialog, "Akte einschränken")
    assert dialog.isVisible() and not cases.show(desk, case).root.get("restricted")
    dialog.findChildren(LineField)[0].setText("Richtigkeit bestritten")
    press(office, dialog, "Akte einschränken")
    assert all(hit.row.id != case for hit in cases.search(desk, "Samir"))
    assert cases.show(desk, case).root.text("restricted_reason") == "Richtigkeit bestritten"


def test_the_log_is_read_on_request_and_notes_that(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    office.go("case", "haddad")
    page = page_of(office)
    assert [line.what for line in office.office.desk.store.accesses()] == ["opened"]
    press(office, page, "Protokoll zeigen")
    assert [line.what for line in office.office.desk.store.accesses()] == ["opened", "log"]
    assert page.log.table.model().rowCount() == 2


def test_the_catalogue_is_searched_by_words(open_office: OpenOffice) -> None:
    page = page_of(open_office("haddad"))
    everything = page.fields.table.model().rowCount()
    page.fields.words.setText("Staatsangehörigkeit")
    assert 1 <= page.fields.table.model().rowCount() < everything


def test_papers_are_saved_as_text(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office("haddad")
    page = page_of(office)
    saved: dict[str, bytes] = {}

    def keep(_parent: object, content: bytes, name: str, _words: str, _kinds: str) -> Path:
        saved[name] = content
        return tmp_path / name

    page.save_file = keep  # type: ignore[method-assign]
    for do in (page._save_record, page._save_catalogue, page._save_lost):
        do()
        office.settle()
    assert sorted(saved) == ["feldkatalog.md", "verarbeitungsverzeichnis.md", "verlorenes-geraet.md"]
    assert all(content.startswith(b"# ") for content in saved.values())


def test_the_report_of_another_device_comes_from_its_backup_in_the_window(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    office = open_office("haddad")
    page, saved = page_of(office), list[str]()

    def keep(_parent: object, _content: bytes, name: str, _words: str, _kinds: str) -> Path:
        saved.append(name)
        return tmp_path / name

    page.save_file = keep  # type: ignore[method-assign]
    dialog = page.report_from("/stick/lost.wdbackup")
    press(office, dialog, "Als Text sichern")
    assert dialog.secret_row.wrong() and not saved
    dialog.secret.field.setText("falsch")
    press(office, dialog, "Als Text sichern")
    assert dialog.secret_row.wrong() and dialog.isVisible() and not saved
    dialog.secret.field.setText(PASSPHRASE)
    press(office, dialog, "Als Text sichern")
    assert saved == ["verlorenes-geraet.md"]
    assert office.shell.context.session.asked[-1] == "lost /stick/lost.wdbackup"  # type: ignore[attr-defined]


def test_the_search_of_the_page_leaves_what_fits(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = page_of(office)
    page.search.setText("Laptop")
    QApplication.processEvents()
    assert [section for section in page.sections if section.isVisible()] == [page.lost]
