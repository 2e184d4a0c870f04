"""The report of a lost device (GDPR Art. 33 and 34): whose data were on it, how they were protected, what to tell whom.

It is made from the case file of the device or, when that is gone, from its backup on another laptop.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import privacy
from welcomedesk.desk.access import LOCKED
from welcomedesk.desk.core import office
from welcomedesk.desk.letter_values import Wording
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain import fields
from welcomedesk.domain.documents import Block, Document, Heading, Paragraph, Table
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.processing_record import Translate

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import RegisterRow

_EVERY_STATE = ("open", "waiting", "closed", "restricted")
_GROUPS = ("family_member", "residence_title", "consultation", "qualification", "attachment")
"""Kinds of entities that say which categories of data a case holds beside those of the person."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the device held of one case.

    Args:
        categories: words for kinds of data.
        protected: a protected address, so that the person may be in danger.
    """

    row: RegisterRow
    categories: tuple[str, ...]
    protected: bool


def held(desk: Desk, _: Translate) -> tuple[Held, ...]:
    """Every real case of the file with the categories of data it holds; sample cases are invented people."""
    rows = desk.store.register(RegisterQuery(states=_EVERY_STATE, limit=1_000_000, sample=False)).rows
    groups = {kind: {case for case, _entity in desk.store.entities(kind, ("title",))} for kind in _GROUPS}
    sensitive = [field.name for field in fields.of_entity("person") if field.sensitivity == "sensitive"]
    status = {
        case
        for case, person in desk.store.entities("person", sensitive)
        if any(person.get(name) not in (None, "", []) for name in sensitive)
    }
    return tuple(Held(row, _categories(row, groups, status, _), row.protected) for row in rows)


def _categories(row: RegisterRow, groups: dict[str, set[str]], status: set[str], _: Translate) -> tuple[str, ...]:
    said = [_("Company and contact person") if row.kind == "company" else _("Identity and contact")]
    if row.state == "restricted":
        said.append(_("restricted case: all categories are to be assumed"))
    if row.id in status or row.id in groups["residence_title"]:
        said.append(_("Citizenship and residence"))
    names = {
        "family_member": _("Family"),
        "consultation": _("Notes of talks"),
        "qualification": _("Education and work"),
        "attachment": _("Attachments"),
    }
    said += [words for kind, words in names.items() if row.id in groups[kind]]
    return tuple(said)


def of_this_workplace(desk: Desk, _: Translate, language: str) -> Document:
    """The whole report in one language, with the text block for the authority."""
    found = held(desk, _)
    ours = office(desk).one("office")
    day = Wording(desk.library, language, _).day
    blocks: list[Block] = [
        Heading(_("The device")),
        Table((_("What"), _("Entered")), tuple(_about_device(desk, found, _))),
        Heading(_("What it held")),
        Table((_("What"), _("Number")), tuple((name, str(count)) for name, count in _counts(found, _).items())),
        Heading(_("Text for the authority")),
        Paragraph(_for_authority(desk, found, language, _)),
        Heading(_("Persons to think of first")),
        *_first(found, _),
        Heading(_("All cases")),
        Table(
            (_("Case number"), _("Name"), _("Categories")),
            tuple((each.row.number, each.row.name or _("anonymous"), ", ".join(each.categories)) for each in found),
        ),
    ]
    head = (" · ".join(part for part in (ours.text("name"), day(desk.today.isoformat())) if part),)
    return Document(_("Report of a lost device"), tuple(blocks), head)


def _about_device(desk: Desk, found: tuple[Held, ...], _: Translate) -> list[tuple[str, str]]:
    unknown = _("not known; to be filled in")
    ours = office(desk)
    advisers = ", ".join(each.text("name") for each in ours.all("adviser"))
    locks = [line.at for line in desk.store.accesses(limit=1_000_000) if line.what == LOCKED]
    return [
        (_("Workplace"), ours.one("office").text("workplace") or unknown),
        (_("Last known state"), _minute(max((each.row.changed for each in found), default="")) or unknown),
        (_("Encryption"), _("SQLCipher, AES-256, key of 32 random bytes behind passphrases (Argon2id)")),
        (_("Advisers"), advisers or unknown),
        (_("Last lock at that state"), _minute(max(locks, default="")) or unknown),
        (_("Disk of the device encrypted by the system"), unknown),
        (_("Device was locked or off when it was lost"), unknown),
        (_("Lost on, where, noticed by whom"), unknown),
    ]


def _minute(at: str) -> str:
    return at.replace("T", " ")[:16]


def _counts(found: tuple[Held, ...], _: Translate) -> dict[str, int]:
    counted = {
        _("Persons"): sum(each.row.kind != "company" for each in found),
        _("Companies"): sum(each.row.kind == "company" for each in found),
        _("Protected addresses"): sum(each.protected for each in found),
        _("Restricted cases"): sum(each.row.state == "restricted" for each in found),
    }
    return {**counted, **Counter(name for each in found for name in each.categories)}


def _first(found: tuple[Held, ...], _: Translate) -> list[Block]:
    """People whom a finder could endanger."""
    protected = [each.row.number for each in found if each.protected]
    if not protected:
        return [Paragraph(_("No case has a protected address."))]
    words = _("Their address is protected; tell them first: {numbers}")
    return [Paragraph(words.format(numbers=", ".join(protected)))]


def _for_authority(desk: Desk, found: tuple[Held, ...], language: str, _: Translate) -> str:
    known = privacy.texts(desk)
    carrier = known.carriers.get(office(desk).one("office").text("carrier_kind"))
    to = say(carrier.supervisor, language) if carrier else _("the supervisory authority in charge")
    article = carrier.article.get("breach", "") if carrier else ""
    people = sum(each.row.kind != "company" for each in found)
    parts = [
        _("To: {authority}").format(authority=to),
        _("Report of a breach of the protection of personal data. {article}").format(article=article).strip(),
        _("A device of our advice office with an encrypted case file was lost."),
        _("It held data of {n} persons at its last known state.").format(n=people),
        _(
            "The file is encrypted as a whole; without a passphrase nothing in it can be read. "
            "We see a low risk if the device was locked or off."
        ),
        _("Done so far (strike what was not): device removed, passphrases changed, data protection officer informed."),
        _("To be verified by the data protection officer; the 72 hours run from the moment the loss was noticed."),
    ]
    return "\n\n".join(parts)
