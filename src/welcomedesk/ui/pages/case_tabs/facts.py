"""All facts of a case by their declaration: sections, repeated things, edited in place; two values side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from welcomedesk.desk import case_view, cases, choices
from welcomedesk.domain import fields, wanted
from welcomedesk.domain.letter_situations import SITUATIONS
from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.facts import FactRow, FactTable
from welcomedesk.ui.components.layout import clear, column, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.fact_editors import CHOSEN, fact_row, stored
from welcomedesk.ui.look.theme import set_part
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.page import Width
from welcomedesk.ui.pages.case_tabs.add_dialog import AddDialog
from welcomedesk.ui.pages.case_tabs.address import HiddenRow
from welcomedesk.ui.pages.case_tabs.fact_menu import offer_menu
from welcomedesk.ui.pages.case_tabs.tab import CaseHost, Tab
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import FactView
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile


@dataclass(frozen=True, slots=True)
class Section:
    """A card of the page.

    Args:
        keys: fields in order; `rest` takes what no section of this entity named, so that a new field shows up.
        each: kind of a repeated entity that this section lists instead.
        one: words for adding one of them.
        when: whether this case shows it.
    """

    title: str
    entity: str = ""
    keys: tuple[str, ...] = ()
    rest: bool = False
    each: str = ""
    one: str = ""
    when: Callable[[CaseFile], bool] = lambda case: True


_PERSON = (
    Section(N_("Who"), "person", ("name", "birth_date", "salutation", "citizenship", "languages", "german_level")),
    Section(N_("Reaching"), "person", ("phone", "email", "residence", "street", "postal_code", "place", "district",
                                       "address_protected")),
    Section(N_("Aim and work"), "person", ("goal", "occupation", "work_experience", "experience_years", "job_offer",
                                           "work_district", "benefits")),
    Section(N_("Qualifications"), each="qualification", one=N_("Add qualification")),
    Section(N_("Residence titles"), each="residence_title", one=N_("Add residence title")),
    Section(N_("Languages with level"), each="language", one=N_("Add language")),
    Section(N_("Family"), each="family_member", one=N_("Add family member")),
    Section(N_("Search by companies"), each="profile", one=N_("Release for the search")),
    Section(N_("Further facts"), "person", rest=True),
)  # fmt: skip
_COMPANY = (
    Section(N_("Company"), "company", ("name", "branch", "employees", "contact_person", "contact_role")),
    Section(N_("Reaching"), "company", ("phone", "email", "street", "postal_code", "place", "district")),
    Section(N_("Event"), "event", rest=True, when=SITUATIONS["event"]),
    Section(N_("Participants"), each="participant", one=N_("Add participant"), when=SITUATIONS["event"]),
    Section(N_("Further facts"), "company", rest=True),
)
_CASE = Section(N_("About the case"), "case", ("topics", "target_group", "channel", "adviser", "opened"))

SECTIONS: Mapping[str, tuple[Section, ...]] = {"person": (*_PERSON, _CASE), "company": (*_COMPANY, _CASE)}

_ELSEWHERE = frozenset({"case.summary"})
"""Facts that another tab edits."""


class FactsTab(Tab):
    """Every field of the case, known or not."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__(host)
        self._choices: dict[str, tuple[choices.Choice, ...]] = {}
        self._two = column(space=S4)
        self._sections = column(space=S4)
        self.content.addLayout(self._two)
        self.content.addLayout(self._sections)
        self.tables: dict[str, FactTable] = {}
        self._shape: list[tuple[str, ...]] = []
        self._views: dict[str, FactView] = {}
        self._wanted = ""
        self.gaps = Card(_("Still to be added"))
        self.panel.addWidget(self.gaps)

    # --- reading ----------------------------------------------------------------------------------------------

    def show_case(self, case: CaseFile) -> None:
        refs = ["case", case.kind, "event", *(each.ref for kind in _repeated(case.kind) for each in case.all(kind))]
        have = dict(self._choices)

        def read(desk: Desk) -> tuple[dict[str, tuple[FactView, ...]], dict[str, Any], tuple[FactView, ...]]:
            options = have or {
                key: choices.of_field(desk, field) for key, field in fields.FIELDS.items() if field.kind in CHOSEN
            }
            return case_view.sheet(desk, case, refs), options, case_view.conflicts(desk, case)

        self.ask(read, self._show, latest="facts")

    def _show(self, read: tuple[dict[str, tuple[FactView, ...]], dict[str, Any], tuple[FactView, ...]]) -> None:
        sheet, self._choices, two = read
        self._show_two(two)
        groups = [(section, ref, list(_of_section(self.case, section, ref, sheet))) for section, ref in self._places()]
        shape = [(section.title, ref, *(view.key for view in views)) for section, ref, views in groups]
        if shape == self._shape:
            self._refresh([view for _section, _ref, views in groups for view in views])
        else:
            self._build(groups)
            self._shape = shape
        self._views = {view.key: view for _section, _ref, views in groups for view in views}
        self._show_gaps()
        if self._wanted:
            self.open_item(self._wanted)

    def _places(self) -> list[tuple[Section, str]]:
        """Sections with the entity each shows; a repeated one once per entity, and once more for adding."""
        found: list[tuple[Section, str]] = []
        for section in SECTIONS[self.case.kind]:
            if not section.when(self.case):
                continue
            if section.each:
                found += [(section, each.ref) for each in self.case.all(section.each)]
                found.append((section, ""))
            else:
                found.append((section, section.entity))
        return found

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self, groups: list[tuple[Section, str, list[FactView]]]) -> None:
        focused = self._focused_key()
        clear(self._sections)
        self.tables = {}
        for section, ref, views in groups:
            if section.each and not ref:
                if not self.case.closed:
                    add = button(_(section.one), "plus", small=True, then=partial(self._add, section.each))
                    self._sections.addLayout(row(add, None))
                continue
            if not views:
                continue
            table = self._table(section, ref, views)
            self.tables.setdefault(f"{section.title}/{ref}", table)
            self._sections.addWidget(table)
        if focused:
            self._focus(focused)

    def _table(self, section: Section, ref: str, views: list[FactView]) -> FactTable:
        if section.each:
            drop = link(_("Remove"), then=partial(self._remove, ref))
            drop.setEnabled(not self.case.closed)
            title = next((view.words for view in views if view.words), "") or _(section.title)
            table = FactTable(title, action=drop)
            drop.setAccessibleName(_("Remove {what}").format(what=isolate(title)))
        else:
            table = FactTable(_(section.title))
        table.edited.connect(self._keep)
        offer_menu(self, table)
        for view in views:
            table.add_fact(self._row(view))
        return table

    def _row(self, view: FactView) -> FactRow:
        protected = bool(self.case.value("person", "address_protected"))
        if protected and view.field.tells_where == fields.PLACE and view.words:
            shown = fact_row(view, self._choices, editable=not self.case.closed)
            return HiddenRow(shown, self._looked)
        extra = link(_("Compare"), then=partial(self.open_item, "two")) if view.two else None
        if view.stale and extra is None and not self.case.closed:
            extra = link(_("Still so"), then=partial(self._confirm, view.key))
            extra.setAccessibleName(_("{what}: still so").format(what=_(view.field.label)))
        return fact_row(view, self._choices, editable=not self.case.closed, extra=extra)

    def _refresh(self, views: Iterable[FactView]) -> None:
        """Replace only rows whose fact changed, so that focus and scrolling stay."""
        for table in self.tables.values():
            for number, old in enumerate(table.facts):
                view = next((view for view in views if view.key == old.key), None)
                if view is not None and view != self._views.get(view.key) and old.editor is None:
                    had_focus = old.hasFocus()
                    made = table.replace_fact(number, self._row(view))
                    if had_focus:
                        made.setFocus()

    # --- two values -------------------------------------------------------------------------------------------

    def _show_two(self, two: tuple[FactView, ...]) -> None:
        clear(self._two)
        for view in two:
            card = Card(_("Two values. Which one holds?"), icon="compare", icon_role="open")
            card.add(Label(_(view.field.label), "strong"))
            card.body.addLayout(row(*(self._candidate(view, number) for number in range(len(view.two))), space=S3))
            card.add(Label(_("Both stay in the history, whichever you keep."), "small", "text2", wrap=True))
            self._two.addWidget(card)

    def _candidate(self, view: FactView, number: int) -> QWidget:
        said = view.two[number]
        box = QFrame()
        when = _("{by}, {date}, device {device}").format(
            by=isolate(said.by), date=long_date(said.at), device=isolate(said.device)
        )
        words = said.words or _("not known")
        keep = button(_("This one holds"), "check", small=True, then=partial(self._settle, view.key, number))
        keep.setAccessibleName(_("{value} holds").format(value=isolate(words)))
        keep.setEnabled(not self.case.closed)
        box.setLayout(
            column(Label(words, "strong", wrap=True), Label(when, "small", "text2", wrap=True), None, row(keep, None),
                   space=S2, margins=(S3, S3, S3, S3))
        )  # fmt: skip
        set_part(box, part="box")
        return box

    def _settle(self, key: str, number: int) -> None:
        view = self._views.get(key)
        if view is None or number >= len(view.two):
            return
        ref, name = cases.split_key(key)
        case, value = self.case.id, view.two[number].value
        self.act(
            lambda desk: cases.settle(desk, case, ref, name, value), _("Decided. The other value is in the history.")
        )

    # --- gaps -------------------------------------------------------------------------------------------------

    def _show_gaps(self) -> None:
        self.gaps.clear()
        keys = wanted.missing(self.case)
        for key in keys:
            made = link(_(fields.FIELDS[key].label), then=partial(self.open_item, key))
            self.gaps.body.addLayout(row(made, None))
        if not keys:
            self.gaps.add(Label(_("What guides and letters need is there."), "body", "text2", wrap=True))
        self.gaps.set_head(_("Still to be added"), str(len(keys)) if keys else "")

    # --- doing ------------------------------------------------------------------------------------------------

    def _keep(self, key: str, value: object) -> None:
        case = self.case.id
        self.act(lambda desk: cases.set_fields(desk, case, {key: stored(value)}), _("Saved."))

    def _confirm(self, key: str) -> None:
        """The status was asked again today and is the same."""
        ref = key.partition(".")[0]
        name = "as_of" if ref.startswith("residence_title") else "status_seen_on"
        case, today = self.case.id, self.context.today().isoformat()
        self.act(lambda desk: cases.set_fields(desk, case, {f"{ref}.{name}": today}), _("Confirmed today."))

    def _add(self, kind: str) -> None:
        case = self.case.id

        def enter(values: dict[str, Any]) -> None:
            self.act(lambda desk: cases.add(desk, case, kind, values), _("Entered."))

        AddDialog(self, kind, self._choices, enter).open()

    def resume(self, form: str) -> None:
        kind, _slash, what = form.partition("/")
        if kind == "add":
            self._add(what)
        elif kind == "fact":
            for line in self.findChildren(FactRow):
                if line.key == what:
                    line.edit()

    def _remove(self, ref: str) -> None:
        case = self.case.id
        self.act(lambda desk: cases.remove(desk, case, ref), _("Removed. The history keeps it."))

    def _looked(self) -> None:
        case = self.case.id
        self.act(lambda desk: cases.note_access(desk, case, "address"), undo=False)

    # --- finding one's way ------------------------------------------------------------------------------------

    def open_item(self, item: str) -> None:
        """Show a field by key, add what is missing of a repeated kind, or show the first of two values (`two`)."""
        self._wanted = "" if self.tables else item
        if not self.tables or not item:
            return
        if item == "two":
            first = self._two.itemAt(0)
            card = first.widget() if first is not None else None
            stop = next(iter(card.findChildren(QPushButton)), None) if card is not None else None
            if stop is not None:
                stop.setFocus()
            return
        kind = item.partition(".")[0].partition(":")[0]
        if kind in _repeated(self.case.kind) and not self.case.all(kind):
            if not self.case.closed:
                self._add(kind)
            return
        if kind == "vacancy":
            self.host.go_tab("vacancies", "new")
            return
        if item in _ELSEWHERE:
            self.host.go_tab("overview")
            return
        self._focus(item, edit=True)

    def _focus(self, key: str, *, edit: bool = False) -> None:
        for table in self.tables.values():
            for fact in table.facts:
                if fact.key == key:
                    fact.setFocus()
                    if edit and not fact.value.isHidden():
                        QTimer.singleShot(0, fact, fact.edit)
                    return

    def _focused_key(self) -> str:
        found = (fact for table in self.tables.values() if (fact := table.focused()) is not None)
        return next((fact.key for fact in found), "")

    def first_stop(self) -> QWidget | None:
        first = next(iter(self.tables.values()), None)
        return first.facts[0] if first is not None and first.facts else None

    def do(self, name: str) -> bool:
        if name == "history" and self._focused_key():
            self.host.go_tab("history", self._focused_key())
            return True
        return False

    def width_changed(self, width: Width) -> None:
        self.updateGeometry()


def _repeated(kind: str) -> tuple[str, ...]:
    return tuple(section.each for section in SECTIONS.get(kind, ()) if section.each)


_NOT_HERE = frozenset({"case.summary", "case.close_note", "case.close_reason", "case.state", "case.kind"})


def _of_section(
    case: CaseFile, section: Section, ref: str, sheet: Mapping[str, tuple[FactView, ...]]
) -> Iterable[FactView]:
    views = {view.field.name: view for view in sheet.get(ref, ())}
    if section.each:
        return views.values()
    if section.rest:
        named = {key for other in SECTIONS[case.kind] if other.entity == section.entity for key in other.keys}
        return [view for name, view in views.items() if name not in named and view.field.key not in _NOT_HERE]
    return [views[name] for name in section.keys if name in views]
