"""The three parts of the letter page: what goes out, the page, recipient and print."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, icon_button, link, says_before
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TextField, TickField, TimeField, beside
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.components.letter_preview import ADDRESS_FIELDS, LetterPreview
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.dates import weekdays
from welcomedesk.ui.letter_view import Ask, LetterView, Line, Tick
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON, S1, S2, S3, S4
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.letters import Draft


def sign_line(said: Line) -> QWidget:
    """An icon, words, and quiet words below."""
    words = column(Label(said.words, "body", wrap=True), space=1)
    if said.second:
        words.addWidget(Label(said.second, "small", "text2", wrap=True))
    made = row(column(IconLabel(said.icon, said.tone), None, space=0), words, space=S3 - 2)
    made.setStretch(1, 1)
    return holding(made)


class AskForm(QWidget):
    """Fields for what is entered for one letter alone."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(space=S2)
        self.setLayout(self._box)
        self._shown: tuple[str, ...] | None = None

    def show_asks(self, asks: tuple[Ask, ...], today: date) -> None:
        """Build the fields; nothing where they stand there already, so that what is typed and focus stay."""
        names = tuple(ask.placeholder for ask in asks)
        if names == self._shown:
            return
        self._shown = names
        clear(self._box)
        form = Form(space=S3)
        for ask in asks:
            made = form.add(ask.title, self._field(ask), aside="" if ask.required else _("may stay empty"))
            if ask.kind == "date":
                _say_weekday(made, today)
        self._box.addWidget(form)
        self.setVisible(bool(asks))

    def _field(self, ask: Ask) -> QWidget:
        made: DateField | TimeField | TextField | LineField
        match ask.kind:
            case "date" | "time":
                made = DateField(ask.value, ask.title) if ask.kind == "date" else TimeField(ask.value, ask.title)
                # What is no day or time stays in its field, with the reason below it; no letter carries it.
                made.edited.connect(lambda _text: self.typed.emit(ask.placeholder, made.value() if made.fits() else ""))
                return beside(made, None)
            case "text" | "list":
                made = TextField(ask.value, ask.title, lines=3, most=12)
            case _:
                made = LineField(ask.value, ask.title)
        made.edited.connect(partial(self.typed.emit, ask.placeholder))
        return made


def _say_weekday(line: FormRow[QWidget], today: date) -> None:
    """Say below a day which weekday it is and whether it has passed: a slip of the finger shows before it prints."""
    field = line.field.focusProxy()
    assert isinstance(field, DateField)

    def say() -> None:
        if not field.fits():
            return
        day = date.fromisoformat(field.value()) if field.value() else None
        if day is not None and day < today:
            line.say(_("{weekday}. This day has passed.").format(weekday=weekdays()[day.weekday()]), "caution", "clock")
        else:
            line.say(weekdays()[day.weekday()] if day else "")

    field.textChanged.connect(lambda _text: say())
    say()


