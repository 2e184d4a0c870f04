"""What the visitor may look at: next steps, papers and one address, in the visitor's language with German below.

The page stands alone and goes back to the case behind the cover screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from welcomedesk.desk import client_view, handouts
from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.chips import IconLabel, sample_chip
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import S2, S3, S4, S6, S8
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.client_view import ClientPaper, ClientStep, ClientView, Said

SIZES = {"s": 1.0, "m": 1.2, "l": 1.45}
_CIRCLE = 44


class ClientPage(PageView):
    """Turn the screen round and look at it together."""

    scrolls = False
    alone = True
    areas = frozenset({"cases"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._case = ""
        self._language = ""
        self._size = "s"
        self._view: ClientView | None = None
        self._scroll = Scroll(margins=(S8, S6, S8, S4), space=S4)
        self._scroll.setAccessibleName(_("Client view"))
        self.content.addWidget(self._scroll, 1)
        self.content.addWidget(self._foot())

    def _foot(self) -> QWidget:
        self.language = ChoiceField(name=_("Language"))
        self.language.edited.connect(self._choose_language)
        self.text_size = Segments([("s", "A"), ("m", "A+"), ("l", "A++")], "s", _("Size of the text"))
        self.text_size.chosen.connect(self._choose_size)
        self.print = button(_("Print"), "printer", then=self.print_sheet, key=keys.shown("print"))
        self.back = button(
            _("Back to the consultation"), "back", kind="main", then=self.leave, key=keys.shown("client")
        )
        self._hint = Label(_("Only this page can be seen. Name, case number and notes stay hidden."), "body", "text2")
        foot = QWidget()
        set_part(foot, part="foot")
        self._what = Label(_("Client view"), "strong")
        words = row(self._what, self._hint, space=S3)
        doing = flow(self.language, self.text_size, self.print, self.back, space=S3)
        foot.setLayout(row(holding(words), None, doing, space=S3, margins=(S4, S2, S4, S2)))
        return foot

    # --- reading ----------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        if place.case != self._case:
            self._case, self._language = place.case, place.item
            clear(self._scroll.inner)
            self.reload()

    def reload(self) -> None:
        case, language = self._case, self._language
        if case:
            self.ask(lambda desk: client_view.view(desk, case, language), self._show, latest="client")

    def _show(self, view: ClientView) -> None:
        self._view = view
        self._language = view.language
        self.language.set_options(view.languages, view.language)
        clear(self._scroll.inner)
        direction = Qt.LayoutDirection.RightToLeft if view.right_to_left else Qt.LayoutDirection.LeftToRight
        self._scroll.body.setLayoutDirection(direction)
        self._scroll.inner.addLayout(self._title(view))
        wide = self.width_class > Width.NARROW and self._size != "l"
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        body.setSpacing(S8)
        steps = self._steps(view)
        body.addLayout(steps, 9)
        if view.papers:
            body.addLayout(column(self._papers(view), None), 4)
        self._scroll.inner.addLayout(body)
        self._scroll.verticalScrollBar().setValue(0)

    def _text(self, words: str, role: str, tone: str = "text") -> Label:
        made = Label(words, role, tone, wrap=True)
        font = QFont(look().font(role))
        font.setPointSizeF(font.pointSizeF() * SIZES[self._size])
        made.setFont(font)
        return made

    def _said(self, said: Said, role: str, tone: str = "text") -> QVBoxLayout:
        """The words with the German ones below."""
        lines = [self._text(said.words, role, tone)]
        if said.german:
            lines.append(self._german(said.german))
        return column(*lines, space=2)

    def _german(self, words: str) -> Label:
        """German below, at the same edge as the words above it."""
        return self._text(words, "body", "text2")

    # --- parts ------------------------------------------------------------------------------------------------

    def _title(self, view: ClientView) -> QBoxLayout:
        title = self._said(view.title, "client-title")
        if view.about:
            title.addWidget(self._german(view.about))
        head = row(title, None, space=S4)
        head.setStretch(0, 1)
        head.setStretch(1, 0)
        if view.sample:
            head.addWidget(sample_chip())
        return head

    def _steps(self, view: ClientView) -> QVBoxLayout:
        steps = column(space=S4)
        if not view.steps:
            steps.addLayout(self._said(view.nothing, "client"))
        for number, step in enumerate(view.steps, start=1):
            steps.addWidget(self._step(number, step))
            steps.addWidget(line())
        if view.office:
            steps.addWidget(self._office(view.office))
        steps.addLayout(self._said(view.guidance, "client"))
        if view.review.words:
            steps.addLayout(self._review(view.review))
        return steps

    def _step(self, number: int, step: ClientStep) -> QWidget:
        words = column(self._text(step.title.words, "client-title"), space=S2)
        if step.text.words:
            words.addWidget(self._text(step.text.words, "client"))
        german = " · ".join(part for part in (step.title.german, step.text.german) if part)
        if german:
            words.addWidget(self._german(german))
        circle = Circle(number)
        made = row(column(circle, None), words, space=S6)
        made.setStretch(1, 1)
        box = holding(made)
        box.setAccessibleName(f"{number}. {step.title.words}")
        return box

    def _papers(self, view: ClientView) -> QWidget:
        card = Card()
        card.setAccessibleName(view.bring.words)
        card.body.addLayout(self._said(view.bring, "client-title"))
        for paper in view.papers:
            card.body.addLayout(self._paper(paper))
        return card

    def _paper(self, paper: ClientPaper) -> QBoxLayout:
        sign = IconLabel("check-circle" if paper.ready else "open-circle", "good" if paper.ready else "open", 22)
        words = column(self._text(paper.title.words, "client"), space=2)
        words.addWidget(self._text(paper.state.words, "body", "good" if paper.ready else "open"))
        german = " · ".join(part for part in (paper.title.german, paper.state.german) if part)
        if german:
            words.addWidget(self._german(german))
        made = row(column(sign, None), words, space=S3)
        made.setStretch(1, 1)
        return made

    def _office(self, lines: tuple[str, ...]) -> QWidget:
        """An address keeps its direction: street and number from left to right in every language."""
        block = holding(column(*(self._text(each, "client") for each in lines), space=0))
        block.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if self.width_class > Width.NARROW and self._size != "l":
            block.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
            for label in block.findChildren(Label):
                label.setWordWrap(False)
            return holding(row(column(IconLabel("pin", "accent", 22), None), block, None, space=S6))
        made = row(column(IconLabel("pin", "accent", 22), None), block, space=S6)
        made.setStretch(1, 1)
        return holding(made)

    def _review(self, review: Said) -> QBoxLayout:
        made = row(column(IconLabel("open-circle", "open"), None), self._said(review, "body"), space=S2)
        made.setStretch(1, 1)
        return made

    # --- doing ------------------------------------------------------------------------------------------------

    def _choose_language(self, code: str) -> None:
        self._language = code
        self.reload()

    def _choose_size(self, size: str) -> None:
        self._size = size
        if self._view is not None:
            self._show(self._view)

    def print_sheet(self) -> None:
        """Print the checklist of the case in German and the visitor's language."""
        case, language = self._case, self._language
        languages = ("de",) if language == "de" else ("de", language)
        large = self._size == "l"  # whoever needs it on the screen needs it on paper

        def print_it(pdf: bytes) -> None:
            from welcomedesk.ui.printing import print_pdf

            print_pdf(self, pdf, _("Checklist"), lambda: self.context.shell.did(_("Printed.")), self.show_error)

        self.ask(lambda desk: handouts.checklist(desk, case, languages=languages, large=large), print_it)

    def leave(self) -> None:
        """Back to the case, behind the cover: the visitor still looks at the screen."""
        self.context.shell.cover()
        self.context.shell.go(Place("case", case=self._case))

    # --- window -----------------------------------------------------------------------------------------------

    def do(self, name: str) -> bool:
        if name == "client" or name.startswith("page"):
            self.leave()
            return True
        if name == "print":
            self.print_sheet()
            return True
        return False

    def window_title(self) -> str:
        return _("Client view")

    def first_stop(self) -> QWidget | None:
        return self.back

    def main_action(self) -> QPushButton | None:
        return self.back

    def keep(self) -> Mapping[str, Any]:
        return {"language": self._language, "size": self._size}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._language = str(state.get("language", ""))
        self._size = str(state.get("size", "s")) if state.get("size") in SIZES else "s"
        self.text_size.set_value(self._size)

    def width_changed(self, width: Width) -> None:
        self._hint.setVisible(width > Width.MEDIUM)
        self._what.setVisible(width > Width.TINY)
        if self._view is not None:
            self._show(self._view)


class Circle(QWidget):
    """A number in a circle; silent for screen readers because the step says its number itself."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = str(number)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = look().size(_CIRCLE)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().color("accent"), 2))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(look().font("page"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)
