"""Which contact fits a need, why it fits and what does not fit.

Order: fit, then distance, then freshness of what we know. Fit is a fixed list of plain questions (`Fit`), asked about
contacts, never about people, and every answer is shown beside the match. Contacts that have ended, that have not
begun, that the office no longer uses or that only inform are never matched; they are named under `not_suggested`
with the reason, so that nobody hunts for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from welcomedesk.domain.contacts import ALL_MIGRANTS, GROUP_IDS, NOT_MIGRANTS, TOPIC_IDS, Contact, Row
from welcomedesk.domain.directory import Directory, Entry, directory, successor_of, turned_down
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.freshness import CLASSES, class_of, failures, last_good_check
from welcomedesk.domain.match_values import GROUPS, Fit, Match, Matches, Need, NotSuggested, language_key
from welcomedesk.domain.regions import FEDERATION, STATE, Located, arc_km, on_sphere
from welcomedesk.domain.words import N_

__all__ = [
    "Fit",
    "Match",
    "Matches",
    "Need",
    "NotSuggested",
    "UnknownNeed",
    "authority_contacts",
    "directory",
    "find",
    "office_for",
]

STEP_KM = 5
"""Distances are compared in steps: a point is the centre of a postal code or town, so less says nothing."""

RESPONSIBLE = {"foreigners_authority": "visa"}
"""Kinds that are responsible for a topic in their own district by law, so they come first there.

Source: AufenthG section 71 (1).
"""

SOME_OCCUPATIONS = "recognition_authority"
"""Kind whose members decide about some occupations only: advice goes first until the guide has named one."""


_WIDEST = 16
"""More than any answer of `Fit`; there are twelve topics."""

_FAR = 4096
"""Distance steps; the last one stands for "not known"."""

_GROUP_ORDER = {group: number for number, group in enumerate(GROUPS)}


class UnknownNeed(DeskError):
    """A topic or target group that does not exist."""


def find(contacts: Directory, need: Need, on: date) -> Matches:
    """All contacts that fit a need on a day, best first.

    Raises:
        UnknownNeed: a topic or target group that does not exist.
        UnknownPlace: a postal code or district that is not in the data, or two that contradict each other.
    """
    _refuse_unknown(need)
    where = contacts.regions.locate(postal_code=need.postal_code, district=need.district, place=need.place)
    if need.point:
        where = replace(where, point=need.point)
    ranked: list[tuple[int, Match]] = []
    left_out: list[NotSuggested] = []
    ranking = _Ranking(need, on, where, len(contacts.entries))
    for number in _candidates(contacts, need, where):
        entry = contacts.entries[number]
        reason = "" if entry.always else turned_down(entry.contact, on)
        if reason:
            if ranking.group_fit(entry):
                left_out.append(_not_suggested(contacts, entry.contact, reason, on))
        else:
            ranked.append(ranking.match(entry))
    ranked.sort(key=itemgetter(0))
    matches = tuple(match for _, match in ranked)
    return Matches(
        matches,
        tuple(sorted(left_out, key=_left_out_order)),
        where.ask,
        where.district,
        _places_to_check(contacts, need, on, matches),
    )


def office_for(
    contacts: Directory,
    office: str,
    need: Need,
    on: date,
    authorities: Mapping[str, Sequence[str]] | None = None,
) -> Matches:
    """Whom to ask for a checklist step.

    Args:
        office: as the step names it: `topic:recognition`, the id of a contact, or of an authority of a guide.
        authorities: ids of contacts for each authority of the guides; an authority without any is answered by its
            topic, which the caller gives in `need`.

    Returns:
        Matches whose group `named` holds the office itself where it works for this district; where it has ended it
        stands under `not_suggested` with its successor, and the successor is named instead.
    """
    if office.startswith("topic:"):
        return find(contacts, replace(need, topics=(office.removeprefix("topic:"),)), on)
    ids = tuple((authorities or {}).get(office, ())) or ((office,) if office in contacts.by_id else ())
    standing = tuple(dict.fromkeys(_standing(contacts, each, on) for each in ids if each in contacts.by_id))
    found = find(contacts, replace(need, named=(*need.named, *standing, *ids)), on)
    if not ids:
        return found
    wanted = {*standing, *ids}
    return replace(
        found,
        matches=tuple(match for match in found.matches if match.id in wanted),
        not_suggested=tuple(each for each in found.not_suggested if each.contact.id in wanted),
    )


def authority_contacts(rows: Sequence[Row], contacts: Directory) -> Mapping[str, tuple[str, ...]]:
    """The contacts of every authority of the guides, from the rows of their table `authorities`.

    Args:
        rows: `contacts` names ids; `contact_by_district` is the beginning of the ids of one contact per district.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        named = row.get("contacts")
        ids = tuple(str(each) for each in named) if isinstance(named, list | tuple) else ()
        prefix = str(row.get("contact_by_district") or "")
        if prefix:
            ids += tuple(
                key for key in (f"{prefix}{ags5}" for ags5 in contacts.regions.districts) if key in contacts.by_id
            )
        found[str(row["id"])] = ids
    return found


