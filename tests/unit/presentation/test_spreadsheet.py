"""The CSV file, line by line."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import pytest

from support.sample_release import make_sample_release
from tvaerblik.presentation.spreadsheet import COLUMNS, DIALECTS, as_text, csv_text
from tvaerblik.release.reader import Release, open_release

ADMISSIONS = "indlaeggelser-pr-1000"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with open_release(make_sample_release(tmp_path_factory.mktemp("sample"))) as opened:
        yield opened


def _text(release: Release, indicator: str, dialect: str, **which: str) -> str:
    rows = release.csv_rows(indicator, **which)
    return "".join(csv_text(release, rows, DIALECTS[dialect]))


def _lines(text: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_both_dialects_have_the_same_columns_under_two_names() -> None:
    assert len(COLUMNS["da"]) == len(COLUMNS["en"]) == len(set(COLUMNS["da"]))
    assert all(name.isascii() for names in COLUMNS.values() for name in names)


def test_danish_excel_gets_its_signs(release: Release) -> None:
    text = _text(release, ADMISSIONS, "excel", unit="region-nordjylland", period_kind="year")
    assert text.startswith("\ufeffindikator;navn;version;")
    assert "\r\n" in text
    line = next(
        line
        for line in _lines(text, ";")
        if (line["periode"], line["alder"], line["koen"]) == ("2025", "", "")
    )
    row = release.value(ADMISSIONS, "region-nordjylland", "2025")
    assert Decimal(line["vaerdi"].replace(",", ".")) == row.value
    assert "," in line["vaerdi"] and "." not in line["vaerdi"]
    assert line["taeller"] == str(row.numerator)
    assert line["enhedsnavn"] == "Region Nordjylland"
    assert line["bemaerk"] == "Syntetiske tal – ikke virkelige"
    assert line["udgivelse"] == release.id


def test_a_program_gets_points_and_no_byte_order_mark(release: Release) -> None:
    text = _text(release, ADMISSIONS, "machine", unit="region-nordjylland", period_kind="year")
    assert text.startswith("indicator,title,version,")
    line = next(line for line in _lines(text, ",") if line["period"] == "2025")
    assert Decimal(line["value"]) == release.value(ADMISSIONS, "region-nordjylland", "2025").value
    assert line["note"] == "Synthetic figures – not real"


def test_the_file_holds_every_cell(release: Release) -> None:
    rows = sum(1 for _ in release.csv_rows(ADMISSIONS))
    assert rows > 500, "more than one piece"
    assert len(_lines(_text(release, ADMISSIONS, "excel"), ";")) == rows


@pytest.mark.parametrize(("dialect", "mark"), [("excel", "–"), ("machine", "")])
def test_a_hidden_figure_is_neither_blank_nor_0(release: Release, dialect: str, mark: str) -> None:
    delimiter = DIALECTS[dialect].delimiter
    names = dict(zip(COLUMNS["da"], COLUMNS[DIALECTS[dialect].lang], strict=True))
    lines = _lines(_text(release, ADMISSIONS, dialect), delimiter)
    hidden = [line for line in lines if line[names["tilstand"]] == "suppressed"]
    assert hidden
    for line in hidden:
        assert line[names["vaerdi"]] == mark
        assert {line[names[name]] for name in ("taeller", "naevner", "nedre", "oevre")} == {""}
        assert line[names["forklaring"]]


def test_the_public_series_is_not_called_synthetic(release: Release) -> None:
    lines = _lines(_text(release, "covid-nyindlagte", "excel"), ";")
    assert {line["bemaerk"] for line in lines} == {""}
    assert "Statens Serum Institut" in lines[0]["kilde"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_is_run_as_a_formula(start: str) -> None:
    assert as_text(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert as_text(f"Aalborg {start}") == f"Aalborg {start}"
