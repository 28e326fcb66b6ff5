"""Who may do what with proposed releases, with answers to figures and with figures brought along."""

from typing import Any

from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.permissions import OPERATOR, check_roles

MAY_PROPOSE = (Role.ANALYTIKER, Role.GODKENDER, OPERATOR)
MAY_CHECK_PROPOSAL = (Role.ANALYTIKER, Role.GODKENDER)
MAY_MAKE_PREVIEW = (Role.ANALYTIKER, Role.GODKENDER, Role.SEKRETARIAT)
MAY_SEE_PROPOSALS = (
    Role.ANALYTIKER,
    Role.GODKENDER,
    Role.SEKRETARIAT,
    Role.INDIKATORANSVARLIG,
    Role.AUDITOR,
    OPERATOR,
)
MAY_ANSWER_FIGURES = (Role.ENHEDSANSVARLIG,)
MAY_ANSWER_REPORTS = (Role.ANALYTIKER,)
MAY_BRING_FIGURE = (*Role, OPERATOR)
MAY_SETTLE_BROUGHT = (Role.SEKRETARIAT, Role.ANALYTIKER, OPERATOR)


def check_may_propose(by: Any) -> None:
    """Propose a release, say that deliveries are missing, or give it up."""
    check_roles(by, MAY_PROPOSE, "foreslå en udgivelse", "propose a release")


def user_may_propose(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_PROPOSE)


def check_may_check_proposal(by: Any) -> None:
    """A person, never the command line: the second pair of eyes."""
    check_roles(by, MAY_CHECK_PROPOSAL, "se en udgivelse efter", "look over a release")


def user_may_check_proposal(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_CHECK_PROPOSAL)


def check_may_make_preview(by: Any) -> None:
    check_roles(by, MAY_MAKE_PREVIEW, "lave et forhåndslink", "make a preview link")


def user_may_make_preview(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_MAKE_PREVIEW)


def check_may_see_proposals(by: Any) -> None:
    check_roles(by, MAY_SEE_PROPOSALS, "se foreslåede udgivelser", "see proposed releases")


def user_may_see_proposals(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SEE_PROPOSALS)


def check_may_answer_figures(by: Any) -> None:
    """See and answer one's own new figures before others; for which party: see `figures.parties`."""
    check_roles(by, MAY_ANSWER_FIGURES, "svare på egne tal", "answer for figures of one's own")


def user_may_answer_figures(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_ANSWER_FIGURES)


def check_may_answer_reports(by: Any) -> None:
    check_roles(
        by, MAY_ANSWER_REPORTS, "svare på meldte tal", "answer reports of figures that look wrong"
    )


def user_may_answer_reports(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_ANSWER_REPORTS)


def check_may_bring_figure(by: Any) -> None:
    """Whoever has an account with any role."""
    check_roles(by, MAY_BRING_FIGURE, "medbringe et tal", "bring a figure along")


def user_may_bring_figure(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_BRING_FIGURE)


def check_may_settle_brought(by: Any) -> None:
    check_roles(by, MAY_SETTLE_BROUGHT, "afslutte et medbragt tal", "settle a figure brought along")


def user_may_settle_brought(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_SETTLE_BROUGHT)
