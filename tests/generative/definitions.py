"""Random indicators over every measure of the language, and what is asked of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from generative.beside import SERIES
from generative.conditions import FACTS, TEXT, linked, units_between, wheres, windows
from generative.seasons import CLINICS, GROUPS, PLACES, Season
from tvaerblik.catalogue.language import (
    Age,
    Annotation,
    ColumnAmount,
    Count,
    DaysInPeriod,
    Indicator,
    Limits,
    Linked,
    Mean,
    Measure,
    National,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Readmission,
    Reported,
    RowSet,
    Standardise,
    StandardisedRatio,
    Stock,
    Sum,
    TimeBetween,
    TimeToNext,
    counts_persons,
    has_intervals,
    reach_of,
)
from tvaerblik.catalogue.series import periods_of
from tvaerblik.core.periods import PERIOD_KINDS, period_of
from tvaerblik.core.rows import AS_WAS
from tvaerblik.engine.request import Request


@dataclass(frozen=True, slots=True)
class Question:
    """An indicator, those it is made of, and the cells asked for."""

    indicator: Indicator
    parts: tuple[Indicator, ...]
    request: Request


unknowns = st.sampled_from(("exclude",) * 5 + ("no",) * 4 + ("fail",) * 2)
_COUNTED = (
    *("hospital_stay", "hospital_stay", "hospital_contact", "gp_service", "gp_service"),
    "outpatient_contact",
)
_NUMBERED = (*("gp_service", "nursing_home_doctor") * 2, "gp_service", "hospital_contact")
_UNPLACED = ("municipal_service", "nursing_home_doctor", "residence")


# Rows and amounts ----------------------------------------------------------------------------------


@st.composite
def row_sets(draw: Any, *tables: str, place: str | None = None, links: bool = True) -> RowSet:
    table = draw(st.sampled_from(tables))
    facts = FACTS[table]
    return RowSet(
        table,
        draw(wheres(table, links=links)),
        draw(st.sampled_from((facts.moments[0], *facts.moments))),
        place or draw(st.sampled_from(facts.places)),
    )


@st.composite
def intervals(draw: Any, *, residence: bool) -> tuple[RowSet, str]:
    """Rows that last, and the moment that ends them."""
    tables = ("hospital_stay", "hospital_contact", *("residence", "ready_for_discharge") * 2)
    of = draw(row_sets(*tables, *(() if residence else _UNPLACED[:2] * 2)))
    begin, end = FACTS[of.table].moments
    if draw(st.integers(0, 7)) == 7:  # the other way round: an interval that ends before it begins
        begin, end = end, begin
    return replace(of, date=begin), end


def _column(table: str) -> st.SearchStrategy[ColumnAmount]:
    return st.sampled_from(FACTS[table].amounts).map(ColumnAmount)


@st.composite
def _times(draw: Any, table: str) -> TimeBetween:
    first, second = FACTS[table].moments
    if draw(st.integers(0, 7)) == 7:
        first, second = second, first
    units = ("hours", "days") if FACTS[table].kind == "instant" else ("days",)
    return TimeBetween(first, second, draw(st.sampled_from(units)))


@st.composite
def _times_to(draw: Any, table: str) -> TimeToNext:
    others = tuple(
        name for name, facts in FACTS.items() if facts.kind != "week" and facts.has_person
    )
    others = tuple(name for name in others if name != "population")
    link = draw(linked(table, directions=("followed_by",), tables=others))
    link = replace(link, match="any", times=None)
    instants = FACTS[table].kind == FACTS[link.table].kind == "instant"
    return TimeToNext(link, draw(st.sampled_from(("hours", "days") if instants else ("days",))))


@st.composite
def _with_amount(draw: Any) -> tuple[RowSet, Any]:
    """For mean and percentile."""
    kind = draw(st.sampled_from(("column",) * 3 + ("time",) * 3 + ("time_to",) * 2))
    if kind == "column":
        of = draw(row_sets(*_NUMBERED))
        return of, draw(_column(of.table))
    if kind == "time":
        of = draw(row_sets("hospital_stay", "hospital_contact", *_UNPLACED))
        return of, draw(_times(of.table))
    of = draw(row_sets("hospital_stay", "hospital_contact", "municipal_service"))
    return of, draw(_times_to(of.table))


# Measures ------------------------------------------------------------------------------------------


@st.composite
def counts(draw: Any) -> Count:
    return Count(draw(row_sets(*_COUNTED, *_UNPLACED, "ready_for_discharge")), draw(unknowns))


@st.composite
def persons(draw: Any) -> Persons:
    return Persons(draw(row_sets(*_COUNTED, "municipal_service", "residence")), draw(unknowns))


@st.composite
def rates(draw: Any) -> Rate:
    counting = draw(st.sampled_from(("rows", "rows", "persons", "amount")))
    amount: ColumnAmount | DaysInPeriod | None = None
    of = draw(row_sets(*_COUNTED, "residence", place="residence"))
    if counting == "amount" and draw(st.booleans()):
        of, end = draw(intervals(residence=True))
        amount = DaysInPeriod(end)
    elif counting == "amount":
        of = draw(row_sets("gp_service", "gp_service", "hospital_contact", place="residence"))
        amount = draw(_column(of.table))
    population = draw(st.sampled_from(("population", "population", "resident")))
    kinds = ("person_years", "mid_period") if population == "population" else ("person_years",)
    kind = draw(st.sampled_from(kinds))
    residents = draw(wheres("population")) if draw(st.booleans()) else ()
    return Rate(of, 1000, residents, kind, draw(unknowns), counting, amount, population)


@st.composite
def proportions(draw: Any) -> Proportion:
    of = draw(row_sets(*_COUNTED, *_COUNTED[:3] * 3, *_UNPLACED))
    personal = FACTS[of.table].has_person
    counting = draw(st.sampled_from(("rows", "persons"))) if personal else "rows"
    if personal and draw(st.integers(0, 3)):
        named, link = draw(_readmissions(of.table))
        return Proportion(of, (link,), draw(unknowns), named, counting)
    having = draw(wheres(of.table, links=True, some=True))
    return Proportion(of, having, draw(unknowns), None, counting)


@st.composite
def _readmissions(draw: Any, table: str) -> tuple[Readmission | None, Linked]:
    same = draw(st.integers(0, 3)) > 0
    link = draw(linked(table, directions=("followed_by",), tables=(table,) if same else ()))
    if link.table != table and draw(st.booleans()):
        return None, link
    acute = table in ("hospital_stay", "hospital_contact")
    named = Readmission(
        draw(st.sampled_from(("any", "acute", "acute"))) if acute else "any",
        draw(st.sampled_from(("allowed", "not_allowed"))),
        draw(st.sampled_from(("kept", "excluded"))),
    )
    return named, link


@st.composite
def sums(draw: Any) -> Sum:
    kind = draw(st.sampled_from(("column", "time", "days")))
    if kind == "days":
        of, end = draw(intervals(residence=False))
        return Sum(of, DaysInPeriod(end), draw(unknowns))
    if kind == "time":
        of = draw(row_sets("hospital_stay", "ready_for_discharge", *_UNPLACED))
        return Sum(of, draw(_times(of.table)), draw(unknowns))
    of = draw(row_sets(*_NUMBERED))
    return Sum(of, draw(_column(of.table)), draw(unknowns))


@st.composite
def means(draw: Any) -> Mean:
    return Mean(*draw(_with_amount()), draw(unknowns))


@st.composite
def medians(draw: Any) -> Percentile:
    return Percentile(*draw(_with_amount()), 50, draw(unknowns))


@st.composite
def percentiles(draw: Any) -> Percentile:
    return Percentile(
        *draw(_with_amount()), draw(st.sampled_from((1, 10, 25, 33, 75, 90, 99))), draw(unknowns)
    )


@st.composite
def stocks(draw: Any, at: str | None = None) -> Stock:
    of, end = draw(intervals(residence=False))
    at = at or draw(st.sampled_from(("last_day", "every_night")))
    return Stock(of, end, at, draw(unknowns))


@st.composite
def profiles(draw: Any) -> Profile:
    of = draw(row_sets(*_COUNTED, "municipal_service"))
    table = draw(st.sampled_from((*_COUNTED, "municipal_service", "person", "residence")))
    first, last = draw(
        st.sampled_from(((0, 0), (0, 1), (-1, 1), (-4, 0), (-1, 4), (-4, 5), (0, 5)))
    )
    to = draw(st.sampled_from(FACTS[table].moments))
    return Profile(of, table, draw(wheres(table)), to, first, last, draw(unknowns))


def reported(kind: Any) -> Callable[[], st.SearchStrategy[Reported]]:
    def found() -> st.SearchStrategy[Reported]:
        table = "covid_admissions" if kind == "flow" else "covid_cases"
        return st.sampled_from((None, None, None, 1000)).map(lambda per: Reported(table, kind, per))

    return found


@st.composite
def series(draw: Any) -> Reported:
    kind = draw(st.sampled_from(("flow", "flow", "level", "cumulative")))
    name = draw(st.sampled_from(("daily", *("monthly", "quarterly") * 2, "yearly")))
    per = draw(st.sampled_from((None, None, None, 100)))
    return Reported("reported_value", kind, per, name, SERIES[name])


# Indicators ----------------------------------------------------------------------------------------


def _indicator(measure: Measure, **fields: Any) -> Indicator:
    usual: dict[str, Any] = {
        "id": "probe",
        "version": "1.0.0",
        "status": "live",
        "standing": None,
        "title": TEXT,
        "short_title": TEXT,
        "unit_text": TEXT,
        "purpose": TEXT,
        "caveats": TEXT,
        "theme": "t",
        "goals": (),
        "polarity": "none",
        "owners": (),
        "authored_by": "a",
        "checked_by": "b",
        "reviewed": date(2026, 1, 1),
        "next_review": date(2027, 1, 1),
        "visibility": "offentlig",
        "sensitivity": "standard",
        "national": National("cannot_be_clarified", None, None),
        "attribute": "none",
        "lag_days": 0,
        "standardise": None,
        "interval": "none",
        "decimals": 1,
        "targets": (),
        "changes": (),
    }
    return Indicator(**{**usual, "measure": measure, **fields})


_BREAKDOWNS = (("age_band", "sex"), ("age_band", "sex"), ("sex",), ("age_band",), ())


@st.composite
def plain_indicators(draw: Any, season: Season, measures: Any, **said: Any) -> Indicator:
    """Of any measure that is not composed. `said` has fields that a whole needs of its part."""
    measure = draw(measures)
    before, after = reach_of(measure)
    lasts = draw(st.sampled_from((31, 400))) if has_intervals(measure) else 0
    fields: dict[str, Any] = {
        "settle_days": after + draw(st.sampled_from((0, 0, 10))),
        "lag_days": draw(st.sampled_from((0, 45))),
        "look_back_days": max(before, lasts, draw(st.sampled_from((0, 0, 20)))),
        "annotations": (Annotation(season.months[1] + timedelta(days=9), "break", TEXT),),
        "grain": draw(_grains(measure)),
        "breakdowns": (),
        "periods": draw(_offered(measure)),
    }
    if not isinstance(measure, Reported):
        if FACTS[measure.of.table].has_age:
            fields["breakdowns"] = draw(st.sampled_from(_BREAKDOWNS))
        if counts_persons(measure):
            where = ("last_residence_in_period",) if measure.of.place == "residence" else ()
            fields["attribute"] = draw(st.sampled_from((*where, "first_event", "none")))
    return _indicator(measure, **{**fields, **said})


def _grains(measure: Measure) -> st.SearchStrategy[str]:
    if isinstance(measure, Reported):
        return st.sampled_from(("municipality", "region"))
    assert not isinstance(measure, Ratio | StandardisedRatio)
    return st.just("clinic" if measure.of.place == "clinic" else "municipality")


@st.composite
def _offered(draw: Any, measure: Measure) -> tuple[Any, ...]:
    kinds = PERIOD_KINDS
    if isinstance(measure, Reported) and measure.series is not None:
        kinds = periods_of(measure.step)
        kinds = (measure.step,) if measure.kind == "level" else kinds
        return kinds if draw(st.booleans()) else (draw(st.sampled_from(kinds)),)
    if isinstance(measure, Rate) and measure.population == "resident":
        kinds = PERIOD_KINDS[2:]
    elif isinstance(measure, Reported):  # a level has days alone; a year is seldom whole
        kinds = PERIOD_KINDS if measure.kind == "cumulative" else PERIOD_KINDS[:-1]
        kinds = ("day", "month") if measure.kind == "level" else kinds
    elif FACTS[measure.of.table].kind == "week":
        kinds = PERIOD_KINDS[1:]
    chosen = draw(st.sets(st.sampled_from(kinds), min_size=1, max_size=2))
    if isinstance(measure, Reported) and measure.kind == "level":
        chosen |= {"day"}
    if draw(st.integers(0, 2)):  # long enough for something to lie in it
        chosen |= {"month"}
    return tuple(kind for kind in kinds if kind in chosen)


_STANDARD = "esp2013"


@st.composite
def standardised(draw: Any, season: Season) -> Indicator:
    """Direct: strata without anybody leave nothing to weight, so the ages are few or all there."""
    by = draw(st.sampled_from((("sex",), ("age_band",), ("age_band", "sex"))))
    measure = draw(st.one_of(rates(), rates(), rates(), proportions()))
    if isinstance(measure, Proportion) and not FACTS[measure.of.table].has_age:
        measure = draw(rates())
    if isinstance(measure, Proportion) and "age_band" in by:
        band = Age(Limits(at_least=Decimal(85), less_than=Decimal(90)))
        measure = replace(measure, of=replace(measure.of, where=(*measure.of.where, band)))
    broken = by if draw(st.booleans()) else ("age_band", "sex")
    standard = Standardise(by, _STANDARD)
    return draw(plain_indicators(season, st.just(measure), breakdowns=broken, standardise=standard))


# Composed ------------------------------------------------------------------------------------------


@st.composite
def ratios(draw: Any, season: Season) -> tuple[Indicator, tuple[Indicator, ...]]:
    shared = {"grain": "municipality", "breakdowns": ()}
    at = draw(st.sampled_from((None, None, "last_day", "every_night")))
    measure = st.one_of(counts(), persons(), sums()) if at is None else stocks(at)
    measure = measure.filter(lambda found: found.of.place != "clinic")
    kinds = draw(_offered(Reported("-", "flow", None)))
    parts = tuple(
        replace(draw(plain_indicators(season, measure, periods=kinds, **shared)), id=name)
        for name in ("upper", "lower")
    )
    if any(FACTS[part.measure.of.table].kind == "week" for part in parts):
        kinds = tuple(kind for kind in kinds if kind != "day") or ("month",)
    if all(FACTS[part.measure.of.table].has_age for part in parts):
        broken = draw(st.sampled_from(_BREAKDOWNS))
        parts = tuple(replace(part, breakdowns=broken) for part in parts)
    parts = tuple(replace(part, periods=kinds) for part in parts)
    return draw(_composed(Ratio("upper", "lower", 100), parts)), parts


@st.composite
def observed(draw: Any, season: Season) -> tuple[Indicator, tuple[Indicator, ...]]:
    part = replace(
        draw(plain_indicators(season, rates(), breakdowns=("age_band", "sex"))), id="upper"
    )
    by = draw(st.sampled_from((("sex",), ("sex",), ("age_band",), ("age_band", "sex"))))
    reference = draw(st.sampled_from(("land", "land", "nord", "kommune-1")))
    measure = StandardisedRatio("upper", by, reference)
    return draw(_composed(measure, (part,))), (part,)


@st.composite
def _composed(draw: Any, measure: Measure, parts: tuple[Indicator, ...]) -> Indicator:
    more = st.sampled_from((0, 0, 10))
    breakdowns = parts[0].breakdowns if draw(st.booleans()) else parts[0].breakdowns[:1]
    return _indicator(
        measure,
        settle_days=max(part.settle_days for part in parts) + draw(more),
        lag_days=max(part.lag_days for part in parts) + draw(more),
        look_back_days=max(part.look_back_days for part in parts) + draw(more),
        annotations=parts[0].annotations,
        grain=parts[0].grain,
        breakdowns=breakdowns,
        periods=parts[0].periods,
    )


# Questions -----------------------------------------------------------------------------------------

_SIMPLE: dict[str, Callable[[], Any]] = {
    "count": counts,
    "persons": persons,
    "rate": rates,
    "proportion": proportions,
    "sum": sums,
    "mean": means,
    "median": medians,
    "percentile": percentiles,
    "stock": stocks,
    "profile": profiles,
    "reported flow": reported("flow"),
    "reported level": reported("level"),
    "reported cumulative": reported("cumulative"),
    "reported series": series,
}
_COMPOSED = {"ratio": ratios, "standardised ratio": observed}
MEASURES = (*_SIMPLE, "standardised", *_COMPOSED)
# Some have more choices of their own than others
_WEIGHTS = {"proportion": 4, "persons": 4, "rate": 4, "count": 4, "sum": 3}


@st.composite
def questions(draw: Any, season: Season, offered: tuple[str, ...] = MEASURES) -> Question:
    kinds = [kind for kind in offered for _ in range(_WEIGHTS.get(kind, 2))]
    kind = draw(st.sampled_from(kinds))
    parts: tuple[Indicator, ...] = ()
    if kind in _COMPOSED:
        indicator, parts = draw(_COMPOSED[kind](season))
    elif kind == "standardised":
        indicator = draw(standardised(season))
    else:
        indicator = draw(plain_indicators(season, _SIMPLE[kind]()))
    return Question(indicator, parts, draw(requests(season, indicator)))


# Days asked for: few periods of each kind, so that a pair is quick
_DAYS = {"day": 15, "week": 42, "month": 92, "quarter": 120, "year": 120}


@st.composite
def requests(draw: Any, season: Season, indicator: Indicator) -> Request:
    smallest = min(indicator.periods, key=lambda kind: _DAYS[kind])
    # Near what happens, mostly
    start = season.focus - timedelta(days=draw(st.integers(0, 10)))
    if draw(st.integers(0, 7)) == 7:
        start = draw(st.sampled_from(season.turns))
    most = _DAYS[smallest]
    end = start + timedelta(days=draw(st.integers(most // 3, most)))
    if draw(st.booleans()):
        start = min(start, season.focus)
        start = period_of(start, smallest).start
    end = max(end, season.focus + timedelta(days=1))
    own = CLINICS if indicator.grain == "clinic" else PLACES
    few = draw(st.sampled_from((own[:1], *(own[:2], own[:3]) * 3)))
    if isinstance(indicator.measure, Reported):
        few = ("kommune-1", "kommune-2", draw(st.sampled_from(("nord", "oest-a"))))
    units = [
        *few,
        *draw(st.sets(st.sampled_from((*own, *GROUPS, "land", "land")), min_size=1, max_size=2)),
    ]
    organisations = (
        (AS_WAS,),
        (AS_WAS,),
        (season.months[2].isoformat(),),
        (AS_WAS, season.start.isoformat()),
    )
    return Request(
        tuple(sorted(set(units))),
        indicator.periods,
        start,
        end,
        draw(st.sampled_from(organisations)),
        draw(st.booleans()),
    )


__all__ = ["MEASURES", "Question", "questions", "units_between", "windows"]
