"""Two measures walked side by side: each part that differs as its clause and one sentence.

Conditions are said whole, as people would say them; of a link to another event, each part by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from tvaerblik.catalogue.clauses import DENOMINATOR, MEASURE, NAMES, NUMERATOR
from tvaerblik.catalogue.language import (
    Amount,
    ColumnAmount,
    Composed,
    Condition,
    Counted,
    DaysInPeriod,
    Indicator,
    Limits,
    Linked,
    Measure,
    Profile,
    Proportion,
    Readmission,
    Reported,
    TimeBetween,
    TimeToNext,
    Window,
    measure_kind,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.phrases import joined
from tvaerblik.catalogue.spoken_values import value_words
from tvaerblik.catalogue.words_of_conditions import (
    condition_words,
    limit_words,
    meaning_words,
    moment_words,
    window_words,
    words_of,
)
from tvaerblik.catalogue.words_of_rows import Rows, what_words
from tvaerblik.core.texts import Text

AMOUNTS = (ColumnAmount, TimeBetween, TimeToNext, DaysInPeriod)
# The label of one changed condition
_CONDITION = Text("betingelsen", "the condition")


@dataclass(frozen=True)
class Side:
    """One of the two definitions, and the tables that what is looked at stands in: the rows' own, and
    that of the rows a link goes from."""

    indicator: Indicator
    catalogue: Catalogue
    table: str
    outer: str = ""
    direction: str = "followed_by"

    def inside(self, table: str, direction: str = "followed_by") -> "Side":
        return Side(self.indicator, self.catalogue, table, self.table, direction)


@dataclass(frozen=True)
class Part:
    """What differs: `label` names the part, `before` and `after` are None where it came or went."""

    clause: Text
    label: Text
    before: Text | None
    after: Text | None


def parts_that_differ(before: Side, after: Side) -> Iterator[Part]:
    one, other = before.indicator.measure, after.indicator.measure
    if type(one) is not type(other):
        kinds = [value_words(measure_kind(measure), "measure") for measure in (one, other)]
        yield Part(MEASURE, Text("slags", "kind"), *kinds)
        return
    for field in fields(one):
        pair = getattr(one, field.name), getattr(other, field.name)
        clause = _clause(one, field.name)
        yield from _Walk(before, after, clause).field(type(one), field.name, *pair)


def side_of(indicator: Indicator, catalogue: Catalogue) -> Side:
    measure = indicator.measure
    if isinstance(measure, Reported):
        return Side(indicator, catalogue, measure.table)
    return Side(indicator, catalogue, "" if isinstance(measure, Composed) else measure.of.table)


def _clause(measure: Measure, field: str) -> Text:
    divided = isinstance(measure, Proportion | Profile)
    return {
        "of": DENOMINATOR if divided else NUMERATOR,
        "having": NUMERATOR,
        "events": NUMERATOR,
        "where": NUMERATOR,
        "amount": NUMERATOR,
        "population_where": DENOMINATOR,
        "population": DENOMINATOR,
        "denominator": DENOMINATOR,
        "over": DENOMINATOR,
        "reference": DENOMINATOR,
        "per": DENOMINATOR,
    }.get(field, MEASURE)


class _Walk:
    def __init__(self, before: Side, after: Side, clause: Text) -> None:
        self.before, self.after, self.clause = before, after, clause

    def field(self, owner: type, name: str, before: Any, after: Any) -> Iterator[Part]:
        if before == after:
            return
        if name in ("where", "population_where", "having"):
            yield from self._in_table(owner, name)._conditions(before, after)
        elif _walked(before) and type(before) is type(after):
            yield from self._fields(before, after)
        else:
            label = NAMES[owner][name]
            yield Part(
                self.clause,
                label,
                _said(owner, name, before, self.before),
                _said(owner, name, after, self.after),
            )

    def _in_table(self, owner: type, name: str) -> "_Walk":
        """Where the conditions of a field are asked of another table than the rows'."""
        if name == "population_where":
            return self._inside("population", "population")
        if owner is Profile:
            before, after = (_profile(side).events for side in (self.before, self.after))
            return self._inside(before, after)
        return self

    def _inside(self, before: str, after: str) -> "_Walk":
        return _Walk(self.before.inside(before), self.after.inside(after), self.clause)

    def _fields(self, before: Any, after: Any) -> Iterator[Part]:
        walk = self
        if isinstance(before, Linked):
            walk = _Walk(
                self.before.inside(before.table, before.direction),
                self.after.inside(after.table, after.direction),
                self.clause,
            )
        for field in fields(before):
            pair = getattr(before, field.name), getattr(after, field.name)
            yield from walk.field(type(before), field.name, *pair)

    def _conditions(
        self, before: tuple[Condition, ...], after: tuple[Condition, ...]
    ) -> Iterator[Part]:
        gone = [condition for condition in before if condition not in after]
        new = [condition for condition in after if condition not in before]
        for old in list(gone):
            twin = next((other for other in new if _subject(other) == _subject(old)), None)
            if len(gone) == len(new) == 1:
                twin = new[0]
            if twin is not None:
                gone.remove(old)
                new.remove(twin)
                yield from self._changed(old, twin)
        for condition in gone:
            yield Part(self.clause, _CONDITION, self._say(condition, self.before), None)
        for condition in new:
            yield Part(self.clause, _CONDITION, None, self._say(condition, self.after))

    def _changed(self, old: Condition, twin: Condition) -> Iterator[Part]:
        if isinstance(old, Linked) and isinstance(twin, Linked):
            yield from self._fields(old, twin)
        else:
            said = self._say(old, self.before), self._say(twin, self.after)
            yield Part(self.clause, _CONDITION, *said)

    @staticmethod
    def _say(condition: Condition, side: Side) -> Text:
        return condition_words(condition, side.table, side.catalogue)


