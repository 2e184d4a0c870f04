"""A copy of all data for the person: for whom it is, what is about others, then printed or saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import data_copy
from welcomedesk.desk.data_copy import Wanted
from welcomedesk.domain import data_copy as rules
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import printing
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import TickField
from welcomedesk.ui.components.layout import column, holding
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S1, S3
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from pathlib import Path

    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.data_copy import Row, Section
    from welcomedesk.ui.page import PageView

MOST_SHOWN = 240
"""So many letters of a marked value are shown: enough to judge, not the whole note."""


class CopyDialog(Dialog):
    """What leaves with the copy.

    Args:
        marked: what is, or may be, about others; each is ticked to go along.
        make: called with what is wanted and with `print`, `pdf` or `json`.
    """

    def __init__(
        self, parent: QWidget, marked: Sequence[tuple[Section, Row]], make: Callable[[Wanted, str], object]
    ) -> None:
        super().__init__(parent, _("Copy of all data"))
        self._make = make
        self.say(_("Check first that you are talking to the person."))
        self.whom = Segments(
            [("own", _("The person")), ("other", _("Somebody else"))], "own", _("For whom the copy is")
        )
        self.body.addWidget(Label(_("For whom the copy is"), "medium"))
        self.body.addWidget(self.whom)
        self.own = self.say(_("The copy holds everything, protected data too."))
        self.other = self.say(_("Protected data, and everything about other persons, stay here."))
        self.other.hide()
        self.ticks: dict[str, TickField] = {}
        self._marked = holding(column(space=S3))
        self._show_marked(marked)
        self.body.addWidget(self._marked)
        self.whom.chosen.connect(self._chosen)
        self.add_button(_("Cancel"))
        for words, what in ((_("Save as JSON"), "json"), (_("Save as PDF"), "pdf")):
            self.add_button(words, partial(self._out, what))
        self.add_button(_("Print"), lambda: self._out("print"), main=True)
        self.fit(680)

    def _show_marked(self, marked: Sequence[tuple[Section, Row]]) -> None:
        layout = self._marked.layout()
        assert layout is not None
        if not marked:
            layout.addWidget(Label(_("Nothing in this case is about other persons."), "body", "text2", wrap=True))
            return
        words = ngettext(
            "{n} entry is or may be about another person. Tick what may leave.",
            "{n} entries are or may be about other persons. Tick what may leave.",
            len(marked),
        )
        layout.addWidget(Label(words.format(n=len(marked)), "medium", wrap=True))
        for section, row in marked:
            sure = row.about == rules.OTHERS
            tick = TickField(f"{section.title}: {row.label}", not sure)
            self.ticks[row.key] = tick
            value = row.value if len(row.value) <= MOST_SHOWN else f"{row.value[:MOST_SHOWN]} …"
            shown = Label(value, "small", "text2", wrap=True)
            shown.setContentsMargins(look().size(26), 0, 0, 0)
            box = holding(column(tick, shown, space=S1))
            set_part(box, part="clear")
            layout.addWidget(box)

    def _chosen(self, whom: str) -> None:
        self.own.setVisible(whom == "own")
        self.other.setVisible(whom == "other")
        self._marked.setVisible(whom == "own")

    def wanted(self) -> Wanted:
        """What was chosen."""
        withheld = tuple(key for key, tick in self.ticks.items() if not tick.value())
        return Wanted(withheld, own=self.whom.value() == "own")

    def _out(self, what: str) -> None:
        self._make(self.wanted(), what)


def copy_data(
    page: PageView, ask: Callable[..., object], case_id: str, number: str, failed: Callable[[Exception], object]
) -> None:
    """Show what leaves, then print or save the copy and record that it was handed out."""

    def make(wanted: Wanted, what: str) -> None:
        def read(desk: Desk) -> bytes:
            if what == "json":
                return json.dumps(data_copy.document(desk, case_id, wanted), ensure_ascii=False, indent=1).encode()
            return data_copy.pdf(desk, case_id, wanted)

        def recorded() -> None:
            ask(lambda desk: data_copy.note(desk, case_id, wanted))
            page.context.shell.did(_("Copy handed out; the case notes it."))

        def out(content: bytes) -> None:
            try:
                _out(page, what, content, number, recorded, failed)
            except DeskError as error:
                failed(error)

        ask(read, out)

    def show(found: tuple[tuple[Section, Row], ...]) -> None:
        CopyDialog(page, found, make).open()

    ask(lambda desk: rules.marked(data_copy.sections(desk, case_id)), show)


def _out(
    page: QWidget, what: str, content: bytes, number: str, recorded: Callable[[], None],
    failed: Callable[[Exception], object],
) -> None:  # fmt: skip
    if what == "print":
        printing.print_pdf(page, content, number, recorded, failed)
        return
    save = printing.save_pdf if what == "pdf" else save_json
    if save(page, content, f"{number}.{what}") is not None:
        recorded()


def save_json(parent: QWidget, content: bytes, name: str) -> Path | None:
    """Ask where to save the copy for machines; see `printing.save_pdf`."""
    return printing.save_file(parent, content, name, _("Save as JSON"), _("JSON files (*.json)"))
