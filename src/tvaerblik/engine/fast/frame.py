"""The frame: the cells asked for, and the small tables that say what each is added up from.

Cells with months for slots and cells with days are counted apart, each in a frame of its own; the
numbers of the cells run through both, so that the rows can be put in the order asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pyarrow as pa

from tvaerblik.catalogue.language import Counted, Indicator, Profile, Stock
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.catalogue.strata import SEXES
from tvaerblik.core.cells import State
from tvaerblik.core.periods import Period, quarter_of
from tvaerblik.engine.fast.cells import Cell, build_cells, month_number, months_of, periods_asked
from tvaerblik.engine.fast.coverage import Coverage
from tvaerblik.engine.fast.residents import Residents
from tvaerblik.engine.fast.slots import BY_MONTH, SlotKind, Slots
from tvaerblik.engine.request import Request
from tvaerblik.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of one kind of slot. `slots` span everything asked for, not these cells alone, so
    that either frame sees every row; the first frame alone tells of rows (`tells`)."""

    indicator: Indicator  # whose cells they are: their labels, states and strata
    slots: Slots
    numbers: tuple[int, ...]  # of the cells, among all that are asked for
    cells: tuple[Cell, ...]
    periods: tuple[Period, ...]  # of these cells
    asked: tuple[Period, ...]  # all of them
    atoms: frozenset[str]  # of every cell asked for
    tells: bool


def frames_asked(
    indicator: Indicator,
    catalogue: Catalogue,
    snapshot: Snapshot,
    request: Request,
    *,
    beside: tuple[str, ...] = (),
) -> list[Frame]:
    """The finest slots first; none where no period is offered. `beside` are units that are counted
    though nobody asked for them."""
    periods = periods_asked(indicator, request)
    cells = build_cells(
        catalogue.units,
        request.units + tuple(unit for unit in beside if unit not in request.units),
        request.organisations,
        periods,
        Coverage(indicator, catalogue, snapshot),
        expand=lambda unit, day: catalogue.units.members(unit, day, indicator.grain),
    )
    atoms = frozenset[str]().union(*(cell.atoms for cell in cells))
    found: list[Frame] = []
    for kind in ("day", "month"):
        own = tuple(period for period in periods if _slot_kind(period) == kind)
        mine = [
            (number, cell) for number, cell in enumerate(cells) if _slot_kind(cell.period) == kind
        ]
        if own:
            found.append(
                Frame(
                    indicator=indicator,
                    slots=_slots(kind, periods),
                    numbers=tuple(number for number, _ in mine),
                    cells=tuple(cell for _, cell in mine),
                    periods=own,
                    asked=periods,
                    atoms=atoms,
                    tells=not found,
                )
            )
    return found


def _slot_kind(period: Period) -> SlotKind:
    return "month" if period.kind in BY_MONTH else "day"


def _slots(kind: SlotKind, periods: tuple[Period, ...]) -> Slots:
    return Slots(
        kind, min(period.start for period in periods), max(period.end for period in periods)
    )


# The cells -----------------------------------------------------------------------------------------


