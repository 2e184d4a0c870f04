"""The first words to somebody new, and to somebody whose program was updated: a notice on the page, never a dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from welcomedesk.i18n import _
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.page import Place

if TYPE_CHECKING:
    from welcomedesk.ui.page import PageView
    from welcomedesk.ui.shell import Shell


def welcome(shell: Shell, *, carrier_known: bool) -> None:
    """Offer the tour and, where it was not said at set-up, ask whose law holds here."""
    view = shell.view
    if view is None:
        return
    show = button(_("Begin tour"), "flag", then=partial(_begin_tour, shell, view))
    words = _("The tour takes three minutes, and stays under Help.")
    actions = [show]
    if not carrier_known:
        words = _("The tour takes three minutes, and stays under Help. Legal texts follow the carrier you choose.")
        actions.append(button(_("Choose carrier"), "shield", then=lambda: shell.go(Place("privacy"))))
    view.show_notice(Banner(_("Welcome."), words, icon="flag", actions=tuple(actions), close=view.clear_notice))


def _begin_tour(shell: Shell, view: PageView) -> None:
    view.clear_notice()
    tour(shell)


def tell_news(shell: Shell, version: str) -> None:
    """Say that this version is in use now, and where one reads what is new in it."""
    view = shell.view
    if view is None:
        return
    show = button(_("What is new"), "info", then=lambda: shell.go(Place("help", item="news")))
    words = _("Version {version} is in use.").format(version=version)
    view.show_notice(Banner(words, actions=(show,), close=view.clear_notice))


def tour(shell: Shell) -> None:
    """Walk through the window; where there is no sample enquiry of a person, its stops are left out."""
    from welcomedesk.desk import cases

    def begin(case: str) -> None:
        from welcomedesk.ui.tour import Tour

        Tour(shell, shell.go, case)

    desk = shell.context.session.desk
    shell.context.worker.run(lambda progress: cases.sample_case(desk), begin, owner=shell)
