"""`welcomedesk contacts …`: who helps, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from welcomedesk import bootstrap, i18n
from welcomedesk.cli import console, contact_files
from welcomedesk.cli.console import DONE, NO, say, say_json
from welcomedesk.desk import contacts
from welcomedesk.domain import fields
from welcomedesk.domain.match_values import Match, Matches, Need, NotSuggested
from welcomedesk.domain.saying import Said, Speaker

Speak = Callable[[Said], str]

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.domain.contacts import Contact


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    group = commands.add_parser("contacts", help="contacts of Saxony-Anhalt").add_subparsers(
        dest="action", required=True
    )
    find = group.add_parser("find", help="contacts that fit, best first")
    find.add_argument("--topic", action="append", default=[], choices=[option.id for option in fields.TOPICS])
    find.add_argument("--target", action="append", default=[], choices=[option.id for option in fields.TARGET_GROUPS])
    find.add_argument("--district", default="", metavar="AGS5")
    find.add_argument("--postal-code", default="", metavar="PLZ")
    find.add_argument("--language", action="append", default=[], metavar="CODE")
    find.add_argument("--on", type=console.read_date, metavar="DATE")
    find.add_argument("--lang", choices=i18n.LANGUAGES, default="de", help="language of the reasons")
    find.add_argument("--json", action="store_true")
    find.set_defaults(run=run_find)
    contact_files.add_to(group)


def run_find(parsed: argparse.Namespace) -> int:
    """Contacts in order, each with why it matches, distance in km and freshness."""
    i18n.use_language(parsed.lang)
    library = bootstrap.library()
    need = Need(
        topics=tuple(parsed.topic),
        target_groups=tuple(parsed.target),
        district=parsed.district,
        postal_code=parsed.postal_code,
        languages=tuple(parsed.language),
    )
    found = contacts.find(library, need, parsed.on or bootstrap.clock().now().date())
    speak = Speaker(i18n._, parsed.lang, library.directory().regions).say
    if parsed.json:
        say_json(_document(found, speak, parsed.lang))
    else:
        _print(found, speak)
    return DONE if len(found) else NO


def _document(found: Matches, speak: Speak, lang: str) -> dict[str, object]:
    return {
        "contacts": [_match(match, speak, lang) for match in found.matches],
        "not_suggested": [_left_out(each, speak) for each in found.not_suggested],
        "district": found.district,
        "ask_district": list(found.ask_district),
        "places_to_check": [each.id for each in found.places_to_check],
    }


def _match(match: Match, speak: Speak, lang: str) -> dict[str, object]:
    freshness = match.freshness
    return {
        **_contact(match.contact, lang),
        "group": match.group,
        "because": [{"code": said.code, "text": speak(said)} for said in match.because],
        "misfits": [{"code": said.code, "text": speak(said)} for said in match.misfits],
        "distance_km": None if match.distance_km is None else round(match.distance_km, 1),
        "freshness": {"class": freshness.code, "date": freshness.since, "text": speak(match.freshness_line)},
        "check": list(match.check),
    }


def _contact(contact: Contact, lang: str) -> dict[str, object]:
    return {
        "id": contact.id,
        "name": contact.name,
        "kind": contact.kind,
        "address": list(contact.address.lines()),
        "phone": contact.phone,
        "email": contact.email,
        "url": contact.url,
        "topics": list(contact.topics),
        "languages": None if contact.languages is None else list(contact.languages),
        "offer": contact.offer.text(lang),
        "status": contact.status,
    }


def _left_out(each: NotSuggested, speak: Speak) -> dict[str, object]:
    return {
        "id": each.contact.id,
        "name": each.contact.name,
        "reason": each.reason,
        "end": each.end,
        "successor": each.successor.id if each.successor else None,
        "fallbacks": [fallback.id for fallback in each.fallbacks],
        "text": [speak(said) for said in each.lines],
    }


def _print(found: Matches, speak: Speak) -> None:
    for match in found.matches:
        distance = "" if match.distance_km is None else f"  {match.distance_km:.0f} km"
        say(f"{match.id}  {match.contact.name}{distance}")
        for said in (*match.because, *match.misfits, match.freshness_line):
            say(f"    {speak(said)}")
    for each in found.not_suggested:
        say(f"-   {each.contact.name}: {' '.join(speak(said) for said in each.lines)}")
