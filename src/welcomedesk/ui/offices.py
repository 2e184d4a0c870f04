"""Contacts in words: what the list, the map, the table and the detail of an office show.

Everything here runs on the worker thread and gives plain values; which office fits is decided by the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts, referrals
from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import fields
from welcomedesk.domain.contacts import KINDS, Contact
from welcomedesk.domain.directory import Directory, turned_down
from welcomedesk.domain.freshness import check_reasons, freshness_on, line
from welcomedesk.domain.match_values import Match, Matches, Need, NotSuggested
from welcomedesk.domain.matching import find
from welcomedesk.domain.saying import SENTENCES, Speaker, date_words
from welcomedesk.i18n import _, language, ngettext
from welcomedesk.ui.components.contact import Office
from welcomedesk.ui.components.map_marks import Mark
from welcomedesk.ui.dates import long_date

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.regions import Point

MOST_NUMBERED = 99


def view_options() -> tuple[tuple[str, str, str], ...]:
    """The ways to look at the directory: value, words, icon."""
    return (("map", _("Map"), "pin"), ("table", _("Table"), "table"), ("coverage", _("Coverage"), "map"))


@dataclass(frozen=True, slots=True)
class Query:
    """What the page was asked.

    Args:
        case: id of the case it is for; its topics, group, language and place stand in the other parts.
        topics, languages: ids; empty asks nothing.
        text: words of name, town or offer.
    """

    case: str = ""
    topics: tuple[str, ...] = ()
    group: str = ""
    district: str = ""
    postal_code: str = ""
    place: str = ""
    languages: tuple[str, ...] = ()
    text: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.topics or self.group or self.district or self.postal_code or self.languages or self.place)


@dataclass(frozen=True, slots=True)
class Group:
    """Offices under one head.

    Args:
        key: `fits`, `by_district`, `partly`, `federal`, `check`, `out` or `other`.
        open: whether it is unfolded at first; `None` cannot be folded.
    """

    key: str
    words: str
    offices: tuple[Office, ...]
    open: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page shows for a query.

    Args:
        ask: (key, name) of the districts of which one applies.
        here: the place of the case or of the postal code.
        district: key of the district that was found.
        ended_by_name: id of the ended office that was typed by its name, where no office that works has it.
        nothing_here: no office of the district fits.
        consents: for a case: words about the consent by id of the office; `referrals` likewise.
    """

    query: Query
    groups: tuple[Group, ...]
    marks: tuple[Mark, ...]
    total: int
    ended: int
    ask: tuple[tuple[str, str], ...] = ()
    here: Point | None = None
    district: str = ""
    nothing_here: bool = False
    ended_by_name: str = ""
    consents: Mapping[str, str] = field(default_factory=dict)
    referrals: Mapping[str, str] = field(default_factory=dict)

    def office(self, contact_id: str) -> Office | None:
        return next((each for group in self.groups for each in group.offices if each.id == contact_id), None)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer, each (value, words)."""

    topics: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    districts: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]


# --- words ----------------------------------------------------------------------------------------------------------


def speaker(desk: Desk, directory: Directory | None = None) -> Speaker:
    """Turns reasons into words of the window's language."""
    regions = (directory or desk.library.directory()).regions
    return Speaker(_, language(), regions, lambda code: desk.library.language_name(code, language()))


def kind_words(contact: Contact, say: Speaker) -> str:
    """`Handwerkskammer · Bezirk …`: what an office is and where it works."""
    return " · ".join(part for part in (_(fields.label_of(KINDS, contact.kind)), region_words(contact, say)) if part)


def region_words(contact: Contact, say: Speaker) -> str:
    reach = contact.region.reach
    if reach == "state":
        return _("whole state")
    if reach == "federal":
        return _("nationwide")
    names = say.regions.names(contact.region.districts)
    return ", ".join(names) if len(names) <= 2 else _("{n} districts").format(n=len(names))


def office_of(desk: Desk, contact: Contact, say: Speaker, match: Match | None = None, number: int = 0) -> Office:
    """An office with everything that is known about it."""
    on = desk.today
    because = [say.say(each) for each in match.because] if match else []
    distance = next((say.say(each) for each in match.because if each.code == "near"), "") if match else ""
    state = turned_down(contact, on)
    return Office(
        id=contact.id,
        name=contact.name,
        kind=kind_words(contact, say),
        number=number,
        why=_short_why(match, say) if match else "",
        distance=distance[:1].lower() + distance[1:],
        freshness=_freshness(contact, desk) if state != "ended" else "ended",
        fresh_words=say.say(line(contact, on)),
        details=_details(contact, say, because, [say.say(each) for each in match.misfits] if match else []),
        phone=contact.phone,
        town=contact.address.town or contact.region.seat_town,
        note=contact.office.note,
        retired=contact.office.retired,
        chips=((_("Founding network"), "info"),) if contact.founding_network else (),
    )


