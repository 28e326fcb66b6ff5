"""Faults put into two years of invented rows, one at a time, and what is said of each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from support.measures import catalogue_of_measures
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.periods import periods_between
from tvaerblik.flows.check_computation import check_computation, judge, judge_join
from tvaerblik.release.cards import ComputeWarning
from tvaerblik.store.snapshot import Cover, snapshot_of_tables

FIRST, LAST = date(2024, 1, 1), date(2026, 4, 1)
PREVENTABLE = "forebyggelige-indlaeggelser-65"
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
AALBORG, HJOERRING = "kommune-0851", "kommune-0860"
EACH_MONTH = 200
VISIT = "ccbed25e-da29-4c4e-9f6c-0b3132125336"
Row = dict[str, Any]
Change = Callable[[Row, int], None]  # the row, and its number in the month


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    """The project's own, and one of each measure beside them."""
    found = load_catalogue(definitions)
    measures = catalogue_of_measures(found).indicators
    return replace(found, indicators={**found.indicators, **measures})


def stays() -> list[Row]:
    """Two in three of Aalborg; one in twenty-five without a diagnosis, as ever."""
    rows = []
    for month in periods_between("month", FIRST, LAST):
        for number in range(EACH_MONTH):
            day = month.start + timedelta(number % 28)
            rows.append(
                {
                    "stay": len(rows),
                    "person": len(rows),
                    **moment("started", day, 8),
                    **moment("ended", day, 20),
                    "inpatient": True,
                    "priority": "ATA1",
                    "diagnosis": None if number % 25 == 0 else ("DJ449", "DI509")[number % 2],
                    "sector": "somatic",
                    "residence": HJOERRING if number % 3 == 0 else AALBORG,
                    "born": date(1950, 1, 1),
                    "sex": "k",
                }
            )
    return rows


def visits() -> list[Row]:
    """Every fourth person is visited in the month of the stay."""
    return [
        {
            "service_id": str(row["stay"]),
            "person": row["person"],
            "municipality": AALBORG,
            "resource": "completed",
            "service": VISIT,
            **moment("started", row["started_date"], 12),
            **moment("ended", row["started_date"], 13),
        }
        for row in stays()
        if row["stay"] % 4 == 0
    ]


def moment(name: str, day: date, hour: int) -> Row:
    return {name: datetime(day.year, day.month, day.day, hour), f"{name}_date": day}


def in_months(first: str, last: str, change: Change) -> Callable[[list[Row]], None]:
    """Changes the rows of some months, both included."""

    def changed(rows: list[Row]) -> None:
        for row in rows:
            if first <= row["started_date"].isoformat()[:7] <= last:
                change(row, row.get("stay", 0) % EACH_MONTH)

    return changed


@pytest.fixture
def warnings_of(catalogue: Catalogue, tmp_path: Path):
    def of(
        indicator: str,
        change: Callable[[list[Row]], None] = lambda rows: None,
        table: str = "hospital_stay",
    ) -> tuple[ComputeWarning, ...]:
        rows = {"hospital_stay": stays(), "municipal_service": visits()}
        change(rows[table])
        tables = {
            name: pa.Table.from_pylist(found, arrow_schema(catalogue.registers[name]))
            for name, found in rows.items()
        }
        covers = tuple(
            Cover(name, None, FIRST, LAST) for name in (*tables, "hospital_contact", "diagnosis")
        )
        snapshot = snapshot_of_tables(tmp_path, tables, covers)
        return check_computation([catalogue.get(indicator)], catalogue, snapshot)[indicator]

    return of


@pytest.mark.parametrize("indicator", [PREVENTABLE, VISITS])
def test_nothing_is_said_of_sound_data(warnings_of, indicator) -> None:
    assert warnings_of(indicator) == ()


def test_an_emptied_column_is_said_with_its_share_and_what_is_usual(warnings_of) -> None:
    def empty(row: Row, number: int) -> None:
        row["diagnosis"] = None if number < 76 else "DJ449"

    (found,) = warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", empty))
    assert (found.code, found.severity, found.column) == ("W-LOST-VALUES", "remark", "diagnosis")
    assert (found.first, found.last, found.unit) == ("2026-03", "2026-03", None)
    assert "mangler i 38 % af rækkerne" in found.text.da.replace("\u00a0", " ")
    assert found.text.da.endswith("i marts 2026; plejer at mangle i 4\u00a0%.")
    assert "is missing in 38% of the rows" in found.text.en
    assert found.text.en.endswith("in March 2026; usually in 4%.")


def test_a_column_that_lost_every_value_is_severe(warnings_of) -> None:
    def empty(row: Row, number: int) -> None:
        row["diagnosis"] = None

    (found,) = warnings_of(PREVENTABLE, in_months("2026-01", "2026-02", empty))
    assert (found.severity, found.first, found.last) == ("severe", "2026-01", "2026-02")
    assert "i 100\u00a0% af rækkerne" in found.text.da
    assert "fra januar 2026 til februar 2026" in found.text.da


def test_a_little_more_than_usual_is_chance(warnings_of) -> None:
    """4 + 8 in a hundred: within a change of practice."""

    def empty(row: Row, number: int) -> None:
        row["diagnosis"] = None if number < 24 else "DJ449"

    assert warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", empty)) == ()


