"""How often chance alone gives a signal, so that a page of many series can say what to expect.

Measured by bench/false_alarms.py, through `assess` itself, on series in which nothing happens. The
rules are not equally strict at every length: their limits are whole numbers.
"""

# By useful points from 10 to 60, in thousandths of all series
# fmt: off
SHIFT = (
    9, 11, 13, 12, 29, 21, 11, 29, 14, 44,
    24, 32, 30, 22, 33, 31, 20, 37, 24, 43,
    31, 54, 37, 44, 43, 47, 47, 55, 57, 61,
    45, 71, 51, 76, 52, 79, 40, 40, 43, 45,
    47, 51, 52, 56, 55, 53, 42, 52, 40, 56,
    45,
)

# That the newest point is called unusual, where the series is long enough for limits
NEWEST_UNUSUAL = (
    13, 11, 7, 9, 6, 9, 6, 10, 6, 6,
    5, 7, 5, 9, 4, 7, 4, 6, 4, 7,
    4, 5, 5, 4, 4, 7, 5, 4, 4, 7,
    5, 5, 4, 5, 4, 4, 5, 5, 4, 6,
    4, 6, 4, 4, 4, 6, 4, 5, 3, 6,
    4,
)
# fmt: on

FEWEST, MOST = 10, 60


def chance_of_signal(n_useful: int, *, limits: bool) -> float:
    """The share of stable series of so many useful points whose level is said to have moved or, with
    limits, whose newest point is said to be unusual. Beyond 60 points as at 60."""
    if n_useful < FEWEST:
        return 0.0
    place = min(n_useful, MOST) - FEWEST
    unusual = NEWEST_UNUSUAL[place] if limits else 0
    return (SHIFT[place] + unusual) / 1000
