"""The manual as one page per language, with pictures of the gallery beside the chapters.

Usage:
    python tools/manual.py OUT [GALLERY]     OUT/manual-de.html, OUT/manual-en.html; pictures are copied beside them

GALLERY is the folder that `make gallery` filled; without it the manual has no pictures.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from welcomedesk.domain.manual import Chapter
from welcomedesk.i18n import LANGUAGES
from welcomedesk.ui.manual import chapters

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1A2126}"
    "img{max-width:100%;border:1px solid #D5DBDF;border-radius:6px}h1{margin-top:3rem}nav li{list-style:none}"
)
_TAGS = {"heading": "h2", "text": "p"}


def picture_of(chapter: Chapter, language: str, gallery: Path) -> Path | None:
    """A picture of the page or tab that a chapter explains, light and wide."""
    for name in scenes_of(chapter):
        picture = gallery / f"{name}-{language}-light-1280x720.webp"
        if picture.exists():
            return picture
    return None


def scenes_of(chapter: Chapter) -> list[str]:
    """The scenes of the gallery that show what a chapter explains, best first."""
    tabs = {"overview": "case", "vacancies": "company-vacancies", "candidates": "company-candidates"}
    return [*chapter.pages, *(tabs.get(tab, f"case-{tab}") for tab in chapter.tabs)]


def body_of(chapter: Chapter) -> Iterator[str]:
    """The blocks of a chapter as HTML; whatever stands in them is text."""
    for kind, blocks in groupby(chapter.blocks, key=lambda block: block.kind):
        texts = [html.escape(block.text) for block in blocks]
        if kind == "title":
            yield f'<h1 id="{chapter.id}">{texts[0]}</h1>'
        elif kind == "point":
            yield "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"
        else:
            yield from (f"<{_TAGS[kind]}>{text}</{_TAGS[kind]}>" for text in texts)


def write(language: str, out: Path, gallery: Path | None) -> Path:
    """One language as one file."""
    known = chapters(language)
    parts = [f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Welcomedesk</title>']
    parts.append(f"<style>{STYLE}</style><body><nav><ul>")
    parts += [f'<li><a href="#{each.id}">{html.escape(each.title)}</a></li>' for each in known]
    parts.append("</ul></nav>")
    for each in known:
        title, *rest = body_of(each)
        picture = picture_of(each, language, gallery) if gallery is not None else None
        parts.append(title)
        if picture is not None:
            name = f"{each.id}-{language}.webp"
            shutil.copyfile(picture, out / name)
            parts.append(f'<p><img src="{name}" alt="{html.escape(each.title)}"></p>')
        parts += rest
    target = out / f"manual-{language}.html"
    target.write_text("\n".join((*parts, "</body></html>\n")), encoding="utf-8")
    return target


def main(out: Path, gallery: Path | None) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        print(write(language, out, gallery))
    return 0


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    if not 1 <= len(folders) <= 2:
        sys.exit(__doc__)
    sys.exit(main(folders[0], folders[1] if len(folders) == 2 and folders[1].is_dir() else None))
