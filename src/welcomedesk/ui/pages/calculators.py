"""Calculators: choose one, fill in what is known, read the answer with its source; reckoned while one types.

`Place.item` is the id of a calculator; `Place.case` a case whose facts stand in the form already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from welcomedesk.desk import calculators
from welcomedesk.domain.guide_parts import say
from welcomedesk.i18n import _, language
from welcomedesk.ui.components.answers import Answer, Option, answer_to
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card, Pane
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.fields import ChoiceField, DateField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Scroll, clear, column, holding, line, row
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON_SMALL, S2, S3, S4, S6
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.calculator_form import CalculatorForm
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.calculators import Shown
    from welcomedesk.domain.guide_parts import Question

_PAUSE = 200
_MARKS = {True: ("check-circle", "good"), False: ("bar-circle", "danger"), None: ("dot", "text2")}


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the page needs to show a calculator."""

    options: Mapping[str, tuple[tuple[str, str], ...]]
    given: Mapping[str, Any]
    questions: tuple[Question, ...]


class CalculatorsPage(PageView):
    """The list of calculators beside the form and its answer; a choice above where it is narrow."""

    areas = frozenset({"packs"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.chosen = calculators.ALL[0].id
        self.form: CalculatorForm | None = None
        self.points: dict[str, Answer] = {}
        self._point_values: dict[str, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.reckon)
        self.head = self.set_head(PageHead(_("Calculators"), _("For orientation: the authority decides."), lined=True))
        back = button(_("Knowledge"), "chevron-left", then=lambda: self.context.shell.go(Place("knowledge")))
        self.head.add_action(back)
        named = [(each.id, _(each.title)) for each in calculators.ALL]
        self.choice = ChoiceField(named, self.chosen, _("Calculator"))
        self.choice.edited.connect(self.choose)
        self.list = RowList()
        self.list.setAccessibleName(_("Calculators"))
        self.list.set_rows([Row(each.id, _(each.title), second=each.source) for each in calculators.ALL])
        self.list.chosen.connect(self.choose)
        self._start = Pane()
        self._start.body.addWidget(self.list, 1)
        self._start.setFixedWidth(look().size(320))
        self._line = line(upright=True)
        scroll = Scroll(margins=(S6, S4, S6, S6), space=S4)
        self._inside = scroll.inner
        self._top = holding(column(self.choice, space=0, margins=(S6, S3, S6, 0)))
        side = column(self._top, scroll, space=0)
        side.setStretch(1, 1)
        panes = row(self._start, self._line, side, space=0)
        panes.setStretch(2, 1)
        self.content.addLayout(panes, 1)
        self._make_fixed()

    def _make_fixed(self) -> None:
        """What every calculator has: the day, and the card of the answer."""
        self.title = Label("", "question", wrap=True)
        self._fields = column(space=S4)
        self.day = DateField(self.context.today().isoformat())
        self.day.textChanged.connect(lambda _text: self._pause.start())
        self.day_row: FormRow[DateField] = FormRow(_("Figures and law on"), self.day)
        self.answer = Card(_("Result"))
        self._inside.addWidget(self.title)
        self._inside.addLayout(self._fields)
        self._inside.addWidget(self.day_row)
        self._inside.addWidget(self.answer)
        self._inside.addStretch(1)

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        known = {each.id for each in calculators.ALL}
        self.choose(place.item if place.item in known else self.chosen)

    def choose(self, name: str) -> None:
        """Show a calculator with what the case knows."""
        self.chosen = name
        self.choice.set_value(name)
        self.list.choose(name)
        case = self.place.case

        def read(desk: Any) -> _Opened:
            chosen = calculators.calculator(name)
            given = calculators.prefilled(desk, case, name) if case else {}
            wants = any(each.kind == "answers" for each in chosen.inputs)
            asked = calculators.point_questions(desk.library, given.get("answers", {}), desk.today) if wants else ()
            options = {each.id: calculators.options(desk, each) for each in chosen.inputs if each.options}
            return _Opened(options, given, asked)

        self.ask(read, self._show, latest="open")

    def _show(self, opened: _Opened) -> None:
        chosen = calculators.calculator(self.chosen)
        clear(self._fields)
        self.title.setText(_(chosen.title))
        if self.place.case:
            self._fields.addLayout(row(Chip(_("with facts of the case"), "info"), None))
        self.form = CalculatorForm(chosen.inputs, opened.options, opened.given)
        self.form.changed.connect(self._pause.start)
        self._fields.addWidget(self.form)
        # A long form would hide its answer below the window.
        self._inside.removeWidget(self.answer)
        self._inside.insertWidget(1 if opened.questions else 3, self.answer)
        self._point_values = dict(opened.given.get("answers", {}))
        self._show_questions(opened.questions)
        self.reckon()

    def _show_questions(self, questions: tuple[Question, ...]) -> None:
        """A compact form of the questions the points rest on."""
        self.points = {}
        if not questions:
            return
        form = Form()
        for question in questions:
            words = say(question.label or question.text, language())
            options = tuple(Option(each.id, say(each.words, language()), "", each.also) for each in question.options)
            answer = answer_to(question.kind, words, options, self._point_values.get(question.id))
            answer.tell(self._point_told)
            self.points[question.id] = answer
            form.add(words, answer.widget)
        self._fields.addWidget(form)

    def _point_told(self, *_value: object) -> None:
        self._pause.start()

    # --- the answer -------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What was typed, as the calculator takes it."""
        found = self.form.values() if self.form else {}
        if self.points:
            found["answers"] = self._point_values | {
                name: answer.value() for name, answer in self.points.items() if answer.value() is not None
            }
        return found

    def reckon(self) -> None:
        """Reckon with what was typed; say what is missing where it is not enough."""
        self._pause.stop()
        if self.form is None:
            return
        wrong = self.form.wrong() or next((words for each in self.points.values() if (words := each.wrong())), "")
        if not self.day_row.complete() or wrong:
            self._say_instead(wrong or self.day.problem())
            return
        lacking = self.form.lacking()
        if lacking:
            self._say_instead(_("Still to fill in: {fields}").format(fields=", ".join(lacking)))
            return
        name, given = self.chosen, self.values()
        day = date.fromisoformat(self.day.value()) if self.day.value() else self.context.today()
        self.ask(
            lambda desk: calculators.shown(desk, name, given, day),
            self._show_answer,
            failed=self._refused,
            latest="reckon",
        )

    def _refused(self, error: Exception) -> None:
        """Name the input that the calculator needs with what was chosen, or cannot use."""
        name = str(getattr(error, "details", {}).get("input", ""))
        label = next((_(each.label) for each in calculators.calculator(self.chosen).inputs if each.id == name), "")
        words = label or _("what is marked as needed")
        self._say_instead(_("Still to fill in: {fields}").format(fields=words))

    def _say_instead(self, words: str) -> None:
        clear(self.answer.body)
        self.answer.body.addWidget(Label(words, "body", "text2", wrap=True))

    def _show_answer(self, shown: Shown) -> None:
        clear(self.answer.body)
        for text, met, figure in shown.lines:
            icon, role = _MARKS[met]
            mark = IconLabel(icon, role, ICON_SMALL)
            words = Label(text, "strong" if met is not None else "body", wrap=True, selectable=True)
            if met is not None:
                said = _("{text} (met)") if met else _("{text} (not met)")
                words.setAccessibleName(said.format(text=text))
            lines = column(words, Label(figure, "small", "text2", wrap=True) if figure else None, space=2)
            made = row(holding(column(mark, None, space=0)), lines, space=S3)
            made.setStretch(1, 1)
            self.answer.body.addLayout(made)
        for figure in shown.missing:
            words_missing = _("No figure was entered for this day: {figure}").format(figure=figure)
            self.answer.body.addLayout(row(Chip(words_missing, "open"), None))
        self.answer.body.addSpacing(S2)
        self.answer.body.addWidget(definition(_("Basis"), shown.source, width=132))

    # --- the window asks --------------------------------------------------------------------------------------

    def width_changed(self, width: Width) -> None:
        wide = width >= Width.MEDIUM
        self._start.setVisible(wide)
        self._line.setVisible(wide)
        self._top.setVisible(not wide)

    def first_stop(self) -> QWidget | None:
        return self.list if self._start.isVisible() else self.choice

    def keep(self) -> Mapping[str, Any]:
        return {"chosen": self.chosen}

    def restore(self, state: Mapping[str, Any]) -> None:
        if state.get("chosen") and not self.place.item:
            self.choose(str(state["chosen"]))
