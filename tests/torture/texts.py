"""Nasty texts in the search, on letters and as names in the window: they are texts, whatever they look like."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QWidget

from tests.helpers.vaults import NOON, PASSPHRASE, changes, new_vault, person
from tests.letters.samples import letter
from tests.letters.test_texts import flat, random_text, text_of
from tests.torture.frame import Control, Harness, Outcome
from tests.torture.offscreen import application, settle, shell
from welcomedesk import bootstrap
from welcomedesk.desk import cases
from welcomedesk.letters import ReportlabPrinter
from welcomedesk.ui.everything import find
from welcomedesk.ui.page import Place
from welcomedesk.ui.pages.case_tabs import of_kind

SIGNS = "\"'*^()+-:;%_\\/<>&{}[]|~ AZaz09äöüßéğışžАБв\u202e\u200d\u0000مح"
PARTS = ("AND", "OR ", "NOT", "NEAR(", "name:", "zzz:x", "a*", '"', "' OR 1=1", ";DROP TABLE fact", "((((", "\ud83d")
TOGETHER = 20


def _text(chance: Random) -> str:
    length = chance.randrange(1, 24)
    return "".join(chance.choice(PARTS) if chance.random() < 0.2 else chance.choice(SIGNS) for _sign in range(length))


def searches(folder: Path, trials: int, seed: int) -> Outcome:
    """What the search box of the window asks for, over a real file and the shipped packs; and the likely doubles."""
    chance, bad = Random(seed), 0
    store = new_vault(folder).unlock(PASSPHRASE)
    store.write(person("a", "Amira", "2026-0001"), actor="A", at=NOON)
    desk = bootstrap.desk(store, "A")
    for _trial in range(trials):
        text = _text(chance)
        try:
            find(desk, text)
            store.doubles(text, "person")
        except Exception:  # whatever it is, the adviser would see an error instead of hits
            bad += 1
    bad += int(not any(hit.title == "Amira" for hit in find(desk, "amira")))
    store.close()
    return Outcome(trials, bad)


def raw_searches(folder: Path, trials: int, seed: int) -> Outcome:
    """The same texts given to the search engine as they are."""
    chance, bad = Random(seed), 0
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE VIRTUAL TABLE found USING fts5(name)")
        for _trial in range(trials):
            try:
                plain.execute("SELECT * FROM found WHERE found MATCH ?", (_text(chance),)).fetchall()
            except (sqlite3.Error, UnicodeEncodeError):
                bad += 1
    return Outcome(trials, bad)


def letters(folder: Path, trials: int, seed: int) -> Outcome:
    """Twenty texts on a letter; each comes out as it went in."""
    chance, bad = Random(seed), 0
    for _letter in range(max(1, trials // TOGETHER)):
        asked = tuple("A" + random_text(chance).strip() + "Z" for _text in range(TOGETHER))
        out = flat(text_of(ReportlabPrinter().letter(letter("referral", questions=asked))))
        bad += sum(flat(text) not in out for text in asked)
    return Outcome(max(1, trials // TOGETHER) * TOGETHER, bad)


def raw_letters(folder: Path, trials: int, seed: int) -> Outcome:
    """The same texts given to the PDF library as they are."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    chance, bad, style = Random(seed), 0, getSampleStyleSheet()["Normal"]
    for _text in range(trials):
        text = "A" + random_text(chance).strip() + "Z"
        try:
            bad += int(Paragraph(text, style).getPlainText() != text)
        except Exception:  # it fails in many ways, and each is what this shows
            bad += 1
    return Outcome(trials, bad)


# --- names in the window --------------------------------------------------------------------------------------------

MARKUP = (
    '<img src="{bait}">', '<img src="file://{bait}">', '<b>x</b><img src="{bait}"/>', "<b>unclosed", "<Ali>",
    "a < b & c", '<table background="{bait}"><tr><td>x', "<style>*{{background:url({bait})}}</style>x",
    "<a href='{bait}'>x</a>", "<h1>gross</h1>", "&lt;b&gt;", "<body background='{bait}'>", "![x]({bait})",
    "<svg/onload=x>", "{{0.__class__}}", "&&x",
)  # fmt: skip


