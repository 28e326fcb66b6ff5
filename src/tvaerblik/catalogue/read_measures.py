"""Reads the measure of a definition: what is counted, of what, with which named choices."""

from collections.abc import Callable
from typing import Any, Literal

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.conditions import Condition, Linked, parts_of
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.measures import (
    Amount,
    ColumnAmount,
    Count,
    DaysInPeriod,
    Mean,
    Measure,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Readmission,
    Reported,
    RowSet,
    StandardisedRatio,
    Stock,
    Sum,
    TimeBetween,
    TimeToNext,
    follows_up,
)
from tvaerblik.catalogue.read_conditions import ConditionReader
from tvaerblik.catalogue.read_reported import MOST_RESIDENTS, read_reported
from tvaerblik.catalogue.registers import Register


def load_measure(
    fields: Fields, registers: dict[str, Register], codelists: dict[str, Codelist]
) -> Measure:
    reader = ConditionReader(registers, codelists)
    outer = fields.sub("measure")
    kind = outer.names()[0] if len(outer.names()) == 1 else ""
    if kind not in _READERS:
        raise outer.error(
            "E04",
            "Målet skal være ét af de kendte.",
            "The measure must be one of those known.",
            f"Brug {' | '.join(_READERS)}.",
            f"Use {' | '.join(_READERS)}.",
        )
    inner = outer.sub(kind)
    measure: Measure = _READERS[kind](inner, fields, reader)
    inner.done()
    return measure


def _count(fields: Fields, _: Fields, reader: ConditionReader) -> Count:
    return Count(read_rows(fields, reader), _unknown(fields))


def _persons(fields: Fields, _: Fields, reader: ConditionReader) -> Persons:
    of = read_rows(fields, reader)
    _check_persons(fields, of, reader)
    return Persons(of, _unknown(fields))


def _rate(fields: Fields, indicator: Fields, reader: ConditionReader) -> Rate:
    of = read_rows(fields, reader)
    population, population_where = _population(fields, reader)
    counting, amount = _counting(fields, "rows", "persons", "amount"), None
    if counting == "persons":
        _check_persons(fields, of, reader)
    if counting == "amount":
        amount = _amount(fields, of, reader, "column", "days_in_period")
    if of.place != "residence":
        raise fields.error(
            "E04",
            "Befolkningen kendes kun efter bopæl.",
            "The population is known by residence only.",
            "Skriv place: residence, eller brug count.",
            "Write place: residence, or use count.",
            "of.place",
        )
    values: dict[str, Any] = {
        "of": of,
        "per": fields.integer_in("per", 1, MOST_RESIDENTS),
        "population_where": population_where,
        "denominator": indicator.one_of("denominator", "person_years", "mid_period"),
        "unknown": _unknown(fields),
        "counting": counting,
        "amount": amount,
        "population": population,
    }
    return fields.made(lambda: Rate(**values))


def _population(fields: Fields, reader: ConditionReader) -> tuple[str, tuple[Condition, ...]]:
    """A register's name, or a mapping with `table` and `where`; the statistical population where nothing
    is said."""
    if not fields.has("population"):
        return _POPULATIONS[0], ()
    if fields.is_text("population"):
        return fields.one_of("population", *_POPULATIONS), ()
    inner = fields.sub("population")
    table = inner.one_of("table", *_POPULATIONS) if inner.has("table") else _POPULATIONS[0]
    where = reader.conditions(inner, "where", reader.registers[table])
    _check_population(inner, where)
    inner.done()
    return table, where


_POPULATIONS = ("population", "resident")


def _check_population(fields: Fields, where: tuple[Condition, ...]) -> None:
    """Who is in the denominator can be told by age and sex only."""
    for part in parts_of(where):
        column = getattr(part, "column", "sex")
        if column != "sex":
            raise fields.error(
                "E04",
                f"Befolkningen kan ikke afgrænses efter »{column}«.",
                f"The population cannot be limited by '{column}'.",
                "Brug age og sex.",
                "Use age and sex.",
                "where",
            )


