"""Finding releases: the folders that are finished, and the one the pointer shows."""

from pathlib import Path

from tvaerblik.cli.installation import Installation
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.package import finished_releases


def current_id(installation: Installation) -> str | None:
    return installation.worker.current_release_id()


def current_folder(installation: Installation) -> Path:
    current = current_id(installation)
    if current is None:
        raise NotKnown(
            Problem(
                "K-RELEASE",
                Text("Der er endnu ingen udgivelse.", "Nothing has been published yet."),
                Text(
                    "Byg og udgiv med tvaerblik release build og release publish, eller spørg med --as-of.",
                    "Build and publish with tvaerblik release build and release publish, or ask with --as-of.",
                ),
            )
        )
    return folder_of(installation, current)


def folder_of(installation: Installation, release: str) -> Path:
    known = finished_releases(installation.releases)
    if release not in known:
        raise NotKnown(
            Problem(
                "K-RELEASE",
                Text(f"Der er ingen udgivelse »{release}«.", f"There is no release '{release}'."),
                Text(
                    f"Der er: {', '.join(known) or 'ingen'}.",
                    f"There are: {', '.join(known) or 'none'}.",
                ),
            )
        )
    return installation.releases / release
