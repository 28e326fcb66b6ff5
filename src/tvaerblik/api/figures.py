"""Released rows as an answer gives them. Words for what has no number come from `presentation`."""

from decimal import Decimal
from typing import Any

from tvaerblik.core.cells import NUMBERED_STATES
from tvaerblik.presentation.words import state_sentence, synthetic_text
from tvaerblik.release.cards import SourceRef
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow

SYNTHETIC_NOTE = {"da": synthetic_text("da"), "en": synthetic_text("en")}


def envelope(release: Release, sources: tuple[SourceRef, ...]) -> dict[str, Any]:
    """What stands in every answer, for the sources its figures come from."""
    synthetic = any(source.synthetic for source in sources)
    return {
        "release": release.id,
        "vintage": release.manifest.vintage,
        "synthetic": synthetic,
        "synthetic_note": SYNTHETIC_NOTE if synthetic else None,
        "attribution": [words(source.attribution) for source in sources],
    }


def words(text: Any) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def figure(row: ReleasableRow, release: Release) -> dict[str, Any]:
    bounds = row.numerator_bounds
    return {
        **{name: getattr(row, name) for name in ("indicator", "version", "organisation", "unit")},
        **{name: getattr(row, name) for name in ("period_kind", "period")},
        **{name: getattr(row, name) for name in ("period_start", "period_end")},
        "stratum": {"age_band": row.age_band, "sex": row.sex},
        "step": row.step,
        "state": str(row.state),
        "state_text": state_text(row),
        "flags": sorted(map(str, row.flags)),
        "value": _number(row.value),
        "numerator": row.numerator,
        "denominator": _number(row.denominator),
        "lower": _number(row.lower),
        "upper": _number(row.upper),
        "supplier_mask": {"at_least": bounds[0], "at_most": bounds[1]} if bounds else None,
        "coverage": {
            "units": row.units_present,
            "of": row.units_total,
            "share": _number(row.population_share),
        },
        "vintage": release.manifest.vintage,
        "release": release.id,
    }


def state_text(row: ReleasableRow) -> dict[str, str] | None:
    if row.state in NUMBERED_STATES:
        return None
    return {
        "da": state_sentence(row.state.value, "da"),
        "en": state_sentence(row.state.value, "en"),
    }


def _number(value: Decimal | None) -> float | None:
    """Six decimals at most, which a double holds exactly enough to be written back the same."""
    return None if value is None else float(value)
