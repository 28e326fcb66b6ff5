"""Charts of real public data, with findings and limits worked out here once more by formulas alone.

TVAERBLIK_WRITE_CHARTS=folder writes every picture there, to be looked at (see `index.html`).
"""

import calendar
import math
import os
import re
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import pytest

from support.real_pictures import (
    PICTURES,
    RISK_DAYS,
    admissions_of_regions,
    ages,
    amager,
    covid_months,
    summer_days,
    women,
    write,
)
from support.real_series import (
    QUOTED,
    deaths,
    gaps_between,
    harmed_by_month,
    infections,
    municipalities,
)
from tvaerblik.presentation.numbers import date_text, period_text
from tvaerblik.statistics import byar, running_gap_signals

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def drawn(real_data):
    found = {name: draw(real_data) for name, draw in PICTURES.items()}
    folder = os.environ.get("TVAERBLIK_WRITE_CHARTS")
    if folder:
        write(Path(folder), found)
    return found


# The same once more, by formulas alone ---------------------------------------------------------------


def plain_runs(values, centre):
    """Useful points, longest run, crossings, and Anhøj's limits of the two."""
    sides = [value > centre for value in values if value != centre]
    n = len(sides)
    crossings = sum(a != b for a, b in pairwise(sides))
    longest = here = 1
    for a, b in pairwise(sides):
        here = here + 1 if a == b else 1
        longest = max(longest, here)
    below, fewest = 0.0, -1
    while below < 0.05:
        fewest += 1
        below += math.comb(n - 1, fewest) / 2 ** (n - 1)
    return n, longest, crossings, round(math.log2(n)) + 3, fewest


def screened_mean(ranges):
    once = mean(ranges)
    return mean([one for one in ranges if one < 3.267 * once])


def plain_i(values):
    reach = 2.66 * screened_mean([abs(b - a) for a, b in pairwise(values)])
    return mean(values) - reach, mean(values) + reach


def plain_u(triples, k):
    whole = sum(x for _, x, _ in triples) / sum(n for *_, n in triples)
    reaches = [3 * math.sqrt(whole / n) for *_, n in triples]
    return [(max(k * (whole - one), 0), k * (whole + one)) for one in reaches]


def sigma_z(triples, spread):
    whole = sum(x for _, x, _ in triples) / sum(n for *_, n in triples)
    z = [(x / n - whole) / spread(whole, n) for _, x, n in triples]
    return screened_mean([abs(b - a) for a, b in pairwise(z)]) / 1.128


def plain_p(triples, factor=1.0):
    whole = sum(x for _, x, _ in triples) / sum(n for *_, n in triples)
    reaches = [3 * factor * math.sqrt(whole * (1 - whole) / n) for *_, n in triples]
    return [(100 * (whole - one), 100 * (whole + one)) for one in reaches]


def plain_i_prime(triples):
    whole = sum(x for _, x, _ in triples) / sum(n for *_, n in triples)
    ranges = [
        math.sqrt(math.pi / 2) * abs(x / n - w / m) / math.sqrt(1 / n + 1 / m)
        for (_, w, m), (_, x, n) in pairwise(triples)
    ]
    return [
        (
            whole - 3 * screened_mean(ranges) / math.sqrt(n),
            whole + 3 * screened_mean(ranges) / math.sqrt(n),
        )
        for *_, n in triples
    ]


def limits_of(one):
    return [(point.lower, point.upper) for point in one.chart.points]


def check_runs(one, values):
    """The record against the plain count of runs about the median of the same values."""
    record = one.record
    centre = median(values)
    assert record.centre == pytest.approx(centre)
    assert plain_runs(values, centre) == (
        record.n_useful,
        record.longest_run,
        record.crossings,
        record.longest_run_limit,
        record.crossings_limit,
    )


def approx_pairs(pairs):
    """The usual three digits of 2.66 and 1.128 are all that the plain formulas have."""
    return [pytest.approx(pair, rel=1e-3, abs=1e-9) for pair in pairs]


# What they say ---------------------------------------------------------------------------------------


def test_the_quoted_months_are_those_of_the_data(real_data):
    ours = [x for month, x, _ in infections(real_data, "AHH", "CDI") if month <= "2015-10"]
    assert list(QUOTED[26:]) == ours


