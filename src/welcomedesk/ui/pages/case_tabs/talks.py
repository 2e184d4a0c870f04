"""Consultations: recorded with one key, kept with date, channel, minutes, topics and note; a draft survives locking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import cases
from welcomedesk.domain import fields
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TextField, TickField, TimeField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.dates import long_date, now_words
from welcomedesk.ui.due import clock
from welcomedesk.ui.fact_editors import NumberField
from welcomedesk.ui.look.tokens import S3, S4
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity


class TalkForm(Card):
    """The form for one consultation; empty fields stay unknown."""

    def __init__(self, today: str) -> None:
        super().__init__(_("Record consultation"))
        channels = [(option.id, _(option.label)) for option in fields.CHANNELS]
        self.date = FormRow(_("Date"), DateField(today))
        self.time = FormRow(_("Time"), TimeField(now_words(), _("Time")))
        self.time.field.setFixedWidth(90)
        self.channel = FormRow(_("Channel"), ChoiceField(channels, nothing=_("not known")))
        self.minutes = FormRow(_("Minutes"), NumberField("", _("Minutes")))
        self.minutes.field.setFixedWidth(90)
        self.interpreter = FormRow(_("Interpreter (role, not name)"), LineField())
        self.topics = {option.id: TickField(_(option.label)) for option in fields.TOPICS}
        self.said = FormRow(_("Note"), TextField(lines=4), hint=_("What was said, and what comes next."))
        form = Form()
        form.add_widget(flow(self.date, self.time, self.minutes, self.channel, space=S4))
        form.add_widget(self.said)
        form.add_widget(holding(column(Label(_("Topics"), "medium"), flow(*self.topics.values(), space=S3))))
        form.add_widget(self.interpreter)
        self.body.addWidget(form)
        self.keep_button = button(_("Keep consultation"), kind="main", key=keys.shown("main"))
        self.cancel_button = button(_("Cancel"))
        self.body.addLayout(row(self.cancel_button, None, self.keep_button, space=S3))

    def fill(self, values: Mapping[str, Any], *, topics: tuple[str, ...] = ()) -> None:
        """Put values of a consultation into the form."""
        self.date.field.set_value(str(values.get("at") or ""))
        self.time.field.setText(str(values.get("time") or ""))
        self.channel.field.set_value(str(values.get("channel") or ""))
        minutes = values.get("minutes")
        self.minutes.field.setText(f"{minutes:g}" if isinstance(minutes, int | float) else str(minutes or ""))
        self.interpreter.field.setText(str(values.get("interpreter") or ""))
        self.said.field.set_value(str(values.get("note") or ""))
        chosen = values.get("topics")
        for name, box in self.topics.items():
            box.setChecked(name in (chosen if isinstance(chosen, list) else topics))

    def values(self) -> dict[str, Any]:
        """What stands in the form, empty fields as `None`."""
        found = {
            "at": self.date.field.value(),
            "time": self.time.field.value(),
            "channel": self.channel.field.value(),
            "minutes": self.minutes.field.value(),
            "interpreter": self.interpreter.field.value(),
            "topics": [name for name, box in self.topics.items() if box.isChecked()],
            "note": self.said.field.value(),
        }
        return {name: value if value not in ("", []) else None for name, value in found.items()}

    def wrong(self) -> bool:
        """Say beside the fields what does not fit; whether anything does not."""
        checks = (
            (self.date, self.date.field.fits() and bool(self.date.field.value()),
             _("A date such as 23.11.2026 is expected here.")),
            (self.time, self.time.field.fits(), self.time.field.problem()),
            (self.minutes, not self.minutes.field.problem(), self.minutes.field.problem()),
        )  # fmt: skip
        for line, fits, words in checks:
            line.say_wrong("" if fits else words)
        bad = next((line.field for line, fits, _words in checks if not fits), None)
        if bad is not None:
            bad.setFocus()
        return bad is not None


class TalksTab(Tab):
    """The consultations of a case, newest first, and the form for a new one above them."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.new = button(_("Record consultation"), "chat", then=self.begin, key=keys.shown("consultation"))
        self._ref = ""
        self.form = TalkForm(self.context.today().isoformat())
        self.form.keep_button.clicked.connect(self._keep)
        self.form.cancel_button.clicked.connect(self._cancel)
        self.form.hide()
        self.list = column(space=S4)
        self.content.addWidget(self.form)
        self.content.addLayout(self.list)

    def head_actions(self) -> tuple[QPushButton, ...]:
        return (self.new,)

    def show_case(self, case: CaseFile) -> None:
        self.new.setEnabled(not case.closed)
        clear(self.list)
        talks = sorted(case.all("consultation"), key=lambda talk: (talk.text("at"), talk.text("time")), reverse=True)
        for talk in talks:
            self.list.addWidget(self._card(talk))
        if not talks and self.form.isHidden():
            record = button(_("Record consultation"), "chat", then=self.begin)
            record.setEnabled(not case.closed)
            self.list.addWidget(EmptyState(_("No consultation was recorded yet."), "", record, icon="chat"))

    def _card(self, talk: Entity) -> Card:
        on, time = talk.text("at"), talk.text("time")
        title = long_date(on) if on else _("Without a date")
        minutes = talk.get("minutes")
        fact = talk.fact("at") or talk.fact("note")
        labels = {option.id: _(option.label) for option in (*fields.CHANNELS, *fields.TOPICS)}
        parts = [
            clock(time) if time else "",
            labels.get(talk.text("channel"), talk.text("channel")),
            ngettext("{n} minute", "{n} minutes", int(minutes)).format(n=f"{minutes:g}")
            if isinstance(minutes, int | float)
            else "",
            talk.text("interpreter"),
            fact.actor if fact else "",
        ]
        change = link(_("Change"), then=partial(self._change, talk.ref))
        change.setEnabled(not self.case.closed)
        change.setAccessibleName(_("Change consultation of {date}").format(date=title))
        erase = link(_("Erase"), then=partial(self._erase, talk.ref))
        erase.setAccessibleName(_("Erase consultation of {date}").format(date=title))
        card = Card(title, " · ".join(part for part in parts if part), action=flow(change, erase, space=S3))
        note = talk.text("note")
        card.add(Label(note or _("Without a note."), "body", "text" if note else "text3", wrap=True, selectable=True))
        topics = ", ".join(labels.get(topic, topic) for topic in talk.texts("topics"))
        if topics:
            card.add(Label(topics, "small", "text2", wrap=True))
        return card

    # --- form -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Open the form for a new consultation; a draft that stands there stays."""
        if self.case.closed:
            return
        if self.form.isHidden():
            self._ref = ""
            opened = {"at": self.context.today().isoformat(), "time": now_words()}
            self.form.fill(opened, topics=self.case.root.texts("topics"))
            self._open_form(_("Record consultation"))
        self.form.said.field.setFocus()

    def _change(self, ref: str) -> None:
        talk = self.case.one(ref)
        self._ref = ref
        self.form.fill({name: talk.get(name) for name in talk.fields})
        self._open_form(_("Change consultation of {date}").format(date=long_date(talk.text("at"))))
        self.form.said.field.setFocus()

    def _erase(self, ref: str) -> None:
        from welcomedesk.ui.pages.erase_dialogs import erase_part

        erase_part(self, self.context, self.ask, self.case.id, self.case.number, ref, self.host.show_error)

    def _open_form(self, title: str) -> None:
        self.form.set_head(title)
        self.form.wrong()
        self.form.show()
        self.show_case(self.case)

    def _cancel(self) -> None:
        self.form.hide()
        self._ref = ""
        self.show_case(self.case)
        self.new.setFocus()

    def _keep(self) -> None:
        if self.form.wrong():
            return
        case, ref, values = self.case.id, self._ref, self.form.values()

        def kept(_value: object) -> None:
            self.form.hide()
            self._ref = ""
            self.show_case(self.case)

        if ref:
            changed = {f"{ref}.{name}": value for name, value in values.items()}
            self.act(lambda desk: cases.set_fields(desk, case, changed), _("Consultation changed."), kept)
        else:
            self.act(lambda desk: cases.add(desk, case, "consultation", values), _("Consultation recorded."), kept)

    # --- page -------------------------------------------------------------------------------------------------

    def open_item(self, item: str) -> None:
        if item == "new":
            self.begin()

    def first_stop(self) -> QWidget | None:
        return self.form.said.field if not self.form.isHidden() else self.new

    def main_action(self) -> QPushButton | None:
        return self.form.keep_button if not self.form.isHidden() else None

    def do(self, name: str) -> bool:
        if name == "consultation" and not self.case.closed:
            self.begin()
            return True
        return False

    def keep(self) -> Mapping[str, Any]:
        return {} if self.form.isHidden() else {"ref": self._ref, "values": self.form.values()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._ref = str(state.get("ref", ""))
        self.form.fill(dict(state.get("values", {})))
        self._open_form(_("Record consultation"))
