"""Who may do what in discussions; as in `permissions`, checks come with their yes or no."""

from typing import Any

from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.permissions import check_roles

# A contribution is a person's: the command line writes none
MAY_DISCUSS = (*Role,)
MAY_HIDE_TEXT = (Role.SEKRETARIAT,)
# Besides who began the thread
ENDS_THREADS = (Role.SEKRETARIAT, Role.ANALYTIKER, Role.INDIKATORANSVARLIG)


def check_may_discuss(by: Any) -> None:
    """Whoever has an account with any role."""
    check_roles(by, MAY_DISCUSS, "skrive i drøftelser", "write in discussions")


def user_may_discuss(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_DISCUSS)


def check_may_hide_text(by: Any) -> None:
    check_roles(by, MAY_HIDE_TEXT, "fjerne andres indlæg", "remove what others wrote")


def user_may_hide_text(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_HIDE_TEXT)


def check_may_end_thread(by: Any, thread: Contribution) -> None:
    """Mark it as answered, close it, or open it again."""
    if not user_may_end_thread(by, thread):
        _refuse(
            Text("Det er en andens spørgsmål.", "It is somebody else's question."),
            Text(
                "Den, der stillede det, en analytiker, den indikatoransvarlige eller sekretariatet "
                "kan lukke og åbne det.",
                "Who asked it, an analyst, the indicator's owner or the secretariat can close and "
                "open it.",
            ),
        )


def user_may_end_thread(by: Any, thread: Contribution) -> bool:
    return _wrote(by, thread) or actor_of(by).has_one_of(*ENDS_THREADS)


def check_may_withdraw_text(by: Any, contribution: Contribution) -> None:
    if not user_may_withdraw_text(by, contribution):
        _refuse(
            Text("Det er en andens indlæg.", "It is somebody else's contribution."),
            Text(
                "Kun den, der skrev det, kan trække det tilbage.",
                "Only who wrote it can withdraw it.",
            ),
        )


def user_may_withdraw_text(by: Any, contribution: Contribution) -> bool:
    return _wrote(by, contribution)


def _wrote(by: Any, contribution: Contribution) -> bool:
    return isinstance(by, User) and bool(by.roles) and by.pk == contribution.writer_id


def _refuse(what: Text, remedy: Text) -> None:
    raise NotAllowed(Problem("G-NOT-YOURS", what, remedy))
