"""Recording that somebody agreed: for which office, about what, until when, how; and what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import stories
from welcomedesk.domain import fields
from welcomedesk.domain.consent import usual_end
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.dialog import Dialog, ask
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TickField
from welcomedesk.ui.components.forms import Form
from welcomedesk.ui.components.layout import flow

if TYPE_CHECKING:
    from welcomedesk.desk.core import Done


@dataclass(frozen=True, slots=True)
class Given:
    """What was agreed.

    Args:
        topics: empty for all topics.
        release: whether the adviser is released from secrecy as well.
        language: in which it was read; `witness` who was there; `guardian` whether the guardian agreed too.
    """

    contact: str
    topics: tuple[str, ...]
    until: date
    way: str
    release: bool
    language: str = "de"
    witness: str = ""
    guardian: bool = False


def ask_consent(
    parent: QWidget,
    offices: Sequence[tuple[str, str]],
    then: Callable[[Given], object],
    *,
    today: date,
    languages: Sequence[tuple[str, str]],
    topic: str = "",
    sheet: Callable[[], object] | None = None,
) -> Dialog:
    """Ask what was agreed.

    Args:
        offices: (id, name); with several the person chooses.
        languages: code and name of those it may have been read in.
        topic: what the consent is proposed for.
        sheet: opens the form to sign, where there is one.
    """
    dialog = Dialog(parent, _("Record consent"))
    dialog.draft_name = "consent"
    dialog.say(_("Record only what the person agreed to in this way. It can be withdrawn at any time."))
    office = ChoiceField(offices, offices[0][0] if offices else "")
    about = ChoiceField([(option.id, _(option.label)) for option in fields.TOPICS], topic, nothing=_("all topics"))
    until = DateField(usual_end(today).isoformat(), first=today.isoformat())
    way = ChoiceField([(option.id, _(option.label)) for option in fields.WAYS_GIVEN], "written")
    read_in = ChoiceField(languages, "de")
    witness = LineField(longest=200)
    guardian = TickField(_("Also given by the guardian"), False)
    # Never ticked beforehand: a release is given, not presumed.
    release = TickField(_("Also released from secrecy towards this office"))
    form = Form()
    form.add(_("For this office"), office)
    form.add(_("Topic"), about)
    valid = form.add(_("Valid until"), until)
    form.add(_("How it was given"), way)
    form.add(_("Language it was read in"), read_in)
    form.add(_("Witness"), witness, hint=_("The role is enough. Only where it was given by word of mouth."))
    form.add_widget(guardian)
    form.add_widget(release)
    if sheet is not None:

        def to_sheet() -> None:
            dialog.accept()
            sheet()

        form.add_widget(flow(link(_("Open the form to sign"), then=to_sheet)))
    dialog.body.addWidget(form)

    def record() -> None:
        chosen = until.value()
        if not valid.complete(_("A date such as 23.11.2026 is expected here.")):
            until.setFocus()
            return
        dialog.accept()
        topics = (about.value(),) if about.value() else ()
        then(
            Given(
                office.value(), topics, date.fromisoformat(chosen), way.value(), release.value(), read_in.value(),
                witness.value(), guardian.value(),
            )
        )  # fmt: skip

    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record consent"), record, main=True, closes=False)
    dialog.fit(520)
    dialog.open()
    (office if len(offices) > 1 else until).setFocus()
    return dialog


def ask_reason(parent: QWidget, then: Callable[[str], object]) -> Dialog:
    """Ask why a letter shall leave without a consent; the reason is recorded."""
    dialog = Dialog(parent, _("Send without a consent?"))
    dialog.draft_name = "override"
    dialog.say(_("Only where the law or a danger demands it. The reason is kept with the letter and the referral."))
    reason = LineField(longest=500)
    form = Form()
    stands = form.add(_("Reason"), reason)
    dialog.body.addWidget(form)

    def go_on() -> None:
        if not reason.value():
            stands.say_wrong(_("A reason is needed."))
            reason.setFocus()
            return
        dialog.accept()
        then(reason.value())

    dialog.never_enter = True
    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Send with this reason"), go_on, danger=True, closes=False)
    dialog.fit()
    dialog.open()
    reason.setFocus()
    return dialog


def withdraw_story(
    parent: QWidget, case: str, ref: str, do: Callable[[Callable[[Any], Done[Any]], str], object]
) -> None:
    """Ask before a story is taken back; `do(work, words)` does it."""
    ask(
        parent,
        _("Withdraw this story?"),
        safe=_("That there was a consent, and when it ended, stays in the case."),
        next_step=_("Its words are taken out of the list at once. Destroy what was printed."),
        verb=_("Withdraw"),
        then=lambda: do(lambda desk: stories.withdraw(desk, case, ref), _("Story withdrawn.")),
    )
