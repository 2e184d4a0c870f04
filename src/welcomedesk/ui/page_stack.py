"""The pages that were made, one above the other, and what those hold that are not made yet or not any more.

A page is made when somebody goes there first, and stays. What it holds survives it as drafts: after a lock, in another
language, and when the page is let go because the look changes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from welcomedesk.ui import pages
from welcomedesk.ui.page import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welcomedesk.desk.drafts import Key
    from welcomedesk.desk.ports import Draft
    from welcomedesk.ui.page import Context

_PAGE = "page/"

State = dict[str, Any]


class PageStack(QStackedWidget):
    """The pages of one unlocked window.

    Args:
        registry: the pages there are.
        context: what each page is given.
    """

    title_changed = Signal()

    def __init__(self, registry: tuple[pages.Page, ...], context: Context) -> None:
        super().__init__()
        self._registry, self._context = registry, context
        self._views: dict[str, PageView] = {}
        self._kept: dict[str, State] = {}
        self._kept_cases: dict[str, dict[str, State]] = {}

    @property
    def view(self) -> PageView | None:
        """The page that is shown."""
        current = self.currentWidget()
        return current if isinstance(current, PageView) else None

    def made(self, name: str) -> bool:
        """Whether this page stands already."""
        return name in self._views

    def name_of(self, view: PageView) -> str:
        """The name of a page that was made."""
        return next((name for name, known in self._views.items() if known is view), "")

    def get(self, page: pages.Page) -> PageView:
        """The page, made where it is not there yet, with what it held before."""
        known = self._views.get(page.name)
        if known is not None:
            return known
        view = page.build(self._context)
        view.title_changed.connect(self.title_changed)
        self._views[page.name] = view
        self.addWidget(view)
        if page.name in self._kept_cases:
            view.restore_cases(self._kept_cases.pop(page.name))
        if page.name in self._kept:
            # What another version of the program kept may have another shape.
            with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
                view.restore(self._kept.pop(page.name))
        return view

    def let_go(self, needed: Callable[[PageView], bool]) -> None:
        """Let go of the pages that are not shown, and keep what they hold: they are made anew with their new look.

        Telling a hidden page of a new look costs more than making it again; with six of them, text zoom took a tenth
        of a second longer.

        Args:
            needed: says of a page that it has to stay, for example because a form stands open in it.
        """
        for name, view in list(self._views.items()):
            if view is self.view or needed(view):
                continue
            if state := dict(view.keep()):
                self._kept[name] = state
            if cases := _by_case(view):
                self._kept_cases[name] = cases
            del self._views[name]
            self.removeWidget(view)
            shiboken6.delete(view)

    def parts(self) -> Iterator[tuple[Key, State]]:
        """What all pages hold, by case and field."""
        states = self._kept | {name: dict(view.keep()) for name, view in self._views.items()}
        for name, state in states.items():
            if state:
                yield ("", f"{_PAGE}{name}"), state
        by_page = self._kept_cases | {name: _by_case(view) for name, view in self._views.items()}
        for name, cases in by_page.items():
            for case, drafts in cases.items():
                for part, draft in drafts.items():
                    yield (case, f"{_PAGE}{name}/{part}"), dict(draft)

    def take(self, found: Sequence[Draft]) -> None:
        """Keep what pages held until they are made."""
        for draft in found:
            if not draft.field.startswith(_PAGE):
                continue
            value = draft.value if isinstance(draft.value, dict) else {}
            name, _slash, part = draft.field.removeprefix(_PAGE).partition("/")
            if draft.case_id:
                self._kept_cases.setdefault(name, {}).setdefault(draft.case_id, {})[part] = value
            else:
                self._kept[name] = value


def _by_case(view: PageView) -> dict[str, State]:
    return {case: dict(parts) for case, parts in view.keep_cases().items()}
