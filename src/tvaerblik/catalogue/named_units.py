"""Units that a definition file names must be there."""

from collections.abc import Iterable

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.units import UnitRegister


def check_named_units(
    fields: Fields, named: Iterable[tuple[str, str | None]], units: UnitRegister
) -> None:
    """`named`: the path of each field and the unit in it, None for everybody. Raises DefinitionError."""
    for path, unit in named:
        if unit is not None and unit not in units.units:
            raise fields.error(
                "E04",
                f"Der er ingen enhed »{unit}«.",
                f"There is no unit '{unit}'.",
                "Brug et id fra units/units.csv.",
                "Use an id of units/units.csv.",
                path,
            )
