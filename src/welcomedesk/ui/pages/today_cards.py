"""The rows of the cards beside *Today*: residence titles and agreements that end, figures that stop holding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welcomedesk.domain.network import AGREEMENT, PARTNER
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.components.buttons import link
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.layout import column, holding, row
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.due import days_between, in_days
from welcomedesk.ui.look.tokens import S3
from welcomedesk.ui.text import ElidedLabel, Label

if TYPE_CHECKING:
    from welcomedesk.desk.agenda import Notice
    from welcomedesk.desk.ports import DueItem
    from welcomedesk.domain.network import Reminder


def title_row(item: DueItem, who: tuple[str, str], today: date, opened: Callable[[], object]) -> QWidget:
    """A residence title: whose, what, until when.

    Args:
        who: name and number as lists show them.
    """
    left = -days_between(item.date, today)
    about = ElidedLabel(" · ".join(part for part in (who[1], item.what) if part), "small", "text2")
    when = Label(in_days(left) if left >= 0 else _("over"), "small", "text2" if left >= 0 else "danger")
    below = row(about, when, space=S3)
    below.setStretch(0, 1)
    box = QWidget()
    box.setLayout(column(row(link(who[0], then=opened), None, Label(long_date(item.date)), space=S3), below, space=0))
    return box


def reminder_row(each: Reminder, today: date, opened: Callable[[], object]) -> QWidget:
    """An agreement that ends or a talk that is due, with its day."""
    left = -days_between(each.day.isoformat(), today)
    when = long_date(each.day.isoformat())
    if each.kind == AGREEMENT:
        words = _("agreement, ended on {date}") if left < 0 else _("agreement until {date}")
    else:
        words = _("talk on {date}")
    said = f"{words.format(date=when)}, {in_days(left)}" if left >= 0 else words.format(date=when)
    name = each.what if each.kind == PARTNER else " · ".join(dict.fromkeys((each.what, each.partner)))
    second = Label(said, "small", "danger" if left < 0 else "text2", wrap=True)
    go = link(_("Show"), then=opened)
    go.setAccessibleName(_("Show {what}").format(what=name))
    below = row(second, go, space=S3)
    below.setStretch(0, 1)
    return holding(column(Label(name, wrap=True), below, space=0))


def notice_row(notice: Notice, today: date) -> QWidget:
    """What a pack does not know any more, or soon."""
    over = notice.over(today)
    if notice.value_is_day:
        title = f"{notice.titles[0]} {long_date(notice.last_day.isoformat())}"
        second = _("What holds after that day is not known to the packs yet.")
        icon, tone = "info", "accent"
    else:
        year = (notice.last_day + timedelta(days=1)).year
        missing = _("Figures for {year} are not entered yet.").format(year=year)
        whole = notice.last_day.month == 12 and notice.last_day.day == 31
        title = missing if whole else notice.titles[0]
        n = len(notice.titles)
        until = ngettext(
            "{n} figure holds until {date}. After that, guides show “still open”.",
            "{n} figures hold until {date}. After that, guides show “still open”.",
            n,
        )
        gone = ngettext(
            "{n} figure held until {date}. Guides show “still open”.",
            "{n} figures held until {date}. Guides show “still open”.",
            n,
        )
        second = (gone if over else until).format(n=n, date=long_date(notice.last_day.isoformat()))
        icon, tone = "triangle", "caution"
    words = column(Label(title, wrap=True), Label(second, "small", "text2", wrap=True), space=1)
    made = row(column(2, IconLabel(icon, tone), None, space=0), words, space=S3)
    made.setStretch(1, 1)
    box = QWidget()
    box.setLayout(made)
    return box
