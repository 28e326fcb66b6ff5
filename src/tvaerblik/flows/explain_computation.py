"""The steps of a computation, in order, each with a sentence that says what it makes."""

import re
from dataclasses import dataclass
from textwrap import dedent

from tvaerblik.core.texts import Text
from tvaerblik.engine.request import Step
from tvaerblik.flows.step_words import STEP_WORDS


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """`sql` is the statement as it was run, its margin taken off; nothing else is done to it. `rows`
    is None for one that only names an expression."""

    name: str
    makes: Text
    rows: int | None
    milliseconds: float
    sql: str


def explain_steps(steps: tuple[Step, ...]) -> tuple[ExplainedStep, ...]:
    return tuple(
        ExplainedStep(
            step.name,
            words_of_step(step.name),
            None if _NAMES_AN_EXPRESSION.match(step.sql) else step.rows,
            round(step.milliseconds, 1),
            dedent(step.sql).strip(),
        )
        for step in steps
    )


_NAMES_AN_EXPRESSION = re.compile(r"\s*CREATE\s+(OR\s+REPLACE\s+)?(TEMP\s+)?(VIEW|MACRO)\b")


def words_of_step(name: str) -> Text:
    """A step without words of its own is still shown: its SQL says what it does."""
    return STEP_WORDS.get(name) or Text(
        f"Mellemtabellen »{name}«.", f"The intermediate table '{name}'."
    )
