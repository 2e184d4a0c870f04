"""Why data may be kept: the legal basis per purpose, recorded in the case, and what stays locked without one.

A basis is the entity `basis:<purpose>`, so that two laptops that record one apart meet in the same place. Sensitive
fields of a known person stay locked until a basis for their purpose carries them (GDPR Art. 6 and 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from welcomedesk.domain import fields
from welcomedesk.domain.case import REMOVED, CaseFile, Entity, kind_of

if TYPE_CHECKING:
    from welcomedesk.domain.log import Json

CONSENT = "consent"
SENSITIVE_GROUNDS = frozenset({CONSENT, "law", "vital", "claims"})
"""Grounds that can carry sensitive data. Source: GDPR Art. 9 (2) (a), (b), (c), (f), (g); a contract or an interest
cannot."""

CASE, OFFICE = "case", "office"
"""Where the basis for sensitive data stands: in each case, or once for the whole office."""

_SHARED = {"identify": "counselling", "refer": "counselling"}
"""Purposes that are part of another: whoever agreed to counselling agreed that somebody is asked for them. What leaves
has a consent of its own."""

_KNOWN_BY = ("name", "birth_date", "street", "phone", "email")
"""Fields that make a person known. Whoever stays anonymous can be advised without a basis."""


class Wanted(Protocol):
    """A field to be set."""

    @property
    def entity(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def value(self) -> Json: ...


def rule(office: Entity) -> str:
    """`CASE`, `OFFICE`, or nothing while the office has not said who its carrier is.

    Without a carrier nobody can say which law applies; then the gap is shown instead of a lock.
    """
    chosen = office.text("sensitive_rule")
    if chosen == OFFICE and not office.text("sensitive_basis"):
        chosen = CASE
    return chosen or (CASE if office.text("carrier_kind") else "")


def ref_of(purpose: str) -> str:
    """The ref of the basis that carries a purpose."""
    return f"basis:{_SHARED.get(purpose, purpose)}"


def basis(case: CaseFile, purpose: str, on: date) -> Entity | None:
    """The basis that is recorded for a purpose and holds on a day."""
    found = case.one(ref_of(purpose))
    return found if _holds(found, {}, on) else None


def may_keep_sensitive(case: CaseFile, office: Entity, purpose: str, on: date) -> bool:
    """Whether sensitive data for a purpose may be recorded."""
    return rule(office) != CASE or not _is_known(case, {}) or _carries(case.one(ref_of(purpose)), {}, on)


def is_sensitive(wanted: Wanted) -> bool:
    """Whether setting this field records something sensitive; clearing never does."""
    field = fields.find(wanted.entity, wanted.field)
    given = wanted.value not in (None, "", [])
    return field is not None and field.sensitivity == "sensitive" and field.typed and given


def locked(case: CaseFile, office: Entity, wanted: Iterable[Wanted], on: date) -> tuple[str, ...]:
    """Keys of the sensitive fields among `wanted` that no basis carries, counting what `wanted` itself records.

    Companies have no such lock: their files are not about one person.
    """
    edits = tuple(wanted)
    coming = {(each.entity, each.field): each.value for each in edits}
    kind = coming.get(("case", "kind")) or case.kind
    if rule(office) != CASE or kind != "person" or not _is_known(case, coming):
        return ()
    found = []
    for each in filter(is_sensitive, edits):
        field = fields.find(each.entity, each.field)
        if field is None or _has_own_consent(case, each.entity, coming):
            continue
        if not _carries(case.one(ref_of(field.purpose)), coming, on):
            found.append(f"{each.entity}.{each.field}")
    return tuple(dict.fromkeys(found))


_Coming = Mapping[tuple[str, str], "Json"]


def _has_own_consent(case: CaseFile, ref: str, coming: _Coming) -> bool:
    """A success story rests on a consent of its own, see `story_consent` in the fields."""
    if kind_of(ref) != "story":
        return False
    refs = {*case.entities, *(entity for entity, _name in coming)}
    consents = (case.one(each) for each in refs if kind_of(each) == "story_consent")
    return any(_value(each, "story", coming) == ref and _value(each, "given_on", coming) for each in consents)


def _is_known(case: CaseFile, coming: _Coming) -> bool:
    return any(_value(case.one("person"), name, coming) for name in _KNOWN_BY)


def _carries(entity: Entity, coming: _Coming, on: date) -> bool:
    return _holds(entity, coming, on) and _value(entity, "ground", coming) in SENSITIVE_GROUNDS


def _holds(entity: Entity, coming: _Coming, on: date) -> bool:
    withdrawn = str(_value(entity, "withdrawn_on", coming) or "")
    given = bool(_value(entity, "ground", coming)) and not _value(entity, REMOVED, coming)
    return given and not (withdrawn and withdrawn <= on.isoformat())


def _value(entity: Entity, name: str, coming: _Coming) -> Json:
    key = (entity.ref, name)
    return coming[key] if key in coming else entity.get(name)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a well-kept case would have.

    Args:
        code: `no_basis`, `no_notice`, `no_guardian` or `name_of_third`.
    """

    code: str
    ref: str = ""


def gaps(case: CaseFile, office: Entity, on: date) -> tuple[Gap, ...]:
    """What data protection still asks of a case of a known person."""
    if case.kind != "person" or not _is_known(case, {}):
        return ()
    found = []
    if rule(office) != OFFICE and not _carries(case.one(ref_of("counselling")), {}, on):
        found.append(Gap("no_basis"))
    if not case.all("notice"):
        found.append(Gap("no_notice"))
    if is_minor(case, on) and not any(each.text("agreed_on") for each in case.all("guardian")):
        found.append(Gap("no_guardian"))
    found += [Gap("name_of_third", each.ref) for each in case.all("third") if _named_for_nothing(each)]
    return tuple(found)


def _named_for_nothing(third: Entity) -> bool:
    return bool(third.text("name")) and not third.text("why_named")


def is_minor(case: CaseFile, on: date) -> bool:
    """Whether the person is under 18, by the date of birth or, where that is not known, by the mark."""
    person = case.one("person")
    try:
        born = date.fromisoformat(person.text("birth_date"))
    except ValueError:
        return bool(person.get("minor"))
    return (on.year - 18, on.month, on.day) < (born.year, born.month, born.day)
