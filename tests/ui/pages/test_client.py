"""The client view: alone in the window, in the visitor's direction, and back behind the cover."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.ui import printing
from welcomedesk.ui.pages.client import ClientPage


def shown(office: Open) -> ClientPage:
    office.go("case", "haddad")
    office.shell.do("client")
    office.settle()
    page = office.shell.view
    assert isinstance(page, ClientPage)
    return page


def words(page: ClientPage) -> str:
    return " ".join(str(each.property("text") or "") for each in page.findChildren(QWidget))


def test_the_key_turns_the_case_round_and_back_again_behind_the_cover(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = shown(office)
    assert page.window_title() == "Kundenansicht"
    covered: list[str] = []
    office.shell.cover_wanted.connect(lambda: covered.append(office.shell.place.page))
    office.shell.do("client")
    assert covered == ["client"] and office.shell.place.page == "case"


def test_neither_name_nor_number_is_on_the_page(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    said = words(shown(office))
    assert "Haddad" not in said and "2026-" not in said
    assert not office.shell.header.isVisible()


def test_arabic_runs_from_right_to_left_and_the_bar_of_the_adviser_does_not(open_office: OpenOffice) -> None:
    page = shown(open_office("haddad"))
    assert page._scroll.body.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert page.back.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_another_language_is_chosen_and_kept_over_a_lock(open_office: OpenOffice) -> None:
    office = open_office("haddad")
    page = shown(office)
    page._choose_language("uk")
    office.settle()
    assert page._scroll.body.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert page.keep()["language"] == "uk"


@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_the_text_grows(open_office: OpenOffice, size: str) -> None:
    page = shown(open_office("haddad"))
    page._choose_size(size)
    assert page._size == size


def test_the_sheet_is_printed_without_a_name_in_the_job(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[str] = []
    monkeypatch.setattr(printing, "print_pdf", lambda _parent, pdf, job, *_done: jobs.append(job) or pdf)
    office = open_office("haddad")
    shown(office)
    office.shell.do("print")
    office.settle()
    assert jobs == ["Checkliste"]
