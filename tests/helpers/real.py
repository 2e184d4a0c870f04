"""A real desk over a store in memory: the shipped packs, the four sample enquiries, a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.helpers.desks import FixedClock, make_desk
from tests.helpers.fake_backend import FakeSession
from welcomedesk import bootstrap
from welcomedesk.desk import checklists, samples
from welcomedesk.desk.core import Desk
from welcomedesk.desk.samples import Entered


@dataclass(frozen=True, slots=True)
class RealDesk:
    """The desk and what was entered, by id of the sample: `haddad`, `elbaue`, `bondar`, `muster-it`."""

    desk: Desk
    clock: FixedClock
    entered: dict[str, Entered]

    def case(self, sample: str) -> str:
        """Id of the case of a sample."""
        return self.entered[sample].case

    def referral(self, sample: str) -> str:
        return self.entered[sample].referral

    @property
    def session(self) -> FakeSession:
        """An unlocked workplace around the desk, for windows."""
        return FakeSession(desk=self.desk)


def real_desk(*wanted: str) -> RealDesk:
    """The desk on Monday 23 November 2026, 09:42, with these samples entered, all four when none is named."""
    clock = FixedClock()
    desk = make_desk(library=bootstrap.library(), printer=bootstrap.printer, clock=clock)
    desk = replace(desk, files=bootstrap.contact_files)
    entered: dict[str, Entered] = {}
    for sample in bootstrap.samples():
        if wanted and sample.id not in wanted:
            continue
        made = samples.enter(desk, sample)
        checklists.adopt(desk, made.case, made.run)
        entered[sample.id] = made
    return RealDesk(desk, clock, entered)
