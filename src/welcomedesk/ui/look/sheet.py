"""The style sheet: grounds by dynamic property, flat controls, the focus ring. Never on the rows of item views.

Why not a `QProxyStyle` in Python: Qt asks a style thousands of times per page, each question then crosses into
Python, and the numbers of `QStyle` alone cost a tenth of the start. What is drawn by hand stands in `style.py`.

Buttons say what they are by the dynamic property `kind`: `main` (filled, one per page), `tonal`, `plain`, `link`,
`ghost` (a link in text colour), `danger`; small ones carry `small`, those flush with text `flush`. Fields with an error
carry `wrong`. Grounds go by object name (`set_part`), which Qt looks up at once; a rule for `QFrame[part=…]` would be
tried on every label.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from welcomedesk import paths
from welcomedesk.ui.look.tokens import BUTTON, BUTTON_LARGE, BUTTON_SMALL, FIELD, ICON

if TYPE_CHECKING:
    from welcomedesk.ui.look.tokens import Tokens

SHEET = Template("""
#wd_rail { background: $rail; border: none; border-right: 1px solid $line; }
#wd_header { background: $window; border-bottom: 1px solid $line; }
#wd_status, #wd_foot { background: $window; border-top: 1px solid $line; }
#wd_panel { background: $window; border-left: 1px solid $line; }
#wd_pane { background: $surface; }
#wd_canvas { background: $rail; }
#wd_clear, QScrollArea, QScrollArea > #qt_scrollarea_viewport { background: transparent; border: none; }
#wd_card { background: $surface; border: 1px solid $line; border-radius: 6px; }
#wd_card[tone="focus"] { border: 1px solid $accent; }
#wd_box, #wd_head { background: $window; border: none; }
#wd_drawer { background: $window; border: 1px solid $control; }
#wd_popup { background: $surface; border: 1px solid $control; border-radius: 6px; }
#wd_line { background: $line; border: none; }
#wd_banner { background: $info_ground; border: $banner; border-radius: 6px; }
#wd_chip { background: $info_ground; border: none; border-radius: 4px; }
#wd_banner[tone="good"], #wd_chip[tone="good"] { background: $good_ground; }
#wd_banner[tone="open"], #wd_chip[tone="open"] { background: $open_ground; }
#wd_banner[tone="caution"], #wd_chip[tone="caution"] { background: $caution_ground; }
#wd_banner[tone="danger"], #wd_chip[tone="danger"] { background: $danger_ground; }
#wd_banner[tone="plain"] { background: $rail; }
#wd_chip[tone="sample"] { background: transparent; border: 1px dashed $control; }
#wd_chip[tone="key"] { background: transparent; border: 1px solid $line; }
#wd_band { background: $accent; border: none; }
#wd_toast { background: $text; border: none; border-radius: 6px; }
#wd_row { background: transparent; border: none; border-top: 1px solid $line; }
#wd_row[tone="selected"] { background: $selected; border-left: 3px solid $accent; }

QPushButton { background: $surface; color: $text; border: 1px solid $control; border-radius: 4px;
  padding: 0 12px; min-height: ${button}px; }
QPushButton[small="true"] { padding: 0 9px; min-height: ${small}px; }
QPushButton[kind="main"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="tonal"] { background: $selected; color: $accent; border-color: $accent; }
QPushButton[kind="link"] { background: transparent; color: $accent; border-color: transparent; padding: 0 8px; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; padding: 0 6px; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="on_toast"] { background: transparent; color: $window; border-color: transparent; padding: 0 8px; }
QPushButton[kind="on_band"] { background: transparent; color: $on_accent; border-color: $on_accent; }
QPushButton[flush="true"] { padding: 0 2px; min-width: 18px; }
QPushButton[large="true"] { min-height: ${large}px; padding: 0 18px; }
QPushButton:hover { background: $hover; }
QPushButton[kind="main"]:hover { background: $main_hover; border-color: $main_hover; }
QPushButton[kind="on_toast"]:hover { background: $text2; }
QPushButton[kind="on_band"]:hover, QPushButton[kind="on_band"]:pressed { background: $main_hover; }
QPushButton:pressed { background: $selected; }
QPushButton[kind="main"]:pressed { background: $main_hover; }
QPushButton:disabled { background: $window; color: $off; border: 1px $off_line $line; }
QPushButton[kind="link"]:disabled, QPushButton[kind="ghost"]:disabled { background: transparent;
  border-color: transparent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; }
QPushButton[small="true"]:focus { padding: 0 8px; }
QPushButton[kind="link"]:focus { padding: 0 7px; }
QPushButton[kind="ghost"]:focus { padding: 0 5px; }
QPushButton[flush="true"]:focus { padding: 0 1px; }
QPushButton[large="true"]:focus { padding: 0 17px; }
QPushButton[kind="on_band"]:focus { border-color: $on_accent; border-width: 3px; padding: 0 16px; }
QPushButton[kind="main"]:focus { border-color: $text; }
QPushButton[kind="on_toast"]:focus { border-color: $window; padding: 0 7px; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  border: 1px solid $control; border-radius: 4px; padding: 0 7px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${field}px; }
QLineEdit[large="true"] { min-height: ${large}px; }
QPlainTextEdit { padding: 3px 3px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent;
  padding: 0 6px; }
QPlainTextEdit:focus { padding: 2px 2px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $danger; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $window; color: $text3; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $control; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QCheckBox, QRadioButton { spacing: 8px; color: $text; padding: 3px 2px; border: none; }
QCheckBox::indicator, QRadioButton::indicator { width: ${mark}px; height: ${mark}px; background: $surface;
  border: 1px solid $control; border-radius: 3px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick-$mode.svg"); }
QRadioButton::indicator:checked { background: $on_accent; border: ${dot}px solid $accent;
  width: ${in_dot}px; height: ${in_dot}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 4px; padding: 1px 0; }
QHeaderView::section { background: $window; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 4px 10px; }
QScrollBar { background: transparent; width: 12px; height: 12px; }
QScrollBar::handle { background: $control; border: none; border-radius: 3px; margin: 3px; min-height: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $groove; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QMenu { background: $surface; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; color: $text; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px; }
""")


def style_sheet(tokens: Tokens, *, dark: bool = False, factor: float = 1.0, off: str = "") -> str:
    """The style sheet of a token table, under 120 lines.

    Args:
        dark: take the light chevron and the dark tick.
        factor: how much larger than drawn controls are.
        off: with high contrast, the colour of the system for words of controls that cannot be used now. Lines then say
            what our grounds say otherwise.
    """
    mark = round(ICON * factor) - 2
    dot = max(4, round(mark * 0.3))
    return SHEET.substitute(
        tokens.as_dict(),
        hover=mixed(tokens.window, tokens.text, 0.06),
        main_hover=mixed(tokens.accent, tokens.on_accent, 0.12),
        button=round(BUTTON * factor) - 2,
        small=round(BUTTON_SMALL * factor) - 2,
        large=round(BUTTON_LARGE * factor) - 2,
        field=round(FIELD * factor) - 2,
        mark=mark,
        round=(mark + 2) // 2,
        dot=dot,
        in_dot=mark + 2 - 2 * dot,
        icons=(paths.resources() / "look").as_posix(),
        mode="dark" if dark else "light",
        off=off or tokens.text3,
        off_line="dashed" if off else "solid",
        banner=f"1px solid {tokens.line}" if off else "none",
        groove=tokens.window if off else tokens.line,
    )


def mixed(ground: str, over: str, share: float) -> str:
    """A colour between two, both `#RRGGBB`."""
    pairs = ((int(ground[at : at + 2], 16), int(over[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)
