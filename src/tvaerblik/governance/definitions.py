"""The definitions folder as pages ask of it: read once, and again when a file of it has changed."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tvaerblik.catalogue.loader import Catalogue, load_catalogue

Stamp = tuple[tuple[str, int, int], ...]


def catalogue_of_site() -> Catalogue:
    """Raises DefinitionError while a file of the folder is wrong."""
    folder = Path(settings.DEFINITIONS)
    return _catalogue(folder, _stamp(folder))


@lru_cache(maxsize=2)
def _catalogue(folder: Path, stamp: Stamp) -> Catalogue:
    del stamp  # what is kept is kept of this state of the folder
    return load_catalogue(folder)


def _stamp(folder: Path) -> Stamp:
    # A file that is on its way into the folder has a name with a dot first, and is gone the next moment
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    )
    return tuple((str(path), (found := path.stat()).st_mtime_ns, found.st_size) for path in files)
