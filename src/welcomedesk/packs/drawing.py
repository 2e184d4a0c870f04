"""A guide as a one-page picture for content editors: questions on the left, results on the right, lines between.

A line says that the result's conditions read the question, directly or through derived values. Measures are in pixels
of the picture; the viewer scales it to one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from welcomedesk.domain.dependencies import behind, names_read, needs
from welcomedesk.domain.guide_parts import SHOWN_RESULTS, Question, Result, say
from welcomedesk.domain.guides import Guide

_WIDTH, _BOX, _MARGIN, _GAP, _LINE, _TOP = 1400, 520, 30, 10, 16, 80
_CHARACTERS = 78
"""Characters that fit on a line of a box in the font below."""

_COLOURS = {
    "path": "#1f5f8b",
    "title": "#1f5f8b",
    "step": "#2e6b3f",
    "advice": "#6b5b2e",
    "authority": "#5a3f7a",
    "flag": "#9a4a1a",
}
_WORDS = {
    "de": {"if": "gefragt, wenn", "usual": "üblich", "always": "immer", "group": "Gruppe", "behind": "nach"},
    "en": {"if": "asked if", "usual": "usual", "always": "always", "group": "group", "behind": "after"},
}


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with its lines; the first is the heading."""

    id: str
    lines: tuple[str, ...]
    colour: str
    x: int
    y: int

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + 12

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def draw(guide: Guide, lang: str = "de", *, only: Sequence[str] = (), kinds: Sequence[str] = SHOWN_RESULTS) -> str:
    """The picture as SVG text.

    Args:
        only: ids of results to draw, with the questions they rest on; all where empty.
        kinds: kinds of results that are drawn where `only` is empty.
    """
    wanted = [r for r in guide.results.values() if (r.id in only if only else r.kind in kinds)]
    graph = needs(guide.engine)
    reads = {result.id: _questions_of(guide, graph, result) for result in wanted}
    asked = [q for q in guide.questions.values() if not only or any(q.id in names for names in reads.values())]
    left = _stack((_question_box(guide, question, lang) for question in asked), _MARGIN)
    right = _stack((_result_box(result, lang) for result in wanted), _WIDTH - _MARGIN - _BOX)
    height = max([box.y + box.height for box in (*left, *right)], default=_TOP) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(_MARGIN, 40, f"{guide.title(lang)} · {guide.parts.pack} {guide.parts.version}", size=20, weight="bold"),
        *_lines(left, right, reads),
        *(_drawn(box) for box in (*left, *right)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _questions_of(guide: Guide, graph: dict[str, set[str]], result: Result) -> set[str]:
    names: set[str] = set()
    for condition in guide.engine.conditions[result.id]:
        if not condition.blocked_by:
            names |= names_read(condition.bound)
    derived = {name for name in behind(graph, names) if name in guide.parts.derived}
    direct = {other for name in derived for other in graph.get(name, ())}
    return {name for name in names | direct if name in guide.questions}


def _question_box(guide: Guide, question: Question, lang: str) -> tuple[str, list[str], str]:
    words = _WORDS.get(lang, _WORDS["en"])
    lines = [f"{question.id}: {question.short(lang)}"]
    if question.kind in ("choice", "several", "country") and len(question.options) <= 40:
        lines += _wrapped(" | ".join(option.id for option in question.options))
    else:
        lines.append(question.kind)
    if question.ask_when:
        lines += _wrapped(f"{words['if']} {question.ask_when}")
    if question.usual is not None:
        lines.append(f"{words['usual']}: {question.usual}")
    return question.id, lines, "#444444"


def _result_box(result: Result, lang: str) -> tuple[str, list[str], str]:
    words = _WORDS.get(lang, _WORDS["en"])
    lines = [f"{result.id}: {say(result.title, lang)}"[: _CHARACTERS - 10]]
    if result.group:
        lines.append(f"{words['group']} {result.group}")
    if result.behind:
        lines += _wrapped(f"{words['behind']} {', '.join(result.behind)}")
    for condition in result.when:
        lines += _wrapped(f"• {condition.text}")
    if not result.when:
        lines.append(f"• {words['always']}")
    return result.id, lines, _COLOURS.get(result.kind, "#444444")


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= _CHARACTERS:
            lines.append(line)
            line = "   " + word
        else:
            line = f"{line} {word}".strip() if not line.startswith("   ") else f"{line} {word}"
    return [*lines, line]


def _stack(boxes: Iterable[tuple[str, list[str], str]], x: int) -> list[_Box]:
    stacked: list[_Box] = []
    y = _TOP
    for name, lines, colour in boxes:
        stacked.append(_Box(name, tuple(lines), colour, x, y))
        y += stacked[-1].height + _GAP
    return stacked


def _lines(left: list[_Box], right: list[_Box], reads: dict[str, set[str]]) -> Iterable[str]:
    for result in right:
        for question in left:
            if question.id in reads[result.id]:
                x1, x2 = question.x + _BOX, result.x
                bend = (x1 + x2) // 2
                path = f"M{x1} {question.middle} C{bend} {question.middle} {bend} {result.middle} {x2} {result.middle}"
                title = escape(f"{question.id} → {result.id}")
                look = f'fill="none" stroke="{result.colour}" stroke-opacity="0.35"'
                yield f'<path d="{path}" {look}><title>{title}</title></path>'


def _drawn(box: _Box) -> str:
    place = f'x="{box.x}" y="{box.y}" width="{_BOX}" height="{box.height}" rx="4"'
    frame = f'<rect {place} fill="#ffffff" stroke="{box.colour}"/>'
    texts = [
        _text(box.x + 8, box.y + (index + 1) * _LINE, line, weight="bold" if index == 0 else "normal")
        for index, line in enumerate(box.lines)
    ]
    return "\n".join((frame, *texts))


def _text(x: int, y: int, text: str, *, size: int = 12, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" xml:space="preserve">{escape(text)}</text>'
