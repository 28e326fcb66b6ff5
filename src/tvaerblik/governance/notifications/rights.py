"""Whether a recipient may still see what a notification tells of. Asked when it is shown and when it is
sent, since roles end and memberships change. What nobody has said a rule for is told without its words:
that there is something, and where."""

from collections.abc import Callable

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.permissions_of_proposals import (
    user_may_answer_figures,
    user_may_answer_reports,
    user_may_see_proposals,
)
from tvaerblik.governance.viewing_of_cases import visible_cases
from tvaerblik.governance.viewing_of_discussions import user_may_see_discussions
from tvaerblik.governance.viewing_of_hearings import user_may_see_hearing
from tvaerblik.governance.viewing_of_outreach import user_may_see_approach, user_may_see_example


def _may_see_indicator(user: User, rest: str) -> bool:
    """The page is open to all; what is discussed on it is not."""
    is_discussion = rest.endswith("/droeftelse")
    return user_may_see_discussions(user) if is_discussion else bool(user.roles)


def _may_see_case(user: User, number: str) -> bool:
    return visible_cases(user).filter(number=number).exists()


# By the first part of the link's address: may this user see the rest of it?
RULES: dict[str, Callable[[User, str], bool]] = {
    "min-side": lambda user, rest: bool(user.roles),
    "udgivelser": lambda user, rest: user_may_see_proposals(user),
    # What is told of a party's own figures leads below; of all parties' reports, to the page itself
    "mine-tal": lambda user, rest: (
        user_may_answer_figures(user) if rest else user_may_answer_reports(user)
    ),
    "hoeringer": lambda user, rest: user_may_see_hearing(user, rest.split("/")[0]),
    "henvendelser": lambda user, rest: _may_see_case(user, rest.split("/")[0]),
    "indikator": _may_see_indicator,
    "bruttoliste": lambda user, rest: bool(user.roles),
    "definitioner": lambda user, rest: bool(user.roles),
    "samarbejdsaftaler": lambda user, rest: bool(user.roles),
    "fora": lambda user, rest: bool(user.roles),
    "gode-eksempler": lambda user, rest: user_may_see_example(user, rest.split("/")[0]),
    "henvendelser-udefra": lambda user, rest: user_may_see_approach(user, rest.split("/")[0]),
}


def has_rule(told: Notification) -> bool:
    return _area(told) in RULES


def may_be_told(told: Notification) -> bool:
    """An account that is closed, or has no role any more, is told nothing."""
    user: User = told.recipient
    if not user.roles:
        return False
    rule = RULES.get(_area(told))
    return rule is None or rule(user, _path(told).partition("/")[2])


def _area(told: Notification) -> str:
    return _path(told).partition("/")[0]


def _path(told: Notification) -> str:
    return told.link.partition("?")[0].partition("#")[0].strip("/")
