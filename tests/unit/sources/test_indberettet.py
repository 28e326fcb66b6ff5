"""Reported figures in CSV: series, periods, units, numbers; every fault with its row and column."""

from dataclasses import replace
from datetime import date

import pytest

from support.deliveries import CPR, take_in, world
from tvaerblik.catalogue.registers import NumberDialect
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

HEADER = "SERIE;PERIODE;ENHED;TAELLER;NAEVNER"
GOOD = "ulb-72-timer;2024-01;0851;12;"


def write(tmp_path, *lines, published="2025-02-10", header=HEADER):
    folder = tmp_path / published
    folder.mkdir()
    (folder / "INDBERETTEDE_TAL.csv").write_text("\n".join((header, *lines)), encoding="utf-8")
    return folder


def rows(tmp_path, *lines, known=None):
    (table,) = read_delivery("indberettet", write(tmp_path, *lines), known or world()).tables
    return table.rows.to_pylist()


def faults(tmp_path, *lines, known=None):
    """(code, row, column) of every fault."""
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, *lines), known or world())
    for problem in caught.value.problems:
        assert problem.what.da != problem.what.en and problem.remedy.da != problem.remedy.en
        assert problem.where.file == "INDBERETTEDE_TAL.csv"
    return [
        (problem.code, problem.where.row, problem.where.column) for problem in caught.value.problems
    ]


def dotted():
    """A world whose card says that a dot stands between thousands."""
    found = world()
    card = found.cards["indberettet"]
    cards = found.cards | {"indberettet": replace(card, numbers=NumberDialect("dot"))}
    return replace(found, cards=cards)


def by_quarter_and_day():
    found = world()
    series = found.codelists["indberettede-serier"]
    first = series.codes[0]
    codes = tuple(replace(first, code=grain, group=grain) for grain in ("quarter", "day"))
    lists = found.codelists | {"indberettede-serier": replace(series, codes=codes)}
    return replace(found, codelists=lists)


def test_a_row_becomes_a_reported_value(tmp_path):
    assert rows(tmp_path, "nationale-maal-genindlaeggelser;2023;Aalborg;1234;9876") == [
        {
            "series": "nationale-maal-genindlaeggelser",
            "day": date(2023, 1, 1),
            "unit": "kommune-0851",
            "numerator": 1234,
            "numerator_low": None,
            "numerator_high": None,
            "denominator": 9876,
        }
    ]


@pytest.mark.parametrize(
    ("series", "text", "day"),
    [("quarter", "2024K3", date(2024, 7, 1)), ("day", "2024-02-29", date(2024, 2, 29))],
)
def test_quarters_and_days(tmp_path, series, text, day):
    (row,) = rows(tmp_path, f"{series};{text};0851;1;", known=by_quarter_and_day())
    assert row["day"] == day


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0851", "kommune-0851"),
        ("851", "kommune-0851"),
        ("aalborg", "kommune-0851"),
        ("Århus", "kommune-0751"),
        ("1081", "region-nordjylland"),
        ("Region Nordjylland", "region-nordjylland"),
        ("Danmark", "danmark"),
        ("Sundhedsklynge Aarhus", "sundhedsklynge-midtjylland-aarhus"),
        ("Sundhedsklynge Midt (Midtjylland)", "sundhedsklynge-midtjylland-midt"),
        ("sundhedsklynge-nordjylland-midt", "sundhedsklynge-nordjylland-midt"),
    ],
)
def test_any_kind_of_unit_by_code_name_or_id(tmp_path, text, unit):
    (row,) = rows(tmp_path, f"ulb-72-timer;2024-01;{text};1;")
    assert row["unit"] == unit


@pytest.mark.parametrize(
    "name", ["Sundhedsklynge Midt", "sundhedsklynge nord", "Health cluster Syd"]
)
def test_D16_a_name_of_two_units_is_refused_with_the_ids_to_choose_from(tmp_path, name):
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, f"ulb-72-timer;2024-01;{name};1;"), world())
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == ("D16", 2, "ENHED")
    assert "sundhedsklynge-nordjylland-" in problem.remedy.da
    assert "sundhedsklynge-hovedstaden-" in problem.remedy.da


@pytest.mark.parametrize("unit", ["0999", "Ålborg Øst", "klinik-000001"])
def test_D16_an_unknown_unit(tmp_path, unit):
    assert faults(tmp_path, GOOD, f"ulb-72-timer;2024-01;{unit};1;") == [("D16", 3, "ENHED")]


def test_D16_a_unit_that_did_not_exist_in_the_period_is_told_with_its_dates(tmp_path):
    line = "ulb-72-timer;2024-01;Sundhedsråd Limfjorden;1;"
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, line), world())
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.column) == ("D16", "ENHED")
    assert "2027-01-01" in problem.what.da


def test_an_unknown_series_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, "overbelaegning;2024-01;0851;1;"), world())
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == ("K-CODE", 2, "SERIE")
    assert "ulb-72-timer" in problem.remedy.da


