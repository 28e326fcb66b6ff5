"""The people of a place: everybody, and those who could have had the event."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.language import AllOf, Rate
from tvaerblik.core.periods import Period, month_of, quarter_of
from tvaerblik.engine.plain.logic import band_name, holds
from tvaerblik.engine.plain.tables import Tables

Stratum = tuple[str | None, str | None]  # age band, sex; None is all
Members = dict[date, tuple[str, ...]]  # the first day of a month → municipalities


class Residents:
    """Everybody, by quarter and municipality."""

    def __init__(self, tables: Tables) -> None:
        self.persons: dict[tuple[date, str], int] = defaultdict(int)
        for row in tables.rows("population"):
            self.persons[row["quarter_start"], row["municipality"]] += row["persons"]

    def at_start(self, places: set[str], period: Period) -> int:
        quarter = quarter_of(period.start).start
        return sum(self.persons.get((quarter, place), 0) for place in places)


class AtRisk:
    """Those whom a rate's definition takes for people who could have had the event."""

    def __init__(self, measure: Rate, tables: Tables) -> None:
        self.measure = measure
        self.by_month = measure.population == "resident"
        self.persons: dict[tuple[date, str, Stratum], int] = defaultdict(int)
        self.person_days: dict[tuple[date, str, Stratum], int] = defaultdict(int)
        where, codelists = AllOf(measure.population_where), tables.catalogue.codelists
        for row in tables.rows(measure.population):
            if holds(where, row, row["age"], codelists) is True:
                start = row["month_start"] if self.by_month else row["quarter_start"]
                for band in (None, band_name(row["age"])):
                    for sex in (None, row["sex"]):
                        place = (start, row["municipality"], (band, sex))
                        self.persons[place] += row["persons"]
                        self.person_days[place] += row["person_days"] if self.by_month else 0

    def living(self, home: "Home", stratum: Stratum) -> int:
        start = home.month if self.by_month else home.quarter
        return sum(self.persons.get((start, place, stratum), 0) for place in home.places)

    def days(self, home: "Home", stratum: Stratum) -> int:
        """Counted day by day, or as many as the persons of the quarter have in the month."""
        if not self.by_month:
            return self.living(home, stratum) * home.days
        return sum(self.person_days.get((home.month, place, stratum), 0) for place in home.places)


@dataclass(frozen=True, slots=True)
class Home:
    """The month, the quarter whose residents hold for a while, where they live, and for how many days."""

    month: date
    quarter: date
    places: tuple[str, ...]
    days: int


def homes_of(period: Period, members: Members) -> list[Home]:
    """Month by month. A day and a week stand against the residents of the month of their first day."""
    months = list(period.months())
    if not months:
        return [_home(month_of(period.start), members, period.days)]
    return [_home(month, members, month.days) for month in months]


def home_in_the_middle(period: Period, members: Members) -> Home:
    middle = period.start
    if list(period.months()):
        middle += (period.end - period.start) // 2
    return _home(month_of(middle), members, period.days)


def _home(month: Period, members: Members, days: int) -> Home:
    return Home(month.start, quarter_of(month.start).start, members[month.start], days)
