"""The letterhead of the office: logo and colours with their limits, a sample of it, and the test print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, Done, Edit, office, write
from welcomedesk.desk.letter_contents import office_letterhead
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain import letterheads
from welcomedesk.domain.case import OFFICE
from welcomedesk.domain.letters import InfoRow, Letter, Paragraph, Recipient, words
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.log import EntryId


def set_logo(desk: Desk, png: bytes | None) -> Done[tuple[EntryId, ...]]:
    """Put a logo on the letterhead, or take it off with `None`; the file is decoded once and kept as plain pixels.

    Raises:
        BadLogo: too large, damaged, no PNG; the letterhead stays as it is.
    """
    kept = None
    if png is not None:
        tidy = desk.printer().logo(png)
        kept = desk.store.put_blob(tidy, case=OFFICE, media_type="image/png")
    return write(desk, office(desk), [Edit("office", "logo", kept)], areas=("office", "letters"))


def set_color(desk: Desk, color: str) -> Done[tuple[EntryId, ...]]:
    """Set the colour of the letterhead like `#0B5A73`, or none.

    Raises:
        Refused: `bad_color`, where it is no colour or too pale to be read on paper.
    """
    if color:
        letterheads.check_color(color)
    return write(desk, office(desk), [Edit("office", "color", color.upper() or None)], areas=("office", "letters"))


def sample(desk: Desk) -> bytes:
    """A page that shows the letterhead as it is now; nothing on it is about a case.

    Raises:
        Refused: the letterhead does not fit its place.
    """
    translate = desk.words(desk.language)
    today = Wording(desk.library, desk.language, translate).day(desk.today.isoformat())
    return desk.printer().letter(
        Letter(
            kind="letterhead",
            language=desk.language,
            letterhead=office_letterhead(desk),
            recipient=Recipient(translate(N_("Recipient")), (translate(N_("Street and number")), "00000")),
            subject=words(translate(N_("This is your letterhead."))),
            blocks=(Paragraph(words(translate(N_("Letters carry it on their first page.")))),),
            form=office(desk).one("office").text("form", "B"),
            info=(InfoRow(translate(N_("Date")), words(today)),),
        )
    )


def ruler(desk: Desk) -> bytes:
    """The page with rulers, window and folds of the office's form."""
    form = office(desk).one("office").text("form", "B")
    return desk.printer().ruler(office_letterhead(desk), form, desk.language)
