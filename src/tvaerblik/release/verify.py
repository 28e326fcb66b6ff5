"""Whether a release is still the bytes that were released."""

from pathlib import Path

from tvaerblik.core.errors import Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.release.files import FileRef, sha256_of
from tvaerblik.release.manifest import FORMAT, MANIFEST, Manifest, OtherFormat, read_manifest

REMEDY = Text(
    "Hent udgivelsen fra sikkerhedskopien; den må ikke rettes.",
    "Fetch the release from the backup; it must not be mended.",
)


def verify_release(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a release folder, none for a sound one: a changed, a missing, an extra file,
    a manifest that is not its own. Reads every byte."""
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return (problem("K-RELEASE-MISSING", "mangler", "is missing", MANIFEST),)
    except OtherFormat:
        return (other_format(folder.name),)
    except (ValueError, KeyError, TypeError, RecursionError):
        return (problem("K-RELEASE-CHANGED", "er ændret", "has been changed", MANIFEST),)
    return (*_name_problems(folder, manifest), *_file_problems(folder, manifest))


def _name_problems(folder: Path, manifest: Manifest) -> tuple[Problem, ...]:
    if folder.name == manifest.id:
        return ()
    return (
        problem(
            "K-RELEASE-NAME",
            f"hører til udgivelsen {manifest.id}, ikke til {folder.name}",
            f"belongs to release {manifest.id}, not to {folder.name}",
            MANIFEST,
        ),
    )


def _file_problems(folder: Path, manifest: Manifest) -> tuple[Problem, ...]:
    stated = {ref.name: ref for ref in manifest.files}
    found = {path.name for path in folder.iterdir()}
    missing = sorted(stated.keys() - found)
    extra = sorted(found - stated.keys() - {MANIFEST})
    changed = [name for name in sorted(stated.keys() & found) if not _is_same(folder, stated[name])]
    return (
        *(problem("K-RELEASE-MISSING", "mangler", "is missing", name) for name in missing),
        *(problem("K-RELEASE-EXTRA", "hører ikke til", "does not belong", name) for name in extra),
        *(problem("K-RELEASE-CHANGED", "er ændret", "has been changed", name) for name in changed),
    )


def _is_same(folder: Path, ref: FileRef) -> bool:
    path = folder / ref.name
    return path.is_file() and path.stat().st_size == ref.size and sha256_of(path) == ref.sha256


def other_format(release: str) -> Problem:
    return Problem(
        "K-RELEASE-FORMAT",
        Text(
            f"Udgivelsen {release} er skrevet af en anden version af Tværblik (denne læser format {FORMAT}).",
            f"Release {release} was written by another version of Tværblik (this one reads format {FORMAT}).",
        ),
        Text(
            "Byg og udgiv den igen: tvaerblik release build.",
            "Build and publish it again: tvaerblik release build.",
        ),
    )


def problem(code: str, da: str, en: str, file: str) -> Problem:
    return Problem(
        code,
        Text(f"Filen i udgivelsen {da}.", f"The file in the release {en}."),
        REMEDY,
        Where(file=file),
    )
