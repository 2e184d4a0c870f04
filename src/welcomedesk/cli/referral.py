"""`welcomedesk referral …`: what is open, what came back, from the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, say, say_json
from welcomedesk.desk import cases, referral_lists, referrals, statistics
from welcomedesk.domain.fields import REFERRAL_STATES, REPLY_WAYS

if TYPE_CHECKING:
    from welcomedesk.cli.console import Subparsers
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.referral_lists import Listed


def add_to(commands: Subparsers) -> None:
    """Declare the commands."""
    group = commands.add_parser("referral", help="referrals until they come back").add_subparsers(
        dest="action", required=True
    )
    listing = group.add_parser("list", help="referrals with who acts next and by when")
    listing.add_argument("--case", metavar="ID", default="", help="only of this case")
    listing.add_argument("--all", action="store_true", help="those that are over as well")
    listing.set_defaults(run=run_list)
    reply = group.add_parser("reply", help="record what a reply slip or a call said")
    reply.add_argument("code", metavar="CODE", help="short code of the slip")
    _takes_values(reply)
    reply.set_defaults(run=run_reply)
    step = group.add_parser("step", help="bring a referral to its next state")
    step.add_argument("case", metavar="CASE")
    step.add_argument("ref", metavar="REF", help="as `referral list` names it")
    _takes_values(step)
    step.add_argument("--override", metavar="REASON", default="", help="without consent; the reason is recorded")
    step.set_defaults(run=run_step)
    loops = group.add_parser("loops", help="how many came back, per contact and topic; small numbers are not shown")
    loops.add_argument("--from", dest="begin", type=console.read_date, metavar="DATE")
    loops.add_argument("--to", dest="end", type=console.read_date, metavar="DATE")
    loops.set_defaults(run=run_loops)
    for each in (listing, reply, step, loops):
        each.add_argument("--json", action="store_true")
        console.opens_case_file(each)


def _takes_values(parser: argparse.ArgumentParser) -> None:
    states = [option.id for option in REFERRAL_STATES if option.id != "drafted"]
    parser.add_argument("--state", required=True, choices=states)
    parser.add_argument("--reason", default="", help="for declined")
    parser.add_argument("--outcome", default="", help="for done")
    parser.add_argument("--appointment", default="", metavar="DATE", help="for appointment")
    parser.add_argument("--time", default="", metavar="HH:MM", help="of the appointment")
    parser.add_argument("--way", default="", choices=["", *(option.id for option in REPLY_WAYS)])


def run_list(parsed: argparse.Namespace) -> int:
    """Referrals, those that are due first."""
    desk = console.unlocked(parsed)
    case = cases.find(desk, parsed.case) if parsed.case else ""
    found = referral_lists.listed(desk, case, open_only=not parsed.all)
    if parsed.json:
        say_json(found)
    else:
        for each in found:
            say(_line(each))
    return DONE


def run_reply(parsed: argparse.Namespace) -> int:
    """Close the loop by the code of the slip."""
    desk = console.unlocked(parsed)
    found = referrals.by_code(desk, parsed.code)
    parsed.way = parsed.way or "slip"
    return _step(desk, parsed, found.case, found.ref)


def run_step(parsed: argparse.Namespace) -> int:
    """One step of one referral, with the same checks as in the window."""
    desk = console.unlocked(parsed)
    return _step(desk, parsed, cases.find(desk, parsed.case), parsed.ref, parsed.override)


def _step(desk: Desk, parsed: argparse.Namespace, case: str, ref: str, override: str = "") -> int:
    given = {
        "reason": parsed.reason,
        "outcome": parsed.outcome,
        "appointment": parsed.appointment,
        "appointment_time": parsed.time,
        "reply_way": parsed.way,
    }
    values = {name: value for name, value in given.items() if value}
    referrals.step(desk, case, ref, parsed.state, values, override=override)
    (now,) = (each for each in referral_lists.listed(desk, case, open_only=False) if each.ref == ref)
    if parsed.json:
        say_json(now)
    else:
        say(_line(now))
    return DONE


def run_loops(parsed: argparse.Namespace) -> int:
    """Counts per contact and topic; `null` or `-` stands for a number from 1 to 4."""
    found = statistics.referral_loops(console.unlocked(parsed), parsed.begin, parsed.end)
    if parsed.json:
        say_json(found)
        return DONE
    for each in found:
        about = "  ".join(part for part in (each.contact, each.topic) if part)
        rate = "" if each.rate is None else f"  {each.rate} %"
        say(f"{about}  {_number(each.left)} left  {_number(each.came_back)} came back{rate}")
    return DONE


def _number(count: int | None) -> str:
    return "-" if count is None else str(count)


def _line(each: Listed) -> str:
    parts = (each.number, each.ref, each.state, each.contact, each.due and f"due {each.due}", each.code)
    return "  ".join(part for part in parts if part)
