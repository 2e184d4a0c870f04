"""One letter as PDF: first page after DIN 5008, following pages, footer, marks, reply slip."""

from __future__ import annotations

from dataclasses import replace

from welcomedesk.domain.bilingual import rows_of
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letterheads import read_color
from welcomedesk.domain.letters import (
    BulletList,
    Card,
    CheckList,
    FactTable,
    Heading,
    InfoRow,
    Letter,
    NumberedList,
    Paragraph,
    plain,
    words,
)
from welcomedesk.i18n import N_
from welcomedesk.letters import page
from welcomedesk.letters.address import AddressBlock, address_block
from welcomedesk.letters.blocks import Builder, Piece, Placed, baseline, draw_page, end_of, keep_with_next, paginate
from welcomedesk.letters.columns import Columns
from welcomedesk.letters.logo import logo_size, picture_of
from welcomedesk.letters.setting import Line, set_text
from welcomedesk.letters.sheet import MM, Region, Sheets
from welcomedesk.letters.slip import slip_piece
from welcomedesk.letters.styles import DRAFT, FOOTER, INFO, INFO_LABEL, OFFICE, OFFICE_LINE, Styles, styles_of

RULER = "ruler"
"""Kind of the test print, whose heading stands where a subject stands."""

_INFO_LABEL = 26.0
_SIGN_SPACE = 12.0
_SHEET_TOP = {"sheet": 34.0, "poster": 62.0, "certificate": 78.0}
"""Where the text of what has no address field begins, mm from the top."""
_TITLES = {"de": "Schreiben", "en": "Letter"}


class TooMuch(Refused):
    """A part of the page that has a fixed place is too long for it."""

    def __init__(self, code: str, what: str, line: str) -> None:
        super().__init__(
            code,
            what,
            safe=N_("The draft is kept and nothing was printed."),
            next_step=N_("Shorten it and try again."),
            line=line if len(line) <= 80 else line[:79] + "…",
        )


def letter_pdf(letter: Letter) -> tuple[bytes, tuple[Region, ...]]:
    """The PDF of a letter and where the marked spans lie.

    Raises:
        Refused: no address, address too long, a character that no font has; the sentence names it.
    """
    return LetterPages(letter).made()


