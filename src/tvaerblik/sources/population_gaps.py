"""Rows that are absent from a table of residents, told by the table itself: its ages, and its totals.

A table that lacks an age looks like any other; every rate computed on it would be too high. Two looks
that know nothing of each other: each place has every age for both sexes in every quarter, and a total
that is in the file is the sum of its parts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.deliveries import Doubt
from tvaerblik.core.texts import Text

ALL_AGES, BOTH_SEXES = "all", "both"
SEXES = ("m", "k")
# Outside the municipal division, but among the residents of its region.
AREAS = {"region-hovedstaden": ("omraade-0411",)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's place in the table. `age` and `sex` are totals where they say so."""

    quarter: date
    unit: str
    sex: str
    age: int | str


Residents = Mapping[Cell, int]


def doubts_of(residents: Residents, units: UnitRegister) -> tuple[Doubt, ...]:
    return (*_gaps(residents, units), *_wrong_totals(residents, units))


# -- absent ages -------------------------------------------------------------------------------------


def _gaps(residents: Residents, units: UnitRegister) -> Iterator[Doubt]:
    """One sentence for each set of absent ages, however many quarters and places lack it."""
    detail = {
        cell for cell in residents if cell.age != ALL_AGES and cell.sex != BOTH_SEXES
        and units.get(cell.unit).kind == "municipality"
    }  # fmt: skip
    if not detail:
        return
    ages: dict[tuple[date, str, str], set[int | str]] = defaultdict(set)
    for cell in detail:
        ages[cell.quarter, cell.unit, cell.sex].add(cell.age)
    full = set(range(1 + max(age for found in ages.values() for age in found if isinstance(age, int))))  # fmt: skip
    lacking: dict[tuple[int, ...], list[tuple[date, str, str]]] = defaultdict(list)
    for place in _expected(
        {cell.quarter for cell in detail}, {cell.unit for cell in detail}, units
    ):
        absent = full - ages.get(place, set())
        if absent:
            lacking[tuple(sorted(absent))].append(place)
    for absent, places in sorted(lacking.items()):
        yield _gap(absent, places, units)


def _expected(
    quarters: set[date], municipalities: set[str], units: UnitRegister
) -> Iterator[tuple[date, str, str]]:
    for quarter in sorted(quarters):
        for unit in sorted(municipalities):
            if units.get(unit).valid_on(quarter):
                yield from ((quarter, unit, sex) for sex in SEXES)


def _gap(
    absent: tuple[int, ...], places: list[tuple[date, str, str]], units: UnitRegister
) -> Doubt:
    quarters = sorted({quarter for quarter, _, _ in places})
    municipalities = sorted({unit for _, unit, _ in places})
    sexes = {sex for _, _, sex in places}
    names = [units.get(unit).name for unit in municipalities[:3]]
    more = len(municipalities) - len(names)
    da = ", ".join(name.da for name in names) + (f" og {more} kommuner til" if more else "")
    en = ", ".join(name.en for name in names) + (f" and {more} more municipalities" if more else "")
    span = _quarter(quarters[0])
    if len(quarters) > 1:
        span += f"–{_quarter(quarters[-1])}"
    only = {("m",): (" for mænd", " for men"), ("k",): (" for kvinder", " for women")}
    sex = only.get(tuple(sexes), ("", ""))
    ages, rows = _spans(absent), len(absent) * len(places)
    return Doubt(
        "K-GAP",
        Text(
            f"Alderen {ages} år mangler{sex[0]} i population for {da} "
            f"({_counted(len(quarters), 'kvartal', 'kvartaler')}, {span}; {_counted(rows, 'række', 'rækker')}).",
            f"Age {ages} is missing{sex[1]} from population for {en} "
            f"({_counted(len(quarters), 'quarter', 'quarters')}, {span}; {_counted(rows, 'row', 'rows')}).",
        ),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _spans(ages: tuple[int, ...]) -> str:
    """38 · 38, 40–42"""
    found: list[list[int]] = []
    for age in ages:
        if found and found[-1][1] == age - 1:
            found[-1][1] = age
        else:
            found.append([age, age])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in found)


