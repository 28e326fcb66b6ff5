"""Whether an account is in a state where it can be changed so."""

from collections.abc import Collection

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role

KEEPER = Role.SYSTEMADMINISTRATOR


def stamp_of_account(user: User) -> str:
    """Another after every change of what a person may: roles today, unit, and whether it is open."""
    roles = ",".join(sorted(user.roles_on_today()))
    return f"{int(user.is_active)} {user.unit} {roles}"


def check_account_is_as_seen(user: User, seen: str | None) -> None:
    if seen is None or seen == stamp_of_account(user):
        return
    raise Blocked(
        Problem(
            "G-SERIAL",
            Text(
                f"Kontoen »{user.username}« er ændret af en anden, siden du åbnede den. Din ændring er "
                "ikke gemt.",
                f"The account '{user.username}' was changed by another since you opened it. Your change "
                "is not stored.",
            ),
            Text("Se den igen, og gentag ændringen.", "Look at it again, and repeat the change."),
        )
    )


def check_somebody_can_manage(user: User, roles: Collection[Role], *, is_active: bool) -> None:
    """Else nobody could give anybody a role again on the pages."""
    if KEEPER not in user.roles or (is_active and KEEPER in roles):
        return
    others = User.objects.exclude(pk=user.pk).filter(is_active=True).prefetch_related("grants")
    if any(KEEPER in other.roles for other in others):
        return
    raise Blocked(
        Problem(
            "G-LAST",
            Text(
                "Det er den sidste konto med rollen systemadministrator.",
                "It is the last account with the role systemadministrator.",
            ),
            Text("Giv en anden rollen først.", "Give another the role first."),
        )
    )
