"""Who may do what with a case's journal number and files; as in `permissions`, checks come with their yes
or no. What may be seen is another question: see `viewing_of_attachments`."""

from typing import Any

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.permissions import OPERATOR, check_roles
from tvaerblik.governance.viewing_of_cases import AT_WORK

MAY_SET_JOURNAL_NUMBER = (Role.SEKRETARIAT, OPERATOR)
MAY_WITHDRAW = (Role.SEKRETARIAT, OPERATOR)


def check_may_set_journal_number(by: Any) -> None:
    check_roles(
        by, MAY_SET_JOURNAL_NUMBER, "give en sag journalnummer", "give a case its journal number"
    )


def user_may_set_journal_number(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SET_JOURNAL_NUMBER)


def check_may_attach_file(by: Any, case: Case) -> None:
    """Whoever works with cases; the one who asked, on the own case."""
    if not _asked(by, case):
        check_roles(by, AT_WORK, "lægge bilag på sagen", "add files to the case")


def user_may_attach_file(by: Any, case: Case) -> bool:
    return _asked(by, case) or actor_of(by).has_one_of(*AT_WORK)


def check_may_withdraw_attachment(by: Any, attachment: Attachment) -> None:
    """The secretariat, and whoever added it."""
    if not _added(by, attachment):
        check_roles(by, MAY_WITHDRAW, "trække andres bilag tilbage", "withdraw files of others")


def user_may_withdraw_attachment(by: Any, attachment: Attachment) -> bool:
    return _added(by, attachment) or actor_of(by).has_one_of(*MAY_WITHDRAW)


def _asked(by: Any, case: Case) -> bool:
    is_there = isinstance(by, User) and by.pk is not None
    return is_there and bool(actor_of(by).roles) and case.requester_id == by.pk


def _added(by: Any, attachment: Attachment) -> bool:
    actor = actor_of(by)
    return bool(actor.roles) and actor.name == attachment.by
