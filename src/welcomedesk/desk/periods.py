"""How long each kind of data is kept in this office: its own periods, otherwise the proposals of the packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from welcomedesk.desk.core import Desk, office
from welcomedesk.domain import privacy
from welcomedesk.domain import retention as rules
from welcomedesk.domain.retention import Rule

if TYPE_CHECKING:
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.privacy import DeletionClass


def rules_of(desk: Desk) -> dict[str, Rule]:
    """Every deletion class with the period that holds here: the office's own, otherwise the one of the packs."""
    ours = office(desk)
    return {klass.id: _rule(ours, klass) for klass in _classes(desk)}


def _rule(ours: CaseFile, klass: DeletionClass) -> Rule:
    own = ours.one(f"retention:{klass.id}")
    months, days = own.get("months"), own.get("days")
    if isinstance(months, int) and not isinstance(months, bool):
        return Rule(klass, months, 0, changed=True)
    if isinstance(days, int) and not isinstance(days, bool):
        return Rule(klass, 0, days, changed=True)
    return Rule(klass, klass.months, klass.days)


def kept(desk: Desk, translate: Callable[[str], str]) -> dict[str, str]:
    """How long each kind of field is kept here, in words, by the keys of `fields.RETENTION`."""
    return rules.kept_words(rules_of(desk), translate)


def _classes(desk: Desk) -> Iterable[DeletionClass]:
    return privacy.read((), (), (), desk.library.rows("deletion_class")).classes.values()
