"""Calculators on residence: points, salary floors, work account of students, settlement, funds, fees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from welcomedesk.domain.calculating.values import Answer, Calculator, Figures, Input, Line, Tools, plain
from welcomedesk.domain.calendar import add_months
from welcomedesk.domain.words import N_

PACK = "residence"

_POINT_PARTS = {
    "recognition": N_("partly recognised qualification"),
    "german": N_("knowledge of German"),
    "english": N_("knowledge of English"),
    "experience": N_("work experience"),
    "shortage": N_("shortage occupation"),
    "age": N_("the age"),
    "stay": N_("an earlier stay in Germany"),
    "spouse": N_("a spouse who also qualifies"),
}

SEARCHES: Mapping[str, Any] = {"purpose": ["job_search"]}
"""The points are asked for a search for work; without a purpose the guide would hold its questions back."""


def _points(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: AufenthG § 20b and its annex; the table itself stands in the residence pack."""
    figures = Figures(tools, PACK)
    derived = tools.derive(PACK, {**SEARCHES, **given["answers"]})
    least = figures.number("PTS_MIN")
    points = derived.get("d_points")
    parts = {name: derived.get(f"p_{name}") for name in _POINT_PARTS}
    sure = points if isinstance(points, int | float) else None
    span = points if isinstance(points, dict) else {}
    low, high = (sure, sure) if sure is not None else (span.get("from"), span.get("to"))
    enough: bool | None = None
    if least is not None and low is not None and Decimal(str(low)) >= least:
        enough = True
    elif least is not None and high is not None and Decimal(str(high)) < least:
        enough = False
    lines = [
        Line(N_("Points for {part}: {points}"), {"part": _POINT_PARTS[name], "points": value})
        for name, value in parts.items()
    ]
    lines.append(
        Line(N_("At least {least} points are needed."), {"least": plain(least)}, enough, figures.name("PTS_MIN"))
    )
    values = {"points": points, "parts": parts, "least": plain(least), "enough": enough}
    return Answer(values, tuple(lines), tuple(figures.missing))


_FLOORS = {
    "BC_STD": N_("EU Blue Card, standard: {amount} € a year"),
    "BC_RED": N_("EU Blue Card, shortage occupations, new graduates, IT without degree: {amount} € a year"),
    "EXP_19C2": N_("Experienced workers, § 6 BeschV: {amount} € a year"),
    "AGE45": N_("First grant from the 45th birthday on: {amount} € a year"),
}


