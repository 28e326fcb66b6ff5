"""How every change of an agreement is made: locked, of the serial that was seen, told in both logs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.agreements.asking import unknown_agreement
from tvaerblik.governance.agreements.models import Agreement, AgreementEntry, AgreementEntryKind
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.organisation.models import Body


def locked(id_: str, *, seen: int | None) -> Agreement:
    """Held until the transaction ends. `seen` is None for a note, which nobody can contradict."""
    found = Agreement.objects.select_for_update().filter(id=id_).first()
    if found is None:
        raise NotKnown(unknown_agreement(id_))
    if seen is not None and seen != found.serial:
        raise Blocked(
            Problem(
                "G-SERIAL",
                Text(
                    "En anden har ændret aftalen, siden du åbnede den. Din ændring er ikke gemt.",
                    "Another has changed the agreement since you opened it. Your change is not stored.",
                ),
                Text(
                    "Se aftalen igen, og gentag ændringen.",
                    "Look at the agreement again, and repeat the change.",
                ),
            )
        )
    return found


def change(
    agreement: Agreement,
    kind: AgreementEntryKind,
    facts: Mapping[str, Any],
    *,
    text: str = "",
    on: date | None = None,
    body: Body | None = None,
    by: Any,
) -> AgreementEntry:
    """Within a transaction."""
    actor, day = actor_of(by), on or timezone.localdate()
    agreement.serial += 1
    agreement.save()
    entry = AgreementEntry.objects.create(
        agreement=agreement,
        kind=kind,
        on=day,
        by=actor.name,
        text=text,
        facts=dict(facts),
        body=body,
    )
    detail = {
        "on": str(day),
        "facts": dict(facts),
        "text": text,
        "body": body.id if body else None,
    }
    record(actor, f"agreement.{kind}", agreement.id, detail)
    return entry
