"""Which attachments of a case a principal may see, once the case itself may be seen."""

from typing import Any

from django.db.models import QuerySet

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.viewing_of_cases import works_with_cases


def visible_attachments(case: Case, by: Any) -> QuerySet[Attachment]:
    """Those who work with cases see all; others what is not internal. Withdrawn ones stay as lines."""
    found = Attachment.objects.filter(case=case).order_by("number")
    return found if works_with_cases(by) else found.filter(internal=False)


def visible_attachment(case: Case, number: int, by: Any) -> Attachment:
    """Raises NotKnown also for one that may not be seen: that it is there is not told."""
    found = visible_attachments(case, by).filter(number=number).first()
    if found is None:
        raise NotKnown(
            Problem(
                "G-ATTACHMENT",
                Text(f"Sagen har intet bilag {number}.", f"The case has no file {number}."),
                Text("Se sagens bilag på dens side.", "See the case's files on its page."),
            )
        )
    return found
