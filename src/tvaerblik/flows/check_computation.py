"""Looks for data that would make a figure silently wrong: an emptied column, foreign codes, a lost join.

Everything is held against the indicator's own earlier periods, so that a column which was always half
empty is no news. Shares alone are told, rounded, of at least FEWEST_ROWS rows: nothing about anybody.
"""

# ruff: noqa: S608 - the names put into statements are a register card's, never input

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import duckdb

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import date_column, days_to_placing
from tvaerblik.core.periods import Period, PeriodKind, period_of
from tvaerblik.flows.warning_words import (
    lost_join,
    lost_values,
    span_words,
    unit_words,
    unknown_codes,
)
from tvaerblik.flows.watched_columns import WatchedColumn, WatchedJoin, WatchedRows, watched_of
from tvaerblik.release.cards import ComputeWarning
from tvaerblik.store.snapshot import Snapshot

# With fewer rows a share jumps by chance, and says something of few. A table with fewer a month is
# looked at by quarter, and then by year.
FEWEST_ROWS = 50
# Ten in a hundred more than usual without a value: as much as a real change of practice seldom makes
# in one period, and enough to move a figure that people act on.
MOST_LOST = 0.10
# Code systems are revised by a few codes a year; one row in twenty is another system or another spelling.
MOST_UNKNOWN = 0.05
# Hundreds of columns and periods are looked at: five standard deviations leave chance out.
DEVIATIONS = 5
# With twenty persons expected, none at all has the chance e^-20.
CERTAIN_PERSONS = 20
# What is usual is the year before, from a quarter of it on.
USUAL_PERIODS, FEWEST_USUAL = 12, 3
# An end that has not come is no missing value; after three months nearly all have.
LATE_DAYS = 90
# A code is new for a year after it was first seen. Nobody can say of the first year what was new in it.
NEW_MONTHS = 12
# A column with more values than this has a pattern that is known, not a list of values.
MOST_VALUES = 200

Months = dict[
    int, tuple[int, int]
]  # month → rows, and those among them that something is wrong with


@dataclass(frozen=True, slots=True)
class Finding:
    """Periods in a row in which too many rows were wrong: shares of them, and of those before."""

    first: Period
    last: Period
    share: float
    usual: float


def check_computation(
    indicators: Iterable[Indicator], catalogue: Catalogue, snapshot: Snapshot
) -> dict[str, tuple[ComputeWarning, ...]]:
    """By indicator, those with nothing wrong included. The snapshot must have its derived tables."""
    with snapshot.connect() as connection:
        check = _Check(connection, catalogue, snapshot)
        return {indicator.id: tuple(check.of(indicator)) for indicator in indicators}


