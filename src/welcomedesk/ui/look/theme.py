"""`Look`: applies tokens, fonts and style to the application, follows the system, and switches while running.

Widgets never keep colours. They ask `look().color("accent")` when they paint, carry a dynamic property for the style
sheet (`set_part`), a font role (`set_role`) or an icon name (`icons.set_icon`); a change reaches all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from welcomedesk.ui.look import type as fonts
from welcomedesk.ui.look.sheet import style_sheet
from welcomedesk.ui.look.tokens import DARK, LIGHT, Tokens
from welcomedesk.ui.reader import install as install_reader

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMES = ("system", "light", "dark")
ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_SCHEME = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Look(QObject):
    """The look that is in force; there is one per application, made by `install`.

    `changing` is emitted before theme, contrast or text zoom change, `changed` after every widget was told.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system", zoom: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._base = QFont(app.font())
        self._factor = fonts.system_factor(self._base.pointSizeF())
        self._fonts: dict[str, QFont] = {}
        self._colors: dict[str, QColor] = {}
        self.scheme = scheme if scheme in SCHEMES else "system"
        self.zoom = zoom
        self.tokens = LIGHT
        self.high_contrast = False
        self._contrast: QPalette | None = None
        self.fields: QObject | None = None

    # --- what is in force -------------------------------------------------------------------------------------

    @property
    def dark(self) -> bool:
        """Whether light words stand on a dark ground."""
        return self.color("window").lightness() < self.color("text").lightness()

    @property
    def icon_factor(self) -> float:
        """How much larger than drawn icons and heights are, so that they grow with the text."""
        return max(1.0, self._factor * self.zoom)

    def hex(self, role: str) -> str:
        return str(getattr(self.tokens, role))

    def color(self, role: str) -> QColor:
        """The colour of a token role."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = QColor(self.hex(role))
        return found

    def font(self, role: str = "body") -> QFont:
        """The font of a role, zoomed."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = fonts.make_font(self._base, role, self._factor * self.zoom)
        return found

    def size(self, pixels: float) -> int:
        """A height from the token table, grown with the text."""
        return round(pixels * self.icon_factor)

    # --- changing it ------------------------------------------------------------------------------------------

    def use_scheme(self, scheme: str) -> None:
        """Follow the system or override it: `system`, `light` or `dark`."""
        self.scheme = scheme if scheme in SCHEMES else "system"
        self._app.styleHints().setColorScheme(_SCHEME[self.scheme])
        self.apply()

    def use_contrast(self, palette: QPalette | None) -> None:
        """Act as on a system with high contrast and this palette; `None` listens to the system again."""
        self._contrast = palette
        self.apply()

    def use_zoom(self, zoom: float) -> None:
        """Show all text larger or smaller; 1.0 is the size of the system."""
        self.zoom = min(ZOOM_STEPS[-1], max(ZOOM_STEPS[0], zoom))
        self.apply()

    def zoom_by(self, step: int) -> None:
        """One step larger (1), smaller (-1) or back to 100 % (0)."""
        if step == 0:
            self.use_zoom(1.0)
            return
        nearest = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - self.zoom))
        self.use_zoom(ZOOM_STEPS[min(len(ZOOM_STEPS) - 1, max(0, nearest + step))])

    def apply(self) -> None:
        """Work out what holds now and bring it to every widget."""
        self.changing.emit()
        # Taken off first: exchanging one sheet for another costs three times as much as taking off and putting on.
        self._app.setStyleSheet("")
        self._fonts.clear()
        self.high_contrast = self._contrast is not None or _wants_contrast(self._app)
        if self.high_contrast:
            # Ours off first: what the application answers then is the palette of the system.
            self._app.setPalette(self._contrast or QPalette())
            system = QGuiApplication.palette()
            self.tokens = tokens_of(system)
            off = system.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name().upper()
        else:
            off = ""
            self.tokens = self._choose()
            self._app.setPalette(make_palette(self.tokens))
        self._colors.clear()
        self._app.setFont(self.font("body"))
        # Set anew also for a mere zoom: with a style sheet, a new font reaches widgets only through it.
        self._app.setStyleSheet(style_sheet(self.tokens, dark=self.dark, factor=self.icon_factor, off=off))
        refresh(self._app.allWidgets())
        self.changed.emit()

    def watch(self) -> None:
        """From now on follow the system and keep our keys from text fields."""
        from welcomedesk.ui.look.fieldkeys import FieldKeys

        if self.fields is None:
            self.fields = FieldKeys(self._app)
            self.follow_system()

    def follow_system(self) -> None:
        """Follow the colour scheme and the contrast preference of the system from now on."""
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self.high_contrast or _wants_contrast(self._app) or self.tokens != self._choose():
            self.apply()

    def _choose(self) -> Tokens:
        if self.scheme == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.scheme == "dark" else LIGHT


