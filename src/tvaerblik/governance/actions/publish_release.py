from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import check_audit, record
from tvaerblik.governance.freetext import check_words
from tvaerblik.governance.permissions import check_may_publish
from tvaerblik.governance.policies import check_can_publish, check_same_release
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.releases.pointer import current_record, lock_pointer, move_pointer
from tvaerblik.governance.statuses import ReleaseState

# Stands for "whichever is shown when this is called", which None, nothing shown, does not
WHAT_IS_SHOWN = "*"


def publish_release(
    package_id: str,
    manifest_sha256: str,
    folder: Path,
    *,
    by: Any,
    note: str = "",
    previous: str | None = WHAT_IS_SHOWN,
) -> ReleaseRecord:
    """Shows a finished package to everybody, from the next request on.

    `previous` is the release it was built upon. When another has come between, Blocked is raised and
    nothing changes; of two who publish at once one wins. A damaged audit log stops it too.
    """
    check_may_publish(by)
    check_words(note)
    _check_folder(folder)
    if previous == WHAT_IS_SHOWN:
        previous = _id(current_record())
    with transaction.atomic():
        pointer = lock_pointer()
        check_audit()
        check_can_publish(package_id, ReleaseRecord.objects.filter(id=package_id).first())
        check_same_release(pointer.release_id, previous)
        published = ReleaseRecord.objects.create(
            id=package_id,
            manifest_sha256=manifest_sha256,
            folder=kept_folder(folder),
            made_at=timezone.now(),
            state=ReleaseState.PUBLISHED,
            note=note,
            by=actor_of(by).name,
            previous=previous or "",
        )
        move_pointer(pointer, published)
        detail = {"manifest_sha256": manifest_sha256, "previous": previous, "note": note}
        record(actor_of(by), "release.publish", package_id, detail)
    return published


def _id(shown: ReleaseRecord | None) -> str | None:
    return shown.id if shown else None


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise NotKnown(
            Problem(
                "G-FOLDER",
                Text(
                    f"Udgivelsens mappe findes ikke: {folder}.",
                    f"The release's folder is not there: {folder}.",
                ),
                Text(
                    "Byg udgivelsen med »tvaerblik release build«.",
                    "Build the release with 'tvaerblik release build'.",
                ),
            )
        )


def kept_folder(folder: Path) -> str:
    inside = Path(settings.RELEASES_FOLDER).resolve()
    found = folder.resolve()
    return str(found.relative_to(inside) if found.is_relative_to(inside) else found)
