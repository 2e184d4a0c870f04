"""Referrals of the case with their next step, the offices that fit it, and what the person agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import call_notes, readers, referrals
from welcomedesk.desk.core import Changed, Desk, Done
from welcomedesk.domain.case import CaseFile
from welcomedesk.i18n import _
from welcomedesk.ui import keys, referral_view
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.contact import office_row
from welcomedesk.ui.components.dialog import ask
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.menu import open_menu
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S2, S4
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs.referral_card import ReferralCard
from welcomedesk.ui.pages.case_tabs.referral_dialogs import ask_call, ask_for_step, ask_reminder, offer_permission
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.pages.consent_dialog import Given, ask_consent, ask_reason, withdraw_story
from welcomedesk.ui.referral_view import CaseOffices, ConsentView, ReferralView
from welcomedesk.ui.text import Label

MOST_OFFICES = 12


class ContactsTab(Tab):
    """Where the case goes: referrals first, then offices to choose from."""

    areas = frozenset({"contacts", "letters"})

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self.shown: CaseOffices | None = None
        self._cards: dict[str, ReferralCard] = {}
        self._wanted = ""
        self._drawn = column(space=S4)
        self.content.addLayout(self._drawn)
        self.rows = RowList(fit=True)
        self.rows.setAccessibleName(_("Offices that fit the case"))
        self.rows.opened.connect(self._show_office)
        self.rows.menu_wanted.connect(self._menu)
        self.rows.chosen.connect(lambda _key: self._name_refer())
        self.refer = button(_("Start referral"), "referral", then=self._refer, key=keys.shown("referral"))
        self.refer.setEnabled(False)
        on_map = link(_("All, with the map"), then=lambda: self.host.go(Place("contacts", case=self.case.id)))
        self.list = ListCard(self.rows, _("Fits the case"), action=on_map)
        self.list.body.addWidget(holding(row(self.refer, None, margins=(S4, S2, S4, S2))))
        self.content.addWidget(self.list)
        self._agreed = column(space=S4)
        self.panel.addLayout(self._agreed)
        self.panel.addWidget(self._slip_card())
        self.panel.addStretch(1)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        self.ask(lambda desk: referral_view.read(desk, case.id), self._show, latest="offices")

    def _show(self, shown: CaseOffices) -> None:
        self.shown = shown
        self._show_referrals(shown)
        fits = shown.listing.groups[0] if shown.listing.groups else None
        chosen = fits.offices if fits is not None else ()
        self.list.set_head(_("Fits the case"), str(len(chosen)), _("by fit, distance"))
        self.rows.set_rows([office_row(office) for office in chosen[:MOST_OFFICES]])
        if self.rows.hasFocus() and not self.rows.current_key():
            self.rows.choose_first()
        self._show_consents(shown)
        self._name_refer()
        if self._wanted:
            self.open_item(self._wanted)

    def _show_referrals(self, shown: CaseOffices) -> None:
        clear(self._drawn)
        self._cards = {}
        main = next((each.ref for each in shown.referrals if each.state == "drafted"), "")
        for each in shown.referrals:
            card = ReferralCard(each, main=each.ref == main, closed=self.case.closed)
            card.step_wanted.connect(self._step)
            card.letter_wanted.connect(self._letter)
            card.office_wanted.connect(self._show_office)
            card.call_wanted.connect(self._call)
            card.reminder_wanted.connect(self._remind)
            card.reply_wanted.connect(self._reply)
            self._cards[each.ref] = card
            self._drawn.addWidget(card)
        if not shown.referrals:
            card_of_none = Card()
            card_of_none.add(
                EmptyState(_("No referral yet"), _("Choose an office below and start a referral."), icon="referral")
            )
            self._drawn.addWidget(card_of_none)

    def _show_consents(self, shown: CaseOffices) -> None:
        clear(self._agreed)
        card = Card(_("Consent"))
        if not shown.consents:
            card.add(Label(_("Nothing is recorded. Nothing leaves without consent."), "body", "text2", wrap=True))
        for each in shown.consents:
            card.add(self._consent(each))
        record = button(_("Record consent"), "shield", small=True, then=lambda: self.record_consent())
        record.setEnabled(not self.case.closed and bool(shown.offices))
        card.add(flow(record))
        self._agreed.addWidget(card)

    def _consent(self, each: ConsentView) -> QWidget:
        words = column(
            Label(each.name, "medium", wrap=True),
            Label(f"{each.title}: {each.second}", "small", "text2", wrap=True),
            space=1,
        )
        chip = Chip(each.state_words, "good" if each.valid else "caution", "check-circle" if each.valid else "triangle")
        parts: list[QWidget] = [chip]
        if each.valid and not self.case.closed:
            parts.append(link(_("Withdraw …"), then=partial(self._withdraw, each)))
        words.addSpacing(2)
        words.addWidget(flow(*parts))
        words.addSpacing(S2)
        return holding(words)

    def _slip_card(self) -> Card:
        """Typing the short code of a reply slip leads to its referral, in whatever case it is."""
        card = Card(_("Reply slip came back"))
        self.code = LineField("", longest=12)
        self._code_row = FormRow(_("Short code"), self.code, hint=_("It stands on the slip, such as K7M-4QX."))
        self.code.returnPressed.connect(self._find_code)
        card.add(self._code_row)
        card.add(flow(button(_("Find referral"), "search", small=True, then=self._find_code)))
        return card

    # --- doing ------------------------------------------------------------------------------------------------

    def _step(self, ref: str, state: str) -> None:
        case = self.case.id

        def go_on(values: dict[str, str], override: str = "") -> None:
            words = _("Entered: {state}").format(state=referral_view.state_words(state))

            def refused(error: Exception) -> None:
                self._lead_to_permission(ref, error, lambda reason: go_on(values, reason))

            self.act(
                lambda desk: referrals.step(desk, case, ref, state, values, override=override), words, failed=refused
            )

        ask_for_step(self, state, self.context.today(), go_on, ref)

    def _lead_to_permission(self, ref: str, error: Exception, with_reason: Callable[[str], object]) -> None:
        """Where consent or release is missing, ask for it or for a reason; everything else is shown as it is."""
        if getattr(error, "code", "") not in ("no_consent", "no_release"):
            self.host.show_error(error)
            return
        offer_permission(self, error, lambda: self.record_consent(ref), lambda: ask_reason(self, with_reason))

    def _shown(self, ref: str) -> ReferralView | None:
        return next((each for each in self.shown.referrals if each.ref == ref), None) if self.shown else None

    def _call(self, ref: str) -> None:
        shown, case = self._shown(ref), self.case.id
        if shown is None:
            return

        def note(call: call_notes.Call, override: str = "") -> None:
            def refused(error: Exception) -> None:
                self._lead_to_permission(ref, error, lambda reason: note(call, reason))

            self.act(
                lambda desk: call_notes.note_call(desk, case, ref, call, override=override),
                _("Call noted."),
                failed=refused,
            )

        ask_call(self, shown.name, note, today=self.context.today(), permitted=shown.consent_ok)

    def _remind(self, ref: str) -> None:
        shown, case = self._shown(ref), self.case.id
        if shown is None:
            return

        def move(day: date, days: int) -> None:
            def work(desk: Desk) -> Done[object]:
                moved = referrals.move_reminder(desk, case, ref, day)
                if days == shown.reply_days:
                    return Done(None, moved.changed, moved.undo)
                usual = referrals.set_usual_reply(desk, shown.contact, days)
                areas = moved.changed.areas | usual.changed.areas
                return Done(None, Changed(areas, moved.changed.cases), (*moved.undo, *usual.undo))

            self.act(work, _("Reminder moved to {date}.").format(date=long_date(day.isoformat())))

        ask_reminder(self, shown.due, shown.reply_days, move, today=self.context.today())

    def _reply(self, ref: str) -> None:
        from welcomedesk.ui.pages.reply_dialog import ReplyDialog

        ReplyDialog(self, self.context, found=referrals.Found(self.case.id, ref)).open()

    def _letter(self, ref: str) -> None:
        tab = "" if ref.startswith("letter:") else "referral"
        self.host.go(Place("letter", case=self.case.id, tab=tab, item=ref))

    def _show_office(self, office: str) -> None:
        self.host.go(Place("contacts", case=self.case.id, item=office))

    def _refer(self) -> None:
        office, case = self.rows.current_key(), self.case.id
        if office:
            self.act(
                lambda desk: referrals.begin(desk, case, office),
                then=lambda ref: self.host.go(Place("letter", case=case, tab="referral", item=ref)),
            )

    def _name_refer(self) -> None:
        self.refer.setEnabled(bool(self.rows.current_key()) and not self.case.closed)

    def _menu(self, office: str, at: QPoint) -> None:
        self.rows.choose(office)
        open_menu(
            self,
            (
                (_("Start referral"), self._refer, "referral"),
                (_("Show this office"), partial(self._show_office, office)),
            ),
            at,
        )

    def record_consent(self, ref: str = "") -> None:
        """Record what the person agreed to, for one of the offices at hand, or for the one of a referral."""
        if self.shown is None:
            return
        newest = self._shown(ref) or next(iter(self.shown.referrals), None)
        topic = self.case.one(newest.ref).text("topic") if newest else ""
        offices = ((newest.contact, newest.name),) if ref and newest else self.shown.offices
        languages = readers.reading_languages(self.context.session.desk.library)
        ask_consent(self, offices, self._record, today=self.context.today(), languages=languages, topic=topic)

    def _record(self, given: Given) -> None:
        case = self.case.id
        self.act(
            lambda desk: referrals.record_agreement(
                desk, case, given.contact, expires=given.until, topics=given.topics, way=given.way,
                release=given.release, language=given.language, witness=given.witness, guardian=given.guardian,
            ),
            _("Consent recorded."),
        )  # fmt: skip

    def _withdraw(self, each: ConsentView) -> None:
        case = self.case.id
        if each.about:
            withdraw_story(self, case, each.about, self.act)
            return
        ask(
            self,
            _("Withdraw this consent?"),
            safe=_("Everything that is recorded stays in the history."),
            next_step=_("What has left already cannot be called back; from now on nothing more leaves."),
            verb=_("Withdraw"),
            then=lambda: self.act(
                lambda desk: referrals.withdraw_consent(desk, case, each.ref), _("Withdrawal recorded.")
            ),
        )

    def _find_code(self) -> None:
        typed = self.code.value()
        if not typed:
            return
        self.ask(
            lambda desk: referrals.by_code(desk, typed),
            lambda found: self.host.go(Place("case", case=found.case, tab="contacts", item=found.ref)),
            failed=self._code_unknown,
        )

    def _code_unknown(self, error: Exception) -> None:
        from welcomedesk.ui.components.banner import sentences

        self._code_row.say_wrong(" ".join(part for part in sentences(error)[::2] if part))

    # --- the case page asks -----------------------------------------------------------------------------------

    def open_item(self, item: str) -> None:
        if item == "new":
            self.rows.setFocus()
            self.rows.choose_first()
            return
        card = self._cards.get(item)
        self._wanted = "" if card else item
        if card is not None:
            first = next(iter(card.findChildren(QPushButton)), None)
            if first is not None:
                first.setFocus()

    def first_stop(self) -> QWidget | None:
        return (self.main_action() or self.rows) if self.shown is not None else None

    def main_action(self) -> QPushButton | None:
        return next((card.check for card in self._cards.values() if card.check is not None), None)

    def do(self, name: str) -> bool:
        if name == "referral" and self.rows.hasFocus() and self.rows.current_key():
            self._refer()
            return True
        return False
