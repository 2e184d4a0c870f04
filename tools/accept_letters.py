"""Accept today's letters and handouts as the reference pages of the tests.

    python tools/accept_letters.py

Look at what changed in `tests/reference/` before you commit it: the tests will hold everybody to these pages.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tests.letters import reference

    changed = reference.accept()
    for name in changed:
        print(f"accepted {name}")
    print(f"{len(changed)} of the reference files changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
