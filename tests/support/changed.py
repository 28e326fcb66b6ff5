"""Every definition that differs from another in one place: one field of one part, by reflection."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tvaerblik.catalogue.incoherent import Incoherent
from tvaerblik.catalogue.language import (
    Between,
    ColumnAmount,
    Indicator,
    Linked,
    Profile,
    Readmission,
    Standing,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.texts import Text

Place = tuple[type, str]
OTHER_TABLE = {
    "hospital_stay": "hospital_contact",
    "hospital_contact": "hospital_stay",
    "covid_cases": "covid_admissions",
    "covid_admissions": "covid_cases",
    "municipal_service": "hospital_contact",
}
MOMENTS = ("date", "from_", "to", "until")
# Named by themselves in words of their own, so not among what is compared
NOT_COMPARED = {(Indicator, "id"), (Indicator, "version")}


def changed_once(indicator: Indicator, catalogue: Catalogue) -> Iterator[tuple[Place, Indicator]]:
    """Each changed place with the changed indicator. Parts that cannot be, such as a count of events
    without the number, are passed over."""
    return _Changes(catalogue).of(indicator)


class _Changes:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def of(self, value: Any, table: str = "", outer: str = "") -> Iterator[tuple[Place, Any]]:
        table, outer = self._tables(value, table, outer)
        for field in fields(value):
            place = (type(value), field.name)
            if place in NOT_COMPARED:
                continue
            inner = self._inner_table(value, field.name, table)
            for where, other in self._others(place, getattr(value, field.name), inner, outer):
                if not self._has_columns(value, field.name, other):
                    continue
                try:
                    yield where, replace(value, **{field.name: other})
                except Incoherent:
                    continue

    def _has_columns(self, value: Any, name: str, other: Any) -> bool:
        """Whether the conditions can be asked of another table too."""
        if not isinstance(value, Linked) or name != "table":
            return True
        register = self.catalogue.registers[other]
        columns = (getattr(part, "column", None) for part in value.where)
        return all(column is None or register.column(column) for column in columns)

    @staticmethod
    def _tables(value: Any, table: str, outer: str) -> tuple[str, str]:
        if isinstance(value, Linked):
            return value.table, table
        of = getattr(value, "of", None)
        return (of.table if hasattr(of, "table") else getattr(value, "table", table)), outer

    @staticmethod
    def _inner_table(value: Any, name: str, table: str) -> str:
        if isinstance(value, Profile) and name in ("where", "to"):
            return value.events
        return "population" if name == "population_where" else table

    def _others(
        self, place: Place, value: Any, table: str, outer: str
    ) -> Iterator[tuple[Place, Any]]:
        if is_dataclass(value) and not isinstance(value, Text | type):
            yield from self.of(value, table, outer)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            for number, part in enumerate(value):
                if len(value) > 1 or place[1] not in ("having", "of"):  # never empty
                    yield place, (*value[:number], *value[number + 1 :])
                for where, other in self.of(part, table, outer):
                    yield where, (*value[:number], other, *value[number + 1 :])
        else:
            for other in self._plain(place, value, table, outer):
                yield place, other

    def _plain(self, place: Place, value: Any, table: str, outer: str) -> Iterator[Any]:
        owner, name = place
        if name in MOMENTS and isinstance(value, str):
            register = self.catalogue.registers[outer if place == (Linked, "from_") else table]
            yield from (m for m in register.spoken_moments if m != value)
        elif name in ("table", "events"):
            other = OTHER_TABLE.get(value)
            yield from () if other is None else (other,)
        elif name == "column":
            yield from self._columns(value, table, owner)
        elif (known := self._known(place, value)) is not None:
            yield from (other for other in known if other != value)
        else:
            yield from _of_type(get_type_hints(owner)[name], value)

    def _known(self, place: Place, value: Any) -> list[str] | None:
        if place[1] in ("of", "over"):
            return [
                i.id
                for i in self.catalogue.indicators.values()
                if type(i.measure) is type(self.catalogue.get(value).measure)
            ][:3]
        return {
            "codelist": list(self.catalogue.codelists),
            "standard": list(self.catalogue.standards),
            "reference": ["region-nordjylland"],
            "grain": ["municipality", "region", "hospital", "clinic"],
        }.get(place[1])

    def _columns(self, value: str, table: str, owner: type) -> Iterator[str]:
        register = self.catalogue.registers[table]
        column = register.column(value)
        assert column is not None
        for other in register.columns:
            if other.type == column.type and other.name not in (value, *register.key):
                yield other.name
        if owner in (ColumnAmount, Between):
            yield from register.key[:1]


def _of_type(hint: Any, value: Any) -> Iterator[Any]:
    """Other values of a type: of None, one that is there."""
    if get_origin(hint) is Literal:
        yield from (other for other in get_args(hint) if other != value)
    elif get_origin(hint) in (Union, types.UnionType) and value is None:
        for part in get_args(hint):
            yield from _new(part)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | Decimal):
        yield value + 1
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, Text):
        yield Text(f"{value.da} mere", f"{value.en} more")
        yield Text(value.da, f"{value.en} more")
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, tuple):
        yield from _of_list(hint, value)
    elif value is not None:
        raise AssertionError((hint, value))


def _of_list(hint: Any, value: tuple[Any, ...]) -> Iterator[Any]:
    inner = get_args(hint)[0]
    known = get_args(inner) if get_origin(inner) is Literal else ("nyt",) if inner is str else ()
    yield from ((*value, other) for other in known if other not in value)
    if len(value) > 1:
        yield value[1:]
        yield tuple(reversed(value))


def _new(part: Any) -> Iterator[Any]:
    if part is Text:
        yield Text("Ny", "New")
    elif part is str:
        yield "ny"
    elif part is int:
        yield 100
    elif part is Readmission:
        yield Readmission("any", "allowed", "kept")
    elif part is Standing:
        yield Standing("styregruppen", date(2026, 1, 1), Text("Hvile", "Rest"), None)
