"""Attribute charts against published ones: Montgomery's samples, Danish and English counts.

Montgomery DC (2009), Statistical Quality Control, chapter 7, as drawn by qicharts2 0.8.1 (Jacob
Anhøj, GPL-3; only numbers are quoted). Counts of infections: Anhøj J, Mohammed MA, Mastering SPC
Charts; the Danish ones were public at esundhed.dk.
"""

import pytest

from tvaerblik.statistics import control_chart, run_chart

# Table 7.4: 25 samples of purchase orders
ORDERS = [
    12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9,
]  # fmt: skip
ORDER_SIZES = [
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100,
    100, 100, 100, 90, 90,
]  # fmt: skip
ORDER_LIMITS = {
    80: (0, 0.19409342051458195),
    90: (0.0025650562804066107, 0.18845535188285867),
    100: (0.007334694727773067, 0.18368571343549223),
    110: (0.011438154625052752, 0.17958225353821256),
    120: (0.01501734492727154, 0.17600306323599374),
}
# 7.1: cans of orange juice, 50 in a sample, before and after the machine was adjusted
CANS = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9,
    12, 7, 13, 9, 6,
]  # fmt: skip
CANS_AFTER = [
    9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5, 8, 7, 5, 6, 4, 5,
    2, 3, 4, 7, 6, 5, 5, 3, 7, 9, 6, 10, 4, 3, 5, 8, 11, 9, 7, 3, 5, 2, 1, 4, 5, 3, 7, 6, 4, 4,
    6, 8, 5, 6,
]  # fmt: skip
# 7.5: faults in dyed cloth, and its area in m²
FAULTS = [
    14, 12, 20, 11, 7, 10, 21, 16, 19, 23,
]  # fmt: skip
AREAS = [
    500, 400, 650, 500, 475, 500, 600, 525, 600, 625,
]  # fmt: skip
CLOTH_LOWER = [
    0.29147393012686534, 0.15788519998393874, 0.43061743663693214, 0.29147393012686534,
    0.26207210186521834, 0.29147393012686534, 0.3900850340409337, 0.3187497909652587,
    0.3900850340409337, 0.41095932277784886,
]  # fmt: skip
CLOTH_UPPER = [
    2.555037697780111, 2.6886264279230376, 2.4158941912700445, 2.555037697780111,
    2.5844395260417583, 2.555037697780111, 2.456426593866043, 2.527761836941718,
    2.456426593866043, 2.4355523051291277,
]  # fmt: skip
# 7.3: faults on circuit boards
BOARDS = [
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16,
    19, 17, 15, 16, 18, 12, 15, 24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21,
]  # fmt: skip
# Hospital infections (C. difficile) by month, before and after an intervention
INFECTIONS_BEFORE = [
    17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11,
    14,
]  # fmt: skip
INFECTIONS_AFTER = [
    9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9,
]  # fmt: skip
# Emergency attendances in England seen within 4 hours, and all of them, in 20 weeks
SEEN = [
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923,
    271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989,
]  # fmt: skip
ATTENDED = [
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618,
    283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772,
]  # fmt: skip
SEEN_LOWER = [
    0.951699564646015, 0.9516917430057223, 0.9517229115963721, 0.9517318343534396,
    0.9517036095982855, 0.9516896978006539, 0.9517068246818483, 0.9517300478160495,
    0.9517080854632881, 0.9517040033836186, 0.951697795461315, 0.9517069612322745,
    0.9516688675371429, 0.951672228249896, 0.951691699366509, 0.9516801340113644,
    0.9516674247134397, 0.9516844712410595, 0.9516955453828096, 0.9516850306682654,
]  # fmt: skip
SEEN_UPPER = [
    0.9540998580423673, 0.95410767968266, 0.9540765110920102, 0.9540675883349428,
    0.9540958130900968, 0.9541097248877284, 0.954092598006534, 0.9540693748723328,
    0.9540913372250942, 0.9540954193047637, 0.9541016272270673, 0.9540924614561078,
    0.9541305551512395, 0.9541271944384864, 0.9541077233218733, 0.9541192886770179,
    0.9541319979749426, 0.9541149514473228, 0.9541038773055727, 0.9541143920201169,
]  # fmt: skip
SEEN_LOWER_LANEY = [
    0.9401296441775141, 0.9400464186251363, 0.9403780655785402, 0.9404730074779236,
    0.9401726841760898, 0.940024656780411, 0.9402068940215251, 0.9404539979664184,
    0.9402203092679219, 0.9401768742181587, 0.940110819305953, 0.940208346975665,
    0.939803013989125, 0.9398387733905802, 0.9400459542854956, 0.9399228940277566,
    0.9397876617362493, 0.9399690439814311, 0.9400868775214295, 0.9399749965229042,
]  # fmt: skip
SEEN_UPPER_LANEY = [
    0.9656697785108682, 0.965753004063246, 0.9654213571098421, 0.9653264152104587,
    0.9656267385122925, 0.9657747659079713, 0.9655925286668572, 0.9653454247219639,
    0.9655791134204604, 0.9656225484702237, 0.9656886033824293, 0.9655910757127173,
    0.9659964086992573, 0.9659606492978021, 0.9657534684028867, 0.9658765286606257,
    0.966011760952133, 0.9658303787069512, 0.9657125451669528, 0.9658244261654781,
]  # fmt: skip
# Urinary tract infections at six Danish hospitals, and days at risk, in 24 months
TRACT = [
    397, 378, 420, 382, 360, 382, 323, 380, 366, 380, 382, 373, 391, 379, 396, 387, 370, 394,
    303, 389, 371, 369, 351, 360,
]  # fmt: skip
RISK_DAYS = [
    98305.2499999588, 89377.58333337211, 98041.5833333136, 91141.2499999742, 94497.2500000134,
    90785.0416666606, 82061.3750000085, 84891.1250000256, 90053.62500002461, 91602.4999999839,
    90975.8749999858, 88398.20833332691, 91495.4999999934, 86989.54166666849, 91716.8333333255,
    89899.5833333495, 89154.66666665449, 86253.1250000072, 79444.1249999922, 82757.5833333524,
    86646.08333333759, 89021.0416666729, 82124.7083333369, 81013.6666666546,
]  # fmt: skip


