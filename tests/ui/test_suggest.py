"""The suggested passphrase in the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from welcomedesk.ui.firstrun import PassphraseStep
from welcomedesk.ui.passphrase import judge, suggestion


def test_a_suggestion_counts_as_strong() -> None:
    assert all(judge(suggestion()).tone == "good" for _number in range(50))


def test_the_first_run_shows_six_words_and_wants_them_typed_once(qtbot: QtBot) -> None:
    step = PassphraseStep()
    qtbot.addWidget(step)
    went_on: list[bool] = []
    step.next.connect(lambda: went_on.append(True))
    step.suggest.button.click()
    shown = step.suggest.words.text()
    assert len(shown.split()) == 6 and step.first.field.text() == shown
    step.go_on.click()
    assert not went_on
    step.second.field.field.setText(shown)
    step.go_on.click()
    assert went_on


def test_words_are_gone_when_something_else_is_typed(qtbot: QtBot) -> None:
    step = PassphraseStep()
    qtbot.addWidget(step)
    step.suggest.button.click()
    step.first.field.field.setText("etwas eigenes hier")
    assert step.suggest.words.text() == "" and step.suggest.words.isHidden()


def test_a_second_suggestion_is_another_one(qtbot: QtBot) -> None:
    assert suggestion() != suggestion()
