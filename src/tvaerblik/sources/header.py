"""Whether the first row of a file is the column names that were agreed."""

from dataclasses import dataclass, replace

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.shapes import FileShape, World, folded, looks_like
from tvaerblik.sources.trouble import Trouble

SEPARATOR = ";"
INVISIBLE = "\u00a0\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True)
class Header:
    """What a file's column names are held against."""

    shape: FileShape
    world: World


def is_header_right(names: list[str], file: str, expected: Header, trouble: Trouble) -> bool:
    """First whether these are names at all, since a row about a person is not to be quoted."""
    shape, before = expected.shape, trouble.total
    came, where = {folded(name) for name in names}, Where(file=masked(file), row=1)
    missing = [name for name in shape.required if folded(name) not in came]
    other = looks_like(names, [found for found in expected.world.shapes if found != shape])
    if other is not None and len(missing) > len(shape.required) / 2:
        _refuse_other(other, shape, where, trouble)
    elif missing and len(missing) == len(shape.required):
        _refuse_header(shape, where, trouble)
    else:
        _check_names(names, shape, where, trouble)
        _check_columns(names, missing, shape, where, trouble)
    return trouble.total == before


def _refuse_other(other: FileShape, shape: FileShape, where: Where, trouble: Trouble) -> None:
    trouble.add(
        "K-SOURCE",
        Text(
            f"Filen ligner {other.name} fra kilden {other.source}, "
            f"ikke {shape.name} fra {shape.source}.",
            f"The file looks like {other.name} of the source {other.source}, "
            f"not {shape.name} of {shape.source}.",
        ),
        Text(
            f"Tag den ind med --source {other.source}.",
            f"Take it in with --source {other.source}.",
        ),
        where,
    )


def _refuse_header(shape: FileShape, where: Where, trouble: Trouble) -> None:
    header = SEPARATOR.join(shape.required)
    trouble.add(
        "K-HEADER",
        Text(
            f"Første række er ikke kolonnenavnene i {shape.name}.",
            f"The first row is not the column names of {shape.name}.",
        ),
        Text(f"Første række skal være: {header}.", f"The first row must be: {header}."),
        where,
    )


def _check_columns(
    names: list[str], missing: list[str], shape: FileShape, where: Where, trouble: Trouble
) -> None:
    declared = {folded(name) for name in shape.columns}
    for name in missing:
        trouble.add(
            "K-COLUMN",
            Text(f"Kolonnen »{name}« mangler.", f"The column '{name}' is missing."),
            Text("Dan udtrækket igen med kolonnen.", "Make the extract again with the column."),
            replace(where, column=name),
        )
    for number, name in enumerate(names, start=1):
        if name and folded(name) not in declared and not _is_invisible(name):
            trouble.add(
                "K-COLUMN-UNKNOWN",
                Text(f"Kolonne {number} er ikke aftalt.", f"Column {number} has not been agreed."),
                Text(
                    "Fjern den fra udtrækket, eller få den skrevet ind i kildens beskrivelse.",
                    "Remove it from the extract, or have it written into the source's description.",
                ),
                replace(where, column=None if shape.personal else masked(name)),
            )


def _check_names(names: list[str], shape: FileShape, where: Where, trouble: Trouble) -> None:
    for number, name in enumerate(names, start=1):
        if _is_invisible(name):
            what = Text(
                f"Navnet på kolonne {number} indeholder usynlige tegn.",
                f"The name of column {number} contains invisible characters.",
            )
            trouble.add("D13", what, Text("Skriv navnet igen.", "Type the name again."), where)
        elif not name:
            what = Text(f"Kolonne {number} har intet navn.", f"Column {number} has no name.")
            remedy = Text("Giv den et navn, eller fjern den.", "Give it a name or remove it.")
            trouble.add("D13", what, remedy, where)
        elif folded(name) in {folded(other) for other in names[: number - 1]}:
            what = Text(
                f"To kolonner hedder det samme (den anden er kolonne {number}).",
                f"Two columns have the same name (the second is column {number}).",
            )
            remedy = Text("Behold den ene.", "Keep one of them.")
            shown = None if shape.personal else masked(name)
            trouble.add("D13", what, remedy, replace(where, column=shown))


def _is_invisible(name: str) -> bool:
    return any(sign in name for sign in INVISIBLE)
