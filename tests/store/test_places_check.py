"""Folders in which a live case file would not be safe are refused, with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.vaults import ADVISER, PASSPHRASE, new_vault, vault
from welcomedesk.domain.errors import DeskError
from welcomedesk.store.places_check import trouble

MOUNTS = r"""
/dev/vda / ext4 rw 0 0
server:/export /srv/team nfs4 rw 0 0
//server/team /mnt/team\040share cifs rw 0 0
me@host:/home /home/beispiel/far fuse.sshfs rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
/dev/sdc1 /srv/team/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [("OneDrive - Beratungsstelle/Akten", "OneDrive"), ("Dropbox (Team)/x", "Dropbox"),
     ("Nextcloud/Welcomedesk", "Nextcloud"), ("Google Drive/My Drive", "Google Drive"),
     ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
     ("Library/CloudStorage/Anything-x", "CloudStorage")],
)  # fmt: skip
def test_folders_with_the_name_of_a_service_are_refused(tmp_path: Path, folder: str, service: str) -> None:
    found = trouble(tmp_path / folder, MOUNTS, {})
    assert found is not None and found.code == "synced_folder" and found.details["service"] == service


@pytest.mark.parametrize(
    ("sign", "service"), [(".stfolder", "Syncthing"), (".nextcloudsync.log", "Nextcloud"), (".dropbox", "Dropbox")]
)
def test_folders_that_a_service_marked_are_refused_whatever_their_name(tmp_path: Path, sign: str, service: str) -> None:
    (tmp_path / sign).write_bytes(b"")
    found = trouble(tmp_path / "work" / "cases", MOUNTS, {})
    assert found is not None and found.details["service"] == service


def test_the_folder_that_windows_names_as_synced_is_refused(tmp_path: Path) -> None:
    found = trouble(tmp_path / "Wolke" / "a", MOUNTS, {"OneDriveCommercial": str(tmp_path / "Wolke")})
    assert found is not None and found.code == "synced_folder"


@pytest.mark.parametrize(
    "folder",
    ["/srv/team/cases", "/mnt/team share/cases", "/home/beispiel/far/cases", "//server/team/cases",
     "\\\\server\\team\\cases", "\\\\?\\UNC\\server\\team"],
)  # fmt: skip
def test_drives_in_the_network_are_refused(folder: str) -> None:
    found = trouble(Path(folder), MOUNTS, {})
    assert found is not None and found.code == "network_folder"


@pytest.mark.parametrize(
    "folder",
    ["/home/beispiel/.local/share/Welcomedesk", "/srv/team/local/cases", "/media/stick/cases", "/srv/teamwork",
     "/home/beispiel/dropbox-notes", "/home/beispiel/Mein OneDrive Umzug", "\\\\?\\C:\\Users\\a"],
)  # fmt: skip
def test_folders_of_this_device_are_fine(folder: str) -> None:
    assert trouble(Path(folder), MOUNTS, {}) is None


def test_the_settings_folder_of_a_service_in_the_home_folder_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert trouble(tmp_path / "Welcomedesk", MOUNTS, {}) is None


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights of its own there")
def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "cases").mkdir(parents=True)
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox" / "cases")
    found = trouble(tmp_path / "here", MOUNTS, {})
    assert found is not None and found.code == "synced_folder"


def test_no_workplace_is_made_in_a_synced_folder_and_nothing_is_left_there(tmp_path: Path) -> None:
    home = tmp_path / "Nextcloud" / "desk"
    with pytest.raises(DeskError) as met:
        vault(home).create(office="O", workplace="", adviser=ADVISER, passphrase=PASSPHRASE)
    assert met.value.code == "synced_folder" and "Nextcloud" in met.value.sentence()
    assert not home.exists()


def test_a_workplace_that_was_moved_into_a_synced_folder_is_not_opened_and_not_changed(tmp_path: Path) -> None:
    new_vault(tmp_path / "desk")
    (tmp_path / "Dropbox").mkdir()
    moved = (tmp_path / "desk").rename(tmp_path / "Dropbox" / "desk")
    before = {path: path.read_bytes() for path in moved.rglob("*") if path.is_file()}
    for opening in (lambda: vault(moved).unlock(PASSPHRASE), lambda: vault(moved).unlock_with_recovery("x")):
        with pytest.raises(DeskError):
            opening()
    assert {path: path.read_bytes() for path in moved.rglob("*") if path.is_file()} == before
    moved.rename(tmp_path / "back")
    vault(tmp_path / "back").unlock(PASSPHRASE).close()
