"""Every refusal: its code, its place, both languages, and that nothing is echoed that should not be."""

from datetime import date
from pathlib import Path

import pytest

from support.deliveries import (
    ADMISSION_COLUMNS,
    CASE_COLUMNS,
    CONTACT_COLUMNS,
    CPR,
    REPLACEMENT,
    contact,
    service,
    take_in,
    world,
    write_gateway,
    write_lpr,
    write_ssi,
)
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.sources import files
from tvaerblik.sources.front import read_delivery

DAY = "2020-03-01; 1; 0; 0; 0; 0; 1"


def refused(place: Path, source: str = "ssi_covid", published: date | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_delivery(source, place, world(), published=published)
    error = caught.value
    for problem in error.problems:
        assert problem.what.da != problem.what.en
        assert problem.remedy.da != problem.remedy.en
    return error


def only(error: BadInput) -> Problem:
    assert len(error.problems) == 1, error.in_("en")
    return error.problems[0]


def ssi(tmp_path: Path, admissions: bytes) -> Path:
    folder = write_ssi(tmp_path, "2020-06-03", [DAY])
    (folder / "Newly_admitted_over_time.csv").write_bytes(admissions)
    return folder


def test_D22_empty_file(tmp_path):
    problem = only(refused(ssi(tmp_path, b"")))
    assert (problem.code, problem.where.file) == ("D22", "Newly_admitted_over_time.csv")
    assert "0 byte" in problem.what.da


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n", b"\xef\xbb\xbf  \n"])
def test_D22_nothing_but_blanks(tmp_path, content):
    assert only(refused(ssi(tmp_path, content))).code == "D22"


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_D22_header_only(tmp_path, end):
    problem = only(refused(ssi(tmp_path, (ADMISSION_COLUMNS + end).encode())))
    assert problem.code == "D22"
    assert "kolonnenavne" in problem.what.da


@pytest.mark.parametrize(("sign", "word"), [(",", "komma"), ("\t", "tabulator"), ("|", "streg")])
def test_D12_wrong_separator(tmp_path, sign, word):
    problem = only(
        refused(ssi(tmp_path, f"{ADMISSION_COLUMNS}\n{DAY}\n".replace(";", sign).encode()))
    )
    assert (problem.code, problem.where.row) == ("D12", 1)
    assert word in problem.what.da


def test_D12_ragged_rows_are_all_told_with_their_lines(tmp_path):
    lines = [
        ADMISSION_COLUMNS,
        DAY,
        "2020-03-02; 1",
        DAY.replace("01;", "03;", 1),
        "2020-03-04;1;1;1;1;1;1;1",
    ]
    error = refused(ssi(tmp_path, "\n".join(lines).encode()))
    assert [(p.code, p.where.row) for p in error.problems] == [("D12", 3), ("D12", 5)]


def test_D12_first_fifty_places_and_the_total(tmp_path):
    error = refused(ssi(tmp_path, "\n".join([ADMISSION_COLUMNS, *["2020-03-02; 1"] * 80]).encode()))
    assert (len(error.problems), error.total) == (50, 80)
    assert "30 fejl mere" in error.in_("da")


def test_D12_blank_line_inside(tmp_path):
    error = refused(
        ssi(tmp_path, f"{ADMISSION_COLUMNS}\n{DAY}\n\n{DAY.replace('01;', '02;', 1)}\n".encode())
    )
    assert {p.where.row for p in error.problems} == {3}


def test_D12_line_break_within_a_value(tmp_path):
    text = f'{ADMISSION_COLUMNS}\n2020-03-01;"1\n";0;0;0;0;1\n'
    problem = only(refused(ssi(tmp_path, text.encode())))
    assert (problem.code, problem.where.row) == ("D12", 2)


def test_D11_latin_1_is_named_with_its_line(tmp_path):
    problem = only(refused(ssi(tmp_path, f"{ADMISSION_COLUMNS}\n{DAY}\n".encode("cp1252"))))
    assert (problem.code, problem.where.row) == ("D11", 1)
    assert "Latin-1" in problem.what.da


def test_D11_mojibake(tmp_path):
    broken = f"{ADMISSION_COLUMNS}\n{DAY}\n".encode().decode("cp1252")
    problem = only(refused(ssi(tmp_path, broken.encode())))
    assert (problem.code, problem.where.row) == ("D11", 1)
    assert "ødelagt" in problem.what.da


def test_D11_nul_characters(tmp_path):
    problem = only(refused(ssi(tmp_path, f"{ADMISSION_COLUMNS}\n{DAY}\0\n".encode())))
    assert (problem.code, problem.where.row) == ("D11", 2)


def test_D13_two_columns_of_one_name(tmp_path):
    problem = only(refused(ssi(tmp_path, f"{ADMISSION_COLUMNS};total\n{DAY};1\n".encode())))
    assert (problem.code, problem.where.column) == ("D13", "total")


def test_D13_invisible_characters_in_a_name(tmp_path):
    text = f"{ADMISSION_COLUMNS}\n{DAY}\n".replace("Total", "Total\u200b")
    assert only(refused(ssi(tmp_path, text.encode()))).code == "D13"


def test_D13_a_column_without_a_name(tmp_path):
    assert only(refused(ssi(tmp_path, f"{ADMISSION_COLUMNS};\n{DAY};\n".encode()))).code == "D13"


def test_missing_and_unknown_columns_are_told_together(tmp_path):
    folder = write_ssi(tmp_path, "2020-06-03", [DAY])
    text = f"{CASE_COLUMNS.replace('Befolkningstal', 'Indbyggere')}\n851;Aalborg;1;1;1;1\n"
    (folder / "Municipality_test_pos.csv").write_text(text)
    error = refused(folder)
    assert [(p.code, p.where.column) for p in error.problems] == [
        ("K-COLUMN", "Befolkningstal"),
        ("K-COLUMN-UNKNOWN", "Indbyggere"),
    ]


def test_a_file_of_another_source_is_said_to_be_one(tmp_path):
    folder = write_ssi(tmp_path, "2020-06-03", [DAY])
    other = write_gateway(tmp_path, "2026-02-10", [service("a", "2026-01-02T10:00:00+01:00")])
    (folder / "Newly_admitted_over_time.csv").write_bytes(
        (other / "GATEWAY_INDSATS.csv").read_bytes()
    )
    problem = only(refused(folder))
    assert problem.code == "K-SOURCE"
    assert "--source gateway" in problem.remedy.da
    assert refused(other, "lpr_a").problems[0].code == "K-SOURCE"


@pytest.mark.parametrize(
    "day", ["31-02-2021", "2021-02-31", "2021-13-01", "44256", "02/03/2021", "2021-3-1"]
)
def test_D08_dates_that_are_none(tmp_path, day):
    error = refused(
        ssi(tmp_path, f"{ADMISSION_COLUMNS}\n{DAY}\n{day}; 1; 0; 0; 0; 0; 1\n".encode())
    )
    problem = only(error)
    assert (problem.code, problem.where.row, problem.where.column) == ("D08", 3, "Dato")
    assert day in problem.what.da


def test_D08_a_day_after_the_publication(tmp_path):
    error = refused(ssi(tmp_path, f"{ADMISSION_COLUMNS}\n2020-06-04; 1; 0; 0; 0; 0; 1\n".encode()))
    assert only(error).code == "D08"


@pytest.mark.parametrize(
    "number", ["1,234", "1 234", "1.234,5", "12.34", "1234", "-1", "1e3", "<5", "NA", "٣"]
)
def test_D09_numbers_outside_the_declared_form(tmp_path, number):
    problem = only(
        refused(
            ssi(tmp_path, f"{ADMISSION_COLUMNS}\n2020-03-01; 1; 0; 0; 0; 0; {number}\n".encode())
        )
    )
    assert (problem.code, problem.where.row, problem.where.column) == ("D09", 2, "Total")


@pytest.mark.parametrize(
    "row", ["999;Atlantis;1;1;1;1", "851;Atlantis;1;1;1;1", "851;Hjørring;1;1;1;1"]
)
def test_D16_unknown_municipality_or_code_and_name_that_differ(tmp_path, row):
    error = refused(write_ssi(tmp_path, "2020-06-03", [DAY], [row]))
    assert {p.code for p in error.problems} == {"D16"}
    assert {p.where.row for p in error.problems} == {2}


def test_D21_cpr_in_a_column_is_reported_and_not_echoed(tmp_path):
    rows = [
        f"851;Aalborg;{CPR[0]};1;1;1",
        f"860;Hjørring;{CPR[1][:6]}-{CPR[1][6:]};1;1;1",
        f"813;Frederikshavn;{REPLACEMENT};1;1;1",
    ]
    error = refused(write_ssi(tmp_path, "2020-06-03", [DAY], rows))
    assert [(p.code, p.where.row, p.where.column) for p in error.problems] == [
        ("D21", row, "Antal_testede") for row in (2, 3, 4)
    ]
    said = error.in_("da") + error.in_("en") + str(error)
    assert not any(number[:6] in said for number in (*CPR, REPLACEMENT))


def test_D21_cpr_in_a_file_name(tmp_path):
    folder = write_ssi(tmp_path, "2020-06-03", [DAY])
    (folder / f"udtraek_{CPR[0][:6]}-{CPR[0][6:]}.csv").write_text("a;b\n1;2\n")
    problem = only(refused(folder))
    assert problem.code == "D21"
    assert CPR[0][6:] not in problem.in_("da")


def test_D21_long_running_numbers_are_no_cpr_numbers(tmp_path):
    """A ten-digit key falls into the shape now and then; a column of persons always does."""
    keys = [f"{3_112_000_000 + 7_919 * step}" for step in range(200)]
    contacts = [contact(int(key), "2026-01-05 10:00") for key in keys]
    assert (
        read_delivery("lpr_a", write_lpr(tmp_path, "2026-02-10", contacts), world())
        .tables[0]
        .rows.num_rows
        == 200
    )


def test_D21_a_key_column_full_of_persons_is_found(tmp_path):
    contacts = [
        contact(int("1" + number[1:]), "2026-01-05 10:00") for number in (*CPR, REPLACEMENT)
    ]
    persons = [
        line.replace(line.split(";")[1], number, 1)
        for line, number in zip(contacts, (*CPR, REPLACEMENT), strict=True)
    ]
    error = refused(write_lpr(tmp_path, "2026-02-10", persons), "lpr_a")
    assert {(p.code, p.where.column) for p in error.problems} == {
        ("D21", "DW_EK_Kontakt"),
        ("D21", "dw_ek_kontakt"),
    }


def test_D17_a_damaged_parquet_file(tmp_path):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / "LPR_A_KONTAKT.csv").rename(folder / "LPR_A_KONTAKT.parquet")
    note = folder / "LEVERANCE.json"
    note.write_text(note.read_text().replace("KONTAKT.csv", "KONTAKT.parquet"))
    assert [p.code for p in refused(folder, "lpr_a").problems] == ["D17"]


