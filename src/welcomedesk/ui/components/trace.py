"""A result of a guide as a value, and its trace: what it means, conditions with sources, what would change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from welcomedesk.i18n import N_, _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.chips import Chip, IconLabel
from welcomedesk.ui.components.facts import definition
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.look.tokens import ICON_SMALL, S1, S2, S3, S4
from welcomedesk.ui.text import Label

# verdict: (words of the group, icon, tone)
GROUPS: dict[str, tuple[str, str, str]] = {
    "applies": (N_("Possible"), "check-circle", "good"),
    "open": (N_("Still open"), "open-circle", "open"),
    "excluded": (N_("Something speaks against it"), "bar-circle", "caution"),
}
_MET: dict[str, tuple[str, str, str]] = {
    "met": ("check", "good", N_("met")),
    "unmet": ("cross", "caution", N_("not met")),
    "open": ("open-circle", "open", N_("still open")),
    "assumed": ("info", "accent", N_("assumed")),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a trace; `state` is `met`, `unmet`, `open` or `assumed`."""

    words: str
    state: str
    source: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class OfficeLink:
    """An office that is responsible; `contact` is its entry in the directory, empty where there is none."""

    words: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result.

    Args:
        title: with section, plain text.
        reason: one line.
        would_change: sentences, may be empty.
        next: what comes next, sentences.
        text: what it means, shown first when open.
        warnings: what to look out for, sentences.
        law: where it is written; `source` what confirms it.
        verify: the statement is still to be verified.
    """

    id: str
    verdict: str
    title: str
    reason: str = ""
    trace: tuple[Condition, ...] = ()
    would_change: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    text: str = ""
    warnings: tuple[str, ...] = ()
    offices: tuple[OfficeLink, ...] = ()
    law: str = ""
    source: str = ""
    verify: bool = False


def trace_of(result: Verdict, go: Callable[[str], object] | None = None) -> QWidget:
    """What it means, conditions met, not met and assumed with their source, what would change it, who is responsible.

    Args:
        go: called with the id of a contact whose link is pressed.
    """
    made = QWidget()
    inside = column(space=S2 - 2, margins=(S4, S3, S4, S3))
    if result.text:
        inside.addWidget(Label(result.text, wrap=True))
        inside.addSpacing(S1)
    for condition in result.trace:
        inside.addWidget(_condition(condition))
    for words in result.warnings:
        line = row(column(1, IconLabel("triangle", "caution", ICON_SMALL), None, space=0), space=S3)
        line.addWidget(Label(words, wrap=True), 1)
        inside.addLayout(line)
    if result.would_change:
        inside.addSpacing(S2)
        tone = {"excluded": "caution", "open": "open"}.get(result.verdict, "plain")
        inside.addWidget(Banner(_("What would change it"), _lines(result.would_change), tone))
    for office in result.offices:
        inside.addWidget(definition(_("Office"), _office(office, go)))
    if result.next:
        inside.addWidget(definition(_("Next"), "\n".join(result.next)))
    if result.law:
        inside.addWidget(definition(_("Basis"), result.law))
    if result.source or result.verify:
        chip = [Chip(_("to be verified"), "open")] if result.verify else []
        inside.addLayout(row(Label(result.source, "small", "text2", wrap=True), *chip, space=S2))
    made.setLayout(inside)
    return made


def _lines(sentences: tuple[str, ...]) -> str:
    return "\n".join(f"– {each}" for each in sentences) if len(sentences) > 1 else "".join(sentences)


def _office(office: OfficeLink, go: Callable[[str], object] | None) -> QWidget | str:
    if not office.contact or go is None:
        return office.words
    pressed = link(office.words, then=lambda: go(office.contact), small=False)
    return holding(row(pressed, None))


def _condition(condition: Condition) -> QWidget:
    icon, tone, state = _MET.get(condition.state, _MET["open"])
    words = Label(condition.words, "strong" if condition.state == "unmet" else "body", wrap=True)
    words.setAccessibleName(f"{_(state)}: {condition.words}")
    source = condition.source if not condition.verify else " · ".join((condition.source, _("to be verified")))
    note = Label(source.strip(" ·"), "small", "text2", wrap=True)
    note.setFixedWidth(look().size(172))
    made = QWidget()
    line = row(IconLabel(icon, tone, ICON_SMALL), words, note, space=S3)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
