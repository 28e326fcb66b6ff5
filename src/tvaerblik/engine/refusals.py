"""What no engine computes, in the words both refuse it with."""

from tvaerblik.catalogue.language import Measure
from tvaerblik.core.errors import DefinitionError, NotOffered, Problem
from tvaerblik.core.texts import Text


def unknown_refused(count: int) -> DefinitionError:
    """For `unknown: fail`."""
    return DefinitionError(
        Problem(
            "E06",
            Text(
                f"{count} rækker mangler en værdi, som betingelserne spørger om.",
                f"{count} rows lack a value that the conditions ask for.",
            ),
            Text(
                "Få værdierne leveret, eller skriv unknown: exclude eller no.",
                "Have the values delivered, or write unknown: exclude or no.",
            ),
        )
    )


def measure_refused(measure: Measure) -> NotOffered:
    """For a measure of the language that this version does not compute: said so, not guessed."""
    name = type(measure).__name__
    return NotOffered(
        Problem(
            "K-LATER",
            Text(f"»{name}« kan endnu ikke beregnes.", f"'{name}' cannot be computed yet."),
            Text("Brug et andet mål.", "Use another measure."),
        )
    )
