"""Whether a hearing is in a state where something can be done to it."""

from datetime import date

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.hearings.models import Hearing, HearingState


def check_can_be_heard(case: Case | None) -> None:
    if case is not None and case.stage != Stage.HOERING:
        raise Blocked(
            Problem(
                "G-HEARING-STAGE",
                Text(
                    f"Sag {case.number} er ikke i høring.", f"Case {case.number} is not in hearing."
                ),
                Text("Flyt den til »Høring« først.", "Move it to 'Høring' first."),
            )
        )


def check_deadline(deadline: date, today: date) -> None:
    if deadline < today:
        raise BadInput(
            Problem(
                "G-DEADLINE",
                Text("Fristen er allerede gået.", "The deadline has passed already."),
                Text("Vælg i dag eller en senere dag.", "Choose today or a later day."),
            )
        )


def can_be_answered(hearing: Hearing, today: date) -> bool:
    return hearing.state == HearingState.AABEN and today <= hearing.deadline


def check_can_be_answered(hearing: Hearing, today: date) -> None:
    if not can_be_answered(hearing, today):
        raise Blocked(
            Problem(
                "G-HEARING-OVER",
                Text(
                    "Høringen er slut, så svaret er ikke gemt.",
                    "The hearing is over, so the answer is not stored.",
                ),
                Text("Skriv til høringens ejer.", "Write to the hearing's owner."),
            )
        )


def can_be_closed(hearing: Hearing, today: date, silent: int) -> bool:
    """Once the deadline has passed, or everybody has answered."""
    return hearing.state == HearingState.AABEN and (today > hearing.deadline or silent == 0)


def check_can_be_closed(hearing: Hearing, today: date, silent: int) -> None:
    if hearing.state != HearingState.AABEN:
        raise Blocked(
            Problem(
                "G-HEARING-CLOSED",
                Text("Høringen er allerede afsluttet.", "The hearing has been closed already."),
                Text("Læs dens sammenfatning.", "Read its summary."),
            )
        )
    if not can_be_closed(hearing, today, silent):
        raise Blocked(
            Problem(
                "G-HEARING-EARLY",
                Text(
                    f"{silent} har ikke svaret endnu, og fristen er ikke gået.",
                    f"{silent} have not answered yet, and the deadline has not passed.",
                ),
                Text("Vent til fristen.", "Wait for the deadline."),
            )
        )
