"""Worlds and expectations drawn as text tables, so that a spec reads like a page of the manual.

Columns are separated by `|`; `-` is a missing value; a column that is not drawn has its usual value.
Times are Danish local time; the second 02:30 of an autumn night is written `02:30b`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from spec.page import Step, definition_step, table_step
from tvaerblik.catalogue.codelists import Code, Codelist
from tvaerblik.catalogue.composed import check_composed
from tvaerblik.catalogue.drawn import lines_of, names_of, values_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue, load_indicator
from tvaerblik.catalogue.series import SERIES
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.catalogue.units import Membership, Unit, UnitRegister
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.periods import parse_period
from tvaerblik.core.rows import AS_WAS, ResultRow
from tvaerblik.core.texts import Text
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Computation, EngineName, Request
from tvaerblik.store.snapshot import Cover, Snapshot, snapshot_of_tables

FOREVER = (date(2020, 1, 1), date(2028, 1, 1))
NORTH = ("kommune-0851", "kommune-0860", "kommune-0820")

_PERSON = {"residence": "kommune-0851", "born": "1950-01-01", "sex": "k"}
_INTERVAL = {"municipality": "kommune-0851", "valid_to": "-"}
_STAY = {"inpatient": "true", "priority": "ATA1", "diagnosis": "DJ449", "sector": "somatic"}
USUAL: dict[str, dict[str, str]] = {
    "hospital_contact": {
        **_STAY,
        **_PERSON,
        "stay_key": "-",
        "contact_type": "ALCA00",
        "unit": "1",
        "specialty": "-",
    },
    "hospital_stay": {**_STAY, **_PERSON, "ended": "-", "specialty": "-", "hours": "-"},
    "pathway_marker": {**_PERSON, "pathway": "1", "marker": "AWA1"},
    "procedure": {"code_type": "P", "started": "-", "ended": "-"},
    "ready_for_discharge": {**_PERSON, "sector": "somatic", "ended": "-", "stay": "1"},
    "outpatient_contact": {
        **_PERSON,
        "sector": "somatic",
        "ended": "-",
        "mode": "attendance",
        "unit": "1",
    },
    "resident": {"municipality": "kommune-0851", "sex": "k", "age": "74", "persons": "0"},
    "municipal_service": {
        "municipality": "kommune-0851",
        "resource": "planned",
        "service": "ccbed25e-da29-4c4e-9f6c-0b3132125336",
        "ended": "-",
        "born": "-",
        "sex": "-",
    },
    "gp_service": {
        **_PERSON,
        "service": "0101",
        "contacts": "1",
        "for_child": "-",
        "clinic": "-",
    },
    "nursing_home_doctor": {**_INTERVAL, "places": "-"},
    "residence": {**_INTERVAL, "born": "1950-01-01", "sex": "k"},
    "person": {"born": "1950-01-01", "died": "-", "sex": "k", "residence": "-"},
    "population": {"municipality": "kommune-0851", "sex": "k", "age": "74"},
    "covid_admissions": {"numerator_low": "-", "numerator_high": "-", "denominator": "-"},
    "covid_cases": {"numerator_low": "-", "numerator_high": "-", "denominator": "1000"},
    "reported_value": {"numerator_low": "-", "numerator_high": "-", "denominator": "-"},
}
# Every quarter: ten women and ten men of each of these ages in each of three municipalities
AGES = (10, 30, 50, 67, 72, 77, 82, 87, 95)

DEFINITION = """
id: probe
version: 1.0.0
status: live
title: {da: Prøve, en: Probe}
short_title: {da: Prøve, en: Probe}
unit_text: {da: af alle, en: of all}
purpose: {da: Prøve, en: Probe}
caveats: {da: Ingen, en: None}
theme: overgange
goals: []
polarity: none
owner: [{body: region-nordjylland, sector: hospital, from: 2019-01-01}]
authored_by: one
checked_by: another
reviewed: 2026-01-01
next_review: 2027-01-01
visibility: offentlig
sensitivity: standard
national: {status: cannot_be_clarified}
interval: none
decimals: 1
changes: []
"""
USUAL_FIELDS = {
    "settle": "0 days",
    "lag": "0 days",
    "look_back": "0 days",
    "periods": "[month, quarter, year]",
    "grains": "{units: municipality, breakdowns: [age_band, sex]}",
}


@dataclass
class Spec:
    """A small world, a definition and what the definition says of the world. `page` keeps what was
    written, for the manual."""

    engine: EngineName
    folder: Path
    catalogue: Catalogue
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    drawn_covers: list[Cover] = field(default_factory=list)
    indicator: Indicator | None = None
    received: Snapshot | None = None  # deliveries taken in, in place of drawn tables
    page: list[Step] = field(default_factory=list)

    # Drawing -------------------------------------------------------------------------------------

    def draw(self, table: str, text: str) -> None:
        self.page.append(table_step("table", table, text))
        self.tables[table] = [USUAL[table] | line for line in lines_of(text)]

    def covers(self, text: str) -> None:
        """table | unit | start | end. Tables that are not drawn here are covered for ever."""
        self.page.append(table_step("covers", "", text))
        for line in lines_of(text):
            unit = None if line["unit"] == "-" else line["unit"]
            start, end = date.fromisoformat(line["start"]), date.fromisoformat(line["end"])
            self.drawn_covers.append(Cover(line["table"], unit, start, end))

    def define(self, measure: str, **fields: str) -> None:
        """`measure` in the language itself; other fields have usual values."""
        self.page.append(definition_step("", measure, fields))
        self.indicator = self._load("probe", measure, fields)
        check_composed(
            self.folder,
            {**self.catalogue.indicators, "probe": self.indicator},
            self.catalogue.units,
        )

    def component(self, name: str, measure: str, **fields: str) -> None:
        """An indicator beside the one that is asked, for a composed measure to name."""
        self.page.append(definition_step(name, measure, fields))
        indicators = {**self.catalogue.indicators, name: self._load(name, measure, fields)}
        self.catalogue = replace(self.catalogue, indicators=indicators)

    def _load(self, name: str, measure: str, fields: dict[str, str]) -> Indicator:
        stated = "\n".join(f"{field}: {value}" for field, value in (USUAL_FIELDS | fields).items())
        path = self.folder / f"{name}.yaml"
        head = DEFINITION.replace("id: probe", f"id: {name}")
        path.write_text(f"{head}{stated}\n{measure}\n", encoding="utf-8")
        return load_indicator(
            path,
            self.catalogue.registers,
            self.catalogue.codelists,
            self.catalogue.standards,
        )

    def count(self, where: str, *, unknown: str = "exclude", date: str = "started") -> None:
        """The stays that meet the conditions, as a rate: its numerator is the answer."""
        self.define(
            f"""