def _proportion(fields: Fields, _: Fields, reader: ConditionReader) -> Proportion:
    of = read_rows(fields, reader)
    having = _having(fields, reader.registers[of.table], reader)
    counting = _counting(fields, "rows", "persons")
    if counting == "persons":
        _check_persons(fields, of, reader)
    return Proportion(
        of=of,
        having=having,
        unknown=_unknown(fields),
        readmission=_readmission(fields, of, having, reader),
        counting=counting,
    )


def _having(fields: Fields, register: Register, reader: ConditionReader) -> tuple[Condition, ...]:
    """One condition as a mapping, or a list of which all must hold."""
    if fields.is_list("having"):
        found = reader.conditions(fields, "having", register, links=True)
        if not found:
            raise fields.error(
                "E04",
                "»having« er tom: alle ville opfylde den.",
                "'having' is empty: everybody would meet it.",
                "Skriv mindst én betingelse.",
                "Write at least one condition.",
                "having",
            )
        return found
    inner = fields.sub("having")
    one = reader.condition(inner, register, links=True)
    inner.done()
    return (one,)


def _readmission(
    fields: Fields, of: RowSet, having: tuple[Condition, ...], reader: ConditionReader
) -> Readmission | None:
    """Compulsory where a row is followed by one of its own kind: the official definition leaves
    these open."""
    follows, link = follows_up(having), having[0]
    same = follows and isinstance(link, Linked) and link.table == of.table
    if not same and not fields.has("readmission"):
        return None
    inner = fields.sub("readmission")
    found = Readmission(
        index=inner.one_of("index", "any", "acute"),
        chaining=inner.one_of("chaining", "allowed", "not_allowed"),
        death=inner.one_of("death", "kept", "excluded"),
    )
    inner.done()
    if not follows:
        raise _no_follow_up(fields)
    if found.index == "acute" and reader.registers[of.table].column("priority") is None:
        raise fields.error(
            "E04",
            f"{of.table} har ingen prioritet, så index: acute kan ikke afgøres.",
            f"{of.table} has no priority, so index: acute cannot be decided.",
            "Skriv index: any.",
            "Write index: any.",
            "readmission.index",
        )
    return found


def _no_follow_up(fields: Fields) -> Exception:
    return fields.error(
        "E04",
        "Valg om genindlæggelse kræver, at »having« er ét followed_by.",
        "Choices on readmission need 'having' to be one followed_by.",
        "Fjern readmission, eller skriv having: {followed_by: …}.",
        "Remove readmission, or write having: {followed_by: …}.",
        "readmission",
    )


def _sum(fields: Fields, _: Fields, reader: ConditionReader) -> Sum:
    of = read_rows(fields, reader)
    amount = _amount(fields, of, reader, "column", "time", "days_in_period")
    return Sum(of, amount, _unknown(fields))


def _mean(fields: Fields, _: Fields, reader: ConditionReader) -> Mean:
    of = read_rows(fields, reader)
    return Mean(of, _amount(fields, of, reader, "column", "time", "time_to"), _unknown(fields))


def _median(fields: Fields, _: Fields, reader: ConditionReader) -> Percentile:
    of = read_rows(fields, reader)
    amount = _amount(fields, of, reader, "column", "time", "time_to")
    return Percentile(of, amount, 50, _unknown(fields))


def _percentile(fields: Fields, _: Fields, reader: ConditionReader) -> Percentile:
    of = read_rows(fields, reader)
    amount = _amount(fields, of, reader, "column", "time", "time_to")
    return Percentile(of, amount, fields.integer_in("p", 1, 99), _unknown(fields))


def _stock(fields: Fields, _: Fields, reader: ConditionReader) -> Stock:
    of = read_rows(fields, reader)
    register = reader.registers[of.table]
    until = _interval_end(fields, of, reader, "until")
    found = Stock(of, until, fields.one_of("at", "last_day", "every_night"), _unknown(fields))
    if register.is_by_week(of.date) or register.is_by_week(until):
        raise fields.error(
            "E05",
            "Et register, der kun kender ugen, siger intet om en dag.",
            "A register that knows no more than the week says nothing of a day.",
            "Brug et register med datoer.",
            "Use a register with dates.",
            "until",
        )
    return found


