"""What a guide says to a set of answers: verdicts at once, words for people when somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from welcomedesk.domain.answers import AnswerProblem
from welcomedesk.domain.changes import Turning
from welcomedesk.domain.guide_parts import SHOWN_RESULTS, Result, say, texts
from welcomedesk.domain.kleene import NO_VALUE, OneOf, Open, Span, Truth, Value
from welcomedesk.domain.outcomes import Finding, Outcome, Telling, to_text
from welcomedesk.domain.rules import BoundEntry
from welcomedesk.domain.testers import Run, Verdict

if TYPE_CHECKING:
    from welcomedesk.domain.guides import Guide

APPLIES, OPEN, EXCLUDED = "applies", "open", "excluded"


@dataclass(frozen=True, slots=True)
class Clash:
    """Answers that cannot both be true, what does not fit and the way out."""

    id: str
    text: str
    way_out: str
    questions: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "text": self.text, "way_out": self.way_out, "questions": list(self.questions)}


class Evaluation:
    """The verdicts of one run and, on demand, their reasons in words.

    Args:
        answers: the answers that were used, in the form the rules read.
        problems: answers that were left out, empty unless the evaluation was lenient.
    """

    def __init__(
        self,
        guide: Guide,
        run: Run,
        answers: Mapping[str, Value],
        strict: bool,
        lang: str,
        problems: tuple[AnswerProblem, ...] = (),
    ) -> None:
        self.guide = guide
        self.answers = answers
        self.strict = strict
        self.lang = lang
        self.problems = problems
        self._engine = guide.engine
        self._run = run
        self._readings = {name: self._engine.verdict(run, name) for name in guide.parts.results}
        self._outcomes: dict[str, Outcome] = {}
        self._found: dict[str, tuple[Finding, ...]] = {}

    @property
    def as_of(self) -> date:
        return self._run.as_of

    # --- verdicts ---

    def verdict(self, result: str) -> str:
        """`applies`, `open` or `excluded`."""
        value = self._readings[result][0]
        return APPLIES if value is True else EXCLUDED if value is False else OPEN

    @cached_property
    def verdicts(self) -> Mapping[str, str]:
        """The verdicts of all results of all kinds."""
        return {name: self.verdict(name) for name in self._readings}

    def applying(self, *kinds: str) -> tuple[str, ...]:
        """Ids of the results that apply, of these kinds (all where none is named), in file order."""
        results = self.guide.parts.results.values()
        return tuple(
            result.id
            for result in results
            if (not kinds or result.kind in kinds) and self._readings[result.id][0] is True
        )

    @property
    def flags(self) -> tuple[str, ...]:
        return self.applying("flag")

    @property
    def steps(self) -> tuple[str, ...]:
        return self.applying("step")

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """Authorities of the results that apply and authority results that apply, each once."""
        found: dict[str, None] = {}
        for name in self.applying():
            if self.guide.parts.results[name].kind == "authority":
                found[name] = None
            found.update(dict.fromkeys(self._entry_ids(self._engine.authorities[name])))
        return tuple(found)

    @cached_property
    def derived(self) -> Mapping[str, Any]:
        """Derived values as JSON; `None` where open or without value, `{"from", "to"}` for a span."""
        return {name: to_plain(self._engine.value(self._run, name)[0]) for name in self.guide.parts.derived}

    def value(self, name: str) -> Any:
        """The value of a question or derived value as JSON."""
        return to_plain(self._engine.value(self._run, name)[0])

    def holds(self, condition: str) -> Truth:
        """Whether a condition of a pack holds, `None` while it is open or cannot be read."""
        return self.guide.condition(condition).truth(self._run)[0]

    def truths(self, result_id: str) -> tuple[Verdict, ...]:
        """Truth of every condition of a result, with masks of what it rests on and what is missing."""
        return tuple(condition.bound.truth(self._run) for condition in self._engine.conditions[result_id])

    # --- reasons ---

    @cached_property
    def results(self) -> tuple[Outcome, ...]:
        """Paths, titles, advice and steps with their reasons, in file order."""
        return tuple(
            self.outcome(result.id) for result in self.guide.parts.results.values() if result.kind in SHOWN_RESULTS
        )

    @cached_property
    def others(self) -> tuple[Outcome, ...]:
        """Authorities and flags that are not excluded, with their reasons, in file order."""
        return tuple(
            self.outcome(result.id)
            for result in self.guide.parts.results.values()
            if result.kind not in SHOWN_RESULTS and self._readings[result.id][0] is not False
        )

    def outcome(self, result_id: str) -> Outcome:
        """What is said of one result, with reasons in words."""
        found = self._outcomes.get(result_id)
        if found is None:
            result = self.guide.parts.results[result_id]
            findings = self.guide.findings(self.lang)
            found = findings.outcome(result, self._telling, lambda: self._make_outcome(result))
            self._outcomes[result_id] = found
        return found

    def _make_outcome(self, result: Result) -> Outcome:
        _value, used, missing = self._readings[result.id]
        verdict = self.verdict(result.id)
        findings = self._findings_of(result)
        authorities, papers = self._entries_of(result) if verdict != EXCLUDED else ((), ())
        open_names = self._engine.names_in(missing) if verdict == OPEN else ()
        return Outcome(
            id=result.id,
            kind=result.kind,
            verdict=verdict,
            title=say(result.title, self.lang),
            because=tuple(finding.reason for finding in findings if not finding.silent),
            missing=open_names,
            missing_figures=self._engine.figures_named(missing) if verdict == OPEN else (),
            assumed=self._engine.names_in(used & self._run.assumed),
            flags=self._flags_of(result),
            would_change=self._would_change(result, verdict, findings),
            authorities=authorities,
            papers=papers,
            source=result.source,
            status=result.status,
        )

    def _findings_of(self, result: Result) -> tuple[Finding, ...]:
        found = self._found.get(result.id)
        if found is None:
            findings = self.guide.findings(self.lang)
            found = self._found[result.id] = findings.of(result, self._telling)
        return found

    @cached_property
    def _telling(self) -> Telling:
        return self.guide.findings(self.lang).telling(self._run, self._turning)

    def _flags_of(self, result: Result) -> tuple[str, ...]:
        if self._readings[result.id][0] is False:
            return ()
        return tuple(flag for flag in self._engine.flags_on(result) if self._readings[flag][0] is True)

    @cached_property
    def _turning(self) -> Turning:
        return Turning(self.guide.speaker(self.lang), self._run)

    def _would_change(self, result: Result, verdict: str, findings: tuple[Finding, ...]) -> tuple[str, ...]:
        if verdict == APPLIES:
            return self._turning.to_lose(self._engine.conditions[result.id], self._run.assumed)
        changes: dict[str, None] = {}
        for finding in findings:
            if finding.to_apply is None:
                return ()
            changes.update(dict.fromkeys(finding.to_apply))
        return tuple(changes)

    def _entries_of(self, result: Result) -> tuple[tuple[str, ...], tuple[str, ...]]:
        engine = self._engine
        return self._entry_ids(engine.authorities[result.id]), self._entry_ids(engine.papers[result.id])

    def _entry_ids(self, entries: Iterable[BoundEntry]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for item in entries:
            if item.when is not None and item.when.truth(self._run)[0] is not True:
                continue
            if item.entry.id:
                found[item.entry.id] = None
            elif item.derive is not None:
                value = item.derive.read(self._run)[0]
                found.update(dict.fromkeys(value if isinstance(value, tuple) else _ids(value)))
            elif item.entry.words:
                found[say(item.entry.words, self.lang)] = None
        return tuple(found)

    # --- what to ask ---

    def relevance(self, question: str) -> Truth:
        """Whether a question arises: `None` while that depends on other answers."""
        gate = self._engine.gates.get(question)
        return True if gate is None else gate.truth(self._run)[0]

    @cached_property
    def next_questions(self) -> tuple[str, ...]:
        """Unanswered questions that would help to decide open results, the most decisive first.

        A condition that hangs on one answer can exclude its result at once, so an answer counts for every open
        condition it appears in, shared with the other answers missing there; results near a verdict count double.
        """
        scores: dict[int, float] = {}
        for result in self.guide.parts.results.values():
            if isinstance(self._readings[result.id][0], Open):
                weight = 1.0 if result.kind in SHOWN_RESULTS else 0.25
                self._score(result.id, weight, scores)
        names = [(bit, name) for name, bit in self._engine.bits.items() if scores.get(bit) and self._can_ask(name)]
        return tuple(name for bit, name in sorted(names, key=lambda pair: -scores[pair[0]]))

    def _score(self, result_id: str, weight: float, scores: dict[int, float]) -> None:
        masks = []
        for condition in self._engine.conditions[result_id]:
            if condition.blocked_by:
                continue
            met, _used, missing = condition.bound.truth(self._run)
            mask = missing & self._engine.question_mask
            if met is None and mask:
                masks.append(mask)
        for mask in masks:
            share = weight * (1 + 1 / len(masks)) / mask.bit_count()
            while mask:
                bit = mask & -mask
                scores[bit] = scores.get(bit, 0.0) + share
                mask ^= bit

    def _can_ask(self, question: str) -> bool:
        if question in self.answers or self.relevance(question) is not True:
            return False
        derive = self._engine.derive_terms.get(question)
        if derive is None:
            return True
        # What would follow from another answer is asked itself only where that other answer cannot be had.
        missing = derive.read(self._run)[2]
        return all(name in self.answers for name in self._engine.names_in(missing))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Answers that contradict each other."""
        found = []
        for item in self.guide.parts.contradictions:
            met, used, _missing = self._engine.contradictions[item.id].truth(self._run)
            if met:
                names = self._engine.names_in(used)
                found.append(Clash(item.id, say(item.text, self.lang), say(item.way_out, self.lang), names))
        return tuple(found)

    # --- output ---

    def to_json(self) -> dict[str, Any]:
        """The evaluation in the shape of the command-line contract."""
        found = self._json_head()
        found["results"] = [outcome.to_json() for outcome in self.results]
        found["others"] = [outcome.to_json() for outcome in self.others]
        return found

    def json_text(self, name: Any = None) -> str:
        """`to_json` as one line of JSON text, made faster from remembered parts.

        Args:
            name: goes in front as `id`, for batches; left out where `None`.
        """
        shown = self.guide.parts.results.values()
        results = [self._result_text(result) for result in shown if result.kind in SHOWN_RESULTS]
        others = [
            self._result_text(result)
            for result in shown
            if result.kind not in SHOWN_RESULTS and self._readings[result.id][0] is not False
        ]
        # The long lists are put in last and once; copying them again for each would take as long as finding them.
        before, _null, rest = to_text(self._json_head()).partition('"results":null')
        between, _null, after = rest.partition('"others":null')
        start = before if name is None else f'{{"id":{to_text(name)},{before[1:]}'
        return f'{start}"results":[{",".join(results)}]{between}"others":[{",".join(others)}]{after}'

    def _result_text(self, result: Result) -> str:
        findings = self.guide.findings(self.lang)
        return findings.text(result, self._telling, lambda: self._written(result))

    def _written(self, result: Result) -> str:
        writer, findings = self.guide.writer(self.lang), self._findings_of(result)
        value, used, _missing = self._readings[result.id]
        if value is False:
            return writer.excluded((result.id, findings, used & self._run.assumed), lambda: self._make_outcome(result))
        return writer.outcome(self._make_outcome(result), findings)

    def _json_head(self) -> dict[str, Any]:
        parts = self.guide.parts
        return {
            "guide": parts.id,
            "pack": {"id": parts.pack, "version": parts.version},
            "as_of": self.as_of.isoformat(),
            "results": None,
            "derived": dict(self.derived),
            "flags": list(self.flags),
            "authorities": list(self.authorities),
            "steps": list(self.steps),
            "next_questions": list(self.next_questions),
            "others": None,
            "contradictions": [clash.to_json() for clash in self.clashes],
        }


def _ids(value: Value) -> tuple[str, ...]:
    # Two bodies may share an occupation; the table then names them with a bar between.
    return texts(value.split("|")) if isinstance(value, str) and value else ()


def to_plain(value: Value) -> Any:
    """A value as JSON: numbers as numbers, dates as ISO text, spans as `{"from", "to"}`, unknown as `None`."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Span):
        low, high = value.low, value.high
        return {
            "from": to_plain(low) if Decimal(low).is_finite() else None,
            "to": to_plain(high) if Decimal(high).is_finite() else None,
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if value is NO_VALUE or isinstance(value, OneOf | Open):
        return None
    return value
