"""Takes from a world and a question whatever a failure does not need.

Hypothesis would do it choice by choice, and a world is a thousand of them; here rows go by halves and
conditions one by one, which takes a minute."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generative.definitions import Question
from generative.worlds import Batch, World
from tvaerblik.catalogue.incoherent import Incoherent
from tvaerblik.catalogue.language import AllOf, AnyOf, Indicator, Not, Reported

Pair = tuple[World, Question]
Fails = Callable[[World, Question], bool]


def shrunk(world: World, question: Question, fails: Fails) -> Pair:
    while True:
        smaller = _with_fewer_rows(world, question, fails)
        simpler = _simplest(smaller, question, fails)
        if (smaller, simpler) == (world, question):
            return world, question
        world, question = smaller, simpler


# Worlds --------------------------------------------------------------------------------------------


def _with_fewer_rows(world: World, question: Question, fails: Fails) -> World:
    for name, batches in world.batches.items():
        for place, batch in enumerate(batches):
            size = len(batch.rows)
            while size:
                start = 0
                while start < len(batch.rows):
                    fewer = replace(batch, rows=batch.rows[:start] + batch.rows[start + size :])
                    other = _with_batch(world, name, place, fewer)
                    if fails(other, question):
                        world, batch = other, fewer
                    else:
                        start += size
                size //= 2
    return world


def _with_batch(world: World, name: str, place: int, batch: Batch) -> World:
    batches = world.batches[name]
    changed = (*batches[:place], batch, *batches[place + 1 :])
    return replace(world, batches={**world.batches, name: changed})


# Questions -----------------------------------------------------------------------------------------


def _simplest(world: World, question: Question, fails: Fails) -> Question:
    for simpler in _simpler(question):
        if fails(world, simpler):
            return _simplest(world, simpler, fails)
    return question


def _simpler(question: Question) -> Iterator[Question]:
    request = question.request
    if request.strata:
        yield replace(question, request=replace(request, strata=False))
    for name in ("units", "organisations", "period_kinds"):
        for fewer in _without_one(getattr(request, name)):
            yield replace(question, request=replace(request, **{name: fewer}))
    for indicator in _simpler_indicators(question.indicator):
        yield replace(question, indicator=indicator)
    for place, part in enumerate(question.parts):
        for simpler in _simpler_indicators(part):
            parts = (*question.parts[:place], simpler, *question.parts[place + 1 :])
            yield replace(question, parts=parts)


def _simpler_indicators(indicator: Indicator) -> Iterator[Indicator]:
    if isinstance(indicator.measure, Reported):
        return
    for measure in _simpler_values(indicator.measure):
        try:
            yield replace(indicator, measure=measure)
        except Incoherent:
            continue


def _simpler_values(value: Any) -> Iterator[Any]:
    """The same with one condition less, or with one taken out of what it stands in."""
    if isinstance(value, AllOf | AnyOf):
        yield from value.of
    if isinstance(value, Not):
        yield value.of
    if not is_dataclass(value):
        return
    for one in fields(value):
        inner = getattr(value, one.name)
        if isinstance(inner, tuple):
            least = 1 if one.name in ("of", "having") else 0
            found = (fewer for fewer in _without_one(inner, least) if _are_conditions(inner))
            yield from (replace(value, **{one.name: fewer}) for fewer in found)
            for place, part in enumerate(inner):
                for simpler in _simpler_values(part):
                    parts = (*inner[:place], simpler, *inner[place + 1 :])
                    yield replace(value, **{one.name: parts})
        else:
            for simpler in _simpler_values(inner):
                yield replace(value, **{one.name: simpler})


def _are_conditions(values: tuple[Any, ...]) -> bool:
    return all(is_dataclass(value) for value in values)


def _without_one(values: tuple[Any, ...], least: int = 1) -> Iterator[tuple[Any, ...]]:
    if len(values) > least:
        for place in range(len(values)):
            yield (*values[:place], *values[place + 1 :])
