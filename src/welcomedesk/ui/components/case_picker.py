"""A field that looks a case up while one types, and the list of what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import cases
from welcomedesk.i18n import _
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import column
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.look.tokens import S2

if TYPE_CHECKING:
    from welcomedesk.desk.ports import CaseHit, RegisterRow
    from welcomedesk.ui.page import Context

MOST_HITS = 6


class CasePicker(QWidget):
    """Choose one case by name or number.

    Args:
        words: what stands above the field.
        without: id of a case that is not offered.
    """

    chosen = Signal(str)
    """Id of the case; empty as soon as somebody types on."""
    resized = Signal()

    def __init__(self, context: Context, words: str, *, without: str = "") -> None:
        super().__init__()
        self._context = context
        self._without = without
        self.case = ""
        self._rows: dict[str, RegisterRow] = {}
        self.row = FormRow(words, LineField(hint=_("Name or number")))
        self.row.field.textChanged.connect(self._look_up)
        self.hits = RowList(fit=True, framed=True, click_opens=True)
        self.hits.setAccessibleName(_("Cases"))
        self.hits.opened.connect(self._choose)
        self.hits.chosen.connect(self._choose)
        self.hits.hide()
        self.setLayout(column(self.row, self.hits, space=S2))
        self.setFocusProxy(self.row.field)

    def picked(self) -> RegisterRow | None:
        """The case that was chosen."""
        return self._rows.get(self.case)

    def say_wrong(self) -> None:
        self.row.say_wrong(_("Please choose a case from the list."))

    def _look_up(self, text: str) -> None:
        desk = self._context.session.desk
        self.case = ""
        self.chosen.emit("")
        self._context.worker.run(
            lambda progress: cases.search(desk, text, MOST_HITS + 1) if text.strip() else (),
            self._show,
            owner=self,
            latest=f"{id(self)}:case",
        )

    def _show(self, hits: tuple[CaseHit, ...]) -> None:
        hidden = self._context.preferences().numbers_only
        rows = [hit.row for hit in hits if hit.row.id != self._without][:MOST_HITS]
        self._rows = {row.id: row for row in rows}
        lines = [
            Row(row.id, row.number if hidden else row.name or _("Anonymous enquiry"),
                "" if hidden else row.number, icon=row.kind)
            for row in rows
        ]  # fmt: skip
        self.hits.set_rows(lines)
        self.hits.setVisible(bool(lines))
        if len(lines) == 1:
            self.hits.choose_first()
        self.resized.emit()

    def _choose(self, case: str) -> None:
        self.case = case
        self.row.say_wrong("")
        self.chosen.emit(case)
