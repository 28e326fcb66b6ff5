"""LPR3's messages: what they become, which version holds, what is withdrawn and what is left out."""

from datetime import date, datetime

import pytest

from support.deliveries import CPR, take_in, world
from support.messages import (
    PSYCHIATRY,
    contact,
    diagnosis,
    message,
    pathway,
    procedure,
    removal,
    uuid,
    write_messages,
)
from tvaerblik.core.deliveries import Follows, Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.lpr3_rows import key_of

WHOLE = (contact(1), diagnosis(2, of=1), procedure(3, of=1))
AWA1, AWX1 = ("AWA1", "20260106120000+0100"), ("AWX1", "20260107080000+0100")


@pytest.fixture(scope="module")
def loaded():
    return world()


@pytest.fixture
def read(tmp_path, loaded):
    def reading(*messages, **named):
        files = {f"m{at}": text for at, text in enumerate(messages)} | named
        delivery = read_delivery("lpr3", write_messages(tmp_path, "2026-02-10", files), loaded)
        return delivery, {table.table: table for table in delivery.tables}

    return reading


def rows(tables, table):
    return tables[table].rows.to_pylist()


def asides(delivery):
    return {(aside.table, aside.reason): aside.rows for aside in delivery.asides}


def test_a_contact_with_diagnoses_and_procedures_in_canonical_columns(read):
    delivery, tables = read(
        message(
            contact(1, priority="akut"),
            diagnosis(2, of=1, additions=("ZDW29",)),
            diagnosis(3, of=1, code="DI109", kind="ALGA02"),
            procedure(4, of=1, additions=("ZZ1234", "ZZ1234")),
        )
    )
    key = key_of(uuid(1))
    assert rows(tables, "hospital_contact") == [{
        "contact": key, "stay_key": None, "person": CPR[0],
        "started": datetime(2026, 1, 5, 9, 0), "started_date": date(2026, 1, 5),
        "ended": datetime(2026, 1, 6, 7, 0), "ended_date": date(2026, 1, 6),
        "contact_type": "ALCA00", "priority": "ATA1", "diagnosis": "DJ440",
        "unit": "999820010001028", "specialty": "intern medicin", "sector": "somatic",
        "residence": "kommune-0851", "born": date(1990, 1, 1), "sex": "m",
    }]  # fmt: skip
    assert [
        (row["contact"], row["code"], row["code_type"]) for row in rows(tables, "diagnosis")
    ] == [
        (key, "DJ440", "A"),
        (key, "ZDW29", "+"),
        (key, "DI109", "B"),
    ]
    procedures = rows(tables, "procedure")
    assert [(row["procedure_id"], row["code_type"]) for row in procedures] == [
        (uuid(4), "P"),
        (f"{uuid(4)}+ZZ1234", "+"),
    ]
    assert procedures[0]["ended"] == datetime(2026, 1, 5, 10, 30)
    assert asides(delivery) == {}


def test_keys_are_whole_numbers_that_the_store_can_hold():
    assert 0 <= key_of(uuid(1)) < 2**63
    assert key_of(uuid(1)) != key_of(uuid(2))


def test_the_sector_is_the_units(read):
    _, tables = read(message(contact(1, unit=PSYCHIATRY)))
    assert rows(tables, "hospital_contact")[0]["sector"] == "psychiatric"


def test_markers_of_a_pathway(read):
    delivery, tables = read(message(pathway(7, AWA1, AWX1)))
    assert rows(tables, "pathway_marker")[0] == {
        "pathway": key_of(uuid(7)), "person": CPR[0], "marker": "AWA1",
        "placed": datetime(2026, 1, 6, 11, 0), "placed_date": date(2026, 1, 6),
        "residence": "kommune-0851", "born": date(1990, 1, 1), "sex": "m",
    }  # fmt: skip
    assert len(rows(tables, "pathway_marker")) == 2
    assert asides(delivery) == {("pathway_marker", "part_of_message_not_used"): 1}


def test_every_table_comes_also_when_it_is_empty(read):
    _, tables = read(message(contact(1)))
    window = (Window(date(2026, 1, 1), date(2026, 2, 1)),)
    assert {name: table.rows.num_rows for name, table in tables.items()} == {
        "hospital_contact": 1,
        "diagnosis": 0,
        "procedure": 0,
        "pathway_marker": 0,
    }
    assert all(table.covers == window and table.replaces == () for table in tables.values())
    assert tables["diagnosis"].follows == Follows("hospital_contact", "contact")


