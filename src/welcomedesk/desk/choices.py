"""What can be chosen for a field: its own options, or the rows of packs that it draws on, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.letter_values import Wording
from welcomedesk.domain.guide_parts import rows_of, say, words_from

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.domain import fields

Choice = tuple[str, str]
"""Value and its words."""

SPOKEN = (
    "ar am az bg bn bs ckb cs da de dv el en es et fa ff fi fr gu ha he hi hr hu hy id ig is it ja ka kk km kmr ko ku "
    "ky lo lt lv mk mn ms my nb ne nl om pa pl prs ps pt ro rom ru rw sk sl so sq sr sv sw ta te tg th ti tk tl tr uk "
    "ur uz vi wo yo zh"
)
"""Languages offered for choosing, by code. Source: ISO 639-1, with ISO 639-3 where it has none (ckb, kmr, prs, rom)."""


def wording(desk: Desk) -> Wording:
    """Words for values of fields in the language of the desk."""
    return Wording(desk.library, desk.language, desk.words(desk.language))


def of_field(desk: Desk, field: fields.Field) -> tuple[Choice, ...]:
    """Value and words of everything that can be chosen; empty where the field takes free text."""
    words = wording(desk)
    if field.options:
        return tuple((option.id, words.translate(option.label)) for option in field.options)
    match field.kind:
        case "country":
            return _sorted(_rows(desk, "countries"))
        case "occupation":
            return _sorted(_rows(desk, "professions"))
        case "language" | "languages":
            return _sorted((code, desk.library.language_name(code, desk.language)) for code in SPOKEN.split())
        case "choice" if field.name == "district":
            districts = desk.library.directory().regions.districts.values()
            return _sorted((district.ags5, district.name) for district in districts)
        case "choice":
            return tuple(_from_guides(desk, field.key))
    return ()


def words_of(desk: Desk, field: fields.Field, value: Any) -> str:
    """Words for a value of a field, districts and options of guides included; empty where it is not known."""
    if field.kind == "choice" and not field.options and isinstance(value, str) and value:
        return dict(of_field(desk, field)).get(value, value)
    return wording(desk).value(field, value)


def _rows(desk: Desk, table_id: str) -> Iterator[Choice]:
    seen: set[str] = set()
    for table in desk.library.rows("table"):
        for row in rows_of(table, "rows") if table.get("id") == table_id else ():
            code = str(row.get("id", ""))
            if code and code not in seen:
                seen.add(code)
                yield code, _title(row, desk.language) or code


def _from_guides(desk: Desk, key: str) -> Iterator[Choice]:
    """The options of the first guide question whose answer lives in this field."""
    for info in desk.library.guides():
        for question in desk.library.guide(info.id).questions.values():
            if question.lives_in == key and question.options:
                back = {option: said for said, option in question.lives_map.items()}
                for option in question.options:
                    yield back.get(option.id, option.id), say(option.words, desk.language)
                return


def _title(row: Mapping[str, Any], language: str) -> str:
    return say(words_from(row.get("title")), language)


def _sorted(choices: Any) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: _plain(choice[1])))


def _plain(words: str) -> str:
    """Words as people look them up: Ä stands with A."""
    return words.casefold().translate(str.maketrans("äöüßáéíóúåøœ", "aousaeiouaoo"))