def test_what_only_one_municipality_lost_is_said_of_it(warnings_of) -> None:
    def empty(row: Row, number: int) -> None:
        if row["residence"] == HJOERRING and number % 5 == 0:
            row["diagnosis"] = None

    (found,) = warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", empty))
    assert found.unit == HJOERRING
    assert "for Hjørring" in found.text.da and "of Hjørring" in found.text.en


def test_rows_that_the_definition_does_not_ask_for_do_not_matter(warnings_of) -> None:
    def elsewhere(row: Row, number: int) -> None:
        if number < 100:
            row["inpatient"], row["diagnosis"] = False, None

    assert warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", elsewhere)) == ()


def test_a_condition_on_the_emptied_column_hides_nothing(warnings_of) -> None:
    """Only acute stays count, and a stay that lost its priority is not one of them any more."""

    def empty(row: Row, number: int) -> None:
        row["priority"] = None if number < 80 else "ATA1"

    (found,) = warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", empty))
    assert (found.column, found.severity) == ("priority", "remark")


def unfinished(row: Row, number: int) -> None:
    if number < 150:
        row["ended"] = row["ended_date"] = None


def test_an_end_that_has_not_come_is_no_missing_value(warnings_of) -> None:
    assert warnings_of("mean", in_months("2026-02", "2026-03", unfinished)) == ()


def test_an_end_that_should_have_come_is(warnings_of) -> None:
    (found,) = warnings_of("mean", in_months("2025-10", "2025-12", unfinished))
    assert (found.column, found.first, found.last) == ("ended", "2025-10", "2025-12")


# Codes -------------------------------------------------------------------------------------------


def test_another_spelling_of_codes_is_seen(warnings_of) -> None:
    def respelled(row: Row, number: int) -> None:
        row["diagnosis"] = "J44.9" if number % 2 else row["diagnosis"]

    (found,) = warnings_of(PREVENTABLE, in_months("2026-02", "2026-03", respelled))
    assert (found.code, found.severity) == ("W-UNKNOWN-CODES", "remark")
    assert "koder, der ikke er set før" in found.text.da and "50" in found.text.da


def test_codes_that_are_all_foreign_are_severe(warnings_of) -> None:
    def foreign(row: Row, number: int) -> None:
        row["diagnosis"] = "CA22.0"

    (found,) = warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", foreign))
    assert (found.code, found.severity) == ("W-UNKNOWN-CODES", "severe")


def test_a_new_code_of_the_list_is_no_foreign_one(warnings_of) -> None:
    def newly_listed(row: Row, number: int) -> None:
        row["diagnosis"] = "DJ441X"

    assert warnings_of(PREVENTABLE, in_months("2026-03", "2026-03", newly_listed)) == ()


# Joins -------------------------------------------------------------------------------------------


def test_persons_that_are_nowhere_in_the_other_table_are_severe(warnings_of) -> None:
    def other_key(row: Row, number: int) -> None:
        row["person"] += 10**9

    found = warnings_of(VISITS, in_months("2026-03", "2026-03", other_key), "municipal_service")
    assert [(one.code, one.severity, one.table) for one in found] == [
        ("W-LOST-JOIN", "severe", "municipal_service")
    ]
    assert found[0].text.da.startswith("0\u00a0% af borgerne i »")
    assert found[0].text.da.endswith("plejer 25\u00a0%.")


def test_a_month_that_was_not_delivered_is_no_lost_join(warnings_of) -> None:
    def emptied(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["started_date"] < date(2026, 3, 1)]

    assert warnings_of(VISITS, emptied, "municipal_service") == ()


# Judging -----------------------------------------------------------------------------------------


def months(*counts: tuple[int, int]) -> dict[int, tuple[int, int]]:
    return {2024 * 12 + place: pair for place, pair in enumerate(counts)}


def test_fewer_than_fifty_rows_are_added_up_to_longer_periods() -> None:
    steady = [(20, 1)] * 12
    assert list(judge(months(*steady, (20, 20)), 0.1)) == []
    (found,) = judge(months(*steady, *[(20, 20)] * 3), 0.1)
    assert (found.first.id, found.share) == ("2025-Q1", 1)


def test_of_few_rows_a_jump_must_be_beyond_chance() -> None:
    assert list(judge(months(*[(60, 12)] * 12, (60, 20)), 0.1)) == []
    assert len(list(judge(months(*[(600, 120)] * 12, (600, 200)), 0.1))) == 1


def test_three_periods_make_what_is_usual_and_two_do_not() -> None:
    assert list(judge(months(*[(100, 1)] * 2, (100, 90)), 0.1)) == []
    assert len(list(judge(months(*[(100, 1)] * 3, (100, 90)), 0.1))) == 1


def test_a_fault_does_not_become_what_is_usual() -> None:
    (found,) = judge(months(*[(100, 1)] * 12, *[(100, 60)] * 14), 0.1)
    assert (found.first.id, found.last.id, found.usual) == ("2025-01", "2026-02", 0.01)


def test_none_of_twenty_expected_is_no_chance_and_none_of_nineteen_is() -> None:
    (found,) = judge_join(months(*[(100, 80)] * 3, (100, 100)))
    assert found.share == 0
    assert list(judge_join(months(*[(100, 81)] * 3, (100, 100)))) == []
    # Half of what was expected, and so many that it is certain
    assert len(list(judge_join(months(*[(1000, 800)] * 3, (1000, 900))))) == 1
    assert list(judge_join(months(*[(1000, 800)] * 3, (1000, 899)))) == []
