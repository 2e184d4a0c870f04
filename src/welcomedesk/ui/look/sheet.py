"""The style sheet: grounds and lines by dynamic property, nothing else. Never on item views."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welcomedesk.ui.look.tokens import Tokens

SHEET = Template("""
QWidget[part="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QWidget[part="header"] { background: $window; border-bottom: 1px solid $line; }
QWidget[part="status"] { background: $window; border-top: 1px solid $line; }
QWidget[part="panel"] { background: $window; border-left: 1px solid $line; }
QWidget[part="pane"] { background: $surface; }
QWidget[part="foot"] { background: $window; border-top: 1px solid $line; }
QWidget[part="canvas"] { background: $rail; }
QFrame[part="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[part="card"][tone="focus"] { border: 1px solid $accent; }
QFrame[part="box"] { background: $window; border: none; border-radius: 0; }
QFrame[part="drawer"] { background: $window; border: 1px solid $control; }
QFrame[part="popup"] { background: $surface; border: 1px solid $control; border-radius: 6px; }
QFrame[part="line"] { background: $line; border: none; }
QFrame[part="banner"] { background: $info_ground; border: none; border-radius: 6px; }
QFrame[part="banner"][tone="good"] { background: $good_ground; }
QFrame[part="banner"][tone="open"] { background: $open_ground; }
QFrame[part="banner"][tone="caution"] { background: $caution_ground; }
QFrame[part="banner"][tone="danger"] { background: $danger_ground; }
QFrame[part="banner"][tone="plain"] { background: $rail; }
QFrame[part="chip"] { background: $info_ground; border: none; border-radius: 4px; }
QFrame[part="chip"][tone="good"] { background: $good_ground; }
QFrame[part="chip"][tone="open"] { background: $open_ground; }
QFrame[part="chip"][tone="caution"] { background: $caution_ground; }
QFrame[part="chip"][tone="danger"] { background: $danger_ground; }
QFrame[part="chip"][tone="sample"] { background: transparent; border: 1px dashed $control; }
QFrame[part="chip"][tone="key"] { background: transparent; border: 1px solid $line; }
QFrame[part="toast"] { background: $text; border: none; border-radius: 6px; }
QFrame[part="head"] { background: $window; border: none; }
QFrame[part="row"] { background: transparent; border: none; border-top: 1px solid $line; }
QFrame[part="row"][tone="selected"] { background: $selected; border-left: 3px solid $accent; }
QScrollBar { background: transparent; width: 12px; height: 12px; }
QScrollBar::handle { background: $control; border: none; border-radius: 3px; margin: 3px; min-height: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QMenu { background: $surface; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; color: $text; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px; }
QScrollArea { background: transparent; border: none; }
QWidget[part="clear"] { background: transparent; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a token table, under 120 lines."""
    return SHEET.substitute(tokens.as_dict())
