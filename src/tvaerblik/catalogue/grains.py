"""Whether a definition's periods, units and breakdowns can be had from its tables, and how many cells
they make: asked once the whole definition is read."""

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import (
    Composed,
    Indicator,
    Measure,
    Profile,
    Rate,
    Reported,
)
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.series import periods_of
from tvaerblik.catalogue.spoken_values import value_words
from tvaerblik.catalogue.strata import SEXES

# Two million a year is a table nobody reads by eye and a release can still hold for ten years
MOST_CELLS_A_YEAR = 2_000_000
# Upper estimates: finest units, and the groups they are shown in
_UNITS = {"municipality": 150, "region": 10, "hospital": 120, "clinic": 2_000}
_PERIODS_A_YEAR = {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1}
_NEEDED = {"age_band": "born", "sex": "sex"}


def check_grains(fields: Fields, indicator: Indicator, registers: dict[str, Register]) -> None:
    """Raises DefinitionError for what the tables cannot tell and for more cells than a bound."""
    measure = indicator.measure
    if not isinstance(measure, Composed | Reported):
        register = registers[measure.of.table]
        _check_units(fields, indicator, register)
        _check_breakdowns(fields, indicator, register)
        _check_days(fields, indicator, register, measure.of.date)
        _check_attribute(fields, indicator)
        _check_months(fields, indicator)
    if isinstance(measure, Reported):
        if indicator.breakdowns:
            raise _not_told(fields, indicator.breakdowns[0], measure.table)
        _check_steps(fields, indicator, measure)
    _check_cells(fields, indicator)


def cells_a_year(indicator: Indicator) -> int:
    """An upper estimate of the cells of one organisation in one year."""
    bands = len(reachable_bands(indicator))
    sexes = len(SEXES) if "sex" in indicator.breakdowns else 0
    strata = (1 + bands) * (1 + sexes)
    periods = sum(_PERIODS_A_YEAR[kind] for kind in indicator.periods)
    return _UNITS[indicator.grain] * periods * strata * _steps(indicator.measure)


def _steps(measure: Measure) -> int:
    return measure.last - measure.first + 1 if isinstance(measure, Profile) else 1


def _check_cells(fields: Fields, indicator: Indicator) -> None:
    cells = cells_a_year(indicator)
    if cells > MOST_CELLS_A_YEAR:
        raise fields.error(
            "E05",
            f"Definitionen giver op til {cells} tal om året; grænsen er {MOST_CELLS_A_YEAR}.",
            f"The definition makes up to {cells} figures a year; the bound is {MOST_CELLS_A_YEAR}.",
            "Tag færre perioder, opdelinger eller uger, eller større enheder.",
            "Take fewer periods, breakdowns or weeks, or larger units.",
            "periods",
        )


def _check_breakdowns(fields: Fields, indicator: Indicator, register: Register) -> None:
    for breakdown in indicator.breakdowns:
        if register.column(_NEEDED[breakdown]) is None:
            raise _not_told(fields, breakdown, register.table)


def _not_told(fields: Fields, breakdown: str, table: str) -> Exception:
    return fields.error(
        "E04",
        f"{table} siger ikke noget om »{breakdown}«.",
        f"{table} does not tell '{breakdown}'.",
        "Fjern opdelingen, eller vælg et register, der har den.",
        "Remove the breakdown, or choose a register that has it.",
        "grains.breakdowns",
    )


def _check_days(fields: Fields, indicator: Indicator, register: Register, moment: str) -> None:
    if "day" in indicator.periods and register.is_by_week(moment):
        raise fields.error(
            "E05",
            "Et register, der kun kender ugen, kan ikke give tal for en dag.",
            "A register that knows no more than the week cannot give figures for a day.",
            "Fjern day.",
            "Remove day.",
            "periods",
        )


def _check_months(fields: Fields, indicator: Indicator) -> None:
    measure = indicator.measure
    finer = next((period for period in indicator.periods if period in ("day", "week")), None)
    if isinstance(measure, Rate) and measure.population == "resident" and finer is not None:
        raise fields.error(
            "E05",
            f"Borgerdage kendes måned for måned, så der er ingen tal for »{finer}«.",
            f"Resident days are known month by month, so there are no figures for '{finer}'.",
            "Brug month, quarter eller year, eller population: population.",
            "Use month, quarter or year, or population: population.",
            "periods",
        )


def _check_steps(fields: Fields, indicator: Indicator, measure: Reported) -> None:
    """A figure of a year says nothing of its months."""
    offered = periods_of(measure.step)
    finer = next((period for period in indicator.periods if period not in offered), None)
    if finer is not None:
        raise fields.error(
            "E05",
            f"Serien leveres pr. {value_words(measure.step, 'step').da}, så den har ingen tal for "
            f"»{finer}«.",
            f"The series is delivered per {measure.step}, so it has no figures for '{finer}'.",
            f"Brug {' | '.join(offered)}.",
            f"Use {' | '.join(offered)}.",
            "periods",
        )


def _check_units(fields: Fields, indicator: Indicator, register: Register) -> None:
    """Rows are put in units of the kind that the table names. A larger unit is a group of these: asked
    for as the smallest, it would hold no row and be a false zero."""
    assert not isinstance(indicator.measure, Composed | Reported)
    place = indicator.measure.of.place
    column = register.column(register.place(place) or "")
    named = column is not None and column.type == "municipality"
    kinds = ("municipality",) if named else _KINDS_OF_UNITS[place]
    if indicator.grain not in kinds:
        raise fields.error(
            "E04",
            f"{register.table} placerer ikke rækker efter »{indicator.grain}«.",
            f"{register.table} does not place rows by '{indicator.grain}'.",
            f"Skriv {' | '.join(kinds)}; større enheder lægges selv sammen af dem.",
            f"Write {' | '.join(kinds)}; larger units are made of these by themselves.",
            "grains.units",
        )


_KINDS_OF_UNITS = {
    "residence": ("municipality",),
    "provider": ("hospital", "clinic"),
    "clinic": ("clinic",),
}


def _check_attribute(fields: Fields, indicator: Indicator) -> None:
    measure = indicator.measure
    assert not isinstance(measure, Composed | Reported)
    if indicator.attribute == "last_residence_in_period" and measure.of.place != "residence":
        raise fields.error(
            "E04",
            "Seneste bopæl giver kun mening, hvor rækkerne hører til en bopæl.",
            "The last residence makes sense only where rows belong to a residence.",
            "Skriv attribute: first_event eller none.",
            "Write attribute: first_event or none.",
            "attribute",
        )
