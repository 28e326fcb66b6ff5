"""The further registers' deliveries: what is told late, told again, restated and stopped."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tvaerblik.synthetic import write_deliveries
from unit.synthetic import plain

FIRST, LAST = "2026-02", "2026-08"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_deliveries(folder, persons=12_000, first=FIRST, last=LAST, seed=4)
    return folder


def files(out: Path, source: str, file: str) -> list[tuple[list[dict], list[plain.Row]]]:
    found = []
    for folder, note in plain.notes(out / source):
        covers = [cover for cover in note["covers"] if cover["file"] == file]
        found.append((covers, plain.read_rows(folder / f"{file}.csv")))
    return found


HEADERS = {
    "lpr_a/LPR_A_PROCEDURE": "DW_EK_Kontakt;DW_SK_Procedureregistrering;Proc_kode;Proc_kode_type;"
    "Proc_parent_kode;Proc_starttidspunkt;Proc_sluttidspunkt;Lprindberetningssystem",
    "lpr_a/LPR_A_FORLOEBSMARKOER": "DW_EK_Forloeb;CPRnummer;Markoer;Markoer_tidspunkt;"
    "Borger_bo_kom;Borger_foedselsdato;Borger_koen;Lprindberetningssystem",
    "gateway/GATEWAY_HENVISNING": "Kommune;CPRnummer;Henvisning_id;Henvist_fra;Henvist_til;Dato;"
    "Status",
    "ssr/SSSY": "CPRNR;YDERNR;SPECIALE;YDELSESNR;YDERTYPE;ANTAL;HONORAR;HONUGE;KONTAKT;BARNMAK;"
    "KOMKOD",
    "lsr/LMDB": "PNR;LINJE_ID;ATC;EKSD;APK;VNR;INDO;VOLUME;PACKSIZE;DOSO;DOSISDISP;KOMKOD",
    "boernedatabasen/BDB_UNDERSOEGELSE": "UNDERSOEGELSE_ID;CPRNR;UNDERSOEGELSE;DATO;UDFOERT_AF;"
    "KOMKOD",
    "cpr/CPR_PERSON": "CPRNR;FOEDSELSDATO;KOEN;DOEDSDATO;KOMKOD",
    "cpr/CPR_BOPAEL": "CPRNR;FOEDSELSDATO;KOEN;KOMKOD;FRA;TIL",
    "genoptraening/GOP": "PLAN_ID;CPRNR;PLAN_DATO;NIVEAU;SYGEHUS_SOR;KOMKOD;TRAENING_START",
    "plejehjem/PLEJEHJEM": "PLEJEHJEM_ID;KOMKOD;AABNET;LUKKET;PLADSER",
    "plejehjem/PLEJEHJEMSLAEGE": "PLEJEHJEM_ID;KOMKOD;FRA;TIL;PLADSER",
    "praksis/KLINIK": "YDERNR;KAPACITET;KOMKOD;FRA;TIL",
    "praksis/KLYNGEMEDLEM": "YDERNR;KAPACITET;KLYNGE;KOMKOD;FRA;TIL",
    "indberettet/INDBERETTEDE_TAL": "SERIE;PERIODE;ENHED;TAELLER;NAEVNER",
}


@pytest.mark.parametrize("file", HEADERS)
def test_files_have_their_suppliers_columns(out, file):
    source, name = file.split("/")
    (path, *_) = sorted((out / source).rglob(f"{name}.csv"))
    assert path.read_text(encoding="utf-8").splitlines()[0] == HEADERS[file]


def test_lpr_f_has_the_models_files_and_columns(tmp_path):
    write_deliveries(
        tmp_path,
        persons=3_000,
        first=FIRST,
        last="2026-03",
        hospital_format="lpr_f",
        sources=["lpr_f"],
    )
    *_, (folder, note) = plain.notes(tmp_path / "lpr_f")
    headers = {path.stem: plain.read_rows(path)[0].keys() for path in folder.glob("*.csv")}
    assert set(headers) == {
        *("kontakter", "diagnoser", "procedurer_kirurgi", "procedurer_andre"),
        *("forloeb", "forloebsmarkoerer", "kontaktlokationer"),
    }
    assert " ".join(list(headers["kontakter"])[:7]) == (
        "cpr dw_ek_kontakt dw_ek_forloeb dato_start tidspunkt_start dato_slut tidspunkt_slut"
    )
    assert " ".join(list(headers["kontakter"])[-3:]) == (
        "region_hen lprindberetningssystem bopaelskommune"
    )
    assert list(headers["forloebsmarkoerer"]) == [
        "dw_ek_forloeb", "dato_markoer", "tidspunkt_markoer", "markoer",
    ]  # fmt: skip
    assert {cover["file"] for cover in note["covers"]} == set(headers)
    for row in plain.read_rows(folder / "procedurer_kirurgi.csv"):
        assert row["procedurekode"].startswith("K") and len(row["tidspunkt_start"]) == 8


def test_codes_and_numbers_keep_their_leading_zeros(out):
    services = files(out, "ssr", "SSSY")[0][1]
    lines = files(out, "lsr", "LMDB")[0][1]
    assert {len(row["YDELSESNR"]) for row in services} == {4}
    assert {len(row["YDERNR"]) for row in services} == {6}
    assert {len(row["VNR"]) for row in lines} == {6}
    for values in ({row["YDELSESNR"][0] for row in services}, {row["VNR"][0] for row in lines}):
        assert "0" in values


def test_services_come_in_whole_weeks_each_told_again_once(out):
    told: dict[str, int] = {}
    end = None
    for covers, rows in files(out, "ssr", "SSSY"):
        (cover,) = covers
        first, after = date.fromisoformat(cover["from"]), date.fromisoformat(cover["to"])
        assert first.weekday() == after.weekday() == 0
        assert end is None or first == end - timedelta(days=7)
        end = after
        for week in {row["HONUGE"] for row in rows}:
            monday = date.fromisocalendar(2000 + int(week[:2]), int(week[2:]), 1)
            assert first <= monday < after
            told[week] = told.get(week, 0) + 1
    assert set(told.values()) == {1, 2}


def test_some_services_are_settled_late(out):
    """A week that is told again has all it had, and a little more."""
    more = 0
    deliveries = files(out, "ssr", "SSSY")
    for (_, before), (covers, after) in pairwise(deliveries):
        monday = date.fromisoformat(covers[0]["from"]).isocalendar()
        week = f"{monday.year % 100:02d}{monday.week:02d}"
        early, late = (
            [tuple(row.values()) for row in rows if row["HONUGE"] == week]
            for rows in (before, after)
        )
        assert set(early) <= set(late)
        more += len(late) - len(early)
    assert more > 0


def test_a_plan_is_told_again_when_its_training_begins(out):
    told: dict[str, str] = {}
    again = 0
    for covers, rows in files(out, "genoptraening", "GOP"):
        for row in rows:
            if told.get(row["PLAN_ID"]) == "" and row["TRAENING_START"]:
                again += 1
            assert told.get(row["PLAN_ID"], "") in ("", row["TRAENING_START"])
            # Known up to the day the data were drawn
            assert row["TRAENING_START"] < covers[0]["to"][:8] + "08"
            told[row["PLAN_ID"]] = row["TRAENING_START"]
    assert again > 20


@pytest.mark.parametrize(
    ("source", "file", "day"),
    [
        ("lsr", "LMDB", "EKSD"),
        ("boernedatabasen", "BDB_UNDERSOEGELSE", "DATO"),
        ("lpr_a", "LPR_A_FORLOEBSMARKOER", "Markoer_tidspunkt"),
        ("gateway", "GATEWAY_HENVISNING", "Dato"),
    ],
)
def test_late_rows_come_by_key_beside_the_window(out, source, file, day):
    late = 0
    for covers, rows in files(out, source, file):
        assert all(row[day] < covers[0]["to"] for row in rows)
        late += sum(row[day] < covers[0]["from"] for row in rows)
    assert late > 0


def test_no_procedure_is_told_without_its_contact_but_those_that_name_none(out):
    for folder, _ in plain.notes(out / "lpr_a"):
        contacts = {
            row["DW_EK_Kontakt"]: row for row in plain.read_rows(folder / "LPR_A_KONTAKT.csv")
        }
        rows = plain.read_rows(folder / "LPR_A_PROCEDURE.csv")
        named = [row for row in rows if row["DW_EK_Kontakt"]]
        assert 0 < len(rows) - len(named) < 0.02 * len(rows)
        for row in named:
            contact = contacts[row["DW_EK_Kontakt"]]
            assert row["Lprindberetningssystem"] == contact["Lprindberetningssystem"]
            is_form = row["Proc_kode"] in ("BVAA33A", "BVAA33D")
            assert is_form == (contact["Kont_type"] == "ALCA03")


def test_registers_told_whole_say_only_what_is_known(out):
    """Nothing that begins or ends after the day the delivery holds to, and it grows."""
    sizes = []
    for source, file, start, end in (
        ("praksis", "KLINIK", "FRA", "TIL"),
        ("plejehjem", "PLEJEHJEMSLAEGE", "FRA", "TIL"),
        ("cpr", "CPR_BOPAEL", "FRA", "TIL"),
    ):
        for covers, rows in files(out, source, file):
            until = covers[0]["to"]
            assert all(row[start] < until and row[end] < until for row in rows)
            sizes.append((source, len(rows)))
    counted = [rows for source, rows in sizes if source == "praksis"]
    assert counted == sorted(counted) and len(counted) == 3


def test_the_last_delivery_holds_to_the_end_of_the_months(out):
    for source in ("cpr", "praksis", "plejehjem"):
        *_, (folder, note) = plain.notes(out / source)
        assert {cover["to"] for cover in note["covers"]} == {"2026-09-01"}
        assert folder.name < "2026-10-01"


def test_a_municipality_that_has_stopped_stands_with_its_last_month(out):
    for file, day in (("GATEWAY_INDSATS", "Start"), ("GATEWAY_HENVISNING", "Dato")):
        for number, (covers, rows) in enumerate(files(out, "gateway", file)):
            (cover,) = [cover for cover in covers if "0820" in cover["units"]]
            stopped = number >= 3  # the delivery of May and those after
            assert (cover["to"] == "2026-05-01") == (stopped or number == 2)
            here = [row[day][:7] for row in rows if row["Kommune"] == "0820"]
            assert not stopped or set(here) <= {"2026-04"}
    assert any(row["Kommune"] == "0820" for row in files(out, "gateway", "GATEWAY_INDSATS")[-1][1])


def test_reported_figures_come_in_their_own_grain(out):
    for _, rows in files(out, "indberettet", "INDBERETTEDE_TAL"):
        for row in rows:
            assert (len(row["PERIODE"]) == 4) == row["SERIE"].startswith(
                ("nationale", "sundhedsdata")
            )
            if row["NAEVNER"]:
                assert 0 <= int(row["TAELLER"]) <= int(row["NAEVNER"])
            else:
                assert row["SERIE"] == "ulb-72-timer"


def test_medicine_cards_are_brought_up_to_date_at_about_the_target(out):
    rows = files(out, "indberettet", "INDBERETTEDE_TAL")[-1][1]
    shares = [
        int(row["TAELLER"]) / int(row["NAEVNER"])
        for row in rows
        if row["SERIE"] == "fmk-ajourfoering-sygehus"
    ]
    assert len(shares) == 7
    assert all(0.92 < share < 0.98 for share in shares)


def test_every_note_is_marked_synthetic(out):
    notes = list(out.rglob("LEVERANCE.json"))
    assert len(notes) > 50
    assert all(json.loads(path.read_text(encoding="utf-8"))["synthetic"] for path in notes)
