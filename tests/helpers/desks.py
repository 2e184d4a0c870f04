"""A desk for tests: real actions over a store in memory, a fixed clock, and names instead of chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count

from tests.helpers.memory_store import MemoryStore
from welcomedesk.desk.core import Desk
from welcomedesk.i18n import in_language

BERLIN_WINTER = timezone(timedelta(hours=1))


@dataclass
class FixedClock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 23, 9, 42, tzinfo=BERLIN_WINTER)

    def now(self) -> datetime:
        return self.at

    def forward(self, **delta: int) -> None:
        self.at += timedelta(**delta)


@dataclass
class Ids:
    """Ids in order: 00000001, 00000002, …"""

    numbers: count[int] = field(default_factory=lambda: count(1))

    def __call__(self, size: int) -> str:
        return f"{next(self.numbers):0{2 * size}x}"


class NoLibrary:
    """Stands where a test needs no pack; touching it fails loudly."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"this test has no packs, but asked for {name}")


def no_printer() -> object:
    raise AssertionError("this test does not print")


def make_desk(
    *,
    store: object | None = None,
    library: object | None = None,
    printer: object = no_printer,
    clock: FixedClock | None = None,
) -> Desk:
    """A desk of A. Beispiel on Monday 23 November 2026, 09:42."""
    ids = Ids()
    return Desk(
        store=store or MemoryStore(),  # type: ignore[arg-type]
        library=library or NoLibrary(),  # type: ignore[arg-type]
        printer=printer,  # type: ignore[arg-type]
        clock=clock or FixedClock(),
        new_id=ids,
        random_bytes=lambda size: bytes(range(1, size + 1)),
        words=in_language,
        actor="A. Beispiel",
    )
