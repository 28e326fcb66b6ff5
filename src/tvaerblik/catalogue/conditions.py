"""Conditions on rows, and the windows of time between two events: frozen values, checked when made.

A condition is true, false or unknown for a row: a missing value is neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tvaerblik.catalogue.incoherent import Incoherent

Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Equals:
    column: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class InCodelist:
    """The column's code equals, or begins with, a code of the list (code hierarchies)."""

    column: str
    codelist: str


@dataclass(frozen=True, slots=True)
class Limits:
    """A number between limits; None is no limit."""

    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None

    def __post_init__(self) -> None:
        if self.at_least is not None and self.more_than is not None:
            raise Incoherent(
                "at_least og more_than udelukker hinanden",
                "at_least and more_than exclude each other",
            )
        if self.at_most is not None and self.less_than is not None:
            raise Incoherent(
                "at_most og less_than udelukker hinanden",
                "at_most and less_than exclude each other",
            )
        if self.low is None and self.high is None:
            raise Incoherent("der mangler en grænse", "at least one limit is needed")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise Incoherent(
                "den øvre grænse ligger under den nedre", "the upper limit lies below the lower"
            )

    @property
    def is_empty(self) -> bool:
        """Whether no number lies between."""
        strict = self.more_than is not None or self.less_than is not None
        return strict and self.low is not None and self.low == self.high

    @property
    def low(self) -> Decimal | None:
        return self.at_least if self.at_least is not None else self.more_than

    @property
    def high(self) -> Decimal | None:
        return self.at_most if self.at_most is not None else self.less_than


@dataclass(frozen=True, slots=True)
class Between:
    column: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years on the row's date. Somebody born on 29 February turns a year older on 1 March
    in a common year."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class AllOf:
    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    of: "Condition"


# Windows -----------------------------------------------------------------------------------------

_HOURS = {"hours": 1, "days": 24, "weeks": 168}


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a window. Hours are measured between instants, days between local calendar dates
    (so a daylight-saving night does not move a border), weeks between calendar weeks from Monday.
    `strict` leaves the border itself out."""

    amount: int
    unit: Literal["hours", "days", "weeks"]
    strict: bool

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise Incoherent(
                "et tidsrum har én retning: antallet er 0 eller mere",
                "a window has one direction: amounts are 0 or more",
            )

    @property
    def hours(self) -> int:
        return self.amount * _HOURS[self.unit]

    @property
    def longest_days(self) -> int:
        """The most calendar days between two events this far apart: a week's difference can be from
        a Monday to a Sunday, and the night the clock is set forward has an hour less, so that 24 hours
        can end on the day after the next."""
        if self.unit == "weeks":
            return 7 * self.amount + 6
        if self.unit == "days" or self.amount == 0:
            return self.amount
        return -(-(self.amount + 1) // 24)

    @property
    def days_of_24_hours(self) -> int:
        """`longest_days`, every day taken as 24 hours long: for what is known by the day alone."""
        return -(-self.amount // 24) if self.unit == "hours" else self.longest_days


@dataclass(frozen=True, slots=True)
class Window:
    """From one event to another: not before `after`, not later than `before`."""

    after: Edge
    before: Edge

    def __post_init__(self) -> None:
        if self.before.hours < self.after.hours:
            raise Incoherent(
                "tidsrummet slutter, før det begynder", "the window ends before it starts"
            )

    @property
    def is_empty(self) -> bool:
        """Whether no event can lie in it. Days and weeks are whole, so that none lies between two
        neighbours; between units that differ a clock change can leave room."""
        first, last = self.after.amount, self.before.amount
        if self.after.unit != self.before.unit:
            return False
        if self.after.unit == "hours":
            return first == last and (self.after.strict or self.before.strict)
        return first + self.after.strict > last - self.before.strict

    @property
    def longest_days(self) -> int:
        """Whole days the window can reach, for look-ahead, look-back and settling."""
        return self.before.longest_days

    @property
    def units(self) -> frozenset[str]:
        return frozenset({self.after.unit, self.before.unit})


@dataclass(frozen=True, slots=True)
class Linked:
    """Another event of the same person, in the same or another table, a window away from the row.

    followed_by: `to` of the other event lies the window after `from_` of the row; preceded_by: the
    window before it. A row is never linked to itself.

    any: some event in the window meets `where`. first: the event of `table` nearest to the row in
    the window does, whatever follows (of several at that same moment, any). count: the number of
    events in the window that meet `where` is within `times`.
    """

    direction: Literal["followed_by", "preceded_by"]
    table: str
    where: tuple["Condition", ...]
    from_: str
    to: str
    within: Window
    match: Literal["any", "first", "count"] = "any"
    times: Limits | None = None

    def __post_init__(self) -> None:
        if (self.match == "count") != (self.times is not None):
            raise Incoherent(
                "match: count kræver times, og kun count har dem",
                "match: count needs times, and only count has them",
            )


Condition = Equals | InCodelist | Between | Age | AllOf | AnyOf | Not | Linked


def parts_of(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    """Every condition in the tree, outermost first; not those inside a Linked, which are asked of
    another table's rows."""
    for condition in conditions:
        yield condition
        if isinstance(condition, AllOf | AnyOf):
            yield from parts_of(condition.of)
        elif isinstance(condition, Not):
            yield from parts_of((condition.of,))


def links_in(conditions: tuple[Condition, ...]) -> tuple[Linked, ...]:
    """The links of a condition list, in the order they stand, each once."""
    found = (part for part in parts_of(conditions) if isinstance(part, Linked))
    return tuple(dict.fromkeys(found))
