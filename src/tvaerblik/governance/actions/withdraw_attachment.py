from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.attachments import refusals
from tvaerblik.governance.attachments.kept import remove
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions_of_documents import check_may_withdraw_attachment
from tvaerblik.governance.viewing_of_attachments import visible_attachment


def withdraw_attachment(
    number: str, attachment: int, *, reason: str, held_persons: bool = False, by: Any
) -> Attachment:
    """The line stays, with the reason; the file is handed out no more. `held_persons`: its bytes, name
    and title go too, from every case that holds the same bytes, once the transaction has been stored."""
    check_reason(reason)
    with transaction.atomic():
        cases = _held(number, attachment)
        found = visible_attachment(cases[number], attachment, by)
        check_may_withdraw_attachment(by, found)
        if found.removed or (found.is_withdrawn and not held_persons):
            raise refusals.gone_already(attachment)
        hold_log()
        for one in _with_same_bytes(found) if held_persons else [found]:
            case = cases.get(one.case.number) or locked(one.case.number, seen=None)
            _withdraw(one, case, reason.strip(), held_persons, by)
        if held_persons:
            transaction.on_commit(lambda: remove(found.sha256))
    found.refresh_from_db()
    return found


def _held(number: str, attachment: int) -> Mapping[str, Case]:
    """The case, and every other with the same bytes: in the order of their numbers, so that of two who
    withdraw neither waits for the other for ever."""
    same = Attachment.objects.filter(case__number=number, number=attachment).values("sha256")
    others = Attachment.objects.filter(sha256__in=same).values_list("case__number", flat=True)
    return {one: locked(one, seen=None) for one in sorted({number, *others})}


def _with_same_bytes(found: Attachment) -> list[Attachment]:
    same = Attachment.objects.filter(sha256=found.sha256, removed=False)
    return list(same.select_related("case").order_by("case__number", "number"))


def _withdraw(one: Attachment, case: Case, reason: str, held_persons: bool, by: Any) -> None:
    one.withdrawn_at, one.withdrawn_by = timezone.now(), actor_of(by).name
    one.withdrawn_why = reason
    if held_persons:
        one.removed, one.name, one.title = True, "", ""
    one.save()
    facts = {"attachment": one.number, "sha256": one.sha256, "removed": held_persons}
    said = f"Bilag {one.number}: {reason}"
    change(case, EntryKind.BILAG_TRUKKET, facts, text=said, internal=one.internal, by=by)
