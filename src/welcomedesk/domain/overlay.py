"""What the office knows better: own contacts, own data on shipped ones, notes and checks, laid over the shipped list.

The shipped list is never changed. An update brings a new list, the same layer goes over it, and `changes` says what
is new; where the office's own value hides a change, `hidden_by_office` names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.contacts import Address, Contact, OfficeCheck, OfficeView, Period, Region, Words, row_of
from welcomedesk.domain.directory import Directory, directory
from welcomedesk.domain.log import Json
from welcomedesk.domain.regions import Regions

OWN, NOTE, CHECK, IMPORT = "own_contact", "contact_note", "contact_check", "contact_import"
"""Kinds of entities in the office's own case; `own_contact` and `contact_note` carry the contact's id in their ref."""

TEXT_FIELDS = ("name", "short_name", "kind", "phone", "email", "url", "successor_id", "lifecycle")
LIST_FIELDS = ("topics", "target_groups", "languages")
WORD_FIELDS = ("offer", "hours", "cost", "bring", "access")
ADDRESS_FIELDS = ("street", "postal_code", "town")
OWN_FIELDS = (
    *TEXT_FIELDS,
    *LIST_FIELDS,
    *WORD_FIELDS,
    *ADDRESS_FIELDS,
    "districts",
    "seat_town",
    "active_from",
    "active_to",
    "reply_days",
    "referral",
)
"""Fields of an `own_contact`; on a shipped contact those that are set replace the shipped value."""


@dataclass(frozen=True, slots=True)
class LocalRecords:
    """Everything one office adds, by id of the contact."""

    own: Mapping[str, Mapping[str, Json]] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    checks: Mapping[str, tuple[OfficeCheck, ...]] = field(default_factory=lambda: MappingProxyType({}))
    retired: frozenset[str] = frozenset()

    @classmethod
    def of(cls, office: CaseFile) -> LocalRecords:
        """What the office's own case says about contacts."""
        own = {entity.id: _own_fields(entity) for entity in office.all(OWN)}
        notes: dict[str, str] = {}
        for entity in office.all(NOTE):
            if entity.text("note"):
                notes[entity.id] = entity.text("note")
            # A number noted beside a contact is the number to call.
            if entity.text("phone"):
                own[entity.id] = {"phone": entity.text("phone"), **own.get(entity.id, {})}
        return cls(
            MappingProxyType(own),
            MappingProxyType(notes),
            MappingProxyType(_checks(office)),
            frozenset(entity.id for entity in office.all(NOTE) if entity.get("retired") is True),
        )

    def __bool__(self) -> bool:
        return bool(self.own or self.notes or self.checks or self.retired)


def overlay(shipped: Directory, local: LocalRecords) -> Directory:
    """The shipped directory with the office's layer over it; without a layer the same directory."""
    if not local:
        return shipped
    layered = overlay_contacts(shipped.contacts, local)
    return directory([_placed(contact, shipped.regions) for contact in layered], shipped.regions)


def _placed(contact: Contact, regions: Regions) -> Contact:
    """A contact whose address the office entered stands on the map at its postal code, else at its town."""
    if contact.point is not None or contact.region.reach == "federal" or not contact.office.edited:
        return contact
    code = regions.postal_codes.get(contact.address.postal_code)
    if code is not None and code.point is not None:
        return replace(contact, point=code.point)
    towns = regions.town(contact.address.town or contact.region.seat_town)
    return replace(contact, point=towns[0].point) if len({town.ags5 for town in towns}) == 1 else contact


def overlay_contacts(shipped: Sequence[Contact], local: LocalRecords) -> tuple[Contact, ...]:
    """The shipped contacts with the office's layer over them, then the office's own contacts."""
    known = {contact.id for contact in shipped}
    own = tuple(
        _edited(Contact(contact_id, str(fields.get("name") or contact_id)), fields)
        for contact_id, fields in local.own.items()
        if contact_id not in known
    )
    layered = tuple(_edited(contact, local.own.get(contact.id, {})) for contact in shipped)
    return tuple(_viewed(contact, local, own=contact.id not in known) for contact in (*layered, *own))


