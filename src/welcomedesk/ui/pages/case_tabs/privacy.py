"""Data protection of a case: what is missing, bases, notice, consents, who has old data, others in the case, limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import cases, contacts, corrections, privacy, readers
from welcomedesk.domain import fields
from welcomedesk.domain.fields import PURPOSES, label_of
from welcomedesk.i18n import N_, _, language, ngettext
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.dialog import ask
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S3, S4
from welcomedesk.ui.pages import privacy_dialogs as dialogs
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.corrections import Outdated
    from welcomedesk.desk.privacy import BasisLine, CasePrivacy
    from welcomedesk.domain.case import CaseFile, Entity

GAPS = {
    "no_basis": N_("No legal basis for sensitive data is recorded."),
    "no_notice": N_("The person was not informed yet about data protection."),
    "no_guardian": N_("The person is under 18, and no guardian has agreed."),
    "name_of_third": N_("Somebody else is named without a reason. A role is enough."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab reads."""

    privacy: CasePrivacy
    outdated: tuple[Outdated, ...]
    languages: tuple[tuple[str, str], ...]
    texts: dict[str, str]


class PrivacyTab(Tab):
    """One card for each question of data protection, the gaps on top."""

    areas = frozenset({"office"})

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self._cards = column(space=S4)
        self.content.addLayout(self._cards)
        self._shown: Shown | None = None

    def show_case(self, case: CaseFile) -> None:
        self.ask(lambda desk: _read(desk, case), self._show, latest="privacy")

    def _show(self, shown: Shown) -> None:
        if shown == self._shown and self._cards.count():
            return
        self._shown = shown
        clear(self._cards)
        gaps = self._gaps(shown)
        cards = [
            gaps,
            self._tell(shown.outdated) if shown.outdated else None,
            self._bases(shown.privacy) if self.case.kind == "person" else self._objection(),
            self._notice(shown) if self.case.kind == "person" else None,
            self._records(shown.privacy.records),
            self._others(shown.privacy) if self.case.kind == "person" else None,
            self._limits(),
        ]
        for card in cards:
            if card is not None:
                self._cards.addWidget(card)

    # --- what is missing --------------------------------------------------------------------------------------

    def _gaps(self, shown: Shown) -> QWidget | None:
        codes = list(dict.fromkeys(gap.code for gap in shown.privacy.gaps))
        if not codes or self.case.closed:
            return None
        doing = {
            "no_basis": (_("Record basis"), partial(self.record_basis, "counselling", True)),
            "no_notice": (_("Record handing over"), self.hand_over),
            "no_guardian": (_("Enter guardian"), self.add_guardian),
        }
        actions = [self._small(*doing[code]) for code in codes if code in doing]
        words = " ".join(_(GAPS[code]) for code in codes)
        if shown.privacy.locked:
            words += " " + _("Until then sensitive fields stay locked.")
        return Banner(_("Still open"), words, "open", actions=tuple(actions))

    # --- bases ------------------------------------------------------------------------------------------------

    def _bases(self, found: CasePrivacy) -> Card:
        card = Card(_("Legal bases"))
        for each in found.lines:
            card.add(self._basis(each))
        if not found.rule:
            words = _("Choose the carrier under Settings, Data protection: law and usual bases follow from it.")
            card.add(Label(words, "small", "text2", wrap=True))
        return card

    def _basis(self, each: BasisLine) -> QWidget:
        ground = _(label_of(fields.GROUNDS, each.ground)) if each.ground else ""
        second = " · ".join(part for part in (ground, each.law) if part)
        record = each.entity
        if not each.usual:
            on = _("recorded on {date}").format(date=long_date(record.text("recorded_on")))
            chip = Chip(on, "good", "check-circle")
            actions = [self._small(_("Withdraw"), partial(self.withdraw, each.ref, _(PURPOSES[each.purpose])))]
        elif record.text("withdrawn_on"):
            chip = Chip(_("withdrawn on {date}").format(date=long_date(record.text("withdrawn_on"))), "caution")
            actions = [self._small(_("Record"), partial(self.record_basis, each.purpose, each.sensitive))]
        else:
            chip = Chip(_("usual for the carrier"), "info") if each.ground else Chip(_("not recorded"), "open")
            actions = [self._small(_("Record"), partial(self.record_basis, each.purpose, each.sensitive))]
        return _line(_(PURPOSES[each.purpose]), second, chip, actions)

    def record_basis(self, purpose: str, sensitive: bool) -> None:
        case, shown = self.case.id, self._shown

        def record(ground: str, values: dict[str, Any]) -> None:
            self.act(
                lambda desk: privacy.record_basis(desk, case, ground, purpose=purpose, values=values),
                _("Basis recorded."),
            )

        minor = shown.privacy.minor if shown else False
        dialogs.ask_basis(
            self, record, sensitive=sensitive, minor=minor, languages=shown.languages if shown else ()
        )  # fmt: skip

    def withdraw(self, ref: str, title: str) -> None:
        """One click, with what it does; taken back by undo."""
        case, about = self.case.id, privacy.effects(self.case, ref)
        words = [_("Sensitive fields are locked again.") if about.locks else _("From now on nothing leaves on it.")]
        if about.stopped:
            stopped = len(about.stopped)
            said = ngettext("{n} referral can no longer leave.", "{n} referrals can no longer leave.", stopped)
            words.append(said.format(n=stopped))
        if about.left:
            left = len(about.left)
            said = ngettext("{n} letter left already.", "{n} letters left already.", left)
            words.append(said.format(n=left))
        ask(
            self,
            _("Withdraw: {what}").format(what=title),
            safe=_("What is recorded stays until it is erased or restricted."),
            next_step=" ".join(words),
            verb=_("Withdraw"),
            then=lambda: self.act(lambda desk: privacy.withdraw(desk, case, ref), _("Withdrawn.")),
        )

    # --- notice -----------------------------------------------------------------------------------------------

    def _notice(self, shown: Shown) -> Card:
        give = self._small(_("Record handing over"), self.hand_over)
        card = Card(_("Information about data protection"), action=give)
        names = dict(shown.languages)
        for each in shown.privacy.notices:
            form = _(label_of(fields.NOTICE_FORMS, each.text("form")))
            way = _(label_of(fields.FIELDS["notice.way"].options, each.text("way")))
            where = names.get(each.text("language"), each.text("language"))
            title = _("Handed over on {date}").format(date=long_date(each.text("handed_on")))
            card.add(_line(title, " · ".join(filter(None, (where, form, way))), None, []))
        if not shown.privacy.notices:
            card.add(Label(_("Not handed over yet."), "body", "text2", wrap=True))
        return card

    def hand_over(self) -> None:
        case, shown = self.case.id, self._shown
        known = shown.languages if shown else (("de", "Deutsch"),)
        spoken = readers.language_of(self.context.session.desk.library, self.case)

        def record(values: dict[str, Any]) -> None:
            self.act(lambda desk: privacy.hand_over_notice(desk, case, **values), _("Handing over recorded."))

        dialogs.ask_notice(self, known, spoken, record)

    # --- consents ---------------------------------------------------------------------------------------------

    def _records(self, records: tuple[Entity, ...]) -> Card:
        card = Card(_("Consents and releases"), str(len(records)) if records else "")
        for each in records:
            card.add(self._record(each))
        if not records:
            words = _("None yet. A consent is recorded for one office, where the letter to it is written.")
            card.add(Label(words, "body", "text2", wrap=True))
        return card

    def _record(self, each: Entity) -> QWidget:
        today = self.context.today().isoformat()
        kind = _("Release from secrecy") if each.kind == "release" else _("Consent")
        office = self._shown.texts.get(each.text("contact"), each.text("contact")) if self._shown else ""
        topics = ", ".join(_(label_of(fields.TOPICS, topic)) for topic in each.texts("topics"))
        way = _(label_of(fields.WAYS_GIVEN, each.text("way"))) if each.text("way") else ""
        given = _("given on {date}").format(date=long_date(each.text("given_on"))) if each.text("given_on") else ""
        second = " · ".join(part for part in (given, way, topics, each.text("witness")) if part)
        actions: list[QPushButton] = []
        if each.text("withdrawn_on"):
            chip = Chip(_("withdrawn on {date}").format(date=long_date(each.text("withdrawn_on"))), "caution")
        elif each.text("expires_on") and each.text("expires_on") < today:
            chip = Chip(_("ended on {date}").format(date=long_date(each.text("expires_on"))), "caution", "clock")
        else:
            until = _("valid until {date}").format(date=long_date(each.text("expires_on")))
            chip = Chip(until, "good", "check-circle")
            actions = [self._small(_("Withdraw"), partial(self.withdraw, each.ref, f"{kind} · {office}"))]
        return _line(f"{kind} · {office}", second, chip, actions)

    # --- who holds old data -----------------------------------------------------------------------------------

    def _tell(self, found: tuple[Outdated, ...]) -> Card:
        card = Card(_("Corrected since: who still has old data"), str(len(found)), icon="triangle", icon_role="caution")
        for each in found:
            deleted = _("deleted")
            said = "; ".join(f"{change.label}: {change.then} → {change.now or deleted}" for change in each.changes)
            actions = [
                self._small(_("Copy text"), partial(self._copy, each)),
                self._small(_("Make a task"), partial(self._remind, each)),
                self._small(_("Told"), partial(self._told, each)),
            ]
            card.add(_line(f"{each.name} · {long_date(each.on)}", said, None, actions))
        return card

    def _copy(self, each: Outdated) -> None:
        case = self.case
        self.ask(lambda desk: corrections.letter_text(desk, case, each, "de"), self.context.shell.copy)

    def _remind(self, each: Outdated) -> None:
        case = self.case.id
        self.act(lambda desk: corrections.remind(desk, case, each), _("Task made for today."))

    def _told(self, each: Outdated) -> None:
        case = self.case.id
        self.act(lambda desk: corrections.told(desk, case, each), _("Recorded: the office was told."))

    # --- others in the case -----------------------------------------------------------------------------------

    def _others(self, found: CasePrivacy) -> Card:
        actions = flow(
            *([self._small(_("Enter guardian"), self.add_guardian)] if found.minor else []),
            self._small(_("Enter somebody"), self.add_third),
        )
        card = Card(_("Others in this case"), action=actions)
        for each in found.guardians:
            role = _(label_of(fields.FIELDS["guardian.role"].options, each.text("role")))
            agreed = each.text("agreed_on")
            chip = Chip(_("agreed on {date}").format(date=long_date(agreed)), "good") if agreed else None
            second = " · ".join(filter(None, (each.text("name"), each.text("phone"))))
            card.add(_line(role, second, chip, [self._drop(each)]))
        for each in found.thirds:
            role = _(label_of(fields.THIRD_ROLES, each.text("role")))
            second = " · ".join(filter(None, (each.text("name"), each.text("why_named"))))
            card.add(_line(role, second, None, [self._drop(each)]))
        if not (found.guardians or found.thirds):
            words = _("Nobody. Interpreters and companions are entered by role; a name only where it is needed.")
            card.add(Label(words, "body", "text2", wrap=True))
        return card

    def _drop(self, each: Entity) -> QPushButton:
        case = self.case.id

        def drop() -> None:
            self.act(lambda desk: cases.remove(desk, case, each.ref), _("Removed. The history keeps it."))

        return self._small(_("Remove"), drop)

    def add_guardian(self) -> None:
        names = ("role", "name", "phone", "agreed_on")
        dialogs.ask_fields(self, _("Guardian"), "guardian", names, _("Enter"), partial(self._add, "guardian"))

    def add_third(self) -> None:
        names = ("role", "name", "why_named")
        title = _("Somebody else in the case")
        dialogs.ask_fields(self, title, "third", names, _("Enter"), partial(self._add, "third"))

    def _add(self, kind: str, values: dict[str, Any]) -> None:
        case = self.case.id
        self.act(lambda desk: cases.add(desk, case, kind, values), _("Entered."))

    # --- limits -----------------------------------------------------------------------------------------------

    def _limits(self) -> Card:
        root = self.case.root
        card = Card(_("Restriction and requests"))
        if root.get("restricted"):
            second = root.text("restricted_reason")
            title = _("Restricted since {date}").format(date=long_date(root.text("restricted_on")))
            chip = Chip(_("Restricted"), "caution", "lock")
            card.add(_line(title, second, chip, [self._small(_("Lift"), self.lift)]))
        else:
            words = _("Instead of erasing: hidden from lists and search, read with a reason only.")
            card.add(_line(_("Not restricted"), words, None, [self._small(_("Restrict case"), self.restrict)]))
        if not self.case.closed:
            words = _("Copy, correction, erasing, objection, complaint: the answer becomes a task with its last day.")
            card.add(_line(_("Request of the person"), words, None, [self._small(_("Record request"), self.request)]))
        return card

    def request(self) -> None:
        """A request about data has to be answered within a month."""
        case = self.case.id
        self.act(lambda desk: privacy.record_request(desk, case), _("Request recorded; the task stands on Today."))

    def restrict(self) -> None:
        case = self.case.id

        def go_on(reason: str) -> None:
            self.act(lambda desk: privacy.restrict(desk, case, reason), _("Case restricted."))

        words = _("Lists and search no longer show the case. Reading it needs a reason, which is logged.")
        dialogs.ask_reason(self, _("Restrict this case?"), words, _("Restrict case"), go_on)

    def lift(self) -> None:
        case = self.case.id
        self.act(lambda desk: privacy.lift_restriction(desk, case), _("Restriction lifted."))

    def _objection(self) -> Card:
        company = self.case.one("company")
        card = Card(_("Contact person"))
        basis = _(label_of(fields.GROUNDS, company.text("contact_basis"))) if company.text("contact_basis") else ""
        second = " · ".join(part for part in (company.text("source"), basis) if part)
        if company.get("objection"):
            on = _("objected on {date}").format(date=long_date(company.text("objection_on")))
            actions = [self._small(_("Take back"), partial(self._object, False))]
            card.add(_line(company.text("contact_person"), second, Chip(on, "caution"), actions))
        else:
            title = company.text("contact_person") or _("not known")
            words = second or _("Where the data come from and why they are kept is entered under Facts.")
            card.add(_line(title, words, None, [self._small(_("Record objection"), partial(self._object, True))]))
        return card

    def _object(self, objects: bool) -> None:
        case = self.case.id
        words = _("Objection recorded. Nothing more goes to this person.") if objects else _("Objection taken back.")
        self.act(lambda desk: privacy.object_to_contact(desk, case, objects), words)

    # --- pieces -----------------------------------------------------------------------------------------------

    def _small(self, words: str, then: Any) -> QPushButton:
        return button(words, small=True, then=then)

    def open_item(self, item: str) -> None:
        """`basis` and `notice` open what records them, for links from elsewhere."""
        if item == "basis":
            self.record_basis("counselling", True)
        elif item == "notice":
            self.hand_over()

    def first_stop(self) -> QWidget | None:
        return next(iter(self.findChildren(QPushButton)), None)


def _line(title: str, second: str, chip: QWidget | None, actions: list[QPushButton]) -> QWidget:
    words = column(Label(title, "medium", wrap=True), space=1)
    if second:
        words.addWidget(Label(second, "small", "text2", wrap=True))
    made = row(words, chip, space=S3) if chip is not None else row(words, space=S3)
    if actions:
        made.addWidget(flow(*actions))
    made.setStretch(0, 1)
    return holding(made)


def _read(desk: Desk, case: CaseFile) -> Shown:
    wanted = {each.text("contact") for kind in ("consent", "release") for each in case.all(kind)}
    names = {contact: contacts.name_of(desk, contact) for contact in wanted}
    sheets = (code for code, _name in readers.reading_languages(desk.library))
    spoken = (*case.one("person").texts("languages"), *sheets)
    languages = tuple((code, desk.library.language_name(code, language())) for code in dict.fromkeys(spoken))
    return Shown(privacy.of_case(desk, case), corrections.outdated(desk, case.id), languages, names)
