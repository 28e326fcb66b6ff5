"""Where the pointer stands, and moving it inside somebody's transaction."""

from django.db.models import F

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.releases.models import ReleasePointer, ReleaseRecord
from tvaerblik.governance.statuses import ReleaseState


def current_record() -> ReleaseRecord | None:
    pointer = ReleasePointer.objects.select_related("release").filter(id=1).first()
    return pointer.release if pointer else None


def current_release() -> ReleaseRecord:
    """Raises NotKnown while nothing has been published."""
    record = current_record()
    if record is None:
        raise NotKnown(
            Problem(
                "G-NO-RELEASE",
                Text("Der er ikke udgivet tal endnu.", "No figures have been published yet."),
                Text(
                    "En godkender kan udgive en bygget udgivelse.",
                    "A godkender can publish a release that has been built.",
                ),
            )
        )
    return record


def get_record(release_id: str) -> ReleaseRecord:
    record = ReleaseRecord.objects.filter(id=release_id).first()
    if record is None:
        raise NotKnown(
            Problem(
                "G-RELEASE",
                Text(
                    f"Der er ingen udgivelse »{release_id}«.",
                    f"There is no release '{release_id}'.",
                ),
                Text("Se listen over udgivelser.", "See the list of releases."),
            )
        )
    return record


def lock_pointer() -> ReleasePointer:
    """The pointer row, held until the transaction ends: two who publish at once wait here."""
    ReleasePointer.objects.get_or_create(id=1)
    return ReleasePointer.objects.select_for_update().get(id=1)


def move_pointer(pointer: ReleasePointer, to: ReleaseRecord | None) -> None:
    ReleasePointer.objects.filter(id=pointer.id).update(release=to, serial=F("serial") + 1)


def newest_published() -> ReleaseRecord | None:
    """The one published last of those not withdrawn."""
    return ReleaseRecord.objects.filter(state=ReleaseState.PUBLISHED).first()
