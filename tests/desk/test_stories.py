"""A story is told only with the person's consent to it, without names, and no longer than they want."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk.test_letters import text_of
from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, stories
from welcomedesk.desk.core import undo
from welcomedesk.domain.errors import Refused

UNTIL = date(2027, 5, 1)
TEXT = "Eine Fachkraft arbeitet wieder im gelernten Beruf."


@pytest.fixture
def real() -> RealDesk:
    return real_desk("haddad")


def real_case(real: RealDesk) -> str:
    """A case that counts; samples are left out of lists."""
    return cases.open_case(real.desk, "person", "Amina Rahimi", {"person.place": "Magdeburg"}).value.id


def test_without_consent_nothing_is_kept(real: RealDesk) -> None:
    case = real_case(real)
    with pytest.raises(Refused) as refused:
        stories.keep(real.desk, case, "Titel", TEXT, expires=UNTIL)
    assert refused.value.code == "story_consent" and not cases.show(real.desk, case).all("story")


def test_a_story_prints_its_words_and_nothing_of_the_case(real: RealDesk) -> None:
    case = real_case(real)
    ref = stories.keep(real.desk, case, "Zurück im Beruf", TEXT, expires=UNTIL, agreed=True).value
    page = text_of(stories.sheet(real.desk, case, ref))
    assert TEXT in page and "Zurück im Beruf" in page
    assert "Rahimi" not in page and cases.show(real.desk, case).number not in page
    assert [(each.case, each.title) for each in stories.all_stories(real.desk)] == [(case, "Zurück im Beruf")]


def test_withdrawn_it_is_gone_from_every_list_and_its_words_with_it(real: RealDesk) -> None:
    case = real_case(real)
    ref = stories.keep(real.desk, case, "Titel", TEXT, expires=UNTIL, agreed=True).value
    done = stories.withdraw(real.desk, case, ref)
    assert not done.undo and stories.all_stories(real.desk) == ()
    shown = cases.show(real.desk, case)
    assert not shown.one(ref).text("text") and not [
        line for line in cases.history(real.desk, case) if line.value == TEXT
    ]
    (consent,) = shown.all("story_consent")
    assert consent.text("withdrawn_on") == "2026-11-23", "that there was a consent, and its end, stay"


def test_after_its_end_it_is_not_told_any_more(real: RealDesk) -> None:
    case = real_case(real)
    ref = stories.keep(real.desk, case, "Titel", TEXT, expires=date(2026, 11, 30), agreed=True).value
    real.clock.forward(days=20)
    assert stories.all_stories(real.desk) == ()
    with pytest.raises(Refused):
        stories.sheet(real.desk, case, ref)


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("Aminas Weg war weit.", "name", "Aminas"),
        ("Sie kam nach Stendal.", "place", "Stendal"),
        ("Sie lebt in Magdeburg.", "place", "Magdeburg"),
        ("Sie arbeitet bei der Muster Pflege gGmbH.", "employer", "Muster Pflege gGmbH"),
        ("Frau Holle half ihr.", "sign", "Frau Holle"),
        ("Seit 12.03.2025 ist sie hier.", "number", "12.03.2025"),
    ],
)
def test_what_may_show_who_it_is_is_warned_of(real: RealDesk, text: str, code: str, found: str) -> None:
    assert (code, found) in stories.warnings(real.desk, real_case(real), text)


def test_a_story_without_such_words_is_not_warned_of(real: RealDesk) -> None:
    assert stories.warnings(real.desk, real_case(real), TEXT) == ()


def test_a_story_can_be_taken_back_at_once(real: RealDesk) -> None:
    case = real_case(real)
    undo(real.desk, stories.keep(real.desk, case, "Titel", TEXT, expires=UNTIL, agreed=True))
    assert stories.all_stories(real.desk) == ()
