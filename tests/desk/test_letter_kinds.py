"""Every shipped kind of letter through the real desk: what it says, where it fits, what it refuses."""

from __future__ import annotations

import json

import pypdfium2 as pdfium
import pytest

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, data_copy, letters, plans, privacy, privacy_papers, recipients, referrals, retention
from welcomedesk.desk.core import edits as edits_of
from welcomedesk.desk.core import office, write
from welcomedesk.desk.letters import Order
from welcomedesk.domain.documents import to_markdown
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.letter_situations import fits
from welcomedesk.i18n import in_language

WORKER = (("worker", "Nguyễn Thị Hồng Ánh"), ("worker_born", "1998-03-14"))
FORMATS = (
    "application_workshop",
    "career_workshop",
    "career_consultation",
    "company_exploration",
    "fair_career_walk",
)


@pytest.fixture
def real() -> RealDesk:
    made = real_desk()
    values = {"name": "Welcome-Service Muster", "street": "Musterstraße 1", "postal_code": "39999",
              "place": "Musterstadt", "phone": "0000 000000", "carrier": "Träger Muster"}  # fmt: skip
    write(made.desk, office(made.desk), edits_of("office", values))
    return made


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)).split())


def said(real: RealDesk, sample: str, order: Order) -> str:
    ready = letters.draft(real.desk, real.case(sample), order)
    assert ready.pdf, (ready.problems, ready.refused)
    return text_of(ready.pdf)


def offered(real: RealDesk, sample: str) -> set[str]:
    case = cases.show(real.desk, real.case(sample))
    return {kind.id for kind in letters.kinds(real.desk.library) if fits(kind, case)}


def held_event(real: RealDesk, plan: str = "company_exploration") -> str:
    """The case of a company with an event of this format on 21 January 2027 and two participants."""
    case = real.case("elbaue")
    plans.start(real.desk, case, plan)
    facts = {"company.event_on": "2027-01-21", "event.begins": "13:00", "event.place": "Musterweg 5, Musterstadt"}
    cases.set_fields(real.desk, case, facts)
    for name, yes in (("Olena Kowaltschuk", True), ("Samir Haddad", False)):
        cases.add(real.desk, case, "participant", {"name": name, "organisation": "Hochschule Muster", "passes_on": yes})
    return case


def test_kinds_are_offered_where_the_case_asks_for_them(real: RealDesk) -> None:
    person, company = offered(real, "haddad"), offered(real, "elbaue")
    assert {"appointment", "privacy_notice", "release"} <= person
    assert not {"fast_track", "event_invitation", "onboarding_plan"} & person
    assert "fast_track" in company and "event_invitation" not in company and "release" not in company
    held_event(real)
    assert {"event_invitation", "event_poster", "event_certificate"} <= offered(real, "elbaue")


@pytest.mark.parametrize("sample", ["haddad", "elbaue"])
def test_what_comes_from_the_case_is_never_filled_from_the_office(real: RealDesk, sample: str) -> None:
    """The place of residence once was the address of the office as soon as that was entered."""
    ours = "Musterstraße"
    case = real.case(sample)
    cases.set_fields(real.desk, case, {f"{'person' if sample == 'haddad' else 'company'}.place": None})
    for kind in letters.kinds(real.desk.library):
        order = Order(kind.id, "hwk-magdeburg" if kind.recipient == "contact" else "")
        ready = letters.draft(real.desk, case, order)
        assert not [each for each in (*ready.offered, *ready.leaving) if each.field and ours in str(each.value)], (
            kind.id
        )


def test_the_place_of_residence_is_that_of_the_person(real: RealDesk) -> None:
    case, desk = real.case("haddad"), real.desk
    cases.set_fields(desk, case, {"person.address_protected": None, "person.place": "Burg"})
    ready = letters.draft(desk, case, Order("referral", "hwk-magdeburg", referral=real.referral("haddad")))
    assert [each.value for each in ready.offered if each.field == "person.place"] == ["Burg"]


def test_the_recovery_sheet_is_offered_in_no_case(real: RealDesk) -> None:
    assert "recovery_sheet" not in offered(real, "haddad") | offered(real, "elbaue")


def test_an_appointment_says_what_was_typed(real: RealDesk) -> None:
    typed = (("on", "2026-12-01"), ("at", "10:30"), ("bring", "Pass\n\nLebenslauf"), ("nonsense", "never"))
    page = said(real, "haddad", Order("appointment", typed=typed))
    assert "Ihr Termin am 01.12.2026" in page and "– Lebenslauf" in page and "never" not in page
    assert "Musterstraße 1, 39999 Musterstadt" in page, "the office is where one meets unless something else is typed"
    english = said(real, "haddad", Order("appointment", language="en", typed=typed))
    assert "Your appointment on 1 Dec 2026" in english


