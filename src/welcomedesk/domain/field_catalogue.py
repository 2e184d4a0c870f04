"""The catalogue of fields as a page, made from the one declaration: what is kept, why, how sensitive, for how long."""

from __future__ import annotations

from itertools import groupby

from welcomedesk.domain.fields import FIELDS, PURPOSES, RETENTION, Field

HEAD = """# Catalogue of fields

Made from `src/welcomedesk/domain/fields.py` by `make catalogue`; not to be edited by hand.
Sensitivity: *plain*, *personal*, *sensitive* (special category or status), *protected* (may endanger, never leaves).
Periods are defaults, to be confirmed by the data protection officer of the office.
"Never leaves" means that no letter may carry the field.
"""
_COLUMNS = "| field | purpose | sensitivity | kept | leaves with |\n|---|---|---|---|---|\n"


def page() -> str:
    """The whole catalogue as Markdown."""
    parts = [HEAD]
    for entity, found in groupby(sorted(FIELDS.values(), key=lambda field: field.entity), lambda field: field.entity):
        parts.append(f"\n## {entity}\n\n{_COLUMNS}")
        parts.extend(map(_line, found))
    return "".join(parts)


def _line(field: Field) -> str:
    name = f"{field.label} (`{field.key}`)" + ("" if field.typed else ", recorded by the program")
    leaves = ", ".join(field.printable) or "never leaves"
    return f"| {name} | {PURPOSES[field.purpose]} | {field.sensitivity} | {RETENTION[field.retention]} | {leaves} |\n"
