"""Random conditions on rows, and links to other events, such as the loader would let through."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from generative.worlds import SERVICES
from tvaerblik.catalogue.codelists import Code, Codelist
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    InCodelist,
    Limits,
    Linked,
    Not,
    Window,
)
from tvaerblik.core.texts import Text

TEXT = Text("Prøve", "Probe")


def _codelist(name: str, *codes: str) -> Codelist:
    found = tuple(Code(code, code, "", None, None) for code in codes)
    return Codelist(name, "1", TEXT, "-", True, TEXT, found)


CODELISTS = {
    "lungs": _codelist("lungs", "DJ44"),
    "mixed": _codelist("mixed", "DE10", "DI", "DJ449"),
    "all": _codelist("all", "D"),
    "talks": _codelist("talks", "01"),
    "both": _codelist("both", "0101", "02"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be asked of a table. `instants` and `dates` are its moments; of a table by week, the
    week."""

    name: str
    moments: tuple[str, ...]
    kind: str  # instant, date or week
    values: tuple[tuple[str, str | bool], ...]  # that a column can equal
    codes: tuple[tuple[str, str], ...] = ()  # column, code list
    numbers: tuple[tuple[str, int], ...] = ()  # column, about its largest
    amounts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    has_age: bool = True  # and sex
    has_person: bool = True


_LISTS = (("diagnosis", "lungs"), ("diagnosis", "mixed"), *(("diagnosis", "all"),) * 2)
_STAY = (
    ("priority", "ATA1"),
    ("priority", "ATA3"),
    ("sector", "somatic"),
    ("sector", "psychiatric"),
)
_MODES = ("attendance", "outreach", "video", "telephone", "virtual")
_SEX = (("sex", "k"), ("sex", "m"))
_FACTS = (
    Facts(
        "hospital_contact",
        ("started", "ended"),
        "instant",
        (*_STAY, *_SEX, ("contact_type", "ALCA00")),
        _LISTS,
        (("stay_key", 3), ("contact", 600)),
        ("stay_key",),
        ("residence",),
    ),
    Facts(
        "hospital_stay",
        ("started", "ended"),
        "instant",
        (*_STAY, *_SEX, ("inpatient", True), ("inpatient", False)),
        _LISTS,
        (("stay", 600), ("hours", 60), ("hours", 60)),
        ("hours",),
        ("residence",),
    ),
    Facts(
        "ready_for_discharge",
        ("started", "ended"),
        "instant",
        (*_STAY[2:], *_SEX),
        numbers=(("stay", 600),),
        places=("residence",),
    ),
    Facts(
        "outpatient_contact",
        ("started", "ended"),
        "instant",
        (*_STAY[2:], *_SEX, *(("mode", mode) for mode in _MODES)),
        numbers=(("contact", 600),),
        places=("residence",),
    ),
    Facts(
        "gp_service",
        ("week",),
        "week",
        (*_SEX, *(("service", service) for service in SERVICES)),
        (("service", "talks"), ("service", "both")),
        (("contacts", 5),),
        ("contacts",),
        ("residence", "clinic"),
    ),
    Facts(
        "municipal_service",
        ("started", "ended"),
        "instant",
        (("resource", "planned"), ("resource", "completed"), *_SEX),
        (("service", "lungs"), ("service", "mixed"), ("service", "all")),
        places=("provider",),
    ),
    Facts(
        "nursing_home_doctor",
        ("valid_from", "valid_to"),
        "date",
        (("home", "hjem-1"), ("home", "hjem-2")),
        numbers=(("places", 40),),
        amounts=("places",),
        places=("provider",),
        has_age=False,
        has_person=False,
    ),
    Facts(
        "residence",
        ("valid_from", "valid_to"),
        "date",
        (*_SEX, ("municipality", "kommune-1")),
        places=("residence",),
    ),
    Facts("person", ("born", "died"), "date", _SEX),
    Facts("population", (), "date", _SEX),
)
FACTS = {facts.name: facts for facts in _FACTS}
PERSONAL = tuple(facts.name for facts in _FACTS if facts.has_person and facts.moments)


# Conditions ----------------------------------------------------------------------------------------


@st.composite
def limits(draw: Any, largest: int) -> Limits:
    """Halves too: what is counted is whole, limits need not be. Mostly wide."""
    sides: dict[str, Decimal] = {}
    low, high = draw(st.integers(0, largest)), draw(st.integers(largest, 2 * largest))
    if draw(st.integers(0, 3)) == 3:
        low, high = sorted((draw(st.integers(0, 2 * largest)), high))
    choice = draw(st.integers(0, 3))
    if choice != 1:
        sides[draw(st.sampled_from(("at_least", "more_than")))] = Decimal(low) / 2
    if choice in (1, 2):
        sides[draw(st.sampled_from(("at_most", "less_than")))] = Decimal(high) / 2
    return Limits(**sides)


