"""The record of processing activities (GDPR Art. 30), made from the declaration of fields and the office's own data.

Every purpose is one activity. What the program cannot know (who else processes data, the office's own measures) is a
line to fill in, never an invention.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from welcomedesk.domain.documents import Block, Document, Heading, Paragraph, Table
from welcomedesk.domain.fields import FIELDS, PURPOSES, RETENTION, Field
from welcomedesk.domain.words import N_

Translate = Callable[[str], str]

SUBJECTS: Mapping[str, str] = {
    "person": N_("Persons seeking advice"),
    "family_member": N_("Members of their families"),
    "guardian": N_("Guardians of minors"),
    "third": N_("Interpreters, companions and others, by role"),
    "company": N_("Contact persons of companies"),
    "adviser": N_("Advisers of the office"),
}
"""Whose data a kind of entity holds, where it is not the person of the case."""

LEVELS: Mapping[str, str] = {
    "plain": N_("not about a person"),
    "personal": N_("personal"),
    "sensitive": N_("sensitive: special category or status"),
    "protected": N_("protected: may endanger, never leaves"),
}

MEASURES = (
    N_("The case file is encrypted (SQLCipher, AES-256 with a check on each page); each adviser has a passphrase."),
    N_("The program locks after minutes without input and opens no network connection."),
    N_("Every change keeps who and when in a chained history; views of cases are logged for twelve months."),
    N_("Backups are encrypted, compared after writing, and live 35 days at most."),
    N_("Protected addresses are masked in lists, search, letters and exports."),
)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the office says of itself; every part may be empty.

    Args:
        law: acts that bind it, `article` where they demand this record; `bases` the usual legal basis by purpose.
        confirmed: whether somebody confirmed the legal texts.
        kept: the office's periods in words, by the keys of `fields.RETENTION`; those of the declaration without.
    """

    controller: str = ""
    officer: str = ""
    carrier: str = ""
    law: str = ""
    article: str = ""
    bases: Mapping[str, str] | None = None
    confirmed: bool = False
    kept: Mapping[str, str] | None = None


def record(office: OfficeFacts, version: str, day: str, _: Translate) -> Document:
    """The record, as far as it can be pre-filled.

    Args:
        version: of the program, whose fields these are; `day` in words.
    """
    blocks: list[Block] = [
        Heading(_("Controller")),
        Table(
            (_("What"), _("Entered")),
            (
                (_("Controller"), office.controller or _to_fill(_)),
                (_("Data protection officer"), office.officer or _to_fill(_)),
                (_("Kind of carrier"), office.carrier or _to_fill(_)),
                (_("Law that applies"), office.law or _to_fill(_)),
            ),
        ),
    ]
    for purpose, words in PURPOSES.items():
        blocks += _activity(purpose, words, office, _)
    blocks += [
        Heading(_("Protection of the data")),
        Paragraph("\n\n".join(_(each) for each in MEASURES)),
        Paragraph(_("Measures of the office itself (rooms, devices, training): to be filled in.")),
        Heading(_("Recipients outside the EU")),
        Paragraph(_("None through this program: it opens no network connection.")),
    ]
    title = _("Record of processing activities")
    head = [_("Welcomedesk {version}, {date}").format(version=version, date=day)]
    if office.article:
        head.append(office.article)
    if not office.confirmed:
        head.append(_("Legal texts: to be verified by the data protection officer."))
    return Document(title, tuple(blocks), tuple(head))


def _to_fill(_: Translate) -> str:
    return _("to be filled in")


def fields_of(purpose: str) -> tuple[Field, ...]:
    """The fields that serve a purpose, in the order of their declaration."""
    return tuple(field for field in FIELDS.values() if field.purpose == purpose)


def _activity(purpose: str, words: str, office: OfficeFacts, _: Translate) -> list[Block]:
    found = fields_of(purpose)
    data: dict[str, list[str]] = {}
    for field in found:
        data.setdefault(field.sensitivity, []).append(_(field.label))
    whose = dict.fromkeys(_(SUBJECTS.get(field.entity, SUBJECTS["person"])) for field in found)
    kept = dict.fromkeys(
        (office.kept or {}).get(field.retention, "") or _(RETENTION[field.retention]) for field in found
    )
    leaves = sorted({kind for field in found for kind in field.printable})
    basis = (office.bases or {}).get(purpose, "") or _to_fill(_)
    rows = [
        (_("Legal basis"), basis),
        (_("Whose data"), "; ".join(whose)),
        *(
            (_("Data ({level})").format(level=_(LEVELS[level])), ", ".join(dict.fromkeys(names)))
            for level, names in data.items()
        ),
        (_("Recipients"), _recipients(leaves, _)),
        (_("Kept"), "; ".join(kept)),
    ]
    return [Heading(_(words)), Table((_("What"), _("Entered")), tuple(rows))]


def _recipients(leaves: list[str], _: Translate) -> str:
    if not leaves:
        return _("nobody outside the office")
    words = _("the office a person agreed to, by letters of the kinds: {kinds}")
    return words.format(kinds=", ".join(leaves))
