"""Units beside each other: what is compared with what, in which picture, and what is said of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tvaerblik.catalogue.chart_rules import ChartRule
from tvaerblik.core.cells import Flag, State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.comparison import Comparison, build_comparison
from tvaerblik.presentation.pages.comparison_texts import TEXTS
from tvaerblik.presentation.pages.series_chart import ChartTexts
from tvaerblik.presentation.pages.standings import newest_comparable
from tvaerblik.release.cards import IndicatorCard, StandardisedBy, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment, assess
from unit.presentation.pages.cells_by_hand import cell

VISITS = "opfoelgende-hjemmebesoeg-7-dage"
CHART_TEXTS = ChartTexts("Besøg", "Kommune, marts 2026", "Kilde: opdigtet", True)


def unit(number: int) -> UnitCard:
    name = f"Kommune {chr(ord('A') + number)}"
    day = date(2007, 1, 1)
    return UnitCard(
        f"kommune-{number:04}",
        "municipality",
        f"{number:04}",
        Text(name, name),
        day,
        None,
        (),
        (),
        (AS_WAS,),
    )


def row(number: int, events: int, n: int, state: State = State.OK, **changes: Any) -> ReleasableRow:
    value = None if state is not State.OK else Decimal(events) / n
    hidden = state is not State.OK
    return cell(
        state,
        unit=f"kommune-{number:04}",
        value=value,
        numerator=None if hidden else events,
        denominator=None if hidden else Decimal(n),
        **changes,
    )


def alike(count: int, n: int = 1000) -> list[ReleasableRow]:
    """Units that differ by chance alone, and little: around 200 of 1,000."""
    return [row(i, n // 5 + (i % 3 - 1) * 4, n) for i in range(count)]


@pytest.fixture
def card(release: Release) -> IndicatorCard:
    return release.indicator(VISITS)


def compared(
    rows: list[ReleasableRow],
    card: IndicatorCard,
    chosen: int = 0,
    record: Assessment | None = None,
) -> Comparison:
    found = build_comparison(
        rows,
        [unit(i) for i in range(60)],
        card,
        unit(chosen),
        record=record,
        texts=CHART_TEXTS,
        lang="da",
    )
    assert found is not None
    return found


def test_ten_units_of_a_share_stand_in_a_funnel(card: IndicatorCard) -> None:
    found = compared(alike(12), card)
    assert found.chart is not None and "tb-funnel" in found.chart.wide
    assert found.finding == "Kommune A adskiller sig ikke sikkert fra gennemsnittet."
    assert TEXTS["note_limits"].da in found.notes


def test_nine_units_stand_in_dots_with_their_intervals(card: IndicatorCard) -> None:
    found = compared(alike(9), card)
    assert found.chart is not None and "tb-dot-plot" in found.chart.wide
    assert found.finding == ""
    assert TEXTS["note_intervals"].da in found.notes


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (290, "Kommune A ligger over gennemsnittet, mere end tilfældighed forklarer (99,8 %)."),
        (120, "Kommune A ligger under gennemsnittet, mere end tilfældighed forklarer (99,8 %)."),
        # 228 of 1,000 against 20 %: z = 2.2, beyond 95 % and within 99.8 %
        (
            228,
            "Kommune A afviger lidt fra gennemsnittet, men ikke mere, end at det kan være tilfældigt.",
        ),
    ],
)
def test_outside_is_beyond_99_8_per_cent(events: int, said: str, card: IndicatorCard) -> None:
    rows = [row(0, events, 1000), *alike(31)[1:]]
    assert compared(rows, card).finding == said


def test_a_large_unit_is_held_against_the_others(card: IndicatorCard) -> None:
    """It is a third of all: with itself in it the reference would be 24 %, without it 20 %."""
    rows = [row(0, 2000, 6000), *alike(13)[1:]]
    found = compared(rows, card)
    assert found.chart is not None
    assert "De øvrige under ét 20,0\u00a0%" in found.chart.wide
    assert found.finding.startswith("Kommune A ligger over de øvrige under ét")
    small = compared(rows, card, chosen=1)
    assert small.chart is not None and "Alle under ét 24,4\u00a0%" in small.chart.wide


def test_few_expected_events_are_not_compared(card: IndicatorCard) -> None:
    rows = [row(0, 9, 40), *alike(31)[1:]]
    assert compared(rows, card).finding == (
        "Kommune A har for få hændelser til sammenligning: der ventes under 10."
    )


PARTIAL, PROVISIONAL = frozenset({Flag.PARTIAL}), frozenset({Flag.PROVISIONAL})


def svg_of(found: Comparison) -> str:
    assert found.chart is not None
    return found.chart.wide


def test_few_expected_without_the_event_are_not_compared_either(card: IndicatorCard) -> None:
    """3 of 50 without, where 1 in 100 is usual, comes by chance in 1.4 % of cases, not 0.1 %."""
    rows = [row(0, 47, 50), *[row(i, 990, 1000) for i in range(1, 31)]]
    assert compared(rows, card).finding == (
        "Kommune A har for få til sammenligning: der ventes under 10 uden hændelsen."
    )


def test_a_rate_above_one_is_many_events_and_no_few_without(card: IndicatorCard) -> None:
    rate = replace(card, measure="rate", per=1, chart=ChartRule("u-prime"))
    rows = [
        replace(one, value=Decimal(one.numerator or 0) / (one.denominator or 1))
        for one in [row(i, 2000 + i % 2, 1000) for i in range(12)]
    ]
    assert compared(rows, rate).finding == "Kommune A adskiller sig ikke sikkert fra gennemsnittet."


def test_units_with_few_expected_are_named_so_on_every_page(card: IndicatorCard) -> None:
    """22 of 40 lies far above the limits drawn, but 8 are expected: those limits are worth nothing."""
    told = svg_of(compared([row(0, 200, 1000), row(1, 22, 40), *alike(31)[2:]], card))
    assert "Over grænserne (99,8 %)" not in told
    assert "For få til sammenligning: Kommune B" in told
    assert "Kommune B: 55,0\u00a0% (For få til sammenligning; nævner 40)" in told


@pytest.mark.parametrize(
    ("flags", "said", "key"),
    [
        (
            PARTIAL,
            "Kommune A har ikke fået alle leverancer med og sammenlignes ikke.",
            "Ikke alle har leveret, sammenlignes ikke: Kommune A",
        ),
        (
            PROVISIONAL,
            "Tallet for Kommune A er foreløbigt og sammenlignes ikke.",
            "Foreløbigt tal, sammenlignes ikke: Kommune A",
        ),
    ],
)
def test_a_figure_that_is_not_whole_keeps_its_dot_and_is_not_compared(
    flags: frozenset[Flag], said: str, key: str, card: IndicatorCard
) -> None:
    rows = [row(0, 60, 1000, flags=flags, units_present=1), *alike(13)[1:]]
    found = compared(rows, card)
    told = svg_of(found)
    assert found.finding == said
    assert key in told and "Under grænserne" not in told
    assert "tb-aside-chosen" in told
    # 2,400 of 12,000 around it; with its 60 of 1,000 it would be 18.9 %
    assert "Alle viste under ét 20,0\u00a0%" in told
    other = compared(rows, card, chosen=1)
    assert other.finding == "Kommune B adskiller sig ikke sikkert fra gennemsnittet af de viste."
    assert key in svg_of(other)


def test_where_nobody_has_all_deliveries_nothing_is_found(card: IndicatorCard) -> None:
    rows = [replace(one, flags=PARTIAL) for one in [row(0, 500, 1000), *alike(31)[1:]]]
    found = compared(rows, card)
    assert found.finding == ""
    assert "tb-dot-plot" in svg_of(found) and "under ét" not in svg_of(found)
    assert TEXTS["note_limits"].da not in found.notes


def test_what_is_left_of_one_unit_is_no_reference(card: IndicatorCard) -> None:
    rows = [row(0, 200, 1000), *[replace(one, flags=PROVISIONAL) for one in alike(14)[1:]]]
    for chosen in (0, 1):
        found = compared(rows, card, chosen=chosen)
        assert found.finding == "" and "under ét" not in svg_of(found)


@pytest.mark.parametrize("state", [State.SUPPRESSED, State.NOT_DELIVERED])
def test_a_sum_of_those_shown_is_not_called_all(state: State, card: IndicatorCard) -> None:
    rows = [row(0, 290, 1000), *alike(31)[1:], row(31, 0, 1, state)]
    found = compared(rows, card)
    assert "Alle viste under ét" in svg_of(found) and "Alle under ét" not in svg_of(found)
    assert found.finding.startswith("Kommune A ligger over gennemsnittet af de viste, mere end")
    large = compared([row(0, 2000, 6000), *rows[1:13], rows[-1]], card)
    assert "De øvrige viste under ét" in svg_of(large)
    assert large.finding.startswith("Kommune A ligger over de øvrige viste under ét, mere end")


def test_a_unit_stands_the_same_on_every_page(card: IndicatorCard) -> None:
    """Kommune B is held against all with A (24.5 %), though A's page draws the limits without it."""
    rows = [row(0, 2000, 6000), row(1, 260, 1000), *alike(14)[2:]]
    own = compared(rows, card, chosen=1)
    assert own.finding.startswith("Kommune B adskiller sig ikke sikkert")
    for chosen in (0, 1, 2):
        told = svg_of(compared(rows, card, chosen=chosen))
        assert "Over grænserne (99,8 %): Kommune A" in told
        assert "Kommune A, Kommune B" not in told


