"""Who is behind an indicator's cells: what disclosure control must know that the cells do not say."""

from dataclasses import dataclass

from tvaerblik.catalogue.language import (
    Counted,
    Indicator,
    Measure,
    Ratio,
    StandardisedRatio,
)
from tvaerblik.catalogue.loader import Catalogue


@dataclass(frozen=True, slots=True)
class Behind:
    """`crude` is the measure whose counts stand in the cells: an indicator's own, or the one that a
    standardised ratio is made of. `*_persons` is False where the counted rows are about no person, so
    that missing bounds hide nothing. `sensitive` when any indicator it is made of is."""

    crude: Measure
    numerator_persons: bool
    denominator_persons: bool
    sensitive: bool


def strictest(indicator: Indicator) -> Behind:
    """Without a catalogue to ask: everything is about persons."""
    return Behind(indicator.measure, True, True, indicator.sensitivity == "sensitive")


def behind(indicator: Indicator, catalogue: Catalogue) -> Behind:
    measure = indicator.measure
    if isinstance(measure, Ratio):
        of, over = catalogue.get(measure.of), catalogue.get(measure.over)
        return Behind(
            measure,
            _about_persons(of.measure, catalogue),
            _about_persons(over.measure, catalogue),
            _any_sensitive(indicator, of, over),
        )
    crude = indicator
    if isinstance(measure, StandardisedRatio):
        crude = catalogue.get(measure.of)
    persons = _about_persons(crude.measure, catalogue)
    return Behind(crude.measure, persons, persons, _any_sensitive(indicator, crude))


def _any_sensitive(*indicators: Indicator) -> bool:
    return any(indicator.sensitivity == "sensitive" for indicator in indicators)


def _about_persons(measure: Measure, catalogue: Catalogue) -> bool:
    """A table of events without a person in it is about places or agreements. One that is delivered
    as figures is about the persons who were counted, although it names none."""
    if not isinstance(measure, Counted):
        return True
    register = catalogue.registers[measure.of.table]
    has_person = any(column.type == "person" for column in register.columns)
    return has_person or register.kind != "events"
