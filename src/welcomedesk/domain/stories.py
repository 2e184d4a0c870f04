"""Success stories: told with the person's consent and without names. Signs of names only warn; somebody has to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.personal_data import signs_of_person
from welcomedesk.domain.words import N_

NAME, PLACE, EMPLOYER, SIGN, NUMBER = "name", "place", "employer", "sign", "number"

WARNINGS = MappingProxyType(
    {
        NAME: N_("This is part of a name in the case: {found}"),
        PLACE: N_("This place may show who it is: {found}"),
        EMPLOYER: N_("This looks like an employer: {found}"),
        SIGN: N_("This looks like data of a person: {found}"),
        NUMBER: N_("This number or date may show who it is: {found}"),
    }
)

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COMPANY = re.compile(r"\b[\w&.-]+(?: [\w&.-]+)? (?:g?GmbH(?: & Co\. KG)?|AG|KG|OHG|GbR|SE|e\. ?V\.|e\. ?K\.|UG)(?!\w)")
_NUMBER = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{5,}\b|\b20\d\d-\d{4,}\b")


def gaps(case: CaseFile, text: str, places: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """What in a story may show who it is: code of `WARNINGS` and the words that were found, each once.

    Args:
        case: its names, places and employers must not stand in the story.
        places: names of towns and districts, casefolded.
    """
    found = [
        *((NAME, word) for word in _words_of(text, _names(case))),
        *((EMPLOYER, match.group()) for match in _COMPANY.finditer(text)),
        *((PLACE, place) for place in _places(text, places | _own_places(case))),
        *((SIGN, sign) for _code, sign in signs_of_person(text)),
        *((NUMBER, match.group()) for match in _NUMBER.finditer(text)),
    ]
    return tuple(dict.fromkeys(found))


def may_be_told(consent: Entity, on: date) -> bool:
    """Whether the person's consent for a story holds on a day."""
    day = on.isoformat()
    given, ends, withdrawn = (consent.text(name) for name in ("given_on", "expires_on", "withdrawn_on"))
    return bool(given) and given <= day and not withdrawn and (not ends or ends >= day)


def _names(case: CaseFile) -> frozenset[str]:
    """Words of every name in the case; those of two letters are too common to mean anything."""
    whole = [case.name, case.one("company").text("contact_person")]
    whole += [each.text("name") for each in case.all("family_member")]
    return frozenset(word.casefold() for name in whole for word in _WORD.findall(name) if len(word) > 2)


def _own_places(case: CaseFile) -> frozenset[str]:
    places = [case.one(case.kind).text("place"), *(each.text("place") for each in case.all("vacancy"))]
    return frozenset(place.casefold() for place in places if place)


def _words_of(text: str, wanted: frozenset[str]) -> Iterator[str]:
    for word in _WORD.findall(text):
        # "Samirs" is Samir as well.
        if word.casefold() in wanted or word.casefold().removesuffix("s") in wanted:
            yield word


def _places(text: str, places: frozenset[str]) -> Iterator[str]:
    """Places of one word or several, each as it stands in the text."""
    words = [match.group() for match in _WORD.finditer(text)]
    longest = max((len(place.split()) for place in places), default=0)
    for size in range(1, longest + 1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            if phrase.casefold() in places:
                yield phrase
