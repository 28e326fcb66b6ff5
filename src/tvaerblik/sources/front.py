"""Reads one delivery of any source: opens it, finds the source's module, hands over what it read."""

import pkgutil
from datetime import date
from importlib import import_module
from pathlib import Path, PurePath
from types import ModuleType

from tvaerblik import sources
from tvaerblik.catalogue.barred import bar
from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, NotAllowed, NotKnown, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.clock import is_register_year
from tvaerblik.sources.files import NOTE, TABULAR, Note, Received, open_delivery
from tvaerblik.sources.quiet import check_quiet_days
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble, refuse


def source_modules() -> dict[str, ModuleType]:
    """Every module of this package that says NAME, SHAPES and read(): adding a source is adding a file.

    It says what it fills in FILES, or in TABLES where it reads in a way of its own; definitions check
    holds that against its card and the registers."""
    found = {}
    for module in pkgutil.iter_modules(sources.__path__):
        loaded = import_module(f"{sources.__name__}.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = loaded
    return found


def all_shapes() -> tuple[FileShape, ...]:
    return tuple(shape for module in source_modules().values() for shape in module.SHAPES)


def read_delivery(
    source: str, place: Path, world: World, *, published: date | None = None
) -> ReadDelivery:
    """Raises BadInput, with everything that is wrong at once, before anything is stored."""
    module = _module(source, world)
    received = open_delivery(place, published)
    _check_suffixes(received, getattr(module, "SUFFIXES", TABULAR))
    if module.SHAPES:  # without any, a source's files are told by their content alone
        _check_files(received, module.SHAPES, world)
    _check_note(received, source, is_needed=module.NEEDS_NOTE)
    if received.published is None:
        raise refuse(
            "K-PUBLISHED",
            Text(
                "Leverancens offentliggørelsesdag kendes ikke.",
                "The delivery's day of publication is not known.",
            ),
            Text("Angiv den med --published 2026-10-10.", "Give it with --published 2026-10-10."),
            Where(file=place.name),
        )
    _check_published(received)
    if received.note is not None:
        _check_day_of_note(received, received.note)
    delivery: ReadDelivery = module.read(received, world)
    if received.note is not None:
        trouble = Trouble()
        check_quiet_days(delivery.tables, received.note, world, trouble)
        trouble.check()
    return delivery


def _check_published(received: Received) -> None:
    assert received.published is not None, received.place
    if not is_register_year(received.published):
        day = received.published.isoformat()
        raise refuse(
            "K-PUBLISHED",
            Text(f"Offentliggørelsesdagen er {day}.", f"The day of publication is {day}."),
            Text("Ret årstallet.", "Mend the year."),
            Where(file=received.place.name),
        )


def _check_day_of_note(received: Received, note: Note) -> None:
    """Another day than the note's would move a delivery past what it is judged against."""
    day, where = received.published, Where(file=received.place.name)
    assert day is not None, received.place
    if day != note.published:
        raise refuse(
            "K-PUBLISHED",
            Text(
                f"Offentliggørelsesdagen er angivet som {day}, men følgesedlen siger {note.published}.",
                f"The day of publication is given as {day}, but the delivery note says {note.published}.",
            ),
            Text("Udelad den; følgesedlen gælder.", "Leave it out; the note holds."),
            where,
        )


def _module(source: str, world: World) -> ModuleType:
    barred = bar(source)
    if barred is not None:
        raise NotAllowed(barred)
    modules = source_modules()
    if source not in modules or source not in world.cards:
        named = masked(source)[:40]
        known = ", ".join(sorted(set(modules) & set(world.cards)))
        raise NotKnown(
            Problem(
                "K-SOURCE-NAME",
                Text(f"Der er ingen kilde »{named}«.", f"There is no source '{named}'."),
                Text(f"Vælg en af: {known}.", f"Choose one of: {known}."),
            )
        )
    return modules[source]


def _check_suffixes(received: Received, suffixes: tuple[str, ...]) -> None:
    trouble = Trouble()
    for file in received.files:
        if PurePath(file).suffix.lower() not in suffixes:
            what = Text(
                "Kilden læser ikke filer af den slags.",
                "The source does not read files of that kind.",
            )
            taken = ", ".join(suffixes)
            remedy = Text(f"Lever filen som {taken}.", f"Deliver the file as {taken}.")
            trouble.add("K-FILE", what, remedy, Where(file=masked(file)))
    trouble.check()


def _check_files(received: Received, shapes: tuple[FileShape, ...], world: World) -> None:
    """Every file is one the source reads, and each of those comes once: nothing is passed over."""
    trouble = Trouble()
    seen: set[str] = set()
    for file in received.files:
        shape = shape_of(file, shapes)
        if shape is None:
            _tell_foreign(file, shapes, world, trouble)
        elif shape.name in seen:
            what = Text(f"{shape.name} er der to gange.", f"{shape.name} is there twice.")
            remedy = Text("Behold den ene fil.", "Keep one of the files.")
            trouble.add("K-FILE", what, remedy, Where(file=file))
        else:
            seen.add(shape.name)
    trouble.check()


def _tell_foreign(file: str, shapes: tuple[FileShape, ...], world: World, trouble: Trouble) -> None:
    other = shape_of(file, world.shapes)
    names = ", ".join(shape.name for shape in shapes)
    if other is not None:
        what = Text(
            f"Filen er fra kilden {other.source}.", f"The file is of the source {other.source}."
        )
        remedy = Text(
            f"Tag den ind med --source {other.source}.",
            f"Take it in with --source {other.source}.",
        )
        trouble.add("K-SOURCE", what, remedy, Where(file=masked(file)))
    else:
        what = Text("Filen hører ikke til denne kilde.", "The file does not belong to this source.")
        remedy = Text(f"En leverance er {names}.", f"A delivery is {names}.")
        trouble.add("K-FILE", what, remedy, Where(file=masked(file)))


def _check_note(received: Received, source: str, *, is_needed: bool) -> None:
    note = received.note
    if note is None:
        if is_needed:
            raise refuse(
                "K-MANIFEST",
                Text(f"Følgesedlen {NOTE} mangler.", f"The delivery note {NOTE} is missing."),
                Text(
                    "Den siger, hvad leverancen dækker; læg den i mappen.",
                    "It says what the delivery covers; put it into the folder.",
                ),
                Where(file=NOTE),
            )
        return
    barred = bar(note.source, where=Where(file=NOTE, path="source"))
    if barred is not None:
        raise BadInput(barred)
    if note.source != source:
        stated = masked(note.source)[:40]
        raise refuse(
            "K-SOURCE",
            Text(
                f"Leverancen er fra kilden »{stated}«, ikke »{source}«.",
                f"The delivery is of the source '{stated}', not '{source}'.",
            ),
            Text(
                f"Tag den ind med --source {stated}.",
                f"Take it in with --source {stated}.",
            ),
            Where(file=NOTE),
        )
    came = {PurePath(file).stem for file in received.files}
    if told := sorted(came & note.empty):
        raise refuse(
            "K-MANIFEST",
            Text(
                f"Følgesedlen siger, at {', '.join(told)} ingen rækker har, men filen er der.",
                f"The delivery note says that {', '.join(told)} has no rows, but the file is there.",
            ),
            Text('Fjern "rows":0, eller udelad filen.', 'Remove "rows":0, or leave the file out.'),
            Where(file=NOTE),
        )
    absent = sorted(set(note.files) - set(received.files))
    if absent:
        raise refuse(
            "K-FILE-MISSING",
            Text(
                f"Følgesedlen nævner filer, som ikke er der: {', '.join(absent)}.",
                f"The delivery note names files that are not there: {', '.join(absent)}.",
            ),
            Text("Overfør leverancen igen.", "Transfer the delivery again."),
            Where(file=NOTE),
        )
