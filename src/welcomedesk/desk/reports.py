"""The report of a quarter or a year: how many persons, talks and contacts, about what, from where. No names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import choices, contacts, letters, outreach, statistics
from welcomedesk.domain import fields
from welcomedesk.domain.loops import CAME_BACK, LEFT, shown
from welcomedesk.domain.reports import Period, Report, Total, periods, table
from welcomedesk.domain.sheets import as_csv
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import Entity
    from welcomedesk.domain.handouts import Handout
    from welcomedesk.domain.loops import Loop

TOTALS = {
    "cases": N_("New enquiries"),
    "persons": N_("of them persons"),
    "companies": N_("of them companies"),
    "closed": N_("Closed cases"),
    "talks": N_("Talks in cases"),
    "minutes": N_("Minutes of talks"),
    "counted": N_("Talks counted without a name"),
    "left": N_("Referrals that left"),
    "back": N_("of them answered"),
}
"""The numbers on top, in their order."""

TABLES = {
    "topics": N_("Topics of new enquiries"),
    "target_group": N_("Target groups"),
    "channel": N_("First contact through"),
    "district": N_("Districts"),
    "citizenship": N_("Citizenship"),
    "languages": N_("Languages"),
    "occupation": N_("Reference occupations"),
    "german_level": N_("German"),
    "branch": N_("Branches of companies"),
    "close_reason": N_("Why cases were closed"),
    "talk_channel": N_("Channels of talks"),
    "talk_topics": N_("Topics of talks"),
    "counted_topics": N_("Topics of counted talks"),
    "counted_language": N_("Languages of counted talks"),
    "counted_district": N_("Districts of counted talks"),
    "referral_topic": N_("Topics of referrals"),
}
"""The tables, in their order."""

_CASE = ("kind", "number", "opened", "closed_on", "state", "topics", "target_group", "channel", "close_reason")
_PERSON = ("citizenship", "languages", "occupation", "german_level", "district")
_COMPANY = ("branch", "district")
_TALK = ("at", "channel", "topics", "minutes")
UNKNOWN = N_("not known")

Groups = dict[str, list[str]]


def reportable(desk: Desk) -> tuple[Period, ...]:
    """The periods that can be reported."""
    return periods(desk.today)


def report(desk: Desk, period: Period, *, leaving: bool = False) -> Report:
    """The numbers of a period; sample cases and restricted ones are left out.

    Args:
        leaving: as it may leave the house: tables are rounded to five and no case stands behind a number.
    """
    found = _Found.read(desk, period)
    made = [
        table(name, groups, _labels(desk, field, groups), total=total, leaving=leaving)
        for name, field, groups, total in found.groupings()
        if any(groups.get(value) for value in groups if value)  # a table of nothing but "not known" says nothing
    ]
    totals = (Total(t.name, t.count) if leaving else t for t in found.totals())
    return Report(period, tuple(totals), tuple(each for each in made if each.lines or each.withheld))


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies in the period, read once."""

    cases: Mapping[str, Entity]
    closed: Mapping[str, Entity]
    people: Mapping[str, Entity]
    firms: Mapping[str, Entity]
    talks: Sequence[tuple[str, Entity]]
    counted: Sequence[Entity]
    referrals: Sequence[tuple[str, str, bool]]

    @classmethod
    def read(cls, desk: Desk, period: Period) -> _Found:
        every = dict(desk.store.entities("case", _CASE))
        opened = {case: each for case, each in every.items() if period.holds(each.text("opened"))}
        people = {case: each for case, each in desk.store.entities("person", _PERSON) if case in opened}
        firms = {case: each for case, each in desk.store.entities("company", _COMPANY) if case in opened}
        left = statistics.referred(desk, period.begin, period.end)
        return cls(
            cases=opened,
            closed={case: each for case, each in every.items() if period.holds(each.text("closed_on"))},
            people=people,
            firms=firms,
            talks=[pair for pair in desk.store.entities("consultation", _TALK) if period.holds(pair[1].text("at"))],
            counted=list(outreach.tallies(desk, period.months)),
            referrals=[(each.case, each.topic, each.state in CAME_BACK) for each in left if each.state in LEFT],
        )

    def totals(self) -> Iterator[Total]:
        by_kind = {kind: [c for c, e in self.cases.items() if e.text("kind") == kind] for kind in ("person", "company")}
        back = [case for case, _topic, came_back in self.referrals if came_back]
        minutes = sum(int(value) for _case, each in self.talks if isinstance(value := each.get("minutes"), int | float))
        lists: dict[str, list[str]] = {
            "cases": list(self.cases),
            "persons": by_kind["person"],
            "companies": by_kind["company"],
            "closed": list(self.closed),
            "talks": [case for case, _each in self.talks],
            "counted": [""] * len(self.counted),
            "left": [case for case, _topic, _back in self.referrals],
            "back": back,
        }
        # Persons and companies tell each other by the sum; so do the answered referrals and the others.
        hidden = {"persons", "companies"} if _tells(by_kind["person"], by_kind["company"]) else set()
        hidden |= {"back"} if _tells(back, lists["left"][len(back) :]) else set()
        for name in TOTALS:
            if name == "minutes":
                yield Total(name, None if shown(len(self.talks)) is None else minutes)
                continue
            count = None if name in hidden else shown(len(lists[name]))
            cases = tuple(dict.fromkeys(case for case in lists[name] if case)) if count else ()
            yield Total(name, count, cases)

    def groupings(self) -> Iterator[tuple[str, str, Groups, int | None]]:
        """Name of the table, key of its field, what is counted by value, and the total where lines add up."""
        of_cases, of_people = self.cases, self.people
        places = {**self.people, **self.firms}
        yield "topics", "case.topics", _several(of_cases, "topics"), None
        yield "target_group", "case.target_group", *_one(of_cases, "target_group")
        yield "channel", "case.channel", *_one(of_cases, "channel")
        yield "district", "person.district", *_one(places, "district")
        yield "citizenship", "person.citizenship", *_one(of_people, "citizenship")
        yield "languages", "person.languages", _several(of_people, "languages"), None
        yield "occupation", "person.occupation", *_one(of_people, "occupation")
        yield "german_level", "person.german_level", *_one(of_people, "german_level")
        yield "branch", "company.branch", *_one(self.firms, "branch")
        yield "close_reason", "case.close_reason", *_one(self.closed, "close_reason")
        yield "talk_channel", "consultation.channel", *_one_each(self.talks, "channel")
        yield "talk_topics", "consultation.topics", _several_each(self.talks, "topics"), None
        counted = [("", each) for each in self.counted]
        yield "counted_topics", "tally.topics", _several_each(counted, "topics"), None
        yield "counted_language", "tally.language", *_one_each(counted, "language")
        yield "counted_district", "tally.district", *_one_each(counted, "district")
        topics: Groups = {}
        for case, topic, _back in self.referrals:
            topics.setdefault(topic, []).append(case)
        yield "referral_topic", "referral.topic", topics, len(self.referrals)


