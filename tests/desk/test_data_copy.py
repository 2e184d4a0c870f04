"""The copy for the person holds every field there is, by the declaration, and harms nobody else."""

from __future__ import annotations

import json

import pytest

from tests.helpers.desks import make_desk
from tests.helpers.pdf_pages import text_of
from tests.helpers.real import real_desk
from welcomedesk import bootstrap
from welcomedesk.desk import cases, data_copy
from welcomedesk.desk.core import Desk
from welcomedesk.domain import data_copy as rules
from welcomedesk.domain import fields
from welcomedesk.domain.fields import Field
from welcomedesk.domain.log import Change, Json

OFFICE_ONLY = {field.entity for field in fields.FIELDS.values() if field.retention == "office"}
ALONE = ("case", "person", "company", "profile")
DECLARED = [field for field in fields.FIELDS.values() if field.entity not in OFFICE_ONLY]


def sample_value(field: Field, number: int) -> Json:
    """A value that fits the field and that nothing else holds."""
    if field.options:
        return [field.options[0].id] if field.kind == "choices" else field.options[0].id
    match field.kind:
        case "date":
            return f"2{number:03d}-01-01"
        case "number" | "money":
            return 70_000 + number
        case "yes_no":
            return True
        case "choices" | "texts":
            return [f"Wert{number}"]
        case "country":
            return "VN"
        case "language":
            return "vi"
        case "languages":
            return ["vi"]
        case "time":
            return "10:30"
    return f"Wert{number}"


def full_case() -> tuple[Desk, str]:
    """A case in which every declared field has a value."""
    desk = make_desk(library=bootstrap.library(), printer=bootstrap.printer)
    changes = []
    for number, field in enumerate(DECLARED):
        ref = field.entity if field.entity in ALONE else f"{field.entity}:1"
        changes.append(Change("c", ref, field.name, sample_value(field, number)))
    desk.store.write(changes, actor="A. Beispiel", at=desk.clock.now())
    return desk, "c"


def test_the_copy_covers_every_field_of_the_declaration() -> None:
    desk, case = full_case()
    shown = {row.key.replace(":1", "") for section in data_copy.sections(desk, case) for row in section.rows}
    assert shown == {field.key for field in DECLARED}
    document = data_copy.document(desk, case)
    assert {f"{ref.partition(':')[0]}.{name}" for ref, of in document["entities"].items() for name in of} == shown
    assert set(document["fields"]) == shown


def test_the_page_says_every_field_and_every_value() -> None:
    desk, case = full_case()
    text = " ".join(text_of(data_copy.pdf(desk, case)).split())
    together = text.replace(" ", "").replace("-", "")
    for section in data_copy.sections(desk, case):
        for row in section.rows:
            assert row.label.replace(" ", "").replace("-", "") in together, row.key
            assert row.value.replace(" ", "").replace("-", "") in together, row.key


def test_every_thing_is_headed_in_words_and_never_by_the_name_of_a_table() -> None:
    desk, case = full_case()
    desk.store.write([Change(case, "from_tomorrow:1", "x", "Wert")], actor="A", at=desk.clock.now())
    headings = {section.ref: section.title for section in data_copy.sections(desk, case)}
    assert headings["from_tomorrow:1"] == "Weiterer Eintrag 1"
    assert not [ref for ref, title in headings.items() if title.rpartition(" ")[0] == ref.partition(":")[0]]


def test_offices_and_results_of_guides_are_named_and_not_coded() -> None:
    """Whoever reads the copy knows the chamber by its name and no id of a pack."""
    office = real_desk("haddad")
    rows = [row for section in data_copy.sections(office.desk, office.case("haddad")) for row in section.rows]
    said = {row.key.rpartition(".")[2]: row.value for row in rows if row.key.startswith(("consent:", "run:"))}
    assert said["contact"] == "Handwerkskammer Magdeburg"
    assert said["results"] and "{" not in said["results"] and "elektro_hw" not in said["results"]


def test_parts_about_others_are_marked_and_can_stay_here() -> None:
    desk, case = full_case()
    marked = {row.key: row.about for _section, row in rules.marked(data_copy.sections(desk, case))}
    assert marked["family_member:1.name"] == rules.OTHERS
    assert marked["consultation:1.note"] == rules.PERHAPS
    assert "person.phone" not in marked
    wanted = data_copy.Wanted(withheld=("family_member:1.name",))
    document = data_copy.document(desk, case, wanted)
    assert "name" not in document["entities"]["family_member:1"] and document["withheld"] == 1
    name = str(cases.show(desk, case).value("family_member:1", "name"))
    assert name not in json.dumps(document, ensure_ascii=False)
    text = text_of(data_copy.pdf(desk, case, wanted))
    assert name not in text and "nicht enthalten sind: 1" in " ".join(text.split())


@pytest.mark.parametrize("key", ["person.address_protected", "person.street", "person.phone", "family_member:1.name"])
def test_nobody_but_the_person_gets_what_is_protected_or_about_others(key: str) -> None:
    desk, case = full_case()
    ref, name = key.rsplit(".", 1)
    document = data_copy.document(desk, case, data_copy.Wanted(own=False))
    assert name not in document["entities"].get(ref, {})
    assert not [line for line in document["history"] if (line["entity"], line["field"]) == (ref, name)]
    assert name in data_copy.document(desk, case, data_copy.Wanted())["entities"][ref], "the person gets it"


def test_what_was_corrected_belongs_to_the_copy() -> None:
    desk = make_desk(library=bootstrap.library(), printer=bootstrap.printer)
    opened = cases.open_case(desk, "person", "Amira", {"person.phone": "0391 111"}).value
    cases.set_fields(desk, opened.id, {"person.phone": "0391 222"})
    text = " ".join(text_of(data_copy.pdf(desk, opened.id)).split())
    assert "Früher eingetragen, inzwischen geändert" in text and "0391 111" in text


def test_a_sign_that_no_font_has_does_not_stop_the_copy() -> None:
    desk = make_desk(library=bootstrap.library(), printer=bootstrap.printer)
    opened = cases.open_case(desk, "person", "Amira 🙂").value
    cases.add(desk, opened.id, "consultation", {"note": "x\n\n𒀀 <b>fett</b>\u202e"})
    text = text_of(data_copy.pdf(desk, opened.id))
    assert "[U+1F642]" in text and "[U+12000]" in text and "<b>fett</b>" in text


def test_handing_out_a_copy_is_recorded() -> None:
    desk = make_desk()
    opened = cases.open_case(desk, "person", "Amira").value
    data_copy.note(desk, opened.id, data_copy.Wanted())
    assert [line.what for line in desk.store.accesses(opened.id)] == ["copy"]
