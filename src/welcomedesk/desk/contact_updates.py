"""What an update of the packs changed in the directory since somebody of this workplace last looked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Done, Edit, office, write
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.contacts import contacts_from_rows, row_of, source_row, sources_from_rows
from welcomedesk.domain.overlay import ContactChange, LocalRecords, changes, hidden_by_office

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.log import EntryId, Json

SEEN = "contacts_seen"
"""Field of the office: day, adviser and hash of the list that was seen last; the list itself lies beside it."""


@dataclass(frozen=True, slots=True)
class SeenChange:
    """One contact that an update changed.

    Args:
        hidden: names of the changed fields in which the office's own data stand, so that nobody sees the new value.
    """

    change: ContactChange
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """Everything that changed.

    Args:
        since: ISO date when the list was last seen; `by` whom.
    """

    since: str
    by: str
    changes: tuple[SeenChange, ...]


def since_seen(desk: Desk) -> Update | None:
    """What the packs say differently than when somebody last looked; `None` where nobody has looked yet."""
    here = office(desk)
    seen = here.value("office", SEEN)
    if not isinstance(seen, dict):
        return None
    since, by = str(seen.get("on", "")), str(seen.get("by", ""))
    shipped = desk.library.directory().contacts
    if seen.get("list") == _hash(_content(shipped)):
        return Update(since, by, ())
    local = LocalRecords.of(here)
    found = changes(_read(desk.store.blob(str(seen.get("list"))) or b"{}"), shipped)
    return Update(since, by, tuple(SeenChange(each, hidden_by_office(each, local)) for each in found))


def news(desk: Desk) -> int:
    """How many contacts an update changed; the first time a workplace looks, the list itself is remembered."""
    found = since_seen(desk)
    if found is None:
        mark_seen(desk)
    return len(found.changes) if found else 0


def mark_seen(desk: Desk) -> Done[tuple[EntryId, ...]]:
    """Remember the list of the packs as it is now; what changes from here on is new."""
    content = _content(desk.library.directory().contacts)
    kept = desk.store.put_blob(content, case=OFFICE, media_type="application/json")
    seen: Json = {"list": kept, "on": desk.today.isoformat(), "by": desk.actor}
    return write(desk, office(desk), [Edit("office", SEEN, seen)], areas=("contacts",))


def _content(contacts: Sequence[Contact]) -> bytes:
    sources = {source.id: source_row(source) for contact in contacts for source in contact.sources}
    document = {"contact": [row_of(contact) for contact in contacts], "source": list(sources.values())}
    return json.dumps(document, ensure_ascii=False, sort_keys=True).encode()


def _read(content: bytes) -> tuple[Contact, ...]:
    document = json.loads(content)
    return contacts_from_rows(document.get("contact", ()), sources_from_rows(document.get("source", ())))


def _hash(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()
