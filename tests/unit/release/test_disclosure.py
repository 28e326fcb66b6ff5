"""The primary rule, limit by limit. A cell is drawn, and what a reader gets to see of it."""

import pytest

from support.result_rows import result_rows
from tvaerblik.core.cells import Flag, State
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.policy import PLATFORM_POLICY, DisclosurePolicy
from tvaerblik.release.rows import RELEASABLE_SCHEMA, ReleasableRow, ReleasableRows
from tvaerblik.statistics import byar

NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "numerator_bounds")


def disclosed(indicator, *cells, policy=PLATFORM_POLICY, already_public=False):
    rows = result_rows(indicator, *cells)
    return apply_disclosure_control(rows, indicator, policy, already_public=already_public)


def shown(indicator, *cells, **options) -> list[ReleasableRow]:
    return list(disclosed(indicator, *cells, **options).rows)


def rules(indicator, *cells, **options) -> list[str]:
    return disclosed(indicator, *cells, **options).audit.table["rule"].to_pylist()


def assert_nothing_shown(row: ReleasableRow) -> None:
    assert row.state == State.SUPPRESSED
    assert [getattr(row, name) for name in NUMBERS] == [None] * len(NUMBERS)


@pytest.mark.parametrize("persons", [1, 2, 3, 4])
@pytest.mark.parametrize("what", ["numerator", "complement", "denominator"])
def test_one_to_four_persons_are_suppressed(share, what, persons):
    cell = {"numerator": 50, "denominator": 100, f"{what}_persons": persons}
    (row,) = shown(share, cell)
    assert_nothing_shown(row)


@pytest.mark.parametrize("what", ["numerator", "complement"])
def test_five_persons_are_shown(share, what):
    (row,) = shown(share, {"numerator": 50, "denominator": 100, f"{what}_persons": 5})
    assert row.state == State.OK and row.value is not None


def test_five_persons_in_the_denominator_of_a_stratum_are_shown(share):
    total = {"numerator": 500, "denominator": 1000}
    stratum = {"sex": "k", "numerator": 10, "denominator": 20, "denominator_persons": 5}
    assert [row.state for row in shown(share, total, stratum)] == [State.OK, State.OK]
    stratum["denominator_persons"] = 4
    assert [row.state for row in shown(share, total, stratum)] == [State.OK, State.SUPPRESSED]
    assert rules(share, total, stratum) == ["denominator"]


def test_persons_are_counted_not_rows(share):
    """Six rows of one person are one person."""
    (row,) = shown(share, {"numerator": 6, "denominator": 100, "numerator_persons": 1})
    assert_nothing_shown(row)


@pytest.mark.parametrize("bounds", [(1, 7), (0, 5), (4, 100), (0, 1)])
def test_bounds_that_leave_it_open_suppress(share, bounds):
    (row,) = shown(share, {"numerator": 50, "denominator": 100, "numerator_persons": bounds})
    assert_nothing_shown(row)


def test_bounds_that_settle_it_do_not(share):
    (row,) = shown(share, {"numerator": 50, "denominator": 100, "numerator_persons": (5, 50)})
    assert row.numerator == 50


@pytest.mark.parametrize("measure", ["share", "rate"])
def test_not_knowing_the_persons_suppresses(request, measure):
    indicator = request.getfixturevalue(measure)
    cell = {"numerator": 50, "denominator": 100, "persons_unknown": True}
    assert_nothing_shown(shown(indicator, cell)[0])


@pytest.mark.parametrize("what", ["numerator", "complement", "denominator"])
@pytest.mark.parametrize("side", ["low", "high"])
def test_one_bound_that_nobody_knows_proves_nothing(share, what, side):
    """A missing lower bound may be 0, a missing upper bound may be everybody."""
    few = {"low": 0, "high": 3} if side == "low" else {"low": 3, "high": 3}
    cell = {"numerator": 50, "denominator": 100}
    cell |= {f"{what}_persons_{end}": few[end] for end in few} | {f"{what}_persons_{side}": None}
    assert_nothing_shown(shown(share, cell)[0])


@pytest.mark.parametrize("what", ["numerator", "complement", "denominator"])
def test_one_group_of_unknown_size_suppresses(share, what):
    unknown = {f"{what}_persons_low": None, f"{what}_persons_high": None}
    (row,) = shown(share, {"numerator": 50, "denominator": 100} | unknown)
    assert_nothing_shown(row)


def test_a_rate_has_a_complement_only_where_one_is_counted(rate):
    cell = {"numerator": 50, "denominator": 3000, "denominator_persons": 100}
    unknown = {"complement_persons_low": None, "complement_persons_high": None}
    assert shown(rate, cell | unknown)[0].state == State.OK
    assert_nothing_shown(shown(rate, cell | {"complement_persons": 4})[0])


# Nobody and everybody ----------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", ["share", "sensitive_share", "rate"])
def test_nobody_of_thirty_is_a_true_zero(request, indicator):
    cell = {"state": "zero", "numerator": 0, "denominator": 30}
    (row,) = shown(request.getfixturevalue(indicator), cell)
    assert (row.state, row.value, row.numerator) == (State.ZERO, 0, 0)


