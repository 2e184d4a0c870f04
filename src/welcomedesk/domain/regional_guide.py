"""The printed regional guide as a value: offices by district, with a register by topic and by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.domain import freshness
from welcomedesk.domain.contacts import KINDS, Contact
from welcomedesk.domain.directory import turned_down
from welcomedesk.domain.fields import TOPICS, label_of
from welcomedesk.domain.letters import Letterhead
from welcomedesk.domain.regions import FEDERATION, STATE
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.directory import Directory
    from welcomedesk.domain.saying import Speaker


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One office as printed.

    Args:
        lines: label and words; what is not known is left out.
        note: small print: how fresh the entry is.
    """

    id: str
    name: str
    kind: str
    lines: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class GuideChapter:
    """One district, or the state, or the federation.

    Args:
        entries: offices that are printed here.
        also: ids of offices that work here and are printed in another chapter.
    """

    title: str
    entries: tuple[GuideEntry, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionalGuide:
    """The whole guide.

    Args:
        registers: title, then groups of a title and ids of offices.
        names: of all offices by id.
        words: `contents`, `also`, `page` (with `{page}` and `{pages}`) in the language of the guide.
    """

    title: str
    subtitle: str
    language: str
    chapters: tuple[GuideChapter, ...]
    registers: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    names: Mapping[str, str]
    words: Mapping[str, str]
    letterhead: Letterhead = field(default_factory=Letterhead)
    foot: str = ""


def regional_guide(
    contacts: Directory, on: date, say: Speaker, *, letterhead: Letterhead | None = None, as_of: str = ""
) -> RegionalGuide:
    """The guide of a day: offices that work then and may be referred to, each printed once.

    Args:
        say: turns codes into words of the language of the guide.
        as_of: the day in words, for the subtitle.
    """
    _ = say.translate
    chosen = sorted((c for c in contacts.contacts if not turned_down(c, on)), key=_by_name)
    return RegionalGuide(
        title=_(N_("Offices in Saxony-Anhalt")),
        subtitle=_(N_("Regional guide, as of {date}")).format(date=as_of or on.isoformat()),
        language=say.language,
        chapters=tuple(_chapters(chosen, contacts, on, say)),
        registers=(
            (_(N_("Register by topic")), _by_topic(chosen, _)),
            (_(N_("Register by name")), _by_letter(chosen)),
        ),
        names={contact.id: contact.name for contact in chosen},
        words={
            "contents": _(N_("Contents")),
            "also": _(N_("Also responsible here:")),
            "page": _(N_("Page {page} of {pages}")),
        },
        letterhead=letterhead or Letterhead(),
        foot=_(N_("Guidance only. Please ask the office before you go there.")),
    )


def _by_name(contact: Contact) -> tuple[str, str]:
    return (contact.name.casefold(), contact.id)


def _chapters(chosen: Sequence[Contact], contacts: Directory, on: date, say: Speaker) -> Iterator[GuideChapter]:
    home = {contact.id: _home(contact, contacts) for contact in chosen}
    districts = sorted(contacts.regions.districts.values(), key=lambda each: each.name.casefold())
    places = [(each.ags5, each.full_name) for each in districts]
    places += [(STATE, say.translate(N_("Whole state"))), (FEDERATION, say.translate(N_("Nationwide")))]
    for key, title in places:
        here = [contact for contact in chosen if home[contact.id] == key]
        also = [c for c in chosen if c.region.reach == "local" and key in c.region.districts and home[c.id] != key]
        if here or also:
            entries = sorted((_entry(contact, on, say) for contact in here), key=lambda e: (e.kind, e.name.casefold()))
            yield GuideChapter(title, tuple(entries), tuple(contact.id for contact in also))


def _home(contact: Contact, contacts: Directory) -> str:
    """Where an office is printed: in the district of its seat, else in the first it works in."""
    reach = contact.region.reach
    if reach != "local":
        return STATE if reach == "state" else FEDERATION
    seat = contact.region.seat_town or contact.address.town
    districts = contacts.regions.districts
    for key in contact.region.districts:
        if key in districts and seat and seat in (districts[key].name, districts[key].seat):
            return key
    return next(iter(contact.region.districts), FEDERATION)


def _entry(contact: Contact, on: date, say: Speaker) -> GuideEntry:
    _ = say.translate
    lines = (
        (_(N_("Address")), ", ".join(contact.address.lines())),
        (_(N_("Phone")), contact.phone),
        (_(N_("E-mail")), contact.email),
        (_(N_("Website")), contact.url.removeprefix("https://").removeprefix("http://").rstrip("/")),
        (_(N_("Topics")), ", ".join(_(label_of(TOPICS, topic)) for topic in contact.topics)),
        (_(N_("Languages")), ", ".join(say.language_name(code) for code in contact.languages or ())),
        (_(N_("Opening hours")), contact.hours.text(say.language)),
        (_(N_("What it offers")), contact.offer.text(say.language)),
        (_(N_("Cost")), contact.cost.text(say.language)),
        (_(N_("Bring along")), contact.bring.text(say.language)),
        (_(N_("Access")), contact.access.text(say.language)),
    )
    filled = tuple((label, words) for label, words in lines if words)
    return GuideEntry(
        contact.id, contact.name, _(label_of(KINDS, contact.kind)), filled, say.say(freshness.line(contact, on))
    )


def _by_topic(chosen: Sequence[Contact], translate: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = [
        (translate(topic.label), tuple(contact.id for contact in chosen if topic.id in contact.topics))
        for topic in TOPICS
    ]
    return tuple(sorted((group for group in groups if group[1]), key=lambda group: group[0].casefold()))


def _by_letter(chosen: Sequence[Contact]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Offices under the first letter of their names, Ä under A; what begins otherwise stands first, under `0–9`."""
    groups: dict[str, list[str]] = {}
    for contact in chosen:
        letter = unicodedata.normalize("NFKD", contact.name.strip()[:1]).upper()[:1]
        groups.setdefault(letter if letter.isalpha() else "", []).append(contact.id)
    return tuple((letter or "0–9", tuple(ids)) for letter, ids in sorted(groups.items()))
