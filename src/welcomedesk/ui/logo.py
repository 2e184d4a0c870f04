"""A logo from a file: looked at before it is decoded; an SVG becomes a picture of print quality.

QtSvg is imported when somebody chooses an SVG.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.letterheads import MOST_BYTES, BadLogo, check_logo
from welcomedesk.i18n import N_, _

_WIDTH = 1_400  # 60 mm at 600 dots per inch


def choose_file(parent: QWidget) -> Path | None:
    """Ask for a picture; `None` where the person thought better of it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose logo"), "", _("Pictures (*.png *.svg)"))
    return Path(chosen) if chosen else None


def read_logo(path: Path) -> bytes:
    """The logo in a file as PNG.

    Raises:
        BadLogo: the file is too large, damaged or no picture we take.
        DeskError: `cannot_read`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DeskError(
            "cannot_read",
            N_("The file could not be read."),
            safe=N_("The letterhead stays as it is."),
            next_step=N_("Choose another file."),
        ) from error
    return _drawn(content) if check_logo(content) == "svg" else content


def _drawn(svg: bytes) -> bytes:
    """An SVG as PNG on nothing."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise BadLogo(N_("The file of the logo is damaged."))
    picture = QImage(
        size.scaled(QSize(_WIDTH, _WIDTH), Qt.AspectRatioMode.KeepAspectRatio), QImage.Format.Format_ARGB32
    )
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(out, "PNG")  # type: ignore[call-overload]  # the stubs know bytes, Qt takes text
    return bytes(out.data().data())
