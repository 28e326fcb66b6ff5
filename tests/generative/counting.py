"""What the pairs held: how often each word of the language and each nasty thing came up, and whether
that was often enough to believe in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from math import sqrt
from typing import Any

from generative.comparing import Answer
from generative.definitions import MEASURES, Question
from generative.worlds import TRAITS, World
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Between,
    ColumnAmount,
    DaysInPeriod,
    Equals,
    InCodelist,
    Indicator,
    Linked,
    Not,
    Proportion,
    Rate,
    Readmission,
    Reported,
    RowSet,
    StandardisedRatio,
    Stock,
    TimeBetween,
    TimeToNext,
    counts_persons,
    measure_kind,
)
from tvaerblik.core.periods import PERIOD_KINDS

# In this many pairs each thing must have come up so often, and so large a share have numbers
PAIRS, TIMES, SHARE = 2_000, 50, 0.6

_WORDS: dict[type, tuple[str, str]] = {
    Equals: ("condition", "equals"),
    InCodelist: ("condition", "codelist"),
    Between: ("condition", "between"),
    Age: ("condition", "age"),
    AllOf: ("condition", "all"),
    AnyOf: ("condition", "any"),
    Not: ("condition", "not"),
    ColumnAmount: ("amount", "column"),
    TimeBetween: ("amount", "time"),
    TimeToNext: ("amount", "time_to"),
    DaysInPeriod: ("amount", "days_in_period"),
}
EXPECTED = (
    *(("measure", name) for name in MEASURES),
    *_WORDS.values(),
    *(("link", word) for word in ("followed_by", "preceded_by")),
    *(("match", word) for word in ("any", "first", "count")),
    *(("window in", word) for word in ("hours", "days", "weeks")),
    *(("unknown", word) for word in ("exclude", "no", "fail")),
    *(("attribute", word) for word in ("last_residence_in_period", "first_event", "none")),
    *(("place", word) for word in ("residence", "provider", "clinic")),
    *(("period", kind) for kind in PERIOD_KINDS),
    *(("index", word) for word in ("any", "acute")),
    *(("chaining", word) for word in ("allowed", "not_allowed")),
    *(("death", word) for word in ("kept", "excluded")),
    *(("rate of", word) for word in ("rows", "persons", "amount")),
    *(("rate per", word) for word in ("person_years", "mid_period")),
    *(("proportion of", word) for word in ("rows", "persons")),
    *(("stock", word) for word in ("last_day", "every_night")),
    *(
        ("table", name)
        for name in (
            "hospital_contact",
            "hospital_stay",
            "gp_service",
            "municipal_service",
            "nursing_home_doctor",
            "residence",
            "ready_for_discharge",
            "outpatient_contact",
        )
    ),
    *(("rate against", word) for word in ("population", "resident")),
    *(("breakdowns", word) for word in ("none", "age_band", "sex", "age_band, sex")),
    *(("strata", word) for word in ("asked for", "left out")),
    *(("organisation", word) for word in ("as-was", "of a date")),
    *(("world", trait) for trait in TRAITS),
)
REFUSED = ("answer", "refused by both")


@dataclass(slots=True)
class Tally:
    pairs: int = 0
    numbered: int = 0  # some cell is defined and not zero
    worlds: int = 0
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbered_of: Counter[str] = field(default_factory=Counter)  # by measure

    def add(self, world: World, question: Question, answer: Answer) -> None:
        self.pairs += 1
        self.numbered += answer.numbered
        words = {*words_of(question), *(("world", trait) for trait in world.traits)}
        if answer.refused:
            words.add(REFUSED)
        self.found.update(words)
        self.numbered_of[measure_name(question.indicator)] += answer.numbered

    def merge(self, other: "Tally") -> None:
        self.pairs += other.pairs
        self.numbered += other.numbered
        self.worlds += other.worlds
        self.found.update(other.found)
        self.numbered_of.update(other.numbered_of)

    def missing(self, expected: tuple[tuple[str, str], ...] = EXPECTED) -> list[str]:
        """What came up too seldom, in words."""
        floor = lowest(self.pairs)
        found = [
            f"{kind} {word}: {self.found[kind, word]} < {floor}"
            for kind, word in expected
            if self.found[kind, word] < floor
        ]
        if self.pairs >= PAIRS // 10 and self.numbered < SHARE * self.pairs:
            found.append(f"with numbers: {self.numbered} of {self.pairs} < {SHARE:.0%}")
        return found

    def table(self) -> str:
        share = self.numbered / self.pairs if self.pairs else 0
        lines = [
            f"{self.pairs} pairs in {self.worlds} worlds; {share:.0%} with a defined figure over 0",
            *(
                f"  {kind:14} {word:28} {self.found[kind, word]:7}{self._share(kind, word)}"
                for kind, word in (*EXPECTED, REFUSED)
            ),
        ]
        return "\n".join(lines)

    def _share(self, kind: str, word: str) -> str:
        times = self.found[kind, word]
        if kind != "measure" or not times:
            return ""
        return f"{self.numbered_of[word] / times:6.0%} with numbers"


def lowest(pairs: int) -> int:
    """How often each thing must come up. In fewer pairs chance is given its due: two deviations."""
    if pairs >= PAIRS:
        return TIMES
    mean = TIMES * pairs / PAIRS
    return max(int(mean - 2 * sqrt(mean)), 0)


# Words ---------------------------------------------------------------------------------------------


def measure_name(indicator: Indicator) -> str:
    measure = indicator.measure
    if isinstance(measure, Reported):
        return f"reported {measure.kind if measure.series is None else 'series'}"
    if isinstance(measure, StandardisedRatio):
        return "standardised ratio"
    return "standardised" if indicator.standardise is not None else measure_kind(measure)


def words_of(question: Question) -> Iterator[tuple[str, str]]:
    request, indicator = question.request, question.indicator
    yield "measure", measure_name(indicator)
    yield "breakdowns", ", ".join(indicator.breakdowns) or "none"
    yield "strata", "asked for" if request.strata else "left out"
    for name in request.organisations:
        yield "organisation", "as-was" if name == "as-was" else "of a date"
    for kind in request.period_kinds:
        yield "period", kind
    for one in (indicator, *question.parts):
        yield from _words(one.measure)
        if counts_persons(one.measure):
            yield "attribute", one.attribute
        if hasattr(one.measure, "unknown"):
            yield "unknown", one.measure.unknown


def _words(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for part in value:
            yield from _words(part)
    if not is_dataclass(value):
        return
    if type(value) in _WORDS:
        yield _WORDS[type(value)]
    yield from _choices(value)
    for one in fields(value):
        yield from _words(getattr(value, one.name))


def _choices(value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case Linked():
            yield "link", value.direction
            yield "match", value.match
            for unit in value.within.units:
                yield "window in", unit
        case RowSet():
            yield "place", value.place
            yield "table", value.table
        case Readmission():
            yield "index", value.index
            yield "chaining", value.chaining
            yield "death", value.death
        case Rate():
            yield "rate of", value.counting
            yield "rate per", value.denominator
            yield "rate against", value.population
        case Proportion():
            yield "proportion of", value.counting
        case Stock():
            yield "stock", value.at
