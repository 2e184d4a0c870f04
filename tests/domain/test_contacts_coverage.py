"""How well the districts are served: what counts as reachable, and what is named as missing."""

from __future__ import annotations

from datetime import date

from tests.helpers.directory import a_contact, shipped_directory, shipped_regions
from welcomedesk.domain.contacts import KeepsLists, OfficeCheck, OfficeView, Period
from welcomedesk.domain.coverage import (
    EVERYWHERE,
    FAIR,
    GOOD,
    HERE,
    NONE,
    THIN,
    UNSURE,
    WIDE,
    DistrictCoverage,
    coverage,
)
from welcomedesk.domain.directory import directory

TODAY = date(2026, 11, 21)


def of_magdeburg(*contacts: object, **asked: object) -> DistrictCoverage:
    found = coverage(directory(contacts, shipped_regions()), TODAY, **asked)  # type: ignore[arg-type]
    return next(each for each in found if each.district == "15003")


def test_every_district_stands_there_with_every_topic():
    found = coverage(shipped_directory(), TODAY)
    assert {each.district for each in found} == set(shipped_regions().districts)
    assert {len(each.topics) for each in found} == {12}


def test_shipped_gaps_are_those_that_the_editors_wrote_down():
    """Facts: table *By district* of the contacts dossier, column *not sourced here*."""
    missing = {each.district: {m.kind for m in each.missing} for each in coverage(shipped_directory(), TODAY)}
    for district in ("15081", "15082", "15086", "15087", "15090", "15091"):
        wanted = {"migration_counselling_mbe", "youth_migration_service_jmd", "language_course_provider", "jobcenter"}
        assert wanted <= missing[district], district
    assert "youth_migration_service_jmd" not in missing["15003"]


def test_a_district_with_more_gaps_has_a_worse_grade():
    grades = {each.district: each.grade for each in coverage(shipped_directory(), TODAY)}
    assert (grades["15003"], grades["15083"], grades["15084"]) == (GOOD, FAIR, THIN)


def test_levels_go_from_reachable_to_nobody():
    asked = {"topics": ("work",)}
    wide = a_contact("wide", districts=("ST",))
    silent = a_contact("silent", phone="")
    assert of_magdeburg(a_contact(), wide, **asked).topics == {"work": HERE}
    assert of_magdeburg(silent, wide, **asked).topics == {"work": UNSURE}
    assert of_magdeburg(wide, **asked).topics == {"work": WIDE}
    assert of_magdeburg(a_contact(districts=("15002",)), **asked).topics == {"work": NONE}


def test_doubtful_office_counts_once_somebody_checked_it():
    doubtful = a_contact(lifecycle="unclear")
    assert of_magdeburg(doubtful, topics=("work",)).gaps == ("work",)
    checked = a_contact(lifecycle="unclear", office=OfficeView(checks=(OfficeCheck("2026-11-20", "AB"),)))
    assert of_magdeburg(checked, topics=("work",)).gaps == ()


def test_ended_office_serves_nobody():
    assert of_magdeburg(a_contact(period=Period(end="2025")), topics=("work",)).topics == {"work": NONE}


def test_group_and_language_narrow_what_counts():
    office = a_contact(target_groups=("student",), languages=("de", "ar"))
    assert of_magdeburg(office, topics=("work",), group="employer").gaps == ("work",)
    assert of_magdeburg(office, topics=("work",), group="student").gaps == ()
    assert of_magdeburg(office, topics=("work",), language="vi").gaps == ("work",)
    assert of_magdeburg(office, topics=("work",), language="ar").gaps == ()


def test_missing_kind_names_who_keeps_the_current_list():
    keeper = a_contact("keeper", districts=("DE",), keeps_lists=KeepsLists(("jobcenter",), ("work",)))
    found = {each.kind: each for each in of_magdeburg(keeper, a_contact("jc", kind="jobcenter", phone="")).missing}
    assert set(found) == set(EVERYWHERE)
    assert [each.id for each in found["jobcenter"].keepers] == ["keeper"]
    assert found["jobcenter"].known and not found["foreigners_authority"].known
