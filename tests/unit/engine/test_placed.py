"""When, where and in what order rows count."""

from datetime import date
from decimal import Decimal

import duckdb
import ibis
import pytest

from support.placed import Drawn, stays
from tvaerblik.catalogue.language import (
    Age,
    Between,
    Count,
    Equals,
    Limits,
    Not,
    Persons,
    Proportion,
    Rate,
    RowSet,
)
from tvaerblik.engine.fast.conditions import shifted
from tvaerblik.engine.fast.links import monday

GP = RowSet("gp_service", (), "week", "residence")


@pytest.mark.parametrize(
    ("week", "day"),
    [
        ("2024-W01", date(2024, 1, 4)),
        ("2024-W05", None),  # its Monday is in January, its Thursday is not
        ("2023-W52", None),
        ("2024-W04", date(2024, 1, 25)),
    ],
)
def test_a_week_lies_where_its_thursday_does(drawn: Drawn, week: str, day: date | None) -> None:
    text = f"service_id | person | week | born \n 1 | 1 | {week} | 1959-01-04"
    rows = drawn.rows(Count(GP, "exclude"), {"gp_service": text})
    assert [row["day"] for row in rows] == ([] if day is None else [day])
    assert [(row["age"], row["age_band"]) for row in rows] == (
        [] if day is None else [(65, "65-69")]
    )


def test_a_week_whose_monday_is_in_the_year_before(drawn: Drawn) -> None:
    text = "service_id | person | week | born \n 1 | 1 | 2020-W53 | 1955-12-31"
    rows = drawn.rows(Count(GP, "exclude"), {"gp_service": text}, "2020-12-01", "2021-01-01")
    assert [(row["day"], row["slot"], row["age"]) for row in rows] == [
        (date(2020, 12, 31), 2020 * 12 + 11, 65)
    ]


def test_slots_of_days(drawn: Drawn) -> None:
    text = "stay | person | started \n 1 | 1 | 2024-01-10 23:59"
    (row,) = drawn.rows(Count(stays(), "exclude"), {"hospital_stay": text}, kind="day")
    assert row["slot"] == (date(2024, 1, 10) - date(1970, 1, 1)).days


def test_the_place_is_the_column_that_the_card_names(drawn: Drawn) -> None:
    text = """
        service_id | person | week     | residence    | clinic
        1          | 1      | 2024-W02 | kommune-0851 | klinik-1
        2          | 2      | 2024-W02 | kommune-0860 | -
    """
    clinic = RowSet("gp_service", (), "week", "clinic")
    for of, wanted in ((GP, ["kommune-0851", "kommune-0860"]), (clinic, ["klinik-1", None])):
        rows = drawn.rows(Count(of, "exclude"), {"gp_service": text})
        assert [row["atom"] for row in rows] == wanted


def test_a_table_of_visits_tells_no_age(drawn: Drawn) -> None:
    of = RowSet("municipal_service", (), "started", "provider")
    text = "service_id | person | started \n 1 | 1 | 2024-01-10 12:00"
    (row,) = drawn.rows(Count(of, "exclude"), {"municipal_service": text})
    assert (row["person"], row["age"], row["age_band"], row["sex"]) == (1, None, None, None)


def test_rows_of_the_future_are_kept_with_their_age(drawn: Drawn) -> None:
    text = "stay | person | started | born \n 1 | 1 | 2024-01-10 12:00 | 2024-01-11"
    (row,) = drawn.rows(Count(stays(), "exclude"), {"hospital_stay": text})
    assert row["age"] == -1


TIED = """
    stay | person | started
    10   | 1      | 2024-01-10 12:00
    9    | 2      | 2024-01-10 12:00
    3    | 3      | 2024-01-10 12:01
    1    | 4      | 2024-01-20 12:00
    2    | 5      | 2024-01-10 11:59
"""


