"""What three people have approved becomes the file of the folder, word for word."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.files import place_of, put_in_place
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.signing import not_sent
from tvaerblik.governance.approvals.telling import tell_case
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.permissions_of_approvals import check_may_file_definition
from tvaerblik.governance.policies_of_approvals import check_is_approved
from tvaerblik.governance.policies_of_drafts import (
    cannot_write,
    check_file_is_as_sent,
    check_folder_can_be_written,
    check_is_latest,
)


def file_definition(approval: int, *, folder: Path, by: Any) -> Approval:
    """Can be done again: where a machine stopped before the file was there, or before it was told of.

    The signatures stand before the file does, so that no file is there that nobody has approved; until
    the file is there too, the page and `tvaerblik verify` say that it is missing."""
    with transaction.atomic():
        found = Approval.objects.select_for_update().filter(pk=approval).first()
        if found is None or found.draft is None:
            raise NotKnown(not_sent())
        check_can_file(found, folder, by)
        try:
            put_in_place(folder, found.indicator, found.draft.text)
        except OSError:
            raise Blocked(cannot_write()) from None
        found.filed_at = timezone.now()
        found.serial += 1
        found.save()
        name = place_of(found.indicator)
        detail = {"file": name, "sha256": found.file_sha256, "digest": found.digest}
        said = f"Definitionen er godkendt og skrevet i filen {name}."
        tell_case(found, said, sha256=found.file_sha256, by=by)
        record(actor_of(by), "definition.fil", found.indicator, detail)
    return found


def check_can_file(approval: Approval, folder: Path, by: Any) -> None:
    check_may_file_definition(by)
    check_is_approved(approval)
    check_is_latest(approval)
    check_folder_can_be_written(folder)
    check_file_is_as_sent(approval, folder)
