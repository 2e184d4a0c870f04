"""Help without a network: the manual with the chapter of the page one came from, the keys, the tour.

`Place.item` is the id of a chapter.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _, language
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Scroll, clear, column, holding, line, row
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.frame.help import show_keys
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.manual import chapters
from welcomedesk.ui.page import Context, Place, Width
from welcomedesk.ui.pages.list_and_detail import ListAndDetail
from welcomedesk.ui.text import Label

_ROLES = {"title": "page", "heading": "card", "text": "body", "point": "body"}
_ABOVE = {"heading": S3, "text": 0, "point": 0, "title": 0}


class ChapterView(Scroll):
    """One chapter, set in labels; nothing in it is markup."""

    def __init__(self) -> None:
        super().__init__(margins=(S6, S4, S6, S6), space=S2)
        self.back = button(_("All chapters"), "back", kind="link")
        self.back.hide()

    def show_chapter(self, chapter_id: str) -> None:
        clear(self.inner)
        chapter = next(each for each in chapters(language()) if each.id == chapter_id)
        self.setAccessibleName(chapter.title)
        for block in chapter.blocks:
            label = Label(block.text, _ROLES[block.kind], wrap=True, selectable=True)
            if _ABOVE[block.kind]:
                self.inner.addSpacing(_ABOVE[block.kind])
            if block.kind == "point":
                point = row(column(Label("•"), None), label, space=S3)
                point.setStretch(1, 1)
                self.inner.addLayout(point)
            else:
                self.inner.addWidget(label)
        self.body.setMaximumWidth(look().size(760))
        self.verticalScrollBar().setValue(0)


class HelpPage(ListAndDetail):
    """Chapters on one side, the chosen one on the other."""

    scrolls = False
    detail: ChapterView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wide = True
        self.head = self.set_head(PageHead(_("Help"), lined=True))
        self.search = LineField("", _("Search the manual"), _("Search the manual"), longest=100)
        self.search.setFixedWidth(look().size(220))
        self.search.textChanged.connect(lambda _text: self.reload())
        for action in (
            self.search,
            button(_("Keys"), "list", then=lambda: show_keys(self)),
            button(_("Tour"), "flag", then=context.shell.tour),
        ):
            self.head.add_action(action)
        self.list = RowList()
        self.list.setAccessibleName(_("Chapters"))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open_detail)
        self.list.clicked.connect(lambda _index: self.open_detail())
        self._left = Pane()
        self._left.body.addWidget(self.list, 1)
        self.detail = ChapterView()
        self.detail.back.clicked.connect(lambda *_on: self.close_detail())
        self._side = Pane()
        self._side.body.addWidget(holding(row(self.detail.back, None, margins=(S4, S2, S4, 0))))
        self._side.body.addWidget(self.detail, 1)
        panes = row(self._left, line(upright=True), self._side, space=0)
        panes.setStretch(0, 5)
        panes.setStretch(2, 13)
        self.content.addLayout(panes, 1)
        self._chosen = ""

    def open(self, place: Place) -> None:
        super().open(place)
        if place.item:
            self.search.set_value("")
            self._chosen = place.item
            self.open_detail()

    def reload(self) -> None:
        words = self.search.text().casefold().split()
        found = [each for each in chapters(language()) if each.holds(words)]
        self.list.set_rows([Row(each.id, each.title, icon="book") for each in found])
        if not (self._chosen and self.list.choose(self._chosen)):
            self.list.choose_first()
        else:
            self.detail.show_chapter(self._chosen)

    def _choose(self, key: str) -> None:
        if key:
            self._chosen = key
            self.detail.show_chapter(key)

    def first_stop(self) -> QWidget | None:
        return self.list

    def do(self, name: str) -> bool:
        if name == "find":
            self.search.setFocus()
            return True
        if name == "help":
            show_keys(self)
            return True
        return False

    def width_changed(self, width: Width) -> None:
        self._wide = width > Width.NARROW
        self.detail.back.setVisible(not self._wide)
        self._left.setVisible(self._wide or not self._side.isVisible())
        self._side.setVisible(self._wide or not self._left.isVisible())
