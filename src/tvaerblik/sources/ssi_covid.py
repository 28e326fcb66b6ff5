"""Statens Serum Institut, COVID-19: one folder a publication, named for its day, with two files.

Newly_admitted_over_time: new admissions a day. The first publications have one national column, later
ones a column a region and `Total`; the whole series is restated each time.
Municipality_test_pos: confirmed cases so far and population by municipality, on the day of publication.
"""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.deliveries import EVERYTHING, Window
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import (
    UNIT_REMEDY,
    UNKNOWN_UNIT,
    check_filled,
    dates,
    dotted_integers,
    flag,
    mapped,
)

NAME = "ssi_covid"
NEEDS_NOTE = False
TABLES = ("covid_admissions", "covid_cases")

DAY, NATIONAL = "Dato", "Antal_nyindlagte"
REGIONS = (
    "Hovedstaden",
    "Sjælland",
    "Syddanmark",
    "Midtjylland",
    "Nordjylland",
    "Ukendt Region",
    "Total",
)
CODE, PLACE, CASES, POPULATION = (
    "Kommune_(id)",
    "Kommune_(navn)",
    "Antal_bekræftede_COVID-19",
    "Befolkningstal",
)
ADMISSIONS = FileShape(
    NAME,
    "Newly_admitted_over_time",
    {DAY: "parsed", NATIONAL: "parsed", **dict.fromkeys(REGIONS, "parsed")},
    optional=frozenset((NATIONAL, *REGIONS)),
)
MUNICIPALITIES = FileShape(
    NAME,
    "Municipality_test_pos",
    {
        CODE: "text",
        PLACE: "text",
        "Antal_testede": "text",
        CASES: "parsed",
        POPULATION: "parsed",
        "Kumulativ_incidens_(per_100000)": "text",
    },
    optional=frozenset(("Antal_testede", "Kumulativ_incidens_(per_100000)")),
)
SHAPES = (ADMISSIONS, MUNICIPALITIES)

# The institute's mark for a count it hides: fewer than ten, and zero is not ruled out.
MASK, MASKED_LOW, MASKED_HIGH = "<10", 0, 9


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    assert received.published is not None, received.place
    tables = []
    for file, data in received.files.items():
        shape = shape_of(file, SHAPES)
        assert shape is not None, "the front lets no other file through"
        raw = read_file(data, file, shape, world=world, trouble=trouble)
        if raw is not None:
            make = _admissions if raw.shape is ADMISSIONS else _cases
            tables.append(make(raw, world, received.published, trouble))
    trouble.check()
    return ReadDelivery(
        world.cards[NAME],
        received.published,
        False,
        received.sha256,
        received.facts,
        tuple(tables),
        (),
        received.files,
    )


def _admissions(raw: Raw, world: World, published: date, trouble: Trouble) -> ReadTable:
    check_filled(raw, DAY, trouble)
    days = dates(raw, DAY, trouble)
    late = pc.greater(days, pa.scalar(published, pa.date32()))
    flag(
        raw,
        DAY,
        late,
        code="D08",
        trouble=trouble,
        what=Text("Dagen ligger efter offentliggørelsen.", "The day lies after the publication."),
        remedy=Text("Ret datoen.", "Mend the date."),
    )
    columns = [column for column in raw.table.column_names if column != DAY]
    if not columns:
        trouble.add(
            "K-COLUMN",
            Text("Filen har ingen kolonner med antal.", "The file has no columns with counts."),
            Text("Dan udtrækket igen.", "Make the extract again."),
            _header(raw),
        )
        trouble.check()
    values = {_unit(world, column): column for column in columns}
    if len(values) < len(columns):
        trouble.add(
            "D13",
            Text("To kolonner tæller den samme enhed.", "Two columns count the same unit."),
            Text("Behold den ene.", "Keep one of them."),
            _header(raw),
        )
    parts = [_column(raw, column, unit, days, trouble) for unit, column in values.items()]
    register = world.registers["covid_admissions"]
    cover = _span(days, tuple(sorted(values)))
    return _table(
        raw,
        register,
        pa.concat_tables(parts),
        len(parts),
        columns=(DAY,),
        covers=(cover,),
        replaces=(EVERYTHING,),
        spelled={"day": DAY},
    )


