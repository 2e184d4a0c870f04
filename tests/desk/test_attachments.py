"""Attachments at the desk: what comes in, what is refused, what goes is erased."""

from __future__ import annotations

import pytest

from tests.helpers import nasty_files as files
from tests.helpers.desks import make_desk
from welcomedesk import bootstrap
from welcomedesk.desk import attachments, cases, data_copy
from welcomedesk.desk.core import Desk
from welcomedesk.domain import attachments as rules
from welcomedesk.domain.errors import DeskError, Refused


@pytest.fixture
def open_case() -> tuple[Desk, str]:
    desk = make_desk()
    return desk, cases.open_case(desk, "person", "Amira").value.id


def test_an_attachment_comes_back_as_it_went_in(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    paper = cases.add(desk, case, "paper", {"title": "Zeugnis"}).value
    ref = attachments.add(desk, case, "Zeugnis  Aleppo.pdf", b"%PDF-1.7 x", received_from="Person", paper=paper).value
    (each,) = attachments.of_case(cases.show(desk, case))
    assert (each.title, each.kind, each.size, each.paper) == ("Zeugnis Aleppo", "pdf", 10, "Zeugnis")
    assert (each.on, each.by, each.received_from) == ("2026-11-23", "A. Beispiel", "Person")
    assert attachments.content(desk, case, ref) == b"%PDF-1.7 x"


def test_what_proves_a_paper_ticks_its_copy(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    paper = cases.add(desk, case, "paper", {"title": "Zeugnis", "marks": ["seen"], "missing": True}).value
    attachments.add(desk, case, "Zeugnis.pdf", b"%PDF-1.7 x", paper=paper)
    proved = cases.show(desk, case).one(paper)
    assert proved.texts("marks") == ("seen", "copy") and not proved.get("missing")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.pdf", b"", "empty_file"),
        ("gross.pdf", b"%PDF-" + b"x" * rules.LARGEST, "too_big"),
        ("zeugnis.pdf.exe", b"%PDF-1.7", "program"),
        ("zeugnis.pdf", b"MZ\x90", "program"),
    ],
)
def test_what_may_not_come_in_is_refused_before_anything_is_kept(
    open_case: tuple[Desk, str], name: str, content: bytes, code: str
) -> None:
    desk, case = open_case
    with pytest.raises(Refused) as refused:
        attachments.add(desk, case, name, content)
    assert refused.value.code == code and refused.value.next_step
    assert attachments.of_case(cases.show(desk, case)) == ()


def test_exactly_twenty_megabytes_come_in(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    attachments.add(desk, case, "gross.pdf", b"%PDF-" + b"x" * (rules.LARGEST - 5))
    assert attachments.of_case(cases.show(desk, case))[0].size == rules.LARGEST


def test_a_closed_case_takes_no_attachment(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    cases.close_case(desk, case, "reached")
    with pytest.raises(Refused, match="closed"):
        attachments.add(desk, case, "x.pdf", b"%PDF-1")


def test_a_photo_can_come_in_without_its_place(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    ref = attachments.add(desk, case, "foto.jpg", files.jpeg(), clean=True).value
    assert not rules.told_by(attachments.content(desk, case, ref)).position
    with pytest.raises(Refused) as refused:
        attachments.add(desk, case, "foto.jpg", files.jpeg()[:400], clean=True)
    assert refused.value.code == "not_cleaned"


def test_cleaning_later_erases_the_picture_before(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    ref = attachments.add(desk, case, "foto.jpg", files.jpeg(), title="Passfoto").value
    before = cases.show(desk, case).one(ref).text("blob")
    attachments.clean(desk, case, ref)
    (each,) = attachments.of_case(cases.show(desk, case))
    assert each.ref != ref and each.title == "Passfoto" and desk.store.blob(before) is None


def test_a_copy_outside_is_named_by_number_and_content_only(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    ref = attachments.add(desk, case, "Amira Musterfrau.html", b"%PDF-1.7").value
    name = attachments.outside_name(desk, case, ref)
    assert name.startswith("2026-0001-") and name.endswith(".pdf") and "Amira" not in name


def test_the_copy_for_the_person_names_every_attachment() -> None:
    desk = make_desk(library=bootstrap.library())
    case = cases.open_case(desk, "person", "Amira").value.id
    attachments.add(desk, case, "Zeugnis.pdf", b"%PDF-1.7")
    (file,) = data_copy.document(desk, case)["files"]
    assert file["title"] == "Zeugnis" and len(file["sha256"]) == 64


def test_an_unknown_attachment_says_so(open_case: tuple[Desk, str]) -> None:
    desk, case = open_case
    with pytest.raises(DeskError, match="no attachment"):
        attachments.content(desk, case, "attachment:none")