def limits_of(chart):
    """The limits of a chart that has the same for all points."""
    (limits,) = {(point.lower, point.upper) for point in chart.points}
    return limits


def lowers(chart):
    return [point.lower for point in chart.points]


def uppers(chart):
    return [point.upper for point in chart.points]


def signals(chart):
    return [index for index, point in enumerate(chart.points) if point.sigma_signal]


def close(number):
    """To the tolerance the case has for numbers quoted in full."""
    return pytest.approx(number, abs=1e-9, rel=1e-8)


def exact(number):
    return pytest.approx(number, abs=1e-9, rel=1e-9)


def rounded(number):
    """To the tolerance of numbers read off a drawing, with one decimal."""
    return pytest.approx(number, abs=0.0501, rel=0)


def runs_of(values, centre):
    chart = run_chart(values, centre=centre)
    return chart.longest_run, chart.crossings


def test_proportions_of_purchase_orders():
    chart = control_chart("p", ORDERS, ORDER_SIZES)
    centre = chart.phases[0].centre
    assert centre == close(0.09551020408163265)
    assert lowers(chart) == close([ORDER_LIMITS[n][0] for n in ORDER_SIZES])
    assert uppers(chart) == close([ORDER_LIMITS[n][1] for n in ORDER_SIZES])
    assert signals(chart) == [10]
    assert runs_of([point.value for point in chart.points], centre) == (5, 10)