def cells_table(
    indicator: Indicator, cells: Sequence[Cell], numbers: Sequence[int], residents: Residents
) -> pa.Table:
    breaks = [note for note in indicator.annotations if note.kind == "break"]
    broken = [
        any(note.concerns(cell.unit) and cell.period.contains(note.date) for note in breaks)
        for cell in cells
    ]
    return pa.table(
        {
            "cell": pa.array(numbers, pa.int32()),
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
            "break": pa.array(broken, pa.bool_()),
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


def atoms_table(frame: Frame) -> pa.Table:
    return pa.table({"atom": pa.array(sorted(frame.atoms), pa.string())})


# What they are added up from -----------------------------------------------------------------------


def members_table(frame: Frame) -> pa.Table:
    """cell, span, month, atom: the settled municipalities of a cell, month by month; a day or week has
    the month of its first day alone."""
    spans = {period: span for span, period in enumerate(frame.periods)}
    cells: list[int] = []
    numbers: list[int] = []
    months: list[int] = []
    atoms: list[str] = []
    for number, cell in _counted(frame):
        span = spans[cell.period]
        for part in cell.parts:
            cells.append(number)
            numbers.append(span)
            months.append(part.month)
            atoms.append(part.atom)
    return pa.table(
        {
            "cell": pa.array(cells, pa.int32()),
            "span": pa.array(numbers, pa.int32()),
            "month": pa.array(months, pa.int64()),
            "atom": pa.array(atoms, pa.string()),
        }
    )


def span_months_table(frame: Frame) -> pa.Table:
    """span, month, days, quarter_start, middle: the months of each period, by the period's number;
    how many of its days stand against the month's residents, and whether its middle lies there."""
    found = [
        (span, period, month)
        for span, period in enumerate(frame.periods)
        for month in months_of(period)
    ]
    return pa.table(
        {
            "span": pa.array([span for span, _, _ in found], pa.int32()),
            "month": pa.array([month_number(month.start) for _, _, month in found], pa.int64()),
            "days": pa.array(
                [min(month.days, period.days) for _, period, month in found], pa.int64()
            ),
            "quarter_start": pa.array(
                [quarter_of(month.start).start for _, _, month in found], pa.date32()
            ),
            "middle": pa.array(
                [_is_middle(month, period) for _, period, month in found], pa.bool_()
            ),
        }
    )


def _is_middle(month: Period, period: Period) -> bool:
    """A period of one month has its middle there, whichever month its last days lie in."""
    if _slot_kind(period) == "day":
        return True
    return month.contains(period.start + (period.end - period.start) // 2)


def span_slots_table(frame: Frame, measure: Counted) -> pa.Table:
    """span, month, slot: the slots of each period that count, and the month whose organisation each
    has. A stock of the last day has the last slot alone."""
    found = [
        (span, month_number(month.start), slot)
        for span, period in enumerate(frame.periods)
        for month in months_of(period)
        for slot in _slots_under(month, period, frame.slots)
        if not _is_of_last_day(measure) or slot == frame.slots.number_of(_last_day(period))
    ]
    return pa.table(
        {
            "span": pa.array([span for span, _, _ in found], pa.int32()),
            "month": pa.array([month for _, month, _ in found], pa.int64()),
            "slot": pa.array([slot for _, _, slot in found], pa.int64()),
        }
    )


def _slots_under(month: Period, period: Period, slots: Slots) -> list[int]:
    return slots.slots_in(month if _slot_kind(period) == "month" else period)


def _is_of_last_day(measure: Counted) -> bool:
    return isinstance(measure, Stock) and measure.at == "last_day"


def _last_day(period: Period) -> date:
    return period.end - timedelta(days=1)


def spans_table(frame: Frame) -> pa.Table:
    """span, first, after (the day after its last)."""
    return pa.table(
        {
            "span": pa.array(range(len(frame.periods)), pa.int32()),
            "first": pa.array([period.start for period in frame.periods], pa.date32()),
            "after": pa.array([period.end for period in frame.periods], pa.date32()),
        }
    )


def wholes_table(frame: Frame) -> pa.Table:
    """cell, span, atom: the municipalities of cells that have the same ones in every month."""
    spans = {period: span for span, period in enumerate(frame.periods)}
    triples = [
        (number, spans[cell.period], atom)
        for number, cell in _counted(frame)
        if len(cell.parts) == len(cell.present) * len(months_of(cell.period))
        for atom in sorted(cell.present)
    ]
    return pa.table(
        {
            "cell": pa.array([number for number, _, _ in triples], pa.int32()),
            "span": pa.array([span for _, span, _ in triples], pa.int32()),
            "atom": pa.array([atom for _, _, atom in triples], pa.string()),
        }
    )


def _counted(frame: Frame) -> list[tuple[int, Cell]]:
    return [
        (number, cell)
        for number, cell in zip(frame.numbers, frame.cells, strict=True)
        if cell.state == State.OK
    ]


def nights_asked_table(frame: Frame, stock: Stock) -> pa.Table:
    """slot: those that a stock is asked in, whatever the kind of period."""
    found: set[int] = set()
    for period in frame.asked:
        if _is_of_last_day(stock):
            found.add(frame.slots.number_of(_last_day(period)))
        else:
            found.update(frame.slots.slots_in(period))
    return pa.table({"slot": pa.array(sorted(found), pa.int64())})


# Strata --------------------------------------------------------------------------------------------


def strata_table(indicator: Indicator, request: Request) -> pa.Table:
    """position, age_band, sex, step: what each cell is shown by. Null is all; a profile has steps."""
    bands = [band.id for band in reachable_bands(indicator)]
    sexes = list(SEXES) if "sex" in indicator.breakdowns else []
    strata: list[tuple[str | None, str | None]] = [(None, None)]
    if request.strata:
        strata += [(band, None) for band in bands]
        strata += [(None, sex) for sex in sexes]
        strata += list(product(bands, sexes))
    lines = list(product(strata, steps_of(indicator)))
    return pa.table(
        {
            "position": pa.array(range(len(lines)), pa.int32()),
            "age_band": pa.array([band for (band, _), _ in lines], pa.string()),
            "sex": pa.array([sex for (_, sex), _ in lines], pa.string()),
            "step": pa.array([step for _, step in lines], pa.int32()),
        }
    )


def steps_of(indicator: Indicator) -> list[int | None]:
    measure = indicator.measure
    return [*range(measure.first, measure.last + 1)] if isinstance(measure, Profile) else [None]
