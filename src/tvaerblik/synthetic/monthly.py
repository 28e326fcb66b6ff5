"""Files that come once a month: two months restated whole, older rows by key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from tvaerblik.synthetic.clock import Ints, day_text, first_day
from tvaerblik.synthetic.files import Delivery
from tvaerblik.synthetic.versions import WINDOW_MONTHS, Versions, rows_of_delivery


@dataclass(frozen=True)
class EventFile:
    """All versions of all rows of one file, and the month each version's row belongs to."""

    name: str
    table: pa.Table
    versions: Versions
    month: Ints

    def of_delivery(self, delivery: int) -> pa.Table:
        return self.table.take(rows_of_delivery(self.versions, self.month, delivery))


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
