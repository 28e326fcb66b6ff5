"""All of the ledger's tables, by subject, and writing them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from tvaerblik.synthetic import (
    ledger,
    ledger_hospital,
    ledger_municipal,
    ledger_persons,
    ledger_primary,
)
from tvaerblik.synthetic.files import write_table
from tvaerblik.synthetic.reported import Figure, figure_table
from tvaerblik.synthetic.truth import Truth

TABLES: Final[dict[str, Callable[[Truth], pa.Table]]] = {
    "admissions": ledger.admissions_table,
    "readmissions": ledger.readmissions_table,
    "visits": ledger.visits_table,
    "population": ledger.population_table,
    "contacts": ledger.contacts_table,
    "services": ledger.services_table,
    "ready_for_discharge": ledger_hospital.ready_for_discharge_table,
    "outpatient": ledger_hospital.outpatient_table,
    "bed_days": ledger_hospital.bed_days_table,
    "acute": ledger_hospital.acute_table,
    "rehabilitation_plans": ledger_municipal.plans_table,
    "rehabilitation_waiting": ledger_municipal.waiting_table,
    "referrals": ledger_municipal.referrals_table,
    "iv": ledger_municipal.iv_table,
    "nursing_homes": ledger_municipal.homes_table,
    "gp_services": ledger_primary.gp_services_table,
    "gp_codes": ledger_primary.gp_codes_table,
    "dispensings": ledger_primary.dispensings_table,
    "examinations": ledger_primary.examinations_table,
    "children": ledger_primary.children_table,
    "capacities": ledger_primary.capacities_table,
    "residents": ledger_persons.residents_table,
}


def write_ledger(folder: Path, truth: Truth, figures: Sequence[Figure]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, count in TABLES.items():
        write_table(count(truth), folder / f"{name}.csv")
    write_table(figure_table(figures), folder / "reported.csv")
