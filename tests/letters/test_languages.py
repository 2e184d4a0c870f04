"""Every language of readers is printed whole: each of its words, each letter a name may have, nothing as a box."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.pdf_pages import flat, pages, text_of
from tests.letters.samples import MORE, READERS, VALUES, handout, kinds, letter, reader
from welcomedesk.desk import client_texts
from welcomedesk.domain.letters import Span, Text, plain, runs_right_to_left
from welcomedesk.letters import ReportlabPrinter
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import Sheets

RIGHT_TO_LEFT = tuple(code for code in READERS if runs_right_to_left(code))
_VOWELS = re.compile("[\u064b-\u0652]")


def page_with(texts: list[Text], language: str) -> bytes:
    """One sheet after the other with these texts, as a column of a handout would set them."""
    style = Style(language=language, rtl=runs_right_to_left(language))
    sheets, top = Sheets(language=language, title="x"), 20.0
    for text in texts:
        for line in set_text(text, style, 480):
            sheets.line(line, style, 20, top, width=170)
            top += 7
        if top > 250:
            sheets.next_page()
            top = 20.0
    return sheets.pdf()


def filled(text: str) -> Text:
    """A text of a language with values in place of its placeholders, in spans as letters make them."""
    parts = re.split(r"\{(\w+)\}", text)
    values = {
        **VALUES,
        **{name: value for name, value in MORE.items() if isinstance(value, str)},
        "on": "23.11.2026 um 10:30",
        "until": "30.11.2026",
        "office_phone": "0391 (0) 12-34",
        "name": "Samir Haddad",
        "company": "Beispielbau GmbH & Co. KG",
        "authority": "Landesbeauftragte (Sachsen-Anhalt)",
    }
    return tuple(Span(str(values[part]), part) if n % 2 else Span(part) for n, part in enumerate(parts) if part)


def letters_of(text: str) -> Counter[str]:
    """Every letter, digit and sign without its place: programs that read right-to-left lines move signs about."""
    return Counter(flat(text).replace("\u200c", "").translate(str.maketrans(")]}»", "([{«")))


def arabic_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\u0620-\u064a\u066e-\u06d3]+", text))


@pytest.mark.parametrize("code", [code for code in READERS if code not in RIGHT_TO_LEFT])
def test_every_word_of_a_language_comes_out_of_the_pdf_as_it_went_in(code: str) -> None:
    tongue = reader(code)
    assert tongue is not None
    texts = [filled(text) for text in tongue.words.values()]
    assert flat(text_of(page_with(texts, code))) == flat("".join(plain(text) for text in texts))


@pytest.mark.parametrize("code", RIGHT_TO_LEFT)
def test_right_to_left_words_come_out_whole_with_every_sign(code: str) -> None:
    """The order of the page itself is held to Qt's in `test_bidi.py` and to pictures in `test_reference.py`."""
    tongue = reader(code)
    assert tongue is not None
    for text in map(filled, tongue.words.values()):
        printed, wanted = text_of(page_with([text], code)), plain(text)
        assert letters_of(printed) == letters_of(wanted)
        if not _VOWELS.search(wanted):  # some programs tear a word apart at a vowel mark
            assert arabic_words(printed) == arabic_words(wanted)


@pytest.mark.parametrize("code", READERS)
def test_a_handout_stands_in_both_languages_and_says_that_nobody_reviewed_it(code: str) -> None:
    printed = text_of(ReportlabPrinter().handout(handout("de", code)))
    tongue = reader(code)
    assert tongue is not None and not tongue.reviewed
    assert "Diese Übersetzung hat noch niemand geprüft." in printed.replace("\n", " ")
    beside = tongue.say("Diese Übersetzung hat noch niemand geprüft. Es gilt der deutsche Text.")
    assert letters_of(beside) <= letters_of(printed)


@pytest.mark.parametrize("code", READERS)
def test_a_letter_for_the_person_keeps_its_address_in_the_window(code: str) -> None:
    made = letter("client_copy", code)
    page = pages(ReportlabPrinter().letter(made))[0]
    assert "Samir Haddad" in page.within(20, 45, 105, 90)
    assert made.beside is not None and len(made.beside.blocks) == len(made.blocks)
    for char, place in page.characters():
        assert place.x >= 20 and place.right <= 195, char


