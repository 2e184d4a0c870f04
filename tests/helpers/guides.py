"""Small guides written as TOML, the way content editors write them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from welcomedesk.domain.guides import Evaluation, Guide, evaluate, guide_from_doc

DAY = date(2026, 11, 21)

HEAD = """
[pack]
id = "small"
version = "1"
title = {de = "Klein", en = "Small"}

[guide]
id = "small"
title = {de = "Kleiner Leitfaden", en = "Small guide"}
"""

QUESTIONS = (Path(__file__).parent / "small_guide.toml").read_text(encoding="utf-8")


def doc(text: str = "", questions: str = QUESTIONS) -> dict[str, Any]:
    """A pack document with the small set of questions and whatever else is written."""
    return tomllib.loads(HEAD + questions + text)


def guide(text: str = "", questions: str = QUESTIONS) -> Guide:
    """A guide with the small set of questions and these further tables; its rules must fit."""
    made = guide_from_doc(doc(text, questions))
    assert not made.engine.problems, made.engine.problems
    return made


def asking(condition: str) -> Guide:
    """A guide with one result `it` under one condition."""
    return guide(result("it", condition))


def result(name: str, *conditions: str, more: str = "", kind: str = "path") -> str:
    """A result as TOML."""
    when = ", ".join(f'"{condition}"' for condition in conditions)
    return f"""
[[result]]
id = "{name}"
kind = "{kind}"
title = {{de = "Weg {name}", en = "Way {name}"}}
when = [{when}]
{more}
"""


def verdict(condition: str, answers: Mapping[str, Any] | None = None, day: date = DAY, *, strict: bool = False) -> str:
    """The verdict of one condition under these answers."""
    return evaluate(asking(condition), answers or {}, day, strict=strict).verdict("it")


def ask(made: Guide, answers: Mapping[str, Any] | None = None, day: date = DAY, **more: Any) -> Evaluation:
    return evaluate(made, answers or {}, day, **more)
