"""Who may do what with good examples, approaches from outside, the plan and mails that were given up; as in
`permissions`, checks come with their yes or no."""

from typing import Any

from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.permissions import OPERATOR, check_roles

MAY_WRITE_EXAMPLE = (*Role, OPERATOR)
MAY_PUBLISH_EXAMPLE = (Role.SEKRETARIAT,)
MAY_SEE_APPROACHES = (Role.SEKRETARIAT, Role.FORMANDSKAB, Role.KLYNGEKOORDINATOR, Role.AUDITOR)
MAY_LOG_APPROACH = (Role.SEKRETARIAT, Role.FORMANDSKAB, Role.KLYNGEKOORDINATOR, OPERATOR)
MAY_PASS_ON_APPROACH = (Role.SEKRETARIAT, Role.FORMANDSKAB, OPERATOR)
MAY_KEEP_CLUSTERS = (Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR, OPERATOR)
MAY_KEEP_PLAN = (Role.SEKRETARIAT, OPERATOR)
MAY_SEE_DELIVERIES = (Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR, Role.AUDITOR)
MAY_RETRY_MAIL = (Role.SYSTEMADMINISTRATOR, OPERATOR)


def check_may_write_example(by: Any) -> None:
    """Whoever has an account with any role."""
    check_roles(by, MAY_WRITE_EXAMPLE, "skrive et godt eksempel", "write a good example")


def user_may_write_example(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_WRITE_EXAMPLE)


def check_may_publish_example(by: Any) -> None:
    """Publish it, send it back, or withdraw one that is published."""
    check_roles(by, MAY_PUBLISH_EXAMPLE, "udgive gode eksempler", "publish good examples")


def user_may_publish_example(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_PUBLISH_EXAMPLE)


def check_may_change_example(by: Any, example: Example) -> None:
    if not user_may_change_example(by, example):
        _refuse(
            Text("Det er en andens eksempel.", "It is somebody else's example."),
            Text(
                "Den, der har skrevet det, eller sekretariatet retter det.",
                "Who wrote it, or the secretariat, changes it.",
            ),
        )


def user_may_change_example(by: Any, example: Example) -> bool:
    actor = actor_of(by)
    is_author = bool(actor.roles) and actor.name == example.author
    return is_author or actor.has_one_of(*MAY_PUBLISH_EXAMPLE)


def check_may_see_approaches(by: Any) -> None:
    check_roles(by, MAY_SEE_APPROACHES, "se henvendelser udefra", "see approaches from outside")


def user_may_see_approaches(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SEE_APPROACHES)


def check_may_log_approach(by: Any) -> None:
    check_roles(by, MAY_LOG_APPROACH, "notere henvendelser udefra", "log approaches from outside")


def user_may_log_approach(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_LOG_APPROACH)


def check_may_pass_on_approach(by: Any) -> None:
    """Pass it on to clusters, or hold it back."""
    check_roles(
        by,
        MAY_PASS_ON_APPROACH,
        "sende henvendelser videre eller holde dem tilbage",
        "pass approaches on or hold them back",
    )


def user_may_pass_on_approach(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_PASS_ON_APPROACH)


def check_may_answer_approach(by: Any, approach: Approach) -> None:
    """Who passes on, who logged it, and the coordinator of a cluster it has been passed on to."""
    if not user_may_answer_approach(by, approach):
        _refuse(
            Text(
                "Henvendelsen er ikke sendt videre til din klynge.",
                "The approach has not been passed on to your cluster.",
            ),
            Text("Sekretariatet kan svare på den.", "The secretariat can answer it."),
        )


def user_may_answer_approach(by: Any, approach: Approach) -> bool:
    actor = actor_of(by)
    if actor.has_one_of(*MAY_PASS_ON_APPROACH):
        return True
    if not actor.has_one_of(*MAY_LOG_APPROACH):
        return False
    mine = unit_coordinated(by)
    return approach.logged_by == actor.name or (
        mine != "" and approach.passed_to.filter(unit=mine).exists()
    )


def check_may_keep_clusters(by: Any) -> None:
    check_roles(by, MAY_KEEP_CLUSTERS, "ændre listen over klynger", "change the list of clusters")


def user_may_keep_clusters(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_KEEP_CLUSTERS)


def check_may_ask_for_peace(by: Any, cluster: Cluster) -> None:
    """The coordinator of the cluster; the secretariat and the chairs, when they are told by word."""
    if not user_may_ask_for_peace(by, cluster):
        _refuse(
            Text("Det er ikke din klynge.", "It is not your cluster."),
            Text(
                "Klyngens koordinator eller sekretariatet siger til om arbejdsro.",
                "The cluster's coordinator or the secretariat says that it wants peace to work.",
            ),
        )


def user_may_ask_for_peace(by: Any, cluster: Cluster) -> bool:
    mine = unit_coordinated(by)
    return actor_of(by).has_one_of(*MAY_PASS_ON_APPROACH) or (mine != "" and mine == cluster.unit)


def unit_coordinated(by: Any) -> str:
    """The unit whose clusters the person coordinates; empty for none."""
    is_one = isinstance(by, User) and Role.KLYNGEKOORDINATOR in by.roles
    return by.unit if is_one else ""


def check_may_keep_plan(by: Any) -> None:
    check_roles(by, MAY_KEEP_PLAN, "ændre kommunikationsplanen", "change the communication plan")


def user_may_keep_plan(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_KEEP_PLAN)


def check_may_see_deliveries(by: Any) -> None:
    check_roles(by, MAY_SEE_DELIVERIES, "se forsendelser", "see the delivery log")


def user_may_see_deliveries(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SEE_DELIVERIES)


def check_may_retry_mail(by: Any) -> None:
    check_roles(
        by, MAY_RETRY_MAIL, "sætte opgivne mails til at vente", "put given-up mails to wait again"
    )


def user_may_retry_mail(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_RETRY_MAIL)


def _refuse(what: Text, remedy: Text) -> None:
    raise NotAllowed(Problem("G-NOT-YOURS", what, remedy))
