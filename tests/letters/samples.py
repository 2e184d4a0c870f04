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
from welcomedesk.domain.letters import CheckItem, Letter, Recipient, TableRow, letterhead, vcard, words
from welcomedesk.domain.reader_words import ReaderLanguage, beside, read_language

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
    "contact_card": (
        vcard(
            name="Handwerkskammer Magdeburg",
            street="Gareisstraße 10",
            postal_code="39106",
            town="Magdeburg",
            web="https://www.hwk-magdeburg.de",
        ),
        "52.1449",
        "11.6441",
    ),
    "take": ("Pass", "Abschlusszeugnis im Original", "dieses Schreiben"),
    "told": ("Name", "Abschluss", "Berufspraxis", "Deutsch"),
    "office": "Musterberatung Welcome-Service",
    "valid_until": "12.05.2027",
    "consent_law": "Artikel 6 Absatz 1 Buchstabe a und Artikel 7 DSGVO",
    "talk_date": "21.11.2026",
    "talk_minutes": "45 Minuten",
    "recovery_code": "7GK2 9QMD XW4R TTHP 3ZNB VC8E",
    "recovery_id": "MD-2",
    "workplace": "MD-2",
    "before": "A. Beispiel",
    "to": "B. Beispiel",
    "reason": "Elternzeit ab Januar",
    "count": "2",
    "cases": (
        "2026-0147 · Verweis an die Handwerkskammer (30.11.2026) · offene Aufgaben: 2 · offene Verweise: 1",
        "2026-0151 · kein nächster Schritt",
    ),
    "story_title": "Vom Hilfsjob in den Beruf",
    "story_text": "Eine Fachkraft hatte ihren Beruf im Ausland gelernt.\nHeute arbeitet sie wieder darin.",
}

MORE: dict[str, Any] = {
    "on": "01.12.2026",
    "at": "10:30",
    "place": "Musterstraße 1, 39999 Musterstadt",
    "with": "A. Beispiel",
    "about": "Ihr Antrag auf Anerkennung",
    "bring": ("Pass", "Abschlusszeugnis im Original", "Lebenslauf"),
    "office_phone": "0000 000000",
    "office_email": "beratung@muster.example",
    "office_web": "www.muster.example",
    "office_place": "Musterstadt",
    "until": "07.12.2026",
    "how": "Sie können auch Fotos der Unterlagen zeigen.",
    "sent_on": "09.11.2026",
    "worker": "Nguyễn Thị Hồng Ánh",
    "worker_born": "14.03.1998",
    "worker_country": "Vietnam",
    "worker_home": "Đà Nẵng, Vietnam",
    "company_street": "Musterweg 5",
    "company_postal_code": "39999",
    "company_phone": "0000 111111",
    "company_email": "leitung@pflege.example",
    "person": "K. Muster",
    "role": "Leitung",
    "from": "01.04.2027",
    "work_place": "Musterstadt",
    "family": ("Ehemann Trần Văn Minh, geboren am 02.05.1996",),
    "what": "für Ihr Gespräch mit unserem Ratsuchenden am 12.11.2026",
    "more": "Ihr Rat hat den Weg zur Anerkennung geöffnet.",
    "text": "wir laden Sie zu einem Austausch ein.\n\nEs geht um die Beratung von Betrieben im nächsten Jahr.",
    "opened": "03.11.2026",
    "summary": "Möchte als Elektroniker arbeiten. Ein Betrieb wartet auf den Bescheid.",
    "done": ("Referenzberuf geklärt", "Zeugnisse übersetzt"),
    "open": ("Antrag bei der Kammer", "Fächerübersicht beschaffen"),
    "hint": "Am besten erreichbar am Nachmittag.",
    "first_day": "01.04.2027",
    "title": "Betriebserkundung",
    "subject": "Einladung zur Betriebserkundung am 21.01.2027",
    "invitation": "Sehen Sie einen Betrieb von innen: Rundgang, eine Aufgabe aus der Praxis und Gespräche.",
    "purpose": "Einen Betrieb als Arbeitgeber erleben; der Betrieb lernt Nachwuchs kennen.",
    "who": "Studierende, ein Betrieb",
    "host": "Pflegehaus Muster gGmbH",
    "day": "21.01.2027",
    "begins": "13:00",
    "meeting_point": "Haupteingang",
    "register_by": "07.01.2027",
    "participant": "Olena Kowaltschuk",
    "contents": ("Firma und Märkte", "Rundgang mit Stationen", "Fachaufgabe in kleinen Gruppen"),
    "minutes": "210 Minuten",
    "guests": "3",
    "agenda": (
        TableRow(("13:00", "Begrüßung", "15 Minuten")),
        TableRow(("13:15", "Firma und Märkte", "30 Minuten")),
        TableRow(("13:45", "Rundgang mit Stationen", "60 Minuten")),
        TableRow(("14:45", "Fachaufgabe in kleinen Gruppen", "45 Minuten")),
    ),
    "roles": (TableRow(("Koordination", "")), TableRow(("Gastgeber im Betrieb", ""))),
    "materials": ("Firmenprofil", "Kurzprofile der Teilnehmenden"),
    "preparation": (CheckItem(words("24.12.2026: Einladen, Anmeldung mit Kurzprofil"), state="done"),),
    "participants": (
        TableRow(("1", "Olena Kowaltschuk", "Hochschule Muster", "Ja")),
        TableRow(("2", "Samir Haddad", "Hochschule Muster", "Nein")),
    ),
    "steps": (
        CheckItem(
            words("Wohnung anmelden"),
            words("Melden Sie sich in den ersten zwei Wochen an."),
            (words("Pass"), words("Wohnungsgeberbestätigung")),
            (("Stelle", words("Bürgerbüro")), ("Bis", words("15.04.2027"))),
        ),
        CheckItem(words("Konto eröffnen"), state="done", note="Noch zu prüfen."),
    ),
    "controller": "Ein Träger aus dem Muster, Musterberatung Welcome-Service",
    "controller_address": "Musterstraße 1, 39999 Musterstadt",
    "officer": "datenschutz@muster.example",
    "purposes": ("Beratung zu Anerkennung, Aufenthalt, Arbeit und Integration",),
    "legal_basis": "DSGVO: Artikel 6 Absatz 1 Buchstabe a",
    "authority": "Landesbeauftragte für den Datenschutz",
    "inform": "Artikel 13 DSGVO",
    "minor_title": "Wenn du unter 18 bist",
    "minor": "Deine Eltern oder dein Vormund entscheiden mit.",
    "periods": ("Mit dem Fall: 12 Monate nach dem letzten Kontakt",),
}

