"""Sentences about contacts as codes with values, and the one place that turns them into words.

The domain says *what* (`Said("near", {"km": 12})`); the window says it in its language through `Speaker`. Every
sentence is whole in the catalogue, nothing is glued together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from welcomedesk.domain.fields import TARGET_GROUPS, TOPICS
from welcomedesk.domain.regions import Regions
from welcomedesk.domain.words import N_

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: its code in `SENTENCES` and its values.

    Args:
        values: ids and dates, not words: `topics`, `groups`, `district`, `districts`, `language`, `languages`,
            `date`, `by`, `km`, `name`, `names`, `times`, `weekday` (0 for Monday).
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


SENTENCES = MappingProxyType(
    {
        # why it fits
        "named": N_("Named by the guide or the checklist"),
        "responsible": N_("Responsible for {district}"),
        "topics": N_("Offers: {topics}"),
        "groups": N_("For {groups}"),
        "all_migrants": N_("For all migrants"),
        "district_own": N_("Works in {district}"),
        "district_among": N_("Its area includes {district}"),
        "state_wide": N_("Works in the whole state"),
        "federal": N_("Works nationwide"),
        "language": N_("Speaks {languages}"),
        "near": N_("About {km} km away"),
        "same_place": N_("In the same place"),
        # what does not fit
        "topics_missing": N_("Does not offer: {topics}"),
        "groups_other": N_("Meant for {groups}"),
        "some_occupations": N_("Decides about some occupations only"),
        "language_other": N_("Languages there: {languages}"),
        "language_unknown": N_("Not known whether {languages} is spoken"),
        "district_only": N_("Works only in {districts}"),
        "unclear": N_("May no longer exist: check before a referral"),
        "no_route": N_("No phone, mailbox or address known"),
        "web_only": N_("Only a web address is known"),
        "phone_failed": N_("The number did not work on {date} ({by})"),
        "email_failed": N_("The mailbox did not work on {date} ({by})"),
        "address_wrong": N_("The address was wrong on {date} ({by})"),
        "wrong": N_("Something was not correct on {date} ({by})"),
        # why it is not suggested
        "ended": N_("This service has ended."),
        "ended_day": N_("This service ended on {date}."),
        "ended_month": N_("This service ended in {date}."),
        "not_started": N_("This service begins on {date}."),
        "retired": N_("Your office no longer uses this contact."),
        "not_for_referral": N_("For information only, not for referrals."),
        "successor": N_("Successor according to the source: {name}"),
        "no_successor_try": N_("No successor shown; try {names}."),
        "no_successor": N_("No successor shown."),
        "successor_circle": N_("The successors point at each other; no successor can be named."),
        # how old our knowledge is
        "fresh_checked": N_("Checked on {date}, {by}"),
        "fresh_day": N_("Source of {date}"),
        "fresh_month": N_("Source from {date}"),
        "fresh_undated": N_("Source without a date"),
        "fresh_general": N_("General knowledge, to be verified"),
        "fresh_day_unclear": N_("Source of {date}, may have ended"),
        "fresh_month_unclear": N_("Source from {date}, may have ended"),
        "fresh_undated_unclear": N_("Source without a date, may have ended"),
        "fresh_general_unclear": N_("General knowledge, may have ended"),
        # whether it is open today
        "open_today": N_("Open today {times}"),
        "closed_today": N_("Closed today."),
        "closed_holiday": N_("Closed today, public holiday."),
        "appointment_today": N_("Today by appointment only"),
        "open_next": N_("Next open on {weekday}, {date}, {times}"),
        # why somebody should check
        "check_old": N_("The newest source is old."),
        "check_undated": N_("The source carries no date."),
        "check_general_knowledge": N_("No source confirms this contact."),
        "check_unclear": N_("It is not clear whether this contact still exists."),
        "check_check_too_old": N_("Your last check is more than a year old."),
        "check_phone_failed": N_("The number did not work."),
        "check_email_failed": N_("The mailbox did not work."),
        "check_address_wrong": N_("The address was wrong."),
        "check_wrong": N_("Something was not correct."),
    }
)

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

_MONTHS = {
    "de": "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}


def date_words(text: str, language: str) -> str:
    """A date as exact as it is known: `21.03.2025`, `Januar 2024`, `2019`; in English `21 March 2025`."""
    parts = text.split("-")
    months = _MONTHS.get(language, _MONTHS["de"]).split(",")
    if len(parts) == 3:
        if language == "en":
            return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
        return f"{parts[2]}.{parts[1]}.{parts[0]}"
    if len(parts) == 2:
        return f"{months[int(parts[1]) - 1]} {parts[0]}"
    return text


@dataclass(frozen=True, slots=True)
class Speaker:
    """Turns what was said into words of one language.

    Args:
        translate: `_` of the window, or of the language of a letter.
        language: `de` or `en`, for dates.
        language_name: name of a language from its code; the code itself where the window has no name for it.
    """

    translate: Callable[[str], str]
    language: str
    regions: Regions
    language_name: Callable[[str], str] = str

    def say(self, said: Said) -> str:
        """The sentence in words."""
        words = {key: self._word(key, value) for key, value in said.values.items()}
        return self.translate(SENTENCES[said.code]).format(**words)

    def _word(self, key: str, value: Value) -> str:
        items = value if isinstance(value, tuple) else (str(value),)
        match key:
            case "topics":
                names = [self.translate(_TOPIC_WORDS.get(item, item)) for item in items]
            case "groups":
                names = [self.translate(_GROUP_WORDS.get(item, item)) for item in items]
            case "district" | "districts":
                names = list(self.regions.names(items))
            case "languages":
                names = [self.language_name(item) for item in items]
            case "weekday":
                names = [self.translate(WEEKDAYS[int(item)]) for item in items]
            case "date":
                names = [date_words(item, self.language) for item in items]
            case _:
                names = list(items)
        return ", ".join(names)


_TOPIC_WORDS = {option.id: option.label for option in TOPICS}
_GROUP_WORDS = {option.id: option.label for option in TARGET_GROUPS}
