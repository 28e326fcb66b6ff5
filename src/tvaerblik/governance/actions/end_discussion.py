"""Mark a question as answered, close it, open it again; withdraw a text, or remove another's."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.governance.actions.discuss_figure import held
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.discussions.kinds import TextState, ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.freetext import LONGEST_LINE, check_line, check_reason
from tvaerblik.governance.permissions_of_discussions import (
    check_may_end_thread,
    check_may_hide_text,
    check_may_withdraw_text,
)
from tvaerblik.governance.policies_of_discussions import check_can_move, check_can_remove_text


def end_thread(thread_id: int, to: ThreadState, reason: str, *, seen: int, by: Any) -> Contribution:
    """Also to open it again, which needs a reason as well: who asked is to understand both."""
    check_reason(reason)
    tidy = check_line(reason, LONGEST_LINE)
    with transaction.atomic():
        thread = held(thread_id)
        check_may_end_thread(by, thread)
        check_can_move(thread, to, seen)
        thread.state, thread.ended_because = to, tidy
        thread.ended_by, thread.ended_at = actor_of(by).name, timezone.now()
        thread.serial += 1
        thread.save()
        # The reason stands in the row alone, where another can take its place
        record(actor_of(by), "discussion.end", str(thread.pk), {"state": str(to)})
    return thread


def withdraw_text(contribution_id: int, *, seen: int, by: Any) -> Contribution:
    """Its writer's own; nobody is owed a reason."""
    with transaction.atomic():
        contribution = held(contribution_id)
        check_may_withdraw_text(by, contribution)
        return _remove(contribution, TextState.TRUKKET, "", seen, by)


def hide_text(contribution_id: int, reason: str, *, seen: int, by: Any) -> Contribution:
    """Another's, because of what stands in it; the reason says which kind of thing, not what."""
    check_may_hide_text(by)
    check_reason(reason)
    tidy = check_line(reason, LONGEST_LINE)
    with transaction.atomic():
        contribution = held(contribution_id)
        return _remove(contribution, TextState.SKJULT, tidy, seen, by)


def _remove(
    contribution: Contribution, to: TextState, reason: str, seen: int, by: Any
) -> Contribution:
    """The text goes from the row with the salt of its digest; that something stood there does not."""
    check_can_remove_text(contribution, to, seen)
    contribution.text, contribution.salt = "", ""
    contribution.text_state, contribution.hidden_because = to, reason
    contribution.serial += 1
    contribution.save()
    detail = {"to": str(to), "because": reason}
    record(actor_of(by), "discussion.remove", str(contribution.pk), detail)
    return contribution
