"""How quick content is: all packs, one evaluation, all guides for one case, ten thousand cases, one German letter."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from measures import workplaces
from measures.frame import ROOT, Measure, Samples, Workbench, child, side_by_side
from welcomedesk import bootstrap
from welcomedesk.desk import letters, readers
from welcomedesk.domain.guides import evaluate
from welcomedesk.domain.handouts import HandoutStep, checklist_handout

AS_OF = date(2026, 11, 21)
# An electrician from Syria, every question answered that is asked: the longest way through the guide.
ANSWERS: dict[str, Any] = {
    "goal": "better_chances",
    "profession": "elektro_hw",
    "qual_kind": "vocational",
    "vocational_duration": "ge2",
    "state_recognised": "yes",
    "country": "SY",
    "citizenship": "SY",
    "residence": "st",
    "documents": "partial_no_fault",
    "experience": "ge_1_5x",
    "age25": True,
    "late_repatriate": False,
    "prior_decision": "none",
    "german": "B1",
    "job_offer": False,
    "benefits": "sgb2",
    "district": "north",
}

# A fresh process per sample: what was read once would stay read.
PACKS = """
import json, time
from welcomedesk import bootstrap, paths
start = time.perf_counter()
json.loads((paths.resources() / "packs" / "compiled.json").read_bytes())
bare = time.perf_counter() - start
# The window has these modules long before it reads packs: importing them is not what is asked here.
import welcomedesk.packs.shelf, welcomedesk.domain.guides, welcomedesk.domain.directory
start = time.perf_counter()
library = bootstrap.library()
for info in library.guides():
    library.guide(info.id)
library.directory()
print(time.perf_counter() - start, bare)
"""


def packs(bench: Workbench) -> Samples:
    """Reading everything: guides bound and contacts listed; the baseline parses the same JSON and does nothing else."""
    told = [child(PACKS, home=bench.folder / "packs") for _ in range(bench.runs + 1)][1:]
    return Samples(tuple(line[0] for line in told), tuple(line[1] for line in told))


def evaluation(bench: Workbench) -> Samples:
    """One evaluation with every reason, as the command line gives it; the baseline puts its answer through JSON."""
    guide = bootstrap.library().guide("recognition")

    def ask() -> dict[str, Any]:
        return evaluate(guide, ANSWERS, AS_OF).to_json()

    answer = ask()
    return side_by_side(ask, lambda: json.loads(json.dumps(answer)), max(bench.runs, 25), each=4)


def golden(guide: str) -> Iterator[dict[str, Any]]:
    """Answers and day of every golden case of a guide."""
    for path in sorted((ROOT / "tests" / "packs" / "vectors" / guide).glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        usual = told.get("defaults", {})
        for vector in told.get("vector", []):
            answers = usual | vector.get("answers", {})
            kept = {name: answer for name, answer in answers.items() if name not in vector.get("without", [])}
            yield {"id": vector["id"], "as_of": str(vector.get("as_of", AS_OF)), "answers": kept}


def all_guides(bench: Workbench) -> Samples:
    """Every guide for one case, verdicts and all reasons in words as the window needs them.

    Each run takes the next golden case of each guide, after one round through all of them; the baseline puts the
    answers through JSON.
    """
    library = bootstrap.library()
    cases = {info.id: list(golden(info.id)) for info in library.guides()}
    rounds = max(map(len, cases.values()))
    turns = [{name: lines[turn % len(lines)] for name, lines in cases.items() if lines} for turn in range(rounds)]
    waiting = iter([*turns, *turns])

    def ask() -> None:
        for name, case in next(waiting).items():
            found = evaluate(library.guide(name), case["answers"], date.fromisoformat(case["as_of"]), lenient=True)
            assert found.results and found.others is not None and found.next_questions is not None

    for _turn in turns:
        ask()
    text = json.dumps(turns[0], default=str)
    samples = side_by_side(ask, lambda: json.dumps(json.loads(text)), min(len(turns) // 2, 200))
    return Samples(samples.ours, samples.baseline, notes=f"guides: {', '.join(cases)}")


BATCH = """
import gc, json, sys, time
from datetime import date
from pathlib import Path
from welcomedesk import bootstrap
from welcomedesk.desk.guides import ask_many
lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
start = time.perf_counter()
for line in lines:
    json.loads(json.dumps(json.loads(line)))
