"""Readmission: the choices the official definition leaves open, named in each definition."""

import pytest

from spec.drawn import Spec


def readmissions(
    spec: Spec,
    choices: str,
    *,
    where: str = "",
    follower: str = "{priority: ATA1}",
    within: str = "more_than: 4 hours, at_most: 30 days",
    unknown: str = "exclude",
) -> None:
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [{where}], date: ended, place: residence}}
    having:
      followed_by: {{table: hospital_stay, where: [{follower}], from: ended, to: started,
                    within: {{{within}}}, same: [person]}}
    unknown: "{unknown}"
    readmission: {{{choices}}}""",
        settle="30 days",
        look_back="30 days",
    )


ALL = "index: any, chaining: allowed, death: kept"
NO_CHAINS = "index: any, chaining: not_allowed, death: kept"
ACUTE = "index: acute, chaining: allowed, death: kept"
THE_LIVING = "index: any, chaining: allowed, death: excluded"


@pytest.mark.rule(13)
@pytest.mark.parametrize("unknown", ["exclude", "no"])
def test_an_acute_index_is_a_condition_of_the_row(spec: Spec, unknown: str) -> None:
    """`index: acute` asks for priority ATA1 of the index rows and of nobody else. Whether a stay
    without a priority is an index is unknown, so it is none, also with `unknown: no`; it may follow."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3
        3    | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | -
        4    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1
        5    | 3      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1
        6    | 3      | 2024-01-10 08:00 | 2024-01-11 08:00 | -
        """,
    )
    readmissions(spec, ACUTE, follower="", unknown=unknown)
    spec.expect(
        """
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 2         | 3
        """,
        unknown=2,
        placed=3,
    )


@pytest.mark.rule(14)
@pytest.mark.parametrize(("choices", "numerator", "denominator"), [(ALL, 2, 3), (NO_CHAINS, 1, 1)])
def test_a_chain_of_three(spec: Spec, choices: str, numerator: int, denominator: int) -> None:
    """Three acute stays nine days apart. With chains the first two are indexes with a readmission and
    the third one without. Without chains the second is a readmission and no index; so is the third:
    what is looked back to is one step only, whether that stay is itself an index or not."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00
        3    | 1      | 2024-01-20 08:00 | 2024-01-21 08:00
        """,
    )
    readmissions(spec, choices)
    spec.expect(
        f"""
        unit         | period  | numerator   | denominator
        kommune-0851 | 2024-01 | {numerator} | {denominator}
        """,
        placed=denominator,
        unknown=0,
    )


@pytest.mark.rule(14)
@pytest.mark.parametrize(
    ("earlier", "later", "denominator"),
    [
        pytest.param("ATA1 | somatic", "ATA1 | somatic", 1, id="it is a readmission"),
        pytest.param("ATA1 | somatic", "ATA3 | somatic", 2, id="it is not: planned"),
        pytest.param("ATA1 | somatic", "- | somatic", 2, id="it may be: left in"),
        pytest.param("ATA3 | somatic", "ATA1 | somatic", 1, id="after any index"),
        pytest.param("ATA1 | psychiatric", "ATA1 | somatic", 1, id="not after an index"),
    ],
)
def test_what_breaks_a_chain(spec: Spec, earlier: str, later: str, denominator: int) -> None:
    """A stay is left out when it meets the readmission's own conditions (here: acute) and some earlier
    stay meets the index conditions (here: somatic). Both must be certain. Where the earlier stay is
    psychiatric there is one index, for it is none itself, and the later one stays in."""
    spec.draw(
        "hospital_stay",
        f"""
        stay | person | started          | ended            | priority | sector
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | {earlier}
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | {later}
        """,
    )
    readmissions(spec, NO_CHAINS, where="{sector: somatic}", unknown="no")
    spec.expect(f"""
        unit         | period  | denominator
        kommune-0851 | 2024-01 | {denominator}
    """)


@pytest.mark.rule(14)
@pytest.mark.parametrize(
    ("started", "denominator"),
    [
        ("2024-01-02 12:00", 2),  # 4 hours exactly are not more than 4
        ("2024-01-02 12:01", 1),
        ("2024-02-01 23:59", 1),  # day 30
        ("2024-02-02 00:00", 2),
    ],
)
def test_a_chain_has_the_windows_borders(spec: Spec, started: str, denominator: int) -> None:
    """Only a stay inside the window after an earlier one is its readmission."""
    spec.draw(
        "hospital_stay",
        f"""
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | {started}        | 2024-02-10 08:00
        """,
    )
    readmissions(spec, NO_CHAINS)
    spec.expect(f"unit | period | denominator \n kommune-0851 | 2024-Q1 | {denominator}")


@pytest.mark.rule(14)
@pytest.mark.parametrize("residence", ["kommune-0860", "kommune-0101", "-"])
def test_a_chain_crosses_periods_and_places(spec: Spec, residence: str) -> None:
    """The earlier stay lies in the month before and elsewhere, or nowhere: it is found all the same."""
    spec.draw(
        "hospital_stay",
        f"""
        stay | person | started          | ended            | residence
        1    | 1      | 2024-01-20 08:00 | 2024-01-25 08:00 | {residence}
        2    | 1      | 2024-02-10 08:00 | 2024-02-11 08:00 | kommune-0851
        3    | 2      | 2024-02-10 08:00 | 2024-02-11 08:00 | kommune-0851
        """,
    )
    readmissions(spec, NO_CHAINS)
    spec.expect("unit | period | denominator \n kommune-0851 | 2024-02 | 1")


@pytest.mark.rule(14)
def test_the_age_of_a_readmission_in_a_chain(spec: Spec) -> None:
    """The readmission's conditions are asked as of its own start: who turns 65 during the second stay
    began it at 64, so it is no readmission of people over 65 and stays an index."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | 1959-01-15
        2    | 1      | 2024-01-14 08:00 | 2024-01-16 08:00 | 1959-01-15
        3    | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | 1959-01-14
        4    | 2      | 2024-01-14 08:00 | 2024-01-16 08:00 | 1959-01-14
        """,
    )
    readmissions(spec, NO_CHAINS, follower="{age: {at_least: 65}}")
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 3
    """)


