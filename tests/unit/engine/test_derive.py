"""Derived tables are written once a vintage, and only as the register card says."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.errors import DefinitionError
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import EngineName
from tvaerblik.store.snapshot import Cover, Snapshot, snapshot_of_tables


@pytest.fixture
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def snapshot(tmp_path: Path, catalogue: Catalogue) -> Snapshot:
    contact = {
        **dict.fromkeys(("stay_key", "specialty", "priority", "diagnosis", "residence")),
        "contact": 1,
        "person": 1,
        "started": datetime(2024, 1, 1, 8),
        "started_date": date(2024, 1, 1),
        "ended": datetime(2024, 1, 2, 8),
        "ended_date": date(2024, 1, 2),
        "contact_type": "ALCA00",
        "unit": "1",
        "sector": "somatic",
        "born": date(1950, 1, 1),
        "sex": "k",
    }
    table = pa.Table.from_pylist([contact], arrow_schema(catalogue.registers["hospital_contact"]))
    cover = Cover("hospital_contact", None, date(2024, 1, 1), date(2025, 1, 1))
    return snapshot_of_tables(tmp_path / "tables", {"hospital_contact": table}, (cover,))


def with_parameter(catalogue: Catalogue, name: str, value: str) -> Catalogue:
    register = catalogue.registers["hospital_stay"]
    parameters = tuple((dict(register.parameters) | {name: value}).items())
    changed = replace(register, parameters=parameters)
    return replace(catalogue, registers={**catalogue.registers, "hospital_stay": changed})


def test_a_second_time_reads_what_the_first_wrote(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    first = derive_tables(snapshot, catalogue, tmp_path / "derived").files["hospital_stay"]
    written = first.stat().st_mtime_ns
    again = derive_tables(snapshot, catalogue, tmp_path / "derived").files["hospital_stay"]
    assert again == first and again.stat().st_mtime_ns == written
    assert [path.name for path in (tmp_path / "derived").iterdir()] == [first.name]


def test_another_parameter_is_another_table(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    usual = derive_tables(snapshot, catalogue, tmp_path)
    longer = derive_tables(snapshot, with_parameter(catalogue, "inpatient_hours", "25"), tmp_path)
    assert usual.files["hospital_stay"] != longer.files["hospital_stay"]
    assert usual.read("hospital_stay")["inpatient"].to_pylist() == [True]
    assert longer.read("hospital_stay")["inpatient"].to_pylist() == [False]


def test_another_column_is_another_table(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    """What was derived before a card gained a column has not got it, whatever the parameters say."""
    register = catalogue.registers["hospital_stay"]
    fewer = replace(register, columns=tuple(c for c in register.columns if c.name != "hours"))
    before = replace(catalogue, registers={**catalogue.registers, "hospital_stay": fewer})
    earlier, now = (derive_tables(snapshot, known, tmp_path) for known in (before, catalogue))
    assert "hours" not in earlier.read("hospital_stay").column_names
    assert now.read("hospital_stay")["hours"].to_pylist() == [24]


def test_another_engine_is_another_table(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    """An engine that read the other's stays would agree with it whatever it did itself."""
    plain, fast = (
        derive_tables(snapshot, catalogue, tmp_path, engine=engine).files["hospital_stay"]
        for engine in ("plain", "duckdb")
    )
    assert plain != fast


def test_both_engines_write_the_columns_of_the_card(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    wanted = arrow_schema(catalogue.registers["hospital_stay"])
    for engine in ("plain", "duckdb"):
        table = derive_tables(snapshot, catalogue, tmp_path, engine=engine).read("hospital_stay")
        assert table.schema.names == wanted.names
        assert table.schema.types == wanted.types


def test_a_choice_nobody_can_compute_is_refused(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    changed = with_parameter(catalogue, "diagnosis_from", "last_contact")
    with pytest.raises(DefinitionError, match="diagnosis_from: last_contact"):
        derive_tables(snapshot, changed, tmp_path)


def test_without_contacts_there_is_nothing_to_derive(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    nothing = replace(snapshot, files={})
    assert derive_tables(nothing, catalogue, tmp_path) == nothing


def with_markers(snapshot: Snapshot, catalogue: Catalogue, folder: Path) -> Snapshot:
    marker = {
        "pathway": 1,
        "person": 1,
        "marker": "AWA1",
        "placed": datetime(2024, 1, 1, 12),
        "placed_date": date(2024, 1, 1),
        "residence": None,
        "born": date(1950, 1, 1),
        "sex": "k",
    }
    schema = arrow_schema(catalogue.registers["pathway_marker"])
    drawn = snapshot_of_tables(
        folder / "markers", {"pathway_marker": pa.Table.from_pylist([marker], schema)}, ()
    )
    return snapshot.with_file("pathway_marker", drawn.files["pathway_marker"])


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
def test_what_is_made_from_a_derived_table_follows_its_parameters(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot, engine: EngineName
) -> None:
    whole = with_markers(snapshot, catalogue, tmp_path)
    other = with_parameter(catalogue, "gap_hours", "5")
    made, again = (
        derive_tables(whole, known, tmp_path / "derived", engine=engine).files
        for known in (catalogue, other)
    )
    assert {"hospital_stay", "ready_for_discharge"} <= made.keys()
    assert "outpatient_contact" not in made  # nobody delivered procedures
    assert made["ready_for_discharge"] != again["ready_for_discharge"]


def test_a_derived_table_that_is_there_is_kept(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    drawn = snapshot.with_file("hospital_stay", tmp_path / "drawn.parquet")
    assert derive_tables(drawn, catalogue, tmp_path).files["hospital_stay"].name == "drawn.parquet"


def test_a_register_nobody_can_derive_is_refused(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    strange = replace(catalogue.registers["hospital_stay"], table="strange")
    registers = {**catalogue.registers, "strange": strange}
    with pytest.raises(DefinitionError, match="strange: the register cannot be derived"):
        derive_tables(snapshot, replace(catalogue, registers=registers), tmp_path)


def test_residents_of_nothing_covered_are_nobody(
    tmp_path: Path, catalogue: Catalogue, snapshot: Snapshot
) -> None:
    """Without a stated period there are no months to count in."""
    tables = {
        name: pa.Table.from_pylist([row], arrow_schema(catalogue.registers[name]))
        for name, row in (
            (
                "residence",
                {
                    "person": 1,
                    "municipality": "kommune-0851",
                    "valid_from": date(2020, 1, 1),
                    "valid_to": None,
                    "born": date(1950, 1, 1),
                    "sex": "k",
                },
            ),
            (
                "person",
                {
                    "person": 1,
                    "born": date(1950, 1, 1),
                    "died": None,
                    "sex": "k",
                    "residence": None,
                },
            ),
        )
    }
    bare = snapshot_of_tables(tmp_path / "bare", tables, ())
    for engine in ("plain", "duckdb"):
        found = derive_tables(bare, catalogue, tmp_path / "derived", engine=engine)
        assert found.read("resident").num_rows == 0
