"""Forms of the network page: one record from its declared fields, and a success story with what gives it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import stories
from welcomedesk.domain import fields
from welcomedesk.domain.consent import usual_end
from welcomedesk.domain.stories import WARNINGS
from welcomedesk.i18n import _
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TextField, TickField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.pick import Choice, PickField
from welcomedesk.ui.fact_editors import SeveralField, make_editor, stored, wrong_words
from welcomedesk.ui.pages.case_tabs.referral_dialogs import filled, warn_of_names
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.domain.case import Entity
    from welcomedesk.domain.log import Json
    from welcomedesk.ui.page import Context

Options = Mapping[str, Sequence[tuple[str, str]]]
"""What can be chosen, by name of the field: id and words."""

PAUSE = 150
MOST_WARNINGS = 6


class RecordDialog(Dialog):
    """All fields of a partner, an event or an agreement; the first one is its name.

    Args:
        known: the record to change, `None` for a new one.
        then: gets the values that differ.
        remove: takes the record away, where there is one.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        kind: str,
        known: Entity | None,
        options: Options,
        then: Callable[[dict[str, Json]], object],
        remove: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, title)
        self._known, self._then = known, then
        self.rows: dict[str, FormRow[Any]] = {}
        self._fields = fields.of_entity(kind)
        form = Form()
        for field in self._fields:
            value = known.get(field.name) if known else None
            made: FormRow[Any] = form.add(_(field.label), _editor(field, value, options.get(field.name, ())))
            self.rows[field.name] = made
            if type(made.field) is LineField:
                made.field.textChanged.connect(lambda text, made=made: warn_of_names(made, text))
        self.body.addWidget(form)
        words = _("Organisations and roles only, no names of persons.")
        self.body.addWidget(Label(words, "small", "text2", wrap=True))
        if remove is not None:
            self.add_button(_("Remove"), remove)
        self.add_button(_("Cancel"))
        self.record = self.add_button(_("Record"), self._record, main=True, closes=False)
        self.fit(560)
        self.rows[self._fields[0].name].field.setFocus()

    def _record(self) -> None:
        wanted: dict[str, Json] = {}
        for field in self._fields:
            row = self.rows[field.name]
            value = stored(row.field.value())
            row.say_wrong(wrong_words(field, value))
            if value != (self._known.get(field.name) if self._known else None):
                wanted[field.name] = value
        first = self.rows[self._fields[0].name]
        if not first.wrong():
            filled(first)
        wrong = next((row for row in self.rows.values() if row.wrong()), None)
        if wrong is not None:
            wrong.field.setFocus()
            self.fit(560)
            return
        self.accept()
        self._then(wanted)


def _editor(field: fields.Field, value: Any, options: Sequence[tuple[str, str]]) -> QWidget:
    if field.kind == "contact":
        return PickField([Choice(key, words) for key, words in options], str(value or ""), _(field.label))
    made = make_editor(field, value, options)
    if isinstance(made, SeveralField):
        made.hide_done()
    return made


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story as it was typed."""

    title: str
    text: str
    until: date
    way: str
    agreed: bool


class StoryDialog(Dialog):
    """A success story: words, what in them may show who it is, and the consent it rests on."""

    def __init__(self, parent: QWidget, context: Context, case_id: str, then: Callable[[NewStory], object]) -> None:
        super().__init__(parent, _("Success story"))
        self._context, self._case, self._then = context, case_id, then
        self.say(_("Tell it so that nobody can find out who it is: no names, places, employers, dates."))
        form = Form()
        self.name = form.add(_("Title"), LineField(longest=200))
        self.text = form.add(_("Story, without names"), TextField("", lines=6, most=14))
        today = context.today()
        until = DateField(usual_end(today).isoformat(), first=today.isoformat())
        self.until = form.add(_("May be told until"), until)
        ways = [(option.id, _(option.label)) for option in fields.WAYS_GIVEN]
        self.way = form.add(_("How it was given"), ChoiceField(ways, "written"))
        self.agreed = TickField(_("The person knows this text and agreed that it is told"))
        form.add_widget(self.agreed)
        self.body.addWidget(form)
        self._trouble = Label("", "body", "danger", wrap=True)
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._check)
        self.name.field.textChanged.connect(lambda _text: self._rest.start())
        self.text.field.textChanged.connect(self._rest.start)
        self.add_button(_("Cancel"))
        self.record = self.add_button(_("Keep story"), self._record, main=True, closes=False)
        self.fit(600)
        self.name.field.setFocus()

    def _check(self) -> None:
        desk, case = self._context.session.desk, self._case
        words = f"{self.name.field.value()}\n{self.text.field.value()}"
        self._context.worker.run(
            lambda progress: stories.warnings(desk, case, words), self._warn, owner=self, latest="story"
        )

    def _warn(self, found: tuple[tuple[str, str], ...]) -> None:
        said = [_(WARNINGS[code]).format(found=words) for code, words in found[:MOST_WARNINGS]]
        self.text.say(" ".join(f"{words}." for words in said), "caution", "triangle")
        self.fit(600)

    def _record(self) -> None:
        until = self.until.field
        fits = self.until.complete(_("A date such as 23.11.2026 is expected here."))
        if not filled(self.name) or not filled(self.text) or not fits:
            return
        if not self.agreed.value():
            self._trouble.setText(_("A story is kept only with the person's consent to this text."))
            self._trouble.show()
            self.agreed.setFocus()
            self.fit(600)
            return
        self.accept()
        day = date.fromisoformat(until.value())
        self._then(NewStory(self.name.field.value(), self.text.field.value(), day, self.way.field.value(), True))