# --- the ranking ----------------------------------------------------------------------------------------------------


class _Ranking:
    """Ranks one contact after the other for one need; a class to keep what is the same for all of them."""

    def __init__(self, need: Need, on: date, where: Located, size: int) -> None:
        self.need = need
        self.on = on
        self.topics = frozenset(need.topics)
        self.groups = frozenset(need.target_groups)
        self.all_migrants = bool(self.groups - NOT_MIGRANTS)
        self.languages = frozenset(language_key(code) for code in need.languages) - {"de"}
        self.named = frozenset(need.named)
        self.where = where
        self.here = on_sphere(where.point)
        self.ranks: dict[int, int] = {}
        self.answers: dict[int, tuple[str, Fit, int]] = {}
        self.size = size

    def match(self, entry: Entry) -> tuple[int, Match]:
        """One contact with the number it is sorted by; the reasons wait until somebody looks."""
        answer = self.answers.get(entry.profile) if not self.named else None
        if answer is None:
            answer = self.answers[entry.profile] = self.answer(entry)
        group, fit, order = answer
        distance = None if self.here is None or entry.where is None else arc_km(self.here, entry.where)
        key = self.key(entry, order, distance)
        return key, Match(entry.contact, group, fit, distance, self.need, self.on, self.where.district, self.where.ask)

    def answer(self, entry: Entry) -> tuple[str, Fit, int]:
        """Group and fit, and the number that orders by them; contacts of one profile share it."""
        group, fit = self.group(entry), self.fit(entry)
        if fit.group == 0 and not fit.named:
            group = "partly"
        elif group != "by_district" and (fit.named or fit.responsible):
            group = "named"
        order = _GROUP_ORDER[group]
        for each in fit:
            order = order * _WIDEST - each
        return group, fit, order

    def key(self, entry: Entry, order: int, distance: float | None) -> int:
        """The whole order in one number, smallest first: hundreds of tuples would cost more than the ranking."""
        checked = entry.has_checks and last_good_check(entry.contact, self.on) is not None
        key = order * _FAR + (_FAR - 1 if distance is None else min(int(distance / STEP_KM), _FAR - 2))
        key = key * 2 + (entry.has_checks and bool(failures(entry.contact, self.on)))
        key = key * 2 + (entry.unclear and not checked)
        key = key * len(CLASSES) + (0 if checked else self.class_rank(entry.source_year))
        key = key * 2 + entry.nothing_known
        return key * self.size + entry.by_name

    def class_rank(self, year: int) -> int:
        rank = self.ranks.get(year)
        if rank is None:
            rank = self.ranks[year] = CLASSES.index(class_of(year, self.on))
        return rank

    def group(self, entry: Entry) -> str:
        if entry.reach != "local":
            return entry.reach
        return "local" if self.where.district or self.covers_all(entry) else "by_district"

    def covers_all(self, entry: Entry) -> bool:
        return bool(self.where.ask) and entry.districts.issuperset(self.where.ask)

    def fit(self, entry: Entry) -> Fit:
        contact = entry.contact
        responsible = entry.reach == "local" and RESPONSIBLE.get(contact.kind) in self.topics
        return Fit(
            contact.id in self.named,
            responsible and bool(self.where.district),
            contact.kind != SOME_OCCUPATIONS,
            len(self.topics & entry.topics),
            self.group_fit(entry),
            self.language_fit(entry),
            len(entry.districts) == 1 and entry.reach == "local",
        )

    def group_fit(self, entry: Entry) -> int:
        if not self.groups:
            return 1
        if self.groups & entry.groups:
            return 2
        return int(self.all_migrants and ALL_MIGRANTS in entry.groups)

    def language_fit(self, entry: Entry) -> int:
        if not self.languages or entry.languages is None:
            return 1
        return 2 if self.languages & entry.languages else 0