def test_nobody_of_twenty_nine_in_a_stratum_is_suppressed(share):
    total = {"numerator": 500, "denominator": 1000}
    stratum = {"sex": "k", "state": "zero", "numerator": 0, "denominator": 29}
    assert_nothing_shown(shown(share, total, stratum)[1])
    assert rules(share, total, stratum) == ["none_of_few"]
    stratum["denominator"] = 30
    assert shown(share, total, stratum)[1].state == State.ZERO


def test_everybody_of_twenty_nine_in_a_stratum_is_suppressed(share):
    total = {"numerator": 500, "denominator": 1000}
    stratum = {"sex": "k", "numerator": 29, "denominator": 29}
    assert_nothing_shown(shown(share, total, stratum)[1])
    assert rules(share, total, stratum) == ["all_of_few"]
    stratum |= {"numerator": 30, "denominator": 30}
    assert shown(share, total, stratum)[1].value == 1


def test_a_count_says_by_itself_whether_it_is_zero(share):
    mislabelled = {"state": "ok", "numerator": 0, "denominator": 100}
    assert shown(share, mislabelled)[0].state == State.ZERO


# Areas -------------------------------------------------------------------------------------------


def test_an_area_below_thirty_is_left_out_whole(share):
    total = {"numerator": 14, "denominator": 29}
    stratum = {"sex": "k", "numerator": 10, "denominator": 20}
    empty = {"sex": "m", "state": "not_defined"}
    other = {"unit": "kommune-0860", "numerator": 15, "denominator": 30}
    earlier = {"period": "2026-02", "numerator": 15, "denominator": 30}
    cells = (total, stratum, empty, other, earlier)
    suppressed, ok = State.SUPPRESSED, State.OK
    assert [row.state for row in shown(share, *cells)] == [
        suppressed,
        suppressed,
        suppressed,
        ok,
        ok,
    ]
    assert rules(share, *cells) == ["area", "area", "area"]


def test_an_area_of_thirty_stays(share):
    total = {"numerator": 14, "denominator": 30}
    stratum = {"sex": "k", "numerator": 8, "denominator": 20}
    assert [row.state for row in shown(share, total, stratum)] == [State.OK, State.OK]


def test_bounds_below_thirty_do_not_prove_an_area(share):
    total = {"numerator": 14, "denominator": 60, "denominator_persons": (29, 60)}
    assert rules(share, total) == ["area"]


def test_strata_without_their_total_prove_nothing(share):
    assert rules(share, {"sex": "k", "numerator": 50, "denominator": 100}) == ["area"]


def test_an_area_without_anybody_hides_nobody(share):
    total, stratum = {"state": "not_defined"}, {"sex": "k", "state": "not_defined"}
    assert [row.state for row in shown(share, total, stratum)] == [State.NOT_DEFINED] * 2


def test_another_organisation_is_another_area(share):
    as_was = {"numerator": 50, "denominator": 100}
    as_is = {"organisation": "2027-01-01", "numerator": 10, "denominator": 20}
    assert [row.state for row in shown(share, as_was, as_is)] == [State.OK, State.SUPPRESSED]


# Sensitive themes and stricter policies ----------------------------------------------------------


@pytest.mark.parametrize("what", ["numerator", "complement"])
def test_a_sensitive_theme_hides_one_to_nine(sensitive_share, what):
    cell = {"numerator": 50, "denominator": 100, f"{what}_persons": 9}
    assert_nothing_shown(shown(sensitive_share, cell)[0])
    cell[f"{what}_persons"] = 10
    assert shown(sensitive_share, cell)[0].state == State.OK


def test_a_stricter_policy_hides_more(share):
    strict = DisclosurePolicy("strict", minimum_persons=20, minimum_area=200)
    few = {"numerator": 19, "denominator": 400}
    small = {"unit": "kommune-0860", "numerator": 50, "denominator": 199}
    assert rules(share, few, small, policy=strict) == ["numerator", "area"]


# Already public sources --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_delivered_public_figure_is_exempt(flow, count):
    cell = {"numerator": count, "as_delivered": True}
    (row,) = shown(flow, cell, already_public=True)
    assert row.numerator == count
    assert row.state == (State.OK if count else State.ZERO)


def test_only_a_declared_source_is_exempt(flow, share):
    assert_nothing_shown(shown(flow, {"numerator": 3, "as_delivered": True})[0])
    computed = {"numerator": 3, "denominator": 100, "as_delivered": True}
    assert_nothing_shown(shown(share, computed, already_public=True)[0])


@pytest.mark.parametrize(
    ("count", "state"), [(4, State.SUPPRESSED), (5, State.OK), (0, State.ZERO)]
)
def test_an_own_tally_that_is_divided_by_nothing_follows_the_rule_of_a_count(flow, count, state):
    assert shown(flow, {"numerator": count})[0].state == state


