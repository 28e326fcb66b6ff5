"""What no engine computes, in the words both refuse it with."""

from tvaerblik.catalogue.language import FollowedBy, Measure, Proportion
from tvaerblik.catalogue.loader import Catalogue
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


def check_windows(measure: Measure, catalogue: Catalogue) -> None:
    """Hours are measured between instants; a moment that is only a date has none."""
    if not isinstance(measure, Proportion):
        return
    having = measure.having
    in_hours = "hours" in (having.within.after.unit, having.within.before.unit)
    if in_hours and not _has_instants(having, measure.of.table, catalogue):
        raise DefinitionError(
            Problem(
                "E05",
                Text(
                    "Et vindue i timer kræver tidspunkter, ikke datoer.",
                    "A window in hours needs instants, not dates.",
                ),
                Text("Skriv vinduet i dage.", "Write the window in days."),
            )
        )


def _has_instants(having: FollowedBy, index_table: str, catalogue: Catalogue) -> bool:
    columns = (
        catalogue.registers[index_table].column(having.from_),
        catalogue.registers[having.table].column(having.to),
    )
    return all(column is not None and column.type == "instant" for column in columns)