class _Check:
    """Each column and join is looked at once, however many indicators rest on it."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, snapshot: Snapshot
    ) -> None:
        self.connection, self.catalogue, self.snapshot = connection, catalogue, snapshot
        self.kept: dict[WatchedColumn | WatchedJoin, tuple[ComputeWarning, ...]] = {}

    def of(self, indicator: Indicator) -> Iterator[ComputeWarning]:
        columns, joins = watched_of(indicator, self.catalogue)
        for column in columns:
            if self._has(column.rows.table):
                yield from self._kept(column)
        for join in joins:
            if self._has(join.rows.table) and self._has(join.table):
                yield from self._kept(join)

    def _has(self, table: str) -> bool:
        return table in self.snapshot.files

    def _kept(self, watched: WatchedColumn | WatchedJoin) -> tuple[ComputeWarning, ...]:
        if watched not in self.kept:
            self.kept[watched] = tuple(
                self._column(watched) if isinstance(watched, WatchedColumn) else self._join(watched)
            )
        return self.kept[watched]

    def _register(self, table: str) -> Register:
        return self.catalogue.registers[table]

    # Columns -------------------------------------------------------------------------------------

    def _column(self, watched: WatchedColumn) -> Iterator[ComputeWarning]:
        if watched.may_be_empty:
            wrong = f'"{watched.column}" IS NULL'
            yield from self._told(watched, wrong, "W-LOST-VALUES")
        if watched.codes is not None:
            yield from self._codes(watched)

    def _told(self, watched: WatchedColumn, wrong: str, code: str) -> Iterator[ComputeWarning]:
        """Of everybody; only where nothing is wrong there, of each unit."""
        every = self._months(watched, wrong)
        bound = MOST_LOST if code == "W-LOST-VALUES" else MOST_UNKNOWN
        last = self._last_judged(watched)
        found = list(judge(every.pop(None, {}), bound, last))
        for finding in found:
            yield self._warning(watched, code, finding, None)
        if found:
            return
        for unit, months in sorted(every.items(), key=lambda pair: str(pair[0])):
            for finding in judge(months, bound, last):
                yield self._warning(watched, code, finding, unit)

    def _months(self, watched: WatchedColumn, wrong: str) -> dict[str | None, Months]:
        """By unit, None being all of them, and by month."""
        place = watched.rows.place if watched.rows.place != watched.column else None
        by = f'"{place}"' if place else "NULL"
        source, values = self._rows(watched.rows, without=watched.column)
        found: dict[str | None, Months] = {None: {}}
        for month, unit, rows, bad in self.connection.execute(
            f"SELECT month, {by}, count(*), count(*) FILTER ({wrong}) FROM {source} GROUP BY ALL",
            values,
        ).fetchall():
            for one in {None, unit}:
                months = found.setdefault(one, {})
                before = months.get(month, (0, 0))
                months[month] = (before[0] + rows, before[1] + bad)
        return found

    def _rows(self, rows: WatchedRows, *, without: str = "") -> tuple[str, list[object]]:
        """The rows that matter with their month. A condition on the column itself is left out: the
        rows that lost their value would be too."""
        register = self._register(rows.table)
        day = f'"{date_column(register, rows.moment)}" + {days_to_placing(register, rows.moment)}'
        tests = [one for one in rows.where if one.column != without]
        where = "".join(f' AND "{one.column}" = ?' for one in tests)
        dated = f'(SELECT {day} AS day, * FROM "{rows.table}")'
        month = "year(day) * 12 + month(day) - 1 AS month"
        source = f"(SELECT {month}, * FROM {dated} WHERE day IS NOT NULL{where})"
        return source, [one.value for one in tests]

    def _last_judged(self, watched: WatchedColumn) -> date:
        """The day before which a period must have ended for an empty end to be a missing one."""
        if not watched.may_come_late:
            return date.max
        register = self._register(watched.rows.table)
        tables = roots_of(register.table, self.catalogue.registers)
        ends = [cover.end for table in tables for cover in self.snapshot.covers_of(table)]
        return max(ends, default=date.min + timedelta(LATE_DAYS)) - timedelta(LATE_DAYS)

    def _codes(self, watched: WatchedColumn) -> Iterator[ComputeWarning]:
        """A code is unknown when it is on none of the definition's lists, and its value (its pattern
        of letters and digits, where there are many values) was first seen within a year."""
        source, values = self._rows(watched.rows, without=watched.column)
        column = f'"{watched.column}"'
        (distinct,) = self._one(f"SELECT count(DISTINCT {column}) FROM {source}", values)
        key = column if distinct <= MOST_VALUES else _pattern(column)
        (start,) = self._one(f"SELECT coalesce(min(month), 0) FROM {source}", values)
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE first_seen AS SELECT {key} AS key, min(month) AS first "
            f"FROM {source} WHERE {column} IS NOT NULL GROUP BY ALL",
            values,
        )
        first = f"(SELECT first FROM first_seen WHERE key = {key})"
        listed = " OR ".join(f"starts_with({column}, '{code}')" for code in _safe(watched.codes))
        wrong = f"{first} >= {start + NEW_MONTHS} AND {first} > month - {NEW_MONTHS}"
        wrong += f" AND NOT ({listed})" if listed else ""
        yield from self._told(watched, wrong, "W-UNKNOWN-CODES")

    def _one(self, query: str, values: Sequence[object]) -> tuple[int, ...]:
        row = self.connection.execute(query, list(values)).fetchone()
        assert row is not None, query
        return tuple(row)

    def _warning(
        self, watched: WatchedColumn, code: str, finding: Finding, unit: str | None
    ) -> ComputeWarning:
        register = self._register(watched.rows.table)
        known = self.catalogue.units.units.get(unit) if unit else None
        say = lost_values if code == "W-LOST-VALUES" else unknown_codes
        text = say(
            register,
            watched.column,
            span_words(finding.first, finding.last),
            unit_words(known.name if known else None),
            finding.share,
            finding.usual,
        )
        return ComputeWarning(
            code=code,
            severity="severe" if finding.share == 1 else "remark",
            text=text,
            table=register.table,
            column=watched.column,
            first=finding.first.id,
            last=finding.last.id,
            unit=unit,
        )

    # Joins ---------------------------------------------------------------------------------------

    def _join(self, watched: WatchedJoin) -> Iterator[ComputeWarning]:
        """Rows here are persons a month; wrong are those who are not in the other table. A month in
        which that has no rows at all is one that was not delivered, which coverage tells."""
        counted, other = self._register(watched.rows.table), self._register(watched.table)
        source, values = self._rows(watched.rows)
        same = "USING (month, person)" if watched.moment else "USING (person)"
        theirs, more = f'"{watched.table}"', list[object]()
        if watched.moment:
            theirs, more = self._rows(WatchedRows(watched.table, watched.moment, None, ()))
        columns = "month, person" if watched.moment else "person"
        alive = f"month IN (SELECT month FROM {theirs})" if watched.moment else "true"
        months: Months = {
            month: (persons, persons - found)
            for month, persons, found in self.connection.execute(
                f"WITH ours AS (SELECT DISTINCT month, person FROM {source}), "
                f"theirs AS (SELECT DISTINCT {columns}, true AS there FROM {theirs}) "
                f"SELECT month, count(*), count(there) FROM ours LEFT JOIN theirs {same} "
                f"WHERE {alive} GROUP BY month",
                [*values, *more, *more],
            ).fetchall()
        }
        for finding in judge_join(months):
            yield ComputeWarning(
                code="W-LOST-JOIN",
                severity="severe" if finding.share == 0 else "remark",
                text=lost_join(
                    counted,
                    other,
                    span_words(finding.first, finding.last),
                    finding.share,
                    finding.usual,
                ),
                table=other.table,
                column="person",
                first=finding.first.id,
                last=finding.last.id,
                unit=None,
            )


def _pattern(column: str) -> str:
    """DJ449 is AA999; an identifier of hexadecimal digits is only that."""
    letters = (
        f"regexp_replace(regexp_replace({column}, '[A-ZÆØÅ]', 'A', 'g'), '[a-zæøå]', 'a', 'g')"
    )
    plain = f"regexp_replace({letters}, '[0-9]', '9', 'g')"
    return f"CASE WHEN regexp_full_match({column}, '[0-9a-f-]{{36}}') THEN 'uuid' ELSE {plain} END"


def _safe(codes: tuple[str, ...] | None) -> list[str]:
    return [code.replace("'", "''") for code in codes or ()]


# Judging -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    period: Period
    rows: int
    bad: int


def judge(months: Months, bound: float, ended_by: date = date.max) -> Iterator[Finding]:
    """Runs of periods with more wrong rows than usual by `bound` and by chance's reach."""

    def is_wrong(part: _Part, rows: int, bad: int) -> bool:
        if part.rows < FEWEST_ROWS or part.period.end > ended_by:
            return False
        usual = (bad + 1) / (rows + 2)  # Laplace: never quite 0, or any one would be a wonder
        reach = DEVIATIONS * sqrt(usual * (1 - usual) / part.rows)
        return part.bad / part.rows >= bad / rows + max(bound, reach)

    yield from _runs(_parts(months), is_wrong)


