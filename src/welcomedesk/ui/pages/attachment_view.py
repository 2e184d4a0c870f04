"""An attachment shown from memory: pages of a PDF, a picture, text. Nothing is written, nothing inside is run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from welcomedesk.desk.attachments import Attached
from welcomedesk.domain import attachments as rules
from welcomedesk.domain.attachments import Told
from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.dialog import Dialog
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.letter_preview import LetterPreview
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.text import Label, visible

WIDTH, HEIGHT = 900, 720
MOST_TEXT = 200_000
"""So many signs of a text are shown; what is longer is read outside."""

LARGEST_SIDE = 2_400
"""Pictures are decoded no larger than this: a screen shows no more, and memory stays small."""


class AttachmentDialog(Dialog):
    """The attachment and what can be done with it.

    Args:
        number: of the case; the window title never carries what an attachment is called.
        told: what a picture tells beside its picture.
        clean: takes that out; `None` where there is nothing or nothing may be changed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        number: str,
        each: Attached,
        content: bytes,
        told: Told,
        *,
        save: Callable[[], object],
        outside: Callable[[], object],
        clean: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, _("Attachment of case {number}").format(number=number))
        self.body.addWidget(Label(each.title, "strong", wrap=True))
        if clean is not None:
            self.body.addWidget(_told_banner(told, self._then(clean)))
        self.shown = _view(each.kind, content)
        self.shown.setMinimumHeight(look().size(HEIGHT - 240))
        self.body.addWidget(self.shown, 1)
        self.add_button(_("Open outside …"), outside)
        self.add_button(_("Save a copy …"), save)
        self.add_button(_("Close"), main=True)
        self.fit(WIDTH, HEIGHT)

    def _then(self, clean: Callable[[], object]) -> Callable[[], object]:
        def cleaned() -> None:
            self.accept()
            clean()

        return cleaned


def _told_banner(told: Told, clean: Callable[[], object]) -> Banner:
    words = _("The picture tells where it was taken.") if told.position else _("The picture carries hidden data.")
    take_out = button(_("Take out"), small=True, then=clean)
    return Banner(words, _("Camera, time, names or comments lie beside it."), "caution", actions=(take_out,))


def _view(kind: str, content: bytes) -> QWidget:
    made: QWidget | None = None
    match kind:
        case rules.PDF:
            preview = LetterPreview()
            preview.show_pdf(content)
            made = preview if preview.pages else None
        case rules.PNG | rules.JPEG:
            picture = decode(content)
            made = Picture(picture) if picture is not None else None
        case rules.TEXT:
            made = _text(content)
    if made is None:
        why = _("It is broken, locked with a password or too large. Try it outside.")
        return EmptyState(_("This cannot be shown here."), why, icon="document")
    made.setAccessibleName(_("Content of the attachment"))
    return made


def _text(content: bytes) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setPlainText(visible(content.decode("utf-8", "replace")[:MOST_TEXT]))
    return made


def decode(content: bytes) -> QImage | None:
    """The picture, as large as a screen needs it; `None` where it is broken or a flood of pixels.

    Its head is read before Qt sees it: a few bytes may unfold to gigabytes.
    """
    size = rules.picture_size(content)
    if size is None or not rules.may_be_shown(content):
        return None
    from PySide6.QtGui import QImageReader

    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setAutoTransform(True)
    whole = QSize(*size)
    if max(size) > LARGEST_SIDE:
        reader.setScaledSize(whole.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    return None if picture.isNull() else picture


class Picture(QWidget):
    """A picture that fills its room and keeps its shape."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if self._picture.width() < size.width():
            size = self._picture.size()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        area = QRectF(left, top, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._picture)
