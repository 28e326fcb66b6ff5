"""What the log of a case is told of its draft's way to the folder."""

from typing import Any

from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind


def tell_case(approval: Approval, text: str, *, sha256: str = "", by: Any) -> None:
    """Nothing for a definition that was written in the folder. Within the transaction of the act, and
    before the audit log is held: all who change a case lock it first."""
    if approval.draft is None:
        return
    case = locked(approval.draft.case.number, seen=None)
    facts = {
        "draft": approval.draft.version,
        "digest": approval.digest,
        "approval": str(approval.step),
    }
    if sha256:
        facts["sha256"] = sha256
    change(case, EntryKind.NOTE, facts, text=text, by=by)