def _names(trials: int, chance: Random, bait: Path) -> Iterator[str]:
    for number in range(trials):
        text = MARKUP[number % len(MARKUP)].format(bait=bait)
        yield f"{chance.choice(('', 'Eva ', 'محمد '))}{text} {number}"


def names(folder: Path, trials: int, seed: int) -> Outcome:
    """Each name stands in all fields of a case; every page that shows it is opened and painted."""
    bait = _bait(folder)
    store = new_vault(folder / "home").unlock(PASSPHRASE)
    desk, failures, bad = bootstrap.desk(store, "A"), list[Exception](), 0
    with shell(desk, failures) as window:
        for name in _names(trials, Random(seed), bait):
            shown = 0
            case = cases.open_case(desk, "person", name, {"person.place": name, "case.summary": name}).value.id
            store.write(changes(case, {"task:1.what": name, "task:1.due": "2026-11-23", "consultation:1.note": name,
                                       "consultation:1.date": "2026-11-20"}), actor="A", at=NOON)  # fmt: skip
            places = [
                Place("today"),
                Place("cases"),
                *(Place("case", case=case, tab=tab.name) for tab in of_kind("person")),
            ]
            for place in places:
                window.go(place)
                settle(window.context.worker)
                window.grab()
                found = _rich(window, name)
                bad, shown = bad + found[0], shown + found[1]
            bad += int(not shown)
            window.header.search.show_hits(name, ())
    store.close()
    return Outcome(trials, bad + len(failures) + int(_was_read(bait)))


def _rich(window: QWidget, name: str) -> tuple[int, int]:
    """How many widgets would take a text from data for markup, and how many show the name."""
    bad = shown = 0
    for label in window.findChildren(QLabel):
        bad += int(label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text())
        shown += int(name[:12] in label.text() or "<" in label.text())
    for editor in (*window.findChildren(QTextEdit), *window.findChildren(QPlainTextEdit)):
        bad += int("\ufffc" in editor.toPlainText())
        shown += int("<" in editor.toPlainText())
    for widget in window.findChildren(QWidget):
        # A tooltip is always taken for markup where it looks like it; so ours are escaped.
        bad += int(any(sign in widget.toolTip() for sign in ("<img", "<b>", "<table", "<style", "<body")))
        shown += int("<" in widget.accessibleName())
    return bad, shown


def _bait(folder: Path) -> Path:
    """A file that tells whether somebody read it: reading moves a time that lies before the last change."""
    bait = folder / "bait.png"
    bait.write_bytes(b"\x89PNG\r\n\x1a\n")
    os.utime(bait, (1, bait.stat().st_mtime))
    return bait


def _was_read(bait: Path) -> bool:
    return bait.stat().st_atime > 1


def bare_names(folder: Path, trials: int, seed: int) -> Outcome:
    """The same names in labels as Qt makes them."""
    application()
    bait, bad = _bait(folder), 0
    for name in _names(trials, Random(seed), bait):
        label = QLabel(name)
        label.adjustSize()
        label.grab()
        bad += _rich_alone(label)
    return Outcome(trials, bad + int(_was_read(bait)))


def _rich_alone(label: QLabel) -> int:
    return int(label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text())


RAW = "texts given to the engine raw"
HARNESSES = (
    Harness("search", "nasty search texts", searches, (Control(RAW, raw_searches, 400),), 60, 10_000, 1_000),
    Harness(
        "letters", "nasty texts on letters", letters, (Control("texts given to the library raw", raw_letters, 80),),
        20, 2_000, 400,
    ),
    Harness("names", "names with markup in the window", names, (Control("labels of Qt", bare_names, 16),), 4, 200, 25),
)  # fmt: skip