class LeavingPane(Pane):
    """Fields as ticks, what stays here, and the question to the office."""

    ticked = Signal(str, bool)
    topic_chosen = Signal(str)
    question_edited = Signal(str)
    typed = Signal(str, str)
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Scroll(margins=(S4, S4, S4, S4), space=S2)
        self.body.addWidget(self._scroll)
        self._ticks: list[TickField] = []
        self._shown: tuple[object, ...] = ()

    @property
    def inner(self) -> QVBoxLayout:
        return self._scroll.inner

    def show_letter(self, view: LetterView, today: date) -> None:
        """Show the fields; built anew only where other fields stand there, so that focus stays."""
        frame = (tuple((t.placeholder, t.title, t.second, t.fixed) for t in view.ticks), view.stays, view.topic,
                 view.order.referral, view.order.kind, [ask.placeholder for ask in view.asks], view.guests,
                 view.offices)  # fmt: skip
        if frame == self._shown:
            for tick, field in zip(view.ticks, self._ticks, strict=False):
                field.set_value(tick.on)
            return
        self._shown = frame
        clear(self.inner)
        self._ticks = []
        asks = view.question is not None and view.order.kind == "referral"
        self._add_asks(view, today)
        self.inner.addWidget(Label(_("What it says") if view.to_client else _("What goes out"), "card"))
        self.inner.addWidget(Label(_("Tinted on the screen. The print has no colour."), "small", "text2", wrap=True))
        for tick in view.ticks:
            if view.ticked:
                self.inner.addWidget(self._tick(tick))
            else:
                self.inner.addWidget(sign_line(Line("check", "text2", tick.title, tick.second)))
        if view.stays:
            self.inner.addWidget(line())
        for stays in view.stays:
            self.inner.addWidget(sign_line(stays))
        if asks:
            self._add_question(view)

    def _add_asks(self, view: LetterView, today: date) -> None:
        """What is entered for this letter alone stands first: without it there is no page."""
        if not (view.asks or view.guests or view.offices):
            return
        self.inner.addWidget(Label(_("For this letter"), "card"))
        form = Form(space=S3)
        self.inner.addWidget(form)
        for words, name, options, value in (
            (_("Goes to"), "contact", view.offices, view.order.contact),
            (_("Participant"), "participant", view.guests, view.order.participant),
        ):
            if options:
                nothing = _("nobody") if view.draft.kind.recipient == "anyone" else ""
                field = ChoiceField(options, value, nothing=nothing)
                field.edited.connect(partial(self.chosen.emit, name))
                form.add(words, bounded(field))
        asks = AskForm()
        asks.typed.connect(self.typed)
        asks.show_asks(view.asks, today)
        self.inner.addWidget(asks)
        self.inner.addWidget(line())

    def _tick(self, tick: Tick) -> QWidget:
        field = TickField(tick.title, tick.on, then=lambda on: self.ticked.emit(tick.placeholder, on))
        field.setEnabled(not tick.fixed)
        field.setAccessibleDescription(tick.second)
        self._ticks.append(field)
        indent = look().size(ICON) + 8
        second = Label(tick.second, "small", "text2", wrap=True)
        return holding(column(field, row(indent, second, space=0), space=0))

    def _add_question(self, view: LetterView) -> None:
        self.inner.addWidget(line())
        topic = ChoiceField(view.topics, view.topic)
        topic.edited.connect(self.topic_chosen)
        question = TextField(view.question or "", lines=3, most=9)
        question.edited.connect(self.question_edited)
        self.inner.addWidget(FormRow(_("Topic"), bounded(topic)))
        self.inner.addWidget(FormRow(_("Questions to the office"), question, hint=_("One question on each line.")))

    def show_lines(self, title: str, lines: tuple[Line, ...]) -> None:
        """Show plain lines, for a letter that has left."""
        self._shown = ()
        self._ticks = []
        clear(self.inner)
        self.inner.addWidget(Label(title, "card"))
        for said in lines:
            self.inner.addWidget(sign_line(said))


