"""The delivery log: what waits, what was given up, and the attempts by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text, number_text
from tvaerblik.presentation.pages.mailings_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

# In the order in which one asks
STATES = ("opgivet", "venter", "sendes", "sendt", "kun_side")


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    on: date
    kind: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class GivenUpFacts:
    id: int
    kind: str
    told_on: date
    attempts: int
    outcome: str


@dataclass(frozen=True, slots=True)
class GivenUpLine:
    id: int
    about: str
    day: str
    attempts: str
    how: str


@dataclass(frozen=True, slots=True)
class MailingsPage:
    t: Words
    states: tuple[tuple[str, str], ...]
    given_up: tuple[GivenUpLine, ...]
    more: str
    heading: str
    attempts: tuple[tuple[str, str, str, str], ...]


def build_mailings(
    states: Mapping[str, int],
    given_up: Sequence[GivenUpFacts],
    attempts: Sequence[AttemptFacts],
    days: int,
    lang: Lang,
) -> MailingsPage:
    t = words_in(TEXTS, lang)
    is_cut = states.get("opgivet", 0) > len(given_up)
    return MailingsPage(
        t=t,
        states=tuple(
            (number_text(states.get(state, 0), lang), t[f"state_{state}"]) for state in STATES
        ),
        given_up=tuple(_given_up(one, t, lang) for one in given_up),
        more=t["more_given_up"].format(count=number_text(len(given_up), lang)) if is_cut else "",
        heading=t["log"].format(days=days),
        attempts=told_attempts(attempts, lang),
    )


def told_attempts(
    attempts: Sequence[AttemptFacts], lang: Lang
) -> tuple[tuple[str, str, str, str], ...]:
    """Day, kind, outcome and number, in words."""
    t = words_in(TEXTS, lang)
    return tuple(
        (
            date_text(one.on, lang),
            t[f"mail_{one.kind}"],
            t[f"outcome_{one.outcome}"],
            number_text(one.count, lang),
        )
        for one in attempts
    )


def _given_up(one: GivenUpFacts, t: Words, lang: Lang) -> GivenUpLine:
    how = t[f"outcome_{one.outcome}"] if one.outcome else t["not_tried"]
    about = t.get(f"about_{one.kind}", one.kind)
    return GivenUpLine(
        one.id, about, date_text(one.told_on, lang), number_text(one.attempts, lang), how
    )
