"""What kind of value the conditions of a guide see in each question, derived value and table column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from welcomedesk.domain.binding import Type
from welcomedesk.domain.guide_parts import Derived, Question, Table, number_from
from welcomedesk.domain.kleene import is_number


def question_type(question: Question, table: Table | None) -> Type:
    """The type that conditions see of a question."""
    match question.kind:
        case "yes_no":
            return Type("bool")
        case "number" | "money":
            return Type("number")
        case "date":
            return Type("date")
        case "code":
            return Type("code")
    options = {other: option.id for option in question.options for other in option.also}
    options |= {option.id: option.id for option in question.options}
    if question.kind == "country":
        group_of = {name: str(row.get("group", "")) for name, row in table.rows.items()} if table else {}
        return Type("country", options, {}, question.groups, group_of)
    ranks = {option.id: rank for rank, option in enumerate(question.options)} if question.ordered else {}
    return Type("several" if question.kind == "several" else "choice", options, ranks)


def derived_type(derived: Derived) -> Type:
    """The type that conditions see of a derived value."""
    match derived.kind:
        case "yes_no":
            return Type("bool")
        case "number" | "money":
            return Type("number")
        case "date":
            return Type("date")
    options = {option.id: option.id for option in derived.options}
    thens = [case.then for case in derived.cases] + [derived.otherwise]
    return Type("choice", options or {str(then): str(then) for then in thens if then is not None})


def column_types(table: Table) -> Mapping[str, Type]:
    """The types of all columns, from what the rows hold."""
    cells: dict[str, list[Any]] = {}
    for row in table.rows.values():
        for name, value in row.items():
            cells.setdefault(name, []).append(value)
    found = {}
    for name, values in cells.items():
        if all(isinstance(value, bool) for value in values):
            found[name] = Type("bool")
        elif all(is_number(number_from(value)) and not isinstance(value, str) for value in values):
            found[name] = Type("number")
        else:
            several = any(isinstance(value, list) for value in values)
            texts = {str(item) for value in values for item in (value if isinstance(value, list) else [value])}
            column = table.columns.get(name)
            texts |= set(column.values) if column else set()
            found[name] = Type("several" if several else "choice", {text: text for text in texts})
    for name, column in table.columns.items():
        found.setdefault(name, Type("choice", {text: text for text in column.values}))
    return found
