"""Dialogs of the checklist: why a step is not needed, another date, a paper, the handout, which list begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welcomedesk import i18n
from welcomedesk.desk import plan_views, readers
from welcomedesk.domain.fields import PAPER_MARKS
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.fields import ChoiceField, DateField, LineField, TickField
from welcomedesk.ui.components.forms import FormRow
from welcomedesk.ui.components.layout import flow, row
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.drafts import told_apart
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S4
from welcomedesk.ui.pages.sheet_dialog import SheetDialog
from welcomedesk.ui.text import Label, first_sentence

if TYPE_CHECKING:
    from welcomedesk.ui.page import Context


class ReasonDialog(Dialog):
    """Why a step is not needed; one sentence is asked for."""

    def __init__(self, parent: QWidget, step: str, then: Callable[[str], object]) -> None:
        super().__init__(parent, _("Why is this step not needed?"))
        self.draft_name = f"reason/{told_apart(step)}"
        self._then = then
        self.say(step)
        self.reason = LineField(name=_("Reason"), longest=500)
        self.line = FormRow(_("Reason"), self.reason, hint=_("One sentence. It stands in the checklist."))
        self.body.addWidget(self.line)
        self.add_button(_("Cancel"))
        self.add_button(_("Not needed"), self._try, main=True, closes=False)
        self.fit()
        self.reason.setFocus()

    def _try(self) -> None:
        if not self.reason.value():
            self.line.say_wrong(_("Please write one sentence why."))
            self.reason.setFocus()
            return
        self.accept()
        self._then(self.reason.value())


class DueDialog(Dialog):
    """Another date for a step, or the one that the checklist works out again."""

    def __init__(
        self, parent: QWidget, step: str, due: str, *, fixed: bool, today: date, then: Callable[[date | None], object]
    ) -> None:
        super().__init__(parent, _("Change date"))
        self._then, self._today = then, today
        self.say(step)
        self.day = DateField(due, _("Due on"))
        self.line = FormRow(_("Due on"), self.day, hint=_("Dates that hang on this step move with it."))
        self.body.addWidget(self.line)
        self.add_button(_("Cancel"))
        if fixed:
            self.add_button(_("Follow the rule again"), lambda: then(None))
        self.add_button(_("Change date"), self._try, main=True, closes=False)
        self.fit()
        self.day.textChanged.connect(lambda _text: self._say_past())
        self.day.setFocus()
        self.day.selectAll()

    def _say_past(self) -> None:
        past = self.day.fits() and "" < self.day.value() < self._today.isoformat()
        self.line.say(_("This day has passed: the step will stand as overdue.") if past else "", "caution", "clock")

    def _try(self) -> None:
        if not self.line.complete(_("A date such as 23.11.2026 is expected here.")):
            self.day.setFocus()
            return
        self.accept()
        self._then(date.fromisoformat(self.day.value()))


class PaperDialog(Dialog):
    """A paper: name, note, what is asked of it, whether it is missing.

    Args:
        values: what stands there already, empty for a new one.
        enter: gets the fields of the paper.
        remove: takes the paper away; without it there is no such button.
    """

    def __init__(
        self,
        parent: QWidget,
        values: Mapping[str, Any],
        enter: Callable[[dict[str, Any]], object],
        remove: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, _("Change paper") if values else _("Enter paper"))
        self.draft_name = f"paper/{told_apart(str(values.get('title') or ''))}"
        self._enter = enter
        self.name = LineField(str(values.get("title") or ""), _("Paper"), longest=300)
        self.note = LineField(str(values.get("note") or ""), _("Note"), longest=500)
        self.line = FormRow(_("Paper"), self.name)
        self.body.addWidget(self.line)
        self.body.addWidget(FormRow(_("Note"), self.note, hint=_("Language, number of sheets, what replaces it.")))
        needs = values.get("needs") if values else ["seen", "copy"]
        self.needs = {
            mark.id: TickField(_(mark.label), mark.id in (needs if isinstance(needs, list) else ()))
            for mark in PAPER_MARKS
        }
        self.body.addWidget(Label(_("Asked for"), "medium"))
        self.body.addWidget(flow(*self.needs.values(), space=S4))
        self.missing = TickField(_("This paper is missing or cannot be had"), bool(values.get("missing")))
        self.body.addWidget(self.missing)
        if remove is not None:
            self.add_button(_("Take paper out"), remove)
        self.add_button(_("Cancel"))
        self.add_button(_("Keep changes") if values else _("Enter paper"), self._try, main=True, closes=False)
        self.fit()
        self.name.setFocus()

    def _try(self) -> None:
        if not self.name.value():
            self.line.say_wrong(_("A paper needs a name."))
            self.name.setFocus()
            return
        self.accept()
        needs = [name for name, tick in self.needs.items() if tick.value()]
        self._enter(
            {
                "title": self.name.value(),
                "note": self.note.value() or None,
                "needs": needs or None,
                "missing": True if self.missing.value() else None,
            }
        )


MakeSheet = Callable[[Any, str, tuple[str, ...], bool], bytes]


class HandoutDialog(SheetDialog):
    """A checklist as a sheet to take home: choose, look at the exact page, print or save.

    Args:
        make: gives the PDF of a list in these languages, in large print or not; called on the worker.
        lists: id and title of the lists to choose from.
        name: of the print job and of the file: a case number or what it is, never a name.
        for_clients: whether it can stand in the languages of clients, too.
        spoken: what it stands in at first, as `readers.sheet_languages` names it.
    """

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        make: MakeSheet,
        name: str,
        lists: Sequence[tuple[str, str]],
        *,
        for_clients: bool = True,
        spoken: str = "de",
    ) -> None:
        file = _("{number}-checklist.pdf").format(number=name)
        super().__init__(parent, context, _("Print as handout"), name, file=file)
        self._make_sheet = make
        self.list = ChoiceField(lists, lists[0][0] if lists else "", _("Checklist"))
        known = readers.sheet_languages(context.session.desk.library, i18n.language())
        self.language = ChoiceField(known if for_clients else known[:3], spoken, _("Language"))
        self.large = TickField(_("Large print"), False)
        self.large.edited.connect(lambda _on: self._make())
        self.list.edited.connect(lambda _value: self._make())
        self.language.edited.connect(lambda _value: self._make())
        which = FormRow(_("Checklist"), self.list)
        which.setVisible(len(lists) > 1)
        self.body.insertLayout(0, row(which, FormRow(_("Language"), self.language), self.large, None, space=S4))
        self._make()

    def _make(self) -> None:
        make, chosen = self._make_sheet, self.list.value()
        languages, large = tuple(self.language.value().split("+")), self.large.value()
        self.read(lambda desk: make(desk, chosen, languages, large))


class StartListDialog(Dialog):
    """Which list begins in a case; for a format also on which day it takes place.

    Args:
        begun: ids of lists that the case has already; they are left out.
        then: gets the id and the day of the event.
    """

    def __init__(
        self,
        parent: QWidget,
        offers: Sequence[plan_views.Offer],
        begun: Set[str],
        then: Callable[[str, date | None], object],
    ) -> None:
        super().__init__(parent, _("Begin a list"))
        self._then = then
        self._offers = {each.id: each for each in offers if each.id not in begun}
        self.list = RowList(framed=True)
        self.list.setAccessibleName(_("Formats and lists"))
        self.list.setMinimumHeight(look().size(380))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self._try())
        self.body.addWidget(self.list, 1)
        self.text = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self.text)
        self.day = DateField("", _("Day of the event"))
        self.line = FormRow(
            _("Day of the event"), self.day, hint=_("May stay empty; the dates follow as soon as it is known.")
        )
        self.body.addWidget(self.line)
        self.add_button(_("Cancel"))
        self.begin = self.add_button(_("Begin list"), self._try, main=True, closes=False)
        self.list.set_rows(list(offer_rows(tuple(self._offers.values()))))
        self.list.choose_first()
        self.fit(620, 620)
        self.list.setFocus()

    def _chosen(self, key: str) -> None:
        offer = self._offers.get(key)
        self.begin.setEnabled(offer is not None)
        self.text.setText(offer.text if offer else "")
        self.line.setVisible(bool(offer and offer.plan))

    def _try(self) -> None:
        offer = self._offers.get(self.list.current_key())
        if offer is None:
            return
        if offer.plan and not self.line.complete():
            self.day.setFocus()
            return
        self.accept()
        day = self.day.value() if offer.plan else ""
        self._then(offer.id, date.fromisoformat(day) if day else None)


def offer_rows(offers: Sequence[plan_views.Offer]) -> Iterator[Row | Head]:
    """Plans and lists below the programme that they come from."""
    for programme, group in groupby(offers, key=lambda offer: offer.programme):
        members = list(group)
        yield Head(programme, programme, len(members))
        for each in members:
            steps = ngettext("{n} step", "{n} steps", each.steps).format(n=each.steps)
            yield Row(
                each.id,
                each.title,
                second=first_sentence(each.text),
                icon="calendar" if each.plan else "checklist",
                right=steps,
                kind=_("Event format") if each.plan else _("Checklist"),
            )
