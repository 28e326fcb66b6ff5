"""One indicator of each measure, made from a real one, for what must hold of all of them."""

from dataclasses import replace

from tvaerblik.catalogue.language import (
    ColumnAmount,
    Count,
    DaysInPeriod,
    Indicator,
    Mean,
    Measure,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Reported,
    RowSet,
    Standardise,
    StandardisedRatio,
    Stock,
    Sum,
    TimeBetween,
    interval_methods,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.texts import Text

STAYS = RowSet("hospital_stay", (), "started", "residence")
SERVICES = RowSet("gp_service", (), "week", "residence")
AGREEMENTS = RowSet("nursing_home_doctor", (), "valid_from", "provider")
LENGTH = TimeBetween("started", "ended", "days")
LINES = ColumnAmount("contacts")

# Name → measure. A name with a dash is a variant of the measure before it.
MEASURES: dict[str, Measure] = {
    "count": Count(STAYS, "exclude"),
    "count-of_agreements": Count(AGREEMENTS, "exclude"),
    "persons": Persons(STAYS, "exclude"),
    "rate": Rate(STAYS, 1000, (), "person_years", "exclude"),
    "rate-of_persons": Rate(STAYS, 1000, (), "mid_period", "exclude", "persons"),
    "rate-of_amounts": Rate(SERVICES, 1000, (), "mid_period", "exclude", "amount", LINES),
    "proportion": Proportion(STAYS, (), "exclude", None),
    "sum": Sum(SERVICES, LINES, "exclude"),
    "sum-of_days": Sum(STAYS, DaysInPeriod("ended"), "exclude"),
    "mean": Mean(STAYS, LENGTH, "exclude"),
    "median": Percentile(STAYS, LENGTH, 50, "exclude"),
    "percentile": Percentile(STAYS, LENGTH, 90, "exclude"),
    "stock": Stock(STAYS, "ended", "last_day", "exclude"),
    "stock-every_night": Stock(STAYS, "ended", "every_night", "exclude"),
    "profile": Profile(STAYS, "gp_service", (), "week", -12, 12, "exclude"),
    "ratio": Ratio("count", "persons", 100),
    "ratio-standardised": StandardisedRatio("rate", ("age_band", "sex"), "danmark"),
    "reported": Reported("covid_admissions", "flow", None),
    "reported-cumulative": Reported("covid_admissions", "cumulative", None),
}
STANDARDISED = "rate-standardised"
NAMES = (*MEASURES, STANDARDISED)


def catalogue_of_measures(catalogue: Catalogue) -> Catalogue:
    """The catalogue with one indicator of each measure instead of its own, named after it."""
    found = {name: _named(name, measure, catalogue) for name, measure in MEASURES.items()}
    directly = Standardise(("age_band", "sex"), "esp2013")
    found[STANDARDISED] = replace(
        _named(STANDARDISED, MEASURES["rate"], catalogue), standardise=directly, interval="none"
    )
    return replace(catalogue, indicators=found)


def _named(name: str, measure: Measure, catalogue: Catalogue) -> Indicator:
    base = catalogue.get("indlaeggelser-pr-1000")
    return replace(
        base,
        id=name,
        title=Text(f"Prøve af {name}", f"Probe of {name}"),
        short_title=Text(name, name),
        measure=measure,
        settle_days=90,
        look_back_days=90,
        interval=(*interval_methods(measure), "none")[0],
    )