def test_a_page_with_a_large_unit_says_for_whom_the_limits_are_drawn(card: IndicatorCard) -> None:
    rows = [row(0, 2000, 6000), *alike(13)[1:], row(13, 0, 1, State.SUPPRESSED)]
    said = TEXTS["note_drawn_for"].da
    assert said.format(unit="Kommune C") in compared(rows, card, chosen=2).notes
    assert TEXTS["note_drawn_for_all"].da in compared(rows, card, chosen=13).notes
    small = compared(alike(12), card).notes
    assert not any("grænserne er tegnet for" in note for note in small)


@pytest.mark.parametrize("changes", [{"numerator": None}, {"denominator": Decimal(0)}])
def test_one_unit_without_a_denominator_leaves_the_others_their_funnel(
    changes: dict[str, Any], card: IndicatorCard
) -> None:
    rows = [*alike(12), replace(row(12, 200, 1000), **changes)]
    found = compared(rows, card)
    assert "tb-funnel" in svg_of(found)
    assert "Uden tæller eller nævner, ikke i tragten: Kommune M" in svg_of(found)
    assert "Alle viste under ét" in svg_of(found)
    assert "sammenlignes ikke" in compared(rows, card, chosen=12).finding
    few = compared([*alike(9), rows[-1]], card)
    assert "tb-dot-plot" in svg_of(few) and "ikke i tragten" not in svg_of(few)


