"""Where the focus is while a page reads, and after what had it has gone: nobody without a mouse is left nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from welcomedesk.ui.page import PageView


class OwedFocus:
    """The focus that a page owes its first useful control: parked until that is there, never taken from elsewhere."""

    def __init__(self, page: PageView) -> None:
        self._page = page
        self._parked: QWidget | None = None

    def give(self) -> None:
        """Give it to the first useful control, or to whatever holds it meanwhile."""
        stop = self._page.first_stop()
        if stop is not None and not (stop.isVisibleTo(self._page) and stop.isEnabled()):
            stop = None
        self._parked = self._page.parking() if stop is None else None
        target = stop or self._parked
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def pay(self) -> None:
        """Give what is owed, unless somebody has moved on since."""
        if self._parked is not None:
            # What was just put on the page shows itself with the next turn.
            QTimer.singleShot(0, self._page, self._pay)

    def _pay(self) -> None:
        if self._parked is None:
            return
        if self._page.window().focusWidget() in (self._parked, None):
            self.give()
        else:
            self.forget()

    def forget(self) -> None:
        """Leave the focus where it is: somebody put it there."""
        self._parked = None


class LostFocus:
    """Puts the focus back to where it was when the control that had it goes, for example because a card is made anew.

    Args:
        window: what all this happens in.
        around: the stops of Tab among which the focus may go, once the control has gone.
    """

    def __init__(self, window: QWidget, around: Callable[[], Sequence[QWidget]]) -> None:
        self._window, self._around = window, around
        self._name, self._at = "", QPoint()
        # A timer, because its turn comes after what was put on the page meanwhile has shown itself.
        self._later = QTimer(window, singleShot=True, interval=0)
        self._later.timeout.connect(self._find)

    def find_again(self, gone: QWidget) -> None:
        """Find a place for the focus of a control that was just hidden, unless somebody sets it in this turn."""
        self._name, self._at = _called(gone), gone.mapTo(self._window, QPoint(0, 0))
        self._later.start()

    def _find(self) -> None:
        now = self._window.focusWidget()
        if now is not None and self._is_there(now):
            return
        found = [each for each in self._around() if each.property("kind") != "danger"]
        same = [each for each in found if self._name and _called(each) == self._name]
        if found:
            min(same or found, key=self._distance).setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_there(self, widget: QWidget) -> bool:
        """Whether it can be seen, or will be in a moment: what was just made shows itself with the next turn."""
        explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            if above.isHidden() and above.testAttribute(explicit):
                return False
            above = above.parentWidget()
        return above is not None

    def _distance(self, stop: QWidget) -> int:
        return (stop.mapTo(self._window, QPoint(0, 0)) - self._at).manhattanLength()


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