def _candidates(contacts: Directory, need: Need, where: Located) -> Iterable[int]:
    """Numbers of the contacts that offer a needed topic and may work where the person is."""
    if need.topics:
        offered: frozenset[int] = frozenset().union(*(contacts.by_topic.get(each, frozenset()) for each in need.topics))
    else:
        offered = frozenset(range(len(contacts.entries)))
    named = {contacts.numbers[each] for each in need.named if each in contacts.numbers}
    wide = (contacts.by_region.get(reach, frozenset()) for reach in ("state", "federal"))
    keys = (where.district,) if where.district else where.ask
    if keys:
        near = (contacts.by_region.get(key, frozenset()) for key in keys)
        return (offered | named) & frozenset().union(*wide, *near)
    if need.district == FEDERATION:
        return (offered | named) & contacts.by_region.get("federal", frozenset())
    if need.district == STATE:
        return (offered | named) & frozenset().union(*wide)
    return offered | named


def _not_suggested(contacts: Directory, contact: Contact, reason: str, on: date) -> NotSuggested:
    if reason != "ended":
        return NotSuggested(contact, reason, contact.period.begin if reason == "not_started" else "")
    successor, circle = successor_of(contacts, contact, on)
    fallbacks = (
        ()
        if successor
        else tuple(
            each
            for key in contact.fallback_ids
            if (each := contacts.by_id.get(key)) is not None and not turned_down(each, on)
        )
    )
    return NotSuggested(contact, reason, contact.period.end, successor, fallbacks, circle)


def _standing(contacts: Directory, contact_id: str, on: date) -> str:
    contact = contacts.by_id[contact_id]
    if turned_down(contact, on) != "ended":
        return contact_id
    successor, _ = successor_of(contacts, contact, on)
    return successor.id if successor else contact_id


def _places_to_check(contacts: Directory, need: Need, on: date, matches: Sequence[Match]) -> tuple[Contact, ...]:
    topics = frozenset(need.topics)
    kinds_here = {match.contact.kind for match in matches if match.contact.region.reach == "local"}
    return tuple(
        contact
        for contact in contacts.list_keepers
        if contact.keeps_lists
        and (not topics or topics & frozenset(contact.keeps_lists.topics))
        and not kinds_here & frozenset(contact.keeps_lists.kinds)
        and not turned_down(contact, on)
    )


def _left_out_order(each: NotSuggested) -> tuple[int, str, str]:
    order = ("ended", "retired", "not_started", "not_for_referral")
    return order.index(each.reason), each.contact.name.casefold(), each.contact.id


def _refuse_unknown(need: Need) -> None:
    for given, known, code, sentence in (
        (need.topics, TOPIC_IDS, "unknown_topic", N_("There is no topic {name}.")),
        (need.target_groups, GROUP_IDS, "unknown_target_group", N_("There is no target group {name}.")),
    ):
        for name in given:
            if name not in known:
                raise UnknownNeed(
                    code, sentence, next_step=N_("Known are: {known}."), name=name, known=", ".join(sorted(known))
                )
