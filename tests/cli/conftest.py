"""The command line over a real encrypted case file, with a cheap key derivation."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.vaults import CHEAP
from welcomedesk import bootstrap, paths
from welcomedesk.cli.main import run
from welcomedesk.store.vault import FileVault, Places

PASSPHRASE = "sechs ruhige Wörter für den Test"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, passphrase_file: str) -> Command:
    """Runs a command in this process; commands that open the case file get the passphrase by themselves."""

    def cheap_vault(home: paths.Home | None = None) -> FileVault:
        where = home or paths.home()
        return FileVault(Places(where.case_file, where.key_file, where.key_file_copy), cost=CHEAP, floor=CHEAP)

    monkeypatch.setattr(bootstrap, "vault", cheap_vault)

    def call(*arguments: str) -> Outcome:
        known = ("case", "calendar", "vault", "letter", "privacy", "referral")
        opens = arguments[0] in known and "--passphrase-file" not in arguments
        place = arguments.index("--") if "--" in arguments else len(arguments)
        given = [*arguments[:place], *(["--passphrase-file", passphrase_file] if opens else []), *arguments[place:]]
        code = run(given)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def desk_command(command: Command) -> Command:
    """The same at a workplace that is set up."""
    assert command("vault", "new", "--office", "Musterberatung", "--adviser", "A. Beispiel").code == 0
    return command