@pytest.mark.parametrize("period", ["2024", "2024K1", "2024-01-31"])
def test_a_period_of_another_grain_is_refused_with_its_row(tmp_path, period):
    assert faults(tmp_path, GOOD, f"ulb-72-timer;{period};0851;1;") == [("K-GRAIN", 3, "PERIODE")]


@pytest.mark.parametrize(
    "period",
    [
        "2024-13",
        "januar 2024",
        "01-2024",
        "45292",
        "2024-W05",
        "2024-Q1",
        "9999-01",
        "2025-03",
        "2018-12",
    ],
)
def test_D08_what_is_no_period_lies_ahead_or_before_the_series(tmp_path, period):
    assert faults(tmp_path, f"ulb-72-timer;{period};0851;1;") == [("D08", 2, "PERIODE")]


@pytest.mark.parametrize("number", ["1.234", "1,234", "1 234", "1'234", "1\u00a0234", "12.345.678"])
def test_D09_what_may_be_thousands_or_decimals_is_asked_about(tmp_path, number):
    line = f"ulb-72-timer;2024-01;0851;{number};"
    assert faults(tmp_path, GOOD, line) == [("K-NUM-AMBIGUOUS", 3, "TAELLER")]


@pytest.mark.parametrize(
    "number", ["1.234,5", "12,5", "12.5", "-1", "1e3", "1234.0", "ca. 12", "<10", "1234567890123"]
)
def test_D09_what_is_no_count(tmp_path, number):
    line = f"nationale-maal-genindlaeggelser;2023;0851;1;{number}"
    assert faults(tmp_path, line) == [("D09", 2, "NAEVNER")]


@pytest.mark.parametrize("number", ["1000000000", "999999999999"])
def test_D09_a_count_of_more_than_nine_digits_is_refused_with_its_row(tmp_path, number):
    with pytest.raises(BadInput) as caught:
        read_delivery(
            "indberettet", write(tmp_path, GOOD, f"ulb-72-timer;2024-02;0851;{number};"), world()
        )
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == ("D09", 3, "TAELLER")
    assert "mere end 9 cifre" in problem.what.da and "more than 9 digits" in problem.what.en


@pytest.mark.parametrize("number", ["1.000.000.000", "999.999.999.999"])
def test_D09_dots_make_no_count_of_more_than_nine_digits_readable(tmp_path, number):
    line = f"ulb-72-timer;2024-02;0851;{number};"
    assert faults(tmp_path, line, known=dotted()) == [("D09", 2, "TAELLER")]


def test_a_count_of_nine_digits_is_taken_in(tmp_path):
    lines = [f"ulb-72-timer;2024-0{month};0851;{text};" for month, text in enumerate(("999999999", "999.999.999"), 1)]  # fmt: skip
    assert [row["numerator"] for row in rows(tmp_path, *lines, known=dotted())] == [999_999_999] * 2


def test_D09_a_dot_between_thousands_holds_where_the_card_says_so(tmp_path):
    lines = [f"ulb-72-timer;2024-0{month};0851;{text};" for month, text in enumerate(("1.234", "1234", "999"), 1)]  # fmt: skip
    assert [row["numerator"] for row in rows(tmp_path, *lines, known=dotted())] == [1234, 1234, 999]


@pytest.mark.parametrize(
    ("number", "code"),
    [("1,234", "K-NUM-AMBIGUOUS"), ("1.23", "D09"), ("1234.567", "D09"), ("<5", "D09")],
)
def test_D09_nothing_else_holds_there(tmp_path, number, code):
    line = f"ulb-72-timer;2024-01;0851;{number};"
    assert faults(tmp_path, line, known=dotted()) == [(code, 2, "TAELLER")]


def test_a_hidden_count_becomes_bounds_where_the_card_declares_its_mark(tmp_path):
    (row,) = rows(tmp_path, "ulb-72-timer;2024-01;0851;<5;")
    assert (row["numerator"], row["numerator_low"], row["numerator_high"]) == (None, 0, 4)


def test_a_hidden_denominator_is_refused(tmp_path):
    line = "nationale-maal-genindlaeggelser;2023;0851;<5;<5"
    assert faults(tmp_path, line) == [("D09", 2, "NAEVNER")]


def test_C07_a_numerator_greater_than_its_denominator(tmp_path):
    lines = ["11;10", "10;10", "0;0"]
    lines = [f"nationale-maal-genindlaeggelser;{2020 + n};0851;{line}" for n, line in enumerate(lines)]  # fmt: skip
    assert faults(tmp_path, *lines) == [("K-RULE-RANGE", 2, "TAELLER")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";2024-01;0851;1;", "SERIE"),
        ("ulb-72-timer;;0851;1;", "PERIODE"),
        ("ulb-72-timer;2024-01;;1;", "ENHED"),
        ("ulb-72-timer;2024-01;0851;;", "TAELLER"),
    ],
)
def test_an_empty_field_is_not_zero(tmp_path, line, column):
    assert faults(tmp_path, line) == [("K-EMPTY", 2, column)]


