"""Plans and lists as a page shows them: which there are, by programme, and everything about one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import checklists, letters, plans
from welcomedesk.desk.core import Desk, office
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import say, texts
from welcomedesk.domain.handouts import Handout, HandoutStep, checklist_handout
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.checklists import Checklist, Step

_COMPANY = "employer"
_EITHER = frozenset({"adviser"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan or list that can be started.

    Args:
        id: of the checklist; `plan` of the plan behind it, or empty.
        programme: whose offer it is, a proper name; else the title of the pack.
        kinds: kinds of cases that it is for.
    """

    id: str
    title: str
    text: str
    steps: int
    plan: str
    programme: str
    kinds: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class StepSaid:
    """One step: `day` once the day of the event is known, else `days` before (negative) or after it, if it counts."""

    title: str
    text: str
    who: str
    days: int | None = None
    day: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything about a plan or a list.

    Args:
        agenda: minutes after the start, length in minutes, words.
        sources: title, address, day it was read.
        in_office: steps done and steps in all, where the list runs for the office itself; else `None`.
    """

    offer: Offer
    steps: tuple[StepSaid, ...] = ()
    minutes: int = 0
    least: int = 0
    most: int = 0
    who: str = ""
    roles: tuple[str, ...] = ()
    prepare: tuple[StepSaid, ...] = ()
    agenda: tuple[tuple[int, int, str], ...] = ()
    materials: tuple[str, ...] = ()
    participant_list: tuple[str, ...] = ()
    follow_up: tuple[StepSaid, ...] = ()
    measures: str = ""
    invitation: plans.Invitation | None = None
    sources: tuple[tuple[str, str, str], ...] = ()
    in_office: tuple[int, int] | None = None


def offers(desk: Desk, kind: str = "") -> tuple[Offer, ...]:
    """All plans and lists that start without a guide, programme by programme.

    Args:
        kind: only those for this kind of case, `person` or `company`; lists of the company guide are among them.
    """
    rows = _rows(desk)
    by_list = {each.checklist_id: each.id for each in plans.plans(desk)}
    packs = {info.id: say(info.title, desk.language) for info in desk.library.packs()}
    company_packs = {info.pack for info in desk.library.guides() if info.audience == ("company",)}
    found: dict[str, list[Offer]] = {}
    for each in desk.library.checklists():
        of_company_guide = each.pack in company_packs and not each.from_guide
        if each.results and not of_company_guide:
            continue
        row = rows.get(each.id, {})
        kinds = ("company",) if each.results else _kinds(texts(row.get("audience")))
        if kind and kind not in kinds:
            continue
        programme = str(row.get("programme", "")) or packs.get(each.pack, each.pack)
        words = say(each.title, desk.language), say(each.text, desk.language)
        made = Offer(each.id, *words, len(_steps(each)), by_list.get(each.id, ""), programme, kinds, _status(row, each))
        found.setdefault(programme, []).append(made)
    # The formats of a programme stand before its lists, and without a case its programme first.
    groups = [sorted(group, key=lambda offer: not offer.plan) for group in found.values()]
    if not kind:
        groups.sort(key=lambda group: not group[0].plan)
    return tuple(offer for group in groups for offer in group)


def _steps(checklist: Checklist) -> tuple[Step, ...]:
    """The steps that start without the answers of a guide."""
    return tuple(step for step in checklist.steps if not step.when)


def _rows(desk: Desk) -> Mapping[str, Mapping[str, object]]:
    lists = {str(row.get("id")): row for row in desk.library.rows("checklist")}
    return lists | {f"plan_{row.get('id')}": row for row in desk.library.rows("plan")}


def _kinds(audience: Sequence[str]) -> tuple[str, ...]:
    """For whom: companies, persons or both; advisers work with both."""
    told = set(audience) - _EITHER
    company, person = _COMPANY in told, bool(told - {_COMPANY})
    if company == person:
        return ("person", "company")
    return ("company",) if company else ("person",)


def _status(row: Mapping[str, object], checklist: Checklist) -> str:
    return str(row.get("status") or next((step.status for step in checklist.steps), ""))


def view(desk: Desk, name: str, event_day: date | None = None) -> PlanView:
    """Everything about a plan or list by the id of either.

    Raises:
        DeskError: `unknown_checklist`.
    """
    checklist = find(desk, name)
    offer = next((each for each in offers(desk) if each.id == checklist.id), None)
    if offer is None:
        raise _unknown(name)
    row = _rows(desk).get(checklist.id, {})
    language = desk.language
    base = PlanView(
        offer,
        steps=tuple(_said(desk, step) for step in _steps(checklist)),
        sources=tuple(_sources(desk, checklist, texts(row.get("source")))),
        in_office=_in_office(desk, checklist.id),
    )
    if not offer.plan:
        return base
    plan = plans.plan(desk, offer.plan)
    days = plans.step_days(desk, plan, event_day)
    return PlanView(
        base.offer,
        sources=base.sources,
        in_office=base.in_office,
        minutes=plan.minutes,
        least=plan.least,
        most=plan.most,
        who=say(plan.who, language),
        roles=tuple(say(role.words, language) for role in plan.roles),
        prepare=tuple(_said(desk, step, days) for step in plan.prepare),
        agenda=tuple((part.begins, part.minutes, say(part.words, language)) for part in plan.agenda),
        materials=tuple(say(each, language) for each in plan.materials),
        participant_list=tuple(say(column.words, language) for column in plan.participant_list),
        follow_up=tuple(_said(desk, step, days) for step in plan.follow_up),
        measures=say(plan.measures, language),
        invitation=plans.invitation(desk, plan.id, event_day),
    )


def find(desk: Desk, name: str) -> Checklist:
    """A checklist by its id or by that of the plan behind it. Raises `DeskError` `unknown_checklist`."""
    found = next((each for each in desk.library.checklists() if each.id in (name, f"plan_{name}")), None)
    if found is None:
        raise _unknown(name)
    return found


def _unknown(name: str) -> DeskError:
    return DeskError(
        "unknown_checklist",
        N_("There is no checklist {name}."),
        next_step=N_("Choose one from the list."),
        name=name[:60],
    )


def _said(desk: Desk, step: Step, days: Mapping[str, date] | None = None) -> StepSaid:
    known = (days or {}).get(step.id)
    count = step.due.days if step.due is not None and step.due.after == "event" else None
    words = say(step.title, desk.language), say(step.text, desk.language)
    return StepSaid(*words, step.who, count, known.isoformat() if known else "", step.law)


def _sources(desk: Desk, checklist: Checklist, wanted: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    named = wanted or list(dict.fromkeys(source for step in checklist.steps for source in step.source))
    for each in named:
        source = desk.library.source(checklist.pack, each)
        if source:
            yield str(source.get("title", "")), str(source.get("url", "")), str(source.get("read", ""))


def _in_office(desk: Desk, checklist_id: str) -> tuple[int, int] | None:
    running = next((each for each in checklists.lists_of(desk, office(desk)) if each.id == checklist_id), None)
    return (running.done, len(running.items)) if running else None


# --- the sheet ------------------------------------------------------------------------------------------------------


def handout(
    desk: Desk,
    name: str,
    event_day: date | None = None,
    languages: tuple[str, ...] = ("de",),
    *,
    large: bool = False,
) -> bytes:
    """The PDF of a plan or list that nobody has started yet, to hand out.

    Raises:
        DeskError: `unknown_checklist`.
    """
    return desk.printer().handout(replace(value(desk, name, event_day, languages), large=large))


def value(desk: Desk, name: str, event_day: date | None = None, languages: tuple[str, ...] = ("de",)) -> Handout:
    """The same as a value, for preview and tests."""
    checklist = find(desk, name)
    plan = next((each for each in plans.plans(desk) if each.checklist_id == checklist.id), None)
    if plan is not None:
        return plans.value(desk, plan.id, event_day, languages)
    steps = [
        HandoutStep(
            title=step.title,
            text=step.plain or step.text,
            office={each: _office(desk, step, each) for each in languages if _office(desk, step, each)},
            law={each: step.law for each in languages if step.law},
            verified=step.status != "K",
        )
        for step in _steps(checklist)
    ]
    words = Wording(desk.library, languages[0], desk.words(languages[0]))
    return checklist_handout(
        checklist.title,
        steps,
        languages=languages,
        letterhead=letters.office_letterhead(desk),
        subtitle=checklist.text or None,
        head=(words.day(desk.today.isoformat()),),
    )


def _office(desk: Desk, step: Step, language: str) -> str:
    if step.office_words:
        return say(step.office_words, language)
    if not step.office:
        return ""
    try:
        return desk.library.contact(step.office).name
    except DeskError:  # named by the pack, taken out of the directory since
        return ""
