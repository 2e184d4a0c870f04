"""The workplace itself: letterhead and advisers. Nothing about the office is invented; empty stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, edits, office, write
from welcomedesk.domain.case import REMOVED, Entity
from welcomedesk.domain.log import EntryId, Json

if TYPE_CHECKING:
    from welcomedesk.desk.ports import CheckReport


def check_file(desk: Desk) -> CheckReport:
    """Look at the whole case file; nothing is repaired. Takes a while with many cases."""
    return desk.store.check()


def make_lists(desk: Desk) -> CheckReport:
    """Make lists and search again from the cases, and check the file afterwards; nothing of a case is changed."""
    desk.store.rebuild_views()
    return desk.store.check()


def remove_adviser(desk: Desk, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take an adviser out of the list; cases keep the name."""
    return write(desk, office(desk), [Edit(ref, REMOVED, True)], areas=("office",))


def letterhead_fields(desk: Desk) -> Entity:
    """What the office entered about itself."""
    return office(desk).one("office")


def set_office(desk: Desk, values: Mapping[str, Json]) -> Done[tuple[EntryId, ...]]:
    """Save fields of the office, for example `{"name": "…", "postal_code": "39104"}`."""
    return write(desk, office(desk), edits("office", values), areas=("office", "letters"))


def advisers(desk: Desk) -> tuple[Entity, ...]:
    """Everybody who was entered as an adviser."""
    return office(desk).all("adviser")


def names(desk: Desk) -> tuple[str, ...]:
    """Names of everybody who works here, whoever asks among them."""
    known = (adviser.text("name") for adviser in advisers(desk))
    return tuple(sorted({name for name in (*known, desk.actor) if name}, key=str.casefold))


def set_adviser(desk: Desk, name: str, values: Mapping[str, Json]) -> Done[tuple[EntryId, ...]]:
    """Save fields of an adviser; a new name makes a new adviser."""
    case = office(desk)
    known = next((entity for entity in case.all("adviser") if entity.text("name") == name), None)
    ref = known.ref if known else f"adviser:{desk.new_id(4)}"
    return write(desk, case, [Edit(ref, "name", name), *edits(ref, values)], areas=("office",))


def settle_in(desk: Desk, name: str, workplace: str) -> None:
    """Take over what was said at set-up, once: office, workplace and the adviser who sits here. Later edits stay."""
    case = office(desk)
    ours = case.one("office")
    wanted = [
        Edit("office", field, value)
        for field, value in (("name", name), ("workplace", workplace))
        if value and field not in ours.fields
    ]
    if desk.actor and desk.actor not in {adviser.text("name") for adviser in case.all("adviser")}:
        wanted.append(Edit(f"adviser:{desk.new_id(4)}", "name", desk.actor))
    if wanted:
        write(desk, case, wanted, areas=("office",))
