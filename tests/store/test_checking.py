"""The check finds what the engine alone would show as if nothing were wrong."""

from __future__ import annotations

import pytest

from tests.helpers.vaults import NOON, changes, person
from welcomedesk.desk.ports import Draft
from welcomedesk.store import checking
from welcomedesk.store.store import SqlCaseStore


def failing(store: SqlCaseStore) -> list[str]:
    return [check.code for check in store.check().checks if not check.ok]


@pytest.fixture
def filled(sql: SqlCaseStore) -> SqlCaseStore:
    for number in range(5):
        sql.write(person(f"c{number}", f"Amira {number}", f"2026-{number + 1:04d}"), actor="A", at=NOON)
    sql.write(changes("c1", {"task:1.what": "Call", "task:1.due": "2026-12-01"}), actor="A", at=NOON)
    sql.put_blob(b"letter", case="c1", media_type="application/pdf")
    sql.keep_drafts("A", [Draft("c1", "task/what", "Call ag", NOON.isoformat())])
    for what in ("opened", "printed", "opened"):
        sql.note_access("c1", what, "substitute", actor="A", at=NOON)
    return sql


def test_a_sound_file_passes_every_check(filled: SqlCaseStore) -> None:
    report = filled.check()
    codes = [check.code for check in report.checks]
    assert tuple(codes[: len(checking.CODES)]) == checking.CODES
    assert report.ok
    assert (report.cases, report.entries) == (5, 22)


TAMPERED = {
    "UPDATE entry SET value = '\"Eve\"' WHERE field = 'name'": {"chain", "facts"},
    "UPDATE entry SET actor = 'Eve' WHERE number = 3": {"chain", "facts"},
    "UPDATE entry SET at = '1999-01-01' WHERE number = 3": {"chain", "facts"},
    "DELETE FROM entry WHERE number = 2": {"chain", "facts"},
    "DELETE FROM entry WHERE number = 22": {"head", "facts"},
    "UPDATE head SET number = number + 1": {"head"},
    "UPDATE file SET lamport = 1": {"head"},
    "UPDATE fact SET value = '\"Eve\"' WHERE field = 'name' AND case_id = 'c1'": {"facts", "views"},
    "DELETE FROM fact WHERE field = 'name' AND case_id = 'c1'": {"facts", "views"},
    "UPDATE register SET name = 'Eve' WHERE id = 'c1'": {"views"},
    "DELETE FROM register WHERE id = 'c1'": {"views", "search"},
    "DELETE FROM due": {"views"},
    "DELETE FROM sound": {"views"},
    "UPDATE search SET name = 'eve' WHERE rowid = 1": {"views"},
    "UPDATE search_content SET c0 = 'eve' WHERE id = 1": {"views", "search", "structure"},
    "UPDATE blob SET content = x'00'": {"blobs"},
    "UPDATE draft SET value = 'Call'": {"drafts"},
    "DELETE FROM access WHERE number = 2": {"access"},
    "UPDATE access SET actor = 'Eve' WHERE number = 2": {"access"},
    "UPDATE access SET reason = 'curious' WHERE number = 3": {"access"},
    "UPDATE access SET reason = NULL, salt = NULL WHERE number = 3": {"access"},
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_somebody_changed_past_the_program_is_found(filled: SqlCaseStore, statement: str) -> None:
    filled.database.raw.execute(statement)
    assert set(failing(filled)) == TAMPERED[statement]


def test_views_can_be_made_again_and_the_data_are_never_dropped(filled: SqlCaseStore) -> None:
    for table in ("register", "due", "sound", "search"):
        filled.database.raw.execute(f"DELETE FROM {table}")
    assert set(failing(filled)) == {"views"}
    filled.rebuild_views()
    assert failing(filled) == []
    assert filled.counts()["cases"] == 5
    assert [hit.row.id for hit in filled.search("amira 3")] == ["c3"]


def test_settings_that_were_changed_are_found(filled: SqlCaseStore) -> None:
    filled.database.raw.execute("PRAGMA synchronous = OFF")
    assert failing(filled) == ["settings"]


def test_a_blob_that_is_not_its_hash_is_not_handed_out(filled: SqlCaseStore) -> None:
    from welcomedesk.domain.errors import DeskError

    sha = filled.put_blob(b"another", case="c2", media_type="text/plain")
    filled.database.raw.execute("UPDATE blob SET content = x'00'")
    with pytest.raises(DeskError) as refused:
        filled.blob(sha)
    assert refused.value.code == "file_damaged"


def test_an_attachment_that_is_too_big_is_refused(sql: SqlCaseStore) -> None:
    from welcomedesk.domain.errors import DeskError

    with pytest.raises(DeskError) as refused:
        sql.put_blob(b"x" * (20 * 1_048_576 + 1), case="a", media_type="image/png")
    assert refused.value.code == "too_big"
