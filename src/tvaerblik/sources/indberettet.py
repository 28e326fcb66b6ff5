"""Indberettede tal: figures that a data owner has counted, a row a series, period and unit.

A municipality or a hospital types them, in CSV or in Excel. What a delivery has replaces what was there
for the same series, period and unit; what it lacks stays, since each owner reports its own. So the rows
themselves are what it covers, and it restates no window.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

import pyarrow as pa

from tvaerblik.catalogue.codelists import Code
from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import NumberDialect, Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import masked
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.periods import Period, parse_period
from tvaerblik.core.texts import Text
from tvaerblik.sources.any_unit import AnyUnit
from tvaerblik.sources.clock import is_register_year
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import TABULAR, Received
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.typed_numbers import Count, read_count
from tvaerblik.sources.values import check_filled
from tvaerblik.sources.xlsx import SUFFIX, read_xlsx

NAME = "indberettet"
NEEDS_NOTE = False
TABLES = ("reported_value",)
SUFFIXES = (*TABULAR, SUFFIX)
TABLE, SERIES_LIST = "reported_value", "indberettede-serier"

SERIES, PERIOD, UNIT, NUMERATOR, DENOMINATOR = "SERIE", "PERIODE", "ENHED", "TAELLER", "NAEVNER"
FIGURES = FileShape(
    NAME,
    "INDBERETTEDE_TAL",
    dict.fromkeys((SERIES, PERIOD, UNIT), "text")
    | dict.fromkeys((NUMERATOR, DENOMINATOR), "parsed"),
)
SHAPES = (FIGURES,)
SPELLED = {
    "series": SERIES,
    "day": PERIOD,
    "unit": UNIT,
    "numerator": NUMERATOR,
    "denominator": DENOMINATOR,
}
SPELLINGS = {"year": "2024", "quarter": "2024K1", "month": "2024-01", "day": "2024-01-31"}
_QUARTER = re.compile(r"([0-9]{4})K([1-4])")

Row = dict[str, str | None]
Values = dict[str, object]


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    raws = [
        _read_any(data, file, world=world, trouble=trouble) for file, data in received.files.items()
    ]
    trouble.check()
    assert received.published is not None, received.place
    reader = _Reader(world, received.published)
    tables = tuple(_figures(raw, reader, world.registers[TABLE], trouble) for raw in raws if raw)
    trouble.check()
    return delivered(received, world.cards[NAME], tables, originals=received.files)


def _read_any(data: bytes, file: str, *, world: World, trouble: Trouble) -> Raw | None:
    read_one = read_xlsx if file.lower().endswith(SUFFIX) else read_file
    return read_one(data, file, FIGURES, world=world, trouble=trouble)


def _figures(raw: Raw, reader: "_Reader", register: Register, trouble: Trouble) -> ReadTable:
    for column in (SERIES, PERIOD, UNIT, NUMERATOR):
        check_filled(raw, column, trouble)
    rows: list[Values] = []
    spans: dict[str, list[Period]] = defaultdict(list)
    columns = {column: raw.column(column).to_pylist() for column in FIGURES.columns}
    for index in range(raw.table.num_rows):
        row = {column: values[index] for column, values in columns.items()}
        values, period = reader.read(row, _teller(raw, index, trouble))
        rows.append(values)
        if period is not None and values["unit"] is not None:
            spans[str(values["unit"])].append(period)
    return ReadTable(
        register,
        pa.Table.from_pylist(rows, schema=_loose(arrow_schema(register))),
        raw.file,
        raw.lines,
        SPELLED,
        raw.undeclared_order,
        tuple(_covers(spans)),
        (),
    )


def _loose(schema: pa.Schema) -> pa.Schema:
    """A row in trouble has empty fields; nothing is made of it once the trouble has been told."""
    return pa.schema([field.with_nullable(True) for field in schema])


Tell = Callable[[str, Problem], None]


def _teller(raw: Raw, index: int, trouble: Trouble) -> Tell:
    def tell(column: str, problem: Problem) -> None:
        trouble.add(problem.code, problem.what, problem.remedy, raw.where(index, column))

    return tell


class _Reader:
    """One row at a time: such files have some hundred rows, and each fault needs words of its own."""

    def __init__(self, world: World, published: date) -> None:
        self.published = published
        self.series = {code.code: code for code in world.codelists[SERIES_LIST].codes}
        self.units = AnyUnit(world.units)
        self.dialect: NumberDialect = world.cards[NAME].numbers

    def read(self, row: Row, tell: Tell) -> tuple[Values, Period | None]:
        series = self._series(row[SERIES], tell)
        period = self._period(row[PERIOD], series, tell)
        numerator = self._count(row, NUMERATOR, tell)
        denominator = self._count(row, DENOMINATOR, tell)
        _check_share(numerator, denominator, tell)
        _check_denominator(series, row[DENOMINATOR], tell)
        values: Values = {
            "series": None if series is None else series.code,
            "day": None if period is None else period.start,
            "unit": self._unit(row[UNIT], period, tell),
            "numerator": numerator.value,
            "numerator_low": numerator.low,
            "numerator_high": numerator.high,
            "denominator": denominator.value,
        }
        return values, period

    def _series(self, text: str | None, tell: Tell) -> Code | None:
        found = self.series.get(text or "")
        if text is not None and found is None:
            tell(SERIES, _unknown_series(text, self.series))
        return found

    def _period(self, text: str | None, series: Code | None, tell: Tell) -> Period | None:
        if text is None:
            return None
        found = _parsed(text)
        if found is None:
            tell(PERIOD, _no_period(text, series))
        elif found.start > self.published:
            tell(PERIOD, _not_yet(text))
        elif series is not None and found.kind != series.group:
            tell(PERIOD, _other_grain(text, series))
        elif series is not None and not _is_valid(series, found):
            tell(PERIOD, _outside(f"Serien »{series.code}«", f"The series '{series.code}'", series))
        else:
            return found
        return None

    def _unit(self, text: str | None, period: Period | None, tell: Tell) -> str | None:
        if text is None:
            return None
        found = self.units.find(text)
        if len(found) > 1:
            tell(UNIT, _ambiguous(text, [unit.id for unit in found]))
        elif not found:
            tell(UNIT, _unknown_unit(text))
        elif period is not None and not _is_valid(found[0], period):
            tell(UNIT, _outside(found[0].name.da, found[0].name.en, found[0], "D16"))
        else:
            return found[0].id
        return None

    def _count(self, row: Row, column: str, tell: Tell) -> Count:
        text = row[column]
        if text is None:
            return Count(None)
        found = read_count(text, self.dialect)
        if isinstance(found, Problem):
            tell(column, found)
            return Count(None)
        if column == DENOMINATOR and found.value is None:
            tell(column, _hidden_denominator(text))
        return found


def _parsed(text: str) -> Period | None:
    quarter = _QUARTER.fullmatch(text)
    try:
        found = parse_period(f"{quarter[1]}-Q{quarter[2]}" if quarter else text)
    except NotKnown:
        return None
    is_offered = found.kind in SPELLINGS and (found.kind != "quarter" or quarter is not None)
    return found if is_offered and is_register_year(found.start) else None


def _is_valid(dated, period: Period) -> bool:
    """Whether some day of the period lies within the dates of a unit or a series."""
    is_begun = dated.valid_from is None or dated.valid_from < period.end
    return is_begun and (dated.valid_to is None or period.start < dated.valid_to)


def _check_share(numerator: Count, denominator: Count, tell: Tell) -> None:
    least = numerator.low if numerator.value is None else numerator.value
    if least is None or denominator.value is None or least <= denominator.value:
        return
    what = Text(
        "Tælleren er større end nævneren.", "The numerator is greater than the denominator."
    )
    remedy = Text(
        "Ret det af tallene, der er forkert; kolonnerne kan være byttet om.",
        "Mend the number that is wrong; the columns may have changed places.",
    )
    tell(NUMERATOR, Problem("K-RULE-RANGE", what, remedy))


def _check_denominator(series: Code | None, text: str | None, tell: Tell) -> None:
    """A count with a denominator would be computed as a share, and a share without one not at all."""
    if (
        series is None
        or series.has_denominator is None
        or series.has_denominator is (text is not None)
    ):
        return
    tell(DENOMINATOR, _needs_denominator(series) if text is None else _only_a_count(series))


def _covers(spans: dict[str, list[Period]]) -> Iterator[Window]:
    """Each unit's periods, neighbours joined; units with the same days together."""
    units: dict[tuple[date, date], list[str]] = defaultdict(list)
    for unit in sorted(spans):
        joined: list[tuple[date, date]] = []
        for period in sorted(spans[unit]):
            if joined and period.start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], period.end))
            else:
                joined.append((period.start, period.end))
        for span in joined:
            units[span].append(unit)
    for (start, end), members in sorted(units.items()):
        yield Window(start, end, tuple(members))


