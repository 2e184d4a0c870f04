"""The calculator of dates: 90 days, identity deadlines, notice periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from welcomedesk.domain.calculating.values import Answer, Calculator, Input, Line, Tools
from welcomedesk.domain.calendar import add_days, add_months, whole_years
from welcomedesk.domain.words import N_

_KINDS = {
    "stay_90": N_("Days left of a short stay (90 in 180)"),
    "apply_90": N_("Until when to apply after entry without a visa"),
    "identity_16g": N_("Clarified identity, § 16g (training)"),
    "identity_60c": N_("Clarified identity, § 60c (toleration for training)"),
    "identity_60d": N_("Clarified identity, § 60d (toleration for employment)"),
    "notice_employer": N_("Notice by the employer"),
    "notice_employee": N_("Notice by the employee"),
}
_IDENTITY = ("identity_16g", "identity_60c", "identity_60d")
_NOTICE = ("notice_employer", "notice_employee")


def _dates(given: Mapping[str, Any], tools: Tools) -> Answer:
    match given["kind"]:
        case "stay_90":
            return _stay(given, tools)
        case "apply_90":
            return _apply(given)
        case "identity_16g" | "identity_60c":
            return _identity(given)
        case "identity_60d":
            return _identity_60d(given)
        case kind:
            return _notice(given, tools, by_employer=kind == "notice_employer")


def _stay(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Days of a short stay left on a day: 90 in any 180, first and last day counted.

    Source: Regulation (EU) 2016/399 (Schengen Borders Code) Art. 6 (1) and (2).
    """
    day = given.get("on", tools.as_of)
    window = day - timedelta(days=179)
    used = len({
        each
        for first, last in given.get("stays", [])
        for number in range(max(first, window).toordinal(), min(last, day).toordinal() + 1)
        for each in [number]
    })  # fmt: skip
    left = max(90 - used, 0)
    text = N_("On {date}, {used} of 90 days within 180 days are used, {left} are left.")
    return Answer(
        {"used": used, "left": left}, (Line(text, {"date": day.isoformat(), "used": used, "left": left}, left > 0),)
    )


def _apply(given: Mapping[str, Any]) -> Answer:
    """Until when somebody who entered without a visa applies here. Source: AufenthV § 41 (3): within 90 days."""
    entered = _needed(given, "entered")
    last = add_days(entered, 90)
    return Answer(
        {"last_day": last.isoformat()},
        (Line(N_("The application is due by {date}."), {"date": last.isoformat()}),),
    )


def _identity(given: Mapping[str, Any]) -> Answer:
    """Until when identity had to be clarified for training permit or toleration.

    Source: AufenthG §§ 16g (2) no. 3 and 60c (2) no. 3, copy of 2026-08-19: entry until 2016 until the application;
    2017 to 2019 until the application, at the latest 2020-06-30; later within six months of entry.
    """
    entered = _needed(given, "entered")
    applied: date | None = given.get("applied")
    if entered <= date(2016, 12, 31):
        last = applied
    elif entered < date(2020, 1, 1):
        last = min(applied, date(2020, 6, 30)) if applied else date(2020, 6, 30)
    else:
        last = add_months(entered, 6)
    return _until(last)


def _identity_60d(given: Mapping[str, Any]) -> Answer:
    """Until when identities had to be clarified for the toleration for employment.

    Source: AufenthG § 60d (1) no. 1, copy of 2026-08-19: entry until 2016 until the application; 2017 to 2022 until
    2024-12-31, or until the application where that was made before; later entry is not covered.
    """
    entered = _needed(given, "entered")
    applied: date | None = given.get("applied")
    if entered > date(2022, 12, 31):
        text = N_("§ 60d covers entry until 31 December 2022 only.")
        return Answer({"last_day": None, "covered": False}, (Line(text, {}, False),))
    if entered <= date(2016, 12, 31):
        return _until(applied)
    return _until(applied if applied and applied < date(2024, 12, 31) else date(2024, 12, 31))


def _until(last: date | None) -> Answer:
    efforts = Line(N_("All reasonable efforts within that time also count, where the delay is nobody's fault."))
    if last is None:
        return Answer(
            {"last_day": None, "covered": True}, (Line(N_("Identity is clarified until the application."), {}), efforts)
        )
    first = Line(N_("Identity had to be clarified by {date}."), {"date": last.isoformat()})
    return Answer({"last_day": last.isoformat(), "covered": True}, (first, efforts))


_MONTHS_BY_YEARS = ((20, 7), (15, 6), (12, 5), (10, 4), (8, 3), (5, 2), (2, 1))
"""Years of employment and months of notice by the employer. Source: BGB § 622 (2)."""


def _notice(given: Mapping[str, Any], tools: Tools, *, by_employer: bool) -> Answer:
    """When a job ends after notice, by statute. Source: BGB § 622 (1) to (3); contract and tariff may differ."""
    started, given_on = _needed(given, "started"), given.get("notice_on", tools.as_of)
    if given.get("probation") and given_on <= add_months(started, 6):
        end = add_days(given_on, 14)
    else:
        years = whole_years(started, given_on)
        months = next((months for least, months in _MONTHS_BY_YEARS if by_employer and years >= least), 0)
        end = _month_end(add_months(given_on, months)) if months else _fifteenth_or_end(add_days(given_on, 28))
    lines = (
        Line(N_("The job ends on {date} at the earliest."), {"date": end.isoformat()}),
        Line(N_("Contract or collective agreement may name another period.")),
    )
    return Answer({"ends": end.isoformat()}, lines)


def _fifteenth_or_end(day: date) -> date:
    return day.replace(day=15) if day.day <= 15 else _month_end(day)


def _month_end(day: date) -> date:
    return add_days(add_months(day.replace(day=1), 1), -1)


def _needed(given: Mapping[str, Any], name: str) -> date:
    from welcomedesk.domain.errors import DeskError

    found = given.get(name)
    if not isinstance(found, date):
        raise DeskError(
            "bad_input",
            N_("{calculator} needs {input}."),
            safe=N_("Nothing was reckoned."),
            next_step=N_("Expected: {wanted}."),
            calculator="dates",
            input=name,
            wanted="date",
        )
    return found


CALCULATORS = (
    Calculator(
        "dates",
        N_("Dates and deadlines"),
        (
            Input("kind", "choice", N_("What is wanted"), True, tuple(_KINDS), _KINDS),
            Input("on", "date", N_("On the day"), only_for=("stay_90",)),
            Input("stays", "dates", N_("Stays, first and last day"), only_for=("stay_90",)),
            Input(
                "entered",
                "date",
                N_("Entered Germany on"),
                only_for=("apply_90", *_IDENTITY),
                lives_in="person.arrived_on",
            ),
            Input("applied", "date", N_("Applied on"), only_for=_IDENTITY),
            Input("started", "date", N_("Job began on"), only_for=_NOTICE, lives_in="person.job_starts_on"),
            Input("notice_on", "date", N_("Notice received on"), only_for=_NOTICE, lives_in="person.dismissed_on"),
            Input("probation", "yes_no", N_("Agreed probation"), only_for=_NOTICE),
        ),
        "Schengener Grenzkodex Art. 6; AufenthV § 41; AufenthG §§ 16g, 60c, 60d; BGB § 622",
        _dates,
    ),
)