def test_a_header_that_is_missing_is_not_echoed(tmp_path):
    folder = write_lpr(
        tmp_path,
        "2026-02-10",
        [contact(1, "2026-01-05 10:00")],
        columns=contact(2, "2026-01-05 11:00"),
    )
    problem = refused(folder, "lpr_a").problems[0]
    assert problem.code == "K-HEADER"
    assert CPR[0] not in problem.in_("da")
    assert CONTACT_COLUMNS.split(";")[1] in problem.remedy.da


def test_values_about_persons_are_never_quoted(tmp_path):
    line = contact(
        1, "Jens kl. 9", Borger_bo_kom="Vej 7", Borger_koen="Jens", Borger_foedselsdato="1990"
    )
    error = refused(write_lpr(tmp_path, "2026-02-10", [line]), "lpr_a")
    assert [p.code for p in error.problems] == ["D08", "D16", "D08", "K-VALUE"]
    said = error.in_("da") + error.in_("en")
    assert not any(secret in said for secret in (CPR[0], "Jens", "Vej", "1990"))


def test_everything_wrong_is_told_at_once(tmp_path):
    lines = [
        contact(1, "31-02-2026 10:00"),
        contact(2, "2026-01-05 10:00", Borger_bo_kom="9999"),
        contact(3, "2026-01-05 10:00", Borger_koen="X"),
        contact(4, "2026-01-05 10:00", DW_EK_Kontakt="fire"),
    ]
    error = refused(write_lpr(tmp_path, "2026-02-10", lines, diagnoses=["1;DJ440;Q;;"]), "lpr_a")
    assert {(p.code, p.where.row) for p in error.problems} >= {
        ("D08", 2),
        ("D16", 3),
        ("K-VALUE", 4),
        ("D09", 5),
    }


