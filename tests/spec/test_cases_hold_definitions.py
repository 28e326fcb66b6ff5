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
from tvaerblik.catalogue.language import Edge, Indicator, Limits, Proportion, Reported, reach_of
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
OTHER_MOMENT = {"started": "ended", "ended": "started"}


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
                    yield replace(value, **{field.name: other})  # type: ignore[type-var]
    elif name in ("date", "from_", "to"):
        yield OTHER_MOMENT[value]
    elif name == "denominator":
        yield "mid_period"
    elif name == "index":
        yield "acute"
    elif name == "chaining":
        yield "not_allowed"
    elif name == "per":
        yield value * 10


def _variants(indicator: Indicator) -> Iterator[Indicator]:
    for measure in _moved(indicator.measure, ""):
        if isinstance(measure, Proportion) and not measure.having:
            continue  # an empty `having` is refused by the loader
        before, after = reach_of(measure)
        yield replace(
            indicator,
            measure=measure,
            settle_days=max(indicator.settle_days, after),
            look_back_days=max(indicator.look_back_days, before),
        )


@pytest.mark.parametrize("indicator", COMPUTED, ids=lambda indicator: indicator.id)
def test_every_clause_is_held_by_a_case(indicator: Indicator) -> None:
    variants = list(_variants(indicator))
    assert len(variants) > 2
    for variant in variants:
        held = all(
            run_case(variant, case, CATALOGUE, engine="plain") == () for case in CASES[indicator.id]
        )
        assert not held, variant.measure
