"""Districts, towns, postal codes and distances."""

from __future__ import annotations

import json

import pytest

from tests.helpers.directory import RESOURCES, pack_rows, shipped_regions
from welcomedesk.domain.regions import Located, Point, UnknownPlace, distance_km

BORDER_CODES = """
06120 06333 06420 06456 06543 06632 06773 06774 39245
39264 39397 39517 39524 39606 39615 39624 39638
"""


def test_fourteen_districts_know_their_neighbours_both_ways():
    districts = shipped_regions().districts
    assert len(districts) == 14
    for district in districts.values():
        assert district.neighbours
        assert all(district.ags5 in districts[other].neighbours for other in district.neighbours)


def test_map_outlines_and_districts_are_the_same_fourteen():
    outlines = json.loads((RESOURCES / "map" / "districts.geojson").read_text(encoding="utf-8"))
    assert {each["properties"]["ags5"] for each in outlines["features"]} == set(shipped_regions().districts)
    notes = (RESOURCES / "map" / "ATTRIBUTIONS.md").read_text(encoding="utf-8")
    assert "GeoBasis-DE / BKG 2017" in notes
    assert "GeoNames" in notes and "CC BY 4.0" in notes


def test_the_17_codes_on_a_border_ask_for_the_district():
    regions = shipped_regions()
    sure = [entry.code for entry in regions.postal_codes.values() if len(entry.districts) > 1 and entry.status == "S"]
    assert sorted(sure) == BORDER_CODES.split()
    for code in BORDER_CODES.split():
        located = regions.locate(postal_code=code)
        assert located.district == ""
        assert located.ask == regions.postal_code(code).districts


def test_two_more_codes_ask_although_only_one_source_says_so():
    entries = shipped_regions().postal_codes.values()
    assert sorted(each.code for each in entries if each.status == "K") == ["06862", "39619"]


def test_codes_of_homes_and_of_letters_are_told_apart():
    entries = shipped_regions().postal_codes.values()
    assert sum(entry.kind == "homes" for entry in entries) == 214
    assert sum(entry.kind == "letters" for entry in entries) == 59
    assert shipped_regions().locate(postal_code="39085").district == "15003"


def test_every_code_and_town_lies_in_a_known_district():
    regions = shipped_regions()
    for entry in regions.postal_codes.values():
        assert set(entry.districts) <= set(regions.districts), entry.code
    assert len(regions.towns) == 70
    assert {town.ags5 for town in regions.towns} == set(regions.districts)


def test_ids_are_unique():
    for table in ("district", "town", "postal_code"):
        ids = [row["id"] for row in pack_rows("regions-st")[table]]
        assert len(ids) == len(set(ids)), table


def test_chosen_district_settles_a_code_on_the_border():
    assert shipped_regions().locate(postal_code="06120", district="15088").district == "15088"


def test_town_settles_a_code_on_the_border():
    assert shipped_regions().locate(postal_code="06120", place="Halle (Saale)").district == "15002"


@pytest.mark.parametrize(
    ("place", "district"),
    [("halle", "15002"), ("Wittenberg", "15091"), ("Köthen (Anhalt)", "15082"), ("ZERBST", "15082"), ("Brocken", "")],
)
def test_place_is_found_in_any_usual_spelling(place, district):
    assert shipped_regions().locate(place=place).district == district


def test_village_of_the_same_name_in_two_districts_asks():
    located = shipped_regions().locate(place="Jerchel")
    assert located.district == ""
    assert len(located.ask) > 1


def test_nothing_known_is_nothing_found():
    assert shipped_regions().locate() == Located()


def test_unknown_district_is_an_error():
    with pytest.raises(UnknownPlace, match="12345"):
        shipped_regions().locate(district="12345")


def test_distance_between_magdeburg_and_halle_is_right():
    """Cathedral squares are about 75 km apart as the crow flies; the points here are the town centres."""
    magdeburg, halle = shipped_regions().town("Magdeburg")[0].point, shipped_regions().town("Halle")[0].point
    assert distance_km(magdeburg, halle) == pytest.approx(76.2, abs=1)
    assert distance_km(magdeburg, magdeburg) == 0
    assert distance_km(None, halle) is None


def test_one_degree_of_latitude_is_111_km():
    assert distance_km(Point(51, 11), Point(52, 11)) == pytest.approx(111.2, abs=0.1)
