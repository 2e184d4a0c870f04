"""A guide run in the words of the window: one question, verdicts with traces, answers, warnings, offices.

Made on the worker thread, because the words of an evaluation are worked out when they are first read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from welcomedesk.desk.core import load
from welcomedesk.desk.guides import NOT_KNOWN, view_of
from welcomedesk.domain.guide_parts import say, texts, words_from
from welcomedesk.i18n import _, language, ngettext
from welcomedesk.ui.components.trace import Condition, OfficeLink, Verdict
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.pages.case_tabs.guide_questions import Writer, question_of, short_source, value_words
from welcomedesk.ui.text import first_sentence

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.guides import Answer, RunView
    from welcomedesk.domain.case import CaseFile
    from welcomedesk.domain.log import Json
    from welcomedesk.domain.outcomes import Outcome, Reason
    from welcomedesk.ui.components.question import Question

MAIN_KINDS = ("path", "title", "advice")
_MOST_NAMED = 3
_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in the list of answers."""

    question: str
    words: str
    value: str
    source: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Warn:
    """A warning of the guide; `strong` can cost the stay or the work."""

    title: str
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that applies, in guides that list steps; `verdict` says why, with office and basis."""

    id: str
    title: str
    phase: str
    note: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RunShown:
    """Everything the page of a run shows.

    Args:
        question: the one to be asked now, `None` where nothing decisive is left.
        open_steps: steps that depend on questions not answered yet.
        decisive: questions that are still decisive; `rest` those that arise besides.
        missing: titles of figures that are not entered for the day, with `missing_year`.
        offered: checklists to take over: id, title, whether the case has it.
    """

    ref: str
    guide: str
    title: str
    pack: str
    as_of: str
    finished: str
    older_pack: str
    question: Question | None
    decisive: int
    rest: int
    answers: tuple[AnswerLine, ...]
    verdicts: tuple[Verdict, ...]
    clashes: tuple[tuple[str, str, str], ...]
    warnings: tuple[Warn, ...]
    offices: tuple[OfficeLink, ...]
    steps: tuple[StepLine, ...]
    open_steps: int = 0
    missing: tuple[str, ...] = ()
    missing_year: int = 0
    offered: tuple[tuple[str, str, bool], ...] = ()


def read_run(
    desk: Desk,
    case_id: str,
    ref: str,
    *,
    wanted: str = "",
    skipped: frozenset[str] = frozenset(),
    all_questions: bool = False,
    draft: Mapping[str, Json] | None = None,
) -> RunShown:
    """Read a run and put it into words.

    Args:
        wanted: the question to show, whether it is answered or not; else the next one.
        skipped: questions to pass over for now.
        all_questions: go on with questions that decide nothing any more.
        draft: an answer that is being given.
    """
    case = load(desk, case_id)
    view = view_of(desk, case, ref, draft)
    shown = _Shown(desk, case, view)
    decisive = [name for name in view.evaluation.next_questions if name not in skipped]
    rest = [name for name in view.asking if name not in decisive and name not in skipped]
    name = wanted if wanted in view.guide.questions else next(iter([*decisive, *(rest if all_questions else ())]), "")
    question = question_of(desk, view, name) if name and not view.finished else None
    if question is not None and draft and draft.get(name) is not None:
        question = replace(question, value=draft[name], unknown=False, source="")
    missing = tuple(dict.fromkeys(n for outcome in shown.main for n in outcome.missing_figures))
    figures = view.guide.parts.figures
    return RunShown(
        ref=ref,
        guide=view.guide.id,
        title=view.guide.title(language()),
        pack=view.guide.parts.version,
        as_of=view.as_of.isoformat(),
        finished=view.finished,
        older_pack=view.older_pack,
        question=question,
        decisive=len(decisive),
        rest=len(rest),
        answers=tuple(_answer_line(view, each) for each in view.answers),
        verdicts=shown.verdicts(),
        clashes=tuple(
            (clash.text, clash.way_out, next(iter(clash.questions), "")) for clash in view.evaluation.clashes
        ),
        warnings=tuple(shown.warnings()),
        offices=tuple(shown.office(name) for name in view.evaluation.authorities),
        steps=tuple(shown.steps()),
        open_steps=sum(outcome.kind == "step" and outcome.verdict == "open" for outcome in view.evaluation.results),
        missing=tuple(say(figures[name].title, language()) for name in missing if name in figures),
        missing_year=view.as_of.year,
        offered=_offered(desk, case, view) if view.finished else (),
    )


def _answer_line(view: RunView, answer: Answer) -> AnswerLine:
    question = view.guide.questions[answer.question]
    day = answer.fact.at[:10]
    source = _("from the case file") if answer.from_case else long_date(day)
    unknown = answer.value == NOT_KNOWN
    words = _("not known yet") if unknown else value_words(question, answer.value)
    return AnswerLine(question.id, question.short(language()), words, source, unknown)


def _offered(desk: Desk, case: CaseFile, view: RunView) -> tuple[tuple[str, str, bool], ...]:
    from welcomedesk.desk import checklists

    have = {item.text("checklist") for item in case.all("item")}
    return tuple(
        (each.id, say(each.title, language()), each.id in have) for each in checklists.offered(desk, case.id, view.ref)
    )


class _Shown:
    """Puts the results of one run into words."""

    def __init__(self, desk: Desk, case: CaseFile, view: RunView) -> None:
        self.desk, self.case, self.view = desk, case, view
        self.write = Writer(desk, view.guide.parts.pack)
        self.main = [outcome for outcome in view.evaluation.results if outcome.kind in MAIN_KINDS]
        self._district = case.one(case.kind).text("district")

    # --- verdicts ---

    def verdicts(self) -> tuple[Verdict, ...]:
        """All main results: those that apply in file order, the others with the nearest first."""
        order = sorted(enumerate(self.main), key=lambda pair: (_distance(pair[1]), pair[0]))
        return tuple(self._verdict(outcome) for _number, outcome in order)

    def _verdict(self, outcome: Outcome) -> Verdict:
        then = self.view.kept.get(outcome.id, outcome.verdict) if self.view.finished else outcome.verdict
        result = self.view.guide.results[outcome.id]
        if then != outcome.verdict:  # judged with an older pack, whose reasons are gone
            return Verdict(outcome.id, then, outcome.title, _("Judged so with the older pack."))
        return Verdict(
            id=outcome.id,
            verdict=outcome.verdict,
            title=outcome.title,
            reason=self._reason(outcome),
            text=result.words("text", language()) or result.words("summary", language()),
            trace=tuple(self._condition(outcome, reason) for reason in outcome.because),
            would_change=_some(outcome.would_change, _MOST_CHANGES),
            next=self._next(outcome.id),
            warnings=tuple(self._title(name) for name in outcome.flags),
            offices=tuple(self.office(name) for name in outcome.authorities),
            law=_law(result.data.get("law")),
            source=self.write.source_line(outcome.source),
            verify=outcome.status == "K",
        )

    def _reason(self, outcome: Outcome) -> str:
        if outcome.verdict == "applies":
            summary = self.view.guide.results[outcome.id].words("summary", language())
            return first_sentence(summary) or _law(self.view.guide.results[outcome.id].data.get("law"))
        if outcome.verdict == "excluded":
            unmet = " · ".join(reason.condition for reason in outcome.because if reason.met is False)
            return _("not met: {what}").format(what=unmet) if unmet else ""
        if outcome.missing_figures and not outcome.missing:
            return _("Figures for {year} are not entered yet.").format(year=self.view.as_of.year)
        questions = self.view.guide.questions
        named = [questions[name].short(language()) for name in outcome.missing if name in questions]
        return _("missing: {what}").format(what=_list(named)) if named else ""

    def _condition(self, outcome: Outcome, reason: Reason) -> Condition:
        assumed = bool(reason.answers) and set(reason.answers) <= set(outcome.assumed)
        verify = reason.status == "K"
        if reason.met and assumed:
            words = _("Assumed: {what}").format(what=reason.condition)
            return Condition(words, "assumed", _("usual answer"), verify)
        state = "open" if reason.met is None else "met" if reason.met else "unmet"
        return Condition(reason.condition, state, self._source(reason), verify)

    def _source(self, reason: Reason) -> str:
        source = short_source(self.write.source(reason.source).get("title"))
        figure = self.view.guide.parts.figures.get(reason.figure)
        row = figure.row(self.view.as_of) if figure else None
        if row is not None and (row.valid_from or row.valid_to):
            return " · ".join(part for part in (_("Value {year}").format(year=self.view.as_of.year), source) if part)
        return source

    def _next(self, name: str) -> tuple[str, ...]:
        following = texts(self.view.guide.results[name].data.get("next"))
        return tuple(self._title(each) for each in following if each in self.view.guide.results)

    def _title(self, name: str) -> str:
        result = self.view.guide.results.get(name)
        return say(result.title, language()) if result else name

    # --- beside them ---

    def office(self, name: str) -> OfficeLink:
        """An office with its entry in the directory; words of the pack where it has none."""
        contact = self.desk.library.authority_contact(name, self._district)
        if not contact and name in self.desk.library.directory().by_id:
            contact = name
        return OfficeLink(self.desk.library.authority_name(name, language()), contact)

    def warnings(self) -> Iterator[Warn]:
        """Warnings that apply, strong ones first."""
        results = [self.view.guide.results[name] for name in self.view.evaluation.flags]
        for result in sorted(results, key=lambda each: each.data.get("level") == "info"):
            title, text = say(result.title, language()), result.words("text", language())
            yield Warn(title, text, result.data.get("level") != "info")

    def steps(self) -> Iterator[StepLine]:
        phases = {phase.id: say(phase.words, language()) for phase in self.view.guide.parts.phases}
        for name in self.view.evaluation.steps:
            data = self.view.guide.results[name].data
            due = words_from(data["due"].get("note")) if isinstance(data.get("due"), Mapping) else {}
            phase = str(data.get("phase", ""))
            verdict = self._verdict(self.view.evaluation.outcome(name))
            yield StepLine(name, self._title(name), phases.get(phase, phase), say(due, language()), verdict)


def _distance(outcome: Outcome) -> tuple[int, int]:
    """How far a result is from applying; results that apply keep their order."""
    if outcome.verdict == "applies":
        return 0, 0
    met = sum(reason.met is True for reason in outcome.because)
    if outcome.verdict == "excluded":
        return sum(reason.met is False for reason in outcome.because), -met
    return len(outcome.missing), -met


def _list(named: list[str]) -> str:
    text = ", ".join(named[:_MOST_NAMED])
    left = len(named) - _MOST_NAMED
    if left <= 0:
        return text
    return ngettext("{text} and {n} more", "{text} and {n} more", left).format(text=text, n=left)


def _some(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(lines) <= most + 1:
        return lines
    left = len(lines) - most
    return (*lines[:most], ngettext("and {n} more", "and {n} more", left).format(n=left))


def _law(value: Any) -> str:
    return value if isinstance(value, str) else say(words_from(value), language())
