"""Which municipality's month has come from a source: from the windows that deliveries state.

A window is what a supplier says a delivery covers, not where rows are: a quiet month is delivered too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tvaerblik.presentation.numbers import SHORT_MONTHS, Lang, date_text, month_text, number_text
from tvaerblik.presentation.pages.coverage_texts import SIGNS, STATES, TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

# Two years stand on a desk without scrolling; older months are a click away.
MONTHS_SHOWN = 24
USED = ("accepted", "superseded")

Month = date  # its first day


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """Some days of some units, by a delivery, [start, end); no units: all of them."""

    delivery: str
    published: date
    state: str
    table: str
    start: date
    end: date
    units: frozenset[str] | None

    def names(self, unit: str) -> bool:
        return self.units is None or unit in self.units

    def meets(self, month: Month) -> bool:
        return self.start < next_month(month) and month < self.end


@dataclass(frozen=True, slots=True)
class Asked:
    """The source whose coverage is asked for, and the last month to show; None: the newest."""

    title: str
    restates: str
    promise_days: int | None
    newest_published: date | None
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities by name, in their order, and what they are together."""

    name: str
    municipalities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    state: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MonthHead:
    short: str
    whole: str


@dataclass(frozen=True, slots=True)
class CoverageTable:
    caption: str
    years: tuple[tuple[int, int], ...]  # a year, and how many of its months are shown
    months: tuple[MonthHead, ...]
    rows: tuple[Row, ...]
    legend: tuple[Cell, ...]
    older: str  # the last month of the page before, as 2024-10
    newer: str


@dataclass(frozen=True, slots=True)
class Coverage:
    t: Words
    sentences: tuple[str, ...]
    table: CoverageTable | None = None


def build_coverage(
    windows: Sequence[WindowFacts], asked: Asked, places: Places | None, *, today: date, lang: Lang
) -> Coverage:
    t = words_in(TEXTS, lang)
    if not windows:
        return Coverage(t, (t["nothing_yet"],))
    if places is None:
        return Coverage(t, (t["no_places"],))
    known = frozenset(unit for unit, _ in places.municipalities)
    told = [one for one in windows if one.units is None or one.units & known]
    if not told:
        return Coverage(t, (t["not_by_municipality"],))
    matrix = _Matrix(told, asked, today)
    return Coverage(
        t,
        tuple(_sentences(matrix, asked, places, t, today=today, lang=lang)),
        _table(matrix, asked, places, t, lang),
    )


def next_month(month: Month) -> Month:
    return (month + timedelta(days=31)).replace(day=1)


