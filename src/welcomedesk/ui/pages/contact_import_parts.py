"""What an import is made of before anything is written: the file, its rows in words, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.desk import contacts, directory
from welcomedesk.domain import fields
from welcomedesk.domain.contact_import import Column, Look, Review, ReviewedRow, looks
from welcomedesk.domain.overlay import OWN
from welcomedesk.i18n import N_, _, ngettext
from welcomedesk.ui import offices
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.components.rows import Row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look.tokens import S2, S3
from welcomedesk.ui.text import Label

if TYPE_CHECKING:
    from welcomedesk.desk.contact_imports import Import
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.directory import Incoming
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.saying import Speaker

WHAT = {
    "new": (N_("new"), "plus", ""),
    "change": (N_("changes {name}"), "edit", ""),
    "same": (N_("nothing new"), "check", ""),
    "problem": (N_("has errors"), "triangle", "danger"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A row with everything to look at, in words."""

    row: ReviewedRow
    looks: tuple[Look, ...]
    before: Contact | None

    @property
    def what(self) -> str:
        return "problem" if any(look.error for look in self.looks) else self.row.what

    @property
    def doubtful(self) -> bool:
        return bool(self.row.doubles)


@dataclass(frozen=True, slots=True)
class Read:
    """A file with its review.

    Args:
        faults: what is wrong with the file, in words.
        names: titles of the contacts that rows may double, by id.
        say: for values in words.
    """

    incoming: Incoming
    review: Review
    rows: tuple[Seen, ...]
    faults: tuple[str, ...]
    names: Mapping[str, str]
    say: Speaker


def read_file(desk: Desk, path: Path, encoding: str) -> Read:
    """Read a file or folder and say what taking it over would do.

    Raises:
        DeskError: `unreadable_file`.
    """
    incoming = directory.read_import(desk.files(), path, encoding, _)
    return review_file(desk, incoming, incoming.columns, {})


def review_file(desk: Desk, incoming: Incoming, columns: tuple[Column, ...], same: Mapping[int, str]) -> Read:
    """The same for a file that was read, with other columns or decisions."""
    known = contacts.directory(desk)
    review = directory.review_import(incoming, known, _, desk.today, columns, same)
    rows = tuple(Seen(each, looks(review, each, _), known.by_id.get(each.same_as)) for each in review.rows)
    faults = tuple(fault.sentence(_) for fault in review.faults)
    names = {double: known.by_id[double].title for row in review.rows for double in row.doubles}
    return Read(incoming, review, rows, faults, names, offices.speaker(desk, known))


def line_of(each: Seen, *, taken: bool) -> Row:
    """A row of the file as a line of the list."""
    words, icon, tone = WHAT[each.what]
    said = _(words).format(name=each.before.title if each.before else "")
    first = next((look.words for look in each.looks if look.error), each.looks[0].words if each.looks else "")
    return Row(
        str(each.row.row),
        each.row.contact.name if each.row.contact else _("without a name"),
        first or said,
        icon=icon,
        icon_tone=tone,
        right=_("row {n}").format(n=each.row.row),
        right_second=(_("likely double") if each.doubtful else said) if taken else _("left out"),
        done=taken,
        quiet=not taken,
        kind=_("Row"),
    )


def rows_words(number: int) -> str:
    """How many rows."""
    return ngettext("{n} row", "{n} rows", number).format(n=number)


def targets() -> list[tuple[str, str]]:
    """Where a column may go."""
    return [("id", _("Id of the contact")), *((field.name, _(field.label)) for field in fields.of_entity(OWN))]


def look_line(look: Look, head: str) -> QWidget:
    """One thing to look at, with the head of its column."""
    tone = "danger" if look.error else "caution"
    place = _("Column {n}, {head}").format(n=look.column, head=head) if look.column else ""
    text = column(Label(look.words, "body", wrap=True), space=0)
    if place:
        text.addWidget(Label(place, "small", "text2", wrap=True))
    made = row(column(IconLabel("triangle", tone, 16), None), text, space=S2)
    made.setStretch(1, 1)
    return holding(made)


def change_words(before: str, now: str) -> QWidget:
    """A value; what stood there before below it."""
    made = column(Label(now, wrap=True), space=0)
    if before:
        made.addWidget(Label(_("before: {words}").format(words=before), "small", "text2", wrap=True))
    return holding(made)


def import_line(made: Import, take_back: Callable[[Import], object]) -> QWidget:
    """An import that was taken over, with the way back."""
    number = ngettext("{n} contact", "{n} contacts", made.number).format(n=made.number)
    said = [long_date(made.on), number, made.by]
    words = column(Label(made.name or _("a file"), "medium", wrap=True), space=1)
    words.addWidget(Label(" · ".join(part for part in said if part), "small", "text2", wrap=True))
    line = row(words, space=S3)
    line.setStretch(0, 1)
    if made.undone_on:
        line.addWidget(Label(_("taken back on {date}").format(date=long_date(made.undone_on)), "small", "text2"))
    else:
        line.addWidget(button(_("Take back"), "undo", small=True, then=lambda: take_back(made)))
    return holding(line)
