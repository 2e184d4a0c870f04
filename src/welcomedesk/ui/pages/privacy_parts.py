"""The sections of the page of data protection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.access import KINDS
from welcomedesk.desk.privacy_papers import about, entity_title
from welcomedesk.domain import bases, fields
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.chips import Chip
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.fields import ChoiceField, LineField
from welcomedesk.ui.components.layout import clear, column, flow, holding, row
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ROW_TWO, S2, S3
from welcomedesk.ui.numbers import write_number
from welcomedesk.ui.pages.settings_parts import Section
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.access import Line, Page
    from welcomedesk.desk.privacy import OfficePrivacy
    from welcomedesk.domain.privacy import Section as Text

VALUES = {
    "controller": N_("name and address of the office"),
    "officer": N_("data protection officer"),
    "law": N_("carrier"),
    "bases": N_("carrier"),
    "supervisor": N_("carrier"),
    "rights": N_("carrier"),
    "complain": N_("carrier"),
}
"""Where a value that the notice lacks is entered."""

Save = Callable[[str, Any], object]


class CarrierSection(Section):
    """Who the carrier is; law, authority and the rule for sensitive data follow from it."""

    def __init__(self, save: Save) -> None:
        super().__init__(
            _("Carrier and law"),
            _("Who runs the office decides which law, which authority and which texts apply."),
            _("GDPR BDSG KDG DSG-EKD authority officer basis sensitive"),
        )
        self._save = save
        self.kind = ChoiceField([], "", nothing=_("not chosen yet"))
        self.kind.edited.connect(lambda value: save("carrier_kind", value or None))
        self.field(_("Carrier"), self.kind)
        self.said = column(space=S2)
        self.add_row(holding(self.said), _("Law Supervisory authority"))
        self.officer = LineField(longest=300)
        self.officer.edited.connect(lambda text: save("officer", text or None))
        self.field(
            _("Data protection officer"), self.officer, _("Name or function and how to reach them, for the notice.")
        )
        self.rule = ChoiceField([(option.id, _(option.label)) for option in fields.SENSITIVE_RULES], bases.CASE)
        self.rule.edited.connect(lambda value: save("sensitive_rule", value))
        self.field(
            _("Basis for sensitive data"), self.rule, _("In each case: sensitive fields stay locked until then.")
        )
        self.standing = LineField(longest=500)
        self.standing.edited.connect(lambda text: save("sensitive_basis", text or None))
        self._standing = self.field(
            _("Standing basis of the office"), self.standing, _("Law or statute; without it the choice does not count.")
        )

    def show_office(self, ours: OfficePrivacy, carriers: Sequence[tuple[str, str]], consent: str) -> None:
        self.kind.set_options(carriers, ours.entity.text("carrier_kind"), nothing=_("not chosen yet"))
        if not self.officer.hasFocus():
            self.officer.set_value(ours.entity.text("officer"))
        if not self.standing.hasFocus():
            self.standing.set_value(ours.entity.text("sensitive_basis"))
        self.rule.set_value(ours.entity.text("sensitive_rule") or bases.CASE)
        self._show_standing()
        clear(self.said)
        if not ours.law:
            words = _("Until the carrier is chosen, sensitive fields are open and each case shows the gap.")
            self.said.addWidget(Label(words, "small", "text2", wrap=True))
            return
        checked = Chip(_("confirmed by a source"), "good") if ours.confirmed else _to_verify()
        for title, words, chip in (
            (_("Law"), ours.law, _to_verify()),
            (_("Consent"), consent, _to_verify()),
            (_("Supervisory authority"), ours.supervisor, checked),
        ):
            line = row(Label(words, wrap=True), chip, space=S3)
            line.setStretch(0, 1)
            self.said.addWidget(definition(title, holding(line), width=168))

    def filter(self, words: Sequence[str]) -> bool:
        found = super().filter(words)
        self._show_standing()
        return found

    def _show_standing(self) -> None:
        """A standing basis is asked for only where the office has one."""
        self._standing.setVisible(self.rule.value() == bases.OFFICE)


def _to_verify() -> Chip:
    return Chip(_("to be verified"), "open")


class NoticeSection(Section):
    """The notice as it stands now, and what it still lacks."""

    def __init__(self, copy: Callable[[str], object]) -> None:
        super().__init__(
            _("Information for the person"),
            _("What the person is told. Handing over is recorded in the case."),
            _("Notice rights complaint"),
        )
        self.gap = Label("", "body", "text2", wrap=True)
        self.add_row(self.gap)
        self._sections = column(space=S2)
        self.text = holding(self._sections)
        self.text.hide()
        self.add(self.text)
        self._copied = ""
        show = button(_("Show text"), "eye", small=True, then=lambda: self.text.setVisible(self.text.isHidden()))
        self.add_row(flow(show, link(_("Copy text"), then=lambda: copy(self._copied))), _("Show text Copy text"))

    def show_notice(self, sections: Sequence[Text], ours: OfficePrivacy) -> None:
        missing = dict.fromkeys(_(VALUES.get(name, name)) for name in ours.holes)
        words = _("Still missing: {what}. Sentences without it are left out.").format(what=", ".join(missing))
        if not missing:
            words = _("Complete. Texts are to be verified by the data protection officer.")
        self.gap.setText(f"{words}\n{ours.inform}".strip())
        clear(self._sections)
        for each in sections:
            self._sections.addWidget(Label(each.title, "strong", wrap=True))
            self._sections.addWidget(Label(each.text, "body", "text2", wrap=True))
        self._copied = "\n\n".join(f"{each.title}\n{each.text}" for each in sections)


class LogSection(Section):
    """The log of views, newest first; it names no counts per adviser."""

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__(
            _("Log of views"),
            _("For the data protection officer: who opened what, twelve months long. Reading it is noted as well."),
            _("Access opened protected restricted"),
        )
        self.number = LineField(longest=40)
        self.number.returnPressed.connect(self._ask)
        self.field(_("Case number (optional)"), self.number)
        self._read = read
        self.show_button = button(_("Show log"), "eye", small=True, then=self._ask)
        self.add_row(flow(self.show_button))
        self.total = Label("", "small", "text2", wrap=True)
        self.add_row(self.total)
        self.table = Table(
            [
                Column("at", _("When"), 3),
                Column("what", _("What"), 4),
                Column("case", _("Case"), 2),
                Column("actor", _("Who"), 3),
                Column("reason", _("Reason"), 4),
            ],
            _("Log of views"),
        )
        self.table.hide()
        self.add(self.table)

    def _ask(self) -> None:
        self._read(self.number.value())

    def show_page(self, page: Page) -> None:
        """Show the newest lines."""
        total = ngettext("{n} entry", "{n} entries", page.total).format(n=write_number(page.total))
        shown = _("the newest {n} are shown").format(n=len(page.lines))
        self.total.setText(f"{total}, {shown}" if page.total > len(page.lines) else total)
        self.table.set_rows([_log_row(each) for each in page.lines])
        self.table.setFixedHeight(look().size(ROW_TWO) * (min(len(page.lines), 10) + 1))
        self.table.setVisible(bool(page.lines))


def _log_row(each: Line) -> TableRow:
    said = each.access
    day, _t, time = said.at.partition("T")
    cells = {
        "at": Cell(long_date(day), time[:5]),
        "what": Cell(_(KINDS.get(said.what, said.what))),
        "case": Cell(each.number),
        "actor": Cell(said.actor),
        "reason": Cell(said.reason),
    }
    return TableRow(str(said.number), cells)


class FieldsSection(Section):
    """The catalogue of fields, searched by its own field."""

    def __init__(self, save: Callable[[], object]) -> None:
        super().__init__(
            _("Catalogue of fields"),
            _("Every field of a case: purpose, sensitivity, period, letters that may carry it."),
            _("Purpose retention sensitive printed"),
        )
        self.words = LineField("", _("Search the catalogue"), _("Search the catalogue"))
        self.words.textChanged.connect(self._show)
        self.add_row(self.words)
        self.total = Label("", "small", "text2", wrap=True)
        self.add_row(self.total)
        columns = (_("Field"), _("Purpose"), _("Sensitivity"), _("Kept"), _("Leaves with"))
        self.table = Table([Column(str(n), words, 3) for n, words in enumerate(columns)], _("Catalogue of fields"))
        self.table.setFixedHeight(look().size(ROW_TWO) * 9)
        self.add(self.table)
        self.add_row(flow(button(_("Save as text"), "save", small=True, then=save)))
        self._lines: list[tuple[TableRow, str]] = []

    def show_fields(self, kept: Mapping[str, str], sheets: Mapping[str, str]) -> None:
        """Show the catalogue with the periods of this office (`periods.kept`) and the titles of its letters."""
        self._lines = [_field_row(field, kept, sheets) for field in fields.FIELDS.values()]
        self._show(self.words.text())

    def _show(self, text: str) -> None:
        words = text.casefold().split()
        shown = [line for line, spoken in self._lines if all(word in spoken for word in words)]
        self.total.setText(ngettext("{n} field", "{n} fields", len(shown)).format(n=len(shown)))
        self.table.set_rows(shown)


def _field_row(field: fields.Field, kept: Mapping[str, str], sheets: Mapping[str, str]) -> tuple[TableRow, str]:
    said = about(field, kept, sheets, _)
    belongs = entity_title(field.entity, _)
    cells = {"0": Cell(_(field.label), belongs, strong=True)}
    cells |= {str(number): Cell(words) for number, words in enumerate(said, start=1)}
    return TableRow(field.key, cells), " ".join((_(field.label), belongs, field.key, *said)).casefold()


class RecordSection(Section):
    """The record of processing activities, pre-filled for this version."""

    def __init__(self, save: Callable[[], object], print_it: Callable[[], object]) -> None:
        super().__init__(
            _("Record of processing activities"),
            _("Made from the fields of this version and the office's data; what only you know is left to fill in."),
            _("Article 30"),
        )
        self.add_row(
            flow(
                button(_("Save as text"), "save", small=True, then=save),
                button(_("Print"), "printer", small=True, then=print_it),
            )
        )


class LostSection(Section):
    """What to do when a device is gone."""

    def __init__(self, save: Callable[[], object], print_it: Callable[[], object], other: Callable[[], object]) -> None:
        super().__init__(
            _("Lost device"),
            _("Whose data were on it, how they were protected, a text for the authority. Report within 72 hours."),
            _("Stolen laptop report Article 33 34"),
        )
        self.add_row(Label(_("Of this workplace, in its present state:")))
        self.add_row(
            flow(
                button(_("Save as text"), "save", small=True, then=save),
                button(_("Print"), "printer", small=True, then=print_it),
            )
        )
        self.add_row(Label(_("Of another device, from its last backup:")))
        self.add_row(flow(button(_("Choose backup …"), "search", small=True, then=other)), _("Backup"))
