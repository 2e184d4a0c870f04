"""Envelopes and sheets of labels: addresses at their place, on pages of the right size."""

from __future__ import annotations

from welcomedesk.domain.envelopes import ENVELOPES, LABELS, Addresses
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letters import Recipient
from welcomedesk.i18n import N_
from welcomedesk.letters.setting import Line, Style, set_text
from welcomedesk.letters.sheet import MM, Sheets

_PAD = 4.0
_SIZES = (11.0, 10.0, 9.0, 8.0)
_SENDER = Style(size=7.5, leading=9.5)
_TITLES = {"de": "Anschriften", "en": "Addresses"}


class NoRoom(Refused):
    """An address that does not fit its envelope or label."""

    def __init__(self, line: str) -> None:
        super().__init__(
            "address_too_long",
            N_("The address does not fit: {line}"),
            safe=N_("Nothing was printed."),
            next_step=N_("Shorten it, or choose a larger label."),
            line=line if len(line) <= 80 else line[:79] + "…",
        )


def addresses_pdf(wanted: Addresses) -> bytes:
    """The PDF: one envelope per page, or sheets of labels.

    Raises:
        Refused: an address is empty or does not fit; the sentence names it.
    """
    for recipient in wanted.recipients:
        if not recipient.has_address:
            raise Refused(
                "no_address",
                N_("{name} has no address."),
                safe=N_("Nothing was printed."),
                next_step=N_("Enter the address, or leave this recipient out."),
                name=recipient.name[:80],
            )
    return _envelopes(wanted) if wanted.size in ENVELOPES else _labels(wanted)


def _envelopes(wanted: Addresses) -> bytes:
    size = ENVELOPES[wanted.size]
    sheets = _sheets(wanted, size.width, size.height)
    for number, recipient in enumerate(wanted.recipients):
        if number:
            sheets.next_page()
        for n, line in enumerate(set_text(wanted.sender, _SENDER, 90 * MM)):
            sheets.line(line, _SENDER, 15.0, 17.0 + n * _SENDER.leading / MM)
        room = size.height - size.y - 15.0
        lines, style = fitting(recipient, size.width - size.x - 15.0, room)
        _draw(sheets, lines, style, size.x, size.y)
    return sheets.pdf()


def _labels(wanted: Addresses) -> bytes:
    size = LABELS[wanted.size]
    sheets = _sheets(wanted, 210.0, 297.0)
    at = wanted.first
    for recipient in wanted.recipients:
        if at == size.count:
            sheets.next_page()
            at = 0
        left, top = size.place(at)
        inset = max(_PAD, 6.0 - left)  # printers leave the edge of the sheet white
        width, height = size.width - inset - _PAD, size.height - 2 * _PAD
        sender = _return_line(wanted.sender, width)
        head = (_SENDER.leading + 3) / MM if sender else 0.0
        lines, style = fitting(recipient, width, height - head)
        if sender is not None:
            line, style_of_line = sender
            sheets.line(line, style_of_line, left + inset, top + _PAD + 2.4)
            sheets.rule(left + inset, top + _PAD + 3.2, left + inset + line.width / MM, top + _PAD + 3.2, points=0.3)
        rest = height - head - len(lines) * style.leading / MM
        _draw(sheets, lines, style, left + inset, top + _PAD + head + rest / 2)
        at += 1
    return sheets.pdf()


def _return_line(text: str, width: float) -> tuple[Line, Style] | None:
    """The sender on one line; `None` where there is none or it would be too small to read."""
    for size in (7.5, 7.0, 6.5, 6.0):
        style = Style(size=size, leading=_SENDER.leading)
        lines = set_text(text, style, width * MM)
        if len(lines) == 1:
            return lines[0], style
    return None


def _sheets(wanted: Addresses, width: float, height: float) -> Sheets:
    title = _TITLES.get(wanted.language, _TITLES["en"])
    return Sheets(language=wanted.language, title=title, size=(width, height))


def fitting(recipient: Recipient, width: float, height: float) -> tuple[list[Line], Style]:
    """The address in the largest type that fits a box of this size (mm); lines wrap between words."""
    for size in _SIZES:
        style = Style(size=size, leading=size * 1.25)
        lines = [line for text in recipient.address for line in set_text(text, style, width * MM)]
        whole = all(len(set_text(word, style, width * MM)) <= 1 for text in recipient.address for word in text.split())
        if whole and len(lines) * style.leading / MM <= height:
            return lines, style
    raise NoRoom(max(recipient.address, key=len))


def _draw(sheets: Sheets, lines: list[Line], style: Style, x: float, top: float) -> None:
    for n, line in enumerate(lines):
        sheets.line(line, style, x, top + (n * style.leading + style.size) / MM)
