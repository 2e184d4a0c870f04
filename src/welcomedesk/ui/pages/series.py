"""One kind of letter to many: choose who gets it, look at every page, print all as one job.

Place: `case` it belongs to, `tab` the kind of letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from welcomedesk.desk import letters, serial
from welcomedesk.desk.core import load
from welcomedesk.desk.letters import Order
from welcomedesk.domain import fields
from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import N_, _, language, ngettext
from welcomedesk.ui import letter_view, printing
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner, error_banner, sentences
from welcomedesk.ui.components.buttons import button, icon_button, says_before
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.fields import ChoiceField, LineField, TickField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Scroll, clear, column, holding, line, row
from welcomedesk.ui.components.three_panes import COLUMNS, TABS, ThreePanes
from welcomedesk.ui.letter_view import Line
from welcomedesk.ui.look.tokens import S2, S3, S4
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.address_dialog import AddressDialog
from welcomedesk.ui.pages.letter_parts import AskForm, PagePane, bounded, sign_line, wide
from welcomedesk.ui.text import Label, one_line, tip

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.letters import Draft, Issued
    from welcomedesk.desk.serial import Printed, Reader
    from welcomedesk.domain.letter_kinds import LetterKind

_MOST_LETTERS = 60
"""Of a name in the list; the whole name stands in its tip and for screen readers."""

GROUPS = {"contacts": N_("Contacts"), "companies": N_("Companies"), "participants": N_("Participants")}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page reads: the kind, who can get it, and a series that stopped in the middle."""

    kind: LetterKind
    number: str
    readers: tuple[Reader, ...]
    waiting: tuple[Printed, ...]


class ReadersPane(Pane):
    """What is typed for the letter, the filter, and everybody who passes it with a tick."""

    changed = Signal()
    filtered = Signal()
    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._scroll = Scroll(margins=(S4, S4, S4, S4), space=S2)
        self.body.addWidget(self._scroll)
        self.asks = AskForm()
        self.asks.typed.connect(self.typed)
        self.group = ""
        self._groups = column(space=0)
        topics = [(each.id, _(each.label)) for each in fields.TOPICS]
        self.topic = ChoiceField(topics, "", _("Topic"), nothing=_("all topics"))
        self.topic.edited.connect(lambda _value: self.filtered.emit())
        self.search = LineField("", _("Search recipients"), _("Search recipients"))
        self.search.textChanged.connect(lambda _text: self.filtered.emit())
        self.all = TickField(_("All of this list"), then=self._tick_all)
        self._list = column(space=1)
        self.ticks: dict[str, TickField] = {}
        self.chosen: dict[str, str] = {}
        self._found: tuple[Reader, ...] = ()
        self._names: dict[str, str] = {}
        inner = self._scroll.inner
        inner.addWidget(self.asks)
        inner.addWidget(Label(_("Who gets it"), "card"))
        inner.addLayout(self._groups)
        for widget in (bounded(self.topic), self.search, self.all, line()):
            inner.addWidget(widget)
        inner.addLayout(self._list)
        inner.addStretch(1)

    def show_groups(self, groups: tuple[str, ...]) -> None:
        """Offer the groups that the kind can go to; the first one at first."""
        if self.group in groups:
            return
        self.group = groups[0]
        clear(self._groups)
        if len(groups) > 1:
            choose = ChoiceField([(each, _(GROUPS[each])) for each in groups], self.group, _("Who gets it"))
            choose.edited.connect(self._group_chosen)
            self._groups.addWidget(bounded(choose))

    def _group_chosen(self, group: str) -> None:
        self.group = group
        self.filtered.emit()

    def show_readers(self, found: tuple[Reader, ...]) -> None:
        """List who passes the filter; who was ticked before stays ticked."""
        self.topic.setVisible(self.group == "contacts")
        if found and found == self._found:  # a hundred fields are dear to make anew after every letter
            for key, tick in self.ticks.items():
                tick.set_value(key in self.chosen)
            return
        self._found = found
        clear(self._list)
        self.ticks = {}
        for each in found:
            tick = TickField(one_line(each.name, _MOST_LETTERS), each.key in self.chosen)
            policy = tick.sizePolicy()  # never wider than the column
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            tick.setSizePolicy(policy)
            tick.setAccessibleName(each.name)
            tick.setToolTip(tip(each.name))
            tick.setAccessibleDescription(each.second)
            tick.edited.connect(lambda on, reader=each: self._tick(reader, on))
            self.ticks[each.key] = tick
            self._list.addWidget(tick)
            if each.second:
                self._list.addLayout(row(S4 + S3, Label(each.second, "small", "text2", wrap=True), space=0))
        if not found:
            self._list.addWidget(Label(_("Nobody fits."), "body", "text2", wrap=True))
        self._names = {each.key: each.name for each in found}
        self.all.set_value(bool(found) and all(key in self.chosen for key in self.ticks))

    def _tick(self, reader: Reader, on: bool) -> None:
        if on:
            self.chosen[reader.key] = reader.name
        else:
            self.chosen.pop(reader.key, None)
        self.changed.emit()

    def _tick_all(self, on: bool) -> None:
        for key, tick in self.ticks.items():
            tick.set_value(on)
            if on:
                self.chosen[key] = self._names[key]
            else:
                self.chosen.pop(key, None)
        self.changed.emit()


