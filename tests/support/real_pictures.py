"""Real public data as pictures: a function a picture, by name in PICTURES."""

import calendar
import math
from collections import Counter
from datetime import date
from pathlib import Path

from support.real_charts import Drawn, Look, draw_dots, draw_events, draw_funnel, draw_series
from support.real_series import (
    COVID_SOURCE,
    DEATHS_SOURCE,
    DIABETES_SOURCE,
    GTT_SOURCE,
    INFECTION_SOURCE,
    QUOTED,
    admissions_by_day,
    days_between_admissions,
    deaths,
    gaps_between,
    harmed_by_month,
    infections,
    months_from,
    municipalities,
    new_diabetics,
    people_of_regions,
)
from tvaerblik.presentation.charts import standalone_svg
from tvaerblik.presentation.numbers import date_text
from tvaerblik.statistics import PhaseStart, Point, Series, byar, funnel

RISK_DAYS = 10_000
AMAGER = Look(
    "Infektioner med C. difficile, Amager Hvidovre", "Tilfælde pr. måned", INFECTION_SOURCE
)
PER_10_000 = "Pr. 10.000 risikodøgn"


# The series ------------------------------------------------------------------------------------------


def amager(real_data, n=50):
    """C. difficile from November 2012: the quoted 36 months and those of the data after them."""
    after = [x for month, x, _ in infections(real_data, "AHH", "CDI") if month > "2015-10"]
    values = [*QUOTED, *after][:n]
    return tuple(map(Point, months_from(2012, 11, n), values))


def divided(triples, chart, multiplier):
    points = (Point(m, multiplier * x / n, numerator=x, denominator=n) for m, x, n in triples)
    bounds = (0.0, 100.0) if chart in ("p", "p'") else (0.0, None)
    return Series(tuple(points), chart=chart, multiplier=multiplier, bounds=bounds)


def per_day(triples):
    return tuple(
        Point(m, x, length=calendar.monthrange(int(m[:4]), int(m[5:]))[1] / 30)
        for m, x, _ in triples
    )


def women(real_data):
    found = new_diabetics(real_data)
    everybody = Counter(str(year) for year, _, _ in found)
    hers = Counter(str(year) for year, sex, _ in found if sex == "F")
    return [(year, hers[year], everybody[year]) for year in sorted(everybody)]


def ages(real_data):
    found = new_diabetics(real_data)
    n = Counter(str(year) for year, _, _ in found)
    return [
        (one, math.fsum(age for year, _, age in found if str(year) == one), n[one])
        for one in sorted(n)
    ]


def monthly_admissions(real_data, region):
    found = Counter()
    for day, n in admissions_by_day(real_data, region).items():
        found[day.isoformat()[:7]] += n
    return found


def covid_months(real_data):
    months = monthly_admissions(real_data, "Total")
    return [(month, n, 1) for month, n in sorted(months.items()) if month < "2021-12"]


def summer_days(real_data):
    return days_between_admissions(real_data, "Nordjylland", date(2020, 5, 1), date(2020, 8, 31))


# The pictures ----------------------------------------------------------------------------------------


def draw_amager_two_years(real_data):
    return draw_series(Series(amager(real_data, 24), "c"), AMAGER)


def draw_amager_frozen(real_data):
    return draw_series(Series(amager(real_data, 36), "c", baseline=24), AMAGER)


def draw_amager_phases(real_data):
    series = Series(amager(real_data), "c", phases=(PhaseStart("2014-11"),))
    note = "Ny fase: nyt niveau (eksempel)"
    return draw_series(series, AMAGER, notes=[("2014-11", note)])


def draw_i(real_data):
    series = Series(per_day(infections(real_data, "RGH", "UTI")), "i")
    return draw_series(
        series, Look("Urinvejsinfektioner, Rigshospitalet", "Tilfælde pr. måned", INFECTION_SOURCE)
    )


def draw_u(real_data, chart="u"):
    series = divided(infections(real_data, "HGH", "UTI"), chart, RISK_DAYS)
    look = Look("Urinvejsinfektioner, Herlev og Gentofte", PER_10_000, INFECTION_SOURCE, 1)
    return draw_series(series, look, target=25)


def draw_u_prime(real_data):
    return draw_u(real_data, "u'")


def draw_few_crossings(real_data):
    series = divided(infections(real_data, "AHH", "BAC"), "u'", RISK_DAYS)
    return draw_series(series, Look("Bakteriæmi, Amager Hvidovre", PER_10_000, INFECTION_SOURCE, 1))


def draw_small_counts(real_data):
    series = divided(infections(real_data, "BOH", "CDI"), "u'", RISK_DAYS)
    return draw_series(series, Look("C. difficile, Bornholm", PER_10_000, INFECTION_SOURCE, 1))


def draw_p(real_data):
    look = Look(
        "Indlæggelser med skade", "Procent af 20 gennemgåede", GTT_SOURCE, 0, "\u00a0%", (0, 100)
    )
    return draw_series(divided(harmed_by_month(real_data), "p", 100), look)


