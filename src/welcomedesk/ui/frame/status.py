"""The status bar: saved when, encrypted, packs of which date, who and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import row
from welcomedesk.ui.dates import short_date
from welcomedesk.ui.look.theme import look, set_part
from welcomedesk.ui.look.tokens import ICON_SMALL, S2, S3, S4, STATUS, tone_text
from welcomedesk.ui.text import ElidedLabel, Label, tip

if TYPE_CHECKING:
    from welcomedesk.desk.backups import BackupsSeen


class StatusBar(QWidget):
    """One quiet line at the foot of the window; only the tick is left where it is very narrow."""

    reader_role = "StatusBar"

    def __init__(self) -> None:
        super().__init__()
        set_part(self, part="status")
        self._tick = IconLabel("check", "good", ICON_SMALL)
        self.saved = Label("", "small", "good")
        self._shield = IconLabel("shield", "text2", ICON_SMALL)
        self._encrypted = Label(_("Encrypted, without network"), "small", "text2")
        self.copy = Label("", "small", "text2")
        self.packs = ElidedLabel("", "small", "text2")
        self.who = ElidedLabel("", "small", "text2")
        self._tick.hide()
        self.saved.hide()
        self.saved.setContentsMargins(0, 0, S3, 0)
        self.setLayout(
            row(
                self._tick, self.saved, self._shield, self._encrypted, None, self.copy, S2, self.packs, S2, self.who,
                space=S2 - 2, margins=(S4, 0, S4, 0),
            )
        )  # fmt: skip
        self.setAccessibleName(_("Status"))
        self.relook()

    def relook(self) -> None:
        self.setFixedHeight(max(look().size(STATUS), self.fontMetrics().height() + 6))

    def show_saved(self, time: str) -> None:
        """Show the time of the last durable write, `09:42`."""
        words = _("Saved at {time}").format(time=time)
        self.saved.setText(words)
        self._tick.show()
        self.saved.show()
        self.setAccessibleDescription(words)

    def show_workplace(self, packs: str, who: str) -> None:
        """Show the date of the packs, already written out, and who works where."""
        self.packs.set_text(_("Packs of {date}").format(date=packs) if packs else "")
        self.who.set_text(who)

    def show_copy(self, seen: BackupsSeen) -> None:
        """Show when a backup was last copied to another medium, and whether it is time for that again."""
        if seen.other_medium:
            words = _("Copy elsewhere: {date}").format(date=short_date(seen.other_medium))
        else:
            words = _("No copy elsewhere yet")
        self.copy.setText(words)
        self.copy.set_tone(tone_text("caution") if seen.other_wanted else "text2")
        self.copy.setToolTip(tip(_("A backup on another medium helps when this computer is gone.")))

    def set_tiny(self, tiny: bool) -> None:
        for widget in (self._shield, self._encrypted, self.copy, self.packs, self.who):
            widget.setVisible(not tiny)
