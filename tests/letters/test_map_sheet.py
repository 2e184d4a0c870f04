"""The printed map: every district by name, the numbers of the list on the map, and the list itself."""

from __future__ import annotations

from dataclasses import replace

from tests.helpers.pdf_pages import pages
from welcomedesk.domain.map_sheet import CROSSED, HATCHED, MapDistrict, MapLine, MapPoint, MapSheet
from welcomedesk.letters import ReportlabPrinter

SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
WORDS = {"page": "Seite {page} von {pages}", "here": "Ort des Falls", "fits": "passt", "other": "andere"}


def sheet(lines: int = 3) -> MapSheet:
    return MapSheet(
        title="Stellen",
        subtitle="für Fall 2026-0001",
        language="de",
        districts=(
            MapDistrict("Nordkreis", (SQUARE,), (50.0, 50.0), HATCHED),
            MapDistrict("Südkreis", (tuple((x, y + 100) for x, y in SQUARE),), (50.0, 150.0), CROSSED),
        ),
        points=(MapPoint(20.0, 20.0, "1", fits=True), MapPoint(70.0, 160.0, "12", fits=False)),
        groups=(("Passt", tuple(MapLine(str(n), f"Stelle <b>{n}</b>", ("Telefon 1",)) for n in range(1, lines + 1))),),
        words=WORDS,
        notes=("© GeoBasis-DE",),
        here=(50.0, 120.0),
        legend=((HATCHED, "7 bis 9"), (CROSSED, "0 bis 6")),
    )


def test_map_list_legend_and_source_stand_on_the_sheet():
    found = list(pages(ReportlabPrinter().map_sheet(sheet())))
    text = " ".join(found[0].text.split())
    for words in (
        "Nordkreis",
        "Südkreis",
        "7 bis 9",
        "0 bis 6",
        "© GeoBasis-DE",
        "Ort des Falls",
        "für Fall 2026-0001",
    ):
        assert words in text
    assert "Stelle <b>1</b>" in " ".join(each.text for each in found)


def test_number_of_the_list_stands_at_its_place_on_the_map():
    (first, *_rest) = pages(ReportlabPrinter().map_sheet(sheet()))
    # 200 units fill the 186 mm that are there: 0.93 mm each; the map is 93 mm wide and stands in the middle.
    left = (210 - 93) / 2
    assert "1" in first.within(left + 10, 40, left + 30, 75)


def test_long_list_goes_on_over_pages_with_their_numbers():
    found = list(pages(ReportlabPrinter().map_sheet(sheet(60))))
    assert len(found) > 2
    assert f"Seite 1 von {len(found)}" in found[0].text


def test_same_sheet_gives_the_same_bytes():
    assert ReportlabPrinter().map_sheet(sheet()) == ReportlabPrinter().map_sheet(sheet())


def test_many_numbers_at_one_place_stand_in_a_box_inside_the_sheet():
    full = replace(sheet(), points=(MapPoint(95.0, 20.0, "9", fits=True, words="1–4, 7, 9–11"),))
    (first, *_rest) = pages(ReportlabPrinter().map_sheet(full))
    assert "1–4, 7, 9–11" in first.within(20, 30, 190, 80)
