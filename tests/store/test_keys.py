"""The key file: slots, their cost, and what a changed or damaged file gets."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.vaults import CHEAP, places
from welcomedesk import bootstrap, paths
from welcomedesk.domain.errors import DeskError
from welcomedesk.store import keys, recovery
from welcomedesk.store.keys import ADVISER, FLOOR, MOST_PASSES, BadKeyFileError, KeyCost, KeyFile
from welcomedesk.store.vault import FileVault

KEY = bytes(range(32))


def file_with(passphrase: str = "sechs Wörter", cost: KeyCost = CHEAP) -> KeyFile:
    slot = keys.lock(KEY, "id", ADVISER, "A. Beispiel", keys.normal(passphrase), cost)
    return keys.sealed(KeyFile("id", "Beratungsstelle Muster", "Musterstadt", (slot,)), KEY)


def test_the_right_passphrase_gives_the_data_key() -> None:
    slot = file_with().slots[0]
    assert keys.unlock(slot, "id", keys.normal("sechs Wörter"), CHEAP) == KEY
    assert keys.unlock(slot, "id", keys.normal("sechs Worter"), CHEAP) is None


def test_an_umlaut_is_the_same_from_every_keyboard() -> None:
    apart = unicodedata.normalize("NFD", "sechs Wörter")
    assert apart != "sechs Wörter"
    assert keys.unlock(file_with().slots[0], "id", keys.normal(apart), CHEAP) == KEY


def test_new_slots_cost_256_mebibytes_and_never_less_than_the_floor() -> None:
    assert KeyCost() == KeyCost(262_144, 3, 4)
    assert KeyCost().covers(FLOOR)
    assert KeyCost(65_536, 3, 4) == FLOOR


@pytest.mark.parametrize("cost", [KeyCost(65_535, 3, 4), KeyCost(65_536, 2, 4), KeyCost(65_536, 3, 3)])
def test_a_key_file_that_asks_for_less_work_is_refused_before_it_is_tried(cost: KeyCost) -> None:
    slot = replace(file_with().slots[0], cost=cost)
    with pytest.raises(DeskError) as refused:
        keys.unlock(slot, "id", b"x")
    assert refused.value.code == "key_weak"


def test_a_key_file_that_asks_for_endless_work_is_refused() -> None:
    slot = replace(file_with().slots[0], cost=KeyCost(2**31, 3, 4))
    with pytest.raises(DeskError):
        keys.unlock(slot, "id", b"x")


def test_everything_a_slot_says_is_bound_to_it() -> None:
    slot = file_with().slots[0]
    secret = keys.normal("sechs Wörter")
    for changed in (
        replace(slot, name="B. Beispiel"),
        replace(slot, id="other"),
        replace(slot, kind="recovery"),
        replace(slot, cost=KeyCost(128, 1, 1)),
    ):
        assert keys.unlock(changed, "id", secret, CHEAP) is None
    assert keys.unlock(slot, "other workplace", secret, CHEAP) is None


def test_a_key_file_reads_back_as_written() -> None:
    file = file_with()
    assert keys.load(keys.dump(file)) == file
    assert keys.seal_holds(file, KEY)
    assert not keys.seal_holds(replace(file, office="Someone else"), KEY)
    assert not keys.seal_holds(replace(file, slots=()), KEY)


def test_a_flip_of_any_bit_of_a_key_file_is_noticed() -> None:
    text = keys.dump(file_with())
    for place in range(0, len(text) * 8, 11):
        flipped = bytearray(text)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(BadKeyFileError):
            keys.load(bytes(flipped))


@pytest.mark.parametrize("text", [b"", b"{}", b"null", b"[" * 100_000, b"\xff\xfe", b'{"format": "welcomedesk-keys"}'])
def test_what_is_no_key_file_is_called_so(text: bytes) -> None:
    with pytest.raises(BadKeyFileError):
        keys.load(text)


def test_a_newer_key_file_is_called_newer() -> None:
    body = json.loads(keys.dump(file_with())) | {"version": 2}
    with pytest.raises(keys.NewerKeyFileError):
        keys.load(json.dumps(body).encode())


# --- the recovery sheet ---------------------------------------------------------------------------------------------


def test_a_recovery_code_has_seven_groups_of_five() -> None:
    code = recovery.new_code()
    assert [len(group) for group in code.split("-")] == [5] * 7
    assert recovery.new_code() != code


def test_a_code_is_read_however_it_is_typed() -> None:
    code = recovery.new_code()
    assert recovery.read(code) == code
    assert recovery.read(code.lower().replace("-", " ")) == code
    assert recovery.read(code.replace("-", "").replace("0", "o").replace("1", "l")) == code


@given(place=st.integers(0, 34), sign=st.sampled_from(recovery.ALPHABET))
def test_a_mistyped_character_is_named_by_its_group(place: int, sign: str) -> None:
    code = "0123456789ABCDEFGHJKMNPQRSTV"
    groups = [code[at : at + 4] for at in range(0, 28, 4)]
    plain = "".join(group + recovery._check(group, number) for number, group in enumerate(groups))
    typed = plain[:place] + sign + plain[place + 1 :]
    if sign == plain[place]:
        assert recovery.read(typed).replace("-", "") == plain
        return
    with pytest.raises(DeskError) as refused:
        recovery.read(typed)
    assert refused.value.details == {"group": place // 5 + 1}


def test_groups_in_the_wrong_order_are_noticed() -> None:
    first, second, *rest = recovery.new_code().split("-")
    with pytest.raises(DeskError):
        recovery.read("-".join((second, first, *rest)))


@pytest.mark.parametrize("typed", ["", "123", "Ä" * 35, "-" * 40, "0" * 36])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(DeskError) as refused:
        recovery.read(typed)
    assert refused.value.code == "recovery_typo"


@pytest.mark.parametrize(("took", "passes"), [(0.9, 1), (0.6, 1), (0.31, 2), (0.06, 10), (0.0001, MOST_PASSES)])
def test_a_quick_computer_gets_more_passes_and_a_slow_one_no_fewer(took: float, passes: int) -> None:
    readings = iter((0.0, took))
    assert keys.fitted(CHEAP, 0.6, lambda: next(readings)) == replace(CHEAP, passes=passes)


def test_the_program_fits_the_passes_of_new_slots_to_this_computer(tmp_path: Path) -> None:
    made = FileVault(places(tmp_path), cost=CHEAP, floor=CHEAP, least=60.0)
    made.create(office="", workplace="", adviser="A", passphrase="sechs Worte oder mehr")
    slots = keys.load(places(tmp_path).key_file.read_bytes()).slots
    assert [slot.cost.passes for slot in slots] == [MOST_PASSES, MOST_PASSES]
    made.unlock("sechs Worte oder mehr").close()
    assert bootstrap.vault(paths.Home(tmp_path))._least == 0.6  # type: ignore[attr-defined]
