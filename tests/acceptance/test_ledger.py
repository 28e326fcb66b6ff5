"""What the engine says of invented deliveries against the ledger of what was invented.

The ledger is counted from whole stays, before they were cut into contacts, registered late, corrected
and delivered. Nothing but the definitions in the catalogue is shared between the two.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import ResultRow
from tvaerblik.flows.compute_catalogue import Computed, compute_catalogue
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic.world import write_deliveries

PERMIT = Permit(by="ledger", role="operator", reason="acceptance test")
FIRST, LAST = "2025-07", "2026-08"
Key = tuple[str, str, str, str]  # month, municipality, sex, age band


@dataclass(frozen=True)
class World:
    ledger: Path
    catalogue: Catalogue
    computed: Computed

    def rows(self, indicator: str) -> dict[Key, ResultRow]:
        """The finest cells: one month, one municipality, one band, one sex."""
        return {
            (row.period, row.unit.removeprefix("kommune-"), row.sex.upper(), row.age_band): row
            for row in self.computed.results[indicator]
            if row.organisation == "as-was"
            and row.unit.startswith("kommune-")
            and len(row.period) == len("2026-01")
            and "Q" not in row.period
            and row.sex
            and row.age_band
        }

    def truth(self, table: str, *columns: str) -> Iterator[tuple[Key, bool, tuple[int, ...]]]:
        with (self.ledger / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter=";"):
                key = (line["month"], line["municipality"], line["sex"], line["age_band"])
                counts = tuple(int(line[column]) for column in columns)
                yield key, line["complete"] == "true", counts


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, definitions: Path) -> World:
    folder = tmp_path_factory.mktemp("ledger")
    write_deliveries(folder / "synth", persons=8_000, first=FIRST, last=LAST, seed=5)
    store = Store.create(folder / "home")
    known = load_world(definitions)
    for source in ("population", "lpr_a", "gateway"):
        reports = receive_deliveries(
            store, [folder / "synth" / source], source=source, world=known, permit=PERMIT
        )
        assert {report.outcome for report in reports} == {"accepted"}, source
    catalogue = load_catalogue(definitions)
    computed = compute_catalogue(store, catalogue, PERMIT, scope="region-nordjylland")
    return World(folder / "synth" / "ledger", catalogue, computed)


@pytest.mark.parametrize(
    ("indicator", "table", "columns", "least"),
    [
        ("indlaeggelser-pr-1000", "admissions", ("admissions",), 500),
        ("forebyggelige-indlaeggelser-65", "admissions", ("preventable_65",), 20),
        (
            "genindlaeggelse-30-dage-somatik",
            "readmissions",
            ("readmission_events", "readmission_index"),
            40,
        ),
        ("opfoelgende-hjemmebesoeg-7-dage", "visits", ("visit_events", "visit_index"), 40),
    ],
)
def test_every_complete_cell_equals_the_ledger(
    world: World, indicator: str, table: str, columns: tuple[str, ...], least: int
) -> None:
    rows = world.rows(indicator)
    wrong, events, compared = [], 0, 0
    for key, complete, truth in world.truth(table, *columns):
        if not complete or key not in rows:
            continue
        found = _counts(rows[key], len(columns))
        compared += 1
        events += truth[0]
        if found != truth:
            wrong.append((key, truth, found, rows[key].state))
    assert not wrong, f"{len(wrong)} of {compared}, first {wrong[:5]}"
    # A comparison of empty cells would prove nothing
    assert compared > 900 and events >= least, (compared, events)


def _counts(row: ResultRow, columns: int) -> tuple[int | None, ...]:
    if row.state == State.NOT_DEFINED:
        return (0,) * columns
    assert row.state in NUMBERED_STATES, row
    return (row.numerator, row.denominator)[:columns]


def test_denominators_are_the_residents_of_the_ledger(world: World) -> None:
    residents: dict[tuple[str, str, str], int] = {}
    with (world.ledger / "population.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            key = (line["quarter"], line["municipality"], line["sex"])
            residents[key] = residents.get(key, 0) + int(line["residents"])
    found = {
        (row.period, row.unit.removeprefix("kommune-"), row.sex.upper()): row.denominator
        for row in world.computed.results["indlaeggelser-pr-1000"]
        if row.sex
        and not row.age_band
        and row.unit.startswith("kommune-")
        and row.organisation == "as-was"
        and row.period == "2026-02"
    }
    assert len(found) == 22
    for (_, municipality, sex), person_days in found.items():
        assert person_days == 28 * residents["2026K1", municipality, sex]


def test_months_the_ledger_calls_complete_are_settled(world: World) -> None:
    """And the other way round: the last months are held back or marked provisional."""
    for row in world.rows("genindlaeggelse-30-dage-somatik").values():
        if row.period_end > date(2026, 8, 1):
            assert row.state == State.NOT_SETTLED, row


def test_municipalities_that_do_not_deliver_are_said_not_to(world: World) -> None:
    rows = world.rows("opfoelgende-hjemmebesoeg-7-dage")
    for municipality in ("0773", "0825"):
        states = {row.state for key, row in rows.items() if key[1] == municipality}
        assert State.NOT_DELIVERED in states
        assert states <= {State.NOT_DELIVERED, State.NOT_SETTLED}