def test_two_years_at_amager_vary_about_19_as_counts_do(drawn):
    one = drawn["amager-c-to-aar"]
    values = QUOTED[:24]
    check_runs(one, values)
    assert (one.record.state, one.record.centre, one.record.limits) == ("stable", 19, "full")
    # 449 infections in 24 months: 18.71 and three times its root
    assert sum(values) == 449
    low, high = 449 / 24 - 3 * math.sqrt(449 / 24), 449 / 24 + 3 * math.sqrt(449 / 24)
    assert limits_of(one) == approx_pairs([(low, high)] * 24)
    assert "Øvre grænse 32" in one.wide
    assert "Ingen tegn på ændring. Udsving mellem 6 og 32" in one.told


def test_against_those_two_years_the_third_has_fallen(drawn):
    one = drawn["amager-c-midtlinje-lagt-fast"]
    assert one.record.centre == median(QUOTED[:24]) == 19
    n, longest, crossings, most, fewest = plain_runs(QUOTED, 19)
    assert (n, longest, crossings, most, fewest) == (31, 15, 8, 8, 11)
    assert (one.record.state, one.record.direction, one.record.timing) == (
        "shift",
        "down",
        "ongoing",
    )
    assert (one.record.since, one.record.until, one.record.run_length) == ("2014-08", "2015-10", 15)
    assert one.record.meaning == "improvement"
    assert limits_of(one) == [(None, None)] * 36
    assert one.wide.count("tb-shifted") >= 1
    assert "Niveauet er faldet" in one.wide
    assert "Midtlinje 19" in one.wide


def test_a_phase_gives_each_level_its_own_line_and_limits(real_data, drawn):
    one = drawn["amager-c-faser"]
    values = [float(point.value) for point in amager(real_data)]
    before, after = values[:24], values[24:]
    check_runs(one, after)
    assert {point.centre for point in one.chart.points[:24]} == {19}
    assert {point.centre for point in one.chart.points[24:]} == {median(after)} == {9}
    for part, points in ((before, one.chart.points[:24]), (after, one.chart.points[24:])):
        middle = mean(part)
        reach = 3 * math.sqrt(middle)
        pair = (max(middle - reach, 0), middle + reach)
        assert [(point.lower, point.upper) for point in points] == approx_pairs([pair] * len(part))
    assert one.record.phase_since == "2014-11"
    assert "Vurderingen gælder fra og med november 2014" in one.told
    assert "Ny fase: nyt niveau (eksempel)" in one.wide


def test_counts_of_unequal_months_are_held_against_each_other_by_the_day(real_data, drawn):
    one = drawn["rigshospitalet-i"]
    triples = infections(real_data, "RGH", "UTI")
    lengths = [calendar.monthrange(int(m[:4]), int(m[5:]))[1] / 30 for m, *_ in triples]
    levels = [x / length for (_, x, _), length in zip(triples, lengths, strict=True)]
    check_runs(one, [round(level, 9) for level in levels])
    low, high = plain_i(levels)
    assert limits_of(one) == approx_pairs([(low * length, high * length) for length in lengths])
    centres = [point.centre for point in one.chart.points]
    assert centres == pytest.approx([median(levels) * length for length in lengths])
    # March 2015 had 152 in its 31 days
    outside = [(m, x) for (m, x, _), length in zip(triples, lengths, strict=True) if not low * length <= x <= high * length]  # fmt: skip
    assert outside == [("2015-03", 152)] == [(u.label, u.value) for u in one.record.unusual]
    assert one.record.state == "unusual_earlier"
    assert "Tallet for marts 2015 var usædvanligt højt (152)" in one.told
    assert outside_points(one.wide) == ["marts 2015"]


def test_rates_of_unequal_months_have_limits_of_each_month(real_data, drawn):
    triples = infections(real_data, "HGH", "UTI")
    plain, primed = drawn["herlev-u"], drawn["herlev-u-maerke"]
    for one in (plain, primed):
        check_runs(one, [RISK_DAYS * x / n for _, x, n in triples])
    limits = plain_u(triples, RISK_DAYS)
    assert limits_of(plain) == approx_pairs(limits)
    assert outside_points(plain.wide) == [
        _month(m) for (m, x, n), (low, high) in zip(triples, limits, strict=True)
        if not low <= RISK_DAYS * x / n <= high
    ]  # fmt: skip
    factor = sigma_z(triples, lambda whole, n: math.sqrt(whole / n))
    assert primed.record.sigma_z == pytest.approx(factor, rel=1e-3)
    assert factor > 1.2  # so that the primed ones are wider
    centre = RISK_DAYS * sum(x for _, x, _ in triples) / sum(n for *_, n in triples)
    wider = [
        (centre - factor * (centre - low), centre + factor * (high - centre))
        for low, high in limits
    ]
    assert limits_of(primed) == approx_pairs(wider)
    assert outside_points(primed.wide) == []
    # The target of 25 lies above the lower limit of 23.9 of the newest month
    assert primed.record.target_verdict == "sometimes_met"


