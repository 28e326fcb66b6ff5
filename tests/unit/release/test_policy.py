from dataclasses import replace

import pytest

from tvaerblik.release.policy import PLATFORM_POLICY, DisclosurePolicy


@pytest.mark.parametrize(
    "looser", [{"minimum_persons": 4}, {"sensitive_persons": 9}, {"minimum_area": 29}]
)
def test_E07_a_policy_looser_than_the_floor_cannot_be_made(looser):
    with pytest.raises(
        ValueError, match=f"{next(iter(looser))} must be a whole number of at least"
    ):
        DisclosurePolicy("1", **looser)
    with pytest.raises(ValueError, match="at least"):
        replace(PLATFORM_POLICY, **looser)


@pytest.mark.parametrize("value", [5.0, "5", True, None])
def test_a_threshold_is_a_whole_number(value):
    with pytest.raises(ValueError, match="whole number"):
        DisclosurePolicy("1", minimum_persons=value)


def test_a_stricter_policy_can_be_made_and_has_another_digest():
    stricter = DisclosurePolicy("platform-1", minimum_persons=6)
    assert stricter.digest != PLATFORM_POLICY.digest
    assert DisclosurePolicy("platform-1").digest == PLATFORM_POLICY.digest


def test_a_sensitive_indicator_never_has_the_lower_threshold(share, sensitive_share):
    assert PLATFORM_POLICY.persons_for(sensitive=False) == 5
    assert PLATFORM_POLICY.persons_for(sensitive=True) == 10
    strict = DisclosurePolicy("1", minimum_persons=20)
    assert strict.persons_for(sensitive=True) == 20
