"""Erasing by law: after it, no byte of the opened file holds a word of the person."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import case_pages as pages
from tests.helpers.vaults import NOON, PASSPHRASE, changes, person
from welcomedesk.desk.ports import Draft
from welcomedesk.store.backup import FileBackups
from welcomedesk.store.vault import FileVault

CANARIES = ("Zwiebelturm", "Quastenflosser", "Xylophonist", "Kranichfeder", "Jaspisperle")


def planted(case_id: str = "a") -> list[list]:  # type: ignore[type-arg]
    """A person with a marked word in every corner: name, note, task, value that was replaced later, family."""
    first, second, third, fourth, fifth = CANARIES
    return [
        person(case_id, f"Amira {first}", "2026-0001"),
        changes(case_id, {"consultation:1.note": f"{second} " * 400}),
        changes(case_id, {"person.place": third}),
        changes(case_id, {"person.place": "Musterstadt"}),
        changes(case_id, {"task:1.what": fourth, "task:1.due": "2026-12-01", "family_member:1.name": fourth}),
        changes(case_id, {f"run:1.answer.{number}": f"{fifth}{number}" for number in range(60)}),
    ]


def others(store) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        store.write(person(f"o{number}", f"Bela Nachbar{number}", f"2026-{number + 10:04d}"), actor="A", at=NOON)


def test_no_word_of_an_erased_person_is_left_in_any_page(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    key = store.data_key
    for batch in planted():
        store.write(batch, actor="A", at=NOON)
        others(store)
    store.keep_drafts("A", [Draft("a", "task/note", CANARIES[1] * 500, NOON.isoformat())])
    store.note_access("a", "opened", CANARIES[2], actor="A", at=NOON)
    sha = store.put_blob(CANARIES[0].encode() * 3000, case="a", media_type="text/plain")
    store.close()
    before = pages.everything(vault.places.case_file, key)
    assert all(pages.holds(before, word) for word in CANARIES), "the scan must be able to find them"

    store = vault.unlock(PASSPHRASE)
    store.erase("a", actor="A", at=NOON)
    assert store.blob(sha) is None
    while_open = pages.everything(vault.places.case_file, key)
    assert store.check().ok
    store.close()

    after = pages.everything(vault.places.case_file, key)
    assert pages.holds(after, "Nachbar7")
    for word in CANARIES:
        assert not pages.holds(while_open, word), word
        assert not pages.holds(after, word), word


def test_the_folder_tells_nothing_to_who_has_no_key(vault: FileVault, workplace: Path) -> None:
    """Database, journal while it is open, key files, lock, backup: no planted word in any byte."""
    store = vault.unlock(PASSPHRASE)
    for batch in planted():
        store.write(batch, actor="A", at=NOON)
    backup = FileBackups(vault.places, workplace / "backups").make(store)
    seen = {path: path.read_bytes() for path in workplace.rglob("*") if path.is_file()}
    store.close()
    seen |= {
        path.with_name(path.name + " closed"): path.read_bytes() for path in workplace.rglob("*") if path.is_file()
    }
    assert Path(backup) in seen
    assert any(path.name.endswith("-wal") for path in seen)
    for path, content in seen.items():
        for word in (*CANARIES, "Amira", "2026-0001"):
            assert not pages.holds(content, word), f"{word} in {path.name}"


def test_erasing_twice_changes_nothing(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    store.write(person("a", "Amira"), actor="A", at=NOON)
    store.erase("a", actor="A", at=NOON)
    entries = store.counts()["entries"]
    store.erase("a", actor="A", at=NOON)
    assert store.counts()["entries"] == entries
    store.close()


def test_a_value_that_vanished_without_an_erasure_is_noticed(vault: FileVault) -> None:
    store = vault.unlock(PASSPHRASE)
    store.write(person("a", "Amira"), actor="A", at=NOON)
    store.database.raw.execute("UPDATE entry SET value = NULL, salt = NULL WHERE field = 'name'")
    failed = {check.code for check in store.check().checks if not check.ok}
    store.close()
    assert "chain" in failed