# -- words -------------------------------------------------------------------------------------------


def _short(text: str) -> str:
    return masked(text[:40])


def _unknown_series(text: str, known: dict[str, Code]) -> Problem:
    return Problem(
        "K-CODE",
        Text(
            f"»{_short(text)}« er ikke en serie, der kan indberettes.",
            f"'{_short(text)}' is not a series that can be reported.",
        ),
        Text(
            f"Brug en af: {', '.join(known)}. En ny serie skrives i definitions/codelists/{SERIES_LIST}.csv.",
            f"Use one of: {', '.join(known)}. A new series goes into definitions/codelists/{SERIES_LIST}.csv.",
        ),
    )


def _no_period(text: str, series: Code | None) -> Problem:
    spelled = ", ".join(SPELLINGS.values()) if series is None else SPELLINGS[series.group]
    return Problem(
        "D08",
        Text(f"»{_short(text)}« er ikke en periode.", f"'{_short(text)}' is not a period."),
        Text(f"Skriv perioden som {spelled}.", f"Write the period as {spelled}."),
    )


def _not_yet(text: str) -> Problem:
    return Problem(
        "D08",
        Text(
            f"Perioden {text} begynder efter offentliggørelsen.",
            f"The period {text} begins after the publication.",
        ),
        Text("Ret perioden.", "Mend the period."),
    )


