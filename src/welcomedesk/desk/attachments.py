"""Attachments of a case: they come in after a look at what they are, and lie inside the encrypted file only.

Taking one away is erasing it: nobody expects a certificate that was removed to lie in the history.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welcomedesk.desk import cases, erasing
from welcomedesk.desk.checklists import marked
from welcomedesk.desk.core import Changed, Desk, Done, Edit, edits, load, refuse_if_closed, write
from welcomedesk.domain import attachments as rules
from welcomedesk.domain.attachments import Told
from welcomedesk.domain.errors import DeskError, Refused
from welcomedesk.domain.words import N_

if TYPE_CHECKING:
    from welcomedesk.desk.erasing import Erased
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.log import Json

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that somebody wants to attach, looked at but not kept.

    Args:
        kind: `pdf`, `png`, `jpeg`, `text` or `other`.
        title: proposed title, from the name of the file.
        told: what a picture tells beside its picture.
    """

    kind: str
    title: str
    size: int
    told: Told


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment of a case.

    Args:
        on: ISO date on which it was attached; `by` who did it.
        paper: title of the paper it proves, empty where it belongs to none.
    """

    ref: str
    title: str
    kind: str
    size: int
    on: str
    by: str
    received_from: str
    paper: str


def look(name: str, content: bytes) -> Incoming:
    """What a file is, before anything is kept.

    Args:
        name: of the file, without folders.

    Raises:
        Refused: `empty_file`, `too_big` or `program`.
    """
    if not content:
        raise _refused("empty_file", N_("The file is empty."), N_("Choose another file, or save it again first."))
    if len(content) > rules.LARGEST:
        raise Refused(
            "too_big",
            N_("The file is larger than {limit} MB."),
            safe=N_("Nothing was attached."),
            next_step=N_("Attach a smaller copy, for example with fewer pages or a lower resolution."),
            limit=rules.LARGEST_MB,
        )
    kind = rules.kind_of(content, name)
    if kind == rules.PROGRAM:
        what = N_("The file is a program or starts one. It is not taken in.")
        raise _refused("program", what, N_("Ask for the document as PDF or as a picture."))
    stem = name.rstrip(" .").rpartition(".")[0] or name
    return Incoming(kind, " ".join(stem.split())[:LONGEST_TITLE], len(content), rules.told_by(content))


def _refused(code: str, what: str, next_step: str) -> Refused:
    return Refused(code, what, safe=N_("Nothing was attached."), next_step=next_step)


def add(
    desk: Desk,
    case_id: str,
    name: str,
    content: bytes,
    *,
    title: str = "",
    received_from: str = "",
    paper: str = "",
    clean: bool = False,
) -> Done[str]:
    """Keep a file in the case and give its ref.

    Args:
        title: the name of the file without its ending when left out.
        paper: ref of the paper it proves, or empty; its copy is at hand then.
        clean: take out of a picture what it tells beside its picture.

    Raises:
        Refused: `empty_file`, `too_big`, `program`, `case_closed`; `not_cleaned` for a broken picture.
    """
    case = load(desk, case_id)
    looked = look(name, content)
    kept = _clean(content) if clean and looked.kind in (rules.PNG, rules.JPEG) else content
    ref = f"attachment:{desk.new_id(4)}"
    media_type = rules.media_type(looked.kind, name)
    values: dict[str, Json] = {
        "title": title.strip()[:LONGEST_TITLE] or looked.title,
        "blob": hashlib.sha256(kept).hexdigest(),
        "media_type": media_type,
        "size": len(kept),
        "received_from": received_from.strip() or None,
        "received_on": desk.today.isoformat(),
        "paper": paper or None,
    }
    wanted = [edit for edit in edits(ref, values) if edit.value is not None]
    proved = case.one(paper) if paper else None
    if proved is not None and proved.kind == "paper" and proved.fields:
        wanted += edits(paper, marked(proved, "copy"))
    refuse_if_closed(case, wanted)
    # The content goes in first: an entry must never name a file that is not there.
    desk.store.put_blob(kept, case=case.id, media_type=media_type)
    write(desk, case, wanted)
    # No undo that only hides it: who takes an attachment back erases it.
    return Done(ref, Changed(frozenset({"cases"}), (case.id,)))


def _clean(content: bytes) -> bytes:
    try:
        return rules.without_metadata(content)
    except ValueError as error:
        raise _refused(
            "not_cleaned",
            N_("The picture is broken, so its hidden data cannot be taken out."),
            N_("Attach it as it is, or take the picture again."),
        ) from error


def of_case(case: CaseFile) -> tuple[Attached, ...]:
    """The attachments of a case, newest first."""
    found = [_attached(case, each) for each in case.all("attachment") if each.text("blob")]
    return tuple(reversed(found))


def _attached(case: CaseFile, each: Entity) -> Attached:
    fact = each.fact("blob")
    size = each.get("size")
    return Attached(
        ref=each.ref,
        title=each.text("title"),
        kind=rules.kind_of_media(each.text("media_type")),
        size=size if isinstance(size, int) else 0,
        on=each.text("received_on") or (fact.at[:10] if fact else ""),
        by=fact.actor if fact else "",
        received_from=each.text("received_from"),
        paper=case.one(each.text("paper")).text("title") if each.text("paper") else "",
    )


def content(desk: Desk, case_id: str, ref: str) -> bytes:
    """The bytes of an attachment, from the encrypted file.

    Raises:
        DeskError: `unknown_attachment`.
    """
    each = load(desk, case_id).one(ref)
    found = desk.store.blob(each.text("blob")) if each.text("blob") else None
    if found is None:
        raise DeskError("unknown_attachment", N_("There is no attachment {ref} in this case."), ref=ref[:40])
    return found


def change(desk: Desk, case_id: str, ref: str, values: dict[str, Json]) -> Done[tuple[tuple[str, int], ...]]:
    """Change title, origin or paper of an attachment; its content never changes."""
    return write(desk, load(desk, case_id), [Edit(ref, name, value) for name, value in values.items()])


def clean(desk: Desk, case_id: str, ref: str) -> Erased:
    """Take out of a picture what it tells beside its picture; the one before is erased.

    Raises:
        Refused: `not_cleaned`.
    """
    case = load(desk, case_id)
    each = case.one(ref)
    ending = rules.ENDINGS.get(rules.kind_of_media(each.text("media_type")), "")
    add(
        desk, case_id, f"x.{ending}", content(desk, case_id, ref), title=each.text("title"),
        received_from=each.text("received_from"), paper=each.text("paper"), clean=True,
    )  # fmt: skip
    return erasing.erase_parts(desk, case_id, [ref])


def outside_name(desk: Desk, case_id: str, ref: str) -> str:
    """How a copy outside is called: number of the case and what it is, never a name."""
    case = load(desk, case_id)
    ending = rules.ending_of_media(case.one(ref).text("media_type"))
    return f"{case.number or 'case'}-{ref.rpartition(':')[2]}.{ending}"


def note_outside(desk: Desk, case_id: str, ref: str) -> None:
    """Record that a copy was opened outside of the program."""
    cases.note_access(desk, case_id, "outside", ref)
