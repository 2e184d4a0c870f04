"""Data protection at the desk: the office's carrier, the basis of a case, the notice, restricting, objections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from welcomedesk.desk import periods
from welcomedesk.desk.core import Desk, Done, Edit, edits, load, office, write
from welcomedesk.domain import bases, fields, privacy
from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.guide_parts import say
from welcomedesk.domain.processing_record import OfficeFacts, Translate
from welcomedesk.domain.retention import period_words
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welcomedesk.domain.log import EntryId, Json
    from welcomedesk.domain.privacy import PrivacyTexts, Section

PACK = "privacy"
NOTICE = "privacy_notice"
"""The kind of letter that informs; when it leaves, the handing over is recorded with it."""
SETTINGS = ("carrier_kind", "sensitive_rule", "sensitive_basis", "officer")
"""What the office says about data protection, in the order of the page."""


def texts(desk: Desk) -> PrivacyTexts:
    """What the packs say about data protection."""
    rows = desk.library.rows
    return privacy.read(rows("carrier"), rows("legal_basis"), rows("notice_text"), rows("deletion_class"))


def version(desk: Desk) -> str:
    """The version of the texts, which is kept with each consent and notice."""
    return next((pack.version for pack in desk.library.packs() if pack.id == PACK), "")


# --- the office -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficePrivacy:
    """What applies to this office.

    Args:
        rule: see `bases.rule`.
        law, supervisor: in the language of the desk; empty while no carrier is chosen. `confirmed` whether a source
            names the authority.
        holes: names of values that the notice still needs, see `privacy.holes`.
        inform: where the duty to inform stands; empty while no carrier is chosen.
    """

    entity: Entity
    rule: str
    law: str
    supervisor: str
    confirmed: bool
    holes: tuple[str, ...]
    version: str
    inform: str


def legal_basis(desk: Desk, what: str, translate: Translate) -> str:
    """Where a duty or right stands in the law of the carrier, as a line; empty while no carrier is chosen.

    Args:
        what: a key of `Carrier.article`: `inform`, `rights`, …
    """
    carrier = texts(desk).carriers.get(office(desk).one("office").text("carrier_kind"))
    article = carrier.article.get(what, "") if carrier else ""
    return translate(N_("Legal basis: {article}")).format(article=article) if article else ""


def consent_law(desk: Desk) -> str:
    """Where a consent stands in the law of the carrier; empty while no carrier is chosen."""
    return texts(desk).law_of(bases.CONSENT, office(desk).one("office").text("carrier_kind"))


def of_office(desk: Desk) -> OfficePrivacy:
    """What the office has chosen, and what still is missing."""
    ours, known = office(desk).one("office"), texts(desk)
    carrier = known.carriers.get(ours.text("carrier_kind"))
    return OfficePrivacy(
        ours,
        bases.rule(ours),
        say(carrier.law, desk.language) if carrier else "",
        say(carrier.supervisor, desk.language) if carrier else "",
        bool(carrier and carrier.confirmed),
        privacy.holes(known, notice_values(desk, desk.language)),
        version(desk),
        legal_basis(desk, "inform", desk.words(desk.language)),
    )


def facts_for_record(desk: Desk) -> OfficeFacts:
    """What the record of processing activities says about the office."""
    ours, known = office(desk).one("office"), texts(desk)
    values = notice_values(desk, desk.language)
    kind = ours.text("carrier_kind")
    carrier = known.carriers.get(kind)
    kept = periods.kept(desk, desk.words(desk.language))
    if carrier is None:
        return OfficeFacts(values["controller"], values["officer"], kept=kept)
    named = {
        purpose: f"{say(known.bases[ground].title, desk.language)} ({known.law_of(ground, kind)})"
        for purpose, ground in carrier.usual.items()
        if ground in known.bases
    }
    return OfficeFacts(
        controller=values["controller"],
        officer=values["officer"],
        carrier=say(carrier.title, desk.language),
        law=values["law"],
        article=carrier.article.get("record", ""),
        kept=kept,
        bases=named,
        confirmed=carrier.status == privacy.CONFIRMED,
    )


# --- the notice -----------------------------------------------------------------------------------------------------


def notice_values(desk: Desk, language: str) -> dict[str, str]:
    """What goes into the texts of the notice; what the office has not entered is empty.

    The same values serve placeholders of a letter: `controller`, `officer`, `law`, `bases`, `supervisor`, `case_kept`,
    `proof_kept` and the names of articles (`inform`, `rights`, `complain`, …).
    """
    ours, known = office(desk).one("office"), texts(desk)
    carrier = known.carriers.get(ours.text("carrier_kind"))
    values = {
        "controller": _controller(ours),
        "officer": ours.text("officer"),
        **_periods(desk, language),
    }
    if carrier is None:
        return values | {"law": "", "bases": "", "supervisor": ""}
    used = dict.fromkeys(known.law_of(ground, carrier.id) for ground in carrier.usual.values())
    return {
        **values,
        "law": say(carrier.law, language),
        "bases": "; ".join(law for law in used if law),
        "supervisor": say(carrier.supervisor, language),
        **carrier.article,
    }


def _periods(desk: Desk, language: str) -> dict[str, str]:
    """How long cases and proofs are kept in this office, which may have set periods of its own."""
    held, words = periods.rules_of(desk), desk.words(language)
    return {f"{name}_kept": period_words(held[name], words) for name in ("case", "proof") if name in held}


def _controller(ours: Entity) -> str:
    town = " ".join(part for part in (ours.text("postal_code"), ours.text("place")) if part)
    parts = (ours.text("name"), ours.text("carrier"), ours.text("street"), town, ours.text("phone"), ours.text("email"))
    return ", ".join(part for part in parts if part)


def notice(desk: Desk, language: str, *, form: str = privacy.LONG, minor: bool = False) -> tuple[Section, ...]:
    """The notice of this office in one language, section by section."""
    return privacy.notice(texts(desk), notice_values(desk, language), language, form=form, minor=minor)


def handed_over(desk: Desk, *, language: str, form: str = "short", way: str = "paper") -> dict[str, Json]:
    """The record that somebody was informed today: in which language, in which form."""
    return {
        "handed_on": desk.today.isoformat(),
        "language": language,
        "form": form,
        "way": way,
        "version": version(desk) or None,
    }


def hand_over_notice(desk: Desk, case_id: str, *, language: str, form: str = "short", way: str = "paper") -> Done[str]:
    """Record that the person was informed; the letter `privacy_notice` does so by itself."""
    from welcomedesk.desk.cases import add

    return add(desk, case_id, "notice", handed_over(desk, language=language, form=form, way=way))


# --- the basis of a case --------------------------------------------------------------------------------------------


def record_basis(
    desk: Desk,
    case_id: str,
    ground: str = bases.CONSENT,
    *,
    purpose: str = "counselling",
    values: Mapping[str, Json] | None = None,
) -> Done[tuple[EntryId, ...]]:
    """Record why data may be kept for a purpose; from then on sensitive fields of it are open.

    Args:
        ground: of `fields.GROUNDS`.
        values: further fields of a basis: `way`, `language`, `witness`, `guardian`, `note`.
    """
    wanted: dict[str, Json] = {
        "ground": ground,
        "recorded_on": desk.today.isoformat(),
        "text_version": version(desk) or None,
        "withdrawn_on": None,
        **(values or {}),
    }
    return write(desk, load(desk, case_id), edits(bases.ref_of(purpose), wanted))


def withdraw(desk: Desk, case_id: str, ref: str) -> Done[tuple[EntryId, ...]]:
    """Take back a basis, a consent or a release; at once effective, also in a closed case."""
    return write(desk, load(desk, case_id), [Edit(ref, "withdrawn_on", desk.today.isoformat())])


@dataclass(frozen=True, slots=True)
class Effects:
    """What a withdrawal does.

    Args:
        locks: whether sensitive fields are locked from now on.
        stopped: refs of referrals to the contact that can no longer leave.
        left: refs of letters that left on it already; the contact has to be told.
    """

    locks: bool
    stopped: tuple[str, ...]
    left: tuple[str, ...]


_OVER = frozenset({"done", "declined", "withdrawn", "not_arrived"})


def effects(case: CaseFile, ref: str) -> Effects:
    """What taking back this basis, consent or release does."""
    record = case.one(ref)
    contact = record.text("contact")
    if record.kind == "basis":
        return Effects(True, (), ())
    stopped = [
        each.ref
        for each in case.all("referral")
        if each.text("contact") == contact and each.text("state", "drafted") not in _OVER
    ]
    left = [each.ref for each in case.all("letter") if contact and each.text("contact") == contact]
    return Effects(False, tuple(stopped), tuple(left))


# --- restrict and object --------------------------------------------------------------------------------------------


def restrict(desk: Desk, case_id: str, reason: str) -> Done[tuple[EntryId, ...]]:
    """Restrict instead of erase (GDPR Art. 18): hidden from search and lists, read with a reason only.

    Raises:
        Refused: `reason_needed`.
    """
    if not reason.strip():
        raise Refused(
            "reason_needed",
            N_("A case is restricted with a reason only."),
            safe=N_("Nothing was changed."),
            next_step=N_("Write one sentence why."),
        )
    wanted: dict[str, Json] = {
        "restricted": True,
        "restricted_on": desk.today.isoformat(),
        "restricted_reason": reason.strip(),
    }
    return write(desk, load(desk, case_id), edits("case", wanted))


def lift_restriction(desk: Desk, case_id: str) -> Done[tuple[EntryId, ...]]:
    """Show the case in lists and search again; the history keeps why it was restricted."""
    wanted: dict[str, Json] = {"restricted": None, "restricted_on": None, "restricted_reason": None}
    return write(desk, load(desk, case_id), edits("case", wanted))


def object_to_contact(desk: Desk, case_id: str, objects: bool = True) -> Done[tuple[EntryId, ...]]:
    """Record that the contact person of a company objects (GDPR Art. 21): no search, list or letter names them."""
    wanted: dict[str, Json] = {
        "objection": objects or None,
        "objection_on": desk.today.isoformat() if objects else None,
    }
    return write(desk, load(desk, case_id), edits("company", wanted))


def refuse_if_objected(case: CaseFile) -> None:
    """No letter goes to a company whose contact person objected.

    Raises:
        Refused: `objected`.
    """
    if case.kind == "company" and case.value("company", "objection"):
        raise Refused(
            "objected",
            N_("The contact person of case {number} objected to being contacted."),
            safe=N_("Nothing was sent."),
            next_step=N_("Ask the company for another contact person."),
            number=case.number,
        )


REQUEST_DAYS = 30
"""How long the office has to answer. Source: GDPR Art. 12 (3), one month; thirty days are never later."""


def record_request(desk: Desk, case_id: str) -> Done[str]:
    """Record that the person asked for their data or complained; the answer is a task with its last day."""
    due = desk.today + timedelta(days=REQUEST_DAYS)
    ref = f"task:{desk.new_id(4)}"
    values: dict[str, Json] = {
        "what": desk.words(desk.language)(N_("Answer the person's request about their data")),
        "due": due.isoformat(),
        "state": "open",
        "kind": "letter",
    }
    done = write(desk, load(desk, case_id), edits(ref, values))
    return Done(ref, done.changed, done.undo)


# --- what a case shows about it -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BasisLine:
    """The basis of one purpose.

    Args:
        usual: whether nothing is recorded and the usual ground of the carrier is shown.
        law: where it stands in the law of the carrier; may be empty.
    """

    purpose: str
    ref: str
    ground: str
    law: str
    usual: bool
    sensitive: bool
    entity: Entity


@dataclass(frozen=True, slots=True)
class CasePrivacy:
    """What the tab of data protection shows of a case.

    Args:
        locked: whether sensitive fields wait for a basis.
        records: consents and releases, newest first.
        minor: whether the person is under 18.
    """

    gaps: tuple[bases.Gap, ...]
    locked: bool
    lines: tuple[BasisLine, ...]
    notices: tuple[Entity, ...]
    records: tuple[Entity, ...]
    guardians: tuple[Entity, ...]
    thirds: tuple[Entity, ...]
    minor: bool
    rule: str


def of_case(desk: Desk, case: CaseFile) -> CasePrivacy:
    """Bases, notice, consents, guardians and third persons of a case, with what is missing."""
    ours, known = office(desk).one("office"), texts(desk)
    records = (*case.all("consent"), *case.all("release"))
    lines = [_line(desk, case, known, purpose, ours.text("carrier_kind")) for purpose in PURPOSES_OF_CASE]
    return CasePrivacy(
        gaps=bases.gaps(case, ours, desk.today),
        locked=case.kind == "person" and not bases.may_keep_sensitive(case, ours, "counselling", desk.today),
        lines=tuple(each for each in lines if each.ground or each.purpose == "counselling"),
        notices=case.all("notice"),
        records=tuple(sorted(records, key=lambda each: each.text("given_on"), reverse=True)),
        guardians=case.all("guardian"),
        thirds=case.all("third"),
        minor=bases.is_minor(case, desk.today),
        rule=bases.rule(ours),
    )


PURPOSES_OF_CASE = ("counselling", "reach", "prove", "organise", "report")
"""Purposes a basis is shown for; knowing whom a case is about and referring share the basis of the advice."""


def _line(desk: Desk, case: CaseFile, known: PrivacyTexts, purpose: str, carrier_id: str) -> BasisLine:
    recorded = bases.basis(case, purpose, desk.today)
    carrier = known.carriers.get(carrier_id)
    ground = recorded.text("ground") if recorded else carrier.usual.get(purpose, "") if carrier else ""
    return BasisLine(
        purpose,
        bases.ref_of(purpose),
        ground,
        known.law_of(ground, carrier_id),
        recorded is None,
        any(field.sensitivity == "sensitive" for field in fields.FIELDS.values() if field.purpose == purpose),
        case.one(bases.ref_of(purpose)),
    )
