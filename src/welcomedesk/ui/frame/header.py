"""The header: back, search, cover, lock, new enquiry; and the menu of pages where the rail has gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button, icon_button
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.components.search import SearchBox
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import HEADER, S2, S3, S6
from welcomedesk.ui.pages import Page
from welcomedesk.ui.text import button_text, tip


class Header(QWidget):
    """One line above every page.

    Args:
        do: called with the name of a key (`back`, `cover`, `lock`, `new`).
        pages: what the menu of pages holds.
        show: called with the name of a page.
    """

    reader_role = "ToolBar"

    def __init__(self, do: Callable[[str], object], pages: tuple[Page, ...], show: Callable[[str], None]) -> None:
        super().__init__()
        set_part(self, part="header")
        self.setAccessibleName(_("Header"))
        self._pages = pages
        self._show = show
        self.menu = icon_button("menu", _("Pages"), then=self._open_menu)
        self.menu.hide()
        self.back = icon_button("back", _("Back"), then=lambda: do("back"), key=keys.shown("back"))
        self.search = SearchBox()
        self.cover = button(_("Cover"), "cover", kind="link", then=lambda: do("cover"), key=keys.shown("cover"))
        self.lock = button(_("Lock now"), "lock", kind="link", then=lambda: do("lock"), key=keys.shown("lock"))
        self.new = button(_("New enquiry"), "plus", kind="tonal", then=lambda: do("new"), key=keys.shown("new"))
        line = row(
            self.menu, self.back, self.search, None, self.cover, self.lock, self.new,
            space=S2, margins=(S6 - 6, 0, S6, 0),
        )  # fmt: skip
        line.setStretch(2, 4)
        line.setStretch(3, 1)
        self._line = line
        self._words = {self.cover: ("cover", _("Cover")), self.lock: ("lock", _("Lock now"))}
        self.setLayout(line)
        self.relook()

    def relook(self) -> None:
        self.setFixedHeight(max(look().size(HEADER), self.search.sizeHint().height() + 2 * S3 - 4))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Large text in a small window: cover and lock keep their icons, their words go into the tooltip."""
        self._say_words(True)
        if self._line.minimumSize().width() > self.width():
            self._say_words(False)

    def _say_words(self, shown: bool) -> None:
        for made, (name, words) in self._words.items():
            key = keys.shown(name)
            made.setText(button_text(words) if shown else "")
            made.setToolTip(tip(key if shown else f"{words} ({key})"))
            icons.tint(made)

    def set_tiny(self, tiny: bool) -> None:
        """Show the menu of pages instead of the rail."""
        self.menu.setVisible(tiny)
        self._line.setContentsMargins(S3 if tiny else S6 - 6, 0, S3 if tiny else S6, 0)
        self._fit()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("Pages"))
        rail = sorted((p for p in self._pages if p.rail), key=lambda page: (page.rail == "bottom", page.order))
        for page in rail:
            action = menu.addAction(icons.icon(page.icon), button_text(_(page.title)))
            action.triggered.connect(lambda *_checked, name=page.name: self._show(name))
        menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))
