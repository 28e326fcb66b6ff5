"""One invented hospital register in two models: LPR_A and LPR3_F give the same rows."""

import pytest

from support.deliveries import OPERATOR, world
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic.world import write_deliveries

TABLES = ("hospital_contact", "diagnosis", "procedure", "pathway_marker")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """By source and table, the living rows, without what only one model has (stays) or a store gives (persons)."""
    root, loaded, found = tmp_path_factory.mktemp("models"), world(), {}
    for source in ("lpr_a", "lpr_f"):
        write_deliveries(
            root / source,
            persons=3_000,
            first="2025-01",
            last="2025-03",
            hospital_format=source,
            sources=[source],
        )
        store = Store.create(root / f"home-{source}")
        reports = receive_deliveries(
            store, [root / source / source], source=source, world=loaded, permit=OPERATOR
        )
        assert [report.outcome for report in reports] == ["accepted"] * 3, reports
        snapshot = store.snapshot(store.vintage())
        for table in TABLES:
            rows = snapshot.read(table)
            only_one = [name for name in ("person", "stay_key") if name in rows.column_names]
            found[source, table] = sorted(map(repr, rows.drop_columns(only_one).to_pylist()))
    return found


@pytest.mark.parametrize("table", TABLES)
def test_both_models_give_the_same_rows(tables, table):
    assert len(tables["lpr_a", table]) > 20
    assert tables["lpr_f", table] == tables["lpr_a", table]
