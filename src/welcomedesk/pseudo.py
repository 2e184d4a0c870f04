"""The pseudo-language: every text of the code longer, with accents and in brackets.

What stands in the window without brackets was never marked for translation or comes from data; what lacks its
closing bracket was cut; what does not fit will not fit in a longer language either. Loaded only when it is asked for.
"""

from __future__ import annotations

import re

from welcomedesk.i18n import Catalogue

LONGER = 1.4
"""How much longer words become. Source: W3C, Text size in translation (German for English of more than 10 signs)."""

_ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZ", "áčéíļñóřšúýžÁČÉÍĻÑÓŘŠÚÝŽ")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_VOWELS = frozenset("aeiouAEIOU")


class PseudoCatalogue(Catalogue):
    """Makes words out of the text in the code instead of looking them up."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return pseudo(one if number == 1 else many)


def pseudo(text: str) -> str:
    """`Search {n} cases` as `[Šééářčh {n} čáášééš]`; placeholders stay, an empty text stays empty."""
    if not text:
        return text
    words = len(_PLACEHOLDER.sub("", text))
    missing = round(words * (LONGER - 1))
    parts, end = [], 0
    for found in _PLACEHOLDER.finditer(text):
        part, missing = _longer(text[end : found.start()], missing)
        parts += [part, found.group()]
        end = found.end()
    part, missing = _longer(text[end:], missing)
    return f"[{''.join(parts)}{part}{'~' * missing}]"


def _longer(text: str, missing: int) -> tuple[str, int]:
    """Accents on a stretch of text and vowels twice; with how many signs are still missing."""
    made = []
    for sign in text:
        made.append(sign.translate(_ACCENTS))
        if sign in _VOWELS and missing > 0:
            made.append(sign.lower().translate(_ACCENTS))
            missing -= 1
    return "".join(made), missing
