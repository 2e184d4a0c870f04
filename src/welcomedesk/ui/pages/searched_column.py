"""What Settings and Data protection share: one column of sections that a field in the head narrows down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S4
from welcomedesk.ui.page import Context, PageView, Place, Width


class Filtered(Protocol):
    """A section that shows itself where it holds all words."""

    def filter(self, words: list[str]) -> bool: ...


class SearchedColumn(PageView):
    """The page; it makes its sections and hands them to `set_sections`."""

    def __init__(self, context: Context, title: str, search: str) -> None:
        super().__init__(context)
        self.head = self.set_head(PageHead(title))
        self.search = LineField("", search, search)
        self.search.setFixedWidth(look().size(300))
        self.search.textChanged.connect(self._filter)
        self.sections: Sequence[Filtered] = ()
        self._asked = ""

    def open(self, place: Place) -> None:
        """Narrowed down to the item of the place; who comes back by another way finds everything again."""
        super().open(place)
        if place.item or self.search.text() == self._asked:
            self.search.set_value(place.item)
        self._asked = place.item

    def set_sections(self, sections: Sequence[Filtered], nothing: str, widest: int) -> None:
        """Put the sections into the column.

        Args:
            nothing: what stands there where no section fits.
            widest: pixels at 100 % text.
        """
        self.head.add_action(self.search)
        self.sections = sections
        self.none = EmptyState(nothing, _("Try another word."), icon="search")
        self.none.hide()
        inside = QWidget()
        inside.setLayout(column(*(each for each in sections if isinstance(each, QWidget)), self.none, space=S4))
        inside.setMaximumWidth(look().size(widest))
        outside = holding(row(inside, None, space=0))
        outside.layout().setStretch(0, 100)  # type: ignore[union-attr]
        self.content.addWidget(outside)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = [section.filter(words) for section in self.sections]
        self.none.setVisible(not any(shown))

    def first_stop(self) -> QWidget | None:
        return self.search

    def do(self, name: str) -> bool:
        if name == "find":
            self.search.setFocus()
            self.search.selectAll()
            return True
        return False

    def keep(self) -> Mapping[str, Any]:
        return {"search": self.search.text()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.search.set_value(str(state.get("search", "")))

    def width_changed(self, width: Width) -> None:
        self.search.setFixedWidth(look().size(300 if width >= Width.NARROW else 200))
