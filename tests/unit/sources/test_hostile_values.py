"""Values that no register has, and headers that are none: always a sentence, never a value of a person."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from support.deliveries import (
    CPR,
    contact,
    service,
    world,
    write_gateway,
    write_lpr,
    write_ssi,
)
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

DAY = "2020-03-01; 1; 0; 0; 0; 0; 1"
START = "2026-01-05 10:00"
NOTE = "LEVERANCE.json"


def refused(place: Path, source: str = "lpr_a", published: date | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_delivery(source, place, world(), published=published)
    return caught.value


def said(error: BadInput) -> str:
    return error.in_("da") + error.in_("en") + str(error)


def codes(error: BadInput) -> set[str]:
    return {problem.code for problem in error.problems}


def lpr(tmp_path: Path, **changes: str) -> Path:
    return write_lpr(tmp_path, "2026-02-10", [contact(1, START, **changes)])


def noted(folder: Path, **changes: object) -> Path:
    note = folder / NOTE
    note.write_text(json.dumps(json.loads(note.read_text()) | changes))
    return folder


def test_D21_a_header_that_holds_rows_is_not_quoted(tmp_path):
    folder = lpr(tmp_path, Borger_koen="Jens", Borger_bo_kom="Jens")
    file = folder / "LPR_A_KONTAKT.csv"
    file.write_text(file.read_text().replace("\n", "\r"))
    error = refused(folder)
    assert codes(error) == {"D12"}
    assert "Jens" not in said(error)


def test_D21_two_equal_names_are_not_quoted_where_rows_are_about_persons(tmp_path):
    folder = lpr(tmp_path)
    file = folder / "LPR_A_KONTAKT.csv"
    header, rows = file.read_text().split("\n", 1)
    file.write_text(f"{header};Jens;Jens\n{rows}")
    error = refused(folder)
    assert "D13" in codes(error)
    assert "Jens" not in said(error)


@pytest.mark.parametrize("number", [CPR[0][1:], f"{CPR[0][1:]}.0", f"1{CPR[0][1:]}.0"])
def test_D10_a_cpr_number_that_lost_its_first_zero_is_no_unknown_person(tmp_path, number):
    error = refused(write_lpr(tmp_path, "2026-02-10", [contact(1, START, cpr=number)]))
    problem = error.problems[0]
    assert (problem.code, problem.where.row, problem.where.column) == ("D10", 2, "CPRnummer")
    assert number[:9] not in said(error)
    services = [service("a", "2026-01-02T10:00:00+01:00", cpr=number)]
    assert codes(refused(write_gateway(tmp_path, "2026-02-10", services), "gateway")) == {"D10"}


@pytest.mark.parametrize("day", ["0000-01-01", "0001-01-01", "9999-12-31"])
def test_D08_a_year_that_no_register_has(tmp_path, day):
    assert codes(refused(lpr(tmp_path / "born", Borger_foedselsdato=day))) == {"D08"}
    ended = write_lpr(tmp_path / "ended", "2026-02-10", [contact(1, START, f"{day} 23:59:59")])
    assert "D08" in codes(refused(ended))
    line = f"{day}; 1; 0; 0; 0; 0; 1"
    assert codes(refused(write_ssi(tmp_path, "2020-06-03", [DAY, line]), "ssi_covid")) == {"D08"}


@pytest.mark.parametrize("number", ["9.223.372.036.854.775.807", "1.000.000.000.000"])
def test_D09_a_count_beyond_everything_there_is_to_count(tmp_path, number):
    line = f"2020-03-01; 1; 0; 0; 0; 0; {number}"
    assert codes(refused(write_ssi(tmp_path, "2020-06-03", [line]), "ssi_covid")) == {"D09"}


def test_D17_parquet_text_that_is_not_utf_8(tmp_path):
    folder = lpr(tmp_path)
    options = pacsv.ConvertOptions(column_types={"Borger_bo_kom": pa.string()})
    table = pacsv.read_csv(
        folder / "LPR_A_KONTAKT.csv",
        parse_options=pacsv.ParseOptions(delimiter=";"),
        convert_options=options,
    )
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
    place = table.column_names.index("Borger_bo_kom")
    table = table.set_column(place, "Borger_bo_kom", broken)
    (folder / "LPR_A_KONTAKT.csv").unlink()
    pq.write_table(table, folder / "LPR_A_KONTAKT.parquet", store_schema=False)
    noted(folder, files=["LPR_A_KONTAKT.parquet", "LPR_A_DIAGNOSE.csv"])
    assert codes(refused(folder)) == {"D17"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Aalborg;Mænd;40 år;9999K4;1", "D08"),
        ("Aalborg;Mænd;40 år;0000K1;1", "D08"),
        ("Aalborg;Mænd;40 år;٢٠٢٥K1;1", "D08"),
        ("Aalborg;Mænd;٤٠ år;2025K1;1", "K-VALUE"),
        ("Aalborg;Mænd;40 år;2025K1;-5", "D09"),
        ("Aalborg;Mænd;40 år;2025K1;999999999999999999", "D09"),
        ("Aalborg;Mænd;40 år;2025K1;1.234,5", "D09"),
    ],
)
def test_D09_a_population_that_nobody_can_have(tmp_path, row, code):
    folder = tmp_path / "2025-02-12"
    folder.mkdir()
    (folder / "FOLK1A.csv").write_text(f"OMRÅDE;KØN;ALDER;TID;INDHOLD\n{row}\n")
    error = refused(folder, "population")
    assert codes(error) == {code}
    assert error.problems[0].where.row == 2
