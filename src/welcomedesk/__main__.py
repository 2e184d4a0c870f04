"""The entry point: a window without arguments, a command with them."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welcomedesk.ui.backend import Backend
    from welcomedesk.ui.succession import Handover


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    from welcomedesk import logbook, paths
    from welcomedesk.hardening import no_core_dumps

    logbook.install(paths.home().log)
    no_core_dumps()
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A window must be painted at once, so it loads nothing of the command line, and the other way round.
    if not given:
        return _window()
    from welcomedesk.cli.main import run

    return run(given)


def _window() -> int:
    from welcomedesk import paths

    # Nothing made before the first picture is thrown away again; the window collects from then on.
    gc.disable()
    from welcomedesk.ui.app import has_display, run

    if not has_display():
        sys.stderr.write(
            "There is no display to open a window on. Nothing was changed. "
            "Run 'welcomedesk demo --out out' to see the program at work without a window.\n"
        )
        return 1
    from welcomedesk.ui import door

    before = _handed_over()
    home = paths.home()
    where = door.address(home.root)
    if before is None and door.knock(where):
        sys.stderr.write("Welcomedesk is open already; its window was brought to the front. Nothing was changed.\n")
        return 0
    return run(_backend, home.settings, where, before)


def _handed_over() -> Handover | None:
    """What a window that locked handed over to this process."""
    if not os.environ.get("WELCOMEDESK_TAKES_OVER"):
        return None
    from welcomedesk.ui.succession import handed_over

    return handed_over(os.environ)


def _backend() -> Backend:
    from welcomedesk.backend import RealBackend

    return RealBackend()


if __name__ == "__main__":
    sys.exit(main())
