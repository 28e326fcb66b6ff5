"""Statens Serum Institut's two files, quirks and all."""

from datetime import date

import pytest

from support.deliveries import world, write_ssi
from tvaerblik.core.deliveries import EVERYTHING, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

DAYS = ["2020-03-01; 1; 0; 0; 0; 2; 3", "2020-03-02;1.002; 0; 0; 0; 0;1.002"]


def tables(tmp_path, **file):
    folder = write_ssi(tmp_path, "2020-06-03", file.pop("days", DAYS), **file)
    return {table.table: table for table in read_delivery("ssi_covid", folder, world()).tables}


def rows_of(table, *names):
    return [tuple(row[name] for name in names) for row in table.rows.to_pylist()]


def test_each_region_column_becomes_rows_of_its_unit(tmp_path):
    found = rows_of(tables(tmp_path)["covid_admissions"], "day", "unit", "numerator")
    assert (date(2020, 3, 1), "region-nordjylland", 2) in found
    assert (date(2020, 3, 2), "danmark", 1002) in found
    assert len(found) == 12


@pytest.mark.parametrize("columns", ["Dato;Antal_nyindlagte", "Dato;Total"])
def test_a_national_column_is_denmark_by_either_name(tmp_path, columns):
    table = tables(tmp_path, days=["2020-02-25; 4"], columns=columns)["covid_admissions"]
    assert rows_of(table, "day", "unit", "numerator") == [(date(2020, 2, 25), "danmark", 4)]
    assert table.columns == ("Dato",)


def test_the_unknown_region_is_a_unit_of_its_own(tmp_path):
    table = tables(
        tmp_path, days=["2020-06-01; 1; 4; 5"], columns="Dato;Sjælland;Ukendt Region;Total"
    )
    assert ("region-ukendt", 4) in rows_of(table["covid_admissions"], "unit", "numerator")


def test_admissions_restate_everything_and_cover_their_own_days(tmp_path):
    table = tables(tmp_path)["covid_admissions"]
    assert table.replaces == (EVERYTHING,)
    (cover,) = table.covers
    assert (cover.start, cover.end) == (date(2020, 3, 1), date(2020, 3, 3))
    assert "region-syddanmark" in cover.units


def test_a_running_total_holds_on_the_publication_s_day_only(tmp_path):
    table = tables(tmp_path, cases=["101;Copenhagen; 34.644;   1.996; 623.404;     320"])[
        "covid_cases"
    ]
    assert rows_of(table, "day", "unit", "numerator", "denominator") == [
        (date(2020, 6, 3), "kommune-0101", 1996, 623404)
    ]
    assert table.replaces == (Window(date(2020, 6, 3), date(2020, 6, 4), None),)
    assert table.covers == (Window(date(2020, 6, 3), date(2020, 6, 4), ("kommune-0101",)),)


def test_a_masked_count_is_bounds_and_never_a_number(tmp_path):
    table = tables(tmp_path, cases=["411;Christiansø;  3;<10;   90;<10"])["covid_cases"]
    assert rows_of(table, "unit", "numerator", "numerator_low", "numerator_high") == [
        ("omraade-0411", None, 0, 9)
    ]


def test_three_and_four_digits_are_one_municipality(tmp_path):
    table = tables(tmp_path, cases=["0101;København;1;2;3;4", "151;Ballerup;1;2;3;4"])[
        "covid_cases"
    ]
    assert [unit for (unit,) in rows_of(table, "unit")] == ["kommune-0101", "kommune-0151"]


def test_the_original_bytes_are_kept_for_a_public_source(tmp_path):
    delivery = read_delivery("ssi_covid", write_ssi(tmp_path, "2020-06-03", DAYS), world())
    assert set(delivery.originals) == {"Newly_admitted_over_time.csv", "Municipality_test_pos.csv"}
    assert delivery.id == f"ssi_covid-2020-06-03-{delivery.sha256[:12]}"


def test_the_same_files_in_another_folder_are_the_same_delivery(tmp_path):
    first = read_delivery("ssi_covid", write_ssi(tmp_path / "a", "2020-06-03", DAYS), world())
    again = read_delivery("ssi_covid", write_ssi(tmp_path / "b", "2020-06-03", DAYS), world())
    other = read_delivery("ssi_covid", write_ssi(tmp_path / "c", "2020-06-03", DAYS[:1]), world())
    assert first.id == again.id != other.id


def test_D13_two_columns_for_one_unit(tmp_path):
    with pytest.raises(BadInput) as caught:
        tables(tmp_path, days=["2020-06-01;5;5"], columns="Dato;Antal_nyindlagte;Total")
    assert [problem.code for problem in caught.value.problems] == ["D13"]