GRAINS = {
    "year": Text("år", "year"),
    "quarter": Text("kvartal", "quarter"),
    "month": Text("måned", "month"),
    "day": Text("dag", "day"),
}


def _other_grain(text: str, series: Code) -> Problem:
    grain, spelled = GRAINS[series.group], SPELLINGS[series.group]
    return Problem(
        "K-GRAIN",
        Text(
            f"Serien »{series.code}« opgøres pr. {grain.da}; »{_short(text)}« er noget andet.",
            f"The series '{series.code}' is counted by {grain.en}; '{_short(text)}' is something else.",
        ),
        Text(f"Skriv perioden som {spelled}.", f"Write the period as {spelled}."),
    )


def _outside(da: str, en: str, dated, code: str = "D08") -> Problem:
    first, end = dated.valid_from or "…", dated.valid_to or "…"
    return Problem(
        code,
        Text(
            f"{da} gælder fra {first} til {end}, ikke i perioden.",
            f"{en} holds from {first} to {end}, not in the period.",
        ),
        Text("Ret perioden eller enheden.", "Mend the period or the unit."),
    )


def _unknown_unit(text: str) -> Problem:
    return Problem(
        "D16",
        Text(
            f"»{_short(text)}« er ikke en enhed i enhedsregistret.",
            f"'{_short(text)}' is not a unit of the unit register.",
        ),
        Text(
            "Brug den officielle kode (0851, 1081), enhedens navn eller dens id; nye enheder skrives i definitions/units.",
            "Use the official code (0851, 1081), the unit's name or its id; new units are written in definitions/units.",
        ),
    )


def _ambiguous(text: str, ids: list[str]) -> Problem:
    return Problem(
        "D16",
        Text(
            f"»{_short(text)}« kan være {len(ids)} enheder.",
            f"'{_short(text)}' may be {len(ids)} units.",
        ),
        Text(f"Skriv den enes id: {', '.join(ids)}.", f"Write the id of one: {', '.join(ids)}."),
    )


def _hidden_denominator(text: str) -> Problem:
    return Problem(
        "D09",
        Text(
            f"Nævneren er skjult ({_short(text)}).", f"The denominator is hidden ({_short(text)})."
        ),
        Text(
            "En nævner skal være et tal; send ingen række, hvis den ikke må vises.",
            "A denominator must be a number; send no row if it may not be shown.",
        ),
    )


def _only_a_count(series: Code) -> Problem:
    return Problem(
        "K-DENOMINATOR",
        Text(
            f"Serien »{series.code}« er et antal og har ingen nævner.",
            f"The series '{series.code}' is a count and has no denominator.",
        ),
        Text(
            f"Lad {DENOMINATOR} stå tom; en serie med nævner siger det i definitions/codelists/{SERIES_LIST}.csv.",
            f"Leave {DENOMINATOR} empty; a series with one says so in definitions/codelists/{SERIES_LIST}.csv.",
        ),
    )


def _needs_denominator(series: Code) -> Problem:
    return Problem(
        "K-DENOMINATOR",
        Text(
            f"Serien »{series.code}« er en andel, og nævneren mangler.",
            f"The series '{series.code}' is a share, and the denominator is missing.",
        ),
        Text(
            f"Skriv nævneren i {DENOMINATOR}, eller udelad rækken.",
            f"Write the denominator in {DENOMINATOR}, or leave the row out.",
        ),
    )
