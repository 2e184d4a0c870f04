"""One kind of letter to many: whom it can go to, every page before it leaves, all of them as one job.

Every letter of a series is an ordinary letter: kept unchangeably, with its recipient and what left. A series knows
which of its letters went to the printer, so that one that stopped in the middle goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welcomedesk.desk import contacts, letters
from welcomedesk.desk.core import Desk, Done, edits, load, write
from welcomedesk.desk.letters import Draft, Issued, Order
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.envelopes import Addresses
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.freshness import state_on
from welcomedesk.domain.letters import Recipient
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.log import EntryId

MOST = 1_000
"""Letters of one series."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a letter can go to.

    Args:
        key: `contact:ID`, `company:CASE` or `participant:REF`.
        second: kind or place, to tell apart who has the same name.
    """

    key: str
    name: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one letter of a series: who it is for and whether it went to the printer."""

    ref: str
    recipient: str
    printed: bool


def readers(
    desk: Desk, case_id: str, group: str, *, topic: str = "", kind: str = "", text: str = ""
) -> tuple[Reader, ...]:
    """Everybody of a group that passes the filter, by name.

    Args:
        group: `contacts`, `companies` or `participants` (of the event of this case).
        topic, kind: of contacts; empty for all.
        text: words that must occur in the name, or in the place of a contact.
    """
    words = text.casefold().split()
    if group == "contacts":
        found = (_of_contact(each) for each in contacts.directory(desk).contacts if _passes(desk, each, topic, kind))
    elif group == "companies":
        rows = desk.store.register(RegisterQuery(kind="company", order="name", limit=MOST)).rows
        found = (Reader(f"company:{row.id}", row.name or row.number, row.place) for row in rows if row.name)
    else:
        guests = load(desk, case_id).all("participant")
        found = (Reader(each.ref, each.text("name"), each.text("organisation")) for each in guests)
    kept = [each for each in found if all(word in f"{each.name} {each.second}".casefold() for word in words)]
    return tuple(sorted(kept, key=lambda each: each.name.casefold()))


def _passes(desk: Desk, contact: Contact, topic: str, kind: str) -> bool:
    if topic and topic not in contact.topics:
        return False
    return (not kind or contact.kind == kind) and state_on(contact, desk.today) not in ("ended", "retired")


def _of_contact(contact: Contact) -> Reader:
    return Reader(f"contact:{contact.id}", contact.name, contact.address.town)


def order_for(order: Order, key: str) -> Order:
    """The order of one letter of a series."""
    group, _colon, name = key.partition(":")
    if group == "contact":
        return replace(order, contact=name, participant="", to_case="")
    if group == "company":
        return replace(order, contact="", participant="", to_case=name)
    return replace(order, contact="", participant=key, to_case="")


def draft(desk: Desk, case_id: str, order: Order, key: str) -> Draft:
    """One letter of a series as it would go out; nothing is written."""
    return letters.draft(desk, case_id, order_for(order, key))


def check(desk: Desk, case_id: str, order: Order, keys: Sequence[str]) -> tuple[tuple[str, DeskError], ...]:
    """What stands in the way, by reader; empty where every letter can go out."""
    drafts = ((key, draft(desk, case_id, order, key)) for key in keys)
    return tuple((key, problem) for key, ready in drafts if (problem := letters.problem_of(ready)) is not None)


def issue(
    desk: Desk, case_id: str, order: Order, keys: Sequence[str], *, way: str = "printed"
) -> Done[tuple[Issued, ...]]:
    """Let all letters of a series leave in one step; where one cannot, or the disk is full, none does.

    Raises:
        Refused: the reason of the first letter that cannot go out; nothing is kept then.
        DeskError: `too_many_letters`.
    """
    if len(keys) > MOST:
        raise DeskError(
            "too_many_letters",
            N_("A series has {most} letters at most."),
            safe=N_("Nothing was sent; the draft is kept."),
            next_step=N_("Choose fewer recipients."),
            most=str(MOST),
        )
    orders = [order_for(order, key) for key in keys]
    return letters.issue_all(desk, case_id, orders, way=way, series=desk.new_id(4))


def mark_printed(desk: Desk, case_id: str, refs: Iterable[str]) -> Done[tuple[EntryId, ...]]:
    """Note that these letters went to the printer."""
    wanted = [edit for ref in refs for edit in edits(ref, {"printed": True})]
    return write(desk, load(desk, case_id), wanted, areas=("letters",))


def waiting(desk: Desk, case_id: str) -> tuple[Printed, ...]:
    """Letters of the newest series of a case, where some of it has not been printed; empty where all has."""
    kept = [each for each in load(desk, case_id).all("letter") if each.text("series")]
    last = [each for each in kept if each.text("series") == kept[-1].text("series")] if kept else []
    found = tuple(Printed(each.ref, each.text("recipient"), bool(each.get("printed"))) for each in last)
    return found if any(not each.printed for each in found) else ()


def addresses(desk: Desk, case_id: str, order: Order, keys: Sequence[str], size: str, *, first: int = 0) -> bytes:
    """Envelopes or labels for the recipients of a series.

    Raises:
        Refused: an address is missing or does not fit.
    """
    found = tuple(ready.recipient for key in keys if (ready := draft(desk, case_id, order, key)).recipient)
    return print_addresses(desk, found, size, first=first)


def print_addresses(desk: Desk, recipients: Sequence[Recipient], size: str, *, first: int = 0) -> bytes:
    """The PDF of envelopes (`DL`, `C5`, `C4`) or labels (`3x8`, `2x7`, `2x6`)."""
    sender = letters.office_letterhead(desk).sender_line
    return desk.printer().addresses(Addresses(size, tuple(recipients), sender, first, desk.language))