class SeriesPage(PageView):
    """Choose, look at each page, print all."""

    areas = frozenset({"cases", "contacts", "office", "letters"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.order: Order | None = None
        self.at = 0
        self._number = ""
        self._waiting: tuple[Printed, ...] = ()
        self._checked: dict[str, DeskError | None] = {}
        self.head = self.set_head(PageHead(icon="mail", lined=True))
        self.head.add_action(button(_("Back to the case"), "back", then=self._to_case))
        self.readers = ReadersPane()
        self.page = PagePane()
        self._where = Label("", "strong")
        self.before = icon_button("chevron-left", _("Letter before"), then=lambda: self._step(-1), small=True)
        self.after = icon_button("chevron-right", _("Next letter"), then=lambda: self._step(1), small=True)
        steps = holding(row(self.before, self._where, self.after, None, space=S2, margins=(S4, S2, S4, S2)))
        middle = holding(column(steps, line(), self.page, space=0))
        self.send = Pane()
        self._facts = column(space=S2, margins=(S4, S4, S4, S4))
        self._foot = column(space=S2, margins=(S4, S3, S4, S4))
        self.send.body.addLayout(self._facts)
        self.send.body.addStretch(1)
        self.send.body.addLayout(self._foot)
        self.main: QPushButton | None = None
        names = (_("Who gets it"), _("Page"), _("Print"))
        self.panes = ThreePanes(self.readers, middle, self.send, names, (320, 300))
        self.content.addWidget(self.panes)
        self.choose_printer = printing.choose_printer
        self.readers.filtered.connect(self._read)
        self.readers.changed.connect(self._chosen)
        self.readers.typed.connect(self._type)

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        if place != self.place:
            self.order, self.at = None, 0
            self.readers.chosen = {}
        super().open(place)
        self.case_id = place.case
        self._stale = True
        self.reload_if_stale()

    def window_title(self) -> str:
        return _("Serial letter")

    def keep(self) -> Mapping[str, Any]:
        if self.order is None:
            return {}
        return {"typed": [list(pair) for pair in self.order.typed], "chosen": dict(self.readers.chosen)}

    def restore(self, state: Mapping[str, Any]) -> None:
        typed = tuple((str(name), str(text)) for name, text in state.get("typed", ()))
        self.order = Order(self.place.tab, typed=typed)
        self.readers.chosen = {str(key): str(name) for key, name in dict(state.get("chosen", {})).items()}

    def reload(self) -> None:
        if self.place.case:
            self._read()

    def _read(self) -> None:
        case, kind, pane = self.place.case, self.place.tab, self.readers
        group, topic, text = pane.group, pane.topic.value(), pane.search.text()

        def read(desk: Desk) -> Shown:
            what = letters.kind(desk.library, kind)
            found = serial.readers(desk, case, group or what.serial[0], topic=topic, text=text)
            return Shown(what, load(desk, case).number, found, serial.waiting(desk, case))

        self.ask(read, self._show, latest="readers")

    def _show(self, shown: Shown) -> None:
        self._number = shown.number
        self.order = self.order or Order(shown.kind.id)
        title = shown.kind.title.get(language(), shown.kind.id)
        self.head.set_title(_("Serial letter: {kind}").format(kind=title), "", "mail")
        self.readers.show_groups(shown.kind.serial)
        self._checked = {}
        self.readers.asks.show_asks(letter_view.asks_of(shown.kind, self.order), self.context.today())
        self.readers.show_readers(shown.readers)
        self._waiting = shown.waiting
        self._chosen()

    # --- looking ----------------------------------------------------------------------------------------------

    def _type(self, placeholder: str, text: str) -> None:
        assert self.order is not None
        self._checked = {}
        others = [pair for pair in self.order.typed if pair[0] != placeholder]
        self.order = replace(self.order, typed=(*others, (placeholder, text)) if text else tuple(others))
        self._chosen()

    def _step(self, by: int) -> None:
        self.at += by
        self._chosen()

    def _chosen(self) -> None:
        """Show the page of the letter that is looked at, and what stands in the way of all."""
        keys = list(self.readers.chosen)
        self.at = max(0, min(self.at, len(keys) - 1))
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at + 1 < len(keys))
        self._where.setText(
            _("{n} of {all}: {name}").format(n=self.at + 1, all=len(keys), name=self.readers.chosen[keys[self.at]])
            if keys else ""
        )  # fmt: skip
        self._show_send()
        if not keys:
            self.page.show_pdf(b"")
            self.page.say(Banner(_("Tick who gets the letter."), tone="info"))
            return
        order, case, key = self.order, self.place.case, keys[self.at]
        assert order is not None
        self.ask(lambda desk: serial.draft(desk, case, order, key), self._show_page, latest="page")
        new = [each for each in keys if each not in self._checked]
        if new:  # a tick more asks for one page more, not for all of them again
            self.ask(lambda desk: (order, new, serial.check(desk, case, order, new)), self._show_checked)

    def _show_page(self, ready: Draft) -> None:
        self.page.show_draft(ready)
        problem = letters.problem_of(ready)
        if problem is not None:
            self.page.say(error_banner(problem))

    def _show_checked(self, found: tuple[Order, list[str], tuple[tuple[str, DeskError], ...]]) -> None:
        order, keys, problems = found
        if order == self.order:
            self._checked |= dict.fromkeys(keys) | dict(problems)
            self._show_send()

    def _show_send(self) -> None:
        clear(self._facts)
        clear(self._foot)
        chosen = self.readers.chosen
        count, ready = len(chosen), all(key in self._checked for key in chosen)
        problems = [(key, problem) for key in chosen if (problem := self._checked.get(key)) is not None]
        self._facts.addWidget(Label(_("One job at the printer"), "card"))
        self._facts.addWidget(
            Label(ngettext("{n} letter", "{n} letters", count).format(n=count), "body", "text2", wrap=True)
        )
        for key, problem in problems[:5]:
            name = self.readers.chosen.get(key, "")
            self._facts.addWidget(sign_line(Line("triangle", "danger", name, sentences(problem)[0])))
        if len(problems) > 5:
            self._facts.addWidget(Label(_("and {n} more").format(n=len(problems) - 5), "small", "text2"))
        self._show_waiting()
        can = ready and bool(count) and not problems
        self.main = wide(button(_("Print and file all"), "printer", kind="main", then=self._print))
        says_before(self.main, _("What is filed stays in the case; only erasing takes it out again."))
        self.main.setEnabled(can)
        labels = wide(button(_("Envelopes and labels …"), "mail", then=self._labels))
        labels.setEnabled(can)
        self._foot.addWidget(self.main)
        self._foot.addWidget(labels)
        self._foot.addWidget(
            Label(_("Every letter is filed unchangeably with its recipient."), "small", "text2", wrap=True)
        )

    # --- printing ---------------------------------------------------------------------------------------------

    def _print(self) -> None:
        order, case, keys = self.order, self.place.case, list(self.readers.chosen)
        assert order is not None
        chosen_order = order

        def chosen(printer: object) -> None:
            act(
                self.context, self, lambda desk: serial.issue(desk, case, chosen_order, keys), _("Letters filed."),
                lambda made: self._paint(printer, made), failed=self.show_error, undo=False,
            )  # fmt: skip

        self.choose_printer(self, self._number, chosen)

    def _paint(self, printer: object, made: tuple[Issued, ...]) -> None:
        """Give all pages to the printer as one job; note those that got there, whatever happens to the rest."""
        case, done = self.place.case, 0

        def gone(number: int) -> None:
            nonlocal done
            done = number

        try:
            printing.paint(printer, *(each.pdf for each in made), after=gone)
        except DeskError as error:
            self.show_error(error)
        refs = [each.ref for each in made[:done]]
        act(self.context, self, lambda desk: serial.mark_printed(desk, case, refs), failed=self.show_error, undo=False)
        if done == len(made):
            self.readers.chosen = {}
        self.reload()

    def _show_waiting(self) -> None:
        """A series that stopped: which letters were printed, and the way to go on from there."""
        if not self._waiting:
            return
        rest = [each for each in self._waiting if not each.printed]
        printed = len(self._waiting) - len(rest)
        self._facts.addWidget(
            Banner(
                _("Printed: {n} of {all}.").format(n=printed, all=len(self._waiting)),
                _("All are filed. The next one is for {name}.").format(name=rest[0].recipient),
                "caution",
                actions=(button(_("Print the rest"), "printer", small=True, then=self._go_on),),
            )
        )

    def _go_on(self) -> None:
        case, refs = self.place.case, [each.ref for each in self._waiting if not each.printed]

        def read(desk: Desk) -> tuple[Issued, ...]:
            return tuple(letters.issued(desk, case, ref) for ref in refs)

        self.choose_printer(self, self._number, lambda printer: self.ask(read, lambda made: self._paint(printer, made)))

    def _labels(self) -> None:
        order, case, keys = self.order, self.place.case, list(self.readers.chosen)
        assert order is not None
        chosen_order = order
        AddressDialog(
            self,
            self.context,
            lambda desk, size, first: serial.addresses(desk, case, chosen_order, keys, size, first=first),
            job=self._number,
            many=True,
        ).open()

    def _to_case(self) -> None:
        self.context.shell.go(Place("case", case=self.place.case, tab="letters"))

    # --- the window asks --------------------------------------------------------------------------------------

    def main_action(self) -> QPushButton | None:
        return self.main

    def first_stop(self) -> QWidget | None:
        return self.readers.search

    def width_changed(self, width: Width) -> None:
        self.panes.arrange(COLUMNS if width >= Width.MEDIUM else TABS)
