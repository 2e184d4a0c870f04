"""What leaves: nothing without consent, nothing that was not shown, and what left is kept as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest

from tests.helpers.real import RealDesk, real_desk
from welcomedesk.desk import cases, letters, referrals
from welcomedesk.desk.letters import Order
from welcomedesk.domain.errors import Refused


@pytest.fixture
def real() -> RealDesk:
    return real_desk("haddad")


def order(real: RealDesk, kind: str = "referral", **more: str) -> Order:
    made = Order(kind, "hwk-magdeburg", referral=real.referral("haddad"))
    about = cases.show(real.desk, real.case("haddad")).one(made.referral)
    left_out = letters.leave_out_of(letters.kind(real.desk.library, "referral"), about) if kind == "referral" else ()
    return replace(made, leave_out=left_out, **more)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)).split())


def without_consent(real: RealDesk) -> None:
    case = real.case("haddad")
    for consent in cases.show(real.desk, case).all("consent"):
        referrals.withdraw_consent(real.desk, case, consent.ref)


def test_the_referral_says_who_what_and_why(real: RealDesk) -> None:
    page = text_of(letters.draft(real.desk, real.case("haddad"), order(real)).pdf)
    for words in (
        "Handwerkskammer Magdeburg",
        "Gareisstraße 10",
        "Samir Haddad",
        "Elektrotechnik, 3 Jahre, Syrien",
        "B1",
    ):
        assert words in page, words
    assert "§ 14 BQFG" in page and "Die Einwilligung in diese Weitergabe liegt vor" in page


def test_a_protected_address_and_notes_never_leave(real: RealDesk) -> None:
    everything = Order("referral", "hwk-magdeburg", referral=real.referral("haddad"))
    for what in (everything, order(real, "client_copy")):
        page = text_of(letters.draft(real.desk, real.case("haddad"), what).pdf)
        assert "Musterweg" not in page and "39112" not in page and "Original vorgelegt. Fächer" not in page


def test_only_what_was_ticked_leaves(real: RealDesk) -> None:
    draft = letters.draft(real.desk, real.case("haddad"), order(real))
    assert "person.citizenship" not in {each.field for each in draft.leaving}
    assert "person.citizenship" in {each.field for each in draft.offered}


def test_without_consent_the_page_is_a_draft_and_nothing_leaves(real: RealDesk) -> None:
    without_consent(real)
    draft = letters.draft(real.desk, real.case("haddad"), order(real))
    assert not draft.may_leave and "Entwurf" in text_of(draft.pdf)
    with pytest.raises(Refused) as refused:
        letters.issue(real.desk, real.case("haddad"), order(real))
    assert refused.value.code == "no_consent"
    assert cases.show(real.desk, real.case("haddad")).all("letter") == ()


def test_an_override_leaves_a_trace(real: RealDesk) -> None:
    without_consent(real)
    done = letters.issue(real.desk, real.case("haddad"), order(real), override="Telefonisch zugesagt")
    case = cases.show(real.desk, real.case("haddad"))
    assert case.one(real.referral("haddad")).get("override") == "Telefonisch zugesagt"
    assert "Entwurf" not in text_of(done.value.pdf)


def test_a_letter_is_kept_exactly_as_it_left(real: RealDesk) -> None:
    case = real.case("haddad")
    issued = letters.issue(real.desk, case, order(real)).value
    cases.set_fields(real.desk, case, {"person.name": "Anders Heißend"})
    kept = letters.kept(real.desk, case, issued.ref)
    assert kept == issued.pdf and hashlib.sha256(kept).hexdigest() == issued.sha256
    letter = cases.show(real.desk, case).one(issued.ref)
    assert "person.name" in letter.texts("fields") and letter.get("recipient") == "Handwerkskammer Magdeburg"


def test_a_letter_that_left_hands_the_referral_over_and_waits(real: RealDesk) -> None:
    case = real.case("haddad")
    letters.issue(real.desk, case, order(real))
    referral = cases.show(real.desk, case).one(real.referral("haddad"))
    assert (referral.get("state"), referral.get("next_due")) == ("handed_over", "2026-12-07")


def test_a_field_with_two_values_is_left_out_and_named(real: RealDesk) -> None:
    case = cases.show(real.desk, real.case("haddad"))
    from welcomedesk.desk.letter_values import Wording, case_values, not_decided
    from welcomedesk.domain.case import CaseFile, Entity

    fact = case.one("person").fields["german_level"][0]
    both = (fact, replace(fact, value="C1", entry=("hal", 1)))
    person = Entity("person", dict(case.one("person").fields) | {"german_level": both})
    torn = CaseFile(case.id, dict(case.entities) | {"person": person})
    values = case_values(torn, Wording(real.desk.library, "de", str))
    assert "person.german_level" not in values
    assert not_decided(torn, ["person.german_level"]) == ("person.german_level",)


def test_the_copy_for_the_client_is_in_her_language(real: RealDesk) -> None:
    page = text_of(letters.draft(real.desk, real.case("haddad"), order(real, "client_copy", language="en")).pdf)
    assert "We have written a letter for you" in page and "Handwerkskammer Magdeburg" in page


def test_the_short_code_on_the_slip_finds_the_referral(real: RealDesk) -> None:
    case = real.case("haddad")
    code = cases.show(real.desk, case).one(real.referral("haddad")).text("code")
    found = referrals.by_code(real.desk, code.lower().replace("-", " "))
    assert (found.case, found.ref) == (case, real.referral("haddad"))


def test_a_consent_ends_by_itself(real: RealDesk) -> None:
    real.clock.forward(days=365)
    draft = letters.draft(real.desk, real.case("haddad"), order(real))
    assert draft.standing is not None and draft.standing.problem == "expired"


def test_a_contact_without_a_street_is_handed_over_in_person(real: RealDesk) -> None:
    case = real.case("haddad")
    referrals.record_consent(real.desk, case, "fif", expires=date(2027, 1, 1))
    draft = letters.draft(real.desk, case, Order("referral", "fif"))
    assert draft.recipient is not None and draft.recipient.by_hand and draft.pdf


def test_an_unknown_kind_names_the_ones_there_are(real: RealDesk) -> None:
    with pytest.raises(Exception, match="referral"):
        letters.draft(real.desk, real.case("haddad"), Order("poem", "hwk-magdeburg"))
