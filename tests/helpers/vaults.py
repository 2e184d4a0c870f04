"""Workplaces on disk for tests, with keys that cost next to nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from welcomedesk.domain.log import Change, Json
from welcomedesk.store.keys import KeyCost
from welcomedesk.store.vault import FileVault, Places

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
"""Far below the floor; only a vault that is told so accepts it."""

PASSPHRASE = "sechs ganz zufällige Wörter"
ADVISER = "A. Beispiel"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def places(home: Path) -> Places:
    return Places(home / "cases.wdesk", home / "cases.keys", home / "keys" / "cases.keys")


def vault(home: Path) -> FileVault:
    return FileVault(places(home), cost=CHEAP, floor=CHEAP)


def new_vault(home: Path) -> FileVault:
    made = vault(home)
    made.create(office="Beratungsstelle Muster", workplace="Musterstadt", adviser=ADVISER, passphrase=PASSPHRASE)
    return made


def changes(case_id: str, values: dict[str, Json]) -> list[Change]:
    """Changes of one case from `{"person.name": …}`."""
    return [Change(case_id, *key.rsplit(".", 1), value) for key, value in values.items()]


def person(case_id: str, name: str = "", number: str = "", **more: Json) -> list[Change]:
    """A person's case; further fields with two underscores, `person__phone`."""
    values: dict[str, Json] = {"case.kind": "person", "case.state": "open", "person.name": name}
    if number:
        values["case.number"] = number
    return changes(case_id, {**values, **{key.replace("__", "."): value for key, value in more.items()}})
