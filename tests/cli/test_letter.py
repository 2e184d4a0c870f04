"""`welcomedesk letter …`: the same rules as in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.cli.conftest import Command

CONSENT = ("consent:1.contact=hwk-magdeburg", "consent:1.given_on=2026-01-01", "consent:1.expires_on=2099-12-31")


@pytest.fixture
def case(desk_command: Command) -> str:
    made = desk_command("case", "new", "--kind", "person", "--name=Samir <b>Haddad</b>", "--json").json
    assert desk_command("case", "set", made["id"], "case.topics=recognition", "person.german_level=B1").code == 0
    return str(made["id"])


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)).split())


def test_without_consent_nothing_is_written_and_the_reason_is_said(
    desk_command: Command, case: str, tmp_path: Path
) -> None:
    out = tmp_path / "letter.pdf"
    done = desk_command("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", str(out))
    assert done.code == 1 and "consent" in done.err and not out.exists()


def test_with_consent_the_letter_is_written_and_kept(desk_command: Command, case: str, tmp_path: Path) -> None:
    desk_command("case", "set", case, *CONSENT)
    out = tmp_path / "letter.pdf"
    done = desk_command("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", str(out), "--json")
    assert done.code == 0 and "Samir <b>Haddad</b>" in text_of(out)
    entities = desk_command("case", "show", case, "--json").json["entities"]
    letters = [entity for ref, entity in entities.items() if ref.startswith("letter:")]
    assert [letter["blob"] for letter in letters] == [done.json["sha256"]]


def test_an_override_is_recorded(desk_command: Command, case: str, tmp_path: Path) -> None:
    out = str(tmp_path / "letter.pdf")
    base = ("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", out)
    assert desk_command(*base, "--override=telefonisch zugesagt").code == 0
    entities = desk_command("case", "show", case, "--json").json["entities"]
    assert any(entity.get("override") == "telefonisch zugesagt" for entity in entities.values())


@pytest.mark.parametrize("form", ["A", "B"])
def test_both_forms_of_the_page(desk_command: Command, case: str, tmp_path: Path, form: str) -> None:
    desk_command("case", "set", case, *CONSENT)
    out = tmp_path / f"{form}.pdf"
    base = ("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", str(out))
    assert desk_command(*base, "--form", form).code == 0 and out.stat().st_size > 1000


def test_a_batch_goes_on_after_a_line_that_cannot_be_done(desk_command: Command, case: str, tmp_path: Path) -> None:
    desk_command("case", "set", case, *CONSENT)
    lines = [
        {"case": case, "contact": "hwk-magdeburg"},
        {"case": case, "contact": "nobody"},
        [],
        {"case": case, "contact": "hwk-magdeburg"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out = tmp_path / "out"
    done = desk_command("letter", "referral", "--batch", str(batch), "--out", str(out))
    assert done.code == 1 and len(list(out.glob("*.pdf"))) == 2 and done.err.count("\n") == 2


def test_an_unknown_contact_and_an_unknown_kind_are_named(desk_command: Command, case: str, tmp_path: Path) -> None:
    out = str(tmp_path / "x.pdf")
    nobody = desk_command("letter", "referral", "--case", case, "--contact", "nobody", "--out", out)
    poem = desk_command("letter", "poem", "--case", case, "--contact", "hwk-magdeburg", "--out", out)
    assert nobody.code == 1 and "nobody" in nobody.err and poem.code == 1 and "poem" in poem.err


def test_a_folder_that_cannot_be_written_is_one_sentence(desk_command: Command, case: str, tmp_path: Path) -> None:
    desk_command("case", "set", case, *CONSENT)
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    out = str(blocked / "letter.pdf")
    done = desk_command("letter", "referral", "--case", case, "--contact", "hwk-magdeburg", "--out", out)
    assert done.code == 1 and done.err.count("\n") == 1 and "Traceback" not in done.err
    entities = desk_command("case", "show", case, "--json").json["entities"]
    assert not [ref for ref in entities if ref.startswith("letter:")]


def test_what_is_typed_for_a_letter_is_set_on_the_command_line(
    desk_command: Command, case: str, tmp_path: Path
) -> None:
    out = tmp_path / "slip.pdf"
    base = ("letter", "appointment", "--case", case, "--out", str(out))
    missing = desk_command(*base)
    assert missing.code == 1 and "Tag" in missing.err and not out.exists()
    done = desk_command(*base, "--lang", "en", "--set", "on=2026-12-01", "--set", "with==1+1 <b>")
    assert done.code == 0 and "Your appointment on 1 Dec 2026" in text_of(out) and "=1+1 <b>" in text_of(out)


def test_what_a_letter_does_not_take_is_named(desk_command: Command, case: str, tmp_path: Path) -> None:
    out = str(tmp_path / "slip.pdf")
    done = desk_command("letter", "appointment", "--case", case, "--out", out, "--set", "name=x")
    assert done.code == 1 and "name" in done.err and "bring" in done.err
