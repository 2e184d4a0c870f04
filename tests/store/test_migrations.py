"""Steps from one format to the next: whole or not at all, and every released format still opens."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers.vaults import PASSPHRASE, places
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import migrations, tables
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault

OLD_FILES = Path(__file__).resolve().parents[1] / "old_files"


@pytest.fixture
def steps() -> Iterator[dict[int, str]]:
    """Two steps of tomorrow; the second one can be made to fail."""
    import sqlalchemy as sa

    one, two = ModuleType("future.step_0002"), ModuleType("future.step_0003")
    one.upgrade = lambda operations: operations.add_column("register", sa.Column("colour", sa.TEXT))  # type: ignore[attr-defined]
    two.upgrade = lambda operations: operations.drop_table("sound")  # type: ignore[attr-defined]
    names = {2: one.__name__, 3: two.__name__}
    sys.modules.update({one.__name__: one, two.__name__: two})
    yield names
    for name in names.values():
        del sys.modules[name]


def version(store: SqlCaseStore) -> int:
    return int(store.database.raw.execute("PRAGMA user_version").fetchone()[0])


def tables_of(store: SqlCaseStore) -> set[str]:
    return {row[0] for row in store.database.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_missing_steps_are_taken_in_order(sql: SqlCaseStore, steps: dict[int, str]) -> None:
    assert migrations.bring_up_to_date(sql.database, steps, 3) == 1
    assert version(sql) == 3
    assert "sound" not in tables_of(sql)
    assert "colour" in [row[1] for row in sql.database.raw.execute("PRAGMA table_info(register)")]


def test_steps_that_fail_on_the_way_leave_the_file_as_it_was(sql: SqlCaseStore, steps: dict[int, str]) -> None:
    def fail(_operations: object) -> None:
        raise RuntimeError("power failure in a step")

    sys.modules[steps[3]].upgrade = fail  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError):
        migrations.bring_up_to_date(sql.database, steps, 3)
    assert version(sql) == 1
    assert "colour" not in [row[1] for row in sql.database.raw.execute("PRAGMA table_info(register)")]
    assert sql.check().ok


def test_a_file_that_is_up_to_date_loads_no_migration_tools(sql: SqlCaseStore) -> None:
    loaded = {name for name in sys.modules if name.split(".")[0] == "alembic"}
    assert migrations.bring_up_to_date(sql.database) == tables.FORMAT
    assert {name for name in sys.modules if name.split(".")[0] == "alembic"} == loaded


def test_a_newer_file_is_refused(sql: SqlCaseStore) -> None:
    sql.database.raw.execute("PRAGMA user_version = 99")
    with pytest.raises(DeskError) as refused:
        migrations.bring_up_to_date(sql.database)
    assert refused.value.code == "newer_format"


@pytest.mark.parametrize("folder", sorted(path.name for path in OLD_FILES.iterdir() if path.is_dir()))
def test_a_file_of_every_released_format_opens_and_is_sound(folder: str, tmp_path: Path) -> None:
    """With the real cost of its keys and the floor of the program, as on somebody's laptop."""
    home = tmp_path / "home"
    shutil.copytree(OLD_FILES / folder, home)
    store = FileVault(places(home)).unlock(PASSPHRASE)
    assert store.check().ok, store.check()
    names = {row.name for row in store.register(RegisterQuery(states=())).rows}
    assert {"Amira Muster", "محمد الأحمد", "Muster Pflege GmbH"} <= names
    assert [hit.row.name for hit in store.search("pflege")] == ["Muster Pflege GmbH"]
    assert store.history(store.find_number("2026-0001") or "")[0].before == "open"
    store.close()


def test_there_is_a_file_of_this_format() -> None:
    assert (OLD_FILES / f"format-{tables.FORMAT}" / "cases.wdesk").exists()
