"""Which further cells are hidden: published solutions, random tables, and the ways round a total."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tvaerblik.core.errors import Blocked
from tvaerblik.release.attacker import Known, Need, attack
from tvaerblik.release.secondary import Choice, Hidden, suppress
from tvaerblik.release.sums import (
    Dimension,
    Sum,
    equations,
    flat,
    innermost,
    margins,
    tree,
    with_totals,
)

FEWEST = 5  # persons that may be shown
LAST_4 = Dimension(5, (Sum(4, (0, 1, 2, 3)),))


def mask(shape, *cells):
    found = np.zeros(shape, bool)
    for cell in cells:
        found[cell] = True
    return found


def few(values):
    return (values >= 1) & (values < FEWEST)


def knowledge(sums, primary):
    """Readers are granted that innermost primary cells are 1 to 4 persons."""
    return Known.persons(primary & innermost(sums), FEWEST)


def protected(sums, values, choice=None):
    """By the platform's rule, all that it may hide."""
    primary = few(values)
    known = knowledge(sums, primary)
    return suppress(sums, values, Need.persons(primary, FEWEST), known=known, choice=choice)


# Published solutions -------------------------------------------------------------------------------


def test_the_handbook_needs_one_cell_more_the_smallest_useful():
    """sdcTable 0.34.0 (Meindl, Statistics Austria), commit 6393dfb6, test-simpleheuristic.R: r1c3 of
    31 is hidden, after which the 47 may be 0 to 78."""
    table = np.array([[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
    full = with_totals(table, LAST_4, LAST_4)
    cells = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3))
    primary = mask(full.shape, *cells).ravel()
    pattern = suppress(margins(LAST_4, LAST_4), full.ravel(), Need.not_exact(primary))
    assert pattern.secondary == (1 * 5 + 3,)
    assert full.ravel()[list(pattern.secondary)].tolist() == [31]
    assert (pattern.bounds.low[1], pattern.bounds.high[1]) == (0, 78)
    assert Hidden(8, "secondary", protects=1) in pattern.reasons


def test_the_norwegian_table_hides_two_three_and_four():
    """GaussSuppression 1.2.3 (Statistics Norway), commit 6fa594c7, vignette on small counts, table 1:
    counts up to 1 are primary. Of all patterns this hides the least."""
    dimensions = (Dimension(3, (Sum(2, (0, 1)),)), Dimension(4, (Sum(3, (0, 1, 2)),)))
    full = with_totals(np.array([[5, 2, 0], [6, 3, 4]]), *dimensions)
    primary = full.ravel() <= 1
    assert np.flatnonzero(primary).tolist() == [2]
    pattern = suppress(margins(*dimensions), full.ravel(), Need.not_exact(primary))
    assert pattern.secondary == (1, 5, 6)
    assert full.ravel()[[1, 5, 6]].tolist() == [2, 3, 4]


def test_a_country_of_98_municipalities_and_six_ages():
    """About as many primary cells as a real table of a rare thing has."""
    rng = np.random.default_rng(3)
    full = with_totals(rng.negative_binomial(1.0, 0.029, (98, 6)), flat(98), flat(6)).ravel()
    sums, primary = margins(flat(98), flat(6)), few(full)
    assert 60 <= primary.sum() <= 100
    need, known = Need.persons(primary, FEWEST), knowledge(sums, primary)
    before = attack(sums, full, primary, known)
    assert need.exposed(before).sum() > 40
    pattern = protected(sums, full)
    after = attack(sums, np.where(pattern.hidden, 0, full), pattern.hidden, known)
    assert not need.exposed(after).any()
    assert 0 < full[list(pattern.secondary)].sum() < 0.02 * full.sum()


# Any table -----------------------------------------------------------------------------------------

SHAPES = (
    (flat(4),),
    (flat(3), flat(2)),
    (tree([None, 0, 0, 1, 1, 1, 2, 2]), flat(3)),
    (Dimension(6, (Sum(0, (2, 3, 4, 5)), Sum(1, (3, 4)))), flat(2)),  # overlapping
    (tree([None, 0, 0, 1, 1, 2, 2]), flat(2), flat(2)),
)


@st.composite
def tables(draw):
    dimensions = draw(st.sampled_from(SHAPES))
    sizes = [d.size - len({sum_.whole for sum_ in d.sums}) for d in dimensions]
    cells = int(np.prod(sizes))
    counts = st.one_of(st.integers(0, 6), st.integers(0, 60))
    inner = draw(st.lists(counts, min_size=cells, max_size=cells))
    table = with_totals(np.array(inner, np.int64).reshape(sizes), *dimensions)
    return margins(*dimensions), table.ravel()


def pattern_or_none(sums, values, choice=None):
    """None where the table is blocked; with nothing kept only knowledge may block it."""
    try:
        return protected(sums, values, choice)
    except Blocked:
        primary = few(values)
        seen = attack(sums, values, np.ones(values.size, bool), knowledge(sums, primary))
        assert choice is not None or (primary & (seen.low == seen.high)).any()
        return None


@given(tables())
@settings(max_examples=60)
def test_no_primary_cell_can_be_worked_out(drawn):
    sums, values = drawn
    given_values = values.copy()
    pattern = pattern_or_none(sums, values)
    assume(pattern is not None)
    assert (values == given_values).all()
    primary = few(values)
    assert not (primary & ~pattern.hidden).any()
    seen = attack(sums, np.where(pattern.hidden, -1, values), pattern.hidden)
    ends = list(zip(seen.low[primary], seen.high[primary], strict=True))
    assert all(low < high for low, high in ends)
    with_knowledge = attack(sums, values, pattern.hidden, knowledge(sums, primary))
    assert not pattern.need.exposed(with_knowledge).any()
    assert pattern.bounds.low.tolist() == with_knowledge.low.tolist()
    assert pattern.bounds.high.tolist() == with_knowledge.high.tolist()


@given(tables())
@settings(max_examples=25)
def test_a_need_is_narrowed_only_by_what_no_hiding_could_give(drawn):
    sums, values = drawn
    pattern = pattern_or_none(sums, values)
    assume(pattern is not None)
    primary = few(values)
    nothing_shown = attack(sums, values, np.ones(values.size, bool), knowledge(sums, primary))
    low, high = np.maximum(nothing_shown.low, 1), np.minimum(nothing_shown.high, FEWEST - 1)
    assert pattern.need.low[primary].tolist() == low[primary].tolist()
    assert pattern.need.high[primary].tolist() == high[primary].tolist()


@given(tables())
@settings(max_examples=25)
def test_no_secondary_cell_is_hidden_for_nothing(drawn):
    sums, values = drawn
    pattern = pattern_or_none(sums, values)
    assume(pattern is not None and pattern.secondary)
    known = knowledge(sums, few(values))
    for cell in pattern.secondary:
        without = pattern.hidden.copy()
        without[cell] = False
        assert pattern.need.exposed(attack(sums, values, without, known)).any(), cell


@given(tables())
@settings(max_examples=20)
def test_the_same_table_gives_the_same_pattern(drawn):
    first, second = (pattern_or_none(*drawn) for _ in range(2))
    assert (first is None) == (second is None)
    if first is not None:
        assert first.reasons == second.reasons
        assert first.bounds.high.tolist() == second.bounds.high.tolist()


@given(tables(), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_kept_cells_stay_or_the_table_is_blocked(drawn, seed):
    sums, values = drawn
    primary = few(values)
    kept = ~primary & (np.random.default_rng(seed).random(values.size) < 0.4)
    pattern = pattern_or_none(sums, values, replace(Choice.free(values), kept=kept))
    unkept = pattern_or_none(sums, values)
    assume(unkept is not None)
    if pattern is None:  # then all that may be hidden is not enough
        seen = attack(sums, values, ~kept, knowledge(sums, primary))
        assert unkept.need.exposed(seen).any()
    else:
        assert not (pattern.hidden & kept).any()
        seen = attack(sums, values, pattern.hidden, knowledge(sums, primary))
        assert not unkept.need.exposed(seen).any()


@given(tables())
@settings(max_examples=25)
def test_every_hidden_cell_has_its_reason(drawn):
    sums, values = drawn
    pattern = pattern_or_none(sums, values)
    assume(pattern is not None)
    primary = few(values)
    assert [reason.cell for reason in pattern.reasons] == np.flatnonzero(pattern.hidden).tolist()
    for reason in pattern.reasons:
        assert (reason.why == "primary") == primary[reason.cell]
        assert (reason.why == "secondary") == (reason.protects is not None)
        assert reason.protects is None or primary[reason.protects]


# Small and empty -----------------------------------------------------------------------------------


def test_a_table_of_zeros_hides_nothing():
    pattern = protected(margins(flat(3), flat(2)), np.zeros(12, np.int64))
    assert not pattern.hidden.any() and pattern.programs == 0


def test_no_table_at_all():
    pattern = protected(equations(0, []), np.zeros(0, np.int64))
    assert pattern.reasons == ()


def test_one_cell_alone_is_hidden_and_needs_no_other():
    pattern = protected(equations(1, []), np.array([3]))
    assert pattern.reasons == (Hidden(0, "primary"),)
    assert (pattern.bounds.low[0], pattern.bounds.high[0]) == (1, 4)


def test_a_lone_part_takes_another_or_its_total():
    sums = equations(4, [Sum(0, (1, 2, 3))])
    assert protected(sums, np.array([62, 2, 20, 40])).secondary == (2,)
    only = equations(2, [Sum(0, (1,))])
    assert protected(only, np.array([3, 3])).secondary == ()  # both few, and nothing else told


def test_two_few_of_a_few_are_what_they_must_be():
    """1 and 1 of 2, all known to be 1 to 4: neither can be 4, whatever is hidden."""
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([2, 1, 1])
    primary = few(values)
    known = Known.persons(primary, FEWEST)
    pattern = suppress(sums, values, Need.persons(primary, FEWEST), known=known)
    assert pattern.need.high.tolist() == [4, 3, 3]
    assert pattern.need.low.tolist() == [2, 1, 1]
    assert pattern.secondary == ()


def test_a_width_may_need_both_ways():
    """Four persons may only be 2 to 7 here: an interval 5 wide takes going up and going down."""
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([10, 4, 6])
    primary = np.array([False, True, False])
    known = Known(np.array([0.0, 2, 0]), np.array([np.inf, 7, np.inf]))
    pattern = suppress(sums, values, Need.not_exact(primary, 5), known=known)
    assert pattern.secondary == (2,)
    assert (pattern.bounds.low[1], pattern.bounds.high[1]) == (2, 7)
    narrower = suppress(sums, values, Need.not_exact(primary, 9), known=known)
    assert narrower.need.width[1] == 5  # no hiding makes it wider


def test_a_cell_known_to_be_no_more_may_still_be_less():
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([10, 4, 6])
    known = Known(np.zeros(3), np.array([np.inf, 4, np.inf]))
    need = Need.not_exact(np.array([False, True, False]), 3)
    pattern = suppress(sums, values, need, known=known)
    assert pattern.secondary == (2,)
    assert (pattern.bounds.low[1], pattern.bounds.high[1]) == (0, 4)


# What may be chosen --------------------------------------------------------------------------------


def test_the_cheapest_is_hidden_and_kept_ones_never():
    sums, values = equations(4, [Sum(0, (1, 2, 3))]), np.array([62, 2, 20, 40])
    free = Choice.free(values)
    kept = replace(free, kept=mask(4, 2))
    assert protected(sums, values, kept).secondary == (3,)
    dear = replace(free, costs=np.array([62.0, 1, 50, 40]))
    assert protected(sums, values, dear).secondary == (3,)


def test_the_dearest_that_is_not_needed_is_shown_again():
    """Shown again the other way round, 6 and 21 of the second row would be hidden and not the 9.
    Of all patterns this hides the least."""
    table = with_totals(np.array([[0, 1], [6, 2], [3, 9]]), flat(3), flat(2)).ravel()
    pattern = protected(margins(flat(3), flat(2)), table)
    assert table[list(pattern.secondary)].sum() == 27


def test_what_is_hidden_already_is_used_first():
    sums, values = equations(4, [Sum(0, (1, 2, 3))]), np.array([62, 2, 20, 40])
    given_ = replace(Choice.free(values), hidden=mask(4, 3))
    pattern = protected(sums, values, given_)
    assert pattern.reasons == (Hidden(1, "primary"), Hidden(3, "given"))


def test_cells_that_go_together_are_hidden_together():
    """Numerators and denominators of three municipalities and the country: with a rate go both."""
    sums = equations(8, [Sum(0, (1, 2, 3)), Sum(4, (5, 6, 7))])
    values = np.array([62, 2, 20, 40, 900, 100, 300, 500])
    together = np.array([0, 1, 2, 3, 0, 1, 2, 3])
    pattern = protected(sums, values, replace(Choice.free(values), together=together))
    assert np.flatnonzero(pattern.hidden).tolist() == [1, 2, 5, 6]
    assert pattern.reasons[1:] == (
        Hidden(2, "secondary", protects=1),
        Hidden(5, "given"),
        Hidden(6, "secondary", protects=1),
    )


# Ways round a total --------------------------------------------------------------------------------


def test_a_total_less_the_sex_that_is_shown():
    """Everybody 8, men 7; women are nowhere printed, and are 1."""
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([8, 7, 1])
    unprinted = replace(Choice.free(values), hidden=mask(3, 2))
    assert protected(sums, values, unprinted).secondary == (1,)


def test_two_indicators_whose_difference_is_few():
    """All readmissions 50, the acute among them 48: the rest is 2, and no table has it."""
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([50, 48, 2])
    pattern = protected(sums, values, replace(Choice.free(values), hidden=mask(3, 2)))
    assert pattern.secondary == (1,)


def test_a_quarter_less_two_of_its_months():
    sums, values = equations(4, [Sum(0, (1, 2, 3))]), np.array([53, 30, 20, 3])
    pattern = protected(sums, values, replace(Choice.free(values), hidden=mask(4, 3)))
    assert pattern.secondary == (2,)


# What cannot be ------------------------------------------------------------------------------------


def test_a_cell_that_kept_ones_give_away_blocks():
    sums, values = equations(4, [Sum(0, (1, 2, 3))]), np.array([62, 2, 20, 40])
    everything = replace(Choice.free(values), kept=mask(4, 0, 2, 3))
    with pytest.raises(Blocked, match=r"K-UNPROTECTED.*number 1 .*may not be hidden") as caught:
        protected(sums, values, everything)
    assert "Det skjulte tal nr. 1 kan regnes ud fra tal, der ikke må skjules." in caught.value.in_(
        "da"
    )


def test_a_primary_cell_that_is_published_already_blocks():
    sums, values = equations(3, [Sum(0, (1, 2))]), np.array([12, 2, 10])
    with pytest.raises(Blocked, match="K-UNPROTECTED"):
        protected(sums, values, replace(Choice.free(values), kept=mask(3, 1)))


def test_what_everybody_knows_cannot_be_hidden():
    """Four municipalities of 1 to 4 whose region is known to be at most 4."""
    sums, values = equations(5, [Sum(0, (1, 2, 3, 4))]), np.array([4, 1, 1, 1, 1])
    primary = few(values)
    known = Known.persons(primary, FEWEST)
    with pytest.raises(Blocked, match="from what everybody knows") as caught:
        suppress(sums, values, Need.persons(primary, FEWEST), known=known)
    assert caught.value.total == 5
    assert protected(sums, values).need.low[0] == 4  # granted less, it is protected


def test_many_unprotected_cells_are_counted():
    values = np.array([2] * 12 + [10] * 12 + [12] * 12)
    sums = equations(36, [Sum(24 + i, (i, 12 + i)) for i in range(12)])
    kept = replace(Choice.free(values), kept=values >= FEWEST)
    with pytest.raises(Blocked) as caught:
        protected(sums, values, kept)
    assert (len(caught.value.problems), caught.value.total) == (10, 12)
    assert caught.value.in_("da").endswith("… og 2 fejl mere.")


def test_values_that_contradict_sums_or_knowledge_are_refused():
    sums = equations(3, [Sum(0, (1, 2))])
    with pytest.raises(Blocked, match=r"K-SUMS.*sum number 0"):
        protected(sums, np.array([13, 2, 10]))
    known = Known(np.zeros(3), np.array([np.inf, 1, np.inf]))
    need = Need.not_exact(np.array([False, True, False]))
    with pytest.raises(Blocked, match="K-SUMS"):
        suppress(sums, np.array([12, 2, 10]), need, known=known)


SUMS = equations(3, [Sum(0, (1, 2))])
VALUES = np.array([12, 2, 10])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"costs": np.array([1.0, 0, 1])}, "more than 0"),
        ({"costs": np.array([1.0, np.inf, 1])}, "not without end"),
        ({"kept": np.zeros(4, bool)}, "not of the same cells"),
        ({"hidden": mask(3, 2), "kept": mask(3, 2)}, "is to be kept"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        protected(SUMS, VALUES, replace(Choice.free(VALUES), **change))


def test_other_numbers_are_refused():
    with pytest.raises(ValueError, match="whole counts"):
        suppress(SUMS, VALUES.astype(float), Need.not_exact(few(VALUES)))
    endless = Need(few(VALUES), np.zeros(3), np.full(3, np.inf), np.zeros(3))
    with pytest.raises(ValueError, match="covers everything"):
        suppress(SUMS, VALUES, endless)