def leaves(table: str) -> st.SearchStrategy[Condition]:
    facts = FACTS[table]
    found: list[st.SearchStrategy[Condition]] = [
        st.sampled_from(facts.values).map(lambda pair: Equals(*pair))
    ]
    if facts.codes:
        found.append(st.sampled_from(facts.codes).map(lambda pair: InCodelist(*pair)))
    found += [
        limits(largest).map(lambda said, column=column: Between(column, said))
        for column, largest in facts.numbers
    ]
    if facts.has_age:
        found.append(limits(90).map(Age))
    return st.one_of(found)


@st.composite
def trees(draw: Any, leaf: Any, depth: int = 2) -> Condition:
    """A leaf, or up to three conditions under all, any or not."""
    kind = draw(st.integers(0, 6)) if depth else 0
    if kind < 4:
        return draw(leaf)
    if kind == 4:
        return Not(draw(trees(leaf, depth - 1)))
    parts = tuple(draw(trees(leaf, depth - 1)) for _ in range(draw(st.integers(1, 3))))
    return AllOf(parts) if kind == 5 else AnyOf(parts)


@st.composite
def wheres(
    draw: Any, table: str, *, links: bool = False, some: bool = False
) -> tuple[Condition, ...]:
    """None for most of them, so that something is left to count; `some`: at least one."""
    leaf = leaves(table)
    if links and FACTS[table].has_person:
        leaf = st.integers(0, 4).flatmap(lambda at: linked(table) if at == 4 else leaves(table))
    many = draw(st.sampled_from((0,) * 7 + (1, 1, 2)))
    many = max(many, int(some))
    return tuple(draw(trees(leaf)) for _ in range(many))


# Links ---------------------------------------------------------------------------------------------

_AMOUNTS = {
    "hours": (0, 1, 4, 12, 24, 48, 168, 720),
    "days": (0, 1, 2, 7, 30, 90),
    "weeks": (0, 1, 2, 4, 10),
}


@st.composite
def windows(draw: Any, units: tuple[str, ...]) -> Window:
    """From nothing, mostly: a window that begins late is seldom met."""
    edges = []
    for _ in range(2):
        unit = draw(st.sampled_from(units))
        edges.append(Edge(draw(st.sampled_from(_AMOUNTS[unit])), unit, draw(st.booleans())))
    if draw(st.integers(0, 2)):  # and far, mostly
        far = draw(st.sampled_from(_AMOUNTS[edges[1].unit][-3:]))
        edges[1] = Edge(far, edges[1].unit, edges[1].strict)
    if draw(st.integers(0, 3)):
        edges[0] = Edge(0, edges[0].unit, draw(st.integers(0, 3)) == 3)
    return Window(*sorted(edges, key=lambda edge: edge.hours))


_TIMES = (
    Limits(at_least=Decimal(1)),
    Limits(at_least=Decimal(1)),
    Limits(more_than=Decimal(1)),
    Limits(at_most=Decimal(1)),
    Limits(at_least=Decimal(1), less_than=Decimal(3)),
    Limits(at_most=Decimal(0)),
)


def units_between(index: str, other: str) -> tuple[str, ...]:
    """What a window between moments of the two tables can be measured in."""
    kinds = {FACTS[index].kind, FACTS[other].kind}
    if "week" in kinds:
        return ("weeks",)
    return ("hours", "days", "weeks") if kinds == {"instant"} else ("days", "weeks")


@st.composite
def linked(
    draw: Any, index: str, *, directions: tuple[str, ...] = (), tables: tuple[str, ...] = ()
) -> Linked:
    """Another event of the same person, any table, any way of matching."""
    events = ("hospital_contact", "hospital_stay", "gp_service", "municipal_service")
    table = draw(st.sampled_from(tables or (index, index, *events, *events, *PERSONAL)))
    if table not in PERSONAL:
        table = index
    match = draw(st.sampled_from(("any", "first", "count")))
    return Linked(
        draw(st.sampled_from(directions or ("followed_by", "preceded_by"))),
        table,
        draw(wheres(table)),
        draw(st.sampled_from((FACTS[index].moments[0], *FACTS[index].moments))),
        draw(st.sampled_from((FACTS[table].moments[0], *FACTS[table].moments))),
        draw(windows(units_between(index, table))),
        match,
        draw(st.sampled_from(_TIMES)) if match == "count" else None,
    )
