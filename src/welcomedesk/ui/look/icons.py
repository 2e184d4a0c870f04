"""Our icons: SVG files on a 20-unit grid with stroke 1.5, tinted when they are painted.

`icon("plus")` gives a `QIcon` in the text colour, `pixmap(...)` one picture, `set_icon(button, ...)` an icon that
follows a change of theme.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform

from welcomedesk import paths
from welcomedesk.ui.look.strokes import draw_icon
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

# These point somewhere and are mirrored where the window runs from right to left.
POINTING = frozenset(
    {"back", "forward", "chevron-right", "chevron-left", "referral", "undo", "redo", "list", "chat", "checklist"}
)

GAP = 4


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def names() -> list[str]:
    """The names of all shipped icons, sorted."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    edge = round(size * ratio)
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, _source(name), QColor(colour), edge)
    painter.end()
    if mirrored:
        picture = picture.transformed(QTransform().scale(-1, 1))
    picture.setDevicePixelRatio(ratio)
    return picture


def _mirrored(name: str) -> bool:
    return name in POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def pixmap(name: str, role: str = "text", size: int = ICON, ratio: float = 0.0) -> QPixmap:
    """One icon as a picture.

    Args:
        name: file name without ending.
        role: token role of the colour, or a colour `#RRGGBB`.
        size: edge in device-independent pixels at 100 % text.
        ratio: pixels per device-independent pixel; 0 asks the screen.
    """
    current = look()
    colour = role if role.startswith("#") else current.hex(role)
    app = QGuiApplication.instance()
    scale = ratio or (app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0)
    return _picture(name, colour, round(size * current.icon_factor), scale, _mirrored(name))


def icon(name: str, role: str = "text", size: int = ICON) -> QIcon:
    """One icon for a button or an action; Qt greys it where it is disabled."""
    return QIcon(pixmap(name, role, size))


def set_icon(button: QAbstractButton, name: str, role: str = "text", size: int = ICON) -> None:
    """Give a button an icon that is tinted again when theme or zoom change."""
    button.setProperty("wd_icon", f"{name} {role} {size}")
    tint(button)


def tint(button: QAbstractButton) -> None:
    """Draw the icon of a button anew from what `set_icon` left on it."""
    name, role, size = str(button.property("wd_icon")).split(" ")
    edge = round(int(size) * look().icon_factor)
    if not button.text():
        button.setIcon(icon(name, role, int(size)))
        button.setIconSize(QSize(edge, edge))
        return
    # Qt leaves four pixels between icon and words; four more stand in the picture.
    made = QIcon(_with_gap(pixmap(name, role, int(size)), edge))
    if role == "on_accent":
        # What Qt makes of white for a button that cannot be pressed is not seen on its ground.
        made.addPixmap(_with_gap(pixmap(name, "text3", int(size)), edge), QIcon.Mode.Disabled)
    button.setIcon(made)
    button.setIconSize(QSize(edge + GAP, edge))


def _with_gap(picture: QPixmap, edge: int) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(round((edge + GAP) * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(GAP if mirrored else 0, 0, picture)
    painter.end()
    return wide


def draw(painter: QPainter, name: str, role: str, rect: QRectF, ratio: float = 0.0) -> None:
    """Paint an icon centred in a rectangle; the smaller edge is its size."""
    edge = min(rect.width(), rect.height())
    size = round(edge / look().icon_factor)
    if size < 1:
        return  # no room left, as in a row that was squeezed
    picture = pixmap(name, role, size, ratio)
    shown = picture.deviceIndependentSize()
    painter.drawPixmap(
        QRectF(
            rect.center().x() - shown.width() / 2,
            rect.center().y() - shown.height() / 2,
            shown.width(),
            shown.height(),
        ),
        picture,
        QRectF(picture.rect()),
    )