def test_an_own_tally_with_a_denominator_protects_those_in_it(level):
    cell = {"period": "2020-12-14", "numerator": 12, "denominator": 29}
    assert rules(level, cell) == ["area"]
    assert_nothing_shown(shown(level, {**cell, "denominator": 40, "persons_unknown": True})[0])


@pytest.mark.parametrize(
    ("count", "state"), [(4, State.SUPPRESSED), (5, State.OK), (0, State.ZERO)]
)
def test_what_we_derive_from_public_figures_follows_the_rule(flow, count, state):
    cell = {"numerator": count, "persons_unknown": True}
    assert shown(flow, cell, already_public=True)[0].state == state


def test_a_derived_public_rate_has_a_small_area_too(level):
    cell = {"period": "2020-12-14", "numerator": 12, "denominator": 29, "persons_unknown": True}
    assert rules(level, cell, already_public=True) == ["area"]
    cell["denominator"] = 30
    assert shown(level, cell, already_public=True)[0].value == 40_000


def test_a_suppliers_mask_stays_with_its_printed_bounds(level):
    mask = {
        "period": "2020-12-14",
        "state": "suppressed",
        "denominator": 1795,
        "numerator_low": 1,
        "numerator_high": 9,
        "as_delivered": True,
    }
    (row,) = shown(level, mask, already_public=True)
    assert (row.state, row.numerator_bounds) == (State.SUPPRESSED, (1, 9))
    assert (row.value, row.denominator, row.lower) == (None, None, None)
    assert rules(level, mask, already_public=True) == ["supplier"]


def test_a_sum_with_a_mask_in_it_has_no_bounds(level):
    summed = {
        "period": "2020-12-14",
        "state": "suppressed",
        "numerator_low": 101,
        "numerator_high": 109,
    }
    assert_nothing_shown(shown(level, summed, already_public=True)[0])


def test_a_figure_with_bounds_is_masked_whatever_its_state_says(flow):
    cell = {"numerator": 100, "numerator_low": 96, "numerator_high": 104}
    assert_nothing_shown(shown(flow, cell, already_public=True)[0])


# What is shown, and what is not ------------------------------------------------------------------


def test_a_shown_cell_has_its_numbers_and_flags(rate):
    cell = {
        "numerator": 3141,
        "denominator": 5_000_000,  # person-days
        "denominator_persons": 161_000,
        "complement_persons": 158_000,
        "provisional": True,
        "partial": True,
        "units_present": 3,
        "units_total": 4,
        "population_present": 750,
        "population_total": 1000,
    }
    (row,) = shown(rate, cell)
    assert str(row.value) == "229.450050"
    assert str(row.denominator) == "13689.253936"
    limits = [limit * 365_250 / 5_000_000 for limit in byar(3141)]
    assert [float(row.lower), float(row.upper)] == pytest.approx(limits, abs=5e-7)
    assert row.flags == {Flag.PROVISIONAL, Flag.PARTIAL}
    assert (row.units_present, row.units_total, str(row.population_share)) == (3, 4, "0.750000")
    assert row.period_kind == "month"


@pytest.mark.parametrize("state", ["not_delivered", "not_collected", "not_defined", "not_settled"])
def test_a_cell_without_a_figure_keeps_its_state_and_loses_its_counts(share, state):
    cell = {"state": state, "numerator": 500, "denominator": 1000}
    (row,) = shown(share, cell)
    assert row.state == state
    assert [getattr(row, name) for name in NUMBERS] == [None] * len(NUMBERS)


def test_the_audit_says_which_rule_and_how_many(share):
    total = {"numerator": 500, "denominator": 1000}
    few = {"sex": "k", "numerator": 6, "denominator": 400, "numerator_persons": (1, 6)}
    (line,) = disclosed(share, total, few).audit.table.to_pylist()
    assert line["rule"] == "numerator" and line["sex"] == "k"
    assert (line["numerator_persons_low"], line["numerator_persons_high"]) == (1, 6)


def test_an_audit_does_not_show_itself(share):
    audit = disclosed(share, {"numerator": 3, "denominator": 100}).audit
    assert repr(audit) == "SealedAudit(1 cells)"


def test_no_rows_are_no_rows(share):
    assert shown(share) == []


def test_releasable_rows_cannot_be_made_from_outside(share):
    table = RELEASABLE_SCHEMA.empty_table()
    for maker in (None, object(), "_MAKER"):
        with pytest.raises(TypeError, match="Only disclosure control"):
            ReleasableRows(maker, table, "x")


# What an engine cannot have meant ----------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        {"state": "ok", "numerator": None, "persons_unknown": True},
        {"numerator": 5, "denominator": None, "persons_unknown": True},
        {"numerator": 5, "denominator": 0},
        {"numerator": -5, "denominator": 100},
        {"numerator": 101, "denominator": 100},
        {"numerator": 50, "denominator": 100, "indicator": "another"},
        {"numerator": 50, "denominator": 100, "version": "9.9.9"},
    ],
)
def test_impossible_cells_are_refused(share, cell):
    with pytest.raises(ValueError, match=r"\w+"):
        disclosed(share, cell)
