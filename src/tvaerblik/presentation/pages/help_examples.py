"""The figures behind *Sådan læses tallene*: one published series, the rest invented and so marked."""

from tvaerblik.presentation.numbers import NO_BREAK_SPACE, Lang
from tvaerblik.statistics import (
    Funnel,
    Point,
    Series,
    StandardisedRate,
    direct_standardised_rate,
    funnel,
    standard_weights,
)

# Hospital infections (C. difficile) at Amager Hvidovre Hospital by month, originally public at
# esundhed.dk, as quoted in the vignette of qicharts2 0.8.1
INFECTIONS = (
    17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14,
    9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9,
)  # fmt: skip
FIRST_MONTH = (2012, 11)
CALM_MONTHS = 24

# Invented: discharges, and those who came back within 30 days
DISCHARGES = (5200, 900, 1700, 1800, 1000, 260, 640, 3100, 2400, 480, 1300, 4100)
READMITTED = (718, 131, 223, 241, 144, 49, 81, 542, 348, 73, 174, 566)

# Invented: the same share of few and many
SAME_SHARE = ((10, 50), (60, 300), (400, 2000))

# Invented: persons by age in two municipalities, and admissions per 1,000 in both of them
AGES = ("65-74", "75-84", "85+")
PERSONS = ((6000, 3000, 600), (3000, 2600, 1400))
ADMISSIONS_PER_1000 = (120, 220, 380)

# Drawn by lot: of so many, every one with a chance of one in five, two years in a row
LOT_SIZES = (400, 250, 600, 300, 900, 350, 500, 280, 700, 450)
LOT_CHANCE, LOT_SEED = 0.2, 1
LOTS = (
    (81, 43, 122, 70, 199, 68, 102, 55, 142, 94),
    (80, 62, 132, 53, 196, 64, 112, 52, 151, 93),
)

# Of stable series, in per cent: any signal or an earlier month outside its limits by our rules, a
# signal now by those of Making Data Count, and that or an earlier month outside. By months, as
# bench/RESULTS.md has them; a signal now by our own rules is `chance_of_signal`.
ALARMS = {12: (4.8, 1.5, 6.5), 24: (11.1, 1.9, 11.9), 36: (15.7, 1.9, 16.4), 60: (23.0, 2.0, 24.2)}
TILES, TILE_MONTHS = 60, 36


def infections(months: int) -> Series:
    """The first months of the series, as counts."""
    year, month = FIRST_MONTH
    labels = (
        f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(months)
    )
    points = zip(labels, INFECTIONS[:months], strict=True)
    return Series(tuple(Point(label, value) for label, value in points), chart="c")


def readmissions() -> Funnel:
    return funnel("proportion", READMITTED, DISCHARGES, overdispersion=True)


def admissions(place: int) -> tuple[float, ...]:
    """By age, of the municipality of that number."""
    return tuple(
        persons * rate / 1000
        for persons, rate in zip(PERSONS[place], ADMISSIONS_PER_1000, strict=True)
    )


def standardised(place: int) -> StandardisedRate:
    weights = standard_weights("esp2013", bands=AGES)
    return direct_standardised_rate(admissions(place), PERSONS[place], weights, multiplier=1000)


def crude(place: int) -> float:
    return 1000 * sum(admissions(place)) / sum(PERSONS[place])


def ranks(year: int) -> tuple[int, ...]:
    """The place each would have in a ranking, the highest being 1. Shown nowhere but where it is
    told why ranks are not."""
    shares = [x / n for x, n in zip(LOTS[year], LOT_SIZES, strict=True)]
    return tuple(1 + sum(other > share for other in shares) for share in shares)


def name_of(place: int, lang: Lang) -> str:
    letter = chr(ord("A") + place)
    return f"{'Kommune' if lang == 'da' else 'Municipality'}{NO_BREAK_SPACE}{letter}"
