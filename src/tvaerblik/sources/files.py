"""The files of one delivery, as bytes with their fingerprints, and the note that came with them."""

import hashlib
import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tvaerblik.core.cpr import has_cpr, has_cpr_in_name, masked_name
from tvaerblik.core.deliveries import FileFact, Window
from tvaerblik.core.errors import BadInput, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.clock import is_register_year
from tvaerblik.sources.trouble import Trouble, refuse

NOTE = "LEVERANCE.json"
TABULAR = (".csv", ".parquet")
# What belongs to a delivery at all; which of them a source reads, it says itself (SUFFIXES).
DATA_SUFFIXES = (*TABULAR, ".xml", ".xlsx")
# Twice the largest monthly extract of a region seen so far; a file beyond it is a mistake or an attack.
MAX_BYTES = 2 * 1024**3
# A note of some hundred covers has 30 kB.
MAX_NOTE_BYTES = 1024**2


NO_FILE = Text("Her er ingen almindelig fil.", "There is no ordinary file here.")
UNREADABLE_REMEDY = Text(
    "Overfør filen igen, og giv brugeren lov til at læse den.",
    "Transfer the file again, and let the user read it.",
)


@dataclass(frozen=True)
class Note:
    """LEVERANCE.json: what the supplier states, by file name without suffix."""

    source: str
    published: date
    synthetic: bool
    files: tuple[str, ...]
    covers: dict[str, tuple[Window, ...]]
    quiet: dict[str, tuple[Window, ...]]  # the windows of `covers` that are said to have no rows

    @property
    def empty(self) -> frozenset[str]:
        """Files that are said to have no rows in any of their windows."""
        return frozenset(name for name, found in self.quiet.items() if found == self.covers[name])


@dataclass(frozen=True)
class Received:
    """One delivery before anything in it is understood. `files` by name, in order."""

    place: Path
    files: dict[str, bytes]
    facts: tuple[FileFact, ...]
    sha256: str
    note: Note | None
    published: date | None


def find_deliveries(path: Path) -> Iterator[Path]:
    """The delivery folders below a path in order of name; a file is a delivery by itself."""
    _check_path(path)
    if path.is_file() or _data_files(path) or (path / NOTE).exists():
        yield path
        return
    below = sorted(
        child for child in path.iterdir() if child.is_dir() and not child.name.startswith(".")
    )
    if not below:
        raise refuse(
            "D22",
            Text("Mappen er tom.", "The folder is empty."),
            Text("Læg leverancens filer i den.", "Put the delivery's files into it."),
            Where(file=masked_name(path.name)),
        )
    for child in below:
        yield from find_deliveries(child)


def _check_path(path: Path) -> None:
    name = masked_name(path.name)[:100]
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            next(path.iterdir(), None)
    except FileNotFoundError:
        raise _wrong_path(f"»{name}« findes ikke.", f"'{name}' does not exist.") from None
    except OSError:
        raise _wrong_path(f"»{name}« kan ikke læses.", f"'{name}' cannot be read.") from None
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
        raise _wrong_path(
            f"»{name}« er hverken en fil eller en mappe.", f"'{name}' is neither file nor folder."
        )


def _wrong_path(da: str, en: str) -> BadInput:
    remedy = Text("Ret stien eller adgangen til den.", "Mend the path or the access to it.")
    return refuse("K-PATH", Text(da, en), remedy, Where())


def _data_files(folder: Path) -> list[Path]:
    return sorted(child for child in folder.iterdir() if child.suffix.lower() in DATA_SUFFIXES)


