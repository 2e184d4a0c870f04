"""What the visitor sees of a case: words of the packs and one address, nothing that an adviser wrote."""

from __future__ import annotations

import dataclasses

import pytest

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, checklists, client_view, handouts, readers
from welcomedesk.domain.letters import plain


@pytest.fixture(scope="module")
def office() -> RealDesk:
    made = real_desk("haddad")
    desk, case = made.desk, made.case("haddad")
    values = {"person.name": "Canary Name", "person.phone": "0391 4711", "case.summary": "Canary summary"}
    cases.set_fields(desk, case, values)
    cases.add(desk, case, "paper", {"title": "Canary paper", "marks": ["seen"]})
    cases.add(desk, case, "task", {"what": "Canary task", "state": "open"})
    return made


def texts(value: object) -> list[str]:
    """Every text inside a value, however deep."""
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
    return [text for each in value for text in texts(each)] if isinstance(value, tuple) else []


def test_the_first_language_of_the_person_is_shown_with_german_below(office: RealDesk) -> None:
    view = client_view.view(office.desk, office.case("haddad"))
    assert (view.language, view.right_to_left) == ("ar", True)
    assert (view.title.words, view.title.german) == ("خطواتك التالية", "Ihre nächsten Schritte")
    assert view.review.german.startswith("Diese Übersetzung hat noch niemand geprüft.")


@pytest.mark.parametrize("language", ["", "de", "en", "ar", "uk"])
def test_nothing_that_an_adviser_wrote_is_shown(office: RealDesk, language: str) -> None:
    view = client_view.view(office.desk, office.case("haddad"), language)
    said = " ".join(texts(view))
    assert "Canary" not in said and "4711" not in said and "2026-0001" not in said


def test_german_alone_says_everything_once(office: RealDesk) -> None:
    view = client_view.view(office.desk, office.case("haddad"), "de")
    assert not any(step.title.german or step.text.german for step in view.steps)
    assert not view.review.words


def test_only_what_is_open_is_shown(office: RealDesk) -> None:
    desk, case = office.desk, office.case("haddad")
    before = client_view.view(desk, case, "de").steps
    first = next(item for each in checklists.view(desk, case) for item in each.items if not item.finished)
    checklists.set_state(desk, case, first.ref, "done")
    after = client_view.view(desk, case, "de").steps
    assert before[0].title != after[0].title
    assert 1 <= len(after) <= client_view.MOST_STEPS


def test_the_address_comes_from_the_directory(office: RealDesk) -> None:
    view = client_view.view(office.desk, office.case("haddad"), "de")
    names = {contact.name for contact in office.desk.library.directory().contacts}
    assert not view.office or view.office[0] in names


def test_a_case_without_a_checklist_says_that_nothing_is_open() -> None:
    desk = real_desk("none of them").desk
    case = cases.open_case(desk, "person", "Muster").value.id
    view = client_view.view(desk, case)
    assert view.steps == () and view.nothing.words == "Zurzeit ist nichts offen."


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [
        (["fa"], "prs"),
        (["ku"], "kmr"),
        (["hr"], "bs"),
        (["sr", "ar"], "bs"),
        (["ckb"], "de"),
        (["ckb", "ar"], "ar"),
        (["de", "en"], "en"),
        ([], "de"),
    ],
)
def test_who_speaks_a_language_under_another_name_reads_the_sheets_that_there_are(
    spoken: list[str], shown: str
) -> None:
    made = real_desk("haddad")
    cases.set_fields(made.desk, made.case("haddad"), {"person.languages": spoken})
    assert client_view.view(made.desk, made.case("haddad")).language == shown


PARTLY = "Wo eine Übersetzung fehlt, steht der Text auf Englisch oder Deutsch."


@pytest.mark.parametrize(("sample", "partly"), [("haddad", False), ("bondar", True)])
def test_where_words_are_missing_the_page_says_in_which_language_they_stand(sample: str, partly: bool) -> None:
    """On paper the costs stand there too, which no language has words for."""
    made = real_desk(sample)
    tongue = readers.reader(made.desk.library, "uk")
    assert tongue is not None
    said = client_view.view(made.desk, made.case(sample), "uk").review
    assert (PARTLY in said.german, tongue.say(PARTLY) in said.words) == (partly, partly)
    (foot,) = handouts.value(made.desk, made.case(sample), languages=("de", "uk")).rows[-1:]
    assert PARTLY in plain(foot.words[0]) and tongue.say(PARTLY) in plain(foot.words[1])


def test_a_paper_says_which_part_of_it_is_missing() -> None:
    made = real_desk("haddad")
    desk, case = made.desk, made.case("haddad")
    certificate = next(paper for paper in desk.store.case(case).all("paper") if paper.text("code") == "D5")  # type: ignore[union-attr]

    def said(language: str) -> tuple[str, str, bool]:
        view = client_view.view(desk, case, language)
        paper = next(each for each in view.papers if "Abschluss" in f"{each.title.words} {each.title.german}")
        return paper.state.words, paper.state.german, paper.ready

    assert said("de") == ("Übersetzung fehlt noch · Beglaubigung fehlt noch", "", False)
    assert said("ar") == (
        "الترجمة ما زالت ناقصة · التصديق ما زال ناقصًا",
        "Übersetzung fehlt noch · Beglaubigung fehlt noch",
        False,
    )
    checklists.mark_paper(desk, case, certificate.ref, "translated", True)
    assert said("en") == ("certification still missing", "Beglaubigung fehlt noch", False)
    checklists.mark_paper(desk, case, certificate.ref, "certified", True)
    assert said("de") == ("liegt vor", "", True)
    for mark in ("seen", "copy", "translated", "certified"):
        checklists.mark_paper(desk, case, certificate.ref, mark, False)
    assert said("de") == ("fehlt noch", "", False)
