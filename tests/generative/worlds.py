"""Random small worlds: persons who are born, move, fall ill and die, and what is delivered of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from generative.beside import markers, procedures, series
from generative.seasons import (
    CLINICS,
    ELSEWHERE,
    PLACES,
    SEASONS,
    Season,
    instant,
    local_day,
    units_of,
    wall_clock,
)
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.store.snapshot import Cover

Row = dict[str, Any]
CODES = ("DJ44", "DJ449", "DE10", "DI5", "D")
SERVICES = ("0101", "0102", "02")
EVENTS = ("hospital_contact", "gp_service", "municipal_service")
FIGURES = ("covid_cases", "covid_admissions")


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one delivery of a table. `restates`: earlier rows of those days are gone unless they
    came again."""

    rows: tuple[Row, ...]
    restates: tuple[date, date] | None = None


@dataclass(frozen=True)
class World:
    season: Season
    units: UnitRegister = field(repr=False)
    batches: dict[str, tuple[Batch, ...]]
    covers: tuple[Cover, ...]
    traits: frozenset[str] = field(repr=False)  # what is nasty here, for counting


def maybe(values: Any) -> Any:
    """None for every eighth."""
    return st.integers(0, 7).flatmap(lambda number: st.none() if number == 7 else values)


# Moments -------------------------------------------------------------------------------------------

_MINUTES = (0, 1, 30, 150, 480, 720, 22 * 60 + 59, 23 * 60, 23 * 60 + 1, 23 * 60 + 59)
# Where windows end: what lies exactly there, and a minute off
_HOURS = (0, 1, 1, 4, 4, 12, 24, 24, 48, 72, 168, 168, 720)
_APART = tuple(timedelta(hours=hours) for hours in _HOURS)
_OFF = tuple(timedelta(minutes=minutes) for minutes in (0, 0, 0, 0, -1, 1))


@st.composite
def days(draw: Any, season: Season) -> date:
    kind = draw(st.integers(0, 9))
    if kind == 9:
        return season.start + timedelta(days=draw(st.integers(0, season.days - 1)))
    if kind > 6:
        return draw(st.sampled_from(season.turns))
    return season.focus + timedelta(days=draw(st.integers(-4, 4)))


@st.composite
def moments(draw: Any, season: Season, known: list[datetime]) -> datetime:
    """Anywhere, or as far from something that happened as windows reach."""
    if known and draw(st.integers(0, 2)):
        near = draw(st.sampled_from(known)) + draw(st.sampled_from(_OFF))
        apart = draw(st.sampled_from(_APART))
        return near - apart if draw(st.integers(0, 3)) == 3 else near + apart
    if draw(st.integers(0, 9)) == 9:
        return wall_clock(season.clock, 150, second=draw(st.booleans()))
    minute = draw(st.one_of(st.sampled_from(_MINUTES), st.integers(0, 1439)))
    return wall_clock(draw(days(season)), minute, second=draw(st.booleans()))


@st.composite
def ends(draw: Any, started: datetime, *, backwards: bool) -> datetime | None:
    choice = draw(st.integers(0, 15))
    if choice == 15:
        return None
    length = draw(st.sampled_from(_APART)) + draw(st.sampled_from(_OFF[:-2]))
    return started - length if backwards and choice == 14 else started + length


# Persons -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Person:
    number: int
    born: date
    sex: str
    died: date | None
    home: str | None
    known: list[datetime]  # what has happened so far


_BIRTHDAYS = (date(1960, 2, 29), date(2004, 2, 29), date(1959, 3, 1), date(1959, 2, 28))


@st.composite
def births(draw: Any, season: Season) -> date:
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.sampled_from(_BIRTHDAYS))
    if kind == 1:
        return draw(days(season))
    if kind in (2, 3):  # a birthday on a day of the season
        day = draw(days(season))
        years = draw(st.sampled_from((18, 40, 65, 70, 75, 80, 85, 90)))
        return day.replace(year=day.year - years, day=min(day.day, 28))
    age = draw(st.sampled_from((30, 50, 67, 72, 77, 82, 86, 87, 89, 95)))
    return date(season.start.year - age, 6, 1)


@st.composite
def persons(draw: Any, season: Season) -> list[Person]:
    return [
        Person(
            number,
            draw(births(season)),
            draw(st.sampled_from("km")),
            draw(days(season)) if draw(st.integers(0, 3)) == 3 else None,
            draw(maybe(st.sampled_from((*PLACES[:2] * 4, *PLACES, ELSEWHERE)))),
            [],
        )
        for number in range(1, draw(st.sampled_from((1, 6, 8, 8, 10, 12, 12))) + 1)
    ]


