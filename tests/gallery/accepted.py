"""The accepted pictures of the window: which ones, where they lie, and how they are accepted."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.gallery import pictures
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Dress, Stage
from welcomedesk.i18n import MIRRORED, PSEUDO

FOLDER = Path(__file__).resolve().parent.parent / "reference" / "window"
DAY, NIGHT = Dress(), Dress("dark", "en", (853, 480))
HALF = Dress(size=(1280, 720))
MIRROR, CONTRAST = Dress(language=MIRRORED, size=(1280, 720)), Dress("contrast", size=(1024, 576))
LARGE = Dress(language=PSEUDO, zoom=1.5)

# Every main page by day and, narrow and in English, by night; states once; the rarer ways of looking on some pages.
MAIN = tuple(name for name, scene in SCENES.items() if scene.main)
STATES = (
    "case-facts", "case-contacts", "case-letters", "case-privacy", "company-candidates", "contacts.case", "client",
    "network", "privacy", "plans", "unlock.wrong", "unlock.newer", "cover", "frame.search", "frame.toast",
    "frame.error", "today.empty",
    "cases.doubles", "case.restricted", "case.closed", "case.two-values", "case.erase-dialog",
    "case-guide.date-without-figures", "letter.no-consent", "letter.missing-glyph", "contacts.ended",
)  # fmt: skip
CHOSEN: tuple[tuple[str, Dress], ...] = (
    *((name, DAY) for name in MAIN),
    *((name, NIGHT) for name in MAIN),
    *((name, HALF) for name in STATES),
    *((name, MIRROR) for name in ("today", "case", "case-guide", "contacts")),
    *((name, CONTRAST) for name in ("today", "case", "case-guide")),
    *((name, LARGE) for name in ("today", "settings")),
)


def path(name: str, dress: Dress) -> Path:
    return FOLDER / f"{name}-{dress.name}.png"


def picture(stage: Stage, name: str, dress: Dress) -> Image.Image:
    """The small picture as it is now."""
    with stage.shown(SCENES[name], dress) as widget:
        return pictures.small(pictures.grab(widget))


def accept(app: QApplication) -> list[str]:
    """Keep today's pictures where they differ from the accepted ones; gives their names."""
    stage, changed = Stage(app), []
    for name, dress in CHOSEN:
        now, file = picture(stage, name, dress), path(name, dress)
        if not file.exists() or pictures.different(Image.open(file), now):
            pictures.keep(now, file)
            changed.append(file.name)
    for file in FOLDER.glob("*.png"):
        if file not in {path(*each) for each in CHOSEN}:
            file.unlink()
            changed.append(f"{file.name} (gone)")
    return changed
