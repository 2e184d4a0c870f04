"""Every field of a case file, declared once.

Forms, checks, search, letters, exports and the privacy catalogue read this table. A new field is one line here and its
German words in the catalogue; it needs no migration. How to add one: `docs/how-to/new-field.md`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from welcomedesk.domain.case import REMOVED, kind_of
from welcomedesk.domain.log import Json
from welcomedesk.domain.words import N_


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field: a stable id and its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind of entity.

    Args:
        kind: `text`, `long_text`, `choice`, `choices`, `date`, `time`, `number`, `money`, `yes_no`, `country`,
            `occupation`, `language`, `languages`, `level`, `postal_code`, `phone`, `email`, `web`, `contact`, `ref`,
            `texts` or `data` (made by the program, not typed).
        label: English words; the catalogue has the German ones.
        purpose: a key of `PURPOSES`.
        sensitivity: `plain`, `personal`, `sensitive` (special category or status) or `protected` (may endanger).
        retention: a key of `RETENTION`.
        printable: letter kinds that may carry it; empty means it never leaves.
        search: whether the search box finds it.
        tells_where: what is hidden on request. A protected address hides `place`, where somebody lives (never
            in lists, search and letters), and `reach`, how somebody is reached (never in the search); the objection
            of a contact person hides `contact`.
        status: whether it says something about residence that changes by itself, so that it grows stale.
    """

    entity: str
    name: str
    kind: str
    label: str
    purpose: str = "counselling"
    sensitivity: str = "personal"
    retention: str = "case"
    printable: tuple[str, ...] = ()
    search: bool = False
    options: tuple[Option, ...] = ()
    tells_where: str = ""
    status: bool = False

    @property
    def key(self) -> str:
        return f"{self.entity}.{self.name}"

    @property
    def typed(self) -> bool:
        """Whether an adviser types it, as opposed to the program recording it."""
        return self.kind not in ("data", "ref")


PURPOSES = MappingProxyType(
    {
        "counselling": N_("Counselling on recognition, residence, work and integration"),
        "identify": N_("Knowing whom the case is about and finding it again"),
        "reach": N_("Reaching the person or company"),
        "refer": N_("Bringing the person to the right office"),
        "prove": N_("Proving consent, letters and changes"),
        "organise": N_("Organising the work of the office"),
        "report": N_("Counting contacts for the funder, without persons"),
        "tell": N_("Telling how counselling helped, without names"),
    }
)

RETENTION = MappingProxyType(
    {
        "case": N_("With the case: 12 months after the last contact"),
        "company": N_("24 months after the last contact"),
        "proof": N_("3 years to the end of the year, restricted"),
        "paper": N_("30 days after the purpose is reached"),
        "office": N_("As long as the workplace exists"),
    }
)

PLACE, REACH, CONTACT = "place", "reach", "contact"
"""What a protected address or the objection of a contact person hides, see `Field.tells_where`."""

