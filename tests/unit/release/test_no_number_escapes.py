"""Whatever the results: no suppressed cell carries a number, in any column or in the memory below."""

from dataclasses import replace

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.result_rows import result_rows
from tvaerblik.core.cells import NUMBERED_STATES
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
