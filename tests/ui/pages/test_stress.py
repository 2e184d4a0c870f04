"""What no sample holds: names of 300 characters or from right to left, 500 tasks of today, 2,000 entries; 800 × 460."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from pytestqt.exceptions import TimeoutError

from tests.gallery.layout import complaints
from tests.ui.pages.conftest import Open, OpenOffice
from welcomedesk.desk import cases, tasks
from welcomedesk.ui.pages.case_tabs import TABS

SIZES = [(800, 460), (1440, 900)]
TODAY = date(2026, 11, 23)
NAMES = {
    "long": "Amira " + "Al-Hamidi " * 30,
    "unbroken": "Ü" * 300,
    "arabic": "محمد عبد الرحمن الأحمد",
}
"""A name of 300 characters with and without a place to break it, and one from right to left."""

PLACES = ("today", "cases", "reports", "handover", "retention", "privacy")


def with_name(office: Open, name: str) -> str:
    """A case of somebody with this name that shows it wherever it can: task, paper, referral, summary."""
    desk = office.office.desk
    words = NAMES[name][:300].strip()
    facts = {
        "case.summary": f"{words} sucht Arbeit als Pflegefachkraft (§ 16d) in Halle.",
        "person.place": words[:120],
        "paper:a.title": f"Zeugnis von {words}",
        "consultation:a.at": "2026-11-23",
        "consultation:a.note": f"Gespräch mit {words} über B1.",
        "vacancy:a.title": words,
    }
    made = cases.open_case(desk, "person", words, facts).value.id
    tasks.add_task(desk, made, f"{words} anrufen", TODAY)
    return made


def faults(office: Open) -> list[str]:
    found: list[str] = []

    def whole() -> bool:
        found[:] = complaints(office.shell)
        return not found

    # A busy machine may still owe the page its last layout; what is really cut stays so.
    with suppress(TimeoutError):
        office.qtbot.waitUntil(whole, timeout=3_000)
    return found


def opened(open_office: OpenOffice, size: tuple[int, int]) -> Open:
    office = open_office("haddad", width=size[0], height=size[1])
    office.go("today")
    office.shell.resize(*size)  # before its first page stands, a shell without its window is wider
    return office


@pytest.mark.parametrize("size", SIZES, ids=["800x460", "1440x900"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_nobody_expected_cuts_and_covers_nothing(
    open_office: OpenOffice, name: str, size: tuple[int, int]
) -> None:
    office = opened(open_office, size)
    made = with_name(office, name)
    found = {}
    for page in PLACES:
        office.go(page)
        found[page] = faults(office)
    for tab in TABS:
        if tab.only in ("", "person"):
            office.go("case", made, tab.name)
            found[tab.name] = faults(office)
    for page, tab in (("letter", "free"), ("letter", "case_summary"), ("client", ""), ("cases", "new")):
        office.go(page, made if page != "cases" else "", tab)
        found[f"{page} {tab}"] = faults(office)
    assert {where: said for where, said in found.items() if said} == {}
    assert (office.shell.width(), office.shell.height()) == size


@pytest.mark.parametrize("size", SIZES, ids=["800x460", "1440x900"])
def test_five_hundred_tasks_and_two_thousand_entries_cut_and_cover_nothing(
    open_office: OpenOffice, size: tuple[int, int]
) -> None:
    office = opened(open_office, size)
    desk, case = office.office.desk, office.office.case("haddad")
    todo = {"due": TODAY.isoformat(), "kind": "task", "state": "open", "adviser": desk.actor}
    work = {
        f"task:n{number}.{name}": value
        for number in range(500)
        for name, value in {**todo, "what": f"Aufgabe {number} mit einem Titel, der in keine Zeile passt"}.items()
    }
    papers = {f"paper:n{number}.title": f"Unterlage {number}" for number in range(200)}
    talks = {f"consultation:n{number}.note": f"Gespräch {number}" for number in range(800)}
    family = {f"family_member:n{number}.name": f"Kind {number}" for number in range(1_000)}
    cases.set_fields(desk, case, work | papers | talks | family)
    found = {}
    for page in ("today", "cases", "reports"):
        office.go(page)
        found[page] = faults(office)
    for tab in TABS:
        if tab.only in ("", "person"):
            office.go("case", case, tab.name)
            found[tab.name] = faults(office)
    assert {where: said for where, said in found.items() if said} == {}
    assert (office.shell.width(), office.shell.height()) == size
