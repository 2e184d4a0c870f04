"""The list under the search box: hits under their headings, one group or all, what a hit says beside it, keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.key_hint import KeyHint
from welcomedesk.ui.components.layout import clear, column, flow, holding, line, row
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.text import ElidedLabel, Label

if TYPE_CHECKING:
    from welcomedesk.ui.components.search import Hit, SearchBox

ALL = ""
WIDEST = 980
BESIDE_FROM = 760
"""With less room the list stands alone."""


def _hint(key: str, words: str) -> QWidget:
    return holding(row(Chip(key, "key"), ElidedLabel(words, "small", "text2"), space=S2 - 2))


class SearchPopup(QFrame):
    """The list; focus stays in the box, arrows move, Page Up and Page Down change the group."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box.window())
        self._box = box
        self._hits: tuple[Hit, ...] = ()
        self._group = ALL
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_part(self, part="popup")
        self.list = RowList(click_opens=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Hits"))
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _key: self._show_beside())
        self._nothing = Label("", "body", "text2", wrap=True)
        self._nothing.setContentsMargins(S4, S4, S4, S4)
        self._make_groups()
        self._beside = column(space=S2, margins=(S4, S3, S4, S3))
        self.beside = holding(column(self._beside, None, space=0))
        self._line = line(upright=True)
        lists = column(self._nothing, self.list, space=0)
        lists.setStretch(1, 1)
        middle = row(holding(lists), self._line, self.beside, space=0)
        middle.setStretch(0, 17)
        middle.setStretch(2, 10)
        self._foot = self._make_foot()
        inside = column(self._top, line(), middle, self._foot, space=0, margins=(1, 1, 1, 1))
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.hide()

    def _make_groups(self) -> None:
        self.groups = Segments([(ALL, _("All"))], name=_("Kind of hits"))
        self.groups.chosen.connect(self._use_group)
        self._count = Label("", "small", "text2")
        self._top = holding(row(self.groups, None, self._count, margins=(S3, S2, S3, S2)))

    def _make_foot(self) -> QWidget:
        hints = flow(
            _hint("↑ ↓", _("choose")),
            KeyHint(keys.spoken("Return"), _("open it"), self.list.open_current),
            _hint(keys.shown("new"), _("new enquiry with this text")),
            _hint(keys.spoken("Ctrl+M"), _("note as missing")),
            _hint(keys.shown("leave"), _("close")),
            space=S3,
        )
        footer = holding(column(hints, space=0, margins=(S3, S2, S3, S2)))
        set_part(footer, part="foot")
        return footer

    # --- showing ----------------------------------------------------------------------------------------------

    def fill(self, hits: tuple[Hit, ...]) -> None:
        """Show hits in their order, a heading before each group."""
        self._hits = hits
        counts: dict[str, int] = {}
        for hit in hits:
            if not hit.also:
                counts[hit.group] = counts.get(hit.group, 0) + 1
        if self._group not in counts:
            self._group = ALL
        total = sum(counts.values())
        everything = _("All")
        words = [(ALL, f"{everything} {total}"), *((group, f"{group} {n}") for group, n in counts.items())]
        self.groups.set_options(words, self._group)
        for segment in self.groups.findChildren(QWidget):
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._top.setVisible(len(counts) > 1)
        self._count.setText(ngettext("{n} hit", "{n} hits", total).format(n=total))
        nothing = _("Nothing was found. Fewer letters or another word may help. {key} notes the word as missing.")
        self._nothing.setText("" if total else nothing.format(key=keys.spoken("Ctrl+M")))
        self._nothing.setVisible(not total)
        self._fill_list()

    def _fill_list(self) -> None:
        lines: list[Head | Row] = []
        group = ""
        for index, hit in enumerate(self._hits):
            if self._group and hit.group != self._group:
                continue
            if hit.group != group:
                group = hit.group
                lines.append(Head(group, group))
            lines.append(
                Row(
                    key=str(index), title=hit.title, second=hit.second, right=hit.right, icon=hit.icon,
                    marks=hit.marks, second_marks=hit.second_marks, kind=hit.group,
                )
            )  # fmt: skip
        self.list.set_rows(lines)
        self.list.choose_first()  # which shows it beside
        self.list.setVisible(bool(lines))
        if not lines:
            self._show_beside()

    def _show_beside(self) -> None:
        clear(self._beside)
        hit = self.current()
        if hit is None:
            return
        self._beside.addWidget(Label(hit.group, "small", "text2"))
        self._beside.addWidget(Label(hit.title, "card", wrap=True))
        if hit.text:
            self._beside.addWidget(Label(hit.text, wrap=True))
        for label, words in hit.facts:
            self._beside.addWidget(definition(label, words, width=88))
        if hit.chip:
            self._beside.addLayout(row(Chip(hit.chip, hit.chip_tone or "info"), None))
        if hit.right:
            self._beside.addWidget(Label(hit.right, "small", "text2", wrap=True))

    def _use_group(self, group: str) -> None:
        self._group = group
        self._fill_list()
        self._place()

    def move_group(self, step: int) -> None:
        """Show the next (1) or previous (-1) group."""
        names = [ALL, *dict.fromkeys(hit.group for hit in self._hits if not hit.also)]
        self._group = names[(names.index(self._group) + step) % len(names)] if self._group in names else ALL
        self.groups.set_value(self._group)
        self._use_group(self._group)

    # --- room -------------------------------------------------------------------------------------------------

    def place_under(self, box: SearchBox) -> None:
        """Open below the box, as wide as it is useful and as the window allows."""
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        box, window = self._box, self._box.window()
        corner = box.mapTo(window, QPoint(0, box.height() + 6))
        most = look().size(WIDEST)
        width = min(most, window.width() - corner.x() - S3)
        if box.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            width = min(most, corner.x() + box.width() - S3)
            corner.setX(corner.x() + box.width() - width)
        if width < 420:
            corner.setX(S3)
            width = window.width() - 2 * S3
        foot = self._foot.heightForWidth(width - 2)
        self._foot.setVisible(foot <= 2 * self._foot.sizeHint().height() and foot * 4 < window.height())
        beside = width >= look().size(BESIDE_FROM) and bool(self.list.rows.lines)
        self.beside.setVisible(beside)
        self._line.setVisible(beside)
        bars = (0 if self._foot.isHidden() else foot) + (
            self._top.sizeHint().height() if self._top.isVisibleTo(self) else 0
        )
        wanted = self.list.content_height() + bars + 8 + self._height_of_nothing(width, beside=beside)
        if beside:
            wanted = max(wanted, look().size(300) + bars)
        self.setGeometry(corner.x(), corner.y(), width, min(wanted, window.height() - corner.y() - S3))

    def _height_of_nothing(self, width: int, *, beside: bool) -> int:
        if self._nothing.isHidden():
            return 0
        return self._nothing.heightForWidth(width * 17 // 27 if beside else width)

    # --- choosing ---------------------------------------------------------------------------------------------

    def move_choice(self, step: int) -> None:
        self.list.move_choice(step)

    def current(self) -> Hit | None:
        key = self.list.current_key()
        return self._hits[int(key)] if key and int(key) < len(self._hits) else None

    def _open(self, key: str) -> None:
        self._box.choose(self._hits[int(key)])