# -- versions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), [("a", "b"), ("b", "a")])
def test_the_later_version_holds_whatever_the_files_are_called(read, old, new):
    delivery, tables = read(
        **{
            old: message(*WHOLE, version=1),
            new: message(
                contact(1, end="20260107080000+0100"), diagnosis(5, of=1, code="DI109"), version=2
            ),
        }
    )
    (row,) = rows(tables, "hospital_contact")
    assert (row["ended_date"], row["diagnosis"]) == (date(2026, 1, 7), "DI109")
    assert [row["code"] for row in rows(tables, "diagnosis")] == ["DI109"]
    assert rows(tables, "procedure") == []
    assert asides(delivery) == {
        ("hospital_contact", "superseded"): 1,
        ("diagnosis", "superseded"): 1,
        ("procedure", "superseded"): 1,
    }


def test_of_one_version_the_later_document_holds(read):
    _, tables = read(
        message(contact(1), time="20260111120000+0100"),
        message(contact(1, end="20260107080000+0100"), time="20260110120000+0100"),
    )
    assert rows(tables, "hospital_contact")[0]["ended_date"] == date(2026, 1, 6)


def test_a_pathways_later_version_tells_all_its_markers(read):
    delivery, tables = read(message(pathway(7, AWA1, AWX1)), message(pathway(7, AWX1), version=2))
    assert [row["marker"] for row in rows(tables, "pathway_marker")] == ["AWX1"]
    assert asides(delivery)["pathway_marker", "superseded"] == 2


def test_equal_messages_each_have_a_part_of_the_contact(read):
    delivery, tables = read(
        message(*WHOLE), message(contact(1), diagnosis(5, of=1, kind="ALGA02", code="DI109"))
    )
    assert len(rows(tables, "hospital_contact")) == 1
    assert [row["code"] for row in rows(tables, "diagnosis")] == ["DJ440", "DI109"]
    assert asides(delivery) == {("hospital_contact", "repeated"): 1}


@pytest.mark.parametrize(
    "other",
    [
        message(contact(1, end="20260107080000+0100")),
        message(contact(1), cpr=CPR[1]),
        message(contact(1), county="860"),
    ],
)
def test_equal_messages_that_contradict_each_other_are_refused(read, other):
    with pytest.raises(BadInput) as caught:
        read(message(contact(1)), other)
    problem = caught.value.problems[0]
    assert (problem.code, problem.where.file) == ("K-VERSION", "m1.xml")
    assert "m0.xml" in problem.what.da


# -- withdrawals -------------------------------------------------------------------------------------


def test_a_withdrawal_takes_the_contact_and_what_belongs_to_it(read):
    delivery, tables = read(message(*WHOLE), message(removal(1), version=2))
    assert all(table.rows.num_rows == 0 for table in tables.values())
    assert asides(delivery) == {
        ("hospital_contact", "withdrawn"): 1,
        ("diagnosis", "withdrawn"): 1,
        ("procedure", "withdrawn"): 1,
    }
    assert tables["hospital_contact"].removed["contact"].to_pylist() == [key_of(uuid(1))]


def test_what_is_reported_and_withdrawn_at_once_is_withdrawn(read):
    delivery, tables = read(message(*WHOLE, pathway(7, AWA1)), message(removal(1), removal(7)))
    assert all(table.rows.num_rows == 0 for table in tables.values())
    found = {
        table: rows for (table, reason), rows in asides(delivery).items() if reason == "withdrawn"
    }
    assert found == dict.fromkeys(tables, 1)


def test_a_procedure_reported_and_withdrawn_at_once_is_withdrawn(read):
    delivery, tables = read(message(*WHOLE), message(removal(3)))
    assert len(rows(tables, "hospital_contact")) == 1
    assert rows(tables, "procedure") == []
    assert asides(delivery) == {("procedure", "withdrawn"): 1}


def test_what_is_reported_again_after_its_withdrawal_holds(read):
    _, tables = read(message(*WHOLE, version=3), message(removal(1), version=2))
    assert len(rows(tables, "hospital_contact")) == len(rows(tables, "procedure")) == 1
    assert tables["hospital_contact"].removed is None


