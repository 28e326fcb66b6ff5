"""Whatever the results: no suppressed cell carries a number, in any column or in the memory below."""

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.measures import NAMES, catalogue_of_measures
from support.result_rows import result_rows
from tvaerblik.core.cells import NUMBERED_STATES
from tvaerblik.release.behind import behind
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.policy import PLATFORM_POLICY

UNITS = ("kommune-0851", "kommune-0825")
PERIODS = ("2026-02", "2026-03")
FIGURES = ("value", "numerator", "denominator", "lower", "upper")
STATES = ("ok", "zero", "suppressed", "not_delivered", "not_settled", "not_defined")


@st.composite
def cells(draw):
    """A cell with counts around the limits and bounds of persons that may leave things open."""
    denominator = draw(st.one_of(st.integers(1, 12), st.integers(27, 32), st.integers(33, 4000)))
    numerator = draw(st.integers(0, denominator))
    cell = {
        "unit": draw(st.sampled_from(UNITS)),
        "period": draw(st.sampled_from(PERIODS)),
        "sex": draw(st.sampled_from([None, "k", "m"])),
        "age_band": draw(st.sampled_from([None, "65-69"])),
        "state": draw(st.sampled_from(STATES)),
        "numerator": numerator,
        "denominator": denominator,
        "as_delivered": draw(st.booleans()),
    }
    for what, rows in (
        ("numerator", numerator),
        ("complement", denominator - numerator),
        ("denominator", denominator),
    ):
        high = draw(st.integers(min(rows, 1), rows))
        low = draw(st.integers(min(high, 1), high))
        if draw(st.integers(0, 9)):
            cell[f"{what}_persons"] = (low, high)
    if cell["state"] == "suppressed":
        cell |= {"numerator_low": 1, "numerator_high": 9}
    return cell


def plain_rule_hides(cell, k, total_persons):
    """The rule in words, for a cell that counts: the referee of the vectorised one."""
    bounds = {}
    for what in ("numerator", "complement", "denominator"):
        bounds[what] = cell.get(f"{what}_persons", (cell["known"][what],) * 2)
    if total_persons is None or total_persons < 30:
        return True
    if any(high > 0 and low < k for low, high in bounds.values()):
        return True
    nobody_or_everybody = bounds["numerator"][1] == 0 or bounds["complement"][1] == 0
    return nobody_or_everybody and bounds["denominator"][0] < 30


@given(st.lists(cells(), max_size=12), st.booleans(), st.booleans())
@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_suppressed_cell_carries_a_number(share, drawn, sensitive, already_public):
    indicator = replace(share, sensitivity="sensitive") if sensitive else share
    rows = result_rows(indicator, *drawn)
    found = apply_disclosure_control(
        rows, indicator, PLATFORM_POLICY, already_public=already_public
    )
    table = found.rows.table.combine_chunks()
    numbered = [state in NUMBERED_STATES for state in table["state"].to_pylist()]
    for name in (*FIGURES, "numerator_low", "numerator_high"):
        for number, may in zip(table[name].to_pylist(), numbered, strict=True):
            assert may or number is None, name
        for below, may in zip(_memory(table[name]), numbered, strict=True):
            assert may or below == 0, name
    assert len(found.audit) == table["state"].to_pylist().count("suppressed")


def _memory(column: pa.ChunkedArray) -> list:
    """What lies in the column whether or not it is marked as null."""
    array = column.combine_chunks()
    if len(array) == 0:
        return []
    return pa.Array.from_buffers(array.type, len(array), [None, array.buffers()[1]]).to_pylist()


@given(
    st.lists(
        cells(), max_size=12, unique_by=lambda c: (c["unit"], c["period"], c["sex"], c["age_band"])
    ),
    st.booleans(),
)
@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_the_columns_follow_the_rule_as_it_is_said(share, drawn, sensitive):
    indicator = replace(share, sensitivity="sensitive") if sensitive else share
    k = 10 if sensitive else 5
    drawn = [cell for cell in drawn if cell["state"] in ("ok", "zero")]
    rows = result_rows(indicator, *drawn)
    shown = list(
        apply_disclosure_control(rows, indicator, PLATFORM_POLICY, already_public=False).rows
    )
    totals = {
        (cell["unit"], cell["period"]): cell.get("denominator_persons", (cell["denominator"],))[0]
        for cell in drawn
        if cell["sex"] is None and cell["age_band"] is None
    }
    for cell, row in zip(drawn, shown, strict=True):
        numerator, denominator = cell["numerator"], cell["denominator"]
        cell["known"] = {
            "numerator": numerator,
            "complement": denominator - numerator,
            "denominator": denominator,
        }
        hidden = plain_rule_hides(cell, k, totals.get((cell["unit"], cell["period"])))
        assert (row.state == "suppressed") == hidden, cell
        assert (row.numerator is None) == hidden


# Every measure -----------------------------------------------------------------------------------

UNDIVIDED = ("count", "count-of_agreements", "persons", "sum", "sum-of_days", "stock")
HAS_COMPLEMENT = ("proportion", "profile")
# What a zero says of each: only where amounts are added up
AMOUNTS = ("sum", "sum-of_days", "mean", "rate-of_amounts")
FEWEST = {"median": 2, "percentile": 10}  # times k: so many on either side


