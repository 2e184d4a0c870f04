"""How quick content is: all packs, one evaluation of the recognition guide, one German letter."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

from measures import workplaces
from measures.frame import Measure, Samples, Workbench, child, side_by_side
from welcomedesk import bootstrap
from welcomedesk.desk import letters
from welcomedesk.domain.guides import evaluate

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
    Measure("letter", "one German letter", "forty lines on a bare page", 0.015, "median", letter),
)
