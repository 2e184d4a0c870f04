"""Measure how few questions decide a guide, and print one table.

Usage:
    python tools/questions.py [--every N] [--write] [GUIDE …]

For each golden case the guide is led through as in the window: it proposes the next question, the case answers it (or
“not known yet” where it says nothing), and so on until no question would decide anything more. The same is done asking
in the order in which the questions stand in the guide, and asking everything that arises.

    --every N   only every Nth golden case
    --write     put the table into docs/measures.md
    --show ID   lead this one golden case through its guide and print question, answer and what is decided after it
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measures.content import golden
from measures.frame import ROOT
from welcomedesk import bootstrap
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.guides import OPEN, Evaluation, Guide, evaluate

PAGE = ROOT / "docs" / "measures.md"
BEGIN, END = "<!-- questions: begin -->", "<!-- questions: end -->"
MOSTLY = 0.9

Choose = Callable[[Guide, Evaluation, set[str]], str]


@dataclass(frozen=True, slots=True)
class Way:
    """How many questions one way of asking took for one case: to the end, and until most results were decided."""

    whole: int
    mostly: int


def proposed(guide: Guide, evaluation: Evaluation, asked: set[str]) -> str:
    """The next question as the guide proposes it."""
    return next((name for name in evaluation.next_questions if name not in asked), "")


def in_order(guide: Guide, evaluation: Evaluation, asked: set[str]) -> str:
    """The first question of the guide that would decide something."""
    useful = set(evaluation.next_questions) - asked
    return next((name for name in guide.questions if name in useful), "")


def everything(guide: Guide, evaluation: Evaluation, asked: set[str]) -> str:
    """The first question of the guide that arises, whether or not it decides anything."""
    return next((name for name in guide.questions if name not in asked and evaluation.relevance(name) is True), "")


WAYS: dict[str, Choose] = {"proposed": proposed, "in order": in_order, "all that arise": everything}


def lead(guide: Guide, case: dict[str, Any], choose: Choose) -> Way:
    """Lead one case through a guide."""
    known: dict[str, Any] = {}
    day = date.fromisoformat(case["as_of"])
    decided: list[int] = []
    while True:
        found = evaluate(guide, known, day, lenient=True)
        decided.append(sum(verdict != OPEN for verdict in found.verdicts.values()))
        name = choose(guide, found, set(known))
        if not name:
            enough = MOSTLY * max(decided)
            return Way(len(known), next(number for number, count in enumerate(decided) if count >= enough))
        known[name] = case["answers"].get(name, "?")


def measured(guide_id: str, every: int) -> list[str]:
    """Lines of the table for one guide."""
    guide = bootstrap.library().guide(guide_id)
    cases = list(golden(guide_id))[::every]
    lines = []
    for name, choose in WAYS.items() if cases else ():
        ways = [lead(guide, case, choose) for case in cases]
        whole, mostly = (statistics.mean(getattr(way, part) for way in ways) for part in ("whole", "mostly"))
        lines.append(f"| {guide_id} | {len(guide.questions)} | {len(cases)} | {name} | {whole:.1f} | {mostly:.1f} |")
    return lines


def table(guides: Iterable[str], every: int) -> str:
    """The table in Markdown."""
    head = [
        "| guide | its questions | golden cases | asking | questions to the end | until 9 of 10 results are decided |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(line for guide in guides for line in measured(guide, every))])


def show(guide_id: str, case_id: str) -> list[str]:
    """One case, question by question, in words."""
    guide = bootstrap.library().guide(guide_id)
    case = next((case for case in golden(guide_id) if case["id"] == case_id), None)
    if case is None:
        return [f"{guide_id} has no golden case {case_id}."]
    known: dict[str, Any] = {}
    lines = []
    while True:
        found = evaluate(guide, known, date.fromisoformat(case["as_of"]), lenient=True)
        verdicts = list(found.verdicts.values())
        counts = ", ".join(f"{verdicts.count(word)} {word}" for word in ("applies", "open", "excluded"))
        lines.append(f"     {counts}")
        name = proposed(guide, found, set(known))
        if not name:
            lines += [f"     {outcome.title}" for outcome in found.results if outcome.verdict == "applies"]
            return lines
        known[name] = case["answers"].get(name, "?")
        lines.append(f"{len(known):3}. {say(guide.questions[name].text, 'de')}  {_words(guide, name, known[name])}")


def _words(guide: Guide, name: str, answer: Any) -> str:
    if answer == "?":
        return "noch nicht bekannt"
    if isinstance(answer, bool):
        return "ja" if answer else "nein"
    answers = answer if isinstance(answer, list) else [answer]
    options = [guide.questions[name].option(str(each)) for each in answers]
    return ", ".join(say(o.words, "de") if o else str(each) for o, each in zip(options, answers, strict=True))


def write(text: str) -> None:
    """Put the table between its marks in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="how few questions decide a guide")
    parser.add_argument("guides", nargs="*", metavar="GUIDE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", metavar="ID")
    parsed = parser.parse_args(arguments)
    if parsed.show:
        print("\n".join(line for guide in parsed.guides for line in show(guide, parsed.show)))
        return 0
    known = [info.id for info in bootstrap.library().guides()]
    text = table(parsed.guides or known, max(1, parsed.every))
    print(text)
    if parsed.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
