"""A release as a folder: built beside, flushed to the disk, renamed into place, never changed again.

A reader sees a whole release or none. A build that was killed leaves a folder whose name begins with
`.building-`; the next build removes it. The row that says which release is current is written
elsewhere, with the hash of the manifest.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.assessments import assess_cells
from tvaerblik.release.audit import SealedAudit, join_audits, write_sealed
from tvaerblik.release.canonical import to_bytes
from tvaerblik.release.cards import (
    CaseCard,
    ComputeWarning,
    Coverage,
    DeliveryCard,
    NotCounted,
)
from tvaerblik.release.cells import CELLS, cells_sha256, sorted_cells, write_cells
from tvaerblik.release.files import READ_ONLY, file_ref, fsync_folder, write_synced
from tvaerblik.release.manifest import (
    FORMAT,
    MANIFEST,
    DefinitionRef,
    Manifest,
    PolicyRef,
    manifest_bytes,
    with_id,
)
from tvaerblik.release.policy import DisclosurePolicy
from tvaerblik.release.rows import ReleasableRows
from tvaerblik.release.steps import Steps, all_steps
from tvaerblik.release.texts import indicator_card, listed_card, source_refs, unit_cards
from tvaerblik.release.versions import DefinitionFile, VersionStep

BUILDING = ".building-"
LOCK = ".lock"

TEXTS = "texts.json"
UNITS = "units.json"
ASSESSMENTS = "assessments.json"
DELIVERIES = "deliveries.json"
LISTED = "listed.json"
FRONT = "front.json"
STEPS = "steps.json"
DEFINITIONS = "definitions.json"
VERSIONS = "versions.json"


@dataclass(frozen=True)
class ReleaseContent:
    """Everything a release is made of. `synthetic` names the tables with an invented delivery;
    `listed` are indicators without figures; cases, warnings, rows not counted and steps are by indicator;
    `accepted_warnings` is why a severe warning did not stop it."""

    catalogue: Catalogue
    indicators: tuple[Indicator, ...]
    rows: tuple[ReleasableRows, ...]
    audits: tuple[SealedAudit, ...]
    policy: DisclosurePolicy
    vintage: str
    synthetic: frozenset[str]
    coverage: tuple[Coverage, ...]
    deliveries: tuple[DeliveryCard, ...]
    previous: str | None
    made_by: str
    made_at: datetime
    listed: tuple[Indicator, ...] = ()
    cases: Mapping[str, tuple[CaseCard, ...]] = field(default_factory=dict)
    warnings: Mapping[str, tuple[ComputeWarning, ...]] = field(default_factory=dict)
    not_counted: Mapping[str, tuple[NotCounted, ...]] = field(default_factory=dict)
    accepted_warnings: str | None = None
    steps: Mapping[str, Steps] = field(default_factory=dict)
    definitions: tuple[DefinitionFile, ...] = ()
    versions: tuple[VersionStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasePackage:
    """A finished release. Whoever publishes it writes the hash of the manifest beside its id."""

    id: str
    folder: Path
    manifest: Manifest
    manifest_sha256: str


def write_release(releases_dir: Path, content: ReleaseContent) -> ReleasePackage:
    """Writes the folder, and the sealed audit beside `releases_dir` before the folder appears."""
    releases_dir.mkdir(parents=True, exist_ok=True)
    with _only_builder(releases_dir):
        remove_leftovers(releases_dir)
        number = _next_number(releases_dir, content.made_at)
        building = releases_dir / f"{BUILDING}{number}"
        building.mkdir()
        manifest = with_id(_write_files(building, content), number)
        _seal(building, manifest)
        write_sealed(releases_dir.parent / "sealed", manifest.id, join_audits(content.audits))
        folder = releases_dir / manifest.id
        building.rename(folder)
        fsync_folder(releases_dir)
    return ReleasePackage(
        manifest.id, folder, manifest, hashlib.sha256(manifest_bytes(manifest)).hexdigest()
    )


def remove_leftovers(releases_dir: Path) -> tuple[str, ...]:
    """Removes what killed builds left behind, known by its name. Never a finished release."""
    left = sorted(path for path in releases_dir.iterdir() if path.name.startswith(BUILDING))
    for path in left:
        shutil.rmtree(path)
    return tuple(path.name for path in left)


def finished_releases(releases_dir: Path) -> tuple[str, ...]:
    """The ids of the releases in a folder, oldest first."""
    if not releases_dir.is_dir():
        return ()
    return tuple(
        sorted(
            path.name
            for path in releases_dir.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        )
    )


@contextmanager
def _only_builder(releases_dir: Path) -> Iterator[None]:
    """Two builds at once would remove each other's work. The lock dies with its process."""
    with (releases_dir / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Blocked(
                Problem(
                    "K-BUILDING",
                    Text(
                        "En anden udgivelse er ved at blive bygget.",
                        "Another release is being built.",
                    ),
                    Text("Vent, til den er færdig.", "Wait until it is done."),
                )
            ) from None
        yield


def _next_number(releases_dir: Path, made_at: datetime) -> str:
    """2026-11-22-01, then -02. Numbers are not taken up again while a release of the day is there."""
    day = made_at.date().isoformat()
    taken = [name for name in finished_releases(releases_dir) if name.startswith(f"{day}-")]
    latest = max((int(name.split("-")[3]) for name in taken), default=0)
    return f"{day}-{latest + 1:02d}"


def _write_files(folder: Path, content: ReleaseContent) -> Manifest:
    cells = sorted_cells(content.rows)
    write_cells(folder / CELLS, cells)
    cards = tuple(
        indicator_card(
            indicator,
            content.catalogue,
            synthetic=content.synthetic,
            coverage=content.coverage,
            cases=content.cases.get(indicator.id, ()),
            warnings=content.warnings.get(indicator.id, ()),
            not_counted=content.not_counted.get(indicator.id, ()),
        )
        for indicator in content.indicators
    )
    units = unit_cards(content.catalogue.units, _organisations_of_units(cells))
    write_synced(folder / TEXTS, to_bytes(cards))
    write_synced(folder / UNITS, to_bytes(units))
    found = assess_cells(cells, {card.id: card for card in cards}, content.vintage)
    write_synced(folder / ASSESSMENTS, to_bytes(found))
    write_synced(folder / DELIVERIES, to_bytes(content.deliveries))
    write_synced(folder / FRONT, to_bytes(content.catalogue.front))
    write_synced(folder / STEPS, to_bytes(all_steps(content.steps)))
    write_synced(folder / DEFINITIONS, to_bytes(content.definitions))
    write_synced(folder / VERSIONS, to_bytes(content.versions))
    write_synced(folder / LISTED, to_bytes(tuple(listed_card(one) for one in content.listed)))
    return _manifest(folder, content, cells)


def _manifest(folder: Path, content: ReleaseContent, cells: pa.Table) -> Manifest:
    policy, catalogue = content.policy, content.catalogue
    return Manifest(
        format=FORMAT,
        id="",
        made_at=content.made_at,
        made_by=content.made_by,
        previous=content.previous,
        accepted_warnings=content.accepted_warnings,
        vintage=content.vintage,
        policy=PolicyRef(
            policy.version,
            policy.minimum_persons,
            policy.sensitive_persons,
            policy.minimum_area,
            policy.percentile_persons,
            policy.digest,
        ),
        definitions=tuple(
            DefinitionRef(indicator.id, indicator.version, digest_of(indicator, catalogue))
            for indicator in content.indicators
        ),
        sources=source_refs(content.indicators, catalogue, synthetic=content.synthetic),
        deliveries=tuple(sorted(card.id for card in content.deliveries if card.used)),
        organisations=tuple(sorted(pc.unique(cells["organisation"]).to_pylist())),
        cells=len(cells),
        cells_sha256=cells_sha256(cells),
        files=tuple(file_ref(path) for path in sorted(folder.iterdir())),
    )


def _organisations_of_units(cells: pa.Table) -> dict[str, tuple[str, ...]]:
    """Those under which somebody collects figures of the unit: a unit still to come has none as it was."""
    collected = cells.filter(pc.not_equal(cells["state"], State.NOT_COLLECTED.value))
    pairs = collected.select(["unit", "organisation"]).group_by(["unit", "organisation"])
    pairs = pairs.aggregate([])
    found: dict[str, list[str]] = {}
    for row in pairs.to_pylist():
        found.setdefault(row["unit"], []).append(row["organisation"])
    return {unit: tuple(sorted(names)) for unit, names in found.items()}


def _seal(folder: Path, manifest: Manifest) -> None:
    """The manifest last: a folder without it is no release."""
    write_synced(folder / MANIFEST, manifest_bytes(manifest))
    for path in folder.iterdir():
        path.chmod(READ_ONLY)
    fsync_folder(folder)
