"""The keys of the window, declared once: shortcuts, the list under F1 and the rule for text fields read this table.

Safe on a German layout: no Strg+Alt or AltGr, no dead keys, brackets or slashes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from welcomedesk.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the window.

    Args:
        name: what `Shell.do` and pages call it.
        sequences: in Qt's portable English spelling; the first is shown.
        words: what it does, marked for translation.
        native: text fields keep it (undo, help inside a widget, …), the list shows it all the same.
    """

    name: str
    sequences: tuple[str, ...]
    words: str
    native: bool = False


KEYS: tuple[Key, ...] = (
    Key("search", ("Ctrl+K",), N_("Search everything")),
    Key("find", ("Ctrl+F",), N_("Find on this page")),
    Key("new", ("Ctrl+N",), N_("New enquiry")),
    Key("consultation", ("Ctrl+G",), N_("Record consultation")),
    Key("task", ("Ctrl+T",), N_("New task")),
    Key("letter", ("Ctrl+E",), N_("New letter")),
    Key("referral", ("Ctrl+R",), N_("Start referral")),
    Key("print", ("Ctrl+P",), N_("Print")),
    Key("save", ("Ctrl+S",), N_("Say whether everything is saved")),
    Key("cover", ("Ctrl+B",), N_("Cover screen")),
    Key("lock", ("Ctrl+L",), N_("Lock")),
    Key("client", ("Ctrl+D",), N_("Client view")),
    Key("page1", ("Ctrl+1",), N_("Today")),
    Key("page2", ("Ctrl+2",), N_("Cases")),
    Key("page3", ("Ctrl+3",), N_("Contacts")),
    Key("page4", ("Ctrl+4",), N_("Knowledge")),
    Key("page5", ("Ctrl+5",), N_("Reports")),
    Key("page6", ("Ctrl+6",), N_("Outreach")),
    Key("page7", ("Ctrl+7",), N_("Settings")),
    Key("tab_before", ("Ctrl+PgUp",), N_("Previous tab of the case")),
    Key("tab_after", ("Ctrl+PgDown",), N_("Next tab of the case")),
    Key("back", ("Alt+Left",), N_("Back")),
    Key("forward", ("Alt+Right",), N_("Forward")),
    Key("region_after", ("F6",), N_("Next part of the window")),
    Key("region_before", ("Shift+F6",), N_("Previous part of the window")),
    Key("panel", ("Ctrl+I",), N_("Show what stands beside")),
    Key("history", ("Ctrl+H",), N_("History of the field or case")),
    Key("edit", ("F2",), N_("Edit"), native=True),
    Key("leave", ("Esc",), N_("Leave editing, close"), native=True),
    Key("undo", ("Ctrl+Z",), N_("Undo"), native=True),
    Key("redo", ("Ctrl+Y",), N_("Redo"), native=True),
    Key("larger", ("Ctrl++", "Ctrl+="), N_("Larger text")),
    Key("smaller", ("Ctrl+-",), N_("Smaller text")),
    Key("usual_size", ("Ctrl+0",), N_("Usual text size")),
    Key("main", ("Ctrl+Return", "Ctrl+Enter"), N_("Main button of the page")),
    Key("help", ("F1",), N_("Help and this list")),
)

BY_NAME = {key.name: key for key in KEYS}

_OWN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    return frozenset(
        QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)
        for key in KEYS
        if not key.native
        for sequence in key.sequences
    )


def is_ours(event: QEvent) -> bool:
    """Whether a key event is one of our shortcuts that a text field must not swallow."""
    if not isinstance(event, QKeyEvent):
        return False
    modifiers = event.modifiers() & _OWN
    if not modifiers and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12:
        return False
    pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    # The number pad reports its own modifier; it must not make Strg++ another key.
    return pressed.replace("Num+", "") in _ours()


def shown(name: str) -> str:
    """The key as printed on keyboards in the language of the window, `Strg+K`; empty for an unknown name."""
    key = BY_NAME.get(name)
    return spoken(key.sequences[0]) if key else ""


def spoken(sequence: str) -> str:
    """A portable sequence in the words on the keyboard, `Ctrl+PgUp` as `Strg+Bild↑`."""
    if sequence.endswith("++"):
        return spoken(sequence[:-1] + "Plus")
    parts = {
        "Ctrl": _("Ctrl"),
        "Shift": _("Shift"),
        "Alt": _("Alt"),
        "Return": _("Enter"),
        "Enter": _("Enter"),
        "Space": _("Space"),
        "PgUp": _("PgUp"),
        "PgDown": _("PgDown"),
        "Left": "←",
        "Right": "→",
        "Up": "↑",
        "Down": "↓",
        "Plus": "+",
        "Esc": _("Esc"),
        "Home": _("Home"),
        "End": _("End"),
    }
    return "+".join(parts.get(part, part) for part in sequence.split("+"))
