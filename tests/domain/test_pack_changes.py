"""What changed between two versions of a pack."""

from __future__ import annotations

from typing import Any

from welcomedesk.domain.pack_changes import changes_between

ROW = {"value": "100.00", "valid_from": "2026-01-01", "source": ["s1"], "status": "S"}


def doc() -> dict[str, Any]:
    return {
        "pack": {"id": "p", "version": "1"},
        "figure": [{"id": "fee", "title": {"de": "Gebühr", "en": "Fee"}, "unit": "EUR", "rows": [dict(ROW)]}],
        "question": [{"id": "age", "kind": "number", "text": {"de": "Alter?", "en": "Age?"}}],
        "result": [{"id": "way", "title": {"de": "Weg", "en": "Way"}, "when": ["age > 17"], "source": ["s1"]}],
        "checklist": [{"id": "list", "title": {"de": "Liste"}, "step": [{"id": "go", "title": {"de": "Gehen"}}]}],
        "table": [{"id": "jobs", "rows": [{"id": "cook", "title": {"de": "Koch"}, "regulated": "no"}]}],
        "contact": [{"id": "office", "name": "Amt", "phone": "1"}],
    }


def told(new: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.id, each.change) for each in changes_between("p", doc(), new)]


def test_the_same_pack_has_no_changes() -> None:
    assert changes_between("p", doc(), doc()) == ()


def test_a_figure_shows_its_old_and_its_new_rows() -> None:
    new = doc()
    new["figure"][0]["rows"].append(dict(ROW, value="120.00", valid_from="2027-01-01"))
    (change,) = changes_between("p", doc(), new)
    (field,) = change.fields
    assert (change.kind, change.id, change.title, field.aspect) == ("figure", "fee", "Gebühr", "rows")
    assert [row["value"] for row in field.old] == ["100.00"]
    assert [row["value"] for row in field.new] == ["100.00", "120.00"]


def test_words_conditions_and_sources_are_told_apart() -> None:
    new = doc()
    new["result"][0] |= {"title": {"de": "Anderer Weg", "en": "Way"}, "when": ["age > 20"], "source": ["s2"]}
    (change,) = changes_between("p", doc(), new)
    assert {field.name: field.aspect for field in change.fields} == {
        "title": "words",
        "when": "condition",
        "source": "source",
    }


def test_a_step_or_a_row_changes_alone_not_with_its_list() -> None:
    new = doc()
    new["checklist"][0]["step"][0]["title"] = {"de": "Laufen"}
    new["table"][0]["rows"].append({"id": "baker", "title": {"de": "Bäcker"}})
    assert told(new) == [("step", "list/go", "changed"), ("row", "jobs/baker", "added")]


def test_what_is_gone_and_what_is_new_is_named() -> None:
    new = doc()
    new["contact"] = [{"id": "other", "name": "Anderes Amt"}]
    assert told(new) == [("contact", "office", "removed"), ("contact", "other", "added")]


def test_a_pack_that_is_not_there_counts_as_all_removed() -> None:
    assert {each.change for each in changes_between("p", doc(), {})} == {"removed"}
