"""The overview of a case: next steps, what it is about, the facts that matter, what leaves next, the last guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import case_view, checklists, contacts, guides, referrals
from welcomedesk.domain import fields
from welcomedesk.domain.referrals import STATES

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import FactView
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile, Entity

MOST_STEPS = 5
MOST_RESULTS = 4
_OVER = frozenset({"done", "not_needed"})


@dataclass(frozen=True, slots=True)
class NextStep:
    """An open task or checklist step.

    Args:
        kind: `task` or `item`.
        due: ISO date or empty.
        under: title of the checklist or note of the task.
    """

    ref: str
    kind: str
    what: str
    due: str
    time: str
    under: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral.

    Args:
        since: ISO date on which it came into its state.
        acts: who acts next, see `domain.referrals`.
        due: ISO date by which somebody looks again, or empty.
        consent_until: ISO date, where a consent for it holds; `problem` why none does.
    """

    ref: str
    contact: str
    contact_id: str
    state: str
    since: str
    acts: str
    due: str
    appointment: str
    consent_until: str
    problem: str


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A result of the last guide; `verdict` is `applies` or `open`."""

    title: str
    verdict: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastGuide:
    ref: str
    title: str
    on: str
    pack: str
    finished: bool
    lines: tuple[GuideLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows.

    Args:
        steps: the first open ones, dated ones first; `open_steps` how many there are.
        facts: known ones among those that matter, in order, and every field with two values.
        leaving: the draft that leaves next, if any.
    """

    steps: tuple[NextStep, ...]
    open_steps: int
    has_checklist: bool
    summary: str
    summary_on: str
    facts: tuple[FactView, ...]
    leaving: ReferralLine | None
    referrals: tuple[ReferralLine, ...]
    guide: LastGuide | None


_FACTS = {
    "person": (
        "residence_title.title",
        "residence_title.valid_until",
        "residence_title.work_permitted",
        "qualification.title",
        "person.occupation",
        "person.work_experience",
        "person.benefits",
        "person.goal",
        "person.phone",
        "person.email",
    ),
    "company": (
        "company.branch",
        "company.employees",
        "company.contact_person",
        "company.contact_role",
        "company.phone",
        "company.email",
    ),
}


def overview(desk: Desk, case: CaseFile) -> Overview:
    """The overview of a case that was loaded already."""
    steps = open_steps(desk, case)
    lines = tuple(_referral(desk, case, each) for each in reversed(case.all("referral")))
    summary = case.root.fact("summary")
    return Overview(
        steps=tuple(steps[:MOST_STEPS]),
        open_steps=len(steps),
        has_checklist=bool(case.all("item")),
        summary=case.root.text("summary"),
        summary_on=summary.at[:10] if summary and summary.value else "",
        facts=tuple(_facts(desk, case)),
        leaving=next((line for line in lines if line.state == "drafted"), None),
        referrals=lines,
        guide=_last_guide(desk, case),
    )


def open_steps(desk: Desk, case: CaseFile) -> list[NextStep]:
    """Open tasks and the checklist steps whose turn it is, dated ones first."""
    found = [
        NextStep(task.ref, "task", task.text("what"), task.text("due"), task.text("time"), task.text("note"))
        for task in case.all("task")
        if task.text("state", "open") not in _OVER
    ]
    for each in checklists.lists_of(desk, case):
        found += [
            NextStep(item.ref, "item", item.title, item.due, "", each.title)
            for item in each.items
            if not item.finished and not _waits(item, each)
        ]
    return sorted(found, key=lambda step: (not step.due, step.due, step.time, step.kind != "task"))


def _waits(item: checklists.ItemView, among: checklists.ListView) -> bool:
    """Whether a step before it is still open."""
    still = {other.title for other in among.items if not other.finished}
    return any(title in still for title in item.waits_for)


def _facts(desk: Desk, case: CaseFile) -> list[FactView]:
    found = []
    for key in _FACTS.get(case.kind, ()):
        kind, _dot, _name = key.partition(".")
        places = (case.one(kind),) if kind in ("person", "company") else case.all(kind)[-1:]
        for entity in places:
            view = case_view.fact(desk, case, entity, fields.FIELDS[key])
            if view.words or view.two:
                found.append(view)
    shown = {view.key for view in found}
    return found + [view for view in case_view.conflicts(desk, case) if view.key not in shown]


def _referral(desk: Desk, case: CaseFile, each: Entity) -> ReferralLine:
    state = each.text("state", "drafted")
    fact = each.fact("state")
    contact = each.text("contact")
    allowed = referrals.permission(desk, case, each)
    return ReferralLine(
        ref=each.ref,
        contact=each.text("contact_name") or contacts.contact(desk, contact).name,
        contact_id=contact,
        state=state,
        since=fact.at[:10] if fact else each.text("started"),
        acts=STATES[state].acts if state in STATES else "",
        due=each.text("next_due"),
        appointment=each.text("appointment"),
        consent_until=allowed.consent.consent.text("expires_on") if allowed.ok and allowed.consent.consent else "",
        problem=allowed.problem,
    )


def _last_guide(desk: Desk, case: CaseFile) -> LastGuide | None:
    runs = [run for run in case.all("run") if run.text("guide")]
    known = {info.id for info in desk.library.guides()}
    if not runs or runs[-1].text("guide") not in known:
        return None
    run = runs[-1]
    view = guides.view_of(desk, case, run.ref)
    parts = view.guide.parts
    shown = [
        result
        for result in parts.results.values()
        if result.kind in ("path", "title", "advice") and view.evaluation.verdict(result.id) != "excluded"
    ]
    shown.sort(key=lambda result: view.evaluation.verdict(result.id) != "applies")
    lines = []
    for result in shown[:MOST_RESULTS]:
        outcome = view.evaluation.outcome(result.id)
        missing = tuple(view.guide.questions[name].short(desk.language) for name in outcome.missing[:2])
        lines.append(GuideLine(outcome.title, outcome.verdict, missing))
    return LastGuide(
        run.ref,
        parts.title.get(desk.language) or parts.title.get("de", ""),
        run.text("finished") or run.text("started"),
        run.text("pack"),
        bool(run.text("finished")),
        tuple(lines),
        len(shown) - len(lines),
    )
