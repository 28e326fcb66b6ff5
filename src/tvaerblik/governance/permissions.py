"""Who may do what. `check_may_x` raises with the reason; `user_may_x` is the same as a yes or no.

Whether the thing is in a state where it can be done is another question: see `policies`.
"""

from typing import Any

from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of

OPERATOR = "operator"  # the command line's permit; see core.permit

MAY_PUBLISH = (Role.GODKENDER, OPERATOR)
MAY_REPORT_DELIVERIES = (Role.SYSTEMADMINISTRATOR, Role.ANALYTIKER, OPERATOR)
MAY_DELIVER = (Role.SYSTEMADMINISTRATOR, Role.ANALYTIKER, Role.LEVERANDOER, OPERATOR)
# The others look after the whole installation; who has only this role speaks for the own unit alone
DELIVERS_FOR_OWN_UNIT = Role.LEVERANDOER
MAY_NOTE_TROUBLE = (Role.SYSTEMADMINISTRATOR, Role.ANALYTIKER, Role.SEKRETARIAT, OPERATOR)
MAY_MANAGE_ACCOUNTS = (Role.SYSTEMADMINISTRATOR, OPERATOR)
MAY_READ_AUDIT = (Role.SYSTEMADMINISTRATOR, Role.AUDITOR, OPERATOR)
MAY_SAVE_VIEWS = (*Role, OPERATOR)
MAY_REMOVE_VIEWS = (Role.SYSTEMADMINISTRATOR, OPERATOR)


def check_may_publish(by: Any) -> None:
    """Publish a release, or withdraw one."""
    check_roles(by, MAY_PUBLISH, "udgive eller trække tal tilbage", "publish or withdraw figures")


def user_may_publish(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_PUBLISH)


def check_may_report_deliveries(by: Any) -> None:
    check_roles(by, MAY_REPORT_DELIVERIES, "melde om leverancer", "report on deliveries")


def user_may_report_deliveries(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_REPORT_DELIVERIES)


def check_may_deliver(by: Any) -> None:
    """Hand a delivery in. For which units is another question: see `unit_delivered_for`."""
    check_roles(by, MAY_DELIVER, "levere data", "deliver data")


def user_may_deliver(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_DELIVER)


def unit_delivered_for(user: User) -> str | None:
    """The only unit whose data the person may deliver; None where it may be anybody's."""
    others = [role for role in MAY_DELIVER if role != DELIVERS_FOR_OWN_UNIT]
    return None if actor_of(user).has_one_of(*others) else user.unit


def check_may_note_trouble(by: Any) -> None:
    check_roles(
        by, MAY_NOTE_TROUBLE, "skrive om problemer ved en kilde", "write of trouble at a source"
    )


def user_may_note_trouble(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_NOTE_TROUBLE)


def check_may_manage_accounts(by: Any) -> None:
    check_roles(by, MAY_MANAGE_ACCOUNTS, "oprette eller ændre konti", "make or change accounts")


def user_may_manage_accounts(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_MANAGE_ACCOUNTS)


def check_may_read_audit(by: Any) -> None:
    check_roles(by, MAY_READ_AUDIT, "læse loggen", "read the audit log")


def user_may_read_audit(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_READ_AUDIT)


def check_may_save_views(by: Any) -> None:
    """Whoever has an account with any role."""
    check_roles(by, MAY_SAVE_VIEWS, "gemme visninger", "save views")


def user_may_save_views(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SAVE_VIEWS)


def check_may_remove_views(by: Any) -> None:
    """Those of others."""
    check_roles(by, MAY_REMOVE_VIEWS, "slette andres visninger", "delete the views of others")


def user_may_remove_views(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_REMOVE_VIEWS)


def check_owns(by: Any, owner: str) -> None:
    """What a person has made is that person's."""
    if user_owns(by, owner):
        return
    raise NotAllowed(
        Problem(
            "G-OWNER",
            Text("Det er en anden, der har lavet den.", "Somebody else has made it."),
            Text(
                "Kun den, der har lavet den, eller en systemadministrator kan slette den.",
                "Only who made it, or a systemadministrator, can delete it.",
            ),
        )
    )


def user_owns(by: Any, owner: str) -> bool:
    actor = actor_of(by)
    return bool(actor.roles) and actor.name == owner


def check_roles(by: Any, roles: tuple[str, ...], da: str, en: str) -> None:
    actor = actor_of(by)
    if actor.has_one_of(*roles):
        return
    raise NotAllowed(
        Problem(
            "G-ROLE",
            Text(
                f"»{actor.name}« har ingen rolle, der må {da}.",
                f"'{actor.name}' has no role that may {en}.",
            ),
            Text(
                f"Det kræver rollen {_listed(roles, 'eller')}; en systemadministrator giver den.",
                f"It takes the role {_listed(roles, 'or')}; a systemadministrator gives it.",
            ),
        )
    )


def _listed(roles: tuple[str, ...], word: str) -> str:
    """In words, and without the command line's permit: no person is given that."""
    names = [Role(role).label.lower() for role in roles if role in Role.values]
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
