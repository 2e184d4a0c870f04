"""The address of a case in one row; a protected one is dots plus place and shows for twenty seconds on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from welcomedesk.desk.case_view import DOTS
from welcomedesk.i18n import _
from welcomedesk.ui.components.buttons import button, says_before, set_words
from welcomedesk.ui.components.facts import FactRow

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile

SHOWN_FOR = 20_000


class AddressRow(FactRow):
    """Street, postal code and place together; edited field by field in the tab of facts.

    Args:
        looked: called each time a protected address is shown, so that it is recorded.
    """

    def __init__(self, case: CaseFile, looked: Callable[[], object], *, seconds: float = SHOWN_FOR / 1000) -> None:
        who = case.one(case.kind)
        town = " ".join(part for part in (who.text("postal_code"), who.text("place")) if part)
        self._whole = ", ".join(part for part in (who.text("street"), town) if part)
        self._protected = bool(who.get("address_protected")) and bool(self._whole)
        self._masked = DOTS
        self._looked = looked
        self.show_button = button(_("Show address"), kind="link", small=True, then=self._toggle)
        says_before(self.show_button, _("That you looked at it is logged."))
        self.show_button.setProperty("flush", True)
        super().__init__(
            f"{case.kind}.street",
            _("Address"),
            self._masked if self._protected else self._whole,
            source=_("protected at the person's wish") if self._protected else "",
            source_icon="shield" if self._protected else "",
            extra=self.show_button if self._protected else None,
            editable=False,
        )
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self._hide_again)
        if self._protected:
            self.setAccessibleName(_("Address, protected"))

    @property
    def empty(self) -> bool:
        return not self._whole

    def _toggle(self) -> None:
        if self._timer.isActive():
            self._hide_again()
            return
        self.value.setText(self._whole)
        set_words(self.show_button, _("Hide address"))
        self._timer.start()
        self._looked()

    def _hide_again(self) -> None:
        self._timer.stop()
        self.value.setText(self._masked)
        set_words(self.show_button, _("Show address"))


class HiddenRow(FactRow):
    """A fact that says where a protected person lives: shown for twenty seconds on request, editable while it shows.

    Args:
        shown: the same fact as it is without protection.
        looked: called each time it is shown, so that it is recorded.
    """

    def __init__(self, shown: FactRow, looked: Callable[[], object]) -> None:
        self._words, self._may_edit, self._looked = shown.value.text(), shown.editable, looked
        self.show_button = button(_("Show address"), kind="link", small=True, then=self._toggle)
        says_before(self.show_button, _("That you looked at it is logged."))
        self.show_button.setProperty("flush", True)
        label = shown.label.text()
        super().__init__(
            shown.key,
            label,
            DOTS,
            raw=shown.raw,
            source=_("protected at the person's wish"),
            source_icon="shield",
            extra=self.show_button,
            editor=shown.make_editor,
            editable=False,
            check=shown.check,
        )
        shown.deleteLater()
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self._hide_again)
        self.setAccessibleName(_("{what}, protected").format(what=label))

    def _toggle(self) -> None:
        if self._timer.isActive():
            self._hide_again()
            return
        self.value.setText(self._words)
        self.editable = self._may_edit
        set_words(self.show_button, _("Hide address"))
        self._timer.start()
        self._looked()

    def _hide_again(self) -> None:
        self._timer.stop()
        self.value.setText(DOTS)
        self.editable = False
        set_words(self.show_button, _("Show address"))
