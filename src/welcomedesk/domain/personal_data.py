"""Signs that a directory entry holds data of a person instead of an organisation.

Letters go to organisations. These signs only warn: a name like "Frau Holle" may be a house. They find what shows
itself; nobody should read the silence as a proof.
"""

from __future__ import annotations

import re

from welcomedesk.domain.words import N_

SIGNS = {
    "name_of_person": N_("This looks like the name of a person: {found}"),
    "mailbox_of_person": N_("This looks like the mailbox of one person: {found}"),
    "private_mailbox": N_("This looks like a private mailbox: {found}"),
    "mobile_phone": N_("This looks like a mobile number of one person: {found}"),
    "extension_of_person": N_("This looks like the extension of one person: {found}"),
}

_ADDRESSED = re.compile(
    r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Ansprechpartner(?:in)?:?|Ansprechperson:?|Kontaktperson:?"
    r"|z\. ?Hd\.(?: von)?)"
    r"\s+(?:(?:Dr|Prof)\.\s*)*[A-ZÄÖÜ][\w'’-]+",
)
_EXTENSION = re.compile(r"\b(?:Durchwahl|DW|Apparat|ext\.?)\s*:?\s*\d+", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+49|0049|\b0)[\s/()-]*1[567]\d(?:[\s/()-]*\d){6,}")
# Looked for from the beginning of a word only, at most as long as a mailbox may be: otherwise a word of a hundred
# thousand letters takes half a minute. Source: RFC 5321, section 4.5.3.1.
_MAILBOX = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)")
_FREE_MAIL = re.compile(
    r"gmail\.com|googlemail\.com|gmx\.(?:de|net)|web\.de|t-online\.de|freenet\.de|yahoo\.(?:de|com)|outlook\.(?:de|com)"
    r"|hotmail\.(?:de|com)|icloud\.com|aol\.com|mail\.ru|posteo\.de|proton\.me|protonmail\.com"
)
_ROLE = re.compile(
    r"info|kontakt|contact|post|mail|service|beratung|buero|office|team|stelle|amt|behoerde|kammer|jmd|mbe|migration|"
    r"integration|anerkennung|recognition|auslaender|studium|ausbildung|erwerb|verwaltung|zentrale|sprach|international|"
    r"welcome|willkommen|presse|hotline|bewerbung|personal|empfang|sekretariat|projekt|kreis|stadt|nord|sued|ost|west"
)


def signs_of_person(text: str) -> tuple[tuple[str, str], ...]:
    """What in this text looks like data of a person: code of `SIGNS` and the place that was found."""
    found = [("name_of_person", match.group()) for match in _ADDRESSED.finditer(text)]
    found += [("extension_of_person", match.group()) for match in _EXTENSION.finditer(text)]
    found += [("mobile_phone", match.group()) for match in _MOBILE.finditer(text)]
    for match in _MAILBOX.finditer(text):
        local, domain = match.group(1).casefold(), match.group(2).casefold()
        parts = re.split(r"[._]", local)
        if _FREE_MAIL.fullmatch(domain):
            found.append(("private_mailbox", match.group()))
        elif len(parts) == 2 and all(part.isalpha() for part in parts) and not _ROLE.search(local):
            found.append(("mailbox_of_person", match.group()))
    return tuple(found)
