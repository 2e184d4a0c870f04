"""Calculators on recognition: deadlines, practice for validation and crafts, income limit of the grant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from welcomedesk.domain.calculating.values import Answer, Calculator, Figures, Input, Line, Tools, plain
from welcomedesk.domain.calendar import add_months, next_working_day, paused_days
from welcomedesk.domain.checklists import Due, due_date
from welcomedesk.domain.words import N_

PACK = "recognition-st"


def _bqfg_deadlines(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Receipt, decision and one extension, with the time in which the clock stood still.

    Source: BQFG §§ 6, 13 (three months from complete papers, one extension, one month at most for EU cases), § 14a
    (fast track: two months, receipt within two weeks); BGB §§ 187, 188, 193.
    """
    fast = bool(given.get("fast_track"))
    received: date = given["received"]
    complete: date | None = given.get("complete")
    figures = Figures(tools, PACK, received)
    holidays = tools.holidays(range(received.year, received.year + 3))
    values: dict[str, Any] = {}
    lines = []
    receipt = figures.number("bqfg_fasttrack_receipt" if fast else "bqfg_receipt")
    if receipt is not None:
        rule = Due(weeks=int(receipt)) if fast else Due(months=int(receipt))
        by = due_date(rule, received, holidays)
        values["receipt_by"] = by.isoformat()
        lines.append(Line(N_("Receipt is confirmed and missing papers are named by {date}."), {"date": by.isoformat()}))
    months = figures.number("bqfg_fasttrack" if fast else "bqfg_decision")
    if complete is not None and months is not None:
        by = _with_pauses(complete, int(months), given.get("pauses", []), holidays)
        values["decision_by"] = by.isoformat()
        lines.append(Line(N_("The decision is due by {date}."), {"date": by.isoformat()}))
        extension = figures.number("bqfg_extension_eu") if given.get("eu") and given.get("regulated") else months
        if extension is not None:
            longest = _with_pauses(complete, int(months + extension), given.get("pauses", []), holidays)
            values["extended_until"] = longest.isoformat()
            lines.append(Line(N_("Extended once, it is due by {date} at the latest."), {"date": longest.isoformat()}))
    return Answer(values, tuple(lines), tuple(figures.missing))


def _with_pauses(start: date, months: int, pauses: list[tuple[date, date]], holidays: Any) -> date:
    """The last day of a period of months in which pauses do not count."""
    day, added = add_months(start, months), -1
    while (stopped := paused_days(pauses, start, date.fromordinal(day.toordinal() + max(added, 0)))) != added:
        added = stopped
    return next_working_day(date.fromordinal(day.toordinal() + max(added, 0)), holidays)