measure:
  rate:
    of: {{table: hospital_stay, where: [{where}], date: {date}, place: residence}}
    per: 1000
    unknown: "{unknown}"
denominator: person_years"""
        )

    def codes(self, name: str, *codes: str) -> None:
        """A code list of the spec's own."""
        self.page.append(Step("codes", name, ", ".join(codes)))
        self._have(name, [(code, "") for code in codes])

    def _have(self, name: str, codes: list[tuple[str, str]]) -> None:
        found = tuple(Code(code, code, group, None, None) for code, group in codes)
        text = Text("Prøve", "Probe")
        lists = {
            **self.catalogue.codelists,
            name: Codelist(name, "1", text, "-", True, text, found),
        }
        self.catalogue = replace(self.catalogue, codelists=lists)

    def series(self, text: str) -> None:
        """series | step: the code list of series delivered ready-made."""
        self.page.append(table_step("codes", SERIES, text))
        lines = lines_of(text)
        self._have(SERIES, [(line["series"], line["step"]) for line in lines])

    def units(self, units: str, memberships: str) -> None:
        """A unit register of the spec's own: unit | kind | valid_from | valid_to, and member | group |
        valid_from | valid_to. What is not drawn is a municipality, and for ever."""
        self.page.append(table_step("units", "", units))
        self.page.append(table_step("memberships", "", memberships))
        always = {"kind": "municipality", "valid_from": "2007-01-01", "valid_to": "-"}
        found = [_unit(always | line) for line in lines_of(units)]
        members = tuple(_membership(always | line) for line in lines_of(memberships))
        register = UnitRegister({unit.id: unit for unit in found}, members, {})
        self.catalogue = replace(self.catalogue, units=register)

    # Asking --------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        if self.received is not None:
            return self._derived(self.received)
        tables = {
            name: pa.Table.from_pylist(list(self._rows(name)), self._schema(name))
            for name in self.tables
        }
        tables.setdefault("population", self._usual_population())
        stated = {cover.table for cover in self.drawn_covers}
        usual = [Cover(name, None, *FOREVER) for name in tables if name not in stated]
        # Stays drawn as such stand for the contacts they would be made from
        roots = {root for name in tables for root in roots_of(name, self.catalogue.registers)}
        for root in sorted(roots - {*tables, *stated}):
            usual.append(Cover(root, None, *FOREVER))
        found = snapshot_of_tables(self.folder, tables, (*self.drawn_covers, *usual))
        return self._derived(found)

    def _derived(self, found: Snapshot) -> Snapshot:
        return derive_tables(found, self.catalogue, self.folder / "derived", engine=self.engine)

    def compute(
        self,
        units: list[str],
        periods: list[str],
        organisations: list[str] | None = None,
        *,
        strata: bool = True,
    ) -> Computation:
        assert self.indicator is not None, "define something first"
        wanted = [parse_period(period) for period in periods]
        request = Request(
            tuple(dict.fromkeys(units)),
            tuple(dict.fromkeys(period.kind for period in wanted)),
            min(period.start for period in wanted),
            max(period.end for period in wanted),
            tuple(organisations or [AS_WAS]),
            strata,
        )
        snapshot = self.snapshot()
        return compute_indicator(
            self.indicator, self.catalogue, snapshot, request, engine=self.engine
        )

    def expect(self, text: str, **told: int) -> Computation:
        """Each line names a cell (unit, period, age_band, sex, step, organisation) and what is in
        it; `told` is what the diagnostics say."""
        self.page.append(table_step("expect", "", text))
        wanted = [{**_CELL, **line} for line in lines_of(text)]
        computation = self.compute(
            [line["unit"] for line in wanted],
            [line["period"] for line in wanted],
            list(dict.fromkeys(line["organisation"] for line in wanted)),
        )
        found = {_key_of_row(row): row for row in computation.rows}
        assert len(found) == len(computation.rows), "a cell came twice"
        for line in wanted:
            row = found[tuple(line[name] for name in _CELL)]
            for name, value in line.items():
                if name not in _CELL:
                    assert _shown(row, name) == value, (name, line, row)
        if told:
            self.page.append(Step("told", "", ", ".join(f"{n} = {v}" for n, v in told.items())))
        for name, value in told.items():
            assert getattr(computation.diagnostics, name) == value, (name, computation.diagnostics)
        return computation

    def refused(self, unit: str, period: str, match: str) -> None:
        """The engine refuses to count; `match` is part of the sentence it says."""
        self.page.append(Step("refused", f"{unit}, {period}", match))
        with pytest.raises(DefinitionError, match=match):
            self.compute([unit], [period])

    def expect_stays(self, text: str) -> None:
        """The stays that the drawn contacts become, in the order of their keys."""
        self.page.append(table_step("stays", "", text))
        wanted = lines_of(text)
        found = sorted(map(_shown_row, self.derived_rows()), key=lambda stay: int(stay["stay"]))
        assert [{name: stay[name] for name in wanted[0]} for stay in found] == wanted

    def expect_derived(self, table: str, text: str) -> None:
        """The rows of a derived register, as both engines put them in order."""
        self.page.append(table_step("derived", table, text))
        wanted, names = lines_of(text), names_of(text)
        found = list(map(_shown_row, self.derived_rows(table)))
        assert [{name: row[name] for name in names} for row in found] == wanted

    def derived_rows(self, table: str = "hospital_stay") -> list[dict[str, Any]]:
        """A derived register, for specs of how its parents become its rows."""
        rows: list[dict[str, Any]] = self.snapshot().read(table).to_pylist()
        return rows

    # Reading -------------------------------------------------------------------------------------

    def _schema(self, table: str) -> pa.Schema:
        return arrow_schema(self.catalogue.registers[table])

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        for line in self.tables[table]:
            row: dict[str, Any] = {}
            for column in self.catalogue.registers[table].columns:
                row |= values_of(column, line[column.name])
            yield row

    def _usual_population(self) -> pa.Table:
        rows = [
            {"quarter_start": quarter, "municipality": place, "sex": sex, "age": age, "persons": 10}
            for quarter in (
                date(year, month, 1) for year in range(2022, 2026) for month in (1, 4, 7, 10)
            )
            for place in NORTH
            for sex in ("k", "m")
            for age in AGES
        ]
        return pa.Table.from_pylist(rows, self._schema("population"))