LEVELS = tuple(Option(level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2"))
_NO_LEVEL = Option("none", N_("None"))

STATES = (
    Option("open", N_("In counselling")),
    Option("waiting", N_("Waiting for an answer")),
    Option("closed", N_("Closed")),
)
CLOSE_REASONS = (
    Option("reached", N_("Aim reached")),
    Option("referred", N_("Handed over to another office")),
    Option("no_contact", N_("No further contact")),
    Option("wish", N_("At the person's wish")),
    Option("moved", N_("Moved away")),
    Option("mistake", N_("Recorded by mistake")),
)
CHANNELS = (
    Option("phone", N_("Phone")),
    Option("desk", N_("In person")),
    Option("event", N_("Outreach event")),
    Option("mail", N_("E-mail or letter")),
    Option("video", N_("Video")),
    Option("partner", N_("Through a partner")),
)
TOPICS = (
    Option("recognition", N_("Recognition")),
    Option("visa", N_("Visa and residence")),
    Option("work", N_("Work")),
    Option("apprenticeship", N_("Apprenticeship and study")),
    Option("language", N_("Language")),
    Option("integration", N_("Integration")),
    Option("funding", N_("Funding")),
    Option("housing", N_("Housing")),
    Option("family", N_("Family")),
    Option("health", N_("Health")),
    Option("discrimination", N_("Discrimination")),
    Option("employer_advice", N_("Advice for companies")),
)
TARGET_GROUPS = (
    Option("all_migrants", N_("All migrants")),
    Option("refugee", N_("Refugees")),
    Option("skilled_worker_abroad", N_("Skilled workers abroad")),
    Option("skilled_worker_germany", N_("Skilled workers in Germany")),
    Option("eu_citizen", N_("EU citizens")),
    Option("student", N_("Students")),
    Option("apprentice", N_("Apprentices")),
    Option("youth_12_27", N_("Young people from 12 to 27")),
    Option("family", N_("Families")),
    Option("employer", N_("Companies")),
    Option("adviser", N_("Advisers")),
)
ITEM_STATES = (
    Option("open", N_("Open")),
    Option("in_progress", N_("In progress")),
    Option("done", N_("Done")),
    Option("not_needed", N_("Not needed")),
)
PAPER_MARKS = (
    Option("seen", N_("seen")),
    Option("copy", N_("copy")),
    Option("translated", N_("translated")),
    Option("certified", N_("certified")),
)
REFERRAL_STATES = (
    Option("drafted", N_("Drafted")),
    Option("handed_over", N_("Handed over")),
    Option("sent", N_("Sent")),
    Option("received", N_("Received")),
    Option("accepted", N_("Accepted")),
    Option("declined", N_("Declined")),
    Option("appointment", N_("Appointment made")),
    Option("done", N_("Done")),
    Option("not_arrived", N_("Did not arrive")),
    Option("withdrawn", N_("Withdrawn")),
)
VISIT_OUTCOMES = (
    Option("handout", N_("Handout only")),
    Option("callback", N_("Callback wanted")),
    Option("case", N_("Case opened")),
)
WAYS_GIVEN = (
    Option("written", N_("in writing")),
    Option("oral", N_("by word of mouth, noted by the adviser")),
    Option("electronic", N_("electronically")),
)
LINK_ROLES = (
    Option("partner", N_("Husband, wife or partner")),
    Option("child", N_("Child")),
    Option("parent", N_("Parent")),
    Option("sibling", N_("Brother or sister")),
    Option("relative", N_("Other relative")),
    Option("employer", N_("Employer")),
    Option("employee", N_("Employee")),
    Option("candidate", N_("Candidate")),
    Option("introduced", N_("Company that knows the person")),
    Option("double", N_("Same person or company")),
    Option("other", N_("Other link")),
)
"""What a linked case is to this one; which fit together says `domain/links.py`."""
REPEATS = (
    Option("daily", N_("Every working day")),
    Option("weekly", N_("Every week")),
    Option("monthly", N_("Every month")),
    Option("yearly", N_("Every year")),
)
"""How often a task comes back; which day follows says `domain/repeats.py`."""
REPLY_WAYS = (
    Option("slip", N_("Reply slip")),
    Option("phone", N_("Phone")),
    Option("mail", N_("E-mail or letter")),
    Option("person", N_("The person said so")),
)
CARRIERS = (
    Option("private", N_("Private carrier")),
    Option("public", N_("Public body of the state")),
    Option("protestant", N_("Protestant carrier")),
    Option("catholic", N_("Catholic carrier")),
)
"""Who runs the office: it decides which law and which authority apply; the pack `privacy` has their texts."""
GROUNDS = (
    Option("consent", N_("Consent")),
    Option("contract", N_("Contract, or request of the person")),
    Option("law", N_("Duty or permission by law")),
    Option("task", N_("Task in the public or church interest")),
    Option("interest", N_("Legitimate interest")),
    Option("vital", N_("Protection of life")),
    Option("claims", N_("Legal claims")),
)
"""Grounds for keeping data (GDPR Art. 6 and 9); where they stand in the law of each carrier says the pack."""
SENSITIVE_RULES = (
    Option("case", N_("Recorded in each case")),
    Option("office", N_("The office has a standing basis")),
)
NOTICE_FORMS = (Option("short", N_("Short")), Option("long", N_("Long")))
THIRD_ROLES = (
    Option("interpreter", N_("Interpreter")),
    Option("companion", N_("Companion")),
    Option("relative", N_("Relative")),
    Option("friend", N_("Friend or neighbour")),
    Option("colleague", N_("Colleague")),
    Option("social_worker", N_("Social worker")),
    Option("authority", N_("Staff of an authority")),
    Option("other", N_("Somebody else")),
)
"""Who else stands in a case, by role; a name only where it is needed (GDPR Art. 5 (1) (c))."""
PROVENANCE = (
    Option("said", N_("said in conversation")),
    Option("seen", N_("paper seen")),
    Option("guide", N_("guide")),
    Option("phone", N_("phone call")),
)

_SUMMARY = ("case_summary",)
"""What a colleague needs who takes the case over; it leaves with a consent for that office."""
_TO_OFFICE = ("referral", *_SUMMARY)
_REFERRAL = ("referral", "client_copy", *_SUMMARY)
_EVENT = ("event_invitation", "event_participants", "event_run_sheet", "event_poster", "event_certificate")
_PLANS = ("arrival_plan", "onboarding_plan", "event_run_sheet")
_VACANCY = ("referral", "client_copy", "case_summary", "fast_track")
_FAST_TRACK = ("fast_track", "power_of_attorney")
_TO_CLIENT = (
    "confirmation", "appointment", "paper_request", "consent", "release", "privacy_notice", "arrival_plan",
    "onboarding_plan", "reminder_client",
)  # fmt: skip
_NAMED = (*_REFERRAL, *_TO_CLIENT)
"""Sheets that must say whom they are about, and nothing more."""
_SIGNED = (*_NAMED, "reminder", "thanks", "message", "event_invitation", "event_participants", "event_run_sheet")
"""Sheets that carry our reference and who advises."""


def _case() -> tuple[Field, ...]:
    f = _of("case", sensitivity="plain")
    return (
        f("kind", "choice", N_("Kind"), options=(Option("person", N_("Person")), Option("company", N_("Company")))),
        f("number", "data", N_("Case number"), purpose="identify", search=True, printable=_SIGNED),
        f("state", "choice", N_("State"), purpose="organise", options=STATES),
        f("close_reason", "choice", N_("Reason for closing"), purpose="organise", options=CLOSE_REASONS),
        f("close_note", "long_text", N_("Note on closing"), purpose="organise", sensitivity="personal"),
        f("adviser", "text", N_("Adviser"), purpose="organise", printable=(*_SIGNED, "event_certificate")),
        f("opened", "date", N_("Opened on"), purpose="organise", printable=_SUMMARY),
        f("closed_on", "date", N_("Closed on"), purpose="organise"),
        f("channel", "choice", N_("First contact through"), purpose="report", options=CHANNELS),
        f("summary", "long_text", N_("What it is about"), sensitivity="personal", search=True, printable=_SUMMARY),
        f("topics", "choices", N_("Topics"), options=TOPICS, purpose="report"),
        f("target_group", "choice", N_("Target group"), options=TARGET_GROUPS, sensitivity="sensitive"),
        f("sample", "yes_no", N_("Sample case"), purpose="organise"),
        f("restricted", "yes_no", N_("Restricted"), purpose="prove"),
        f("restricted_on", "date", N_("Restricted on"), purpose="prove"),
        f("restricted_reason", "text", N_("Reason for restricting"), purpose="prove", sensitivity="personal"),
    )


def _person() -> tuple[Field, ...]:
    f = _of("person")
    return (
        f("name", "text", N_("Name"), purpose="identify", search=True, printable=_NAMED),
        f("birth_date", "date", N_("Date of birth"), purpose="identify", printable=_TO_OFFICE),
        f("salutation", "choice", N_("Form of address"), purpose="reach", options=_SALUTATIONS),
        f("citizenship", "country", N_("Citizenship"), sensitivity="sensitive", printable=_TO_OFFICE),
        f("languages", "languages", N_("Languages"), search=True, printable=_REFERRAL),
        f("german_level", "level", N_("German"), options=(_NO_LEVEL, *LEVELS), printable=_REFERRAL),
        f("residence", "choice", N_("Lives in"), options=_RESIDENCE),
        f("street", "text", N_("Street and number"), purpose="reach", tells_where=PLACE),
        f("postal_code", "postal_code", N_("Postal code"), purpose="reach", tells_where=PLACE),
        f("place", "text", N_("Place"), purpose="reach", search=True, printable=_TO_OFFICE, tells_where=PLACE),
        f("district", "choice", N_("District"), purpose="refer", tells_where=PLACE),
        f("address_protected", "yes_no", N_("Address protected"), sensitivity="protected", purpose="reach"),
        f("phone", "phone", N_("Phone"), purpose="reach", search=True, printable=_TO_OFFICE, tells_where=REACH),
        f("email", "email", N_("E-mail"), purpose="reach", search=True, printable=_TO_OFFICE, tells_where=REACH),
        f("residence_title", "text", N_("Residence title"), sensitivity="sensitive", printable=_TO_OFFICE, status=True),
        f(
            "work_permitted",
            "choice",
            N_("Work permitted"),
            sensitivity="sensitive",
            options=_YES_NO_UNKNOWN,
            status=True,
        ),
        f("goal", "choice", N_("Aim"), options=_GOALS, printable=_REFERRAL),
        f("occupation", "occupation", N_("Reference occupation"), search=True, printable=_REFERRAL),
        f("work_experience", "text", N_("Work experience"), printable=_REFERRAL),
        f("experience_years", "number", N_("Years of work experience")),
        f("job_offer", "choice", N_("Job offer"), options=_YES_NO_UNKNOWN),
        f("benefits", "choice", N_("Benefits"), sensitivity="sensitive", options=_BENEFITS),
        f("late_repatriate", "choice", N_("Late repatriate"), sensitivity="sensitive", options=_YES_NO_UNKNOWN),
        f("arrived_on", "date", N_("Arrived in Germany on"), sensitivity="sensitive"),
        f("documents_state", "choice", N_("State of the proofs"), options=_PROOFS),
        f("prior_decision", "choice", N_("Earlier decision"), options=_DECISIONS),
        f("practice_in_target", "choice", N_("Practice in the target occupation"), options=_PRACTICE),
        f("income_within_grant_limit", "choice", N_("Income within the limit of the grant"), options=_YES_NO_UNKNOWN),
        f("stay_kind", "choice", N_("Kind of stay"), sensitivity="sensitive", options=_STAYS, status=True),
        f("apply_from", "choice", N_("Applies for the title"), options=_APPLY_FROM),
        f("work_district", "choice", N_("Chamber district of the work place"), purpose="refer", options=_CHAMBERS),
        f("stay_purpose", "choice", N_("Main purpose of the stay"), sensitivity="sensitive", options=_STAY_PURPOSES),
        f("departs_on", "date", N_("Departure planned on")),
        f("moved_in", "date", N_("Moved in on")),
        f("housing", "choice", N_("Housing situation"), options=_HOUSING),
        f("children", "choices", N_("Children in the household"), options=_CHILDREN),
        f("family_to_follow", "choice", N_("Family is to follow"), sensitivity="sensitive", options=_YES_NO_UNKNOWN),
        f("work_situation", "choice", N_("Work situation"), options=_WORK_SITUATIONS),
        f("job_starts_on", "date", N_("Work begins on")),
        f("bank_account", "choice", N_("Own bank account in the EU"), options=_YES_NO_UNKNOWN),
        f("driving_licence", "choice", N_("Foreign driving licence"), options=_DRIVING_LICENCES),
        f("course_entitled_on", "date", N_("Entitled to the integration course since")),
        f("protection_final_on", "date", N_("Protection decision final since"), sensitivity="sensitive"),
        f("dismissed_on", "date", N_("Notice of dismissal received on"), sensitivity="sensitive"),
        f("incident_on", "date", N_("Discrimination happened on"), sensitivity="sensitive"),
        f("status_seen_on", "date", N_("Status confirmed on")),
        f("minor", "yes_no", N_("Under 18")),
    )


def _company() -> tuple[Field, ...]:
    f = _of("company", sensitivity="plain", retention="company")
    return (
        f("name", "text", N_("Name"), purpose="identify", search=True, printable=(*_NAMED, *_FAST_TRACK, *_EVENT)),
        f("branch", "text", N_("Branch"), search=True, printable=_REFERRAL),
        f("employees", "number", N_("Employees")),
        f("size_class", "choice", N_("Company size"), options=_SIZES),
        f("works_council", "choice", N_("Works council"), options=_YES_NO_UNKNOWN),
        f(
            "contact_person",
            "text",
            N_("Contact person"),
            sensitivity="personal",
            purpose="reach",
            search=True,
            printable=("fast_track",),
            tells_where=CONTACT,
        ),
        f(
            "contact_role",
            "text",
            N_("Role of the contact person"),
            purpose="reach",
            printable=("fast_track",),
            tells_where=CONTACT,
        ),
        f("street", "text", N_("Street and number"), purpose="reach", printable=(*_TO_OFFICE, *_FAST_TRACK)),
        f("postal_code", "postal_code", N_("Postal code"), purpose="reach", printable=(*_TO_OFFICE, *_FAST_TRACK)),
        f("place", "text", N_("Place"), purpose="reach", search=True, printable=(*_REFERRAL, *_FAST_TRACK)),
        f("district", "choice", N_("District"), purpose="refer"),
        f(
            "phone",
            "phone",
            N_("Phone"),
            purpose="reach",
            search=True,
            printable=(*_TO_OFFICE, *_FAST_TRACK),
            tells_where=CONTACT,
        ),
        f(
            "email",
            "email",
            N_("E-mail"),
            purpose="reach",
            search=True,
            printable=(*_TO_OFFICE, *_FAST_TRACK),
            tells_where=CONTACT,
        ),
        f("source", "text", N_("Where the data come from"), purpose="prove"),
        f("objection", "yes_no", N_("Objected to contact"), purpose="prove"),
        f("objection_on", "date", N_("Objected on"), purpose="prove"),
        f("contact_basis", "choice", N_("Basis for the contact person"), purpose="prove", options=GROUNDS),
        f("event_on", "date", N_("Day of the event"), purpose="organise", printable=_EVENT),
    )


def _background() -> tuple[Field, ...]:
    qualification, language = _of("qualification"), _of("language")
    family, title, vacancy = _of("family_member"), _of("residence_title", sensitivity="sensitive"), _of("vacancy")
    return (
        qualification("title", "text", N_("Qualification"), search=True, printable=_REFERRAL),
        qualification("kind", "choice", N_("Kind of qualification"), options=_QUALIFICATIONS, printable=_REFERRAL),
        qualification("country", "country", N_("Country of training"), printable=_REFERRAL),
        qualification("years", "number", N_("Years of training"), printable=_REFERRAL),
        qualification("duration", "choice", N_("Length of training"), options=_DURATIONS),
        qualification("finished", "text", N_("Finished in"), printable=_REFERRAL),
        qualification("state_recognised", "choice", N_("State-recognised there"), options=_YES_NO_UNKNOWN),
        qualification("occupation", "occupation", N_("Reference occupation"), printable=_REFERRAL),
        qualification("note", "long_text", N_("Note")),
        language("language", "language", N_("Language"), printable=_REFERRAL),
        language("level", "level", N_("Level"), options=LEVELS, printable=_REFERRAL),
        language("certificate", "text", N_("Certificate"), printable=_REFERRAL),
        family("role", "text", N_("Role"), sensitivity="sensitive"),
        family("name", "text", N_("Name"), sensitivity="sensitive"),
        family("birth_date", "date", N_("Date of birth"), sensitivity="sensitive"),
        family("note", "long_text", N_("Note"), sensitivity="sensitive"),
        title("title", "text", N_("Residence title"), printable=_TO_OFFICE, status=True),
        title("kind", "choice", N_("Kind of title"), status=True),
        title("valid_from", "date", N_("Valid from")),
        title("valid_until", "date", N_("Valid until"), printable=_TO_OFFICE, status=True),
        title("work_permitted", "choice", N_("Work permitted"), options=_YES_NO_UNKNOWN, status=True),
        title("as_of", "date", N_("Seen on")),
        vacancy("title", "text", N_("Vacancy"), sensitivity="plain", search=True, printable=_VACANCY),
        vacancy("occupation", "occupation", N_("Reference occupation"), sensitivity="plain", printable=_VACANCY),
        vacancy("number", "number", N_("How many"), sensitivity="plain", printable=_VACANCY),
        vacancy("from_date", "date", N_("From"), sensitivity="plain", printable=_VACANCY),
        vacancy("german_level", "level", N_("German needed"), sensitivity="plain", options=LEVELS),
        vacancy("salary_year", "money", N_("Gross salary in a year"), sensitivity="plain"),
        vacancy("place", "text", N_("Place of work"), sensitivity="plain", printable=_VACANCY),
        vacancy("note", "long_text", N_("Note"), sensitivity="plain"),
        vacancy("offer_on", "date", N_("Offer made on")),
        vacancy("visa_on", "date", N_("Visa application on")),
        vacancy("title_ends", "date", N_("Residence title ends on"), sensitivity="sensitive"),
        vacancy("course_from", "date", N_("Course starts on")),
        vacancy("end_known_on", "date", N_("Company knows of the end since")),
        vacancy("ends_on", "date", N_("Last day at work")),
    )


def _story() -> tuple[Field, ...]:
    """A success story, and the consent it rests on; withdrawn, the story is erased and the consent stays as proof."""
    story, consent = _of("story", purpose="tell"), _of("story_consent", purpose="tell", retention="proof")
    return (
        story("title", "text", N_("Title"), printable=("story",)),
        story("text", "long_text", N_("Story, without names"), sensitivity="sensitive", printable=("story",)),
        consent("story", "ref", N_("Success story")),
        consent("given_on", "date", N_("Given on")),
        consent("expires_on", "date", N_("Valid until")),
        consent("way", "choice", N_("How it was given"), options=WAYS_GIVEN),
        consent("withdrawn_on", "date", N_("Withdrawn on")),
    )


def _profile() -> tuple[Field, ...]:
    """The release for the search: a person may be shown to companies by number, see `domain/candidates.py`."""
    profile = _of("profile", purpose="refer", retention="proof")
    return (
        profile("released_on", "date", N_("Released for the search on")),
        profile("released_until", "date", N_("Released until")),
        profile("would_move", "choice", N_("Would move"), options=_YES_NO_UNKNOWN),
        profile("way", "choice", N_("How it was given"), options=WAYS_GIVEN),
    )


def _work() -> tuple[Field, ...]:
    talk, task = _of("consultation"), _of("task", purpose="organise")
    paper, item = _of("paper", retention="paper"), _of("item", purpose="organise", sensitivity="plain")
    attachment = _of("attachment", retention="paper")
    return (
        talk("at", "date", N_("Date"), purpose="report"),
        talk("time", "time", N_("Time"), purpose="report"),
        talk("channel", "choice", N_("Channel"), options=CHANNELS, purpose="report"),
        talk("minutes", "number", N_("Minutes"), purpose="report"),
        talk("interpreter", "text", N_("Interpreter (role, not name)")),
        talk("topics", "choices", N_("Topics"), options=TOPICS, purpose="report"),
        talk("note", "long_text", N_("Note"), sensitivity="sensitive", search=True),
        task("what", "text", N_("What"), search=True),
        task("note", "text", N_("Note")),
        task("due", "date", N_("Due on")),
        task("time", "time", N_("Time")),
        task("state", "choice", N_("State"), options=ITEM_STATES),
        task("kind", "choice", N_("Kind"), options=_TASK_KINDS),
        task("adviser", "text", N_("Adviser")),
        task("repeat", "choice", N_("Repeats"), options=REPEATS, sensitivity="plain"),
        task("repeat_from", "date", N_("Repeats since"), sensitivity="plain"),
        paper("code", "data", N_("Code of the pack")),
        paper("title", "text", N_("Paper"), search=True, printable=(*_TO_OFFICE, "checklist")),
        paper("note", "text", N_("Note")),
        paper("needs", "choices", N_("Asked for"), options=PAPER_MARKS, printable=("paper_request", "reminder_client")),
        paper("marks", "choices", N_("At hand"), options=PAPER_MARKS, printable=(*_TO_OFFICE, "checklist")),
        paper("missing", "yes_no", N_("Missing"), printable=_TO_OFFICE),
        paper("seen_on", "date", N_("Seen on")),
        item("step", "data", N_("Step of the pack")),
        item("checklist", "data", N_("Checklist")),
        item("pack", "data", N_("Pack")),
        item("title", "text", N_("Step"), printable=("checklist", *_PLANS)),
        item("state", "choice", N_("State"), options=ITEM_STATES, printable=("checklist", *_PLANS)),
        item("reason", "text", N_("Reason")),
        item("note", "text", N_("Note")),
        item("due", "date", N_("Due on"), printable=("checklist", *_PLANS)),
        item("due_fixed", "yes_no", N_("Date set by hand")),
        item("done_on", "date", N_("Done on")),
        item("contact", "contact", N_("Contact")),
        item("order", "data", N_("Order")),
        item("begun", "date", N_("Begun on")),
        item("run", "ref", N_("Guide run")),
        attachment("title", "text", N_("Title"), search=True),
        attachment("blob", "data", N_("Content")),
        attachment("media_type", "data", N_("Kind of file")),
        attachment("size", "data", N_("Size")),
        attachment("received_from", "text", N_("Received from")),
        attachment("received_on", "date", N_("Received on")),
        attachment("paper", "ref", N_("Proves the paper")),
        *_postponement(),
    )


def _events() -> tuple[Field, ...]:
    """An event that a case holds, and who comes; its day is `company.event_on`, from which its plan counts."""
    event, guest = _of("event", purpose="organise", sensitivity="plain"), _of("participant", purpose="organise")
    return (
        event("title", "text", N_("Title of the event"), printable=_EVENT),
        event("begins", "time", N_("Begins at"), printable=_EVENT),
        event("place", "text", N_("Place of the event"), printable=_EVENT),
        event("meeting_point", "text", N_("Meeting point"), printable=_EVENT),
        event("register_by", "date", N_("Register by"), printable=_EVENT),
        guest("name", "text", N_("Name"), printable=("event_participants", "event_certificate", "event_invitation")),
        guest("organisation", "text", N_("Company or university"), printable=("event_participants",)),
        guest("street", "text", N_("Street and number"), purpose="reach"),
        guest("postal_code", "postal_code", N_("Postal code"), purpose="reach"),
        guest("place", "text", N_("Place"), purpose="reach"),
        guest("passes_on", "yes_no", N_("Contact may go to companies"), printable=("event_participants",)),
        guest("attended", "yes_no", N_("Was there")),
    )


def _postponement() -> tuple[Field, ...]:
    """Why something that is due for erasure stays a while longer; one per deletion class, `domain/retention.py`."""
    f = _of("postponement", "prove", "case", "plain")
    return (
        f("until", "date", N_("Postponed until")),
        f("reason", "text", N_("Reason"), sensitivity="personal"),
    )


def _leaving() -> tuple[Field, ...]:
    referral, letter = _of("referral", purpose="refer"), _of("letter", purpose="prove", retention="proof")
    consent, release = _of("consent", purpose="prove", retention="proof"), _of("release", "prove", "proof")
    run, link = _of("run", sensitivity="plain"), _of("link", purpose="organise")
    call, handover = _of("call_note", purpose="refer"), _of("handover", purpose="organise")
    access = _of("access", purpose="prove", retention="proof", sensitivity="plain")
    return (
        referral("contact", "contact", N_("Contact")),
        referral("contact_name", "text", N_("Name of the contact"), sensitivity="plain", search=True),
        referral("topic", "choice", N_("Topic"), options=TOPICS),
        referral("question", "long_text", N_("What the contact is asked")),
        referral("state", "choice", N_("State"), options=REFERRAL_STATES),
        referral("reason", "text", N_("Reason")),
        referral("outcome", "text", N_("Outcome")),
        referral("code", "data", N_("Short code"), sensitivity="plain", search=True),
        referral("fields", "texts", N_("Fields that leave")),
        referral("started", "date", N_("Begun on")),
        referral("next_due", "date", N_("Answer expected by")),
        referral("appointment", "date", N_("Appointment on")),
        referral("appointment_time", "time", N_("Appointment at")),
        referral("left_on", "date", N_("Left on")),
        referral("ended_on", "date", N_("Ended on")),
        referral("reply_way", "choice", N_("Told by"), options=REPLY_WAYS),
        referral("letter", "ref", N_("Letter")),
        referral("override", "text", N_("Reason for sending without consent")),
        call("referral", "ref", N_("Referral")),
        call("contact", "contact", N_("Contact")),
        call("on", "date", N_("Called on")),
        call("role", "text", N_("Spoken to (role, not name)")),
        call("agreed", "long_text", N_("What was agreed"), sensitivity="sensitive"),
        call("until", "date", N_("Agreed until")),
        call("unnamed", "yes_no", N_("The person was not named")),
        handover("from", "text", N_("Handed over by"), sensitivity="plain"),
        handover("to", "text", N_("Taken over by"), sensitivity="plain"),
        handover("on", "date", N_("Handed over on"), sensitivity="plain"),
        handover("reason", "text", N_("Reason")),
        letter("kind", "data", N_("Kind of letter"), sensitivity="plain"),
        letter("title", "text", N_("Title"), sensitivity="plain"),
        letter("contact", "contact", N_("Contact")),
        letter("recipient", "text", N_("Recipient")),
        letter("language", "data", N_("Language"), sensitivity="plain"),
        letter("form", "data", N_("Form"), sensitivity="plain"),
        letter("blob", "data", N_("Content"), sensitivity="plain"),
        letter("sent_on", "date", N_("Date")),
        letter("fields", "texts", N_("Fields that left")),
        letter("way", "data", N_("Way")),
        letter("series", "data", N_("Series"), sensitivity="plain"),
        letter("printed", "data", N_("Went to the printer"), sensitivity="plain"),
        consent("contact", "contact", N_("For which contact")),
        consent("topics", "choices", N_("Topics"), options=TOPICS),
        consent("given_on", "date", N_("Given on"), printable=_TO_OFFICE),
        consent("expires_on", "date", N_("Valid until"), printable=_TO_OFFICE),
        consent("way", "choice", N_("How it was given"), options=WAYS_GIVEN),
        consent("language", "language", N_("Language it was read in")),
        consent("text_version", "data", N_("Version of the text")),
        consent("withdrawn_on", "date", N_("Withdrawn on")),
        consent("witness", "text", N_("Witness")),
        consent("guardian", "yes_no", N_("Also given by the guardian")),
        release("contact", "contact", N_("For which contact")),
        release("topics", "choices", N_("Topics"), options=TOPICS),
        release("given_on", "date", N_("Given on")),
        release("expires_on", "date", N_("Valid until")),
        release("withdrawn_on", "date", N_("Withdrawn on")),
        release("way", "choice", N_("How it was given"), options=WAYS_GIVEN),
        release("language", "language", N_("Language it was read in")),
        release("text_version", "data", N_("Version of the text")),
        release("witness", "text", N_("Witness")),
        release("guardian", "yes_no", N_("Also given by the guardian")),
        run("guide", "data", N_("Guide")),
        run("as_of", "date", N_("Date the answers are judged on")),
        run("pack", "data", N_("Pack")),
        run("state", "choice", N_("State"), options=ITEM_STATES),
        run("started", "date", N_("Begun on")),
        run("finished", "date", N_("Finished on")),
        run("results", "data", N_("Results"), sensitivity="sensitive"),
        # The log of views has a table of its own; in files that began with format 1 older lines stand in the log.
        access("what", "choice", N_("What was looked at"), options=LOOKED_AT),
        access("reason", "text", N_("Reason")),
        link("case", "ref", N_("Case")),
        link("role", "choice", N_("Role"), options=LINK_ROLES),
        link("since", "date", N_("Since")),
        link("until", "date", N_("Until")),
    )


def _privacy() -> tuple[Field, ...]:
    """Why the data of a case may be kept, what the person was told, who else stands in it."""
    basis, notice = _of("basis", "prove", "proof"), _of("notice", "prove", "proof")
    guardian, third, told = _of("guardian", "reach"), _of("third"), _of("correction", "prove", "proof")
    office = _of("office", "organise", "office", "plain")
    return (
        office("carrier_kind", "choice", N_("Kind of carrier"), options=CARRIERS),
        office("sensitive_rule", "choice", N_("Basis for sensitive data"), options=SENSITIVE_RULES),
        office("sensitive_basis", "text", N_("Standing basis of the office")),
        office("officer", "text", N_("Data protection officer")),
        basis("ground", "choice", N_("Legal basis"), options=GROUNDS),
        basis("recorded_on", "date", N_("Recorded on")),
        basis("way", "choice", N_("How it was given"), options=WAYS_GIVEN),
        basis("language", "language", N_("Language it was read in")),
        basis("text_version", "data", N_("Version of the text")),
        basis("witness", "text", N_("Witness")),
        basis("guardian", "yes_no", N_("Also given by the guardian")),
        basis("note", "text", N_("Note")),
        basis("withdrawn_on", "date", N_("Withdrawn on")),
        notice("handed_on", "date", N_("Handed over on")),
        notice("language", "language", N_("Language it was read in")),
        notice("form", "choice", N_("Form"), options=NOTICE_FORMS),
        notice("way", "choice", N_("How it was handed over"), options=_NOTICE_WAYS),
        notice("version", "data", N_("Version of the text")),
        guardian("role", "choice", N_("Role"), options=_GUARDIANS),
        guardian("name", "text", N_("Name")),
        guardian("phone", "phone", N_("Phone")),
        guardian("agreed_on", "date", N_("Agreed on"), purpose="prove"),
        told("contact", "contact", N_("Contact")),
        told("fields", "texts", N_("Fields that were corrected")),
        told("told_on", "date", N_("Told on")),
        third("role", "choice", N_("Role"), options=THIRD_ROLES),
        third("name", "text", N_("Name")),
        third("why_named", "text", N_("Why the name is needed")),
    )


def _office() -> tuple[Field, ...]:
    office, adviser = _of("office", "organise", "office", "plain"), _of("adviser", "organise", "office")
    saved = _of("saved_list", "organise", "office", "plain")
    note, check = (
        _of("contact_note", "organise", "office", "plain"),
        _of("contact_check", "organise", "office", "plain"),
    )
    taken = _of("contact_import", "organise", "office", "plain")
    statement = _of("statement_check", "organise", "office", "plain")
    gap = _of("search_gap", "organise", "office", "plain")
    outreach, tally = _of("outreach", "organise", "office", "plain"), _of("tally", "report", "office", "plain")
    return (
        office("name", "text", N_("Name of the office")),
        office("workplace", "text", N_("Workplace")),
        office("street", "text", N_("Street and number")),
        office("postal_code", "postal_code", N_("Postal code")),
        office("place", "text", N_("Place")),
        office("phone", "phone", N_("Phone")),
        office("email", "email", N_("E-mail")),
        office("website", "web", N_("Web page")),
        office("carrier", "text", N_("Carrier")),
        office("footer", "text", N_("Footer of letters")),
        office("secrecy", "yes_no", N_("Our advisers are bound by secrecy (§ 203 StGB)")),
        office("logo", "data", N_("Logo")),
        office("color", "text", N_("Colour of the letterhead")),
        office("column_1", "long_text", N_("First column at the foot")),
        office("column_2", "long_text", N_("Second column at the foot")),
        office("column_3", "long_text", N_("Third column at the foot")),
        office("contacts_seen", "data", N_("Directory as last seen")),
        office("form", "choice", N_("Letter form"), options=(Option("B", "B"), Option("A", "A"))),
        adviser("name", "text", N_("Name")),
        adviser("initials", "text", N_("Initials")),
        adviser("phone", "phone", N_("Phone")),
        adviser("email", "email", N_("E-mail")),
        note("note", "long_text", N_("Our note")),
        note("phone", "phone", N_("Phone")),
        note("retired", "yes_no", N_("No longer used")),
        note("reply_days", "number", N_("Usual days until an answer")),
        check("contact", "contact", N_("Contact")),
        check("result", "choice", N_("Result"), options=_CHECK_RESULTS),
        check("on", "date", N_("Checked on")),
        check("by", "text", N_("Checked by")),
        check("note", "text", N_("Note")),
        check("origin", "ref", N_("Import it came with")),
        check("known", "yes_no", N_("Known before the import")),
        taken("name", "text", N_("Name of the file")),
        taken("on", "date", N_("Imported on")),
        taken("by", "text", N_("Imported by")),
        taken("number", "number", N_("Number of contacts")),
        taken("before", "data", N_("What it replaced")),
        taken("undone_on", "date", N_("Taken back on")),
        saved("name", "text", N_("Name of the list")),
        saved("filters", "data", N_("Filters of the list")),
        statement("on", "date", N_("Checked on")),
        statement("by", "text", N_("Checked by")),
        outreach("name", "text", N_("Name of the outreach event")),
        outreach("on", "date", N_("Date")),
        outreach("place", "text", N_("Place")),
        gap("term", "text", N_("Term that was not found")),
        gap("on", "date", N_("Date")),
        tally("on", "date", N_("Date")),
        tally("event", "ref", N_("Outreach event")),
        tally("channel", "choice", N_("Channel"), options=CHANNELS),
        tally("topics", "choices", N_("Topics"), options=TOPICS),
        tally("language", "language", N_("Language")),
        tally("district", "choice", N_("District")),
        tally("minutes", "number", N_("Minutes")),
        tally("outcome", "choice", N_("Outcome"), options=VISIT_OUTCOMES),
        *_keeping(),
        *_own_contact(),
        *_network(),
    )


def _network() -> tuple[Field, ...]:
    """The welcome network as the office keeps it: organisations and roles, no names of persons."""
    partner, event = _of("partner", "organise", "office", "plain"), _of("network_event", "organise", "office", "plain")
    agreement = _of("agreement", "organise", "office", "plain")
    return (
        partner("name", "text", N_("Organisation")),
        partner("role", "text", N_("Role in the network")),
        partner("contact", "contact", N_("Contact in the directory")),
        partner("since", "date", N_("Partner since")),
        partner("next_talk", "date", N_("Next talk on")),
        partner("note", "long_text", N_("Note")),
        event("title", "text", N_("Event")),
        event("on", "date", N_("Date")),
        event("partners", "texts", N_("Partners")),
        event("topic", "text", N_("What it was about")),
        event("result", "long_text", N_("Result")),
        agreement("what", "text", N_("What was agreed")),
        agreement("partner", "ref", N_("Partner")),
        agreement("since", "date", N_("Agreed on")),
        agreement("valid_until", "date", N_("Valid until")),
        agreement("note", "long_text", N_("Note")),
    )


def _keeping() -> tuple[Field, ...]:
    """Periods of the office, and proofs for funders, which lie apart from every case and name nobody."""
    period, programme = _of("retention", "organise", "office", "plain"), _of("programme", "report", "office", "plain")
    proof = _of("participation", "report", "office", "plain")
    return (
        period("months", "number", N_("Months")),
        period("days", "number", N_("Days")),
        programme("name", "text", N_("Programme")),
        programme("paid_year", "number", N_("Year of the last payment")),
        programme("paused_on", "date", N_("Paused since")),
        programme("paused_why", "text", N_("Reason of the pause")),
        proof("programme", "ref", N_("Programme")),
        proof("code", "data", N_("Code of the participant")),
        proof("from", "date", N_("From")),
        proof("until", "date", N_("Until")),
        proof("contacts", "number", N_("Number of talks")),
        proof("minutes", "number", N_("Minutes")),
        proof("indicators", "text", N_("Indicators")),
    )


def _own_contact() -> tuple[Field, ...]:
    """Own contacts of the office; on a shipped contact the fields that are set replace the shipped ones."""
    f = _of("own_contact", "organise", "office", "plain")
    return (
        f("name", "text", N_("Name"), search=True),
        f("short_name", "text", N_("Short name")),
        f("kind", "text", N_("Kind")),
        f("offer", "long_text", N_("What it offers")),
        f("topics", "choices", N_("Topics"), options=TOPICS),
        f("target_groups", "choices", N_("Target groups"), options=TARGET_GROUPS),
        f("languages", "languages", N_("Languages")),
        f("districts", "texts", N_("Districts")),
        f("seat_town", "text", N_("Seat")),
        f("street", "text", N_("Street and number")),
        f("postal_code", "postal_code", N_("Postal code")),
        f("town", "text", N_("Place")),
        f("phone", "phone", N_("Phone")),
        f("email", "email", N_("E-mail")),
        f("url", "web", N_("Web page")),
        f("hours", "text", N_("Opening hours")),
        f("cost", "text", N_("Cost")),
        f("bring", "text", N_("Papers to bring")),
        f("access", "text", N_("Access")),
        f("active_from", "text", N_("Works since")),
        f("active_to", "text", N_("Works until")),
        f("reply_days", "number", N_("Usually answers within days")),
        f("lifecycle", "text", N_("State of the contact")),
        f("successor_id", "contact", N_("Successor")),
        f("referral", "yes_no", N_("May be referred to")),
    )


_NOTICE_WAYS = (
    Option("paper", N_("on paper")),
    Option("read", N_("read out or explained")),
    Option("electronic", N_("electronically")),
)
_GUARDIANS = (
    Option("parent", N_("Parent")),
    Option("guardian", N_("Guardian")),
    Option("youth_office", N_("Youth welfare office")),
)
_YES_NO_UNKNOWN = (Option("yes", N_("Yes")), Option("no", N_("No")), Option("unknown", N_("Not known")))
_SALUTATIONS = (
    Option("neutral", N_("Neutral, with full name")),
    Option("woman", N_("Woman")),
    Option("man", N_("Man")),
)
_RESIDENCE = (
    Option("st", N_("Saxony-Anhalt")),
    Option("other_land", N_("Another federal state")),
    Option("abroad", N_("Abroad")),
)
_GOALS = (
    Option("regulated_work", N_("Work in a regulated occupation")),
    Option("residence_title", N_("Visa or residence title")),
    Option("better_chances", N_("Better chances at work")),
    Option("self_employed_craft", N_("Self-employment in a craft")),
    Option("vocational_training", N_("Vocational training")),
    Option("study", N_("Study")),
)
_QUALIFICATIONS = (
    Option("higher_education", N_("University degree")),
    Option("vocational", N_("Vocational training")),
    Option("school_only", N_("School certificate only")),
    Option("none", N_("No certificate")),
)
_DURATIONS = (
    Option("lt2", N_("Less than two years")),
    Option("ge2", N_("Two years or more")),
    Option("none", N_("None")),
)
_BENEFITS = (
    Option("none", N_("None")),
    Option("sgb2", N_("Basic income support (SGB II)")),
    Option("sgb3", N_("Unemployment benefit (SGB III)")),
)
_PROOFS = (
    Option("complete", N_("Complete")),
    Option("obtainable", N_("Can be obtained")),
    Option("partial_no_fault", N_("Partly lost through no fault")),
    Option("none_no_fault", N_("All lost through no fault")),
)
_DECISIONS = (
    Option("none", N_("None")),
    Option("full", N_("Full equivalence")),
    Option("partial", N_("Partial equivalence")),
    Option("compensation", N_("Compensation measure")),
    Option("negative", N_("Negative")),
)
_PRACTICE = (
    Option("ge_1_5x", N_("At least 1.5 times the training time")),
    Option("lt_1_5x", N_("Less than 1.5 times the training time")),
)
_STAYS = (
    Option("visitor", N_("Visit, Schengen visa or without a visa")),
    Option("title", N_("Residence title, permission to stay or toleration")),
)
_APPLY_FROM = (Option("abroad", N_("Before entry")), Option("inside", N_("In Germany")))
_CHAMBERS = (
    Option("north", N_("North (Magdeburg)")),
    Option("south", N_("South (Halle)")),
    Option("unknown", N_("Not known")),
)
_STAY_PURPOSES = (
    Option("work", N_("Work")),
    Option("training", N_("Vocational training")),
    Option("study", N_("Study")),
    Option("graduate", N_("Starting work after a German degree")),
    Option("protection", N_("Protection or asylum")),
    Option("family", N_("Family")),
)
_HOUSING = (
    Option("own_flat", N_("Own flat, rented or owned")),
    Option("dorm", N_("Dormitory, shared flat or company flat")),
    Option("shared_acc", N_("Collective accommodation or reception centre")),
    Option("none", N_("None yet")),
)
_CHILDREN = (
    Option("none", N_("None")),
    Option("under6", N_("Under six years")),
    Option("school_age", N_("Of school age")),
)
_WORK_SITUATIONS = (
    Option("employed", N_("In work or training")),
    Option("offer", N_("Firm offer at hand")),
    Option("seeking", N_("Looking for work")),
    Option("not_seeking", N_("Not looking for work now")),
)
_DRIVING_LICENCES = (
    Option("none", N_("None")),
    Option("eu", N_("From the EU or EEA")),
    Option("third", N_("From another country")),
)
_SIZES = (
    Option("lt10", N_("under 10")),
    Option("10_49", N_("10 to 49")),
    Option("50_249", N_("50 to 249")),
    Option("250_499", N_("250 to 499")),
    Option("500plus", N_("500 and more")),
)
_TASK_KINDS = (
    Option("task", N_("Task")),
    Option("call", N_("Call back")),
    Option("talk", N_("Consultation")),
    Option("paper", N_("Paper")),
    Option("letter", N_("Letter")),
)
_CHECK_RESULTS = (
    Option("correct", N_("Correct")),
    Option("wrong", N_("Not correct")),
    Option("phone_failed", N_("The number did not work")),
    Option("email_failed", N_("The mailbox did not work")),
    Option("address_wrong", N_("The address was wrong")),
    Option("ended", N_("The service has ended")),
)


LOOKED_AT = (
    Option("address", N_("Protected address")),
    Option("restricted", N_("Restricted case")),
    Option("copy", N_("Copy of all data for the person")),
    Option("copy_other", N_("Copy of the data for somebody else")),
    Option("outside", N_("Attachment opened outside")),
    Option("printed", N_("Letter printed again")),
    Option("calendar", N_("Name written into a calendar file")),
)


class _of:
    """Makes fields of one entity with shared defaults."""

    def __init__(
        self, entity: str, purpose: str = "counselling", retention: str = "case", sensitivity: str = "personal"
    ) -> None:
        self._base = Field(entity, "", "", "", purpose, sensitivity, retention)

    def __call__(
        self,
        name: str,
        kind: str,
        label: str,
        *,
        purpose: str = "",
        sensitivity: str = "",
        printable: tuple[str, ...] = (),
        search: bool = False,
        options: tuple[Option, ...] = (),
        tells_where: str = "",
        status: bool = False,
    ) -> Field:
        base = self._base
        return replace(
            base,
            name=name,
            kind=kind,
            label=label,
            purpose=purpose or base.purpose,
            sensitivity=sensitivity or base.sensitivity,
            printable=printable,
            search=search,
            options=options,
            tells_where=tells_where,
            status=status,
        )


def _table() -> Iterator[Field]:
    parts = (_case, _person, _company, _background, _profile, _story, _work, _events, _leaving, _privacy, _office)
    for part in parts:
        yield from part()


FIELDS = MappingProxyType({field.key: field for field in _table()})
"""Every field by its key, `person.name`; the order is the order of forms."""

ANSWER = "answer."
"""Prefix of the fields of a guide run that hold one answer each: `answer.goal`."""


def find(entity_ref: str, name: str) -> Field | None:
    """The declaration of a field of an entity, or `None` where there is none."""
    return FIELDS.get(f"{kind_of(entity_ref)}.{name}")


def telling_where(*what: str) -> frozenset[str]:
    """Keys of the fields that a protected address hides; of `PLACE` alone, or of `PLACE` and `REACH`."""
    return frozenset(key for key, field in FIELDS.items() if field.tells_where in what)


def of_entity(kind: str) -> tuple[Field, ...]:
    """All fields of a kind of entity, in the order of forms."""
    return tuple(field for field in FIELDS.values() if field.entity == kind)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a value does not fit its field.

    Args:
        field: key of the field.
        problem: English sentence with placeholders, for the catalogue.
        details: values of the placeholders.
    """

    field: str
    problem: str
    details: MappingProxyType[str, str]


_LONGEST = {"long_text": 200_000, "data": 2_000_000, "texts": 200_000}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)


def misfit(entity_ref: str, name: str, value: Json) -> Misfit | None:
    """What is wrong with a value for a field, or `None`; clearing a field is always right."""
    if value is None or name == REMOVED:
        return None
    key = f"{kind_of(entity_ref)}.{name}"
    field = FIELDS.get(key)
    if field is None:
        if kind_of(entity_ref) == "run" and name.startswith(ANSWER):
            return None
        return _misfit(key, N_("There is no field {field}."), field=key)
    return _wrong_kind(field, value) or _wrong_option(field, value)


def _wrong_kind(field: Field, value: Json) -> Misfit | None:
    match field.kind:
        case "data" | "ref":
            return None
        case "choices" | "languages" | "texts":
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                return _misfit(field.key, N_("Several values are expected here."))
        case "number" | "money":
            if isinstance(value, bool) or not isinstance(value, int | float):
                return _misfit(field.key, N_("A number is expected here."))
            if value < 0:
                return _misfit(field.key, N_("The number must not be below zero."))
        case "yes_no":
            if not isinstance(value, bool):
                return _misfit(field.key, N_("Yes or no is expected here."))
        case "date":
            return _wrong_date(field, value)
        case _:
            return _wrong_text(field, value)
    return None


def _wrong_date(field: Field, value: Json) -> Misfit | None:
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return _misfit(field.key, N_("A date such as 2026-11-23 is expected here."))
    return None


def _wrong_text(field: Field, value: Json) -> Misfit | None:
    if not isinstance(value, str):
        return _misfit(field.key, N_("Text is expected here."))
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return _misfit(field.key, N_("The text holds broken characters."))
    if not value:
        return None  # said to be empty, which an office says of a number that no longer exists
    longest = _LONGEST.get(field.kind, 2_000)
    if len(value) > longest:
        return _misfit(field.key, N_("The text is longer than {longest} characters."), longest=str(longest))
    if field.kind == "time" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return _misfit(field.key, N_("A time such as 10:30 is expected here."))
    if field.kind == "postal_code" and not re.fullmatch(r"\d{5}", value):
        return _misfit(field.key, N_("A postal code has five digits."))
    if field.kind == "email" and not _EMAIL.fullmatch(value):
        return _misfit(field.key, N_("An e-mail address such as name@example.org is expected here."))
    if field.kind == "phone" and not re.search(r"\d", value):
        return _misfit(field.key, N_("A phone number such as 0391 123456 is expected here."))
    if field.kind == "web" and not _WEB.fullmatch(value):
        return _misfit(field.key, N_("A web address such as www.example.org is expected here."))
    return None


def _wrong_option(field: Field, value: Json) -> Misfit | None:
    if not field.options:
        return None
    allowed = {option.id for option in field.options}
    given = value if isinstance(value, list) else [value]
    for item in given:
        if item not in allowed:
            choices = ", ".join(option.id for option in field.options)
            return _misfit(field.key, N_("{value} is not one of: {choices}."), value=str(item)[:60], choices=choices)
    return None


def _misfit(key: str, problem: str, **details: str) -> Misfit:
    return Misfit(key, problem, MappingProxyType(details))


def label_of(options: Iterable[Option], option_id: str) -> str:
    """The English words of an option, or the id itself where the option is unknown (made with a newer version)."""
    return next((option.label for option in options if option.id == option_id), option_id)


def parse_text(field: Field, text: str) -> Json:
    """The value behind what was typed on the command line: `true`, `3`, `a,b` or text, as the field wants it.

    Raises:
        ValueError: the text is no number where the field wants one.
    """
    if text == "":
        return None
    match field.kind:
        case "yes_no":
            if text.lower() in ("true", "yes", "ja", "1"):
                return True
            return False if text.lower() in ("false", "no", "nein", "0") else text
        case "number" | "money":
            number = float(text)
            return int(number) if number.is_integer() else number
        case "choices" | "languages" | "texts":
            return [part.strip() for part in text.split(",") if part.strip()]
        case _:
            return text
