"""Missing values: `unknown` says what they mean, and nothing is guessed."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | ended            | priority | diagnosis
1    | 1      | 2024-03-01 08:00 | 2024-03-03 08:00 | ATA1     | DJ449
2    | 2      | 2024-03-02 08:00 | 2024-03-04 08:00 | -        | DJ449
3    | 3      | 2024-03-03 08:00 | 2024-03-05 08:00 | ATA3     | -
"""


@pytest.mark.rule(6, 7)
@pytest.mark.parametrize(
    ("where", "counted", "undecided"),
    [
        ("{priority: ATA1}", 1, 1),
        ("{not: {priority: ATA1}}", 1, 1),
        ("{all: [{priority: ATA1}, {sector: psychiatric}]}", 0, 0),  # false whatever is missing
        ("{all: [{priority: ATA1}, {sector: somatic}]}", 1, 1),
        ("{any: [{priority: ATA1}, {sector: somatic}]}", 3, 0),  # true whatever is missing
        ("{any: [{priority: ATA1}, {sector: psychiatric}]}", 1, 1),
        ("{diagnosis: {in: forebyggelige-indlaeggelser}}", 2, 1),
        ("{not: {diagnosis: {in: forebyggelige-indlaeggelser}}}", 0, 1),
    ],
)
@pytest.mark.parametrize("unknown", ["exclude", "no"])
def test_a_missing_value_is_neither_true_nor_false(
    spec: Spec, where: str, counted: int, undecided: int, unknown: str
) -> None:
    """A row whose conditions cannot be decided is not counted, and how many there are is told."""
    spec.draw("hospital_stay", STAYS)
    spec.count(where, unknown=unknown)
    spec.expect(
        f"""
        unit         | period  | numerator
        kommune-0851 | 2024-03 | {counted}
        """,
        unknown=undecided,
    )


@pytest.mark.rule(8)
def test_fail_refuses_to_count(spec: Spec) -> None:
    """`unknown: fail` is for definitions that must not be computed from incomplete data."""
    spec.draw("hospital_stay", STAYS)
    spec.count("{priority: ATA1}", unknown="fail")
    spec.refused("kommune-0851", "2024-03", "1 rows lack a value")


@pytest.mark.rule(8)
def test_fail_looks_only_at_the_periods_asked_for(spec: Spec) -> None:
    """A missing value in another month refuses nothing, not even on the first day after."""
    spec.draw("hospital_stay", f"{STAYS}4 | 4 | 2024-05-01 00:00 | - | - | DJ449")
    spec.count("{priority: ATA1}", unknown="fail")
    spec.expect("unit | period | state \n kommune-0851 | 2024-04 | zero")


@pytest.mark.rule(7, 8)
@pytest.mark.parametrize(
    ("unknown", "denominator"), [("exclude", "1"), ("no", "2"), ("fail", "refused")]
)
def test_a_follower_with_a_missing_value_may_or_may_not_follow(
    spec: Spec, unknown: str, denominator: str
) -> None:
    """Whether the first stay has a readmission is unknown: left out, not had, or refused, as the
    definition says."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-03-01 08:00 | 2024-03-03 08:00 | ATA1
        2    | 1      | 2024-03-10 08:00 | 2024-03-12 08:00 | -
        """,
    )
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    having:
      followed_by:
        {{table: hospital_stay, where: [{{priority: ATA1}}], from: ended, to: started,
         within: {{more_than: 4 hours, at_most: 30 days}}, same: [person]}}
    unknown: "{unknown}"
    readmission: {{index: any, chaining: allowed, death: kept}}
""",
        settle="30 days",
    )
    if denominator == "refused":
        spec.refused("kommune-0851", "2024-03", "1 rows lack a value")
    else:
        spec.expect(
            f"""
            unit         | period  | numerator | denominator
            kommune-0851 | 2024-03 | 0         | {denominator}
            """,
            unknown=1,
        )
