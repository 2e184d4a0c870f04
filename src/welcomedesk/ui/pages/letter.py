"""One letter: what goes out, the exact page, to whom and on which consent; then printed and filed.

Places: `tab` is the kind of letter (`referral`, `appointment` …) or `checklist`; `item` the ref of a referral, of a
consultation, of a participant or of a letter that has left, the id of a contact, or of a checklist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import cases, contacts, handouts, letters, readers, referrals, serial
from welcomedesk.desk.core import Desk, Done
from welcomedesk.desk.letters import Issued, Order
from welcomedesk.domain import fields
from welcomedesk.domain.case import CaseFile
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _
from welcomedesk.ui import letter_view, printing
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner, error_banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.chips import sample_chip
from welcomedesk.ui.components.fields import ChoiceField, TickField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.letter_preview import PAGE, WIDTH
from welcomedesk.ui.components.three_panes import COLUMNS, TABS, ThreePanes
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.letter_view import LetterView, Line
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.address_dialog import AddressDialog
from welcomedesk.ui.pages.consent_dialog import Given, ask_consent, ask_reason
from welcomedesk.ui.pages.letter_parts import LeavingPane, PagePane, SendPane, bounded
from welcomedesk.ui.refresh import SaysWhatChanged
from welcomedesk.ui.text import ElidedLabel

HANDOUT = "checklist"


class LetterPage(PageView):
    """A letter before it leaves, as it left, or a handout."""

    areas = frozenset({"cases", "contacts", "office"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.order: Order | None = None
        self.view: LetterView | None = None
        self._sheet = b""
        self._job = ""
        self._languages = ""
        self._large = False
        self.head = self.set_head(PageHead(icon="document", lined=True))
        self.about = ElidedLabel("", "body", "text2", end=True)
        self.about.setMaximumWidth(look().size(300))
        self.head.add_action(self.about)
        self._kept_orders: Mapping[str, Mapping[str, Any]] = {}
        self.head.add_action(button(_("Back to the case"), "back", then=self._to_case))
        self.leaving = LeavingPane()
        self.page = PagePane()
        self.send = SendPane()
        self.panes = ThreePanes(
            self.leaving, self.page, self.send, (_("What goes out"), _("Page"), _("Recipient and print")), (300, 300)
        )
        self.panes.choose("middle")
        self.content.addWidget(self.panes)
        self.choose_printer = printing.choose_printer
        self.save_pdf = printing.save_pdf
        self._connect()

    def _connect(self) -> None:
        self.leaving.ticked.connect(self._tick)
        self.leaving.topic_chosen.connect(lambda topic: self._set_referral({"topic": topic}))
        self.leaving.typed.connect(self._type)
        self.leaving.chosen.connect(self._change)
        self.leaving.question_edited.connect(lambda text: self._set_referral({"question": text or None}))
        self.send.checked.connect(self._check_office)
        self.send.consent_wanted.connect(self.ask_for_consent)
        self.send.override_wanted.connect(lambda: ask_reason(self, lambda reason: self._print(reason)))
        self.send.changed.connect(self._change)
        self.send.marks_wanted.connect(self.page.preview.set_marked)
        self.send.main_wanted.connect(self._print)
        self.send.save_wanted.connect(self._save)
        self.send.keep_wanted.connect(self._keep_draft)
        self.send.many_wanted.connect(self._to_many)
        self.send.envelope_wanted.connect(self.print_envelope)
        self.send.settings_wanted.connect(lambda: self.context.shell.go(Place("settings")))

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        same = place == self.place
        super().open(place)
        self.case_id = place.case
        if not same:
            self.order = self._kept_order(place)
            self.clear_notice()
        self._stale = True
        self.reload_if_stale()

    def concerns(self, changes: SaysWhatChanged) -> bool:
        """Changes of offices and letterhead concern every letter, whatever case they were made in."""
        return bool({"contacts", "office"} & frozenset(changes.areas)) or super().concerns(changes)

    def window_title(self) -> str:
        return _("Case {number}").format(number=self._job) if self._job else _("Letter")

    def reload(self) -> None:
        case, item = self.place.case, self.place.item
        if not case:
            return
        if item.startswith("letter:"):
            self.ask(lambda desk: _kept(desk, case, item), self._show_kept, latest="sheet")
        elif self.place.tab == HANDOUT:
            self._read_handout()
        else:
            kind, order = self.place.tab or "referral", self.order
            self.ask(
                lambda desk: letter_view.view(desk, case, order or letter_view.begin(desk, case, kind, item)),
                self._show,
                latest="letter",
            )

    def keep_cases(self) -> Mapping[str, Mapping[str, Any]]:
        place = self.place
        return {place.case: {_part(place): asdict(self.order)}} if self.order and place.case else {}

    def restore_cases(self, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        self._kept_orders = drafts

    def _kept_order(self, place: Place) -> Order | None:
        """The letter that was being written here before a lock."""
        kept = self._kept_orders.get(place.case, {}).get(_part(place))
        self._kept_orders = {}
        if not isinstance(kept, dict):
            return None
        typed = tuple((str(name), str(text)) for name, text in kept.get("typed", ()))
        return Order(**{**kept, "leave_out": tuple(kept.get("leave_out", ())), "typed": typed})

    # --- showing ----------------------------------------------------------------------------------------------

    def _show(self, view: LetterView) -> None:
        self.view, self.order, self._sheet = view, view.order, view.pdf
        self._show_head(view.title, view.number, view.name)
        self.leaving.show_letter(view, self.context.today())
        self.page.show_letter(view)
        if view.to_fill:
            self.page.say(Banner(_("Still to fill in"), ", ".join(view.to_fill), "info"))
        elif view.problem is not None:
            self.page.say(error_banner(view.problem))
        self.send.show_letter(view)

    def _show_head(self, title: str, number: str, name: str, *, sample: bool = False) -> None:
        self._job = number
        self.head.set_title(title, "", "document")
        self.head.clear_chips()
        if sample:
            self.head.add_chip(sample_chip())
        self.about.set_text(" · ".join(part for part in (number, name) if part))
        self.title_changed.emit()

    def _show_kept(self, kept: tuple[CaseFile, bytes, Line]) -> None:
        case, pdf, office = kept
        letter = case.one(self.place.item)
        self.view, self.order, self._sheet = None, None, pdf
        self._show_head(letter.text("title"), case.number, case.name)
        left = tuple(Line("check", "text2", _label_of(key)) for key in letter.texts("fields"))
        self.leaving.show_lines(_("What went out"), left or (Line("info", "text2", _("Nothing from the case")),))
        self.page.show_pdf(pdf, _("As it left on {date}").format(date=long_date(letter.text("sent_on"))))
        self.send.show_kept(
            _("Recipient"), (office,), note=_("This letter has left and cannot be changed. Fingerprint: {hash}").format(
                hash=letter.text("blob")[:16]
            ),
        )  # fmt: skip

    def _read_handout(self) -> None:
        case, name, languages, large = self.place.case, self.place.item, self._languages, self._large
        self.ask(lambda desk: _handout(desk, case, name, languages, large), self._show_handout, latest="sheet")

    def _show_handout(self, shown: tuple[CaseFile, bytes, str, tuple[tuple[str, str], ...]]) -> None:
        case, pdf, self._languages, languages = shown
        self.view, self.order, self._sheet = None, None, pdf
        self._show_head(_("Checklist as a handout"), case.number, case.name)
        self.leaving.show_lines(
            _("What it says"),
            (
                Line("check", "text2", _("Steps, papers, offices, dates")),
                Line("shield", "text2", _("No name, no address, no notes"), _("only the case number")),
            ),
        )
        self.page.show_pdf(pdf)
        self.send.show_kept(_("For the person"), (), note=_("Handouts are not filed."))
        tongue = ChoiceField(languages, self._languages)
        tongue.edited.connect(self._choose_languages)
        self.send.add_choice(_("Language"), bounded(tongue))
        large = TickField(_("Large print"), self._large)
        large.edited.connect(self._choose_size)
        self.send.add_choice("", large)

    def _choose_languages(self, value: str) -> None:
        self._languages = value
        self._read_handout()

    def _choose_size(self, large: bool) -> None:
        self._large = large
        self._read_handout()

    # --- changing the letter ----------------------------------------------------------------------------------

    def _tick(self, placeholder: str, on: bool) -> None:
        assert self.order is not None and self.view is not None
        left_out = [each for each in self.order.leave_out if each != placeholder]
        self.order = replace(self.order, leave_out=tuple(left_out if on else [*left_out, placeholder]))
        ticked = [
            tick.field
            for tick in self.view.ticks
            if not tick.fixed and (on if tick.placeholder == placeholder else tick.on)
        ]
        # Our reference always leaves; it keeps an empty choice apart from no choice at all.
        self._set_referral({"fields": ["case.number", *ticked]})

    def _type(self, placeholder: str, text: str) -> None:
        assert self.order is not None
        others = [pair for pair in self.order.typed if pair[0] != placeholder]
        self.order = replace(self.order, typed=(*others, (placeholder, text)) if text else tuple(others))
        self.reload()

    def _change(self, name: str, value: str) -> None:
        assert self.order is not None
        changes: dict[str, Any] = {name: bool(value) if name in ("slip", "large") else value}
        if name == "language":
            changes["salutation"] = ""
        self.order = replace(self.order, **changes)
        self.reload()

    def _set_referral(self, values: Mapping[str, Any]) -> None:
        """Keep what was chosen with the referral at once, and show the page anew."""
        order, case = self.order, self.place.case
        if order is None or not order.referral:
            self.reload()
            return
        wanted = {f"{order.referral}.{name}": value for name, value in values.items()}
        act(self.context, self, lambda desk: cases.set_fields(desk, case, wanted), failed=self.show_error, undo=False)

    def _check_office(self) -> None:
        if self.order is not None:
            office = self.order.contact
            act(
                self.context, self, lambda desk: contacts.record_check(desk, office), _("Checked today."),
                failed=self.show_error,
            )  # fmt: skip

    # --- consent ----------------------------------------------------------------------------------------------

    def ask_for_consent(self) -> None:
        """Record what the person agreed to, or open the form to sign."""
        view = self.view
        if view is None:
            return
        sheet = Place("letter", case=view.case, tab="consent", item=view.order.referral or view.order.contact)
        ask_consent(
            self,
            [(view.order.contact, view.office)],
            self._record_consent,
            today=self.context.today(),
            languages=readers.reading_languages(self.context.session.desk.library),
            topic=view.topic,
            sheet=(lambda: self.context.shell.go(sheet)) if view.has_sheet else None,
        )

    def _record_consent(self, given: Given) -> None:
        case = self.place.case
        act(
            self.context,
            self,
            lambda desk: referrals.record_agreement(
                desk, case, given.contact, expires=given.until, topics=given.topics, way=given.way,
                release=given.release, language=given.language, witness=given.witness, guardian=given.guardian,
            ),
            _("Consent recorded."),
            failed=self.show_error,
        )  # fmt: skip

    # --- letting it leave -------------------------------------------------------------------------------------

    def _print(self, override: str = "") -> None:
        """Choose the printer; then the letter is filed and exactly the filed page goes to paper."""
        if self.order is None:
            self.choose_printer(self, self._job, self._paint_sheet)
            return
        self.choose_printer(self, self._job, lambda printer: self._issue("printed", override, printer))

    def _paint_sheet(self, printer: object) -> None:
        self._paint(printer, (self._sheet,), filed=False)

    def _issue(self, way: str, override: str = "", printer: object = None) -> None:
        order, case, copy = self.order, self.place.case, self.send.copy_language
        assert order is not None

        def issued(value: tuple[Issued, ...]) -> None:
            pages = tuple(each.pdf for each in value)
            # First to the letter as it left: a failure of the printer then stands on its page.
            self.context.shell.go(Place("letter", case=case, item=value[0].ref))
            if printer is not None:
                self._paint(printer, pages, filed=True)
            else:
                self._write(pages[0])

        act(
            self.context,
            self,
            lambda desk: _issue_with_copy(desk, case, order, way, override, copy if way == "printed" else ""),
            _("Letter filed."),
            issued,
            failed=self.show_error,
        )

    def _paint(self, printer: object, pages: tuple[bytes, ...], *, filed: bool) -> None:
        try:
            printing.paint(printer, *pages)
        except DeskError as error:
            self.show_error(_filed_not_printed() if filed else error)

    def _save(self) -> None:
        if self.order is None:
            self._write(self._sheet)
        else:
            self._issue("saved")

    def _write(self, pdf: bytes) -> None:
        try:
            printing.say_saved(self.context.shell, self.save_pdf(self, pdf, f"{self._job}.pdf"))
        except DeskError as error:
            self.show_error(error)

    def _to_many(self) -> None:
        assert self.order is not None
        self.context.shell.go(Place("series", case=self.place.case, tab=self.order.kind))

    def print_envelope(self) -> None:
        """The envelope for the recipient of this letter."""
        view = self.view
        if view is None or view.draft.recipient is None:
            return
        recipients = (view.draft.recipient,)

        def make(desk: Desk, size: str, first: int) -> bytes:
            return serial.print_addresses(desk, recipients, size, first=first)

        AddressDialog(self, self.context, make, job=self._job).open()

    def _keep_draft(self) -> None:
        self.context.shell.did(_("Your draft is safe."))
        self._to_case()

    def _to_case(self) -> None:
        self.context.shell.go(Place("case", case=self.place.case, tab="letters"))

    # --- the window asks --------------------------------------------------------------------------------------

    def main_action(self) -> QPushButton | None:
        return self.send.main

    def first_stop(self) -> QWidget | None:
        return self.page.preview

    def do(self, name: str) -> bool:
        if name == "print" and self.send.main is not None:
            if self.send.main.isEnabled():
                self.send.main.click()
            return True
        zoom = {"larger": 1, "smaller": -1, "usual_size": 0}.get(name)
        if zoom is not None and self.page.preview.hasFocus():
            self.page.preview.zoom_by(zoom)
            return True
        return False

    def toggle_panel(self) -> None:
        self.panes.show_detail(not self.panes.detail_visible() or not self.panes.covered)

    def width_changed(self, width: Width) -> None:
        wide = width >= Width.MEDIUM
        self.panes.arrange(COLUMNS if wide else TABS)
        usual, other = (PAGE, WIDTH) if wide else (WIDTH, PAGE)
        if self.page.preview.zoom == other:
            self.page.preview.set_zoom(usual)

    def regions(self) -> list[QWidget]:
        return [part for part in (self.head, self.leaving, self.page, self.send) if part.isVisible()]


def _issue_with_copy(
    desk: Desk, case: str, order: Order, way: str, override: str, copy: str
) -> Done[tuple[Issued, ...]]:
    """The letter, and the copy for the person where one is wanted."""
    done = letters.issue(desk, case, order, way=way, override=override)
    if not copy:
        return Done((done.value,), done.changed)
    more = letters.issue(desk, case, Order("client_copy", order.contact, language=copy, referral=order.referral))
    return Done((done.value, more.value), done.changed)


def _kept(desk: Desk, case_id: str, ref: str) -> tuple[CaseFile, bytes, Line]:
    case = cases.show(desk, case_id)
    letter = case.one(ref)
    ways = {"printed": _("printed"), "saved": _("saved as PDF")}
    second = ", ".join(part for part in (ways.get(letter.text("way"), ""), long_date(letter.text("sent_on"))) if part)
    name = letter.text("recipient") or _("without an address")
    return case, letters.kept(desk, case_id, ref), Line("letter", "text2", name, second)


def _handout(
    desk: Desk, case_id: str, checklist: str, languages: str, large: bool
) -> tuple[CaseFile, bytes, str, tuple[tuple[str, str], ...]]:
    """A checklist as a sheet, in the languages that were chosen or else in those of the person."""
    from welcomedesk.i18n import language

    choice = readers.sheet_languages(desk.library, language())
    case = cases.show(desk, case_id)
    spoken = languages or readers.sheet_of(desk.library, case)
    made = handouts.checklist(desk, case_id, checklist, tuple(spoken.split("+")), large=large)
    return case, made, spoken, choice


def _filed_not_printed() -> DeskError:
    return DeskError(
        "printing_failed",
        N_("The page could not be printed."),
        safe=N_("The letter is filed."),
        next_step=N_("Check the printer and print it again from the letters of the case."),
    )


def _label_of(key: str) -> str:
    known = fields.FIELDS.get(key)
    return _(known.label) if known else key


def _part(place: Place) -> str:
    """Which letter of a case a draft belongs to."""
    return f"{place.tab or 'referral'}/{place.item}"
