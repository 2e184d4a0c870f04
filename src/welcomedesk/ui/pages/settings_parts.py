"""The sections of the settings. Each is a card that knows its words, so that the search can hide what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from welcomedesk.domain import fields
from welcomedesk.domain.case import Entity
from welcomedesk.domain.library import PackInfo
from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.backend import Preferences
from welcomedesk.ui.components.banner import Banner, sentences
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, LineField, PassphraseField, TextField, TickField, beside
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.suggest import Suggest
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.drafts import keep_draft_soon
from welcomedesk.ui.gate import LANGUAGE_NAMES
from welcomedesk.ui.look.theme import ZOOM_STEPS
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.passphrase import judge
from welcomedesk.ui.sentences import beside_own_passphrase
from welcomedesk.ui.text import Label

Failed = Callable[[Exception], None]


class Section(Card):
    """A card of the settings.

    Args:
        title: its head.
        about: one quiet sentence below it.
        words: further words under which it is found.
    """

    def __init__(self, title: str, about: str = "", words: str = "") -> None:
        super().__init__(title)
        self._found_by = f"{title} {about} {words}".casefold()
        self._rows: list[tuple[QWidget, str]] = []
        if about:
            self.add(Label(about, "small", "text2", wrap=True))

    def add_row(self, widget: QWidget, words: str = "") -> QWidget:
        """Add something that the search may hide; `words` under which it is found."""
        self._rows.append((widget, words.casefold()))
        self.add(widget)
        return widget

    def field(self, label: str, field: QWidget, hint: str = "", words: str = "") -> FormRow[QWidget]:
        """Add a field with its words beside it; choices stay as narrow as their words."""
        target = field if isinstance(field, LineField | TextField) else beside(field, None)
        made: FormRow[QWidget] = FormRow(label, target, hint=hint, side=True)
        self.add_row(made, f"{label} {hint} {words}")
        return made

    def filter(self, words: Sequence[str]) -> bool:
        """Show what holds all words; says whether anything does."""
        whole = all(word in self._found_by for word in words)
        found = False
        for widget, text in self._rows:
            fits = whole or all(word in text or word in self._found_by for word in words)
            widget.setVisible(fits)
            found = found or fits
        self.setVisible(whole or found)
        return whole or found


OFFICE_FIELDS = ("name", "carrier", "street", "postal_code", "place", "phone", "email", "website", "footer")


class OfficeSection(Section):
    """The office as its letterhead says it; an empty field stays empty on the page."""

    def __init__(self, save: Callable[[str, Any, Failed], object]) -> None:
        super().__init__(
            _("Office and letterhead"),
            _("Stands on every letter. What is empty here stays empty there; nothing is invented."),
        )
        self._save = save
        self.fields: dict[str, LineField] = {}
        self._lines: dict[str, FormRow[QWidget]] = {}
        for name in OFFICE_FIELDS:
            field = LineField(longest=300)
            field.edited.connect(partial(self._edited, name))
            keep_draft_soon(field, f"letterhead/{name}")
            self.fields[name] = field
            self._lines[name] = self.field(_(fields.FIELDS[f"office.{name}"].label), field)
        self.form = Segments([("B", _("Form B")), ("A", _("Form A"))], "B", _("Letter form"))
        self.form.chosen.connect(lambda value: save("form", value, self._failed_form))
        self._form_row = self.field(
            _("Letter form"), self.form, _("DIN 5008: address 45 mm (B) or 27 mm (A) from the top.")
        )

        bound = fields.FIELDS["office.secrecy"]
        self.secrecy = TickField(_(bound.label))
        self.secrecy.edited.connect(lambda on: save("secrecy", on, self._failed_form))
        hint = _("Then every referral also needs a release from secrecy.")
        self.add_row(
            holding(column(self.secrecy, Label(hint, "small", "text2", wrap=True), space=1)),
            f"{self.secrecy.text()} {hint}",
        )

    def show_office(self, ours: Entity) -> None:
        for name, field in self.fields.items():
            if self._lines[name].wrong():
                continue  # what was refused stays to be put right, with the reason below it
            if not (field.hasFocus() or field.unsaved()) or field.text() == "":
                field.set_value(ours.text(name))
        self.form.set_value(ours.text("form", "B"))
        self.secrecy.set_value(ours.get("secrecy") is True)

    def _edited(self, name: str, text: str) -> None:
        self._lines[name].say_wrong("")
        self._save(name, text or None, partial(self._failed, name))

    def _failed(self, name: str, error: Exception) -> None:
        what, _safe, next_step = sentences(error)
        self._lines[name].say_wrong(next_step or what)

    def _failed_form(self, error: Exception) -> None:
        self._form_row.say_wrong(sentences(error)[0])


class AdvisersSection(Section):
    """Who advises here: names for cases, letters and checks."""

    def __init__(
        self, save: Callable[[str, Mapping[str, Any], Failed], object], remove: Callable[[str], object]
    ) -> None:
        super().__init__(_("Advisers"), _("Names that cases and letters carry."), _("Name Initials Phone E-mail"))
        self._save, self._remove = save, remove
        self._shown: tuple[Entity, ...] | None = None
        self._list = column(space=S3)
        self.add_row(holding(self._list))
        self.name = LineField(longest=120)
        self.name.returnPressed.connect(self._add)
        self._new = self.field(_("Further adviser"), self.name)
        self.add_row(flow(button(_("Add"), "plus", small=True, then=self._add)))

    def show_advisers(self, advisers: Sequence[Entity]) -> None:
        if self._shown == tuple(advisers):
            return  # so that focus, and what was refused, stay
        self._shown = tuple(advisers)
        clear(self._list)
        for adviser in advisers:
            self._list.addWidget(self._adviser(adviser))
        if not advisers:
            self._list.addWidget(Label(_("Nobody is entered yet."), "body", "text2", wrap=True))

    def _adviser(self, adviser: Entity) -> QWidget:
        name = adviser.text("name")
        form = Form(space=S2, side=True)
        for field_name in ("initials", "phone", "email"):
            field = LineField(adviser.text(field_name), longest=200)
            line = form.add(_(fields.FIELDS[f"adviser.{field_name}"].label), field)
            field.edited.connect(partial(self._edited, name, field_name, line))
        head = row(IconLabel("person", "text2"), Label(name, "strong", wrap=True), None,
                   link(_("Take out"), then=partial(self._remove, adviser.ref)), space=S2)  # fmt: skip
        return holding(column(head, form, space=S2))

    def _edited(self, name: str, field: str, line: FormRow[LineField], text: str) -> None:
        line.say_wrong("")
        self._save(name, {field: text or None}, lambda error: line.say_wrong(sentences(error)[2]))

    def _add(self) -> None:
        name = self.name.value()
        if not name:
            self._new.say_wrong(_("Type a name first."))
            return
        self._new.say_wrong("")
        self._save(name, {}, lambda error: self._new.say_wrong(sentences(error)[0]))
        self.name.set_value("")


class LookSection(Section):
    """Language, light and dark, size of text."""

    def __init__(self, preferences: Preferences, prefer: Callable[..., object]) -> None:
        super().__init__(_("Language and look"))
        self.language = Segments(LANGUAGE_NAMES, preferences.language, _("Language"))
        self.language.chosen.connect(lambda value: prefer(language=value))
        tongues = " ".join(words for _code, words in LANGUAGE_NAMES)
        self.field(_("Language"), self.language, _("Letters to offices stay German."), tongues)
        schemes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.scheme = Segments(schemes, preferences.scheme, _("Look"))
        self.scheme.chosen.connect(lambda value: prefer(scheme=value))
        self.field(_("Look"), self.scheme, words=" ".join(words for _code, words in schemes))
        sizes = [(str(step), f"{round(step * 100)} %") for step in ZOOM_STEPS]
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - preferences.zoom))
        self.zoom = ChoiceField(sizes, str(nearest))
        self.zoom.edited.connect(lambda value: prefer(zoom=float(value)))
        hint = _("Also with {larger} and {smaller}.").format(larger=keys.shown("larger"), smaller=keys.shown("smaller"))
        self.field(_("Size of text"), self.zoom, hint)


class LockSection(Section):
    """When the window locks, what lists show, and the passphrase."""

    def __init__(
        self,
        preferences: Preferences,
        prefer: Callable[..., object],
        change: Callable[[str, str, Callable[[object], None], Failed], object],
    ) -> None:
        super().__init__(_("Locking and privacy"))
        self._change = change
        waits = (1, 2, 5, 10, 15, 30)
        options = [(str(n), _("after {n} minutes").format(n=n) if n > 1 else _("after one minute")) for n in waits]
        self.minutes = ChoiceField([*options, ("0", _("never by itself"))], str(preferences.lock_minutes))
        self.minutes.edited.connect(lambda value: prefer(lock_minutes=int(value)))
        self.field(_("Lock without input"), self.minutes, _("{key} locks at once.").format(key=keys.shown("lock")))
        self.numbers = TickField(_("Lists show case numbers only, no names"), preferences.numbers_only)
        self.numbers.edited.connect(lambda on: prefer(numbers_only=on))
        self.add_row(self.numbers, self.numbers.text())
        words = _("Change passphrase …")
        self.add_row(flow(button(words, "key", small=True, then=self._ask)), words)
        self.said = column(space=0)
        self.body.addLayout(self.said)

    def _ask(self) -> None:
        dialog = Dialog(self, _("Change passphrase"))
        old, new = PassphraseField(_("Passphrase until now")), PassphraseField(_("New passphrase"))
        form = Form()
        old_row = form.add(_("Passphrase until now"), old)
        new_row = form.add(_("New passphrase"), new, hint=_("Write a suggestion down on paper before you go on."))
        dialog.body.addWidget(form)
        dialog.body.addWidget(Suggest(new))
        new.changed.connect(lambda text: new_row.say(judge(text).words, judge(text).tone))

        def failed(error: Exception) -> None:
            wrong = old_row if getattr(error, "code", "") == "wrong_passphrase" else new_row
            wrong.say_wrong(beside_own_passphrase(error))

        def done(_value: object) -> None:
            dialog.accept()
            clear(self.said)
            self.said.addWidget(Banner(_("The passphrase is changed."), tone="good"))

        def go_on() -> None:
            strength = judge(new.text())
            if not strength.enough:
                new_row.say_wrong(strength.words or _("Type the new passphrase."))
                new.setFocus()
                return
            self._change(old.text(), new.text(), done, failed)

        dialog.add_button(_("Cancel"))
        dialog.add_button(_("Change passphrase"), go_on, main=True, closes=False)
        dialog.fit()
        dialog.open()
        old.setFocus()


class PacksSection(Section):
    """Installed packs with their date, and what is wrong with one."""

    def __init__(self) -> None:
        super().__init__(
            _("Packs"), _("Rules, figures, offices and letters. They work without any network."), _("Version date")
        )
        self._list = column(space=S3)
        self.add_row(holding(self._list))

    def show_packs(self, packs: Sequence[PackInfo], language: str) -> None:
        clear(self._list)
        for pack in packs:
            title = pack.title.get(language) or pack.title.get("de") or pack.id
            second = _("Version {version}, as of {date}").format(version=pack.version, date=long_date(pack.as_of))
            words = column(Label(title, "medium", wrap=True), Label(second, "small", "text2", wrap=True), space=1)
            if pack.problem:
                words.addWidget(Label(pack.problem, "small", "danger", wrap=True))
            chip = Chip(_("cannot be used"), "danger") if pack.problem else Chip(_("in use"), "good")
            line = row(column(IconLabel("book", "text2"), None, space=0), words, chip, space=S3)
            line.setStretch(1, 1)
            self._list.addWidget(holding(line))


class AboutSection(Section):
    """Which version this is, and that it works alone."""

    def __init__(self, version: str, support: Callable[[], object]) -> None:
        super().__init__(_("About this program"), words=_("Version Help Keys Support"))
        self.add_row(Label(_("Version {version}").format(version=version)))
        self.add_row(Label(_("It never opens a network connection."), "body", "text2", wrap=True))
        self.add_row(Label(_("{key} shows all keys.").format(key=keys.shown("help")), "body", "text2", wrap=True))
        look = button(_("Look at support package"), "help", small=True, then=support)
        self.add_row(holding(row(look, None)), look.text())
