"""What a blind colleague's reader does, over any accessibility tree: find by role and name, press, write, choose.

`InProcess` reads Qt's own interfaces; `tests.helpers.atspi` the tree that other programs of the system see. Neither
knows a widget, a coordinate or a key.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PRESSABLE = ("button", "page tab", "check box", "radio button", "menu item")
TEXTS = ("text", "password text")
MENUS = ("popup menu", "menu")
PATIENCE = 20_000
"""Milliseconds after which something that should come is missed."""

ROLES = {
    "EditableText": "text", "CheckBox": "check box", "RadioButton": "radio button", "ComboBox": "combo box",
    "ListItem": "list item", "PageTab": "page tab", "StaticText": "label", "MenuItem": "menu item",
    "Cell": "table cell", "ColumnHeader": "column header", "Window": "window", "PopupMenu": "popup menu",
}  # fmt: skip
"""Qt's names of roles in the words of the system's tree; others are the same in small letters."""


class Node(ABC):
    """One thing in the tree."""

    role: str
    name: str

    @property
    @abstractmethod
    def shown(self) -> bool: ...

    @property
    @abstractmethod
    def enabled(self) -> bool: ...

    @property
    @abstractmethod
    def children(self) -> Sequence[Node]: ...

    @property
    @abstractmethod
    def description(self) -> str: ...

    @property
    @abstractmethod
    def on(self) -> bool:
        """Checked or selected."""

    @abstractmethod
    def act(self) -> None:
        """Do its first action: press, toggle, show."""

    @abstractmethod
    def focus(self) -> None: ...

    @abstractmethod
    def write(self, text: str) -> None:
        """Put a text in place of what stands in a field."""

    def below(self) -> Iterator[Node]:
        """Everything shown below it, outermost first."""
        level: Sequence[Node] = [self]
        while level:
            level = [child for each in level for child in each.children if child.shown]
            yield from level


class ScreenReader(ABC):
    """Finds its way by names alone."""

    @abstractmethod
    def windows(self) -> Sequence[Node]:
        """The windows and dialogs that are shown."""

    @abstractmethod
    def until(self, there: Callable[[], bool]) -> None:
        """Wait until something holds, and fail with what is there where it never does."""

    def here(self) -> Node:
        """The dialog on top, or else the window."""
        shown = self.windows()
        menus = [part for each in shown for part in (each, *each.children) if part.role in MENUS and part.shown]
        dialogs = [each for each in shown if each.role == "dialog"]
        return (menus or dialogs or shown)[-1]

    def all(self, *roles: str) -> list[Node]:
        return [each for each in self.here().below() if each.role in roles]

    def look(self, name: str, *roles: str) -> Node | None:
        """The first thing called so, by its whole name or else by how it begins."""
        found = [each for each in self.here().below() if each.role in roles and each.name]
        whole = [each for each in found if each.name == name]
        return next(iter(whole or [each for each in found if each.name.startswith(name)]), None)

    def find(self, name: str, *roles: str) -> Node:
        """Wait for something that is shown and can be used."""
        return self._wait_for(name, roles, usable=True)

    def find_any(self, name: str, *roles: str) -> Node:
        """Wait for something that is shown, whether it can be used or not."""
        return self._wait_for(name, roles, usable=False)

    def _wait_for(self, name: str, roles: tuple[str, ...], *, usable: bool) -> Node:
        found: list[Node] = []

        def there() -> bool:
            node = self.look(name, *roles)
            found[:] = [node] if node is not None and (node.enabled or not usable) else []
            return bool(found)

        self._wait(there, f"no {' or '.join(roles)} called {name!r}")
        return found[0]

    def _wait(self, there: Callable[[], bool], missing: str) -> None:
        try:
            self.until(there)
        except Exception as late:
            names = sorted({f"{each.role} {each.name!r}" for each in self.here().below() if each.name})
            raise AssertionError(f"{missing}; there are {names}") from late

    def press(self, name: str) -> None:
        self.find(name, *PRESSABLE).act()

    def write(self, name: str, text: str) -> None:
        field = self.find(name, *TEXTS)
        field.focus()
        field.write(text)

    def choose(self, name: str, option: str) -> None:
        """Choose an entry of a combo box by its words."""
        box = self.find(name, "combo box")
        entries = [each for each in deep(box) if each.role == "list item"]
        wanted = [each for each in entries if each.name == option]
        assert wanted, f"{name}: {[each.name for each in entries]}"
        if not wanted[0].on:
            wanted[0].act()
        self._wait(lambda: option in self.find(name, "combo box").name, f"{name} does not become {option!r}")

    def choose_row(self, words: str) -> None:
        """Choose the row of a list or a table that holds these words."""
        rows: list[Node] = []

        def there() -> bool:
            rows[:] = [each for each in self.all("list item", "table cell") if words in each.name]
            return bool(rows)

        self._wait(there, f"no row with {words!r}")
        if not rows[0].on:
            rows[0].act()
            self.until(lambda: there() and rows[0].on)

    def hears(self, words: str) -> None:
        """Wait until something on the screen says so."""
        self._wait(lambda: any(words in each.name for each in self.here().below()), f"nothing says {words!r}")


def deep(node: Node) -> Iterator[Node]:
    """Everything below, also what is folded away."""
    for child in node.children:
        yield child
        yield from deep(child)


@dataclass
class Inner(Node):
    """A node of this process."""

    face: QAccessibleInterface

    @property
    def role(self) -> str:  # type: ignore[override]
        name = self.face.role().name
        return ROLES.get(name, name.lower())

    @property
    def name(self) -> str:  # type: ignore[override]
        return str(self.face.text(QAccessible.Text.Name))

    @property
    def description(self) -> str:
        return str(self.face.text(QAccessible.Text.Description))

    @property
    def shown(self) -> bool:
        return self.face.isValid() and not self.face.state().invisible

    @property
    def enabled(self) -> bool:
        return not self.face.state().disabled

    @property
    def on(self) -> bool:
        return bool(self.face.state().checked or self.face.state().selected)

    @property
    def children(self) -> Sequence[Node]:
        found = (self.face.child(number) for number in range(self.face.childCount()))
        return [Inner(each) for each in found if each is not None and each.isValid()]

    def act(self) -> None:
        actions = self.face.actionInterface()
        assert actions is not None, self.name
        actions.doAction(actions.actionNames()[0])

    def focus(self) -> None:
        actions = self.face.actionInterface()
        actions.doAction(actions.setFocusAction())

    def write(self, text: str) -> None:
        self.face.setText(QAccessible.Text.Value, text)


class InProcess(ScreenReader):
    """Reads the windows of this process through Qt's interfaces."""

    def __init__(self, qtbot: QtBot) -> None:
        QAccessible.setActive(True)
        self._qtbot = qtbot

    def windows(self) -> Sequence[Node]:
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        modal = QApplication.activeModalWidget()
        ordered = sorted(shown, key=lambda each: each is modal)
        return [Inner(QAccessible.queryAccessibleInterface(each)) for each in ordered]

    def until(self, there: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(there, timeout=PATIENCE)
