"""The fast engine beside what specs can say: the statements it keeps, and what it refuses."""

from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.errors import DefinitionError, NotKnown


@pytest.fixture
def spec(tmp_path: Path, definitions: Path) -> Spec:
    drawn = Spec("duckdb", tmp_path, load_catalogue(definitions))
    drawn.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-01-10 08:00")
    return drawn


def test_the_statements_are_kept_with_the_result(spec: Spec) -> None:
    spec.count("{diagnosis: {in: forebyggelige-indlaeggelser}}")
    sql = spec.compute(["kommune-0851"], ["2024-01"]).sql
    text = "\n".join(sql)
    assert "GROUPING SETS" in text and "DJ44" in text
    # A plain range on the stored column: anything cleverer keeps a reader from skipping row groups
    assert "MAKE_DATE(2024, 1, 1)" in text and '"started_date" >=' in text


def test_a_statement_a_level_is_never_needed(spec: Spec) -> None:
    """However many units and periods are asked for, the number of statements is the same."""
    spec.count("")
    one = spec.compute(["kommune-0851"], ["2024-01"]).sql
    many = spec.compute(["kommune-0851", "danmark", "region-nordjylland"], ["2022-01", "2024"]).sql
    assert len(one) == len(many)


def test_without_strata_only_totals(spec: Spec) -> None:
    spec.count("")
    with_strata = spec.compute(["kommune-0851"], ["2024-01"]).rows
    (total,) = spec.compute(["kommune-0851"], ["2024-01"], strata=False).rows
    assert len(with_strata) == (1 + 9) * (1 + 2)
    assert total == next(iter(with_strata))


def test_hours_from_a_date_are_refused(spec: Spec) -> None:
    """When the definition is read: no engine has to guess which hour of a day is meant."""
    with pytest.raises(DefinitionError, match="needs instants"):
        spec.define(
            """
measure:
  proportion:
    of: {table: residence, where: [], date: valid_from, place: residence}
    having:
      followed_by:
        {table: municipal_service, where: [], from: valid_from, to: started,
         within: {at_least: 0 hours, at_most: 7 days}, same: [person]}
    unknown: exclude""",
            settle="7 days",
        )


def test_an_unknown_unit_is_named(spec: Spec) -> None:
    spec.count("")
    with pytest.raises(NotKnown, match="kommune-9999"):
        spec.compute(["kommune-9999"], ["2024-01"])


def test_a_period_kind_that_is_not_offered_has_no_rows(spec: Spec) -> None:
    spec.count("")
    assert len(spec.compute(["kommune-0851"], ["2024-01-10"]).rows) == 0


def test_a_stock_of_the_last_day_tells_of_that_day_alone(spec: Spec) -> None:
    """The engine looks at the last night of every month, but only the year's is asked for."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-03-10 08:00 | 2024-04-02 08:00
        2    | 2      | 2024-12-10 08:00 | -
        """,
    )
    spec.define(
        """
measure:
  stock:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    until: ended
    at: last_day
    unknown: exclude""",
        look_back="400 days",
    )
    assert spec.compute(["kommune-0851"], ["2024"]).diagnostics.placed == 1
    assert spec.compute(["kommune-0851"], ["2024", "2024-03"]).diagnostics.placed == 2


def test_rows_of_days_and_months_come_in_the_order_asked_for(spec: Spec) -> None:
    """They are counted apart, and put together again."""
    spec.define(
        """
measure:
  count:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    unknown: exclude""",
        periods="[day, month]",
        grains="{units: municipality, breakdowns: []}",
    )
    units, periods = ["kommune-0860", "kommune-0851"], ["2024-01", "2024-01-10"]
    found = [(row.unit, row.period) for row in spec.compute(units, periods).rows]
    days = [f"2024-01-{day:02d}" for day in range(1, 32)]
    assert found == [(unit, period) for unit in units for period in ["2024-01", *days]]


def test_who_moves_the_day_after_the_period_lived_elsewhere_in_it(spec: Spec) -> None:
    spec.draw(
        "residence",
        """
        person | municipality | valid_from | valid_to
        1      | kommune-0860 | 2020-01-01 | 2024-02-01
        1      | kommune-0851 | 2024-02-01 | 2024-06-01
        """,
    )
    spec.define(
        """
measure:
  persons:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    unknown: exclude""",
        attribute="last_residence_in_period",
    )
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-01 | 0
        kommune-0860 | 2024-01 | 1
        kommune-0851 | 2024-Q1 | 1
    """)


def test_the_reference_is_shown_only_where_it_is_asked_for(spec: Spec) -> None:
    spec.component(
        "rated",
        """
measure:
  rate:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    per: 1000
    unknown: exclude
denominator: person_years""",
    )
    spec.define("measure: {ratio: {observed: rated, by: [sex], reference: kommune-0860}}")
    for units in (["kommune-0851"], ["kommune-0860", "kommune-0851"]):
        rows = spec.compute(units, ["2024-01"], strata=False).rows
        assert [row.unit for row in rows] == units