def _unit(line: dict[str, str]) -> Unit:
    name = Text(line["unit"], line["unit"])
    return Unit(line["unit"], line["kind"], "", name, *_validity(line))


def _membership(line: dict[str, str]) -> Membership:
    return Membership(line["member"], line["group"], *_validity(line))


def _validity(line: dict[str, str]) -> tuple[date, date | None]:
    end = None if line["valid_to"] == "-" else date.fromisoformat(line["valid_to"])
    return date.fromisoformat(line["valid_from"]), end


def _shown_row(row: dict[str, Any]) -> dict[str, str]:
    """Every column as text, and how long the row lasted."""
    length = "-" if row.get("ended") is None else str(row["ended"] - row["started"])
    shown = {name: "-" if value is None else str(value).lower() for name, value in row.items()}
    return shown | {"length": length}


_CELL = {
    "unit": "-",
    "period": "-",
    "age_band": "-",
    "sex": "-",
    "step": "-",
    "organisation": AS_WAS,
}


def _key_of_row(row: ResultRow) -> tuple[str, ...]:
    step = "-" if row.step is None else str(row.step)
    return (row.unit, row.period, row.age_band or "-", row.sex or "-", step, row.organisation)


def _shown(row: ResultRow, name: str) -> str:
    value = getattr(row, name)
    if name == "flags":
        return " ".join(sorted(value)) or "-"
    if isinstance(value, tuple):
        return f"{value[0]}" if value[0] == value[1] else f"{value[0]}-{value[1]}"
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
