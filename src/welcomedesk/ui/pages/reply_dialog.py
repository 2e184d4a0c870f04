"""A reply slip came back: its short code leads to the referral, one choice says what the office answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import cases, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.i18n import N_, _
from welcomedesk.ui import referral_view
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import short_name
from welcomedesk.ui.page import Place
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Done
    from welcomedesk.domain.log import EntryId
    from welcomedesk.ui.page import Context

ANSWERS = {
    "received": N_("The slip arrived, nothing more yet"),
    "accepted": N_("The office takes it on"),
    "appointment": N_("There is an appointment"),
    "declined": N_("Not responsible, or passed on"),
    "done": N_("It is settled"),
    "not_arrived": N_("The person did not come"),
}
"""What a slip can say, in the order in which it is likely."""

_ORDER = ("accepted", "appointment", "declined", "done", "not_arrived", "received")


@dataclass(frozen=True, slots=True)
class Slip:
    """The referral that a code belongs to, as the dialog shows it."""

    case: str
    ref: str
    office: str
    who: str
    state: str
    answers: tuple[str, ...]


def read_slip(desk: Desk, code: str, *, numbers_only: bool = False) -> Slip:
    """The referral of a code in words; runs on the worker. Raises a `DeskError` for a code that nobody has."""
    found = referrals.by_code(desk, code)
    case = cases.show(desk, found.case)
    shown = referral_view.referral(desk, case, case.one(found.ref))
    name = "" if numbers_only else short_name(case.name, case.kind)
    steps = shown.steps if not case.closed else ()
    answers = tuple(answer for answer in _ORDER if answer in steps)
    who = " · ".join(part for part in (name, case.number, shown.about) if part)
    return Slip(found.case, found.ref, shown.name, who, shown.state_words, answers)


class ReplyDialog(Dialog):
    """Type the code, see whose slip it is, choose what it says.

    Args:
        code: as it was typed elsewhere; looked up at once.
    """

    def __init__(self, parent: QWidget, context: Context, code: str = "") -> None:
        super().__init__(parent, _("Enter a reply"))
        self._context = context
        self._slip: Slip | None = None
        form = Form()
        self.code = form.add(
            _("Short code"), LineField(code, longest=12), hint=_("It stands on the slip, such as K7M-4QX.")
        )
        self.code.field.textChanged.connect(self._typed)
        self.office = Label("", "card", wrap=True)
        self.who = Label("", "body", "text2", wrap=True)
        form.add_widget(self.office)
        form.add_widget(self.who)
        self.answer = form.add(_("What does the slip say?"), ChoiceField([]))
        self.answer.field.edited.connect(lambda _value: self._fit_answer())
        self.day = form.add(_("Appointment on"), DateField())
        self.reason = form.add(_("Reason"), LineField(longest=300))
        self.outcome = form.add(_("Outcome"), LineField(longest=300))
        self.body.addWidget(form)
        self.add_button(_("Cancel"))
        self.show_case = self.add_button(_("Show in case"), self._go, closes=False)
        self.record = self.add_button(_("Record"), self._record, main=True, closes=False)
        self._show(None)
        self.code.field.setFocus()
        if code:
            self._look_up()

    # --- whose slip -------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._show(None)
        self.code.say_wrong("")
        # Six letters and their check letter: with fewer nothing can be found yet.
        if sum(sign.isalnum() for sign in text) >= 6:
            self._look_up()

    def _look_up(self) -> None:
        desk, code = self._context.session.desk, self.code.field.value()
        hidden = self._context.preferences().numbers_only
        self._context.worker.run(
            lambda progress: read_slip(desk, code, numbers_only=hidden),
            self._show,
            self._unknown,
            owner=self,
            latest="slip",
        )

    def _unknown(self, error: Exception) -> None:
        self._show(None)
        self.code.say_wrong(" ".join(part for part in sentences(error)[::2] if part))
        self.fit()

    def _show(self, slip: Slip | None) -> None:
        self._slip = slip
        self.office.setText(slip.office if slip else "")
        self.who.setText(_("{who} · so far: {state}").format(who=slip.who, state=slip.state) if slip else "")
        self.office.setVisible(slip is not None)
        self.who.setVisible(slip is not None)
        answers = slip.answers if slip else ()
        self.answer.field.set_options([(each, _(ANSWERS[each])) for each in answers], nothing=_("Please choose"))
        self.answer.setVisible(bool(answers))
        self.record.setEnabled(bool(answers))
        self.show_case.setVisible(slip is not None)
        self._fit_answer()

    def _fit_answer(self) -> None:
        self.answer.say_wrong("")
        answer = self.answer.field.value() if self._slip and self._slip.answers else ""
        self.day.setVisible(answer == "appointment")
        self.reason.setVisible(answer == "declined")
        self.outcome.setVisible(answer == "done")
        self.fit()

    # --- doing ------------------------------------------------------------------------------------------------

    def _go(self) -> None:
        if self._slip is not None:
            self.accept()
            self._context.shell.go(Place("case", case=self._slip.case, tab="contacts", item=self._slip.ref))

    def _record(self) -> None:
        slip = self._slip
        values = self._values()
        if slip is None or values is None:
            return
        state = self.answer.field.value()
        if not state:
            self.answer.say_wrong(_("Choose what the slip says."))
            self.answer.field.setFocus()
            self.fit()
            return
        words = _("Entered: {state}").format(state=referral_view.state_words(state))

        def work(desk: Desk) -> Done[tuple[EntryId, ...]]:
            return referrals.step(desk, slip.case, slip.ref, state, values)

        owner = self.parentWidget() or self
        act(self._context, owner, work, words, lambda _entries: self.accept(), failed=self._unknown)

    def _values(self) -> dict[str, str] | None:
        """What the answer needs, `None` where it is missing and the form says so."""
        if not self.day.isHidden():
            wrong = "" if _is_day(self.day.field.value()) else _("A date such as 23.11.2026 is expected here.")
            return self._value(self.day, "appointment", wrong)
        for line, name in ((self.reason, "reason"), (self.outcome, "outcome")):
            if not line.isHidden():
                return self._value(line, name, "" if line.field.value() else _("A few words are needed."))
        return {}

    def _value(self, line: FormRow[DateField] | FormRow[LineField], name: str, wrong: str) -> dict[str, str] | None:
        line.say_wrong(wrong)
        if not wrong:
            return {name: line.field.value()}
        line.field.setFocus()
        self.fit()
        return None


def _is_day(text: str) -> bool:
    try:
        return bool(long_date(date.fromisoformat(text).isoformat()))
    except ValueError:
        return False
