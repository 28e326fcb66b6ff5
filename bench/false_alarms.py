"""How often a series in which nothing happens is called changed or unusual, by `assess` itself.

What it finds stands in RESULTS.md, in ADR 0018, and as the table of `statistics/false_alarms.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from tvaerblik.statistics import FEWEST_FOR_LIMITS, Point, Series, assess
from tvaerblik.statistics.assessment import Profile

HEADING = "## False alarms"

SIZES = (12, 15, 18, 24, 36, 46, 60)
USEFUL = range(10, 61)

# Of counts that are often equal to their median, this many points leave about 60 useful ones
LONGEST = 72

# Series of each kind at each size: a share of 5 % of all four kinds is told within 0.4 points
SERIES = 3_000

BASELINE = 24

Draw = Callable[[np.random.Generator, int], Series]


def _plain(values: np.ndarray) -> Series:
    return Series(
        tuple(Point(str(place), float(value)) for place, value in enumerate(values)),
        bounds=(None, None),
    )


def _shares(random: np.random.Generator, n: int) -> Series:
    denominators = random.integers(150, 251, n)
    numerators = random.binomial(denominators, 0.2)
    points = tuple(
        Point(str(place), x / of, numerator=int(x), denominator=int(of))
        for place, (x, of) in enumerate(zip(numerators, denominators, strict=True))
    )
    return Series(points, chart="p'")


KINDS: dict[str, Draw] = {
    "normal": lambda random, n: _plain(random.normal(100, 10, n)),
    "Poisson 5": lambda random, n: _plain(random.poisson(5, n)),
    "Poisson 30": lambda random, n: _plain(random.poisson(30, n)),
    "binomial 0.2 of 150-250": _shares,
}


def stable_series(kind: str, n: int, rounds: int, *, seed: int) -> Iterator[Series]:
    random = np.random.default_rng([seed, n, list(KINDS).index(kind)])
    for _ in range(rounds):
        yield KINDS[kind](random, n)


def measure(*, rounds: int = SERIES) -> str:
    """A section of RESULTS.md."""
    ways = {
        "own median": {n: _shares_of(n, rounds, "dk", None) for n in SIZES},
        f"first {BASELINE} held fast": {
            n: _shares_of(n, rounds, "dk", BASELINE) for n in SIZES if n > BASELINE
        },
        "NHS Making Data Count": {n: _shares_of(n, rounds, "nhs", None) for n in SIZES},
    }
    rows = "\n".join(
        f"| {way} | {n} | " + " | ".join(f"{100 * share:.1f}" for share in shares) + " |"
        for way, by_size in ways.items()
        for n, shares in by_size.items()
    )
    kinds = ", ".join(KINDS)
    return f"""{HEADING}

{rounds:,} series of each kind ({kinds}) and size in which nothing happens, assessed. Per cent of all;
the rules of Making Data Count are asked about the newest point only, as their charts are read;
the standard error of 5 % is {100 * (0.05 * 0.95 / (rounds * len(KINDS))) ** 0.5:.1f}.

| centre and rules | points | shift | newest point unusual | an earlier one | any |
|---|---|---|---|---|---|
{rows}

By useful points (10 to 60), own median, per mille: what `statistics/false_alarms.py` has.

{_table(rounds)}
"""


def _shares_of(
    n: int, rounds: int, profile: Profile, baseline: int | None
) -> tuple[float, float, float, float]:
    found: Counter[str] = Counter()
    for kind in KINDS:
        for series in stable_series(kind, n, rounds, seed=1):
            held = Series(series.points, series.chart, baseline=baseline, bounds=series.bounds)
            found[assess(held, polarity="none", profile=profile).state] += 1
    total = sum(found.values())
    shift, now, earlier = (
        found[state] / total for state in ("shift", "unusual_now", "unusual_earlier")
    )
    return shift, now, earlier, shift + now + earlier


def chances_by_useful(rounds: int) -> dict[int, tuple[float, float]]:
    """Of the series with so many useful points: the share called shifted, and of those long enough
    for limits the share whose newest point is called unusual."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for n in range(USEFUL.start, LONGEST):
        for kind in KINDS:
            for series in stable_series(kind, n, rounds, seed=2):
                record = assess(series, polarity="none")
                if record.state != "too_few":
                    long_enough = n >= FEWEST_FOR_LIMITS
                    found[record.n_useful].update(
                        {"judged": 1, record.state: 1, "with limits": long_enough}
                    )
    return {useful: _chances(found[useful]) for useful in USEFUL}


def _chances(found: Counter[str]) -> tuple[float, float]:
    return (
        found["shift"] / max(found["judged"], 1),
        found["unusual_now"] / max(found["with limits"], 1),
    )


def _table(rounds: int) -> str:
    chances = chances_by_useful(rounds)
    lines = []
    for part, name in enumerate(("shift", "newest point unusual")):
        numbers = ", ".join(f"{1000 * chances[useful][part]:.0f}" for useful in USEFUL)
        lines.append(f"- {name}: {numbers}")
    return "\n".join(lines)
