"""Random definitions over random small worlds: both engines must say the same of every cell.

How many pairs are tried is set by TVAERBLIK_EXAMPLES (default 60)."""

import os
import tempfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tvaerblik.catalogue.codelists import Code, Codelist
from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    Annotation,
    AnyOf,
    Between,
    Condition,
    Edge,
    Equals,
    InCodelist,
    Indicator,
    Limits,
    Linked,
    National,
    Not,
    Proportion,
    Rate,
    Readmission,
    RowSet,
    Window,
    reach_of,
)
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.catalogue.units import Membership, Unit, UnitRegister
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.texts import Text
from tvaerblik.engine.compute import compute_indicator
from tvaerblik.engine.derive import derive_tables
from tvaerblik.engine.request import Computation, Request
from tvaerblik.store.snapshot import Cover, Snapshot, snapshot_of_tables

EXAMPLES = int(os.environ.get("TVAERBLIK_EXAMPLES", "60"))
TEXT = Text("Prøve", "Probe")
PLACES = ("kommune-1", "kommune-2", "kommune-3")
CODES = ("DJ44", "DJ449", "DE10", "DI5", "D")
CODELISTS = {
    name: Codelist(
        name, "1", TEXT, "-", True, TEXT, tuple(Code(code, code, "", None, None) for code in codes)
    )
    for name, codes in {"lungs": ("DJ44",), "mixed": ("DE10", "DI", "DJ449"), "all": ("D",)}.items()
}
FIRST, LAST = datetime(2023, 11, 1), datetime(2024, 8, 1)
MINUTES = int((LAST - FIRST).total_seconds()) // 60
# Odd numbers of minutes are rare in tests and common in life; borders are the other way round
HOURS = (0, 1, 4, 12, 24, 30 * 24)


# Units: two groups that overlap, one that begins in the middle, one of groups -----------------------


def _unit(id_: str, kind: str, start: date = date(2007, 1, 1), end: date | None = None) -> Unit:
    return Unit(id_, kind, id_, TEXT, start, end)


UNITS = UnitRegister(
    {
        unit.id: unit
        for unit in (
            *(_unit(place, "municipality") for place in PLACES),
            _unit("whole", "region"),
            _unit("old", "sundhedsklynge", end=date(2024, 3, 1)),
            _unit("new", "sundhedsraad", start=date(2024, 3, 1)),
        )
    },
    (
        *(Membership(place, "whole", date(2007, 1, 1), None) for place in PLACES[:2]),
        Membership(PLACES[2], "whole", date(2024, 2, 1), None),
        *(Membership(place, "old", date(2007, 1, 1), None) for place in PLACES[:2]),
        *(Membership(place, "new", date(2024, 1, 1), None) for place in PLACES[1:]),
    ),
    {},
)


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    known = load_catalogue(definitions)
    return Catalogue({}, known.registers, known.sources, CODELISTS, known.standards, UNITS)


# Worlds ---------------------------------------------------------------------------------------------


def _maybe(values: Any) -> Any:
    return st.one_of(values, values, values, st.none())


moments = st.integers(0, MINUTES // 30).map(lambda half: FIRST + timedelta(minutes=30 * half))
lengths = st.one_of(
    st.sampled_from(HOURS).map(lambda hours: timedelta(hours=hours)),
    st.integers(0, 3000).map(lambda minutes: timedelta(minutes=minutes)),
)
borns = st.one_of(
    st.dates(date(1925, 1, 1), date(2023, 10, 1)),
    st.sampled_from([date(1960, 2, 29), date(1959, 3, 1), date(1959, 2, 28)]),
)


@st.composite
def contacts(draw: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    keys = count(1)
    for person in range(1, draw(st.sampled_from([1, 2, 3, 4, 12])) + 1):
        born, sex = draw(borns), draw(st.sampled_from("km"))
        keyed = draw(st.booleans())
        start = draw(moments)
        for _ in range(draw(st.integers(1, 5))):
            end = start + draw(lengths)
            open_ = draw(st.integers(0, 9)) == 0
            rows.append(
                {
                    "contact": next(keys),
                    "stay_key": draw(st.integers(1, 2))
                    if keyed and draw(st.integers(0, 9))
                    else None,
                    "person": person,
                    **_moment("started", start),
                    **_moment("ended", None if open_ else end),
                    "contact_type": draw(st.sampled_from(["ALCA00", "ALCA00", "ALCA00", "ALCA03"])),
                    "priority": draw(_maybe(st.sampled_from(["ATA1", "ATA3"]))),
                    "diagnosis": draw(_maybe(st.sampled_from(CODES))),
                    "unit": draw(st.sampled_from("ab")),
                    "specialty": None,
                    "sector": draw(st.sampled_from(["somatic", "somatic", "psychiatric"])),
                    "residence": draw(_maybe(st.sampled_from((*PLACES, "elsewhere")))),
                    "born": born,
                    "sex": sex,
                }
            )
            # The next one near the end of this one, or anywhere
            near = end + draw(lengths) - timedelta(hours=draw(st.sampled_from([0, 0, 4, 12])))
            start = draw(st.one_of(st.just(max(near, FIRST)), moments))
    return rows


@st.composite
def services(draw: Any) -> list[dict[str, Any]]:
    return [
        {
            "service_id": str(number),
            "person": draw(st.integers(1, 5)),
            "municipality": draw(st.sampled_from(PLACES)),
            "resource": draw(st.sampled_from(["planned", "completed"])),
            "service": draw(st.sampled_from(CODES)),
            **_moment("started", draw(moments)),
            **_moment("ended", None),
        }
        for number in range(draw(st.integers(0, 6)))
    ]


@st.composite
def population(draw: Any) -> list[dict[str, Any]]:
    ages = draw(st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True))
    return [
        {
            "quarter_start": quarter,
            "municipality": place,
            "sex": sex,
            "age": age,
            "persons": draw(st.integers(0, 12)),
        }
        for quarter in (date(2023, 10, 1), date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1))
        for place in PLACES
        for sex in "km"
        for age in ages
    ]


