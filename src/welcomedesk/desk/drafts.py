"""What somebody types and has not saved yet: kept inside the encrypted file, never beside it, never in the log."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from welcomedesk.desk.ports import Draft
from welcomedesk.domain.log import Json

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

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
    return [part for draft in desk.store.drafts(desk.actor) for part in _unfolded(draft)]


def _unfolded(draft: Draft) -> Sequence[Draft]:
    """Format 1 kept places and all pages as one text; apart from that a draft is what it is."""
    if (draft.case_id, draft.field) != WINDOW or not isinstance(draft.value, str):
        return (draft,)
    try:
        told = json.loads(draft.value)
        window = {"places": told["places"], "at": told["at"]}
        states = {str(name): dict(state) for name, state in told["pages"].items()}
        cases = states.get("case", {}).pop("drafts", {})
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
    by_case = {(case, f"page/case/{tab}"): state for case, tabs in cases.items() for tab, state in tabs.items()}
    parts = {WINDOW: window, **{("", f"page/{name}"): state for name, state in states.items() if state}, **by_case}
    return tuple(Draft(case, field, value, draft.at) for (case, field), value in parts.items())


def as_found(now: Mapping[Key, Json]) -> Sequence[Draft]:
    """Drafts as if they had been read, for a window that is made anew while it is unlocked."""
    return tuple(Draft(case, field, value, "") for (case, field), value in now.items())
