"""Reads the conditions of a definition, and checks them against registers and code lists."""

import re
from decimal import Decimal
from typing import Any, Literal, cast

from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.conditions import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    InCodelist,
    Limits,
    Linked,
    Not,
    Scalar,
    Window,
)
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.registers import Column, Register

_LIMITS = ("at_least", "more_than", "at_most", "less_than")
_EDGE = re.compile(r"([0-9]{1,4}) (hour|day|week)s?")
_UNITS = {"hour": "hours", "day": "days", "week": "weeks"}
_LINKS = ("followed_by", "preceded_by")
_NO_VALUE = ("person", "date", "instant", "week")


class ConditionReader:
    """Carries what conditions are checked against."""

    def __init__(self, registers: dict[str, Register], codelists: dict[str, Codelist]) -> None:
        self.registers, self.codelists = registers, codelists

    def register(self, fields: Fields, name: str = "table") -> Register:
        table = fields.text(name)
        if table not in self.registers:
            raise fields.error(
                "E04",
                f"Der er intet register »{table}«.",
                f"There is no register '{table}'.",
                f"Kendte: {', '.join(self.registers)}.",
                f"Known: {', '.join(self.registers)}.",
                name,
            )
        return self.registers[table]

    def moment(self, fields: Fields, name: str, register: Register) -> str:
        moment = fields.text(name)
        if moment not in register.spoken_moments:
            known = " | ".join(register.spoken_moments)
            raise fields.error(
                "E04",
                f"»{moment}« er ikke et tidspunkt i {register.table}.",
                f"'{moment}' is not a moment of {register.table}.",
                f"Brug {known}." if known else "Vælg et andet register.",
                f"Use {known}." if known else "Choose another register.",
                name,
            )
        return moment

    def conditions(
        self, fields: Fields, name: str, register: Register, *, links: bool = False
    ) -> tuple[Condition, ...]:
        """`links`: whether an event may be asked for here; not inside another event's conditions."""
        return tuple(
            self._entry(item, fields, f"{name}[{number}]", register, links)
            for number, item in enumerate(fields.items(name))
        )

    def condition(self, fields: Fields, register: Register, *, links: bool) -> Condition:
        """One condition, as a mapping with one name."""
        if len(fields.names()) != 1:
            raise fields.error(
                "E04",
                "En betingelse har ét navn.",
                "A condition has one name.",
                "Skriv hver betingelse for sig.",
                "Write each condition by itself.",
            )
        return self._condition(fields, fields.names()[0], register, links)

    def _entry(
        self, item: Any, parent: Fields, name: str, register: Register, links: bool
    ) -> Condition:
        fields = Fields(item, parent.file, f"{parent.path}.{name}".lstrip("."))
        return self.condition(fields, register, links=links)

    def _condition(self, fields: Fields, name: str, register: Register, links: bool) -> Condition:
        if name in ("all", "any"):
            of = self.conditions(fields, name, register, links=links)
            if not of:
                raise fields.error(
                    "E04",
                    f"»{name}« er tom.",
                    f"'{name}' is empty.",
                    "Skriv mindst én betingelse.",
                    "Write at least one condition.",
                    name,
                )
            return AllOf(of) if name == "all" else AnyOf(of)
        if name == "not":
            return Not(self._entry(fields.take("not"), fields, "not", register, links))
        if name == "age":
            _check_has_age(fields, register)
            return Age(read_limits(fields.sub("age")))
        if name in _LINKS:
            if not links:
                raise _link_too_deep(fields, name)
            return self.link(fields.sub(name), _direction(name), register)
        return self._column_condition(fields, name, register)

    # Links ---------------------------------------------------------------------------------------

    def link(
        self,
        fields: Fields,
        direction: Literal["followed_by", "preceded_by"],
        index: Register,
    ) -> Linked:
        register = self.register(fields)
        window = read_window(fields.sub("within"))
        values: dict[str, Any] = {
            "direction": direction,
            "table": register.table,
            "where": self.conditions(fields, "where", register),
            "from_": self.moment(fields, "from", index),
            "to": self.moment(fields, "to", register),
            "within": window,
            **_match(fields),
        }
        _check_same_person(fields, index, register)
        _check_units(fields, values["from_"], index, values["to"], register, window)
        fields.done()
        return fields.made(lambda: Linked(**values))

    # Columns -------------------------------------------------------------------------------------

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
            return _equals(fields, column, value)
        inner = Fields(value, fields.file, f"{fields.path}.{name}".lstrip("."))
        if inner.has("in"):
            return self._in_codelist(inner, column)
        if column.type != "integer":
            raise inner.error(
                "E04",
                f"»{name}« er ikke et tal.",
                f"'{name}' is not a number.",
                "Grænser kan kun sættes for tal.",
                "Limits can only be set on numbers.",
            )
        return Between(name, read_limits(inner))

    def _in_codelist(self, fields: Fields, column: Column) -> InCodelist:
        codelist = fields.text("in")
        fields.done()
        if codelist not in self.codelists or column.type != "code":
            raise fields.error(
                "E04",
                f"Der er ingen kodeliste »{codelist}« til »{column.name}«.",
                f"There is no code list '{codelist}' for '{column.name}'.",
                f"Kendte: {', '.join(self.codelists)}.",
                f"Known: {', '.join(self.codelists)}.",
                "in",
            )
        return InCodelist(column.name, codelist)


