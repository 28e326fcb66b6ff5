"""Withdrawals by part of a key, and of rows that follow others: what messages need and files do not."""

from dataclasses import replace

import pyarrow as pa

from support.deliveries import CPR, NOW, contact, world, write_lpr, write_note
from tvaerblik.flows.receive_delivery import judge_again
from tvaerblik.intake.pseudonymise import pseudonymise
from tvaerblik.sources.front import read_delivery

MARKERS = (
    "DW_EK_Forloeb;CPRnummer;Markoer;Markoer_tidspunkt;Borger_bo_kom;Borger_foedselsdato;"
    "Borger_koen;Lprindberetningssystem"
)
NEVER = ("1990-01-01", "1990-02-01")


def take(store, root, published, *, contacts=(), markers=(), diagnoses=None, removed=None):
    """A delivery whose windows restate nothing, with the withdrawals that a file cannot state."""
    lines = [contact(key, "2026-01-05 10:00") for key in contacts]
    folder = write_lpr(root, published, lines, diagnoses)
    (folder / "LPR_A_FORLOEBSMARKOER.csv").write_text("\n".join((MARKERS, *markers)) + "\n")
    names = ["LPR_A_KONTAKT", "LPR_A_DIAGNOSE", "LPR_A_FORLOEBSMARKOER"]
    covers = [{"file": name, "from": NEVER[0], "to": NEVER[1], "units": None} for name in names]
    write_note(folder, "lpr_a", [f"{name}.csv" for name in names], covers)
    delivery = read_delivery("lpr_a", folder, world())
    tables = tuple(
        replace(table, removed=(removed or {}).get(table.table)) for table in delivery.tables
    )
    store.commit(pseudonymise(replace(delivery, tables=tables), store.identity), by="test", now=NOW)
    judge_again(store, world(), "lpr_a")


def marker(pathway, code="AWA1", hour=12):
    return f"{pathway};{CPR[0]};{code};2026-01-06 {hour}:00;0851;1990-01-01;K;LPR3"


def alive(store, table, *columns):
    rows = store.snapshot(store.vintage()).read(table).to_pylist()
    return sorted(tuple(row[column] for column in columns) for row in rows)


def test_by_part_of_the_key_all_earlier_rows_of_it_are_withdrawn(store, tmp_path):
    first = [marker(7), marker(7, "AWX1", 14), marker(8)]
    take(store, tmp_path, "2026-02-10", contacts=[1], markers=first)
    take(
        store,
        tmp_path,
        "2026-03-10",
        contacts=[2],
        markers=[marker(7, hour=15), marker(9)],
        removed={"pathway_marker": pa.table({"pathway": [7]})},
    )
    found = [(7, "AWA1"), (8, "AWA1"), (9, "AWA1")]
    assert alive(store, "pathway_marker", "pathway", "marker") == found
    take(store, tmp_path, "2026-04-10", contacts=[3], markers=[marker(7, hour=12)])
    assert alive(store, "pathway_marker", "pathway", "marker") == [(7, "AWA1"), *found]


def test_a_row_that_follows_can_be_withdrawn_while_its_leader_lives(store, tmp_path):
    diagnoses = ["1;DJ440;A;;", "1;DI109;B;;", "2;DI109;B;;"]
    take(store, tmp_path, "2026-02-10", contacts=[1, 2], markers=[marker(7)], diagnoses=diagnoses)
    gone = pa.table({"contact": [1], "code": ["DI109"]})
    take(
        store,
        tmp_path,
        "2026-03-10",
        contacts=[3],
        markers=[marker(8)],
        diagnoses=["3;DI109;B;;"],
        removed={"diagnosis": gone},
    )
    assert alive(store, "hospital_contact", "contact") == [(1,), (2,), (3,)]
    assert alive(store, "diagnosis", "contact", "code") == [
        (1, "DJ440"),
        (2, "DI109"),
        (3, "DI109"),
    ]
