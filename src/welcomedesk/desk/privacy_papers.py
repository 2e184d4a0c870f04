"""Papers for the data protection officer: record of processing activities and catalogue of fields."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from welcomedesk import __version__
from welcomedesk.desk import periods, privacy
from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain import processing_record
from welcomedesk.domain.data_copy import ENTITY_TITLES, FURTHER
from welcomedesk.domain.documents import Block, Document, Heading, Table, to_handout
from welcomedesk.domain.fields import FIELDS, PURPOSES, Field
from welcomedesk.domain.processing_record import LEVELS, Translate
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welcomedesk.desk.core import Desk


_OFFICE_TITLES = MappingProxyType(
    {
        "adviser": N_("Adviser"),
        "agreement": N_("Agreement"),
        "contact_check": N_("Check of a contact"),
        "contact_import": N_("Import of contacts"),
        "contact_note": N_("Note on a contact"),
        "network_event": N_("Joint event"),
        "office": N_("Office"),
        "outreach": N_("Outreach event"),
        "own_contact": N_("Own contact"),
        "participation": N_("Proof for the funder"),
        "partner": N_("Partner"),
        "programme": N_("Funded programme"),
        "retention": N_("Period of the office"),
        "saved_list": N_("Saved list"),
        "search_gap": N_("Word that was not found"),
        "statement_check": N_("Check of a statement"),
        "tally": N_("Counted talk"),
    }
)
"""What belongs to the office and to no case."""


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
    kept, titles = periods.kept(desk, _), sheets(desk, language)
    for entity, found in groupby(sorted(FIELDS.values(), key=lambda field: field.entity), lambda field: field.entity):
        rows = tuple((f"{_(each.label)} ({each.key})", *about(each, kept, titles, _)) for each in found)
        blocks += [Heading(entity_title(entity, _)), Table(columns, rows)]
    return Document(_("Catalogue of fields"), tuple(blocks), (_day(desk, _, language),))


def sheets(desk: Desk, language: str) -> dict[str, str]:
    """The title of each kind of letter and sheet by its id."""
    from welcomedesk.desk.letters import kinds

    found = {each.id: each.title.get(language, each.id) for each in kinds(desk.library)}
    return {"checklist": desk.words(language)(N_("Checklist as handout"))} | found


def entity_title(entity: str, _: Translate) -> str:
    """What a kind of thing in a case is called."""
    return _(ENTITY_TITLES.get(entity) or _OFFICE_TITLES.get(entity, FURTHER))


def about(field: Field, kept: Mapping[str, str], sheets: Mapping[str, str], _: Translate) -> tuple[str, str, str, str]:
    """Purpose, sensitivity, period and where it leaves, in words.

    Args:
        kept: see `periods.kept`.
        sheets: title of each kind of letter by its id, see `sheets`.
    """
    leaves = ", ".join(dict.fromkeys(sheets.get(each, each) for each in field.printable)) or _("never leaves")
    return _(PURPOSES[field.purpose]), _(LEVELS[field.sensitivity]), kept[field.retention], leaves


def as_pdf(desk: Desk, document: Document, language: str) -> bytes:
    """A document for the printer, with the letterhead of the office."""
    from welcomedesk.desk.letters import office_letterhead

    return desk.printer().handout(to_handout(document, language, office_letterhead(desk)))