def one(desk: Desk, name: str, case_id: str = "") -> Office:
    """An office that was not asked for, ended ones with the way on.

    Args:
        name: id of a contact, or of an authority of the guides.
        case_id: whose district decides which contact an authority is.
    """
    directory = contacts.directory(desk)
    if name not in directory.by_id:
        case = load(desk, case_id) if case_id else None
        name = desk.library.authority_contact(name, case.one(case.kind).text("district") if case else "") or name
    contact = directory.contact(name)
    say = speaker(desk, directory)
    if turned_down(contact, desk.today):
        found = find(directory, Need(), desk.today).not_suggested
        ended = next((each for each in found if each.contact.id == name), None)
        if ended is not None:
            return left_out(desk, ended, say)
    return office_of(desk, contact, say)


def left_out(desk: Desk, each: NotSuggested, say: Speaker) -> Office:
    """An office that is not offered, with the reason and the way on."""
    lines = [say.say(said) for said in each.lines]
    made = office_of(desk, each.contact, say)
    further = (each.successor,) if each.successor else each.fallbacks
    return replace(
        made,
        ended=lines[0],
        why=" ".join(lines[1:]) or made.kind,
        fresh_words=" ".join(lines[1:]),
        freshness="ended",
        leads_to=tuple((contact.id, contact.title) for contact in further),
    )


def why_lines(desk: Desk, contact: Contact, say: Speaker) -> tuple[str, ...]:
    """Why somebody should check before a letter goes out."""
    return tuple(_(SENTENCES[f"check_{code}"]) for code in check_reasons(contact, desk.today))


def _freshness(contact: Contact, desk: Desk) -> str:
    fresh = freshness_on(contact, desk.today)
    reasons = set(check_reasons(contact, desk.today)) - {"undated"}
    if fresh.code == "checked" and not reasons:
        return "checked"
    if reasons:
        return "old"
    return "undated" if fresh.code == "undated" else "source"


_NO_SHORT = frozenset({"near", "same_place", "federal", "state_wide", "all_migrants", "district_among", "district_own"})


def _short_why(match: Match, say: Speaker) -> str:
    """The two most telling reasons; where it works only where nothing else is to be said."""
    telling = [each for each in match.because if each.code not in _NO_SHORT]
    chosen = telling[:2] or [each for each in match.because if each.code not in ("near", "same_place")][:1]
    return " · ".join(_("named by the guide") if each.code == "named" else say.say(each) for each in chosen)


Detail = tuple[str, str] | tuple[str, str, str]


def _details(contact: Contact, say: Speaker, because: list[str], misfits: list[str]) -> tuple[Detail, ...]:
    spoken = ", ".join(say.language_name(code) for code in contact.languages or ())
    shown: list[tuple[str, str, str]] = [
        ("", _("Address"), "\n".join(contact.address.lines())),
        ("phone", _("Phone"), contact.phone),
        ("email", _("E-mail"), contact.email),
        ("url", _("Website"), web_words(contact.url)),
        ("languages", _("Languages"), spoken),
        ("hours", _("Opening hours"), contact.hours.text(language())),
        ("offer", _("What it offers"), contact.offer.text(language())),
        ("topics", _("Topics"), _labels(fields.TOPICS, contact.topics)),
        ("target_groups", _("For whom"), _labels(fields.TARGET_GROUPS, contact.target_groups)),
    ]
    if contact.region.reach == "local":
        shown.append(("region", _("Works in"), ", ".join(say.regions.names(contact.region.districts))))
    if contact.period.begin:
        shown.append(("active_from", _("Since"), date_words(contact.period.begin, language())))
    if contact.reply_days is not None:
        days = ngettext("usually within {n} day", "usually within {n} days", contact.reply_days)
        shown.append(("reply_days", _("Answers"), days.format(n=contact.reply_days)))
    for name, label in (("cost", _("Cost")), ("bring", _("Bring along")), ("access", _("Access"))):
        if getattr(contact, name):
            shown.append((name, label, getattr(contact, name).text(language())))
    if contact.notes:
        shown.append(("notes", _("Note"), contact.notes.text(language())))
    details: list[Detail] = []
    if because:
        details.append((_("Why"), "\n".join(because)))
    if misfits:
        details.append((_("Please note"), "\n".join(misfits)))
    unsure, edited = _unsure(contact), contact.office.edited
    for name, label, words in shown:
        mark = _("to be verified") if words and (name or "address") in unsure else ""
        if not contact.office.own and (name or "street") in edited:
            mark = _("entered by your office")
        details.append((label, words, mark) if mark else (label, words))
    details.append((_("Source"), source_words(contact), _("to be verified") if contact.status == "K" else ""))
    return tuple(details)


