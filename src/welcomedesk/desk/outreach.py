"""An outreach event: four decisions, a handout, and a contact that is counted without a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts, enquiries, letters, tasks
from welcomedesk.desk.core import CaseRef, Changed, Desk, Done, edits, office, write
from welcomedesk.desk.letter_values import Wording
from welcomedesk.desk.readers import reader, readers
from welcomedesk.domain import fields, matching
from welcomedesk.domain.case import OFFICE, REMOVED, CaseFile, Entity, counts_of
from welcomedesk.domain.first_steps import FirstSteps, Place, Step, first_steps_handout
from welcomedesk.domain.guide_parts import Words, rows_of, texts, words_from
from welcomedesk.domain.log import Change, Json
from welcomedesk.domain.match_values import Match, Need
from welcomedesk.domain.saying import Speaker
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.handouts import Handout
    from welcomedesk.domain.library import Library

MOST_PLACES = 3
"""So many offices fit on a sheet that somebody reads standing."""

LANGUAGES = ("ar", "uk", "en", "vi", "prs", "tr", "fr")
"""Languages that stand on the page as buttons; every other one of handouts is chosen from a list."""


@dataclass(frozen=True, slots=True)
class Event:
    """An outreach event."""

    ref: str
    name: str
    on: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that has first steps in the packs, in the words of the desk's language."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visitor decided; nothing of it says who it was, unless a callback or a case is wanted.

    Args:
        topics: of `fields.TOPICS`.
        language: code, empty where not asked.
        where: postal code or place as typed; only its district is counted.
        district: key of the district, where a postal code lies in several.
        outcome: `handout`, `callback` or `case`.
        name, reach: for a callback or a case only.
        large: whether the handout is printed in large type.
    """

    topics: tuple[str, ...] = ()
    language: str = ""
    where: str = ""
    district: str = ""
    outcome: str = "handout"
    name: str = ""
    reach: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: the counted contact, and the case where one was wanted."""

    tally: str
    case: CaseRef | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """Contacts of today; `unnamed` of them without a name."""

    total: int
    unnamed: int


# --- the event -------------------------------------------------------------------------------------------------------


def begin(desk: Desk, name: str, place: str = "") -> Done[Event]:
    """Begin an outreach event today."""
    ref = f"outreach:{desk.new_id(4)}"
    on = desk.today.isoformat()
    values: dict[str, Json] = {"name": name.strip() or None, "on": on, "place": place.strip() or None}
    done = write(desk, office(desk), [e for e in edits(ref, values) if e.value is not None], areas=("office",))
    return Done(Event(ref, name.strip(), on, place.strip()), done.changed, (Change(OFFICE, ref, REMOVED, True),))


def todays(desk: Desk) -> Event | None:
    """The newest event of today, `None` where none was begun."""
    on = desk.today.isoformat()
    found = [each for each in office(desk).all("outreach") if each.text("on") == on]
    return _event(found[-1]) if found else None


def events(desk: Desk) -> tuple[Event, ...]:
    """All outreach events, newest first."""
    return tuple(sorted(map(_event, office(desk).all("outreach")), key=lambda event: event.on, reverse=True))


def _event(entity: Entity) -> Event:
    return Event(entity.ref, entity.text("name"), entity.text("on"), entity.text("place"))


def own_names(desk: Desk) -> dict[str, str]:
    """Every language of handouts by its own name, as its speakers look for it: `Українська`."""
    names = {code: each.own_name for code, each in readers(desk.library).items()}
    return {"de": "Deutsch", "en": "English"} | {code: name[:1].upper() + name[1:] for code, name in names.items()}


def topics(desk: Desk) -> tuple[Topic, ...]:
    """The topics of the page, in the order of the packs."""
    return tuple(Topic(each.topic, each.title.get(desk.language, each.title["de"])) for each in sheets(desk.library))


# --- counting --------------------------------------------------------------------------------------------------------


def record(desk: Desk, visit: Visit, event: str = "") -> Done[Recorded]:
    """Count the contact; open a case too where a callback or a case is wanted.

    The count and the case know nothing of each other.

    Raises:
        DeskError: `bad_value`, which names the field; nothing is counted then.
    """
    case = _open_case(desk, visit) if visit.outcome != "handout" else None
    counted = count(desk, visit, event)
    cases = (case.value.id,) if case else ()
    changed = Changed(counted.changed.areas | {"cases", "today"}, cases)
    undo = (*counted.undo, *(case.undo if case else ()))
    return Done(Recorded(counted.value, case.value if case else None), changed, undo)


def count(
    desk: Desk, visit: Visit, event: str = "", *, channel: str = "event", minutes: int | None = None
) -> Done[str]:
    """Count a contact without a person: topics, language, district, never a name, a number or a time of day."""
    month = CaseFile(counts_of(desk.today.strftime("%Y-%m")))
    ref = f"tally:{desk.new_id(8)}"
    found = enquiries.where(desk, visit.where, visit.district)
    values: dict[str, Json] = {
        "on": desk.today.isoformat(),
        "event": event or None,
        "channel": channel,
        "topics": list(visit.topics) or None,
        "language": visit.language or None,
        "district": found.district or None,
        "minutes": minutes,
        "outcome": visit.outcome,
    }
    done = write(desk, month, [e for e in edits(ref, values) if e.value is not None], areas=("counts",))
    return Done(ref, done.changed, (Change(month.id, ref, REMOVED, True),))


def tallies(desk: Desk, months: Sequence[str]) -> Iterator[Entity]:
    """Every counted contact of these months (`2026-11`)."""
    for month in months:
        kept = desk.store.case(counts_of(month))
        if kept is not None:
            yield from kept.all("tally")


def count_today(desk: Desk) -> DayCount:
    """How many contacts were counted today at this workplace."""
    on = desk.today.isoformat()
    found = [each for each in tallies(desk, [on[:7]]) if each.text("on") == on]
    return DayCount(len(found), sum(each.text("outcome") == "handout" for each in found))


def _open_case(desk: Desk, visit: Visit) -> Done[CaseRef]:
    topic_words = {option.id: desk.words(desk.language)(option.label) for option in fields.TOPICS}
    about = ", ".join(topic_words[topic] for topic in visit.topics)
    opened = enquiries.open_enquiry(
        desk,
        enquiries.Enquiry(
            "person", visit.name, about, visit.where, visit.reach, "event", visit.topics, visit.district,
            languages=(visit.language,) if visit.language else (),
        ),
    )  # fmt: skip
    if visit.outcome == "callback":
        what = desk.words(desk.language)(N_("Call back after the outreach event"))
        tasks.add_task(desk, opened.value.id, what, next_working_day(desk), kind="call")
    return opened


def next_working_day(desk: Desk) -> date:
    """The next day on which the office works: no weekend, no holiday of Saxony-Anhalt."""
    holidays = desk.library.holidays((desk.today.year, desk.today.year + 1))
    day = desk.today + timedelta(days=1)
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day


# --- the handout -----------------------------------------------------------------------------------------------------


def sheets(library: Library) -> tuple[FirstSteps, ...]:
    """The first steps by topic, as the packs name them."""
    return tuple(_first_steps(library, row) for row in library.rows("first_steps"))


def _first_steps(library: Library, row: Mapping[str, object]) -> FirstSteps:
    results = {str(each.get("id")): each for each in rows_of(library.document(str(row.get("pack"))), "result")}
    wanted = [results[name] for name in texts(row.get("steps")) if name in results]
    steps = tuple(
        Step(words_from(each.get("title")), words_from(each.get("plain")), each.get("status") in ("S", "S*"))
        for each in wanted
    )
    return FirstSteps(str(row.get("id")), words_from(row.get("title")), steps)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the handout will hold, for the page.

    Args:
        topics: titles of its topics.
        places: names of the offices on it.
        untranslated: whether some words have no translation into the visitor's language.
    """

    topics: tuple[str, ...]
    places: tuple[str, ...]
    untranslated: bool


