"""LPR_A: which rows are ours, what their columns become, and the two nights when the clock moves."""

import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from support.deliveries import CPR, REPLACEMENT, contact, world, write_lpr
from tvaerblik.core.deliveries import Follows, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery


def read(tmp_path, contacts, diagnoses=None, **note):
    delivery = read_delivery(
        "lpr_a", write_lpr(tmp_path, "2026-02-10", contacts, diagnoses, **note), world()
    )
    return delivery, {table.table: table.rows.to_pylist() for table in delivery.tables}


def asides(delivery):
    return {(aside.table, aside.reason): aside.rows for aside in delivery.asides}


def test_a_contact_in_canonical_columns(tmp_path):
    _, rows = read(
        tmp_path,
        [
            contact(
                7,
                "2026-01-05 23:30:00",
                "2026-01-06 08:15",
                Kont_ans_hovedspec="Børne- og ungdomspsykiatri",
            )
        ],
    )
    assert rows["hospital_contact"] == [{
        "contact": 7, "stay_key": None, "person": CPR[0],
        "started": datetime(2026, 1, 5, 22, 30), "started_date": date(2026, 1, 5),
        "ended": datetime(2026, 1, 6, 7, 15), "ended_date": date(2026, 1, 6),
        "contact_type": "ALCA00", "priority": "ATA1", "diagnosis": "DJ440", "unit": "1010101010101010",
        "specialty": "Børne- og ungdomspsykiatri", "sector": "psychiatric", "residence": "kommune-0851",
        "born": date(1990, 1, 1), "sex": "k",
    }]  # fmt: skip


def test_an_open_contact_and_one_without_a_residence(tmp_path):
    _, rows = read(
        tmp_path, [contact(7, "2026-01-05 10:00", Borger_bo_kom="", Prioritet="", Adiag="")]
    )
    (row,) = rows["hospital_contact"]
    assert [
        row[name] for name in ("ended", "ended_date", "residence", "priority", "diagnosis")
    ] == [None] * 5
    assert row["sector"] == "somatic"


def test_rows_of_other_reporting_systems_are_set_aside_and_counted(tmp_path):
    others = [
        contact(key, "2026-01-05 10:00", Lprindberetningssystem=name)
        for key, name in enumerate(("LPR2", "MiniPAS", ""), 10)
    ]
    delivery, rows = read(tmp_path, [contact(1, "2026-01-05 10:00"), *others])
    assert len(rows["hospital_contact"]) == len(rows["diagnosis"]) == 1
    assert asides(delivery) == {
        ("hospital_contact", "other_reporting_system"): 3,
        ("diagnosis", "contact_not_taken_in"): 3,
    }
    assert [place.row for place in delivery.asides[0].places] == [3, 4, 5]


