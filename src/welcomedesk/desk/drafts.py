"""What somebody was typing when the window locked: kept inside the encrypted file, never beside it."""

from __future__ import annotations

from welcomedesk.desk.core import Desk
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.log import Change

_ENTITY = "draft"


def keep(desk: Desk, state: str) -> None:
    """Keep the drafts of this adviser until the next unlock."""
    if state != take(desk, forget=False):
        desk.store.write([Change(OFFICE, _ENTITY, desk.actor, state or None)], actor=desk.actor, at=desk.clock.now())


def take(desk: Desk, *, forget: bool = True) -> str:
    """The drafts of this adviser, empty where there are none; they are forgotten unless said otherwise."""
    office = desk.store.case(OFFICE)
    found = office.one(_ENTITY).text(desk.actor) if office else ""
    if found and forget:
        desk.store.write([Change(OFFICE, _ENTITY, desk.actor, None)], actor=desk.actor, at=desk.clock.now())
    return found
