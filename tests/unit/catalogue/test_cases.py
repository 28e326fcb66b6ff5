"""Worked cases: every rule of the loader has a file it must reject, and drawn tables mean what they say."""

import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from support.spelled import spelled_catalogue
from tvaerblik.catalogue.cases import load_cases
from tvaerblik.catalogue.drawn import lines_of, values_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.registers import Column, ColumnType
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.texts import Text

ID = "indlaeggelser-pr-1000"
CASES = """\
usual:
  hospital_contact: {stay_key: "-", contact_type: ALCA00, priority: ATA1, diagnosis: "-",
    unit: "1", specialty: "-", sector: somatic, residence: kommune-0851, born: 1950-01-01, sex: k}
always:
  population: |
    quarter_start | municipality | sex | age | persons
    2024-01-01    | kommune-0851 | k   | 74  | 100
cases:
  - id: first
    shows: {da: Et ophold, en: A stay}
    tables:
      hospital_contact: |
        contact | person | started          | ended
        1       | 1      | 2024-03-31 04:30 | 2024-04-01 08:00
    covers: |
      table            | unit         | start      | end
      hospital_contact | kommune-0851 | 2024-01-01 | 2025-01-01
    expected: |
      unit         | period  | age_band | sex | state | numerator | denominator | value
      kommune-0851 | 2024-03 | 70-74    | k   | ok    | 1         | 3100        | 117.82
"""
REJECTED = [
    # what to replace, with what, what the message names
    ("contact | person", "kontakt | person", "kontakt"),
    ("contact | person", "person | person", "twice"),
    ("residence: kommune-0851,", "", "residence"),
    ("residence: kommune-0851", "bopael: kommune-0851", "bopael"),
    ("residence: kommune-0851", "residence: kommune-9999", "kommune-9999"),
    ("  population: |", "  inhabitants: |", "inhabitants"),
    ("      hospital_contact: |", "      hospital_contacts: |", "hospital_contacts"),
    ("    shows: {da: Et ophold, en: A stay}\n", "", "shows"),
    ("en: A stay", 'en: ""', "en"),
    ("04:30 |", "half past four |", "moment"),
    ("2024-03-31 04:30", "2024-03-31 02:30", "exists in Danish time"),
    ("2024-03-31 04:30", "-               ", "started"),
    ("1       | 1      |", "1       | one    |", "must be a number"),
    ("2024-04-01 08:00", "2024-04-01 08:00 | 1", "cells"),
    ("table            | unit ", "table            | units", "unit"),
    ("hospital_contact | kommune-0851", "hospital_contacts | kommune-0851", "hospital_contacts"),
    ("hospital_contact | kommune-0851", "hospital_contact | kommune-9999", "kommune-9999"),
    ("2024-01-01 | 2025-01-01", "2024-01-01 | for ever  ", "date"),
    ("2024-01-01 | 2025-01-01", "2025-01-01 | 2024-01-01", "end"),
    ("kommune-0851 | 2024-03 |", "kommune-9999 | 2024-03 |", "kommune-9999"),
    ("| 2024-03 |", "| 2024-13 |", "period"),
    ("| 2024-03 |", "| 2024-03-14 |", "month"),
    ("70-74 ", "70-71 ", "70-74"),
    ("| k   | ok ", "| x   | ok ", "sex"),
    ("| ok ", "| fine ", "state"),
    ("| ok    | 1 ", "| ok    | - ", "numerator"),
    ("| ok    | 1 ", "| not_settled | 1 ", "numerator"),
    ("| 3100 ", "| many ", "denominator"),
    ("| value\n", "| worth\n", "worth"),
    ("id: first\n    shows", "shows", "id"),
    ("cases:\n", "case: 1\ncases:\n", "case"),
]


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def written(folder: Path, text: str, name: str = f"{ID}.cases.yaml") -> Path:
    (folder / "indicators").mkdir(exist_ok=True)
    (folder / "indicators" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_case_is_read_with_moments_in_utc(tmp_path: Path, catalogue: Catalogue) -> None:
    (case,) = load_cases(written(tmp_path, CASES), catalogue)[ID]
    contacts = next(table for table in case.tables if table.register.table == "hospital_contact")
    row = dict(contacts.rows[0])
    assert row["started"] == datetime(2024, 3, 31, 2, 30)
    assert row["started_date"] == date(2024, 3, 31)
    assert row["residence"] == "kommune-0851"
    assert row["diagnosis"] is None
    assert contacts.drawn[0] == ("contact", "person", "started", "ended")


@pytest.mark.parametrize(("old", "new", "named"), REJECTED)
def test_a_wrong_case_is_refused_with_file_and_path(
    old: str, new: str, named: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    assert old in CASES, old
    with pytest.raises(DefinitionError) as caught:
        load_cases(written(tmp_path, CASES.replace(old, new)), catalogue)
    problem = caught.value.problems[0]
    assert problem.where.file == f"{ID}.cases.yaml"
    assert named in problem.in_("en")


def test_a_case_that_expects_nothing_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    line = (
        "      kommune-0851 | 2024-03 | 70-74    | k   | ok    | 1         | 3100        | 117.82\n"
    )
    for text in (CASES.replace(line, ""), CASES[: CASES.index("    expected")]):
        with pytest.raises(DefinitionError, match="expected"):
            load_cases(written(tmp_path, text), catalogue)


def test_two_cases_of_one_name_are_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    twice = CASES + CASES[CASES.index("  - id: first") :]
    with pytest.raises(DefinitionError, match="id of its own"):
        load_cases(written(tmp_path, twice), catalogue)


def test_a_table_too_long_to_read_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    line = "        1       | 1      | 2024-03-31 04:30 | 2024-04-01 08:00\n"
    with pytest.raises(DefinitionError, match="200"):
        load_cases(written(tmp_path, CASES.replace(line, line * 201)), catalogue)


@pytest.mark.parametrize("name", ["findes-ikke.cases.yaml", f"{ID}.cases.yml"])
def test_cases_without_their_indicator_are_refused(
    name: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    with pytest.raises(DefinitionError, match=name):
        load_cases(written(tmp_path, CASES, name), catalogue)


def test_the_definitions_folder_still_loads_with_cases_in_it(
    tmp_path: Path, definitions: Path
) -> None:
    shutil.copytree(definitions, tmp_path, dirs_exist_ok=True)
    assert set(load_catalogue(tmp_path).indicators) == set(
        load_cases(tmp_path, load_catalogue(tmp_path))
    )


def instant(text: str) -> datetime:
    moment = Column("started", "instant", Text("Start", "Start"), True)
    found: datetime = values_of(moment, text)["started"]
    return found


def test_the_two_half_past_twos_of_an_autumn_night_are_an_hour_apart() -> None:
    assert instant("2024-10-27 02:30") == datetime(2024, 10, 27, 0, 30)
    assert instant("2024-10-27 02:30b") == datetime(2024, 10, 27, 1, 30)


@pytest.mark.parametrize(
    "text",
    ["2024-03-31 02:30", "2024-10-27 04:30b", "2024-10-27", "20241027 0230", "2024-10-27 02:30Z"],
)
def test_a_moment_that_is_none_or_has_two_spellings_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text[:4]):
        instant(text)


@pytest.mark.parametrize(
    ("type_", "text"),
    [("integer", "1_000"), ("integer", "٣"), ("date", "20240301"), ("person", "1.0")],
)
def test_a_value_with_another_spelling_is_refused(type_: ColumnType, text: str) -> None:
    with pytest.raises(ValueError):
        values_of(Column("x", type_, Text("X", "X"), True), text)


def test_a_table_needs_names() -> None:
    with pytest.raises(ValueError, match="columns"):
        lines_of("\n")


# Weeks, steps and figures ------------------------------------------------------------------------

PROFILE = """\
cases:
  - id: first
    shows: {da: Uge for uge, en: Week by week}
    tables:
      gp_service: |
        service_id | person | week     | service | contacts | clinic | for_child | residence    | born       | sex
        a          | 1      | 2024-W09 | 0101    | 2        | -      | -         | kommune-0851 | 1950-01-01 | k
    expected: |
      unit         | period | step | state | numerator | denominator | value
      kommune-0851 | 2024   | -12  | ok    | 1         | 2           | 0.5
      kommune-0851 | 2024   | 12   | zero  | 0         | 2           | 0
"""
FIGURE = """\
cases:
  - id: first
    shows: {da: Standardiseret, en: Standardised}
    expected: |
      unit         | period  | state | numerator | denominator | value | figure
      kommune-0851 | 2024-03 | ok    | 1         | 3100        | 12.5  | 12.500001
"""
WRONG_NEW = [
    # whose cases, what to replace, with what, what the message names
    ("profile", PROFILE, "2024-W09", "2024-W54", "a week such as 2024-W09"),
    ("profile", PROFILE, "2024-W09", "2024-03 ", "a week such as 2024-W09"),
    ("profile", PROFILE, "| step |", "| stop |", "step"),
    ("profile", PROFILE, "| 12   |", "| 13   |", "-12 … 12"),
    ("profile", PROFILE, "| 12   |", "| -12  |", "only once"),
    ("profile", PROFILE, "| 12   |", "| -    |", "whole number"),
    ("profile", PROFILE, "| 12   |", "| 1.5  |", "whole number"),
    (
        "profile",
        PROFILE,
        "| 1         | 2           | 0.5",
        "| 0.5       | 2           | 0.5",
        "whole",
    ),
    ("profile", PROFILE, "| 0.5", "| NaN", "a number such as"),
    ("profile", PROFILE, "| 0.5", "| 1_0", "a number such as"),
    ("profile", PROFILE, "value\n", "figure\n", "standardised"),
    ("profile", PROFILE, "| 2024   | 12 ", "| 2024-W10 | 12 ", "year"),
    ("rate-standardised", FIGURE, "| 12.500001", "| more", "a number such as"),
    ("rate-standardised", FIGURE, "| value |", "| step  |", "step"),
    ("count", FIGURE, "| figure", "| value2", "value2"),
    ("count", FIGURE, "value |", "value2 |", "standardised"),
]


@pytest.fixture(scope="module")
def every(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return spelled_catalogue(definitions, tmp_path_factory.mktemp("spelled") / "definitions")


def test_cells_name_steps_figures_and_decimals(tmp_path: Path, every: Catalogue) -> None:
    written(tmp_path, PROFILE, "profile.cases.yaml")
    written(tmp_path, FIGURE, "rate-standardised.cases.yaml")
    found = load_cases(tmp_path, every)
    (profile,), (figure,) = found["profile"], found["rate-standardised"]
    assert [cell.step for cell in profile.expected] == [-12, 12]
    assert dict(profile.tables[0].rows[0])["week"] == date(2024, 2, 26)
    assert dict(profile.expected[0].numbers)["value"] == Decimal("0.5")
    assert dict(figure.expected[0].numbers)["figure"] == Decimal("12.500001")


@pytest.mark.parametrize(("id_", "text", "old", "new", "named"), WRONG_NEW)
def test_a_wrong_step_week_or_figure_is_refused(
    id_: str, text: str, old: str, new: str, named: str, tmp_path: Path, every: Catalogue
) -> None:
    assert old in text, old
    with pytest.raises(DefinitionError) as caught:
        load_cases(written(tmp_path, text.replace(old, new), f"{id_}.cases.yaml"), every)
    assert named in caught.value.problems[0].in_("en")


def test_days_and_weeks_are_periods_of_a_case(tmp_path: Path, every: Catalogue) -> None:
    text = FIGURE.replace("| value | figure", "").replace("| 12.5  | 12.500001", "")
    for id_, period in (("count-clinic", "2024-W10"), ("count-clinic", "2024-03")):
        written(tmp_path, text.replace("2024-03", period), f"{id_}.cases.yaml")
        (case,) = load_cases(tmp_path, every)[id_]
        assert case.expected[0].period.id == period
    written(tmp_path, text.replace("2024-03", "2024-Q1"), "count-clinic.cases.yaml")
    with pytest.raises(DefinitionError, match=r"week \| month"):
        load_cases(tmp_path, every)
