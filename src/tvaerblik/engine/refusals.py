"""What no engine computes, in the words both refuse it with."""

from tvaerblik.core.errors import DefinitionError, Problem
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


def too_large_refused(indicator: str) -> DefinitionError:
    """For a total of more than 64 bits."""
    return DefinitionError(
        Problem(
            "E06",
            Text(
                f"{indicator}: et tal bliver så stort, at resultatet ikke kan rumme det (over 9·10¹⁸).",
                f"{indicator}: a figure grows beyond what a result can hold (above 9·10¹⁸).",
            ),
            Text(
                "Se efter beløb, der er meget større end de plejer, og få leverancen rettet.",
                "Look for amounts far larger than usual, and have the delivery corrected.",
            ),
        )
    )
