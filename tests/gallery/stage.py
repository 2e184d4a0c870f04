"""Where the window stands for its pictures: sample data, a clock that stands still, one font, any look.

stage = Stage(app)
with stage.shown(SCENES["case"], Dress(language="en", scheme="dark", size=(853, 480))) as widget:
    picture = widget.grab()
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QTimer
from PySide6.QtGui import QColor, QCursor, QFont, QFontDatabase, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.desks import FixedClock
from tests.helpers.real import RealDesk, real_desk
from tests.letters.samples import OFFICE
from welcomedesk import i18n
from welcomedesk.desk.office import set_office
from welcomedesk.ui import dates
from welcomedesk.ui.backend import Preferences, Session
from welcomedesk.ui.everything import find
from welcomedesk.ui.look import theme
from welcomedesk.ui.look.tokens import SMALLEST_WINDOW
from welcomedesk.ui.page import PageView, Place
from welcomedesk.ui.shell import Shell
from welcomedesk.ui.speaking import speak
from welcomedesk.ui.window import Window
from welcomedesk.ui.worker import Worker

TODAY = date(2026, 11, 23)
LONGEST_WAIT = 20_000
"""Milliseconds after which a page that does not come to rest is a defect."""
CALM = 5
"""Turns of the loop in which nothing happens."""
SHORT_PAUSE = 320
"""Timers up to this many milliseconds belong to the picture: what is asked after a pause in typing."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How a scene is looked at.

    Args:
        scheme: `light`, `dark` or `contrast`.
        language: one of `i18n.LANGUAGES` or a trial language.
        size: width and height of the window in device-independent pixels.
        zoom: size of the text.
    """

    scheme: str = "light"
    language: str = "de"
    size: tuple[int, int] = (1440, 900)
    zoom: float = 1.0

    @property
    def name(self) -> str:
        """`de-light-1440x900`, with `-200` at 200 % text."""
        larger = "" if self.zoom == 1.0 else f"-{round(self.zoom * 100)}"
        return f"{self.language}-{self.scheme}-{self.size[0]}x{self.size[1]}{larger}"


@dataclass(frozen=True, slots=True)
class Scene:
    """One page or component in one state.

    Args:
        name: page, then the state after a dot: `case.closed`.
        play: brings the stage there and gives the widget that is looked at.
        main: one of the pages advisers spend their day on: looked at in every theme, language and width.
    """

    name: str
    play: Callable[[Stage], QWidget]
    main: bool = False


def with_letterhead(*samples: str) -> RealDesk:
    """The desk of an office that has entered its name and address, as every office does before its first letter."""
    made = real_desk(*samples)
    set_office(made.desk, {name: OFFICE[name] for name in ("name", "street", "postal_code", "place")})
    return made


class Stage:
    """Makes windows, keeps what is dear to make, and takes everything down again."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.dress = Dress()
        self.look = theme._Current.look or theme.install(app, "light")
        self._font = _own_font()
        self._before = (QFont(self.look._base), self.look._factor, app.cursorFlashTime(), dates._Clock.now)
        self._offices: dict[tuple[str, ...], RealDesk] = {}
        self._workers: list[Worker] = []
        self._windows: list[QWidget] = []
        self.held = threading.Event()

    @contextmanager
    def shown(self, scene: Scene, dress: Dress) -> Iterator[QWidget]:
        """The widget of a scene, at rest; it is gone afterwards."""
        self._put_on(dress)
        try:
            yield scene.play(self)
        finally:
            self.clear()

    def _put_on(self, dress: Dress) -> None:
        self.dress = dress
        i18n.use_language(dress.language)
        speak()
        dates.use_clock(FixedClock().now)
        # A caret that blinks is there in one picture and gone in the next.
        self.app.setCursorFlashTime(0)
        QCursor.setPos(9000, 9000)
        self._wear(QFont(self._font), 1.0)

    def _wear(self, font: QFont, factor: float) -> None:
        contrast = self.dress.scheme == "contrast"
        self.look._base, self.look._factor, self.look.zoom = font, factor, self.dress.zoom
        self.look._contrast = contrast_palette() if contrast else None
        self.look.use_scheme("light" if contrast else self.dress.scheme)

    def undress(self) -> None:
        """Leave the application as other tests expect it."""
        font, factor, flash, clock = self._before
        self.dress = Dress()
        i18n.use_language(self.dress.language)
        speak()
        self.app.setCursorFlashTime(flash)
        dates.use_clock(clock)
        self._wear(font, factor)

    def clear(self) -> None:
        """Take every window down. Pages go before their worker: what is delivered to a page may ask for more."""
        self.held.set()
        for window in {*self._windows, *self.app.topLevelWidgets()}:
            window.hide()
            if isinstance(window, Window):
                window.worker.close()
            window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._windows.clear()
        for worker in self._workers:
            worker.close()
        self.app.processEvents()
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        self.held.clear()

    # --- what scenes ask for ------------------------------------------------------------------------------------

    def office(self, *samples: str, own: bool = False) -> RealDesk:
        """The desk with these samples, all when none is named; `own` for a scene that changes something."""
        if own:
            return self._speaking(with_letterhead(*samples))
        if samples not in self._offices:
            self._offices[samples] = with_letterhead(*samples)
        return self._speaking(self._offices[samples])

    def _speaking(self, office: RealDesk) -> RealDesk:
        """The desk in the language of the window; the trial languages stand on the German one."""
        language = "en" if self.dress.language == "en" else "de"
        return replace(office, desk=replace(office.desk, language=language))

    def open(self, office: RealDesk, page: str, case: str = "", tab: str = "", item: str = "") -> Shell:
        """The unlocked window at a place; `case` is the id of a sample or of a case."""
        shell = self.unlocked(office)
        self.go(shell, office, page, case, tab, item)
        return shell

    def unlocked(self, office: RealDesk) -> Shell:
        """The window right after unlocking, on *Today*."""
        shell = self.shell(office.session, search=find)
        shell.go(Place("today"))
        # It would come by itself a moment later, into one picture and not into the next.
        shell._look_around()
        self.settle(shell)
        return shell

    def shell(self, session: Session, **more: Any) -> Shell:
        """The unlocked window, not at any place yet."""
        worker = Worker()
        self._workers.append(worker)
        preferences = Preferences(self.dress.language, lock_minutes=0, zoom=self.dress.zoom)
        shell = Shell(session, worker, preferences, today=lambda: TODAY, **more)
        self._appear(shell)
        return shell

    def go(self, shell: Shell, office: RealDesk, page: str, case: str = "", tab: str = "", item: str = "") -> PageView:
        entered = office.entered.get(case)
        shell.go(Place(page, case=entered.case if entered else case, tab=tab, item=item))
        self.settle(shell)
        assert shell.view is not None
        return shell.view

    def window(self, window: Window) -> Window:
        """A whole window, for what stands before unlocking."""
        self._appear(window)
        self.settle(window)
        return window

    def _appear(self, widget: QWidget) -> None:
        self._windows.append(widget)
        # As in the real window: it never grows because a page would like more room.
        widget.setMinimumSize(*SMALLEST_WINDOW)
        widget.resize(*self.dress.size)
        widget.show()
        widget.activateWindow()

    def settle(self, widget: QWidget) -> None:
        """Wait until the worker rests, nothing is about to be asked, and nothing moves any more."""
        deadline = QDeadlineTimer(LONGEST_WAIT)
        calm, stood = 0, None
        while calm < CALM:
            self.app.processEvents()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            # One part that is laid out anew may ask the next one to be.
            stands = [(each.geometry().getRect(), each.isVisible()) for each in widget.findChildren(QWidget)]
            calm = 0 if self._busy(widget) or stands != stood else calm + 1
            stood = stands
            QTest.qWait(1 if calm else 4)
            assert not deadline.hasExpired(), f"{widget} does not come to rest"
        if isinstance(widget, Shell):
            # A scene does in an instant what a person does in a minute: the toast looks at the page as it ends up.
            widget.toasts.place()

    def _busy(self, widget: QWidget) -> bool:
        working = any(worker.busy for worker in self._workers)
        if isinstance(widget, Window):
            working = widget.worker.busy or not widget._settled
        timers = widget.findChildren(QTimer)
        return working or any(
            each.isActive() and each.isSingleShot() and each.interval() <= SHORT_PAUSE for each in timers
        )

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Turn the loop of events until something holds."""
        deadline = QDeadlineTimer(LONGEST_WAIT)
        while not true():
            assert not deadline.hasExpired(), "it never came to that"
            QTest.qWait(4)

    def hold(self, shell: Shell) -> None:
        """Keep the worker busy from now on, as a slow disk would."""
        shell.context.worker.run(lambda progress: self.held.wait(60))


def contrast_palette() -> QPalette:
    """A palette as a system with high contrast has it: yellow words and blue marks on black."""
    palette = QPalette(QColor("#000000"))
    black, white, yellow, blue = (QColor(each) for each in ("#000000", "#FFFFFF", "#FFFF00", "#1AEBFF"))
    role = QPalette.ColorRole
    for ground in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase):
        palette.setColor(ground, black)
    for words in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText):
        palette.setColor(words, white)
    for each in (role.Link, role.LinkVisited, role.PlaceholderText):
        palette.setColor(each, yellow)
    for words in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, words, QColor("#3FF23F"))
    palette.setColor(role.Highlight, blue)
    palette.setColor(role.HighlightedText, black)
    return palette


def _own_font() -> QFont:
    """The font of the letters, so that pictures are the same on every machine."""
    import pymupdf_fonts

    families: list[str] = []
    for name in ("figo", "figbo"):
        number = QFontDatabase.addApplicationFontFromData(pymupdf_fonts.myfont(name))
        families += QFontDatabase.applicationFontFamilies(number)
    font = QFont(families[0])
    font.setPointSizeF(10)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font
