"""Worked cases: tiny tables of invented persons beside a definition, and the cells it must give.

They say by example what the definition means, and are run on every engine. One file an indicator,
`<id>.cases.yaml`; tables are drawn as text (see `drawn`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from tvaerblik.catalogue.drawn import MISSING, lines_of, names_of, values_of
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import Indicator, Profile, StandardisedRatio
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Column, Register
from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.catalogue.strict_yaml import read_strict_yaml
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.errors import DefinitionError, NotKnown, Problem, Where
from tvaerblik.core.periods import Period, parse_period
from tvaerblik.core.texts import Text

SUFFIX = ".cases.yaml"
T = TypeVar("T")
Line = dict[str, str]

# Beyond this many rows a table no longer says anything to somebody who reads it
MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class CaseTable:
    """`drawn` is what the file shows; `rows` have the canonical columns, moments in UTC with their
    local date beside them."""

    register: Register
    drawn: tuple[tuple[str, ...], ...]  # the names, then the lines
    rows: tuple[tuple[tuple[str, Any], ...], ...]


@dataclass(frozen=True, slots=True)
class CaseCover:
    """The table holds everything of [start, end) for the unit (None: for all units)."""

    table: str
    unit: str | None
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ExpectedCell:
    """`numbers` holds what the file states of numerator, denominator, value and figure, and no more.
    `value` is what people read, compared at the decimals written; `figure` is a standardised figure
    to its last decimal. `step` is a profile's week."""

    unit: str
    period: Period
    age_band: str | None
    sex: str | None
    step: int | None
    state: State
    numbers: tuple[tuple[str, Decimal | None], ...]

    @property
    def place(self) -> tuple[str, str, str | None, str | None, int | None]:
        return self.unit, self.period.id, self.age_band, self.sex, self.step


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    shows: Text
    tables: tuple[CaseTable, ...]
    covers: tuple[CaseCover, ...]
    expected: tuple[ExpectedCell, ...]


def load_cases(folder: Path, catalogue: Catalogue) -> dict[str, tuple[Case, ...]]:
    """By indicator, of the definitions folder. Raises DefinitionError for the first thing that is
    wrong, and for cases that no indicator stands beside."""
    found = {}
    for path in sorted((folder / "indicators").glob("*.cases.y*ml")):
        name = path.name.removesuffix(SUFFIX)
        if name not in catalogue.indicators:
            raise _without_indicator(path)
        found[name] = _Reader(path, catalogue.indicators[name], catalogue).cases()
    return found


def _without_indicator(path: Path) -> DefinitionError:
    return DefinitionError(
        Problem(
            "E07",
            Text(
                "Eksemplerne hører ikke til nogen indikator.",
                "The worked cases belong to no indicator.",
            ),
            Text(
                "Giv filen indikatorens id og endelsen .cases.yaml.",
                "Give the file the indicator's id and the ending .cases.yaml.",
            ),
            Where(file=path.name),
        )
    )


