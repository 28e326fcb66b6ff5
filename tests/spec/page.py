"""What a spec drew and expected, kept as text so that the manual can be printed from it."""

from dataclasses import dataclass
from textwrap import dedent

from tvaerblik.catalogue.drawn import lines_of, names_of


@dataclass(frozen=True, slots=True)
class Step:
    """`kind` is what the printer calls it, `name` the table it is about, `text` what was written."""

    kind: str
    name: str
    text: str


def table_step(kind: str, name: str, text: str) -> Step:
    return Step(kind, name, aligned(text))


def definition_step(name: str, measure: str, fields: dict[str, str]) -> Step:
    """The measure and the fields that are not the usual ones."""
    stated = "".join(f"\n{field}: {value}" for field, value in fields.items())
    return Step("definition", name, dedent(measure).strip() + stated)


def aligned(text: str) -> str:
    """A drawn table with columns of equal width; a table without lines keeps its names."""
    names = names_of(text)
    rows = [names, *(tuple(line[name] for name in names) for line in lines_of(text))]
    widths = [max(len(row[place]) for row in rows) for place in range(len(names))]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
