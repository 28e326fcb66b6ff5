"""What may be seen of each measure: who must be behind a figure, and what of it is shown."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from support.measures import MEASURES, NAMES, STANDARDISED, catalogue_of_measures
from support.result_rows import result_rows
from tvaerblik.catalogue.language import Measure
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.cells import State
from tvaerblik.release.behind import behind
from tvaerblik.release.disclosure import Disclosed, apply_disclosure_control
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.rows import ReleasableRow

UNDIVIDED = ("count", "persons", "sum", "sum-of_days", "stock")
NUMBERS = ("value", "numerator", "denominator", "lower", "upper")


@pytest.fixture(scope="module")
def measures(catalogue: Catalogue) -> Catalogue:
    return catalogue_of_measures(catalogue)


def disclosed(measures: Catalogue, name: str, *cells) -> Disclosed:
    indicator = measures.get(name)
    return apply_disclosure_control(
        result_rows(indicator, *cells),
        indicator,
        PLATFORM_POLICY,
        already_public=False,
        behind=behind(indicator, measures),
    )


def shown(measures: Catalogue, name: str, *cells) -> list[ReleasableRow]:
    return list(disclosed(measures, name, *cells).rows)


def rules(measures: Catalogue, name: str, *cells) -> list[str]:
    return disclosed(measures, name, *cells).audit.table["rule"].to_pylist()


def cell_of(name: str, **what) -> dict:
    """A cell that may be seen, of whatever measure."""
    cell = {"numerator": 400, "denominator": 1000}
    if name in UNDIVIDED or name in ("count-of_agreements", "stock-every_night"):
        cell |= {"denominator_persons_low": None, "denominator_persons_high": None}
        cell |= {"complement_persons_low": None, "complement_persons_high": None}
        cell["denominator"] = 31 if name == "stock-every_night" else None
    if name == "profile":
        cell["step"] = 0
    if name in (STANDARDISED, "ratio-standardised"):
        cell["figure"] = 1_250_000
    return cell | what


@pytest.mark.parametrize("name", NAMES)
def test_many_persons_are_shown_and_four_are_not(measures, name):
    assert shown(measures, name, cell_of(name))[0].state == State.OK
    (row,) = shown(measures, name, cell_of(name, numerator_persons=4))
    assert [row.state, *(getattr(row, number) for number in NUMBERS)] == [State.SUPPRESSED] + [
        None
    ] * 5


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"count-of_agreements"}))
def test_unknown_persons_hide(measures, name):
    unknown = {f"numerator_persons_{side}": None for side in ("low", "high")}
    assert rules(measures, name, cell_of(name, **unknown)) == ["numerator"]


def test_agreements_without_persons_have_nothing_to_protect(measures):
    unknown = {f"numerator_persons_{side}": None for side in ("low", "high")}
    (row,) = shown(
        measures, "count-of_agreements", cell_of("count-of_agreements", numerator=2, **unknown)
    )
    assert (row.state, row.value) == (State.OK, 2)
    # Persons the engine does know of are still persons
    few = cell_of("count-of_agreements", numerator_persons=2)
    assert rules(measures, "count-of_agreements", few) == ["numerator"]


@pytest.mark.parametrize("name", UNDIVIDED)
def test_nobody_is_a_true_zero_where_nothing_is_divided(measures, name):
    cell = cell_of(name, state="zero", numerator=0, numerator_persons=0)
    assert shown(measures, name, cell)[0].state == State.ZERO


@pytest.mark.parametrize("name", ["sum", "mean", "rate-of_amounts"])
def test_an_amount_of_nothing_says_something_of_each_of_few(measures, name):
    cell = cell_of(name, state="zero", numerator=0, numerator_persons=29)
    assert rules(measures, name, cell) == ["none_of_few"]
    assert shown(measures, name, cell | {"numerator_persons": 30})[0].state == State.ZERO


@pytest.mark.parametrize("name", ["mean", "profile", "ratio", "ratio-standardised", STANDARDISED])
def test_what_it_is_divided_by_is_protected_too(measures, name):
    total = cell_of(name)
    stratum = cell_of(name, sex="k", denominator_persons=4)
    assert rules(measures, name, total, stratum) == ["denominator"]
    area = cell_of(name, denominator_persons=29)
    assert rules(measures, name, area) == ["area"]


def test_a_profile_protects_those_without_an_event(measures):
    few = cell_of("profile", complement_persons=4)
    assert rules(measures, "profile", few) == ["complement"]
    unknown = {f"complement_persons_{side}": None for side in ("low", "high")}
    assert rules(measures, "profile", cell_of("profile", **unknown)) == ["complement"]


def test_each_week_of_a_profile_is_hidden_by_itself(measures):
    weeks = [cell_of("profile", step=week) for week in (-1, 0, 1)]
    weeks[2] |= {"numerator_persons": 3}
    rows = shown(measures, "profile", *weeks)
    assert [(row.step, row.state) for row in rows] == [
        (-1, State.OK),
        (0, State.OK),
        (1, State.SUPPRESSED),
    ]


def test_a_week_with_few_index_rows_is_left_out_whatever_the_other_weeks_have(measures):
    few = cell_of("profile", step=1, numerator=10, denominator=29)
    assert rules(measures, "profile", cell_of("profile"), few) == ["area"]


def test_more_events_than_index_rows_are_no_mistake(measures):
    (row,) = shown(measures, "profile", cell_of("profile", numerator=2500, numerator_persons=700))
    assert row.value == Decimal("2.5")


# Percentiles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "fewest"), [("median", 10), ("percentile", 50)])
def test_a_percentile_needs_five_persons_on_either_side(measures, name, fewest):
    stratum = {"sex": "k", "denominator": 900, "denominator_persons": 900}
    total = cell_of(name)
    few = cell_of(name, **stratum, numerator_persons=fewest - 1)
    assert rules(measures, name, total, few) == ["percentile"]
    enough = cell_of(name, **stratum, numerator_persons=fewest)
    assert rules(measures, name, total, enough) == []


@pytest.mark.parametrize(("halves", "value"), [(0, 0), (7, 4), (199, 100), (2469, 1200)])
def test_a_percentile_stands_on_a_grid_and_its_exact_value_is_nowhere(measures, halves, value):
    cell = cell_of("median", numerator=halves, numerator_persons=400)
    (row,) = shown(measures, "median", cell)
    assert (row.value, row.numerator, row.lower, row.upper) == (value, None, None, None)
    assert row.state == (State.OK if value else State.ZERO)


# Figures that are no quotients, and numbers below zero -------------------------------------------


@pytest.mark.parametrize("name", ["ratio-standardised", STANDARDISED])
def test_a_standardised_figure_is_shown_as_it_was_computed(measures, name):
    (row,) = shown(measures, name, cell_of(name, denominator=365_250))
    assert (row.value, row.numerator) == (Decimal("1.25"), 400)
    # The crude person-days, as years; what is expected is no such number
    assert row.denominator == (1000 if name == STANDARDISED else None)
    assert (row.lower, row.upper) == (None, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_belongs_to_the_standardised_alone(measures, name):
    wrong = {"figure": None if "standardised" in name else 5}
    with pytest.raises(ValueError, match="figure"):
        disclosed(measures, name, cell_of(name, **wrong))


@pytest.mark.parametrize("name", NAMES)
def test_only_amounts_and_corrections_are_negative(measures, name):
    cell = cell_of(name, numerator=-400, numerator_persons=400)
    if name in ("sum", "rate-of_amounts", "reported-cumulative"):
        assert shown(measures, name, cell)[0].value < 0
        return
    with pytest.raises(ValueError, match="negative"):
        disclosed(measures, name, cell)


@pytest.mark.parametrize(("count", "state"), [(-4, State.SUPPRESSED), (-5, State.OK)])
def test_a_correction_of_a_public_count_is_a_count(measures, count, state):
    indicator = measures.get("reported-cumulative")
    rows = result_rows(indicator, {"numerator": count, "persons_unknown": True})
    found = apply_disclosure_control(rows, indicator, PLATFORM_POLICY, already_public=True)
    assert next(iter(found.rows)).state == state


def test_a_ratio_of_something_sensitive_is_sensitive(measures):
    secret = replace(measures.get("persons"), sensitivity="sensitive")
    changed = replace(measures, indicators={**measures.indicators, "persons": secret})
    cell = cell_of("ratio", numerator_persons=9)
    assert rules(measures, "ratio", cell) == []
    assert rules(changed, "ratio", cell) == ["numerator"]


def test_every_measure_of_the_language_is_here():
    kinds = {part for union in get_args(Measure) for part in (get_args(union) or (union,))}
    assert kinds == {type(measure) for measure in MEASURES.values()}