class _Reader:
    """Reads one file; what the columns and units may be is asked of the catalogue."""

    def __init__(self, path: Path, indicator: Indicator, catalogue: Catalogue) -> None:
        self.path, self.indicator, self.catalogue = path, indicator, catalogue
        self.usual: dict[str, Line] = {}
        self.always: dict[str, CaseTable] = {}

    def cases(self) -> tuple[Case, ...]:
        fields = Fields(read_strict_yaml(self.path), self.path)
        if fields.has("usual"):
            self._read_usual(fields.sub("usual"))
        if fields.has("always"):
            self.always = self._tables(fields.sub("always"))
        found = fields.each("cases", self._case)
        fields.done()
        names = [case.id for case in found]
        if not found or len(set(names)) != len(names):
            raise fields.error(
                "E07",
                "Der skal være mindst ét eksempel, og hvert skal have sit eget id.",
                "There must be at least one case, each with an id of its own.",
                "Skriv et eksempel, eller omdøb det ene af to.",
                "Write a case, or rename one of two.",
                "cases",
            )
        return found

    def _read_usual(self, fields: Fields) -> None:
        """What a cell holds in a column that a case does not draw."""
        for table in fields.names():
            inner = fields.sub(table)
            register = self._register(table, inner)
            self._check_columns(register, inner.names(), inner)
            self.usual[table] = {name: _as_drawn(inner.take(name)) for name in inner.names()}

    def _case(self, fields: Fields) -> Case:
        drawn = self._tables(fields.sub("tables")) if fields.has("tables") else {}
        return Case(
            id=fields.text("id"),
            shows=fields.both("shows"),
            tables=tuple((self.always | drawn).values()),
            covers=self._lines(fields, "covers", self._cover) if fields.has("covers") else (),
            expected=self._expected(fields),
        )

    # Tables --------------------------------------------------------------------------------------

    def _tables(self, fields: Fields) -> dict[str, CaseTable]:
        return {name: self._table(name, fields) for name in fields.names()}

    def _table(self, name: str, fields: Fields) -> CaseTable:
        register = self._register(name, fields)
        text = fields.text(name)
        lines = _drawn(fields, name, text)
        names = names_of(text)
        self._check_columns(register, names, fields, name)
        if len(lines) > MAX_ROWS:
            raise fields.error(
                "E07",
                f"Tabellen har over {MAX_ROWS} rækker.",
                f"The table has more than {MAX_ROWS} rows.",
                "Et eksempel skal kunne læses; tag rækker ud.",
                "A case must be readable; take rows out.",
                name,
            )
        rows = tuple(
            self._row(register, line, Fields({}, self.path, _at(fields, name, number)))
            for number, line in enumerate(lines)
        )
        return CaseTable(register, (names, *(tuple(line.values()) for line in lines)), rows)

    def _row(self, register: Register, line: Line, place: Fields) -> tuple[tuple[str, Any], ...]:
        given = self.usual.get(register.table, {}) | line
        return tuple(
            pair
            for column in register.columns
            for pair in self._cell(column, given.get(column.name), place)
        )

    def _cell(self, column: Column, text: str | None, place: Fields) -> list[tuple[str, Any]]:
        """A column that is nowhere mentioned is an oversight, not a missing value."""
        if text is None or (text == MISSING and column.required):
            raise place.error(
                "E07",
                f"»{column.name}« skal have en værdi.",
                f"'{column.name}' must have a value.",
                "Tegn kolonnen, eller skriv den under usual.",
                "Draw the column, or write it under usual.",
                column.name,
            )
        if column.type == "municipality" and text != MISSING:
            self._unit(text, place, column.name)
        try:
            return list(values_of(column, text).items())
        except ValueError:
            raise _not_of_type(place, column.name, text, column.type) from None

    def _register(self, name: str, fields: Fields) -> Register:
        found = self.catalogue.registers.get(name)
        if found is None:
            known = ", ".join(self.catalogue.registers)
            raise fields.error(
                "E07",
                f"Der er intet register »{name}«.",
                f"There is no register '{name}'.",
                f"Kendte: {known}.",
                f"Known: {known}.",
                name,
            )
        return found

    def _check_columns(
        self, register: Register, names: tuple[str, ...], fields: Fields, field: str = ""
    ) -> None:
        known = ", ".join(column.name for column in register.columns)
        for name in names:
            if register.column(name) is None:
                raise fields.error(
                    "E07",
                    f"{register.table} har ingen kolonne »{name}«.",
                    f"{register.table} has no column '{name}'.",
                    f"Kendte: {known}.",
                    f"Known: {known}.",
                    field,
                )

    # Covers and expectations ---------------------------------------------------------------------

    def _lines(self, fields: Fields, name: str, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Each line of a drawn table read as fields; a column nobody asked for is refused."""
        found = []
        for number, line in enumerate(_drawn(fields, name, fields.text(name))):
            inner = Fields(line, self.path, _at(fields, name, number))
            found.append(read(inner))
            inner.done()
        return tuple(found)

    def _cover(self, fields: Fields) -> CaseCover:
        table = fields.text("table")
        self._register(table, fields)
        unit = _given(fields, "unit")
        if unit is not None:
            self._unit(unit, fields, "unit")
        start, end = fields.day("start"), fields.day("end")
        if end <= start:
            raise fields.error(
                "E07",
                "Det dækkede slutter, før det begynder.",
                "What is covered ends before it starts.",
                "Skriv den første dag og den første dag, der ikke er dækket.",
                "Write the first day and the first day that is not covered.",
                "end",
            )
        return CaseCover(table, unit, start, end)

    def _expected(self, fields: Fields) -> tuple[ExpectedCell, ...]:
        found = self._lines(fields, "expected", self._cell_expected)
        places = {cell.place for cell in found}
        if not found or len(places) != len(found):
            raise fields.error(
                "E07",
                "Et eksempel skal have mindst én forventet celle, og hver kun én gang.",
                "A case must expect at least one cell, and each only once.",
                "Skriv, hvad der skal komme ud af det.",
                "Write what must come of it.",
                "expected",
            )
        return found

    def _cell_expected(self, fields: Fields) -> ExpectedCell:
        unit = fields.text("unit")
        self._unit(unit, fields, "unit")
        state = State(fields.one_of("state", *(state.value for state in State)))
        if state in NUMBERED_STATES and not fields.has("numerator"):
            fields.take("numerator")  # says that it is missing
        numbers = tuple(
            (name, _number(fields, name))
            for name in ("numerator", "denominator", "value", "figure")
            if fields.has(name)
        )
        if "figure" in dict(numbers) and not _is_standardised(self.indicator):
            raise _no_figure(fields)
        if (state in NUMBERED_STATES) != (dict(numbers).get("numerator") is not None):
            raise _numbers_and_state(fields, state)
        return ExpectedCell(
            unit=unit,
            period=self._period(fields),
            age_band=self._stratum(fields, "age_band", tuple(band.id for band in AGE_BANDS)),
            sex=self._stratum(fields, "sex", tuple(SEXES)),
            step=self._step(fields),
            state=state,
            numbers=numbers,
        )

    def _period(self, fields: Fields) -> Period:
        text = fields.text("period")
        try:
            period = parse_period(text)
        except NotKnown:
            raise _not_of_type(fields, "period", text, "period") from None
        if period.kind not in self.indicator.periods:
            raise _not_offered(fields, "period", text, self.indicator.periods)
        return period

    def _stratum(self, fields: Fields, name: str, known: tuple[str, ...]) -> str | None:
        text = _given(fields, name)
        if text is not None and (name not in self.indicator.breakdowns or text not in known):
            raise _not_offered(
                fields, name, text, known if name in self.indicator.breakdowns else ()
            )
        return text

    def _step(self, fields: Fields) -> int | None:
        """Compulsory of a profile, whose every cell is of one week, and of nothing else."""
        measure = self.indicator.measure
        if not isinstance(measure, Profile):
            if _given(fields, "step") is not None:
                raise _not_offered(fields, "step", "…", ())
            return None
        text = fields.text("step")
        if _WHOLE.fullmatch(text) is None:
            raise _not_of_type(fields, "step", text, "integer")
        if not measure.first <= int(text) <= measure.last:
            raise _not_offered(fields, "step", text, (f"{measure.first} … {measure.last}",))
        return int(text)

    def _unit(self, unit: str, fields: Fields, name: str) -> None:
        if unit not in self.catalogue.units.units:
            raise fields.error(
                "E07",
                f"Der er ingen enhed »{unit}«.",
                f"There is no unit '{unit}'.",
                "Brug et id fra definitions/units/units.csv.",
                "Use an id of definitions/units/units.csv.",
                name,
            )


# Small readings ----------------------------------------------------------------------------------


def _drawn(fields: Fields, name: str, text: str) -> list[Line]:
    try:
        return lines_of(text)
    except ValueError as error:
        raise fields.error(
            "E07",
            f"Tabellen kan ikke læses: {error}.",
            f"The table cannot be read: {error}.",
            "Skriv ét navn pr. kolonne og én celle pr. navn, med | imellem.",
            "Write one name a column and one cell a name, with | between.",
            name,
        ) from None


def _at(fields: Fields, name: str, number: int) -> str:
    return f"{fields.path}.{name}[{number}]".lstrip(".")


def _as_drawn(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _given(fields: Fields, name: str) -> str | None:
    text = fields.text(name) if fields.has(name) else MISSING
    return None if text == MISSING else text


_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?")
_WITH_DECIMALS = ("value", "figure")


def _number(fields: Fields, name: str) -> Decimal | None:
    text = _given(fields, name)
    if text is None:
        return None
    decimals = name in _WITH_DECIMALS
    if (_NUMBER if decimals else _WHOLE).fullmatch(text) is None:
        raise _not_of_type(fields, name, text, "number" if decimals else "integer")
    return Decimal(text)


def _is_standardised(indicator: Indicator) -> bool:
    return indicator.standardise is not None or isinstance(indicator.measure, StandardisedRatio)


def _no_figure(fields: Fields) -> DefinitionError:
    return fields.error(
        "E07",
        "Kun et standardiseret tal har »figure«.",
        "Only a standardised figure has 'figure'.",
        "Skriv value.",
        "Write value.",
        "figure",
    )


_TYPES = {
    "person": Text("et nummer", "a number"),
    "integer": Text("et helt tal", "a whole number"),
    "number": Text("et tal som 0.25", "a number such as 0.25"),
    "week": Text("en uge som 2024-W09", "a week such as 2024-W09"),
    "boolean": Text("true eller false", "true or false"),
    "date": Text("en dato som 2024-03-14", "a date such as 2024-03-14"),
    "instant": Text(
        "et tidspunkt som 2024-03-14 10:00, der findes i dansk tid",
        "a moment such as 2024-03-14 10:00 that exists in Danish time",
    ),
    "period": Text("en periode som 2024-03", "a period such as 2024-03"),
}


def _not_of_type(fields: Fields, name: str, text: str, type_: str) -> DefinitionError:
    wanted = _TYPES[type_]
    return fields.error(
        "E07",
        f"»{name}« skal være {wanted.da}; der står »{text[:60]}«.",
        f"'{name}' must be {wanted.en}; found '{text[:60]}'.",
        "Ret værdien.",
        "Mend the value.",
        name,
    )


def _numbers_and_state(fields: Fields, state: State) -> DefinitionError:
    return fields.error(
        "E07",
        f"Tæller og tilstanden »{state}« passer ikke sammen.",
        f"The numerator and the state '{state}' do not fit together.",
        "Kun ok og zero har en tæller, og de skal have den.",
        "Only ok and zero have a numerator, and they must have one.",
        "numerator",
    )


def _not_offered(fields: Fields, name: str, text: str, offered: tuple[str, ...]) -> DefinitionError:
    listed = " | ".join(offered) or "-"
    return fields.error(
        "E07",
        f"Indikatoren har ikke »{name}: {text}«.",
        f"The indicator does not have '{name}: {text}'.",
        f"Brug {listed}.",
        f"Use {listed}.",
        name,
    )
