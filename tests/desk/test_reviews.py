"""Care of contents: what is due for review, and "still valid" in one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.desks import FixedClock, make_desk
from tests.helpers.pack_folders import pack
from welcomedesk.desk import core, knowledge, reviews
from welcomedesk.desk.core import Desk
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.library import KnowledgeItem
from welcomedesk.packs.shelf import open_shelf

NOTES = """
[[source]]
id = "s1"
title = "Seite"
page_date = "2020-01-01"
read = "2026-05-20"

[[source]]
id = "s2"
title = "Andere Seite"
read = "2026-11"

[[note]]
id = "old"
title = {de = "Alt", en = "Old"}
text = {de = "Text", en = "Text"}
source = ["s1"]
status = "S"

[[note]]
id = "new"
title = {de = "Neu", en = "New"}
text = {de = "Text", en = "Text"}
source = ["s2"]
status = "S"

[[checklist]]
id = "list"
title = {de = "Liste", en = "List"}
  [[checklist.step]]
  id = "go"
  title = {de = "Gehen", en = "Go"}
  source = ["s1"]
  status = "S"

[[checklist]]
id = "other"
title = {de = "Andere", en = "Other"}
  [[checklist.step]]
  id = "go"
  title = {de = "Gehen", en = "Go"}
  source = ["s1"]
  status = "S"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    pack(tmp_path, "p", notes=NOTES)
    head = tmp_path / "p" / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8") + "review_months = 6\n", encoding="utf-8")
    return make_desk(library=open_shelf(tmp_path), clock=FixedClock())


def due(desk: Desk, on: str = "2026-11-23") -> list[str]:
    found = reviews.due_for_review(desk.library, date.fromisoformat(on), "de", core.office(desk))
    return [each.item.key for each in found]


def item(desk: Desk, kind: str, key: str) -> KnowledgeItem:
    return next(each for each in desk.library.statements(kind, "de") if each.key == key)


def test_what_was_read_longer_ago_than_the_interval_is_due_longest_first(desk: Desk) -> None:
    assert due(desk) == ["p/step/list/go", "p/step/other/go", "p/note/old"]
    assert due(desk, "2026-11-19") == []
    assert due(desk, "2027-05-01")[-1] == "p/note/new"  # read in November 2026, no day named


def test_still_valid_counts_from_today_with_name_and_goes_back(desk: Desk) -> None:
    old = item(desk, "note", "p/note/old")
    done = reviews.still_valid(desk, old)
    assert "p/note/old" not in due(desk)
    review = knowledge.detail(desk, old).review
    assert review is not None
    assert (review.last, review.by, review.due) == ("2026-11-23", "A. Beispiel", "2027-05-23")
    core.undo(desk, done)
    assert "p/note/old" in due(desk)


def test_steps_of_the_same_name_in_two_lists_are_two_statements(desk: Desk) -> None:
    reviews.still_valid(desk, item(desk, "step", "p/step/list/go"))
    assert due(desk) == ["p/step/other/go", "p/note/old"]


def test_a_newer_source_goes_before_an_older_check(desk: Desk) -> None:
    new = item(desk, "note", "p/note/new")
    desk.clock.forward(days=-60)  # type: ignore[attr-defined]
    reviews.still_valid(desk, new)
    review = reviews.review_of(desk.library, new, core.office(desk))
    assert (review.last, review.by) == ("2026-11-01", "")


def test_a_pack_without_an_interval_is_never_due(tmp_path: Path) -> None:
    pack(tmp_path, "p", notes=NOTES)
    assert due(make_desk(library=open_shelf(tmp_path)), "2040-01-01") == []


def test_only_what_is_installed_can_be_confirmed(desk: Desk) -> None:
    with pytest.raises(DeskError):
        reviews.still_valid(desk, KnowledgeItem("p", "note", "gone", "", "", "", "S", "", "", ""))