class Measures:
    """Without a repr of a hundred pages, which Hypothesis would print."""

    def __init__(self, catalogue):
        self.catalogue = catalogue_of_measures(catalogue)


@pytest.fixture(scope="module")
def measures(catalogue):
    return Measures(catalogue)


@st.composite
def cells_of_a_measure(draw):
    """Some cells of one measure, their persons anything from none to more than there are."""
    name = draw(st.sampled_from(NAMES))
    return name, draw(st.lists(_cell_of(name), max_size=8, unique_by=_question_of))


def _question_of(cell):
    return cell["unit"], cell["sex"], cell["step"]


@st.composite
def _cell_of(draw, name):
    persons = st.one_of(st.none(), st.integers(0, 12), st.integers(27, 33), st.integers(45, 120))
    numerator = draw(st.integers(0, 60))
    cell = {
        "unit": draw(st.sampled_from(UNITS)),
        "sex": draw(st.sampled_from([None, "k"])),
        "step": draw(st.integers(-1, 1)) if name == "profile" else None,
        "state": draw(st.sampled_from(STATES)),
        "numerator": numerator,
        "denominator": None if name in UNDIVIDED else numerator + draw(st.integers(1, 60)),
        "figure": draw(st.integers(0, 10**9)) if "standardised" in name else None,
        "persons_unknown": True,
    }
    for what in ("numerator", "complement", "denominator"):
        low, high = draw(persons), draw(persons)
        if low is not None and high is not None:
            low, high = sorted((low, high))
        cell |= {f"{what}_persons_low": low, f"{what}_persons_high": high}
    return cell


def hidden_by_the_rule_in_words(name, cell, k, area_is_large):
    """The rule of each measure, said without arrays. Only cells that count are asked."""
    known = {what: _bounds(cell, what) for what in ("numerator", "complement", "denominator")}
    groups = _groups(name, cell)
    few = any(known[what][1] > 0 and known[what][0] < k for what in groups)
    if few or ("denominator" in groups and (not area_is_large or known["denominator"][1] == 0)):
        return True
    if name in FEWEST and known["numerator"][0] < max(10, FEWEST[name] * k):
        return True
    low, high = known["numerator"]
    if name in AMOUNTS and cell["numerator"] == 0 and high > 0 and low < 30:
        return True
    in_few = "denominator" in groups and known["denominator"][0] < 30
    nobody = "numerator" in groups and known["numerator"][1] == 0
    everybody = name in HAS_COMPLEMENT and known["complement"][1] == 0
    return in_few and (nobody or everybody)


def _groups(name, cell):
    """The groups of persons there are to protect in a cell."""
    groups = ["numerator"]
    if name in HAS_COMPLEMENT or cell["complement_persons_high"] is not None:
        groups.append("complement")
    divided = name not in UNDIVIDED and name != "stock-every_night"
    if divided or cell["denominator_persons_high"] is not None:
        groups.append("denominator")
    if name == "count-of_agreements":
        return [what for what in groups if _is_known(cell, what)]
    return groups


def _bounds(cell, what):
    low, high = cell[f"{what}_persons_low"], cell[f"{what}_persons_high"]
    return 0 if low is None else low, 10**18 if high is None else high


def _is_known(cell, what):
    return any(cell[f"{what}_persons_{side}"] is not None for side in ("low", "high"))


@given(cells_of_a_measure(), st.booleans())
@settings(
    max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_hidden_cell_of_any_measure_carries_a_number(measures, drawn, sensitive):
    table = _disclosed(measures, *drawn, sensitive)
    shown = [state in NUMBERED_STATES for state in table["state"].to_pylist()]
    for name in (*FIGURES, "numerator_low", "numerator_high"):
        for below, may in zip(_memory(table[name]), shown, strict=True):
            assert may or below == 0, name
    if drawn[0] in FEWEST:
        assert _memory(table["numerator"]) == [0] * len(table)


@given(cells_of_a_measure(), st.booleans())
@settings(
    max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_every_measure_follows_its_rule_as_it_is_said(measures, drawn, sensitive):
    name, cells = drawn
    cells = [cell for cell in cells if cell["state"] in ("ok", "zero")]
    k = 10 if sensitive else 5
    large = {
        (cell["unit"], cell["step"])
        for cell in cells
        if cell["sex"] is None
        and (_bounds(cell, "denominator")[0] >= 30 or "denominator" not in _groups(name, cell))
    }
    got = _disclosed(measures, name, cells, sensitive)["state"].to_pylist()
    for cell, state in zip(cells, got, strict=True):
        is_large = (cell["unit"], cell["step"]) in large
        assert (state == "suppressed") == hidden_by_the_rule_in_words(name, cell, k, is_large), cell


def _disclosed(measures, name, cells, sensitive):
    indicator = measures.catalogue.get(name)
    if sensitive:
        indicator = replace(indicator, sensitivity="sensitive")
    found = apply_disclosure_control(
        result_rows(indicator, *cells),
        indicator,
        PLATFORM_POLICY,
        already_public=False,
        behind=behind(indicator, measures.catalogue),
    )
    return found.rows.table.combine_chunks()