def _moment(name: str, moment: datetime | None) -> dict[str, Any]:
    # An hour ahead of UTC, like Denmark in winter; the summer's second hour is for the specs
    local = None if moment is None else (moment + timedelta(hours=1)).date()
    return {name: moment, f"{name}_date": local}


@st.composite
def covers(draw: Any) -> tuple[Cover, ...]:
    found = [
        Cover(
            "population",
            None,
            date(2023, 10, 1),
            draw(st.sampled_from([date(2024, 7, 1), date(2024, 10, 1)])),
        )
    ]
    starts = st.sampled_from([date(2023, 11, 1), date(2023, 12, 15), date(2024, 2, 1)])
    ends = st.sampled_from(
        [date(2024, 5, 1), date(2024, 6, 20), date(2024, 8, 1), date(2024, 10, 1)]
    )
    for table in ("hospital_contact", "municipal_service"):
        if draw(st.booleans()):
            found.append(Cover(table, None, draw(starts), draw(ends)))
        for place in PLACES:
            found += [
                Cover(table, place, draw(starts), draw(ends))
                for _ in range(draw(st.integers(0, 2)))
            ]
    return tuple(found)


# Definitions ----------------------------------------------------------------------------------------

amounts = st.decimals(0, 100, places=1).map(lambda number: Decimal(str(number)))


@st.composite
def limits(draw: Any, numbers: Any = amounts) -> Limits:
    low, high = sorted([draw(numbers), draw(numbers)])
    sides: dict[str, Decimal] = {}
    if draw(st.booleans()):
        sides[draw(st.sampled_from(["at_least", "more_than"]))] = low
    if draw(st.booleans()) or not sides:
        sides[draw(st.sampled_from(["at_most", "less_than"]))] = high
    return Limits(**sides)


stay_leaves = st.one_of(
    st.sampled_from(["ATA1", "ATA3"]).map(lambda value: Equals("priority", value)),
    st.booleans().map(lambda value: Equals("inpatient", value)),
    st.sampled_from(["somatic", "psychiatric"]).map(lambda value: Equals("sector", value)),
    st.sampled_from(["k", "m"]).map(lambda value: Equals("sex", value)),
    st.sampled_from(list(CODELISTS)).map(lambda name: InCodelist("diagnosis", name)),
    limits().map(lambda found: Between("stay", found)),
    limits().map(Age),
)
contact_leaves = stay_leaves.filter(
    lambda leaf: getattr(leaf, "column", "") not in ("inpatient", "stay")
)
service_leaves = st.one_of(
    st.sampled_from(list(CODELISTS)).map(lambda name: InCodelist("service", name)),
    st.sampled_from(["planned", "completed"]).map(lambda value: Equals("resource", value)),
)
person_leaves = st.one_of(
    st.sampled_from(["k", "m"]).map(lambda value: Equals("sex", value)), limits().map(Age)
)


def wheres(leaves: Any) -> Any:
    trees: Any = st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda of: AllOf(tuple(of))),
            st.lists(inner, min_size=1, max_size=3).map(lambda of: AnyOf(tuple(of))),
        ),
        max_leaves=4,
    )
    return st.lists(trees, max_size=2).map(tuple)


LEAVES = {
    "hospital_stay": stay_leaves,
    "hospital_contact": contact_leaves,
    "municipal_service": service_leaves,
}
unknowns = st.sampled_from(["exclude", "exclude", "no", "fail"])


@st.composite
def row_sets(draw: Any) -> RowSet:
    table = draw(st.sampled_from(["hospital_stay", "hospital_contact"]))
    where: tuple[Condition, ...] = draw(wheres(LEAVES[table]))
    return RowSet(table, where, draw(st.sampled_from(["started", "ended"])), "residence")


@st.composite
def windows(draw: Any) -> Window:
    first, second = (
        Edge(
            draw(st.sampled_from([0, 1, 4, 7, 30])),
            draw(st.sampled_from(["hours", "days"])),
            draw(st.booleans()),
        )
        for _ in range(2)
    )
    return Window(*sorted([first, second], key=lambda edge: edge.hours))


