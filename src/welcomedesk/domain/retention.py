"""When data have to go: deletion classes, what starts their periods, and what is due on a day.

Source of the shape: DIN 66398 (data kinds, periods and start types). The periods themselves are data of packs and of
the office; none stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.domain.calendar import add_days, add_months
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.fields import RETENTION
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.privacy import DeletionClass

CASE, FIRST, PAPER, PROOF, COMPANY, FUNDER = "case", "first_contact", "paper", "proof", "company", "funder_proof"
"""Classes that the worklist knows how to carry out; the others are carried out where their data arise."""

CARRIED_OUT = (CASE, FIRST, PAPER, PROOF, COMPANY, FUNDER)

ERASE, CORE, PARTS = "erase", "core", "parts"
"""The whole case goes; all but a restricted core goes; single things go."""

ACTION_WORDS = {
    ERASE: N_("Erase the case"),
    CORE: N_("Erase all but a restricted core"),
    PARTS: N_("Erase these parts"),
}

_PROOFS = ("consent", "release", "basis", "notice", "guardian", "profile", "story", "letter")
_PAPERS = ("attachment", "paper")
_KEPT_FIELDS = {
    "case": frozenset(
        (
            *("kind", "number", "state", "opened", "closed_on", "close_reason", "adviser", "sample", "channel"),
            *("restricted", "restricted_on", "restricted_reason"),
        )
    ),
    "person": frozenset(("name", "birth_date", "address_protected")),
    "company": frozenset(("name",)),
}
"""What says whose proof it is; everything else of a restricted core goes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A class with the period that holds in this office.

    Args:
        changed: the office set another period than the pack proposes.
    """

    klass: DeletionClass
    months: int
    days: int
    changed: bool = False

    @property
    def id(self) -> str:
        return self.klass.id

    def ends(self, start: date) -> date:
        """The last day that belongs to the period."""
        end = add_months(start, self.months) if self.months else add_days(start, self.days)
        return date(end.year, 12, 31) if self.klass.year_end else end


_OWN_PERIOD = {
    CASE: N_("With the case: {period} after the last contact"),
    COMPANY: N_("{period} after the last contact"),
    PROOF: N_("{period} to the end of the year, restricted"),
    PAPER: N_("{period} after the purpose is reached"),
}
"""How the periods of `fields.RETENTION` are said where the office set its own."""

_UNITS = {
    "years": (N_("1 year"), N_("{n} years")),
    "months": (N_("1 month"), N_("{n} months")),
    "days": (N_("1 day"), N_("{n} days")),
}


def period_words(rule: Rule, translate: Callable[[str], str]) -> str:
    """A period in words: `3 years`, `12 months`, `30 days`."""
    if rule.months > 12 and rule.months % 12 == 0:
        count, unit = rule.months // 12, "years"
    else:
        count, unit = (rule.months, "months") if rule.months else (rule.days, "days")
    one, more = _UNITS[unit]
    return translate(one if count == 1 else more).format(n=count)


def kept_words(rules: Mapping[str, Rule], translate: Callable[[str], str]) -> dict[str, str]:
    """How long each kind of field is kept in this office, by the keys of `fields.RETENTION`."""
    found = {key: translate(words) for key, words in RETENTION.items()}
    for key, words in _OWN_PERIOD.items():
        if key in rules and rules[key].changed:
            found[key] = translate(words).format(period=period_words(rules[key], translate))
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """What the worklist proposes.

    Args:
        rule: id of the deletion class.
        start: the day the period began; `ended` its last day.
        refs: what goes, of `PARTS` and `CORE`; `person.phone` names one field.
        until: ISO date until which it was postponed, `reason` why; empty where it was not.
    """

    case_id: str
    number: str
    rule: str
    action: str
    start: date
    ended: date
    refs: tuple[str, ...] = ()
    until: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        return f"{self.case_id} {self.rule}"


def due(case: CaseFile, rules: Mapping[str, Rule], today: date) -> Iterator[Due]:
    """What of a case is due on a day, postponed or not; sample cases never are."""
    if case.root.get("sample"):
        return
    whole = _whole(case, rules, today)
    if whole is not None:
        yield _postponed(case, whole)
        if whole.action == ERASE:
            return
    taken = set(whole.refs) if whole else set()
    for rule, starts in ((PAPER, _papers(case)), (PROOF, _proofs(case))):
        if rule in rules:
            part = _parts(case, rules[rule], {ref: on for ref, on in starts.items() if ref not in taken}, today)
            if part is not None:
                yield _postponed(case, part)


def is_open(each: Due, today: date) -> bool:
    """Whether something is to be decided now."""
    return not each.until or each.until < today.isoformat()


def _whole(case: CaseFile, rules: Mapping[str, Rule], today: date) -> Due | None:
    rule = rules.get(_class_of(case))
    start = _day(case.root.text("opened")) if rule and rule.id == FIRST else last_contact(case)
    if rule is None or start is None or rule.ends(start) >= today:
        return None
    found = Due(case.id, case.number, rule.id, ERASE, start, rule.ends(start))
    proof = rules.get(PROOF)
    lasting = [ref for ref, on in _proofs(case).items() if proof and on and proof.ends(on) >= today]
    if not lasting:
        return found
    refs = tuple(beside_core(case))
    done = not refs and case.root.get("restricted")
    return None if done else Due(case.id, case.number, rule.id, CORE, start, found.ended, refs)


def _class_of(case: CaseFile) -> str:
    if case.kind == "company":
        return COMPANY
    followed = len(case.all("consultation")) > 1 or any(case.all(kind) for kind in ("referral", "letter", "run"))
    return FIRST if case.root.get("channel") == "event" and not followed else CASE


def last_contact(case: CaseFile) -> date | None:
    """The last day on which somebody had to do with the person: a talk, a letter, a referral; the opening at least."""
    days = [case.root.text("opened")]
    days += [each.text("at") for each in case.all("consultation")]
    days += [each.text("sent_on") for each in case.all("letter")]
    days += [each.text("started") for each in case.all("referral")]
    return max((day for text in days if (day := _day(text))), default=None)


def beside_core(case: CaseFile) -> Iterator[str]:
    """Everything of a case that is neither proof nor says whose proof it is."""
    for entity in case.entities.values():
        if entity.kind in _PROOFS or entity.removed:
            continue
        if ":" in entity.ref:
            yield entity.ref
        else:
            kept = _KEPT_FIELDS.get(entity.ref, frozenset())
            yield from (
                f"{entity.ref}.{name}"
                for name in entity.fields
                if name not in kept and not name.startswith("_") and entity.get(name) is not None
            )


def _papers(case: CaseFile) -> dict[str, date | None]:
    """Copies of papers: their purpose is reached when the case is closed."""
    closed = _day(case.root.text("closed_on")) if case.closed else None
    found = [each for kind in _PAPERS for each in case.all(kind)]
    return {each.ref: max(closed, _day(each.text("received_on")) or closed) if closed else None for each in found}


def _proofs(case: CaseFile) -> dict[str, date | None]:
    """Consents and letters: the day on which each ended; `None` while it has not."""
    return {each.ref: _end_of(case, each) for kind in _PROOFS for each in case.all(kind)}


def _end_of(case: CaseFile, each: Entity) -> date | None:
    names = ("withdrawn_on", "expires_on", "released_until", "sent_on", "ended_on")
    known = [day for name in names if (day := _day(each.text(name)))]
    if known:
        return known[0]
    # A consent without an end ends with the case.
    return _day(case.root.text("closed_on")) or last_contact(case)


def _parts(case: CaseFile, rule: Rule, starts: Mapping[str, date | None], today: date) -> Due | None:
    over = {ref: on for ref, on in starts.items() if on and rule.ends(on) < today}
    if not over:
        return None
    first = min(over.values())
    return Due(case.id, case.number, rule.id, PARTS, first, rule.ends(first), tuple(sorted(over)))


def _postponed(case: CaseFile, found: Due) -> Due:
    entity = case.one(f"postponement:{found.rule}")
    if not entity.text("until"):
        return found
    return replace(found, until=entity.text("until"), reason=entity.text("reason"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- proof for the funder -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Programme:
    """A funded programme whose proofs are kept apart from the notes.

    Args:
        paid_year: the year of the managing authority's last payment, as the funder told it; 0 while it did not.
        paused_on: ISO date since which proceedings stop the period; empty where none do.
    """

    ref: str
    name: str
    paid_year: int = 0
    paused_on: str = ""


def programme_ends(programme: Programme, rule: Rule) -> date | None:
    """The last day of the period of its proofs; `None` while the funder told no date, and while it is paused.

    Source: Art. 82 of Regulation (EU) 2021/1060: five years from 31 December of the year of the last payment,
    interrupted by legal proceedings or at the request of the Commission.
    """
    if not programme.paid_year or programme.paused_on:
        return None
    return rule.ends(date(programme.paid_year, 12, 31))
