"""Bodies are set up and closed; people are appointed and leave. Nothing that was is forgotten."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity, Level
from tvaerblik.governance.organisation.models import Body, Membership
from tvaerblik.governance.permissions_of_cases import check_may_manage_organisation
from tvaerblik.governance.policies_of_organisation import (
    check_ends_after_it_begins,
    check_has_no_seat,
    check_has_not_ended,
    check_is_as_seen,
)


def set_up_body(
    id_: str,
    name: Text,
    kind: BodyKind,
    *,
    level: Level = Level.INTET,
    units: Sequence[str] = (),
    refers_to: Body | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    seen: str | None = None,
    by: Any,
) -> Body:
    """Doing it again for the same id replaces what was said of it. `seen`: the stamp of what its changer
    looked at, empty where it was to be a new one; None for what no other can contradict."""
    check_may_manage_organisation(by)
    check_no_cpr(f"{name.da} {name.en}")
    check_ends_after_it_begins(valid_from, valid_to)
    facts = {
        "name_da": name.da,
        "name_en": name.en,
        "kind": str(kind),
        "level": str(level),
        "units": list(units),
        "refers_to": refers_to,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    with transaction.atomic():
        check_is_as_seen(id_, seen)
        body, _ = Body.objects.update_or_create(id=id_, defaults=facts)
        detail = {**facts, "refers_to": refers_to.id if refers_to else None}
        record(actor_of(by), "body.set_up", id_, _said(detail))
    return body


def appoint(
    user: User,
    body: Body,
    capacity: Capacity,
    *,
    instead_of: Membership | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Any,
) -> Membership:
    check_may_manage_organisation(by)
    _check_stands_in(body, capacity, instead_of)
    check_ends_after_it_begins(valid_from, valid_to)
    with transaction.atomic():
        check_has_no_seat(user, body, valid_from, valid_to)
        membership = Membership.objects.create(
            user=user,
            body=body,
            capacity=capacity,
            instead_of=instead_of,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        detail = {
            "user": user.username,
            "capacity": str(capacity),
            "instead_of": instead_of.user.username if instead_of else None,
            "valid_from": valid_from,
            "valid_to": valid_to,
        }
        record(actor_of(by), "body.appoint", body.id, _said(detail))
    return membership


def end_membership(membership: Membership, *, on: date, by: Any) -> Membership:
    """`on` is the first day on which it no longer holds."""
    check_may_manage_organisation(by)
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=membership.pk)
        check_has_not_ended(membership)
        check_ends_after_it_begins(membership.valid_from, on)
        membership.valid_to = on
        membership.save()
        detail = {
            "user": membership.user.username,
            "capacity": membership.capacity,
            "valid_to": str(on),
        }
        record(actor_of(by), "body.leave", membership.body_id, detail)
    return membership


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: str(one) if isinstance(one, date) else one for name, one in facts.items()}


def _check_stands_in(body: Body, capacity: Capacity, instead_of: Membership | None) -> None:
    if instead_of is None:
        return
    if capacity != Capacity.STEDFORTRAEDER or instead_of.body_id != body.id:
        raise Blocked(
            Problem(
                "G-SUBSTITUTE",
                Text(
                    "Kun en stedfortræder står i stedet for en anden, og kun i samme forum.",
                    "Only a substitute stands in for another, and only in the same body.",
                ),
                Text(
                    "Vælg stedfortræder, eller udelad den, der afløses.",
                    "Choose substitute, or leave out who is stood in for.",
                ),
            )
        )
