"""Contacts: who helps with this, why, how far away, and how old our knowledge of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, edits, load, office, write
from welcomedesk.domain import matching
from welcomedesk.domain.case import CaseFile
from welcomedesk.domain.contacts import TOPIC_IDS
from welcomedesk.domain.directory import Directory
from welcomedesk.domain.log import EntryId, Json
from welcomedesk.domain.match_values import Matches, Need
from welcomedesk.domain.opening_hours import read_hours, said_today
from welcomedesk.domain.overlay import CHECK, NOTE, OWN, LocalRecords, overlay

if TYPE_CHECKING:
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.library import Library
    from welcomedesk.domain.saying import Said


def directory(desk: Desk) -> Directory:
    """All contacts with what the office itself found out laid over them; made anew only after something was written."""
    basis = (desk.store.written(), desk.library.directory())
    known = desk.remembered.get("directory")
    if known is None or known[0][0] != basis[0] or known[0][1] is not basis[1]:
        known = desk.remembered["directory"] = (basis, directory_with(desk.library, office(desk)))
    found: Directory = known[1]
    return found


def directory_with(library: Library, workplace: CaseFile | None) -> Directory:
    """The shipped contacts, with the office's own records where a case file is open."""
    return overlay(library.directory(), LocalRecords.of(workplace) if workplace else LocalRecords())


def find(library: Library, need: Need, on: date, workplace: CaseFile | None = None) -> Matches:
    """Contacts that fit a need on a day, best first; the case file is not needed for it."""
    return matching.find(directory_with(library, workplace), need, on)


def contact(desk: Desk, contact_id: str) -> Contact:
    """One contact as the office knows it, ended ones included.

    Raises:
        DeskError: `unknown_contact`.
    """
    return directory(desk).contact(contact_id)


def name_of(desk: Desk, contact_id: str) -> str:
    """The name of whom a consent or a letter is for: a contact of the office, or the company of another case.

    What is known no more stays its id.
    """
    found = directory(desk).by_id.get(contact_id)
    if found is not None:
        return found.name
    case = desk.store.case(contact_id)
    return (case.name or case.number) if case else contact_id


def need_of(case: CaseFile, *, topics: tuple[str, ...] = ()) -> Need:
    """What a case needs, from its own fields.

    Args:
        topics: only these topics instead of all topics of the case.
    """
    who = case.one(case.kind)
    group = case.root.text("target_group") or ("employer" if case.kind == "company" else "")
    return Need(
        topics=topics or case.root.texts("topics"),
        target_groups=(group,) if group else (),
        district=who.text("district"),
        postal_code="" if who.text("district") else who.text("postal_code"),
        place=who.text("place"),
        languages=tuple(code for code in who.texts("languages") if code != "de"),
    )


def hours_today(desk: Desk, hours: str) -> tuple[Said, ...]:
    """What opening hours mean for today, with the holidays of Saxony-Anhalt; empty where they cannot be read."""
    if read_hours(hours) is None:
        return ()
    return said_today(hours, desk.today, desk.library.holidays((desk.today.year, desk.today.year + 1)))


def topics_of_steps(desk: Desk, case: CaseFile) -> tuple[str, ...]:
    """Topics of the open steps of the checklists of a case, each once."""
    known = {(each.pack, each.id): each for each in desk.library.checklists()}
    found: dict[str, None] = {}
    for item in case.all("item"):
        if item.text("state", "open") in ("open", "in_progress"):
            checklist = known.get((item.text("pack"), item.text("checklist")))
            step = checklist.step(item.text("step")) if checklist else None
            found |= dict.fromkeys(step.contact_topic if step else ())
    return tuple(topic for topic in found if topic in TOPIC_IDS)


def need_of_case(desk: Desk, case: CaseFile, *, topics: tuple[str, ...] = ()) -> Need:
    """What a case needs, from its own fields and from what its checklists still ask for.

    Args:
        topics: only these topics instead of all topics of the case and its open steps.
    """
    need = need_of(case, topics=topics)
    if topics:
        return need
    return replace(need, topics=tuple(dict.fromkeys((*need.topics, *topics_of_steps(desk, case)))))


def for_case(
    desk: Desk, case_id: str, *, topics: tuple[str, ...] = (), named: tuple[str, ...] = (), on: date | None = None
) -> Matches:
    """Contacts that fit a case.

    Args:
        named: ids of contacts that a guide or a checklist step named; they come first.
    """
    need = replace(need_of_case(desk, load(desk, case_id), topics=topics), named=named)
    return matching.find(directory(desk), need, on or desk.today)


def named_for_case(desk: Desk, case: CaseFile) -> tuple[str, ...]:
    """Ids of the contacts that the newest run of each guide of a case named, and those of its open steps."""
    from welcomedesk.desk import guides

    runs = {run.text("guide"): run.ref for run in case.all("run") if run.text("guide")}
    district = case.one(case.kind).text("district")
    authorities = (name for ref in runs.values() for name in guides.view_of(desk, case, ref).evaluation.authorities)
    found = [desk.library.authority_contact(name, district) for name in authorities]
    found += [
        item.text("contact") for item in case.all("item") if item.text("state", "open") in ("open", "in_progress")
    ]
    return tuple(dict.fromkeys(each for each in found if each))


def record_check(
    desk: Desk, contact_id: str, result: str = "correct", note: str = "", phone: str = ""
) -> Done[tuple[EntryId, ...]]:
    """Record that somebody called or looked: `correct`, `wrong`, `phone_failed`, `address_wrong`, `ended` …

    Args:
        phone: the right number where it is known; both are one step that can be taken back.
    """
    contact(desk, contact_id)
    values: dict[str, Json] = {
        "contact": contact_id,
        "result": result,
        "on": desk.today.isoformat(),
        "by": desk.actor,
    }
    here = office(desk)
    changes = edits(f"{CHECK}:{desk.new_id(4)}", {**values, "note": note} if note else values)
    if phone:
        # The office's own entry stands over a noted number, so a newer number has to go where the older one is.
        own = here.value(f"{OWN}:{contact_id}", "phone") is not None or contact_id not in desk.library.directory().by_id
        changes.append(Edit(f"{OWN if own else NOTE}:{contact_id}", "phone", phone))
    return write(desk, here, changes, areas=("contacts", "today"))


def set_note(desk: Desk, contact_id: str, values: Mapping[str, Json]) -> Done[tuple[EntryId, ...]]:
    """Lay the office's own words or data over a shipped contact; an update of the packs keeps them."""
    contact(desk, contact_id)
    return write(
        desk,
        office(desk),
        [Edit(f"contact_note:{contact_id}", name, value) for name, value in values.items()],
        areas=("contacts",),
    )
