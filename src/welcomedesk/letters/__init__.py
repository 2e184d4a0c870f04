"""Printing: the DIN 5008 page, its blocks, fonts and scripts, and the PDF.

Nothing is loaded until the first page is made: reportlab, HarfBuzz and the fonts cost a tenth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welcomedesk.domain.handouts import Handout
from welcomedesk.domain.letters import Letter, Letterhead

if TYPE_CHECKING:
    from welcomedesk.letters.sheet import Region


class ReportlabPrinter:
    """Turns letters and handouts into PDF. Same value, same bytes.

    All methods raise `Refused` with a sentence: no address, address too long, a character that no font has.
    """

    def letter(self, letter: object) -> bytes:
        """The PDF of a `domain.letters.Letter`."""
        return self._letter(letter)[0]

    def handout(self, handout: object) -> bytes:
        """The PDF of a `domain.handouts.Handout`."""
        from welcomedesk.letters.handout import handout_pdf

        if not isinstance(handout, Handout):
            raise TypeError("a Handout is needed")
        return handout_pdf(handout)[0]

    def regional_guide(self, guide: object) -> bytes:
        """The PDF of a `domain.regional_guide.RegionalGuide`."""
        from welcomedesk.domain.regional_guide import RegionalGuide
        from welcomedesk.letters.regional import guide_pdf

        if not isinstance(guide, RegionalGuide):
            raise TypeError("a RegionalGuide is needed")
        return guide_pdf(guide)

    def logo(self, content: bytes) -> bytes:
        """A logo as letters carry it, from a PNG file. Raises `BadLogo`."""
        from welcomedesk.letters.logo import tidy_logo

        return tidy_logo(content)

    def ruler(self, letterhead: object, form: str, language: str) -> bytes:
        """The test print: rulers, window and folds, to see whether the printer keeps the size."""
        from welcomedesk.letters.ruler import ruler_pdf

        if not isinstance(letterhead, Letterhead):
            raise TypeError("a Letterhead is needed")
        return ruler_pdf(letterhead, form, language)

    def addresses(self, wanted: object) -> bytes:
        """Envelopes or labels, see `domain.envelopes`. Raises `Refused`: an address is missing or does not fit."""
        from welcomedesk.domain.envelopes import Addresses
        from welcomedesk.letters.envelopes import addresses_pdf

        if not isinstance(wanted, Addresses):
            raise TypeError("Addresses are needed")
        return addresses_pdf(wanted)

    def map_sheet(self, sheet: object) -> bytes:
        """The PDF of a `domain.map_sheet.MapSheet`."""
        from welcomedesk.domain.map_sheet import MapSheet
        from welcomedesk.letters.map_sheet import map_pdf

        if not isinstance(sheet, MapSheet):
            raise TypeError("a MapSheet is needed")
        return map_pdf(sheet)

    def regions(self, letter: object) -> tuple[Region, ...]:
        """Where the words of the case stand: page from 1, then mm from the top left corner, and the placeholder."""
        return self._letter(letter)[1]

    def letter_with_regions(self, letter: object) -> tuple[bytes, tuple[Region, ...]]:
        """PDF and regions in one go, for the preview."""
        return self._letter(letter)

    def warm_up(self) -> None:
        """Load fonts and libraries, so that the first letter is quick; for an idle moment of the worker."""
        from welcomedesk.letters import fonts, pdf, slip

        for bold in (False, True):
            fonts.face(fonts.FAMILIES[0], bold).shape("a", False, "de")
        slip.code_squares("222-222")
        _ = pdf

    def _letter(self, letter: object) -> tuple[bytes, tuple[Region, ...]]:
        from welcomedesk.letters.pdf import letter_pdf

        if not isinstance(letter, Letter):
            raise TypeError("a Letter is needed")
        return letter_pdf(letter)
