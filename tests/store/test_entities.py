"""Things of one kind over all cases, for counting; both stores agree."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.helpers.memory_store import MemoryStore
from welcomedesk.domain.log import Change, Json
from welcomedesk.store.store import SqlCaseStore

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def write(store: MemoryStore | SqlCaseStore, case: str, entity: str, **values: Json) -> None:
    store.write([Change(case, entity, name, value) for name, value in values.items()], actor="A", at=AT)


def test_kind_of_all_cases_without_samples_restricted_and_removed(store: MemoryStore | SqlCaseStore):
    for number, more in enumerate(({}, {"sample": True}, {"restricted": True}, {}), start=1):
        write(store, f"c{number}", "case", kind="person", number=f"2026-000{number}", state="open", **more)
        write(store, f"c{number}", "referral:a", contact="x", state="sent", outcome="hidden")
    write(store, "c4", "referral:b", contact="y", state="drafted")
    write(store, "c4", "referral:b", _removed=True)
    write(store, "c1", "referral:a", state="done")
    write(store, "c1", "referrals_of_another_kind:a", contact="z")
    found = store.entities("referral", ("contact", "state"))
    assert [(case, each.ref, each.text("contact"), each.text("state")) for case, each in found] == [
        ("c1", "referral:a", "x", "done"),
        ("c4", "referral:a", "x", "sent"),
    ]
    assert "outcome" not in found[0][1].fields