def _profile(fields: Fields, _: Fields, reader: ConditionReader) -> Profile:
    of = read_rows(fields, reader)
    _check_persons(fields, of, reader)
    inner = fields.sub("events")
    register = reader.register(inner)
    events: dict[str, Any] = {
        "events": register.table,
        "where": reader.conditions(inner, "where", register),
        "to": reader.moment(inner, "date", register),
    }
    inner.done()
    if register.column("person") is None:
        raise _no_persons(fields, register.table, "events.table")
    weeks = fields.sub("weeks")
    first, last = weeks.integer_in("from", -104, 0), weeks.integer_in("to", 0, 104)
    weeks.done()
    unknown = _unknown(fields)
    return fields.made(lambda: Profile(of, **events, first=first, last=last, unknown=unknown))


def _ratio(fields: Fields, _: Fields, reader: ConditionReader) -> Ratio | StandardisedRatio:
    """Whether the indicators named exist and can be divided is checked when all are read."""
    if not fields.has("observed"):
        return Ratio(
            fields.text("of"), fields.text("over"), fields.integer_in("per", 1, MOST_RESIDENTS)
        )
    return StandardisedRatio(
        fields.text("observed"), read_strata(fields, "by"), fields.text("reference")
    )


def _reported(fields: Fields, _: Fields, reader: ConditionReader) -> Reported:
    return read_reported(fields, reader)


# Rows --------------------------------------------------------------------------------------------


def read_rows(outer: Fields, reader: ConditionReader) -> RowSet:
    fields = outer.sub("of")
    register = reader.register(fields)
    if register.table in _POPULATIONS:
        raise fields.error(
            "E04",
            "Befolkningen er en nævner og kan ikke tælles som hændelser.",
            "The population is a denominator and cannot be counted as events.",
            "Vælg et register med hændelser.",
            "Choose a register of events.",
            "table",
        )
    rows = RowSet(
        table=register.table,
        where=reader.conditions(fields, "where", register, links=True),
        date=reader.moment(fields, "date", register),
        place=fields.one_of("place", "residence", "provider", "clinic"),
    )
    fields.done()
    if register.place(rows.place) is None:
        known = " | ".join(
            name for name in ("residence", "provider", "clinic") if register.place(name) is not None
        )
        raise fields.error(
            "E04",
            f"{register.table} siger ikke »{rows.place}«.",
            f"{register.table} does not tell '{rows.place}'.",
            f"Brug {known}." if known else "Vælg et andet register.",
            f"Use {known}." if known else "Choose another register.",
            "place",
        )
    return rows


def _check_persons(fields: Fields, of: RowSet, reader: ConditionReader) -> None:
    if reader.registers[of.table].column("person") is None:
        raise _no_persons(fields, of.table, "of.table")


def _no_persons(fields: Fields, table: str, field: str) -> Exception:
    return fields.error(
        "E04",
        f"{table} har ingen borgere at tælle.",
        f"{table} has no persons to count.",
        "Vælg et register med kolonnen person.",
        "Choose a register with the column person.",
        field,
    )


def _counting(fields: Fields, *allowed: str) -> Any:
    """Rows where nothing is said."""
    return fields.one_of("counting", *allowed) if fields.has("counting") else "rows"


def read_strata(fields: Fields, name: str) -> tuple[Any, ...]:
    """One or both of age_band and sex, each once."""
    found = tuple(fields.items(name))
    if not found or len(set(map(str, found))) != len(found) or not set(map(str, found)) <= _STRATA:
        raise fields.error(
            "E04",
            f"»{name}« skal være en liste af age_band og sex.",
            f"'{name}' must be a list of age_band and sex.",
            "Skriv [age_band, sex], [age_band] eller [sex].",
            "Write [age_band, sex], [age_band] or [sex].",
            name,
        )
    return found


_STRATA = {"age_band", "sex"}

# Amounts -----------------------------------------------------------------------------------------


def _amount(outer: Fields, of: RowSet, reader: ConditionReader, *allowed: str) -> Any:
    fields = outer.sub("amount")
    kind = fields.names()[0] if len(fields.names()) == 1 else ""
    if kind not in allowed:
        raise fields.error(
            "E04",
            "Beløbet skal være ét af de kendte.",
            "The amount must be one of those known.",
            f"Brug {' | '.join(allowed)}.",
            f"Use {' | '.join(allowed)}.",
        )
    found: Amount = _AMOUNTS[kind](fields, of, reader)
    fields.done()
    return found


