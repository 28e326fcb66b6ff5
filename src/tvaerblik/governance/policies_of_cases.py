"""Whether a case is in a state where something can be done to it; who may is in `permissions_of_cases`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage, moves_from
from tvaerblik.governance.permissions import OPERATOR
from tvaerblik.governance.policies_of_requests import check_is_decided_on, check_is_resumed
from tvaerblik.governance.requests.filtering import Judgement
from tvaerblik.governance.requests.readiness import (
    data_is_answered,
    definition_is_approved,
    judgements_missing,
)


def check_can_move(case: Case, to: Stage, by: Any, *, on: date | None = None) -> None:
    """By the table of moves. On the short track another than the one who set it up says that it is
    ready, so that two people have seen it. A wish for an indicator passes two gates on its way; what
    the operator writes down of days gone by (`on`) happened without them."""
    allowed = moves_from(Stage(case.stage), short_track=case.short_track)
    if to not in allowed:
        names = ", ".join(stage.label for stage in Stage if stage in allowed)
        raise Blocked(
            Problem(
                "G-MOVE",
                Text(
                    f"Sag {case.number} kan ikke gå fra »{Stage(case.stage).label}« til »{to.label}«.",
                    f"Case {case.number} cannot go from '{case.stage}' to '{to}'.",
                ),
                Text(
                    f"Den kan gå til: {names or 'intet, den er slut'}.",
                    f"It can go to: {', '.join(sorted(allowed)) or 'nothing, it has ended'}.",
                ),
            )
        )
    check_is_resumed(case, to)
    check_is_decided_on(case, to)
    if case.short_track and to == Stage.KLAR:
        _check_two_people(case, by)
    if case.kind == CaseKind.INDIKATOR and not case.short_track and not _is_history(on, by):
        GATES.get(to, _no_gate)(case)


def _check_is_judged(case: Case) -> None:
    """Nobody can weigh a wish against others before it is said whether it is theirs to weigh, and
    whether there is anything to count."""
    missing = judgements_missing(case)
    lacks_da = [f"vurderingen »{one.label}«" for one in missing]
    lacks_en = [f"the judgement '{JUDGED_EN[one]}'" for one in missing]
    if not data_is_answered(case):
        lacks_da.append("et svar på »Findes data?«")
        lacks_en.append("an answer to 'Do the data exist?'")
    if lacks_da:
        raise Blocked(
            Problem(
                "G-NOT-JUDGED",
                Text(
                    f"Sagen kan ikke gå til prioritering: der mangler {_and(lacks_da, 'og')}.",
                    f"The case cannot go to prioritisation: it lacks {_and(lacks_en, 'and')}.",
                ),
                Text(
                    "Vurdér sagen på dens side. Om data findes, svarer maskinen på ud fra et udkast, der "
                    "kan læses, eller også svarer en enhed ja eller nej.",
                    "Judge the case on its page. Whether the data exist is answered by the machine from "
                    "a draft that can be read, or by a unit with yes or no.",
                ),
            )
        )


def _check_is_defined(case: Case) -> None:
    if not definition_is_approved(case):
        raise Blocked(
            Problem(
                "G-NOT-APPROVED",
                Text(
                    "Sagen kan ikke blive klar: dens definition er ikke godkendt.",
                    "The case cannot become ready: its definition is not approved.",
                ),
                Text(
                    "Send det nyeste udkast til faglig kontrol fra sagens side, og få det godkendt, så "
                    "filen er skrevet. Uden udkast skal definitionen af sagens indikator være godkendt.",
                    "Send the newest draft for checks from the case's page, and have it approved, so that "
                    "its file is written. Without a draft the definition of the case's indicator has to "
                    "be approved.",
                ),
            )
        )


GATES: Mapping[Stage, Callable[[Case], None]] = {
    Stage.PRIORITERING: _check_is_judged,
    Stage.KLAR: _check_is_defined,
}
JUDGED_EN = {
    Judgement.TVAERSEKTORIEL: "Is it cross-sector?",
    Judgement.EGNET: "Does it suit the Dash Board?",
}


def _no_gate(case: Case) -> None:
    del case


def _is_history(on: date | None, by: Any) -> bool:
    """Meetings of years ago recorded no judgements."""
    return on is not None and on < timezone.localdate() and actor_of(by).has_one_of(OPERATOR)


def _and(parts: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _check_two_people(case: Case, by: Any) -> None:
    last = case.log.filter(kind=EntryKind.TRIN).order_by("-id").first()
    if last is not None and last.by == actor_of(by).name:
        raise Blocked(
            Problem(
                "G-TWO-PEOPLE",
                Text(
                    "Kort spor kræver to: Den, der har sat den op, kan ikke selv sige, at den er klar.",
                    "The short track takes two: who set it up cannot say that it is ready.",
                ),
                Text("Bed en anden om at se den efter.", "Ask another to look it over."),
            )
        )
