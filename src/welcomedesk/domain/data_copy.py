"""What a copy of all data for the person holds (Art. 15 GDPR), by the declaration of fields.

The copy must not harm others (Art. 15(4)): what is about third persons, or may be, is marked, and an adviser decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welcomedesk.domain.fields import Field

OTHERS, PERHAPS = "others", "perhaps"
"""Surely about somebody else, and free text that may be."""

_OTHERS = frozenset(
    {
        *("company.contact_person", "company.contact_role"),
        *("attachment.received_from", "consultation.interpreter"),
        *("link.case", "link.role", "basis.witness", "call_note.role"),
    }
)
_OTHERS_ENTITIES = frozenset({"family_member", "guardian", "third", "participant"})
_FREE_TEXT = frozenset({"long_text"})

ENTITY_TITLES = MappingProxyType(
    {
        "case": N_("Case"),
        "person": N_("Person"),
        "company": N_("Company"),
        "qualification": N_("Qualification"),
        "language": N_("Language"),
        "family_member": N_("Family member"),
        "residence_title": N_("Residence title"),
        "vacancy": N_("Vacancy"),
        "profile": N_("Release for the search"),
        "consultation": N_("Consultation"),
        "task": N_("Task"),
        "paper": N_("Paper"),
        "item": N_("Step of a checklist"),
        "attachment": N_("Attachment"),
        "referral": N_("Referral"),
        "letter": N_("Letter"),
        "consent": N_("Consent"),
        "release": N_("Release from secrecy"),
        "run": N_("Guide run"),
        "access": N_("View of hidden data"),
        "basis": N_("Legal basis"),
        "notice": N_("Information about data protection"),
        "guardian": N_("Guardian"),
        "third": N_("Somebody else in the case"),
        "correction": N_("Correction told"),
        "call_note": N_("Phone call with an office"),
        "handover": N_("Case handed over"),
        "story": N_("Story"),
        "story_consent": N_("Consent to the story"),
        "event": N_("Event"),
        "participant": N_("Participant"),
        "link": N_("Link to another case"),
        "postponement": N_("Postponed erasure"),
    }
)
"""Headings of the copy."""

FURTHER = N_("Further entry")
"""Heads a kind of thing that has no heading of its own; the person never reads the name of a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value in the copy.

    Args:
        key: ref and field, `person.phone`, `task:3fa9.what`.
        label: name of the field, `value` in words.
        about: `OTHERS`, `PERHAPS` or empty.
        protected: it could endanger the person in the hands of somebody else.
    """

    key: str
    label: str
    value: str
    about: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One thing of the case with everything that is kept about it."""

    ref: str
    title: str
    rows: tuple[Row, ...]


def about(field: Field | None) -> str:
    """Whether a field tells about somebody else; one that nobody declared may do so."""
    if field is None:
        return PERHAPS
    if field.entity in _OTHERS_ENTITIES or field.key in _OTHERS:
        return OTHERS
    return PERHAPS if field.kind in _FREE_TEXT or field.name == "note" else ""


def without(sections: Iterable[Section], withheld: Iterable[str], *, own: bool) -> tuple[Section, ...]:
    """The sections without what is withheld, and for anybody but the person without what is protected.

    Args:
        withheld: keys of rows.
    """
    gone = set(withheld)
    kept = (
        Section(
            each.ref,
            each.title,
            tuple(r for r in each.rows if r.key not in gone and (own or not (r.protected or r.about))),
        )
        for each in sections
    )
    return tuple(each for each in kept if each.rows)


def marked(sections: Iterable[Section]) -> tuple[tuple[Section, Row], ...]:
    """Every row that has to be looked at before the copy leaves."""
    return tuple((section, row) for section in sections for row in section.rows if row.about)
