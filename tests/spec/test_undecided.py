"""Missing values in each measure: who is left out, who is counted as no, and what is refused."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | ended            | priority | diagnosis
1    | 1      | 2024-03-01 08:00 | 2024-03-03 08:00 | ATA1     | DJ449
2    | 2      | 2024-03-02 08:00 | 2024-03-04 08:00 | ATA3     | DJ449
3    | 3      | 2024-03-03 08:00 | 2024-03-05 08:00 | -        | DJ449
4    | 4      | 2024-03-04 08:00 | 2024-03-06 08:00 | ATA1     | -
"""
ROWS = "{{table: hospital_stay, where: [{where}], date: started, place: residence}}"


def share(spec: Spec, having: str, unknown: str, *, where: str = "", **fields: str) -> None:
    counting = "persons" if "attribute" in fields else "rows"
    spec.define(
        f"""
measure:
  proportion:
    of: {ROWS.format(where=where)}
    having: {having}
    counting: {counting}
    unknown: "{unknown}\"""",
        **fields,
    )


@pytest.mark.rule(7)
@pytest.mark.parametrize(("unknown", "numerator", "denominator"), [("exclude", 2, 3), ("no", 2, 4)])
def test_a_share_of_rows_with_a_missing_value(
    spec: Spec, unknown: str, numerator: int, denominator: int
) -> None:
    """A row whose `having` cannot be decided is left out of both with `exclude` and stands in the
    denominator alone with `no`. Either way it is told."""
    spec.draw("hospital_stay", STAYS)
    share(spec, "{priority: ATA1}", unknown)
    spec.expect(
        f"""
        unit         | period  | numerator   | denominator
        kommune-0851 | 2024-03 | {numerator} | {denominator}
        """,
        unknown=1,
        placed=4,
    )


@pytest.mark.rule(7)
def test_a_share_with_a_missing_value_refuses_with_fail(spec: Spec) -> None:
    """With `fail` nothing is computed from a row that cannot be decided."""
    spec.draw("hospital_stay", STAYS)
    share(spec, "{priority: ATA1}", "fail")
    spec.refused("kommune-0851", "2024-03", "1 rows lack a value")


@pytest.mark.rule(7)
@pytest.mark.parametrize("unknown", ["exclude", "no"])
def test_a_rows_own_conditions_decide_whether_it_is_counted_at_all(
    spec: Spec, unknown: str
) -> None:
    """`unknown: no` is about `having`: a row whose own conditions cannot be decided is no row, also
    where what it would have is known."""
    spec.draw("hospital_stay", STAYS)
    share(
        spec,
        "{sector: somatic}",
        unknown,
        where="{diagnosis: {in: forebyggelige-indlaeggelser}}",
    )
    spec.expect(
        """
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-03 | 3         | 3
        """,
        unknown=1,
        placed=3,
    )


@pytest.mark.rule(6, 7)
@pytest.mark.parametrize(
    ("having", "exclude", "no"),
    [
        pytest.param("[{priority: ATA1}, {sector: somatic}]", "2/3", "2/4", id="both of a list"),
        pytest.param("[{priority: ATA1}, {sector: psychiatric}]", "0/4", "0/4", id="one is false"),
        pytest.param(
            "{any: [{priority: ATA1}, {sector: somatic}]}", "4/4", "4/4", id="one is true"
        ),
        pytest.param(
            "{any: [{priority: ATA1}, {sector: psychiatric}]}", "2/3", "2/4", id="or none"
        ),
        pytest.param("{not: {priority: ATA1}}", "1/3", "1/4", id="not of unknown is unknown"),
        pytest.param(
            "{not: {all: [{priority: ATA1}, {sector: psychiatric}]}}",
            "4/4",
            "4/4",
            id="not of false",
        ),
    ],
)
def test_three_truths(spec: Spec, having: str, exclude: str, no: str) -> None:
    """`all` is false as soon as one is false, `any` true as soon as one is true; otherwise a missing
    value leaves them unknown, and so does `not`."""
    spec.draw("hospital_stay", STAYS)
    for unknown, (numerator, denominator) in (
        ("exclude", exclude.split("/")),
        ("no", no.split("/")),
    ):
        share(spec, having, unknown)
        spec.expect(f"""
            unit         | period  | numerator   | denominator
            kommune-0851 | 2024-03 | {numerator} | {denominator}
        """)


