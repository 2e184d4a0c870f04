"""What a referral asks for on its way: a date, a reason, an outcome, a call, a permission, another reminder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from welcomedesk.desk.call_notes import Call
from welcomedesk.domain.personal_data import SIGNS, signs_of_person
from welcomedesk.domain.referrals import LONGEST_REPLY_DAYS, usual_reply_days
from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import sentences
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import DateField, LineField, TextField, TickField, TimeField, beside
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.drafts import told_apart
from welcomedesk.ui.text import Label

Values = dict[str, str]


def ask_for_step(
    parent: QWidget, state: str, today: date, then: Callable[[Values], object], ref: str = ""
) -> Dialog | None:
    """Ask for what a step needs (date, reason, outcome); does it at once where nothing is needed."""
    if state == "appointment":
        return _ask_day(parent, today, then)
    words = {
        "declined": (_("The office declined"), _("Reason"), "reason"),
        "done": (_("How did it end?"), _("Outcome"), "outcome"),
    }.get(state)
    if words is None:
        then({})
        return None
    title, label, name = words
    dialog = Dialog(parent, title)
    dialog.draft_name = f"outcome/{state}/{ref}"
    field = TextField("", lines=2, most=5) if state == "done" else LineField(longest=300)
    form = Form()
    stands = form.add(label, field)
    dialog.body.addWidget(form)

    def record() -> None:
        if filled(stands):
            dialog.accept()
            then({name: field.value()})

    _open(dialog, field, record)
    return dialog


def _ask_day(parent: QWidget, today: date, then: Callable[[Values], object]) -> Dialog:
    dialog = Dialog(parent, _("Appointment at the office"))
    form = Form()
    day, time = appointment_rows(form)
    dialog.body.addWidget(form)

    def record() -> None:
        values = appointment_of(day, time, today)
        if values is not None:
            dialog.accept()
            then(values)

    _open(dialog, day.field, record)
    return dialog


def appointment_rows(form: Form) -> tuple[FormRow[DateField], FormRow[TimeField]]:
    """Fields for day and time of an appointment."""
    day = form.add(_("Appointment on"), DateField())
    time = form.add(_("Time (optional)"), TimeField())
    return day, time


def appointment_of(day: FormRow[DateField], time: FormRow[TimeField], today: date) -> Values | None:
    """The appointment as typed, `None` where it does not fit and the form says so."""
    day.say_wrong(_wrong_day(day.field, today))
    time.say_wrong(time.field.problem())
    for line in (day, time):
        if line.wrong():
            line.field.setFocus()
            return None
    return {"appointment": day.field.value(), "appointment_time": time.field.value()}


def _wrong_day(field: DateField, today: date) -> str:
    if not field.value() or not field.fits():
        return _("A date such as 23.11.2026 is expected here.")
    return _("This day has passed. Enter how it ended instead.") if field.value() < today.isoformat() else ""


def filled(row: FormRow[LineField] | FormRow[TextField] | FormRow[TextField | LineField]) -> bool:
    """Whether words stand in a field; the form says so where not."""
    row.say_wrong("" if row.field.value() else _("A few words are needed."))
    if row.field.value():
        return True
    row.field.setFocus()
    return False


def ask_call(parent: QWidget, office: str, then: Callable[[Call], object], *, today: date, permitted: bool) -> Dialog:
    """Ask what was agreed in a call.

    Args:
        permitted: whether the person may be named there; otherwise the box that nobody was named is ticked.
    """
    dialog = Dialog(parent, _("Note a call"))
    dialog.draft_name = f"call/{told_apart(office)}"
    dialog.say(office)
    role = LineField(hint=_("for example advice on recognition"), longest=200)
    agreed = TextField("", lines=2, most=6)
    until = DateField(first=today.isoformat())
    unnamed = TickField(_("The person was not named"), not permitted)
    form = Form()
    who = form.add(_("Spoken to (role, not name)"), role)
    what = form.add(_("What was agreed"), agreed)
    by = form.add(_("By when (optional)"), until)
    form.add_widget(unnamed)
    if not permitted:
        words = _("Without consent and release a call may only be about the question, not about the person.")
        form.add_widget(Label(words, "small", "text2", wrap=True))
    dialog.body.addWidget(form)
    role.textChanged.connect(lambda text: warn_of_names(who, text))

    def record() -> None:
        if not filled(who) or not filled(what) or not by.complete():
            return
        dialog.accept()
        day = date.fromisoformat(until.value()) if until.value() else None
        then(Call(role.value(), agreed.value(), day, unnamed.value()))

    _open(dialog, role, record)
    return dialog


def warn_of_names(row: FormRow[LineField], text: str) -> None:
    """Say under a field that what is typed looks like a person; it may be kept all the same."""
    signs = signs_of_person(text)
    row.say(_(SIGNS[signs[0][0]]).format(found=signs[0][1]) if signs else "", "caution", "triangle")


def ask_reminder(
    parent: QWidget, due: str, reply_days: int, then: Callable[[date, int], object], *, today: date
) -> Dialog:
    """Ask when to look again, and how long this office usually takes; `then(day, usual days)`."""
    dialog = Dialog(parent, _("When to look again"))
    day = DateField(due, first=today.isoformat())
    usual = LineField(str(reply_days), longest=3)
    usual.setFixedWidth(day.width())
    form = Form()
    when = form.add(_("Reminder on"), day)
    takes = form.add(
        _("This office usually answers within"),
        beside(usual, Label(_("days")), None),
        hint=_("Counts for all later referrals to this office."),
    )
    dialog.body.addWidget(form)

    def record() -> None:
        days = int(usual.value()) if usual.value().isascii() and usual.value().isdigit() else 0
        when.complete(_("A date such as 23.11.2026 is expected here."))
        wrong = _("A number from 1 to {most} is expected here.").format(most=LONGEST_REPLY_DAYS)
        takes.say_wrong("" if days and usual_reply_days(days) == days else wrong)
        if not when.wrong() and not takes.wrong():
            dialog.accept()
            then(date.fromisoformat(day.value()), days)

    _open(dialog, day, record)
    return dialog


def offer_permission(
    parent: QWidget, error: Exception, ask_consent: Callable[[], object], give_reason: Callable[[], object]
) -> Dialog:
    """Say why a referral may not leave, and lead to what helps."""
    what, safe, next_step = sentences(error)
    dialog = Dialog(parent, what)
    dialog.say(safe, _("What is safe"))
    dialog.say(next_step, _("Next step"))
    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Give a reason …"), give_reason)
    dialog.add_button(_("Record consent"), ask_consent, main=True)
    dialog.fit(520)
    dialog.open()
    return dialog


def _open(dialog: Dialog, first: QWidget, record: Callable[[], object]) -> None:
    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record"), record, main=True, closes=False)
    dialog.fit()
    dialog.open()
    first.setFocus()
