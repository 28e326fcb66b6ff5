"""A free choice of cells: the same cells as the reader gives one by one, and no others."""

from datetime import date
from itertools import product

import pytest

from support.sample_measures import make_measures_release
from tvaerblik.core.cells import State
from tvaerblik.core.rows import AS_WAS
from tvaerblik.release.exploring import Wanted, cells_of, newest_cells
from tvaerblik.release.reader import open_release

ADMISSIONS, VISITS = "indlaeggelser-pr-1000", "opfoelgende-hjemmebesoeg-7-dage"
UNITS = ("kommune-0851", "kommune-0825", "sundhedsklynge-nordjylland-midt")


def _wanted(**changes):
    asked = {
        "indicators": (ADMISSIONS, VISITS),
        "units": UNITS,
        "period_kind": "quarter",
        "age_bands": (None, "80-84"),
        "sexes": (None, "k"),
        "organisations": (AS_WAS, "2027-01-01"),
        "start": date(2024, 1, 1),
        "end": date(2025, 1, 1),
    }
    return Wanted(**{**asked, **changes})


def test_a_choice_has_the_cells_that_are_answered_one_by_one(release):
    wanted = _wanted()
    sides = (wanted.indicators, UNITS, wanted.organisations, wanted.age_bands, wanted.sexes)
    one_by_one = {
        row
        for indicator, unit, organisation, age, sex in product(*sides)
        for row in release.series(
            indicator, unit, "quarter", age_band=age, sex=sex, organisation=organisation
        )
        if date(2024, 1, 1) <= row.period_start < date(2025, 1, 1)
    }
    found = cells_of(release, wanted)
    assert set(found) == one_by_one and len(found) == len(one_by_one) >= 80


@pytest.mark.parametrize(
    "nothing",
    [
        {"indicators": ("findes-ikke",)},
        {"units": ("kommune-9999",)},
        {"age_bands": ("200+",)},
        {"organisations": ("2050-01-01",)},
        {"start": date(2025, 1, 1)},
        {"units": ()},
    ],
)
def test_names_without_cells_find_none_and_stop_nothing(release, nothing):
    assert cells_of(release, _wanted(**nothing)) == ()
    assert newest_cells(release, _wanted(**nothing | {"start": None})) == () or "start" in nothing


@pytest.mark.parametrize("sql", ["'; DROP TABLE by_period; --", "x') UNION SELECT 1 --"])
def test_E01_sql_in_a_name_is_a_name_that_no_cell_has(release, sql):
    assert cells_of(release, _wanted(units=(sql, "kommune-0851"))) == cells_of(
        release, _wanted(units=("kommune-0851",))
    )
    assert newest_cells(release, _wanted(indicators=(sql,))) == ()


def test_the_newest_period_has_somebody_s_figure(release):
    """A hidden figure is one; a period that nobody has covered is not."""
    asked = {"indicators": (VISITS,), "period_kind": "month", "end": None}
    found = newest_cells(release, _wanted(**asked))
    newest = {row.period for row in found}
    assert len(newest) == 1
    after = cells_of(release, _wanted(**asked | {"start": found[0].period_end}))
    told = (State.OK, State.ZERO, State.SUPPRESSED)
    assert any(row.state in told for row in found)
    assert after and not any(row.state in told for row in after)


def test_the_newest_period_lies_before_the_end(release):
    found = newest_cells(release, _wanted(end=date(2024, 7, 1)))
    assert {row.period for row in found} == {"2024-Q2"}


def test_the_weeks_of_a_profile_are_no_figures_of_its_periods(tmp_path):
    with open_release(make_measures_release(tmp_path)) as measures:
        assert measures.csv_rows("profile") and measures.indicator("profile").is_profile
        asked = {"indicators": ("profile", "count"), "period_kind": "month", "units": UNITS}
        wanted = _wanted(**asked, age_bands=(None,), sexes=(None,), start=None, end=None)
        found = cells_of(measures, wanted)
        assert {row.indicator for row in found} == {"count"}
        assert {row.indicator for row in newest_cells(measures, wanted)} == {"count"}