bare = time.perf_counter() - start
gc.disable()  # as the command line does
start = time.perf_counter()
answered = sum(went_well for went_well, _text in ask_many(bootstrap.library(), sys.argv[1], lines, date.today()))
took = time.perf_counter() - start
assert answered == len(lines) == 10_000, answered
print(took, bare)
"""


def batch(bench: Workbench) -> Samples:
    """Ten thousand evaluations of the residence guide with every reason as JSON, the golden cases again and again."""
    cases = list(golden("residence"))
    file = bench.folder / "batch.jsonl"
    lines = (json.dumps(cases[number % len(cases)], default=str) for number in range(10_000))
    file.write_text("\n".join(lines), encoding="utf-8")
    told = [child(BATCH, "residence", str(file), home=bench.folder / "batch") for _ in range(bench.runs)]
    return Samples(tuple(line[0] for line in told), tuple(line[1] for line in told))


def letter(bench: Workbench) -> Samples:
    """One referral letter from case to PDF; the baseline sets as many lines on a bare reportlab page."""
    desk = bootstrap.desk(workplaces.open_store(workplaces.workplace(bench.folder / "letter", 10)), workplaces.ADVISER)
    hwk = next(row["id"] for row in desk.library.rows("contact") if "hwk" in row["id"])
    order = letters.Order("referral", contact=hwk)
    case = workplaces.case_id(3)
    assert letters.draft(desk, case, order).pdf, "the letter was not set"
    samples = side_by_side(lambda: letters.draft(desk, case, order), bare_page, max(bench.runs, 25))
    desk.store.close()
    return samples


def handout(bench: Workbench) -> Samples:
    """A checklist of eight steps in German beside Arabic, from its words to PDF."""
    desk = bootstrap.desk(workplaces.open_store(workplaces.workplace(bench.folder / "handout", 2)), workplaces.ADVISER)
    checklist = next(each for each in desk.library.checklists() if each.id == "bqfg_dual_steps")
    arabic = readers.reader(desk.library, "ar")
    steps = [HandoutStep(step.title, step.plain or step.text, verified=step.status != "K") for step in checklist.steps]

    def printed() -> bytes:
        sheet = checklist_handout(checklist.title, steps, languages=("de", "ar"), reader=arabic)
        return desk.printer().handout(sheet)

    assert arabic is not None and printed(), "the handout was not set"
    samples = side_by_side(printed, bare_page, max(bench.runs, 25))
    desk.store.close()
    return samples


def bare_page() -> bytes:
    """A page with forty lines in a font that every PDF viewer has."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    page = Canvas(out)
    for line in range(40):
        page.drawString(
            70, 770 - 14 * line, f"{line}: Sehr geehrte Damen und Herren, hiermit verweisen wir an Ihre Stelle"
        )
    page.save()
    return out.getvalue()


MEASURES = (
    Measure("packs", "all packs loaded", "their JSON parsed bare", 0.040, "median", packs),
    Measure("guide", "one evaluation of the recognition guide", "its answer through JSON", 0.002, "median", evaluation),
    Measure("guides", "all guides for one case", "the answers through JSON", 0.005, "median", all_guides),
    Measure("batch", "10,000 cases in the residence guide", "the answers through JSON", 20.0, "median", batch),
    Measure("letter", "one German letter", "forty lines on a bare page", 0.008, "median", letter),
    Measure("handout", "a handout in German and Arabic", "forty lines on a bare page", 0.030, "median", handout),
)