@pytest.mark.parametrize("number", ["", "010190UDL1", "12345", "9901900001", "0199900001"])
def test_a_person_without_a_cpr_number_is_counted_not_dropped(tmp_path, number):
    delivery, rows = read(
        tmp_path, [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00", cpr=number)]
    )
    assert len(rows["hospital_contact"]) == 1
    assert asides(delivery)["hospital_contact", "unlinked_person"] == 1


def test_hyphen_and_replacement_numbers_are_persons(tmp_path):
    hyphened = f"{CPR[0][:6]}-{CPR[0][6:]}"
    _, rows = read(
        tmp_path,
        [
            contact(1, "2026-01-05 10:00", cpr=hyphened),
            contact(2, "2026-01-05 10:00", cpr=REPLACEMENT),
        ],
    )
    assert [row["person"] for row in rows["hospital_contact"]] == [CPR[0], REPLACEMENT]


def test_disproved_diagnoses_are_left_out_and_silence_stands(tmp_path):
    lines = ["1;DJ440;A;;", "1;DZ038;A;Ja;", "1;DI109;B;Nej;", "1;DB962;+;;DJ440"]
    delivery, rows = read(tmp_path, [contact(1, "2026-01-05 10:00")], lines)
    assert [(row["code"], row["code_type"]) for row in rows["diagnosis"]] == [
        ("DJ440", "A"),
        ("DI109", "B"),
        ("DB962", "+"),
    ]
    assert asides(delivery) == {("diagnosis", "later_disproved"): 1}


def test_windows_and_what_follows_what(tmp_path):
    delivery, _ = read(tmp_path, [contact(1, "2026-01-05 10:00")])
    contacts, diagnoses = delivery.tables
    assert contacts.replaces == contacts.covers == (Window(date(2026, 1, 1), date(2026, 2, 1)),)
    assert diagnoses.follows == Follows("hospital_contact", "contact")
    assert delivery.synthetic
    assert not delivery.originals


@pytest.mark.parametrize(("start", "end", "utc_start", "utc_end"), [
    # The hour 02-03 on 25 October comes twice. A start is the first of them …
    ("2026-10-25 02:30", "2026-10-25 05:00", (0, 30), (4, 0)),
    # … an end too, unless it would then lie before its start: then it is the second.
    ("2026-10-25 02:30", "2026-10-25 02:45", (0, 30), (0, 45)),
    ("2026-10-25 02:45", "2026-10-25 02:15", (0, 45), (1, 15)),
    ("2026-10-25 02:30", "2026-10-25 02:30", (0, 30), (0, 30)),
])  # fmt: skip
def test_the_repeated_autumn_hour(tmp_path, start, end, utc_start, utc_end):
    _, rows = read(tmp_path, [contact(1, start, end)])
    (row,) = rows["hospital_contact"]
    assert (row["started"], row["ended"]) == (
        datetime(2026, 10, 25, *utc_start),
        datetime(2026, 10, 25, *utc_end),
    )


def test_D08_the_skipped_spring_hour_is_refused_with_its_row(tmp_path):
    lines = [
        contact(1, "2026-03-29 01:59", "2026-03-29 03:00"),
        contact(2, "2026-03-29 02:00"),
        contact(3, "2026-03-28 20:00", "2026-03-29 02:59"),
    ]
    with pytest.raises(BadInput) as caught:
        read(tmp_path, lines)
    assert [(p.code, p.where.row) for p in caught.value.problems] == [("D08", 3), ("D08", 4)]


def test_dates_are_local_at_midnight_summer_and_winter(tmp_path):
    _, rows = read(tmp_path, [contact(1, "2026-07-01 00:00"), contact(2, "2026-01-01 00:00")])
    assert [row["started_date"] for row in rows["hospital_contact"]] == [
        date(2026, 7, 1),
        date(2026, 1, 1),
    ]
    assert rows["hospital_contact"][0]["started"].replace(tzinfo=UTC) == datetime(
        2026, 6, 30, 22, tzinfo=UTC
    )


def test_parquet_says_the_same_as_csv(tmp_path):
    lines = [
        contact(1, "2026-01-05 10:00:00", "2026-01-06 08:00:00"),
        contact(2, "2026-01-07 10:00:00", Borger_bo_kom=""),
    ]
    _, from_csv = read(tmp_path / "csv", lines)
    folder = write_lpr(tmp_path / "parquet", "2026-02-10", lines)
    for name in ("LPR_A_KONTAKT", "LPR_A_DIAGNOSE"):
        _rewrite_as_parquet(folder / f"{name}.csv")
    note = json.loads((folder / "LEVERANCE.json").read_text())
    note["files"] = [name.replace(".csv", ".parquet") for name in note["files"]]
    (folder / "LEVERANCE.json").write_text(json.dumps(note))
    delivery = read_delivery("lpr_a", folder, world())
    assert {table.table: table.rows.to_pylist() for table in delivery.tables} == from_csv


def _rewrite_as_parquet(path):
    """Typed as an extract tool would: keys as numbers, times as timestamps, dates as dates."""
    header, *lines = [line.split(";") for line in path.read_text().splitlines()]
    table = pa.table(
        {name: pa.array([line[at] or None for line in lines]) for at, name in enumerate(header)}
    )
    types = {"DW_EK_Kontakt": pa.int64(), "dw_ek_kontakt": pa.int64(), "Kont_starttidspunkt": pa.timestamp("ns"),
             "Kont_sluttidspunkt": pa.timestamp("ms"), "Borger_foedselsdato": pa.date32()}  # fmt: skip
    columns = [table[name].cast(types.get(name, pa.string())) for name in header]
    pq.write_table(pa.table(dict(zip(header, columns, strict=True))), path.with_suffix(".parquet"))
    path.unlink()
