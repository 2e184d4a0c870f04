"""Tables from outside as cells, with everything that is wrong in them and where; `exchange/sheets.py` reads them.

Formulas are kept as formulas and never worked out: what they would say depends on the program that reads them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from welcomedesk.domain.words import N_

FAULTS = MappingProxyType(
    {
        "encoding": N_("The file is not UTF-8 (row {row}, column {column}). Save it as UTF-8 or name its encoding."),
        "empty": N_("The file is empty."),
        "not_a_table": N_("The file is not a table that can be read: {reason}."),
        "too_large": N_("The file is larger than {most}."),
        "columns": N_("Row {row} has {found} columns, the head has {wanted}."),
        "formula": N_("Row {row}, column {column} holds a formula: {text}"),
    }
)


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing that is wrong with a table.

    Args:
        code: key of `FAULTS`; `values` fill its placeholders.
        row, column: counted from 1 with the head as row 1, 0 where the whole file is meant.
    """

    code: str
    row: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in English, or through `translate`."""
        words = {"row": str(self.row), "column": str(self.column), **dict(self.values)}
        return translate(FAULTS[self.code]).format(**words)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with its number in the file."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts.

    Args:
        head: the first row.
        rows: the others without empty ones, each as long as the head.
    """

    head: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    faults: tuple[SheetFault, ...] = ()


def is_formula(cell: str) -> bool:
    """Whether a text would be worked out by a spreadsheet; phone numbers and amounts with a sign are not."""
    text = cell.lstrip()
    if text[:1] in ("=", "@"):
        return True
    return text[:1] in ("+", "-") and bool(re.match(r"[+-][A-Za-z(@=]", text))


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV that a German spreadsheet opens as it is, UTF-8 with mark and semicolons; no cell is a formula.

    Source: OWASP ASVS 5.0, 1.2.10 (formula injection).
    """
    out = io.StringIO(newline="")
    safe = ([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row] for row in rows)
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(safe)
    return out.getvalue().encode("utf-8-sig")
