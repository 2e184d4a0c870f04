"""Accept today's look of the window as the reference pictures of the tests.

    python tools/accept_window.py

Look at what changed in `tests/reference/window/` before you commit it: the tests will hold everybody to these pictures.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]
    from PySide6.QtWidgets import QApplication

    import words
    from tests.gallery import accepted

    words.compile_all()
    changed = accepted.accept(QApplication([]))
    for name in changed:
        print(f"accepted {name}")
    print(f"{len(changed)} of {len(accepted.CHOSEN)} reference pictures changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
