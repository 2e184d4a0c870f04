"""The duties of companies come from the packs, with the day they count from."""

from __future__ import annotations

from dataclasses import replace

from tests.helpers.real import real_desk
from welcomedesk.desk import duties, knowledge


def test_a_company_is_told_what_the_law_asks_of_it_and_by_when() -> None:
    desk = real_desk("elbaue").desk
    found = {duty.title: duty for duty in duties.of_companies(desk)}
    assert len(found) == 3
    check = found["Arbeitsberechtigung prüfen und kopieren"]
    assert (check.law, check.days) == ("AufenthG § 4a Abs. 5; SGB III § 404", 0) and check.event
    assert "§§ 45b, 45c" in found["Hinweis auf Faire Integration geben"].law
    end = found["Vorzeitiges Ende der Ausländerbehörde melden"]
    assert end.days == 28 and "erfährt" in end.event


def test_every_duty_leads_to_its_statement_with_its_sources() -> None:
    desk = real_desk("elbaue").desk
    for duty in duties.of_companies(desk):
        pack, kind, name = duty.item.split("/")
        assert knowledge.find(desk, pack, kind, name) is not None, duty.title


def test_duties_speak_the_language_of_the_window() -> None:
    desk = replace(real_desk("elbaue").desk, language="en")
    assert "Check and copy the right to work" in [duty.title for duty in duties.of_companies(desk)]
