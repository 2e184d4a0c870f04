"""Districts, towns and postal codes of the region, and the distance between two points on the map.

A postal code may lie in two districts. Nothing here guesses which one applies: `Regions.locate` hands back
the candidates, because the office that is responsible for a person depends on the answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from welcomedesk.domain.errors import DeskError
from welcomedesk.domain.words import N_

STATE = "ST"
"""Region code of the whole state of Saxony-Anhalt."""

FEDERATION = "DE"
"""Region code of the whole of Germany."""

Row = Mapping[str, object]

_EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth. Source: IUGG, as printed in Moritz, Geodetic Reference System 1980."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map.

    Args:
        lat, lon: WGS84 decimal degrees.
        precision: what the point is the centre of: `postal_code`, `town` or `district`, never a house.
    """

    lat: float
    lon: float
    precision: str = "town"


@dataclass(frozen=True, slots=True)
class District:
    """One of the 14 districts.

    Args:
        ags5: official key of the district, five digits.
        kind: `city` (kreisfreie Stadt) or `county` (Landkreis).
        population: rounded, for display only; `None` where not known.
        neighbours: keys of the districts of the same state that share a border.
        neighbours_outside: names and states of neighbours beyond the state border, `Gifhorn (Niedersachsen)`.
    """

    ags5: str
    name: str
    full_name: str
    kind: str
    seat: str
    point: Point
    neighbours: tuple[str, ...] = ()
    neighbours_outside: tuple[str, ...] = ()
    population: int | None = None
    population_year: int | None = None
    population_status: str = "K"


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its district and centre.

    Args:
        population: of mixed age, for ordering a list only.
    """

    name: str
    ags5: str
    point: Point
    postal_codes: tuple[str, ...] = ()
    population: int | None = None


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A postal code.

    Args:
        districts: keys of the districts it lies in; more than one means: ask.
        towns: towns and villages that it serves, may be empty.
        kind: `homes`, or `letters` for codes of large recipients, post-office boxes and codes no longer used,
            which stand in letters and forms but are nobody's home.
        status: `S` where every source agrees on the districts, `K` where only one of them names a second one.
    """

    code: str
    districts: tuple[str, ...]
    towns: tuple[str, ...] = ()
    point: Point | None = None
    kind: str = "homes"
    status: str = "S"


@dataclass(frozen=True, slots=True)
class Located:
    """Where somebody is, as far as it is known.

    Args:
        district: key of the district, empty while it is open.
        ask: districts of which one applies, when the postal code crosses a border; otherwise empty.
        point: for distances; `None` where nothing is known.
    """

    district: str = ""
    ask: tuple[str, ...] = ()
    point: Point | None = None


class UnknownPlace(DeskError):
    """A postal code, town or district that is not in the data."""


