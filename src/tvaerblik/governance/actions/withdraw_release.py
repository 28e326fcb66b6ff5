from typing import Any

from django.db import transaction

from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions import check_may_publish
from tvaerblik.governance.policies import check_can_withdraw
from tvaerblik.governance.proposals.kinds import ChangeCode
from tvaerblik.governance.proposals.models import Withdrawal
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.releases.pointer import (
    get_record,
    lock_pointer,
    move_pointer,
    newest_published,
)
from tvaerblik.governance.statuses import ReleaseState


def withdraw_release(
    release_id: str, *, by: Any, reason: str, code: ChangeCode = ChangeCode.FEJL
) -> ReleaseRecord | None:
    """Takes a release back. If it was the one shown, the newest of the others is shown instead, or
    none. Returns the one that is shown now. A damaged audit log does not stop it: wrong figures must
    always be possible to take down."""
    check_may_publish(by)
    check_reason(reason)
    with transaction.atomic():
        pointer = lock_pointer()
        withdrawn = get_record(release_id)
        check_can_withdraw(withdrawn)
        withdrawn.state = ReleaseState.WITHDRAWN
        withdrawn.withdrawn_because = reason
        withdrawn.save()
        Withdrawal.objects.create(release=withdrawn, code=code)
        shown = pointer.release
        if pointer.release_id == release_id:
            shown = newest_published()
            move_pointer(pointer, shown)
        detail = {
            "reason": reason,
            "code": str(code),
            "shown_now": shown.id if shown else None,
        }
        record(actor_of(by), "release.withdraw", release_id, detail)
    return shown
