"""Render windows and pages to PNG: languages × light and dark × sizes × scale, from sample data.

Usage:
    python tools/screens.py OUT [--only NAME,…] [--lang de,en] [--scheme light,dark] [--size 1440x900,…]
                                [--scale 1,1.5] [--font FOLDER] [--pages]

Scenes: unlock, locked, wrong, foreign, first1, first2, first3, and parts-today, parts-case, parts-guide, parts-contacts
(every component with invented content). `--pages` adds the real pages over a fresh case file with the sample enquiries.
Offscreen Qt needs a font: any is enough; for pictures near the drawn ones install fonts-inter, or name a folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = "1440x900,1280x720,1024x576,853x480"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--lang", default="de,en")
    parser.add_argument("--scheme", default="light,dark")
    parser.add_argument("--size", default=SIZES)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--font", type=Path)
    parser.add_argument("--pages", action="store_true")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    scales = options.scale.split(",")
    if "WELCOMEDESK_SCREENS" not in os.environ:
        return max(run_at(scale) for scale in scales)
    options.out.mkdir(parents=True, exist_ok=True)
    render(options)
    return 0


def run_at(scale: str) -> int:
    """Run again with this scale: Qt reads it once, before the application is made."""
    environment = dict(os.environ, QT_SCALE_FACTOR=scale, WELCOMEDESK_SCREENS=scale, PYTHONPATH=f"{ROOT}/src:{ROOT}")
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode


def render(options: argparse.Namespace) -> None:
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    from welcomedesk import i18n
    from welcomedesk.ui.look.theme import install

    app = QApplication([])
    if options.font:
        families = [
            family
            for file in sorted(options.font.rglob("*.[ot]tf"))
            for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        ]
        app.setFont(QFont(min(families, key=len), 10))
    look = install(app, "light")
    wanted = set(filter(None, options.only.split(",")))
    scale = os.environ["WELCOMEDESK_SCREENS"]
    for language in options.lang.split(","):
        i18n.use_language(language)
        for scheme in options.scheme.split(","):
            look.use_scheme(scheme)
            for name, make in scenes(language, scheme, pages=options.pages):
                if wanted and name not in wanted:
                    continue
                for size in options.size.split(","):
                    width, height = (int(part) for part in size.split("x"))
                    shot = options.out / f"{name}-{language}-{scheme}-{size}@{scale}.png"
                    take(app, make, width, height, shot)
                    print(shot)


def take(app: object, make: Callable[[], object], width: int, height: int, file: Path) -> None:
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(app, QApplication)
    # Away from the window, or whatever lies in the corner looks touched.
    QCursor.setPos(4000, 4000)
    window = make()
    assert isinstance(window, QWidget)
    window.resize(width, height)
    window.show()
    settle(app, window)
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    app.processEvents()


def settle(app: object, window: object) -> None:
    """Let layouts and the worker come to rest."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from welcomedesk.ui.window import Window

    assert isinstance(app, QApplication)
    if isinstance(window, Window):
        QTest.qWait(60)  # until the details that come after the first picture stand
    for _turn in range(200):
        app.processEvents()
        if not isinstance(window, Window) or not window.worker.busy:
            break
        QTest.qWait(10)
    for _turn in range(8):
        app.processEvents()


Scene = tuple[str, Callable[[], object]]


def scenes(language: str, scheme: str, *, pages: bool) -> Iterator[Scene]:
    import sample_parts
    from tests.helpers.fake_backend import FakeBackend, FakeSession
    from welcomedesk.ui.backend import Preferences
    from welcomedesk.ui.shell import Shell
    from welcomedesk.ui.window import Window

    wanted = Preferences(language, scheme)

    def gate(state: str = "ready", then: Callable[[Window], object] = lambda window: None) -> Callable[[], Window]:
        def make() -> Window:
            window = Window(FakeBackend(state=state, wanted=wanted))
            then(window)
            return window

        return make

    def wrong(window: Window) -> None:
        words = "Der Kennwortsatz passt nicht. Nächster Versuch in 4 Sekunden."
        window.gate.form.row.say_wrong(words)  # type: ignore[union-attr]

    yield "unlock", gate()
    yield "locked", gate(then=lambda window: window.show_gate(locked_at="10:32"))
    yield "wrong", gate(then=wrong)
    yield "foreign", gate("file_foreign")
    yield "first1", gate("none")
    yield "first2", gate("none", lambda window: window.gate._to_passphrase())  # type: ignore[union-attr]
    yield "first3", gate("none", first_sheet)
    for place in sample_parts.PLACES:

        def parts(place: object = place) -> Window:
            from welcomedesk.ui.page import Place

            assert isinstance(place, Place)
            window = Window(
                FakeBackend(wanted=wanted),
                lambda session, worker, preferences: Shell(session, worker, preferences, registry=sample_parts.PAGES),
            )
            window._session = FakeSession()
            window._enter_at(())
            assert window.shell is not None
            window.shell.go(place)
            window.shell.saved()
            return window

        yield f"parts-{place.page}", parts
    if pages:
        yield from real_pages(language, scheme)


def first_sheet(window: object) -> None:
    from welcomedesk.ui.backend import Made, SetUp

    first = window.gate  # type: ignore[attr-defined]
    first._setup = SetUp("Musterberatung", "MD-2", "A. Beispiel", "x")
    first._made(Made("K7M4-QX2P-9D3F-8WNA-T5RB-6HJC"))


def real_pages(language: str, scheme: str) -> Iterator[Scene]:
    """Every registered page over one fresh workplace with the sample enquiries."""
    from welcomedesk import paths
    from welcomedesk.backend import RealBackend
    from welcomedesk.ui.backend import Preferences, SetUp
    from welcomedesk.ui.page import Place
    from welcomedesk.ui.pages import PAGES
    from welcomedesk.ui.window import Window
    from welcomedesk.ui.worker import Progress, Task

    home = paths.Home(Path(tempfile.mkdtemp(prefix="screens-")) / "workplace")
    backend = RealBackend(home)
    backend.save_preferences(replace(Preferences(), language=language, scheme=scheme, lock_minutes=0))
    progress = Progress(Task(lambda _progress: None, None, None, None, ""))
    secret = "four words are enough"
    backend.create(SetUp("Musterberatung Welcome-Service", "Arbeitsplatz MD-2", "A. Beispiel", secret), progress)
    session = backend.unlock("A. Beispiel", secret)
    backend.add_samples(session, progress)
    from welcomedesk.desk.ports import RegisterQuery

    cases = session.desk.store.register(RegisterQuery()).rows
    places = [(page.name, Place(page.name)) for page in PAGES if page.rail or page.name == "privacy"]
    tabs = ("overview", "facts", "talks", "guide", "checklist", "referrals", "letters", "privacy", "history")
    places += [(f"case-{tab}", Place("case", case=cases[0].id, tab=tab)) for tab in tabs]
    letters = (("letter", "appointment"), ("letter", "referral"), ("series", "thanks"))
    places += [(f"{name}-{kind}", Place(name, case=cases[0].id, tab=kind)) for name, kind in letters]
    for name, place in places:

        def page(place: Place = place) -> Window:
            window = Window(backend)
            window._session = session
            window._enter_at(())
            assert window.shell is not None
            window.shell.go(place)
            window.closeEvent = lambda event: window.worker.close()  # type: ignore[method-assign]
            return window

        yield f"page-{name}", page


if __name__ == "__main__":
    sys.exit(main())
