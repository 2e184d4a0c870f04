"""Words are looked up in the compiled catalogue itself; the standard library reads the same."""

from __future__ import annotations

import gettext

import pytest

from welcomedesk import i18n, paths


def mo(language: str) -> bytes:
    return (paths.translations() / language / "LC_MESSAGES" / "welcomedesk.mo").read_bytes()


@pytest.mark.parametrize("language", ["de"])
def test_every_text_is_found_as_the_standard_library_finds_it(language: str) -> None:
    path = paths.translations() / language / "LC_MESSAGES" / "welcomedesk.mo"
    with path.open("rb") as handle:
        reference = gettext.GNUTranslations(handle)
    ours = i18n.Catalogue(mo(language))
    known = [key for key in reference._catalog if isinstance(key, str) and key]  # type: ignore[attr-defined]
    for key in known:
        if "\x04" in key:
            assert ours.pgettext(*key.split("\x04")) == reference.pgettext(*key.split("\x04"))
        else:
            assert ours.gettext(key) == reference.gettext(key)
    assert ours.gettext("there is no such text") == "there is no such text"
    assert ours.gettext("") == ""


@pytest.mark.parametrize("number", [0, 1, 2, 5, 21])
def test_plurals_follow_the_rule_of_the_language(number: int) -> None:
    ours = i18n.Catalogue(mo("de"))
    assert ours.ngettext("{n} hit", "{n} hits", number) == "{n} Treffer"
    assert ours.ngettext("{n} entry", "{n} entries", number) == ("{n} Eintrag" if number == 1 else "{n} Einträge")
    assert ours.ngettext("{n} unknown", "{n} unknowns", number) == ("{n} unknown" if number == 1 else "{n} unknowns")


def test_keys_stand_in_the_order_of_their_bytes() -> None:
    """What the look-up relies on; the tool that writes the file keeps it so."""
    ours = i18n.Catalogue(mo("de"))
    keys = [ours._part(ours._ids, number) for number in range(ours._count)]
    assert keys == sorted(keys)


def test_a_language_without_a_file_keeps_the_words_of_the_code() -> None:
    assert i18n.Catalogue().gettext("Today") == "Today"
    assert i18n.Catalogue().ngettext("{n} hit", "{n} hits", 2) == "{n} hits"


MEMORY = frozenset(
    {
        "Choose another file, or save it again first.",
        "Intermediate store of the file emptied.",
        "Its data may be kept, but read for a good reason only.",
        "The case files are, but parts of the memory can reach the drive when the computer sleeps. Ask your IT.",
        "This is everything that our office keeps about you.",
    }
)
"""What another program saves, what the law calls storing, and the memory of a computer."""


def test_saving_has_one_german_word() -> None:
    """Nobody should wonder whether `sichern` and `speichern` are two things."""
    words = i18n.Catalogue(mo("de"))
    keys = [words._part(words._ids, number).decode() for number in range(words._count)]
    saving = {key.split("\0")[0] for key in keys if "speicher" in words.gettext(key.split("\0")[0]).casefold()}
    other = {key for key in saving if "UTF-8" not in key and key not in MEMORY}
    assert other == set()