def draw_p_prime(real_data):
    look = Look(
        "Kvinder blandt nye med diabetes",
        "Procent af de nye",
        DIABETES_SOURCE,
        1,
        "\u00a0%",
        (0, 100),
    )
    return draw_series(divided(women(real_data), "p'", 100), look, polarity="none")


def draw_i_prime(real_data):
    look = Look("Alder, da diabetes blev opdaget", "År i gennemsnit", DIABETES_SOURCE, 1)
    return draw_series(divided(ages(real_data), "i'", 1), look, polarity="none")


def draw_long_fall(real_data):
    look = Look("Dødsfald, mænd 70-79 år", "Pr. 1.000 personår", DEATHS_SOURCE, 1)
    triples = deaths(real_data, sex=1, ages=range(70, 80))
    return draw_series(divided(triples, "u'", 1000), look)


def draw_epidemic(real_data):
    look = Look("Nyindlagte med COVID-19, Danmark", "Antal pr. måned", COVID_SOURCE)
    return draw_series(Series(per_day(covid_months(real_data)), "i"), look)


def draw_g(real_data):
    gaps, _ = gaps_between(real_data, "Medication")
    names = [(str(i), f"skade nr. {i}") for i in range(1, len(gaps) + 1)]
    look = Look(
        "Indlæggelser mellem medicinskader",
        "Indlæggelser uden skade før den næste (højt er godt)",
        GTT_SOURCE,
    )
    return draw_events("g", names, gaps, look)


def draw_t(real_data):
    found = summer_days(real_data)
    names = [(date_text(day, "da", short=True), date_text(day, "da")) for day, _ in found]
    look = Look(
        "Dage mellem dage med en ny indlæggelse, Nordjylland",
        "Dage siden den forrige (højt er godt)",
        COVID_SOURCE,
        1,
    )
    return draw_events("t", names, [gap for _, gap in found], look)


def confirmed(real_data, day, kind):
    rows = municipalities(real_data, day)
    sizes = [tested if kind == "proportion" else people for _, tested, _, people in rows]
    found = funnel(kind, [cases for _, _, cases, _ in rows], sizes, overdispersion=True)
    return [name for name, *_ in rows], found


def draw_funnel_of_shares(real_data):
    names, found = confirmed(real_data, "2021-12-29", "proportion")
    look = Look(
        "Bekræftet blandt testede, kommuner",
        "Procent af de testede",
        COVID_SOURCE,
        1,
        "\u00a0%",
        (0, 100),
    )
    return draw_funnel(found, names, look, size_label="Antal testede", per=100, chosen="Aalborg")


def draw_funnel_of_rates(real_data):
    names, found = confirmed(real_data, "2020-05-06", "rate")
    look = Look("Bekræftede tilfælde, kommuner", "Pr. 100.000 borgere", COVID_SOURCE)
    return draw_funnel(found, names, look, size_label="Borgere", per=100_000, chosen="Hjørring")


def admissions_of_regions(real_data):
    """Name, admissions in January 2021, population."""
    return [
        (region, monthly_admissions(real_data, region.removeprefix("Region "))["2021-01"], people)
        for region, people in sorted(people_of_regions(real_data).items())
    ]


def draw_regions(real_data):
    rows = admissions_of_regions(real_data)
    look = Look("Nyindlagte med COVID-19, januar 2021", "Pr. 100.000 borgere", COVID_SOURCE, 1)
    units = [(name, *(1e5 * one / people for one in (x, *byar(x)))) for name, x, people in rows]
    whole = 1e5 * sum(x for _, x, _ in rows) / sum(people for *_, people in rows)
    return draw_dots(units, whole, look, chosen="Region Nordjylland")


PICTURES = {
    "amager-c-to-aar": draw_amager_two_years,
    "amager-c-midtlinje-lagt-fast": draw_amager_frozen,
    "amager-c-faser": draw_amager_phases,
    "rigshospitalet-i": draw_i,
    "herlev-u": draw_u,
    "herlev-u-maerke": draw_u_prime,
    "amager-faa-krydsninger": draw_few_crossings,
    "bornholm-smaa-tal": draw_small_counts,
    "gtt-p": draw_p,
    "diabetes-p-maerke": draw_p_prime,
    "diabetes-i-maerke": draw_i_prime,
    "dodsfald-fald": draw_long_fall,
    "covid-epidemi": draw_epidemic,
    "gtt-g": draw_g,
    "nordjylland-t": draw_t,
    "kommuner-tragt-andel": draw_funnel_of_shares,
    "kommuner-tragt-rate": draw_funnel_of_rates,
    "regioner-punkter": draw_regions,
}


def write(folder: Path, found: dict[str, Drawn]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    parts = ['<!DOCTYPE html><meta charset="utf-8"><body style="font-family: sans-serif">']
    for name, one in found.items():
        for size, svg in (("bred", one.wide), ("smal", one.narrow)):
            (folder / f"{name}-{size}.svg").write_text(standalone_svg(svg), encoding="utf-8")
        pictures = "".join(f'<img src="{name}-{size}.svg">' for size in ("bred", "smal"))
        parts.append(f"<h2>{name}</h2><p>{one.told}</p>{pictures}")
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")
