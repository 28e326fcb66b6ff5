"""»Findes data?« as the machine answers it: a definition's needs against what was told of deliveries."""

from dataclasses import dataclass
from datetime import date, datetime

from tvaerblik.catalogue.availability import FoundData, match_covers
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.requirements import requirements_of
from tvaerblik.governance.requests.models import TableCover


@dataclass(frozen=True, slots=True)
class Cover:
    table: str
    unit: str | None
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class MachineAnswer:
    """`told_at`: when the worker last told; None before it ever has, and then nothing is known."""

    found: FoundData
    told_at: datetime | None


def find_data(indicator: Indicator, catalogue: Catalogue, *, scope: str) -> MachineAnswer:
    """For each of the indicator's smallest units in the scope."""
    requirements = requirements_of(indicator, catalogue)
    tables = [need.register.table for need in requirements.tables]
    rows = list(TableCover.objects.filter(table__in=tables))
    units = [
        catalogue.units.get(unit)
        for unit in catalogue.units.inside(scope)
        if catalogue.units.get(unit).kind == indicator.grain
    ]
    covers = [Cover(row.table, row.unit or None, row.start, row.end) for row in rows]
    newest = TableCover.objects.order_by("-reported_at").first()
    told_at = newest.reported_at if newest else None
    return MachineAnswer(match_covers(requirements, covers, units), told_at)
