"""The entry point: a window without arguments, a command with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A window must be painted at once, so it loads nothing of the command line and the other way round.
    if not given:
        from welcomedesk.ui.app import run

        return run()
    from welcomedesk.cli.main import run as run_command

    return run_command(given)


if __name__ == "__main__":
    sys.exit(main())
