"""Two cases that may be about the same person or company: choose the other, see what differs, link or leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from welcomedesk.desk import doubles, links
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import error_banner
from welcomedesk.ui.components.case_picker import CasePicker
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.layout import holding, line
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.pages.new_enquiry import REASONS
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.doubles import Comparison
    from welcomedesk.desk.ports import DoubleHit
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.ui.page import Context

WIDE = 760


class OtherDialog(Dialog):
    """Which other case may be the same; likely ones stand there already.

    Args:
        then: called with the id of the other case.
    """

    def __init__(
        self, parent: QWidget, context: Context, case: CaseFile, found: tuple[DoubleHit, ...],
        then: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, _("Compare with another case"))
        self._then = then
        self.likely = RowList(fit=True, framed=True, click_opens=True)
        self.likely.setAccessibleName(_("Likely doubles"))
        hidden = context.preferences().numbers_only
        self.likely.set_rows(
            [
                Row(hit.row.id, hit.row.number if hidden else hit.row.name, "" if hidden else hit.row.number,
                    icon=hit.row.kind, right=_(REASONS.get(hit.reasons[0], "")) if hit.reasons else "",
                    right_second=_(REASONS.get(hit.reasons[1], "")) if len(hit.reasons) > 1 else "", kind=_("Case"))
                for hit in found
            ]
        )  # fmt: skip
        self.likely.opened.connect(self._choose)
        if found:
            self.say(_("These cases may be about the same."))
            self.body.addWidget(self.likely)
        self.search = CasePicker(context, _("Another case"), without=case.id)
        self.search.resized.connect(self.fit)
        self.body.addWidget(self.search)
        self.add_button(_("Cancel"))
        self.compare_button = self.add_button(_("Compare cases"), self._try, main=True, closes=False)
        self.fit()
        (self.likely if found else self.search).setFocus()

    def _try(self) -> None:
        case = self.search.case or self.likely.current_key()
        if case:
            self._choose(case)
        else:
            self.search.say_wrong()
            self.search.setFocus()

    def _choose(self, case: str) -> None:
        self.accept()
        self._then(case)


class CompareDialog(Dialog):
    """What differs, side by side; linking is one click and can be taken back.

    Args:
        linked: ref of the link in the left case, where both are linked as doubles already.
    """

    def __init__(self, parent: QWidget, context: Context, shown: Comparison, linked: str = "") -> None:
        super().__init__(parent, _("Two cases side by side"))
        self._context = context
        self._ids = (shown.left.id, shown.right.id)
        self._linked = linked
        self.same = self.say(_same_words(shown))
        self.body.addWidget(holding(_grid(shown)))
        self.say(_("Linking keeps both cases as they are. Nothing is merged, and the link can be taken apart."))
        if linked:
            self.link_button = self.add_button(_("Take the link apart"), self._do, closes=False)
            self.add_button(_("Close"), main=True)
        else:
            self.add_button(_("Close"))
            self.link_button = self.add_button(_("Link both cases"), self._do, main=True, closes=False)
        self.fit(WIDE)

    def _do(self) -> None:
        left, right = self._ids
        ref = self._linked
        if ref:
            act(self._context, self, lambda desk: links.unlink(desk, left, ref), _("Link taken apart."),
                lambda _value: self.accept(), failed=self._failed)  # fmt: skip
        else:
            act(self._context, self, lambda desk: links.link(desk, left, right, "double"), _("Both cases are linked."),
                lambda _value: self.accept(), failed=self._failed)  # fmt: skip

    def _failed(self, error: Exception) -> None:
        self.body.insertWidget(1, error_banner(error))
        self.fit(WIDE)


def _same_words(shown: Comparison) -> str:
    same = ngettext("{n} fact is the same in both.", "{n} facts are the same in both.", shown.same).format(n=shown.same)
    if not shown.differences:
        return _("Nothing differs. {same}").format(same=same)
    return _("Only what differs stands here. {same}").format(same=same)


def _grid(shown: Comparison) -> QGridLayout:
    """Label and both values per row; a table would cut long values, and these are read whole."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(S4)
    grid.setVerticalSpacing(S2)
    for place, share in enumerate((2, 3, 3)):
        grid.setColumnStretch(place, share)
    for place, case in ((1, shown.left), (2, shown.right)):
        grid.addWidget(Label(case.name or _("Anonymous enquiry"), "medium", wrap=True), 0, place)
        grid.addWidget(Label(case.number, "small", "text2"), 1, place)
    at, one_sided = 2, False
    for each in shown.differences:
        if each.one_sided and not one_sided:
            one_sided = True
            head = Label(_("Known in one case only"), "strong")
            head.setContentsMargins(0, S4, 0, 0)
            grid.addWidget(head, at, 0, 1, 3)
            at += 1
        grid.addWidget(line(), at, 0, 1, 3)
        grid.addWidget(Label(each.label, "body", "text2", wrap=True), at + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, words in ((1, each.left), (2, each.right)):
            value = Label(words or _("not known"), "body", "text" if words else "text3", wrap=True)
            value.setAccessibleName(f"{each.label}: {value.text()}")
            grid.addWidget(value, at + 1, place, Qt.AlignmentFlag.AlignTop)
        at += 2
    return grid


def compare_with(page: QWidget, context: Context, case: CaseFile, failed: Callable[[Exception], None]) -> None:
    """Ask for the other case and show both side by side."""
    desk, run = context.session.desk, context.worker.run

    def chosen(other: str) -> None:
        show_both(page, context, case.id, other, failed)

    def ask(found: tuple[DoubleHit, ...]) -> None:
        OtherDialog(page, context, case, found, chosen).open()

    run(lambda progress: doubles.likely(desk, case.id), ask, failed, owner=page)


def show_both(page: QWidget, context: Context, case: str, other: str, failed: Callable[[Exception], None]) -> None:
    """Two cases side by side, with the link between them where there is one."""
    desk = context.session.desk

    def read(_progress: object) -> tuple[Comparison, str]:
        found = doubles.compare(desk, case, other)
        ref = next((each.ref for each in links.doubles(desk, found.left) if each.case == other), "")
        return found, ref

    def show(both: tuple[Comparison, str]) -> None:
        CompareDialog(page, context, *both).open()

    context.worker.run(read, show, failed, owner=page)