def test_large_print_sets_one_language_under_the_other_over_the_whole_width() -> None:
    large = pages(ReportlabPrinter().handout(replace(handout("de", "ar"), large=True)))
    german, arabic = large[0].where("Beratung vor dem"), large[0].where("المشورة")
    assert german.bottom < arabic.y + 1 and arabic.right > 150 and german.x < 60


def test_a_value_behind_its_label_is_read_in_its_own_direction() -> None:
    told = {"de": "Berufspraxis: 6 Jahre, davon 4 in Syrien", "ar": "الخبرة المهنية: 6 Jahre, davon 4 in Syrien"}
    for large in (False, True):
        made = letter("client_copy", "ar", told=(told["de"],))
        assert made.beside is not None
        theirs = letter("client_copy", "ar", told=(told["ar"],)).beside
        first = pages(ReportlabPrinter().letter(replace(made, beside=theirs, large=large)))
        shown = "\n".join(page.text for page in first)
        assert shown.count("6 Jahre, davon 4 in Syrien") == 2


LARGE = sorted(kind.id for kind in kinds().values() if kind.has_large_print)


def test_every_sheet_and_letter_that_a_person_reads_has_large_print() -> None:
    carried = {kind.id for kind in kinds().values() if client_texts.for_clients(kind)}
    assert carried <= set(LARGE) and {"appointment", "paper_request", "onboarding_plan"} <= set(LARGE)


@pytest.mark.parametrize("code", ["", "ar", "ti"])
@pytest.mark.parametrize("kind", LARGE)
def test_large_print_has_every_word_in_sixteen_points(kind: str, code: str) -> None:
    made = letter(kind, code)
    usual, large = (ReportlabPrinter().letter(replace(made, large=size)) for size in (False, True))
    assert set(letters_of(text_of(large))) >= set(letters_of(text_of(usual)))
    sizes = Counter(round(size, 1) for page in pages(large) for size in page.type_sizes())
    assert sizes.most_common(1)[0][0] == 16.0


def test_large_print_says_nothing_twice() -> None:
    made = letter("client_copy", "ar", take=("Reisepass Muster",))
    assert "".join(page.text for page in pages(ReportlabPrinter().letter(made))).count("Reisepass Muster") == 2
    large = pages(ReportlabPrinter().letter(replace(made, large=True)))
    assert "".join(page.text for page in large).count("Reisepass Muster") == 1


def test_words_without_a_translation_stand_in_english_never_as_a_gap() -> None:
    page = pages(ReportlabPrinter().handout(handout("de", "uk")))[0]
    assert page.where("Nursing licence").x > 105


# --- letters of names -----------------------------------------------------------------------------------------------


def repertoire() -> list[tuple[str, str]]:
    """Every group of DIN 91379 with its characters, sequences included."""
    lines = (Path(__file__).parent / "din_91379.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split("; ") for line in lines if not line.startswith("#")]
    return [
        (name, "\n".join("".join(chr(int(code, 16)) for code in each.split("+")) for each in codes.split(", ")))
        for _key, name, codes in groups
    ]


@pytest.mark.parametrize(("name", "characters"), [group for group in repertoire() if "N4" not in group[0]])
def test_every_letter_of_din_91379_is_printed_as_itself(name: str, characters: str) -> None:
    """All 926 letters, signs and sequences of the standard, in both weights."""
    for bold in (False, True):
        sheets, style = Sheets(language="de", title=name), Style(bold=bold)
        for n, each in enumerate(characters.split("\n")):
            (line,) = set_text(f"m{each}", style, 100)  # a mark stands on a letter
            assert all(glyph.id for run in line.runs for glyph in run.glyphs)
            sheets.line(line, style, 20 + 15 * (n % 12), 20 + 7 * (n // 12 % 36))
            if n % 432 == 431:
                sheets.next_page()
        assert flat(text_of(sheets.pdf())) == flat("".join(f"m{each}" for each in characters.split("\n")))