class LetterPages:
    """The pages of one letter; what stands at fixed places first, then what flows."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.form = page.FORMS[letter.form]
        self.s = styles_of(letter.look, letter.language, large=letter.large)
        beside = (letter.beside.language,) if letter.beside else ()
        title = _TITLES.get(letter.language, _TITLES["en"])
        self.sheets = Sheets(language=letter.language, title=title, beside=beside)

    def made(self) -> tuple[bytes, tuple[Region, ...]]:
        letter = self.letter
        address = address_block(letter, letter.recipient) if letter.recipient else None
        info = self._info(letter.info)
        bare = _SHEET_TOP.get(letter.look, self.form.letterhead.bottom + 8.0)
        first_top = self.form.text_top if address or letter.info or letter.kind == RULER else bare
        pages = self._pages(first_top)
        for number, placed in enumerate(pages, start=1):
            if number > 1:
                self.sheets.next_page()
            self._ground(number, len(pages))
            if number == 1:
                self._letterhead()
                self._first(address, info)
                self.above()
            draw_page(self.sheets, placed, of=len(pages))
        return self.sheets.pdf(), tuple(self.sheets.regions)

    def above(self) -> None:
        """What else has its place on the first page; nothing on a letter."""

    def _pages(self, first_top: float) -> list[list[Placed]]:
        """The pages; where a little less white saves a page, the letter is set tighter."""
        lines: dict[object, list[Line]] = {}
        pages = _flow(self.letter, self.s, first_top, lines)
        if len(pages) != 2:
            return pages
        letter = self.letter
        tight = styles_of(letter.look, letter.language, large=letter.large, tight=True)
        tighter = _flow(letter, tight, first_top, lines)
        return tighter if len(tighter) == 1 else pages

    # --- what has its place -----------------------------------------------------------------------------------------

    def _ground(self, number: int, total: int) -> None:
        """Draft mark, fold and hole marks, head of following pages, footer."""
        sheets, letter = self.sheets, self.letter
        if letter.draft:
            (word,) = set_text(letter.draft_word, DRAFT, 1000 * MM)
            sheets.slanted(word, DRAFT, page.WIDTH / 2, page.HEIGHT / 2 + 10, 52)
        if number == 1 and letter.look == "letter":
            for fold in self.form.folds:
                sheets.rule(4.5, fold, 8.5, fold, points=0.35, gray=0.35)
        if letter.look in ("letter", "sheet"):
            sheets.rule(4.5, page.HOLE_MARK, 10.5, page.HOLE_MARK, points=0.35, gray=0.35)
        if number > 1:
            self._following_head()
        self._footer(number, total)

    def _following_head(self) -> None:
        parts = [plain(row.value) for row in self.letter.info if len(plain(row.value)) <= 40]
        head = " · ".join(part for part in (self.letter.letterhead.office[:60], *parts) if part)
        for line in set_text(head, FOOTER, page.TEXT.width * MM)[:1]:
            self.sheets.line(line, FOOTER, page.TEXT.x, page.FOLLOWING_HEAD)
        rule = page.FOLLOWING_HEAD + 2.5
        self.sheets.rule(page.TEXT.x, rule, page.TEXT.right, rule, points=0.3, gray=0.6)

    def _footer(self, number: int, total: int) -> None:
        sheets, head = self.sheets, self.letter.letterhead
        color = read_color(head.color)
        sheets.rule(page.TEXT.x, page.FOOT_RULE, page.TEXT.right, page.FOOT_RULE, points=0.4, gray=0.6, color=color)
        count = self.letter.page_words.replace("{page}", str(number)).replace("{pages}", str(total))
        (counted,) = set_text(count, FOOTER, page.TEXT.width * MM)
        top = page.FOOT_RULE + 1.5
        sheets.line(counted, FOOTER, page.TEXT.right - counted.width / MM, baseline(FOOTER, top))
        columns = head.columns or ("\n".join(head.footer),)
        width = (page.TEXT.width - counted.width / MM - 6) / len(columns)
        for n, text in enumerate(columns):
            pieces = Builder(self.s, page.TEXT.x + n * width, width - (4 if n + 1 < len(columns) else 0)).text(
                text, FOOTER
            )
            if top + sum(piece.height for piece in pieces) > page.FOOT_BOTTOM:
                what = N_("The footer of the letterhead is too long: {line}")
                raise TooMuch("footer_too_long", what, text.splitlines()[-1])
            _draw_down(sheets, pieces, top)

    def _letterhead(self) -> None:
        head = self.letter.letterhead
        place = self.form.letterhead
        width = place.width
        if head.logo:
            wide, high = logo_size(head.logo, page.LOGO_WIDTH, place.height - 4)
            self.sheets.picture(picture_of(head.logo), place.right - wide, place.y, wide, high)
            width -= wide + 6
        column = Builder(self.s, place.x, width)
        office = replace(OFFICE, color=read_color(head.color) or OFFICE.color)
        pieces = column.text(head.office, office) + [p for line in head.lines for p in column.text(line, OFFICE_LINE)]
        if sum(piece.height for piece in pieces) > place.height - 2:
            raise TooMuch("letterhead_too_long", N_("The letterhead is too long: {line}"), head.office)
        _draw_down(self.sheets, pieces, place.y)

    def _info(self, rows: tuple[InfoRow, ...]) -> list[Piece]:
        place = self.form.info_block
        label_column = Builder(self.s, place.x, _INFO_LABEL - 2)
        value_column = Builder(self.s, place.x + _INFO_LABEL, place.width - _INFO_LABEL)
        pieces: list[Piece] = []
        for row in rows:
            label = label_column.text(row.label, INFO_LABEL)
            value = value_column.text(row.value, INFO)
            lines = max(len(label), len(value))
            pieces.append(_row(label, value, lines * INFO.leading / MM))
            if sum(piece.height for piece in pieces) > place.height:
                raise TooMuch("info_too_long", N_("This does not fit beside the address: {line}"), row.label)
        return pieces

    def _first(self, address: AddressBlock | None, info: list[Piece]) -> None:
        if address:
            address.draw(self.sheets, self.form.address_field)
        _draw_down(self.sheets, info, self.form.info_block.y)


def _row(label: list[Piece], value: list[Piece], height: float) -> Piece:
    def draw(sheets: Sheets, top: float) -> None:
        _draw_down(sheets, label, top)
        _draw_down(sheets, value, top)

    return Piece(height, draw)


def _draw_down(sheets: Sheets, pieces: list[Piece], top: float) -> None:
    for piece in pieces:
        piece.draw(sheets, top)
        top += piece.height


# --- what flows -----------------------------------------------------------------------------------------------------


def _flow(letter: Letter, s: Styles, first_top: float, lines: dict[object, list[Line]]) -> list[list[Placed]]:
    """Everything under the address on its pages; `lines` keeps what was set for the next try."""
    builder = Builder(s, page.TEXT.x, page.TEXT.width, lines)
    if letter.beside:
        columns = Columns(s, (letter.language, letter.beside.language), page.TEXT.x, page.TEXT.width)
        body = columns.pieces(rows_of(letter, letter.beside))
        review = columns.beside(tuple(words(text) for text in letter.review), s.small, before=s.step * 0.8)
    else:
        body, review = _body(letter, builder), []
    pages = paginate(
        [*body, *_close(letter, builder), *_cards(letter, builder), *review],
        first_top,
        page.FOLLOWING_TOP,
        page.TEXT_BOTTOM,
    )
    if letter.slip:
        # The slip stands at the foot of the last page, on a page of its own where there is no room.
        slip = slip_piece(letter.slip, s)
        end = end_of(pages[-1], first_top if len(pages) == 1 else page.FOLLOWING_TOP)
        top = page.TEXT_BOTTOM - slip.height
        if end + slip.before > top:
            pages.append([])
        pages[-1].append(Placed(slip, top))
    return pages


def _body(letter: Letter, builder: Builder) -> list[Piece]:
    step = builder.s.step
    subject = {"letter": builder.s.strong, "sheet": builder.s.heading}.get(letter.look, builder.s.title)
    if letter.look in ("poster", "certificate"):
        subject = replace(subject, color=read_color(letter.letterhead.color) or subject.color)
    pieces = builder.text(letter.subject, subject, keep=True)
    if letter.salutation:
        pieces += builder.text(letter.salutation, before=2 * step, keep=True)  # Anrede: two empty lines
    under_heading = leads = False
    for block in letter.blocks:
        if isinstance(block, Card):
            continue
        made = builder.block(block)
        if under_heading and made:
            made[0] = replace(made[0], before=0.6)
        if leads and isinstance(block, NumberedList | BulletList | FactTable | CheckList):
            pieces = keep_with_next(pieces)
        pieces += made
        under_heading = isinstance(block, Heading)
        leads = isinstance(block, Paragraph) and plain(block.text).rstrip().endswith(":")
    return pieces


def _cards(letter: Letter, builder: Builder) -> list[Piece]:
    """Codes and maps stand under the signature, over the whole width."""
    return [piece for block in letter.blocks if isinstance(block, Card) for piece in builder.block(block)]


def _close(letter: Letter, builder: Builder) -> list[Piece]:
    """Closing, room for the signature, name, enclosures: together on one page."""
    step = builder.s.step
    pieces: list[Piece] = []
    if letter.closing and not letter.beside:
        pieces += builder.text(letter.closing, before=step, keep=True)
    if letter.signer:
        pieces += builder.text(
            letter.signer, before=_SIGN_SPACE if letter.closing else step, keep=bool(letter.enclosures)
        )
    if letter.enclosures:
        pieces += builder.text(letter.enclosures_label, builder.s.strong, before=step, keep=True)
        for enclosure in letter.enclosures:
            pieces += builder.text(enclosure)
    return pieces
