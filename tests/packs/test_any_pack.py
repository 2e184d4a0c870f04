"""Whatever stands in a pack: the compiler names it and never falls over, and a guide made from it still answers."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.guides import doc, result
from welcomedesk.domain.guides import evaluate, guide_from_doc
from welcomedesk.packs.compiler import compile_folder

GOOD: dict[str, Any] = doc(
    result("a", "goal = work", "salary >= figure.FLOOR", more='authorities = ["x"]\npapers = ["D1"]\nnext = ["b"]')
    + result("b", "points > 2", kind="step", more='due = {after = "start", days = 3}\nneeds = []')
    + """
[[derived]]
id = "points"
kind = "number"
title = {de = "Punkte", en = "Points"}
sum = [{when = "licence", then = 3}]

[[paper]]
id = "D1"
title = {de = "Pass", en = "Passport"}

[[checklist]]
id = "c"
title = {de = "Liste", en = "List"}
for = ["a"]
steps = [{id = "s", title = {de = "s", en = "s"}, papers = ["D1"], due = {after = "start", days = 2}, if = "licence"}]

[[contradiction]]
id = "k"
when = "licence and goal = study"
text = {de = "t", en = "t"}
way_out = {de = "w", en = "w"}
"""
)

junk = st.sampled_from(
    [
        None,
        "",
        "x",
        "goal = ",
        "a.b.c",
        0,
        -1,
        1.5,
        True,
        [],
        {},
        [1],
        [None],
        {"de": 1},
        [{"id": None}],
        "figure.FLOOR",
        "{0}",
        [[]],
    ]
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, item in inner:
        found += paths_in(item, (*path, key))
    return found


PATHS = paths_in(GOOD)


def spoilt(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made = copy.deepcopy(GOOD)
    holder: Any = made
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return made


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), junk)
def test_a_spoilt_pack_is_named_or_harmless(tmp_path: Path, path: tuple[Any, ...], value: Any):
    folder = tmp_path / "small"
    folder.mkdir(exist_ok=True)
    (folder / "pack.json").write_text(json.dumps(spoilt(path, value)), encoding="utf-8")
    (pack,) = compile_folder(tmp_path)
    for problem in pack.problems:
        assert problem.line_of_text()
        assert not re.search(r"\{[a-z_]+\}", problem.sentence()), problem.what
    if not pack.broken and pack.doc.get("guide"):
        json.dumps(evaluate(guide_from_doc(pack.doc), {}, date(2026, 11, 21)).to_json())