def _header(raw: Raw) -> Where:
    return Where(file=raw.file, row=1)


def _unit(world: World, column: str) -> str:
    if column == NATIONAL:
        return "danmark"
    for kind in ("region", "unknown_region", "country"):
        unit = world.units.resolve(column, kind)
        if unit is not None:
            return unit
    raise AssertionError(f"{column} is declared but is no unit")


def _column(raw: Raw, column: str, unit: str, days: pa.Array, trouble: Trouble) -> pa.Table:
    check_filled(raw, column, trouble)
    counts = dotted_integers(raw, column, trouble, mask=MASK)
    return _reported(
        days, pa.array([unit] * len(days), pa.string()), counts, raw.column(column), None
    )


def _cases(raw: Raw, world: World, published: date, trouble: Trouble) -> ReadTable:
    for column in (CODE, PLACE, CASES, POPULATION):
        check_filled(raw, column, trouble)
    units = mapped(
        raw,
        CODE,
        _municipality(world),
        code="D16",
        what=UNKNOWN_UNIT,
        remedy=UNIT_REMEDY,
        trouble=trouble,
    )
    named = mapped(
        raw,
        PLACE,
        _municipality(world),
        code="D16",
        what=UNKNOWN_UNIT,
        remedy=UNIT_REMEDY,
        trouble=trouble,
    )
    flag(
        raw,
        PLACE,
        pc.not_equal(units, named),
        code="D16",
        trouble=trouble,
        what=Text(
            "Kode og navn er ikke den samme kommune.",
            "Code and name are not the same municipality.",
        ),
        remedy=UNIT_REMEDY,
    )
    counts = dotted_integers(raw, CASES, trouble, mask=MASK)
    people = dotted_integers(raw, POPULATION, trouble)
    day = pa.array([published] * len(units), pa.date32())
    rows = _reported(day, units, counts, raw.column(CASES), people)
    here = tuple(sorted(set(units.drop_null().to_pylist())))
    return _table(
        raw,
        world.registers["covid_cases"],
        rows,
        1,
        columns=raw.undeclared_order,
        covers=(_one_day(published, here),),
        replaces=(_one_day(published, None),),
        spelled={"unit": CODE, "numerator": CASES, "denominator": POPULATION},
    )


def _municipality(world: World):
    return lambda text: (
        world.units.resolve(text, "municipality") or world.units.resolve(text, "area")
    )


def _reported(
    days: pa.Array, units: pa.Array, counts: pa.Array, texts: pa.Array, people: pa.Array | None
) -> pa.Table:
    masked = pc.fill_null(pc.equal(texts, MASK), False)
    nothing = pa.nulls(len(days), pa.int64())
    low = pc.if_else(masked, pa.scalar(MASKED_LOW, pa.int64()), nothing)
    high = pc.if_else(masked, pa.scalar(MASKED_HIGH, pa.int64()), nothing)
    return pa.table(
        {
            "day": days,
            "unit": units,
            "numerator": counts,
            "numerator_low": low,
            "numerator_high": high,
            "denominator": nothing if people is None else people,
        }
    )


def _span(days: pa.Array, units: tuple[str, ...]) -> Window:
    found = pc.min_max(days)
    first, last = found["min"].as_py(), found["max"].as_py()
    return Window(first, None if last is None else last + timedelta(days=1), units)


def _one_day(day: date, units: tuple[str, ...] | None) -> Window:
    return Window(day, day + timedelta(days=1), units)


def _table(raw: Raw, register: Register, rows: pa.Table, repeats: int, **facts) -> ReadTable:
    lines = pa.concat_arrays([raw.lines] * repeats)
    return ReadTable(
        register,
        rows.select(arrow_schema(register).names).combine_chunks(),
        raw.file,
        lines,
        **facts,
    )
