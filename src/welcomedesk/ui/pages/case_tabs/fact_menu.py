"""The context menu of a fact: edit, copy, history."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from welcomedesk.i18n import _
from welcomedesk.ui import keys
from welcomedesk.ui.components.facts import FactTable
from welcomedesk.ui.look import icons
from welcomedesk.ui.pages.case_tabs.tab import Tab
from welcomedesk.ui.text import button_text


def offer_menu(tab: Tab, table: FactTable) -> None:
    """Give all facts of a table their context menu."""
    table.menu_wanted.connect(lambda key, point: _open(tab, table, key, point))


def _open(tab: Tab, table: FactTable, key: str, point: QPoint) -> None:
    fact = next((fact for fact in table.facts if fact.key == key), None)
    if fact is None:
        return
    menu = QMenu(tab)
    if fact.editable:
        words = _("{what}  {key}").format(what=_("Edit"), key=keys.shown("edit"))
        menu.addAction(icons.icon("edit"), button_text(words)).triggered.connect(lambda *_on: fact.edit())
    if not fact.value.isHidden():
        text = fact.value.text()
        copy = menu.addAction(icons.icon("copy"), button_text(_("Copy")))
        copy.triggered.connect(lambda *_on: tab.context.shell.copy(text))
    words = _("{what}  {key}").format(what=_("History"), key=keys.shown("history"))
    past = menu.addAction(icons.icon("history"), button_text(words))
    past.triggered.connect(lambda *_on: tab.host.go_tab("history", key))
    menu.popup(point)
