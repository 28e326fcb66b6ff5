"""What a reader may do to a request just now; and of what is not offered, why.

The reasons are those that the actions themselves would give: permission first, then the case's state.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from tvaerblik.core.errors import DefinitionError, UserError
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.approvals.written import newest_draft
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage, moves_from
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.permissions_of_approvals import check_may_submit_definition
from tvaerblik.governance.permissions_of_cases import (
    check_may_log_decision,
    check_may_move_case,
)
from tvaerblik.governance.permissions_of_requests import (
    check_may_answer_question,
    check_may_ask_requester,
    check_may_assign_case,
    check_may_classify_case,
    check_may_draft_definition,
    check_may_judge_case,
    user_may_say_data,
)
from tvaerblik.governance.policies_of_cases import check_can_move
from tvaerblik.governance.policies_of_drafts import check_can_submit, check_is_not_under_way
from tvaerblik.governance.policies_of_requests import check_can_draft, check_is_open
from tvaerblik.governance.requests.filtering import questions_of, way_of
from tvaerblik.governance.viewing_of_cases import works_with_cases
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.request_case_texts import TEXTS
from tvaerblik.web.refused import sentence_of

# Units that can be asked whether they have the data
ANSWERING = ("municipality", "region")
Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Offers:
    """`may`: the names of the forms to show. `not_now`: (what, why) of the others. `moves`, `units`,
    `accounts`: what there is to choose. `onward`: whether a move leads to a stage of the row."""

    may: frozenset[str]
    not_now: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, str], ...]
    onward: bool
    units: tuple[tuple[str, str], ...]
    accounts: tuple[str, ...]


def offers_of(case: Case, by: Any, lang: str) -> Offers:
    moves, barred = _moves(case, by, lang)
    units = tuple(_units(by, lang)) if _why(lang, lambda: check_is_open(case)) == "" else ()
    reasons = {name: _why(lang, *checks) for name, checks in _checks(case, by).items()}
    may = {name for name, why in reasons.items() if not why}
    if moves:
        may.add("flyt")
    if units:
        may.add("data")
    if not any(asked.answer is None for asked in questions_of(case.log.all())):
        may.discard("svar")
        reasons.pop("svar")
    if newest_draft(case) is None:
        reasons.pop("kontrol")
    not_now = [(TEXTS[f"act_{name}"].in_(lang), why) for name, why in reasons.items() if why]
    return Offers(
        frozenset(may),
        (*barred, *not_now) if works_with_cases(by) else (),
        moves,
        any(to in way_of(case) for to, _ in moves),
        units,
        tuple(_accounts()) if "ansvar" in may else (),
    )


def _checks(case: Case, by: Any) -> Mapping[str, tuple[Check, ...]]:
    def is_open() -> None:
        check_is_open(case)

    return {
        "svar": (lambda: check_may_answer_question(by, case), is_open),
        "spoerg": (lambda: check_may_ask_requester(by), is_open),
        "vurder": (lambda: check_may_judge_case(by), is_open),
        "udkast": (lambda: check_may_draft_definition(by), lambda: check_can_draft(case)),
        "kontrol": (
            lambda: check_may_submit_definition(by),
            lambda: check_can_draft(case),
            lambda: _check_is_sendable(case),
        ),
        "slags": (lambda: check_may_classify_case(by), is_open),
        "ansvar": (lambda: check_may_assign_case(by), is_open),
        "log": (lambda: check_may_log_decision(by),),
    }


def _check_is_sendable(case: Case) -> None:
    newest = newest_draft(case)
    draft = check_can_submit(case, newest.version if newest else 0)
    check_is_not_under_way(draft, draft.digest)


def _why(lang: str, *checks: Check) -> str:
    """The first reason against it; empty when there is none."""
    try:
        for check in checks:
            check()
    except UserError as error:
        return sentence_of(error, lang)
    return ""


def _moves(
    case: Case, by: Any, lang: str
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Stages it can be moved to, and those of the table that are barred just now, with the reason.
    Where none is the reader's to choose, one reason is enough."""
    here, allowed, barred = Stage(case.stage), [], {}
    for to in sorted(moves_from(here, short_track=case.short_track), key=_order(case)):
        word = OF_CASES[f"stage_{to}"].in_(lang)
        why = _why(
            lang, partial(check_may_move_case, by, case, to), partial(check_can_move, case, to, by)
        )
        if why:
            barred.setdefault(why, []).append(word)
        else:
            allowed.append((str(to), word))
    told = [
        (f"{TEXTS['act_flyt'].in_(lang)}: {', '.join(words)}", why) for why, words in barred.items()
    ]
    return tuple(allowed), tuple(told)


def _order(case: Case) -> Callable[[Stage], tuple[int, int]]:
    """The way on comes first, then the way back, then the ways out."""
    way, stages = way_of(case), list(Stage)
    here = way.index(Stage(case.stage)) if case.stage in way else -1

    def place(to: Stage) -> tuple[int, int]:
        if to not in way:
            return 2, stages.index(to)
        return (0, way.index(to)) if way.index(to) > here else (1, way.index(to))

    return place


def _units(by: Any, lang: str) -> Iterator[tuple[str, str]]:
    """Those in the installation's scope that the reader can answer for."""
    try:
        units = catalogue_of_site().units
    except DefinitionError:
        return
    today, inside = timezone.localdate(), frozenset(units.inside(settings.SCOPE))
    for unit in units.of_kind(*ANSWERING):
        there = unit.id in inside and unit.valid_on(today)
        if there and user_may_say_data(by, unit.id, units):
            yield unit.id, unit.name.in_(lang)


def _accounts() -> Iterator[str]:
    """Accounts of those who work with cases."""
    for user in User.objects.filter(is_active=True).prefetch_related("grants").order_by("username"):
        if works_with_cases(user):
            yield user.username
