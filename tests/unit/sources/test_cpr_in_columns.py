"""A personal number where none may be, whatever the column is for: refused, never shown, nothing kept."""

import pytest

from support.deliveries import CPR, contact, take_in, write_lpr, write_ssi
from support.supplied import Supplier
from support.workbooks import Tab, workbook
from tvaerblik.core.errors import BadInput

# Of a person that no file has, in the shapes in which people write it.
WRITTEN = ("6401900009", "640190-0009", "640190 0009")
START = "2026-01-05 10:00"
LSR = Supplier(
    "lsr",
    {
        "LMDB": {
            "PNR": CPR[0],
            "LINJE_ID": "9000000001",
            "ATC": "A10BA02",
            "EKSD": "2026-01-05",
            "APK": "2",
            "VNR": "012345",
            "INDO": "313",
            "VOLUME": "100",
            "PACKSIZE": "100",
            "DOSO": "",
            "DOSISDISP": "N",
            "KOMKOD": "0851",
        }
    },
)

HEADER = ("SERIE", "PERIODE", "ENHED", "TAELLER", "NAEVNER")


def typed_csv(root, row):
    folder = root / "2025-02-10"
    folder.mkdir()
    lines = (";".join(HEADER), ";".join(str(row[name]) for name in HEADER))
    (folder / "INDBERETTEDE_TAL.csv").write_text("\n".join(lines))
    return folder


def typed_workbook(root, row):
    folder = root / "2025-02-10"
    folder.mkdir()
    data = workbook(Tab([HEADER, [row[name] for name in HEADER]]))
    (folder / "INDBERETTEDE_TAL.xlsx").write_bytes(data)
    return folder


def folk1a(root, *rows):
    folder = root / "2025-02-12"
    folder.mkdir(parents=True)
    (folder / "FOLK1A.csv").write_text("\n".join(("OMRÅDE;KØN;ALDER;TID;INDHOLD", *rows)) + "\n")
    return folder


def refused(store, place, source):
    """The places, and nothing of the file is in what is said or in the store's folder."""
    with pytest.raises(BadInput) as caught:
        take_in(store, place, source=source)
    error = caught.value
    said = error.in_("da") + error.in_("en") + repr(error.problems)
    kept = [file.read_bytes() for file in store.home.root.rglob("*") if file.is_file()]
    assert kept, "the store has files at all"
    for number in (*WRITTEN, *CPR):
        assert number not in said
        assert not any(number.encode() in content for content in kept)
    assert store.deliveries() == ()
    assert not list(store.home.originals.iterdir())
    return [(found.code, found.where.row, found.where.column) for found in error.problems]


@pytest.mark.parametrize("number", [*WRITTEN, CPR[0]])
def test_D21_a_number_in_the_column_of_residents(tmp_path, store, number):
    place = folk1a(tmp_path, "Aalborg;Mænd;40 år;2025K1;12", f"Aalborg;Mænd;41 år;2025K1;{number}")
    assert ("D21", 3, "INDHOLD") in refused(store, place, "population")


def test_D21_a_number_that_lost_its_first_zero_in_the_column_of_residents(tmp_path, store):
    """As a spreadsheet writes a person born on the first to the ninth of a month."""
    place = folk1a(tmp_path, "Aalborg;Mænd;41 år;2025K1;101900009")
    assert refused(store, place, "population") == [("D21", 2, "INDHOLD")]


@pytest.mark.parametrize("residents", ["0", "217075", "99999999", "1299999999"])
def test_a_count_that_is_no_number_of_a_person_is_read(tmp_path, store, residents):
    place = folk1a(tmp_path, f"Aalborg;Mænd;40 år;2025K1;{residents}")
    assert take_in(store, place, source="population").rows == {"population": 1}


def test_D21_a_number_in_a_column_of_counts_with_dots(tmp_path, store):
    place = write_ssi(tmp_path, "2020-06-03", [f"2020-03-01; 1; 0; 0; 0; 0; {WRITTEN[0]}"])
    assert ("D21", 2, "Total") in refused(store, place, "ssi_covid")


@pytest.mark.parametrize("number", WRITTEN)
def test_D21_a_number_in_a_column_of_days(tmp_path, store, number):
    place = write_lpr(tmp_path, "2026-02-10", [contact(1, START, Borger_foedselsdato=number)])
    assert ("D21", 2, "Borger_foedselsdato") in refused(store, place, "lpr_a")


def dispensings(root, *rows):
    """Beside a supplier's running numbers, most of which look like nobody's."""
    others = [{"LINJE_ID": f"9999{number:06d}"} for number in range(20)]
    return LSR.write(root, {"LMDB": [LSR.row("LMDB", **row) for row in (*others, *rows)]})


@pytest.mark.parametrize("number", WRITTEN[1:])
@pytest.mark.parametrize("text", ["{}", "sag {} b"])
def test_D21_an_id_written_as_a_personal_number_is_one(tmp_path, store, number, text):
    place = dispensings(tmp_path, {"LINJE_ID": text.format(number)})
    assert refused(store, place, "lsr") == [("D21", 22, "LINJE_ID")]


@pytest.mark.parametrize("text", ["{}", "sag {}", "sag-{} b"])
@pytest.mark.parametrize("person", [CPR[0], f"{CPR[0][:6]}-{CPR[0][6:]}"])
def test_D21_an_id_that_is_the_number_of_the_rows_own_person(tmp_path, store, text, person):
    place = dispensings(tmp_path, {"PNR": person, "LINJE_ID": text.format(CPR[0])})
    assert refused(store, place, "lsr") == [("D21", 22, "LINJE_ID")]


def test_a_running_number_that_looks_like_a_persons_by_chance_is_an_id(tmp_path, store):
    ids = (WRITTEN[0], "123e4567-e89b-12d3-a456-426614174000", CPR[1])  # another row's by chance
    place = dispensings(tmp_path, *({"LINJE_ID": id_} for id_ in ids), {"PNR": CPR[1]})
    assert take_in(store, place, source="lsr").outcome == "accepted"


@pytest.mark.parametrize("column", ["TAELLER", "NAEVNER"])
@pytest.mark.parametrize("write", [typed_csv, typed_workbook])
def test_D21_a_reported_figure_that_is_a_number_without_its_first_zero(
    tmp_path, store, write, column
):
    row = dict(zip(HEADER, ("ulb-72-timer", "2024-01", "0851", 12, 900), strict=True))
    place = write(tmp_path, row | {column: 101900009})
    assert refused(store, place, "indberettet") == [("D21", 2, column)]
