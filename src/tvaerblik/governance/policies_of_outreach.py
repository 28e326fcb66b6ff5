"""Whether a good example, an approach or a planned item is in a state where something can be done to it."""

from collections.abc import Sequence
from datetime import date

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.approaches.kinds import APPROACH_MOVES, ApproachState
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.communication.kinds import PLAN_MOVES, PlanState
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.days import day_text
from tvaerblik.governance.examples.content import ExampleContent
from tvaerblik.governance.examples.kinds import EXAMPLE_MOVES, ExampleState
from tvaerblik.governance.examples.models import Example

# Two years ahead: a plan beyond that is no plan
MOST_ITEMS_OF_A_SERIES = 24


def can_become(example: Example, to: ExampleState) -> bool:
    return to in EXAMPLE_MOVES[ExampleState(example.state)]


def check_can_become(example: Example, to: ExampleState) -> None:
    if not can_become(example, to):
        _refuse_state(ExampleState(example.state).label, to.label)


def check_is_second_person(example: Example, publisher: str) -> None:
    """Nobody publishes what they wrote themselves since the version that is shown."""
    new = example.versions.filter(number__gt=example.shown or 0)
    if new.filter(by=publisher).exists():
        raise Blocked(
            Problem(
                "G-SECOND",
                Text(
                    "Du har selv skrevet i eksemplet, så en anden skal udgive det.",
                    "You have written in the example yourself, so another must publish it.",
                ),
                Text("Bed en kollega i sekretariatet.", "Ask a colleague in the secretariat."),
            )
        )


def missing_of(said: ExampleContent) -> tuple[str, ...]:
    """The fields that must be filled in before others read it."""
    wanted = {
        "done": said.done,
        "sectors": said.sectors,
        "outcome": said.outcome,
        "contact": said.contact,
        "since": said.since,
        "source": said.source,
    }
    return tuple(name for name, value in wanted.items() if not value)


def check_is_complete(said: ExampleContent) -> None:
    missing = missing_of(said)
    if missing:
        names = [_FIELDS[name] for name in missing]
        raise BadInput(
            Problem(
                "G-EXAMPLE-MISSING",
                Text(
                    f"Eksemplet mangler: {', '.join(name.da for name in names)}.",
                    f"The example lacks: {', '.join(name.en for name in names)}.",
                ),
                Text("Ret det, og send det igen.", "Change it, and send it again."),
            )
        )


_FIELDS = {
    "done": Text("hvad der blev gjort", "what was done"),
    "sectors": Text("hvilke sektorer der skal med", "which sectors must be involved"),
    "outcome": Text("hvad der kom ud af det", "what came of it"),
    "contact": Text("et forum at spørge", "a body to ask"),
    "since": Text("siden hvornår", "since when"),
    "source": Text("kilde", "source"),
}


def can_move_approach(approach: Approach, to: ApproachState) -> bool:
    """Or be passed on to one more cluster."""
    is_again = to == approach.state == ApproachState.SENDT_VIDERE
    return is_again or to in APPROACH_MOVES[ApproachState(approach.state)]


def check_can_move_approach(approach: Approach, to: ApproachState) -> None:
    if not can_move_approach(approach, to):
        _refuse_state(ApproachState(approach.state).label, to.label)


def check_nobody_wants_peace(clusters: Sequence[Cluster], day: date) -> None:
    """Told before anything is sent, so that nothing is."""
    resting = [one for one in clusters if one.wants_peace_on(day)]
    if resting:
        said = [(_named(one), day_text(one.peace_until or day)) for one in resting]
        raise Blocked(
            Problem(
                "G-PEACE",
                Text(
                    f"Ønsker arbejdsro: {'; '.join(f'{who} til og med {until.da}' for who, until in said)}. "
                    "Intet er sendt.",
                    f"Wants peace to work: {'; '.join(f'{who} until {until.en}' for who, until in said)}. "
                    "Nothing is sent.",
                ),
                Text(
                    "Vælg kun de andre klynger, eller hold henvendelsen tilbage.",
                    "Choose only the other clusters, or hold the approach back.",
                ),
            )
        )


def _named(cluster: Cluster) -> str:
    return f"{cluster.get_kind_display()} {cluster.name}"


def check_answer_day(approach: Approach, on: date, today: date) -> None:
    if not approach.received_on <= on <= today:
        raise BadInput(
            Problem(
                "G-ANSWER-DAY",
                Text(
                    "Svaret kan ikke være givet før henvendelsen kom eller efter i dag.",
                    "The answer cannot have been given before the approach came or after today.",
                ),
                Text("Ret dagen.", "Correct the day."),
            )
        )


def check_has_come(received_on: date, today: date) -> None:
    if received_on > today:
        raise BadInput(
            Problem(
                "G-APPROACH-DAY",
                Text("Henvendelsen er ikke kommet endnu.", "The approach has not come yet."),
                Text("Vælg i dag eller en tidligere dag.", "Choose today or an earlier day."),
            )
        )


def check_peace_days(first: date, last: date) -> None:
    if last < first:
        raise BadInput(
            Problem(
                "G-PEACE-DAYS",
                Text(
                    "Den sidste dag ligger før den første.", "The last day lies before the first."
                ),
                Text("Ret en af dem.", "Correct one of them."),
            )
        )


def can_move_item(item: PlanItem, to: PlanState) -> bool:
    """Or be put off to another day."""
    is_put_off = to == item.state == PlanState.PLANLAGT
    return is_put_off or to in PLAN_MOVES[PlanState(item.state)]


def check_can_move_item(item: PlanItem, to: PlanState) -> None:
    if not can_move_item(item, to):
        _refuse_state(PlanState(item.state).label, to.label)


def check_times(times: int, every_months: int) -> None:
    is_series = every_months > 0
    if not (1 <= times <= MOST_ITEMS_OF_A_SERIES and 0 <= every_months <= 12) or (
        times > 1 and not is_series
    ):
        raise BadInput(
            Problem(
                "G-PLAN-TIMES",
                Text(
                    f"Noget kan planlægges 1 til {MOST_ITEMS_OF_A_SERIES} gange, hver 1. til 12. måned.",
                    f"Something can be planned 1 to {MOST_ITEMS_OF_A_SERIES} times, every 1 to 12 months.",
                ),
                Text("Ret antallet.", "Correct the number."),
            )
        )


def check_sent_day(on: date, today: date) -> None:
    if on > today:
        raise BadInput(
            Problem(
                "G-PLAN-DAY",
                Text(
                    "Det kan ikke være sendt i fremtiden.",
                    "It cannot have been sent in the future.",
                ),
                Text("Vælg i dag eller en tidligere dag.", "Choose today or an earlier day."),
            )
        )


def _refuse_state(now: str, to: str) -> None:
    raise Blocked(
        Problem(
            "G-STATE",
            Text(
                f"Det er »{now}« og kan ikke blive »{to}«.",
                f"It is '{now}' and cannot become '{to}'.",
            ),
            Text("Se siden igen.", "Look at the page again."),
        )
    )