def _column_amount(fields: Fields, of: RowSet, reader: ConditionReader) -> ColumnAmount:
    name = fields.text("column")
    column = reader.registers[of.table].column(name)
    if column is None or column.type != "integer" or name in reader.registers[of.table].key:
        raise fields.error(
            "E04",
            f"»{name}« er ikke et tal i {of.table}, der kan lægges sammen.",
            f"'{name}' is not a number of {of.table} that can be added up.",
            "Brug en kolonne af typen integer, som ikke er en nøgle.",
            "Use a column of type integer that is no key.",
            "column",
        )
    return ColumnAmount(name)


def _time_between(fields: Fields, of: RowSet, reader: ConditionReader) -> TimeBetween:
    inner = fields.sub("time")
    register = reader.registers[of.table]
    found = TimeBetween(
        reader.moment(inner, "from", register),
        reader.moment(inner, "to", register),
        _time_unit(inner),
    )
    inner.done()
    _check_time(inner, found.unit, (register, found.from_), (register, found.to))
    return found


def _time_to(fields: Fields, of: RowSet, reader: ConditionReader) -> TimeToNext:
    inner = fields.sub("time_to")
    unit = _time_unit(inner)
    index = reader.registers[of.table]
    link = reader.link(inner, "followed_by", index)
    _check_time(inner, unit, (index, link.from_), (reader.registers[link.table], link.to))
    if link.match != "any":
        raise inner.error(
            "E04",
            "Ventetiden regnes altid til den første hændelse, der opfylder betingelserne.",
            "The time always runs to the first event that meets the conditions.",
            "Fjern match og times.",
            "Remove match and times.",
            "match",
        )
    return TimeToNext(link, unit)


def _time_unit(fields: Fields) -> Literal["hours", "days"]:
    return fields.one_of("unit", "hours", "days")


def _check_time(fields: Fields, unit: str, *moments: tuple[Register, str]) -> None:
    types = set()
    for register, name in moments:
        column = register.column(name)
        assert column is not None, (register.table, name)
        types.add(column.type)
    if "week" in types or (unit == "hours" and types != {"instant"}):
        raise fields.error(
            "E05",
            f"Tiden kan ikke måles i »{unit}« mellem disse tidspunkter.",
            f"Time cannot be measured in '{unit}' between these moments.",
            "Timer kræver tidspunkter; dage kræver mindst datoer.",
            "Hours need instants; days need at least dates.",
            "unit",
        )


def _days_in_period(fields: Fields, of: RowSet, reader: ConditionReader) -> DaysInPeriod:
    inner = fields.sub("days_in_period")
    to = _interval_end(inner, of, reader, "to")
    inner.done()
    register = reader.registers[of.table]
    _check_time(inner, "days", (register, of.date), (register, to))
    return DaysInPeriod(to)


def _interval_end(fields: Fields, of: RowSet, reader: ConditionReader, name: str) -> str:
    """An interval begins at the row's own `date`, so it cannot end there as well."""
    end = reader.moment(fields, name, reader.registers[of.table])
    if end == of.date:
        raise fields.error(
            "E04",
            f"Forløbet begynder og slutter med »{end}«.",
            f"The interval begins and ends with '{end}'.",
            "Lad of.date være begyndelsen og dette slutningen.",
            "Let of.date be the beginning and this the end.",
            name,
        )
    return end


_AMOUNTS: dict[str, Callable[[Fields, RowSet, ConditionReader], Amount]] = {
    "column": _column_amount,
    "time": _time_between,
    "time_to": _time_to,
    "days_in_period": _days_in_period,
}


def _unknown(fields: Fields) -> Any:
    return fields.one_of("unknown", "exclude", "no", "fail")


_READERS: dict[str, Callable[[Fields, Fields, ConditionReader], Measure]] = {
    "count": _count,
    "persons": _persons,
    "rate": _rate,
    "proportion": _proportion,
    "sum": _sum,
    "mean": _mean,
    "median": _median,
    "percentile": _percentile,
    "stock": _stock,
    "profile": _profile,
    "ratio": _ratio,
    "reported": _reported,
}
