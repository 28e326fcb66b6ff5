"""What of the registers can move a number: how rows are told apart, placed and derived, and the types
of the columns that a definition uses. Titles, meanings and words cannot."""

from dataclasses import dataclass

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.requirements import columns_of


@dataclass(frozen=True)
class RegisterFacts:
    """`fixed` holds whatever the definition uses; `columns` is name → type of those it uses."""

    fixed: dict[str, str]
    columns: dict[str, str]


def register_facts(indicator: Indicator, catalogue: Catalogue) -> dict[str, RegisterFacts]:
    """By table, those that a derived table is made from included."""
    return {
        table: _facts(catalogue.registers[table], columns)
        for table, columns in columns_of(indicator, catalogue).items()
    }


def _facts(register: Register, columns: tuple[str, ...]) -> RegisterFacts:
    fixed = {"kind": register.kind, "key": ", ".join(register.key)}
    if register.built_from:
        fixed["built_from"] = ", ".join(register.built_from)
    for place in ("residence", "provider", "clinic"):
        column = register.place(place)
        if column is not None:
            fixed[place] = column
    types = {column.name: column.type for column in register.columns if column.name in columns}
    return RegisterFacts({**fixed, **register.parameter}, dict(types))