@pytest.mark.rule(8)
def test_fail_asks_placed_rows_alone(spec: Spec) -> None:
    """A row without a place, of another unit, before birth or outside the periods refuses nothing,
    and is counted nowhere."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | priority | residence    | born
        1    | 1      | 2024-03-01 08:00 | ATA1     | kommune-0851 | 1950-01-01
        2    | 2      | 2024-03-01 08:00 | -        | -            | 1950-01-01
        3    | 3      | 2024-03-01 08:00 | -        | kommune-0860 | 1950-01-01
        4    | 4      | 2024-03-01 08:00 | -        | kommune-0851 | 2024-03-02
        5    | 5      | 2024-04-01 00:00 | -        | kommune-0851 | 1950-01-01
        """,
    )
    share(spec, "{priority: ATA1}", "fail")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-03 | 1         | 1
    """)
    spec.count("{priority: ATA1}", unknown="fail")
    spec.expect("unit | period | numerator \n kommune-0851 | 2024-03 | 1")
    spec.refused("kommune-0860", "2024-03", "1 rows lack a value")


@pytest.mark.rule(8, 11)
@pytest.mark.parametrize(
    ("match", "counted"),
    [
        pytest.param("", 1, id="any: one that counts is enough"),
        pytest.param(
            ", match: count, times: {at_least: 3}", 0, id="even with the unknown one too few"
        ),
        pytest.param(", match: count, times: {at_most: 2}", 1, id="even with it not too many"),
        pytest.param(", match: first", 1, id="the nearest is decided"),
    ],
)
def test_an_undecided_event_that_changes_nothing_refuses_nothing(
    spec: Spec, match: str, counted: int
) -> None:
    """`fail` refuses when an answer hangs on the missing value, not because there is one."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority | diagnosis
        1    | 1      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1     | DJ449
        2    | 1      | 2024-03-03 08:00 | 2024-03-03 20:00 | ATA3     | DJ449
        3    | 1      | 2024-03-04 08:00 | 2024-03-04 20:00 | ATA3     | -
        """,
    )
    within = "within: {at_least: 0 days, at_most: 7 days}, same: [person]"
    link = "where: [{diagnosis: {in: forebyggelige-indlaeggelser}}], from: ended, to: started"
    spec.define(
        f"""
measure:
  count:
    of:
      table: hospital_stay
      where:
        - priority: ATA1
        - followed_by: {{table: hospital_stay, {link}, {within}{match}}}
      date: started
      place: residence
    unknown: fail""",
        settle="7 days",
    )
    spec.expect(f"unit | period | numerator \n kommune-0851 | 2024-03 | {counted}")


@pytest.mark.rule(8)
def test_an_undecided_event_that_matters_refuses(spec: Spec) -> None:
    """The only event lacks what is asked: whether the row counts cannot be known."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority | diagnosis
        1    | 1      | 2024-03-01 08:00 | 2024-03-02 08:00 | ATA1     | DJ449
        2    | 1      | 2024-03-04 08:00 | 2024-03-04 20:00 | ATA3     | -
        """,
    )
    spec.define(
        """
