"""Numbers and amounts as people here write and type them."""

from __future__ import annotations

import re

from welcomedesk.i18n import language

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def read_number(text: str) -> float | int | None:
    """What a person typed as number; German and English separators, spaces, a currency sign. `None` if none.

    `48.000` is forty-eight thousand in both languages: three digits after a single separator are thousands.
    """
    clean = re.sub(r"[\s\u00a0\u202f'€]|EUR", "", text)
    last = max(clean.rfind(","), clean.rfind("."))
    if last >= 0:
        sign = clean[last]
        other = "." if sign == "," else ","
        after = clean[last + 1 :]
        thousands = clean.count(sign) > 1 or (len(after) == 3 and other not in clean and clean[:last] not in ("", "0"))
        clean = clean.replace(other, "")
        clean = clean.replace(sign, "") if thousands else clean.replace(sign, ".")
    if not _NUMBER.fullmatch(clean):
        return None
    return float(clean) if "." in clean else int(clean)


def write_number(value: object, decimals: int | None = None) -> str:
    """A number with separators of the window's language: `45.934,20` or `45,934.20`; empty for no number.

    Args:
        decimals: digits after the separator; `None` gives none to whole numbers and two to others.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    digits = decimals if decimals is not None else (0 if float(value).is_integer() else 2)
    text = f"{value:,.{digits}f}"
    if language() == "de":
        text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return text


def write_euros(value: object) -> str:
    """An amount in euros, `45.934,20 €` with a fixed space or `€45,934.20`; whole amounts without cents."""
    text = write_number(value)
    if not text:
        return ""
    return f"{text}\u00a0€" if language() == "de" else f"€{text}"
