"""One click, one action of the desk: run it, say that it is done, offer to take it back.

    act(self.context, self, lambda desk: tasks.finish_task(desk, case, ref), _("Task done."))

`act` is what pages and tabs call instead of `ask` when something is written.
"""

from __future__ import annotations

from collections.abc import Callable
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

    return context.worker.run(lambda progress: work(desk), done, failed, owner=owner)


def taking_back(context: Context, outcome: Done[Any]) -> Callable[[], object]:
    """What Strg+Z and the toast call; it works from any page, also after the view is gone."""

    def take_back() -> object:
        def work(progress: object) -> Done[Any]:
            from welcomedesk.desk.core import undo

            return undo(context.session.desk, outcome)

        return context.worker.run(work, lambda done: context.shell.did(_("Taken back."), done.changed))

    return take_back