@dataclass(frozen=True, slots=True)
class Regions:
    """All districts, towns and postal codes, ready for look-ups."""

    districts: Mapping[str, District] = field(default_factory=dict)
    towns: tuple[Town, ...] = ()
    postal_codes: Mapping[str, PostalCode] = field(default_factory=dict)

    def district(self, ags5: str) -> District:
        """The district with this key. Raises `UnknownPlace`."""
        found = self.districts.get(ags5)
        if found is None:
            raise UnknownPlace(
                "unknown_district",
                N_("There is no district with the key {district}."),
                next_step=N_("Choose one of the districts of the list."),
                district=ags5,
            )
        return found

    def postal_code(self, code: str) -> PostalCode:
        """The entry of a postal code. Raises `UnknownPlace` with the reason: not five digits, or not in the data."""
        text = code.strip()
        if len(text) != 5 or not (text.isascii() and text.isdigit()):
            raise UnknownPlace(
                "malformed_postal_code",
                N_("{postal_code} is not a postal code."),
                next_step=N_("A German postal code has five digits."),
                postal_code=text[:40],
            )
        found = self.postal_codes.get(text)
        if found is None:
            raise UnknownPlace(
                "unknown_postal_code",
                N_("The postal code {postal_code} is not in the list for Saxony-Anhalt."),
                next_step=N_("Check the code, or choose the district instead."),
                postal_code=text,
            )
        return found

    def town(self, name: str) -> tuple[Town, ...]:
        """Towns of this name, in any spelling of case and with or without the addition in brackets.

        Where no town has it, the villages that postal codes serve are searched: one entry per district, placed at the
        first of its codes.
        """
        wanted = _plain(name)
        if not wanted:
            return ()
        towns = tuple(town for town in self.towns if wanted in (_plain(town.name), _bare(town.name)))
        return towns or self._villages(name.strip(), {wanted, _bare(name)})

    def _villages(self, name: str, wanted: set[str]) -> tuple[Town, ...]:
        found: dict[str, Town] = {}
        for entry in self.postal_codes.values():
            if wanted & {_plain(village) for village in entry.towns}:
                for district in entry.districts:
                    point = entry.point or self.district(district).point
                    found.setdefault(district, Town(name, district, point, (entry.code,)))
        return tuple(found.values())

    def locate(self, *, postal_code: str = "", district: str = "", place: str = "") -> Located:
        """The district and the point that these answers lead to; what is empty was not answered.

        A district that the adviser chose settles a postal code that crosses a border. A place settles it too,
        where only one of the districts has a town of that name.

        Raises:
            UnknownPlace: the postal code or district is not in the data, or the two contradict each other.
        """
        towns = self.town(place)
        point = towns[0].point if len({town.ags5 for town in towns}) == 1 else None
        if postal_code.strip():
            return self._by_postal_code(self.postal_code(postal_code), district, towns)
        if district in (STATE, FEDERATION):
            return Located(point=point)
        if district:
            here = tuple(town for town in towns if town.ags5 == district)
            return Located(district, point=here[0].point if here else self.district(district).point)
        owners = tuple(sorted({town.ags5 for town in towns}))
        return Located(owners[0], point=point) if len(owners) == 1 else Located(ask=owners)

    def _by_postal_code(self, entry: PostalCode, district: str, towns: tuple[Town, ...]) -> Located:
        if district:
            self.district(district)
            if district not in entry.districts:
                raise UnknownPlace(
                    "postal_code_elsewhere",
                    N_("The postal code {postal_code} does not lie in {district}."),
                    next_step=N_("Check the postal code and the district."),
                    postal_code=entry.code,
                    district=self.district(district).name,
                )
        settled = (district,) if district else entry.districts
        if len(settled) > 1:
            here = tuple(key for key in settled if any(town.ags5 == key for town in towns))
            settled = here if len(here) == 1 else settled
        if len(settled) == 1:
            return Located(settled[0], point=entry.point or self.district(settled[0]).point)
        return Located(ask=settled, point=entry.point)

    def names(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The names of these districts in the same order; an unknown key stays as it is."""
        return tuple(self.districts[key].name if key in self.districts else key for key in keys)


def on_sphere(point: Point | None) -> tuple[float, float, float] | None:
    """A point as unit vector, so that many distances are quick to work out."""
    if point is None:
        return None
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def arc_km(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """Great-circle distance of two unit vectors in km.

    Half the chord is the sine of half the angle: the haversine formula (R. W. Sinnott, Virtues of the Haversine,
    Sky and Telescope 68, 1984), exact also for small distances.
    """
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.dist(a, b) / 2))


def distance_km(a: Point | None, b: Point | None) -> float | None:
    """Great-circle distance in km, `None` where a point is not known."""
    here, there = on_sphere(a), on_sphere(b)
    return None if here is None or there is None else arc_km(here, there)


# --- from the rows of a pack ----------------------------------------------------------------------------------------


def regions_from_rows(districts: Sequence[Row], towns: Sequence[Row] = (), postal_codes: Sequence[Row] = ()) -> Regions:
    """The regions that the tables `district`, `town` and `postal_code` of a pack describe."""
    return Regions(
        {row.ags5: row for row in map(_district, districts)},
        tuple(map(_town, towns)),
        {row.code: row for row in map(_postal_code, postal_codes)},
    )


def _district(row: Row) -> District:
    population = row.get("population")
    year = row.get("population_year")
    return District(
        ags5=str(row["id"]),
        name=str(row["name"]),
        full_name=str(row.get("full_name") or row["name"]),
        kind=str(row.get("kind", "")),
        seat=str(row.get("seat", "")),
        point=point_of(row.get("at"), "district") or Point(0.0, 0.0, "district"),
        neighbours=_texts(row.get("neighbours")),
        neighbours_outside=_texts(row.get("neighbours_outside")),
        population=population if isinstance(population, int) else None,
        population_year=year if isinstance(year, int) else None,
        population_status=str(row.get("population_status", "K")),
    )


def _town(row: Row) -> Town:
    population = row.get("population")
    return Town(
        name=str(row["name"]),
        ags5=str(row["district"]),
        point=point_of(row.get("at"), "town") or Point(0.0, 0.0),
        postal_codes=_texts(row.get("postal_codes")),
        population=population if isinstance(population, int) else None,
    )


def _postal_code(row: Row) -> PostalCode:
    return PostalCode(
        code=str(row["id"]),
        districts=_texts(row.get("districts")),
        towns=_texts(row.get("towns")),
        point=point_of(row.get("at"), "postal_code"),
        kind=str(row.get("kind", "homes")),
        status=str(row.get("status", "S")),
    )


def point_of(value: object, precision: str) -> Point | None:
    """A point from `[lat, lon]`, `None` where nothing is given."""
    if isinstance(value, list | tuple) and len(value) == 2:
        return Point(float(value[0]), float(value[1]), precision)
    return None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _bare(name: str) -> str:
    return _plain(re.split(r"[(/,]", name)[0].removeprefix("Lutherstadt "))
