"""Files that come once a month: two months restated whole, older rows by key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tvaerblik.synthetic.clock import Ints, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.versions import WINDOW_MONTHS, Versions, rows_of_delivery


@dataclass(frozen=True)
class EventFile:
    """All versions of all rows of one file, and the month each version's row belongs to.

    `ends` is the first month in which each row's municipality delivers no longer: from then on its
    last month is told again and again, as it was.
    """

    name: str
    table: pa.Table
    versions: Versions
    month: Ints
    ends: Ints | None = None

    def of_delivery(self, delivery: int) -> pa.Table:
        chosen = rows_of_delivery(self.versions, self.month, delivery)
        if self.ends is not None:
            valid = (self.versions.since <= delivery) & (delivery < self.versions.until)
            again = valid & (self.ends <= delivery) & (self.month == self.ends - 1)
            chosen = np.union1d(chosen, np.flatnonzero(again))
        return self.table.take(chosen)


def monthly_deliveries(
    source: str, files: Sequence[EventFile], months: range, *, after_days: int
) -> Iterator[Delivery]:
    """`after_days` into the month after, each is published."""
    for month in months:
        yield Delivery(
            source=source,
            published=day_text(first_day(month + 1) + after_days),
            tables={file.name: file.of_delivery(month) for file in files},
            covers=[{"file": file.name, **window_of(month)} for file in files],
        )


def window_of(month: int) -> Mapping[str, Any]:
    return {
        "from": day_text(first_day(month + 1 - WINDOW_MONTHS)),
        "to": day_text(first_day(month + 1)),
        "units": None,
    }
