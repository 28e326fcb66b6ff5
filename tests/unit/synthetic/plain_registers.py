"""Reading the further registers back in the plainest way, beside `plain`.

Rows are dicts again, one person at a time, every rule as the ledger states it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from unit.synthetic.plain import Row, Stay, band, month_starts, notes, read_rows

Key = tuple[str, ...]
DAY = timedelta(days=1)


def final_rows(
    out: Path, source: str, file: str, *, key: tuple[str, ...], start: str, unit: str | None = None
) -> list[Row]:
    """Deliveries applied in order: what is covered is replaced whole, other rows by key."""
    state: dict[Key, Row] = {}
    for delivery, note in notes(out / source):
        path = delivery / f"{file}.csv"
        rows = {
            tuple(row[k] for k in key): row for row in (read_rows(path) if path.exists() else [])
        }
        covers = [cover for cover in note["covers"] if cover["file"] == file]
        state = {
            known: row
            for known, row in state.items()
            if known in rows or not any(_is_covered(row, cover, start, unit) for cover in covers)
        }  # fmt: skip
        state.update(rows)
    return list(state.values())


def _is_covered(row: Row, cover: dict, start: str, unit: str | None) -> bool:
    inside = cover["from"] <= row[start][:10] < cover["to"]
    return inside and (cover["units"] is None or row[unit] in cover["units"])


def last_rows(out: Path, source: str, file: str) -> list[Row]:
    """Of a source that restates everything each time."""
    *_, (delivery, _) = notes(out / source)
    return read_rows(delivery / f"{file}.csv")


def final_weeks(out: Path) -> list[Row]:
    """Each week as the last delivery that covers it tells it."""
    weeks: dict[str, list[Row]] = {}
    for delivery, _ in notes(out / "ssr"):
        told = defaultdict(list)
        for row in read_rows(delivery / "SSSY.csv"):
            told[row["HONUGE"]].append(row)
        weeks.update(told)
    return [row for rows in weeks.values() for row in rows]


def born_of(cpr: str) -> date:
    year = int(cpr[4:6])
    century = 2000 if int(cpr[6]) >= 4 else 1900
    return date(century + year, int(cpr[2:4]), int(cpr[:2]) - 60)


def sex_of(cpr: str) -> str:
    return "M" if int(cpr[9]) % 2 else "K"


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def cell(cpr: str, day: date, municipality: str, month: str | None = None) -> Key:
    return month or f"{day:%Y-%m}", municipality, sex_of(cpr), band(age_on(born_of(cpr), day))


def add_days(counter: Counter, key: Key, first: date, end: date) -> None:
    """Days [first, end), each in its own month."""
    day = first
    while day < end:
        counter[f"{day:%Y-%m}", *key[1:]] += 1
        day += DAY


def pieces(born: date, first: date, end: date) -> Iterable[tuple[date, date]]:
    """[first, end) cut at the first of each month and at each birthday."""
    while first < end:
        next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        birthday = born.replace(year=first.year)
        cuts = [day for day in (next_month, birthday, end) if day > first]
        yield first, min(cuts)
        first = min(cuts)


def last_days(first: str, last: str) -> list[date]:
    end = date.fromisoformat(f"{last}-01") + timedelta(days=32)
    months = month_starts(f"{first}-01", f"{end:%Y-%m}-01")
    return [
        (date.fromisoformat(f"{month}-01") + timedelta(days=32)).replace(day=1) - DAY
        for month in months
    ]


def spells_of(
    stays: Iterable[Stay], markers: Iterable[Row]
) -> list[tuple[Stay, datetime, datetime]]:
    """From each AWA1 inside a stay to AWX1 or the stay's end; datetime.max while it lasts."""
    placed = defaultdict(list)
    for row in markers:
        if row["Markoer"] in ("AWA1", "AWX1"):
            moment = datetime.fromisoformat(row["Markoer_tidspunkt"])
            placed[row["CPRnummer"]].append((moment, row["Markoer"]))
    found = []
    for stay in stays:
        until = stay.end or datetime.max
        inside = sorted(item for item in placed[stay.cpr] if stay.start <= item[0] < until)
        for index, (moment, marker) in enumerate(inside):
            if marker == "AWA1":
                following = inside[index + 1][0] if index + 1 < len(inside) else until
                found.append((stay, moment, following))
    return found
