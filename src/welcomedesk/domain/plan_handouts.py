"""The sheet of an event plan: what to prepare, the agenda, materials, participants, invitation, follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from welcomedesk.domain.checklists import Step
from welcomedesk.domain.guide_parts import Words
from welcomedesk.domain.handouts import HANDOUT_WORDS, Handout, HandoutRow, in_language
from welcomedesk.domain.letter_kinds import PAGE_WORDS
from welcomedesk.domain.letters import Letterhead, Text, words
from welcomedesk.domain.plans import Plan

PLAN_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "participants": {"de": "Teilnehmende", "en": "Participants"},
        "minutes": {"de": "Dauer in Minuten", "en": "Length in minutes"},
        "roles": {"de": "Rollen", "en": "Roles"},
        "prepare": {"de": "Vorbereitung", "en": "Preparation"},
        "agenda": {"de": "Ablauf", "en": "Agenda"},
        "materials": {"de": "Material", "en": "Materials"},
        "participant_list": {"de": "Teilnahmeliste: Spalten", "en": "List of participants: columns"},
        "invitation": {"de": "Einladung", "en": "Invitation"},
        "follow_up": {"de": "Nachgang", "en": "Follow-up"},
        "measures": {"de": "Woran wir die Wirkung messen", "en": "How we measure the effect"},
        "before": {"de": "{days} Tage vorher", "en": "{days} days before"},
        "after": {"de": "{days} Tage danach", "en": "{days} days after"},
        "proposal": {
            "de": "Zeiten, Zahlen und Tage sind ein Vorschlag und dürfen geändert werden.",
            "en": "Times, numbers and days are a proposal and may be changed.",
        },
    }
)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Rows in every language of the sheet.

    Args:
        days: written-out date of a step per language, by step id; empty while the day of the event is not known.
        event_day: written-out day of the event per language, or empty.
    """

    languages: tuple[str, ...]
    days: Mapping[str, Words]
    event_day: Words

    def say(self, kind: str, texts: Words, *, box: bool = False, strong: bool = False) -> HandoutRow:
        found = tuple(self._text(texts, language, strong) for language in self.languages)
        return HandoutRow(kind, found, box=box)

    def _text(self, texts: Words, language: str, strong: bool) -> Text:
        # The second language says nothing rather than repeating German.
        text = in_language(texts, language) if language == self.languages[0] else texts.get(language, "")
        return words(text, strong=strong) if text else ()

    def heading(self, name: str) -> HandoutRow:
        return self.say("heading", PLAN_WORDS[name], strong=True)

    def each(self, texts: Mapping[str, Words], pattern: str) -> Words:
        """Words of a pattern with parts per language."""
        return {
            language: pattern.format(**{name: in_language(part, language) for name, part in texts.items()})
            for language in self.languages
        }

    def steps(self, steps: Sequence[Step]) -> Iterator[HandoutRow]:
        for step in steps:
            yield self.say(
                "step", self.each({"when": self._when(step), "what": step.title}, "{when}: {what}"), box=True
            )
            if step.text:
                yield self.say("text", step.text)

    def _when(self, step: Step) -> Words:
        if step.id in self.days:
            return self.days[step.id]
        count = step.due.days if step.due else 0
        pattern = PLAN_WORDS["before" if count < 0 else "after"]
        return {language: in_language(pattern, language).format(days=abs(count)) for language in self.languages}

    def invitation(self, plan: Plan) -> Iterator[HandoutRow]:
        yield self.heading("invitation")
        yield self.say("text", subject_on(plan, self.languages, self.event_day), strong=True)
        yield self.say("text", plan.invitation)


def subject_on(plan: Plan, languages: tuple[str, ...], event_day: Words) -> Words:
    """The subject of the invitation with the day of the event, or with a gap to write it in."""
    return {
        language: in_language(plan.subject, language).replace("{date}", event_day.get(language, "") or "____________")
        for language in languages
    }


def plan_handout(
    plan: Plan,
    *,
    languages: tuple[str, ...] = ("de",),
    letterhead: Letterhead | None = None,
    head: tuple[str, ...] = (),
    days: Mapping[str, Words] | None = None,
    event_day: Words | None = None,
) -> Handout:
    """The sheet of a plan.

    Args:
        languages: one language, or German and the reader's language.
        days, event_day: dates of the steps and of the event in words; left out, the sheet counts days before and after.
    """
    write = _Writer(languages, days or {}, event_day or {})
    return Handout(
        title=write.say("heading", plan.title).words,
        languages=languages,
        rows=tuple(_rows(plan, write)),
        letterhead=letterhead or Letterhead(),
        subtitle=write.say("text", plan.purpose).words,
        head=head,
        page_words=in_language(PAGE_WORDS["page"], languages[0]),
    )


def _rows(plan: Plan, write: _Writer) -> Iterator[HandoutRow]:
    count = str(plan.least) if plan.least == plan.most else f"{plan.least}–{plan.most}"
    group = {"label": PLAN_WORDS["participants"], "who": plan.who}
    yield write.say("text", write.each(group, "{label}: " + count + " ({who})"))
    yield write.say("text", write.each({"label": PLAN_WORDS["minutes"]}, "{label}: " + str(plan.minutes)))
    yield write.heading("roles")
    for role in plan.roles:
        yield write.say("paper", role.words, box=True)
    yield write.heading("prepare")
    yield from write.steps(plan.prepare)
    yield write.heading("agenda")
    for part in plan.agenda:
        span = f"{_clock(part.begins)}–{_clock(part.begins + part.minutes)}"
        yield write.say("text", write.each({"what": part.words}, span + "  {what}"))
    yield write.heading("materials")
    for item in plan.materials:
        yield write.say("paper", item, box=True)
    yield write.heading("participant_list")
    columns = {
        language: " | ".join(in_language(c.words, language) for c in plan.participant_list)
        for language in write.languages
    }
    yield write.say("text", columns)
    yield from write.invitation(plan)
    yield write.heading("follow_up")
    yield from write.steps(plan.follow_up)
    yield write.say("text", write.each({"label": PLAN_WORDS["measures"], "what": plan.measures}, "{label}: {what}"))
    yield write.say("note", HANDOUT_WORDS["to_verify"])
    yield write.say("foot", PLAN_WORDS["proposal"])


def _clock(minutes: int) -> str:
    """Minutes since the start as hours and minutes: `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02}"
