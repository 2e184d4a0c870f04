"""Measure how fast Welcomedesk is and print one table.

Usage:
    python tools/bench.py                    all measures
    python tools/bench.py unlock search …    only these
    python tools/bench.py --list             their names

Every line is the median of at least five runs; the ratio compares with the named baseline, timed in the same run.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from measures import backups, cases, contacts, content, locks, maps, paging, sheets, windows
from measures.frame import ROOT, Measure, NotInstalled, Result, Workbench, table, weigh

MEASURES: tuple[Measure, ...] = (
    *windows.MEASURES, *cases.MEASURES, *backups.MEASURES, *content.MEASURES, *contacts.MEASURES, *maps.MEASURES,
    *sheets.MEASURES, *locks.MEASURES, *paging.MEASURES,
)  # fmt: skip


def chosen(names: list[str]) -> list[Measure]:
    """The measures with these names, all where none is named."""
    return [measure for measure in MEASURES if not names or measure.name in names]


def kept_folder() -> Path:
    """Where dear workplaces stay between calls; the code that fills them is part of its name, older ones go."""
    program = ROOT / "src" / "welcomedesk"
    sources = [*(program / "store").rglob("*.py"), *(program / "domain" / name for name in ("log.py", "fields.py"))]
    digest = hashlib.sha256()
    for path in sorted([*sources, ROOT / "tools" / "measures" / "workplaces.py"]):
        digest.update(path.read_bytes())
    folder = ROOT / "out" / "bench" / digest.hexdigest()[:12]
    for older in folder.parent.glob("*"):
        if older != folder:
            shutil.rmtree(older)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main(arguments: list[str]) -> int:
    if arguments == ["--list"]:
        print("\n".join(f"{measure.name:10} {measure.what}" for measure in MEASURES))
        return 0
    unknown = set(arguments) - {measure.name for measure in MEASURES}
    if unknown:
        print(f"There is no measure {sorted(unknown)[0]}; --list names them.", file=sys.stderr)
        return 2
    results: list[Result] = []
    failed: list[str] = []
    absent: list[str] = []
    with tempfile.TemporaryDirectory(prefix="welcomedesk-bench-") as folder:
        bench = Workbench(Path(folder), kept_folder())
        for measure in chosen(arguments):
            print(f"measuring: {measure.what}", file=sys.stderr, flush=True)
            try:
                results.append(weigh(measure, measure.take(bench)))
            except NotInstalled as problem:
                absent.append(f"{measure.what}: {problem}")
            except (RuntimeError, AssertionError) as problem:
                failed.append(f"{measure.what}: could not be measured: {problem}")
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    print("\n".join([table(results), *absent, *failed]))
    return 0 if all(result.kept for result in results) and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