@st.composite
def measures(draw: Any) -> Rate | Proportion:
    of = draw(row_sets())
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["person_years", "mid_period"]))
        return Rate(of, 1000, draw(wheres(person_leaves)), kind, draw(unknowns))
    table = draw(st.sampled_from(list(LEAVES)))
    having = Linked(
        "followed_by",
        table,
        draw(wheres(LEAVES[table])),
        draw(st.sampled_from(["started", "ended"])),
        "started",
        draw(windows()),
    )
    named = Readmission(draw(st.sampled_from(["any", "acute"])), "allowed", "kept")
    return Proportion(of, (having,), draw(unknowns), named if draw(st.booleans()) else None)


@st.composite
def indicators(draw: Any) -> Indicator:
    measure = draw(measures())
    longest = reach_of(measure)[1]
    return Indicator(
        id="probe",
        version="1.0.0",
        status="live",
        standing=None,
        title=TEXT,
        short_title=TEXT,
        unit_text=TEXT,
        purpose=TEXT,
        caveats=TEXT,
        theme="t",
        goals=(),
        polarity="none",
        owners=(),
        authored_by="a",
        checked_by="b",
        reviewed=date(2026, 1, 1),
        next_review=date(2027, 1, 1),
        visibility="offentlig",
        sensitivity="standard",
        national=National("cannot_be_clarified", None, None),
        measure=measure,
        attribute="none",
        settle_days=longest + draw(st.sampled_from([0, 10])),
        lag_days=draw(st.sampled_from([0, 45])),
        look_back_days=draw(st.sampled_from([0, 0, 20])),
        periods=("month", "quarter", "year"),
        grain="municipality",
        breakdowns=draw(st.sampled_from([("age_band", "sex"), ("sex",), ("age_band",), ()])),
        standardise=None,
        interval="none",
        decimals=1,
        targets=(),
        annotations=(Annotation(date(2024, 2, 10), "break", TEXT),),
        changes=(),
    )


# Agreement ------------------------------------------------------------------------------------------

REQUEST = Request(
    tuple(UNITS.units),
    ("month", "quarter", "year"),
    date(2023, 12, 1),
    date(2024, 6, 1),
    ("as-was", "2024-03-01"),
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="TVAERBLIK_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
    database=None,
)
@given(
    indicator=indicators(),
    contact_rows=contacts(),
    service_rows=services(),
    population_rows=population(),
    stated=covers(),
)
def test_both_engines_say_the_same(
    catalogue: Catalogue,
    indicator: Indicator,
    contact_rows: list[dict[str, Any]],
    service_rows: list[dict[str, Any]],
    population_rows: list[dict[str, Any]],
    stated: tuple[Cover, ...],
) -> None:
    rows = {
        "hospital_contact": contact_rows,
        "municipal_service": service_rows,
        "population": population_rows,
    }
    tables = {
        name: pa.Table.from_pylist(found, arrow_schema(catalogue.registers[name]))
        for name, found in rows.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        snapshot = snapshot_of_tables(Path(folder), tables, stated)
        plain, fast = (
            derive_tables(snapshot, catalogue, Path(folder), engine=engine)
            for engine in ("plain", "duckdb")
        )
        assert plain.read("hospital_stay").to_pylist() == fast.read("hospital_stay").to_pylist()
        answers = [
            _answer(indicator, catalogue, plain, "plain"),
            _answer(indicator, catalogue, fast, "duckdb"),
        ]
    assert_same(*answers)


def _answer(
    indicator: Indicator, catalogue: Catalogue, snapshot: Snapshot, engine: Any
) -> Computation | None:
    """None for a refusal: what is refused must be refused by both."""
    try:
        return compute_indicator(indicator, catalogue, snapshot, REQUEST, engine=engine)
    except DefinitionError:
        return None


def assert_same(plain: Computation | None, fast: Computation | None) -> None:
    assert (plain is None) == (fast is None)
    if plain is None or fast is None:
        return
    assert plain.diagnostics == fast.diagnostics
    for exact, found in zip(plain.rows.table.to_pylist(), fast.rows.table.to_pylist(), strict=True):
        bounds = {name for name in exact if "_persons_" in name}
        assert {name: exact[name] for name in exact if name not in bounds} == {
            name: found[name] for name in found if name not in bounds
        }
        for name in ("numerator", "complement", "denominator"):
            _assert_bounds(exact[f"{name}_persons_low"], found, name)


def _assert_bounds(exact: int | None, found: dict[str, Any], name: str) -> None:
    """The truth lies within the bounds, and both ends are on its side of each threshold."""
    low, high = found[f"{name}_persons_low"], found[f"{name}_persons_high"]
    if exact is None:
        assert low is None and high is None, found
        return
    assert low <= exact <= high, (name, exact, found)
    for threshold in (5, 10, 30):
        assert (low < threshold) == (exact < threshold) == (high < threshold), (name, exact, found)
