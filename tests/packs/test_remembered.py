"""What is remembered between cases changes nothing: one guide asked a thousand times says what a fresh one says."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from tests.helpers.vectors import vectors
from welcomedesk import paths
from welcomedesk.domain.guides import Guide, evaluate
from welcomedesk.packs.shelf import open_shelf


def fresh(name: str) -> Guide:
    return open_shelf(paths.resources() / "packs").guide(name)


def mixed(name: str, count: int) -> list[tuple[dict[str, Any], Any, bool, str]]:
    """Golden cases with some answers swapped among each other, in both languages, with and without assumptions."""
    random, cases = Random(4), vectors(name)
    pool: dict[str, list[Any]] = {}
    for case in cases:
        for question, answer in case.answers.items():
            pool.setdefault(question, []).append(answer)
    made = []
    for _ in range(count):
        case = random.choice(cases)
        swapped = {question: random.choice(pool[question]) for question in random.sample(sorted(pool), 3)}
        made.append((dict(case.answers) | swapped, case.as_of, random.random() < 0.2, random.choice(("de", "en"))))
    return made


@pytest.mark.parametrize("name", ["recognition", "residence"])
def test_a_guide_that_remembers_says_the_same_as_a_fresh_one(name: str) -> None:
    used = fresh(name)
    cases = mixed(name, 400)
    texts = [evaluate(used, answers, day, strict=strict, lang=lang).json_text() for answers, day, strict, lang in cases]
    for number in range(0, len(cases), 57):
        answers, day, strict, lang = cases[number]
        alone = evaluate(fresh(name), answers, day, strict=strict, lang=lang)
        assert json.loads(texts[number]) == alone.to_json()
        again = evaluate(used, answers, day, strict=strict, lang=lang)
        assert again.to_json() == alone.to_json()
        assert again.json_text() == texts[number]
