"""The regional guide as PDF: contents, chapters, registers with the page of every office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from welcomedesk.domain.letters import Span
from welcomedesk.domain.regional_guide import GuideChapter, GuideEntry, RegionalGuide
from welcomedesk.letters import page
from welcomedesk.letters.blocks import (
    Builder,
    Piece,
    Placed,
    baseline,
    bookmarked,
    draw_page,
    paginate,
    side_by_side,
)
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import MM, Sheets
from welcomedesk.letters.styles import FOOTER, OFFICE_LINE, styles

_TOP = 16.0
_FOLLOWING_TOP = 20.0
_BOTTOM = 276.0
_FOOT_RULE = 280.0
_GAP = 8.0
_NUMBER = 10.0  # room for a page number
_RIGHT = page.WIDTH - page.SHEET_MARGIN


def guide_pdf(guide: RegionalGuide) -> bytes:
    """The PDF of a regional guide. Raises `MissingGlyph`."""
    return _GuidePages(guide).pdf()


class _GuidePages:
    """One column of chapters; references learn their page when they are drawn, after everything has its place."""

    def __init__(self, guide: RegionalGuide) -> None:
        self.guide = guide
        self.s = styles(guide.language)
        self.sheets = Sheets(language=guide.language, title=guide.title)
        self.width = page.WIDTH - 2 * page.SHEET_MARGIN
        self.builder = Builder(self.s, page.SHEET_MARGIN, self.width)
        self.anchors: dict[str, Piece] = {}
        self.page_of: dict[str, int] = {}

    def pdf(self) -> bytes:
        pages = self._flow()
        for number, placed in enumerate(pages, start=1):
            for each in placed:
                for key, piece in self.anchors.items():
                    if piece is each.piece:
                        self.page_of[key] = number
        for number, placed in enumerate(pages, start=1):
            if number > 1:
                self.sheets.next_page()
            draw_page(self.sheets, placed, of=len(pages))
            self._footer(number, len(pages))
        return self.sheets.pdf()

    def _flow(self) -> list[list[Placed]]:
        """Every chapter and register begins on a page of its own."""
        parts = [[*self._title(), *self._contents()]]
        parts += [list(self._chapter(number, chapter)) for number, chapter in enumerate(self.guide.chapters)]
        parts += [list(self._register(number)) for number in range(len(self.guide.registers))]
        pages: list[list[Placed]] = []
        for number, pieces in enumerate(parts):
            pages += paginate(pieces, _TOP if number == 0 else _FOLLOWING_TOP, _FOLLOWING_TOP, _BOTTOM)
        return pages

    # --- parts --------------------------------------------------------------------------------------------------------

    def _title(self) -> list[Piece]:
        guide = self.guide
        head = self.builder.text(guide.letterhead.office, OFFICE_LINE) if guide.letterhead.office else []
        title = self.builder.text(guide.title, self.s.title, before=5.0 if head else 0.0)
        return [*head, *title, *self.builder.text(guide.subtitle, self.s.label, before=1.0)]

    def _contents(self) -> Iterator[Piece]:
        yield from self.builder.text(self.guide.words["contents"], self.s.heading, before=8.0, keep=True)
        for number, chapter in enumerate(self.guide.chapters):
            yield from self._reference(f"chapter:{number}", chapter.title, self.s.body, 0.0, self.width)
        for number, (title, _groups) in enumerate(self.guide.registers):
            yield from self._reference(f"register:{number}", title, self.s.body, 0.0, self.width)
        yield from self.builder.text(self.guide.foot, self.s.small, before=8.0)

    def _chapter(self, number: int, chapter: GuideChapter) -> Iterator[Piece]:
        yield from self._anchored(
            f"chapter:{number}", bookmarked(self.builder.text(chapter.title, self.s.title, keep=True), chapter.title)
        )
        for entry in chapter.entries:
            yield from self._entry(entry)
        if chapter.also:
            yield from self.builder.text(self.guide.words["also"], self.s.strong, before=6.0, keep=True)
            for key in chapter.also:
                yield from self._reference(key, self.guide.names[key], self.s.body, 0.0, self.width)

    def _entry(self, entry: GuideEntry) -> list[Piece]:
        """An office stays on one page where it fits there."""
        pieces = self._anchored(entry.id, self.builder.text((Span(entry.name, strong=True),), before=5.0))
        pieces += self.builder.text(entry.kind, self.s.label)
        if entry.lines:
            pieces += self.builder.facts(((label, (Span(words),)) for label, words in entry.lines), before=1.0)
        pieces += self.builder.text(entry.note, self.s.small, before=0.8)
        held = [replace(piece, keep=True) for piece in pieces[1:-1]]
        return [pieces[0], *held, pieces[-1]]

    def _register(self, number: int) -> Iterator[Piece]:
        """Two columns, read down each group: the first half left, the second half right."""
        title, groups = self.guide.registers[number]
        yield from self._anchored(
            f"register:{number}", bookmarked(self.builder.text(title, self.s.title, keep=True), title)
        )
        width = (self.width - _GAP) / 2
        for name, keys in groups:
            if name:
                yield from self.builder.text(name, self.s.strong, before=4.0, keep=True)
            half = (len(keys) + 1) // 2
            columns = [
                [p for key in part for p in self._reference(key, self.guide.names[key], self.s.small, left, width)]
                for part, left in ((keys[:half], 0.0), (keys[half:], width + _GAP))
            ]
            # Free to break between any two lines: a register is read line by line.
            yield from (replace(piece, keep=False) for piece in side_by_side(*columns, before=1.0))

    # --- pieces -------------------------------------------------------------------------------------------------------

    def _anchored(self, key: str, pieces: list[Piece]) -> list[Piece]:
        """Remember the first piece of what others refer to; it always stays with what follows."""
        first = replace(pieces[0], keep=True)
        self.anchors[key] = first
        return [first, *pieces[1:]]

    def _reference(self, key: str, words: str, style: Style, left: float, width: float) -> list[Piece]:
        """A name with the page it stands on at the right edge of the column."""
        pieces = self.builder.text(words, style, indent=left, width=left + width - _NUMBER)
        last = pieces[-1]

        def draw(sheets: Sheets, top: float) -> None:
            last.draw(sheets, top)
            (line,) = set_text(str(self.page_of.get(key, "")), style, _NUMBER * MM)
            right = page.SHEET_MARGIN + left + width
            sheets.line(line, style, right - line.width / MM, baseline(style, top))

        return [*pieces[:-1], replace(last, draw=draw)]

    def _footer(self, number: int, total: int) -> None:
        self.sheets.rule(page.SHEET_MARGIN, _FOOT_RULE, _RIGHT, _FOOT_RULE, points=0.4, gray=0.6)
        count = self.guide.words["page"].replace("{page}", str(number)).replace("{pages}", str(total))
        (counted,) = set_text(count, FOOTER, 100 * MM)
        top = _FOOT_RULE + 1.2
        self.sheets.line(counted, FOOTER, _RIGHT - counted.width / MM, baseline(FOOTER, top))
        for n, text in enumerate(self.guide.letterhead.footer[:2]):
            for line in set_text(text, FOOTER, (self.width - 30) * MM)[:1]:
                self.sheets.line(line, FOOTER, page.SHEET_MARGIN, baseline(FOOTER, top + n * FOOTER.leading / MM))
