"""Steps from one format to the next: whole or not at all, and every released format still opens."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, event

from tests.helpers import case_pages as pages
from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, places
from welcomedesk.desk.ports import RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.log import Change
from welcomedesk.store import engine, keys, migrations, tables, views, writing
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.keyfiles import KeyFiles
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault, Places
from welcomedesk.store.watermark import Watermark

OLD_FILES = Path(__file__).resolve().parents[1] / "old_files"


@pytest.fixture
def steps() -> Iterator[dict[int, str]]:
    """Two steps of tomorrow; the second one can be made to fail."""
    import sqlalchemy as sa

    one, two = ModuleType("future.step_0003"), ModuleType("future.step_0004")
    one.upgrade = lambda operations: operations.add_column("register", sa.Column("colour", sa.TEXT))  # type: ignore[attr-defined]
    two.upgrade = lambda operations: operations.drop_table("sound")  # type: ignore[attr-defined]
    names = {3: one.__name__, 4: two.__name__}
    sys.modules.update({one.__name__: one, two.__name__: two})
    yield names
    for name in names.values():
        del sys.modules[name]


def version(store: SqlCaseStore) -> int:
    return int(store.database.raw.execute("PRAGMA user_version").fetchone()[0])


def tables_of(store: SqlCaseStore) -> set[str]:
    return {row[0] for row in store.database.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def old_home(tmp_path: Path, folder: str) -> Path:
    home = tmp_path / "home"
    shutil.copytree(OLD_FILES / folder, home)
    return home


def key_and_identity(where: Places) -> tuple[bytes, str]:
    file = KeyFiles(where.key_file, where.key_copy).read()
    data_key = keys.unlock(file.slots[0], file.identity, keys.normal(PASSPHRASE))
    assert data_key is not None
    return data_key, file.identity


def opened(tmp_path: Path, folder: str) -> SqlCaseStore:
    """A file of an older format, opened as somebody would after an update."""
    return FileVault(places(old_home(tmp_path, folder))).unlock(PASSPHRASE)


def stopped_after(database: engine.Database, statements: int) -> bool:
    """Bring the file up to date, but fail after so many statements; says whether it came to the end."""
    left = iter(range(statements))

    def count(_connection: object, _cursor: object, _statement: str, *_more: object) -> None:
        if next(left, None) is None:
            raise OSError("the plug was pulled")

    event.listen(Engine, "before_cursor_execute", count)
    try:
        migrations.bring_up_to_date(database)
    except OSError:
        return False
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return True


def test_missing_steps_are_taken_in_order(sql: SqlCaseStore, steps: dict[int, str]) -> None:
    assert migrations.bring_up_to_date(sql.database, steps, 4) == tables.FORMAT
    assert version(sql) == 4
    assert "sound" not in tables_of(sql)
    assert "colour" in [row[1] for row in sql.database.raw.execute("PRAGMA table_info(register)")]


def test_steps_that_fail_on_the_way_leave_the_file_as_it_was(sql: SqlCaseStore, steps: dict[int, str]) -> None:
    def fail(_operations: object) -> None:
        raise RuntimeError("power failure in a step")

    sys.modules[steps[4]].upgrade = fail  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError):
        migrations.bring_up_to_date(sql.database, steps, 4)
    assert version(sql) == tables.FORMAT
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


def test_a_new_file_and_a_migrated_one_have_the_same_tables(sql: SqlCaseStore, tmp_path: Path) -> None:
    migrated = opened(tmp_path, "format-1")
    query = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY name"
    assert migrated.database.raw.execute(query).fetchall() == sql.database.raw.execute(query).fetchall()
    migrated.close()


def test_what_format_1_kept_as_drafts_leaves_the_log_and_comes_back(tmp_path: Path) -> None:
    where = places(old_home(tmp_path, "format-1"))
    database = engine.open_existing(where.case_file, *key_and_identity(where))
    for text in ("Kranichfeder", "Xylophonist"):
        change = [Change("office", "draft", ADVISER, text)]
        with database.transaction() as connection:
            _ids, head = writing.write(connection, change, views.standard(), actor=ADVISER, at=NOON.isoformat())
    Watermark(where.watermark, where.session_mark, *key_and_identity(where)).put(head)
    database.close()

    store = FileVault(where).unlock(PASSPHRASE)
    assert [(d.case_id, d.field, d.value) for d in store.drafts(ADVISER)] == [("", "window", "Xylophonist")]
    assert [line.erased for line in store.history("office", "draft")] == [True, True]
    assert store.check().ok, store.check()
    store.close()
    assert not pages.holds(pages.everything(where.case_file, key_and_identity(where)[0]), "Kranichfeder")


def test_a_verified_backup_is_made_before_the_first_step(tmp_path: Path) -> None:
    opened(tmp_path, "format-1").close()
    (copy,) = (tmp_path / "home" / "backups").iterdir()
    assert "-migration." in copy.name
    restored = places(tmp_path / "other")
    FileBackups(restored, tmp_path / "backups").restore(str(copy))
    raw = engine.open_existing(restored.case_file, *key_and_identity(restored))
    assert raw.raw.execute("PRAGMA user_version").fetchone() == (1,)
    raw.close()


def test_without_a_backup_there_is_no_step(tmp_path: Path) -> None:
    home = old_home(tmp_path, "format-1")
    (home / "backups").write_text("a file where the folder should be")
    with pytest.raises(DeskError):
        FileVault(places(home)).unlock(PASSPHRASE)
    (home / "backups").unlink()
    store = FileVault(places(home)).unlock(PASSPHRASE)
    assert store.check().ok
    store.close()


def test_a_step_that_is_stopped_at_any_statement_leaves_the_old_file(tmp_path: Path) -> None:
    """The n-th statement of the step fails, for every n until none fails; the file stays format 1 and sound."""
    home = old_home(tmp_path, "format-1")
    data_key, identity = key_and_identity(places(home))
    database = engine.open_existing(places(home).case_file, data_key, identity)
    tried, done = 0, False
    while not done:
        done = stopped_after(database, tried)
        found = database.raw.execute("PRAGMA user_version").fetchone()[0]
        assert found == (tables.FORMAT if done else 1)
        names = {row[0] for row in database.raw.execute("SELECT name FROM sqlite_schema")}
        assert ("draft" in names) == done
        tried += 1
    assert tried > 6
    database.close()


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