def test_an_appointment_without_a_day_is_refused(real: RealDesk) -> None:
    ready = letters.draft(real.desk, real.case("haddad"), Order("appointment"))
    assert not ready.pdf and [problem.what for problem in ready.problems] == ["on"]
    with pytest.raises(Refused, match="needs"):
        letters.issue(real.desk, real.case("haddad"), Order("appointment"))


def test_papers_that_are_still_wanted_are_asked_for(real: RealDesk) -> None:
    case = real.case("haddad")
    cases.add(real.desk, case, "paper", {"title": "Arbeitszeugnis", "needs": ["certified"]})
    page = said(real, "haddad", Order("paper_request", typed=(("until", "2026-12-07"),)))
    assert "bis zum 07.12.2026" in page and "Arbeitszeugnis (beglaubigt)" in page
    assert "Arbeitszeugnis" in said(real, "haddad", Order("reminder_client"))


def test_the_company_itself_begins_the_fast_track(real: RealDesk) -> None:
    page = said(real, "elbaue", Order("fast_track", "abh-15003", typed=WORKER))
    assert "§ 81a AufenthG für Nguyễn Thị Hồng Ánh" in page and "14.03.1998" in page
    company = cases.show(real.desk, real.case("elbaue")).name
    assert page.startswith(company) and "Welcome-Service Muster" not in page
    assert company in said(real, "elbaue", Order("power_of_attorney", typed=WORKER))


def test_a_reminder_names_the_code_and_nobody(real: RealDesk) -> None:
    case, ref = real.case("haddad"), real.referral("haddad")
    letters.issue(real.desk, case, Order("referral", "hwk-magdeburg", referral=ref))
    before = cases.show(real.desk, case).one(ref).text("letter")
    page = said(real, "haddad", Order("reminder", "hwk-magdeburg", referral=ref))
    assert "am 23.11.2026 haben wir eine Person an Sie verwiesen" in page
    assert "Haddad" not in page and cases.show(real.desk, case).one(ref).text("code") in page
    letters.issue(real.desk, case, Order("reminder", "hwk-magdeburg", referral=ref))
    assert cases.show(real.desk, case).one(ref).text("letter") == before


def test_a_hand_over_needs_the_consent_for_that_office(real: RealDesk) -> None:
    order = Order("case_summary", "hwk-magdeburg", typed=(("open", "Antrag bei der Kammer"),))
    assert "Antrag bei der Kammer" in said(real, "haddad", order)
    for consent in cases.show(real.desk, real.case("haddad")).all("consent"):
        referrals.withdraw_consent(real.desk, real.case("haddad"), consent.ref)
    with pytest.raises(Refused) as refused:
        letters.issue(real.desk, real.case("haddad"), order)
    assert refused.value.code == "no_consent"


def test_the_notice_takes_carrier_and_periods_from_where_they_are_declared(real: RealDesk) -> None:
    page = said(real, "haddad", Order("privacy_notice"))
    assert "Träger Muster, Welcome-Service Muster" in page and "12 Monate nach dem letzten Kontakt" in page
    assert "noch zu prüfen" in page


def test_every_paper_tells_the_periods_that_the_office_set_itself(real: RealDesk) -> None:
    """Whoever is told twelve months must not find three years: notice, letter, copy, record and catalogue follow."""
    desk, case = real.desk, real.case("haddad")
    retention.set_period(desk, "case", months=36)
    retention.set_period(desk, "proof", months=48)
    retention.set_period(desk, "paper", days=1)
    papers = {
        "notice": " ".join(each.text for each in privacy.notice(desk, "de")),
        "letter": said(real, "haddad", Order("privacy_notice")),
        "copy": json.dumps(data_copy.document(desk, case), ensure_ascii=False),
        "record": to_markdown(privacy_papers.record(desk, in_language("de"), "de")),
        "catalogue": to_markdown(privacy_papers.catalogue(desk, in_language("de"), "de")),
    }
    for name, words in papers.items():
        assert "3 Jahre" in words and "4 Jahre" in words, name
        assert "12 Monate nach dem letzten Kontakt" not in words, name
    assert "1 Tag nachdem der Zweck erreicht ist" in papers["letter"]
    assert "24 Monate nach dem letzten Kontakt" in papers["record"], "what the office left alone stays"


LAWS = {
    "private": ("Art. 13 und 14 DSGVO", "Art. 9 Abs. 2 Buchst. a DSGVO", "Art. 15 bis 21 DSGVO"),
    "protestant": ("§§ 17 und 18 DSG-EKD", "§ 13 Abs. 2 Nr. 1 DSG-EKD", "§§ 19 bis 25 DSG-EKD"),
    "catholic": ("§§ 15 und 16 KDG", "§ 11 Abs. 2 Buchst. a KDG", "§§ 17 bis 23 KDG"),
    "": ("", "", ""),
}


