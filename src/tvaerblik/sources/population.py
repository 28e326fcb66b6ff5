"""Befolkning: Danmarks Statistik's table FOLK1A, residents on the first day of a quarter.

The statistics bank spells it with codes (851, 1, 40, 2020K1) or with texts (Aalborg, Mænd, 40 år): both are
declared. The table holds totals and regions among its rows; only municipality by sex by single age is ours.
"""

import re
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.deliveries import Aside, Window
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.clock import FIRST_YEAR, LAST_YEAR
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import Received
from tvaerblik.sources.population_gaps import ALL_AGES, BOTH_SEXES, Cell, doubts_of
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import UNIT_REMEDY, UNKNOWN_UNIT, check_filled, counts, mapped

NAME = "population"
NEEDS_NOTE = False
TABLES = ("population",)

PLACE, SEX, AGE, QUARTER, PERSONS = "OMRÅDE", "KØN", "ALDER", "TID", "INDHOLD"
RESIDENTS = FileShape(
    NAME,
    "FOLK1A",
    {PLACE: "text", SEX: "text", AGE: "text", QUARTER: "text", PERSONS: "parsed"},
)
SHAPES = (RESIDENTS,)

SEXES = {"1": "m", "2": "k", "mænd": "m", "kvinder": "k"}
# Spelled with capitals in the statistics bank's codes, as words in its texts.
TOTALS = frozenset(("tot", "ialt", "i alt", "mænd og kvinder i alt", "alder i alt"))
# 000 the country, 081-085 the regions in the statistics bank's own numbering.
WIDER_CODES = {
    "000": "danmark",
    "081": "region-nordjylland",
    "082": "region-midtjylland",
    "083": "region-syddanmark",
    "084": "region-hovedstaden",
    "085": "region-sjaelland",
}
_AGE = re.compile(r"([0-9]{1,3})(?: år(?: og derover)?)?")
_QUARTER = re.compile(r"([0-9]{4})K([1-4])")


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    asides: list[Aside] = []
    raws = [
        read_file(data, file, RESIDENTS, world=world, trouble=trouble)
        for file, data in received.files.items()
    ]
    trouble.check()
    tables = tuple(_residents(raw, received, world, asides, trouble) for raw in raws if raw)
    trouble.check()
    return delivered(received, world.cards[NAME], tables, asides, originals=received.files)


def _residents(
    raw: Raw, received: Received, world: World, asides: list[Aside], trouble: Trouble
) -> ReadTable:
    for column in (PLACE, SEX, AGE, QUARTER, PERSONS):
        check_filled(raw, column, trouble)
    trouble.check()
    doubts = doubts_of(_all_residents(raw, world), world.units)
    raw = _only_ours(raw, world, asides)
    register = world.registers["population"]
    rows = pa.table(_columns(raw, world, trouble)).select(arrow_schema(register).names)
    windows = _windows(rows["quarter_start"])
    covers = windows
    if received.note is not None:
        covers = stated_windows(received, RESIDENTS.name, world, trouble)
    spelled = {"municipality": PLACE, "sex": SEX, "age": AGE, "quarter_start": QUARTER}
    return ReadTable(
        register,
        rows,
        raw.file,
        raw.lines,
        {**spelled, "persons": PERSONS},
        raw.undeclared_order,
        covers,
        windows,
        doubts=doubts,
    )


def _all_residents(raw: Raw, world: World) -> dict[Cell, int]:
    """Totals and wider areas too. A row that cannot be read is told where ours are read, or passed by."""
    columns = [raw.column(name) for name in (QUARTER, PLACE, SEX, AGE, PERSONS)]
    lookups = (_quarter, lambda text: _any_place(text, world), _any_sex, _any_age, _any_count)
    read = [_spread(column, look) for column, look in zip(columns, lookups, strict=True)]
    found = {}
    for quarter, unit, sex, age, persons in zip(*read, strict=True):
        if None not in (quarter, unit, sex, age, persons):
            found[Cell(date.fromisoformat(quarter), unit, sex, age)] = persons
    return found


