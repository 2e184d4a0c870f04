"""Small dialogs of data protection: the legal basis in one step, the notice, a guardian, a third person, a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from welcomedesk.domain import bases, fields
from welcomedesk.domain.fields import Option
from welcomedesk.i18n import _
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField, TickField
from welcomedesk.ui.components.forms import Form

Values = dict[str, Any]


def options(found: tuple[Option, ...]) -> list[tuple[str, str]]:
    """Options of a field with their words in the window's language."""
    return [(option.id, _(option.label)) for option in found]


def ask_basis(
    parent: QWidget,
    then: Callable[[str, Values], object],
    *,
    sensitive: bool = True,
    minor: bool = False,
    languages: tuple[tuple[str, str], ...] = (),
) -> Dialog:
    """Ask why data may be kept; consent by word of mouth stands ready, so that Enter is enough.

    Args:
        then: called with the ground and further values of the basis.
        sensitive: only grounds that carry sensitive data are offered.
        languages: code and name of languages the text may have been read in.
    """
    dialog = Dialog(parent, _("Record the legal basis"))
    dialog.say(_("Sensitive data need a basis. Record consent only if the person agreed expressly."))
    grounds = tuple(each for each in fields.GROUNDS if not sensitive or each.id in bases.SENSITIVE_GROUNDS)
    form = Form()
    ground = ChoiceField(options(grounds), bases.CONSENT)
    way = ChoiceField(options(fields.WAYS_GIVEN), "oral")
    form.add(_("Legal basis"), ground)
    form.add(_("How it was given"), way)
    language = ChoiceField(languages, languages[0][0] if languages else "", nothing=_("not known"))
    if languages:
        form.add(_("Language it was read in"), language)
    guardian = TickField(_("The guardian agreed as well"))
    if minor:
        form.add_widget(guardian)
    note = form.add(_("Witness or law (optional)"), LineField(longest=300))
    dialog.body.addWidget(form)

    def record() -> None:
        words = note.field.value() or None
        values: Values = {"way": way.value(), "language": language.value() or None}
        values["guardian"] = guardian.value() or None
        values["witness" if ground.value() == bases.CONSENT else "note"] = words
        then(ground.value(), values)

    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record basis"), record, main=True)
    dialog.fit(520)
    dialog.open()
    ground.setFocus()
    return dialog


def ask_notice(
    parent: QWidget, languages: tuple[tuple[str, str], ...], chosen: str, then: Callable[[Values], object]
) -> Dialog:
    """Ask in which language and form the person was informed."""
    dialog = Dialog(parent, _("Notice handed over"))
    form = Form()
    language = form.add(_("Language"), ChoiceField(languages, chosen))
    length = form.add(_("Form"), ChoiceField(options(fields.NOTICE_FORMS), "short"))
    ways = fields.FIELDS["notice.way"].options
    way = form.add(_("How it was handed over"), ChoiceField(options(ways), ways[0].id))
    dialog.body.addWidget(form)

    def record() -> None:
        then({"language": language.field.value(), "form": length.field.value(), "way": way.field.value()})

    dialog.add_button(_("Cancel"))
    dialog.add_button(_("Record handing over"), record, main=True)
    dialog.fit(480)
    dialog.open()
    language.field.setFocus()
    return dialog


def ask_fields(
    parent: QWidget, title: str, kind: str, names: tuple[str, ...], verb: str, then: Callable[[Values], object]
) -> Dialog:
    """Ask for some fields of an entity; the first one must be filled."""
    from welcomedesk.ui.fact_editors import make_editor, stored

    dialog = Dialog(parent, title)
    form = Form()
    declared = [fields.FIELDS[f"{kind}.{name}"] for name in names]
    rows = {each.name: form.add(_(each.label), make_editor(each, None, options(each.options))) for each in declared}
    dialog.body.addWidget(form)
    first = rows[names[0]]

    def record() -> None:
        found = {name: stored(line.field.value()) for name, line in rows.items()}  # type: ignore[attr-defined]
        if found[names[0]] in (None, "", []):
            first.say_wrong(_("This is needed."))
            return
        dialog.accept()
        then({name: value for name, value in found.items() if value not in (None, "", [])})

    dialog.add_button(_("Cancel"))
    dialog.add_button(verb, record, main=True, closes=False)
    dialog.fit(480)
    dialog.open()
    first.field.setFocus()
    return dialog


def ask_reason(parent: QWidget, title: str, words: str, verb: str, then: Callable[[str], object]) -> Dialog:
    """Ask for one sentence why."""
    dialog = Dialog(parent, title)
    dialog.say(words)
    form = Form()
    reason = form.add(_("Reason"), LineField(longest=500))
    dialog.body.addWidget(form)

    def go_on() -> None:
        if not reason.field.value():
            reason.say_wrong(_("Write one sentence why."))
            reason.field.setFocus()
            return
        dialog.accept()
        then(reason.field.value())

    dialog.add_button(_("Cancel"))
    dialog.add_button(verb, go_on, main=True, closes=False)
    dialog.fit(480)
    dialog.open()
    reason.field.setFocus()
    return dialog