def test_a_wave_is_told_by_its_few_crossings(real_data, drawn):
    one = drawn["amager-faa-krydsninger"]
    triples = infections(real_data, "AHH", "BAC")
    check_runs(one, [RISK_DAYS * x / n for _, x, n in triples])
    assert (one.record.rule, one.record.crossings, one.record.crossings_limit) == (
        "few_crossings",
        7,
        8,
    )
    assert "kurven krydser midtlinjen" in one.told
    assert "Niveauet har flyttet sig" in one.wide
    assert limits_of(one) == [(None, None)] * 24


def test_very_small_counts_have_no_lower_limit_below_zero(real_data, drawn):
    one = drawn["bornholm-smaa-tal"]
    assert one.record.lower == 0
    assert max(x for _, x, _ in infections(real_data, "BOH", "CDI")) == 3


def test_shares_of_twenty_have_provisional_limits(real_data, drawn):
    one = drawn["gtt-p"]
    triples = harmed_by_month(real_data)
    # 111 of 340 admissions had a harm, 20 of them looked at in each of 17 months
    assert (sum(x for _, x, _ in triples), {n for *_, n in triples}, len(triples)) == (
        111,
        {20},
        17,
    )
    check_runs(one, [100 * x / n for _, x, n in triples])
    assert limits_of(one) == approx_pairs(plain_p(triples))
    assert (one.record.state, one.record.limits) == ("stable", "trial")
    assert "trial_limits" in one.record.warnings


def test_shares_of_hundreds_are_widened_by_their_own_spread(real_data, drawn):
    one = drawn["diabetes-p-maerke"]
    triples = women(real_data)
    assert sum(n for *_, n in triples) == 10_000
    check_runs(one, [100 * x / n for _, x, n in triples])
    factor = sigma_z(triples, lambda whole, n: math.sqrt(whole * (1 - whole) / n))
    assert factor > 1
    assert limits_of(one) == approx_pairs(plain_p(triples, factor))


def test_averages_of_different_numbers_have_limits_of_each_year(real_data, drawn):
    one = drawn["diabetes-i-maerke"]
    triples = ages(real_data)
    check_runs(one, [x / n for _, x, n in triples])
    assert limits_of(one) == approx_pairs(plain_i_prime(triples))
    assert one.record.state == "stable"


def test_four_decades_of_fewer_deaths_are_a_fall(real_data, drawn):
    one = drawn["dodsfald-fald"]
    triples = deaths(real_data, sex=1, ages=range(70, 80))
    rates = [1000 * x / n for _, x, n in triples]
    check_runs(one, rates)
    last = len(rates) - 1 - max(i for i, rate in enumerate(rates) if rate > median(rates))
    assert (one.record.direction, one.record.run_length, one.record.until) == ("down", last, "2012")
    assert "autocorrelated" in one.record.warnings


def test_an_epidemic_is_no_stable_series(real_data, drawn):
    one = drawn["covid-epidemi"]
    lengths = [
        calendar.monthrange(int(m[:4]), int(m[5:]))[1] / 30 for m, *_ in covid_months(real_data)
    ]
    levels = [
        x / length for (_, x, _), length in zip(covid_months(real_data), lengths, strict=True)
    ]
    n, longest, crossings, most, fewest = plain_runs(levels, median(levels))
    signal = longest > most or crossings < fewest
    assert (one.record.n_useful, one.record.crossings) == (n, crossings)
    assert (one.record.state == "shift") is signal


def test_rare_harms_are_counted_by_the_admissions_between_them(real_data, drawn):
    gaps, since = gaps_between(real_data, "Medication")
    points = drawn["gtt-g"].control.points
    # 18 admissions with a harm by medicine; what lies between is the rest up to the last of them
    assert (len(gaps), since, sum(gaps)) == (18, 13, 340 - 18 - 13)
    average = sum(gaps) / len(gaps)
    assert points[0].upper == pytest.approx(average + 3 * math.sqrt(average * (average + 1)))
    assert (points[0].lower, points[0].centre) == (0, median(gaps))
    assert [point.sigma_signal for point in points] == [gap > points[0].upper for gap in gaps]
    assert not running_gap_signals(since, points[0].upper)