COMPANY = {
    "name": "",
    "company": "Pflegehaus Muster gGmbH",
    "branch": "Stationäre Pflege",
    "vacancy": "Pflegefachkräfte aus Vietnam",
    "vacancy_number": "2",
    "company_place": "Musterstadt",
}


ONLY_COMPANY = {
    **COMPANY,
    "vacancy": "Pflegefachkraft",
    "occupation": "Pflegefachfrau/Pflegefachmann",
    "place": "Musterstadt, Musterweg 5",
    "enclosures": ("Vollmacht", "Kopie des Passes", "Arbeitsvertrag (Entwurf)"),
}
"""What kinds for companies alone are filled with."""


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
    beside_language, language = (language, "de") if reader(language) else ("", language)
    usual = {"contact": CHAMBER, "client": CLIENT, "anyone": CHAMBER}.get(plan.recipient)
    made = compose(
        plan,
        {**values_of(plan), **(values or {}), **single},
        language=language,
        letterhead=letterhead(OFFICE),
        recipient=recipient or usual,
        form=form,
    )
    assert made.letter, made.problems
    tongue = reader(beside_language)
    return beside(made.letter, plan, {**values_of(plan), **(values or {}), **single}, tongue) if tongue else made.letter


def values_of(plan: LetterKind) -> dict[str, Any]:
    """What a kind is filled with: the referral and its company keep what they were first accepted with."""
    if plan.id in ("referral", "client_copy", "consent", "confirmation", "recovery_sheet"):
        return VALUES
    return {**VALUES, **MORE, **(ONLY_COMPANY if plan.fits == ("company",) else {})}


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
    HandoutStep(
        _words("Wohnung anmelden", "Register the flat"),
        papers=((_words("Wohnungsgeberbestätigung im Original", "Landlord confirmation, original"), False),),
    ),
    HandoutStep(
        _words("Fiktionsbescheinigung verlangen", "Ask for the provisional certificate (Fiktionsbescheinigung)"),
        papers=((_words("Gültiger Pass", "Valid passport"), True), (_words("Biometrisches Foto", "Photo"), False)),
    ),
    HandoutStep(_words("Erlaubnis für Pflege", "Nursing licence"), state="not_needed"),
)


READERS = ("ar", "bs", "es", "fr", "kmr", "pl", "prs", "ro", "ru", "ti", "tr", "uk", "vi")
"""Languages that sheets are printed in beside German."""


@cache
def reader(code: str) -> ReaderLanguage | None:
    """A shipped language of readers; `None` for German and English."""
    path = paths.resources() / "packs" / "languages" / f"{code}.toml"
    if not path.exists():
        return None
    return read_language(tomllib.loads(path.read_text(encoding="utf-8"))["reader_language"][0])


def handout(*languages: str, steps: tuple[HandoutStep, ...] = STEPS) -> Handout:
    return checklist_handout(
        _words("Checkliste: Anerkennung Ihres Berufs", "Checklist: your occupation", "قائمة: الاعتراف بمهنتك"),
        steps,
        languages=languages,
        letterhead=letterhead(OFFICE),
        subtitle=_words("Das sind Ihre nächsten Schritte.", "These are your next steps."),
        head=("23.11.2026",),
        reader=reader(languages[-1]),
    )