@pytest.mark.rule(14)
def test_another_table_chains_nothing(spec: Spec) -> None:
    """A visit is no stay: stays followed by visits stay indexes, whatever `chaining` says."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-01-04 08:00")
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by: {table: municipal_service, where: [], from: ended, to: started,
                    within: {at_least: 0 hours, at_most: 7 days}, same: [person]}
    unknown: exclude
    readmission: {index: any, chaining: not_allowed, death: kept}""",
        settle="7 days",
        look_back="7 days",
    )
    spec.expect("""
        unit         | period  | numerator | denominator
        kommune-0851 | 2024-01 | 1         | 2
    """)


@pytest.mark.rule(15)
@pytest.mark.parametrize(
    ("died", "denominator"),
    [
        ("-", 1),
        ("2024-01-09", 1),  # the day before discharge: the registers disagree, and it is kept
        ("2024-01-10", 0),  # the day of discharge
        ("2024-01-20", 0),
        ("2024-02-09", 0),  # day 30
        ("2024-02-10", 1),
    ],
)
def test_death_in_the_window(spec: Spec, died: str, denominator: int) -> None:
    """With `death: excluded` a discharge is left out when its person died from that day to the
    window's last day, both included, also when a readmission came first."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-10 23:30
        2    | 1      | 2024-01-12 08:00 | -
        """,
    )
    spec.draw("person", f"person | died \n 1 | {died}")
    readmissions(spec, THE_LIVING)
    state = "ok" if denominator else "not_defined"
    shown = denominator or "-"
    spec.expect(
        f"""
        unit         | period  | state   | numerator | denominator
        kommune-0851 | 2024-01 | {state} | {shown}   | {shown}
        """,
        placed=denominator,
    )
    readmissions(spec, ALL)
    spec.expect("unit | period | denominator \n kommune-0851 | 2024-01 | 1")


@pytest.mark.rule(15)
@pytest.mark.parametrize(
    ("within", "died", "denominator"),
    [
        (
            "at_least: 0 hours, at_most: 49 hours",
            "2024-01-13",
            0,
        ),  # 49 hours reach into a third day
        ("at_least: 0 hours, at_most: 49 hours", "2024-01-14", 1),
        ("at_least: 0 hours, at_most: 48 hours", "2024-01-12", 0),
        ("at_least: 0 hours, at_most: 48 hours", "2024-01-13", 1),
        ("at_least: 0 weeks, at_most: 1 weeks", "2024-01-23", 0),  # from a Monday to a Sunday
        ("at_least: 0 weeks, at_most: 1 weeks", "2024-01-24", 1),
    ],
)
def test_the_windows_longest_reach(spec: Spec, within: str, died: str, denominator: int) -> None:
    """In whole days: hours rounded up, a week's difference is at most 13 days."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-10 08:00",
    )
    spec.draw("person", f"person | died \n 1 | {died}")
    readmissions(spec, THE_LIVING, within=within)
    shown = denominator or "-"
    spec.expect(f"unit | period | denominator \n kommune-0851 | 2024-01 | {shown}")


@pytest.mark.rule(15)
def test_nobody_known_to_have_died(spec: Spec) -> None:
    """Who is not among the persons is not known to have died and stays in."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-10 08:00
        2    | 2      | 2024-01-01 08:00 | 2024-01-10 08:00
        """,
    )
    spec.draw("person", "person | died \n 1 | 2024-01-15")
    readmissions(spec, THE_LIVING)
    spec.expect("unit | period | state | denominator \n kommune-0851 | 2024-01 | zero | 1")


@pytest.mark.rule(14, 15)
def test_the_dead_still_chain(spec: Spec) -> None:
    """Both choices at once are asked of each stay by itself: the second is left out as the first one's
    readmission, and the first because the person died within its window."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00
        3    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00
        """,
    )
    spec.draw("person", "person | died \n 1 | 2024-01-25 \n 2 | 2024-03-01")
    readmissions(spec, "index: any, chaining: not_allowed, death: excluded")
    spec.expect(
        "unit | period | state | denominator \n kommune-0851 | 2024-01 | zero | 1", placed=1
    )
