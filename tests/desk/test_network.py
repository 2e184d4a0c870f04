"""Partners, events and agreements are records of the office; what ends or is due comes up in time."""

from __future__ import annotations

import pytest

from tests.helpers.desks import FixedClock, make_desk
from welcomedesk.desk import network
from welcomedesk.desk.core import Desk, undo
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.network import AGREEMENT, EVENT, PARTNER


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def desk(clock: FixedClock) -> Desk:
    return make_desk(clock=clock)


def test_a_partner_with_an_agreement_that_ends_comes_up(desk: Desk, clock: FixedClock) -> None:
    partner = network.save(desk, PARTNER, {"name": "Kammer Muster", "role": "Anerkennung"}).value
    network.save(desk, AGREEMENT, {"what": "Sprechtag", "partner": partner, "valid_until": "2027-03-31"})
    assert network.coming_up(desk) == ()
    clock.forward(days=70)
    (reminder,) = network.coming_up(desk)
    assert (reminder.what, reminder.partner, reminder.day.isoformat()) == ("Sprechtag", "Kammer Muster", "2027-03-31")
    clock.forward(days=100)
    assert network.coming_up(desk), "what has ended stays until somebody changes it"


def test_a_talk_that_is_due_comes_up_before_what_ends_later(desk: Desk) -> None:
    partner = network.save(desk, PARTNER, {"name": "Kammer Muster", "next_talk": "2026-12-01"}).value
    network.save(desk, AGREEMENT, {"what": "Sprechtag", "partner": partner, "valid_until": "2026-12-31"})
    assert [each.kind for each in network.coming_up(desk)] == [PARTNER, AGREEMENT]


def test_an_event_keeps_partners_topic_and_result(desk: Desk) -> None:
    partner = network.save(desk, PARTNER, {"name": "Kammer Muster"}).value
    values = {
        "title": "Speeddating",
        "on": "2026-11-20",
        "partners": [partner],
        "topic": "Pflege",
        "result": "4 Gespräche",
    }
    ref = network.save(desk, EVENT, values).value
    (event,) = network.records(desk).all(EVENT)
    assert event.ref == ref and event.texts("partners") == (partner,)


def test_every_change_can_be_taken_back(desk: Desk) -> None:
    done = network.save(desk, PARTNER, {"name": "Kammer Muster"})
    undo(desk, network.save(desk, PARTNER, {"name": "Anders"}, done.value))
    assert network.records(desk).one(done.value).text("name") == "Kammer Muster"
    undo(desk, network.drop(desk, done.value))
    assert network.records(desk).all(PARTNER)
    undo(desk, done)
    assert not network.records(desk).all(PARTNER)


@pytest.mark.parametrize("kind", [PARTNER, EVENT, AGREEMENT])
def test_a_record_needs_a_name(desk: Desk, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        network.save(desk, kind, {})
    assert refused.value.code == "network_needs"


def test_what_is_gone_or_of_another_kind_is_said(desk: Desk) -> None:
    partner = network.save(desk, PARTNER, {"name": "Kammer Muster"}).value
    for change in (
        lambda: network.save(desk, EVENT, {"title": "x"}, partner),
        lambda: network.drop(desk, "partner:none"),
        lambda: network.drop(desk, "office"),
    ):
        with pytest.raises(DeskError) as error:
            change()
        assert error.value.code == "unknown_record"


def test_a_date_that_is_none_is_refused_by_its_field(desk: Desk) -> None:
    with pytest.raises(DeskError) as error:
        network.save(desk, AGREEMENT, {"what": "x", "valid_until": "bald"})
    assert error.value.code == "bad_value" and not network.records(desk).all(AGREEMENT)
