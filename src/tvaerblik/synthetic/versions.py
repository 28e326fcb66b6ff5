"""How a register tells a row: first perhaps unfinished or wrong, late, corrected, withdrawn.

A supplier's monthly delivery restates its two latest months whole and adds, by key, what has
changed or come late for older months. A row that belongs to the two months and is missing has
been withdrawn.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import MINUTES_PER_DAY, NEVER, Ints, first_day, month_of_minute

WINDOW_MONTHS: Final = 2
LATEST_MONTHS: Final = 4
# The supplier draws its data at midnight before the 8th and publishes some days later.
_DRAWN_AFTER_DAYS: Final = 7


@dataclass(frozen=True)
class Versions:
    """One row for each form a register row has had; deliveries are numbered by their last month."""

    row: Ints
    since: Ints
    until: Ints
    # Which form it is: see the constants below
    form: Ints

    def __len__(self) -> int:
        return len(self.row)


FINAL, UNFINISHED, MISTAKEN, WITHDRAWN = range(4)


def known_from(minute: Ints) -> Ints:
    """The delivery that first can tell what happened at that minute."""
    return month_of_minute(minute - _DRAWN_AFTER_DAYS * MINUTES_PER_DAY)


def drawn_at(delivery: Ints) -> Ints:
    """The minute a delivery's data were drawn."""
    days = np.asarray(first_day(np.asarray(delivery) + 1)) + _DRAWN_AFTER_DAYS
    return np.asarray(days * MINUTES_PER_DAY)


def late_months(rng: np.random.Generator, count: int, share: float) -> Ints:
    """Months of delay: none for most, one to four for the share."""
    lag = 1 + rng.choice(LATEST_MONTHS, count, p=[0.55, 0.25, 0.13, 0.07])
    return np.where(rng.random(count) < share, lag, 0)


def first_told(rng: np.random.Generator, month: Ints, *, months: range, late_share: float) -> Ints:
    """The delivery each row of a month is first told in, perhaps one after the last."""
    return np.maximum(month, months[0]) + late_months(rng, len(month), late_share)


def told_versions(since: Ints, *, last: int, end_known: Ints | None = None) -> Versions:
    """Rows that are never corrected, and told again only when an end becomes known."""
    none = np.zeros(len(since), dtype=np.int64)
    return build_versions(
        since,
        end_known=since if end_known is None else np.maximum(end_known, since),
        mistaken_for=none,
        withdrawn=none.astype(bool),
        last=last,
    )


def build_versions(
    since: Ints, *, end_known: Ints, mistaken_for: Ints, withdrawn: npt.NDArray[np.bool_], last: int
) -> Versions:
    """Versions of rows first told in `since`; what no delivery up to `last` can tell is left out.

    `mistaken_for` counts the deliveries a finished row is told wrongly (0 for most).
    """
    rows = np.flatnonzero(since <= last)
    unfinished = end_known[rows] > since[rows]
    right_from = since[rows] + mistaken_for[rows]
    mistaken = ~unfinished & ~withdrawn[rows] & (right_from > since[rows]) & (right_from <= last)
    changes = np.select([unfinished, mistaken], [end_known[rows], right_from], since[rows])
    early = unfinished | mistaken
    first = Versions(
        row=rows[early],
        since=since[rows][early],
        until=changes[early],
        form=np.where(unfinished, UNFINISHED, MISTAKEN)[early],
    )
    told = changes <= last
    gone = withdrawn[rows][told]
    final = Versions(
        row=rows[told],
        since=changes[told],
        until=np.where(gone, changes[told] + 1, NEVER),
        form=np.where(gone, WITHDRAWN, FINAL),
    )
    return Versions(
        **{name: np.concatenate([vars(first)[name], vars(final)[name]]) for name in vars(first)}
    )


def rows_of_delivery(versions: Versions, start_month: Ints, delivery: int) -> Ints:
    """Which versions a delivery holds; `start_month` is each version's row's month."""
    valid = (versions.since <= delivery) & (delivery < versions.until)
    in_window = (start_month > delivery - WINDOW_MONTHS) & (start_month <= delivery)
    return np.flatnonzero(valid & (in_window | (versions.since == delivery)))


def entry_minutes(rng: np.random.Generator, versions: Versions, *, start: Ints, end: Ints) -> Ints:
    """When each version was keyed in: soon after the fact, or in the month it became known."""
    count = len(versions)
    fact = np.where(versions.form == UNFINISHED, start, end) + rng.integers(5, 2 * 1440, count)
    latest = drawn_at(versions.since) - 1
    earliest = drawn_at(versions.since - 1)
    back = rng.integers(0, 20 * MINUTES_PER_DAY, count)
    in_time = (fact >= earliest) & (fact <= latest)
    happened = np.where(versions.form == UNFINISHED, start, end)
    return np.where(in_time, fact, np.maximum(np.maximum(latest - back, earliest), happened))