def _edited(contact: Contact, fields: Mapping[str, Json]) -> Contact:
    if not fields:
        return contact
    given = {name: value for name, value in fields.items() if name in OWN_FIELDS and value is not None}
    changes: dict[str, object] = {name: str(given[name]) for name in TEXT_FIELDS if name in given}
    changes |= {name: _texts(given[name]) for name in LIST_FIELDS if name in given}
    changes |= {name: Words(de=str(given[name])) for name in WORD_FIELDS if name in given}
    if not changes.get("languages", True):
        changes["languages"] = None  # emptied means not known; nobody speaks no language
    if isinstance(given.get("referral"), bool):
        changes["referral"] = given["referral"]
    if isinstance(days := given.get("reply_days"), int | float):
        changes["reply_days"] = int(days)
    parts = {name: str(given[name]) for name in ADDRESS_FIELDS if name in given}
    if parts:
        changes["address"] = replace(contact.address, **parts) if contact.address else Address(**parts)
        # The shipped point belongs to the shipped address.
        if {"postal_code", "town"} & parts.keys():
            changes["point"] = None
    changes["region"] = Region(
        _texts(given["districts"]) if "districts" in given else contact.region.districts,
        str(given.get("seat_town", contact.region.seat_town)),
    )
    changes["period"] = Period(
        str(given.get("active_from", contact.period.begin)), str(given.get("active_to", contact.period.end))
    )
    status = {name: mark for name, mark in contact.field_status.items() if name.partition(".")[0] not in given}
    changes["field_status"] = MappingProxyType(status)
    changes["office"] = OfficeView(edited=tuple(given))
    return replace(contact, **changes)  # type: ignore[arg-type]


def _viewed(contact: Contact, local: LocalRecords, *, own: bool) -> Contact:
    checks = local.checks.get(contact.id, ())
    note = local.notes.get(contact.id, "")
    retired = contact.id in local.retired
    if not (own or checks or note or retired):
        return contact
    view = replace(contact.office, checks=checks, note=note, own=own, retired=retired)
    changed = replace(contact, office=view)
    if checks and checks[-1].result == "ended":
        return replace(changed, lifecycle="ended", period=Period(contact.period.begin, checks[-1].on))
    return changed


def _checks(office: CaseFile) -> dict[str, tuple[OfficeCheck, ...]]:
    found: dict[str, list[OfficeCheck]] = {}
    for entity in office.all(CHECK):
        check = OfficeCheck(entity.text("on"), entity.text("by"), entity.text("result", "correct"), entity.text("note"))
        if check.on and entity.text("contact"):
            found.setdefault(entity.text("contact"), []).append(check)
    # Checks of one day keep the order in which they were recorded: the later word counts.
    return {contact: tuple(sorted(checks, key=lambda check: check.on)) for contact, checks in found.items()}


def _own_fields(entity: Entity) -> Mapping[str, Json]:
    return {name: entity.get(name) for name in entity.fields if entity.get(name) is not None}


def _texts(value: Json) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value),)


# --- what an update changes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ContactChange:
    """What an update does to one contact.

    Args:
        what: `added`, `removed` or `changed`.
        fields: for `changed`: name of the field, value before, value after, as in the pack.
    """

    id: str
    title: str
    what: str
    fields: tuple[tuple[str, object, object], ...] = ()


def changes(old: Sequence[Contact], new: Sequence[Contact]) -> tuple[ContactChange, ...]:
    """What a new list changes, removed ones first, then changed, then added."""
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    removed = (ContactChange(each.id, each.title, "removed") for each in old if each.id not in after)
    added = (ContactChange(each.id, each.title, "added") for each in new if each.id not in before)
    changed = (
        ContactChange(each.id, each.title, "changed", fields)
        for each in new
        if each.id in before and (fields := _differences(before[each.id], each))
    )
    return (*removed, *changed, *added)


def hidden_by_office(change: ContactChange, local: LocalRecords) -> tuple[str, ...]:
    """The changed fields that nobody will see, because the office's own value stands over them."""
    own = local.own.get(change.id, {})
    grouped = {"address": ADDRESS_FIELDS, "region": ("districts", "seat_town")}
    return tuple(name for name, _, _ in change.fields if any(each in own for each in grouped.get(name, (name,))))


def _differences(old: Contact, new: Contact) -> tuple[tuple[str, object, object], ...]:
    before, after = row_of(old), row_of(new)
    names = dict.fromkeys((*before, *after))
    return tuple((name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))
