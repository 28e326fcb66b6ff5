"""The door to figures that are not out: a preview link opens one proposed release, and nothing else does."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from tvaerblik.governance.actions.make_preview import (
    open_page_of_preview,
    open_preview,
    preview_of,
)
from tvaerblik.governance.proposals.models import PreviewLink
from tvaerblik.release.reader import Release, open_release


def previewed_release(token: str, *, by: Any) -> tuple[PreviewLink, Release]:
    """The link and its open release, which is kept and not the asker's to close. Raises NotKnown for a
    link that opens nothing any more."""
    link = open_preview(token, by=by)
    return link, _opened(link.proposal.path, link.proposal.manifest_sha256)


def previewed_indicator(token: str, indicator: str, *, by: Any) -> tuple[PreviewLink, Release]:
    """The same for the page of an indicator. What was typed into the address is in no log: an indicator
    that the release does not have raises NotKnown first."""
    link = preview_of(token)
    release = _opened(link.proposal.path, link.proposal.manifest_sha256)
    open_page_of_preview(link, release.indicator(indicator).id, by=by)
    return link, release


@lru_cache(maxsize=2)
def _opened(folder: Path, manifest_sha256: str) -> Release:
    """Drawing a unit's tiles takes a second, and all who look at a preview look at the same one."""
    return open_release(folder, expected_manifest_sha256=manifest_sha256)
