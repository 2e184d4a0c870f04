"""Steps from one format of the case file to the next, each with its note in one transaction.

How to add one: raise `tables.FORMAT`, write `step_000N.py` with `upgrade(operations)` (Alembic's operations), list it
in `STEPS`, say in `tables.SINCE` which tables it brings, and keep a real file of the new format in `tests/old_files/`
(`tools/make_old_file.py`). A step writes its tables out instead of using `tables.py`: it must do the same in ten years.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.store import tables, troubles

if TYPE_CHECKING:
    from welcomedesk.store.engine import Database

STEPS: Mapping[int, str] = MappingProxyType({2: "step_0002"})
"""Module of the step that leads to each format, for example `{2: "step_0002"}`."""


def bring_up_to_date(
    database: Database,
    steps: Mapping[int, str] = STEPS,
    target: int = tables.FORMAT,
    before: Callable[[], object] = lambda: None,
) -> int:
    """Take all missing steps in one transaction; returns the format the file had before.

    Args:
        before: called once before the first step, for a backup; what it raises leaves the file as it is.

    Raises:
        DeskError: `newer_format`, before anything is written.
    """
    found = _format_of(database)
    if found > target:
        raise troubles.newer_format(found, target)
    if found == target:
        return found
    before()
    # Alembic takes half a second to load, so it is loaded only where there is something to do.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with database.transaction() as connection:
        operations = Operations(MigrationContext.configure(connection))
        for number in range(found + 1, target + 1):
            importlib.import_module(steps[number] if "." in steps[number] else f"{__name__}.{steps[number]}").upgrade(
                operations
            )
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    return found


def _format_of(database: Database) -> int:
    with database.transaction() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
