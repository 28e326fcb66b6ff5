"""Whether a body or a membership is in a state where it can be changed so."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.organisation.models import Body, Membership


def stamp_of(body: Body) -> str:
    """Another after every change of it."""
    facts: list[Any] = [body.id, body.kind, body.level, body.name_da, body.name_en, body.units]
    facts += [body.refers_to_id, str(body.valid_from), str(body.valid_to)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def check_is_as_seen(id_: str, seen: str | None) -> None:
    """`seen` is empty where it was to be a new one."""
    if seen is None:
        return
    there = Body.objects.select_for_update().filter(id=id_).first()
    if (stamp_of(there) if there else "") == seen:
        return
    if not seen:
        raise Blocked(
            Problem(
                "G-BODY-EXISTS",
                Text(f"Der er allerede et forum »{id_}«.", f"There is already a body '{id_}'."),
                Text("Ret det, eller vælg et andet id.", "Change that one, or choose another id."),
            )
        )
    raise Blocked(
        Problem(
            "G-BODY-CHANGED",
            Text(
                f"»{id_}« er ændret af en anden, siden du åbnede det. Din ændring er ikke gemt.",
                f"'{id_}' was changed by another since you opened it. Your change is not stored.",
            ),
            Text("Se det igen, og gentag ændringen.", "Look at it again, and repeat the change."),
        )
    )


def check_ends_after_it_begins(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end <= start:
        raise BadInput(
            Problem(
                "G-ENDS-BEFORE",
                Text(
                    f"Det slutter {end.isoformat()} og begynder først {start.isoformat()}.",
                    f"It ends on {end.isoformat()} and begins only on {start.isoformat()}.",
                ),
                Text("Ret en af datoerne.", "Correct one of the dates."),
            )
        )


def check_has_no_seat(user: User, body: Body, start: date | None, end: date | None) -> None:
    """Nobody sits twice in the same body at the same time."""
    same = Membership.objects.filter(user=user, body=body)
    if end is not None:
        same = same.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=end))
    if start is not None:
        same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
    if same.exists():
        raise Blocked(
            Problem(
                "G-SEATED",
                Text(
                    f"»{user.username}« sidder der allerede i den tid.",
                    f"'{user.username}' already sits there at that time.",
                ),
                Text(
                    "Afslut medlemskabet først, eller vælg andre datoer.",
                    "End the membership first, or choose other dates.",
                ),
            )
        )


def check_has_not_ended(membership: Membership) -> None:
    ended = membership.valid_to
    if ended is not None and ended <= timezone.localdate():
        raise Blocked(
            Problem(
                "G-ENDED",
                Text(
                    f"Medlemskabet er allerede afsluttet {ended.isoformat()}.",
                    f"The membership already ended on {ended.isoformat()}.",
                ),
                Text("Genindlæs siden for at se det.", "Reload the page to see it."),
            )
        )
