"""A table in a village hall: four decisions, one button, a handout; nobody's case can be seen from here.

The page stands alone in the window. It goes back to the desk behind the cover screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QStackedLayout, QWidget

from welcomedesk.desk import enquiries, outreach
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button, set_words
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.fields import LineField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import Scroll, column, flow, holding, line, row
from welcomedesk.ui.components.tiles import Tiles, TileWords
from welcomedesk.ui.components.toast import keeps_clear
from welcomedesk.ui.dates import now_words, weekday_date
from welcomedesk.ui.fact_editors import begun_code, wrong_reach
from welcomedesk.ui.look.theme import look, set_part, set_role
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.outreach_parts import OTHER, Band, EventCard, LanguageMenu, topic_icon
from welcomedesk.ui.text import ElidedLabel, Label, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welcomedesk.desk.core import Done
    from welcomedesk.desk.outreach import DayCount, Event, Outline, Recorded, Topic, Visit

ASK_AFTER = 180
"""Milliseconds after the last key until the place is looked up."""


class OutreachPage(PageView):
    """The outreach event of today."""

    areas = frozenset({"counts"})
    scrolls = False
    alone = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._event: Event | None = None
        self._printer: object | None = None
        self._language = ""
        self._district = ""
        self._kept_topics: list[str] = []
        self._names: dict[str, str] = {}
        self._last = b""
        self.band = self.set_head(Band(self.leave, self._lock, self._cover))
        self._stack = QStackedLayout()
        # First its place: what it shows without one would open as a window and take the focus.
        self.content.addLayout(self._stack, 1)
        self.begin = EventCard(self._begin)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(self._intake())
        self.content.addWidget(self._foot())
        self._asking = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._asking.timeout.connect(self._look_at)
        self.band.set_words(_("Outreach"), weekday_date(context.today()))

    # --- made once --------------------------------------------------------------------------------------------

    def _intake(self) -> QWidget:
        self.topics = Tiles((), _("What is it about?"), several=True)
        self.languages = Tiles((), _("In which language?"), columns=4)
        self.where = LineField(name=_("Where does the person live?"), longest=80)
        set_role(self.where, "input-large")
        self.where.setFixedWidth(look().size(180))
        self.where.setProperty("large", True)
        self._sign = IconLabel("check-circle", "good")
        self._sign.hide()
        self.found = ElidedLabel("", "input-large")
        self.districts = Tiles((), _("Which district?"), columns=2)
        self.districts.hide()
        for group in (self.topics, self.languages):
            group.changed.connect(self._decided)
        self.languages.changed.connect(self._language_chosen)
        self.districts.changed.connect(self._district_chosen)
        self.where.textChanged.connect(lambda _text: self._place_typed())
        place = row(self.where, self._sign, self.found, Label(_("A postal code is enough"), "body", "text2"), None)
        self._left = column(
            _question("1", _("What is it about?"), _("several possible")), self.topics, S2,
            _question("2", _("In which language?")), self.languages, S2,
            _question("3", _("Where does the person live?")), place, self.districts,
            space=S3,
        )  # fmt: skip
        scroll = Scroll(margins=(S6 - 4, S4, S6 - 4, S4))
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(S6 - 4)
        self._halves.addLayout(column(self._left, None), 5)
        self._halves.addLayout(column(self._outcome(), None), 2)
        scroll.inner.addLayout(self._halves)
        return scroll

    def _outcome(self) -> QWidget:
        tiles = (
            TileWords("handout", _("Handout only"), _("without a name, is counted"), "document"),
            TileWords("callback", _("Callback wanted"), _("name, phone or e-mail"), "phone"),
            TileWords("case", _("Open a case"), _("name, phone or e-mail"), "person"),
        )
        self.outcome = Tiles(tiles, _("How does it go on?"), columns=1)
        self.outcome.set_values(["handout"])
        self.outcome.changed.connect(self._outcome_chosen)
        self.name = LineField(longest=300)
        self.reach = LineField(longest=200)
        self.reach_row = FormRow(_("Phone or e-mail"), self.reach, check=lambda: wrong_reach(self.reach))
        self.person = holding(column(FormRow(_("Name"), self.name), self.reach_row, space=S2))
        self.person.hide()
        self.sheet = Label("", "strong", wrap=True)
        self.sheet_holds = Label("", "body", "text2", wrap=True)
        self.large = TickField(_("Large print"), False)
        self._review_sign = IconLabel("open-circle", "open")
        self.review = Label(_("Some words have no translation yet; they stand in English."), "body", wrap=True)
        self._review = holding(row(self._review_sign, self.review))
        self._review.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._review.hide()
        card = Card()
        for part in (
            _question("4", _("How does it go on?")),
            self.outcome,
            self.person,
            line(),
            self.sheet,
            self.sheet_holds,
            self.large,
            self._review,
        ):
            card.body.addWidget(part)
        return card

    def _foot(self) -> QWidget:
        self.counted = Label("", "strong", wrap=True)
        self.saved = Label("", "body", "text2", wrap=True)
        self.saved.hide()
        self.discard = button(_("Discard"), large=True, then=self.clear)
        self.main = button(
            _("Print and next person"), "printer", kind="main", large=True, then=self.finish, key=keys.shown("main")
        )
        self.again = button(_("Print once more"), "printer", large=True, then=self._print_again)
        self.again.setToolTip(tip(_("The last handout, also where the printer stopped")))
        self.again.hide()
        self.foot = QWidget()
        set_part(self.foot, part="foot")
        said = holding(column(self.counted, self.saved, space=2))
        keeps_clear(said)
        doing = flow(self.again, self.discard, self.main, space=S3)
        # The buttons first: what is counted wraps in the room they leave.
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(said, doing, space=S3, margins=(S6 - 4, S3, S6 - 4, S3))
        line.setStretch(0, 1)
        self.foot.setLayout(line)
        return self.foot

    # --- reading ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        def read(desk: Any) -> tuple[Event | None, Sequence[Topic], dict[str, str], DayCount]:
            return outreach.todays(desk), outreach.topics(desk), outreach.own_names(desk), outreach.count_today(desk)

        self.ask(read, self._show)

    def _show(self, read: tuple[Event | None, Sequence[Topic], dict[str, str], DayCount]) -> None:
        event, topics, names, counted = read
        self._event = event
        opens = event is not None and self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(0 if event is None else 1)
        self.foot.setVisible(event is not None)
        if [tile.words.id for tile in self.topics.tiles] != [topic.id for topic in topics]:
            self.topics.set_tiles([TileWords(topic.id, topic.title, icon=topic_icon(topic.id)) for topic in topics])
            self.topics.set_values(self._kept_topics)
            self._kept_topics = []
        if names != self._names:
            self._names = names
            shown = [TileWords(code, names[code]) for code in outreach.LANGUAGES]
            self.languages.set_tiles([*shown, TileWords(OTHER, _("Other"))])
            self._take_language(self._language)
        if opens and self.isVisible() and self.topics.tiles:
            self.topics.tiles[0].setFocus()
        if event is not None:
            name = _("Outreach: {name}").format(name=event.name) if event.name else _("Outreach")
            only = _("only today's enquiries can be seen")
            self.band.set_words(name, f"{weekday_date(self.context.today())} · {only}")
        total = ngettext("{n} talk today", "{n} talks today", counted.total).format(n=counted.total)
        without = ngettext("{n} of them without a name", "{n} of them without a name", counted.unnamed)
        self.counted.setText(f"{total}, {without.format(n=counted.unnamed)}" if counted.total else total)
        self._decided()

    # --- deciding ---------------------------------------------------------------------------------------------

    def visit(self) -> Visit:
        """What was decided so far."""
        outcome = self.outcome.value() or "handout"
        named = outcome != "handout"
        return outreach.Visit(
            self.topics.values(), self._language, self.where.value(), self._district, outcome,
            self.name.value() if named else "", self.reach.value() if named else "", self.large.value(),
        )  # fmt: skip

    def _decided(self) -> None:
        visit = self.visit()
        anything = bool(visit.topics or visit.language or visit.where or visit.outcome != "handout")
        self.main.setEnabled(anything)
        self.discard.setEnabled(anything)
        set_words(self.main, _("Print and next person") if visit.topics else _("Count and next person"))
        if visit.topics:
            self.ask(lambda desk: outreach.outline(desk, visit), self._show_sheet, latest="sheet")
        else:
            self.sheet.setText(_("No handout: no topic is chosen."))
            self.sheet_holds.setText("")
            self.large.hide()
            self._review.hide()

    def _show_sheet(self, outline: Outline) -> None:
        names = " · ".join(dict.fromkeys(self._names.get(code, code) for code in ("de", self._language or "de")))
        self.sheet.setText(_("Handout: {languages}").format(languages=names))
        places = ", ".join(outline.places)
        topics = ", ".join(outline.topics)
        holds = _("First steps: {topics}. Offices: {places}.") if places else _("First steps: {topics}.")
        self.sheet_holds.setText(holds.format(topics=topics, places=places))
        self.large.show()
        self._review.setVisible(outline.untranslated)

    def _language_chosen(self) -> None:
        chosen = self.languages.value()
        if chosen == OTHER:
            self.languages.set_values([])
            names = [(code, name) for code, name in self._names.items() if code not in outreach.LANGUAGES]
            menu = LanguageMenu(self, names, self._take_language)
            menu.popup(self.languages.tiles[-1].mapToGlobal(self.languages.tiles[-1].rect().bottomLeft()))
            return
        self._take_language(chosen)

    def _take_language(self, code: str) -> None:
        self._language = code
        on_page = code in outreach.LANGUAGES
        self.languages.set_values([code if on_page else OTHER] if code else [])
        if self.languages.tiles:
            words = _("Other") if on_page or not code else self._names.get(code, code)
            self.languages.tiles[-1].set_title(words)
        self._decided()

    def _place_typed(self) -> None:
        self._district = ""
        self._asking.start()

    def _look_at(self) -> None:
        text = self.where.value()
        self.ask(lambda desk: enquiries.where(desk, text), self._show_place, latest="place")

    def _show_place(self, found: enquiries.Where) -> None:
        typed = bool(self.where.value())
        sure = bool(found.district_name)
        self._sign.set_icon("check-circle" if sure else "open-circle", "good" if sure else "open")
        self._sign.setVisible(typed)
        words = found.district_name
        if found.place and found.place != words:
            words = _("{place}, district {district}").format(place=found.place, district=words)
        if found.ask:
            words = _("Which district?")
        elif not sure and begun_code(found.place):
            words = _("A postal code has five digits.")
        elif not sure:
            words = "" if found.known else _("Not in the list for Saxony-Anhalt")
        self.found.set_text((words or _("Not known")) if typed else "")
        self.districts.set_tiles([TileWords(key, name) for key, name in found.ask])
        self.districts.setVisible(bool(found.ask))
        self._decided()

    def _district_chosen(self) -> None:
        self._district = self.districts.value()
        self._decided()

    def _outcome_chosen(self) -> None:
        named = self.outcome.value() != "handout"
        self.reach_row.say_wrong("")
        self.person.setVisible(named)
        if named:
            self.name.setFocus()
        self._decided()

    # --- doing ------------------------------------------------------------------------------------------------

    def _begin(self, name: str, place: str) -> None:
        self.ask(lambda desk: outreach.begin(desk, name, place), lambda _done: self.reload())

    def finish(self) -> None:
        """Count the contact, print its handout, and be ready for the next person."""
        visit, event = self.visit(), self._event.ref if self._event else ""
        self.clear_notice()
        needed = _("Without a phone number or e-mail nobody can call back.") if visit.outcome == "callback" else ""
        if visit.outcome != "handout" and not self.reach_row.complete(needed):
            self.reach.setFocus()
            return

        def work(desk: Any) -> tuple[bytes, Done[Recorded]]:
            # The page first: what cannot be printed is said before anything is counted.
            pdf = outreach.handout(desk, visit) if visit.topics else b""
            return pdf, outreach.record(desk, visit, event)

        self.main.setEnabled(False)
        self.ask(work, self._finished, failed=self._failed)

    def _finished(self, made: tuple[bytes, Done[Recorded]]) -> None:
        pdf, done = made
        case = done.value.case
        words = _("Case {number} opened.").format(number=case.number) if case else _("Counted.")
        self.context.shell.did(words, done.changed, self._taking_back(done))
        self.saved.setText(_("Everything saved at {time}").format(time=now_words()))
        self.saved.show()
        self.clear()
        self.reload()
        self._last = pdf or self._last
        self.again.setVisible(bool(self._last))
        if pdf:
            self._print(pdf)

    def _print_again(self) -> None:
        """The last handout once more: the dialog was closed, the paper jammed, a second person wants it."""
        self._print(self._last)

    def _failed(self, error: Exception) -> None:
        self.show_error(error)
        self._decided()

    def _taking_back(self, done: Done[Recorded]) -> Any:
        if not done.undo:
            return None
        from welcomedesk.ui.acting import taking_back

        return taking_back(self.context, done)

    def _print(self, pdf: bytes) -> None:
        """The dialog of the system comes once; after it every sheet goes to the same printer."""
        from welcomedesk.ui import printing

        if self._printer is None:
            printing.choose_printer(self, _("Handout"), lambda printer: self._print_on(printer, pdf))
        else:
            self._print_on(self._printer, pdf)

    def _print_on(self, printer: object, pdf: bytes) -> None:
        from welcomedesk.domain.errors import DeskError
        from welcomedesk.ui import printing

        try:
            printing.paint(printer, pdf)
        except DeskError as error:
            self._printer = None
            self.show_error(error)
        else:
            self._printer = printer

    def clear(self) -> None:
        """Forget what the last person decided."""
        for tiles in (self.topics, self.languages, self.districts):
            tiles.set_values([])
        self.outcome.set_values(["handout"])
        self.large.set_value(False)
        for field in (self.where, self.name, self.reach):
            field.set_value("")
        self._asking.stop()
        self._take_language("")
        self._show_place(enquiries.Where())
        self.person.hide()
        if self.topics.tiles:
            self.topics.tiles[0].setFocus()

    def leave(self) -> None:
        """Back to the desk, behind the cover: whoever stands at the table sees no list."""
        self._last = b""
        self.again.hide()
        self.context.shell.cover()
        self.context.shell.go(Place("today"))

    def _lock(self) -> None:
        self.context.shell.lock()

    def _cover(self) -> None:
        self.context.shell.cover()

    # --- window -----------------------------------------------------------------------------------------------

    def do(self, name: str) -> bool:
        if name.startswith("page") and name != "page6":
            self.leave()
            return True
        return False

    def first_stop(self) -> QWidget | None:
        if self._stack.currentIndex() == 0:
            return self.begin.name
        return self.topics.tiles[0] if self.topics.tiles else None

    def main_action(self) -> QPushButton | None:
        return self.main if self._stack.currentIndex() else self.begin.start

    def keep(self) -> Mapping[str, Any]:
        return {
            "topics": list(self.topics.values()), "language": self._language, "where": self.where.value(),
            "district": self._district, "outcome": self.outcome.value(), "large": self.large.value(),
            "name": self.name.value(), "reach": self.reach.value(),
            "event": self.begin.name.value(), "place": self.begin.place.value(),
        }  # fmt: skip

    def restore(self, state: Mapping[str, Any]) -> None:
        self._kept_topics = [str(each) for each in state.get("topics", ())]
        self.begin.name.set_value(str(state.get("event", "")))
        self.begin.place.set_value(str(state.get("place", "")))
        self.name.set_value(str(state.get("name", "")))
        self.reach.set_value(str(state.get("reach", "")))
        self.where.set_value(str(state.get("where", "")))
        self.outcome.set_values([str(state.get("outcome") or "handout")])
        self.large.set_value(bool(state.get("large")))
        self.person.setVisible(self.outcome.value() != "handout")
        self._take_language(str(state.get("language", "")))

    def width_changed(self, width: Width) -> None:
        narrow = width < Width.MEDIUM
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(down if narrow else right)
        self.topics.set_columns(2 if width < Width.NARROW else 3)
        self.band.set_narrow(width < Width.NARROW)


def _question(number: str, words: str, aside: str = "") -> QWidget:
    return holding(
        row(Label(number, "tile-strong", "text2"), Label(words, "tile-strong"), Label(aside, "body", "text2"), None)
    )