def _validation(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: BBiG § 50b (1), HwO § 41b: one and a half times the training time, 25 years or older."""
    figures = Figures(tools, PACK)
    factor, least_age = figures.number("validation_practice"), figures.number("validation_age")
    if factor is None or least_age is None:
        return Answer({}, (), tuple(figures.missing))
    needed = given["training_months"] * factor
    have = given["practice_months"]
    age = given.get("age")
    old_enough = None if age is None else bool(age >= least_age or given.get("disability"))
    lines = [
        Line(N_("{needed} months of practice are needed, {have} are there."),
             {"needed": plain(needed), "have": plain(have)}, have >= needed, figures.name("validation_practice")),
        Line(N_("At least {age} years old; not asked with a disability."), {"age": plain(least_age)}, old_enough,
             figures.name("validation_age")),
    ]  # fmt: skip
    missing = max(needed - have, Decimal(0))
    values = {"needed": plain(needed), "missing": plain(missing), "enough": have >= needed, "old_enough": old_enough}
    return Answer(values, tuple(lines))


def _craft(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Which of the five ways of experience a citizen of EU, EEA or Switzerland has completed.

    Source: EU/EWR-HwV § 2 (1) and (2), copy of 2026-08-19; § 2 (1) sentence 2 closes the health
    crafts (Anlage A no. 33 to 37).
    """
    own, lead = given.get("self_employed_years", Decimal(0)), given.get("leading_years", Decimal(0))
    employed, training = given.get("employed_years", Decimal(0)), given.get("training_years", Decimal(0))
    technical = given.get("technical_years", Decimal(0))
    recent = given.get("ended_years_ago", Decimal(0)) <= 10
    in_charge = own + lead
    open_craft = not given.get("health_craft")
    ways = (
        (N_("Six years self-employed or in charge, ended no more than ten years ago"), in_charge >= 6 and recent),
        (
            N_("Three years self-employed or in charge after three years of training"),
            in_charge >= 3 and training >= 3,
        ),
        (
            N_("Four years self-employed or in charge after two years of training"),
            in_charge >= 4 and training >= 2,
        ),
        (
            N_("Three years self-employed and five years employed, ended no more than ten years ago"),
            own >= 3 and employed >= 5 and recent,
        ),
        (
            N_("Five years leading, three of them technical, after three years of training; not for hairdressers"),
            lead >= 5 and technical >= 3 and training >= 3 and not given.get("hairdresser"),
        ),
    )
    lines = [Line(text, {}, met and open_craft) for text, met in ways]
    if not open_craft:
        lines.insert(0, Line(N_("In health crafts practice years do not count."), {}, False))
    fitting = [str(number) for number, (_, met) in enumerate(ways, start=1) if met and open_craft]
    return Answer({"ways": fitting, "enough": bool(fitting)}, tuple(lines))


def _grant(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: announcement of the recognition grant, figures of the recognition pack."""
    figures = Figures(tools, PACK)
    name = "grant_income_joint" if given.get("joint") else "grant_income_single"
    limit = figures.number(name)
    income = given["taxable_income"]
    met = None if limit is None else income <= limit
    lines: tuple[Line, ...] = ()
    if limit is not None:
        lines = (Line(N_("Taxable income up to {limit} € a year."), {"limit": plain(limit)}, met, figures.name(name)),)
    return Answer({"limit": plain(limit), "within": met}, lines, tuple(figures.missing))


CALCULATORS = (
    Calculator(
        "bqfg-deadlines",
        N_("Deadlines of the recognition procedure"),
        (
            Input("received", "date", N_("Application received on"), True),
            Input("complete", "date", N_("Papers complete on")),
            Input("fast_track", "yes_no", N_("Fast track, § 81a")),
            Input("regulated", "yes_no", N_("Regulated occupation")),
            Input("eu", "yes_no", N_("Qualification from EU, EEA or Switzerland")),
            Input("pauses", "dates", N_("Times in which the clock stood still")),
        ),
        "BQFG §§ 6, 13, 14a",
        _bqfg_deadlines,
    ),
    Calculator(
        "validation-practice",
        N_("Practice for validation"),
        (
            Input("training_months", "number", N_("Length of the German training in months"), True),
            Input("practice_months", "number", N_("Practice in the occupation in months"), True),
            Input("age", "number", N_("Age")),
            Input("disability", "yes_no", N_("Disability")),
        ),
        "BBiG § 50b; HwO § 41b",
        _validation,
    ),
    Calculator(
        "craft-practice",
        N_("Practice years for a craft business"),
        (
            Input("self_employed_years", "number", N_("Years self-employed, without a break")),
            Input("leading_years", "number", N_("Years in charge or in a leading position, without a break")),
            Input("technical_years", "number", N_("Of these, years with technical tasks and own department")),
            Input("employed_years", "number", N_("Years employed")),
            Input("training_years", "number", N_("Years of training before")),
            Input("ended_years_ago", "number", N_("Years since the work ended")),
            Input("health_craft", "yes_no", N_("Health craft")),
            Input("hairdresser", "yes_no", N_("Hairdresser")),
        ),
        "EU/EWR-HwV § 2",
        _craft,
    ),
    Calculator(
        "grant-income",
        N_("Income limit of the recognition grant"),
        (
            Input("taxable_income", "number", N_("Taxable income in a year, €"), True),
            Input("joint", "yes_no", N_("Jointly assessed")),
        ),
        "Anerkennungszuschuss",
        _grant,
    ),
)
