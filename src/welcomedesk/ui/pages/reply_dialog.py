"""A reply came back, by slip, phone or mail: one choice says what the office answered.

A slip is found by its short code; from a case the referral is known already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import cases, referrals
from welcomedesk.desk.core import Desk
from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _
from welcomedesk.ui import referral_view
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import flow
from welcomedesk.ui.due import short_name
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.referral_dialogs import appointment_of, appointment_rows, filled
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Done
    from welcomedesk.domain.log import EntryId
    from welcomedesk.ui.page import Context

ANSWERS = {
    "accepted": N_("Arrived, the office takes over"),
    "appointment": N_("There is an appointment"),
    "not_arrived": N_("Did not arrive"),
    "declined": N_("Not responsible, or passed on"),
    "done": N_("It is settled"),
    "received": N_("The slip arrived, nothing more yet"),
}
"""What a slip can say, in the words and the order of its boxes; the last comes by telephone only."""


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
    return slip_of(desk, referrals.by_code(desk, code), numbers_only=numbers_only)


def slip_of(desk: Desk, found: referrals.Found, *, numbers_only: bool = False) -> Slip:
    """A referral in words."""
    case = cases.show(desk, found.case)
    shown = referral_view.referral(desk, case, case.one(found.ref))
    name = "" if numbers_only else short_name(case.name, case.kind)
    steps = shown.steps if not case.closed else ()
    answers = tuple(answer for answer in ANSWERS if answer in steps)
    who = " · ".join(part for part in (name, case.number, shown.about) if part)
    return Slip(found.case, found.ref, shown.name, who, shown.state_words, answers)


class ReplyDialog(Dialog):
    """Type the code, see whose slip it is, choose what it says.

    Args:
        code: as it was typed elsewhere; looked up at once.
        found: the referral, where it is known; then no code is asked for, and the reply came by phone.
    """

    def __init__(
        self, parent: QWidget, context: Context, code: str = "", *, found: referrals.Found | None = None
    ) -> None:
        super().__init__(parent, _("Enter a reply"))
        self._context = context
        self._slip: Slip | None = None
        self.draft_name = f"reply/{found.ref}" if found else "reply"
        self._found = found
        self._near = ""
        form = Form()
        self.code = form.add(
            _("Short code"), LineField(code, longest=12), hint=_("It stands on the slip, such as K7M-4QX.")
        )
        self.code.field.textChanged.connect(self._typed)
        self.code.setVisible(found is None)
        self.meant = link("", then=self._take_meant)
        self._proposed = flow(self.meant)
        form.add_widget(self._proposed)
        self._proposed.hide()
        self.office = Label("", "card", wrap=True)
        self.who = Label("", "body", "text2", wrap=True)
        form.add_widget(self.office)
        form.add_widget(self.who)
        self.answer = form.add(
            _("What does the slip say?") if found is None else _("What is the reply?"), ChoiceField([])
        )
        self.answer.field.edited.connect(lambda _value: self._fit_answer())
        self.day, self.time = appointment_rows(form)
        self.reason = form.add(_("Reason"), LineField(longest=300))
        self.outcome = form.add(_("Outcome"), LineField(longest=300))
        ways = [(option.id, _(option.label)) for option in fields.REPLY_WAYS]
        self.way = form.add(_("Told by"), ChoiceField(ways, "slip" if found is None else "phone"))
        self.body.addWidget(form)
        self.add_button(_("Cancel"))
        self.show_case = self.add_button(_("Show in case"), self._go, closes=False)
        self.record = self.add_button(_("Record"), self._record, main=True, closes=False)
        self._show(None)
        (self.answer if code or found is not None else self.code).field.setFocus()
        if code or found is not None:
            self._look_up()

    # --- whose slip -------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._show(None)
        self.code.say_wrong("")
        self._proposed.hide()
        # Six letters and their check letter: with fewer nothing can be found yet.
        if sum(sign.isalnum() for sign in text) >= 6:
            self._look_up()

    def _look_up(self) -> None:
        desk, code, found = self._context.session.desk, self.code.field.value(), self._found
        hidden = self._context.preferences().numbers_only

        def read() -> Slip:
            return slip_of(desk, found, numbers_only=hidden) if found else read_slip(desk, code, numbers_only=hidden)

        self._context.worker.run(
            lambda progress: read(),
            self._show,
            self._unknown,
            owner=self,
            latest="slip",
        )

    def _unknown(self, error: Exception) -> None:
        self._show(None)
        self._say(self.code if self._found is None else self.answer, error)
        if self._found is None:
            self.code.field.setFocus()
        self._near = str(getattr(error, "details", {}).get("near", ""))
        self.meant.setText(_("It is {code}").format(code=self._near))
        self._proposed.setVisible(bool(self._near))
        self.fit()

    def _say(self, line: FormRow[LineField] | FormRow[ChoiceField], error: Exception) -> None:
        line.say_wrong(" ".join(part for part in sentences(error)[::2] if part))

    def _take_meant(self) -> None:
        """Go on with the code that is known; the adviser has compared it with the slip."""
        self.code.field.setText(self._near)
        self.answer.field.setFocus()

    def _refused(self, error: Exception) -> None:
        """The referral has moved on since it was looked up: say so and keep what was typed."""
        self._say(self.answer, error)
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
        self.time.setVisible(answer == "appointment")
        self.way.setVisible(bool(answer))
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
        if not state and self.code.field.hasFocus():  # Enter after the code: on to the answer
            self.answer.field.setFocus()
            return
        if not state:
            self.answer.say_wrong(_("Choose what the slip says."))
            self.answer.field.setFocus()
            self.fit()
            return
        words = _("Entered: {state}").format(state=referral_view.state_words(state))

        def work(desk: Desk) -> Done[tuple[EntryId, ...]]:
            return referrals.step(desk, slip.case, slip.ref, state, values)

        owner = self.parentWidget() or self
        act(self._context, owner, work, words, lambda _entries: self.accept(), failed=self._refused)

    def _values(self) -> dict[str, str] | None:
        """What the answer needs, `None` where it is missing and the form says so."""
        way = {"reply_way": self.way.field.value()}
        if not self.day.isHidden():
            values = appointment_of(self.day, self.time, self._context.today())
            self.fit()
            return values | way if values else None
        for line, name in ((self.reason, "reason"), (self.outcome, "outcome")):
            if not line.isHidden():
                enough = filled(line)
                self.fit()
                return {name: line.field.value(), **way} if enough else None
        return way
