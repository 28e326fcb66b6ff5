"""The one door to figures: what a principal may see. Every page and answer asks here."""

from typing import Any

from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.release.reader import Release

PUBLIC = "public"


def viewer_class(principal: Any) -> str:
    """What kind of reader this is. Part of every cache key: what one kind may see is never kept for
    another. All indicators are public so far, so everybody is the same kind."""
    return PUBLIC


def visible_release_for(principal: Any) -> Release | None:
    """The published release, with the indicators this principal may see; None when there is none."""
    readers = {PUBLIC: get_current_release}
    return readers[viewer_class(principal)]()
