"""Letters as values: kinds, placeholders, what leaves, short codes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.letters.samples import CHAMBER, COMPANY, OFFICE, VALUES, kinds, letter
from welcomedesk.domain import fields
from welcomedesk.domain.letter_kinds import compose, offers
from welcomedesk.domain.letter_reading import read_kind
from welcomedesk.domain.letters import (
    FactTable,
    Letterhead,
    Paragraph,
    Recipient,
    letterhead,
    plain,
)


def all_words(made: Any) -> str:
    return repr(made)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_shipped_kinds_compose_in_all_their_languages(kind: str) -> None:
    for language in kinds()[kind].languages:
        made = letter(kind, language)
        assert made.subject and made.blocks and made.language == language


def test_the_first_kinds_are_shipped() -> None:
    assert {"referral", "client_copy", "consent", "confirmation", "recovery_sheet"} <= set(kinds())


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_kinds_carry_only_fields_that_may_be_printed_there(kind: str) -> None:
    for key in kinds()[kind].field_ids():
        assert kind in fields.FIELDS[key].printable, f"{key} may not leave through {kind}"


def test_address_and_notes_of_a_person_cannot_leave() -> None:
    never = {"person.street", "person.postal_code", "consultation.note", "person.benefits"}
    for kind in kinds().values():
        assert not never & set(kind.field_ids()), kind.id


def test_values_are_not_read_as_templates() -> None:
    made = letter("referral", name="{code} {{x}} {0.__class__}")
    assert "{code} {{x}} {0.__class__}" in all_words(made)


def test_a_block_without_its_value_is_left_out() -> None:
    made = letter("referral", questions=(), consent_from="", consent_until="")
    texts = [plain(block.text) for block in made.blocks if isinstance(block, Paragraph)]
    assert not any("Auskunft" in text or "Einwilligung" in text for text in texts)


def test_a_row_without_its_value_is_left_out() -> None:
    made = letter("referral", missing_papers="")
    (table,) = [block for block in made.blocks if isinstance(block, FactTable)]
    assert [label for label, _ in table.rows] == ["Abschluss", "Referenzberuf", "Berufspraxis", "Deutsch", "Nachweise"]


def test_a_company_gets_its_own_first_sentence() -> None:
    made = letter("referral", **COMPANY)
    first = next(block for block in made.blocks if isinstance(block, Paragraph))
    assert plain(first.text).startswith("das Unternehmen Pflegehaus Muster gGmbH hat sich")


def test_what_is_unticked_stays_in_the_case() -> None:
    made = compose(kinds()["referral"], VALUES, recipient=CHAMBER, leave_out=("qualification", "german"))
    assert made.letter and "Elektrotechnik" not in all_words(made.letter)
    assert not {"qualification", "german"} & {leaving.placeholder for leaving in made.leaving}
    assert {"qualification", "german"} <= {each.placeholder for each in offers(kinds()["referral"], VALUES)}


def test_what_leaves_is_listed_with_field_and_value() -> None:
    found = {each.placeholder: each for each in offers(kinds()["referral"], VALUES)}
    assert found["german"].field == "person.german_level" and found["german"].value == "B1"
    assert found["papers"].value == "Abschlusszeugnis im Original; Pass"


def test_values_nobody_declared_are_not_looked_at() -> None:
    made = compose(kinds()["referral"], {**VALUES, "street": "Geheimweg 7"}, recipient=CHAMBER)
    assert made.letter and "Geheimweg" not in all_words(made)


def test_a_required_value_is_asked_for() -> None:
    made = compose(kinds()["referral"], {**VALUES, "topic": " "}, recipient=CHAMBER)
    assert made.letter is None
    assert [(p.code, p.what, p.title) for p in made.problems] == [("missing_value", "topic", "Thema")]


def test_an_empty_address_is_a_problem_unless_handed_over() -> None:
    made = compose(kinds()["referral"], VALUES, recipient=Recipient("Amt ohne Anschrift"))
    assert [(p.code, p.what) for p in made.problems] == [("no_address", "Amt ohne Anschrift")]
    assert compose(kinds()["referral"], VALUES, recipient=Recipient("Amt", by_hand=True)).letter


def test_a_language_without_words_is_a_problem() -> None:
    made = compose(kinds()["referral"], VALUES, language="fr", recipient=CHAMBER)
    assert [(p.code, p.what) for p in made.problems] == [("no_words", "fr")]


def test_no_slip_without_a_code() -> None:
    assert letter("referral", code="").slip is None
    assert letter("referral").slip is not None


def test_letterhead_invents_nothing() -> None:
    assert letterhead({}) == Letterhead()
    assert letterhead({"name": "Büro"}) == Letterhead(office="Büro", footer=("Büro",))
    full = letterhead(OFFICE)
    assert full.sender_line == "Musterberatung Welcome-Service · Musterstraße 1 · 39999 Musterstadt"
    assert full.footer[1] == "Telefon 0000 000000 · beratung@muster.example"


# --- reading kinds --------------------------------------------------------------------------------------------------

RECORD: dict[str, Any] = {
    "id": "x",
    "recipient": "none",
    "languages": ["de"],
    "subject": {"de": "Betreff {name}"},
    "placeholder": [{"id": "name", "title": {"de": "Name"}}],
    "block": [{"kind": "paragraph", "text": {"de": "Text {name}"}}],
}


def problems(**changes: Any) -> tuple[str, ...]:
    return read_kind({**RECORD, **changes})[1]


def test_a_sound_kind_has_no_problems() -> None:
    assert problems() == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": {"de": "{unknown}"}}, "subject: placeholder unknown is not declared"),
        ({"subject": {"en": "x"}}, "subject: no words in de"),
        ({"recipient": "moon"}, "recipient: one of anyone, client, contact, none"),
        ({"languages": []}, "languages: name at least one"),
        ({"block": [{"kind": "dance"}]}, "block.0.kind: one of"),
        (
            {"block": [{"kind": "paragraph", "text": {"de": "{name.x}"}}]},
            "block.0.text: a brace that is no placeholder",
        ),
        ({"block": [{"kind": "bullets", "items": "list"}]}, "block.0.items: placeholder list is not declared"),
        ({"slip": {"title": {"de": "a"}, "code_label": {}, "code": "{code}"}}, "slip.code: placeholder code"),
        (
            {"slip": {"title": {"de": "a"}, "rows": [[{"label": {"de": "da"}, "box": True}]]}},
            "slip.rows: one of accepted, appointment, declined, done, not_arrived, received",
        ),
        ({"signer": "{who}"}, "signer: placeholder who is not declared"),
    ],
)
def test_every_problem_is_named_at_its_place(changes: dict[str, Any], sentence: str) -> None:
    kind, found = read_kind({**RECORD, **changes})
    assert kind is None and any(each.startswith(sentence) for each in found), found
