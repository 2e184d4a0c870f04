"""Every offer of the network's programmes is found where `docs/network-programmes.md` says it is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from welcomedesk import paths
from welcomedesk.domain import plans
from welcomedesk.packs.checker import check
from welcomedesk.packs.compiler import compile_pack
from welcomedesk.packs.reader import PackLibrary
from welcomedesk.packs.shelf import open_shelf

PAGE = Path(__file__).parents[2] / "docs" / "network-programmes.md"
PROGRAMMES = (
    "WelKMU",
    "Fachkraft im Fokus",
    "Jobbrücke PLUS",
    "IQ",
    "LAMSA",
    "Netzwerk Willkommenskultur",
    "ZEMIGRA",
    "Total Expat Care",
)
ENDED = {"WelKMU": "2017", "Jobbrücke PLUS": "2021", "ZEMIGRA": "2019"}
Row = tuple[str, str, str, str, str]


@cache
def library() -> PackLibrary:
    return open_shelf(paths.resources() / "packs")


def table() -> list[Row]:
    """Programme, offer, kind, pack and id of every line of the table."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`" in line]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    return [(row[0], row[1], row[2], row[3], row[4]) for row in cells]


ROWS = table()


def find(kind: str, pack: str, name: str) -> str:
    """The German text of the thing a row names; empty where there is none."""
    lib = library()
    if kind == "checklist" or kind == "plan":
        wanted = f"plan_{name}" if kind == "plan" else name
        there = lib.checklist(wanted)
        return " ".join(say.get("de", "") for say in (there.title, there.text)) if there and there.pack == pack else ""
    if kind == "guide":
        return next((str(each.title["de"]) for each in lib.guides() if (each.id, each.pack) == (name, pack)), "")
    if kind == "contact":
        return lib.contact(name).name
    found = [each for each in lib.statements(kind, "de") if (each.pack, each.id) == (pack, name)]
    return found[0].title + " " + found[0].text if found else ""


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[2]}-{row[4]}" for row in ROWS])
def test_each_row_of_the_table_opens(row: Row) -> None:
    _programme, _offer, kind, pack, name = row
    assert find(kind, pack, name)


def test_every_programme_stands_in_the_table() -> None:
    assert set(PROGRAMMES) == {row[0] for row in ROWS}


def test_everything_of_the_pack_stands_in_the_table() -> None:
    doc = library().document("network")
    there = {(kind, str(row["id"])) for kind in ("plan", "checklist", "note") for row in doc[kind]}
    assert there == {(row[2], row[4]) for row in ROWS if row[3] == "network"}


def test_the_five_formats_can_be_run_as_they_stand() -> None:
    rows = library().rows("plan")
    assert len(rows) == 5
    for row in rows:
        assert list(plans.problems(plans.plan_from_row(row, "network"))) == [], row["id"]
        for step in (*row["prepare"], *row["follow_up"]):
            assert {"de", "en"} <= set(step["title"]), step


def test_a_plan_that_cannot_be_run_is_told_what_it_lacks() -> None:
    row = dict(library().rows("plan")[0]) | {"minutes": 90, "roles": [], "participants": {}, "participant_list": []}
    row["follow_up"] = [{"id": "late", "title": {"de": "a", "en": "a"}, "due": {"after": "start", "days": 3}}]
    row["prepare"] = [{"id": "early", "title": {"de": "a", "en": "a"}, "due": {"after": "event", "days": 3}}]
    assert len(list(plans.problems(plans.plan_from_row(row, "network")))) == 7


def test_the_twelve_modules_say_what_who_and_when() -> None:
    modules = [each for each in library().checklists() if each.id.startswith("care_")]
    assert len(modules) == 12
    for each in modules:
        assert each.text["de"] and each.text["en"]
        assert all(step.title["de"] and step.title["en"] and step.who for step in each.steps), each.id
        assert any(step.due for step in each.steps), each.id
        assert sum(step.due is None for step in each.steps) <= 1, each.id


def test_ended_programmes_say_so_and_name_who_stands_in_their_place() -> None:
    for programme, year in ENDED.items():
        texts = " ".join(find(row[2], row[3], row[4]) for row in ROWS if row[0] == programme and row[2] == "note")
        assert year in texts, programme
    jobbridge = library().checklist("jobbridge")
    assert jobbridge is not None and "31.12.2021" in jobbridge.text["de"]
    assert {"wir-programm", "fluechtlingsrat", "awo-spi"} <= {step.office for step in jobbridge.steps}
    assert not library().contact("jobbruecke-plus").referral


def test_no_step_sends_anybody_to_a_contact_that_has_ended() -> None:
    offices = {step.office for each in library().checklists() if each.pack == "network" for step in each.steps}
    for office in offices & {contact["id"] for contact in library().rows("contact")}:
        assert library().contact(office).lifecycle != "ended", office


def test_the_network_works_together_in_six_ways_and_recommends_to_each_target_group() -> None:
    work = library().checklist("welcome_culture_work")
    assert work is not None and len(work.steps) == 6
    groups = [row for row in library().document("network")["note"] if row["id"].startswith("recommend_")]
    assert len(groups) >= 6


def test_the_pack_has_no_problem_and_no_amount_in_its_texts() -> None:
    names = ("network", "employers", "residence", "recognition-st", "contacts-st", "regions-st")
    checked = check([compile_pack(paths.resources() / "packs" / name) for name in names])
    assert [problem.line_of_text() for problem in checked[0].problems] == []
    whole = str({part: checked[0].doc[part] for part in ("note", "checklist", "plan")})
    assert re.findall(r"\d[\d.,]*\s?(?:€|EUR\b|Euro\b)|€\s?\d", whole) == []
