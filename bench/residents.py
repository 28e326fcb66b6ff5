"""Residents by the day: changes and a running sum, against a join of homes with months."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from bench.world import ROOT
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.engine.derive import derive_tables
from tvaerblik.store.snapshot import Cover, Snapshot

PERSONS, START, END = 500_000, date(2017, 1, 1), date(2027, 1, 1)

# Half of all have moved, a few of them often; one in eight has died; everybody has a birthday
_HOMES = f"""
COPY (
    SELECT person, 'kommune-' || (hash(person, move) % 98) AS municipality,
           DATE '2010-01-01' + (move * 700 + hash(person) % 700)::INTEGER AS valid_from,
           CASE WHEN move < moves
                THEN DATE '2010-01-01' + ((move + 1) * 700 + hash(person) % 700)::INTEGER END AS valid_to,
           DATE '1930-01-01' + (hash(person, 1) % 32000)::INTEGER AS born,
           CASE WHEN hash(person, 2) % 2 = 0 THEN 'k' ELSE 'm' END AS sex
    FROM (SELECT person, (hash(person, 3) % 8 * (hash(person, 4) % 2))::INTEGER AS moves
          FROM range({PERSONS}) AS people(person)),
         LATERAL (SELECT unnest(range(moves + 1))::INTEGER AS move)
) TO '{{path}}' (FORMAT parquet)
"""
_PERSONS = f"""
COPY (
    SELECT person, DATE '1930-01-01' + (hash(person, 1) % 32000)::INTEGER AS born,
           CASE WHEN hash(person, 5) % 8 = 0
                THEN DATE '2017-01-01' + (hash(person, 6) % 3600)::INTEGER END AS died,
           CASE WHEN hash(person, 2) % 2 = 0 THEN 'k' ELSE 'm' END AS sex,
           NULL::VARCHAR AS residence
    FROM range({PERSONS}) AS people(person)
) TO '{{path}}' (FORMAT parquet)
"""

# What one writes first: every home with every month it touches, cut at the birthday in it
NAIVE = f"""
COPY (
WITH months AS (
    SELECT m::DATE AS month_start, (m + INTERVAL 1 MONTH)::DATE AS after
    FROM range(TIMESTAMP '{START}', TIMESTAMP '{END}', INTERVAL 1 MONTH) AS t(m)
),
homes AS (
    SELECT *, lead(valid_from) OVER (PARTITION BY person ORDER BY valid_from) AS next_from
    FROM residence WHERE valid_to IS NULL OR valid_from < valid_to
),
lived AS (
    SELECT municipality, homes.sex, homes.born, greatest(valid_from, homes.born) AS first,
           least(coalesce(valid_to, DATE '{END}'), coalesce(next_from, DATE '{END}'),
                 coalesce(died, DATE '{END}')) AS after
    FROM homes LEFT JOIN person USING (person)
),
inside AS (
    SELECT municipality, sex, born, month_start, greatest(first, month_start) AS first,
           least(lived.after, months.after) AS after,
           CASE WHEN month(born) = 2 AND day(born) = 29
                THEN make_date(year(month_start), 2, 28) + 1
                ELSE make_date(year(month_start), month(born), day(born)) END AS birthday
    FROM lived JOIN months ON first < months.after AND lived.after > month_start
    WHERE first < lived.after
),
cut AS (
    SELECT municipality, sex, month_start, year(month_start) - year(born) - 1 AS age, first,
           least(after, birthday) AS after FROM inside WHERE first < birthday
    UNION ALL
    SELECT municipality, sex, month_start, year(month_start) - year(born), greatest(first, birthday),
           after FROM inside WHERE birthday < after
)
SELECT month_start, municipality, sex, age, count(*) FILTER (WHERE first = month_start) AS persons,
       sum(after - first)::BIGINT AS person_days
FROM cut
GROUP BY ALL
ORDER BY month_start, municipality, sex, age
) TO '{{path}}' (FORMAT parquet, COMPRESSION zstd)
"""


def measure(*, rounds: int) -> str:
    """A section of RESULTS.md. Both ways must give the same rows."""
    folder = Path(tempfile.mkdtemp())
    try:
        snapshot, catalogue = _invented(folder), load_catalogue(ROOT / "definitions")
        ways: dict[str, Callable[[Path], Path]] = {
            "changes": lambda to: _derived(snapshot, catalogue, to),
            "join": lambda to: _joined(snapshot, to),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        rows = 0
        for number in range(rounds):
            tables = []
            for name, way in ways.items():
                to = folder / f"{name}-{number}"
                to.mkdir()
                started = time.perf_counter()
                path = way(to)
                seconds[name].append(time.perf_counter() - started)
                tables.append(pq.read_table(path))
            assert tables[0].to_pydict() == tables[1].to_pydict(), "the two ways differ"
            rows = tables[0].num_rows
        return _report(seconds, rows=rows)
    finally:
        shutil.rmtree(folder)


def _invented(folder: Path) -> Snapshot:
    files = {"residence": folder / "residence.parquet", "person": folder / "person.parquet"}
    with duckdb.connect() as connection:
        connection.execute(_HOMES.format(path=files["residence"]))
        connection.execute(_PERSONS.format(path=files["person"]))
    covers = tuple(Cover(name, None, START, END) for name in files)
    return Snapshot("invented", files, covers, frozenset(files))


def _derived(snapshot: Snapshot, catalogue: Catalogue, folder: Path) -> Path:
    return derive_tables(snapshot, catalogue, folder).files["resident"]


def _joined(snapshot: Snapshot, folder: Path) -> Path:
    path = folder / "joined.parquet"
    with snapshot.connect() as connection:
        connection.execute(NAIVE.format(path=path))
    return path


def _report(seconds: dict[str, list[float]], *, rows: int) -> str:
    ratio = statistics.median(
        join / changes for changes, join in zip(seconds["changes"], seconds["join"], strict=True)
    )
    months = (END.year - START.year) * 12
    rounds = len(seconds["join"])
    return f"""## Residents by the day

{PERSONS:,} persons, {months} months, {rows:,} rows of residents, the same both ways; {rounds} interleaved rounds.

| what | best, s | ratio |
|---|---|---|
| changes and a running sum (the engine) | {min(seconds["changes"]):.2f} | 1.00 |
| every home joined with every month | {min(seconds["join"]):.2f} | {ratio:.2f} |
"""
