"""The one declaration of all fields."""

from __future__ import annotations

import pytest

from welcomedesk.domain import fields
from welcomedesk.domain.fields import FIELDS, PURPOSES, RETENTION, misfit, parse_text


def test_every_field_has_words_a_purpose_and_a_time_to_go() -> None:
    for field in FIELDS.values():
        assert field.label and field.purpose in PURPOSES and field.retention in RETENTION, field.key


def test_no_field_is_declared_twice() -> None:
    keys = [field.key for field in fields._table()]
    assert len(keys) == len(set(keys))


def test_protected_fields_never_leave() -> None:
    assert not [field.key for field in FIELDS.values() if field.sensitivity == "protected" and field.printable]


def test_notes_of_a_consultation_never_leave() -> None:
    assert FIELDS["consultation.note"].printable == ()


def test_option_ids_of_a_field_are_unique() -> None:
    for field in FIELDS.values():
        ids = [option.id for option in field.options]
        assert len(ids) == len(set(ids)), field.key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("person.birth_date", "1990-13-01"),
        ("person.birth_date", 1990),
        ("person.postal_code", "3910"),
        ("person.email", "nobody"),
        ("person.name", 7),
        ("person.name", "x" * 2_001),
        ("person.name", "\ud800"),
        ("case.kind", "animal"),
        ("consultation.minutes", -1),
        ("consultation.minutes", True),
        ("consultation.topics", ["work", "nonsense"]),
        ("task.time", "25:00"),
        ("person.shoe_size", "44"),
    ],
)
def test_a_value_that_does_not_fit_is_named(key: str, value: object) -> None:
    entity, name = key.split(".")
    assert misfit(entity, name, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["<img src=x>", "محمد", "{{x}}", "--", "'; DROP TABLE case", "a\x00b", "X Æ"])
def test_any_text_is_a_name(name: str) -> None:
    assert misfit("person", "name", name) is None


def test_clearing_a_field_is_always_right() -> None:
    assert all(misfit(field.entity, field.name, None) is None for field in FIELDS.values())


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("consultation.minutes", "45", 45),
        ("vacancy.salary_year", "45934.2", 45934.2),
        ("person.address_protected", "yes", True),
        ("person.languages", "ar, de", ["ar", "de"]),
        ("person.phone", "", None),
        ("person.name", "true", "true"),
    ],
)
def test_typed_text_becomes_what_the_field_wants(key: str, text: str, value: object) -> None:
    assert parse_text(fields.FIELDS[key], text) == value
