"""The days that random worlds are about: clocks, leap years, week years and mergers turn in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tvaerblik.catalogue.units import Membership, Unit, UnitRegister
from tvaerblik.core.texts import Text

DENMARK = ZoneInfo("Europe/Copenhagen")
ALWAYS = date(2007, 1, 1)


@dataclass(frozen=True, slots=True)
class Season:
    """Four months; `turns` are the days where something can go wrong, `clock` when it is moved. Most
    of what happens, and is asked about, lies round `focus`."""

    months: tuple[date, date, date, date]
    end: date
    turns: tuple[date, ...]
    clock: date
    focus: date

    @property
    def start(self) -> date:
        return self.months[0]

    @property
    def days(self) -> int:
        return (self.end - self.start).days


SEASONS = (
    # The clock is set back on 25 October; week 53 lies in two years
    Season(
        (date(2020, 10, 1), date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)),
        date(2021, 2, 1),
        (
            *(date(2020, 10, day) for day in (1, 24, 25, 26, 31)),
            *(date(2020, 11, day) for day in (1, 2, 30)),
            *(date(2020, 12, day) for day in (1, 14, 15, 27, 28, 31)),
            *(date(2021, 1, day) for day in (1, 3, 4, 31)),
        ),
        clock=date(2020, 10, 25),
        focus=date(2020, 11, 1),
    ),
    # 29 February; the clock is set forward on 31 March
    Season(
        (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)),
        date(2024, 5, 1),
        (
            *(date(2024, 1, day) for day in (1, 28, 29, 31)),
            *(date(2024, 2, day) for day in (1, 26, 28, 29)),
            *(date(2024, 3, day) for day in (1, 15, 30, 31)),
            *(date(2024, 4, day) for day in (1, 29, 30)),
        ),
        clock=date(2024, 3, 31),
        focus=date(2024, 3, 1),
    ),
)


# Moments -------------------------------------------------------------------------------------------


def wall_clock(day: date, minute: int, *, second: bool) -> datetime:
    """The UTC instant of a Danish clock time, `second` being the later of two that read the same. A
    time that the clock jumps over is what the clock would have shown without the jump."""
    local = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    aware = local.replace(tzinfo=DENMARK, fold=int(second))
    return aware.astimezone(UTC).replace(tzinfo=None)


def local_day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(DENMARK).date()


def instant(name: str, moment: datetime | None) -> dict[str, Any]:
    """A moment as a table holds it."""
    return {name: moment, f"{name}_date": None if moment is None else local_day(moment)}


# Units: groups that overlap, that merge, that begin in the middle ---------------------------------

PLACES = ("kommune-1", "kommune-2", "kommune-3", "kommune-4", "kommune-5")
CLINICS = ("klinik-1", "klinik-2", "klinik-3")
GROUPS = ("nord", "klynge", "raad", "oest-a", "oest-b", "oest", "land")
ELSEWHERE = "kommune-9"


def units_of(season: Season, *, joins: date) -> UnitRegister:
    """`joins` is the day when kommune-3 becomes a part of nord. kommune-4 is merged into kommune-5,
    and oest-a and oest-b into oest, on the first day of the third month."""
    turn = season.months[2]
    units = (
        *(_unit(place, "municipality") for place in PLACES[:3]),
        _unit("kommune-4", "municipality", end=turn),
        _unit("kommune-5", "municipality", start=turn),
        _unit("nord", "region"),
        _unit("klynge", "sundhedsklynge", end=turn),
        _unit("raad", "sundhedsraad", start=turn),
        _unit("oest-a", "region", end=turn),
        _unit("oest-b", "region", end=turn),
        _unit("oest", "region", start=turn),
        _unit("land", "country"),
        *(_unit(clinic, "clinic") for clinic in CLINICS),
    )
    memberships = (
        *_members("nord", PLACES[:2]),
        *_members("nord", PLACES[2:3], start=joins),
        *_members("nord", ["kommune-4"], end=turn),
        *_members("nord", ["kommune-5"], start=turn),
        *_members("klynge", PLACES[:2]),
        *_members("raad", PLACES[1:3], start=season.months[1]),
        *_members("oest-a", ["kommune-2"], end=turn),
        *_members("oest-b", ["kommune-3"], end=turn),
        *_members("oest", PLACES[1:3], start=turn),
        *_members("oest", ["oest-a", "oest-b"]),
        *_members("land", ["nord", "oest-a", "oest-b"]),
        *_members("land", ["oest"], start=turn),
        *_members("kommune-1", CLINICS[:1]),
        *_members("kommune-2", CLINICS[1:2], start=season.months[1]),
        *_members("raad", CLINICS[2:]),
    )
    return UnitRegister({unit.id: unit for unit in units}, memberships, {})


def _unit(id_: str, kind: str, start: date = ALWAYS, end: date | None = None) -> Unit:
    return Unit(id_, kind, id_, Text(id_, id_), start, end)


def _members(
    group: str, members: Iterable[str], start: date = ALWAYS, end: date | None = None
) -> tuple[Membership, ...]:
    return tuple(Membership(member, group, start, end) for member in members)
