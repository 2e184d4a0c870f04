"""The 2D code on the slip holds the short code, and nothing about anybody."""

from __future__ import annotations

import pytest
from reportlab.graphics.barcode.qrencoder import QRUtil

from welcomedesk.letters.slip import code_squares

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def read(squares: tuple[tuple[bool, ...], ...]) -> str:
    """The text of a version 1 code, read as ISO/IEC 18004 describes it, without its correction of errors."""
    size = len(squares)
    level_and_mask = int("".join(str(int(squares[8][column])) for column in (0, 1, 2, 3, 4)), 2) ^ 0b10101
    mask = level_and_mask & 0b111
    bits = []
    column, upwards = size - 1, True
    while column > 0:
        column -= column == 6
        for step in range(size):
            row = size - 1 - step if upwards else step
            for each in (column, column - 1):
                fixed = row == 6 or each == 6 or (row < 9 and (each < 9 or each > size - 9))
                if not (fixed or (row > size - 9 and each < 9)):
                    bits.append(int(squares[row][each]) ^ int(bool(QRUtil.getMask(mask)(row, each))))
        column, upwards = column - 2, not upwards
    stream = "".join(map(str, bits))
    assert stream[:4] == "0010"
    count, at, found = int(stream[4:13], 2), 13, ""
    while len(found) < count:
        width = 11 if count - len(found) > 1 else 6
        value, at = int(stream[at : at + width], 2), at + width
        found += ALPHABET[value // 45] + ALPHABET[value % 45] if width == 11 else ALPHABET[value]
    return found


@pytest.mark.parametrize("code", ["K7M-4QX", "222-222", "ZZZ-ZZZ"])
def test_the_code_reads_back(code):
    squares = code_squares(code)
    assert len(squares) == 21
    assert read(squares) == code


@pytest.mark.parametrize("code", ["", "Größe", "K7M-4QX und mehr Text"])
def test_what_is_no_code_makes_no_squares(code):
    assert code_squares(code) == ()
