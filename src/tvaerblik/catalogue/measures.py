"""Reads the measure of a definition: what is counted, of what, with which named choices."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    FollowedBy,
    InCodelist,
    Limits,
    Measure,
    Not,
    Proportion,
    Rate,
    Readmission,
    Reported,
    RowSet,
    Scalar,
    Window,
)
from tvaerblik.catalogue.registers import Register

LATER_MEASURES = (
    "count",
    "persons",
    "sum",
    "mean",
    "median",
    "percentile",
    "stock",
    "profile",
    "ratio",
)
_LIMITS = ("at_least", "more_than", "at_most", "less_than")
# A rate per more residents than Denmark has is a slip of the hand.
MOST_RESIDENTS = 10_000_000
_EDGE = re.compile(r"(\d{1,5}) (hours?|days?)")


class _Reader:
    """Carries what conditions are checked against."""

    def __init__(self, registers: dict[str, Register], codelists: dict[str, Codelist]) -> None:
        self.registers, self.codelists = registers, codelists

    def register(self, fields: Fields) -> Register:
        name = fields.text("table")
        if name not in self.registers:
            raise fields.error(
                "E04",
                f"Der er intet register »{name}«.",
                f"There is no register '{name}'.",
                f"Kendte: {', '.join(self.registers)}.",
                f"Known: {', '.join(self.registers)}.",
                "table",
            )
        return self.registers[name]

    def moment(self, fields: Fields, name: str, register: Register) -> str:
        moment = fields.text(name)
        if not register.has_moment(moment):
            raise fields.error(
                "E04",
                f"»{moment}« er ikke et tidspunkt i {register.table}.",
                f"'{moment}' is not a moment of {register.table}.",
                "Brug en kolonne med dato eller tidspunkt.",
                "Use a column with a date or an instant.",
                name,
            )
        return moment

    def conditions(self, fields: Fields, name: str, register: Register) -> tuple[Condition, ...]:
        return tuple(
            self._entry(item, fields, f"{name}[{number}]", register)
            for number, item in enumerate(fields.items(name))
        )

    def _entry(self, item: Any, parent: Fields, name: str, register: Register) -> Condition:
        fields = Fields(item, parent.file, f"{parent.path}.{name}".lstrip("."))
        if len(fields.names()) != 1:
            raise fields.error(
                "E04",
                "En betingelse har ét navn.",
                "A condition has one name.",
                "Skriv hver betingelse for sig.",
                "Write each condition by itself.",
            )
        return self._condition(fields, fields.names()[0], register)

    def _condition(self, fields: Fields, name: str, register: Register) -> Condition:
        if name in ("all", "any"):
            of = self.conditions(fields, name, register)
            return AllOf(of) if name == "all" else AnyOf(of)
        if name == "not":
            return Not(self._entry(fields.take("not"), fields, "not", register))
        if name == "age":
            _check_has_age(fields, register)
            return Age(_limits(fields.sub("age")))
        return self._column_condition(fields, name, register)

    def _column_condition(self, fields: Fields, name: str, register: Register) -> Condition:
        column = register.column(name)
        if column is None:
            known = ", ".join(column.name for column in register.columns)
            raise fields.error(
                "E04",
                f"{register.table} har ingen kolonne »{name}«.",
                f"{register.table} has no column '{name}'.",
                f"Kendte: {known}.",
                f"Known: {known}.",
                name,
            )
        value = fields.take(name)
        if not isinstance(value, dict):
            return self._equals(fields, name, column.type, value)
        inner = Fields(value, fields.file, f"{fields.path}.{name}".lstrip("."))
        if inner.has("in"):
            return self._in_codelist(inner, name, column.type)
        if column.type != "integer":
            raise inner.error(
                "E04",
                f"»{name}« er ikke et tal.",
                f"'{name}' is not a number.",
                "Grænser kan kun sættes for tal.",
                "Limits can only be set on numbers.",
            )
        return Between(name, _limits(inner))

    def _equals(self, fields: Fields, name: str, type_: str, value: Any) -> Equals:
        wanted: type[Scalar] = {"boolean": bool, "integer": int}.get(type_, str)
        if type(value) is not wanted or type_ in ("person", "date", "instant"):
            raise fields.error(
                "E04",
                f"»{name}« kan ikke sammenlignes med »{value}«.",
                f"'{name}' cannot be compared with '{value}'.",
                "Skriv en værdi af kolonnens type.",
                "Write a value of the column's type.",
                name,
            )
        return Equals(name, value)

    def _in_codelist(self, fields: Fields, name: str, type_: str) -> InCodelist:
        codelist = fields.text("in")
        fields.done()
        if codelist not in self.codelists or type_ != "code":
            raise fields.error(
                "E04",
                f"Der er ingen kodeliste »{codelist}« til »{name}«.",
                f"There is no code list '{codelist}' for '{name}'.",
                f"Kendte: {', '.join(self.codelists)}.",
                f"Known: {', '.join(self.codelists)}.",
                "in",
            )
        return InCodelist(name, codelist)


def _check_has_age(fields: Fields, register: Register) -> None:
    """An age nobody can know would never match: refused here, not answered with silence."""
    if register.column("born") is None and register.column("age") is None:
        raise fields.error(
            "E04",
            f"{register.table} har hverken fødselsdato eller alder.",
            f"{register.table} has neither a date of birth nor an age.",
            "Sæt alderen på det register, der har den.",
            "Put the age on the register that has it.",
            "age",
        )


def load_measure(
    fields: Fields, registers: dict[str, Register], codelists: dict[str, Codelist]
) -> Measure:
    reader = _Reader(registers, codelists)
    outer = fields.sub("measure")
    kind = outer.names()[0] if len(outer.names()) == 1 else ""
    if kind in LATER_MEASURES:
        Fields({"measure": kind}, fields.file).one_of("measure", *_READERS, later=LATER_MEASURES)
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


def _rate(fields: Fields, indicator: Fields, reader: _Reader) -> Rate:
    of = _row_set(fields.sub("of"), reader)
    population_where: tuple[Condition, ...] = ()
    if fields.has("population"):
        inner = fields.sub("population")
        population_where = reader.conditions(inner, "where", reader.registers["population"])
        inner.done()
    return Rate(
        of=of,
        per=fields.integer_in("per", 1, MOST_RESIDENTS),
        population_where=population_where,
        denominator=indicator.one_of("denominator", "person_years", "mid_period"),
        unknown=_unknown(fields),
    )


def _proportion(fields: Fields, _: Fields, reader: _Reader) -> Proportion:
    of = _row_set(fields.sub("of"), reader)
    having = fields.sub("having")
    followed = _followed_by(having.sub("followed_by"), reader, of)
    having.done()
    same_table = followed.table == of.table
    return Proportion(
        of=of,
        having=followed,
        unknown=_unknown(fields),
        readmission=_readmission(fields) if same_table or fields.has("readmission") else None,
    )


def _readmission(fields: Fields) -> Readmission:
    """Compulsory where a stay is followed by a stay: the official definition leaves these open."""
    inner = fields.sub("readmission")
    found = Readmission(
        index=inner.one_of("index", "any", "acute"),
        chaining=inner.one_of("chaining", "allowed", later=("not_allowed",)),
        death=inner.one_of("death", "kept", later=("excluded",)),
    )
    inner.done()
    return found


def _reported(fields: Fields, _: Fields, reader: _Reader) -> Reported:
    register = reader.register(fields)
    if register.kind != "reported":
        raise fields.error(
            "E04",
            f"{register.table} er ikke leverede tal.",
            f"{register.table} does not hold reported figures.",
            "Brug et register af typen »reported«.",
            "Use a register of kind 'reported'.",
            "table",
        )
    per = fields.integer_in("per", 1, MOST_RESIDENTS) if fields.has("per") else None
    return Reported(register.table, fields.one_of("kind", "flow", "level"), per)


def _row_set(fields: Fields, reader: _Reader) -> RowSet:
    register = reader.register(fields)
    rows = RowSet(
        table=register.table,
        where=reader.conditions(fields, "where", register),
        date=reader.moment(fields, "date", register),
        place=fields.one_of("place", "residence", later=("provider", "clinic")),
    )
    fields.done()
    for needed in ("person", "residence", "born", "sex"):
        if register.column(needed) is None:
            raise fields.error(
                "E04",
                f"{register.table} har ingen kolonne »{needed}«.",
                f"{register.table} has no column '{needed}'.",
                "Vælg et register med personens bopæl, alder og køn.",
                "Choose a register with residence, age and sex.",
                "table",
            )
    return rows


def _followed_by(fields: Fields, reader: _Reader, of: RowSet) -> FollowedBy:
    register = reader.register(fields)
    followed = FollowedBy(
        table=register.table,
        where=reader.conditions(fields, "where", register),
        from_=reader.moment(fields, "from", reader.registers[of.table]),
        to=reader.moment(fields, "to", register),
        within=_window(fields.sub("within")),
    )
    if fields.items("same") != ["person"]:
        raise fields.error(
            "E04",
            "»same« skal være [person].",
            "'same' must be [person].",
            "Skriv same: [person].",
            "Write same: [person].",
            "same",
        )
    fields.done()
    return followed


def _window(fields: Fields) -> Window:
    after = (
        _edge(fields, "more_than", strict=True)
        if fields.has("more_than")
        else _edge(fields, "at_least", strict=False)
    )
    before = (
        _edge(fields, "less_than", strict=True)
        if fields.has("less_than")
        else _edge(fields, "at_most", strict=False)
    )
    fields.done()
    return fields.made(lambda: Window(after, before))


def _edge(fields: Fields, name: str, *, strict: bool) -> Edge:
    text = fields.text(name)
    match = _EDGE.fullmatch(text)
    if match is None:
        raise fields.error(
            "E04",
            f"»{text}« er ikke en varighed.",
            f"'{text}' is not a duration.",
            "Skriv fx »4 hours« eller »30 days«.",
            "Write e.g. '4 hours' or '30 days'.",
            name,
        )
    return Edge(int(match[1]), "hours" if match[2].startswith("hour") else "days", strict)


def _limits(fields: Fields) -> Limits:
    values: dict[str, Decimal] = {
        name: fields.decimal(name) for name in _LIMITS if fields.has(name)
    }
    fields.done()
    return fields.made(lambda: Limits(**values))


def _unknown(fields: Fields) -> Any:
    return fields.one_of("unknown", "exclude", "no", "fail")


_READERS: dict[str, Callable[[Fields, Fields, _Reader], Measure]] = {
    "rate": _rate,
    "proportion": _proportion,
    "reported": _reported,
}
