"""A workplace on disk: set up, unlocked, and everything that can be wrong with its files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.vaults import ADVISER, NOON, PASSPHRASE, new_vault, person, places, vault
from welcomedesk.desk.ports import Check
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import engine, keys, tables
from welcomedesk.store.vault import FileVault


def code_of(action: Callable[[], object]) -> str:
    """The code of the trouble an action meets; every trouble says three things."""
    with pytest.raises(DeskError) as met:
        action()
    error = met.value
    assert error.what and error.safe and error.next_step
    assert "{" not in error.sentence()
    return error.code


def unlocking(made: FileVault, passphrase: str = PASSPHRASE) -> Callable[[], object]:
    return lambda: made.unlock(passphrase)


def fill(made: FileVault, cases: int = 40) -> None:
    store = made.unlock(PASSPHRASE)
    for number in range(cases):
        store.write(person(f"c{number}", f"Amira Muster {number}", f"2026-{number + 1:04d}"), actor="A", at=NOON)
    store.close()


# --- setting up -----------------------------------------------------------------------------------------------------


def test_before_set_up_there_is_nothing_and_looking_makes_nothing(workplace: Path) -> None:
    made = vault(workplace)
    assert made.state().state == "none"
    assert code_of(unlocking(made)) == "no_workplace"
    assert not workplace.exists()


def test_a_new_workplace_is_ready_and_shows_its_names(workplace: Path) -> None:
    made = vault(workplace)
    sheet = made.create(office="Beratungsstelle Muster", workplace="MD-2", adviser=ADVISER, passphrase=PASSPHRASE)
    assert len(sheet.recovery_code) == 41
    state = made.state()
    assert (state.state, state.advisers, state.office, state.workplace) == (
        "ready",
        (ADVISER,),
        "Beratungsstelle Muster",
        "MD-2",
    )
    store = made.unlock(PASSPHRASE)
    assert store.opened_by == ADVISER
    assert store.check().ok
    store.close()


def test_a_second_set_up_is_refused(vault: FileVault) -> None:
    before = vault.places.case_file.read_bytes()
    with pytest.raises(DeskError) as refused:
        vault.create(office="x", workplace="x", adviser="x", passphrase="long enough")
    assert refused.value.code == "exists"
    assert vault.places.case_file.read_bytes() == before


def test_set_up_that_was_interrupted_starts_anew(workplace: Path) -> None:
    made = new_vault(workplace)
    made.places.unfinished.touch()
    assert made.state().state == "none"
    made.create(office="y", workplace="y", adviser="B. Beispiel", passphrase=PASSPHRASE)
    assert made.state().advisers == ("B. Beispiel",)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in bits")
def test_files_belong_to_their_owner_alone(workplace: Path) -> None:
    fill(new_vault(workplace), 1)
    for path in [workplace, *workplace.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_short_passphrase_is_refused(workplace: Path) -> None:
    made = vault(workplace)
    assert code_of(lambda: made.create(office="", workplace="", adviser="A", passphrase="kurz")) == "weak_passphrase"
    assert not workplace.exists()


# --- slots ----------------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(vault: FileVault) -> None:
    assert code_of(unlocking(vault, "something else")) == "wrong_passphrase"
    assert code_of(lambda: vault.unlock(PASSPHRASE, "Nobody")) == "no_such_adviser"


def test_each_adviser_has_a_passphrase_of_their_own(vault: FileVault) -> None:
    vault.add_adviser(PASSPHRASE, ADVISER, "B. Beispiel", "another passphrase")
    store = vault.unlock("another passphrase", "B. Beispiel")
    assert store.opened_by == "B. Beispiel"
    store.close()
    assert code_of(lambda: vault.unlock(PASSPHRASE, "B. Beispiel")) == "wrong_passphrase"
    assert code_of(lambda: vault.add_adviser(PASSPHRASE, ADVISER, "B. Beispiel", "x" * 9)) == "adviser_exists"


def test_a_slot_that_was_removed_opens_nothing(vault: FileVault) -> None:
    vault.add_adviser(PASSPHRASE, ADVISER, "B. Beispiel", "another passphrase")
    vault.remove_adviser(PASSPHRASE, ADVISER, "B. Beispiel")
    assert vault.state().advisers == (ADVISER,)
    assert code_of(unlocking(vault, "another passphrase")) == "wrong_passphrase"
    assert code_of(lambda: vault.remove_adviser(PASSPHRASE, ADVISER, ADVISER)) == "last_adviser"


def test_a_changed_passphrase_replaces_the_old_one_and_leaves_the_data_alone(vault: FileVault) -> None:
    fill(vault, 1)
    before = vault.places.case_file.read_bytes()
    vault.change_passphrase(ADVISER, PASSPHRASE, "a new passphrase")
    assert vault.places.case_file.read_bytes() == before
    assert code_of(unlocking(vault)) == "wrong_passphrase"
    vault.unlock("a new passphrase").close()


def test_the_recovery_sheet_opens_and_gives_a_new_passphrase(workplace: Path) -> None:
    made = vault(workplace)
    sheet = made.create(office="", workplace="", adviser=ADVISER, passphrase=PASSPHRASE)
    made.unlock_with_recovery(sheet.recovery_code.lower()).close()
    made.set_passphrase(sheet.recovery_code, ADVISER, "remembered again")
    assert made.state().advisers == (ADVISER,)
    made.unlock("remembered again").close()
    assert code_of(unlocking(made)) == "wrong_passphrase"


def test_where_there_is_one_adviser_no_name_is_needed(workplace: Path) -> None:
    made = vault(workplace)
    sheet = made.create(office="", workplace="", adviser=ADVISER, passphrase=PASSPHRASE)
    made.change_passphrase("", PASSPHRASE, "a new passphrase")
    made.set_passphrase(sheet.recovery_code, "", "another new passphrase")
    assert made.state().advisers == (ADVISER,)
    made.unlock("another new passphrase").close()
    made.add_adviser("another new passphrase", ADVISER, "B. Beispiel", "a third passphrase")
    assert code_of(lambda: made.set_passphrase(sheet.recovery_code, "", "whose then")) == "no_such_adviser"


def test_a_new_recovery_sheet_makes_the_old_one_worthless(workplace: Path) -> None:
    made = vault(workplace)
    old = made.create(office="", workplace="", adviser=ADVISER, passphrase=PASSPHRASE)
    new = made.new_recovery_code(PASSPHRASE, ADVISER)
    assert code_of(lambda: made.unlock_with_recovery(old.recovery_code)) == "wrong_recovery_code"
    made.unlock_with_recovery(new.recovery_code).close()


# --- the key file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lost", ["key_file", "key_copy"])
@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_one_good_copy_of_the_key_file_is_enough_and_mends_the_other(vault: FileVault, lost: str, how: str) -> None:
    path: Path = getattr(vault.places, lost)
    good = path.read_bytes()
    path.unlink() if how == "missing" else path.write_bytes(good[:-40])
    store = vault.unlock(PASSPHRASE)
    assert Check("key_file", True, "repaired") in store.notices
    store.close()
    assert path.read_bytes() == good


def test_without_any_key_file_it_says_so_and_makes_none(vault: FileVault) -> None:
    vault.places.key_file.unlink()
    vault.places.key_copy.unlink()
    assert vault.state().state == "key_missing"
    assert code_of(unlocking(vault)) == "key_missing"
    assert not vault.places.key_file.exists()


def test_two_damaged_key_files_are_called_damaged(vault: FileVault) -> None:
    for path in (vault.places.key_file, vault.places.key_copy):
        path.write_bytes(b"{}")
    assert vault.state().state == "unreadable"
    assert code_of(unlocking(vault)) == "key_damaged"


def test_a_key_file_of_a_newer_version_is_left_alone(vault: FileVault) -> None:
    body = json.loads(vault.places.key_file.read_bytes()) | {"version": 99}
    vault.places.key_file.write_text(json.dumps(body))
    assert vault.state().state == "newer"
    assert code_of(unlocking(vault)) == "key_newer"


def test_the_older_copy_gives_way(vault: FileVault) -> None:
    old = vault.places.key_copy.read_bytes()
    vault.change_passphrase(ADVISER, PASSPHRASE, "a new passphrase")
    vault.places.key_copy.write_bytes(old)
    vault.unlock("a new passphrase").close()
    assert vault.places.key_copy.read_bytes() == vault.places.key_file.read_bytes() != old


def test_a_key_file_changed_by_somebody_without_the_key_is_noticed(vault: FileVault) -> None:
    file = keys.load(vault.places.key_file.read_bytes())
    from dataclasses import replace

    for path in (vault.places.key_file, vault.places.key_copy):
        path.write_bytes(keys.dump(replace(file, office="Somebody else")))
    store = vault.unlock(PASSPHRASE)
    assert Check("key_file", False, "changed") in store.notices
    assert not store.check().ok
    store.close()


# --- the case file --------------------------------------------------------------------------------------------------


def plain_database(path: Path) -> None:
    import sqlite3

    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE file (id, program, identity)")
    connection.close()


SPOILED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (lambda path: path.unlink(), "file_missing", "file_missing"),
    "empty": (lambda path: path.write_bytes(b""), "file_empty", "file_empty"),
    "one byte": (lambda path: path.write_bytes(b"x"), "file_cut", "unreadable"),
    "a plain database": (plain_database, "file_foreign", "file_foreign"),
    "noise": (lambda path: path.write_bytes(os.urandom(8192)), "file_foreign", "ready"),
    "cut in a page": (lambda path: os.truncate(path, path.stat().st_size - 100), "file_cut", "unreadable"),
    "first page spoiled": (lambda path: path.write_bytes(b"\0" * 20 + path.read_bytes()[20:]), "file_foreign", "ready"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_spoiled_case_file_is_called_by_its_name_and_never_made_anew(vault: FileVault, what: str) -> None:
    fill(vault)
    spoil, code, state = SPOILED[what]
    path = vault.places.case_file
    spoil(path)
    left = path.read_bytes() if path.exists() else None
    assert vault.state().state == state
    assert code_of(unlocking(vault)) == code
    assert (path.read_bytes() if path.exists() else None) == left


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_a_file_cut_anywhere_is_noticed_before_anything_is_shown(vault: FileVault, percent: int) -> None:
    fill(vault)
    path = vault.places.case_file
    os.truncate(path, path.stat().st_size * percent // 100)
    with pytest.raises(DeskError) as met:
        store = vault.unlock(PASSPHRASE)
        report = store.check()
        store.close()
        assert not report.ok
        raise DeskError("file_damaged", "noticed by the check")
    assert met.value.code in ("file_cut", "file_damaged", "file_foreign")


def test_a_file_cut_at_a_page_is_noticed_at_opening(vault: FileVault) -> None:
    fill(vault)
    path = vault.places.case_file
    os.truncate(path, path.stat().st_size - 4096)
    assert code_of(unlocking(vault)) == "file_damaged"


def test_the_case_file_of_another_workplace_is_foreign(vault: FileVault, tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    vault.places.case_file.write_bytes(other.places.case_file.read_bytes())
    assert code_of(unlocking(vault)) == "file_foreign"


def test_a_newer_format_is_refused_before_anything_is_written(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    store.database.raw.execute(f"PRAGMA user_version = {tables.FORMAT + 1}")
    store.close()
    before = vault.places.case_file.read_bytes()
    assert code_of(unlocking(vault)) == "newer_format"
    assert vault.places.case_file.read_bytes() == before


@pytest.mark.parametrize(
    "smuggled",
    [
        "CREATE TRIGGER spy AFTER INSERT ON entry BEGIN DELETE FROM fact; END",
        "CREATE VIEW spy AS SELECT * FROM fact",
        "CREATE TABLE spy (a TEXT)",
        "DROP INDEX entry_case",
    ],
)
def test_a_file_with_parts_we_never_made_is_refused(vault: FileVault, smuggled: str) -> None:
    store = vault.unlock(PASSPHRASE)
    store.database.raw.execute(smuggled)
    store.close()
    assert code_of(unlocking(vault)) == "file_foreign"


@pytest.mark.parametrize("number", range(40))
def test_a_flipped_bit_never_becomes_a_wrong_value(vault: FileVault, number: int) -> None:
    """Every page is sealed: a flip is refused at opening, found by the check, or lies where nothing is."""
    fill(vault)
    path = vault.places.case_file
    content = bytearray(path.read_bytes())
    place = (len(content) * 8 - 1) * number // 39
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(bytes(content))
    try:
        store = vault.unlock(PASSPHRASE)
    except DeskError as error:
        assert error.code in ("file_foreign", "file_damaged", "disk_error")
        return
    report = store.check()
    store.close()
    assert not report.ok
    assert not next(check for check in report.checks if check.code == "pages").ok


def test_the_settings_are_those_that_lose_nothing(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    found = store.database.settings()
    store.close()
    assert found == {name: expected for name, _set, expected in engine.SETTINGS}
    assert (found["journal_mode"], found["synchronous"], found["secure_delete"]) == ("wal", 2, 1)


def test_at_rest_the_case_file_is_one_file(vault: FileVault) -> None:
    fill(vault, 2)
    names = {path.name for path in vault.places.case_file.parent.iterdir()}
    assert names == {"cases.wdesk", "cases.wdesk.lock", "cases.keys", "keys"}


# --- one process ----------------------------------------------------------------------------------------------------


def test_a_second_opener_is_told_that_the_file_is_in_use(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    assert code_of(unlocking(vault)) == "file_in_use"
    store.close()
    vault.unlock(PASSPHRASE).close()


def test_another_process_is_kept_out_as_well(vault: FileVault, workplace: Path) -> None:
    store = vault.unlock(PASSPHRASE)
    script = (
        "import sys; from pathlib import Path; from tests.helpers.vaults import vault, PASSPHRASE\n"
        "from welcomedesk.domain.errors import DeskError\n"
        "try: vault(Path(sys.argv[1])).unlock(PASSPHRASE)\n"
        "except DeskError as error: print(error.code)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(workplace)],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))},
        check=True,
    )
    store.close()
    assert done.stdout.strip() == "file_in_use"


def test_a_wrong_passphrase_leaves_no_lock_behind(vault: FileVault) -> None:
    code_of(unlocking(vault, "something else"))
    vault.unlock(PASSPHRASE).close()


def test_after_closing_every_call_says_locked(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    store.close()
    store.close()
    assert code_of(lambda: store.case("a")) == "locked"


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder nobody may write to. Root may write everywhere but on a drive that is mounted so, and where the kernel
    shows its own files; those serve where no drive can be mounted, as in a closed container."""
    folder = tmp_path / "readonly"
    folder.mkdir(mode=0o500)
    if os.geteuid() != 0:
        yield folder
        return
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", str(folder)], check=False)
    if done.returncode:
        yield Path("/sys")
        return
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_folder_without_the_right_to_write_is_called_so(read_only: Path) -> None:
    made = FileVault(places(read_only / "home"))
    assert code_of(lambda: made.create(office="", workplace="", adviser="A", passphrase=PASSPHRASE)) == "no_write"


