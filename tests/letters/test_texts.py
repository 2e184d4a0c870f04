"""What goes in comes out: every script, every nasty text, letter for letter."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from tests.helpers.pdf_pages import flat, pages, text_of
from tests.letters.samples import handout, letter
from welcomedesk.domain.letters import Letterhead, Recipient, words
from welcomedesk.letters import ReportlabPrinter
from welcomedesk.letters.address import AddressTooLong, NoAddress, SenderLineTooLong
from welcomedesk.letters.clean import clean
from welcomedesk.letters.fonts import MissingGlyph
from welcomedesk.letters.setting import Style, set_text
from welcomedesk.letters.sheet import Sheets


def printed(text: str, field: str = "qualification", **more: object) -> str:
    return text_of(ReportlabPrinter().letter(letter("referral", **{field: text, **more})))


LITERAL = (
    '<img src="/etc/hostname">',
    '<img src="file:///C:/Windows/win.ini">',
    '<a href="javascript:1">x</a>',
    "<b>unclosed",
    "<Ali>",
    "a < b & c",
    "&xxe;",
    "]]>",
    "<font color=\"[[[getattr(pow,'__globals__')]]]\">",
    "<unichar code=\"__import__('os')\"/>",
    '<onDraw name="x" label="y"/>',
    "<br/>" * 40,
    '<font size="99999999">',
    "{{7*7}}",
    "{{x}}",
    "{name}",
    "{0.__class__}",
    "%s%n",
    "${jndi:x}",
    "$(id)",
    "{name!r}",
    "=1+1",
    "+49 391 1234",
    "-2",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x/"&A1)',
    "\\u0041 \\n (a) <0041> Tj ET",
    "§ 18g Abs. 1 – „Blaue Karte“ … 45.934,20 €",
    "Fluß, Straße, STRASSE, ẞ, fi ffl",
    "İstanbul ıĞş",
    "Nguyễn Thị Hồng Ánh, Đặng",
    "Łódź Çelik Dvořák Ñandú Þór Ōsaka Șerban",
    "C̨̆ K̛ S̛̄ m̂ r̥̄ H̱ẕ ṓ ạ̈",
    "Олена Ковальчук, їхній ґанок",
    "ქართული Ελληνικά",
    "हिन्दी में कि क्षत्रिय",
    "X",
    "00.00.1990",
)


@pytest.mark.parametrize("text", LITERAL)
def test_text_comes_out_of_the_pdf_as_it_went_in(text: str) -> None:
    assert flat(text) in flat(printed(text))


RIGHT_TO_LEFT = (
    "أحمد الحسين",
    "سلام لا إله الأصلية",
    "فارسی: می‌خواهم گچ پژ",
    "کوردی: ڕۆژنامە، ژیان",
    "שלום עולם",
    "موعد يوم 23.11.2026 الساعة 10:30 (الطابق الثاني).",
)


@pytest.mark.parametrize("text", RIGHT_TO_LEFT)
def test_right_to_left_text_comes_out_of_the_pdf_as_it_went_in(text: str) -> None:
    sheets = Sheets(language="ar", title="x")
    for line in set_text(words(text), Style(), 400):
        sheets.line(line, Style(), 20, 40, width=150)
    assert flat(text) in flat(text_of(sheets.pdf()))


def test_an_arabic_name_does_not_move_the_words_around_it() -> None:
    page = pages(ReportlabPrinter().letter(letter("referral", name="أحمد (Ahmad) 12")))[0]
    line = next(line for line in page.text.split("\n") if "wir verweisen" in line)
    assert line.startswith("wir verweisen") and line.rstrip().endswith(
        "zum Thema Anerkennung an Sie und bitten um einen Termin."
    )


def test_hidden_controls_are_shown_and_cannot_turn_the_text() -> None:
    assert "a[U+202E]b" in printed("a\u202eb")
    assert "[U+2066]" in printed("a\u2066b\u2069")
    assert "x[U+0000]y" in printed("x\x00y")
    assert "[U+D800]" in printed("\ud800")


def test_harmless_direction_marks_and_joiners_stay_invisible() -> None:
    assert "Ali Test" in printed("\u200eAli\u200f \u061cTest").replace("\u200e", "").replace("\u200f", "").replace(
        "\u061c", ""
    )


def test_tabs_and_line_ends_become_space_and_lines() -> None:
    assert "eins\nzwei drei" in printed("eins\r\nzwei\tdrei")


def test_a_combining_form_prints_like_its_composed_form() -> None:
    assert clean("e\u0301") == "é" == clean("é")


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Sara 😀", "1F600", "GRINNING FACE"),
        ("👨‍👩‍👧", "1F468", "MAN"),
        ("မြ", "1019", "MYANMAR LETTER MA"),
        ("王", "738B", "CJK UNIFIED IDEOGRAPH-738B"),
    ],
)
def test_a_character_no_font_has_is_refused_by_name(text: str, number: str, name: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        printed(text)
    assert refused.value.code == "missing_glyph"
    assert f"U+{number}, {name}" in refused.value.sentence()


def test_a_very_long_text_without_spaces_is_cut_between_letters() -> None:
    text = "abcdefghij" * 20_000
    out = printed(text)
    assert flat(out).count("abcdefghij") > 19_000


def test_fifty_pages_of_text_are_printed_whole() -> None:
    sentence = "Dieser Satz steht hier sehr oft und hat immer wieder seine Nummer"
    text = " ".join(f"{sentence} {n}." for n in range(3_000))
    made = pages(ReportlabPrinter().letter(letter("referral", qualification=text)))
    whole = flat("".join(page.text for page in made))
    assert len(made) >= 50 and flat(f"Nummer {2_999}.") in whole and flat(f"Seite {len(made)} von {len(made)}") in whole


def random_text(chooser: random.Random) -> str:
    signs = "<>&\"'{}[]()%$=+-@\\/|;:!?*#~^`_.,§€„“–… abcXYZäöüßéñğışžøŁđ0123456789АБвгЇїґ"
    parts = ["<b>", "</para>", "<img src='/x'/>", "{{x}}", "{name}", "&amp;", "&#0;", "%(a)s", "<!--", "]]>", "<font"]
    return "".join(chooser.choice(parts) if chooser.random() < 0.2 else chooser.choice(signs) for _ in range(30))


def test_random_nasty_texts_come_out_literally() -> None:
    """Twenty in a letter; `NASTY_TEXTS=2000` runs the long form."""
    chooser = random.Random(7)
    for _ in range(int(os.environ.get("NASTY_TEXTS", "200")) // 20):
        texts = tuple("A" + random_text(chooser).strip() + "Z" for _ in range(20))
        out = flat(text_of(ReportlabPrinter().letter(letter("referral", questions=texts))))
        for text in texts:
            assert flat(text) in out


# --- addresses ------------------------------------------------------------------------------------------------------


def test_a_contact_without_address_is_refused_by_name() -> None:
    made = letter("referral")
    with pytest.raises(NoAddress) as refused:
        ReportlabPrinter().letter(replace(made, recipient=Recipient("Amt ohne Anschrift")))
    assert "Amt ohne Anschrift has no address" in refused.value.sentence()


def test_a_letter_handed_over_needs_no_address() -> None:
    page = pages(ReportlabPrinter().letter(letter("referral", recipient=Recipient("Amt", by_hand=True))))[0]
    assert "Zur persönlichen Übergabe" in page.within(20, 45, 105, 90)


def test_an_address_with_too_many_lines_names_the_line() -> None:
    many = tuple(f"Zeile {n}" for n in range(2, 12))
    with pytest.raises(AddressTooLong) as refused:
        ReportlabPrinter().letter(letter("referral", recipient=Recipient("Zeile 1", many)))
    assert "Zeile 10" in refused.value.sentence()


def test_a_word_wider_than_the_window_is_refused() -> None:
    with pytest.raises(AddressTooLong) as refused:
        ReportlabPrinter().letter(letter("referral", recipient=Recipient("A" * 120, ("Weg 1", "39106 Magdeburg"))))
    assert "AAAA" in refused.value.sentence()


def test_a_return_line_that_does_not_fit_is_refused() -> None:
    made = letter("referral")
    head = replace(made.letterhead, sender_line="Ein sehr langer Absender " * 8)
    with pytest.raises(SenderLineTooLong):
        ReportlabPrinter().letter(replace(made, letterhead=head))


def test_without_letterhead_the_page_stays_neutral() -> None:
    page = pages(ReportlabPrinter().letter(replace(letter("referral"), letterhead=Letterhead())))[0]
    assert page.within(20, 0, 200, 45).strip() == ""
    assert page.within(20, 45, 105, 90).split("\n")[0].strip() == "Handwerkskammer Magdeburg"


def test_a_draft_says_so_on_every_page() -> None:
    long = tuple(f"Frage {n}" for n in range(80))
    made = pages(ReportlabPrinter().letter(replace(letter("referral", questions=long), draft=True)))
    assert len(made) > 1 and all("Entwurf" in page.text for page in made)


def test_german_beside_arabic_stands_in_two_columns() -> None:
    page = pages(ReportlabPrinter().handout(handout("de", "ar")))[0]
    assert page.where("Beratung vor dem Antrag").right < 105 < page.where("جواز السفر").x
    assert "Diese Übersetzung hat noch niemand geprüft." in page.text


def test_handout_says_what_is_still_to_be_verified() -> None:
    text = text_of(ReportlabPrinter().handout(handout("de")))
    assert "Noch zu prüfen." in text and "Orientierung. Die Behörde entscheidet." in text


def test_a_list_is_not_torn_at_its_ends() -> None:
    """Wherever the page ends, at least two items stand together on either side."""
    for length in range(30, 60):
        items = tuple(f"Angabe {n}" for n in range(length))
        made = pages(ReportlabPrinter().letter(letter("client_copy", told=items, take=())))
        for page in made:
            assert page.text.count("Angabe ") != 1
