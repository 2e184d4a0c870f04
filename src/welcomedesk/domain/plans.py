"""Event formats as runnable plans: who prepares what, the agenda by minutes, materials, participants, follow-up.

A plan becomes a checklist whose dates count from the day of the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from welcomedesk.domain.checklists import Checklist, Due, Step, step_from_row
from welcomedesk.domain.guide_parts import Option, Row, Words, option_from, rows_of, texts, words_from

EVENT = "event"
"""The event that the dates of a plan count from."""

PHASES = (
    Option("prepare", {"de": "Vorbereitung", "en": "Preparation"}),
    Option("run", {"de": "Durchführung", "en": "The event"}),
    Option("follow_up", {"de": "Nachgang", "en": "Follow-up"}),
)
_HOLD: Words = MappingProxyType({"de": "Veranstaltung durchführen", "en": "Hold the event"})


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One part of the agenda; `begins` is minutes after the start."""

    begins: int
    minutes: int
    words: Words


@dataclass(frozen=True, slots=True)
class Plan:
    """An event format of a pack.

    Args:
        least, most: number of participants; `who` says who they are.
        minutes: length of the event.
        participant_list: columns of the list of participants.
        subject, invitation: letter of invitation with the placeholder `{date}` in its subject.
        measures: how the effect is measured.
    """

    pack: str
    id: str
    title: Words
    purpose: Words
    minutes: int
    least: int
    most: int
    who: Words
    roles: tuple[Option, ...] = ()
    prepare: tuple[Step, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    materials: tuple[Words, ...] = ()
    participant_list: tuple[Option, ...] = ()
    subject: Words = field(default_factory=dict)
    invitation: Words = field(default_factory=dict)
    follow_up: tuple[Step, ...] = ()
    measures: Words = field(default_factory=dict)
    source: tuple[str, ...] = ()
    status: str = ""

    @property
    def checklist_id(self) -> str:
        """The checklist that a case gets when the plan is started."""
        return f"plan_{self.id}"


def plan_from_row(row: Row, pack: str) -> Plan:
    """A plan from its row in a pack; what is missing stays empty (`problems` names it)."""
    group, letter = row.get("participants"), row.get("invitation")
    group = group if isinstance(group, dict) else {}
    letter = letter if isinstance(letter, dict) else {}
    return Plan(
        pack=pack,
        id=str(row.get("id", "")),
        title=words_from(row.get("title")),
        purpose=words_from(row.get("purpose")),
        minutes=int(row.get("minutes") or 0),
        least=int(group.get("min") or 0),
        most=int(group.get("max") or 0),
        who=words_from(group.get("note")),
        roles=tuple(option_from(role) for role in rows_of(row, "roles")),
        prepare=tuple(_step(step) for step in rows_of(row, "prepare")),
        agenda=tuple(_agenda(row)),
        materials=tuple(words_from(each) for each in rows_of(row, "materials")),
        participant_list=tuple(option_from(column) for column in rows_of(row, "participant_list")),
        subject=words_from(letter.get("subject")),
        invitation=words_from(letter.get("text")),
        follow_up=tuple(_step(step) for step in rows_of(row, "follow_up")),
        measures=words_from(row.get("measures")),
        source=texts(row.get("source")),
        status=str(row.get("status", "")),
    )


def _step(row: Row) -> Step:
    # Days and tasks are the pack's own proposal, whatever source the format itself has.
    return step_from_row({"status": "K", **row})


def _agenda(row: Row) -> Iterator[AgendaItem]:
    begins = 0
    for part in rows_of(row, "agenda"):
        minutes = int(part.get("minutes") or 0)
        yield AgendaItem(begins, minutes, {lang: str(part[lang]) for lang in ("de", "en") if lang in part})
        begins += minutes


def checklist_of_plan(plan: Plan) -> Checklist:
    """The plan as a checklist: preparation, the event itself, follow-up."""
    hold = Step(f"{plan.id}_hold", _HOLD, plan.purpose, phase="run", who="adviser", due=Due(after=EVENT), status="K")
    steps = (
        *(_in_phase(step, "prepare") for step in plan.prepare),
        hold,
        *(_in_phase(step, "follow_up") for step in plan.follow_up),
    )
    return Checklist(plan.pack, plan.checklist_id, plan.title, steps, plan.purpose, phases=PHASES)


def _in_phase(step: Step, phase: str) -> Step:
    return replace(step, phase=phase)


def problems(plan: Plan) -> Iterator[str]:
    """What a plan lacks to be run, in English sentences."""
    if sum(part.minutes for part in plan.agenda) != plan.minutes:
        yield f"The agenda of {plan.id} does not fill its {plan.minutes} minutes."
    for name in ("roles", "prepare", "agenda", "materials", "participant_list", "invitation", "follow_up", "measures"):
        if not getattr(plan, name):
            yield f"{plan.id} has no {name}."
    for step in (*plan.prepare, *plan.follow_up):
        if step.due is None or step.due.after != EVENT:
            yield f"{step.id} has no date that counts from the event."
        elif step.due.backwards != (step in plan.prepare):
            yield f"{step.id} lies on the wrong side of the event."
    if not 0 < plan.least <= plan.most:
        yield f"{plan.id} does not say how many take part."
    if not any(column.id == "consent" for column in plan.participant_list):
        yield f"The list of participants of {plan.id} has no consent."
