"""The pages of the window. A page describes itself here; the window only walks this list.

How to add one: write `pages/<module>.py` with a class that derives from `PageView` (see `ui/page.py`), add one line
below. `make` names module and class, so that a page is imported when it is first shown and start-up stays short.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from welcomedesk.i18n import N_

if TYPE_CHECKING:
    from welcomedesk.ui.page import Context, PageView


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        name: what places and tests call it.
        title: msgid, shown in rail and window title.
        icon: name of an icon.
        order: position in the rail, from the top.
        make: `module:Class` below `welcomedesk.ui.pages`, called with the context.
        rail: `top`, `bottom` or empty for pages that are reached from others.
        key: number of its shortcut Strg+1 … 7, 0 for none.
        under: name of the rail page that is marked while this one is shown.
        found: whether the search box finds it by its title although it stands in no rail.
    """

    name: str
    title: str
    icon: str
    order: int
    make: str
    rail: str = ""
    key: int = 0
    under: str = ""
    found: bool = False

    def build(self, context: Context) -> PageView:
        """Import and make the page."""
        module, _, attribute = self.make.partition(":")
        found: PageView = getattr(import_module(f"{__name__}.{module}"), attribute)(context)
        return found


PAGES: tuple[Page, ...] = (
    Page("today", N_("Today"), "today", 10, "today:TodayPage", rail="top", key=1),
    Page("cases", N_("Cases"), "folder", 20, "cases:CasesPage", rail="top", key=2),
    Page("handover", N_("Hand over cases"), "redo", 23, "handover:HandoverPage", under="cases", found=True),
    Page("case", N_("Case"), "folder", 21, "case:CasePage", under="cases"),
    Page("client", N_("Client view"), "eye", 23, "client:ClientPage", under="cases"),
    Page("letter", N_("Letter"), "document", 22, "letter:LetterPage", under="cases"),
    Page("series", N_("Serial letter"), "mail", 23, "series:SeriesPage", under="cases"),
    Page("contacts", N_("Contacts"), "pin", 30, "contacts:ContactsPage", rail="top", key=3),
    Page("contact-edit", N_("Edit contact"), "edit", 31, "contact_edit:ContactEditPage", under="contacts"),
    Page(
        "contact-changes",
        N_("What updates changed"),
        "refresh",
        31,
        "contact_changes:ContactChangesPage",
        under="contacts",
    ),
    Page("contact-import", N_("Import contacts"), "save", 31, "contact_import:ContactImportPage", under="contacts"),
    Page("coverage", N_("Coverage of the districts"), "map", 31, "coverage:CoveragePage", under="contacts", found=True),
    Page("calls", N_("Call list"), "phone", 31, "calls:CallsPage", under="contacts"),
    Page("network", N_("Network"), "link", 32, "network:NetworkPage", under="contacts", found=True),
    Page("knowledge", N_("Knowledge"), "book", 40, "knowledge:KnowledgePage", rail="top", key=4),
    Page("calculators", N_("Calculators"), "table", 41, "calculators:CalculatorsPage", under="knowledge", found=True),
    Page("plans", N_("Formats and lists"), "checklist", 41, "plans:PlansPage", under="knowledge", found=True),
    Page("reports", N_("Reports"), "chart", 50, "reports:ReportsPage", rail="top", key=5),
    Page("outreach", N_("Outreach"), "tent", 80, "outreach:OutreachPage", rail="bottom", key=6),
    Page("help", N_("Help"), "help", 95, "help:HelpPage", found=True),
    Page("privacy", N_("Data protection"), "shield", 91, "privacy:PrivacyPage", under="settings", found=True),
    Page("retention", N_("Erasure list"), "trash", 85, "retention:RetentionPage", under="settings"),
    Page("settings", N_("Settings"), "gear", 90, "settings:SettingsPage", rail="bottom", key=7),
)


def find(name: str, pages: tuple[Page, ...] = PAGES) -> Page | None:
    """The page of this name."""
    return next((page for page in pages if page.name == name), None)
