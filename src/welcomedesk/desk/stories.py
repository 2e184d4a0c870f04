"""Success stories: kept in the case with a consent of their own, printed without names, gone when it is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, edits, load, write
from welcomedesk.domain import stories
from welcomedesk.domain.case import REMOVED, Entity
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.log import Change
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.log import Json

STORY, CONSENT = "story", "story_consent"


@dataclass(frozen=True, slots=True)
class Told:
    """A story that may be told today, without a way back to the person on its face.

    Args:
        case: id of the case it belongs to, for opening it.
    """

    case: str
    ref: str
    title: str
    text: str
    until: str


def all_stories(desk: Desk) -> tuple[Told, ...]:
    """Every story whose consent holds today, newest case last; samples and restricted cases are left out."""
    names = ("story", "given_on", "expires_on", "withdrawn_on")
    holding = {
        (case, each.text("story")): each
        for case, each in desk.store.entities(CONSENT, names)
        if stories.may_be_told(each, desk.today)
    }
    return tuple(
        Told(case, each.ref, each.text("title"), each.text("text"), holding[case, each.ref].text("expires_on"))
        for case, each in desk.store.entities(STORY, ("title", "text"))
        if (case, each.ref) in holding
    )


def keep(
    desk: Desk, case_id: str, title: str, text: str, *, expires: date, way: str = "written", agreed: bool = False
) -> Done[str]:
    """Keep a story that the person agreed to.

    Args:
        agreed: whether the person read or heard this text and agreed that it is told.
        expires: until when it may be told.

    Raises:
        Refused: `story_needs`, `story_consent`.
    """
    if not title.strip() or not text.strip():
        raise Refused(
            "story_needs",
            N_("A story needs a title and its text."),
            safe=N_("Nothing was changed."),
            next_step=N_("Fill it in and try again."),
        )
    if not agreed:
        raise Refused(
            "story_consent",
            N_("A story is kept only with the person's consent to this text."),
            safe=N_("Nothing was kept."),
            next_step=N_("Read the story to the person and ask; then say that they agreed."),
        )
    story, consent = f"{STORY}:{desk.new_id(4)}", f"{CONSENT}:{desk.new_id(4)}"
    given: dict[str, Json] = {
        "story": story,
        "given_on": desk.today.isoformat(),
        "expires_on": expires.isoformat(),
        "way": way,
    }
    case = load(desk, case_id)
    wanted = [*edits(story, {"title": title.strip(), "text": text.strip()}), *edits(consent, given)]
    done = write(desk, case, wanted)
    return Done(story, done.changed, tuple(Change(case.id, ref, REMOVED, True) for ref in (story, consent)))


def withdraw(desk: Desk, case_id: str, ref: str) -> Done[None]:
    """Take a story back at the person's wish: its words are erased, that there was a consent and its end stay.

    It offers no undo: what was erased is gone, the person would have to agree anew.
    """
    case = load(desk, case_id)
    _story(case, ref)
    consent = _consent(case, ref)
    done = write(desk, case, [Edit(consent.ref, "withdrawn_on", desk.today.isoformat())])
    desk.store.erase_parts(case.id, [ref], actor=desk.actor, at=desk.clock.now())
    return Done(None, done.changed)


def warnings(desk: Desk, case_id: str, text: str) -> tuple[tuple[str, str], ...]:
    """What in a text may show who it is, see `domain.stories.gaps`."""
    regions = desk.library.directory().regions
    towns = (town.name for town in regions.towns)
    districts = (district.name for district in regions.districts.values())
    places = frozenset(name.casefold() for name in (*towns, *districts))
    return stories.gaps(load(desk, case_id), text, places)


def sheet(desk: Desk, case_id: str, ref: str) -> bytes:
    """A story as a page without names, dates or numbers of the case.

    Raises:
        Refused: `story_consent`, where the consent has ended.
    """
    from welcomedesk.desk.letters import kind, office_letterhead
    from welcomedesk.domain.letter_kinds import compose

    case = load(desk, case_id)
    story = _story(case, ref)
    if not stories.may_be_told(_consent(case, ref), desk.today):
        raise Refused(
            "story_consent",
            N_("The consent for this story has ended."),
            safe=N_("Nothing was printed."),
            next_step=N_("Ask the person again and keep the story anew."),
        )
    values = {"story_title": story.text("title"), "story_text": story.text("text")}
    composed = compose(kind(desk.library, STORY), values, language=desk.language, letterhead=office_letterhead(desk))
    assert composed.letter is not None, composed.problems
    return desk.printer().letter(composed.letter)


def _story(case: CaseFile, ref: str) -> Entity:
    found = case.one(ref)
    if found.kind != STORY or not found.fields or found.removed:
        raise DeskError("unknown_story", N_("There is no such story any more."), safe=N_("Nothing was changed."))
    return found


def _consent(case: CaseFile, story: str) -> Entity:
    """The newest consent to a story, empty where there is none."""
    found = [each for each in case.all(CONSENT) if each.text("story") == story]
    return found[-1] if found else Entity(f"{CONSENT}:")
