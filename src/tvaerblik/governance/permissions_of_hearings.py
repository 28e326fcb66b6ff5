"""Who may do what with hearings and tasks; as in `permissions`, checks come with their yes or no."""

from typing import Any

from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.hearings.models import Hearing, Seat
from tvaerblik.governance.permissions import OPERATOR, check_roles
from tvaerblik.governance.tasks.models import Task

MAY_START_HEARING = (Role.SEKRETARIAT, Role.FORMANDSKAB, Role.INDIKATORANSVARLIG, OPERATOR)
MAY_GIVE_TASK = (
    Role.SEKRETARIAT,
    Role.FORMANDSKAB,
    Role.INDIKATORANSVARLIG,
    Role.ANALYTIKER,
    Role.GODKENDER,
    Role.KLYNGEKOORDINATOR,
    OPERATOR,
)
LOOKS_AFTER_HEARINGS = (Role.SEKRETARIAT, OPERATOR)


def check_may_start_hearing(by: Any) -> None:
    check_roles(by, MAY_START_HEARING, "sende noget i høring", "send anything in hearing")


def user_may_start_hearing(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_START_HEARING)


def check_may_give_task(by: Any) -> None:
    check_roles(by, MAY_GIVE_TASK, "give opgaver", "give tasks")


def user_may_give_task(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_GIVE_TASK)


def check_may_answer_hearing(by: Any, seat: Seat) -> None:
    """The member, or who could stand in on the day the hearing began."""
    if not user_may_answer_hearing(by, seat):
        _refuse(
            Text("Du er ikke spurgt på den plads.", "You are not asked in that seat."),
            Text(
                "Kun medlemmet eller en stedfortræder svarer.",
                "Only the member or a substitute answers.",
            ),
        )


def user_may_answer_hearing(by: Any, seat: Seat) -> bool:
    if not isinstance(by, User) or not by.roles:
        return False
    return seat.member_id == by.pk or seat.stand_ins.filter(pk=by.pk).exists()


def check_may_close_hearing(by: Any, hearing: Hearing) -> None:
    if not user_may_close_hearing(by, hearing):
        _refuse(
            Text("Det er en andens høring.", "It is somebody else's hearing."),
            Text(
                "Dens ejer eller sekretariatet sammenfatter og afslutter den.",
                "Its owner or the secretariat sums it up and closes it.",
            ),
        )


def user_may_close_hearing(by: Any, hearing: Hearing) -> bool:
    return _owns(by, hearing.owner_id) or actor_of(by).has_one_of(*LOOKS_AFTER_HEARINGS)


def check_may_end_task(by: Any, task: Task) -> None:
    if not user_may_end_task(by, task):
        _refuse(
            Text("Det er en andens opgave.", "It is somebody else's task."),
            Text(
                "Dens ejer eller sekretariatet kan afslutte den.",
                "Its owner or the secretariat can end it.",
            ),
        )


def user_may_end_task(by: Any, task: Task) -> bool:
    return _owns(by, task.owner_id) or actor_of(by).has_one_of(Role.SEKRETARIAT, OPERATOR)


def _owns(by: Any, owner: int) -> bool:
    return isinstance(by, User) and bool(by.roles) and by.pk == owner


def _refuse(what: Text, remedy: Text) -> None:
    raise NotAllowed(Problem("G-NOT-YOURS", what, remedy))
