"""The mark beside the key file stands before anything is saved."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.vaults import NOON, PASSPHRASE, new_vault, person, vault


def test_a_kill_between_the_first_save_and_its_mark_is_no_alarm(workplace: Path) -> None:
    """The save is durable, its mark is not written yet: what was there at the unlock is enough."""
    made = new_vault(workplace)
    store = made.unlock(PASSPHRASE)
    mark = made.places.watermark.read_bytes()
    store.write(person("a", "Rosa Muster"), actor="A", at=NOON)
    store.close()
    made.places.watermark.write_bytes(mark)
    again = vault(workplace).unlock(PASSPHRASE)
    assert again.check().ok
    again.close()
