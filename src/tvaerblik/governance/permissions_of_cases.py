"""Who may do what with forums and cases; as in `permissions`, checks come with their yes or no."""

from typing import Any

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import STAGE_OWNERS, Stage
from tvaerblik.governance.permissions import OPERATOR, check_roles

MAY_MANAGE_ORGANISATION = (Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR, OPERATOR)
MAY_OPEN_CASE = (Role.BRUGER, Role.SEKRETARIAT, OPERATOR)
MAY_COLOUR_CASE = (Role.SEKRETARIAT, Role.FORMANDSKAB, OPERATOR)
MAY_LOG_DECISION = (Role.SEKRETARIAT, Role.FORMANDSKAB, OPERATOR)


def check_may_manage_organisation(by: Any) -> None:
    check_roles(by, MAY_MANAGE_ORGANISATION, "ændre fora og medlemmer", "change bodies and members")


def user_may_manage_organisation(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_MANAGE_ORGANISATION)


def check_may_open_case(by: Any) -> None:
    check_roles(by, MAY_OPEN_CASE, "sende en henvendelse", "send a request")


def user_may_open_case(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_OPEN_CASE)


def check_may_colour_case(by: Any) -> None:
    check_roles(by, MAY_COLOUR_CASE, "give en sag farve", "give a case its colour")


def user_may_colour_case(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_COLOUR_CASE)


def check_may_log_decision(by: Any) -> None:
    check_roles(by, MAY_LOG_DECISION, "skrive i beslutningsloggen", "write in the decision log")


def user_may_log_decision(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_LOG_DECISION)


def check_may_move_case(by: Any, case: Case, to: Stage) -> None:
    """Whoever owns the stage it stands in, the secretariat always; the requester's own draft, and
    its withdrawal, are the requester's."""
    if not (to in _OF_REQUESTER and _is_requester(by, case)):
        check_roles(
            by, _movers(case), "flytte sagen fra dette trin", "move the case from this stage"
        )


def user_may_move_case(by: Any, case: Case, to: Stage) -> bool:
    of_requester = to in _OF_REQUESTER and _is_requester(by, case)
    return of_requester or actor_of(by).has_one_of(*_movers(case))


_OF_REQUESTER = (Stage.MODTAGET, Stage.TRUKKET)


def _is_requester(by: Any, case: Case) -> bool:
    return isinstance(by, User) and by.pk is not None and case.requester_id == by.pk


def _movers(case: Case) -> tuple[str, ...]:
    """A draft is nobody's but the requester's."""
    if case.stage == Stage.KLADDE:
        return (OPERATOR,)
    owner = STAGE_OWNERS[Stage(case.stage)]
    return tuple(dict.fromkeys((owner, Role.SEKRETARIAT, OPERATOR)))
