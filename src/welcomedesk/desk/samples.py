"""The shipped sample enquiries: invented people and companies, entered with the same actions as real ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from welcomedesk.desk import cases, guides, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.domain.log import Json


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample enquiry, as its file says.

    Args:
        row: the whole file.
    """

    id: str
    order: int
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entered:
    """A sample that was entered: its case, guide run and referral."""

    sample: Sample
    case: str
    number: str
    run: str
    referral: str


def read(texts: Sequence[str]) -> tuple[Sample, ...]:
    """The samples from the texts of their files, in their order."""
    rows = [tomllib.loads(text) for text in texts]
    return tuple(sorted((Sample(row["id"], row["order"], row) for row in rows), key=lambda sample: sample.order))


def enter(desk: Desk, sample: Sample) -> Entered:
    """Enter a sample: case, what is known, talks, papers, a finished guide run, a consent and a referral."""
    row = sample.row
    opened = cases.open_case(desk, row["kind"], row["name"], {**row["fields"], "case.sample": True}).value
    for each in row.get("add", ()):
        title = {"title": each["title"]} if "title" in each else {}
        cases.add(desk, opened.id, each["kind"], title | _dated(desk.today, each["values"]))
    for each in row.get("paper", ()):
        cases.add(desk, opened.id, "paper", {"title": each["title"], **_dated(desk.today, each["values"])})
    run = _lead_through(desk, opened.id, row["guide"])
    return Entered(sample, opened.id, opened.number, run, _refer(desk, opened.id, row["refer"]))


def _lead_through(desk: Desk, case_id: str, wanted: Mapping[str, Any]) -> str:
    run = guides.start_run(desk, case_id, wanted["id"]).value
    for question, value in wanted["answers"].items():
        known = {each.question for each in guides.run(desk, case_id, run).answers}
        if question not in known:  # what the case says already is not asked again
            guides.answer(desk, case_id, run, question, value)
    guides.finish_run(desk, case_id, run)
    return run


def _refer(desk: Desk, case_id: str, wanted: Mapping[str, Any]) -> str:
    referrals.record_consent(
        desk,
        case_id,
        wanted["contact"],
        topics=(wanted["topic"],),
        way=wanted["way"],
        expires=desk.today + timedelta(days=30 * int(wanted["months"])),
    )
    return referrals.start_referral(
        desk, case_id, wanted["contact"], topic=wanted["topic"], question=wanted["question"]
    ).value


_DAYS = re.compile(r"[+-]\d+")


def _dated(today: date, values: Mapping[str, Json]) -> dict[str, Json]:
    """Values with `+3` read as in three days: samples stay fresh whenever they are entered."""
    return {
        name: (today + timedelta(days=int(value))).isoformat()
        if isinstance(value, str) and _DAYS.fullmatch(value)
        else value
        for name, value in values.items()
    }