def months_before(month: Month, n: int) -> Month:
    months = month.year * 12 + month.month - 1 - n
    return date(months // 12, months % 12 + 1, 1)


class _Matrix:
    """The state of each municipality's month, worked out when it is asked for."""

    def __init__(self, windows: Sequence[WindowFacts], asked: Asked, today: date) -> None:
        self.windows = windows
        self.used = [one for one in windows if one.state in USED]
        # What came with the source from its first day; a table that joined later is asked for from then
        self.tables: dict[str, date] = {}
        for one in self.used or windows:
            self.tables[one.table] = min(one.start, self.tables.get(one.table, one.start))
        self.restates = asked.restates == "window"
        self.first = min(one.start for one in windows)
        self.end = max((one.end for one in self.used), default=self.first)
        self.newest = max(self.used, key=lambda one: (one.published, one.delivery), default=None)
        self.is_late = is_late(asked, today)
        self.last_month = self._last_month(asked, today)

    def _last_month(self, asked: Asked, today: date) -> Month:
        """The newest month that has come or could have: of an ended series the last that came."""
        told = (max(one.end for one in self.windows) - timedelta(days=1)).replace(day=1)
        return told if asked.promise_days is None else max(told, months_before(today, 1))

    def is_of_all(self, units: Iterable[str]) -> bool:
        """Whether somebody delivers for everybody, and not each for itself."""
        known = frozenset(units)
        return all(one.units is None or known <= one.units for one in self.windows)

    def state(self, unit: str, month: Month) -> str:
        own = [one for one in self.windows if one.names(unit)]
        here = [one for one in own if one.meets(month)]
        used = [one for one in here if one.state in USED]
        if used and self._is_whole(used, month):
            return "again" if self._came_again(used, month) else "delivered"
        if here:
            return "partly" if used else "held"
        if next_month(month) <= self.first:
            return "before"
        if not own or next_month(month) <= min(one.start for one in own):
            return "not_collected"
        return "awaited" if month >= self.end and not self.is_late else "missing"

    def _came_again(self, used: list[WindowFacts], month: Month) -> bool:
        newest = self.newest.delivery if self.newest else ""
        earlier = [one for one in used if one.delivery != newest]
        return (
            self.restates
            and len(earlier) < len(used)
            and bool(earlier)
            and self._is_whole(earlier, month)
        )

    def _is_whole(self, windows: list[WindowFacts], month: Month) -> bool:
        wanted = [table for table, first in self.tables.items() if first < next_month(month)]
        return all(_fills(month, [w for w in windows if w.table == table]) for table in wanted)


def _fills(month: Month, windows: Iterable[WindowFacts]) -> bool:
    """Whether they leave no day of the month out, together."""
    reached, end = month, next_month(month)
    for one in sorted(windows, key=lambda window: window.start):
        if one.start > reached:
            return False
        reached = max(reached, one.end)
    return reached >= end


def is_late(asked: Asked, today: date) -> bool:
    due = due_day(asked)
    return due is not None and today > due


def due_day(asked: Asked) -> date | None:
    if asked.promise_days is None or asked.newest_published is None:
        return None
    return asked.newest_published + timedelta(days=asked.promise_days)


# -- in words ----------------------------------------------------------------------------------------


def _sentences(
    matrix: _Matrix, asked: Asked, places: Places, t: Words, *, today: date, lang: Lang
) -> Iterator[str]:
    month = (matrix.end - timedelta(days=1)).replace(day=1)
    states = {name: matrix.state(unit, month) for unit, name in places.municipalities}
    found = {state: [n for n, s in states.items() if s == state] for state in STATES}
    outside = found["not_collected"] + found["before"]
    came = len(found["delivered"]) + len(found["again"])
    total = len(states) - len(outside)
    whole = matrix.is_of_all(unit for unit, _ in places.municipalities)
    key = f"{'all' if came == total else 'some'}_{'whole' if whole else 'each'}"
    yield t["parts_of_all" if len(found["partly"]) == total else key].format(
        place=places.name,
        n=number_text(came, lang),
        m=number_text(total, lang),
        month=month_text(month.year, month.month, lang),
        source=asked.title,
        rest="; ".join(_rest(found, t, lang)),
    )
    if outside:
        yield t["not_collected_from"].format(names=join_words(outside, lang))
    yield _promise(asked, t, today=today, lang=lang)
    if not matrix.restates:
        yield t["restates_whole"]


def _rest(found: dict[str, list[str]], t: Words, lang: Lang) -> Iterator[str]:
    told = {
        "rest_missing": found["missing"] + found["awaited"],
        "rest_partly": found["partly"],
        "rest_held": found["held"],
    }
    for key, names in told.items():
        if names:
            yield t[key].format(names=join_words(names, lang))


def _promise(asked: Asked, t: Words, *, today: date, lang: Lang) -> str:
    due = due_day(asked)
    if due is None:
        return t["ended"]
    key = "next_late" if is_late(asked, today) else "next_due"
    return t[key].format(day=date_text(due, lang))


# -- as a table --------------------------------------------------------------------------------------


def _table(matrix: _Matrix, asked: Asked, places: Places, t: Words, lang: Lang) -> CoverageTable:
    last = min(asked.until or matrix.last_month, matrix.last_month)
    first = months_before(last, MONTHS_SHOWN - 1)
    months = [months_before(last, back) for back in reversed(range(MONTHS_SHOWN))]
    rows = tuple(
        Row(name, tuple(_cell(matrix.state(unit, month), lang) for month in months))
        for unit, name in places.municipalities
    )
    seen = {cell.state for row in rows for cell in row.cells}
    newer = months_before(last, -MONTHS_SHOWN)
    return CoverageTable(
        caption=t["caption"].format(
            source=asked.title, first=_whole(first, lang), last=_whole(last, lang)
        ),
        years=tuple((year, len(list(found))) for year, found in groupby(m.year for m in months)),
        months=tuple(MonthHead(_short(month, lang), _whole(month, lang)) for month in months),
        rows=rows,
        legend=tuple(_cell(state, lang) for state in STATES if state in seen),
        older=f"{months_before(first, 1):%Y-%m}" if matrix.first < first else "",
        newer=f"{min(newer, matrix.last_month):%Y-%m}" if last < matrix.last_month else "",
    )


def _cell(state: str, lang: Lang) -> Cell:
    return Cell(state, SIGNS[state].in_(lang), STATES[state].in_(lang))


def _short(month: Month, lang: Lang) -> str:
    return SHORT_MONTHS[lang].split()[month.month - 1].rstrip(".")


def _whole(month: Month, lang: Lang) -> str:
    return month_text(month.year, month.month, lang)
