"""One click, one action of the desk: run it, say that it is done, offer to take it back.

    act(self.context, self, lambda desk: tasks.finish_task(desk, case, ref), _("Task done."))

`act` is what pages and tabs call instead of `ask` when something is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from welcomedesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from welcomedesk.desk.core import Done
    from welcomedesk.ui.page import Context
    from welcomedesk.ui.worker import Task

T = TypeVar("T")


def act(
    context: Context,
    owner: QWidget,
    work: Callable[[Any], Done[T]],
    words: str = "",
    then: Callable[[T], object] | None = None,
    *,
    failed: Callable[[Exception], None],
    undo: bool = True,
) -> Task:
    """Run an action on the worker; afterwards refresh views and show a toast that can take it back.

    Args:
        owner: the view that asks; it is refreshed like all others.
        work: gets the desk and gives its `Done`.
        words: what the toast says; empty says nothing and only notes the time in the status bar.
        then: gets the value of the action, on the main thread, after views were told.
        failed: gets the error, on the main thread.
        undo: whether the toast offers to take it back.
    """
    desk, shell = context.session.desk, context.shell

    def done(outcome: Done[T]) -> None:
        back = taking_back(context, outcome) if undo and outcome.undo else None
        shell.did(words, outcome.changed, back)
        if then is not None:
            then(outcome.value)

    def stopped(error: Exception) -> None:
        missing = getattr(error, "details", {}) if getattr(error, "code", "") == "no_basis" else {}
        if missing.get("case"):
            run = context.worker.run
            _ask_basis(context, owner, work, missing, lambda again: run(again, done, failed, owner=owner))
        else:
            failed(error)

    return context.worker.run(lambda progress: work(desk), done, stopped, owner=owner)


def _ask_basis(
    context: Context,
    owner: QWidget,
    work: Callable[[Any], Done[T]],
    missing: Mapping[str, Any],
    run: Callable[[Callable[[object], Done[T]]], object],
) -> None:
    """Ask for the legal basis that is missing, then go on with the action: one step for the adviser, one to undo."""
    from welcomedesk.ui.pages.privacy_dialogs import ask_basis

    def recorded(ground: str, values: dict[str, Any]) -> None:
        def again(_progress: object) -> Done[T]:
            from dataclasses import replace

            from welcomedesk.desk import privacy

            desk = context.session.desk
            basis = privacy.record_basis(desk, missing["case"], ground, purpose=missing["purpose"], values=values)
            done = work(desk)
            return replace(done, undo=(*done.undo, *basis.undo))

        run(again)

    ask_basis(owner, recorded)


def taking_back(context: Context, outcome: Done[Any]) -> Callable[[], object]:
    """What Strg+Z and the toast call; it works from any page, also after the view is gone."""

    def take_back() -> object:
        def work(progress: object) -> Done[Any]:
            from welcomedesk.desk.core import undo

            return undo(context.session.desk, outcome)

        return context.worker.run(work, lambda done: context.shell.did(_("Taken back."), done.changed))

    return take_back
