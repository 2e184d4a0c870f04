"""How quick the directory is: matching over five thousand contacts, and giving all of it away as HSDS."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date

from measures.frame import Measure, Samples, Workbench, each_once, side_by_side
from welcomedesk import bootstrap
from welcomedesk.domain.contacts import Contact
from welcomedesk.domain.directory import Directory, directory
from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS
from welcomedesk.domain.hsds import export
from welcomedesk.domain.matching import Need, find
from welcomedesk.domain.regions import Point

AS_OF = date(2026, 11, 21)
MANY = 5_000
NEEDS = 400


def many_contacts() -> Directory:
    """The shipped contacts again and again, each moved a little, so that every one has its own distance."""
    shipped = bootstrap.library().directory()
    dice = random.Random(5)

    def moved(number: int, contact: Contact) -> Contact:
        point = contact.point
        if point is not None:
            point = Point(point.lat + dice.uniform(-0.2, 0.2), point.lon + dice.uniform(-0.2, 0.2), point.precision)
        return replace(contact, id=f"{contact.id}-{number}", point=point)

    contacts = shipped.contacts
    return directory([moved(n, contacts[n % len(contacts)]) for n in range(MANY)], shipped.regions)


def needs(contacts: Directory) -> list[Need]:
    """Different needs, one to three topics each, in all districts, with and without a language."""
    dice = random.Random(6)
    topics, groups = [option.id for option in TOPICS], [option.id for option in TARGET_GROUPS]
    districts = sorted(contacts.regions.districts)
    return [
        Need(
            tuple(dice.sample(topics, dice.choice((1, 1, 2, 3)))),
            (dice.choice(groups),),
            dice.choice(districts),
            languages=dice.choice(((), ("ar",), ("vi", "en"))),
        )
        for _ in range(NEEDS)
    ]


def matching(bench: Workbench) -> Samples:
    """Every need once; the baseline goes through all contacts, keeps those with a topic and sorts them by name."""
    contacts = many_contacts()
    asked = needs(contacts)
    all_contacts = contacts.contacts

    def plain(need: Need) -> list[Contact]:
        wanted = set(need.topics)
        return sorted((each for each in all_contacts if wanted & set(each.topics)), key=lambda each: each.name)

    find(contacts, asked[0], AS_OF)
    ours = each_once([lambda need=need: find(contacts, need, AS_OF) for need in asked])  # type: ignore[misc]
    bare = each_once([lambda need=need: plain(need) for need in asked])  # type: ignore[misc]
    return Samples(ours, bare)


def directory_export(bench: Workbench) -> Samples:
    """All contacts as files; the baseline writes the same documents made beforehand."""
    contacts = bootstrap.library().directory()
    made = list(export(contacts.contacts, contacts.regions))
    folder = bench.folder / "hsds"

    def write(documents: list[tuple[str, dict[str, object]]]) -> None:
        for path, doc in documents:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(doc, ensure_ascii=False, indent=1), encoding="utf-8")

    return side_by_side(
        lambda: write(list(export(contacts.contacts, contacts.regions))), lambda: write(made), bench.runs
    )


MEASURES = (
    Measure("matching", f"contacts for a need among {MANY:,}", "a plain pass over all", 0.010, "p95", matching),
    Measure("export", "the directory as HSDS files", "the same files, made before", 2.0, "median", directory_export),
)
