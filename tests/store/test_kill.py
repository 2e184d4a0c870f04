"""What showed the tick is there after a kill, and nothing is there by half. The short form of the long harness."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.helpers.killing import ticks_until_killed
from tests.helpers.vaults import PASSPHRASE, new_vault, vault
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.store import SqlCaseStore


def reopened(home: Path) -> SqlCaseStore:
    store = vault(home).unlock(PASSPHRASE)
    report = store.check()
    assert report.ok, report
    return store


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("operation", ["save", "import"])
def test_every_acknowledged_case_is_there_and_whole(workplace: Path, operation: str, seed: int) -> None:
    new_vault(workplace)
    acknowledged = ticks_until_killed(workplace, operation, Random(seed))
    acknowledged += ticks_until_killed(workplace, operation, Random(seed + 100))
    store = reopened(workplace)
    expected = 5 if operation == "save" else 4
    for case_id in acknowledged:
        assert len(store.history(case_id)) == expected
    assert store.counts()["entries"] % expected == 0, "no half case"
    store.close()


def test_an_acknowledged_erasure_holds_and_none_is_half_done(workplace: Path) -> None:
    new_vault(workplace)
    acknowledged = ticks_until_killed(workplace, "erase", Random(4))
    store = reopened(workplace)
    for case_id in acknowledged:
        assert store.case(case_id) is None
    store.close()


def test_a_backup_that_has_its_name_can_be_restored(workplace: Path) -> None:
    made = new_vault(workplace)
    ticks_until_killed(workplace, "backup", Random(5), longest=0.6)
    reopened(workplace).close()
    backups = FileBackups(made.places, workplace / "backups")
    for path in (workplace / "backups").glob("*.wdbackup"):
        backups.restore(str(path))
        reopened(workplace).close()


@pytest.mark.parametrize("seed", [6, 7])
def test_a_change_of_passphrase_happens_or_does_not(workplace: Path, seed: int) -> None:
    made = new_vault(workplace)
    ticks = ticks_until_killed(workplace, "passphrase", Random(seed))
    last = int(ticks[-1].rsplit(" ", 1)[1]) if ticks else -1
    possible = [f"another passphrase {last}" if ticks else PASSPHRASE, f"another passphrase {last + 1}"]
    opened = 0
    for passphrase in possible:
        try:
            made.unlock(passphrase).close()
            opened += 1
        except DeskError as error:
            assert error.code == "wrong_passphrase"
    assert opened == 1


@pytest.mark.parametrize("seed", [8, 9])
def test_a_restore_that_was_killed_leaves_a_file_that_opens(workplace: Path, seed: int) -> None:
    new_vault(workplace)
    ticks_until_killed(workplace, "restore", Random(seed), longest=0.5)
    store = reopened(workplace)
    assert store.counts()["cases"] <= 1
    store.close()
