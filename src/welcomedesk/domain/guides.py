"""A guide: questions in, verdicts out, each with its reasons. `evaluate` is the one door.

An evaluation is worked out at once; words for people are made when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from welcomedesk.domain.answers import AnswersRefused, check_answers
from welcomedesk.domain.binding import Binder, Bound
from welcomedesk.domain.evaluation import APPLIES, EXCLUDED, OPEN, Clash, Evaluation, to_plain
from welcomedesk.domain.guide_parts import GuideParts, Question, Result, Row, parts_from_doc, say
from welcomedesk.domain.outcomes import Findings, Outcome, Reason, Writer
from welcomedesk.domain.rule_words import Speaker
from welcomedesk.domain.rules import Engine

__all__ = [
    "APPLIES",
    "EXCLUDED",
    "OPEN",
    "Clash",
    "Evaluation",
    "Guide",
    "Outcome",
    "Reason",
    "evaluate",
    "guide_from_doc",
    "to_plain",
]


@dataclass(frozen=True)
class Guide:
    """A guide, ready to be asked; its parts are read and its rules bound when first needed.

    Args:
        doc: the compiled pack it stands in; `shared` are the packs that one uses.
    """

    doc: Row = field(repr=False)
    shared: tuple[Row, ...] = field(default=(), repr=False)

    @cached_property
    def parts(self) -> GuideParts:
        return parts_from_doc(self.doc, self.shared)

    @property
    def id(self) -> str:
        return self.parts.id

    @property
    def questions(self) -> Mapping[str, Question]:
        """Questions by id, in asking order."""
        return self.parts.questions

    @property
    def results(self) -> Mapping[str, Result]:
        """Results of all kinds by id, in file order."""
        return self.parts.results

    @cached_property
    def engine(self) -> Engine:
        return Engine(self.parts)

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        return {}

    def speaker(self, lang: str) -> Speaker:
        """The words of this guide in one language."""
        found = self._speakers.get(lang)
        if found is None:
            found = self._speakers[lang] = Speaker(self.engine, lang)
        return found

    @cached_property
    def _conditions(self) -> dict[str, Bound]:
        return {}

    def condition(self, text: str) -> Bound:
        """A condition of a checklist step, bound in this guide."""
        found = self._conditions.get(text)
        if found is None:
            found = self._conditions[text] = Binder(self.engine.scope).condition(text)
        return found

    @cached_property
    def _findings(self) -> dict[str, Findings]:
        return {}

    def findings(self, lang: str) -> Findings:
        """What was already said about conditions of this guide in one language."""
        found = self._findings.get(lang)
        if found is None:
            found = self._findings[lang] = Findings(self.engine, self.speaker(lang))
        return found

    @cached_property
    def _writers(self) -> dict[str, Writer]:
        return {}

    def writer(self, lang: str) -> Writer:
        """What writes outcomes of this guide as JSON text."""
        found = self._writers.get(lang)
        if found is None:
            found = self._writers[lang] = Writer(lang)
        return found

    def title(self, lang: str) -> str:
        return say(self.parts.title, lang)


def guide_from_doc(doc: Row, shared: Sequence[Row] = ()) -> Guide:
    """The guide of a compiled pack; `shared` are the packs it uses."""
    return Guide(doc, tuple(shared))


def evaluate(
    guide: Guide,
    answers: Mapping[str, Any],
    as_of: date,
    *,
    strict: bool = False,
    lang: str = "de",
    lenient: bool = False,
) -> Evaluation:
    """What the guide says to these answers on this day.

    Args:
        answers: see `domain.answers.check_answers`; what is not answered is unknown.
        strict: assume nothing, also where a question has a usual answer.
        lang: language of the words, `de` or `en`.
        lenient: leave answers that do not fit out and list them in `problems`, instead of refusing.

    Raises:
        AnswersRefused: answers do not fit the questions. A valid set of answers never raises.
    """
    fitting, problems = check_answers(guide.parts.questions, answers)
    if problems and not lenient:
        raise AnswersRefused(problems)
    run = guide.engine.begin(fitting, as_of, strict=strict)
    return Evaluation(guide, run, fitting, strict, lang, problems)
