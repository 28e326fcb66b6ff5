"""Series and units read from the real public data, each by a reader of a few lines."""

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

# Hospital infections (C. difficile), Amager Hvidovre, months from November 2012: the vignette of
# qicharts2 0.8.1. From January 2015 the data themselves have it.
QUOTED = (
    17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14,
    9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9,
)  # fmt: skip
INFECTION_SOURCE = "Kilde: esundhed.dk, gennem R-pakken qicharts2"
GTT_SOURCE = "Kilde: Global Trigger Tool, gennem R-pakken qicharts2"
COVID_SOURCE = "Kilde: Statens Serum Institut, covid19.ssi.dk"
DIABETES_SOURCE = "Kilde: Det Nationale Diabetesregister, gennem R-pakken Epi"
DEATHS_SOURCE = "Kilde: Danmarks Statistik, gennem R-pakken Epi"

Triple = tuple[str, float, float]  # period, numerator, denominator


def months_from(year: int, month: int, n: int) -> list[str]:
    return [f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(n)]


def infections(real_data: Path, hospital: str, infection: str) -> list[Triple]:
    """Month, infections, risk days."""
    with (real_data / "hospital-infections" / "hospital_infections.csv").open() as file:
        return [
            (row["month"][:7], float(row["n"]), float(row["days"]))
            for row in csv.DictReader(file)
            if (row["hospital"], row["infection"]) == (hospital, infection)
        ]


def reviewed(real_data: Path) -> list[dict[str, str]]:
    """The 340 admissions, in the order they were reviewed."""
    with (real_data / "hospital-infections" / "gtt.csv").open() as file:
        return list(csv.DictReader(file))


def harmed_by_month(real_data: Path) -> list[Triple]:
    """Month, admissions with a harm, admissions reviewed."""
    rows = reviewed(real_data)
    n = Counter(row["month"][:7] for row in rows)
    harmed = Counter(row["month"][:7] for row in rows if float(row["harms"]) > 0)
    return [(month, harmed[month], n[month]) for month in sorted(n)]


def gaps_between(real_data: Path, harm: str) -> tuple[list[int], int]:
    """Admissions without the harm from one with it to the next, and since the last."""
    gaps, gap = [], 0
    for row in reviewed(real_data):
        if harm in {row[kind] for kind in "EFGHI"}:
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
    return gaps, gap


def new_diabetics(real_data: Path) -> list[tuple[int, str, float]]:
    """Year of diagnosis, sex, age."""
    with gzip.open(real_data / "epi-dk" / "DMlate.csv.gz", "rt") as file:
        return [
            (int(float(row["dodm"])), row["sex"], float(row["dodm"]) - float(row["dobth"]))
            for row in csv.DictReader(file)
        ]


def deaths(real_data: Path, *, sex: int, ages: range) -> list[Triple]:
    """Year, deaths, person-years."""
    found: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    with gzip.open(real_data / "epi-dk" / "M_dk.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if int(float(row["sex"])) == sex and int(float(row["A"])) in ages:
                pair = found[int(float(row["P"]))]
                pair[0] += float(row["D"])
                pair[1] += float(row["Y"])
    return [(str(year), *found[year]) for year in sorted(found)]


def admissions_by_day(real_data: Path, region: str) -> dict[date, int]:
    """The newest publication's new COVID-19 admissions."""
    rows = _publication(real_data, "2021-12-29", "Newly_admitted_over_time.csv")
    at = rows[0].index(region)
    return {date.fromisoformat(row[0]): _whole(row[at]) for row in rows[1:]}


def days_between_admissions(
    real_data: Path, region: str, first: date, last: date
) -> list[tuple[date, int]]:
    """The days with an admission, each with the days since the one before."""
    counts = admissions_by_day(real_data, region)
    hit = [day for day, n in counts.items() if n and first <= day <= last]
    return [(day, (day - before) // timedelta(days=1)) for before, day in pairwise(hit)]


def municipalities(real_data: Path, day: str) -> list[tuple[str, int, int | None, int]]:
    """Name, tested, confirmed (None where the publication hides fewer than 10), population."""
    rows = _publication(real_data, day, "Municipality_test_pos.csv")
    return [
        (row[1].strip(), _whole(row[2]), None if "<" in row[3] else _whole(row[3]), _whole(row[4]))
        for row in rows[1:]
    ]


def people_of_regions(real_data: Path) -> Counter[str]:
    """By name as in `Region Nordjylland`, at the end of 2021."""
    people = {name: n for name, *_, n in municipalities(real_data, "2021-12-29")}
    found: Counter[str] = Counter()
    with (real_data / "dk-municipalities" / "kommuner.csv").open() as file:
        for row in csv.DictReader(file):
            found[row["region_2007_2026"]] += people[row["navn"]]
    return found


def _publication(real_data: Path, day: str, name: str) -> list[list[str]]:
    path = real_data / "ssi-covid" / "weekly" / day / name
    text = path.read_text(encoding="utf-8-sig")
    return [line.split(";") for line in text.split("\n") if line.strip()]


def _whole(text: str) -> int:
    return int(text.strip().replace(".", ""))
