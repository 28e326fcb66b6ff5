"""The frame as small Arrow tables, to be joined with what was counted."""

import pyarrow as pa

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period
from tvaerblik.engine.fast.cells import Cell, month_number, months_of
from tvaerblik.engine.fast.residents import Residents
from tvaerblik.engine.request import Request


def cells_table(indicator: Indicator, cells: list[Cell], residents: Residents) -> pa.Table:
    breaks = [note.date for note in indicator.annotations if note.kind == "break"]
    broken = {cell.period: any(cell.period.contains(day) for day in breaks) for cell in cells}
    return pa.table(
        {
            "cell": pa.array(range(len(cells)), pa.int32()),
            "indicator": pa.array([indicator.id] * len(cells), pa.string()),
            "version": pa.array([indicator.version] * len(cells), pa.string()),
            "organisation": pa.array([cell.organisation for cell in cells], pa.string()),
            "unit": pa.array([cell.unit for cell in cells], pa.string()),
            "period": pa.array([cell.period.id for cell in cells], pa.string()),
            "period_start": pa.array([cell.period.start for cell in cells], pa.date32()),
            "period_end": pa.array([cell.period.end for cell in cells], pa.date32()),
            "status": pa.array([str(cell.state) for cell in cells], pa.string()),
            "provisional": pa.array(
                [cell.state == State.OK and cell.provisional for cell in cells], pa.bool_()
            ),
            "partial": pa.array(
                [cell.state == State.OK and cell.present != cell.atoms for cell in cells],
                pa.bool_(),
            ),
            "break": pa.array([broken[cell.period] for cell in cells], pa.bool_()),
            "units_present": pa.array([len(cell.present) for cell in cells], pa.int32()),
            "units_total": pa.array([len(cell.atoms) for cell in cells], pa.int32()),
            "population_present": pa.array(
                [residents.of(cell.present, cell.period.start) for cell in cells], pa.int64()
            ),
            "population_total": pa.array(
                [residents.of(cell.atoms, cell.period.start) for cell in cells], pa.int64()
            ),
        }
    )


def atoms_table(cells: list[Cell]) -> pa.Table:
    atoms = sorted(frozenset[str]().union(*(cell.atoms for cell in cells)))
    return pa.table({"atom": pa.array(atoms, pa.string())})


def parts_table(cells: list[Cell]) -> pa.Table:
    numbers: list[int] = []
    months: list[int] = []
    atoms: list[str] = []
    middles: list[bool] = []
    for number, cell in enumerate(cells):
        if cell.state == State.OK:
            middle = _middle_month(cell.period)
            for part in cell.parts:
                numbers.append(number)
                months.append(part.month)
                atoms.append(part.atom)
                middles.append(part.month == middle)
    return pa.table(
        {
            "cell": pa.array(numbers, pa.int32()),
            "month": pa.array(months, pa.int64()),
            "atom": pa.array(atoms, pa.string()),
            "middle": pa.array(middles, pa.bool_()),
        }
    )


def span_months_table(periods: tuple[Period, ...]) -> pa.Table:
    """The months of each period, by the period's number."""
    pairs = [
        (span, month_number(month.start))
        for span, period in enumerate(periods)
        for month in months_of(period)
    ]
    return pa.table(
        {
            "span": pa.array([span for span, _ in pairs], pa.int32()),
            "month": pa.array([month for _, month in pairs], pa.int64()),
        }
    )


def wholes_table(cells: list[Cell], periods: tuple[Period, ...]) -> pa.Table:
    """The municipalities of cells that have the same ones in every month of their period."""
    spans = {period: span for span, period in enumerate(periods)}
    triples = [
        (number, spans[cell.period], atom)
        for number, cell in enumerate(cells)
        if cell.state == State.OK
        and len(cell.parts) == len(cell.present) * len(months_of(cell.period))
        for atom in sorted(cell.present)
    ]
    return pa.table(
        {
            "cell": pa.array([number for number, _, _ in triples], pa.int32()),
            "span": pa.array([span for _, span, _ in triples], pa.int32()),
            "atom": pa.array([atom for _, _, atom in triples], pa.string()),
        }
    )


def _middle_month(period: Period) -> int:
    return month_number(period.start + (period.end - period.start) // 2)


def strata_table(indicator: Indicator, request: Request) -> pa.Table:
    bands = [band.id for band in reachable_bands(indicator)]
    sexes = list(SEXES) if "sex" in indicator.breakdowns else []
    strata: list[tuple[str | None, str | None]] = [(None, None)]
    if request.strata:
        strata += [(band, None) for band in bands]
        strata += [(None, sex) for sex in sexes]
        strata += [(band, sex) for band in bands for sex in sexes]
    return pa.table(
        {
            "position": pa.array(range(len(strata)), pa.int32()),
            "age_band": pa.array([band for band, _ in strata], pa.string()),
            "sex": pa.array([sex for _, sex in strata], pa.string()),
        }
    )
