"""An invented region taken in and computed whole, beside the ledger of what was invented."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from tvaerblik.catalogue.arithmetic import value_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import AS_WAS, ResultRow, ResultRows
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
    _rows: dict[str, dict[Key, ResultRow]] = field(default_factory=dict)

    def rows(self, indicator: str) -> dict[Key, ResultRow]:
        """Months of municipalities as they were, every stratum and the totals."""
        if indicator not in self._rows:
            self._rows[indicator] = self._pick(indicator)
        return self._rows[indicator]

    def totals(self, indicator: str) -> dict[tuple[str, str], ResultRow]:
        """Of everybody in a municipality, by month and municipality."""
        return {
            (month, place): row
            for (month, place, sex, band), row in self.rows(indicator).items()
            if sex is None and band is None
        }

    def effects(self) -> dict[str, dict[str, Any]]:
        """What the ledger says is planted, by id."""
        note = json.loads((self.ledger / "ledger.json").read_text(encoding="utf-8"))
        return {effect["id"]: effect for effect in note["planted_effects"]}

    def profile(self, indicator: str, period: str) -> dict[int, float]:
        """Of the whole region and everybody, by step."""
        result = self.computed.results[indicator]
        here = pc.equal(result.table["unit"], "region-nordjylland")
        then = pc.equal(result.table["period"], period)
        picked = ResultRows(result.table.filter(pc.and_(here, then)), result.vintage)
        return {
            row.step: self.value(row)
            for row in picked
            if row.step is not None and row.sex is None and row.age_band is None
        }

    def _pick(self, indicator: str) -> dict[Key, ResultRow]:
        # Before any row is made of them: most are of quarters, years and other units
        table = self.computed.results[indicator].table
        of_municipality = pc.starts_with(table["unit"], "kommune-")
        of_month = pc.match_substring_regex(table["period"], r"^\d{4}-\d{2}$")
        wanted = pc.and_(of_municipality, of_month)
        return {
            (
                row.period,
                row.unit.removeprefix("kommune-"),
                row.sex.upper() if row.sex else None,
                row.age_band,
            ): row
            for row in ResultRows(table.filter(wanted), self.computed.results[indicator].vintage)
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
    computed = compute_catalogue(
        store, catalogue, PERMIT, scope="region-nordjylland", organisations=(AS_WAS,)
    )
    return LedgerWorld(folder / "synth" / "ledger", catalogue, computed)
