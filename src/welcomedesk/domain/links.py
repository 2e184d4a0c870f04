"""Links between two cases: what the one is to the other, seen from both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from welcomedesk.domain import fields

FAMILY, WORK, DOUBLE, OTHER = "family", "work", "double", "other"
"""Groups of roles."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the other case is to this one.

    Args:
        id: an id of `fields.LINK_ROLES`.
        back: the role of this case, seen from the other.
        group: `FAMILY`, `WORK`, `DOUBLE` or `OTHER`.
        kinds: kind of this case and of the other where only these fit; a double is of the same kind.
    """

    id: str
    back: str
    group: str
    kinds: tuple[str, str] | None = None

    def fits(self, this: str, other: str) -> bool:
        """Whether a case of one kind may be this to a case of another."""
        if self.group == DOUBLE:
            return this == other
        return self.kinds is None or self.kinds == (this, other)


_PEOPLE = ("person", "person")
ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.id: role
        for role in (
            Role("partner", "partner", FAMILY, _PEOPLE),
            Role("child", "parent", FAMILY, _PEOPLE),
            Role("parent", "child", FAMILY, _PEOPLE),
            Role("sibling", "sibling", FAMILY, _PEOPLE),
            Role("relative", "relative", FAMILY, _PEOPLE),
            Role("employer", "employee", WORK, ("person", "company")),
            Role("employee", "employer", WORK, ("company", "person")),
            Role("candidate", "introduced", WORK, ("company", "person")),
            Role("introduced", "candidate", WORK, ("person", "company")),
            Role("double", "double", DOUBLE),
            Role("other", "other", OTHER),
        )
    }
)
"""Every role by its id, in the order in which they are offered."""


def label(role: str) -> str:
    """English words of a role; what another version wrote stays as it is."""
    return fields.label_of(fields.LINK_ROLES, role)


def is_family(role: str) -> bool:
    return role in ROLES and ROLES[role].group == FAMILY


def offered(this: str, other: str) -> tuple[Role, ...]:
    """The roles that a case of one kind may have for a case of another, doubles left out: they are compared first."""
    return tuple(role for role in ROLES.values() if role.group != DOUBLE and role.fits(this, other))