def _quarter(day: date) -> str:
    return f"{day.year}K{(day.month + 2) // 3}"


# -- totals ------------------------------------------------------------------------------------------


def _wrong_totals(residents: Residents, units: UnitRegister) -> Iterator[Doubt]:
    """Of ages, of sexes and of places, each where the file has both the total and parts."""
    looks: tuple[tuple[Text, Iterator[tuple[Cell, int]]], ...] = (
        (Text("aldre", "ages"), _sums_over_ages(residents)),
        (Text("køn", "sexes"), _sums_over_sexes(residents)),
        (Text("områder", "places"), _sums_over_places(residents, units)),
    )
    for parts, sums in looks:
        wrong = [(cell, found) for cell, found in sums if residents[cell] != found]
        if wrong:
            yield _wrong_total(parts, wrong, residents, units)


def _sums_over_ages(residents: Residents) -> Iterator[tuple[Cell, int]]:
    sums = _summed(residents, lambda cell: Cell(cell.quarter, cell.unit, cell.sex, ALL_AGES), "age")
    yield from ((cell, found) for cell, found in sums.items() if cell in residents)


def _sums_over_sexes(residents: Residents) -> Iterator[tuple[Cell, int]]:
    sums = _summed(
        residents, lambda cell: Cell(cell.quarter, cell.unit, BOTH_SEXES, cell.age), "sex"
    )
    yield from ((cell, found) for cell, found in sums.items() if cell in residents)


def _summed(residents: Residents, total: Callable[[Cell], Cell], over: str) -> dict[Cell, int]:
    sums: dict[Cell, int] = defaultdict(int)
    for cell, persons in residents.items():
        if getattr(cell, over) not in (ALL_AGES, BOTH_SEXES):
            sums[total(cell)] += persons
    return sums


def _sums_over_places(residents: Residents, units: UnitRegister) -> Iterator[tuple[Cell, int]]:
    """A region has all its municipalities in the file, or it is not looked at; so has the country."""
    known: dict[date, set[str]] = defaultdict(set)
    for cell in residents:
        known[cell.quarter].add(cell.unit)
    parts = {
        (quarter, unit): found
        for quarter, here in known.items()
        for unit in sorted(here)
        if (found := _parts_of(unit, quarter, units)) and here.issuperset(found)
    }
    for cell in residents:
        found = parts.get((cell.quarter, cell.unit))
        if found:
            cells = (Cell(cell.quarter, part, cell.sex, cell.age) for part in found)
            yield cell, sum(residents.get(part, 0) for part in cells)


def _parts_of(unit: str, day: date, units: UnitRegister) -> Iterable[str]:
    kind = {"country": "region", "region": "municipality"}.get(units.get(unit).kind)
    if kind is None:
        return ()
    return (*units.members(unit, day, kind), *AREAS.get(unit, ()))


def _wrong_total(
    parts: Text, wrong: list[tuple[Cell, int]], residents: Residents, units: UnitRegister
) -> Doubt:
    cell, found = min(wrong, key=lambda pair: (pair[0].quarter, pair[0].unit, str(pair[0].sex), str(pair[0].age)))  # fmt: skip
    unit, said = units.get(cell.unit).name, residents[cell]
    sex = {"m": ("mænd", "men"), "k": ("kvinder", "women")}.get(cell.sex, ("begge køn", "both sexes"))  # fmt: skip
    age = ("alle aldre", "all ages") if cell.age == ALL_AGES else (f"{cell.age} år", f"age {cell.age}")  # fmt: skip
    quarter = _quarter(cell.quarter)
    public = Text(
        f"{len(wrong)} totaler i population er ikke summen af deres {parts.da}; den første er "
        f"{unit.da}, {sex[0]}, {age[0]}, {quarter}",
        f"{len(wrong)} totals of population are not the sum of their {parts.en}; the first is "
        f"{unit.en}, {sex[1]}, {age[1]}, {quarter}",
    )
    return Doubt(
        "K-TOTAL",
        Text(f"{public.da}: {said} mod {found}.", f"{public.en}: {said} against {found}."),
        Text(f"{public.da}.", f"{public.en}."),  # a cell may hold few, and so may a difference
    )