def test_a_single_procedure_is_withdrawn_and_its_contact_stays(read):
    delivery, tables = read(message(*WHOLE), message(removal(3), version=2))
    assert len(rows(tables, "diagnosis")) == 1
    assert rows(tables, "procedure") == []
    assert asides(delivery) == {("procedure", "withdrawn"): 1}


def test_withdrawals_reach_into_earlier_deliveries(store, tmp_path):
    first = {
        "a": message(*WHOLE),
        "b": message(contact(11), diagnosis(12, of=11), procedure(13, of=11)),
        "c": message(pathway(7, AWA1, AWX1)),
        "d": message(pathway(8, AWA1)),
        "e": message(contact(21), procedure(23, of=21)),
    }
    take_in(store, write_messages(tmp_path, "2026-02-10", first), source="lpr3")
    second = {
        "a": message(removal(1), version=2),
        "b": message(pathway(7, AWX1), version=2),
        "c": message(removal(8), version=2),
        "d": message(contact(11), diagnosis(12, of=11, code="DI109"), version=2),
        "e": message(removal(23), version=2),
    }
    take_in(store, write_messages(tmp_path, "2026-03-10", second), source="lpr3")
    snapshot = store.snapshot(store.vintage())

    def column(table, name):
        return sorted(snapshot.read(table)[name].to_pylist())

    assert column("hospital_contact", "contact") == sorted((key_of(uuid(11)), key_of(uuid(21))))
    assert column("diagnosis", "code") == ["DI109"]
    assert column("procedure", "procedure_id") == []
    assert column("pathway_marker", "marker") == ["AWX1"]


def test_it_does_not_matter_how_messages_are_spread_over_deliveries(tmp_path, loaded):
    from tvaerblik.store.store import Store

    messages = [
        message(*WHOLE, pathway(7, AWA1)),
        message(contact(1, end="20260107080000+0100"), pathway(7, AWX1), version=2),
        message(contact(11), diagnosis(12, of=11)),
    ]

    def taken(name, *deliveries):
        store = Store.create(tmp_path / name)
        for month, numbers in enumerate(deliveries, 2):
            files = {f"m{number}": messages[number] for number in numbers}
            folder = write_messages(tmp_path / f"{name}-files", f"2026-{month:02d}-10", files)
            take_in(store, folder, source="lpr3")
        snapshot = store.snapshot(store.vintage())
        return {
            table: sorted(map(str, snapshot.read(table).drop_columns("person").to_pylist()))
            if "person" in snapshot.read(table).column_names
            else sorted(map(str, snapshot.read(table).to_pylist()))
            for table in snapshot.files
        }

    assert taken("one", (0, 1, 2)) == taken("three", (0,), (1,), (2,)) == taken("two", (0, 2), (1,))


# -- what is left out --------------------------------------------------------------------------------


def test_what_cannot_be_joined_is_counted(read):
    delivery, tables = read(
        message(*WHOLE, cpr=None),
        message(pathway(7, AWA1, AWX1), cpr="0801901UDL"),
        message(procedure(9, of=None, additions=("ZZ1",)), diagnosis(8, of=99)),
    )
    assert all(table.rows.num_rows == 0 for table in tables.values())
    found = asides(delivery)
    found.pop(("pathway_marker", "part_of_message_not_used"))
    assert found == {
        ("hospital_contact", "unlinked_person"): 1,
        ("diagnosis", "contact_not_taken_in"): 1,
        ("procedure", "contact_not_taken_in"): 1,
        ("pathway_marker", "unlinked_person"): 2,
        ("procedure", "no_contact"): 2,
        ("diagnosis", "contact_not_in_message"): 1,
    }


def test_disproved_diagnoses_are_left_out_and_are_no_action_diagnosis(read):
    delivery, tables = read(message(contact(1), diagnosis(2, of=1, disproved=True)))
    assert rows(tables, "diagnosis") == []
    assert rows(tables, "hospital_contact")[0]["diagnosis"] is None
    assert asides(delivery) == {("diagnosis", "later_disproved"): 1}


def test_two_action_diagnoses_are_refused(read):
    with pytest.raises(BadInput) as caught:
        read(message(contact(1), diagnosis(2, of=1), diagnosis(3, of=1, code="DI109")))
    assert [problem.code for problem in caught.value.problems] == ["K-ACTION"]
