"""Built packages that lie in the releases folder and that nobody has proposed or published."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.release.manifest import MANIFEST, OtherFormat, read_manifest
from tvaerblik.release.package import finished_releases


@dataclass(frozen=True, slots=True)
class Waiting:
    """`made_at` is None where its manifest cannot be read: it is listed, and refused when proposed."""

    id: str
    made_at: datetime | None
    previous: str
    cells: int


def waiting_packages() -> tuple[Waiting, ...]:
    """Newest first."""
    known = {*Proposal.objects.values_list("id", flat=True)}
    known |= {*ReleaseRecord.objects.values_list("id", flat=True)}
    found = [id_ for id_ in finished_releases(_folder()) if id_ not in known]
    return tuple(_read(id_) for id_ in reversed(found))


def folder_of_package(package_id: str) -> Path:
    """Only of what is listed in the folder: what was typed is no path. Raises NotKnown."""
    if package_id not in finished_releases(_folder()):
        raise NotKnown(
            Problem(
                "G-PACKAGE",
                Text(
                    f"Der er ingen bygget pakke »{package_id[:100]}«.",
                    f"There is no built package '{package_id[:100]}'.",
                ),
                Text(
                    "Vælg en fra listen, eller byg den med »tvaerblik release build«.",
                    "Choose one from the list, or build it with 'tvaerblik release build'.",
                ),
            )
        )
    return _folder() / package_id


def _folder() -> Path:
    return Path(settings.RELEASES_FOLDER)


def _read(id_: str) -> Waiting:
    try:
        manifest = read_manifest((_folder() / id_ / MANIFEST).read_bytes())
    except (OSError, OtherFormat, ValueError, KeyError, TypeError, RecursionError):
        return Waiting(id_, None, "", 0)
    return Waiting(id_, manifest.made_at, manifest.previous or "", manifest.cells)
