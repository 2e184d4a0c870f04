"""Who got data of a case: what the person may ask for, and whom an erasure or a correction has to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import letters, privacy
from welcomedesk.desk.choices import wording
from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import fields
from welcomedesk.domain.handouts import Handout, HandoutRow
from welcomedesk.domain.letters import Text, words
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile, Entity

_NOT_LEFT = ("", "drafted", "withdrawn")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One handover.

    Args:
        ref: of the letter or referral it is known from.
        name: whom the data went to.
        on: ISO date, empty where it is not known.
        what: title of the letter, or the topic of the referral.
        fields: labels of the fields that left, in the language of the desk.
    """

    ref: str
    name: str
    on: str
    what: str
    fields: tuple[str, ...]


def of_case(desk: Desk, case: CaseFile) -> tuple[Recipient, ...]:
    """Everybody who got data, oldest first: letters that left for an office, and referrals without a letter."""
    sent = [_by_letter(desk, each) for each in case.all("letter") if each.text("recipient")]
    told = [
        _by_referral(desk, each)
        for each in case.all("referral")
        if each.text("state") not in _NOT_LEFT and not each.text("letter")
    ]
    return tuple(sorted((*sent, *told), key=lambda each: (each.on, each.name)))


def _by_letter(desk: Desk, letter: Entity) -> Recipient:
    name = " ".join(letter.text("recipient").split())
    return Recipient(letter.ref, name, letter.text("sent_on"), letter.text("title"), _labels(desk, letter))


def _by_referral(desk: Desk, referral: Entity) -> Recipient:
    topic = wording(desk).value(fields.FIELDS["referral.topic"], referral.get("topic"))
    labels = _labels(desk, referral)
    return Recipient(referral.ref, referral.text("contact_name"), referral.text("started"), topic, labels)


def _labels(desk: Desk, entity: Entity) -> tuple[str, ...]:
    translate = desk.words(desk.language)
    return tuple(translate(fields.FIELDS[key].label) if key in fields.FIELDS else key for key in entity.texts("fields"))


def sheet(desk: Desk, case_id: str) -> bytes:
    """The list as PDF, to be printed before an erasure: afterwards nobody knows it any more."""
    case = load(desk, case_id)
    translate, say = desk.words(desk.language), wording(desk)
    title = translate(N_("Who got data"))
    about = translate(N_("Whoever got data is to be told when they are corrected or erased."))
    basis = privacy.legal_basis(desk, "rights", translate)
    handout = Handout(
        title=(words(title),),
        languages=(desk.language,),
        rows=(
            *(HandoutRow("text", (words(line),)) for line in (about, basis) if line),
            *rows(desk, of_case(desk, case)),
        ),
        letterhead=letters.office_letterhead(desk),
        head=(case.number, say.day(desk.today.isoformat())),
        page_words=translate(N_("Page {page} of {pages}")),
        shows_all=True,
    )
    return desk.printer().handout(handout)


def rows(desk: Desk, found: tuple[Recipient, ...]) -> tuple[HandoutRow, ...]:
    """The list as rows of a sheet, one sentence where nobody got anything."""
    translate, say = desk.words(desk.language), wording(desk)
    if not found:
        return (HandoutRow("text", (words(translate(N_("No data left the office."))),)),)
    made = []
    for each in found:
        head: Text = words(each.name, strong=True)
        second = " · ".join(part for part in (say.day(each.on), each.what) if part)
        made.append(HandoutRow("step", (head,)))
        made.append(HandoutRow("text", (words(second),)))
        if each.fields:
            made.append(HandoutRow("text", (words(", ".join(each.fields)),)))
    return tuple(made)
