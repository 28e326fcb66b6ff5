"""Which strata a definition can have anybody in."""

from collections.abc import Iterable

from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Composed,
    Condition,
    Indicator,
    Limits,
    Not,
    Rate,
    Reported,
)
from tvaerblik.catalogue.strata import AGE_BANDS, AgeBand

_OLDEST = 130  # years; nobody has been older


def reachable_bands(indicator: Indicator) -> tuple[AgeBand, ...]:
    """The age bands that the age conditions leave open; none where age is no breakdown."""
    if "age_band" not in indicator.breakdowns:
        return ()
    where = _conditions(indicator)
    return tuple(
        band for band in AGE_BANDS if any(_can_be(AllOf(where), age, True) for age in _ages(band))
    )


def _conditions(indicator: Indicator) -> tuple[Condition, ...]:
    measure = indicator.measure
    if isinstance(measure, Rate):
        return (*measure.of.where, *measure.population_where)
    return () if isinstance(measure, Reported | Composed) else measure.of.where


def _ages(band: AgeBand) -> Iterable[int]:
    return range(band.from_, (_OLDEST if band.to is None else band.to) + 1)


def _can_be(condition: Condition, age: int, wanted: bool) -> bool:
    """Whether some row of somebody that old could make the condition true (or false)."""
    if isinstance(condition, Age):
        return within(condition.limits, age) == wanted
    if isinstance(condition, Not):
        return _can_be(condition.of, age, not wanted)
    if isinstance(condition, AllOf | AnyOf):
        every = isinstance(condition, AllOf) == wanted
        answers = [_can_be(part, age, wanted) for part in condition.of]
        return all(answers) if every else any(answers)
    return True


def within(limits: Limits, number: int) -> bool:
    return (
        (limits.at_least is None or number >= limits.at_least)
        and (limits.more_than is None or number > limits.more_than)
        and (limits.at_most is None or number <= limits.at_most)
        and (limits.less_than is None or number < limits.less_than)
    )
