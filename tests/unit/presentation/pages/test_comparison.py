"""Units beside each other: what is compared with what, in which picture, and what is said of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tvaerblik.catalogue.chart_rules import ChartRule
from tvaerblik.core.cells import State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.comparison import Comparison, build_comparison
from tvaerblik.presentation.pages.comparison_texts import TEXTS
from tvaerblik.presentation.pages.series_chart import ChartTexts
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
    assert found.chart is not None and "Alle under ét 20,0" in found.chart.wide
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
