"""The tabs of a case. The case page only walks this list; a tab is imported when it is first shown.

How to add one: write `case_tabs/<module>.py` with a class that derives from `tab.Tab`, add one line below. `count` is
the number beside the words, read off the case file alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from welcomedesk.i18n import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab


@dataclass(frozen=True, slots=True)
class TabPlace:
    """One tab of the case page.

    Args:
        name: what `Place.tab` and `go_tab` call it.
        title: msgid.
        make: `module:Class` below `welcomedesk.ui.pages.case_tabs`.
        count: how many entries it holds; without it no number is shown.
        only: kind of case it belongs to, empty for every kind.
    """

    name: str
    title: str
    make: str
    count: Callable[[CaseFile], int] | None = None
    only: str = ""

    def build(self, host: CaseHost) -> Tab:
        """Import and make the tab."""
        module, _, attribute = self.make.partition(":")
        made: Tab = getattr(import_module(f"{__name__}.{module}"), attribute)(host)
        return made


def _how_many(kind: str) -> Callable[[CaseFile], int]:
    return lambda case: len(case.all(kind))


TABS: tuple[TabPlace, ...] = (
    TabPlace("overview", N_("Overview"), "overview:OverviewTab"),
    TabPlace("facts", N_("Facts"), "facts:FactsTab"),
    TabPlace("vacancies", N_("Vacancies"), "vacancies:VacanciesTab", _how_many("vacancy"), only="company"),
    TabPlace("candidates", N_("Candidates"), "candidates:CandidatesTab", only="company"),
    TabPlace("talks", N_("Consultations"), "talks:TalksTab", _how_many("consultation")),
    TabPlace("guide", N_("Guides"), "guide:GuideTab", _how_many("run")),
    TabPlace("checklist", N_("Checklist and papers"), "checklist:ChecklistTab"),
    TabPlace("contacts", N_("Contacts and referrals"), "contacts:ContactsTab", _how_many("referral")),
    TabPlace("letters", N_("Letters"), "letters:LettersTab", _how_many("letter")),
    TabPlace("links", N_("Linked cases"), "links:LinksTab", _how_many("link")),
    TabPlace("privacy", N_("Data protection"), "privacy:PrivacyTab"),
    TabPlace("history", N_("History"), "history:HistoryTab"),
)


def of_kind(kind: str) -> tuple[TabPlace, ...]:
    """The tabs of a case of this kind, in order."""
    return tuple(place for place in TABS if place.only in ("", kind))
