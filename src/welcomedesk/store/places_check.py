"""Where a live case file must not lie: in a folder that a cloud service keeps in step, and on a drive in the network.

A service that copies a database while it is written makes copies that do not open, and two laptops overwrite each
other; locks do not hold across a network. Backups may lie in such places: each is written once and then only read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from welcomedesk.domain.errors import DeskError
from welcomedesk.store import troubles

_SERVICES = {
    "OneDrive": r"onedrive( ?-.*)?",
    "Dropbox": r"dropbox( ?\(.*\))?",
    "Nextcloud": r"nextcloud\d*|magentacloud|hidrive",
    "ownCloud": r"owncloud",
    "Google Drive": r"google ?drive|googledrive-.*|my drive|meine ablage",
    "iCloud": r"icloud ?drive|com~apple~clouddocs|mobile documents",
    "Syncthing": r"syncthing",
    "Seafile": r"seafile|seadrive",
    "CloudStorage": r"cloudstorage",
}
_NAMES = {service: re.compile(pattern) for service, pattern in _SERVICES.items()}

_SIGNS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""What services leave at the top of a folder that they keep in step, whatever the folder is called."""

_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afpfs|afs|ncpfs|davfs\d?|ceph|glusterfs|lustre"
    r"|fuse\.(sshfs|rclone|davfs2?|glusterfs|gvfsd-fuse|google-drive-ocamlfuse|onedriver|smbnetfs|s3fs)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4


def refuse(folder: Path) -> None:
    """Refuse a folder in which a live case file would not be safe.

    Raises:
        DeskError: `synced_folder`, `network_folder`.
    """
    found = trouble(folder, _mounts(), os.environ)
    if found is not None:
        raise found


def trouble(folder: Path, mounts: str, environment: Mapping[str, str]) -> DeskError | None:
    """What speaks against a folder.

    Args:
        mounts: the text of `/proc/mounts`, empty where there is none.
        environment: the variables of this process.
    """
    if _is_share(str(folder)):
        return troubles.network_folder(folder)
    real = Path(os.path.realpath(folder))
    for path in dict.fromkeys((folder, real)):
        service = _service(path, environment)
        if service:
            return troubles.synced_folder(folder, service)
        if _is_share(str(path)) or _NETWORK.fullmatch(_kind_of_drive(path, mounts)) or _is_remote_drive(path):
            return troubles.network_folder(folder)
    return None


def _is_share(path: str) -> bool:
    """Whether a path names a share of another computer: `\\\\server\\share`."""
    bare = path.replace("/", "\\")
    if bare.lower().startswith("\\\\?\\unc\\"):
        return True
    return bare.startswith("\\\\") and bare[2:4] not in ("?\\", ".\\")


def _service(path: Path, environment: Mapping[str, str]) -> str:
    """The service that keeps a folder in step, or empty."""
    for name in re.split(r"[/\\]", str(path)):
        for service, pattern in _NAMES.items():
            if pattern.fullmatch(name.casefold()):
                return service
    for root in (environment.get(name) for name in _CLOUD_VARIABLES):
        if root and _inside(path, Path(root)):
            return "OneDrive"
    return _marked((path, *path.parents))


def _marked(folders: Iterable[Path]) -> str:
    for folder in folders:
        for sign, service in _SIGNS.items():
            if (folder / sign).exists():
                return service
        # In a home folder `.dropbox` is a folder and says nothing; in the folder of the service it is a file.
        if (folder / ".dropbox").is_file():
            return "Dropbox"
    return ""


def _inside(path: Path, root: Path) -> bool:
    return path == root or root in path.parents


def _kind_of_drive(path: Path, mounts: str) -> str:
    """The kind of the file system a path lies on, by the longest mount point above it; empty where nobody knows."""
    longest, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = _OCTAL.sub(lambda match: chr(int(match.group(1), 8)), parts[1])
        if len(point) >= len(longest) and _inside(path, Path(point)):
            longest, kind = point, parts[2]
    return kind


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""


def _is_remote_drive(path: Path) -> bool:
    """Whether a drive letter stands for a share; only Windows can tell."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(path.drive) and ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == _REMOTE_DRIVE