def judge_join(months: Months) -> Iterator[Finding]:
    """Runs of periods in which at most half as many persons as usual were found; shares are of those
    who were."""

    def is_lost(part: _Part, rows: int, bad: int) -> bool:
        found, expected = part.rows - part.bad, (rows - bad) / rows * part.rows
        if found == 0:
            return expected >= CERTAIN_PERSONS
        return found <= expected / 2 and expected - found >= DEVIATIONS * sqrt(expected)

    for finding in _runs(_parts(months), is_lost):
        yield Finding(finding.first, finding.last, 1 - finding.share, 1 - finding.usual)


def _parts(months: Months) -> list[_Part]:
    """By month, or by the shortest longer period that has enough rows in most of them."""
    for kind in ("month", "quarter", "year"):
        parts = _summed(months, kind)
        enough = sum(part.rows >= FEWEST_ROWS for part in parts)
        if enough * 2 > len(parts):
            break
    return parts


def _summed(months: Months, kind: PeriodKind) -> list[_Part]:
    sums: dict[Period, list[int]] = {}
    for month, (rows, bad) in sorted(months.items()):
        period = period_of(date(month // 12, month % 12 + 1, 1), kind)
        so_far = sums.setdefault(period, [0, 0])
        so_far[0] += rows
        so_far[1] += bad
    return [_Part(period, *counts) for period, counts in sums.items()]


def _runs(parts: Sequence[_Part], is_wrong) -> Iterator[Finding]:
    """Consecutive periods that `is_wrong` says so of, held against those before that are not."""
    usual: deque[_Part] = deque(maxlen=USUAL_PERIODS)
    run: list[_Part] = []
    for part in parts:
        rows, bad = sum(one.rows for one in usual), sum(one.bad for one in usual)
        wrong = len(usual) >= FEWEST_USUAL and rows >= FEWEST_ROWS and is_wrong(part, rows, bad)
        if wrong:
            run.append(part)
            continue
        if run:
            yield _finding(run, usual)
            run = []
        usual.append(part)
    if run:
        yield _finding(run, usual)


def _finding(run: Sequence[_Part], usual: Iterable[_Part]) -> Finding:
    return Finding(run[0].period, run[-1].period, _share(run), _share(usual))


def _share(parts: Iterable[_Part]) -> float:
    found = list(parts)
    return sum(part.bad for part in found) / sum(part.rows for part in found)
