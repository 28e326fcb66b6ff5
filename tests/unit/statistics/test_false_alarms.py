"""The table of what chance gives, against a small sample of what it was measured from."""

import numpy as np
import pytest

from tvaerblik.statistics import Series, assess, chance_of_signal
from tvaerblik.statistics.assessment_series import Point
from tvaerblik.statistics.false_alarms import NEWEST_UNUSUAL, SHIFT

SAMPLE = 1_500


def sampled(n: int) -> tuple[float, float]:
    """Of stable series of n points the share called shifted, and the share called so or unusual now."""
    random = np.random.default_rng(n)
    states = [
        assess(
            Series(tuple(Point(str(i), value) for i, value in enumerate(values))), polarity="none"
        ).state
        for values in random.normal(100, 10, (SAMPLE, n)).tolist()
    ]
    shifts = states.count("shift") / SAMPLE
    return shifts, shifts + states.count("unusual_now") / SAMPLE


@pytest.mark.parametrize("n", [12, 24, 36])
def test_the_table_holds_for_a_sample_within_its_error(n):
    for share, limits in zip(sampled(n), (False, True), strict=True):
        expected = chance_of_signal(n, limits=limits)
        error = (expected * (1 - expected) / SAMPLE) ** 0.5
        assert abs(share - expected) < 3.5 * error + 0.003


def test_the_table_has_a_number_for_ten_to_sixty_points():
    assert len(SHIFT) == len(NEWEST_UNUSUAL) == 51
    assert chance_of_signal(9, limits=True) == 0
    assert chance_of_signal(10, limits=False) == SHIFT[0] / 1000
    assert chance_of_signal(60, limits=True) == (SHIFT[-1] + NEWEST_UNUSUAL[-1]) / 1000
    assert chance_of_signal(400, limits=True) == chance_of_signal(60, limits=True)
    assert all(
        chance_of_signal(n, limits=True) > chance_of_signal(n, limits=False) > 0
        for n in range(10, 61)
    )
