"""Pictures of every page and component in every state, in one folder with an index page: `make gallery`.

Usage:
    python tools/gallery.py OUT                       the whole gallery, some three thousand pictures
    python tools/gallery.py OUT --quick               every scene by day and by night, some four hundred pictures
    python tools/gallery.py OUT --only today,case     these scenes (or all whose name begins so)
    python tools/gallery.py OUT --only case --lang de,en --scheme light,dark --size 1440x900,853x480 --zoom 1,2

Every page in every state is shown in each theme, both languages and the four widths. What multiplies no further: from
right to left at the four widths by day and once by night, at 150 and 200 % text in the widest and the narrowest window,
and in the pseudo-language at 150 %. An axis that is named is taken as it is. One process works on each core.
The clock stands on Monday 23 November 2026, 09:42.

Schemes: light, dark, contrast. Languages: de, en, en-XA (pseudo-language), ar-XB (German words from right to left).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from html import escape
from itertools import groupby, product
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
if TYPE_CHECKING:
    from tests.gallery.stage import Dress, Scene, Stage

WIDTHS = ((1440, 900), (1280, 720), (1024, 576), (853, 480))


def main() -> int:
    options = arguments()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]
    import words

    words.compile_all()
    options.out.mkdir(parents=True, exist_ok=True)
    taken = list(wanted(options))
    by_scene = {scene: [dress for _scene, dress in each] for scene, each in groupby(taken, lambda each: each[0].name)}
    # Started anew rather than forked: a process that has spoken to Qt does not survive being copied.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        files = processes.map(take, by_scene, by_scene.values(), [options.out] * len(by_scene))
        for number, (scene, count) in enumerate(zip(by_scene, files, strict=True), 1):
            print(f"{number} of {len(by_scene)}: {scene}, {count} pictures", flush=True)
    (options.out / "index.html").write_text(index(taken), encoding="utf-8")
    print(f"{len(taken)} pictures, see {options.out / 'index.html'}")
    return 0


def take(name: str, dresses: list[Dress], out: Path) -> int:
    """Write the pictures of one scene; gives how many."""
    from tests.gallery import pictures
    from tests.gallery.scenes import SCENES

    for dress in dresses:
        with stage().shown(SCENES[name], dress) as widget:
            # Every colour as it is: with fewer of them grounds differ from page to page, and nobody can judge tones.
            pictures.grab(widget).save(out / file_name(name, dress), lossless=True, quality=20, method=1)
    return len(dresses)


@cache
def stage() -> Stage:
    """The stage of this process."""
    from PySide6.QtWidgets import QApplication

    from tests.gallery.stage import Stage

    return Stage(QApplication([]))


def file_name(scene: str, dress: Dress) -> str:
    return f"{scene}-{dress.name}.webp"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--quick", action="store_true")
    for axis in ("only", "lang", "scheme", "size", "zoom"):
        parser.add_argument(f"--{axis}", default=[], type=lambda text: [each for each in text.split(",") if each])
    return parser.parse_args()


def wanted(options: argparse.Namespace) -> Iterator[tuple[Scene, Dress]]:
    """What is shown, page by page."""
    from tests.gallery.scenes import SCENES

    for name, scene in SCENES.items():
        if not options.only or any(name == each or name.startswith(f"{each}.") for each in options.only):
            yield from ((scene, dress) for dress in dresses(options, main=scene.main))


def dresses(options: argparse.Namespace, *, main: bool) -> Iterator[Dress]:
    """In what a scene is shown."""
    from tests.gallery.stage import Dress
    from welcomedesk.i18n import MIRRORED, PSEUDO

    if options.lang or options.scheme or options.size or options.zoom:
        sizes = [tuple(int(part) for part in each.split("x")) for each in options.size or ["1440x900"]]
        axes = (options.scheme or ["light"], options.lang or ["de"], sizes, options.zoom or ["1"])
        for scheme, language, (width, height), zoom in product(*axes):
            yield Dress(scheme, language, (width, height), float(zoom))
        return
    widest, narrowest = WIDTHS[0], WIDTHS[-1]
    if options.quick and not main:
        yield from (Dress(), Dress("dark", "en", narrowest))
        return
    for scheme, language, size in product(("light", "dark", "contrast"), ("de", "en"), WIDTHS):
        yield Dress(scheme, language, size)
    yield from (Dress(language=MIRRORED, size=size) for size in WIDTHS)
    yield Dress("dark", MIRRORED, narrowest)
    yield from (Dress(size=size, zoom=zoom) for size, zoom in product((widest, narrowest), (1.5, 2.0)))
    yield Dress(language=PSEUDO, zoom=1.5)


# --- the index --------------------------------------------------------------------------------------------------------

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Welcomedesk: every page in every state</title>
<style>
body {{ font: 15px system-ui, sans-serif; margin: 24px; background: #F3F5F6; color: #1A2126; }}
form {{ position: sticky; top: 0; background: #F3F5F6; padding: 12px 0; display: flex; gap: 12px; flex-wrap: wrap; }}
figure {{ display: inline-block; width: 420px; margin: 0 16px 16px 0; vertical-align: top; }}
figure[hidden] {{ display: none; }}
img {{ width: 100%; border: 1px solid #76828B; background: #FFFFFF; }}
</style>
<h1>Every page in every state</h1>
<form onsubmit="return false">
<label>Name <input id="name" type="search"></label>
{selects}
<output id="count"></output>
</form>
{figures}
<script>
const figures = [...document.querySelectorAll("figure")];
const selects = [...document.querySelectorAll("select")];
const name = document.getElementById("name");
function show() {{
  let shown = 0;
  for (const each of figures) {{
    const fits = selects.every(select => !select.value || each.dataset[select.id] === select.value);
    each.hidden = !(fits && each.dataset.name.includes(name.value.toLowerCase()));
    shown += each.hidden ? 0 : 1;
  }}
  document.getElementById("count").textContent = `${{shown}} of ${{figures.length}}`;
}}
document.querySelector("form").addEventListener("input", show);
show();
</script>
</html>
"""


def index(taken: list[tuple[Scene, Dress]]) -> str:
    """A page with all pictures and a choice for each axis; it needs nothing but the folder it lies in."""
    figures: list[str] = []
    axes: dict[str, set[str]] = {axis: set() for axis in ("page", "scheme", "lang", "size", "zoom")}
    for scene, dress in taken:
        file = file_name(scene.name, dress)
        values = {
            "page": scene.name.partition(".")[0],
            "scheme": dress.scheme,
            "lang": dress.language,
            "size": f"{dress.size[0]}x{dress.size[1]}",
            "zoom": f"{round(dress.zoom * 100)} %",
        }
        for axis, value in values.items():
            axes[axis].add(value)
        data = " ".join(f'data-{axis}="{escape(value)}"' for axis, value in values.items())
        words = escape(f"{scene.name} · {dress.name}")
        picture = f'<a href="{escape(file)}"><img loading="lazy" src="{escape(file)}" alt="{words}"></a>'
        figures.append(
            f'<figure data-name="{escape(scene.name)}" {data}>{picture}<figcaption>{words}</figcaption></figure>'
        )
    return PAGE.format(selects="\n".join(_select(*each) for each in axes.items()), figures="\n".join(figures))


def _select(axis: str, values: set[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in sorted(values))
    return f'<label>{axis} <select id="{axis}"><option value="">all</option>{options}</select></label>'


if __name__ == "__main__":
    sys.exit(main())