def months(*flags: frozenset[Flag] | None) -> list[ReleasableRow]:
    """Of one unit from January, one a month; None is a month that has not been delivered."""
    return [
        row(
            0,
            200,
            1000,
            State.NOT_DELIVERED if one is None else State.OK,
            flags=one or frozenset(),
            period=f"2026-{number:02}",
        )
        for number, one in enumerate(flags, start=1)
    ]


FINAL: frozenset[Flag] = frozenset()


def others(final: int, provisional: int) -> list[ReleasableRow]:
    count = final + provisional
    return [row(i, 200, 1000, flags=FINAL if i < final else PROVISIONAL) for i in range(count)]


@pytest.mark.parametrize(
    ("own", "units", "chosen"),
    [
        # 13 of 14 of the newest month are provisional: the one before has half of them final
        ((FINAL, FINAL, FINAL), {3: others(1, 13), 2: others(7, 7), 1: others(14, 0)}, 2),
        ((FINAL, FINAL), {2: others(6, 7), 1: others(14, 0)}, 1),
        # Its own is provisional in the newest month, in which all others are final
        ((FINAL, PROVISIONAL), {2: others(13, 1), 1: others(14, 0)}, 1),
        # It has never a final figure: the others decide
        ((PROVISIONAL, None), {2: others(14, 0), 1: others(14, 0)}, 2),
        ((None, None), {2: others(1, 13), 1: others(14, 0)}, 1),
        ((FINAL,), {1: others(1, 13)}, None),
        ((None,), {1: [row(0, 0, 1, State.NOT_DELIVERED)]}, None),
    ],
)
def test_the_period_is_the_newest_in_which_most_figures_are_final(
    own: tuple[frozenset[Flag] | None, ...],
    units: dict[int, list[ReleasableRow]],
    chosen: int | None,
) -> None:
    by_period = {f"2026-{number:02}": tuple(rows) for number, rows in units.items()}
    found = newest_comparable(months(*own), lambda period: by_period[period])
    assert found == (() if chosen is None else tuple(units[chosen]))


