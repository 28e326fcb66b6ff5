"""Whether a thread or a text is in a state where something can be done to it."""

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.discussions.kinds import (
    TEXT_MOVES,
    THREAD_MOVES,
    TextState,
    ThreadState,
)
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.freetext import check_no_cpr

LONGEST_TEXT = 4_000  # characters: two pages, beyond which a document is read


def checked_text(text: str) -> str:
    """Without spaces at its ends. Raises BadInput."""
    tidy = text.replace("\r\n", "\n").strip()
    check_no_cpr(tidy)
    if not 0 < len(tidy) <= LONGEST_TEXT:
        raise BadInput(
            Problem(
                "G-CONTRIBUTION",
                Text(
                    f"Indlægget er tomt eller længere end {LONGEST_TEXT} tegn.",
                    f"The contribution is empty or longer than {LONGEST_TEXT} characters.",
                ),
                Text("Skriv det kortere, eller skriv noget.", "Write something, and shorter."),
            )
        )
    return tidy


def check_can_be_answered(thread: Contribution) -> None:
    if thread.state != ThreadState.AABEN:
        raise Blocked(
            Problem(
                "G-THREAD-ENDED",
                Text(
                    "Spørgsmålet er lukket. Dit svar er ikke gemt.",
                    "The question is closed. Your answer is not stored.",
                ),
                Text("Åbn det igen, eller stil et nyt.", "Open it again, or ask a new one."),
            )
        )


def can_move(thread: Contribution, to: ThreadState) -> bool:
    return thread.is_thread and to in THREAD_MOVES[ThreadState(thread.state)]


def check_can_move(thread: Contribution, to: ThreadState, seen: int) -> None:
    if thread.serial != seen or not can_move(thread, to):
        raise Blocked(_came_between())


def can_remove_text(contribution: Contribution, to: TextState) -> bool:
    return to in TEXT_MOVES[TextState(contribution.text_state)]


def check_can_remove_text(contribution: Contribution, to: TextState, seen: int) -> None:
    if contribution.serial != seen or not can_remove_text(contribution, to):
        raise Blocked(_came_between())


def _came_between() -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            "En anden har ændret det, siden du åbnede siden. Intet er gemt.",
            "Somebody else has changed it since you opened the page. Nothing is stored.",
        ),
        Text("Se det igen.", "Look at it again."),
    )
