"""Handouts from a case: its checklists as a sheet to take home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welcomedesk.desk import checklists, letters, readers
from welcomedesk.desk.core import Desk, load
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.handouts import Handout, HandoutStep, checklist_handout
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.checklists import ItemView


def checklist(
    desk: Desk,
    case_id: str,
    checklist_id: str = "",
    languages: tuple[str, ...] = ("de",),
    *,
    large: bool = False,
) -> bytes:
    """The PDF of a checklist of a case, the first one when none is named.

    Args:
        languages: `("de",)`, `("en",)` or German beside another language, see `readers`.
        large: large print (16 points).

    Raises:
        Refused: `no_checklist`.
    """
    return desk.printer().handout(value(desk, case_id, checklist_id, languages, large=large))


def value(
    desk: Desk,
    case_id: str,
    checklist_id: str = "",
    languages: tuple[str, ...] = ("de",),
    *,
    large: bool = False,
) -> Handout:
    """The same as a value, for preview and tests."""
    case = load(desk, case_id)
    tongue = readers.reader(desk.library, languages[-1])
    # Where the reader's language has no words for a step, English stands beside the German.
    written = (languages[0], "en") if tongue else languages
    by_language = {language: _lists(desk, case_id, language) for language in written}
    lists = by_language[languages[0]]
    number = next((n for n, each in enumerate(lists) if each.id == (checklist_id or each.id)), None)
    if number is None:
        raise Refused(
            "no_checklist",
            N_("There is no checklist in case {number} yet."),
            safe=N_("Nothing was printed."),
            next_step=N_("Finish a guide and take its checklist over."),
            number=case.number,
        )
    words = Wording(desk.library, languages[0], desk.words(languages[0]))
    steps = [
        _step(desk, {language: by_language[language][number].items[place] for language in written})
        for place in range(len(lists[number].items))
    ]
    return checklist_handout(
        {language: by_language[language][number].title for language in written},
        steps,
        languages=languages,
        letterhead=letters.office_letterhead(desk),
        head=(case.number, words.day(desk.today.isoformat())),
        reader=tongue,
        large=large,
    )


def _lists(desk: Desk, case_id: str, language: str) -> tuple[checklists.ListView, ...]:
    return checklists.view(replace(desk, language=language), case_id)


def _step(desk: Desk, by_language: dict[str, ItemView]) -> HandoutStep:
    items = list(by_language.values())
    first = items[0]
    papers = tuple(
        ({language: item.papers[place] for language, item in by_language.items()}, False)
        for place in range(len(first.papers))
    )
    return HandoutStep(
        title={language: item.title for language, item in by_language.items()},
        text={language: item.text for language, item in by_language.items() if item.text},
        papers=papers,
        office={language: item.office for language, item in by_language.items() if item.office},
        due={
            language: Wording(desk.library, language, desk.words(language)).day(item.due)
            for language, item in by_language.items()
            if item.due
        },
        cost={language: item.cost for language, item in by_language.items() if item.cost},
        law={language: item.law for language, item in by_language.items() if item.law},
        state=first.state,
        verified=first.status != "K",
    )
