"""Which figure is meant, and the figure as it stood in a release, kept as plain values."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow


@dataclass(frozen=True, slots=True)
class Spot:
    """An indicator, or one cell of it when `unit` and `period` are given."""

    indicator: str
    unit: str = ""
    period: str = ""
    age_band: str = ""
    sex: str = ""

    @property
    def is_figure(self) -> bool:
        return bool(self.unit and self.period)


def checked_spot(release: Release, spot: Spot) -> Spot:
    """Raises NotKnown for an indicator, unit or period that are none; BadInput for half a figure."""
    card = release.indicator(spot.indicator)
    if not (spot.unit or spot.period):
        return Spot(card.id)
    if not spot.is_figure or card.is_profile:
        raise BadInput(_half_a_figure())
    _check_stratum(spot)
    row = row_of(release, spot)
    return Spot(card.id, row.unit, row.period, row.age_band or "", row.sex or "")


def _check_stratum(spot: Spot) -> None:
    """An age or a sex that is none would be a cell that nobody collects; it is a slip instead."""
    if spot.age_band not in ("", *(band.id for band in AGE_BANDS)) or spot.sex not in ("", *SEXES):
        raise BadInput(_half_a_figure())


def row_of(release: Release, spot: Spot) -> ReleasableRow:
    place = release.unit(spot.unit)
    return release.value(
        spot.indicator,
        spot.unit,
        spot.period,
        age_band=spot.age_band or None,
        sex=spot.sex or None,
        # A unit that is still to come has its figures under its own organisation
        organisation=AS_WAS
        if place.is_as_was or not place.organisations
        else place.organisations[0],
    )


def frozen(release: Release, spot: Spot) -> dict[str, Any]:
    """Only what the release shows: where a number is hidden there is none to keep."""
    if not spot.is_figure:
        return {}
    card, row = release.indicator(spot.indicator), row_of(release, spot)
    return {
        "state": str(row.state),
        "value": _written(row.value),
        "numerator": row.numerator,
        "denominator": _written(row.denominator),
        "flags": sorted(str(flag) for flag in row.flags),
        "is_share": card.is_share,
        "decimals": card.decimals,
    }


def _written(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _half_a_figure() -> Problem:
    return Problem(
        "G-SPOT",
        Text(
            "Et tal har en enhed, en periode og højst en aldersgruppe og et køn, der findes; et forløb "
            "har intet enkelt tal.",
            "A figure has a unit, a period and at most an age group and a sex that there are; a "
            "course has no single figure.",
        ),
        Text(
            "Vælg tallet på siden, eller drøft hele indikatoren.",
            "Choose the figure on the page, or discuss the whole indicator.",
        ),
    )