def _own(person: Person) -> Row:
    return {"person": person.number, "born": person.born, "sex": person.sex}


@st.composite
def homes(draw: Any, person: Person) -> str | None:
    """Nearly always the person's own; a contact says where somebody lived then."""
    return draw(maybe(st.sampled_from(PLACES))) if draw(st.integers(0, 4)) == 4 else person.home


# Tables --------------------------------------------------------------------------------------------


@st.composite
def contacts(draw: Any, season: Season, person: Person, many: int) -> list[Row]:
    """A contact may lie inside another, touch it, or begin just within the hours that join stays."""
    keyed = draw(st.integers(0, 3)) == 3
    rows = []
    for number in range(draw(st.integers(many // 2 + 1, many))):
        started = draw(moments(season, person.known))
        ended = draw(ends(started, backwards=False))
        person.known += [started] if ended is None else [started, ended]
        rows.append(
            {
                "contact": 100 * person.number + number,
                "stay_key": draw(maybe(st.integers(1, 2))) if keyed else None,
                "person": person.number,
                **instant("started", started),
                **instant("ended", ended),
                "contact_type": draw(st.sampled_from(("ALCA00",) * 5 + ("ALCA03", "ALCA01"))),
                "priority": draw(maybe(st.sampled_from(("ATA1", "ATA3")))),
                "diagnosis": draw(maybe(st.sampled_from(CODES))),
                "unit": "a",
                "specialty": None,
                "sector": draw(st.sampled_from(("somatic", "somatic", "psychiatric"))),
                "residence": draw(homes(person)),
                "born": person.born,
                "sex": person.sex,
            }
        )
    return rows


@st.composite
def gp_services(draw: Any, season: Season, person: Person, many: int) -> list[Row]:
    return [
        {
            "service_id": f"{person.number}-{number}",
            **_own(person),
            "week": _monday(local_day(draw(moments(season, person.known)))),
            "service": draw(st.sampled_from(SERVICES)),
            "contacts": draw(maybe(st.integers(0, 5))),
            "for_child": draw(st.sampled_from((None, True, False))),
            "clinic": draw(maybe(st.sampled_from(CLINICS))),
            "residence": draw(homes(person)),
        }
        for number in range(draw(st.integers(1, many)))
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@st.composite
def municipal_services(draw: Any, season: Season, person: Person, many: int) -> list[Row]:
    rows = []
    for number in range(draw(st.integers(0, many))):
        started = draw(moments(season, person.known))
        rows.append(
            {
                "service_id": f"{person.number}-{number}",
                "person": person.number,
                "municipality": draw(st.sampled_from((*PLACES[:2] * 2, *PLACES))),
                "resource": draw(st.sampled_from(("planned", "completed"))),
                "service": draw(st.sampled_from(CODES)),
                **instant("started", started),
                **instant("ended", draw(ends(started, backwards=True))),
                **draw(
                    st.sampled_from(
                        (
                            *({"born": person.born, "sex": person.sex},) * 5,
                            {"born": None, "sex": person.sex},
                            {"born": person.born, "sex": None},
                        )
                    )
                ),
            }
        )
    return rows


@st.composite
def residences(draw: Any, season: Season, person: Person) -> list[Row]:
    """Moves: intervals that touch, overlap, are empty or leave a gap."""
    rows: dict[date, Row] = {}
    start = draw(st.sampled_from((date(2015, 1, 1), person.born)))
    for _ in range(draw(st.sampled_from((0, 1, 1, 2, 3)))):
        open_ = draw(st.integers(0, 3)) == 3
        end = None if open_ else draw(days(season))
        home = draw(st.sampled_from((*PLACES[:2] * 2, *PLACES)))
        rows[start] = {**_own(person), "municipality": home, "valid_from": start, "valid_to": end}
        start = draw(days(season)) if end is None or draw(st.integers(0, 2)) == 2 else end
    return list(rows.values())


@st.composite
def agreements(draw: Any, season: Season) -> list[Row]:
    rows: dict[tuple[str, date], Row] = {}
    for number in range(draw(st.integers(1, 12))):
        home, start = f"hjem-{number % 4}", draw(days(season))
        rows[home, start] = {
            "home": home,
            "municipality": draw(st.sampled_from((*PLACES[:2] * 2, *PLACES))),
            "valid_from": start,
            "valid_to": draw(maybe(days(season))),
            "places": draw(maybe(st.integers(0, 40))),
        }
    return list(rows.values())


# An age in each band, so that a standardised figure can be had
_EVERY_BAND = (10, 30, 50, 67, 72, 77, 82, 87, 95)


@st.composite
def population(draw: Any, season: Season) -> list[Row]:
    whole = draw(st.integers(0, 5)) > 0
    ages = _EVERY_BAND if whole else tuple(sorted(draw(st.sets(st.integers(0, 100), max_size=4))))
    step = draw(st.integers(1, 7))
    quarters = [date(season.start.year + at // 4, 3 * (at % 4) + 1, 1) for at in range(-4, 8)]
    return [
        {
            "quarter_start": quarter,
            "municipality": place,
            "sex": sex,
            "age": age,
            # Zero now and then, and never the same in two quarters
            "persons": (whole + step * (at + age + 3 * number) + (sex == "k")) % 12 + whole,
        }
        for at, quarter in enumerate(quarters)
        for number, place in enumerate(PLACES)
        for sex in "km"
        for age in ages
    ]


@st.composite
def figures(draw: Any, season: Season, *, running: bool) -> list[Row]:
    """Figures delivered ready-made: by municipality or region, a few days masked or missing."""
    rows = []
    regions = ("nord", "oest-a", "oest-b")
    for unit in draw(st.sampled_from(((), *(PLACES[:2], PLACES[:3], regions) * 3))):
        step, total = draw(st.sampled_from((0, 1, 2, 3, 4, 6))), 0
        people = draw(maybe(st.integers(0, 3).map(lambda number: 400 * number)))
        masked = draw(_some_days(season, 3))
        missing = draw(_some_days(season, 2))
        first, after = draw(st.sampled_from(((0, 1), *((0, season.days),) * 10, (45, season.days))))
        for number in range(first, after):
            count = step * number % 5
            # A running total is corrected now and then
            total = max(total + count - (7 if number % 13 == 12 else 0), 0)
            if number not in missing:
                day = season.start + timedelta(days=number)
                said = total if running else count
                rows.append(_figure(unit, day, said, people, masked=number in masked))
    return rows


def _some_days(season: Season, most: int) -> st.SearchStrategy[set[int]]:
    """None for most, so that longer periods have figures too."""
    several = st.sets(st.integers(0, season.days - 1), min_size=1, max_size=most)
    return st.integers(0, 4).flatmap(lambda at: several if at == 4 else st.just(set()))


def _figure(unit: str, day: date, said: int, people: int | None, *, masked: bool) -> Row:
    bounds = (said // 10 * 10, said // 10 * 10 + 9) if masked and said % 4 else (None, None)
    return {
        "day": day,
        "unit": unit,
        "numerator": None if masked else said,
        "numerator_low": bounds[0],
        "numerator_high": bounds[1],
        "denominator": people,
    }


# Deliveries ----------------------------------------------------------------------------------------

_FAR = timedelta(days=1200)
TABLES = (
    *EVENTS,
    *FIGURES,
    "nursing_home_doctor",
    "residence",
    "person",
    "population",
    "pathway_marker",
    "procedure",
    "reported_value",
)


@st.composite
def covers(draw: Any, season: Season) -> tuple[Cover, ...]:
    """Most worlds are delivered whole; in the others a table may be late, have holes, or never come."""
    everything = [Cover(table, None, season.start - _FAR, season.end + _FAR) for table in TABLES]
    if draw(st.integers(0, 7)) < 7:
        return tuple(everything)
    return tuple(
        cover
        for whole in everything
        for cover in ([whole] if draw(st.booleans()) else draw(_holes(season, whole.table)))
    )


@st.composite
def _holes(draw: Any, season: Season, table: str) -> list[Cover]:
    starts = st.sampled_from((season.start - _FAR, season.start, season.months[1]))
    stops = st.sampled_from((season.months[3], season.end, season.end + _FAR))
    units = (*PLACES[:3], "nord", *CLINICS[:2])
    said = [*([None] if draw(st.booleans()) else []), *draw(st.lists(st.sampled_from(units)))]
    found = {Cover(table, unit, draw(starts), draw(stops)) for unit in said}
    return sorted(found, key=repr)


@st.composite
def redeliveries(draw: Any, season: Season, rows: list[Row], moment: str) -> tuple[Batch, ...]:
    """Some rows come again, changed: the latest delivery says what holds."""
    if not rows or draw(st.integers(0, 2)):
        return (Batch(tuple(rows)),)
    again = draw(st.lists(st.sampled_from(range(len(rows))), max_size=3, unique=True))
    changed = []
    for index in again:
        day = draw(days(season))
        row = rows[index] | {moment: _monday(day)}
        if f"{moment}_date" in row:
            later = wall_clock(day, 150, second=draw(st.booleans()))
            row = rows[index] | instant(moment, later)
            if row["ended"] is not None:
                row |= instant("ended", max(row["ended"], later))
        changed.append(row)
    window = None
    if draw(st.integers(0, 3)) == 3:
        start = draw(days(season))
        window = (start, start + timedelta(days=7))
    return Batch(tuple(rows)), Batch(tuple(changed), window)


# Worlds --------------------------------------------------------------------------------------------


@st.composite
def worlds(draw: Any) -> World:
    season = draw(st.sampled_from(SEASONS))
    season = replace(season, focus=draw(st.sampled_from(season.turns)))
    people = draw(persons(season))
    many = draw(st.sampled_from((3, 3, 4) if len(people) > 6 else (5, 6)))
    tables: dict[str, list[Row]] = {
        "hospital_contact": _joined(draw(contacts(season, one, many)) for one in people),
        "gp_service": _joined(draw(gp_services(season, one, min(many, 4))) for one in people),
        "municipal_service": _joined(
            draw(municipal_services(season, one, min(many, 3))) for one in people
        ),
        "residence": _joined(draw(residences(season, one)) for one in people),
        "person": [{**_own(one), "died": one.died} for one in people if draw(st.integers(0, 7))],
        "nursing_home_doctor": draw(agreements(season)),
        "population": draw(population(season)),
        "covid_cases": draw(figures(season, running=True)),
        "covid_admissions": draw(figures(season, running=False)),
        "reported_value": draw(series(season)),
    }
    tables["pathway_marker"] = draw(markers(tables["hospital_contact"]))
    tables["procedure"] = draw(procedures(tables["hospital_contact"]))
    batches = {
        name: draw(redeliveries(season, rows, "week" if name == "gp_service" else "started"))
        if name in EVENTS
        else (Batch(tuple(rows)),)
        for name, rows in tables.items()
    }
    joins = draw(st.sampled_from((season.months[1], season.months[1] + timedelta(days=14))))
    stated = draw(covers(season))
    found = traits(people, tables, batches, stated)
    return World(season, units_of(season, joins=joins), batches, stated, found)


def _joined(lists: Iterable[list[Row]]) -> list[Row]:
    return [row for rows in lists for row in rows]


def traits(
    people: list[Person],
    tables: dict[str, list[Row]],
    batches: dict[str, tuple[Batch, ...]],
    stated: tuple[Cover, ...],
) -> frozenset[str]:
    """The nasty things that a world has, by name."""
    rows = tables["hospital_contact"]
    homes_of: dict[int, int] = {}
    for row in tables["residence"]:
        homes_of[row["person"]] = homes_of.get(row["person"], 0) + 1
    found = {
        "a move": any(count > 1 for count in homes_of.values()),
        "a death": any(one.died for one in people),
        "a birth": any(one.born.year >= 2020 for one in people),
        "born on 29 February": any((one.born.month, one.born.day) == (2, 29) for one in people),
        "an event on 29 February": any(_is_leap(row["started_date"]) for row in rows),
        "the hour that comes twice": any(_comes_twice(row["started"]) for row in rows),
        "the hour that is jumped over": any(
            row["started_date"] == date(2024, 3, 31) for row in rows
        ),
        "a contact inside another": any(_inside(one, other) for one in rows for other in rows),
        "a missing end": any(row["ended"] is None for row in rows),
        "six rows of one person": any(
            sum(row["person"] == one.number for row in rows) >= 6 for one in people
        ),
        "a row delivered again": any(
            len(parts) > 1 and parts[-1].rows for parts in batches.values()
        ),
        "days restated": any(parts[-1].restates for parts in batches.values()),
        "a table late or with holes": any(cover.unit for cover in stated)
        or len(stated) < len(TABLES),
    }
    return frozenset(name for name, holds in found.items() if holds)


TRAITS = (
    "a move",
    "a death",
    "a birth",
    "born on 29 February",
    "an event on 29 February",
    "the hour that comes twice",
    "the hour that is jumped over",
    "a contact inside another",
    "a missing end",
    "six rows of one person",
    "a row delivered again",
    "days restated",
    "a table late or with holes",
)


def _is_leap(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


def _comes_twice(moment: datetime) -> bool:
    return datetime(2020, 10, 25, 0) <= moment < datetime(2020, 10, 25, 2)


def _inside(one: Row, other: Row) -> bool:
    if one is other or one["person"] != other["person"]:
        return False
    if one["ended"] is None or other["ended"] is None:
        return False
    return bool(other["started"] <= one["started"] and one["ended"] <= other["ended"])
