"""What every command shares: arguments that may begin with a dash, UTF-8, one JSON document, one clear error."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Container, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from welcomedesk import drives, i18n
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Command = Callable[[argparse.Namespace], int]

DONE, NO, WRONG_USE = 0, 1, 2

_GUARD = "\ue000"
"""Private character put before values, so that argparse never takes `--` or `-x` inside a value for an option."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


def guard(arguments: Sequence[str], options: Container[str] = ()) -> list[str]:
    """Mark every value that stands behind `=`, behind an option that takes one, or after `--`.

    Args:
        options: the options that take a value.
    """
    guarded: list[str] = []
    value_next = False
    for place, argument in enumerate(arguments):
        if value_next:
            guarded.append(_guarded(argument))
            value_next = False
            continue
        if argument == "--":
            return guarded + [_guarded(rest) for rest in arguments[place + 1 :]]
        name, equals, value = argument.partition("=")
        if equals and name.startswith("--"):
            argument = f"{name}={_guarded(value)}"
        value_next = argument in options
        guarded.append(argument)
    return guarded


def _guarded(value: str) -> str:
    return _GUARD + value if value.startswith(("-", _GUARD)) else value


def options_with_value(parser: argparse.ArgumentParser) -> frozenset[str]:
    """Every option of a parser and its commands that takes one value."""
    found: set[str] = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found |= options_with_value(command)
        elif action.option_strings and action.nargs is None:
            found.update(action.option_strings)
    return frozenset(found)


def unguard(parsed: argparse.Namespace) -> argparse.Namespace:
    """Take the marks off again."""
    for name, value in vars(parsed).items():
        if isinstance(value, str):
            setattr(parsed, name, value.removeprefix(_GUARD))
        elif isinstance(value, list):
            setattr(parsed, name, [v.removeprefix(_GUARD) if isinstance(v, str) else v for v in value])
    return parsed


def use_utf8() -> None:
    """Print UTF-8 whatever the console thinks of itself."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """One line for people on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(to_json(value, indent=1) + "\n")


_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(value: object, indent: int | None = None) -> str:
    """JSON text of plain values, dataclasses, dates and tuples; broken characters come out escaped."""
    return printable(json.dumps(_plain(value), ensure_ascii=False, indent=indent))


def printable(text: str) -> str:
    """JSON text whose broken characters come out escaped, so that it can be written as UTF-8."""
    try:
        text.encode("utf-8")  # three times quicker than looking for broken characters
    except UnicodeEncodeError:
        pass
    else:
        return text
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def complain(error: DeskError, stream: TextIO | None = None) -> int:
    """The error as one line on standard error, in the language in use; exit code 1."""
    parts = (i18n._(part) for part in (error.what, error.safe, error.next_step) if part)
    line = " ".join(fill(part, error.details) for part in parts)
    (stream or sys.stderr).write(" ".join(line.split()) + "\n")
    return NO


def fill(text: str, details: dict[str, object]) -> str:
    """Put values into the placeholders of a text."""
    return text.format(**details) if details else text


def read_text(path: str) -> str:
    """The text of a file, `-` for standard input; UTF-8, with or without byte order mark.

    Raises:
        DeskError: `unreadable_file`.
    """
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        next_step = N_("Check the path and save the file as UTF-8 text.")
        reason = getattr(error, "strerror", None) or error.__class__.__name__
        raise unreadable(path, reason, N_("Nothing was changed."), next_step) from error


def read_bytes(path: str, most: int) -> bytes:
    """The bytes of a file, `-` for standard input; one more than `most` where it is longer.

    Raises:
        DeskError: `unreadable_file`.
    """
    try:
        if path == "-":
            return sys.stdin.buffer.read(most + 1)
        with Path(path).open("rb") as handle:
            return handle.read(most + 1)
    except OSError as error:
        reason = error.strerror or error.__class__.__name__
        raise unreadable(path, reason, N_("Nothing was changed."), N_("Check the path.")) from error


def unreadable(path: str, reason: str, safe: str, next_step: str) -> DeskError:
    """The error for a file that cannot be read; `safe` and `next_step` are English texts of the catalogue."""
    return DeskError(
        "unreadable_file",
        N_("The file {path} cannot be read: {reason}."),
        safe=safe,
        next_step=next_step,
        path=path,
        reason=reason,
    )


def write_bytes(path: str, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        DeskError: `disk_full`, `cannot_write`.
    """
    drives.write_whole(Path(path), content)


def refuse_unwritable(path: str) -> None:
    """Find out before anything is recorded whether a file can be written there.

    Raises:
        DeskError: `cannot_write`.
    """
    probe = f"{path}.probe"
    write_bytes(probe, b"")
    Path(probe).unlink(missing_ok=True)


def read_json(path: str) -> Any:
    """The JSON document in a file.

    Raises:
        DeskError: `bad_json`, with line and column.
    """
    text = read_text(path)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DeskError(
            "bad_json",
            N_("{path} is not valid JSON ({place})."),
            safe=N_("Nothing was changed."),
            next_step=N_("Check the file at this line and column."),
            path=path,
            place=place or error.__class__.__name__,
        ) from error


def read_date(text: str) -> date:
    """A date such as 2026-11-23, for argparse."""
    try:
        return date.fromisoformat(text.removeprefix(_GUARD))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-23") from None


def opens_case_file(parser: argparse.ArgumentParser) -> None:
    """Give a command the arguments that open the case file."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="file whose first line is the passphrase; - reads one line from standard input",
    )
    parser.add_argument("--adviser", default="", help="whose passphrase it is; all are tried when left out")


def read_passphrase(parsed: argparse.Namespace) -> str:
    """The passphrase from the file that was named.

    Raises:
        DeskError: `no_passphrase`.
    """
    path = parsed.passphrase_file
    if path == "-":
        return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    if path:
        return (read_text(path).splitlines() or [""])[0]
    raise DeskError(
        "no_passphrase",
        N_("This command opens the case file and needs the passphrase."),
        safe=N_("Nothing was changed."),
        next_step=N_("Name a file with it: --passphrase-file FILE, or - for standard input."),
    )


def unlocked(parsed: argparse.Namespace) -> Desk:
    """The desk of the workplace that `WELCOMEDESK_HOME` names, unlocked until the command ends."""
    from welcomedesk import bootstrap

    desk = bootstrap.unlock(read_passphrase(parsed), parsed.adviser)
    parsed.at_end.callback(desk.store.close)
    return desk
