"""Making companies and professionals visible to each other: released profiles, reasons, and an introduction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welcomedesk.desk import links
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.domain import consent as consents
from welcomedesk.domain.candidates import Candidate, Match, Vacancy, matches
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import EntryId, Json
from welcomedesk.domain.words import N_

WORKING_TITLES = "residence"
"""The guide whose finished run says which titles are possible."""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as the company's case shows it.

    Args:
        name: empty until a consent for this company is recorded.
        introduced: whether the two cases are linked already.
    """

    match: Match
    name: str
    consent: bool
    introduced: bool


def release(desk: Desk, case_id: str, until: date, *, would_move: str = "unknown", way: str = "written") -> Done[str]:
    """Record that a person wants to be found by companies, by number only."""
    case = load(desk, case_id)
    known = case.all("profile")
    ref = known[0].ref if known else f"profile:{desk.new_id(4)}"
    values: dict[str, Json] = {
        "released_on": desk.today.isoformat(),
        "released_until": until.isoformat(),
        "would_move": would_move,
        "way": way,
    }
    done = write(desk, case, edits(ref, values))
    return Done(ref, done.changed, done.undo)


def take_back(desk: Desk, case_id: str) -> Done[tuple[EntryId, ...]]:
    """End the release from today on: nobody sees the person any more."""
    case = load(desk, case_id)
    return write(desk, case, [Edit(each.ref, "released_on", None) for each in case.all("profile")])


def for_vacancy(desk: Desk, case_id: str, vacancy_ref: str) -> tuple[Row, ...]:
    """Who may fit a vacancy, with the reasons; order of the release, no judgement of people."""
    company = load(desk, case_id)
    vacancy = _vacancy(company, vacancy_ref)
    people = [desk.store.case(case) for case, _ in desk.store.entities("profile", ("released_on",), samples=True)]
    by_id = {case.id: case for case in people if case is not None and not case.closed}
    wanted = Vacancy(vacancy.text("occupation"), vacancy.text("german_level"), company.one("company").text("district"))
    sample = bool(company.root.get("sample"))
    offered = [_candidate(case) for case in by_id.values() if bool(case.root.get("sample")) == sample]
    linked = {each.text("case") for each in company.all("link")}
    rows = []
    for match in matches(wanted, offered, desk.today):
        case = by_id[match.candidate.case]
        agreed = consents.standing(case, company.id, desk.today).ok
        rows.append(Row(match, case.name if agreed else "", agreed, case.id in linked))
    return tuple(rows)


def introduce(desk: Desk, case_id: str, candidate_id: str) -> Done[None]:
    """Link a company and a candidate who agreed that this company learns the name.

    Raises:
        Refused: `no_consent`.
    """
    company, person = load(desk, case_id), load(desk, candidate_id)
    if not consents.standing(person, company.id, desk.today).ok:
        raise Refused(
            "no_consent",
            N_("Case {number} has no consent for this company."),
            safe=N_("The company learned nothing."),
            next_step=N_("Ask the person and record the consent first."),
            number=person.number,
        )
    linked = links.link(desk, company.id, person.id, "candidate", since=desk.today)
    return Done(None, linked.changed, linked.undo)


def _vacancy(company: CaseFile, ref: str) -> Entity:
    found = company.one(ref)
    if found.kind != "vacancy" or found.removed or not found.fields:
        raise DeskError("unknown_vacancy", N_("Case {case} has no vacancy {ref}."), case=company.number, ref=ref[:40])
    return found


def _candidate(case: CaseFile) -> Candidate:
    person, profile = case.one("person"), case.all("profile")[0]
    return Candidate(
        case=case.id,
        number=case.number,
        occupation=person.text("occupation"),
        german=person.text("german_level"),
        district="" if person.get("address_protected") else person.text("district"),
        would_move=profile.text("would_move"),
        prior_decision=person.text("prior_decision"),
        titles=_titles(case),
        released_on=profile.text("released_on"),
        released_until=profile.text("released_until"),
    )


def _titles(case: CaseFile) -> tuple[str, ...] | None:
    for run in reversed(case.all("run")):
        results = run.get("results")
        if run.text("guide") == WORKING_TITLES and isinstance(results, dict):
            verdicts = results.get("verdicts")
            if isinstance(verdicts, dict):
                return tuple(name for name, verdict in verdicts.items() if verdict == "applies" and name[:2] == "T_")
    return None
