"""What differs between the definitions of a release and those of the release before it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError, IntegrityError, NotKnown
from tvaerblik.release.reader import open_release
from tvaerblik.release.versions import ClauseChange, DefinitionFile, VersionStep, lay_out


def version_steps(
    previous: Path | None, indicators: Iterable[Indicator], now: Catalogue, *, on: date
) -> tuple[VersionStep, ...]:
    """Those that the release before told of, and those since. A release that cannot be read, or kept
    no definitions, tells of nothing."""
    told, files = _told_before(previous)
    then = catalogue_of(files)
    if then is None:
        return told
    return (*told, *_since(then, indicators, now, on))


def _told_before(
    previous: Path | None,
) -> tuple[tuple[VersionStep, ...], tuple[DefinitionFile, ...]]:
    if previous is None:
        return (), ()
    try:
        with open_release(previous) as release:
            return release.version_steps(), release.definitions()
    except (IntegrityError, NotKnown):
        return (), ()


def catalogue_of(files: tuple[DefinitionFile, ...]) -> Catalogue | None:
    """None where there are none, and where the language has changed so that they are refused today."""
    if not files:
        return None
    with TemporaryDirectory() as folder:
        lay_out(files, Path(folder))
        try:
            return load_catalogue(Path(folder))
        except DefinitionError:
            return None


def _since(
    then: Catalogue, indicators: Iterable[Indicator], now: Catalogue, on: date
) -> Iterator[VersionStep]:
    for after in indicators:
        before = then.indicators.get(after.id)
        if before is None:
            continue
        found = differences(before, after, then, now)
        if found:
            clauses = tuple(ClauseChange(one.clause, one.what, one.moves) for one in found)
            yield VersionStep(after.id, before.version, after.version, on, clauses)
