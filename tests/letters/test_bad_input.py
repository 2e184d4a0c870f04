"""What bad input gets: a whole letter or a clear sentence, for every kind; never half a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.pdf_pages import flat, pages, text_of
from tests.letters.samples import all_letters, kinds, letter
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letters import Letterhead, Recipient, letterhead
from welcomedesk.letters import ReportlabPrinter

KINDS = [(kind, form) for kind, language, form in all_letters() if language == "de"]
WITH_ADDRESS = [each for each in KINDS if kinds()[each[0]].recipient != "none"]
TYPED_TEXT = sorted(
    (kind.id, placeholder.id)
    for kind in kinds().values()
    for placeholder in kind.to_type()
    if placeholder.typed in ("line", "text")
)
HOSTILE = "<b>x</b> {name} {{7*7}} %s &amp; a\u202eb $(id) =1+1 \"' \\"


@pytest.mark.parametrize(("kind", "form"), WITH_ADDRESS)
def test_seven_lines_of_address_fit_the_window_of_every_kind(kind: str, form: str) -> None:
    lines = ("Abteilung Bildung", "Sachgebiet 2", "Frau Muster", "Haus 3", "Gareisstraße 10", "39106 Magdeburg")
    page = pages(ReportlabPrinter().letter(letter(kind, "de", form=form, recipient=Recipient("Kammer", lines))))[0]
    top = {"A": 27, "B": 45}[form]
    for text in ("Kammer", *lines):
        rect = page.where(text)
        assert top <= rect.y and rect.bottom <= top + 45 and rect.x >= 20 and rect.right <= 105


@pytest.mark.parametrize(("kind", "form"), WITH_ADDRESS)
@pytest.mark.parametrize("name", ["Ü", "Anna-Maria " * 9 + "von der Recke-Volmerstein"])
def test_names_of_one_letter_and_of_120_are_printed_whole(kind: str, form: str, name: str) -> None:
    recipient = Recipient(name, ("Weg 1", "39106 Magdeburg"))
    page = pages(ReportlabPrinter().letter(letter(kind, "de", form=form, recipient=recipient)))[0]
    top = {"A": 27, "B": 45}[form]
    assert flat(name) in flat(page.within(20, top, 105, top + 45))


@pytest.mark.parametrize(("kind", "form"), KINDS)
def test_without_a_letterhead_every_kind_is_neutral_and_whole(kind: str, form: str) -> None:
    made = replace(letter(kind, "de", form=form), letterhead=Letterhead())
    first = pages(ReportlabPrinter().letter(made))[0]
    assert first.within(0, 0, 210, 26).strip() == "" and "Musterberatung ·" not in first.text


@pytest.mark.parametrize(("kind", "placeholder"), TYPED_TEXT)
def test_hostile_words_typed_for_a_letter_come_out_as_they_are(kind: str, placeholder: str) -> None:
    text = flat(text_of(ReportlabPrinter().letter(letter(kind, "de", **{placeholder: HOSTILE}))))
    shown = flat(HOSTILE.replace("\u202e", "[U+202E]"))
    # The first word of a salutation or a subject may wrap, so lines are compared without their ends.
    assert shown in text


def test_fifty_pages_typed_for_a_letter_are_printed_whole() -> None:
    words = "\n".join(f"Absatz {n}: " + "Das ist ein Satz von vielen. " * 20 for n in range(1, 420))
    made = pages(ReportlabPrinter().letter(letter("message", text=words)))
    assert len(made) >= 50 and f"Seite {len(made)} von {len(made)}" in made[-1].text
    assert "Absatz 419" in "".join(page.text for page in made)


def test_an_emoji_in_what_was_typed_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        ReportlabPrinter().letter(letter("thanks", what="für alles 😀"))
    assert "GRINNING FACE" in refused.value.sentence()


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_footer_that_does_not_fit_stops_the_letter_and_not_the_page(columns: int) -> None:
    office = {f"column_{n + 1}": "Zeile\n" * 8 for n in range(columns)}
    with pytest.raises(Refused) as refused:
        ReportlabPrinter().letter(replace(letter("referral"), letterhead=letterhead(office)))
    assert refused.value.code == "footer_too_long"


def test_a_participant_list_longer_than_a_page_goes_on_with_its_numbers() -> None:
    from welcomedesk.domain.letters import TableRow

    many = tuple(TableRow((str(n), f"Person {n}", "Hochschule", "Ja")) for n in range(1, 61))
    made = pages(ReportlabPrinter().letter(letter("event_participants", participants=many)))
    assert len(made) == 3 and all(f"Person {n}" in "".join(page.text for page in made) for n in range(1, 61))
