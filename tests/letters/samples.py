"""Letters for the tests: every shipped kind, filled with invented people and the address of a real chamber."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from welcomedesk import paths
from welcomedesk.domain.handouts import Handout, HandoutStep, checklist_handout
from welcomedesk.domain.letter_kinds import LetterKind, compose
from welcomedesk.domain.letter_reading import read_kind
from welcomedesk.domain.letters import Letter, Recipient, letterhead

OFFICE = {
    "name": "Musterberatung Welcome-Service",
    "carrier": "Ein Träger aus dem Muster",
    "street": "Musterstraße 1",
    "postal_code": "39999",
    "place": "Musterstadt",
    "phone": "Telefon 0000 000000",
    "email": "beratung@muster.example",
}

CHAMBER = Recipient("Handwerkskammer Magdeburg", ("Gareisstraße 10", "39106 Magdeburg"))
CLIENT = Recipient("Samir Haddad", by_hand=True)

VALUES: dict[str, Any] = {
    "name": "Samir Haddad",
    "number": "2026-0147",
    "adviser": "A. Beispiel",
    "code": "K7M-4QX",
    "date": "23.11.2026",
    "topic": "Anerkennung",
    "qualification": "Elektrotechnik, 3 Jahre, Syrien, 2012",
    "occupation": "Elektroniker/in für Energie- und Gebäudetechnik",
    "experience": "6 Jahre, davon 4 in Syrien",
    "german": "B1",
    "papers": ("Abschlusszeugnis im Original", "Pass"),
    "missing_papers": "Fächer- und Stundenübersicht, nicht beschaffbar",
    "questions": (
        "Welcher Referenzberuf kommt in Betracht?",
        "Kommt eine Qualifikationsanalyse nach § 14 BQFG in Betracht?",
    ),
    "consent_from": "12.11.2026",
    "consent_until": "12.05.2027",
    "contact": "Handwerkskammer Magdeburg",
    "contact_address": "Gareisstraße 10\n39106 Magdeburg",
    "take": ("Pass", "Abschlusszeugnis im Original", "dieses Schreiben"),
    "told": ("Name", "Abschluss", "Berufspraxis", "Deutsch"),
    "office": "Musterberatung Welcome-Service",
    "valid_until": "12.05.2027",
    "talk_date": "21.11.2026",
    "talk_minutes": "45 Minuten",
    "recovery_code": "7GK2 9QMD XW4R TTHP 3ZNB VC8E",
    "recovery_id": "MD-2",
    "workplace": "MD-2",
}

COMPANY = {
    "name": "",
    "company": "Pflegehaus Muster gGmbH",
    "branch": "Stationäre Pflege",
    "vacancy": "Pflegefachkräfte aus Vietnam",
    "vacancy_number": "2",
    "company_place": "Musterstadt",
}


@cache
def kinds() -> dict[str, LetterKind]:
    """All kinds that the program ships."""
    found = {}
    for path in sorted((paths.resources() / "packs" / "letters").glob("*.toml")):
        for record in tomllib.loads(path.read_text(encoding="utf-8")).get("letter", ()):
            kind, problems = read_kind(record)
            assert kind, f"{path.name}: {problems}"
            found[kind.id] = kind
    return found


def letter(
    kind: str = "referral",
    language: str = "",
    *,
    form: str = "B",
    recipient: Recipient | None = None,
    values: Mapping[str, Any] | None = None,
    **single: Any,
) -> Letter:
    """A letter of a kind; `values` and keyword arguments replace single values."""
    plan = kinds()[kind]
    usual = {"contact": CHAMBER, "client": CLIENT}.get(plan.recipient)
    made = compose(
        plan,
        {**VALUES, **(values or {}), **single},
        language=language,
        letterhead=letterhead(OFFICE),
        recipient=recipient or usual,
        form=form,
    )
    assert made.letter, made.problems
    return made.letter


def all_letters() -> list[tuple[str, str, str]]:
    """Kind, language and form of everything that can be printed."""
    return [(kind.id, language, form) for kind in kinds().values() for language in kind.languages for form in "AB"]


def _words(de: str, en: str, ar: str = "") -> dict[str, str]:
    return {"de": de, "en": en, **({"ar": ar} if ar else {})}


STEPS = (
    HandoutStep(
        _words("Beratung vor dem Antrag", "Advice before the application", "المشورة قبل تقديم الطلب"),
        _words(
            "Rufen Sie die Kammer an und vereinbaren Sie einen Termin.",
            "Call the chamber and make an appointment.",
            "اتصل بالغرفة وحدد موعدًا.",
        ),
        office=_words("Handwerkskammer Magdeburg, Gareisstraße 10, 39106 Magdeburg", "Handwerkskammer Magdeburg"),
        due=_words("07.12.2026", "7 December 2026"),
        papers=(
            (_words("Pass", "Passport", "جواز السفر"), True),
            (_words("Abschlusszeugnis (Original)", "Certificate (original)", "الشهادة الأصلية"), False),
        ),
    ),
    HandoutStep(
        _words("Übersetzung", "Translation", "الترجمة"),
        _words(
            "Lassen Sie das Zeugnis von einer ermächtigten Person übersetzen.",
            "Have the certificate translated by an authorised translator.",
        ),
        cost=_words("noch nicht bekannt", "not known yet"),
        verified=False,
    ),
    HandoutStep(_words("Antrag stellen", "Apply", "تقديم الطلب"), state="done"),
    HandoutStep(_words("Erlaubnis für Pflege", "Nursing licence"), state="not_needed"),
)


def handout(*languages: str, steps: tuple[HandoutStep, ...] = STEPS) -> Handout:
    return checklist_handout(
        _words("Checkliste: Anerkennung Ihres Berufs", "Checklist: your occupation", "قائمة: الاعتراف بمهنتك"),
        steps,
        languages=languages,
        letterhead=letterhead(OFFICE),
        subtitle=_words("Das sind Ihre nächsten Schritte.", "These are your next steps."),
        head=("23.11.2026",),
        review="Die Übersetzung wurde noch nicht geprüft." if "ar" in languages else "",
    )
