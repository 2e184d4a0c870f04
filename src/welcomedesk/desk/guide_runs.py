"""The guides of a case at a glance: what was asked when, what can be begun, how two runs differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.guides import RunView, view_of
from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.guide_parts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welcomedesk.desk.core import Desk
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.guides import Guide
    from welcomedesk.domain.log import Json


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in the list of runs.

    Args:
        state: `in_progress` or `done`; `date` the day it was begun or finished, `as_of` the day it is judged on.
        answered: how many answers it rests on; `applying` titles of the main results that apply, in file order.
        older_pack: version it was judged with, where a newer one is installed.
        problem: what is wrong where its guide cannot be used any more.
    """

    ref: str
    guide: str
    title: str
    state: str
    date: str
    as_of: str
    answered: int = 0
    applying: tuple[str, ...] = ()
    older_pack: str = ""
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide that can be begun; `fits` says whether it is made for this kind of case."""

    id: str
    title: str
    intro: str
    version: str
    fits: bool


@dataclass(frozen=True, slots=True)
class RunList:
    """What the guides of a case look like: runs, newest first, and guides to begin, fitting ones first."""

    runs: tuple[RunLine, ...]
    guides: tuple[GuideLine, ...]


def overview(desk: Desk, case: CaseFile) -> RunList:
    """The runs of a case and the guides that can be begun."""
    runs = [_run_line(desk, case, entity) for entity in case.all("run") if entity.text("guide")]
    found = []
    for info in desk.library.guides():
        intro = say(desk.library.guide(info.id).parts.intro, desk.language)
        fits = not info.audience or case.kind in info.audience
        found.append(GuideLine(info.id, say(info.title, desk.language), intro, info.version, fits))
    return RunList(tuple(reversed(runs)), tuple(sorted(found, key=lambda each: not each.fits)))


def _run_line(desk: Desk, case: CaseFile, entity: Entity) -> RunLine:
    line = RunLine(
        ref=entity.ref,
        guide=entity.text("guide"),
        title=entity.text("guide"),
        state=entity.text("state", "in_progress"),
        date=entity.text("finished") or entity.text("started"),
        as_of=entity.text("as_of"),
    )
    try:
        view = view_of(desk, case, entity.ref)
    except DeskError as problem:  # its pack is gone or broken; the run stays in the list
        return replace(line, problem=problem)
    applying = _applying(view.guide, view.kept or view.evaluation.verdicts, desk.language)
    return replace(
        line,
        title=view.guide.title(desk.language),
        answered=len(view.answers),
        applying=applying,
        older_pack=view.older_pack,
    )


def _applying(guide: Guide, verdicts: Mapping[str, Any], language: str) -> tuple[str, ...]:
    results = guide.results
    return tuple(
        say(results[name].title, language)
        for name, verdict in verdicts.items()
        if verdict == "applies" and name in results and results[name].kind in ("path", "title")
    )


def kept_in_words(desk: Desk, guide_id: str, results: Json) -> str:
    """What a finished run said, as titles; empty where its guide is gone or nothing of it applies."""
    verdicts = results.get("verdicts") if isinstance(results, dict) else None
    if not isinstance(verdicts, dict):
        return ""
    try:
        guide = desk.library.guide(guide_id)
    except DeskError:
        return ""
    return "; ".join(_applying(guide, verdicts, desk.language))


# --- runs side by side ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between runs of one guide.

    Args:
        kind: `answer` or `verdict`.
        id: of the question or result.
        values: one per run as they are stored, `None` where there was none.
    """

    kind: str
    id: str
    values: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs and everything that differs between them; runs of different guides share nothing."""

    runs: tuple[RunView, ...]
    differences: tuple[Difference, ...]


def compare(desk: Desk, case: CaseFile, *refs: str) -> Comparison:
    """What differs between two or more runs: answers in asking order, then verdicts in file order."""
    runs = tuple(view_of(desk, case, ref) for ref in refs)
    guide = runs[0].guide
    if any(view.guide.id != guide.id for view in runs):
        return Comparison(runs, ())
    told = [{each.question: each.value for each in view.answers} for view in runs]
    judged = [view.kept or view.evaluation.verdicts for view in runs]
    answers = (Difference("answer", name, tuple(each.get(name) for each in told)) for name in guide.questions)
    verdicts = (
        Difference("verdict", name, tuple(each.get(name) for each in judged))
        for name, result in guide.results.items()
        if result.kind not in ("authority", "flag")
    )
    return Comparison(runs, tuple(each for each in (*answers, *verdicts) if _differ(each.values)))


def _differ(values: tuple[Json, ...]) -> bool:
    return any(value != values[0] for value in values)
