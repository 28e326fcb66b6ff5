"""An invented region taken in and computed whole, beside the ledger of what was invented."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tvaerblik.catalogue.arithmetic import value_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import ResultRow
from tvaerblik.flows.compute_catalogue import Computed, compute_catalogue
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic.world import write_deliveries

PERMIT = Permit(by="ledger", role="operator", reason="acceptance test")
Key = tuple[str, str, str | None, str | None]  # month, municipality, sex, age band


@dataclass(frozen=True)
class LedgerWorld:
    ledger: Path
    catalogue: Catalogue
    computed: Computed

    def rows(self, indicator: str) -> dict[Key, ResultRow]:
        """Months of municipalities as they were, every stratum and the totals."""
        return {
            (
                row.period,
                row.unit.removeprefix("kommune-"),
                row.sex.upper() if row.sex else None,
                row.age_band,
            ): row
            for row in self.computed.results[indicator]
            if row.organisation == "as-was"
            and row.unit.startswith("kommune-")
            and len(row.period) == len("2026-01")
            and row.period[5] not in "QW"
        }

    def value(self, row: ResultRow) -> float:
        assert row.numerator is not None, row
        indicator = self.catalogue.get(row.indicator)
        return float(value_of(indicator, row.numerator, row.denominator, row.figure))

    def lines(self, table: str) -> Iterator[dict[str, str]]:
        with (self.ledger / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter=";")


def make_ledger_world(
    folder: Path, definitions: Path, *, persons: int, first: str, last: str, seed: int
) -> LedgerWorld:
    write_deliveries(folder / "synth", persons=persons, first=first, last=last, seed=seed)
    store = Store.create(folder / "home")
    known = load_world(definitions)
    sources = [path.name for path in (folder / "synth").iterdir() if path.name != "ledger"]
    for source in sorted(sources):
        reports = receive_deliveries(
            store, [folder / "synth" / source], source=source, world=known, permit=PERMIT
        )
        wrong = [report for report in reports if report.outcome != "accepted"]
        assert not wrong, (source, wrong[0])
    catalogue = load_catalogue(definitions)
    computed = compute_catalogue(store, catalogue, PERMIT, scope="region-nordjylland")
    return LedgerWorld(folder / "synth" / "ledger", catalogue, computed)
