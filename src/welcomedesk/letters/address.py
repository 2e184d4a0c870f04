"""The address field: what fits the window of the envelope, and a plain refusal for what does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letters import Letter, Recipient, words
from welcomedesk.i18n import N_
from welcomedesk.letters import page
from welcomedesk.letters.setting import Line, Style, set_text
from welcomedesk.letters.sheet import MM, Sheets

_SIZES = (10.5, 9.5, 8.5)  # DIN 5008 asks for at least 8 points in the address field
_NOTE = Style(size=8, leading=10)
_SENDER_SIZES = (7.0, 6.5, 6.0)
_WIDTH = page.FORM_B.address_field.width - page.ADDRESS_INSET
RECIPIENT = "recipient"
"""The field name under which the preview finds the address."""


class NoAddress(Refused):
    """The recipient has no address, and the letter is not to be handed over."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "no_address",
            N_("The contact {name} has no address."),
            safe=N_("The draft is kept and nothing was printed."),
            next_step=N_("Enter the address, or choose that the person hands the letter over."),
            name=name,
        )


class AddressTooLong(Refused):
    """The address does not fit the window."""

    def __init__(self, line: str, most: int) -> None:
        super().__init__(
            "address_too_long",
            N_("The address does not fit the window of the envelope: {line}"),
            safe=N_("The draft is kept and nothing was printed."),
            next_step=N_("Shorten this line; at most {most} lines fit."),
            line=line if len(line) <= 80 else line[:79] + "…",
            most=most,
        )


class SenderLineTooLong(Refused):
    """The return line above the address does not fit on one line."""

    def __init__(self, line: str) -> None:
        super().__init__(
            "sender_line_too_long",
            N_("The return line above the address is too long: {line}"),
            safe=N_("The draft is kept and nothing was printed."),
            next_step=N_("Shorten the name or address of the office in the settings."),
            line=line if len(line) <= 80 else line[:79] + "…",
        )


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """A set address: lines with their baseline, mm from the top of the address field."""

    sender: tuple[Line, Style, float] | None
    lines: tuple[tuple[Line, Style, float], ...]

    def draw(self, sheets: Sheets, field: page.Box) -> None:
        x = field.x + page.ADDRESS_INSET
        if self.sender:
            line, style, at = self.sender
            sheets.line(line, style, x, field.y + at)
            under = field.y + at + 0.8
            sheets.rule(x, under, x + line.width / MM, under, points=0.3, gray=0.3)
        for line, style, at in self.lines:
            sheets.line(line, style, x, field.y + at)


def address_block(letter: Letter, recipient: Recipient) -> AddressBlock:
    """Set the address of a letter. Raises `NoAddress`, `AddressTooLong`, `SenderLineTooLong`, `MissingGlyph`."""
    if not recipient.has_address and not recipient.by_hand:
        raise NoAddress(recipient.name)
    notes = [*recipient.notes, *([letter.by_hand_words] if recipient.by_hand else [])]
    sender = _sender_line(letter.letterhead.sender_line)
    note_lines = [line for note in notes for line in set_text(note, _NOTE, _WIDTH * MM)]
    free = page.NOTES_ZONE - page.NOTES_PITCH * (len(note_lines) + (sender is not None))
    most = page.ADDRESS_LINES + max(0, int(free / page.ADDRESS_PITCH))
    if free < 0:
        raise AddressTooLong(notes[-1], page.ADDRESS_LINES)
    lines, style = _address_lines(recipient.address, most)
    # Lines that do not fit the address zone borrow from the notes zone above it.
    top = page.NOTES_ZONE - page.ADDRESS_PITCH * max(0, len(lines) - page.ADDRESS_LINES)
    placed = [(line, style, top + page.ADDRESS_PITCH * (n + 0.76)) for n, line in enumerate(lines)]
    for n, line in enumerate(reversed(note_lines)):
        placed.append((line, _NOTE, top - page.NOTES_PITCH * (n + 0.28)))
    if sender is None:
        return AddressBlock(None, tuple(placed))
    at = top - page.NOTES_PITCH * (len(note_lines) + 0.42)
    return AddressBlock((sender[0], sender[1], at), tuple(placed))


def _sender_line(text: str) -> tuple[Line, Style] | None:
    for size in _SENDER_SIZES:
        style = Style(size=size, leading=size)
        lines = set_text(text, style, _WIDTH * MM)
        if not lines:
            return None
        if len(lines) == 1:
            return lines[0], style
    raise SenderLineTooLong(text)


def _address_lines(address: tuple[str, ...], most: int) -> tuple[list[Line], Style]:
    """The lines in the largest size that fits; long lines wrap between words, never inside one."""
    culprit = address[0] if address else ""
    for size in _SIZES:
        style = Style(size=size, leading=size)
        lines: list[Line] = []
        longest = 0
        whole = True
        for text in address:
            made = set_text(words(text, field=RECIPIENT), replace(style, rtl=None), _WIDTH * MM)
            words_fit = all(len(set_text(word, style, _WIDTH * MM)) <= 1 for word in text.split() if len(word) > 20)
            if len(made) > longest or not words_fit:
                culprit, longest = text, len(made)
            whole = whole and words_fit
            lines.extend(made)
        if whole and len(lines) <= most:
            return lines, style
    raise AddressTooLong(culprit if longest > 1 or not whole else address[most], most)
