"""The door to figures that are not out: a preview link opens one proposed release, and nothing else does."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from tvaerblik.governance.actions.make_preview import open_preview
from tvaerblik.governance.proposals.models import PreviewLink
from tvaerblik.release.reader import Release, open_release


def previewed_release(token: str, *, page: str = "", by: Any) -> tuple[PreviewLink, Release]:
    """The link and its open release, which is kept and not the asker's to close. `page`: the indicator
    that is looked at. Raises NotKnown for a link that opens nothing any more."""
    link = open_preview(token, page=page, by=by)
    return link, _opened(link.proposal.path, link.proposal.manifest_sha256)


@lru_cache(maxsize=2)
def _opened(folder: Path, manifest_sha256: str) -> Release:
    """Drawing a unit's tiles takes a second, and all who look at a preview look at the same one."""
    return open_release(folder, expected_manifest_sha256=manifest_sha256)
