"""What a case should know before guides and letters work well; what is missing makes it a stub."""

from __future__ import annotations

from types import MappingProxyType

from welcomedesk.domain.case import CaseFile

WANTED = MappingProxyType(
    {
        "person": (
            "person.name",
            "case.summary",
            "case.topics",
            "person.citizenship",
            "person.languages",
            "person.german_level",
            "person.postal_code",
            "person.district",
            "person.phone",
            "person.goal",
            "person.occupation",
            "qualification.title",
            "residence_title.title",
        ),
        "company": (
            "company.name",
            "case.summary",
            "case.topics",
            "company.branch",
            "company.contact_person",
            "company.postal_code",
            "company.district",
            "company.phone",
            "vacancy.title",
        ),
    }
)
"""Keys of fields by kind of case, most useful first; a key of a repeated entity wants at least one of it."""

_INSTEAD = MappingProxyType({"person.phone": "person.email", "company.phone": "company.email"})
"""Another field that serves as well."""


def missing(case: CaseFile) -> tuple[str, ...]:
    """Keys of wanted fields that a case does not know yet, most useful first."""
    return tuple(key for key in WANTED.get(case.kind, ()) if not _known(case, key) and not _spared(case, key))


def _known(case: CaseFile, key: str) -> bool:
    kind, _dot, name = key.partition(".")
    places = (case.one(kind),) if kind in ("case", "person", "company") else case.all(kind)
    return any(place.get(name) not in (None, "", []) for place in places)


def _spared(case: CaseFile, key: str) -> bool:
    """Whether something else serves: a mailbox instead of a phone, no postal code where somebody lives abroad."""
    other = _INSTEAD.get(key, "")
    if key in ("person.postal_code", "person.district"):
        return case.value("person", "residence") not in (None, "", "st")
    return bool(other) and _known(case, other)
