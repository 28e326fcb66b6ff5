"""Every clause of a computed definition is held by a worked case: take a condition away, or move a
border by one, and at least one case comes out otherwise."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tvaerblik.catalogue.cases import load_cases
from tvaerblik.catalogue.incoherent import Incoherent
from tvaerblik.catalogue.language import (
    Edge,
    Indicator,
    Limits,
    Measure,
    Proportion,
    Rate,
    Ratio,
    Reported,
    counts_persons,
    reach_of,
)
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.flows.run_cases import run_case

DEFINITIONS = Path(__file__).parents[2] / "definitions"
CATALOGUE = load_catalogue(DEFINITIONS)
CASES = load_cases(DEFINITIONS, CATALOGUE)
COMPUTED = [
    indicator
    for indicator in CATALOGUE.indicators.values()
    if not isinstance(indicator.measure, Reported)
]
# A register with one moment has no other to take
OTHER_MOMENT = {
    "started": "ended",
    "ended": "started",
    "sent": "training_started",
    "training_started": "sent",
    "valid_from": "valid_to",
    "opened": "closed",
    "born": "died",
}
OTHER_WORD = {
    "denominator": {"person_years": "mid_period", "mid_period": "person_years"},
    "index": {"any": "acute"},
    "chaining": {"allowed": "not_allowed"},
    "counting": {"persons": "rows"},
    "at": {"last_day": "every_night", "every_night": "last_day"},
}


def _moved(value: Any, name: str) -> Iterator[Any]:
    """One thing changed at a time. `unknown` is left alone: where no condition is negated, a row left
    out and a row that does not meet the conditions give the same cells."""
    if isinstance(value, Edge):
        yield replace(value, strict=not value.strict)
        yield replace(value, amount=value.amount + 1)
        if value.amount:
            yield replace(value, amount=value.amount - 1)
    elif isinstance(value, Limits):
        for limit in ("at_least", "more_than", "at_most", "less_than"):
            number = getattr(value, limit)
            if number is not None:
                yield replace(value, **{limit: number + 1})
                yield replace(value, **{limit: number - 1})
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield (*value[:place], *value[place + 1 :])
            for other in _moved(part, ""):
                yield (*value[:place], other, *value[place + 1 :])
    elif is_dataclass(value):
        for field in fields(value):
            for other in _moved(getattr(value, field.name), field.name):
                with suppress(Incoherent):  # a measure that nobody can write
                    yield replace(value, **{field.name: other})
    elif name in ("date", "from_", "to") and value in OTHER_MOMENT:
        yield OTHER_MOMENT[value]
    elif value in OTHER_WORD.get(name, {}):
        yield OTHER_WORD[name][value]
    elif name == "per":
        yield value * 10


def _other_wholes(measure: Measure) -> Iterator[Measure]:
    """What no single field can be changed to."""
    if isinstance(measure, Rate) and measure.counting == "amount":
        yield replace(measure, counting="rows", amount=None)
    if isinstance(measure, Ratio):
        yield replace(measure, of=measure.over, over=measure.of)


def _variants(indicator: Indicator) -> Iterator[Indicator]:
    for measure in (*_moved(indicator.measure, ""), *_other_wholes(indicator.measure)):
        if isinstance(measure, Proportion) and not measure.having:
            continue  # an empty `having` is refused by the loader
        before, after = reach_of(measure)
        yield replace(
            indicator,
            measure=measure,
            settle_days=max(indicator.settle_days, after),
            look_back_days=max(indicator.look_back_days, before),
            attribute=indicator.attribute if counts_persons(measure) else "none",
        )


@pytest.mark.parametrize("indicator", COMPUTED, ids=lambda indicator: indicator.id)
def test_every_clause_is_held_by_a_case(indicator: Indicator) -> None:
    variants = list(_variants(indicator))
    assert variants
    for variant in variants:
        held = all(
            run_case(variant, case, CATALOGUE, engine="plain") == () for case in CASES[indicator.id]
        )
        assert not held, variant.measure