def test_the_order_of_rows_is_by_instant_and_then_by_key(drawn: Drawn) -> None:
    of = stays()
    for measure in (
        Persons(of, "exclude"),
        Rate(of, 1000, (), "person_years", "exclude", counting="persons"),
        Proportion(of, (Equals("inpatient", True),), "exclude", None, counting="persons"),
    ):
        rows = drawn.rows(measure, {"hospital_stay": TIED})
        assert {row["person"]: row["sequence"] for row in rows} == {5: 0, 2: 1, 1: 2, 3: 3, 4: 4}
    rows = drawn.rows(Count(of, "exclude"), {"hospital_stay": TIED})
    assert {row["sequence"] for row in rows} == {0}


def test_keys_that_are_texts_are_in_the_order_of_texts(drawn: Drawn) -> None:
    text = "service_id | person | week \n 9 | 1 | 2024-W02 \n 10 | 2 | 2024-W02"
    rows = drawn.rows(Persons(GP, "exclude"), {"gp_service": text})
    assert {row["person"]: row["sequence"] for row in rows} == {2: 0, 1: 1}


@pytest.mark.parametrize(("priority", "counts"), [("ATA1", True), ("ATA3", False), ("-", None)])
def test_having_is_true_false_or_unknown(drawn: Drawn, priority: str, counts: bool | None) -> None:
    measure = Proportion(stays(), (Equals("priority", "ATA1"),), "exclude", None)
    text = f"stay | person | started | priority \n 1 | 1 | 2024-01-10 12:00 | {priority}"
    (row,) = drawn.rows(measure, {"hospital_stay": text})
    assert (row["meets"], row["counts"]) == (True, counts)


def test_having_asks_age_on_the_day_of_the_row(drawn: Drawn) -> None:
    measure = Proportion(GP, (Age(Limits(at_least=Decimal(65))),), "exclude", None)
    text = """
        service_id | person | week     | born
        1          | 1      | 2024-W02 | 1959-01-11
        2          | 2      | 2024-W02 | 1959-01-12
    """
    rows = drawn.rows(measure, {"gp_service": text})
    assert [row["counts"] for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("limits", "persons"),
    [
        ({"at_least": "1.5"}, [2, 3]),
        ({"more_than": "1"}, [2, 3]),
        ({"at_most": "2.5"}, [1, 2]),
        ({"less_than": "2"}, [1]),
        ({"less_than": "2.5", "more_than": "1.5"}, [2]),
    ],
)
def test_limits_need_not_be_whole(drawn: Drawn, limits: dict[str, str], persons: list[int]) -> None:
    within = Between("contacts", Limits(**{name: Decimal(text) for name, text in limits.items()}))
    of = RowSet("gp_service", (within,), "week", "residence")
    text = """
        service_id | person | week     | contacts
        1          | 1      | 2024-W02 | 1
        2          | 2      | 2024-W02 | 2
        3          | 3      | 2024-W02 | 3
    """
    rows = drawn.rows(Count(of, "exclude"), {"gp_service": text})
    assert [row["person"] for row in rows] == persons


def test_rows_left_open_are_kept_apart(drawn: Drawn) -> None:
    of = stays(Not(Equals("priority", "ATA1")))
    text = """
        stay | person | started          | priority
        1    | 1      | 2024-01-10 12:00 | ATA1
        2    | 2      | 2024-01-10 12:00 | ATA3
        3    | 3      | 2024-01-10 12:00 | -
    """
    rows = drawn.rows(Count(of, "exclude"), {"hospital_stay": text})
    assert [(row["person"], row["meets"]) for row in rows] == [(2, True), (3, None)]


def test_days_stay_dates_whether_or_not_they_can_be_missing() -> None:
    """DuckDB makes a timestamp of a date and an interval, and of the start of a date's week."""
    for day in ("date", "!date"):
        table = ibis.table({"day": day}, name="days")
        moved = table.select(later=shifted(table.day, 3), week=monday(table.day))
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE days AS SELECT DATE '2024-01-03' AS day")
            found = connection.execute(ibis.to_sql(moved, dialect="duckdb")).fetchall()
        assert found == [(date(2024, 1, 6), date(2024, 1, 1))]