def _labels(options: Sequence[fields.Option], chosen: Iterable[str]) -> str:
    return ", ".join(_(fields.label_of(options, each)) for each in chosen)


def _unsure(contact: Contact) -> frozenset[str]:
    """Names of fields that no source confirms."""
    return frozenset(name.partition(".")[0] for name, status in contact.field_status.items() if status == "K")


def source_words(contact: Contact) -> str:
    """Titles and dates of all sources, the newest first."""
    if contact.office.own:
        return _("Entered by your office")
    dated = sorted(contact.sources, key=lambda source: source.page_date, reverse=True)
    return "\n".join(
        f"{each.title}, {date_words(each.page_date, language())}" if each.page_date else each.title for each in dated
    )


def web_words(url: str) -> str:
    """A web address as people say it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


# --- what the filters offer -----------------------------------------------------------------------------------------


def choices(desk: Desk, query: Query) -> Choices:
    """Topics, groups, districts and languages to choose from; those of the case are among them."""
    directory = contacts.directory(desk)
    spoken = {code for contact in directory.contacts for code in contact.languages or ()} | set(query.languages)
    names = sorted((desk.library.language_name(code, language()), code) for code in spoken if code != "de")
    districts = sorted((each.name, key) for key, each in directory.regions.districts.items())
    languages = [(code, name) for name, code in names]
    if len(query.languages) > 1:
        both = ", ".join(desk.library.language_name(code, language()) for code in query.languages)
        languages.insert(0, (",".join(query.languages), both))
    topics = [(option.id, _(option.label)) for option in fields.TOPICS]
    if len(query.topics) > 1:
        topics.insert(0, (",".join(query.topics), _("topics of the case")))
    return Choices(
        tuple(topics),
        tuple((option.id, _(option.label)) for option in fields.TARGET_GROUPS),
        (*((key, name) for name, key in districts), ("ST", _("Whole state"))),
        tuple(languages),
    )


def query_for(desk: Desk, case_id: str) -> Query:
    """What a case needs, as filters that the adviser can change."""
    need = contacts.need_of_case(desk, load(desk, case_id))
    # Somebody may live elsewhere: a code outside the state narrows nothing and must not leave the list empty.
    known = need.postal_code.strip() in contacts.directory(desk).regions.postal_codes
    return Query(
        case_id,
        need.topics,
        next(iter(need.target_groups), ""),
        need.district,
        need.postal_code if known else "",
        need.place,
        need.languages,
    )


# --- the list -------------------------------------------------------------------------------------------------------


def listing(desk: Desk, query: Query) -> Listing:
    """All offices for a query in their groups.

    Raises:
        UnknownPlace: the postal code is not in the data or lies elsewhere.
    """
    directory = contacts.directory(desk)
    say = speaker(desk, directory)
    case = load(desk, query.case) if query.case else None
    named = contacts.named_for_case(desk, case) if case else ()
    need = Need(
        topics=query.topics,
        target_groups=(query.group,) if query.group else (),
        district=query.district,
        postal_code=query.postal_code,
        place=query.place,
        languages=query.languages,
        named=named,
    )
    found = find(directory, need, desk.today)
    wanted = _wanted(directory, query.text)
    groups = _Groups(desk, directory, say, found, wanted, for_case=bool(query.case), asks=query.asks or bool(named))
    where = directory.regions.locate(postal_code=query.postal_code, district=query.district, place=query.place)
    # The centre of a district is not where somebody lives.
    here = where.point if query.case or query.postal_code or query.place else None
    return Listing(
        query,
        groups.made(),
        _marks(desk, directory, groups.numbers, wanted),
        len(directory.entries),
        sum(turned_down(each, desk.today) == "ended" for each in directory.contacts),
        tuple(zip(found.ask_district, directory.regions.names(found.ask_district), strict=True)),
        here,
        found.district,
        bool(query.topics and found.district) and not any(m.contact.region.reach == "local" for m in found.fitting),
        _ended_by_name(desk, directory, query.text),
        _consents(desk, case) if case else {},
        _referrals(case) if case else {},
    )


def _ended_by_name(desk: Desk, directory: Directory, text: str) -> str:
    found = directory.named(text)
    ended = found and all(turned_down(each, desk.today) == "ended" for each in found)
    return found[0].id if ended else ""


def _wanted(directory: Directory, text: str) -> frozenset[str] | None:
    """Ids of the contacts that hold the words; `None` where nothing was typed."""
    return frozenset(each.id for each in directory.search(text, limit=5_000)) if text.strip() else None


class _Groups:
    """Sorts matches under their heads and numbers those that fit."""

    def __init__(
        self,
        desk: Desk,
        directory: Directory,
        say: Speaker,
        found: Matches,
        wanted: frozenset[str] | None,
        *,
        for_case: bool,
        asks: bool,
    ) -> None:
        self.desk, self.directory, self.say, self.found = desk, directory, say, found
        self.wanted, self.for_case, self.asks = wanted, for_case, asks
        self.numbers: dict[str, int] = {}

    def made(self) -> tuple[Group, ...]:
        if not self.asks:
            return tuple(group for group in self._all() if group.offices)
        fits = self._matches(self.found.fitting, numbered=True)
        head = _("Fits the case") if self.for_case else _("Fits")
        # Without a place all of them fit somewhere: the map has to show where.
        local = self._matches(self.found.group("by_district"), numbered=True)
        groups = [
            Group("fits", head, fits, note=_("by fit, distance")),
            Group("by_district", _("Depends on the district"), local, True),
            Group("check", _("Current lists are kept by"), self._keepers()),
            Group("partly", _("Fits in part"), self._matches(self.found.group("partly")), bool(self.wanted)),
            Group("federal", _("Nationwide"), self._matches(self.found.federal), not fits or bool(self.wanted)),
            Group("out", _("Not suggested"), self._out(), True),
        ]
        if self.wanted:
            shown = {office.id for group in groups for office in group.offices}
            groups.append(Group("other", _("Does not fit the filters"), self._rest(shown), True))
        return tuple(group for group in groups if group.offices)

    def _all(self) -> Iterable[Group]:
        """The whole directory, where nothing narrows it."""
        local = sorted(self.found.group("local", "by_district"), key=_by_name)
        yield Group("fits", _("In the districts"), self._matches(local), True)
        yield Group("state", _("Whole state"), self._matches(sorted(self.found.group("state"), key=_by_name)), True)
        yield Group("federal", _("Nationwide"), self._matches(sorted(self.found.federal, key=_by_name)), True)
        yield Group("out", _("Not suggested"), self._out(), bool(self.wanted))

    def _matches(self, matches: Iterable[Match], *, numbered: bool = False) -> tuple[Office, ...]:
        offices = []
        for match in matches:
            if self.wanted is not None and match.id not in self.wanted:
                continue
            number = len(self.numbers) + 1 if numbered and len(self.numbers) < MOST_NUMBERED else 0
            if number:
                self.numbers[match.id] = number
            offices.append(office_of(self.desk, match.contact, self.say, match if self.asks else None, number))
        return tuple(offices)

    def _keepers(self) -> tuple[Office, ...]:
        shown = set(self.numbers)
        return tuple(
            replace(office_of(self.desk, each, self.say), why=_("Here is the current list of local offices"))
            for each in self.found.places_to_check
            if each.id not in shown and (self.wanted is None or each.id in self.wanted)
        )

    def _out(self) -> tuple[Office, ...]:
        return tuple(
            left_out(self.desk, each, self.say)
            for each in self.found.not_suggested
            if self.wanted is None or each.contact.id in self.wanted
        )

    def _rest(self, shown: set[str]) -> tuple[Office, ...]:
        rest = (self.directory.by_id[each] for each in self.wanted or () if each not in shown)
        return tuple(one(self.desk, each.id) for each in sorted(rest, key=lambda contact: contact.name.casefold()))


def _by_name(match: Match) -> str:
    return match.contact.name.casefold()


def _marks(
    desk: Desk, directory: Directory, numbers: Mapping[str, int], wanted: frozenset[str] | None
) -> tuple[Mark, ...]:
    """All offices that work, only those that hold the words where some were typed."""
    return tuple(
        Mark(each.id, each.title, each.point.lat, each.point.lon, numbers.get(each.id, 0))
        for each in directory.contacts
        if each.point is not None and not turned_down(each, desk.today) and (wanted is None or each.id in wanted)
    )


def _consents(desk: Desk, case: CaseFile) -> dict[str, str]:
    found: dict[str, str] = {}
    for consent in case.all("consent"):
        contact = consent.text("contact")
        standing = referrals.standing(desk, case, contact)
        if standing.ok and standing.consent is not None:
            until = long_date(standing.consent.text("expires_on"))
            found[contact] = _("Consent for this office until {date}").format(date=until)
    return found


def _referrals(case: CaseFile) -> dict[str, str]:
    return {
        each.text("contact"): _("Referral of {date}: {state}").format(
            date=long_date(each.text("started")),
            state=_(fields.label_of(fields.REFERRAL_STATES, each.text("state", "drafted"))),
        )
        for each in case.all("referral")
    }