class PagePane(QWidget):
    """The page with a line above: form of the window, zoom, which page."""

    def __init__(self) -> None:
        super().__init__()
        set_part(self, part="canvas")
        self.preview = LetterPreview()
        self._form = Label("", "body", "text2")
        self._chip = holding(row(space=0))
        self._zoom = Label("", "body")
        self._page = Label("", "body", "text2")
        smaller = icon_button("minus", _("Smaller"), then=lambda: self.preview.zoom_by(-1), small=True)
        larger = icon_button("plus", _("Larger"), then=lambda: self.preview.zoom_by(1), small=True)
        self._bar = QWidget()
        self._bar.setLayout(
            row(self._form, self._chip, None, smaller, self._zoom, larger, S2, self._page, margins=(S3, S1, S3, S1))
        )
        self._after_form = (self._chip, smaller, self._zoom, larger, self._page)
        set_part(self._bar, part="header")
        self.said = column(space=0, margins=(S4, S3, S4, 0))
        whole = column(self._bar, self.said, self.preview, space=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.preview.seen.connect(self._seen)
        self.preview.zoomed.connect(self._zoom.setText)
        self._zoom.setText(self.preview.zoom_words())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The form gives way where it would make the line wider than the pane."""
        others = sum(item.sizeHint().width() + S2 for item in self._after_form if not item.isHidden())
        line = self._form.sizeHint().width() + others + S2 + 2 * S3
        self._form.setVisible(self.width() > max(look().size(540), line))

    def _seen(self, page: int, pages: int) -> None:
        self._page.setText(_("Page {page} of {pages}").format(page=page, pages=pages) if pages else "")
        self._fit()

    def show_letter(self, view: LetterView) -> None:
        """Show the page, or why there is none."""
        addressed = view.draft.recipient is not None
        self._form.setText(_("Window DIN 5008 form {form}").format(form=view.form) if addressed else "")
        self._show_chip(view)
        self.say(None)
        window = ADDRESS_FIELDS[view.form] if addressed else None
        self.preview.show_pdf(view.pdf, regions=view.draft.regions, window=window)

    def show_draft(self, ready: Draft) -> None:
        """Show one letter of many."""
        form = ready.order.form or "B"
        self._form.setText("")
        self._clear_chip()
        self.say(None)
        window = ADDRESS_FIELDS[form] if ready.recipient is not None else None
        self.preview.show_pdf(ready.pdf, regions=ready.regions, window=window)

    def show_pdf(self, pdf: bytes, words: str = "") -> None:
        """Show pages that cannot be changed."""
        self._form.setText(words)
        self._clear_chip()
        self.say(None)
        self.preview.show_pdf(pdf)

    def say(self, banner: QWidget | None) -> None:
        """Show a banner above the page, or take it away."""
        clear(self.said)
        if banner is not None:
            self.said.addWidget(banner)
        edge = S3 if banner else 0
        self.said.setContentsMargins(S4, edge, S4, edge)

    def _clear_chip(self) -> None:
        inside = self._chip.layout()
        assert inside is not None
        clear(inside)

    def _show_chip(self, view: LetterView) -> None:
        self._clear_chip()
        if not view.pdf or view.draft.recipient is None:
            return
        chip = (
            Chip(_("Handed over in person"), "info", "person") if view.by_hand else Chip(_("The address fits"), "good")
        )
        inside = self._chip.layout()
        assert inside is not None
        inside.addWidget(chip)


class SendPane(Pane):
    """Recipient, check, consent, how the page shall be, and the buttons."""

    checked = Signal()
    consent_wanted = Signal()
    override_wanted = Signal()
    changed = Signal(str, str)
    marks_wanted = Signal(bool)
    main_wanted = Signal()
    save_wanted = Signal()
    keep_wanted = Signal()
    many_wanted = Signal()
    envelope_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Scroll(margins=(S4, S4, S4, S4), space=S2)
        self.body.addWidget(self._scroll, 1)
        self._facts = column(space=S2)
        self._form_box = column(space=S2)
        self._foot = column(space=S2, margins=(S4, S3, S4, S4))
        self._scroll.inner.addLayout(self._facts)
        self._scroll.inner.addLayout(self._form_box)
        self.body.addWidget(line())
        self.body.addLayout(self._foot)
        self.main: QPushButton | None = None
        self._shown: tuple[object, ...] = ()
        self.copy_language = ""
        self.marked = True

    def show_letter(self, view: LetterView, *, busy: bool = False) -> None:
        """Show what holds for this letter."""
        self._show_facts(view)
        frame = (view.form, view.salutations, view.languages, view.copies, view.has_slip, view.order.kind)
        if frame != self._shown:
            self._shown = frame
            self._show_form(view)
        self._show_foot(view)

    def _show_facts(self, view: LetterView) -> None:
        clear(self._facts)
        if view.head_lacks:
            enter = button(_("Open settings"), "gear", small=True, then=self.settings_wanted.emit)
            words = _("Missing in the settings: {what}.").format(what=", ".join(view.head_lacks))
            self._facts.addWidget(Banner(_("The letterhead is not complete."), words, "caution", actions=(enter,)))
        if view.office:
            self._facts.addWidget(Label(_("About") if view.to_client else _("Recipient"), "card"))
            self._facts.addWidget(Label(view.office, wrap=True))
            if view.fresh is not None:
                sign = row(IconLabel(view.fresh.icon, view.fresh.tone, 16),
                           Label(view.fresh.words, "small", view.fresh.tone, wrap=True), space=S2)  # fmt: skip
                sign.setStretch(1, 1)
                self._facts.addLayout(sign)
            if view.why_check:
                good = button(_("Correct, checked today"), "check", small=True, then=self.checked.emit)
                self._facts.addWidget(
                    Banner(_("Please check before it goes out."), " ".join(view.why_check), "caution", actions=(good,))
                )
            if view.by_hand and not view.to_client:
                words = _("No address is known. The person hands the letter over.")
                self._facts.addWidget(sign_line(Line("info", "text2", words)))
        if view.consent:
            self._facts.addSpacing(S2)
            self._facts.addWidget(Label(_("Consent"), "card"))
            for said in view.consent:
                self._facts.addWidget(sign_line(said))

    def _show_form(self, view: LetterView) -> None:
        clear(self._form_box)
        self._form_box.addSpacing(S2)
        self._form_box.addWidget(Label(_("Page"), "card"))
        form = Form(space=S2)
        self._form_box.addWidget(form)
        if view.draft.recipient is not None:
            forms = Segments([("A", "A"), ("B", "B")], view.form, _("Form"))
            forms.chosen.connect(lambda value: self.changed.emit("form", value))
            form.add(_("Form"), forms)
        if len(view.salutations) > 1:
            options = [("", view.salutations[0]), *((words, words) for words in view.salutations[1:])]
            greeting = ChoiceField(options, view.order.salutation)
            greeting.edited.connect(lambda value: self.changed.emit("salutation", value))
            form.add(_("Salutation"), bounded(greeting))
        if view.languages:
            tongue = ChoiceField(view.languages, view.order.language or view.languages[0][0])
            tongue.edited.connect(lambda value: self.changed.emit("language", value))
            form.add(_("Language"), bounded(tongue))
        if view.copies:
            copy = ChoiceField(view.copies, self.copy_language, nothing=_("no copy"))
            copy.edited.connect(self._copy_chosen)
            form.add(_("Copy for the person in"), bounded(copy))
        if view.has_slip:
            slip = TickField(_("Reply slip"), view.order.slip)
            slip.edited.connect(lambda on: self.changed.emit("slip", "1" if on else ""))
            form.add_widget(slip)
        if view.has_large_print:
            large = TickField(_("Large print"), view.order.large)
            large.edited.connect(lambda on: self.changed.emit("large", "1" if on else ""))
            form.add_widget(large)
        marks = TickField(_("Show window and tint in the preview"), self.marked)
        marks.edited.connect(self._mark)
        form.add_widget(marks)

    def _copy_chosen(self, value: str) -> None:
        self.copy_language = value

    def _mark(self, on: bool) -> None:
        self.marked = on
        self.marks_wanted.emit(on)

    def _show_foot(self, view: LetterView) -> None:
        clear(self._foot)
        if view.consent_ok:
            self.main = wide(button(_("Print and file"), "printer", kind="main", then=self.main_wanted.emit))
            says_before(self.main, _("What is filed stays in the case; only erasing takes it out again."))
            self.main.setEnabled(bool(view.pdf) and not view.closed)
        else:
            self.main = wide(button(_("Ask for consent"), "shield", kind="main", then=self.consent_wanted.emit))
            self.main.setEnabled(not view.closed)
        self._foot.addWidget(self.main)
        if view.consent_ok:
            save = wide(button(_("Save as PDF"), "document", then=self.save_wanted.emit))
            save.setEnabled(bool(view.pdf) and not view.closed)
            self._foot.addWidget(save)
        if view.serial:
            self._foot.addWidget(wide(button(_("To many …"), "mail", then=self.many_wanted.emit)))
        if view.pdf and view.draft.recipient is not None and not view.by_hand:
            self._foot.addWidget(wide(button(_("Envelope …"), "mail", then=self.envelope_wanted.emit)))
        keep = button(_("Keep draft"), kind="link", then=self.keep_wanted.emit)
        self._foot.addLayout(row(None, keep, None))
        for words in self._last_words(view):
            self._foot.addWidget(Label(words, "small", "text2", wrap=True))
        if not view.consent_ok and view.pdf and not view.closed:
            self._foot.addWidget(flow(link(_("Send without a consent …"), then=self.override_wanted.emit)))

    def _last_words(self, view: LetterView) -> tuple[str, ...]:
        if view.closed:
            return (_("The case is closed. Reopen it to send letters."),)
        if not view.consent_ok:
            return (_("Nothing leaves without consent. The page carries the draft mark."),)
        filed = _("Printing files the letter unchangeably.")
        if view.due_days:
            again = _("It comes up again after {days} days.").format(days=view.due_days)
            return (f"{filed} {again}",)
        return (filed, view.reading) if view.reading else (filed,)

    def show_kept(self, title: str, lines: tuple[Line, ...], *, note: str = "") -> None:
        """A sheet that only is printed or saved: one that has left, a handout."""
        clear(self._facts)
        clear(self._form_box)
        clear(self._foot)
        self._shown = ()
        self._facts.addWidget(Label(title, "card"))
        for said in lines:
            self._facts.addWidget(sign_line(said))
        self.main = wide(button(_("Print"), "printer", kind="main", then=self.main_wanted.emit))
        self._foot.addWidget(self.main)
        self._foot.addWidget(wide(button(_("Save as PDF"), "document", then=self.save_wanted.emit)))
        if note:
            self._foot.addWidget(Label(note, "small", "text2", wrap=True))

    def add_choice(self, words: str, field: QWidget) -> None:
        """One more field for a sheet that is shown by `show_kept`."""
        form = Form(space=S2)
        form.add(words, field)
        self._form_box.addWidget(form)


def bounded(field: ChoiceField) -> ChoiceField:
    """A choice that takes the width of its column, whatever its longest words."""
    field.setMinimumContentsLength(6)
    field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return field


def wide(made: QPushButton) -> QPushButton:
    """A button as wide as its column."""
    policy = made.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    made.setSizePolicy(policy)
    return made
