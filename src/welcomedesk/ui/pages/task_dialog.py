"""A task: what, by when, of what kind, how often; outside of a case it first asks for which case or for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import tasks
from welcomedesk.domain import fields
from welcomedesk.domain.case import OFFICE_TASKS
from welcomedesk.i18n import _
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import error_banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.case_picker import CasePicker
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TimeField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S2
from welcomedesk.ui.text import isolate

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk, Done
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.ui.page import Context


class TaskDialog(Dialog):
    """Put a task into a case, or down for the whole office.

    Args:
        case: the case, or the record of the office; without one the dialog asks.
        task: a task of the case that is to be changed instead.
        advisers: whom a task of the office may be given to.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        *,
        case: CaseFile | None = None,
        task: Entity | None = None,
        advisers: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent, _("Change task") if task else _("New task"))
        self._task = task
        self._context = context
        self._case = case.id if case else ""
        self.draft_name = f"task/{task.ref}" if task else "task"
        form = self._form = Form()
        self.whose = Segments([("case", _("For a case")), ("office", _("Whole office"))], "case", _("Where it belongs"))
        self.search = CasePicker(context, _("For which case?"))
        if case is None:
            form.add_widget(self.whose)
            form.add_widget(self.search)
            self.whose.chosen.connect(self._show_whose)
            self.search.resized.connect(self.fit)
        self.adviser = form.add(
            _("Who does it"), ChoiceField([(name, name) for name in advisers], nothing=_("Everybody"))
        )
        self.what = form.add(_("What"), LineField())
        self.due = form.add(_("By when"), DateField(context.today().isoformat()))
        quick = ((_("Today"), 0), (_("Tomorrow"), 1), (_("In a week"), 7), (_("In two weeks"), 14))
        form.add_widget(flow(*(button(words, small=True, then=partial(self._in, days)) for words, days in quick)))
        kinds = [(option.id, _(option.label)) for option in fields.FIELDS["task.kind"].options]
        self.kind = form.add(_("Kind"), ChoiceField(kinds, "task"))
        self.time = form.add(_("Time (optional)"), TimeField(), hint=_("The program reminds you at this time."))
        rhythms = [(option.id, _(option.label)) for option in fields.REPEATS]
        self.repeat = form.add(
            _("Comes back"), ChoiceField(rhythms, nothing=_("Does not come back")),
            hint=_("The next one is entered when this one is done."),
        )  # fmt: skip
        self.note = form.add(_("Note (optional)"), LineField())
        self.body.addWidget(form)
        self.add_button(_("Cancel"))
        words = _("Keep changes") if task else _("Enter task")
        self.keep_button = self.add_button(words, self._try, main=True, closes=False)
        if task:
            self._fill(task)
        self._show_whose()
        (self.what.field if case else self.search).setFocus()

    def _fill(self, task: Entity) -> None:
        self.what.field.setText(task.text("what"))
        self.due.field.set_value(task.text("due"))
        self.kind.field.set_value(task.text("kind", "task"))
        self.time.field.setText(task.text("time"))
        self.repeat.field.set_value(task.text("repeat"))
        self.note.field.setText(task.text("note"))
        whose = task.text("adviser")
        if whose and self.adviser.field.findData(whose) < 0:
            self.adviser.field.addItem(whose, whose)
        self.adviser.field.set_value(whose)

    def _in(self, days: int) -> None:
        day: date = self._context.today() + timedelta(days=days)
        self.due.field.setText(long_date(day.isoformat()))

    @property
    def _of_office(self) -> bool:
        return self._case == OFFICE_TASKS or (not self._case and self.whose.value() == "office")

    def _show_whose(self, _value: str = "") -> None:
        self.search.setVisible(not self._case and not self._of_office)
        self.adviser.setVisible(self._of_office)
        self.fit()

    # --- entering ---------------------------------------------------------------------------------------------

    def _try(self) -> None:
        if not self._fits():
            return
        due, time, repeat = self.due.field.value(), self.time.field.value(), self.repeat.field.value()
        what, note, kind = self.what.field.value(), self.note.field.value(), self.kind.field.value()
        day = date.fromisoformat(due) if due else None
        if self._task is not None:
            values = {"what": what, "due": due, "time": time, "note": note, "kind": kind, "repeat": repeat}
            if self._of_office:
                values["adviser"] = self.adviser.field.value()
            self._change({name: value or None for name, value in values.items()})
            return
        said = _("Task entered: {what}").format(what=isolate(what))
        case, adviser = self.search.case or self._case, self.adviser.field.value()

        def enter(desk: Desk) -> Done[str]:
            if self._of_office:
                return tasks.add_office_task(
                    desk, what, day, adviser=adviser, time=time, kind=kind, note=note, repeat=repeat
                )
            return tasks.add_task(desk, case, what, day, time=time, kind=kind, note=note, repeat=repeat)

        self._do(enter, said)

    def _fits(self) -> bool:
        """Whether everything can be entered; else what is wrong stands beside its field."""
        self._form.clear_wrong()
        due, time, missing = self.due.field, self.time.field.value(), False
        if not self._of_office and not (self.search.case or self._case):
            self.search.say_wrong()
            self.search.setFocus()
            missing = True
        if not self.what.field.value():
            self.what.say_wrong(_("Say in a few words what is to be done."))
        if not due.fits():
            self.due.say_wrong(due.problem())
        elif not due.value() and (self.repeat.field.value() or self._of_office):
            self.due.say_wrong(_("This task needs a date, because it shows nowhere else."))
        if not self.time.field.fits():
            self.time.say_wrong(self.time.field.problem())
        elif time and not due.value():
            self.time.say_wrong(_("A time needs a date."))
        wrong = self._form.first_wrong()
        if wrong is not None and not missing:
            wrong.setFocus()
        return wrong is None and not missing

    def _change(self, values: dict[str, str | None]) -> None:
        assert self._task is not None
        case, ref = self._case, self._task.ref
        self._do(lambda desk: tasks.change_task(desk, case, ref, values), _("Task changed."))

    def _do(self, work: Callable[[Any], Done[Any]], said: str) -> None:
        act(self._context, self, work, said, lambda _value: self.accept(), failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.body.insertLayout(1, row(error_banner(error), space=S2))
        self.fit()