def _spread(values: pa.Array, look) -> list:
    """Each distinct value is looked at once: such a table has a million rows and few values."""
    known: dict[str, object] = {}
    return [
        known[text] if text in known else known.setdefault(text, look(text))
        for text in values.to_pylist()
    ]


def _any_place(text: str, world: World) -> str | None:
    if text in WIDER_CODES:
        return WIDER_CODES[text]
    kinds = ("municipality", "region", "country", "area")
    return next((unit for kind in kinds if (unit := world.units.resolve(text, kind))), None)


def _any_sex(text: str) -> str | None:
    return BOTH_SEXES if text.casefold() in TOTALS else SEXES.get(text.casefold())


def _any_age(text: str) -> int | str | None:
    if text.casefold() in TOTALS:
        return ALL_AGES
    found = _age(text)
    return None if found is None else int(found)


def _any_count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _only_ours(raw: Raw, world: World, asides: list[Aside]) -> Raw:
    """Totals would be counted on top of their parts, regions on top of their municipalities."""
    for column in (SEX, AGE):
        detail = _each(raw, column, lambda text: text.casefold() not in TOTALS)
        raw = set_aside(raw, detail, table="population", reason="total", asides=asides)
    near = _each(raw, PLACE, lambda text: not _is_wider(text, world))
    return set_aside(raw, near, table="population", reason="not_a_municipality", asides=asides)


def _is_wider(text: str, world: World) -> bool:
    """A country, a region, or an area outside the municipal division (Christiansø)."""
    kinds = ("country", "region", "area")
    return text in WIDER_CODES or any(world.units.resolve(text, kind) for kind in kinds)


def _each(raw: Raw, column: str, holds) -> pa.Array:
    """A condition on each distinct value, spread over the rows."""
    values = raw.column(column)
    distinct = pc.unique(values)
    return pa.array([holds(text) for text in distinct.to_pylist()], pa.bool_()).take(
        pc.index_in(values, distinct)
    )


def _columns(raw: Raw, world: World, trouble: Trouble) -> dict[str, pa.Array]:
    def read_by(column: str, find, what: Text, remedy: Text, code: str = "K-VALUE") -> pa.Array:
        return mapped(raw, column, find, code=code, what=what, remedy=remedy, trouble=trouble)

    quarters = read_by(
        QUARTER,
        _quarter,
        Text("er ikke et kvartal", "is not a quarter"),
        Text("Skriv kvartaler som 2020K1.", "Write quarters as 2020K1."),
        "D08",
    )
    ages = read_by(
        AGE,
        _age,
        Text("er ikke en alder", "is not an age"),
        Text("Skriv 40 eller »40 år«.", "Write 40 or '40 år'."),
    )
    sexes = read_by(
        SEX,
        lambda text: SEXES.get(text.casefold()),
        Text("er ikke et køn i tabellen", "is not a sex of the table"),
        Text("Skriv 1/2 eller Mænd/Kvinder.", "Write 1/2 or Mænd/Kvinder."),
    )
    places = read_by(
        PLACE,
        lambda text: world.units.resolve(text, "municipality"),
        UNKNOWN_UNIT,
        UNIT_REMEDY,
        "D16",
    )
    return {
        "quarter_start": quarters.cast(pa.date32()),
        "municipality": places,
        "sex": sexes,
        "age": ages.cast(pa.int64()),
        "persons": counts(raw, PERSONS, trouble),
    }


def _quarter(text: str) -> str | None:
    match = _QUARTER.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    return f"{match[1]}-{3 * int(match[2]) - 2:02d}-01"


def _age(text: str) -> str | None:
    match = _AGE.fullmatch(text)
    return match[1] if match else None


def _windows(quarters: pa.ChunkedArray) -> tuple[Window, ...]:
    """Each quarter that is in the file, neighbours joined."""
    found: list[Window] = []
    for first in sorted(pc.unique(quarters).drop_null().to_pylist()):
        end = date(first.year + (first.month == 10), (first.month + 3) % 12, 1)
        if found and found[-1].end == first:
            found[-1] = Window(found[-1].start, end)
        else:
            found.append(Window(first, end))
    return tuple(found)
