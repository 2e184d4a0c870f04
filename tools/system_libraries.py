"""The libraries of a Debian that Qt needs: find out which are missing, and install them where that is allowed."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# Read from Qt's own files with ldd: library -> package of Debian 12 that brings it.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
WITH_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
}
FONT = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class MissingLibrariesError(Exception):
    """Qt cannot start here; the message names the packages in one line."""


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    """Whether the system finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether any font is installed: Qt brings none of its own."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(font.suffix in (".ttf", ".otf", ".ttc") for folder in folders for font in folder.rglob("*.?t?"))


def missing_packages(with_window: bool, loads: Callable[[str], bool] = loads) -> list[str]:
    """The Debian packages that have to be installed, in alphabetical order."""
    wanted = ALWAYS | WITH_WINDOW if with_window else ALWAYS
    packages = {package for library, package in wanted.items() if not loads(library)}
    return sorted(packages if has_font() else packages | {FONT})


def ensure(with_window: bool, say: Callable[[str], None]) -> None:
    """Install what Qt lacks where we are root on a Debian, otherwise name it.

    Raises:
        MissingLibrariesError: something is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages(with_window)
    if not packages:
        return
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise MissingLibrariesError(f"Qt needs libraries of the system that are missing; as root: {line}")
    say(f"installing the libraries that Qt needs: {' '.join(packages)}")
    apt_get("update", "-qq")
    if not apt_get("install", "-y", "-qq", "--no-install-recommends", *packages):
        raise MissingLibrariesError(f"the libraries that Qt needs could not be installed; try: {line}")


def apt_get(*arguments: str) -> bool:
    """Run apt-get without questions; what it prints is shown only where it fails."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(
        ["apt-get", *arguments], env=environment, check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
    return done.returncode == 0
