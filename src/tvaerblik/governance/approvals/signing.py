"""How every signature is set: the approval locked, of the serial that was seen, told in both logs."""

from datetime import date
from typing import Any

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.models import Approval, Signature
from tvaerblik.governance.approvals.steps import Act
from tvaerblik.governance.audit.chain import record


def locked(approval: int, *, seen: int) -> Approval:
    """Held until the transaction ends. Raises NotKnown, and Blocked when somebody came between."""
    found = Approval.objects.select_for_update().filter(pk=approval).first()
    if found is None:
        raise NotKnown(not_sent())
    if seen != found.serial:
        raise Blocked(
            Problem(
                "G-SERIAL",
                Text(
                    "En anden har skrevet under, siden du åbnede siden. Din underskrift er ikke gemt.",
                    "Another has signed since you opened the page. Your signature is not stored.",
                ),
                Text("Se siden igen, og gentag.", "Look at the page again, and repeat."),
            )
        )
    return found


def sign(
    approval: Approval,
    act: Act,
    *,
    roles: tuple[str, ...],
    organisation: str = "",
    text: str = "",
    by: Any,
) -> Signature:
    """Saves what its caller has set, and the signature. `roles`: those the act can be done in; the
    first that the signer has is the one signed in. Within a transaction."""
    actor = actor_of(by)
    approval.serial += 1
    approval.save()
    role = next(one for one in roles if one in actor.roles)
    signature = Signature.objects.create(
        approval=approval,
        act=act,
        by=actor.name,
        role=role,
        organisation=organisation,
        text=text,
    )
    detail = {
        "version": approval.version,
        "digest": approval.digest,
        "step": str(approval.step),
        "role": str(role),
        "organisation": organisation,
        "next_review": _day(approval.next_review),
        "text": text,
    }
    record(actor, f"definition.{act}", approval.indicator, detail)
    return signature


def not_sent() -> Problem:
    return Problem(
        "G-APPROVAL",
        Text(
            "Definitionen er ikke sendt til kontrol.",
            "The definition was not sent for checks.",
        ),
        Text("Send den først.", "Send it first."),
    )


def _day(day: date | None) -> str | None:
    return str(day) if day else None