def test_K_MANIFEST_a_delivery_of_events_needs_its_note(tmp_path):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / "LEVERANCE.json").unlink()
    assert only(refused(folder, "lpr_a")).code == "K-MANIFEST"


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 2}', '{"format":1,"source":"lpr_a","synthetic":"no"}']
)
def test_K_MANIFEST_a_note_that_cannot_be_read(tmp_path, text):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / "LEVERANCE.json").write_text(text)
    assert only(refused(folder, "lpr_a")).code == "K-MANIFEST"


def test_a_file_named_in_the_note_but_not_there(tmp_path):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / "LPR_A_DIAGNOSE.csv").unlink()
    problem = only(refused(folder, "lpr_a"))
    assert problem.code == "K-FILE-MISSING"
    assert "LPR_A_DIAGNOSE" in problem.what.da


def test_a_folder_not_named_for_a_day_needs_the_day(tmp_path):
    folder = write_ssi(tmp_path, "seneste", [DAY])
    assert only(refused(folder)).code == "K-PUBLISHED"
    assert read_delivery(
        "ssi_covid", folder, world(), published=date(2020, 6, 3)
    ).published == date(2020, 6, 3)


def test_an_empty_folder_and_a_path_that_is_not_there(tmp_path, store):
    (tmp_path / "tom").mkdir()
    for place, code in ((tmp_path / "tom", "D22"), (tmp_path / "findes-ikke", "K-PATH")):
        with pytest.raises(BadInput) as caught:
            take_in(store, place, source="ssi_covid")
        assert only(caught.value).code == code


def test_a_file_that_the_source_does_not_read_is_not_passed_over(tmp_path):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / "LPR_A_OPHOLD.csv").write_text("a;b\n1;2\n")
    (folder / "FOLK1A.csv").write_text("a;b\n1;2\n")
    (folder / "lpr_a_kontakt.CSV").write_text("a;b\n1;2\n")
    error = refused(folder, "lpr_a")
    assert {(p.code, p.where.file.casefold()) for p in error.problems} == {
        ("K-FILE", "lpr_a_ophold.csv"),
        ("K-SOURCE", "folk1a.csv"),
        ("K-FILE", "lpr_a_kontakt.csv"),
    }


def test_a_series_without_a_single_count(tmp_path):
    problem = only(refused(ssi(tmp_path, b"Dato\n2020-03-01\n")))
    assert problem.code == "K-COLUMN"


def test_D18_a_file_beyond_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 200)
    error = refused(write_ssi(tmp_path, "2020-06-03", [DAY] * 20))
    assert [p.code for p in error.problems] == ["D18"]
