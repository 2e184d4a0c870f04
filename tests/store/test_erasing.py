"""Erasing by law: after it, no byte of the opened file holds a word of the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import case_pages as pages
from tests.helpers.vaults import NOON, PASSPHRASE, changes, person
from welcomedesk.desk.ports import Draft, RegisterQuery
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import scanning
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
    done = store.erase("a", actor="A", at=NOON)
    assert store.blob(sha) is None
    while_open = pages.everything(vault.places.case_file, key)
    assert store.check().ok
    store.close()

    after = pages.everything(vault.places.case_file, key)
    assert pages.holds(after, "Nachbar7")
    assert done.ok and [step.what for step in done.steps] == [
        *("values", "search", "files", "drafts", "journal", "ledger", "scan"),
    ]
    assert done.count("files") == 1 and done.count("scan") * pages.PAGE == vault.places.case_file.stat().st_size
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


def test_the_scan_tells_what_is_left_from_what_others_have(vault: FileVault) -> None:
    """Words of a case that another one holds as well are counted apart; words that nobody has any more must be gone."""
    store = vault.unlock(PASSPHRASE)
    store.write(person("a", f"Amira {CANARIES[0]}", person__street="Ölmühlenweg 4"), actor="A", at=NOON)
    store.write(person("b", "Bela Nachbar", person__street="Ölmühlenweg 5"), actor="A", at=NOON)
    with store.database.transaction() as connection:
        words = scanning.words_to_look_for(connection, "a")
    done = store.erase("a", actor="A", at=NOON)
    step = done.steps[-1]
    assert {"Amira", CANARIES[0], "Ölmühlenweg"} <= set(words)
    assert (step.words, step.left) == (len(words), 0)
    assert step.elsewhere >= 1, "the street of the neighbour is still there"
    store.close()


def test_the_scan_finds_a_word_that_an_erasure_left_behind(vault: FileVault) -> None:
    """Known bad: the values are emptied while the engine does not overwrite what becomes free."""
    store = vault.unlock(PASSPHRASE)
    store.write(changes("a", {"consultation:1.note": f"{CANARIES[1]} " * 900}), actor="A", at=NOON)
    with store.database.transaction() as connection:
        words = scanning.words_to_look_for(connection, "a")
    store.database.raw.execute("PRAGMA secure_delete = OFF")
    done = store.erase("a", actor="A", at=NOON)
    assert words and done.steps[-1].left >= 1 and not done.ok
    store.close()


def test_single_things_go_as_thoroughly_as_whole_cases(vault: FileVault) -> None:
    """A note, a letter and an attachment are erased; the rest of the case stays, and the file is sound."""
    store = vault.unlock(PASSPHRASE)
    key = store.data_key
    for batch in planted():
        store.write(batch, actor="A", at=NOON)
    kept = store.put_blob(b"%PDF kept", case="a", media_type="application/pdf")
    gone = store.put_blob(CANARIES[4].encode() * 4000, case="a", media_type="application/pdf")
    store.write(changes("a", {"letter:1.blob": kept, "attachment:1.blob": gone}), actor="A", at=NOON)
    done = store.erase_parts("a", ["consultation:1", "attachment:1"], actor="A", at=NOON)
    assert done.ok and done.count("files") == 1 and done.count("values") == 2
    case = store.case("a")
    assert case is not None and case.name == f"Amira {CANARIES[0]}"
    assert case.all("consultation") == case.all("attachment") == ()
    assert store.blob(gone) is None and store.blob(kept) == b"%PDF kept"
    assert store.search(CANARIES[1]) == () and store.search(CANARIES[0])
    assert {line.value for line in store.history("a", "consultation:1") if line.field != "_erased"} == {None}
    with pytest.raises(DeskError, match="erased"):
        store.write(changes("a", {"consultation:1.note": "again"}), actor="A", at=NOON)
    assert store.erase_parts("a", ["consultation:1"], actor="A", at=NOON).steps == ()
    assert store.check().ok
    before = store.register(RegisterQuery(states=()))
    store.rebuild_views()
    assert store.register(RegisterQuery(states=())) == before and store.check().ok
    store.close()
    assert not pages.holds(pages.everything(vault.places.case_file, key), CANARIES[1])


def test_single_things_stay_erased_after_a_restore(vault: FileVault, workplace: Path) -> None:
    store = vault.unlock(PASSPHRASE)
    for batch in planted():
        store.write(batch, actor="A", at=NOON)
    copies = FileBackups(vault.places, workplace / "backups")
    backup = copies.make(store)
    store.erase_parts("a", ["consultation:1"], actor="A", at=NOON)
    store.close()
    copies.restore(backup)
    store = vault.unlock(PASSPHRASE)
    case = store.case("a")
    assert case is not None and case.all("consultation") == () and case.all("task") != ()
    assert store.check().ok
    key = store.data_key
    store.close()
    assert not pages.holds(pages.everything(vault.places.case_file, key), CANARIES[1])
