"""Every fault in a list of contacts is found and named with contact, field and code."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.directory import a_contact, shipped_regions
from welcomedesk.domain.contact_checks import ERRORS, WARNINGS, problems
from welcomedesk.domain.contacts import Address, Contact, Period, Words
from welcomedesk.domain.personal_data import signs_of_person

TODAY = date(2026, 11, 21)
ENDED = {"lifecycle": "ended", "referral": False}

FAULTS = [
    ("no_name", [a_contact(name=" ")]),
    ("double_id", [a_contact(), a_contact()]),
    ("kind_unknown", [a_contact(kind="shop")]),
    ("topic_unknown", [a_contact(topics=("cooking",))]),
    ("target_group_unknown", [a_contact(target_groups=("all",))]),
    ("district_unknown", [a_contact(districts=("15004",))]),
    ("no_district", [a_contact(districts=())]),
    ("date_unreadable", [a_contact(period=Period("2026-13"))]),
    ("date_unreadable", [a_contact(period=Period(end="31.12.2021"))]),
    ("period_backwards", [a_contact(period=Period("2020", "2019"))]),
    ("ended_but_offered", [a_contact(lifecycle="ended", period=Period(end="2020"))]),
    ("ended_without_end", [a_contact(**ENDED)]),
    ("successor_unknown", [a_contact(successor_id="nobody")]),
    ("successor_circle", [a_contact("a", successor_id="b"), a_contact("b", successor_id="a")]),
    ("successor_circle", [a_contact("a", successor_id="a")]),
    ("fallback_unknown", [a_contact(fallback_ids=("nobody",))]),
    ("markup", [a_contact(name="<b>Verein</b>")]),
    ("status_unknown", [a_contact(status="X")]),
    ("no_source", [a_contact(sources=())]),
    ("words_missing", [a_contact(offer=Words(de="Berät."))]),
    ("no_route", [a_contact(phone="")]),
    ("no_topic", [a_contact(topics=())]),
    ("no_target_group", [a_contact(target_groups=())]),
    ("postal_code_unknown", [a_contact(address=Address("Weg 1", "99999", "Ort"))]),
    (
        "overlaps_successor",
        [a_contact("a", period=Period(end="2022-06"), successor_id="b"), a_contact("b", period=Period("2022-01"))],
    ),
    ("overlaps_same_name", [a_contact("a", name="Verein"), a_contact("b", name="VEREIN")]),
    (
        "successor_ended",
        [
            a_contact("a", period=Period(end="2020"), successor_id="b", **ENDED),
            a_contact("b", period=Period("2021", "2022"), **ENDED),
        ],
    ),
    ("fallback_ended", [a_contact("a", fallback_ids=("b",)), a_contact("b", period=Period(end="2020"), **ENDED)]),
    ("name_of_person", [a_contact(notes=Words("Ansprechpartnerin: Frau Dr. Muster", "Mrs Muster"))]),
    ("private_mailbox", [a_contact(email="verein@gmx.de")]),
    ("mailbox_of_person", [a_contact(email="erika.muster@example.org")]),
    ("mobile_phone", [a_contact(phone="+49 170 1234567")]),
    ("extension_of_person", [a_contact(notes=Words("Durchwahl 12", "ext. 12"))]),
]


def codes_of(contacts: list[Contact]) -> set[str]:
    return {problem.code for problem in problems(contacts, shipped_regions(), TODAY)}


@pytest.mark.parametrize(("code", "contacts"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_fault_is_found(code, contacts):
    found = [problem for problem in problems(contacts, shipped_regions(), TODAY) if problem.code == code]
    assert found
    assert found[0].contact in {contact.id for contact in contacts}
    assert found[0].sentence.format(**found[0].values)


def test_every_kind_of_fault_has_an_example():
    assert (set(ERRORS) | set(WARNINGS)) - {code for code, _ in FAULTS} == {"no_id"}


def test_contact_in_order_has_no_problem():
    assert codes_of([a_contact()]) == set()


def test_periods_that_follow_each_other_do_not_overlap():
    old = a_contact("a", period=Period(end="2021-12-31"), successor_id="b", **ENDED)
    new = a_contact("b", period=Period("2022-01-01"))
    assert codes_of([old, new]) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ausländerbehörde, Am Stadion 5, 06110 Halle (Saale)",
        "erwerbstaetigkeit@ewo.magdeburg.de",
        "kontakt.halle@example.org",
        "+49 800 4 5555 00",
        "+49 345 2999-0",
        "Hilfetelefon Gewalt gegen Frauen",
        "Doctor-Eisenbart-Ring 2, Otto-von-Guericke-Straße 12a",
    ],
)
def test_data_of_an_organisation_raise_no_warning(text):
    assert signs_of_person(text) == ()
