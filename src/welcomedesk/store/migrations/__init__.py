"""Steps from one format of the case file to the next, each with its note in one transaction.

How to add one: raise `tables.FORMAT`, write `step_0002.py` with `upgrade(operations)` (Alembic's operations), list it
in `STEPS`, and keep a real file of the format before in `tests/old_files/`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk.store import tables, troubles

if TYPE_CHECKING:
    from welcomedesk.store.engine import Database

STEPS: Mapping[int, str] = MappingProxyType({})
"""Module of the step that leads to each format, for example `{2: "step_0002"}`."""


def bring_up_to_date(database: Database, steps: Mapping[int, str] = STEPS, target: int = tables.FORMAT) -> int:
    """Take all missing steps in one transaction; returns the format the file had before.

    Raises:
        DeskError: `newer_format`, before anything is written.
    """
    with database.transaction() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if found > target:
            raise troubles.newer_format(found, target)
        if found == target:
            return found
        # Alembic takes half a second to load, so it is loaded only where there is something to do.
        from alembic.migration import MigrationContext
        from alembic.operations import Operations

        operations = Operations(MigrationContext.configure(connection))
        for number in range(found + 1, target + 1):
            importlib.import_module(steps[number] if "." in steps[number] else f"{__name__}.{steps[number]}").upgrade(
                operations
            )
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        return found
