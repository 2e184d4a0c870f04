"""What somebody types and has not saved yet: kept inside the encrypted file, never beside it, never in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from welcomedesk.desk.core import Desk
from welcomedesk.desk.ports import Draft
from welcomedesk.domain.log import Json

Key = tuple[str, str]
"""Case and field of a draft; the case is empty where there is none yet."""

WINDOW: Key = ("", "window")
"""Where somebody was in the window."""


def keep(desk: Desk, changed: Mapping[Key, Json]) -> None:
    """Keep what this adviser typed, only what changed; `None` forgets a draft."""
    at = desk.clock.now().isoformat(timespec="seconds")
    desk.store.keep_drafts(desk.actor, [Draft(case, field, value, at) for (case, field), value in changed.items()])


def found(desk: Desk) -> Sequence[Draft]:
    """What this adviser typed and did not save, oldest first."""
    return desk.store.drafts(desk.actor)