def _tells(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two parts of a known sum is too small to be told."""
    return shown(len(one)) is None or shown(len(other)) is None


def _one(found: Mapping[str, Entity], name: str) -> tuple[Groups, int | None]:
    return _one_each(list(found.items()), name)


def _one_each(found: Sequence[tuple[str, Entity]], name: str) -> tuple[Groups, int | None]:
    groups: Groups = {}
    for case, each in found:
        groups.setdefault(each.text(name), []).append(case)
    return groups, len(found)


def _several(found: Mapping[str, Entity], name: str) -> Groups:
    return _several_each(list(found.items()), name)


def _several_each(found: Sequence[tuple[str, Entity]], name: str) -> Groups:
    groups: Groups = {}
    for case, each in found:
        for value in each.texts(name):
            groups.setdefault(value, []).append(case)
    return groups


def _labels(desk: Desk, key: str, groups: Groups) -> dict[str, str]:
    translate, field = desk.words(desk.language), fields.FIELDS[key]
    return {value: choices.words_of(desk, field, _as_list(field, value)) or translate(UNKNOWN) for value in groups}


def _as_list(field: fields.Field, value: str) -> str | list[str]:
    return [value] if field.kind in ("choices", "languages") else value


# --- what leaves the house -------------------------------------------------------------------------------------------


def csv_bytes(desk: Desk, period: Period) -> bytes:
    """The report as CSV that a German spreadsheet opens as it is."""
    return as_csv(rows(desk, period))


def rows(desk: Desk, period: Period) -> list[list[str]]:
    """The report as a table of texts: what, value, number."""
    translate = desk.words(desk.language)
    made = report(desk, period, leaving=True)
    few = translate(N_("under 5"))
    found = [[translate(N_("What")), translate(N_("Value")), translate(N_("Number"))]]
    found += [[translate(TOTALS[total.name]), "", _told(total.count, few)] for total in made.totals]
    for each in made.tables:
        title = translate(TABLES[each.name])
        found += [[title, line.label, _told(line.count, translate(N_("not told")))] for line in each.lines]
    return found


def _told(count: int | None, instead: str) -> str:
    return instead if count is None else str(count)


def sheet(desk: Desk, period: Period) -> bytes:
    """The report as PDF."""
    return desk.printer().handout(sheet_value(desk, period))


def sheet_value(desk: Desk, period: Period) -> Handout:
    """The same as a value, for tests."""
    from welcomedesk.domain.handouts import Handout, HandoutRow
    from welcomedesk.domain.letters import words

    translate = desk.words(desk.language)
    made = report(desk, period, leaving=True)
    few, kept = translate(N_("under 5")), translate(N_("not told"))

    def fact(label: str, count: int | None, instead: str) -> HandoutRow:
        return HandoutRow("fact", ((*words(f"{label}: "), *words(_told(count, instead), strong=True)),))

    printed = [fact(translate(TOTALS[total.name]), total.count, few) for total in made.totals]
    for each in made.tables:
        printed.append(HandoutRow("heading", (words(translate(TABLES[each.name]), strong=True),)))
        printed += [fact(line.label, line.count, kept) for line in each.lines]
        if each.withheld:
            printed.append(HandoutRow("note", (words(translate(N_("Too few to be told."))),)))
    notes = (
        N_("Numbers of tables are rounded to five. Smaller ones, and what would tell them, are left out."),
        N_("Sample cases and restricted cases are not counted."),
    )
    printed += [HandoutRow("note", (words(translate(note)),)) for note in notes]
    return Handout(
        title=(words(period_words(desk, period)),),
        languages=(desk.language,),
        rows=tuple(printed),
        letterhead=letters.office_letterhead(desk),
        kind="report",
    )


def period_words(desk: Desk, period: Period) -> str:
    """`Report, quarter 4 of 2026` in the language of the desk."""
    pattern = N_("Report, quarter {quarter} of {year}") if period.quarter else N_("Report for {year}")
    return desk.words(desk.language)(pattern).format(quarter=period.quarter, year=period.year)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case behind a number."""

    id: str
    number: str
    kind: str
    name: str


def cases_behind(desk: Desk, ids: Iterable[str], most: int = 200) -> tuple[CaseLine, ...]:
    """The cases behind a number, as lists show them."""
    found = (desk.store.case(case) for case in list(ids)[:most])
    return tuple(CaseLine(case.id, case.number, case.kind, case.name) for case in found if case)


def offices(desk: Desk, period: Period) -> tuple[tuple[str, Loop], ...]:
    """How many referrals of a period came back, by office: its name and the counts."""
    directory = contacts.directory(desk)
    found = statistics.referral_loops(desk, period.begin, period.end)
    names = {each.id: each.title for each in directory.contacts}
    return tuple((names.get(each.contact, each.contact), each) for each in found if each.contact and not each.topic)
