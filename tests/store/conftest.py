from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.memory_store import MemoryStore
from tests.helpers.vaults import PASSPHRASE, new_vault
from welcomedesk.store.store import SqlCaseStore
from welcomedesk.store.vault import FileVault


@pytest.fixture
def vault(workplace: Path) -> FileVault:
    return new_vault(workplace)


@pytest.fixture
def sql(vault: FileVault) -> Iterator[SqlCaseStore]:
    """The real store over a new, empty case file."""
    store = vault.unlock(PASSPHRASE)
    yield store
    store.close()


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest) -> MemoryStore | SqlCaseStore:
    """Both stores: what one promises the other keeps."""
    return MemoryStore() if request.param == "memory" else request.getfixturevalue("sql")
