"""`welcomedesk case attach …`: attachments of a case from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from welcomedesk.cli import console
from welcomedesk.cli.console import DONE, NO, say, say_json, unlocked
from welcomedesk.desk import attachments, cases, erasing
from welcomedesk.domain import attachments as rules

if TYPE_CHECKING:
    from collections.abc import Callable

    Declare = Callable[..., argparse.ArgumentParser]


def add_to(declare: Declare) -> None:
    """Declare the commands below `case`; `declare` adds one with the id of a case."""
    attach = declare("attach", "keep a file in a case, up to 20 MB", keep)
    attach.add_argument("file", metavar="FILE")
    attach.add_argument("--title", default="")
    attach.add_argument("--from", dest="origin", default="", metavar="WHO", help="from whom it was received")
    attach.add_argument("--clean", action="store_true", help="take hidden data (place, camera) out of a picture")
    declare("attachments", "what is attached to a case", listing)
    out = declare("attachment", "write an attachment to a file, or erase it", one)
    out.add_argument("ref", metavar="REF")
    what = out.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="FILE")
    what.add_argument("--erase", action="store_true")


def keep(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    content = console.read_bytes(parsed.file, rules.LARGEST)
    done = attachments.add(
        desk, case_id, Path(parsed.file).name, content, title=parsed.title, received_from=parsed.origin,
        clean=parsed.clean,
    )  # fmt: skip
    if parsed.json:
        say_json({"ref": done.value})
    else:
        say(done.value)
    return DONE


def listing(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    found = attachments.of_case(cases.show(desk, cases.find(desk, parsed.case)))
    if parsed.json:
        say_json(found)
    else:
        for each in found:
            say(f"{each.ref} {each.on} {each.kind} {each.size} {each.title}")
    return DONE


def one(parsed: argparse.Namespace) -> int:
    desk = unlocked(parsed)
    case_id = cases.find(desk, parsed.case)
    if parsed.erase:
        done = erasing.erase_parts(desk, case_id, [parsed.ref])
        if parsed.json:
            say_json({"erased": parsed.ref, "steps": done.erasure.steps})
        else:
            say(parsed.ref)
        return DONE if done.erasure.ok else NO
    console.write_bytes(parsed.out, attachments.content(desk, case_id, parsed.ref))
    if parsed.json:
        say_json({"out": parsed.out})
    else:
        say(parsed.out)
    return DONE
