"""Welcomedesk: the desk program of welcome services. Offline, encrypted, one case file per enquiry."""

import sys

__version__ = "0.1.0"


def _keep_constants() -> None:
    """Keep Qt from using up `None` on Python 3.10 and 3.11.

    The wheels of PySide6 6.12 are built with headers of a Python in which `None`, `True` and `False` are immortal, so
    every call of a Qt method that returns nothing gives back one reference to `None` too many. On an older Python
    the process ends after some ten thousand calls with "Fatal Python error: none_dealloc". A reference count
    that cannot run out brings back what Qt expects; Python 3.12 and later need nothing.
    Source: PEP 683; measured with 6.12.0 on 3.11 (`QWidget.update()`: -1 per call), tests/ui/test_constants.py.
    """
    # The core of ctypes alone: the rest of it costs a millisecond of start-up.
    from _ctypes import _SimpleCData

    class Count(_SimpleCData):  # type: ignore[type-arg]
        _type_ = "q" if sys.maxsize > 1 << 32 else "l"

    for constant in (None, True, False, NotImplemented, Ellipsis):
        count = Count.from_address(id(constant))
        # Only where the count lies where we think it does; a debugging build keeps it elsewhere.
        if abs(count.value - sys.getrefcount(constant)) < 100:
            count.value = 1 << 60


if sys.version_info < (3, 12):
    _keep_constants()