class _Current:
    """The look of the running application; set by `install`, never when a module is imported."""

    look: Look | None = None


def install(app: QApplication, scheme: str = "system", zoom: float = 1.0) -> Look:
    """Give the application our style and look; call once, right after it was made."""
    install_reader()
    made = Look(app, scheme, zoom)
    _Current.look = made
    if not made_with_fusion(app):
        app.setStyle("Fusion")
    if made.scheme != "system":
        app.styleHints().setColorScheme(_SCHEME[made.scheme])
    made.apply()
    # After the first picture: watching fields loads every kind of field that Qt has.
    QTimer.singleShot(30, made, made.watch)
    return made


def made_with_fusion(app: QApplication) -> bool:
    """Whether the application was started with our style; asking Qt for its style would load all of `QStyle`."""
    return bool(app.property("wd_fusion"))


def look() -> Look:
    """The look that is in force."""
    if _Current.look is None:
        raise RuntimeError("theme.install(app) must come before the first widget")
    return _Current.look


def refresh(widgets: Iterable[QWidget]) -> None:
    """Give widgets with a font role or an icon their new font or tint."""
    from welcomedesk.ui.look.icons import tint

    current = look()
    for widget in widgets:
        role = widget.property("wd_role")
        if role:
            widget.setFont(current.font(str(role)))
        if isinstance(widget, QAbstractButton) and widget.property("wd_icon"):
            tint(widget)
        relook = getattr(widget, "relook", None)
        if relook is not None:
            relook()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the font of a role, also after a zoom."""
    widget.setProperty("wd_role", role)
    widget.setFont(look().font(role))


def set_part(widget: QWidget, **properties: object) -> None:
    """Say what a widget is for the style sheet (`part`, see `sheet.py`) and its dynamic properties (`tone`, …)."""
    for name, value in properties.items():
        if name == "part":
            widget.setObjectName(f"wd_{value}")
        else:
            widget.setProperty(name, value)
    # A plain widget paints its ground only when asked; frames do it anyway.
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    # A new widget is polished when it is shown; asking for the style before loads all of `QStyle`.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def make_palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a token table."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.danger,
        QPalette.ColorRole.Highlight: tokens.selected,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.PlaceholderText: tokens.text3,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Mid: tokens.control,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Dark: tokens.control,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Shadow: tokens.control,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return palette


def tokens_of(palette: QPalette) -> Tokens:
    """Tokens made from the palette of the system, for high contrast: its colours only, ours off."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name().upper()

    window, text = name(QPalette.ColorRole.Window), name(QPalette.ColorRole.WindowText)
    base, chosen = name(QPalette.ColorRole.Base), name(QPalette.ColorRole.Highlight)
    on_chosen = name(QPalette.ColorRole.HighlightedText)
    roles = dict.fromkeys(LIGHT.as_dict(), text)
    roles |= dict.fromkeys((key for key in roles if key.endswith("_ground")), base)
    roles |= {"window": window, "surface": base, "rail": window, "accent": text, "on_accent": window}
    # Selected rows keep the words of the system readable: its own pair where it has one, else the base.
    roles["selected"] = chosen if on_chosen == text else base
    return Tokens(**roles)


def _wants_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)
