"""Limits and phases in the chart of a series, from released rows alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tvaerblik.catalogue.chart_rules import ChartRule
from tvaerblik.catalogue.language import Phase
from tvaerblik.core.cells import Flag, State
from tvaerblik.core.texts import Text
from tvaerblik.presentation.charts import RunChartPicture
from tvaerblik.presentation.pages.indicator_texts import TEXTS
from tvaerblik.presentation.pages.series_chart import ChartTexts, picture_of
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.assessments import (
    assess_rows,
    assessed_part,
    phases_in,
    series_of,
)
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow
from unit.presentation.pages.cells_by_hand import cell

NEW = Phase(
    date(2025, 1, 1), None, None, "klyngen", date(2025, 9, 15), Text("Koordinator", "Coordinator")
)


def month(number: int, value: Decimal | None, **changes: Any) -> ReleasableRow:
    """Month `number` from January 2024 on."""
    year, index = 2024 + number // 12, number % 12 + 1
    after = date(year + index // 12, index % 12 + 1, 1)
    state = State.SUPPRESSED if value is None else State.OK
    found = cell(
        state,
        period=f"{year}-{index:02d}",
        period_start=date(year, index, 1),
        period_end=after,
    )
    return replace(found, value=value, **changes)


def shares(n: int = 24, of: int = 400) -> list[ReleasableRow]:
    """Around 20 % and in no order."""
    return [
        month(
            i,
            Decimal(80 + (i * 7) % 11 - 5) / of,
            numerator=80 + (i * 7) % 11 - 5,
            denominator=Decimal(of),
        )
        for i in range(n)
    ]


@pytest.fixture
def card(release: Release) -> IndicatorCard:
    return replace(release.indicator("genindlaeggelse-30-dage-somatik"), annotations=())


def picture(rows: list[ReleasableRow], card: IndicatorCard) -> RunChartPicture:
    record = assess_rows(rows, card)
    assert record is not None
    texts = ChartTexts("Titel", "", "Kilde", synthetic=False)
    return picture_of(rows, card, record.assessment, texts, t=words_in(TEXTS, "da"), lang="da")


def test_limits_of_a_share_come_from_its_counts_and_are_named_at_the_end(
    card: IndicatorCard,
) -> None:
    found = picture(shares(), card)
    levels = [level for level in found.levels if level is not None]
    assert len(levels) == 24
    assert all(level.centre == levels[0].centre for level in levels)
    assert all(0 < (level.lower or 0) < level.centre < (level.upper or 0) for level in levels)
    assert [line.label.split()[0] for line in found.limits] == ["Nedre", "Øvre"]
    # Three standard errors of 400 at a fifth are 6 points
    assert levels[0].upper == pytest.approx(26, abs=0.3)


def test_one_month_far_out_is_marked_and_told(card: IndicatorCard) -> None:
    rows = shares()
    rows[-1] = replace(rows[-1], value=Decimal("0.3"), numerator=120)
    found = picture(rows, card)
    assert [point.outside for point in found.points] == [False] * 23 + [True]
    record = assess_rows(rows, card)
    assert record is not None and record.assessment.state == "unusual_now"


def test_a_provisional_month_is_never_outside(card: IndicatorCard) -> None:
    rows = shares()
    rows[-1] = replace(
        rows[-1], value=Decimal("0.3"), numerator=120, flags=frozenset([Flag.PROVISIONAL])
    )
    assert not any(point.outside for point in picture(rows, card).points)


def test_a_hidden_month_has_no_limits_that_would_tell_its_size(card: IndicatorCard) -> None:
    rows = shares()
    rows[5] = month(5, None)
    level = picture(rows, card).levels[5]
    assert level is not None and level.lower is None and level.upper is None


def test_counts_of_months_are_held_against_each_other_by_the_day(card: IndicatorCard) -> None:
    count = replace(card, measure="count", chart=ChartRule("i", by_length=True), polarity="none")
    days = [(row.period_end - row.period_start).days for row in shares()]
    rows = [
        replace(row, value=Decimal(4 * day + i % 3 - 1), numerator=4 * day, denominator=None)
        for i, (row, day) in enumerate(zip(shares(), days, strict=True))
    ]
    found = picture(rows, count)
    assert found.centre is not None and found.centre.label.endswith("pr. 30 dage")
    levels = [level for level in found.levels if level is not None]
    per_day = {round(level.centre / day, 6) for level, day in zip(levels, days, strict=True)}
    assert len(per_day) == 1


def test_a_handful_of_months_has_no_line_that_would_pass_for_a_level(card: IndicatorCard) -> None:
    found = picture(shares(9), card)
    assert found.centre is None
    assert not any(found.levels)


def test_a_new_phase_has_its_own_level_and_its_reason_in_the_chart(card: IndicatorCard) -> None:
    rows = shares(12) + [
        replace(
            row,
            value=(row.value or Decimal(0)) + Decimal("0.2"),
            numerator=(row.numerator or 0) + 80,
        )
        for row in shares(30)[12:]
    ]
    whole = assess_rows(rows, card)
    assert whole is not None and whole.assessment.state == "shift"
    phased = replace(card, phases=(NEW,))
    found = picture(rows, phased)
    assert [note.before for note in found.annotations] == [12]
    assert found.annotations[0].text == "Ny fase: Koordinator (klyngen, 15. september 2025)"
    before, after = found.levels[11], found.levels[12]
    assert before is not None and after is not None
    assert (before.phase, after.phase) == (0, 1)
    assert after.centre - before.centre == pytest.approx(20, abs=1)
    record = assess_rows(rows, phased)
    assert record is not None
    assert record.assessment.state == "stable" and record.assessment.phase_since == "2025-01"


def test_few_crossings_of_a_phase_are_marked_in_that_phase_alone(card: IndicatorCard) -> None:
    counts = [90 if (i - 12) // 5 % 2 else 70 for i in range(12, 32)]
    waves = [
        month(i, Decimal(n) / 400, numerator=n, denominator=Decimal(400))
        for i, n in enumerate(counts, start=12)
    ]
    rows, phased = shares(12) + waves, replace(card, phases=(NEW,))
    record = assess_rows(rows, phased)
    assert record is not None and record.assessment.rule == "few_crossings"
    signal = picture(rows, phased).signal
    assert signal is not None and signal.first == 12


def test_a_phase_of_another_unit_is_none_of_ours(card: IndicatorCard) -> None:
    phased = replace(card, phases=(replace(NEW, unit="kommune-0851"),))
    assert picture(shares(), phased).annotations == ()
    assert series_of(shares(), phased).phases == ()


def test_a_long_phase_is_assessed_whole_and_else_the_newest_three_years(
    card: IndicatorCard,
) -> None:
    rows = shares(60)
    assert len(assessed_part(rows, card)) == 36
    early = replace(NEW, from_=date(2024, 7, 1))
    assert len(assessed_part(rows, replace(card, phases=(early,)))) == 54


def test_a_level_does_not_change_by_what_slides_out_of_sight(card: IndicatorCard) -> None:
    """A phase with a frozen level began before the window, and another one within it."""
    first = replace(NEW, from_=date(2024, 1, 1), baseline=12)
    second = replace(NEW, from_=date(2027, 7, 1))
    phased = replace(card, phases=(first, second))
    levels = []
    for months in (48, 54, 60):
        found = picture(shares(months), phased)
        level = found.levels[0]
        assert level is not None and found.points[0].long == "januar 2024"
        levels.append(level.centre)
    assert len(set(levels)) == 1


def test_a_phase_from_before_the_first_number_covers_all(card: IndicatorCard) -> None:
    early = replace(NEW, from_=date(2022, 5, 1), baseline=12)
    phased = replace(card, phases=(early,))
    record = assess_rows(shares(30), phased)
    assert record is not None
    assert (record.assessment.phase_since, record.assessment.baseline) == ("2024-01", 12)
    assert picture(shares(30), phased).annotations == ()


def test_text_and_drawing_leave_out_what_nobody_collected(card: IndicatorCard) -> None:
    """The page draws from where figures begin; the stored answer is made of all rows."""
    empty = [month(i, None, state=State.NOT_COLLECTED) for i in range(6)]
    rows = [*empty, *shares(40)[6:]]
    phased = replace(card, phases=(replace(NEW, from_=date(2024, 3, 1), baseline=12),))
    assert assess_rows(rows, phased) == assess_rows(rows[6:], phased)
    whole, drawn = series_of(assessed_part(rows, phased), phased), series_of(rows[6:], phased)
    assert whole == drawn


def test_the_mixed_quarter_belongs_to_the_old_phase_in_text_and_drawing(
    card: IndicatorCard,
) -> None:
    quarters = [
        replace(
            row,
            period_kind="quarter",
            period=f"{2020 + i // 4}-Q{i % 4 + 1}",
            period_start=date(2020 + i // 4, 3 * (i % 4) + 1, 1),
            period_end=date(2020 + (i + 1) // 4, 3 * ((i + 1) % 4) + 1, 1),
        )
        for i, row in enumerate(shares(24))
    ]
    phased = replace(card, phases=(replace(NEW, from_=date(2023, 2, 1)),))
    [(place, _)] = phases_in(quarters, phased)
    assert quarters[place].period == "2023-Q2"
    assert [note.before for note in picture(quarters, phased).annotations] == [place]


def test_a_units_own_phase_goes_before_everybodys_of_the_same_day(card: IndicatorCard) -> None:
    own = replace(NEW, unit="sundhedsklynge-nordjylland-midt", baseline=12)
    [(place, phase)] = phases_in(shares(30), replace(card, phases=(NEW, own)))
    assert (place, phase) == (12, own)


def test_a_share_without_its_counts_gets_limits_from_its_values(card: IndicatorCard) -> None:
    rows = [replace(row, numerator=None, denominator=None) for row in shares()]
    assert series_of(rows, card).chart == "i"
    assert series_of(shares(), card).chart == "p'"


def test_weeks_around_an_event_and_years_are_not_assessed(card: IndicatorCard) -> None:
    assert assess_rows(shares(), replace(card, measure="profile")) is None
    assert assess_rows([replace(row, period_kind="year") for row in shares()], card) is None
    assert assess_rows([], card) is None


def test_a_limit_that_nothing_can_pass_is_not_drawn(card: IndicatorCard) -> None:
    """A share near 0: the lower limit is cut at 0, and no month can lie below it."""
    rows = [
        replace(row, value=Decimal(i % 3) / 400, numerator=i % 3) for i, row in enumerate(shares())
    ]
    found = picture(rows, card)
    levels = [level for level in found.levels if level is not None]
    assert levels and all(level.lower is None and level.upper is not None for level in levels)
    assert [line.label.split()[0] for line in found.limits] == ["Øvre"]


def test_limits_of_few_months_are_called_provisional(card: IndicatorCard) -> None:
    labels = [line.label for line in picture(shares(15), card).limits]
    assert [label.split()[0] for label in labels] == ["Foreløbig", "Foreløbig"]


def test_the_centre_is_named_where_its_line_ends(card: IndicatorCard) -> None:
    """A month of 31 days ends a little above the level of 30."""
    count = replace(card, measure="count", chart=ChartRule("i", by_length=True), polarity="none")
    rows = [
        replace(row, value=Decimal(100 + i % 5), numerator=100, denominator=None)
        for i, row in enumerate(shares(24))
    ]
    found = picture(rows, count)
    assert found.centre is not None and found.levels[-1] is not None
    assert found.centre.value == found.levels[-1].centre


def test_a_month_that_not_everybody_delivered_is_not_called_unusual(card: IndicatorCard) -> None:
    rows = shares()
    partial = frozenset([Flag.PARTIAL])
    rows[-1] = replace(rows[-1], value=Decimal("0.02"), numerator=8, flags=partial)
    record = assess_rows(rows, card)
    assert record is not None
    assert record.assessment.state == "stable" and "partial_points" in record.assessment.warnings
    assert not any(point.outside for point in picture(rows, card).points)
