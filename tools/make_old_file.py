"""Make a case file of the current format for `tests/old_files/`, to be kept when the format is released.

    python tools/make_old_file.py tests/old_files/format-2

Everything in it is invented. Its passphrase stands in `tests/old_files/README.md`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from welcomedesk.desk.ports import Draft
from welcomedesk.domain.log import Change, Json
from welcomedesk.store.keys import FLOOR
from welcomedesk.store.vault import FileVault, Places

PASSPHRASE = "sechs ganz zufällige Wörter"
CASES: dict[str, dict[str, Json]] = {
    "1f00000000000001": {
        "case.kind": "person",
        "case.number": "2026-0001",
        "case.state": "open",
        "case.summary": "Fragt nach der Anerkennung als Elektriker.",
        "person.name": "Amira Muster",
        "person.place": "Musterstadt",
        "task:a1.what": "Zeugnis ansehen",
        "task:a1.due": "2026-12-01",
        "referral:b1.contact_name": "Musterkammer",
        "referral:b1.state": "sent",
    },
    "1f00000000000002": {"case.kind": "person", "case.number": "2026-0002", "person.name": "محمد الأحمد"},
    "1f00000000000003": {
        "case.kind": "company",
        "case.number": "2026-0003",
        "company.name": "Muster Pflege GmbH",
        "company.contact_person": "Ö. Beispiel",
    },
    "1f00000000000004": {"case.kind": "person", "case.number": "2026-0004", "person.name": "Erased Example"},
}


def changes(case_id: str, values: dict[str, Json]) -> list[Change]:
    split = ((key.rpartition("."), value) for key, value in values.items())
    return [Change(case_id, entity, field, value) for (entity, _dot, field), value in split]


def main() -> None:
    folder = Path(sys.argv[1])
    vault = FileVault(Places(folder / "cases.wdesk", folder / "cases.keys", folder / "keys" / "cases.keys"), cost=FLOOR)
    vault.create(office="Beratungsstelle Muster", workplace="Musterstadt", adviser="A. Beispiel", passphrase=PASSPHRASE)
    store = vault.unlock(PASSPHRASE)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for case_id, values in CASES.items():
        store.write(changes(case_id, values), actor="A. Beispiel", at=at)
    store.put_blob(b"A letter as it was sent.", case="1f00000000000001", media_type="text/plain")
    store.erase("1f00000000000004", actor="A. Beispiel", at=at)
    store.write(changes("1f00000000000001", {"case.state": "waiting"}), actor="A. Beispiel", at=at)
    draft = Draft("1f00000000000001", "consultation/note", "Angefangener Vermerk", at.isoformat(timespec="seconds"))
    store.keep_drafts("A. Beispiel", [draft])
    store.note_access("1f00000000000001", "opened", "Vertretung", actor="A. Beispiel", at=at)
    store.note_access("1f00000000000002", "opened", actor="A. Beispiel", at=at)
    store.close()
    (folder / "cases.wdesk.lock").unlink(missing_ok=True)
    print(f"made in {folder}; keep it when this format is released")


if __name__ == "__main__":
    main()
