"""Who may do what, as a table, and the rule that every check has its yes-or-no twin."""

import pytest

from tvaerblik.core.errors import NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.governance import (
    permissions,
    permissions_of_approvals,
    permissions_of_cases,
    permissions_of_discussions,
    permissions_of_documents,
    permissions_of_hearings,
    permissions_of_outreach,
    permissions_of_proposals,
    permissions_of_requests,
)
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import ANONYMOUS, Actor, actor_of

MAY = {
    "publish": {"godkender", "operator"},
    "propose": {"analytiker", "godkender", "operator"},
    "check_proposal": {"analytiker", "godkender"},
    "make_preview": {"analytiker", "godkender", "sekretariat"},
    "see_proposals": {
        *("analytiker", "godkender", "sekretariat", "indikatoransvarlig", "auditor", "operator")
    },
    "answer_figures": {"enhedsansvarlig"},
    "answer_reports": {"analytiker"},
    "bring_figure": {*Role.values, "operator"},
    "settle_brought": {"sekretariat", "analytiker", "operator"},
    "discuss": {*Role.values},
    "hide_text": {"sekretariat"},
    "report_deliveries": {"systemadministrator", "analytiker", "operator"},
    "deliver": {"systemadministrator", "analytiker", "leverandoer", "operator"},
    "note_trouble": {"systemadministrator", "analytiker", "sekretariat", "operator"},
    "manage_accounts": {"systemadministrator", "operator"},
    "manage_organisation": {"sekretariat", "systemadministrator", "operator"},
    "open_case": {"bruger", "sekretariat", "operator"},
    "set_journal_number": {"sekretariat", "operator"},
    "colour_case": {"sekretariat", "formandskab", "operator"},
    "log_decision": {"sekretariat", "formandskab", "operator"},
    "start_hearing": {"sekretariat", "formandskab", "indikatoransvarlig", "operator"},
    "give_task": {
        *("sekretariat", "formandskab", "indikatoransvarlig", "analytiker", "godkender"),
        *("klyngekoordinator", "operator"),
    },
    "read_audit": {"systemadministrator", "auditor", "operator"},
    "save_views": {*Role.values, "operator"},
    "remove_views": {"systemadministrator", "operator"},
    "take_in_mail": {"sekretariat", "operator"},
    "ask_requester": {"sekretariat", "indikatoransvarlig", "analytiker", "operator"},
    "judge_case": {
        *("sekretariat", "indikatoransvarlig", "faglig_kontrol", "analytiker", "operator")
    },
    "draft_definition": {"indikatoransvarlig", "analytiker", "operator"},
    "classify_case": {"sekretariat", "operator"},
    "assign_case": {"sekretariat", "formandskab", "operator"},
    "report_covers": {"systemadministrator", "analytiker", "operator"},
    "submit_definition": {"indikatoransvarlig", "analytiker"},
    "check_definition": {"faglig_kontrol"},
    "approve_definition": {"godkender"},
    "send_back_definition": {"faglig_kontrol", "godkender"},
    "review_definition": {"faglig_kontrol", "godkender"},
    "withdraw_approval": {"godkender", "sekretariat"},
    "file_definition": {"godkender", "sekretariat", "operator"},
    "remind_of_reviews": {"sekretariat", "systemadministrator", "operator"},
    "keep_agreements": {"sekretariat", "operator"},
    "write_example": {*Role.values, "operator"},
    "publish_example": {"sekretariat"},
    "see_approaches": {"sekretariat", "formandskab", "klyngekoordinator", "auditor"},
    "log_approach": {"sekretariat", "formandskab", "klyngekoordinator", "operator"},
    "pass_on_approach": {"sekretariat", "formandskab", "operator"},
    "keep_clusters": {"sekretariat", "systemadministrator", "operator"},
    "keep_plan": {"sekretariat", "operator"},
    "see_deliveries": {"sekretariat", "systemadministrator", "auditor"},
    "retry_mail": {"systemadministrator", "operator"},
}
# What depends on the thing as well, tested with the thing
OF_A_THING = {
    "attach_file",
    "withdraw_attachment",
    "move_case",
    "answer_hearing",
    "close_hearing",
    "end_task",
    "end_thread",
    "withdraw_text",
    "edit_request",
    "answer_question",
    "say_data",
    "change_example",
    "answer_approach",
    "ask_for_peace",
}
EVERYBODY = {*Role.values, "operator", "reader", "analyst", "none"}


ALL = {
    **vars(permissions),
    **vars(permissions_of_approvals),
    **vars(permissions_of_cases),
    **vars(permissions_of_discussions),
    **vars(permissions_of_documents),
    **vars(permissions_of_hearings),
    **vars(permissions_of_outreach),
    **vars(permissions_of_proposals),
    **vars(permissions_of_requests),
}


def _names(prefix: str) -> set[str]:
    return {name.removeprefix(prefix) for name in ALL if name.startswith(prefix)}


def test_permissions_come_in_pairs_and_stand_in_the_table() -> None:
    assert _names("check_may_") == _names("user_may_") == set(MAY) | OF_A_THING


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("act", MAY)
def test_a_role_may_what_the_table_says(act: str, role: str) -> None:
    actor = Actor("somebody", frozenset({role}))
    check, may = (ALL[f"{kind}_may_{act}"] for kind in ("check", "user"))
    assert may(actor) is (role in MAY[act])
    if role in MAY[act]:
        check(actor)
    else:
        with pytest.raises(NotAllowed, match="'somebody' has no role that may"):
            check(actor)


def test_nobody_in_particular_may_do_nothing() -> None:
    for somebody in (None, "godkender", ANONYMOUS, object()):
        assert actor_of(somebody) == ANONYMOUS
        assert not any(ALL[f"user_may_{act}"](somebody) for act in MAY)


def test_a_permit_acts_under_its_name_and_role() -> None:
    actor = actor_of(Permit("natkørsel", "operator", "monthly release"))
    assert (actor.name, actor.role, actor.reason) == ("natkørsel", "operator", "monthly release")


def test_a_reader_s_permit_publishes_nothing() -> None:
    assert not permissions.user_may_publish(Permit("x", "reader", "y"))


def test_who_may_not_reads_who_may_in_words_and_without_the_command_line() -> None:
    nobody = Permit("bo", "bruger", "test")
    with pytest.raises(NotAllowed) as refused:
        permissions_of_requests.check_may_judge_case(nobody)
    said = refused.value.in_("da")
    assert "rollen sekretariat, indikatoransvarlig, faglig kontrol eller analytiker" in said
    assert "operator" not in said
