"""Reads the floor plan out of the code: who imports whom, and what runs when a module is merely imported."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "welcomedesk"


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the room that imports, what it imports as a dotted name, and where."""

    room: str
    name: str
    place: str

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]

    @property
    def target_room(self) -> str:
        """The room of ours that is imported: `desk` for `welcomedesk.desk.cases`; empty for the package itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""


def room_of(file: Path) -> str:
    """`store` for a file in `store/`, `paths` for `paths.py` on top."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def modules() -> list[Path]:
    """All files of the program, in order of path."""
    return sorted(SOURCE.rglob("*.py"))


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"


def _names(file: Path, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{place(file, node)}: imports are written in full"
        for alias in node.names:
            # `from a import b` means the module a.b or a name in a: the place of either is a.
            yield f"{node.module}.{alias.name}"


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the program, also inside functions and for types only."""
    return tuple(
        Import(room_of(file), name, place(file, node))
        for file in modules()
        for node in ast.walk(tree(file))
        for name in _names(file, node)
    )


def is_ours(each: Import) -> bool:
    return each.top == "welcomedesk"


def is_standard(each: Import) -> bool:
    return each.top in sys.stdlib_module_names


def runs_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below `node` that run when the module is imported: everything outside functions and the main guard."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _is_main_guard(child):
            continue
        yield child
        yield from runs_at_import(child)


def _is_main_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def called(node: ast.Call) -> str:
    """The last part of what is called: `today` for `date.today()`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
