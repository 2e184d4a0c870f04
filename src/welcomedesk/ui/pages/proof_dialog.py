"""Keeping a participation as proof for a funder: counts under a code, apart from the case, before its notes go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import retention
from welcomedesk.i18n import _
from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.dialog import Dialog, tell
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.forms import FormRow

if TYPE_CHECKING:
    from welcomedesk.domain.retention import Programme


class ProofDialog(Dialog):
    """Which programme, and what it asks to be counted.

    Args:
        keep: gets the ref of the programme and the indicators.
    """

    def __init__(self, parent: QWidget, programmes: Sequence[Programme], keep: Callable[[str, str], object]) -> None:
        super().__init__(parent, _("Keep proof for the funder"))
        self._keep = keep
        self.say(_("Number of talks, minutes, first and last day are kept under a code. Name and notes are not."))
        self.programme = ChoiceField([(each.ref, each.name) for each in programmes])
        self.indicators = LineField("", _("Indicators"), longest=500)
        self.body.addWidget(FormRow(_("Programme"), self.programme))
        hint = _("Only what the funder counts, for example a level reached. No names.")
        self.body.addWidget(FormRow(_("Indicators"), self.indicators, hint=hint))
        self.add_button(_("Cancel"))
        self.keep_button = self.add_button(_("Keep proof"), self._done, main=True)
        self.fit(560)
        self.programme.setFocus()

    def _done(self) -> None:
        self._keep(self.programme.value(), self.indicators.value())


def keep_proof(page: QWidget, ask: Callable[..., object], case_id: str) -> None:
    """Ask for the programme, keep the proof, and show its code, which stands on the funder's own form."""

    def kept(code: str) -> None:
        tell(
            page, _("Proof kept under the code {code}.").format(code=code),
            next_step=_("Write the code on the form of the funder. Nothing else leads from the proof to the person."),
        )  # fmt: skip

    def keep(programme: str, indicators: str) -> None:
        ask(lambda desk: retention.keep_proof(desk, case_id, programme, indicators).value, kept)

    def choose(programmes: tuple[Programme, ...]) -> None:
        if programmes:
            ProofDialog(page, programmes, keep).open()
        else:
            tell(
                page, _("No funded programme is entered yet."), safe=_("Nothing was changed."),
                next_step=_("Enter it on the erasure list, under proof for funders."),
            )  # fmt: skip

    ask(retention.programmes, choose)
