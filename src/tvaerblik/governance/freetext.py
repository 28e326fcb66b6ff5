"""Text that people write: never empty where a reason is asked for, never with a CPR number."""

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text


def check_no_cpr(text: str) -> None:
    if has_cpr(text):
        raise BadInput(
            Problem(
                "G-CPR",
                Text("Teksten indeholder et CPR-nummer.", "The text contains a CPR number."),
                Text("Fjern det; det er ikke gemt.", "Remove it; it has not been stored."),
            )
        )


def check_reason(text: str) -> None:
    check_no_cpr(text)
    if not text.strip():
        raise BadInput(
            Problem(
                "G-REASON",
                Text("Der mangler en begrundelse.", "A reason is missing."),
                Text("Skriv, hvorfor.", "Write why."),
            )
        )
