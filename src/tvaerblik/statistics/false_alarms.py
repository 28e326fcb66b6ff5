"""How often chance alone gives a signal, so that a page of many series can say what to expect.

Measured by bench/false_alarms.py, through `assess` itself, on series in which nothing happens. The
rules are not equally strict at every length: their limits are whole numbers.
"""

# By useful points from 10 to 60, in thousandths of all series
SHIFT = (40,) * 51

# That the newest point is called unusual, where the series is long enough for limits
NEWEST_UNUSUAL = (4,) * 51

FEWEST, MOST = 10, 60


def chance_of_signal(n_useful: int, *, limits: bool) -> float:
    """The share of stable series of so many useful points whose level is said to have moved or, with
    limits, whose newest point is said to be unusual. Beyond 60 points as at 60."""
    if n_useful < FEWEST:
        return 0.0
    place = min(n_useful, MOST) - FEWEST
    unusual = NEWEST_UNUSUAL[place] if limits else 0
    return (SHIFT[place] + unusual) / 1000
