"""What the program asks of the system before it holds anything: no picture of its memory on the disk after a crash."""

from __future__ import annotations

import sys


def no_core_dumps() -> None:
    """Switch off core dumps of this process and of those it starts; on Windows the heap stays out of error reports."""
    if sys.platform == "win32":
        import ctypes

        no_heap, no_box = 0x1, 0x2
        ctypes.windll.kernel32.SetErrorMode(no_box)
        ctypes.windll.kernel32.WerSetFlags(no_heap)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