def test_the_notes_are_true_to_what_is_provisional(card: IndicatorCard) -> None:
    said = TEXTS["note_provisional"].da
    final = compared(alike(12), card).notes
    assert TEXTS["note_when"].da.format(unit="Kommune A") in final and said not in final
    rows = [*alike(12), row(12, 200, 1000, flags=PROVISIONAL)]
    mixed = compared(rows, card).notes
    assert TEXTS["note_when"].da.format(unit="Kommune A") in mixed and said in mixed
    own = compared(rows, card, chosen=12).notes
    assert TEXTS["note_when_others"].da in own and said in own


def test_units_that_spread_widely_get_wider_limits(card: IndicatorCard) -> None:
    rows = [row(i, 100 + 20 * (i % 11), 1000) for i in range(22)]
    found = compared(rows, card)
    assert TEXTS["note_widened"].da in found.notes
    assert TEXTS["note_widened"].da not in compared(alike(22), card).notes


def test_a_unit_whose_own_level_has_moved_is_told_so(card: IndicatorCard) -> None:
    moved = assess(
        [10.0 + i % 2 for i in range(15)] + [30.0 + i % 2 for i in range(15)], polarity="none"
    )
    assert moved.state == "shift"
    assert TEXTS["note_shifted"].da in compared(alike(12), card, record=moved).notes
    assert TEXTS["note_shifted"].da not in compared(alike(12), card).notes


def test_units_without_a_number_are_named_with_the_reason(card: IndicatorCard) -> None:
    rows = [*alike(12), row(12, 0, 1, State.SUPPRESSED), row(13, 0, 1, State.NOT_DELIVERED)]
    found = compared(rows, card)
    assert found.chart is not None
    assert "Tallet vises ikke af hensyn til personer: Kommune M" in found.chart.wide
    assert "Tallet er ikke leveret: Kommune N" in found.chart.wide
    assert len(found.lines) == 14


def test_a_hidden_unit_can_be_chosen(card: IndicatorCard) -> None:
    found = compared([*alike(12), row(12, 0, 1, State.SUPPRESSED)], card, chosen=12)
    assert found.finding == ""
    assert found.chart is not None and "Alle viste under ét 20,0" in found.chart.wide
    assert TEXTS["note_limits"].da in found.notes


def test_the_order_is_by_name_and_never_by_value(card: IndicatorCard) -> None:
    rows = list(reversed(alike(12)))
    found = compared(rows, card)
    assert [line.name for line in found.lines] == [f"Kommune {x}" for x in "ABCDEFGHIJKL"]
    assert "alfabetisk" in found.caption and "ranglist" not in " ".join(found.notes)


def test_plain_numbers_get_no_picture_that_would_show_sizes(card: IndicatorCard) -> None:
    count = replace(card, measure="count", chart=ChartRule("i", True))
    found = compared(alike(12), count)
    assert found.chart is None and TEXTS["note_sizes"].da in found.notes


def test_a_standardised_figure_stands_in_dots_and_says_what_is_taken_out(
    card: IndicatorCard,
) -> None:
    by = StandardisedBy(("age_band",), Text("Europa 2013", "Europe 2013"), True)
    found = compared(alike(12), replace(card, standardised=by))
    assert found.chart is not None and "tb-dot-plot" in found.chart.wide
    assert TEXTS["note_standardised"].da in found.notes


def test_a_rate_is_compared_per_its_residents(card: IndicatorCard) -> None:
    rate = replace(card, measure="rate", per=1000, chart=ChartRule("u-prime"))
    rows = [
        replace(one, value=Decimal(one.numerator or 0) * 1000 / (one.denominator or 1))
        for one in [row(0, 300, 1000), *alike(31)[1:]]
    ]
    found = compared(rows, rate)
    assert found.chart is not None and "Alle under ét 203" in found.chart.wide
    assert found.finding.startswith("Kommune A ligger over gennemsnittet")


def test_nobody_beside_it_is_no_comparison(card: IndicatorCard) -> None:
    found = build_comparison(
        alike(1), [unit(0)], card, unit(0), record=None, texts=CHART_TEXTS, lang="da"
    )
    assert found is None


def test_english_says_the_same(card: IndicatorCard) -> None:
    found = build_comparison(
        [row(0, 290, 1000), *alike(31)[1:]],
        [unit(i) for i in range(31)],
        card,
        unit(0),
        record=None,
        texts=CHART_TEXTS,
        lang="en",
    )
    assert found is not None
    assert found.finding == (
        "Kommune A lies above the average, by more than chance explains (99.8%)."
    )