def _direction(name: str) -> Literal["followed_by", "preceded_by"]:
    return "followed_by" if name == "followed_by" else "preceded_by"


def _equals(fields: Fields, column: Column, value: Any) -> Equals:
    wanted: type[Scalar] = {"boolean": bool, "integer": int}.get(column.type, str)
    if type(value) is not wanted or column.type in _NO_VALUE:
        raise fields.error(
            "E04",
            f"»{column.name}« kan ikke sammenlignes med »{value}«.",
            f"'{column.name}' cannot be compared with '{value}'.",
            "Skriv en værdi af kolonnens type.",
            "Write a value of the column's type.",
            column.name,
        )
    return Equals(column.name, value)


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


def _link_too_deep(fields: Fields, name: str) -> Exception:
    return fields.error(
        "E04",
        f"»{name}« kan ikke stå her.",
        f"'{name}' cannot stand here.",
        "En anden hændelse kan kun kræves af de rækker, der tælles; ikke af hændelsen selv eller af "
        "befolkningen.",
        "Another event can only be asked of the rows that are counted; not of the event itself or of "
        "the population.",
        name,
    )


def _match(fields: Fields) -> dict[str, Any]:
    """`match: any` where nothing is said."""
    found: dict[str, Any] = {"match": "any"}
    if fields.has("match"):
        found["match"] = fields.one_of("match", "any", "first", "count")
    if fields.has("times"):
        found["times"] = read_limits(fields.sub("times"))
    return found


def _check_same_person(fields: Fields, index: Register, register: Register) -> None:
    if fields.items("same") != ["person"]:
        raise fields.error(
            "E04",
            "»same« skal være [person].",
            "'same' must be [person].",
            "Skriv same: [person].",
            "Write same: [person].",
            "same",
        )
    for table in (index, register):
        if table.column("person") is None:
            raise fields.error(
                "E04",
                f"{table.table} har ingen borgere at følge.",
                f"{table.table} has no persons to follow.",
                "Vælg et register med kolonnen person.",
                "Choose a register with the column person.",
                "table",
            )


def _check_units(
    fields: Fields, from_: str, index: Register, to: str, register: Register, window: Window
) -> None:
    """A window can be no finer than what it is measured between."""
    if (index.is_by_week(from_) or register.is_by_week(to)) and window.units != {"weeks"}:
        raise fields.error(
            "E05",
            "Et register, der kun kender ugen, kan ikke bruges i et tidsrum af dage eller timer.",
            "A register that knows no more than the week cannot be used in a window of days or hours.",
            "Skriv tidsrummet i uger, fx »2 weeks«.",
            "Write the window in weeks, e.g. '2 weeks'.",
            "within",
        )
    if "hours" in window.units and not (_is_instant(index, from_) and _is_instant(register, to)):
        raise fields.error(
            "E05",
            "Et tidsrum i timer kræver tidspunkter, ikke datoer.",
            "A window in hours needs instants, not dates.",
            "Skriv tidsrummet i dage.",
            "Write the window in days.",
            "within",
        )


def _is_instant(register: Register, moment: str) -> bool:
    column = register.column(moment)
    return column is not None and column.type == "instant"


# Windows and limits ------------------------------------------------------------------------------


def read_window(fields: Fields) -> Window:
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
    window = fields.made(lambda: Window(after, before))
    if window.is_empty:
        raise _nothing_between(fields)
    return window


def _nothing_between(fields: Fields) -> Exception:
    return fields.error(
        "E04",
        "Der ligger intet mellem grænserne.",
        "Nothing lies between the limits.",
        "Brug at_least og at_most, hvis grænserne selv skal med.",
        "Use at_least and at_most if the limits themselves are to be included.",
    )


def _edge(fields: Fields, name: str, *, strict: bool) -> Edge:
    text = fields.text(name)
    match = _EDGE.fullmatch(text)
    if match is None:
        raise fields.error(
            "E04",
            f"»{text}« er ikke en varighed.",
            f"'{text}' is not a duration.",
            "Skriv fx »4 hours«, »30 days« eller »2 weeks«.",
            "Write e.g. '4 hours', '30 days' or '2 weeks'.",
            name,
        )
    unit = cast(Literal["hours", "days", "weeks"], _UNITS[match[2]])
    return Edge(int(match[1]), unit, strict)


def read_limits(fields: Fields) -> Limits:
    values: dict[str, Decimal] = {
        name: fields.decimal(name) for name in _LIMITS if fields.has(name)
    }
    fields.done()
    limits = fields.made(lambda: Limits(**values))
    if limits.is_empty:
        raise _nothing_between(fields)
    return limits
