"""What lies on disk looks like what the suppliers send."""

import json
from pathlib import Path

import pytest

from tvaerblik.synthetic import write_deliveries


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("deliveries")
    write_deliveries(out, persons=800, first="2026-05", last="2026-07", seed=3)
    return out


def header(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0]


def test_contacts_have_the_real_columns(deliveries):
    path = deliveries / "lpr_a" / "2026-08-10" / "LPR_A_KONTAKT.csv"
    assert header(path) == (
        "Lprindberetningssystem;DW_EK_Kontakt;DW_SK_Sygehusophold;CPRnummer;Kont_starttidspunkt;"
        "Kont_sluttidspunkt;Kont_type;Prioritet;Adiag;Kont_ans;Kont_ans_hovedspec;Kont_ans_inst;"
        "Borger_bo_kom;Borger_foedselsdato;Borger_koen;Kont_indb_tidspunkt"
    )


def test_diagnoses_have_the_real_columns(deliveries):
    path = deliveries / "lpr_a" / "2026-08-10" / "LPR_A_DIAGNOSE.csv"
    assert header(path) == (
        "dw_ek_kontakt;diag_kode;diag_kode_type;senere_afkraeftet;diag_parent_kode"
    )


def test_the_note_tells_the_two_latest_months(deliveries):
    note = json.loads((deliveries / "lpr_a" / "2026-08-10" / "LEVERANCE.json").read_text())
    cover = {"from": "2026-06-01", "to": "2026-08-01", "units": None}
    names = ("LPR_A_KONTAKT", "LPR_A_DIAGNOSE", "LPR_A_PROCEDURE", "LPR_A_FORLOEBSMARKOER")
    assert note == {
        "format": 1,
        "source": "lpr_a",
        "published": "2026-08-10",
        "synthetic": True,
        "files": [f"{name}.csv" for name in names],
        "covers": [{"file": name, **cover} for name in names],
    }


def test_residents_come_for_every_quarter_with_a_month(deliveries):
    published = sorted(path.name for path in (deliveries / "population").iterdir())
    assert published == ["2026-05-13", "2026-08-12"]


def test_every_combination_of_residents_is_present(deliveries):
    lines = (deliveries / "population" / "2026-08-12" / "FOLK1A.csv").read_text().splitlines()
    assert lines[0] == "OMRÅDE;KØN;ALDER;TID;INDHOLD"
    assert len(lines) == 1 + 11 * 2 * 106
    assert lines[1].startswith("Morsø;Mænd;0 år;2026K3;")