def test_a_workplace_whose_folder_became_read_only_says_so_and_stays_whole(tmp_path: Path) -> None:
    home = tmp_path / "drive"
    home.mkdir()
    mounted = (
        os.geteuid() == 0 and not subprocess.run(["mount", "-t", "tmpfs", "none", str(home)], check=False).returncode
    )
    try:
        made = new_vault(home)
        fill(made)
        before = made.places.case_file.read_bytes()
        with protected(home, mounted=mounted):
            assert code_of(unlocking(made)) == "no_write"
            assert made.places.case_file.read_bytes() == before
        store = made.unlock(PASSPHRASE)
        assert store.check().ok
        store.close()
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(home)], check=True)


@contextmanager
def protected(home: Path, *, mounted: bool) -> Iterator[None]:
    """Nobody may write below a folder: the drive is mounted so or, where that cannot be, the rights are taken away."""
    if mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
        yield
        subprocess.run(["mount", "-o", "remount,rw", str(home)], check=True)
        return
    everything = [home, *home.rglob("*")]
    for path in everything:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield
    for path in everything:
        path.chmod(0o700 if path.is_dir() else 0o600)


# --- an older file --------------------------------------------------------------------------------------------------


def test_an_old_case_file_copied_back_is_noticed(vault: FileVault) -> None:
    fill(vault, 1)
    old = vault.places.case_file.read_bytes()
    store = vault.unlock(PASSPHRASE)
    device = store.device()
    store.write(person("b", "Bela"), actor="A", at=NOON)
    store.close()
    vault.places.case_file.write_bytes(old)
    store = vault.unlock(PASSPHRASE)
    assert Check("watermark", False, "older 7") in store.notices
    assert not store.check().ok
    assert store.device() != device, "numbers that were given out must not be given out again"
    store.write(person("c", "Cem"), actor="A", at=NOON)
    store.close()
    store = vault.unlock(PASSPHRASE)
    assert store.check().ok
    assert store.counts()["entries"] == 7
    store.close()


def test_a_watermark_that_somebody_else_wrote_does_not_count(vault: FileVault) -> None:
    fill(vault, 1)
    mark = json.loads(vault.places.watermark.read_text())
    vault.places.watermark.write_text(json.dumps({**mark, "number": 1}))
    store = vault.unlock(PASSPHRASE)
    assert Check("watermark", False, "missing") in store.notices
    store.close()
