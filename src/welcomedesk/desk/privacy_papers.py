"""Papers for the data protection officer: record of processing activities and catalogue of fields."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from welcomedesk import __version__
from welcomedesk.desk import periods, privacy
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain import processing_record
from welcomedesk.domain.documents import Block, Document, Heading, Table, to_handout
from welcomedesk.domain.fields import FIELDS, PURPOSES, Field
from welcomedesk.domain.processing_record import LEVELS, Translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welcomedesk.desk.core import Desk


def _day(desk: Desk, translate: Translate, language: str) -> str:
    return Wording(desk.library, language, translate).day(desk.today.isoformat())


def record(desk: Desk, translate: Translate, language: str) -> Document:
    """The record of processing activities of this version, pre-filled with what the office entered."""
    facts = privacy.facts_for_record(replace(desk, language=language))
    return processing_record.record(facts, __version__, _day(desk, translate, language), translate)


def catalogue(desk: Desk, _: Translate, language: str) -> Document:
    """Every field with purpose, sensitivity, period and where it is printed, in the words of a language."""
    columns = (_("Field"), _("Purpose"), _("Sensitivity"), _("Kept"), _("Leaves with"))
    blocks: list[Block] = []
    kept = periods.kept(desk, _)
    for entity, found in groupby(sorted(FIELDS.values(), key=lambda field: field.entity), lambda field: field.entity):
        rows = tuple((f"{_(each.label)} ({each.key})", *about(each, kept, _)) for each in found)
        blocks += [Heading(entity), Table(columns, rows)]
    return Document(_("Catalogue of fields"), tuple(blocks), (_day(desk, _, language),))


def about(field: Field, kept: Mapping[str, str], _: Translate) -> tuple[str, str, str, str]:
    """Purpose, sensitivity, period and where it leaves, in words.

    Args:
        kept: see `periods.kept`.
    """
    leaves = ", ".join(field.printable) or _("never leaves")
    return _(PURPOSES[field.purpose]), _(LEVELS[field.sensitivity]), kept[field.retention], leaves


def as_pdf(desk: Desk, document: Document, language: str) -> bytes:
    """A document for the printer, with the letterhead of the office."""
    from welcomedesk.desk.letters import office_letterhead

    return desk.printer().handout(to_handout(document, language, office_letterhead(desk)))