def _salary_floors(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: AufenthG §§ 18 (2) no. 5, 18g; BeschV § 6; yearly announcement of the ceiling."""
    salary = given.get("salary_year")
    if salary is None and given.get("salary_month") is not None:
        salary = given["salary_month"] * 12
    figures = Figures(tools, PACK)
    floors: dict[str, Any] = {}
    lines = []
    for name, text in _FLOORS.items():
        amount = figures.number(name)
        met = None if amount is None or salary is None else salary >= amount
        floors[name] = {"amount": plain(amount), "met": met}
        if amount is not None:
            lines.append(Line(text, {"amount": plain(amount)}, met, figures.name(name)))
    values = {"salary_year": plain(salary), "floors": floors}
    return Answer(values, tuple(lines), tuple(figures.missing))


def _student_days(given: Mapping[str, Any], tools: Tools) -> Answer:
    """The account counts each calendar week the way that is better for the student.

    Source: AufenthG § 16b (3): 140 working days a year; up to four hours half a day; or two and a half days a week, in
    term only up to 20 hours.
    """
    figures = Figures(tools, PACK)
    account, half, flat, term_hours = (
        figures.number(name) for name in ("STUDENT_DAYS", "STUDENT_HALF_DAY", "STUDENT_WEEK", "STUDENT_TERM_HOURS")
    )
    if account is None or half is None or flat is None or term_hours is None:
        return Answer({}, (), tuple(figures.missing))
    year = int(given["year"])
    hours: dict[date, Decimal] = {}
    for day, worked in given["days"]:
        if day.year == year:
            hours[day] = hours.get(day, Decimal(0)) + worked
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in sorted(hours):
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    used, rows = Decimal(0), []
    for week, days in weeks.items():
        by_day = sum((Decimal("0.5") if hours[day] <= half else Decimal(1) for day in days if hours[day]), Decimal(0))
        total = sum((hours[day] for day in days), Decimal(0))
        in_term = any(first <= day <= last for day in days for first, last in given.get("term", ()))
        flat_allowed = not in_term or total <= term_hours
        counted = min(by_day, flat) if flat_allowed else by_day
        used += counted
        rows.append({"week": f"{week[0]}-W{week[1]:02}", "hours": plain(total), "days": plain(counted)})
    left = account - used
    lines = (
        Line(N_("{used} of {account} working days are used, {left} are left."),
             {"used": plain(used), "account": plain(account), "left": plain(max(left, Decimal(0)))},
             left >= 0, figures.name("STUDENT_DAYS")),
    )  # fmt: skip
    return Answer({"used": plain(used), "left": plain(left), "account": plain(account), "weeks": rows}, lines)


_SETTLEMENTS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    ("T_9", N_("§ 9, settlement permit"), (("permit_months", "M_9"), ("pension_months", "M_9_PENSION")), "B1"),
    (
        "T_18C1",
        N_("§ 18c (1), skilled worker"),
        (("skilled_permit_months", "M_18C1"), ("pension_months", "M_18C1")),
        "B1",
    ),
    (
        "T_18C1_DE",
        N_("§ 18c (1), with a German qualification"),
        (("skilled_permit_months", "M_18C1_DE"), ("pension_months", "M_18C1_DE")),
        "B1",
    ),
    ("T_18C2", N_("§ 18c (2), Blue Card"), (("bluecard_months", "M_18C2"), ("pension_months", "M_18C2")), "A1"),
    (
        "T_18C2_B1",
        N_("§ 18c (2), Blue Card with German B1"),
        (("bluecard_months", "M_18C2_B1"), ("pension_months", "M_18C2_B1")),
        "B1",
    ),
)


def _settlement(given: Mapping[str, Any], tools: Tools) -> Answer:
    """When the times for settlement are complete, if everything goes on as it is.

    Source: AufenthG §§ 9 (2) and (4) no. 3 (study and training count half), 18c (1) and (2).
    """
    figures = Figures(tools, PACK)
    have = {name: given.get(name, Decimal(0)) for name in _MONTHS}
    have["permit_months"] += given.get("study_months", Decimal(0)) / 2
    ways, lines = [], []
    for name, title, needs, german in _SETTLEMENTS:
        if name == "T_18C1_DE" and not given.get("de_degree"):
            continue
        if name.startswith("T_18C2") and not given.get("bluecard_months"):
            continue
        wanted = [(month, figures.number(figure)) for month, figure in needs]
        if any(months is None for _, months in wanted):
            continue
        lacking = max(max(months - have[month], Decimal(0)) for month, months in wanted if months is not None)
        whole = int(lacking.to_integral_value(rounding="ROUND_CEILING"))
        earliest = add_months(tools.as_of, whole)
        ways.append({"id": name, "months_missing": whole, "earliest": earliest.isoformat(), "german": german})
        text = N_("{title}: complete on {date} at the earliest, with German {german}")
        lines.append(Line(text, {"title": title, "date": earliest.isoformat(), "german": german}, whole == 0,
                          figures.name(needs[0][1])))  # fmt: skip
    return Answer({"ways": ways}, tuple(lines), tuple(figures.missing))


_MONTHS = ("permit_months", "skilled_permit_months", "bluecard_months", "pension_months")

_FUNDS = (
    "FUNDS_16A_COMPANY",
    "FUNDS_16A_SCHOOL",
    "FUNDS_16A_FURTHER",
    "FUNDS_16B",
    "FUNDS_16D",
    "FUNDS_16F_LANG",
    "FUNDS_16G",
    "FUNDS_17",
    "FUNDS_20A",
)


def _funds(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: AufenthG § 2 (3); BAföG; the figures stand in the residence pack."""
    figures = Figures(tools, PACK)
    monthly = figures.number(given["purpose"])
    months = given.get("months", Decimal(12))
    if monthly is None:
        return Answer({"monthly": None}, (), tuple(figures.missing))
    income = given.get("income_month", Decimal(0))
    gap = max(monthly - income, Decimal(0))
    total = gap * months
    lines = (
        Line(N_("{amount} € a month are needed."), {"amount": plain(monthly)}, None, figures.name(given["purpose"])),
        Line(
            N_("For {months} months that is {amount} €, after own income."),
            {"months": plain(months), "amount": plain(total)},
        ),
    )
    return Answer({"monthly": plain(monthly), "gap_month": plain(gap), "total": plain(total)}, lines)


_FEES = (
    "FEE_VISA",
    "FEE_PERMIT",
    "FEE_EXTENSION_SHORT",
    "FEE_EXTENSION",
    "FEE_CHANGE",
    "FEE_SETTLEMENT",
    "FEE_SETTLEMENT_21",
    "FEE_SETTLEMENT_18C3",
    "FEE_LTR_EU",
    "FEE_REISSUE",
    "FEE_FICTION",
    "FEE_81A",
    "FEE_SPONSOR",
    "FEE_DAB",
    "FEE_ZAB",
    "FEE_ZAB_FURTHER",
    "FEE_NAT",
    "FEE_NAT_CHILD",
    "FEE_NAT_TEST",
)
_HALF_FOR_MINORS = frozenset(name for name in _FEES if name in _FEES[:11])


def _fees(given: Mapping[str, Any], tools: Tools) -> Answer:
    """Source: AufenthV §§ 44 to 47, 50 (1) (minors half); fees of other offices as the pack names them."""
    figures = Figures(tools, PACK)
    adults, minors = given.get("adults", Decimal(1)), given.get("minors", Decimal(0))
    total, rows, lines = Decimal(0), [], []
    for name in given["items"]:
        amount = figures.number(name)
        if amount is None:
            continue
        share = Decimal("0.5") if name in _HALF_FOR_MINORS else Decimal(1)
        sum_of_item = amount * adults + amount * share * minors
        total += sum_of_item
        rows.append({"id": name, "amount": plain(amount), "sum": plain(sum_of_item)})
        lines.append(
            Line(N_("{figure}: {amount} €"), {"figure": name, "amount": plain(sum_of_item)}, None, figures.name(name))
        )
    lines.append(Line(N_("Together: {amount} €"), {"amount": plain(total)}))
    return Answer({"items": rows, "total": plain(total)}, tuple(lines), tuple(figures.missing))


CALCULATORS = (
    Calculator(
        "points",
        N_("Points of the opportunity card"),
        (Input("answers", "answers", N_("Answers of the residence guide"), True),),
        "AufenthG § 20b",
        _points,
    ),
    Calculator(
        "salary-floors",
        N_("Salary floors"),
        (
            Input("salary_year", "number", N_("Gross salary in a year, €"), lives_in="vacancy.salary_year"),
            Input("salary_month", "number", N_("Gross salary in a month, €")),
        ),
        "AufenthG §§ 18 (2), 18g; BeschV § 6",
        _salary_floors,
    ),
    Calculator(
        "student-days",
        N_("Working days during studies"),
        (
            Input("year", "number", N_("Calendar year"), True),
            Input("days", "days", N_("Days with hours worked"), True),
            Input("term", "dates", N_("Terms, first and last day")),
        ),
        "AufenthG § 16b (3)",
        _student_days,
    ),
    Calculator(
        "settlement-months",
        N_("Months until settlement"),
        (
            Input("permit_months", "number", N_("Months with a residence permit")),
            Input("study_months", "number", N_("Months of study or training in Germany, not counted above")),
            Input("skilled_permit_months", "number", N_("Months with a skilled worker's title")),
            Input("bluecard_months", "number", N_("Months of work with a Blue Card")),
            Input("pension_months", "number", N_("Months of pension contributions")),
            Input("de_degree", "yes_no", N_("German degree or training")),
        ),
        "AufenthG §§ 9, 18c",
        _settlement,
    ),
    Calculator(
        "funds",
        N_("Secure livelihood"),
        (
            Input("purpose", "choice", N_("Purpose"), True, _FUNDS),
            Input("months", "number", N_("Months")),
            Input("income_month", "number", N_("Own income in a month, €")),
        ),
        "AufenthG § 2 (3)",
        _funds,
    ),
    Calculator(
        "fees",
        N_("Fees"),
        (
            Input("items", "texts", N_("Which fees"), True, _FEES),
            Input("adults", "number", N_("Adults")),
            Input("minors", "number", N_("Minors")),
        ),
        "AufenthV §§ 44–50",
        _fees,
    ),
)
