"""Checks of indicators made of other indicators: that those exist and can be divided."""

from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import (
    Composed,
    Count,
    Indicator,
    Persons,
    Rate,
    Ratio,
    StandardisedRatio,
    Stock,
    Sum,
)
from tvaerblik.catalogue.units import UnitRegister

_DIVISIBLE = Count | Persons | Sum | Stock


def check_composed(folder: Path, indicators: dict[str, Indicator], units: UnitRegister) -> None:
    for indicator in indicators.values():
        measure = indicator.measure
        fields = Fields({}, folder / f"{indicator.id}.yaml")
        if isinstance(measure, Ratio):
            _check_ratio(fields, indicator, measure, indicators)
        elif isinstance(measure, StandardisedRatio):
            part = _component(fields, indicators, measure.of, "measure.ratio.observed")
            _check_standardisable(fields, measure, part, units)
            _check_reach(fields, indicator, part)


def _check_ratio(
    fields: Fields, indicator: Indicator, measure: Ratio, indicators: dict[str, Indicator]
) -> None:
    parts = []
    for name, component in (("of", measure.of), ("over", measure.over)):
        path = f"measure.ratio.{name}"
        parts.append(_component(fields, indicators, component, path))
        _check_divisible(fields, parts[-1], path)
    _check_stocks(fields, *parts)
    for part in parts:
        _check_reach(fields, indicator, part)


def _component(fields: Fields, indicators: dict[str, Indicator], name: str, path: str) -> Indicator:
    if name not in indicators or isinstance(indicators[name].measure, Composed):
        known = ", ".join(
            other.id for other in indicators.values() if not isinstance(other.measure, Composed)
        )
        raise fields.error(
            "E04",
            f"»{name}« er ikke en indikator, der kan deles med.",
            f"'{name}' is not an indicator to divide with.",
            f"Kendte, som ikke selv er sammensat: {known}.",
            f"Known ones that are not composed themselves: {known}.",
            path,
        )
    return indicators[name]


def _check_divisible(fields: Fields, part: Indicator, path: str) -> None:
    """Counts can be divided; a quotient of quotients has no persons to protect it by."""
    if not isinstance(part.measure, _DIVISIBLE):
        raise fields.error(
            "E04",
            f"»{part.id}« er ikke et antal.",
            f"'{part.id}' is not a count.",
            "Brug indikatorer af typen count, persons, sum eller stock.",
            "Use indicators of the kind count, persons, sum or stock.",
            path,
        )


def _check_stocks(fields: Fields, of: Indicator, over: Indicator) -> None:
    """Both stocks of the same kind, or neither: a count over a sum of nights would change with the
    length of the month."""
    kinds = [part.measure.at if isinstance(part.measure, Stock) else None for part in (of, over)]
    if kinds[0] != kinds[1]:
        raise fields.error(
            "E04",
            f"»{of.id}« og »{over.id}« er ikke opgjort på samme måde.",
            f"'{of.id}' and '{over.id}' are not counted in the same way.",
            "En stock kan kun deles med en stock med samme at, og et antal kun med et antal.",
            "A stock can only be divided by a stock with the same at, and a count by a count.",
            "measure.ratio.over",
        )


def _check_standardisable(
    fields: Fields, measure: StandardisedRatio, part: Indicator, units: UnitRegister
) -> None:
    path = "measure.ratio"
    if not isinstance(part.measure, Rate):
        raise fields.error(
            "E04",
            f"»{part.id}« er ikke en rate.",
            f"'{part.id}' is not a rate.",
            "Det forventede antal beregnes af en rate.",
            "The expected number is computed from a rate.",
            f"{path}.observed",
        )
    if not set(measure.by) <= set(part.breakdowns):
        raise fields.error(
            "E04",
            f"»{part.id}« er ikke opdelt på det, der standardiseres efter.",
            f"'{part.id}' is not broken down by what it is standardised by.",
            f"Brug {', '.join(part.breakdowns) or '…'}.",
            f"Use {', '.join(part.breakdowns) or '…'}.",
            f"{path}.by",
        )
    if measure.reference not in units.units:
        raise fields.error(
            "E04",
            f"Der er ingen enhed »{measure.reference}«.",
            f"There is no unit '{measure.reference}'.",
            "Skriv fx danmark eller region-nordjylland.",
            "Write e.g. danmark or region-nordjylland.",
            f"{path}.reference",
        )


def _check_reach(fields: Fields, indicator: Indicator, part: Indicator) -> None:
    """The whole waits for its parts and shows no cell that a part does not have."""
    needs = {
        "settle": indicator.settle_days >= part.settle_days,
        "lag": indicator.lag_days >= part.lag_days,
        "look_back": indicator.look_back_days >= part.look_back_days,
        "periods": set(indicator.periods) <= set(part.periods),
        "grains.units": indicator.grain == part.grain,
        "grains.breakdowns": set(indicator.breakdowns) <= set(part.breakdowns),
    }
    for name, holds in needs.items():
        if not holds:
            raise fields.error(
                "E04",
                f"»{name}« passer ikke med »{part.id}«.",
                f"'{name}' does not go with '{part.id}'.",
                "Vent mindst lige så længe, og bed ikke om finere tal, end den har.",
                "Wait at least as long, and ask for no finer figures than it has.",
                name,
            )