measure:
  count:
    of:
      table: hospital_stay
      where:
        - priority: ATA1
        - followed_by: {table: hospital_stay, where: [{diagnosis: {in: forebyggelige-indlaeggelser}}],
                        from: ended, to: started, within: {at_least: 0 days, at_most: 7 days}, same: [person]}
      date: started
      place: residence
    unknown: fail""",
        settle="7 days",
    )
    spec.refused("kommune-0851", "2024-03", "1 rows lack a value")


@pytest.mark.rule(7, 17)
@pytest.mark.parametrize(("unknown", "numerator", "denominator"), [("exclude", 1, 2), ("no", 1, 3)])
def test_a_person_all_of_whose_rows_are_undecided(
    spec: Spec, unknown: str, numerator: int, denominator: int
) -> None:
    """Person 1 has a row that counts beside an undecided one and has it; person 2 has one that does not
    and has not; person 3 has an undecided row alone and is left out, or counted as no."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | priority
        1    | 1      | 2024-03-01 08:00 | -
        2    | 1      | 2024-03-02 08:00 | ATA1
        3    | 2      | 2024-03-03 08:00 | ATA3
        4    | 2      | 2024-03-04 08:00 | -
        5    | 3      | 2024-03-05 08:00 | -
        """,
    )
    share(spec, "{priority: ATA1}", unknown, attribute="first_event")
    spec.expect(
        f"""
        unit         | period  | numerator   | denominator
        kommune-0851 | 2024-03 | {numerator} | {denominator}
        """,
        unknown=3,
    )


SERVICES = """
service_id | person | week     | contacts
a          | 1      | 2024-W10 | 3
b          | 2      | 2024-W10 | -
c          | 3      | 2024-W11 | 0
"""


@pytest.mark.rule(8, 20)
@pytest.mark.parametrize("unknown", ["exclude", "no"])
def test_rows_without_an_amount_are_left_out_and_told(spec: Spec, unknown: str) -> None:
    """They are not zeros: the sum is over those that have one, and so is the mean."""
    spec.draw("gp_service", SERVICES)
    for measure, numerator, denominator in (("sum", 3, "-"), ("mean", 3, 2)):
        spec.define(
            f"""
measure:
  {measure}:
    of: {{table: gp_service, where: [], date: week, place: residence}}
    amount: {{column: contacts}}
    unknown: "{unknown}\""""
        )
        spec.expect(
            f"""
            unit         | period  | numerator   | denominator
            kommune-0851 | 2024-03 | {numerator} | {denominator}
            """,
            placed=3,
            without_amount=1,
            unknown=0,
        )


@pytest.mark.rule(8, 20)
@pytest.mark.parametrize("measure", ["sum", "mean", "median"])
def test_fail_refuses_a_missing_amount(spec: Spec, measure: str) -> None:
    """As it does a missing value in a condition."""
    spec.draw("gp_service", SERVICES)
    spec.define(
        f"""
measure:
  {measure}:
    of: {{table: gp_service, where: [], date: week, place: residence}}
    amount: {{column: contacts}}
    unknown: fail"""
    )
    spec.refused("kommune-0851", "2024-03", "1 rows lack a value")


@pytest.mark.rule(19, 20)
@pytest.mark.parametrize(
    "ended",
    [
        pytest.param("-", id="no end yet"),
        pytest.param("2024-03-09 08:00", id="the end before the start"),
    ],
)
def test_a_time_that_is_missing_or_runs_backwards(spec: Spec, ended: str) -> None:
    """It has no length: left out of the mean and told, and refused with `fail`."""
    spec.draw(
        "hospital_stay",
        f"""
        stay | person | started          | ended
        1    | 1      | 2024-03-01 08:00 | 2024-03-05 08:00
        2    | 2      | 2024-03-10 08:00 | {ended}
        """,
    )
    for unknown in ("exclude", "fail"):
        spec.define(
            f"""
measure:
  mean:
    of: {{table: hospital_stay, where: [], date: started, place: residence}}
    amount: {{time: {{from: started, to: ended, unit: days}}}}
    unknown: {unknown}"""
        )
        if unknown == "fail":
            spec.refused("kommune-0851", "2024-03", "1 rows lack a value")
        else:
            spec.expect(
                """
                unit         | period  | numerator | denominator
                kommune-0851 | 2024-03 | 4         | 1
                """,
                without_amount=1,
            )


@pytest.mark.rule(20)
def test_no_next_event_refuses_nothing(spec: Spec) -> None:
    """That nothing has followed is known: the row has no waiting time, and `fail` counts the rest."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-03-01 08:00 | 2024-03-05 08:00
        2    | 2      | 2024-03-01 08:00 | 2024-03-05 08:00
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-03-08 08:00")
    spec.define(
        """
measure:
  mean:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    amount:
      time_to: {unit: days, table: municipal_service, where: [], from: ended, to: started,
                within: {at_least: 0 days, at_most: 30 days}, same: [person]}
    unknown: fail""",
        settle="30 days",
    )
    spec.expect(
        """
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-03 | 3         | 1
        """,
        without_amount=1,
        placed=2,
    )