def _subject(condition: Condition) -> tuple[type, str]:
    """Two conditions on the same thing are one that changed, not one gone and one new."""
    return type(condition), getattr(condition, "column", "")


def _walked(value: Any) -> bool:
    """Whether the parts of a value are compared one by one; a window and limits are said whole."""
    return is_dataclass(value) and not isinstance(value, Window | Limits)


# What a value is called --------------------------------------------------------------------------


def _said(owner: type, name: str, value: Any, side: Side) -> Text:
    if value is None:
        return value_words(None, name)
    if isinstance(value, AMOUNTS):
        return _amount(value, side)
    if isinstance(value, Readmission):
        parts = [value_words(getattr(value, part.name), part.name) for part in fields(value)]
        return joined(parts, "og", "and")
    if isinstance(value, Window):
        return window_words(value, side.direction)
    if isinstance(value, Limits):
        return limit_words(value)
    if isinstance(value, tuple):
        return joined([value_words(part, name) for part in value], "og", "and")
    return _NAMED.get(name, _plain)(value, side, name, owner)


def _amount(value: Amount, side: Side) -> Text:
    measure = side.indicator.measure
    assert isinstance(measure, Counted), measure
    rows = Rows(measure.of, measure.of.where, side.indicator.grain, side.catalogue)
    return what_words(value, rows)


def _profile(side: Side) -> Profile:
    measure = side.indicator.measure
    assert isinstance(measure, Profile), measure
    return measure


_Namer = Callable[[Any, Side, str, type], Text]


def _plain(value: Any, side: Side, name: str, owner: type) -> Text:
    return value_words(value, name)


def _table(value: str, side: Side, name: str, owner: type) -> Text:
    return side.catalogue.registers[value].title


def _indicator(value: Any, side: Side, name: str, owner: type) -> Text:
    return side.catalogue.get(value).title


def _unit(value: str, side: Side, name: str, owner: type) -> Text:
    return side.catalogue.units.get(value).name


def _column(value: str, side: Side, name: str, owner: type) -> Text:
    return meaning_words(side.catalogue.registers[side.table], value)


def _moment(value: str, side: Side, name: str, owner: type) -> Text:
    """'opholdet slutter'. The moment a link runs from is one of the rows outside it."""
    table = side.table
    if owner is Linked and name == "from_":
        table = side.outer
    if owner is Profile:
        table = _profile(side).events
    register = side.catalogue.registers[table]
    row, moment = words_of(register).row, moment_words(register, value)
    return Text(f"{row.da} {moment.da}", f"{row.en} {moment.en}")


_NAMED: dict[str, _Namer] = {
    "table": _table,
    "events": _table,
    "of": _indicator,
    "over": _indicator,
    "reference": _unit,
    "column": _column,
    "date": _moment,
    "from_": _moment,
    "to": _moment,
    "until": _moment,
}
