"""Breaks in the data themselves, written once for a table and noted on every indicator that counts its rows.

A municipality that goes over to new keys, or a hospital to another way of registering, breaks the series of that unit
alone: a larger unit's figures go on, and the page of the unit says why its own may jump.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import Annotation, Indicator
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.named_units import check_named_units
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.catalogue.units import UnitRegister


def load_breaks(
    folder: Path, registers: Mapping[str, Register], units: UnitRegister
) -> dict[str, tuple[Annotation, ...]]:
    """By table. None of them where the folder is not there."""
    if not folder.exists():
        return {}
    return {path.stem: _load(path, registers, units) for path in yaml_files(folder)}


def with_breaks(
    indicator: Indicator,
    breaks: Mapping[str, tuple[Annotation, ...]],
    registers: Mapping[str, Register],
) -> Indicator:
    """The indicator with the breaks of its delivered tables among its annotations, in order of day."""
    roots = dict.fromkeys(root for table in indicator.tables for root in roots_of(table, registers))
    found = [note for table in roots for note in breaks.get(table, ())]
    if not found:
        return indicator
    ordered = sorted(
        (*indicator.annotations, *found), key=lambda note: (note.date, note.unit or "")
    )
    return replace(indicator, annotations=tuple(ordered))


def _load(
    path: Path, registers: Mapping[str, Register], units: UnitRegister
) -> tuple[Annotation, ...]:
    fields = Fields(read_strict_yaml(path), path)
    table = fields.text("table")
    found = fields.each("breaks", _break)
    fields.done()
    if table != path.stem or table not in registers:
        raise fields.error(
            "E04",
            f"Der er intet register »{table}« ved filens navn.",
            f"There is no register '{table}' by the file's name.",
            "Giv fil og tabel samme navn.",
            "Give file and table the same name.",
            "table",
        )
    named = ((f"breaks[{number}].unit", note.unit) for number, note in enumerate(found))
    check_named_units(fields, named, units)
    return found


def _break(fields: Fields) -> Annotation:
    return Annotation(
        fields.day("date"), "break", fields.both("text"), fields.optional_text("unit")
    )
