"""The definitions folder as an approval writes it: one file, whole or not at all."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import load_catalogue


def place_of(indicator: str) -> str:
    """Inside the folder, as the files of indicators are named."""
    return f"indicators/{indicator}.yaml"


def sha256_in(folder: Path, indicator: str) -> str:
    """Of the file that lies there; empty for none."""
    with suppress(FileNotFoundError):
        return hashlib.sha256((folder / place_of(indicator)).read_bytes()).hexdigest()
    return ""


def has_cases(folder: Path, indicator: str) -> bool:
    """Worked cases beside it, which no approval writes."""
    return (folder / "indicators" / f"{indicator}.cases.yaml").is_file()


def is_program_s_own(folder: Path) -> bool:
    """The definitions that come with the program are changed with the program, not by a site."""
    return folder.resolve() == Path(settings.DEFINITIONS_OF_PROGRAM).resolve()


def can_be_written(folder: Path) -> bool:
    return os.access(folder / "indicators", os.W_OK)


def digest_once_in(folder: Path, indicator: str, text: str) -> str:
    """Reads the whole folder as it would be with the file. Raises DefinitionError with what would be
    wrong then, also elsewhere: a folder that cannot be read stops every computation."""
    with TemporaryDirectory() as other:
        copy = Path(other) / "definitions"
        shutil.copytree(folder, copy)
        (copy / place_of(indicator)).write_bytes(text.encode())
        catalogue = load_catalogue(copy)
        return digest_of(catalogue.get(indicator), catalogue)


def put_in_place(folder: Path, indicator: str, text: str) -> None:
    """A reader sees the old file or the new one, and after a power cut too. Raises OSError."""
    path = folder / place_of(indicator)
    # A name that neither the loader nor a site looks at
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
