"""A severe warning that somebody let pass stands in the audit log with the reason."""

import pytest

from tvaerblik.core.errors import BadInput, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.worker import accept_warnings, audit_problems, check_may_accept_warnings

OPERATOR = Permit("drift", "operator", "test")
LOST = Text("Diagnosen mangler i alle rækker.", "The diagnosis is missing in every row.")


def test_who_accepted_what_and_why_is_remembered(db) -> None:
    accept_warnings("2026-11-22-01-abcdef01", "Rettes i april.", [LOST], by=OPERATOR)
    entry = AuditEntry.objects.get(action="release.accept_warnings")
    assert (entry.by, entry.subject) == ("drift", "2026-11-22-01-abcdef01")
    assert entry.detail == {
        "reason": "Rettes i april.",
        "warnings": [{"da": LOST.da, "en": LOST.en}],
    }
    assert audit_problems() == ()


# Put together here, so that no number of a person's stands in the repository
NUMBER = "-".join(("010203", "1234"))


@pytest.mark.parametrize("reason", ["", " ", f"Borgeren {NUMBER} mangler"])
def test_a_reason_is_asked_for_and_names_nobody(db, reason: str) -> None:
    with pytest.raises(BadInput):
        check_may_accept_warnings(reason, by=OPERATOR)
    assert not AuditEntry.objects.filter(action="release.accept_warnings").exists()


def test_a_reader_cannot_accept(db) -> None:
    with pytest.raises(NotAllowed):
        check_may_accept_warnings("Rettes.", by=Permit("laeser", "reader", "test"))
