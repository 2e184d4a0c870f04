"""The support package and the log say what failed and where, and no word of anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.real import real_desk
from welcomedesk import logbook
from welcomedesk.desk import cases, support
from welcomedesk.desk.ports import CheckReport
from welcomedesk.desk.support import Facts
from welcomedesk.logbook import Logbook

CANARIES = ("Zwiebelturm", "Quastenflosser", "0391-4711", "Kranichfeder@example.org", "/home/Jaspisperle")


def facts(**more: object) -> Facts:
    return Facts({"welcomedesk": "0.1.0", "qt": "6.12.0"}, {"language": "de", "zoom": 1.25, **more}, ())


def test_the_package_says_versions_settings_checks_and_nobody() -> None:
    office = real_desk("haddad")
    cases.set_fields(office.desk, office.case("haddad"), {"person.phone": CANARIES[2], "case.summary": CANARIES[0]})
    text = support.text(office.desk, facts())
    for part in ("[versions]", "welcomedesk = 0.1.0", "[packs]", "recognition-st = ", "zoom = 1.25", "chain = ok"):
        assert part in text
    for word in (*CANARIES, "Haddad", "Beispiel", "Magdeburg", "2026-0001", office.case("haddad")):
        assert word not in text


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(CANARIES))
def test_whatever_stands_in_settings_and_log_only_codes_come_out(before: str, after: str, canary: str) -> None:
    said = f"{before}{canary}{after}"
    at = "2026-11-22T00:00:00"
    log = (said, f"{at} {said}", f"{at} crash {said}", f"{at} error x {said}")
    given_facts = Facts({"qt": f"{said} "}, {"other_medium": said, "case_order": said}, log)
    assert canary not in support.compose(CheckReport((), 0, 0), {}, given_facts)


# --- the log --------------------------------------------------------------------------------------------------------

SCRIPT = """
import logging, sys, threading
from pathlib import Path
from welcomedesk import logbook
from welcomedesk.domain import fields
book = logbook.install(Path(sys.argv[1]))
logbook.follow_log(book)
word = "Zwiebelturm Quastenflosser"
def broken(): raise ValueError(word)
class Bad:
    def __del__(self): broken()
thread = threading.Thread(target=broken, name=word); thread.start(); thread.join()
bad = Bad(); del bad
try: fields.parse_text(fields.FIELDS["consultation.minutes"], word)
except ValueError as error: logging.getLogger("welcomedesk.ui.sentences").error("unexpected %s", word, exc_info=error)
try:
    try: broken()
    except ValueError as error: raise KeyError(word) from error
except KeyError: logging.getLogger("x").warning(word, exc_info=True)
broken()
"""


def test_no_word_of_an_exception_reaches_the_log_or_standard_error(tmp_path: Path) -> None:
    """Failures with marked words in their values, on all ways out of the program."""
    log = tmp_path / "home" / "log" / "welcomedesk.log"
    log.parent.parent.mkdir()
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(log)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    written = log.read_text(encoding="ascii")
    for word in ("Zwiebelturm", "Quastenflosser"):
        assert word not in written and word not in done.stderr and word not in done.stdout
    for code in ("crash ValueError", "thread ValueError", "unraisable ValueError", "KeyError < ValueError"):
        assert code in written
    assert "domain.fields:" in written, "it says where in our own code"
    if os.name == "posix":
        assert log.stat().st_mode & 0o077 == 0


def test_the_log_stays_small_and_needs_a_workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "LARGEST", 2_000)
    nowhere = Logbook(tmp_path / "none" / "log" / "x.log")
    nowhere.note("note code")
    assert not (tmp_path / "none").exists() and nowhere.lines() == ()
    book = Logbook(tmp_path / "log" / "x.log")
    for number in range(200):
        book.note(f"note number{number}")
    assert (tmp_path / "log" / "x.log").stat().st_size < 2_600
    assert book.lines()[-1].endswith("number199")
