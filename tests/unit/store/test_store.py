"""The store's promises: whole or nothing, the same bytes once, what is read is what was stored."""

from datetime import date

import pytest

from support.deliveries import (
    ADMISSION_COLUMNS,
    CPR,
    DEFINITIONS,
    NOW,
    OPERATOR,
    contact,
    take_in,
    world,
    write_lpr,
    write_ssi,
)
from tvaerblik.catalogue.registers import load_registers
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.errors import BadInput, ConfigError, IntegrityError, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.flows.receive_delivery import override_delivery, receive_deliveries
from tvaerblik.store.store import Store

DAY = "2020-03-01; 1; 0; 0; 0; 0; 1"


def lpr(root, published="2026-02-10", **note):
    return write_lpr(
        root,
        published,
        [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00", cpr="")],
        **note,
    )


def state_of(store):
    """Everything that a second try could have changed."""
    files = {
        path: path.read_bytes()
        for path in store.home.root.rglob("*")
        if path.is_file() and path.suffix != ".sqlite"
    }
    return files, store.deliveries()


def test_a_folder_that_is_no_installation(tmp_path):
    with pytest.raises(ConfigError) as caught:
        Store.open(tmp_path)
    assert "tvaerblik init" in caught.value.problems[0].remedy.da


def test_creating_again_changes_nothing(tmp_path, store):
    take_in(store, lpr(tmp_path), source="lpr_a")
    before = state_of(store)
    Store.create(store.home.root)
    assert state_of(Store.open(store.home.root)) == before


def test_D14_the_same_bytes_again_change_nothing_and_say_so(tmp_path, store):
    first = take_in(store, lpr(tmp_path), source="lpr_a")
    before = state_of(store)
    again = take_in(store, lpr(tmp_path / "again"), source="lpr_a")
    assert (first.outcome, again.outcome, again.id) == ("accepted", "duplicate", first.id)
    assert state_of(store) == before


def test_a_report_counts_rows_asides_and_unlinked_persons(tmp_path, store):
    report = take_in(store, lpr(tmp_path), source="lpr_a")
    assert report.rows == {"hospital_contact": 1, "diagnosis": 1}
    assert {(a.table, a.reason, a.rows) for a in report.asides} == {
        ("hospital_contact", "unlinked_person", 1), ("diagnosis", "contact_not_taken_in", 1)}  # fmt: skip
    assert report.unlinked == 1
    (record,) = store.deliveries()
    assert (record.unlinked, record.synthetic, record.by) == (1, True, "test")
    assert record.asides == report.asides


def test_a_held_delivery_is_stored_and_in_no_vintage_until_a_person_takes_it_in(tmp_path, store):
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    poor = write_ssi(tmp_path, "2020-06-10", ["2020-03-01; 1; 1"], columns="Dato;Hovedstaden;Total")
    report = take_in(store, poor, source="ssi_covid")
    assert (report.outcome, len(report.reasons)) == ("held", 4)
    assert len(store.vintage().deliveries) == 1
    record = override_delivery(
        store, report.id, reason="regionerne er nedlagt", world=world(), permit=OPERATOR, now=NOW
    )
    assert (record.state, record.override.reason) == ("accepted", "regionerne er nedlagt")
    assert len(store.vintage().deliveries) == 2


def test_a_missing_file_of_the_two_is_a_lost_table(tmp_path, store):
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    report = take_in(store, write_ssi(tmp_path, "2020-06-10", [DAY], cases=[]), source="ssi_covid")
    assert (report.outcome, [reason.code for reason in report.reasons]) == (
        "held",
        ["K-LOST-TABLE"],
    )


def test_one_bad_delivery_does_not_stop_the_others(tmp_path, store):
    for day in ("2020-06-03", "2020-06-10", "2020-06-17"):
        write_ssi(
            tmp_path / "all", day, [DAY if day != "2020-06-10" else "31-02-2021; 1; 0; 0; 0; 0; 1"]
        )
    reports = receive_deliveries(
        store, [tmp_path / "all"], source="ssi_covid", world=world(), permit=OPERATOR
    )
    assert [report.outcome for report in reports] == ["accepted", "refused", "accepted"]
    assert reports[1].refusal.problems[0].code == "D08"
    assert len(store.deliveries()) == 2


def test_progress_is_told(tmp_path, store):
    write_ssi(tmp_path / "all", "2020-06-03", [DAY])
    told = []
    receive_deliveries(store, [tmp_path / "all"], source="ssi_covid", world=world(), permit=OPERATOR,
                       progress=lambda done, total, name: told.append((done, total, name)))  # fmt: skip
    assert told == [(0, 1, "2020-06-03"), (1, 1, "")]


@pytest.mark.parametrize("role", ["reader", "analyst"])
def test_only_an_operator_may(tmp_path, store, role):
    permit = Permit("somebody", role, "curiosity")
    with pytest.raises(NotAllowed):
        receive_deliveries(store, [lpr(tmp_path)], source="lpr_a", world=world(), permit=permit)
    with pytest.raises(NotAllowed):
        override_delivery(store, "x", reason="because", world=world(), permit=permit)
    assert not store.deliveries()


def test_a_day_of_publication_is_for_one_delivery(tmp_path, store):
    for day in ("2020-06-03", "2020-06-10"):
        write_ssi(tmp_path / "all", day, [DAY])
    with pytest.raises(BadInput):
        take_in(store, tmp_path / "all", source="ssi_covid", published=date(2020, 6, 3))


def test_unknown_source_and_delivery(tmp_path, store):
    with pytest.raises(NotKnown, match="ssi_covid"):
        take_in(store, lpr(tmp_path), source="ssi")
    with pytest.raises(NotKnown):
        store.override("nothing", by="a", reason="b", now=NOW)


def test_a_flipped_bit_in_a_delivery_is_found_before_it_is_used(tmp_path, store):
    take_in(store, lpr(tmp_path), source="lpr_a")
    (path,) = store.home.deliveries.rglob("hospital_contact.parquet")
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(IntegrityError, match="hospital_contact"):
        store.snapshot(store.vintage())
    assert [error.problems[0].where.file for error in store.verify()] == [
        "hospital_contact.parquet"
    ]


def test_verify_finds_a_missing_original(tmp_path, store):
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    assert store.verify() == ()
    next(store.home.originals.iterdir()).unlink()
    assert len(store.verify()) == 1


def test_a_damaged_snapshot_is_made_anew(tmp_path, store):
    """It is derived: the deliveries are the truth, and they are checked."""
    take_in(store, lpr(tmp_path), source="lpr_a")
    path = store.snapshot(store.vintage()).files["hospital_contact"]
    before = path.read_bytes()
    path.write_bytes(before[:-1])
    assert store.snapshot(store.vintage()).files["hospital_contact"].read_bytes() == before


def test_a_snapshot_is_written_once_and_named_for_its_deliveries(tmp_path, store):
    take_in(store, lpr(tmp_path), source="lpr_a")
    first = store.snapshot(store.vintage())
    written = {path: path.stat().st_mtime_ns for path in first.files.values()}
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    second = store.snapshot(store.vintage())
    assert first.vintage != second.vintage
    assert {path: path.stat().st_mtime_ns for path in first.files.values()} == written
    assert second.files["hospital_contact"] == first.files["hospital_contact"]
    assert second.sources == {"hospital_contact": "lpr_a", "diagnosis": "lpr_a", "covid_admissions": "ssi_covid", "covid_cases": "ssi_covid"}  # fmt: skip
    assert second.synthetic == {"hospital_contact", "diagnosis"}


def test_a_vintage_of_some_tables_has_their_deliveries_only(tmp_path, store):
    take_in(store, lpr(tmp_path), source="lpr_a")
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    vintage = store.vintage(["covid_cases"])
    assert [delivery.source for delivery in vintage.deliveries] == ["ssi_covid"]
    assert set(store.snapshot(vintage, ["covid_cases"]).files) == {"covid_cases"}


def test_columns_and_types_are_the_register_s(tmp_path, store):
    take_in(store, lpr(tmp_path), source="lpr_a")
    snapshot = store.snapshot(store.vintage())
    for name, register in load_registers(DEFINITIONS / "registers").items():
        if name in snapshot.files:
            fields = [(field.name, field.type) for field in snapshot.read(name).schema]
            assert fields == [(field.name, field.type) for field in arrow_schema(register)]


def test_D21_a_reason_with_a_personal_number_is_not_stored(store, tmp_path):
    held = _held(store, tmp_path)
    with pytest.raises(BadInput) as caught:
        override_delivery(store, held, reason=f"ring til {CPR[0]}", world=world(), permit=OPERATOR)
    assert caught.value.problems[0].code == "D21"
    assert CPR[0] not in caught.value.in_("da")
    assert store.delivery(held).override is None


def test_D15_only_a_held_delivery_can_be_overridden_and_only_once(store, tmp_path):
    """An override ahead of the verdict would let whatever is found later pass unseen."""
    held = _held(store, tmp_path)
    accepted = next(one.id for one in store.deliveries() if one.state == "accepted")
    with pytest.raises(BadInput, match="not held"):
        override_delivery(store, accepted, reason="x", world=world(), permit=OPERATOR)
    assert store.delivery(accepted).override is None
    override_delivery(store, held, reason="aftalt", world=world(), permit=OPERATOR)
    with pytest.raises(BadInput, match="not held"):
        override_delivery(store, held, reason="noget andet", world=world(), permit=OPERATOR)
    assert store.delivery(held).override.reason == "aftalt"


def _held(store, tmp_path):
    """The id of a publication that lost a region."""
    take_in(store, write_ssi(tmp_path, "2020-06-03", [DAY]), source="ssi_covid")
    columns = ADMISSION_COLUMNS.replace(";Nordjylland", "")
    lost = write_ssi(tmp_path, "2020-06-10", ["2020-03-01; 1; 0; 0; 0; 1"], columns=columns)
    report = take_in(store, lost, source="ssi_covid")
    assert report.outcome == "held"
    return report.id
