"""What the systems say about an encrypted drive, and that nothing is claimed that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from welcomedesk.store import disk_encryption
from welcomedesk.store.disk_encryption import of_linux, of_macos, of_windows


@pytest.mark.parametrize(
    ("said", "state"),
    [("1", "yes"), ("6", "yes"), ("2", "no"), ("3", "no"), ("5", "no"), ("", "unknown"), ("x", "unknown")],
)
def test_only_a_bitlocker_that_is_on_and_finished_counts(said: str, state: str) -> None:
    assert of_windows(said) == state


@pytest.mark.parametrize(
    ("said", "state"), [("FileVault is On.", "yes"), ("FileVault is Off.", "no"), ("", "unknown"), ("Error", "unknown")]
)
def test_filevault_is_taken_at_its_word(said: str, state: str) -> None:
    assert of_macos(said) == state


def device(folder: Path) -> str:
    number = folder.stat().st_dev
    return f"{number >> 8 & 0xFFF}:{(number & 0xFF) | (number >> 12 & 0xFFF00)}"


def block(sys_folder: Path, name: str, uuid: str = "") -> Path:
    made = sys_folder / "dev" / "block" / name
    (made / "slaves").mkdir(parents=True)
    if uuid:
        (made / "dm").mkdir()
        (made / "dm" / "uuid").write_text(uuid)
    return made


def test_a_crypt_device_is_found_under_a_volume_of_lvm(tmp_path: Path) -> None:
    volume = block(tmp_path / "sys", device(tmp_path), "LVM-abc")
    assert of_linux(tmp_path, tmp_path / "sys") == "no"
    crypt = block(tmp_path / "sys", "253:7", "CRYPT-LUKS2-abc-root")
    (volume / "slaves" / "dm-7").symlink_to(crypt)
    assert of_linux(tmp_path, tmp_path / "sys") == "yes"


def test_without_a_device_nothing_is_claimed(tmp_path: Path) -> None:
    assert of_linux(tmp_path, tmp_path / "sys") == "unknown"
    assert disk_encryption.state(tmp_path / "missing") == "unknown"


def test_this_machine_gives_an_answer(tmp_path: Path) -> None:
    assert disk_encryption.state(tmp_path) in ("yes", "no", "unknown")