def test_one_figure_twice_is_refused_however_its_unit_is_spelled(store, tmp_path):
    with pytest.raises(BadInput) as caught:
        take_in(store, write(tmp_path, GOOD, "ulb-72-timer;2024-01;Aalborg;13;"), source="indberettet")  # fmt: skip
    assert [(p.code, p.where.row) for p in caught.value.problems] == [("K-KEY", 3)]


def test_every_fault_is_told_at_once_and_the_first_fifty_listed(tmp_path):
    lines = ["x;2024;y;1.234;", *(f"ulb-72-timer;2024-01;099{n};1;" for n in range(60))]
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, *lines), world())
    error = caught.value
    assert {problem.code for problem in error.problems} == {"K-CODE", "D16", "K-NUM-AMBIGUOUS"}
    assert (len(error.problems), error.total) == (50, 63)


@pytest.mark.parametrize("column", range(5))
def test_D21_a_cpr_number_in_any_column_is_refused_and_not_shown(tmp_path, column):
    fields = GOOD.split(";")
    fields[column] = CPR[0]
    with pytest.raises(BadInput) as caught:
        read_delivery("indberettet", write(tmp_path, ";".join(fields)), world())
    assert "D21" in {problem.code for problem in caught.value.problems}
    assert CPR[0] not in caught.value.in_("da") + caught.value.in_("en")


def test_the_rows_are_what_it_covers_and_no_window_is_restated(tmp_path):
    lines = [f"ulb-72-timer;2024-{month:02d};{unit};1;" for unit in ("0851", "0860") for month in (1, 2, 4)]  # fmt: skip
    lines.append("nationale-maal-genindlaeggelser;2023;0851;1;2")
    (table,) = read_delivery("indberettet", write(tmp_path, *lines), world()).tables
    assert table.replaces == ()
    assert table.covers == (
        Window(date(2023, 1, 1), date(2024, 3, 1), ("kommune-0851",)),
        Window(date(2024, 1, 1), date(2024, 3, 1), ("kommune-0860",)),
        Window(date(2024, 4, 1), date(2024, 5, 1), ("kommune-0851", "kommune-0860")),
    )


def test_another_owners_delivery_leaves_the_first_ones_figures(store, tmp_path):
    """Thirty rows of one municipality, then one row of another: nothing is lost, so nothing is held."""
    lines = [f"ulb-72-timer;20{22 + n // 12}-{n % 12 + 1:02d};0851;{n};" for n in range(30)]
    take_in(store, write(tmp_path, *lines, published="2025-02-10"), source="indberettet")
    other = write(tmp_path, "ulb-72-timer;2024-01;0860;7;", published="2025-02-11")
    report = take_in(store, other, source="indberettet")
    assert (report.outcome, report.reasons, report.warnings) == ("accepted", (), ())
    again = write(tmp_path, "ulb-72-timer;2024-01;0851;99;", published="2025-02-12")
    assert take_in(store, again, source="indberettet").outcome == "accepted"
    found = store.snapshot(store.vintage()).read("reported_value").to_pylist()
    figures = {(row["unit"], row["day"]): row["numerator"] for row in found}
    assert len(figures) == 31
    assert figures["kommune-0851", date(2024, 1, 1)] == 99
    assert figures["kommune-0851", date(2024, 2, 1)] == 25


def test_two_owners_may_report_on_one_day_but_not_the_same_figures(store, tmp_path):
    """Eleven municipalities send theirs the same day; two files of one municipality ask for a person."""
    outcomes = []
    for name, line in (
        ("a", "ulb-72-timer;2024-01;0851;1;"),
        ("b", "ulb-72-timer;2024-01;0860;2;"),
        ("c", "ulb-72-timer;2024-02;0851;3;"),
        ("d", "ulb-72-timer;2024-01;0851;4;"),
    ):
        (tmp_path / name).mkdir()
        report = take_in(store, write(tmp_path / name, line), source="indberettet")
        outcomes.append((report.outcome, [reason.code for reason in report.reasons]))
    assert outcomes == [("accepted", [])] * 3 + [("held", ["K-CONFLICT"])]
    found = store.snapshot(store.vintage()).read("reported_value").to_pylist()
    assert sorted(row["numerator"] for row in found) == [1, 2, 3]


@pytest.mark.parametrize("denominator", ["9000", "0", "x", "<5"])
def test_a_count_sent_with_a_denominator_is_refused_and_never_becomes_a_share(
    tmp_path, denominator
):
    found = faults(tmp_path, GOOD, f"ulb-72-timer;2024-02;0851;0;{denominator}")
    assert ("K-DENOMINATOR", 3, "NAEVNER") in found


def test_a_share_sent_without_its_denominator_is_refused(tmp_path):
    lines = (
        "fmk-ajourfoering-sygehus;2024-01;1081;9;10",
        "fmk-ajourfoering-sygehus;2024-02;1081;9;",
    )
    assert faults(tmp_path, *lines) == [("K-DENOMINATOR", 3, "NAEVNER")]
