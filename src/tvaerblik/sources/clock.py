"""Copenhagen wall time and UTC. An instant is kept as UTC and as its local calendar date."""

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.shapes import INSTANT
from tvaerblik.sources.years import FIRST_YEAR as FIRST_YEAR
from tvaerblik.sources.years import LAST_YEAR as LAST_YEAR
from tvaerblik.sources.years import is_register_year as is_register_year

COPENHAGEN = "Europe/Copenhagen"


def local_dates(utc: pa.Array) -> pa.Array:
    """The Copenhagen calendar date of UTC instants."""
    return pc.local_timestamp(_zoned(utc)).cast(pa.date32(), safe=False)


def utc_of_starts(wall: pa.Array) -> pa.Array:
    """The earlier of the two readings in the repeated autumn hour."""
    return _utc(wall, "earliest")


def utc_of_ends(wall: pa.Array, starts: pa.Array) -> pa.Array:
    """The earlier reading, unless the end would then lie before its start: then the later."""
    early = _utc(wall, "earliest")
    return pc.if_else(pc.fill_null(pc.less(early, starts), False), _utc(wall, "latest"), early)


def is_skipped(wall: pa.Array) -> pa.Array:
    """True for wall times that the spring change jumps over: such a time never was."""
    back = pc.local_timestamp(_zoned(_utc(wall, "earliest")))
    return pc.not_equal(back, wall)


def without_zone(utc: pa.Array) -> pa.Array:
    return utc.cast(pa.timestamp("us", "UTC")).cast(INSTANT)


def _utc(wall: pa.Array, ambiguous: str) -> pa.Array:
    zoned = pc.assume_timezone(wall, COPENHAGEN, ambiguous=ambiguous, nonexistent="latest")
    return without_zone(zoned)


def _zoned(utc: pa.Array) -> pa.Array:
    return pc.assume_timezone(utc, "UTC").cast(pa.timestamp("us", COPENHAGEN))
