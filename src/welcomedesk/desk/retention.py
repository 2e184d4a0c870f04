"""The worklist of what has to go: a dry run first, then a confirmation, or a postponement with reason and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk import erasing, privacy
from welcomedesk.desk.core import Changed, Desk, Done, edits, load, office, write
from welcomedesk.desk.periods import rules_of
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain import retention as rules
from welcomedesk.domain.calendar import add_months
from welcomedesk.domain.case import OFFICE, Entity
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.retention import Due, Programme
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.ports import Erasure
    from welcomedesk.domain.log import EntryId, Json

EVERY_STATE = ("open", "waiting", "closed", "restricted")
AREAS = ("cases", "today", "office", "retention")
SLICE = 200
"""So many cases are read at once; between two slices a save goes first."""

LONGEST_MONTHS = 240
"""The longest period that an office may set where the class says nothing: what lasts longer is no counselling."""

MOST_MONTHS = 12
"""A postponement ends within a year; then somebody decides again."""


# --- the rules of the office ----------------------------------------------------------------------------------------


def set_period(desk: Desk, name: str, *, months: int = 0, days: int = 0) -> Done[tuple[EntryId, ...]]:
    """Set the office's own period of a class; neither goes back to the proposal.

    Raises:
        DeskError: `unknown_class`.
        Refused: `too_long`, beyond what the class allows.
    """
    klass = privacy.texts(desk).classes.get(name)
    if klass is None:
        raise DeskError("unknown_class", N_("There is no deletion class {name}."), name=name[:40])
    most = klass.most_months or LONGEST_MONTHS
    if months > most or days > most * 31:
        raise Refused(
            "too_long",
            N_("This kind of data may be kept {months} months at most."),
            safe=N_("The period is unchanged."),
            next_step=N_("Choose a shorter period."),
            months=most,
        )
    values: dict[str, Json] = {"months": months or None, "days": days or None}
    return write(desk, office(desk), edits(f"retention:{name}", values), areas=AREAS)


# --- the worklist ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the worklist.

    Args:
        next: where to go on; -1 at the end.
    """

    found: tuple[Due, ...]
    next: int


def worklist(desk: Desk) -> tuple[Due, ...]:
    """Everything that is due, read in one go; for scripts and tests."""
    return (*funder_dues(desk), *(each for part in _slices(desk) for each in part.found))


def _slices(desk: Desk) -> Iterator[Slice]:
    at = 0
    while at >= 0:
        part = read_slice(desk, at)
        yield part
        at = part.next


def read_slice(desk: Desk, offset: int = 0) -> Slice:
    """The dry run over some cases: what would go, nothing is changed.

    Args:
        offset: in the order of last change, the newest first; what changed lately cannot be due.
    """
    known = rules_of(desk)
    query = RegisterQuery(states=EVERY_STATE, order="changed", offset=offset, limit=SLICE)
    page = desk.store.register(query)
    found: list[Due] = []
    for row in page.rows:
        case = desk.store.case(row.id)
        found += rules.due(case, known, desk.today) if case is not None else ()
    after = offset + len(page.rows)
    return Slice(tuple(found), after if after < page.total and page.rows else -1)


def funder_dues(desk: Desk) -> tuple[Due, ...]:
    """Proofs for funders whose period is over; they lie with the office, apart from every case."""
    rule = rules_of(desk).get(rules.FUNDER)
    found = []
    for each in programmes(desk) if rule else ():
        ends = rules.programme_ends(each, rule) if rule else None
        refs = tuple(proof.ref for proof in office(desk).all("participation") if proof.text("programme") == each.ref)
        if ends is not None and ends < desk.today and refs:
            start = date(each.paid_year, 12, 31)
            found.append(Due(OFFICE, each.name, rules.FUNDER, rules.PARTS, start, ends, refs))
    return tuple(found)


def carry_out(desk: Desk, case_id: str, rule: str) -> Done[Erasure]:
    """Do what the worklist proposes for a case; it is looked at again first, so that nothing goes that is not due.

    Raises:
        Refused: `not_due`, also while it is postponed.
    """
    changed = Changed(frozenset(AREAS), (case_id,))
    found = _due_now(desk, case_id, rule)
    if found.action == rules.ERASE:
        return Done(erasing.erase_case(desk, case_id, found.number).erasure, changed)
    desk.before_risk("erase")
    done = desk.store.erase_parts(case_id, found.refs, actor=desk.actor, at=desk.clock.now())
    if found.action == rules.CORE and not load(desk, case_id).root.get("restricted"):
        reason = desk.words(desk.language)(N_("Kept as proof only; everything else was erased."))
        privacy.restrict(desk, case_id, reason)
    return Done(done, changed)