def test_two_samples_left_out_of_the_limits():
    left_out = {14, 22}
    kept = [index for index in range(30) if index not in left_out]
    chart = control_chart("p", CANS, [50] * 30, baseline=kept)
    assert chart.phases[0].centre == close(0.215)
    assert chart.phases[0].n == 28
    assert limits_of(chart) == close((0.040702839954289555, 0.38929716004571047))
    assert signals(chart) == [14, 20, 22]
    assert runs_of([chart.points[index].value for index in kept], 0.215) == (5, 13)


def test_proportions_with_no_lower_limit():
    chart = control_chart("p", CANS_AFTER, [50] * 64)
    centre = chart.phases[0].centre
    assert centre == close(0.1096875)
    assert limits_of(chart) == close((0, 0.24226995518120034))
    assert signals(chart) == []
    assert runs_of([point.value for point in chart.points], centre) == (7, 30)


def test_rates_of_faults_per_fifty_square_metres():
    chart = control_chart("u", FAULTS, [area / 50 for area in AREAS])
    assert chart.phases[0].centre == close(1.4232558139534883)
    assert lowers(chart) == close(CLOTH_LOWER)
    assert uppers(chart) == close(CLOTH_UPPER)


def test_counts_with_a_baseline_and_two_samples_left_out():
    chart = control_chart("c", BOARDS, baseline=[i for i in range(26) if i not in (5, 19)])
    assert chart.phases[0].centre == close(19.666666666666668)
    assert limits_of(chart) == close((6.3625319710165975, 32.970801362316735))
    assert len(chart.points) == 46


def test_counts_of_infections_before_and_after():
    chart = control_chart("c", INFECTIONS_BEFORE + INFECTIONS_AFTER, phases=[24])
    before, after = chart.points[0], chart.points[-1]
    assert (before.centre, before.lower, before.upper) == rounded((18.7, 5.7, 31.7))
    assert (after.centre, after.lower, after.upper) == rounded((7.1, 0, 15.1))


def test_large_denominators_flag_nearly_every_week():
    chart = control_chart("p", SEEN, ATTENDED)
    last = chart.points[-1]
    shown = (100 * last.centre, 100 * last.lower, 100 * last.upper)
    assert shown == rounded((95.3, 95.2, 95.4))
    weeks = [index + 1 for index in signals(chart)]
    assert weeks == [1, 2, 3, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19]
    assert chart.phases[0].centre == exact(0.9528997113441912)
    assert lowers(chart) == exact(SEEN_LOWER)
    assert uppers(chart) == exact(SEEN_UPPER)


def test_laney_flags_no_week():
    chart = control_chart("p'", SEEN, ATTENDED)
    last = chart.points[-1]
    shown = (100 * last.centre, 100 * last.lower, 100 * last.upper)
    assert shown == rounded((95.3, 94, 96.6))
    assert signals(chart) == []
    assert chart.phases[0].sigma_z == exact(10.64042186349651)
    assert lowers(chart) == exact(SEEN_LOWER_LANEY)
    assert uppers(chart) == exact(SEEN_UPPER_LANEY)


def test_single_values_of_the_same_proportions():
    chart = control_chart("i", SEEN, ATTENDED)
    assert 100 * chart.phases[0].centre == rounded(95.3)
    assert [100 * limit for limit in limits_of(chart)] == rounded([94, 96.6])


def test_laney_below_one_narrows_only_when_asked():
    narrow = control_chart("u'", TRACT, RISK_DAYS, floored=False)
    assert narrow.phases[0].centre == exact(0.004224020005199512)
    assert narrow.phases[0].sigma_z == exact(0.8899142987898664)
    assert sum(lowers(narrow)) / 24 == exact(0.0036404805044175453)
    assert sum(uppers(narrow)) / 24 == exact(0.004807559505981479)

    usual = control_chart("u'", TRACT, RISK_DAYS)
    plain = control_chart("u", TRACT, RISK_DAYS)
    assert usual.phases[0].sigma_z == narrow.phases[0].sigma_z
    assert (lowers(usual), uppers(usual)) == (lowers(plain), uppers(plain))
