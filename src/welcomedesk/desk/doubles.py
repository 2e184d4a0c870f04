"""Two cases that may be about the same person or company: what differs, side by side. A machine never merges them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import choices
from welcomedesk.desk.case_view import DOTS, entity_title
from welcomedesk.desk.core import Desk, load
from welcomedesk.domain import fields
from welcomedesk.domain.data_copy import ENTITY_TITLES
from welcomedesk.domain.errors import Refused
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welcomedesk.desk.ports import DoubleHit
    from welcomedesk.domain.case import CaseFile

OF_CASE = ("state", "opened", "adviser", "channel", "summary", "topics", "target_group")
"""Fields of the case itself that are compared; the rest is the same by nature, or differs by nature."""

THINGS = (
    "qualification", "language", "residence_title", "family_member", "vacancy", "consultation", "task", "referral",
    "letter", "paper", "attachment", "run", "consent",
)  # fmt: skip
"""Kinds of things that are compared by their titles."""

MOST_TITLES = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with its words in both cases, empty where nothing is known.

    Args:
        hidden: a protected address stands in dots; whether it differs is not told.
    """

    label: str
    left: str
    right: str
    hidden: bool = False

    @property
    def one_sided(self) -> bool:
        """Whether only one of the cases knows it, so that nothing is contradicted."""
        return not (self.left and self.right)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs.

    Args:
        left, right: the two cases.
        differences: what both say differently first, then what only one of them knows.
        same: how many fields say the same in both.
    """

    left: CaseFile
    right: CaseFile
    differences: tuple[Difference, ...]
    same: int


def likely(desk: Desk, case_id: str) -> tuple[DoubleHit, ...]:
    """Other cases that may be about the same person or company, with the reasons."""
    case = load(desk, case_id)
    if len(case.name.strip()) < 2:
        return ()
    birth = case.one("person").text("birth_date") if case.kind == "person" else ""
    found = desk.store.doubles(case.name, case.kind, birth, 6)
    return tuple(hit for hit in found if hit.row.id != case.id)[:5]


def compare(desk: Desk, left_id: str, right_id: str) -> Comparison:
    """Both cases side by side, only what differs.

    Raises:
        Refused: `case_restricted`, because a restricted case is read with a reason only.
    """
    left, right = load(desk, left_id), load(desk, right_id)
    if left.root.get("restricted") or right.root.get("restricted"):
        raise Refused(
            "case_restricted",
            N_("One of the cases is restricted."),
            safe=N_("Nothing was shown."),
            next_step=N_("Lift the restriction first."),
        )
    rows = (*_facts(desk, left, right), *_things(desk, left, right))
    differing = sorted((row for row in rows if row.left != row.right or row.hidden), key=lambda row: row.one_sided)
    same = sum(1 for row in rows if row.left == row.right and row.left and not row.hidden)
    return Comparison(left, right, tuple(differing), same)


def _facts(desk: Desk, left: CaseFile, right: CaseFile) -> Iterator[Difference]:
    translate = desk.words(desk.language)
    for kind in dict.fromkeys((left.kind, right.kind, "case")):
        for field in fields.of_entity(kind):
            if field.typed and (kind != "case" or field.name in OF_CASE):
                words = [_words(desk, case, field) for case in (left, right)]
                yield Difference(translate(field.label), words[0], words[1], DOTS in words)


def _words(desk: Desk, case: CaseFile, field: fields.Field) -> str:
    value = case.value(field.entity, field.name)
    if field.tells_where == fields.PLACE and case.value("person", "address_protected"):
        return DOTS if value else ""
    return choices.words_of(desk, field, value)


def _things(desk: Desk, left: CaseFile, right: CaseFile) -> Iterator[Difference]:
    translate = desk.words(desk.language)
    for kind in THINGS:
        yield Difference(
            translate(ENTITY_TITLES.get(kind, kind)), _titles(desk, left, kind), _titles(desk, right, kind)
        )


def _titles(desk: Desk, case: CaseFile, kind: str) -> str:
    """`3: Erstgespräch, Antrag, …`"""
    found = case.all(kind)
    titles = [title for each in found[:MOST_TITLES] if (title := entity_title(desk, case, each.ref))]
    more = ", …" if len(found) > MOST_TITLES else ""
    if not titles:
        return str(len(found)) if found else ""
    return f"{len(found)}: {', '.join(titles)}{more}" if len(found) > 1 else titles[0]
