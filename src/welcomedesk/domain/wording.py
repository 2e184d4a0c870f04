"""Numbers, money, dates and lists as German and English readers write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from welcomedesk.domain.kleene import Number

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        "months": ("Monat", "Monate"),
        "days": ("Tag", "Tage"),
        "weeks": ("Woche", "Wochen"),
        "years": ("Jahr", "Jahre"),
        "hours": ("Stunde", "Stunden"),
        "hours/week": ("Stunde pro Woche", "Stunden pro Woche"),
        "points": ("Punkt", "Punkte"),
        "working_days": ("Arbeitstag", "Arbeitstage"),
    },
    "en": {
        "months": ("month", "months"),
        "days": ("day", "days"),
        "weeks": ("week", "weeks"),
        "years": ("year", "years"),
        "hours": ("hour", "hours"),
        "hours/week": ("hour per week", "hours per week"),
        "points": ("point", "points"),
        "working_days": ("working day", "working days"),
    },
}
_PER = {
    "de": {"year": " pro Jahr", "month": " pro Monat", "hour": " pro Stunde", "day": " pro Tag"},
    "en": {"year": " per year", "month": " per month", "hour": " per hour", "day": " per day"},
}


def number_text(value: Number, lang: str, *, cents: bool = False) -> str:
    """A number with separators: `45.934,20` or `45,934.20`; whole amounts without decimals.

    Args:
        cents: two decimals where the amount is not whole.
    """
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        text = f"{int(exact):,}"
    elif cents:
        text = f"{exact:,.2f}"
    else:
        text = f"{exact.normalize():,f}"
    if lang == "de":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def amount_text(value: Number, unit: str, lang: str) -> str:
    """A number with its unit: `45.934,20 €`, `€45,934.20`, `24 Monate`, `1 month`."""
    lang = lang if lang in _UNITS else "en"
    money = unit.partition("/")[0]
    if money == "EUR":
        number = number_text(value, lang, cents=True)
        # A no-break space keeps the amount and its sign on one line.
        return f"{number}\u00a0€" if lang == "de" else f"€{number}"
    if unit == "percent":
        return f"{number_text(value, lang)}\u00a0%" if lang == "de" else f"{number_text(value, lang)}%"
    words = _UNITS[lang].get(unit)
    if words:
        return f"{number_text(value, lang)} {words[0] if value == 1 else words[1]}"
    return number_text(value, lang)


def amount_per_text(value: Number, unit: str, lang: str) -> str:
    """Like `amount_text`, with the period of money: `563 € pro Monat`."""
    lang = lang if lang in _UNITS else "en"
    return amount_text(value, unit, lang) + _PER[lang].get(unit.partition("/")[2], "")


def date_text(day: date, lang: str) -> str:
    """A date as people read it: `01.03.2024` or `1 Mar 2024`."""
    if lang == "de":
        return f"{day.day:02d}.{day.month:02d}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def list_text(parts: Sequence[str], word: str) -> str:
    """A list with a joining word before the last part: `A, B oder C`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