def _due_now(desk: Desk, case_id: str, rule: str) -> Due:
    if case_id == OFFICE:
        known = funder_dues(desk)
    else:
        known = tuple(rules.due(load(desk, case_id), rules_of(desk), desk.today))
    found = next((each for each in known if each.rule == rule and rules.is_open(each, desk.today)), None)
    if found is None:
        raise Refused(
            "not_due",
            N_("This is not due any more."),
            safe=N_("Nothing was erased."),
            next_step=N_("Read the list again."),
        )
    return found


def postpone(desk: Desk, case_id: str, rule: str, until: date, reason: str) -> Done[None]:
    """Leave something a while longer, also in a closed case.

    Raises:
        Refused: `reason_needed`; `date_needed` for a day that is not to come, or that is more than a year away.
    """
    case = load(desk, case_id)
    if not reason.strip():
        raise _not_postponed("reason_needed", N_("A postponement needs a reason."), N_("Write one sentence why."))
    if not desk.today < until <= add_months(desk.today, MOST_MONTHS):
        what = N_("A postponement needs a day within the next twelve months.")
        raise _not_postponed("date_needed", what, N_("Choose an earlier day; it can be postponed again."))
    values = {"until": until.isoformat(), "reason": reason.strip()}
    before = case.one(f"postponement:{rule}")
    changes = [Change(case.id, before.ref, name, value) for name, value in values.items()]
    desk.store.write(changes, actor=desk.actor, at=desk.clock.now())
    undo = tuple(Change(case.id, before.ref, name, before.get(name)) for name in values)
    return Done(None, Changed(frozenset(AREAS), (case.id,)), undo)


def _not_postponed(code: str, what: str, next_step: str) -> Refused:
    return Refused(code, what, safe=N_("Nothing was changed."), next_step=next_step)


# --- proof for the funder -------------------------------------------------------------------------------------------


def programmes(desk: Desk) -> tuple[Programme, ...]:
    """The funded programmes of the office."""
    return tuple(_programme(each) for each in office(desk).all("programme"))


def _programme(each: Entity) -> Programme:
    year = each.get("paid_year")
    return Programme(each.ref, each.text("name"), year if isinstance(year, int) else 0, each.text("paused_on"))


def set_programme(desk: Desk, values: Mapping[str, Json], ref: str = "") -> Done[str]:
    """Enter a programme, or what its funder told: `name`, `paid_year`, `paused_on`, `paused_why`.

    The year of the last payment is entered when the funder tells it, and never guessed.
    """
    name = ref or f"programme:{desk.new_id(4)}"
    done = write(desk, office(desk), edits(name, values), areas=AREAS)
    return Done(name, done.changed, done.undo)


def keep_proof(desk: Desk, case_id: str, programme: str, indicators: str = "") -> Done[str]:
    """Keep a participation apart from the case, under a code that nobody can trace back, and give the code.

    Only counts are taken over: from when to when, how many talks, how many minutes. The case itself is not named.

    Raises:
        DeskError: `unknown_programme`.
    """
    if programme not in {each.ref for each in programmes(desk)}:
        raise DeskError("unknown_programme", N_("There is no such programme."), next_step=N_("Enter it first."))
    talks = load(desk, case_id).all("consultation")
    days = sorted(day for each in talks if (day := each.text("at")))
    minutes = [value for each in talks if isinstance(value := each.get("minutes"), int | float)]
    code = desk.new_id(4).upper()
    values: dict[str, Json] = {
        "programme": programme,
        "code": code,
        "from": days[0] if days else None,
        "until": days[-1] if days else None,
        "contacts": len(talks),
        "minutes": sum(minutes),
        "indicators": indicators.strip() or None,
    }
    write(desk, office(desk), [e for e in edits(f"participation:{code.lower()}", values) if e.value is not None])
    return Done(code, Changed(frozenset(AREAS)))
