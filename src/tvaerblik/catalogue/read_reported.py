"""Reads `reported`: figures delivered ready-made."""

from typing import Any

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.measures import Reported
from tvaerblik.catalogue.read_conditions import ConditionReader
from tvaerblik.catalogue.series import check_denominator, read_series

# A rate per more residents than Denmark has is a slip of the hand.
MOST_RESIDENTS = 10_000_000


def read_reported(fields: Fields, reader: ConditionReader) -> Reported:
    """`series` is compulsory where the table has several series, and unknown elsewhere."""
    register = reader.register(fields)
    if register.kind != "reported":
        raise fields.error(
            "E04",
            f"{register.table} er ikke leverede tal.",
            f"{register.table} does not hold reported figures.",
            "Brug et register af typen »reported«.",
            "Use a register of kind 'reported'.",
            "table",
        )
    values: dict[str, Any] = {
        "table": register.table,
        "kind": fields.one_of("kind", "flow", "level", "cumulative"),
        "per": fields.integer_in("per", 1, MOST_RESIDENTS) if fields.has("per") else None,
    }
    if register.column("series") is not None:
        values["series"], values["step"] = read_series(fields, reader.codelists)
        check_denominator(values["series"], values["per"], fields, reader.codelists)
    elif fields.has("series"):
        raise fields.error(
            "E04",
            f"{register.table} har kun én serie.",
            f"{register.table} has one series alone.",
            "Fjern series.",
            "Remove series.",
            "series",
        )
    return Reported(**values)
