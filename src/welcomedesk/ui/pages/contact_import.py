"""The import of contacts, reviewed: which column goes where, what each row would do, then all at once or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from welcomedesk.desk import contact_imports, directory
from welcomedesk.domain import fields
from welcomedesk.domain.contact_import import Column, fields_of
from welcomedesk.domain.overlay import OWN
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, set_words
from welcomedesk.ui.components.cards import Card, Pane
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.dialog import ask
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.fields import TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.components.rows import RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.three_panes import COLUMNS, DRAWER, TABS, ThreePanes
from welcomedesk.ui.contact_words import value_words
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.contact_import_parts import (
    Read,
    Seen,
    change_words,
    import_line,
    line_of,
    look_line,
    read_file,
    review_file,
    rows_words,
    targets,
)
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.contact_imports import Import

EXAMPLES = 3

ENCODINGS = (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("iso-8859-15", "ISO 8859-15"), ("utf-16", "UTF-16"))


class ContactImportPage(PageView):
    """Choose a file, look at columns and rows, take over."""

    scrolls = False
    areas = frozenset({"contacts"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._read: Read | None = None
        self._path: Path | None = None
        self._left_out: set[int] = set()
        self._same: dict[int, str] = {}
        self.head = self.set_head(PageHead(_("Import contacts"), lined=True))
        self.again = button(_("Another file …"), "table", then=self._show_begin)
        self.take = button(_("Take over"), "check", kind="main", then=self.take_over)
        self.head.add_action(self.again)
        self.head.add_action(self.take)
        self.stack = QStackedWidget()
        self.content.addWidget(self.stack)
        self._make_begin()
        self._make_review()
        self._show_begin()

    # --- choosing a file --------------------------------------------------------------------------------------

    def _make_begin(self) -> None:
        card = Card(_("Which file?"), icon="table")
        card.add(
            Label(
                _("A table (CSV or XLSX) with one contact per row, or a folder with HSDS 3.0 documents."),
                wrap=True,
            )
        )
        card.add(Label(_("Nothing is written before you have seen every row."), "body", "text2", wrap=True))
        self.encoding = ChoiceField(ENCODINGS, "utf-8-sig")
        coded = FormRow(_("Encoding of a CSV file"), self.encoding, hint=_("Older Windows programs use Windows-1252."))
        half = row(coded, None)
        half.setStretch(0, 1)
        card.add(holding(half))
        self.pick_file = button(_("Choose table …"), "table", kind="tonal", then=self._pick_file)
        self.pick_folder = button(_("Choose HSDS folder …"), "folder", then=self._pick_folder)
        card.add(flow(self.pick_file, self.pick_folder, space=S3))
        self._faults = column(space=S2)
        scroll = Scroll(margins=(S6, S4, S6, S6), space=S4)
        scroll.inner.addWidget(card)
        scroll.inner.addLayout(self._faults)
        self.earlier = Card(_("Imports so far"))
        self.earlier.hide()
        scroll.inner.addWidget(self.earlier)
        scroll.inner.addStretch(1)
        self.stack.addWidget(scroll)

    def _show_begin(self) -> None:
        self.stack.setCurrentIndex(0)
        self._read = None
        for made in (self.again, self.take):
            made.hide()
        self.head.set_title(_("Import contacts"))
        self.pick_file.setFocus()

    def _pick_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose table"), "", _("Tables (*.csv *.xlsx *.tsv *.txt)"))
        if name:
            self.read(Path(name))

    def _pick_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Choose HSDS folder"))
        if name:
            self.read(Path(name))

    def reload(self) -> None:
        self.ask(contact_imports.imports, self._show_earlier, latest="imports")

    def _show_earlier(self, made: tuple[Import, ...]) -> None:
        """Every import with the way back; it stays open after the toast and after a restart."""
        clear(self.earlier.body)
        for each in made:
            self.earlier.add(import_line(each, self._take_back))
        self.earlier.setVisible(bool(made))

    def _take_back(self, made: Import) -> None:
        def go() -> None:
            act(
                self.context, self, lambda desk: contact_imports.take_back(desk, made.ref), _("Import taken back."),
                failed=self.show_error,
            )  # fmt: skip

        ask(
            self,
            _("Take back the import of {name}?").format(name=made.name or _("a file")),
            verb=_("Take back"),
            then=go,
            safe=_("What it replaced stands there again. Undo brings the import back."),
            next_step=_("What you changed since in contacts that it added goes with it."),
        )

    def read(self, path: Path) -> None:
        """Read a file or folder and show what taking it over would do."""
        self._path = path
        self._left_out.clear()
        self._same.clear()
        encoding = self.encoding.value()
        self.clear_notice()
        clear(self._faults)
        self.ask(lambda desk: read_file(desk, path, encoding), self._show, latest="read")

    # --- the review -------------------------------------------------------------------------------------------

    def _make_review(self) -> None:
        self._columns = Scroll(margins=(S4, S4, S4, S4), space=S3)
        start = Pane()
        start.body.addWidget(self._columns)
        self.list = RowList()
        self.list.setAccessibleName(_("Rows of the file"))
        self.list.chosen.connect(self._show_row)
        self.list.ticked.connect(self._toggle)
        self.list.opened.connect(self._open_row)
        self.filter = Segments([("all", _("All"))], "all", _("Which rows"))
        self.filter.chosen.connect(lambda _value: self._show_rows())
        self.others = TickField(_("Rows that look like known contacts are other contacts"), then=self._count)
        self.skip_wrong = button(_("Leave out rows with errors"), small=True, then=partial(self._skip, "problem"))
        self.skip_doubles = button(_("Leave out likely doubles"), small=True, then=partial(self._skip, "double"))
        above = column(
            flow(self.filter), flow(self.skip_wrong, self.skip_doubles, self.others, space=S3), space=S2,
            margins=(S4, S3, S4, S3),
        )  # fmt: skip
        middle = Pane()
        middle.body.addLayout(above)
        middle.body.addWidget(line())
        middle.body.addWidget(self.list, 1)
        self._row = Scroll(margins=(S4, S4, S4, S4), space=S2)
        side = Pane()
        side.body.addWidget(self._row)
        self.panes = ThreePanes(start, middle, side, (_("Columns"), _("Rows"), _("Row")), widths=(320, 360))
        self.stack.addWidget(self.panes)

    def _show(self, read: Read) -> None:
        if not read.rows:
            self._show_begin()
            words = read.faults or (_("There is nothing in it that could be taken over."),)
            self._faults.addWidget(Banner(words[0], _("Nothing was imported."), "danger"))
            return
        self._read = read
        self.stack.setCurrentIndex(1)
        for made in (self.again, self.take):
            made.show()
        n = len(read.rows)
        self.head.set_title(_("Import contacts"), f"{read.incoming.name} · {rows_words(n)}")
        if read.faults:
            self.show_notice(Banner(read.faults[0], " ".join(read.faults[1:4]), "danger"))
        self._show_columns()
        self._show_filters()
        self._show_rows()
        self._count()
        if self.isVisible():
            self.list.setFocus()

    def _show_columns(self) -> None:
        """Every column of the file with where it goes and what stands in it."""
        inner = self._columns.inner
        clear(inner)
        assert self._read is not None
        sheet = self._read.incoming.sheet
        if sheet is None:
            inner.addWidget(Label(_("HSDS documents say themselves what is what."), "body", "text2", wrap=True))
            inner.addStretch(1)
            return
        inner.addWidget(Label(_("Where each column goes"), "card"))
        for each in self._read.review.columns:
            cells = dict.fromkeys(
                line.cells[each.number - 1] for line in sheet.rows[:40] if line.cells[each.number - 1]
            )
            hint = (
                _("for example: {words}").format(words=" · ".join(list(cells)[:EXAMPLES])[:120])
                if cells
                else _("empty")
            )
            choice = ChoiceField(targets(), each.field, nothing=_("is not taken over"))
            choice.setMinimumContentsLength(16)
            choice.edited.connect(partial(self._set_column, each.number))
            head = each.head[:60] or _("without a head")
            words = f"{each.number}. {head}"
            inner.addWidget(FormRow(words, choice, hint=hint))
        inner.addStretch(1)

    def _set_column(self, number: int, field: str) -> None:
        """A field belongs to one column: the one it was taken from is not taken over any more."""
        assert self._read is not None
        changed = tuple(
            replace(each, field=field if each.number == number else "" if each.field == field else each.field)
            for each in self._read.review.columns
        )
        self._review_again(changed)

    def _review_again(self, columns: tuple[Column, ...]) -> None:
        assert self._read is not None
        incoming, same = self._read.incoming, dict(self._same)
        self.ask(lambda desk: review_file(desk, incoming, columns, same), self._show, latest="read")

    def _show_filters(self) -> None:
        assert self._read is not None
        counts = Counter(each.what for each in self._read.rows)
        doubles = sum(each.doubtful for each in self._read.rows)
        options = [("all", _("All {n}").format(n=len(self._read.rows)))]
        for what, words in (("new", N_("New {n}")), ("change", N_("Changed {n}")), ("same", N_("Same {n}")),
                            ("problem", N_("Errors {n}"))):  # fmt: skip
            if counts[what]:
                options.append((what, _(words).format(n=counts[what])))
        if doubles:
            options.append(("double", _("Likely doubles {n}").format(n=doubles)))
        before = self.filter.value()
        self.filter.set_options(options, before if before in dict(options) else "all")
        self.skip_wrong.setVisible(bool(counts["problem"]))
        self.skip_doubles.setVisible(bool(doubles))
        self.others.setVisible(bool(doubles))

    def _show_rows(self) -> None:
        assert self._read is not None
        before = self.list.current_key()
        shown = [each for each in self._read.rows if self._filtered(each)]
        self.list.blockSignals(True)
        self.list.set_rows([line_of(each, taken=each.row.row not in self._left_out) for each in shown])
        self.list.blockSignals(False)
        if not (before and self.list.choose(before)):
            self.list.choose_first()
        self._show_row(self.list.current_key())

    def _filtered(self, each: Seen) -> bool:
        wanted = self.filter.value()
        return wanted == "all" or wanted == each.what or (wanted == "double" and each.doubtful)

    def show_notice(self, banner: QWidget) -> None:
        super().show_notice(banner)
        self._notices.setContentsMargins(S6, S3, S6, S3)

    # --- one row ----------------------------------------------------------------------------------------------

    def _seen(self, key: str) -> Seen | None:
        rows = self._read.rows if self._read else ()
        return next((each for each in rows if str(each.row.row) == key), None)

    def _show_row(self, key: str) -> None:
        inner = self._row.inner
        clear(inner)
        each = self._seen(key)
        if each is None or self._read is None:
            return
        name = each.row.contact.name if each.row.contact else _("without a name")
        inner.addWidget(Label(name, "card", wrap=True))
        inner.addWidget(Label(_("row {n}").format(n=each.row.row), "small", "text2"))
        words = _("Leave out this row") if each.row.row not in self._left_out else _("Take over after all")
        inner.addWidget(flow(button(words, small=True, then=partial(self._toggle, key))))
        heads = {column.number: column.head for column in self._read.review.columns}
        for look in each.looks:
            inner.addWidget(look_line(look, heads.get(look.column, "")))
        for double in each.row.doubles:
            title = self._read.names.get(double, double)
            belongs = button(_("It is {name}").format(name=title), small=True, then=partial(self._belongs, key, double))
            inner.addWidget(flow(belongs))
        inner.addWidget(line())
        before, say = fields_of(each.before) if each.before else {}, self._read.say
        for field in fields.of_entity(OWN):
            if field.name in each.row.fields:
                now = value_words(field.name, each.row.fields[field.name], say)
                was = value_words(field.name, before.get(field.name), say)
                inner.addWidget(definition(_(field.label), change_words(was, now), width=112))
        inner.addStretch(1)

    def _belongs(self, key: str, contact: str) -> None:
        """A row is a contact that is here already: what it says differently becomes a change of that one."""
        self._same[int(key)] = contact
        self._review_again(self._read.review.columns if self._read else ())

    def _open_row(self, _key: str) -> None:
        self.panes.show_detail()

    def _toggle(self, key: str) -> None:
        self._left_out ^= {int(key)}
        self._show_rows()
        self._count()

    def _skip(self, what: str) -> None:
        """Leave out all rows of a kind."""
        rows = self._read.rows if self._read else ()
        self._left_out |= {each.row.row for each in rows if (each.doubtful if what == "double" else each.what == what)}
        self._show_rows()
        self._count()

    # --- taking over ------------------------------------------------------------------------------------------

    def _count(self, _ticked: bool = False) -> None:
        """How many rows would be taken over, on the button; it waits while errors or doubles are undecided."""
        assert self._read is not None
        going = [each for each in self._read.rows if each.row.row not in self._left_out]
        number = sum(each.what in ("new", "change") for each in going)
        undecided = any(each.what == "problem" for each in going)
        undecided |= not self.others.value() and any(each.doubtful for each in going)
        whole = any(fault.row == 0 for fault in self._read.review.faults)
        set_words(self.take, ngettext("Take over {n} row", "Take over {n} rows", number).format(n=number))
        self.take.setEnabled(bool(number) and not undecided and not whole)
        self.take.setAccessibleDescription(_("Rows with errors and likely doubles wait for you.") if undecided else "")

    def take_over(self) -> None:
        """Write all rows that are not left out, in one step that can be taken back."""
        if self._read is None or not self.take.isEnabled():
            return
        review, left_out, others, name = (
            self._read.review, frozenset(self._left_out), self.others.value(), self._read.incoming.name,
        )  # fmt: skip
        act(
            self.context,
            self,
            lambda desk: directory.take_over(desk, review, leave_out=left_out, doubles=others, origin=name),
            _("Import taken over."),
            lambda _number: self._taken(),
            failed=self.show_error,
        )

    def _taken(self) -> None:
        """The file is done with: whoever comes back begins with the next one."""
        self._show_begin()
        self.reload()
        self.context.shell.go(Place("contacts"))

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.list if self._read else self.pick_file

    def main_action(self) -> QPushButton | None:
        return self.take if self._read else None

    def toggle_panel(self) -> None:
        self.panes.show_detail(not self.panes.detail_visible())

    def width_changed(self, width: Width) -> None:
        self.panes.arrange(COLUMNS if width >= Width.WIDE else DRAWER if width >= Width.MEDIUM else TABS)
