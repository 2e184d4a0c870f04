"""A new task: what, by when, of what kind; outside of a case it first asks for which case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import cases, tasks
from welcomedesk.desk.ports import CaseHit
from welcomedesk.domain import fields
from welcomedesk.i18n import _
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import error_banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from welcomedesk.desk.core import Done
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.ui.page import Context

MOST_HITS = 6


class TaskDialog(Dialog):
    """Put a task into a case.

    Args:
        case: the case; without one the dialog searches for it.
        task: a task of the case that is to be changed instead.
    """

    def __init__(
        self, parent: QWidget, context: Context, *, case: CaseFile | None = None, task: Entity | None = None
    ) -> None:
        super().__init__(parent, _("Change task") if task else _("New task"))
        self._task = task
        self._context = context
        self._case = case.id if case else ""
        self.draft_name = f"task/{task.ref}" if task else "task"
        form = Form()
        if case is None:
            self.search = form.add(_("For which case?"), LineField(hint=_("Name or number")))
            self.search.field.textChanged.connect(self._look_up)
            self.hits = RowList(fit=True, framed=True, click_opens=True)
            self.hits.setAccessibleName(_("Cases"))
            self.hits.opened.connect(self._choose)
            self.hits.chosen.connect(self._choose)
            self.hits.hide()
            form.add_widget(self.hits)
        self.what = form.add(_("What"), LineField())
        self.due = form.add(_("By when"), DateField(context.today().isoformat()))
        quick = ((_("Today"), 0), (_("Tomorrow"), 1), (_("In a week"), 7), (_("In two weeks"), 14))
        form.add_widget(flow(*(button(words, small=True, then=partial(self._in, days)) for words, days in quick)))
        kinds = [(option.id, _(option.label)) for option in fields.FIELDS["task.kind"].options]
        self.kind = form.add(_("Kind"), ChoiceField(kinds, "task"))
        self.time = form.add(_("Time (optional)"), LineField(hint="10:30"))
        self.note = form.add(_("Note (optional)"), LineField())
        self.body.addWidget(form)
        self._form = form
        self.add_button(_("Cancel"))
        words = _("Keep changes") if task else _("Enter task")
        self.keep_button = self.add_button(words, self._try, main=True, closes=False)
        if task:
            self._fill(task)
        self.fit()
        (self.what if case else self.search).field.setFocus()

    def _fill(self, task: Entity) -> None:
        self.what.field.setText(task.text("what"))
        self.due.field.set_value(task.text("due"))
        self.kind.field.set_value(task.text("kind", "task"))
        self.time.field.setText(task.text("time"))
        self.note.field.setText(task.text("note"))

    def _in(self, days: int) -> None:
        day: date = self._context.today() + timedelta(days=days)
        self.due.field.setText(long_date(day.isoformat()))

    # --- which case -------------------------------------------------------------------------------------------

    def _look_up(self, text: str) -> None:
        desk = self._context.session.desk
        self._case = ""
        self._context.worker.run(
            lambda progress: cases.search(desk, text, MOST_HITS) if text.strip() else (),
            self._show_hits,
            owner=self,
            latest="case of a task",
        )

    def _show_hits(self, hits: tuple[CaseHit, ...]) -> None:
        lines = [
            Row(hit.row.id, hit.row.name or _("Anonymous enquiry"), hit.row.number, icon=hit.row.kind) for hit in hits
        ]
        self.hits.set_rows(lines)
        self.hits.setVisible(bool(lines))
        if len(lines) == 1:
            self.hits.choose_first()
        self.fit()

    def _choose(self, case: str) -> None:
        self._case = case
        self.search.say_wrong("")

    # --- entering ---------------------------------------------------------------------------------------------

    def _try(self) -> None:
        self._form.clear_wrong()
        what, due, time = self.what.field.value(), self.due.field, self.time.field.value()
        if not self._case:
            self.search.say_wrong(_("Please choose a case from the list."))
        if not what:
            self.what.say_wrong(_("Say in a few words what is to be done."))
        if not due.fits():
            self.due.say_wrong(_("A date such as 23.11.2026 is expected here."))
        if time and fields.misfit("task", "time", time) is not None:
            self.time.say_wrong(_("A time such as 10:30 is expected here."))
        wrong = self._form.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        case, note, kind = self._case, self.note.field.value(), self.kind.field.value()
        day = date.fromisoformat(due.value()) if due.value() else None
        if self._task is not None:
            ref = self._task.ref
            values = {"what": what, "due": due.value(), "time": time, "note": note, "kind": kind}
            wanted = {f"{ref}.{name}": value or None for name, value in values.items()}
            self._do(lambda desk: cases.set_fields(desk, case, wanted), _("Task changed."))
        else:
            said = _("Task entered: {what}").format(what=isolate(what))
            self._do(lambda desk: tasks.add_task(desk, case, what, day, time=time, kind=kind, note=note), said)

    def _do(self, work: Callable[[Any], Done[Any]], said: str) -> None:
        act(self._context, self, work, said, lambda _value: self.accept(), failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.body.insertLayout(1, row(error_banner(error), space=S2))
        self.fit()
