"""What the map and its list show, as a sheet for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from welcomedesk.domain.map_sheet import CHOSEN, PLAIN, MapDistrict, MapLine, MapPoint, MapSheet
from welcomedesk.i18n import _, language
from welcomedesk.ui.components import map_shapes
from welcomedesk.ui.components.contact import Office
from welcomedesk.ui.components.map_marks import MOST_SPREAD, Mark, located, together
from welcomedesk.ui.components.map_view import map_notes
from welcomedesk.ui.offices import Listing

NEAR = 70.0
"""Units of the map within which numbers would lie over each other on paper."""


def map_sheet(listing: Listing, filters: str, case_words: str = "") -> MapSheet:
    """The sheet for a listing.

    Args:
        filters: the filters that hold, in words.
        case_words: `for case 2026-0147`; never a name, because the sheet may lie in the printer.
    """
    here = map_shapes.units(listing.here.lat, listing.here.lon) if listing.here else None
    return MapSheet(
        title=_("Offices in Saxony-Anhalt"),
        subtitle=" · ".join(part for part in (case_words, filters) if part),
        language=language(),
        districts=districts({listing.district: CHOSEN}),
        points=tuple(_points(listing.marks)),
        groups=tuple((group.words, tuple(map(_line, group.offices))) for group in listing.groups),
        words={
            "page": _("Page {page} of {pages}"),
            "here": _("Place of the case"),
            "fits": _("fits, number of the list"),
            "other": _("others, number per place"),
        },
        notes=map_notes(),
        here=here,
    )


def districts(fills: dict[str, str]) -> tuple[MapDistrict, ...]:
    """All districts, large ones first, with these fills by key."""
    return tuple(
        MapDistrict(shape.name, map_shapes.rings(shape.key), shape.middle.toTuple(), fills.get(shape.key, PLAIN))
        for shape in map_shapes.districts()
    )


def _points(marks: Sequence[Mark]) -> Iterable[MapPoint]:
    """Others first, so that the numbers of the list lie over them."""
    others = [each for each in located(marks) if not each.mark.number]
    for group in together(others, NEAR):
        x, y = sum(each.x for each in group) / len(group), sum(each.y for each in group) / len(group)
        yield MapPoint(x, y, str(len(group)) if len(group) > 1 else "", fits=False)
    fitting = [each for each in located(marks) if each.mark.number]
    for group in together(fitting, NEAR):
        ordered = sorted(group, key=lambda each: each.mark.number)
        at = ordered[0]
        if len(ordered) > MOST_SPREAD:
            yield MapPoint(at.x, at.y, str(len(ordered)), fits=True, words=spans([e.mark.number for e in ordered]))
            continue
        for place, each in enumerate(ordered):
            yield MapPoint(at.x + place * NEAR, at.y, str(each.mark.number), fits=True)


def spans(numbers: Sequence[int]) -> str:
    """Numbers in order as `1–4, 7, 9–11`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def _line(office: Office) -> MapLine:
    address = next((words for label, words, *_mark in office.details if label == _("Address")), "")
    reach = " · ".join(part for part in (address.replace("\n", ", "), office.phone) if part)
    fresh = office.ended or office.fresh_words
    why = " · ".join(part for part in (office.why, office.distance) if part)
    words = tuple(part for part in (why, reach, fresh) if part)
    return MapLine(str(office.number) if office.number else "", office.name, words)
