"""Whether the drive under a folder is encrypted by the system, as far as the system says so without special rights.

The case file is encrypted in any case; page file, hibernation file and what other programs write are not. Nobody is
asked twice: what cannot be found out is `unknown` and is called so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

State = Literal["yes", "no", "unknown"]
_SECONDS = 15

# Source: Microsoft, property System.Volume.BitLockerProtection of the Windows shell: 1 on, 2 off, 3 encrypting,
# 4 decrypting, 5 suspended, 6 on and locked.
_ASK_WINDOWS = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)
_BITLOCKER: dict[str, State] = {"1": "yes", "6": "yes", "2": "no", "3": "no", "4": "no", "5": "no"}


def state(folder: Path) -> State:
    """Whether the drive of a folder is encrypted."""
    try:
        if sys.platform == "win32":
            return of_windows(_said("powershell", "-NoProfile", "-Command", _ASK_WINDOWS.format(drive=folder.drive)))
        if sys.platform == "darwin":
            return of_macos(_said("fdesetup", "status"))
        return of_linux(folder, Path("/sys"))
    except (OSError, subprocess.SubprocessError):
        return "unknown"


def _said(*command: str) -> str:
    quiet = 0x0800_0000 if sys.platform == "win32" else 0
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        creationflags=quiet,
    )  # fmt: skip
    return done.stdout.strip()


def of_windows(said: str) -> State:
    """What the property of the drive says; only a finished encryption that is switched on counts."""
    return _BITLOCKER.get(said, "unknown")


def of_macos(said: str) -> State:
    """What `fdesetup status` says; it speaks English always."""
    return "yes" if said.startswith("FileVault is On") else "no" if said.startswith("FileVault is Off") else "unknown"


def of_linux(folder: Path, sys_folder: Path) -> State:
    """Whether the block device under a folder, or one that it is made of, is a dm-crypt device.

    Source: the kernel's `Documentation/ABI/testing/sysfs-block-dm`; `cryptsetup` names its devices `CRYPT-…`.

    Args:
        sys_folder: `/sys`, another one in tests.
    """
    device = folder.stat().st_dev
    found = sys_folder / "dev" / "block" / f"{device >> 8 & 0xFFF}:{(device & 0xFF) | (device >> 12 & 0xFFF00)}"
    if not found.exists():
        # Several file systems (btrfs, overlays, network) have no device of their own.
        return "unknown"
    return "yes" if _crypts(found) else "no"


def _crypts(device: Path) -> bool:
    uuid = device / "dm" / "uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    parents = [*device.glob("slaves/*")]
    # A partition lies inside the folder of its disk.
    if (device / "partition").exists():
        parents.append(device.resolve().parent)
    return any(_crypts(parent) for parent in parents)
