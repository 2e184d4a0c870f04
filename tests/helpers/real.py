"""A real desk in memory: shipped packs, the four sample enquiries with their checklists, Monday 23 November 2026, 09:42.

For tests and pictures of pages: everything but disk and cipher is the program itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.helpers.desks import FixedClock, make_desk
from tests.helpers.fake_backend import FakeSession
from tests.helpers.memory_store import MemoryStore
from welcomedesk import bootstrap
from welcomedesk.desk import checklists, samples
from welcomedesk.desk.core import Desk


@dataclass
class RealOffice:
    """An unlocked workplace with the samples.

    Args:
        cases: case ids by id of the sample: `haddad`, `elbaue`, `bondar`, `muster-it`.
    """

    desk: Desk
    clock: FixedClock
    cases: dict[str, str]

    @property
    def session(self) -> FakeSession:
        return FakeSession(desk=self.desk)


def empty_office(language: str = "de", *, store: MemoryStore | None = None) -> RealOffice:
    """A workplace that has packs but no case yet."""
    clock = FixedClock()
    made = make_desk(store=store, library=bootstrap.library(), printer=bootstrap.printer, clock=clock)
    return RealOffice(replace(made, language=language), clock, {})


def real_office(*wanted: str, language: str = "de") -> RealOffice:
    """A workplace with the sample enquiries, all four unless some are named."""
    office = empty_office(language)
    for sample in bootstrap.samples():
        if not wanted or sample.id in wanted:
            entered = samples.enter(office.desk, sample)
            checklists.adopt(office.desk, entered.case, entered.run)
            office.cases[sample.id] = entered.case
    return office
