"""What an evaluation says of one result, and the reasons in words that it is put together from.

Working out words is ten times the work of the verdicts. A condition rests on a few answers only, so what is said about
it is remembered under these answers, and a batch of cases finds most of it there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from operator import itemgetter
from typing import Any, TypeVar

from welcomedesk.domain.binding import Term, terms_in, terms_of
from welcomedesk.domain.changes import Turning
from welcomedesk.domain.dependencies import add_terms, behind, names_read, needs, reads_the_day
from welcomedesk.domain.guide_parts import Result
from welcomedesk.domain.kleene import Truth
from welcomedesk.domain.rule_words import Speaker, shows_amounts
from welcomedesk.domain.rules import BoundCondition, Engine
from welcomedesk.domain.testers import Run

_MOST_REMEMBERED = 400_000
_MOST_TEXTS = 20_000
"""Texts of whole results are a few thousand characters each."""
_MOST_OF_ONE_RESULT = 1_200
_MOST_ANSWERS = 10
"""A condition that rests on more answers is remembered under the values it reads, which repeat more often."""

_T = TypeVar("_T")
_SAYS_NOTHING = ("const", "condition", "arithmetic")


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of a result and how the answers stand to it.

    Args:
        met: `None` while it is open.
        answers: ids of the questions whose answers it rests on.
        figure: id of the figure it names, empty for none.
        source: id of a source of the pack, empty where there is none; `status` is `S`, `K` or empty.
    """

    condition: str
    met: Truth
    answers: tuple[str, ...]
    figure: str
    source: str
    status: str

    def to_json(self) -> dict[str, Any]:
        return {
            "condition": self.condition,
            "met": self.met,
            "answers": list(self.answers),
            "figure": self.figure or None,
            "source": self.source or None,
            "status": self.status or None,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation says of one result.

    Args:
        verdict: `applies`, `open` or `excluded`.
        missing: questions whose answers would help to decide it; `missing_figures` likewise.
        assumed: questions whose usual answer it rests on.
        authorities, papers: empty for an excluded result.
        flags: warnings that apply to it; none for an excluded result.
        would_change: for an excluded or open result everything that would have to hold; for an applying one, single
            changes that would exclude it.
    """

    id: str
    kind: str
    verdict: str
    title: str
    because: tuple[Reason, ...]
    missing: tuple[str, ...]
    missing_figures: tuple[str, ...]
    assumed: tuple[str, ...]
    flags: tuple[str, ...]
    would_change: tuple[str, ...]
    authorities: tuple[str, ...]
    papers: tuple[str, ...]
    source: tuple[str, ...]
    status: str

    def to_json(self) -> dict[str, Any]:
        """The shape of the contract; `Writer` writes the same."""
        return {
            "id": self.id,
            "kind": self.kind,
            "verdict": self.verdict,
            "title": self.title,
            "because": [reason.to_json() for reason in self.because],
            "missing": [*self.missing, *(f"figure.{name}" for name in self.missing_figures)],
            "assumed": list(self.assumed),
            "flags": list(self.flags),
            "would_change": list(self.would_change),
            "authorities": list(self.authorities),
            "papers": list(self.papers),
            "source": list(self.source),
            "status": self.status or None,
        }


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_text(value: Any) -> str:
    """A value as JSON text in one line."""
    return _encode(value)


class Finding:
    """What is said about one condition under certain answers.

    Args:
        to_apply: words of what would make it hold; `None` where nothing could.
        silent: not worth a line: another result could have gone first and does not.
        json_text: the reason as JSON.
    """

    __slots__ = ("_text", "reason", "silent", "to_apply")

    def __init__(self, reason: Reason, to_apply: tuple[str, ...] | None, silent: bool) -> None:
        self.reason = reason
        self.to_apply = to_apply
        self.silent = silent
        self._text = ""

    @property
    def json_text(self) -> str:
        if not self._text:
            self._text = to_text(self.reason.to_json())
        return self._text


@dataclass(frozen=True, slots=True, eq=False)
class _Memory:
    """How to remember one condition: which answers it rests on, and what was found under them.

    Args:
        answers: picks these answers (and the day) from the codes of a run; `None` where there are too many.
        terms: what the condition reads itself.
    """

    answers: Callable[[list[int]], Any] | None
    dated: bool
    terms: tuple[Term, ...]
    by_answers: dict[Any, Finding] = field(default_factory=dict)
    by_values: dict[Any, Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """What is being said about one run.

    Args:
        codes: one number per question for its answer and whether that is assumed, and a last one for the day; the same
            answer has the same number in all runs, which makes it quick to look up.
        here: what was found in this run so far; the same condition stands in many results.
    """

    run: Run
    turning: Turning
    codes: list[int]
    here: dict[Any, Finding]


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Whole results under the answers they rest on; `pick` picks these from the codes of a run."""

    pick: Callable[[list[int]], Any]
    texts: dict[Any, str] = field(default_factory=dict)
    outcomes: dict[Any, Outcome] = field(default_factory=dict)


def _remembered(known: dict[Any, _T], key: Any, make: Callable[[], _T]) -> _T:
    found = known.get(key)
    if found is None:
        if len(known) >= _MOST_OF_ONE_RESULT:
            known.clear()
        found = known[key] = make()
    return found


class Findings:
    """Findings about all conditions of one guide in one language."""

    def __init__(self, engine: Engine, speaker: Speaker) -> None:
        self.engine = engine
        self.speaker = speaker
        self.remembered = 0
        self._memories: dict[Any, _Memory] = {}
        self._lines: dict[str, tuple[tuple[BoundCondition, _Memory], ...]] = {}
        self._kept: dict[str, _Kept] = {}
        self._questions = tuple(enumerate(engine.bits.values()))
        self._codes: tuple[dict[Any, int], ...] = tuple({} for _ in range(len(self._questions) + 1))
        self._next_code = count()  # never begins again, so a code means one answer for good

    @cached_property
    def _graph(self) -> dict[str, set[str]]:
        return needs(self.engine)

    def telling(self, run: Run, turning: Turning) -> Telling:
        """Begin to say something about a run."""
        answers, assumed = run.answers, run.assumed
        codes = [self._code(index, (answers[index], bool(assumed & bit))) for index, bit in self._questions]
        codes.append(self._code(-1, run.as_of))
        return Telling(run, turning, codes, {})

    def _code(self, index: int, value: Any) -> int:
        known = self._codes[index]
        found = known.get(value)
        if found is None:
            found = known[value] = next(self._next_code)
        return found

    def text(self, result: Result, telling: Telling, make: Callable[[], str]) -> str:
        """The text of a whole result, which is the same wherever all answers behind it are."""
        kept = self._kept_of(result)
        return _remembered(kept.texts, kept.pick(telling.codes), make)

    def outcome(self, result: Result, telling: Telling, make: Callable[[], Outcome]) -> Outcome:
        """What is said of a whole result, likewise."""
        kept = self._kept_of(result)
        return _remembered(kept.outcomes, kept.pick(telling.codes), make)

    def _kept_of(self, result: Result) -> _Kept:
        kept = self._kept.get(result.id)
        if kept is None:
            kept = self._kept[result.id] = _Kept(self._pick_all(result))
        return kept

    def _pick_all(self, result: Result) -> Callable[[list[int]], Any]:
        """How to pick the day and every answer that what is said about a result can rest on."""
        engine = self.engine
        names = {f"result {name}" for name in (result.id, *engine.flags_on(result))}
        for entry in (*engine.authorities[result.id], *engine.papers[result.id]):
            if entry.when is not None:
                names |= names_read(entry.when)
            if entry.derive is not None:
                add_terms(names, terms_of(entry.derive))
        names = behind(self._graph, names)
        return itemgetter(*(index for index, name in enumerate(engine.parts.questions) if name in names), -1)

    def of(self, result: Result, telling: Telling) -> tuple[Finding, ...]:
        """What is said about each condition of a result under the answers of this run."""
        lines = self._lines.get(result.id)
        if lines is None:
            conditions = self.engine.conditions[result.id]
            lines = self._lines[result.id] = tuple((each, self._memory_of(result, each)) for each in conditions)
        findings = []
        here, codes = telling.here, telling.codes
        for condition, memory in lines:
            found = here.get(memory)
            if found is None:
                key = memory.answers(codes) if memory.answers else None
                found = memory.by_answers.get(key) if memory.answers else None
                if found is None:
                    found = self._work_out(result, condition, telling, memory)
                    if memory.answers:
                        self._count()
                        memory.by_answers[key] = found
                here[memory] = found
            findings.append(found)
        return tuple(findings)

    def _work_out(self, result: Result, condition: BoundCondition, telling: Telling, memory: _Memory) -> Finding:
        run, turning = telling.run, telling.turning
        met, used, _missing = condition.bound.truth(run)
        to_apply = () if met else turning.to_make_true(condition)
        values = tuple([term.read(run)[0] for term in memory.terms])
        key = (met, used, values, to_apply, run.as_of if memory.dated else None)
        found = memory.by_values.get(key)
        if found is None:
            found = self._say(result, condition, run, (met, used, to_apply))
            self._count()
            memory.by_values[key] = found
        return found

    def _pick(self, names: set[str], dated: bool) -> Callable[[list[int]], Any] | None:
        """How to pick the answers to these questions, and the day where it matters, from the codes of a run."""
        places = [index for index, name in enumerate(self.engine.parts.questions) if name in names]
        if len(places) > _MOST_ANSWERS:
            return None
        return itemgetter(*places, -1) if dated or not places else itemgetter(*places)

    def _count(self) -> None:
        self.remembered += 1
        if self.remembered > _MOST_REMEMBERED:
            self.remembered = 0
            for memory in self._memories.values():
                memory.by_answers.clear()
                memory.by_values.clear()
            for kept in self._kept.values():
                kept.texts.clear()
                kept.outcomes.clear()
            for known in self._codes:
                known.clear()

    def _memory_of(self, result: Result, condition: BoundCondition) -> _Memory:
        """The memory of a condition, shared by all results that say the same under the same source."""
        said = condition.condition
        source, status = _source_of(result, condition)
        key = (said.text, tuple(said.words.items()), source, status, condition.blocked_by)
        found = self._memories.get(key)
        if found is None:
            found = self._memories[key] = self._memory(condition)
        return found

    def _memory(self, condition: BoundCondition) -> _Memory:
        names = behind(self._graph, names_read(condition.bound))
        terms: tuple[Term, ...] = ()
        if not condition.condition.words or shows_amounts(condition.bound):
            terms = tuple(term for term in terms_in(condition.bound) if term.kind not in _SAYS_NOTHING)
        if condition.blocked_by:
            return _Memory(None, False, terms)
        dated = reads_the_day(condition.bound) or any(self._dated(name) for name in names)
        return _Memory(self._pick(names, dated), dated, terms)

    def _dated(self, name: str) -> bool:
        engine = self.engine
        bounds = [*engine.derived_bounds.get(name, ()), *(each for each in (engine.gates.get(name),) if each)]
        if name.startswith("result "):
            bounds += [condition.bound for condition in engine.conditions[name.removeprefix("result ")]]
        return any(map(reads_the_day, bounds)) or bool(engine.derived_terms.get(name))

    def _say(
        self, result: Result, condition: BoundCondition, run: Run, found: tuple[Truth, int, tuple[str, ...] | None]
    ) -> Finding:
        met, used, to_apply = found
        reason = Reason(
            self.speaker.reason(condition, run, met),
            met,
            self.engine.names_in(used),
            condition.figures[0] if condition.figures else "",
            *_source_of(result, condition),
        )
        return Finding(reason, to_apply, bool(condition.blocked_by) and met is True)


def _source_of(result: Result, condition: BoundCondition) -> tuple[str, str]:
    """Source and status of a condition, else of its result."""
    said = condition.condition
    return said.source or next(iter(result.source), ""), said.status or result.status


class Writer:
    """Writes outcomes as JSON text from parts that stay the same, ten times faster than encoding each anew."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._heads: dict[tuple[str, str], tuple[str, str]] = {}
        self._quoted: dict[str, str] = {}
        self._texts: dict[Any, str] = {}

    def list_text(self, items: Sequence[str]) -> str:
        """A list of texts as JSON."""
        if not items:
            return "[]"
        return f"[{','.join([self._quote(item) for item in items])}]"

    def _quote(self, text: str) -> str:
        found = self._quoted.get(text)
        if found is None:
            if len(self._quoted) > _MOST_REMEMBERED:
                self._quoted.clear()
            found = self._quoted[text] = to_text(text)
        return found

    def excluded(self, key: tuple[str, tuple[Finding, ...], int], make: Callable[[], Outcome]) -> str:
        """The text of an excluded result, which is the same wherever the same is found.

        Args:
            key: the result, what was found about its conditions, and the mask of assumptions it rests on.
        """
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            found = self._texts[key] = self.outcome(make(), key[1])
        return found

    def outcome(self, outcome: Outcome, findings: tuple[Finding, ...]) -> str:
        """The same as `to_text(outcome.to_json())`."""
        reasons = ",".join([finding.json_text for finding in findings if not finding.silent])
        head, tail = self._frame(outcome)
        missing = (*outcome.missing, *(f"figure.{name}" for name in outcome.missing_figures))
        parts = (missing, outcome.assumed, outcome.flags, outcome.would_change, outcome.authorities, outcome.papers)
        lists = ",".join([f'"{name}":{self.list_text(items)}' for name, items in zip(_LISTS, parts, strict=True)])
        return f"{head}[{reasons}],{lists},{tail}"

    def _frame(self, outcome: Outcome) -> tuple[str, str]:
        key = (outcome.id, outcome.verdict)
        found = self._heads.get(key)
        if found is None:
            head = {"id": outcome.id, "kind": outcome.kind, "verdict": outcome.verdict, "title": outcome.title}
            tail = {"source": list(outcome.source), "status": outcome.status or None}
            found = self._heads[key] = (to_text(head)[:-1] + ',"because":', to_text(tail)[1:])
        return found


_LISTS = ("missing", "assumed", "flags", "would_change", "authorities", "papers")