@pytest.mark.parametrize("carrier", LAWS)
@pytest.mark.parametrize("language", ["de", "uk"])
def test_every_paper_cites_the_law_of_the_carrier_and_no_other(real: RealDesk, carrier: str, language: str) -> None:
    """The GDPR does not bind a church carrier; and who has not said what they are cites nothing."""
    desk, case = real.desk, real.case("haddad")
    write(desk, office(desk), edits_of("office", {"carrier_kind": carrier or None}))
    inform, consent, rights = LAWS[carrier]
    contact = next(each.text("contact") for each in cases.show(desk, case).all("consent"))
    papers = {
        "notice": (said(real, "haddad", Order("privacy_notice", language=language)), inform),
        "consent": (said(real, "haddad", Order("consent", contact, language=language)), consent),
        "copy": (text_of(data_copy.pdf(desk, case)), rights),
        "recipients": (text_of(recipients.sheet(desk, case)), rights),
    }
    for name, (words, cited) in papers.items():
        assert cited in words, name
        assert ("DSGVO" in words) == (carrier == "private"), name
        assert "{" not in words, name
    assert "noch zu prüfen" in papers["notice"][0] and "§ 203 StGB" in papers["consent"][0]


def test_the_notice_speaks_to_minors_in_a_section_of_its_own(real: RealDesk) -> None:
    assert "unter 18" not in said(real, "haddad", Order("privacy_notice"))
    cases.set_fields(real.desk, real.case("haddad"), {"person.birth_date": "2010-01-01"})
    page = said(real, "haddad", Order("privacy_notice"))
    assert "Wenn du unter 18 bist" in page and "Du darfst immer Nein sagen." in page
    assert "If you are under 18" in said(real, "haddad", Order("privacy_notice", language="en"))


def test_beside_the_german_notice_purposes_and_periods_stand_in_the_language_of_the_reader(real: RealDesk) -> None:
    page = said(real, "haddad", Order("privacy_notice", language="pl"))
    assert "24 Monate nach dem letzten Kontakt" in page and "24 miesiące po ostatnim kontakcie" in page
    assert "Die Arbeit des Büros ordnen" in page and "Organizacja pracy biura" in page


def test_a_form_of_address_is_used_where_the_person_asked_for_it(real: RealDesk) -> None:
    order = Order("appointment", typed=(("on", "2026-12-01"),))
    assert "Guten Tag," in said(real, "haddad", order)
    cases.set_fields(real.desk, real.case("haddad"), {"person.salutation": "man"})
    assert "Sehr geehrter Herr Samir Haddad," in said(real, "haddad", order)


@pytest.mark.parametrize("plan", FORMATS)
def test_the_event_set_holds_in_all_five_formats(real: RealDesk, plan: str) -> None:
    case = held_event(real, plan)
    title = letters.draft(real.desk, case, Order("event_poster")).pdf
    format_of = next(each for each in plans.plans(real.desk) if each.id == plan)
    assert format_of.title["de"] in text_of(title)
    sheet = said(real, "elbaue", Order("event_run_sheet"))
    assert "13:00" in sheet and format_of.agenda[-1].words["de"] in sheet and format_of.roles[0].words["de"] in sheet
    invitation = said(real, "elbaue", Order("event_invitation", "hwk-magdeburg"))
    assert "21.01.2027" in invitation and format_of.invitation["de"][:40] in invitation


def test_participants_stand_on_the_list_and_get_their_certificate(real: RealDesk) -> None:
    case = held_event(real)
    sheet = said(real, "elbaue", Order("event_participants"))
    assert "1 Olena Kowaltschuk Hochschule Muster Ja" in sheet and "2 Samir Haddad Hochschule Muster Nein" in sheet
    guest = cases.show(real.desk, case).all("participant")[0]
    page = said(real, "elbaue", Order("event_certificate", participant=guest.ref))
    assert "Olena Kowaltschuk hat am 21.01.2027" in page and "Betriebserkundung" in page
    nobody = letters.draft(real.desk, case, Order("event_certificate"))
    assert [problem.what for problem in nobody.problems] == ["participant"]


def test_a_plan_shows_the_steps_of_the_case(real: RealDesk) -> None:
    case = real.case("elbaue")
    plans.start(real.desk, case, "onboarding")
    page = said(real, "elbaue", Order("onboarding_plan"))
    assert "1. Kümmerer und Mentorin benennen" in page
    assert "Name a carer and a mentor" in said(real, "elbaue", Order("onboarding_plan", language="en"))
