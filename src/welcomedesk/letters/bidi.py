"""Which way each letter runs: the bidirectional algorithm of Unicode, as far as plain text needs it.

Control characters for direction never reach this room (`clean.py` makes them visible), so the rules for explicit
embeddings are not here. What comes from a case stands isolated in its sentence, so that a name in another script
cannot move the words around it.

Source: Unicode Standard Annex 9 (UAX #9), rules P2 to L2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import bidirectional

_OPENING = "([{⟨«‹⟦❨〈《「⁽₍"
_CLOSING = ")]}⟩»›⟧❩〉》」⁾₎"
_PARTNER = dict(zip(_OPENING, _CLOSING, strict=True))
# Quotation marks mirror but are no brackets (Bidi_Paired_Bracket_Type none), so rule N0 leaves them alone.
_NO_PAIR = "«»‹›"
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_FIRST_RTL = "\u0590"
_MAX_BRACKETS = 63


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    return bidirectional(char) or "L"


def first_strong(text: str, default: int = 0) -> int:
    """0 where the first letter with a direction runs left to right, 1 where it runs right to left (P2, P3)."""
    if not text or max(text) < _FIRST_RTL:
        return 0 if any(c.isalpha() for c in text) else default
    for char in text:
        kind = _kind(char)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return default


def levels(text: str, base: int, isolates: Sequence[tuple[int, int]] = ()) -> list[int]:
    """The embedding level of every character; even levels run left to right.

    Args:
        base: 0 or 1, the direction of the paragraph.
        isolates: ranges `(start, end)` in order and apart, each set as if it stood alone (FSI … PDI).
    """
    if base == 0 and (not text or max(text) < _FIRST_RTL):
        return [0] * len(text)
    result = [base] * len(text)
    outer: list[int] = []
    at = 0
    for start, end in isolates:
        outer.extend(range(at, start))
        if end > start:
            outer.append(-1 - start)  # stands for the whole isolate, as one neutral
        inner = first_strong(text[start:end])
        level = base + 1 if (base + 1) % 2 == inner else base + 2
        _resolve(text, list(range(start, end)), level, result)
        at = end
    outer.extend(range(at, len(text)))
    _resolve(text, outer, base, result)
    return result


def _resolve(text: str, order: list[int], level: int, result: list[int]) -> None:
    """Write the levels of one isolating run sequence; negative positions are isolates that stay as they are."""
    places = [i for i in order if i < 0 or _kind(text[i]) != "BN"]  # X9
    kinds = ["ON" if i < 0 else _kind(text[i]) for i in places]
    edge = "R" if level % 2 else "L"
    _weak(kinds, edge, places)
    _brackets(kinds, edge, [text[i] if i >= 0 else "" for i in places], text, places)
    _neutral(kinds, edge)
    for i, kind in zip(places, kinds, strict=True):
        if i >= 0:
            result[i] = _implicit(kind, level)
    before = level
    for i in order:  # characters without a direction of their own go with what stands before them
        if i < 0:
            before = level
        elif _kind(text[i]) == "BN":
            result[i] = before
        else:
            before = result[i]


def _implicit(kind: str, level: int) -> int:  # I1, I2
    if level % 2:
        return level if kind == "R" else level + 1
    return {"R": level + 1, "AN": level + 2, "EN": level + 2}.get(kind, level)


def _weak(kinds: list[str], edge: str, places: list[int]) -> None:  # W1 to W7
    before = edge
    for n, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[n] = "ON" if n and places[n - 1] < 0 else before
        before = kinds[n]
    strong = edge
    for n, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    for n, kind in enumerate(kinds):
        if kind == "AL":
            kinds[n] = "R"
    for n in range(1, len(kinds) - 1):
        around = kinds[n - 1]
        if around == kinds[n + 1] and (
            (kinds[n] in ("ES", "CS") and around == "EN") or (kinds[n] == "CS" and around == "AN")
        ):
            kinds[n] = around
    _terminators(kinds)
    strong = edge
    for n, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _terminators(kinds: list[str]) -> None:  # W5, W6
    n = 0
    while n < len(kinds):
        if kinds[n] == "ET":
            end = n
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            number = (n and kinds[n - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[n:end] = ["EN" if number else "ON"] * (end - n)
            n = end
        else:
            if kinds[n] in ("ES", "CS"):
                kinds[n] = "ON"
            n += 1


def _side(kind: str) -> str:
    """Numbers count as right to left where neutrals are decided."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _pairs(kinds: list[str], chars: list[str]) -> list[tuple[int, int]]:  # BD16
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for n, char in enumerate(chars):
        if kinds[n] != "ON" or not char or char in _NO_PAIR:
            continue
        if char in _PARTNER:
            if len(waiting) == _MAX_BRACKETS:
                return []
            waiting.append((_PARTNER[char], n))
        elif char in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == char:
                    pairs.append((waiting[depth][1], n))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _brackets(kinds: list[str], edge: str, chars: list[str], text: str, places: list[int]) -> None:  # N0
    for opening, closing in _pairs(kinds, chars):
        inside = {_side(k) for k in kinds[opening + 1 : closing]} & {"L", "R"}
        if not inside:
            continue
        if edge in inside:
            kind = edge
        else:
            before = next((_side(k) for k in reversed(kinds[:opening]) if _side(k) in ("L", "R")), edge)
            kind = before if before in inside else edge
        for place in (opening, closing):
            kinds[place] = kind
            after = place + 1
            while after < len(kinds) and places[after] >= 0 and _kind(text[places[after]]) == "NSM":
                kinds[after] = kind
                after += 1


def _neutral(kinds: list[str], edge: str) -> None:  # N1, N2
    n = 0
    before = edge
    while n < len(kinds):
        if kinds[n] not in _NEUTRAL:
            before = _side(kinds[n])
            n += 1
            continue
        end = n
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _side(kinds[end]) if end < len(kinds) else edge
        kinds[n:end] = [before if before == after else edge] * (end - n)
        n = end


def visual_order(line_levels: Sequence[int]) -> list[int]:
    """The positions of a line from left to right (L2)."""
    order = list(range(len(line_levels)))
    if not any(line_levels):
        return order
    lowest = min((level for level in line_levels if level % 2), default=1)
    for level in range(max(line_levels), lowest - 1, -1):
        n = 0
        while n < len(order):
            if line_levels[order[n]] < level:
                n += 1
                continue
            end = n
            while end < len(order) and line_levels[order[end]] >= level:
                end += 1
            order[n:end] = reversed(order[n:end])
            n = end
    return order
