"""What a samarbejdsaftale says. What nobody knows yet is empty, and the page says that it is not known."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Party:
    """`unit`: its id in the unit register; empty for one that is no unit, such as PLO."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """`target`: what is to be reached, in words; the indicators have their own targets as well."""

    text: str
    indicators: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """`unit`: whose figures follow it up. `theme`: of the catalogue, while no goal names indicators."""

    title: str
    parties: tuple[Party, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    target_group: str = ""
    goals: tuple[Goal, ...] = ()
    unit: str = ""
    theme: str = ""

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for goal in self.goals for name in goal.indicators))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a person wrote."""
        goals = (text for goal in self.goals for text in (goal.text, goal.target))
        return (self.title, self.target_group, *(party.name for party in self.parties), *goals)


def as_json(content: Content) -> dict[str, Any]:
    plain = asdict(content)
    days = {name: _iso(plain[name]) for name in ("valid_from", "valid_to")}
    goals = [{**goal, "indicators": list(goal["indicators"])} for goal in plain["goals"]]
    return {**plain, **days, "parties": list(plain["parties"]), "goals": goals}


def from_json(plain: dict[str, Any]) -> Content:
    days = {name: _day(plain[name]) for name in ("valid_from", "valid_to")}
    parties = tuple(Party(**party) for party in plain["parties"])
    goals = tuple(
        Goal(goal["text"], tuple(goal["indicators"]), goal["target"]) for goal in plain["goals"]
    )
    return Content(**{**plain, **days, "parties": parties, "goals": goals})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