def open_delivery(place: Path, published: date | None) -> Received:
    """Reads every file whole. Raises BadInput for a name with a CPR number, an empty or a huge file."""
    trouble = Trouble()
    _check_name(place, trouble)
    paths = [place] if place.is_file() else _data_files(place)
    for path in paths:
        if path != place:
            _check_name(path, trouble)
        _check_file(path, trouble)
    if not paths:
        trouble.add(
            "D22",
            Text("Leverancen har ingen filer.", "The delivery has no files."),
            Text("Læg filerne i mappen.", "Put the files into the folder."),
            Where(file=masked_name(place.name)),
        )
    trouble.check()
    files = {path.name: _read(path) for path in paths}
    facts = tuple(
        FileFact(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    )
    folder = place.parent if place.is_file() else place
    note = _read_note(folder / NOTE)
    return Received(
        place, files, facts, _digest(facts, note), note, _published(folder, note, published)
    )


def _check_name(path: Path, trouble: Trouble) -> None:
    if has_cpr_in_name(path.name):
        is_folder = path.is_dir()
        trouble.add(
            "D21",
            Text(
                f"{'Mappens navn' if is_folder else 'Filnavnet'} indeholder et CPR-nummer.",
                f"The {'folder' if is_folder else 'file'} name contains a CPR number.",
            ),
            Text(
                "Omdøb den, og slet kopier med det gamle navn.",
                "Rename it, and delete copies with the old name.",
            ),
            Where(file=masked_name(path.name)),
        )


def _check_file(path: Path, trouble: Trouble) -> None:
    where = Where(file=masked_name(path.name))
    if not path.is_file():  # a folder, a pipe, a device, a link to nothing
        trouble.add("K-UNREADABLE", NO_FILE, UNREADABLE_REMEDY, where)
        return
    size = path.stat().st_size
    if size == 0:
        trouble.add(
            "D22",
            Text("Filen er tom (0 byte).", "The file is empty (0 bytes)."),
            Text("Dan udtrækket igen.", "Make the extract again."),
            where,
        )
    if size > MAX_BYTES:
        trouble.add(
            "D18",
            Text(
                f"Filen er større end {MAX_BYTES // 1024**2} MB.",
                f"The file is larger than {MAX_BYTES // 1024**2} MB.",
            ),
            Text("Del leverancen i kortere perioder.", "Split the delivery into shorter periods."),
            where,
        )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        where = Where(file=masked_name(path.name))
        what = Text("Filen kan ikke læses.", "The file cannot be read.")
        raise refuse("K-UNREADABLE", what, UNREADABLE_REMEDY, where) from None


def _digest(facts: tuple[FileFact, ...], note: Note | None) -> str:
    """Over names and contents: the same files in another folder are the same delivery. A file that is said
    to have no rows is one of them."""
    lines = "".join(
        f"{fact.name}\0{fact.sha256}\n" for fact in sorted(facts, key=lambda fact: fact.name)
    )
    lines += "".join(f"{name}\0\n" for name in sorted(note.empty if note else ()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _published(folder: Path, note: Note | None, stated: date | None) -> date | None:
    if stated is not None:
        return stated
    if note is not None:
        return note.published
    try:
        return date.fromisoformat(folder.name)
    except ValueError:
        return None


def _read_note(path: Path) -> Note | None:
    if not (path.exists() or path.is_symlink()):
        return None
    try:
        if not path.is_file() or path.stat().st_size > MAX_NOTE_BYTES:
            raise ValueError
        fields = json.loads(_read(path))
        _check_note_has_no_cpr(fields, path)
        return _note(fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # A KeyError's text is the missing field; other texts could quote the file, so they are left out.
        missing = f" ({error})" if isinstance(error, KeyError) else ""
        raise refuse(
            "K-MANIFEST",
            Text(
                f"Følgesedlen kan ikke læses{missing}.",
                f"The delivery note cannot be read{missing}.",
            ),
            Text(
                'Skriv format 1: {"format":1,"source":…,"published":…,"synthetic":…,"files":[…],"covers":[…]}.',
                'Write format 1: {"format":1,"source":…,"published":…,"synthetic":…,"files":[…],"covers":[…]}.',
            ),
            Where(file=path.name),
        ) from None


def _check_note_has_no_cpr(fields: Any, path: Path) -> None:
    if any(has_cpr(text) for text in _texts(fields)):
        raise refuse(
            "D21",
            Text("Følgesedlen indeholder et CPR-nummer.", "The delivery note has a CPR number."),
            Text(
                "Fjern det, og slet kopier af den gamle følgeseddel.",
                "Remove it, and delete copies of the old note.",
            ),
            Where(file=path.name),
        )


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, names of fields included. Numbers are left out: a size may look like a CPR."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _note(fields: dict[str, Any]) -> Note:
    if fields["format"] != 1 or not isinstance(fields["synthetic"], bool):
        raise ValueError
    covers: dict[str, tuple[Window, ...]] = {}
    quiet: dict[str, tuple[Window, ...]] = {}
    for cover in fields["covers"]:
        file, window = cover["file"], _window(cover)
        covers[file] = (*covers.get(file, ()), window)
        if _is_empty(cover):
            quiet[file] = (*quiet.get(file, ()), window)
    return Note(
        str(fields["source"]),
        date.fromisoformat(fields["published"]),
        fields["synthetic"],
        tuple(str(name) for name in fields["files"]),
        covers,
        quiet,
    )


def _is_empty(cover: dict[str, Any]) -> bool:
    """Whether it says that nothing happened; how many rows there are otherwise, the file says."""
    if "rows" in cover and (type(cover["rows"]) is not int or cover["rows"] != 0):
        raise ValueError
    return "rows" in cover


def _window(cover: dict[str, Any]) -> Window:
    start, end = date.fromisoformat(cover["from"]), date.fromisoformat(cover["to"])
    if end <= start or not (is_register_year(start) and is_register_year(end)):
        raise ValueError
    units = cover.get("units")
    return Window(start, end, None if units is None else tuple(str(unit) for unit in units))
