"""Who may write, check and approve definitions, and keep the samarbejdsaftaler.

Nobody signs from the command line: a signature is a person's, and a permit is none.
"""

from typing import Any

from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.permissions import OPERATOR, check_roles

MAY_SUBMIT_DEFINITION = (Role.INDIKATORANSVARLIG, Role.ANALYTIKER)
MAY_CHECK_DEFINITION = (Role.FAGLIG_KONTROL,)
MAY_APPROVE_DEFINITION = (Role.GODKENDER,)
MAY_SEND_BACK_DEFINITION = (Role.FAGLIG_KONTROL, Role.GODKENDER)
MAY_REVIEW_DEFINITION = (Role.FAGLIG_KONTROL, Role.GODKENDER)
MAY_WITHDRAW_APPROVAL = (Role.GODKENDER, Role.SEKRETARIAT)
# What was approved by signatures is written; doing so signs nothing
MAY_FILE_DEFINITION = (Role.GODKENDER, Role.SEKRETARIAT, OPERATOR)
MAY_REMIND_OF_REVIEWS = (Role.SEKRETARIAT, Role.SYSTEMADMINISTRATOR, OPERATOR)
MAY_KEEP_AGREEMENTS = (Role.SEKRETARIAT, OPERATOR)


def check_may_submit_definition(by: Any) -> None:
    check_roles(
        by, MAY_SUBMIT_DEFINITION, "sende en definition til kontrol", "send a definition for checks"
    )


def user_may_submit_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SUBMIT_DEFINITION)


def check_may_check_definition(by: Any) -> None:
    check_roles(by, MAY_CHECK_DEFINITION, "kontrollere en definition", "check a definition")


def user_may_check_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_CHECK_DEFINITION)


def check_may_approve_definition(by: Any) -> None:
    check_roles(by, MAY_APPROVE_DEFINITION, "godkende en definition", "approve a definition")


def user_may_approve_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_APPROVE_DEFINITION)


def check_may_send_back_definition(by: Any) -> None:
    check_roles(
        by, MAY_SEND_BACK_DEFINITION, "sende en definition tilbage", "send a definition back"
    )


def user_may_send_back_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SEND_BACK_DEFINITION)


def check_may_review_definition(by: Any) -> None:
    check_roles(by, MAY_REVIEW_DEFINITION, "genbesøge en definition", "review a definition")


def user_may_review_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_REVIEW_DEFINITION)


def check_may_withdraw_approval(by: Any) -> None:
    check_roles(
        by,
        MAY_WITHDRAW_APPROVAL,
        "trække en godkendelse tilbage",
        "take an approval back",
    )


def user_may_withdraw_approval(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_WITHDRAW_APPROVAL)


def check_may_file_definition(by: Any) -> None:
    check_roles(
        by,
        MAY_FILE_DEFINITION,
        "skrive en godkendt definitions fil",
        "write the file of an approved definition",
    )


def user_may_file_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_FILE_DEFINITION)


def check_may_remind_of_reviews(by: Any) -> None:
    check_roles(by, MAY_REMIND_OF_REVIEWS, "minde om genbesøg", "remind of reviews")


def user_may_remind_of_reviews(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_REMIND_OF_REVIEWS)


def check_may_keep_agreements(by: Any) -> None:
    check_roles(
        by,
        MAY_KEEP_AGREEMENTS,
        "oprette eller ændre samarbejdsaftaler",
        "make or change agreements",
    )


def user_may_keep_agreements(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_KEEP_AGREEMENTS)
