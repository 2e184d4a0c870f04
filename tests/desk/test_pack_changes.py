"""Which open cases another version of the packs touches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.real import RealDesk, real_desk
from welcomedesk import bootstrap, paths
from welcomedesk.bootstrap import TwoVersions
from welcomedesk.desk import cases, pack_changes, referrals
from welcomedesk.desk.pack_changes import TouchedCase
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.pack_changes import PackChange


def another(folder: Path, pack: str, old: str, new: str) -> TwoVersions:
    """The shipped packs against a copy of one in which a text is replaced."""
    place = folder / pack
    shutil.copytree(paths.resources() / "packs" / pack, place)
    hits = 0
    for file in place.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        hits += text.count(old)
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert hits, f"the pack {pack} does not say {old}"
    versions = bootstrap.two_versions(place, None)
    return TwoVersions(versions.new, versions.old, versions.packs)  # the copy is the newer one here


def look(real: RealDesk, versions: TwoVersions) -> tuple[tuple[PackChange, ...], tuple[TouchedCase, ...]]:
    found = pack_changes.changes(versions.old, versions.new, versions.packs)
    return found, pack_changes.touched(real.desk, versions.old, versions.new, found)


def test_a_changed_condition_names_the_runs_whose_verdict_turns(tmp_path: Path) -> None:
    real = real_desk("haddad")
    run = real.desk.store.case(real.case("haddad")).all("run")[0]  # type: ignore[union-attr]
    assert run.text("guide") == "recognition"
    versions = another(tmp_path, "recognition-st", "state_recognised != no", "state_recognised = no")
    found, (case,) = look(real, versions)
    assert any(field.aspect == "condition" for change in found for field in change.fields)
    assert case.id == real.case("haddad") and case.runs[0].guide == "recognition"
    assert ("applies", "excluded") in case.runs[0].verdicts.values()


def test_a_broken_version_is_named_and_not_compared(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as error:
        another(tmp_path, "recognition-st", "qual_kind = vocational", "qual_kind = nothing")
    assert error.value.code == "broken_pack" and "nothing" in error.value.sentence()


def test_a_folder_without_packs_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=tmp_path.name):
        bootstrap.two_versions(tmp_path, None)


def test_a_closed_case_is_left_alone(tmp_path: Path) -> None:
    real = real_desk("haddad")
    cases.close_case(real.desk, real.case("haddad"), "reached")
    versions = another(tmp_path, "recognition-st", "state_recognised != no", "state_recognised = no")
    assert look(real, versions)[1] == ()


def test_adopted_steps_that_changed_are_named(tmp_path: Path) -> None:
    real = real_desk("haddad")
    items = real.desk.store.case(real.case("haddad")).all("item")  # type: ignore[union-attr]
    checklist, step = items[0].text("checklist"), items[0].text("step")
    versions = another(tmp_path, items[0].text("pack"), f'id = "{step}"', f'id = "{step}_new"')
    _found, touched = look(real, versions)
    assert any(f"step {checklist}/{step}" in item.because for item in touched[0].items)


def test_a_referral_under_way_to_a_changed_contact_is_named(tmp_path: Path) -> None:
    real = real_desk("haddad")
    contact = next(str(row["id"]) for row in real.desk.library.rows("contact"))
    made = referrals.begin(real.desk, real.case("haddad"), contact)
    versions = another(tmp_path, "contacts-st", f'id = "{contact}"', f'id = "{contact}-neu"')
    _found, (case,) = look(real, versions)
    assert [(each.ref, each.contact) for each in case.referrals] == [(made.value, contact)]
    referrals.step(real.desk, case.id, made.value, "withdrawn")
    assert all(not each.referrals for each in look(real, versions)[1])
