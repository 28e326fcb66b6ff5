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
