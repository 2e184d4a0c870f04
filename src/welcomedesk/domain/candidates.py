"""People who may fit a vacancy, with the reasons for and against. No score, no ranking of people.

Only somebody who released the search appears, by case number; the order is the date of the release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from welcomedesk.domain.fields import LEVELS

FITS, OPEN, NOT_QUITE = "fits", "open", "not_quite"

_LEVELS = ("none", *(option.id for option in LEVELS))


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What a company looks for; empty parts ask for nothing."""

    occupation: str = ""
    german: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a person who released the search.

    Args:
        titles: residence titles that the last finished guide found possible; `None` where no guide was finished.
        prior_decision: as the field of the case says it.
    """

    case: str
    number: str
    occupation: str = ""
    german: str = ""
    district: str = ""
    would_move: str = ""
    prior_decision: str = ""
    titles: tuple[str, ...] | None = None
    released_on: str = ""
    released_until: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """How one point stands.

    Args:
        point: `occupation`, `german`, `place` or `residence`.
        state: `fits`, `open` or `not_quite`.
        detail: a code the window has words for, see `desk.candidates`.
    """

    point: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Match:
    candidate: Candidate
    reasons: tuple[Reason, ...]


def matches(vacancy: Vacancy, candidates: Iterable[Candidate], on: date) -> tuple[Match, ...]:
    """Everybody whose release holds on a day and whose occupation is not another one, earliest release first."""
    day = on.isoformat()
    found = [
        Match(each, (_occupation(vacancy, each), _german(vacancy, each), _place(vacancy, each), _residence(each)))
        for each in candidates
        if each.released_on and each.released_on <= day and (not each.released_until or day <= each.released_until)
    ]
    fitting = [match for match in found if match.reasons[0].state != NOT_QUITE]
    return tuple(sorted(fitting, key=lambda match: (match.candidate.released_on, match.candidate.number)))


def _occupation(vacancy: Vacancy, candidate: Candidate) -> Reason:
    if not vacancy.occupation or not candidate.occupation:
        return Reason("occupation", OPEN, "not_known")
    if vacancy.occupation != candidate.occupation:
        return Reason("occupation", NOT_QUITE, "other")
    decided = {"full": "recognised", "partial": "partial", "compensation": "compensation"}
    return Reason("occupation", FITS, decided.get(candidate.prior_decision, "same"))


def _german(vacancy: Vacancy, candidate: Candidate) -> Reason:
    if not vacancy.german:
        return Reason("german", FITS, "not_asked")
    if candidate.german not in _LEVELS:
        return Reason("german", OPEN, "not_known")
    enough = _LEVELS.index(candidate.german) >= _LEVELS.index(vacancy.german)
    return Reason("german", FITS, "enough") if enough else Reason("german", NOT_QUITE, "not_yet")


def _place(vacancy: Vacancy, candidate: Candidate) -> Reason:
    if vacancy.district and vacancy.district == candidate.district:
        return Reason("place", FITS, "same_district")
    if candidate.would_move == "yes":
        return Reason("place", FITS, "would_move")
    if not vacancy.district or candidate.would_move != "no":
        return Reason("place", OPEN, "ask_move")
    return Reason("place", NOT_QUITE, "stays")


def _residence(candidate: Candidate) -> Reason:
    if candidate.titles is None:
        return Reason("residence", OPEN, "no_guide")
    return Reason("residence", FITS, "possible") if candidate.titles else Reason("residence", OPEN, "nothing_yet")
