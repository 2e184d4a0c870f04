"""Keep the catalogues of words: extract from code, add translations, compile, and say what is missing.

Usage:
    python tools/words.py extract            code -> every .po (new entries empty, dead ones dropped)
    python tools/words.py add LANG FILE.json {"msgid": "msgstr"} or {"msgid": ["msgid_plural", "one", "many"]}
    python tools/words.py compile [FOLDER]   every .po -> .mo, beside it or in FOLDER
    python tools/words.py missing            what is not translated (exit code 1 if anything)
    python tools/words.py check              texts of the code without German words, or with other placeholders
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
LANGUAGES = ("de", "en")
PLACEHOLDER = re.compile(r"\{([a-z_0-9]*)[^{}]*\}")
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def po_path(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "welcomedesk.po"


@contextmanager
def locked() -> Iterator[None]:
    """Hold the catalogues against a second run of this tool."""
    TRANSLATIONS.mkdir(exist_ok=True)
    with (TRANSLATIONS / ".lock").open("w") as handle:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        except ImportError:  # Windows: one person, one run
            pass
        yield


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="welcomedesk", version="1", charset="utf-8", fuzzy=False)
    with path.open("rb") as handle:
        return read_po(handle, locale=language)


def save(language: str, catalog: Catalog) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    # No locations and no dates: the file then changes only when words change.
    write_po(buffer, catalog, sort_output=True, no_location=True, omit_header=False, width=110)
    lines = [
        line
        for line in buffer.getvalue().decode("utf-8").splitlines()
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def in_code() -> Catalog:
    """Every text that the code marks for translation."""
    template = Catalog(project="welcomedesk", charset="utf-8", fuzzy=False)
    for _file, _line, message, _comments, context in extract_from_dir(
        str(ROOT / "src"), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        template.add(message, context=context)
    return template


def extract() -> None:
    template = in_code()
    for language in LANGUAGES:
        catalog = load(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        save(language, catalog)


def add(language: str, file: Path) -> None:
    catalog = load(language)
    for msgid, msgstr in json.loads(file.read_text(encoding="utf-8")).items():
        if isinstance(msgstr, list):
            plural, *forms = msgstr
            catalog.delete(msgid)
            catalog.add((msgid, plural), tuple(forms))
        else:
            context, _, text = msgid.rpartition("\x04")
            catalog.delete(text, context=context or None)
            catalog.add(text, msgstr, context=context or None)
    save(language, catalog)


def compile_all(folder: Path = TRANSLATIONS) -> None:
    for language in LANGUAGES:
        if po_path(language).exists():
            target = folder / po_path(language).relative_to(TRANSLATIONS).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_suffix(f".{os.getpid()}")
            with beside.open("wb") as handle:
                write_mo(handle, load(language))
            # A program that starts right now reads the old file or the new one, never half of one.
            beside.replace(target)


def missing() -> list[str]:
    gaps = []
    for message in load("de"):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(texts):
            gaps.append(str(message.id))
    return gaps


def texts(message: Message, of: str) -> tuple[str, ...]:
    """The `id` or `string` of a message as a tuple, with one text or one per plural form."""
    value = getattr(message, of)
    return tuple(value) if isinstance(value, list | tuple) else (value or "",)


def check() -> list[str]:
    """Problems of the German words, each in one line: a text without words, or words with other placeholders."""
    german = load("de")
    problems = []
    for wanted in in_code():
        if not wanted.id:
            continue
        found = german.get(texts(wanted, "id")[0], wanted.context)
        if found is None or not all(texts(found, "string")):
            problems.append(f"no German words: {texts(wanted, 'id')[0]!r}")
            continue
        known = {name for text in texts(wanted, "id") for name in PLACEHOLDER.findall(text)}
        strange = {name for text in texts(found, "string") for name in PLACEHOLDER.findall(text)} - known
        if strange:
            problems.append(f"unknown placeholder {sorted(strange)} in {texts(found, 'string')[0]!r}")
    return problems


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            with locked():
                extract()
                compile_all()
        case ["add", language, file]:
            with locked():
                add(language, Path(file))
                compile_all()
        case ["compile"]:
            compile_all()
        case ["compile", folder]:
            compile_all(Path(folder))
        case ["missing"]:
            gaps = missing()
            print("\n".join(gaps) or "Every text has its German words.")
            return 1 if gaps else 0
        case ["check"]:
            problems = check()
            print("\n".join(problems) or "Every text of the code has its German words.")
            return 1 if problems else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
