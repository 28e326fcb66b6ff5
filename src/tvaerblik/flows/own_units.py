"""Who speaks for one unit delivers that unit's data alone: a window of others' days would replace theirs."""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text

# Whose word covers everybody in a register that is told of as a whole
WHOLE = ("region", "country")


def check_own_units(delivery: ReadDelivery, unit: str | None, units: UnitRegister) -> None:
    """Raises BadInput where the delivery covers a unit outside `unit`; None speaks for all."""
    if unit is None:
        return
    if unit not in units.units:
        raise BadInput(_of_no_unit())
    own = frozenset(units.inside(unit))
    covered = {
        name
        for table in delivery.tables
        for window in (*table.covers, *table.replaces)
        for name in window.units or ("",)
    }
    if "" in covered and units.units[unit].kind not in WHOLE:
        raise BadInput(_of_all(units.units[unit].name))
    others = sorted(covered - own - {""})
    if others:
        raise BadInput(_of_others(units.units[unit].name, ", ".join(others)))


def _of_no_unit() -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            "Din konto siger ikke, hvilken enhed du leverer for.",
            "Your account does not say which unit you deliver for.",
        ),
        Text("En systemadministrator skriver det.", "A systemadministrator writes it."),
    )


def _of_all(own: Text) -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            f"Leverancen dækker alle enheder; du leverer for {own.da}.",
            f"The delivery covers all units; you deliver for {own.en}.",
        ),
        Text(
            "Skriv enheden under »units« i følgesedlen, og lad kun dens rækker være med.",
            "Write the unit under 'units' in the delivery note, and leave only its rows in.",
        ),
    )


def _of_others(own: Text, others: str) -> Problem:
    return Problem(
        "K-OWNER",
        Text(
            f"Leverancen dækker også {others}; du leverer for {own.da}.",
            f"The delivery covers {others} too; you deliver for {own.en}.",
        ),
        Text(
            "Lad kun din egen enhed stå i følgesedlen og i rækkerne.",
            "Leave only your own unit in the delivery note and in the rows.",
        ),
    )
