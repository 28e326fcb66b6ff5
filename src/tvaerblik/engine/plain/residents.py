"""The people of a place: everybody, and those who could have had the event."""

from collections import defaultdict
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
        self.persons: dict[tuple[date, str, Stratum], int] = defaultdict(int)
        where, codelists = AllOf(measure.population_where), tables.catalogue.codelists
        for row in tables.rows("population"):
            if holds(where, row, row["age"], codelists) is True:
                for band in (None, band_name(row["age"])):
                    for sex in (None, row["sex"]):
                        place = (row["quarter_start"], row["municipality"], (band, sex))
                        self.persons[place] += row["persons"]

    def denominator(self, period: Period, members: Members, stratum: Stratum) -> int:
        """Persons in the middle, or person-days."""
        if self.measure.denominator == "mid_period":
            return self.in_the_middle(period, members, stratum)
        if not list(period.months()):
            return self._living(month_of(period.start).start, members, stratum) * period.days
        return sum(
            self._living(month.start, members, stratum) * month.days for month in period.months()
        )

    def in_the_middle(self, period: Period, members: Members, stratum: Stratum) -> int:
        """A day and a week stand against the residents of the month of their first day."""
        middle = period.start
        if list(period.months()):
            middle += (period.end - period.start) // 2
        return self._living(month_of(middle).start, members, stratum)

    def _living(self, month: date, members: Members, stratum: Stratum) -> int:
        """Persons of the quarter in force in a month."""
        quarter = quarter_of(month).start
        return sum(self.persons.get((quarter, place, stratum), 0) for place in members[month])
