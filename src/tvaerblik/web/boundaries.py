"""The boundaries that the site has configured, read once in each process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from tvaerblik.presentation.charts import Boundaries, BoundaryFile, read_boundaries


def boundaries_of_site() -> Boundaries | None:
    """None where none are configured. Raises ConfigError where those configured cannot be used."""
    found = settings.BOUNDARIES
    return None if found is None else _read(found.file, found.source, found.code)


def stamp_of_boundaries() -> str:
    """Changes with the file, and with what is said of it: a map kept by a browser is then stale."""
    found = boundaries_of_site()
    return "" if found is None else f"{found.sha256} {found.source}"


@cache
def _read(file: Path, source: str, code: str) -> Boundaries:
    return read_boundaries(BoundaryFile(file, source, code))
