"""Whether a case is in a state where something can be done to it; who may is in `permissions_of_cases`."""

from typing import Any

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage, moves_from
from tvaerblik.governance.policies_of_requests import check_is_decided_on, check_is_resumed


def check_can_move(case: Case, to: Stage, by: Any) -> None:
    """By the table of moves. On the short track another than the one who set it up says that it is
    ready, so that two people have seen it."""
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
