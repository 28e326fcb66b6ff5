from typing import Any

from django.db import transaction

from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.permissions_of_documents import check_may_set_journal_number
from tvaerblik.governance.policies_of_documents import check_journal_number


def set_journal_number(number: str, journal_number: str, *, seen: int, by: Any) -> Case:
    """What the case is called in the ESDH system; several cases can lie under one number there. Empty:
    it has none. The same as before changes nothing."""
    check_may_set_journal_number(by)
    tidy = check_journal_number(journal_number)
    with transaction.atomic():
        case = locked(number, seen=seen)
        if tidy != case.journal_number:
            facts = {"journal_number": tidy, "before": case.journal_number}
            case.journal_number = tidy
            change(case, EntryKind.JOURNAL, facts, text=tidy or "–", by=by)
    return case
