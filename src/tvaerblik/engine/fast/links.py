"""Whether another event of the same person lies in a window around each row, and which.

Rows are joined with the candidates of their person in the window and gathered again by their key: a
range join, never an ASOF join. Other backends have none, and a transpiler once turned one silently
into an ordinary join.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from tvaerblik.catalogue.language import (
    Condition,
    Edge,
    Linked,
    RowSet,
    Window,
    links_in,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import date_column
from tvaerblik.engine.fast.conditions import (
    Links,
    age_on,
    all_hold,
    placing_day,
    shifted,
    table_of,
    whole_limits,
)

# Two days in the same week can be this far apart, in either direction
_SAME_WEEK = 6


@dataclass(frozen=True, slots=True)
class Index:
    """The rows asked. The stored date of their `of.date` is known to lie in the half-open days
    [start, end); None where nothing is known of it."""

    of: RowSet
    catalogue: Catalogue = field(repr=False)
    start: date | None = None
    end: date | None = None

    @property
    def register(self) -> Register:
        return self.catalogue.registers[self.of.table]

    @property
    def key(self) -> tuple[str, ...]:
        return self.register.key

    def holds(self, where: tuple[Condition, ...], rows: Any, age: Any, links: Links | None) -> Any:
        return all_hold(where, rows, age, self.catalogue.codelists, links)


def linked_rows(
    rows: Any, where: tuple[Condition, ...], age: Any, index: Index
) -> tuple[Any, dict[Linked, str]]:
    """As `with_links`, of the rows alone that the other conditions do not rule out: looking for
    events is what costs."""
    if links_in(where):
        rows = rows.filter(not_false(index.holds(where, rows, age, None)))
    return with_links(rows, where, index)


def with_links(
    rows: Any, where: tuple[Condition, ...], index: Index, known: Links | None = None
) -> tuple[Any, dict[Linked, str]]:
    """The rows with a boolean column for each linked event in the conditions, and the columns' names.

    `known` are the columns that are there already."""
    names = dict(known or {})
    for link in links_in(where):
        if link not in names:
            names[link] = f"row_link_{len(names)}"
            rows = _with_link(rows, link, index, names[link])
    return rows, names


def _with_link(rows: Any, link: Linked, index: Index, name: str) -> Any:
    """Rule 11 of ADR 0011. The number of candidates whose conditions are true, and unknown, decides."""
    found = pairs(rows, link, index)
    if link.match == "first":
        found = _nearest(found, link, index)
    counted = gathered(
        found,
        index,
        link_true=found.count(where=found.c_meets),
        link_unknown=found.count(where=found.c_meets.isnull()),
    )
    joined = joined_back(rows, counted, index)
    true, unknown = (joined[column].fill_null(0) for column in ("link_true", "link_unknown"))
    truth = _in_number(link, true, unknown) if link.match == "count" else _at_all(true, unknown)
    return joined.mutate(**{name: truth}).drop("link_true", "link_unknown")


def _at_all(true: Any, unknown: Any) -> Any:
    return ibis.cases((true > 0, True), (unknown > 0, ibis.null("boolean")), else_=False)


def _in_number(link: Linked, true: Any, unknown: Any) -> Any:
    """Anything from `true` to `true + unknown` can be the number of events."""
    assert link.times is not None, link
    low, high = whole_limits(link.times)
    if low is not None and high is not None and low > high:
        return ibis.literal(False)
    most = true + unknown
    surely = [*([] if low is None else [true >= low]), *([] if high is None else [most <= high])]
    maybe = [*([] if low is None else [most >= low]), *([] if high is None else [true <= high])]
    return ibis.cases(
        (reduce(and_, surely), True),
        (reduce(and_, maybe), ibis.null("boolean")),
        else_=False,
    )


def _nearest(found: Any, link: Linked, index: Index) -> Any:
    """The candidates at the moment nearest to each row, all of them where there are several."""
    moment = found.c_to.min() if link.direction == "followed_by" else found.c_to.max()
    keys = [found[f"ak_{name}"] for name in index.key]
    found = found.mutate(c_nearest=moment.over(ibis.window(group_by=keys)))
    return found.filter(found.c_to == found.c_nearest)


# Pairs -------------------------------------------------------------------------------------------


def pairs(rows: Any, link: Linked, index: Index) -> Any:
    """Each row with each candidate in its window: ak_<key>, a_at, a_date (the row's `from_` and its
    date), c_meets, c_to, c_to_date."""
    found = candidates(link, index)
    anchors = anchors_of(rows, link.from_, index)
    return anchors.inner_join(found, meet_of(anchors, found, link, index))


def gathered(found: Any, index: Index, **aggregates: Any) -> Any:
    """One line a row that has a pair, under its ak_<key>."""
    return found.group_by([f"ak_{name}" for name in index.key]).aggregate(**aggregates)


def joined_back(rows: Any, found: Any, index: Index) -> Any:
    """The rows, each once, with what was gathered for it; nulls where that is nothing."""
    same = [rows[name] == found[f"ak_{name}"] for name in index.key]
    return rows.left_join(found, same).drop(*(f"ak_{name}" for name in index.key))


def anchors_of(rows: Any, moment: str, index: Index) -> Any:
    """What of the rows is needed to find their candidates: ak_<key>, a_person, a_at, a_date."""
    return rows.select(
        a_person=rows.person,
        a_at=rows[moment],
        a_date=rows[date_column(index.register, moment)],
        **{f"ak_{name}": rows[name] for name in index.key},
    )


def candidates(link: Linked, index: Index) -> Any:
    """ck_<key>, c_person, c_meets, c_to, c_to_date: the rows that may be linked to.

    Those whose conditions are false are left out, except where the nearest event is asked for
    whatever it is."""
    catalogue = index.catalogue
    register = catalogue.registers[link.table]
    table = table_of(catalogue, link.table)
    to_date = date_column(register, link.to)
    reach = _within_reach(table[to_date], link, index)
    table = table.filter(*reach) if reach else table
    age = age_on(table, placing_day(register, table, link.to))
    found = table.select(
        c_meets=all_hold(link.where, table, age, catalogue.codelists),
        c_person=table.person,
        c_to=table[link.to],
        c_to_date=table[to_date],
        **{f"ck_{name}": table[name] for name in register.key},
    )
    return found if link.match == "first" else found.filter(not_false(found.c_meets))


def not_false(truth: Any) -> Any:
    return truth | truth.isnull()


def _within_reach(to_date: Any, link: Linked, index: Index) -> list[Any]:
    """Plain ranges on the stored column, so that a reader can skip row groups; none where nothing is
    known of the moment the window is measured from."""
    if link.from_ != index.of.date:
        return []
    slack = _SAME_WEEK if "weeks" in link.within.units else 0
    longest = link.within.longest_days
    before, after = (slack, longest) if link.direction == "followed_by" else (longest, slack)
    found = []
    if index.start is not None:
        found.append(to_date >= index.start - timedelta(days=before))
    if index.end is not None:
        found.append(to_date < index.end + timedelta(days=after))
    return found


def meet_of(anchors: Any, found: Any, link: Linked, index: Index) -> list[Any]:
    """The same person, another row, in the window."""
    row, other = (anchors.a_at, anchors.a_date), (found.c_to, found.c_to_date)
    earlier, later = (row, other) if link.direction == "followed_by" else (other, row)
    within = [anchors.a_person == found.c_person, *in_window(link.within, earlier, later)]
    return [*within, *([not_itself(anchors, found, index)] if link.table == index.of.table else [])]


def not_itself(anchors: Any, found: Any, index: Index) -> Any:
    return differ(anchors, "ak_", found, "ck_", index.key)


def differ(left: Any, of_left: str, right: Any, of_right: str, key: tuple[str, ...]) -> Any:
    """Whether two rows of one table, whose keys have prefixed names, are two."""
    return reduce(or_, [left[of_left + name] != right[of_right + name] for name in key])


# Windows -----------------------------------------------------------------------------------------

Moment = tuple[Any, Any]  # as it is stored, and its local date
_FINEST_FIRST = ("hours", "days", "weeks")


def in_window(window: Window, earlier: Moment, later: Moment) -> list[Any]:
    """A distance is never negative, in the unit of either edge."""
    after, before = window.after, window.before
    first, moment = _sides(after, earlier, later)
    last, held = _sides(before, earlier, later)
    found = [
        moment > first if after.strict else moment >= first,
        held < last if before.strict else held <= last,
    ]
    # The later edge does not say so itself, and the earlier one only if its unit is no coarser
    if _FINEST_FIRST.index(before.unit) < _FINEST_FIRST.index(after.unit):
        border, held = _sides(replace(before, amount=0), earlier, later)
        found.append(held >= border)
    return found


def _sides(edge: Edge, earlier: Moment, later: Moment) -> tuple[Any, Any]:
    """The border and the moment that is held against it, in the edge's own unit."""
    if edge.unit == "hours":
        return earlier[0] + ibis.interval(hours=edge.amount), later[0]
    if edge.unit == "days":
        return shifted(earlier[1], edge.amount), later[1]
    return shifted(monday(earlier[1]), 7 * edge.amount), monday(later[1])


def monday(day: Any) -> Any:
    return day.cast("timestamp").truncate("W").cast("date")
