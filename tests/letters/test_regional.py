"""The regional guide: every office that works, once, and registers that name the right page."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from tests.helpers.directory import a_contact, shipped_directory, shipped_regions
from tests.helpers.pdf_pages import pages
from welcomedesk.domain.contacts import Period, Words
from welcomedesk.domain.directory import directory, turned_down
from welcomedesk.domain.regional_guide import RegionalGuide, regional_guide
from welcomedesk.domain.saying import Speaker
from welcomedesk.i18n import in_language
from welcomedesk.letters import ReportlabPrinter

TODAY = date(2026, 11, 23)


def guide(language: str = "de", contacts=None) -> RegionalGuide:
    found = contacts or shipped_directory()
    return regional_guide(found, TODAY, Speaker(in_language(language), language, found.regions))


@cache
def texts(language: str = "de") -> tuple[str, ...]:
    return tuple(" ".join(page.text.split()) for page in pages(ReportlabPrinter().regional_guide(guide(language))))


def test_every_office_that_works_is_printed_once_and_no_other():
    printed = [entry.id for chapter in guide().chapters for entry in chapter.entries]
    wanted = {c.id for c in shipped_directory().contacts if not turned_down(c, TODAY)}
    assert len(printed) == len(set(printed))
    assert set(printed) == wanted


def test_all_districts_have_a_chapter_and_the_whole_state_follows():
    titles = [chapter.title for chapter in guide().chapters]
    assert set(titles[:14]) == {district.full_name for district in shipped_regions().districts.values()}
    assert len(titles) == 16


@pytest.mark.parametrize("language", ["de", "en"])
def test_contents_name_the_page_on_which_a_chapter_begins(language):
    found = texts(language)
    for chapter in guide(language).chapters:
        number = re.search(re.escape(chapter.title) + r" (\d+)\b", found[0])
        assert number, chapter.title
        assert found[int(number.group(1)) - 1].startswith(chapter.title)


def test_register_names_the_page_of_the_office():
    found = texts()
    (number,) = {int(n) for page in found[-6:] for n in re.findall(r"Handwerkskammer Magdeburg (\d+)\b", page)}
    assert "Handwerkskammer Magdeburg Handwerkskammer" in found[number - 1]


def test_ended_office_is_left_out_and_an_own_one_with_markup_in_its_offer_is_plain_text():
    contacts = directory(
        [
            a_contact("gone", period=Period(end="2020"), lifecycle="ended"),
            a_contact("here", name="Verein Größe", offer=Words(de="<b>fett</b> & mehr")),
        ],
        shipped_regions(),
    )
    made = guide(contacts=contacts)
    text = " ".join(page.text for page in pages(ReportlabPrinter().regional_guide(made)))
    assert "<b>fett</b> & mehr" in text
    assert "Contact gone" not in text


def test_a_guide_without_any_office_is_still_a_guide():
    made = guide(contacts=directory([], shipped_regions()))
    assert made.chapters == ()
    assert len(pages(ReportlabPrinter().regional_guide(made))) >= 1


def test_the_same_guide_gives_the_same_bytes():
    assert ReportlabPrinter().regional_guide(guide()) == ReportlabPrinter().regional_guide(guide())
