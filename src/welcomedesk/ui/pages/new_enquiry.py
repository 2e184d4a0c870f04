"""A new enquiry in under half a minute: kind, name, three facts; likely doubles show while the name is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from welcomedesk.desk import cases, enquiries
from welcomedesk.desk.enquiries import Enquiry, Where
from welcomedesk.domain import fields
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui import keys
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.fields import ChoiceField, LineField, TextField
from welcomedesk.ui.components.forms import Form, FormRow
from welcomedesk.ui.components.layout import Flow, Scroll, column, holding, row
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.fact_editors import begun_code, wrong_reach
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import S2, S3, S4, S6
from welcomedesk.ui.reader import describe, say_politely
from welcomedesk.ui.text import Label, isolate

if TYPE_CHECKING:
    from welcomedesk.desk.core import CaseRef
    from welcomedesk.desk.ports import DoubleHit
    from welcomedesk.ui.page import Context

REASONS = {
    "same_name": N_("same name"),
    "similar_name": N_("similar name"),
    "sounds_alike": N_("sounds alike"),
    "same_birth_date": N_("same date of birth"),
}
PAUSE = 120
"""Milliseconds of rest before the file is asked, so that quick typing asks once."""


class NewEnquiry(QWidget):
    """The form and, beside it, cases that may be the same.

    Args:
        failed: shows what went wrong above the page.
    """

    opened = Signal(str, bool)
    """Id of the new case, and whether a guide comes next."""
    wanted = Signal(str)
    """Id of a case that exists already."""
    left = Signal()

    def __init__(self, context: Context, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._context = context
        self._failed = failed
        self._district = ""
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self._look_up)
        self.kind = Segments(
            [("person", _("Person"), "person"), ("company", _("Company"), "company")], "person", _("Kind")
        )
        self.kind.chosen.connect(lambda _kind: self._look_up())
        self._make_form()
        self._make_doubles()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(S4)
        self._box.addWidget(self.card, 3)
        self._box.addWidget(self.side, 2)
        scroll = Scroll(margins=(S6, S4, S6, S6), space=S4)
        scroll.inner.addLayout(self._box)
        self.setLayout(column(scroll, space=0))

    def _make_form(self) -> None:
        self.name = FormRow(_("Name"), LineField(), hint=_("Leave empty for an anonymous enquiry."))
        self.about = FormRow(_("What it is about"), TextField(lines=2, most=6))
        self.where = FormRow(_("Postal code or place"), LineField())
        reach = LineField()
        self.reach = FormRow(_("Phone or e-mail"), reach, check=lambda: wrong_reach(reach, self.kind.value()))
        self.which = FormRow(_("Which district?"), ChoiceField(nothing=_("still open")))
        self.which.field.edited.connect(self._choose_district)
        self.which.hide()
        channels = [(option.id, _(option.label)) for option in fields.CHANNELS]
        self.channel = FormRow(_("First contact through"), ChoiceField(channels, "phone", nothing=_("not known")))
        self.form = Form()
        for made in (self.name, self.about, self.where, self.which, self.reach, self.channel):
            self.form.rows.append(made)  # type: ignore[arg-type]
        self._inline = column(space=0)
        self._under_name = holding(self._inline)
        self._under_name.hide()
        pair = row(self.where, self.reach, space=S4)
        self.keep = button(_("Create case"), kind="main", then=self.enter, key=keys.shown("main"))
        self.guide = button(_("Create case and begin guide"), "list", then=partial(self.enter, guide=True))
        self.cancel = button(_("Cancel"), then=self.left.emit)
        for part in (holding(row(self.kind, None)), self.name, self._under_name, self.about, holding(pair),
                     self.which, self.channel):  # fmt: skip
            self.form.add_widget(part)
        self.card = Card()
        self.card.body.addWidget(self.form)
        self.card.body.addSpacing(S2)
        foot = QWidget()
        foot.setLayout(Flow(self.keep, self.guide, self.cancel, space=S3))
        self.card.body.addWidget(foot)
        self.name.field.textChanged.connect(self._name_typed)
        self.where.field.textChanged.connect(lambda _text: self._rest.start())
        for line in (self.name, self.where, self.reach):
            line.field.returnPressed.connect(self.enter)

    def _make_doubles(self) -> None:
        self.side = QWidget()
        self.doubles = Card(_("This case may already exist."), icon="compare", icon_role="open", flush=True)
        self.hits = RowList(fit=True)
        self.hits.setAccessibleName(_("Likely doubles"))
        self.hits.opened.connect(self.wanted)
        self.doubles.add(self.hits)
        self.doubles.hide()
        self._quiet = Label(_("While you type, cases with a similar name show here."), "small", "text2", wrap=True)
        self.side.setLayout(column(self.doubles, self._quiet, None, space=S3))
        self.side.setMinimumWidth(look().size(240))

    # --- while typing -----------------------------------------------------------------------------------------

    def _name_typed(self, name: str) -> None:
        self._rest.start()
        if name.strip() and self.about.wrong():
            self.about.say_wrong("")  # with a name nothing is missing there

    def _look_up(self) -> None:
        name, kind = self.name.field.value(), self.kind.value()
        where, district = self.where.field.value(), self._district
        desk, worker = self._context.session.desk, self._context.worker
        worker.run(
            lambda progress: (cases.likely_doubles(desk, name, kind), enquiries.where(desk, where, district)),
            self._show,
            self._failed,
            owner=self,
            latest=f"{id(self)}:doubles",
        )

    def _show(self, found: tuple[tuple[DoubleHit, ...], Where]) -> None:
        hits, where = found
        self._show_doubles(hits)
        self._show_where(where)

    def _show_doubles(self, hits: tuple[DoubleHit, ...]) -> None:
        hidden = self._context.preferences().numbers_only
        lines = []
        for hit in hits:
            case = hit.row
            name = case.number if hidden else case.name or _("Anonymous")
            parts = [case.number, case.place, _("closed") if case.state == "closed" else "", case.adviser]
            lines.append(
                Row(
                    case.id, name, " · ".join(part for part in parts if part), icon=case.kind,
                    right=_(REASONS.get(hit.reasons[0], "")) if hit.reasons else "",
                    right_second=_(REASONS.get(hit.reasons[1], "")) if len(hit.reasons) > 1 else "",
                    kind=_("Case"),
                )
            )  # fmt: skip
        had = not self.doubles.isHidden()
        self.hits.set_rows(lines)
        self.doubles.setVisible(bool(lines))
        self._quiet.setVisible(not lines and self._box.direction() == QBoxLayout.Direction.LeftToRight)
        if lines and not had:
            words = ngettext("{n} case may be the same", "{n} cases may be the same", len(lines)).format(n=len(lines))
            describe(self.name.field, words)
            say_politely(self.name.field, words)
        elif not lines:
            describe(self.name.field, "")

    def _show_where(self, where: Where) -> None:
        self.which.setVisible(bool(where.ask))
        if where.ask:
            self.which.field.set_options(where.ask, self._district, _("still open"))
        if where.district_name:
            words = _("District {district}").format(district=where.district_name)
            if where.place and where.postal_code and where.place not in self.where.field.value():
                words = _("{place}, district {district}").format(place=where.place, district=where.district_name)
            self.where.say(words, "good", "check")
        elif where.known or not (where.postal_code or where.place):
            self.where.say("")
        elif begun_code(where.place):
            self.where.say(_("A postal code has five digits."))
        else:
            self.where.say(_("Not in Saxony-Anhalt, or spelled differently. It is kept as it stands."))

    def _choose_district(self, district: str) -> None:
        self._district = district
        self._look_up()

    # --- entering ---------------------------------------------------------------------------------------------

    def enquiry(self) -> Enquiry:
        """What stands in the form."""
        return Enquiry(
            kind=self.kind.value(),
            name=self.name.field.value(),
            about=self.about.field.value(),
            where=self.where.field.value(),
            reach=self.reach.field.value(),
            channel=self.channel.field.value(),
            district=self._district,
        )

    def enter(self, *, guide: bool = False) -> None:
        """Open the case, unless something does not fit."""
        self.form.clear_wrong()
        wanted = self.enquiry()
        if not wanted.name and not wanted.about:
            self.about.say_wrong(_("Without a name, say in a few words what it is about."))
        for part, misfit in enquiries.wrong_with(wanted).items():
            lines: dict[str, Any] = {"name": self.name, "about": self.about, "reach": self.reach}
            lines[part].say_wrong(_(misfit.problem).format(**misfit.details))
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        name = isolate(wanted.name) if wanted.name else _("anonymous")
        said = _("Case created: {name}").format(name=name)

        def opened(ref: CaseRef) -> None:
            self.clear()
            self.opened.emit(ref.id, guide)

        act(self._context, self, lambda desk: enquiries.open_enquiry(desk, wanted), said, opened, failed=self._failed)

    def clear(self) -> None:
        """An empty form."""
        self.fill({})

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the form: `kind`, `name`, `about`, `where`, `reach`, `channel`."""
        self._district = str(values.get("district", ""))
        self.kind.set_value(str(values.get("kind", "person")))
        self.name.field.set_value(str(values.get("name", "")))
        self.about.field.set_value(str(values.get("about", "")))
        self.where.field.set_value(str(values.get("where", "")))
        self.reach.field.set_value(str(values.get("reach", "")))
        self.channel.field.set_value(str(values.get("channel", "phone")))
        self.form.clear_wrong()
        self._look_up()

    def values(self) -> dict[str, str]:
        """What stands in the form, for keeping; empty where nothing was typed."""
        now = self.enquiry()
        typed = now.name or now.about or now.where or now.reach
        names = ("kind", "name", "about", "where", "reach", "channel", "district")
        return {name: str(getattr(now, name)) for name in names} if typed else {}

    def set_wide(self, wide: bool) -> None:
        """Doubles beside the form, or right under the name where it is narrow."""
        inline = self._inline.indexOf(self.side) >= 0
        if wide and inline:
            self._inline.removeWidget(self.side)
            self._box.addWidget(self.side, 2)
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
        elif not wide and not inline:
            self._box.removeWidget(self.side)
            self._box.setDirection(QBoxLayout.Direction.TopToBottom)
            self._inline.addWidget(self.side)
        self._under_name.setVisible(not wide)
        self._quiet.setVisible(wide and self.doubles.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