def outline(desk: Desk, visit: Visit) -> Outline:
    """What the handout for a visitor holds."""
    chosen = _chosen(desk, visit)
    said = [step.plain or step.title for sheet in chosen for step in sheet.steps]
    beside = reader(desk.library, visit.language)
    untranslated = beside is not None and not all(beside.say(words["de"]) for words in said)
    titles = tuple(each.title.get(desk.language, each.title["de"]) for each in chosen)
    return Outline(titles, tuple(match.contact.title for match in _places(desk, visit)), untranslated)


def handout(desk: Desk, visit: Visit) -> bytes:
    """The PDF of the handout, in German and the visitor's language."""
    return desk.printer().handout(replace(handout_value(desk, visit), large=visit.large))


def handout_value(desk: Desk, visit: Visit) -> Handout:
    """The same as a value, for tests."""
    languages = ("de",) if visit.language in ("", "de") else ("de", visit.language)
    day = Wording(desk.library, "de", desk.words("de")).day(desk.today.isoformat())
    return first_steps_handout(
        _chosen(desk, visit),
        [_place(desk, match, languages) for match in _places(desk, visit)],
        languages=languages,
        letterhead=letters.office_letterhead(desk),
        head=(day,),
        reader=reader(desk.library, visit.language),
    )


def _chosen(desk: Desk, visit: Visit) -> list[FirstSteps]:
    return [each for each in sheets(desk.library) if each.topic in visit.topics]


def _places(desk: Desk, visit: Visit) -> list[Match]:
    """For each topic the best office that can be reached, near ones first, none twice."""
    found = enquiries.where(desk, visit.where, visit.district)
    directory = contacts.directory(desk)
    spoken = (visit.language,) if visit.language not in ("", "de") else ()
    best: dict[str, Match] = {}
    for rank in range(2):
        for topic in visit.topics:
            need = Need(topics=(topic,), district=found.district, place=found.place, languages=spoken)
            matches = [each for each in matching.find(directory, need, desk.today).fitting if _reachable(each.contact)]
            if rank < len(matches):
                best.setdefault(matches[rank].id, matches[rank])
    return list(best.values())[:MOST_PLACES]


def _reachable(contact: Contact) -> bool:
    return bool({"phone", "address"} & set(contact.routes))


def _place(desk: Desk, match: Match, languages: tuple[str, ...]) -> Place:
    contact = match.contact
    lines = (*contact.address.lines(), contact.phone, contact.url)
    return Place(contact.name, tuple(line for line in lines if line), _freshness(desk, match, languages))


def _freshness(desk: Desk, match: Match, languages: tuple[str, ...]) -> Words:
    said = match.freshness_line
    known = [language for language in languages if language in ("de", "en")]
    regions = desk.library.directory().regions
    return {each: Speaker(desk.words(each), each, regions).say(said) for each in known}
