"""Sheets about the workplace itself, printed before there is a case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welcomedesk.desk.letter_values import Wording
from welcomedesk.desk.letters import kind
from welcomedesk.domain.letter_kinds import compose
from welcomedesk.domain.letters import Letterhead

if TYPE_CHECKING:
    from welcomedesk.desk.ports import Printer
    from welcomedesk.domain.library import Library


def recovery_sheet(
    library: Library,
    printer: Printer,
    *,
    code: str,
    code_id: str,
    office: str,
    workplace: str,
    on: date,
    language: str,
) -> bytes:
    """The sheet with the office recovery code as PDF; it is shown and printed once and kept nowhere."""
    day = Wording(library, language, str).day(on.isoformat())
    values = {
        "recovery_code": code,
        "recovery_id": code_id,
        "office": office,
        "workplace": workplace,
        "date": day,
    }
    composed = compose(kind(library, "recovery_sheet"), values, language=language, letterhead=Letterhead(office))
    assert composed.letter is not None, composed.problems
    return printer.letter(composed.letter)
