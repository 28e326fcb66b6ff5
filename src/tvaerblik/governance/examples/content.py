"""What a good example says. Bodies, never persons; what is not known yet is empty."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ExampleContent:
    """`time`, `money`, `agreement`, `data`: how it was made possible. `bodies` and `contact`: ids of bodies;
    `unit`: of the unit register; `theme`: of the catalogue. `invented`: made up to show the catalogue."""

    title: str
    done: str = ""
    sectors: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    involved: str = ""
    time: str = ""
    money: str = ""
    agreement: str = ""
    data: str = ""
    outcome: str = ""
    indicators: tuple[str, ...] = ()
    theme: str = ""
    unit: str = ""
    contact: str = ""
    since: date | None = None
    source: str = ""
    invented: bool = False

    @property
    def prose(self) -> tuple[str, ...]:
        """All that a person wrote, beside the title."""
        possible = (self.time, self.money, self.agreement, self.data)
        return (self.done, self.involved, *possible, self.outcome, self.source)


def as_json(content: ExampleContent) -> dict[str, Any]:
    plain = asdict(content)
    day = content.since.isoformat() if content.since else None
    lists = {name: list(value) for name, value in plain.items() if isinstance(value, tuple)}
    return {**plain, **lists, "since": day}


def from_json(plain: dict[str, Any]) -> ExampleContent:
    known = {field.name for field in fields(ExampleContent)}
    lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    since = date.fromisoformat(plain["since"]) if plain["since"] else None
    facts = {**plain, **lists, "since": since}
    return ExampleContent(**{name: facts[name] for name in facts if name in known})