def test_days_between_are_drawn_on_their_own_scale(real_data, drawn):
    gaps = [gap for _, gap in summer_days(real_data)]
    points = drawn["nordjylland-t"].control.points
    roots = [gap ** (1 / 3.6) for gap in gaps]
    low, high = plain_i(roots)
    assert (points[0].lower, points[0].upper) == pytest.approx((low**3.6, high**3.6), rel=5e-3)
    assert [point.sigma_signal for point in points] == [gap > points[0].upper for gap in gaps]
    assert outside_points(drawn["nordjylland-t"].wide) == [
        date_text(day, "da") for day, gap in summer_days(real_data) if gap in (11, 15, 12)
    ]


def test_the_funnel_of_shares_is_widened_as_far_as_the_municipalities_spread(real_data, drawn):
    one = drawn["kommuner-tragt-andel"].funnel
    rows = municipalities(real_data, "2021-12-29")
    whole = sum(x for *_, x, _ in rows) / sum(tested for _, tested, _, _ in rows)
    assert one.target == pytest.approx(whole)
    tau2 = plain_tau2([(x, n) for _, n, x, _ in rows], whole)
    assert one.tau2 == pytest.approx(tau2)
    outside = {name for (name, n, x, _) in rows if not _in_widened(x / n, n, whole, tau2)}
    told = {
        name
        for (name, *_), unit in zip(rows, one.units, strict=True)
        if unit.flag in ("above", "below")
    }
    assert told == outside == {"Christiansø", "Læsø", "Ærø"}
    assert "Under grænserne (99,8 %): Christiansø, Ærø, Læsø" in drawn["kommuner-tragt-andel"].wide


def test_the_funnel_of_rates_names_the_municipalities_whose_count_is_hidden(real_data, drawn):
    rows = municipalities(real_data, "2020-05-06")
    hidden = [name for name, _, x, _ in rows if x is None]
    assert len(hidden) == 9
    one = drawn["kommuner-tragt-rate"]
    assert [unit.flag for unit in one.funnel.units].count("none") == 9
    for name in hidden:
        assert name in one.wide
    whole = sum(x for *_, x, _ in rows if x is not None) / sum(
        p for *_, x, p in rows if x is not None
    )
    assert one.funnel.target == pytest.approx(whole)


def test_the_dot_plot_keeps_the_order_of_names(real_data, drawn):
    one = drawn["regioner-punkter"]
    found = re.findall(r">(Region \w+)</text>", one.wide)
    assert found == sorted(found)
    rows = admissions_of_regions(real_data)
    # Byar's limits written out
    for _, x, _ in rows:
        low = x * (1 - 1 / (9 * x) - 1.959964 / (3 * math.sqrt(x))) ** 3
        up = x + 1
        high = up * (1 - 1 / (9 * up) + 1.959964 / (3 * math.sqrt(up))) ** 3
        assert byar(x) == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_drawn_at_both_widths_with_its_source(drawn, name):
    one = drawn[name]
    for svg in (one.wide, one.narrow):
        assert svg.startswith("<svg")
        assert "Kilde:" in svg
        assert "nan" not in svg.replace("Danmarks", "")
    if one.record is not None:
        assert (one.record.state == "shift") == ("tb-shifted" in one.wide)


def plain_tau2(pairs, whole):
    """Arcsine of the root, without the outermost tenth at each end."""
    angle = math.asin(math.sqrt(whole))
    z = sorted((2 * math.sqrt(n) * (math.asin(math.sqrt(x / n)) - angle), 4 * n) for x, n in pairs)
    kept = z[len(z) // 10 : len(z) - len(z) // 10]
    w = [weight for _, weight in kept]
    spread = sum(one * one for one, _ in kept) - (len(kept) - 1)
    return spread / (sum(w) - sum(one * one for one in w) / sum(w))


def _in_widened(share, n, whole, tau2):
    reach = 3.090232 * math.sqrt(1 / (4 * n) + tau2)
    return abs(math.asin(math.sqrt(share)) - math.asin(math.sqrt(whole))) <= reach


def outside_points(svg):
    """The periods whose points are drawn as squares."""
    titles = re.findall(r"<title>([^<]+): [^<]*Uden for kontrolgrænserne[^<]*</title>", svg)
    return titles


def _month(period):
    return period_text(period, "da")
