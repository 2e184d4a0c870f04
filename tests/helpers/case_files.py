"""Case files for tests, made from plain values."""

from __future__ import annotations

from collections.abc import Mapping

from welcomedesk.domain.case import CaseFile, Entity
from welcomedesk.domain.log import Fact, Json


def case_with(entities: Mapping[str, Mapping[str, Json]], case_id: str = "c0ffee") -> CaseFile:
    """A case whose entities hold these values, each said once by A. Beispiel."""
    clock = 0
    made = {}
    for ref, values in entities.items():
        facts = {}
        for name, value in values.items():
            clock += 1
            facts[name] = (Fact(value, ("md", clock), "A. Beispiel", "2026-11-21T10:00:00+01:00", clock),)
        made[ref] = Entity(ref, facts)
    return CaseFile(case_id, made)
