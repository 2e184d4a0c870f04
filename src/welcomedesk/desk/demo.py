"""The main job from end to end on the sample enquiries: case, guide, contact, checklist, letters, handout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from welcomedesk.desk import checklists, handouts, letters, samples
from welcomedesk.desk.core import Desk, load
from welcomedesk.desk.letters import Order
from welcomedesk.desk.samples import Entered, Sample


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was made: folder (`letters` or `handouts`), name of the file without personal data, PDF."""

    folder: str
    name: str
    pdf: bytes


def work_through(desk: Desk, wanted: tuple[Sample, ...]) -> Iterator[tuple[Entered, tuple[Page, ...]]]:
    """Enter every sample and do the whole job for it, one after the other."""
    for sample in wanted:
        entered = samples.enter(desk, sample)
        checklists.adopt(desk, entered.case, entered.run)
        yield entered, tuple(_pages(desk, entered))


def _pages(desk: Desk, entered: Entered) -> Iterator[Page]:
    contact = entered.sample.row["refer"]["contact"]
    about = load(desk, entered.case).one(entered.referral)
    left_out = letters.leave_out_of(letters.kind(desk.library, "referral"), about)
    referral = Order("referral", contact, leave_out=left_out, referral=entered.referral)
    yield _page(desk, entered, referral, "referral")
    language = entered.sample.row["copy"]["language"]
    yield _page(desk, entered, Order("client_copy", contact, language, referral=entered.referral), f"copy-{language}")
    languages = ("de",) if language == "de" else ("de", language)
    if checklists.view(desk, entered.case):
        yield Page(
            "handouts",
            f"{entered.number}-checklist-{'-'.join(languages)}",
            handouts.checklist(desk, entered.case, languages=languages),
        )


def _page(desk: Desk, entered: Entered, order: Order, what: str) -> Page:
    return Page("letters", f"{entered.number}-{what}", letters.issue(desk, entered.case, order, way="saved").value.pdf)
