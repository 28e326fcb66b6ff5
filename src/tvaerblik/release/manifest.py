"""The manifest: what a release is, and the hash of every byte of it."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from tvaerblik.release.canonical import from_bytes, to_bytes
from tvaerblik.release.cards import SourceRef
from tvaerblik.release.files import FileRef

MANIFEST = "manifest.json"

# Raised when a reader of today could misread the folder.
FORMAT = 2


class OtherFormat(ValueError):
    """The folder was written by another version of the software: sound, but not readable here."""


@dataclass(frozen=True, slots=True)
class DefinitionRef:
    indicator: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class PolicyRef:
    version: str
    minimum_persons: int
    sensitive_persons: int
    minimum_area: int
    percentile_persons: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`cells_sha256` is over the cells themselves, so that two releases can be compared whatever
    the file they lie in; `previous` is the id of the release this one follows; `accepted_warnings`
    is the reason given for releasing in spite of a severe warning."""

    format: int
    id: str
    made_at: datetime
    made_by: str
    previous: str | None
    accepted_warnings: str | None
    vintage: str
    policy: PolicyRef
    definitions: tuple[DefinitionRef, ...]
    sources: tuple[SourceRef, ...]
    deliveries: tuple[str, ...]
    organisations: tuple[str, ...]
    cells: int
    cells_sha256: str
    files: tuple[FileRef, ...]


def with_id(manifest: Manifest, date_and_number: str) -> Manifest:
    """The same manifest under its id: date, number of the day, and eight digits of its own hash."""
    return replace(manifest, id=f"{date_and_number}-{content_hash(manifest)[:8]}")


def content_hash(manifest: Manifest) -> str:
    """Over everything but the id, which contains it."""
    return hashlib.sha256(to_bytes(replace(manifest, id=""))).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    return to_bytes(manifest)


def read_manifest(content: bytes) -> Manifest:
    """Raises OtherFormat for another version's, ValueError, KeyError or TypeError when it is not a
    manifest written here, byte for byte."""
    stated = json.loads(content)["format"]
    if type(stated) is int and stated != FORMAT:
        raise OtherFormat(f"format {stated} is not {FORMAT}")
    manifest = from_bytes(Manifest, content)
    if to_bytes(manifest) != content:
        raise ValueError("the manifest is not in its canonical spelling")
    if not manifest.id.endswith(f"-{content_hash(manifest)[:8]}"):
        raise ValueError("the id does not belong to the content")
    return manifest
