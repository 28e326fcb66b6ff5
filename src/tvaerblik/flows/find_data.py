"""Do the data exist? What an indicator needs against what the store holds, unit by unit."""

from tvaerblik.catalogue.availability import (
    FoundData,
    Gap,
    Stretch,
    UnitData,
    match_covers,
)
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.requirements import requirements_of
from tvaerblik.store.covers import covers_of
from tvaerblik.store.resolve import parts_of
from tvaerblik.store.store import Store

__all__ = ["FoundData", "Gap", "Stretch", "UnitData", "find_data", "match_covers"]


def find_data(
    indicator: Indicator, catalogue: Catalogue, store: Store, *, scope: str = "danmark"
) -> FoundData:
    """For each of the indicator's smallest units in the scope, by month, week or day."""
    requirements = requirements_of(indicator, catalogue)
    deliveries = store.vintage().deliveries
    covers = [
        cover
        for need in requirements.tables
        for cover in covers_of(need.register.table, parts_of(deliveries, need.register.table))
    ]
    units = [
        catalogue.units.get(unit)
        for unit in catalogue.units.inside(scope)
        if catalogue.units.get(unit).kind == indicator.grain
    ]
    return match_covers(requirements, covers, units)
