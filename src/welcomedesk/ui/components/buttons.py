"""Buttons: verbs with an icon beside them. One `main` button per page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from welcomedesk.ui.look.icons import set_icon
from welcomedesk.ui.look.theme import set_role
from welcomedesk.ui.look.tokens import ICON, ICON_SMALL
from welcomedesk.ui.text import button_text, tip

_ICON_ROLE = {"main": "on_accent", "tonal": "accent", "link": "accent", "danger": "danger", "on_band": "on_accent"}


def button(
    words: str,
    icon: str = "",
    *,
    kind: str = "plain",
    small: bool = False,
    large: bool = False,
    then: Callable[[], object] | None = None,
    key: str = "",
) -> QPushButton:
    """A button with words.

    Args:
        words: a verb, translated.
        icon: name of an icon, or empty.
        kind: `main`, `tonal`, `plain`, `link`, `ghost`, `danger` or `on_band`.
        large: for tables in village halls.
        then: called when it is pressed.
        key: the key that does the same, shown as tooltip (`keys.shown("lock")`).
    """
    made = QPushButton(button_text(words))
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setProperty("large", large)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    set_role(made, "tile" if large else "medium" if kind in ("plain", "link", "ghost") else "strong")
    made.setAccessibleName(words)
    if key:
        made.setToolTip(tip(key))
        made.setAccessibleDescription(key)
    if icon:
        set_icon(made, icon, _ICON_ROLE.get(kind, "text"), ICON_SMALL if small else ICON)
    if then is not None:
        made.clicked.connect(lambda *_checked: then())
    return made


def link(words: str, *, then: Callable[[], object] | None = None, small: bool = True) -> QPushButton:
    """Words in accent colour that do something, flush with the text around them."""
    made = button(words, kind="link", small=small, then=then)
    made.setProperty("flush", True)
    return made


def icon_button(
    icon: str, name: str, *, then: Callable[[], object] | None = None, small: bool = False, key: str = ""
) -> QPushButton:
    """A square button without words; its name is the tooltip and what a screen reader says."""
    made = button("", icon, kind="ghost", small=small, then=then)
    made.setAccessibleName(name)
    made.setToolTip(tip(f"{name} ({key})" if key else name))
    return made


def says_before(made: QPushButton, words: str) -> QPushButton:
    """Let a button say beforehand what cannot be taken back; gives it back."""
    made.setToolTip(tip(words))
    made.setAccessibleDescription(words)
    return made


def set_words(made: QPushButton, words: str) -> None:
    """Change the words of a button and its name with them."""
    made.setText(button_text(words))
    made.setAccessibleName(words)
