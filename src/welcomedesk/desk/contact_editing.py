"""The office's own contacts, and its own data on shipped ones: entered, corrected, retired, taken back.

What the office says lies over the packs and survives their updates. On a shipped contact only what differs is kept,
so that an update still changes everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts
from welcomedesk.desk.choices import Choice, of_field
from welcomedesk.desk.core import Done, Edit, bad_value, edits, office, write
from welcomedesk.domain import fields as declared
from welcomedesk.domain.contact_checks import ContactProblem, problems_of, references_of
from welcomedesk.domain.contact_import import fields_of, says_the_same
from welcomedesk.domain.contacts import KINDS, LIFECYCLES
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.overlay import CHECK, NOTE, OWN, OWN_FIELDS, LocalRecords, overlay_contacts
from welcomedesk.domain.regions import FEDERATION, STATE
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.log import EntryId, Json
    from welcomedesk.domain.saying import Said

EMPTY: Mapping[str, Json] = {}


@dataclass(frozen=True, slots=True)
class Editing:
    """A contact as it is edited.

    Args:
        id: empty for a new one.
        values: what stands in each field now; a field that is not known is left out.
        shipped: what the packs say, empty for own contacts.
        own: names of the fields in which the office's own data stand.
    """

    id: str
    values: Mapping[str, Json]
    shipped: Mapping[str, Json]
    own: frozenset[str] = frozenset()


def begin(desk: Desk, contact_id: str = "") -> Editing:
    """What the form begins with.

    Raises:
        DeskError: `unknown_contact`.
    """
    if not contact_id:
        return Editing("", {"referral": True}, EMPTY)
    contact = contacts.contact(desk, contact_id)
    shipped = _shipped(desk, contact_id)
    own = frozenset(contact.office.edited) if shipped is not None else frozenset()
    return Editing(contact_id, fields_of(contact), fields_of(shipped) if shipped else EMPTY, own)


def choices(desk: Desk) -> Mapping[str, tuple[Choice, ...]]:
    """Value and words of everything that can be chosen, by name of the field."""
    translate = desk.words(desk.language)

    def said(options: Sequence[declared.Option]) -> tuple[Choice, ...]:
        return tuple((option.id, translate(option.label)) for option in options)

    found = {field.name: of_field(desk, field) for field in declared.of_entity(OWN)}
    known = contacts.directory(desk)
    places = sorted(known.regions.districts.values(), key=lambda each: each.name.casefold())
    named = sorted(known.contacts, key=lambda each: each.name.casefold())
    wide = ((STATE, translate(N_("Whole state"))), (FEDERATION, translate(N_("Nationwide"))))
    return found | {
        "kind": said(KINDS),
        "lifecycle": said(LIFECYCLES),
        "districts": (*((each.ags5, each.name) for each in places), *wide),
        "successor_id": tuple((each.id, each.name) for each in named),
    }


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the form shows.

    Args:
        hours: what the opening hours mean for today; empty where they cannot be read.
        misfits: values that their field does not take, by its name.
    """

    problems: tuple[ContactProblem, ...]
    hours: tuple[Said, ...]
    misfits: Mapping[str, declared.Misfit]


def look(desk: Desk, contact_id: str, values: Mapping[str, Json]) -> Looked:
    """What is wrong with the values or asks for a second look, while somebody types."""
    hours = contacts.hours_today(desk, str(values.get("hours") or ""))
    wanted = _wanted(desk, contact_id, values)
    misfits = {name: wrong for name, value in wanted.items() if (wrong := declared.misfit(OWN, name, value))}
    return Looked(_judged(desk, contact_id, wanted), hours, misfits)


def save(desk: Desk, contact_id: str, values: Mapping[str, Json]) -> Done[str]:
    """Keep what was entered, with a check of today for a new contact; gives the id of the contact.

    Args:
        contact_id: empty for a new contact.
        values: as in the form; a field that is missing or empty is not known.

    Raises:
        Refused: `contact_has_errors`, which names the first.
        DeskError: `bad_value`, which names the field.
    """
    wanted = _wanted(desk, contact_id, values)
    for name, value in wanted.items():
        if wrong := declared.misfit(OWN, name, value):
            raise bad_value(wrong)
    errors = [each for each in _judged(desk, contact_id, wanted) if each.is_error]
    if errors:
        raise Refused(
            "contact_has_errors",
            N_("The contact cannot be saved like this."),
            safe=N_("Nothing was changed."),
            next_step=errors[0].sentence,
            **errors[0].values,
        )
    made = contact_id or f"own-{desk.new_id(4)}"
    here = office(desk)
    changes = [Edit(f"{OWN}:{made}", name, wanted.get(name)) for name in OWN_FIELDS]
    if here.value(f"{NOTE}:{made}", "phone") is not None:
        # The form shows the number that was noted at the telephone; from now on the form holds it.
        changes.append(Edit(f"{NOTE}:{made}", "phone", None))
    if not contact_id:
        check: dict[str, Json] = {
            "contact": made,
            "result": "correct",
            "on": desk.today.isoformat(),
            "by": desk.actor,
        }
        changes += edits(f"{CHECK}:{desk.new_id(4)}", check)
    done = write(desk, here, changes, areas=("contacts", "today"))
    return Done(made, done.changed, done.undo)


def retire(desk: Desk, contact_id: str, *, retired: bool = True) -> Done[tuple[EntryId, ...]]:
    """No longer offer a contact, or offer it again; it stays findable, and referrals to it keep their name."""
    contacts.contact(desk, contact_id)
    return write(
        desk, office(desk), [Edit(f"{NOTE}:{contact_id}", "retired", True if retired else None)], areas=("contacts",)
    )


def _wanted(desk: Desk, contact_id: str, values: Mapping[str, Json]) -> Mapping[str, Json]:
    """What to keep: for a shipped contact only what differs, an emptied field as empty."""
    filled = {name: value for name, value in values.items() if name in OWN_FIELDS and value not in (None, "", [])}
    shipped = _shipped(desk, contact_id) if contact_id else None
    if shipped is None:
        return filled
    before = fields_of(shipped)
    differs = {name: value for name, value in filled.items() if not says_the_same(value, before.get(name))}
    emptied = {name: _emptied(before[name]) for name in before if name not in filled and name in values}
    return {**differs, **{name: value for name, value in emptied.items() if value is not None}}


def _emptied(before: Json) -> Json:
    """What says that nothing is known: an empty text or list; a number or a yes cannot be unsaid."""
    return [] if isinstance(before, list) else "" if isinstance(before, str) else None


def _judged(desk: Desk, contact_id: str, wanted: Mapping[str, Json]) -> tuple[ContactProblem, ...]:
    shipped = _shipped(desk, contact_id) if contact_id else None
    name = contact_id or "own"
    (contact,) = overlay_contacts(
        (shipped,) if shipped else (),
        LocalRecords(own={name: {"name": "", **wanted}} if shipped is None else {name: wanted}),
    )
    known = contacts.directory(desk)
    references = references_of(contact, {**known.by_id, contact.id: contact}, desk.today)
    found = (*problems_of(contact, known.regions), *references)
    # What the packs say is not this form's doing: on a shipped contact only the office's own fields are judged.
    return found if shipped is None else tuple(each for each in found if _touches(each.field, wanted))


def _touches(field: str, wanted: Mapping[str, Json]) -> bool:
    inside = {"address": ("street", "postal_code", "town"), "region": ("districts", "seat_town")}
    return any(name in wanted for name in inside.get(field, (field,)))


def _shipped(desk: Desk, contact_id: str) -> Contact | None:
    return desk.library.directory().by_id.get(contact_id)
