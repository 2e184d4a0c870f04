"""How hard a text is to read, by published formulas, and which sentences are too long.

German: first Wiener Sachtextformel, a school year from 4 (very easy) to 15 (very hard). English: Flesch Reading Ease,
from 100 (very easy) down to 0 (very hard).

Sources: R. Bamberger, E. Vanecek: Lesen – Verstehen – Lernen – Schreiben, 1984, p. 187 (Wiener Sachtextformel 1);
R. Flesch: A new readability yardstick, Journal of Applied Psychology 32 (1948), p. 221–233.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_WORDS = 15
"""Words in a sentence for clients; longer ones are named."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_SHORT = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|bzw|usw|ggf|inkl|Abs|Nr|Art|Str|Tel|ca|e\.g|i\.e)\.|\d+\.", re.IGNORECASE
)
_END = re.compile(r"(?<=[.!?:;…])\s+|\n+")
# Two vowels that sound as one; all other vowels beside each other are two syllables.
_GERMAN_SYLLABLE = re.compile("ie|ei|ai|au|eu|äu|oi|aa|ee|oo|[aeiouyäöü]")
_ENGLISH_SYLLABLE = re.compile("[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Readability:
    """How a text reads.

    Args:
        score: by the formula of its language; `None` for a text without sentences and in other languages.
        long: sentences of more than `MOST_WORDS` words, as they stand.
    """

    language: str
    words: int
    sentences: int
    score: float | None
    long: tuple[str, ...]

    @property
    def level(self) -> str:
        """`easy`, `medium` or `hard`; empty where there is no score."""
        if self.score is None:
            return ""
        if self.language == "de":
            return "easy" if self.score <= 7 else "medium" if self.score <= 10 else "hard"
        return "easy" if self.score >= 70 else "medium" if self.score >= 50 else "hard"


def readability(text: str, language: str) -> Readability:
    """How a text of several sentences reads; a placeholder counts as one short word."""
    sentences = [each for each in sentences_of(text) if _WORD.search(each)]
    words = [word for sentence in sentences for word in _words(sentence)]
    long = tuple(sentence for sentence in sentences if len(_words(sentence)) > MOST_WORDS)
    return Readability(language, len(words), len(sentences), _score(words, len(sentences), language), long)


def readability_of(texts: Iterable[str], language: str) -> Readability:
    """The same for texts that stand for themselves, headings for example: none runs on into the next."""
    return readability("\n".join(texts), language)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; dates and usual abbreviations end none."""
    shielded = _SHORT.sub(lambda found: found.group().replace(".", "\u2024"), text)
    return [part.replace("\u2024", ".").strip() for part in _END.split(shielded) if part.strip()]


def _words(sentence: str) -> list[str]:
    return _WORD.findall(_PLACEHOLDER.sub("Amt", sentence))


def syllables(word: str, language: str) -> int:
    """Syllables of a word, at least one."""
    small = word.lower()
    if language == "de":
        return max(1, len(_GERMAN_SYLLABLE.findall(small)))
    ends = small.endswith("e") and not small.endswith(("le", "ee"))
    return max(1, len(_ENGLISH_SYLLABLE.findall(small)) - ends)


def _score(words: list[str], sentences: int, language: str) -> float | None:
    if not words or not sentences or language not in ("de", "en"):
        return None
    count, length = len(words), len(words) / sentences
    sounds = [syllables(word, language) for word in words]
    if language == "en":
        return round(206.835 - 1.015 * length - 84.6 * sum(sounds) / count, 1)
    many = 100 * sum(each >= 3 for each in sounds) / count
    one = 100 * sum(each == 1 for each in sounds) / count
    long = 100 * sum(len(word) > 6 for word in words) / count
    return round(0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875, 1)
