from typing import Any

from django.db import transaction

from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.attachments import refusals
from tvaerblik.governance.attachments.kept import keep, sha256_of
from tvaerblik.governance.attachments.kinds import MAX_FILES
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.attachments.sniffing import kind_of_file
from tvaerblik.governance.audit.chain import hold_log
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_line
from tvaerblik.governance.permissions_of_documents import check_may_attach_file
from tvaerblik.governance.viewing_of_cases import works_with_cases


def attach_file(
    number: str, content: bytes, *, name: str, title: str, internal: bool = False, by: Any
) -> Attachment:
    """A file as it came, under a title. `name`: cleaned already. Files are added beside one another, so
    no serial is asked for. Neither the log nor the audit repeats title or name: they can be removed."""
    tidy = check_line(title)
    kind = kind_of_file(content, name)
    with transaction.atomic():
        case = locked(number, seen=None)
        check_may_attach_file(by, case)
        hold_log()  # of two with the same bytes, or one who removes them, one waits
        _check_room(case, sha256_of(content))
        attachment = Attachment.objects.create(
            case=case,
            number=case.attachments.count() + 1,
            title=tidy,
            name=name,
            kind=kind,
            size=len(content),
            sha256=keep(content),
            internal=internal and works_with_cases(by),
            by=actor_of(by).name,
        )
        facts = {
            "attachment": attachment.number,
            "sha256": attachment.sha256,
            "size": attachment.size,
        }
        said = f"Bilag {attachment.number}"
        change(case, EntryKind.BILAG, facts, text=said, internal=attachment.internal, by=by)
    return attachment


def _check_room(case: Case, sha256: str) -> None:
    there = case.attachments.filter(withdrawn_at__isnull=True)
    same = there.filter(sha256=sha256).first()
    if same is not None:
        raise refusals.there_already(same.number)
    if there.count() >= MAX_FILES:
        raise refusals.too_many()
    if Attachment.objects.filter(sha256=sha256, removed=True).exists():
        raise refusals.was_removed()
