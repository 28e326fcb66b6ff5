"""The referee on linked events: windows, the first of them, how many, and chains of readmissions."""

from datetime import date, datetime
from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.language import Edge, Window
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.engine.plain.links import Moment, lies_in


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def spec(tmp_path: Path, catalogue: Catalogue) -> Spec:
    return Spec("plain", tmp_path, catalogue)


def moment(text: str) -> Moment:
    """A clock time in UTC; here the date is the same."""
    return Moment(datetime.fromisoformat(text), date.fromisoformat(text[:10]))


def day(text: str) -> Moment:
    return Moment(date.fromisoformat(text), date.fromisoformat(text))


@pytest.mark.parametrize(
    ("earlier", "later", "inside"),
    [
        ("2024-12-29", "2024-12-30", True),  # Sunday of week 52 to Monday of week 1
        ("2024-12-30", "2024-12-29", False),  # a week back
        ("2020-12-31", "2021-01-04", True),  # week 53 to week 1
        ("2020-12-31", "2021-01-03", False),  # both in week 53
        ("2020-12-21", "2021-01-04", False),  # week 52 to week 1 is two weeks
    ],
)
def test_weeks_are_counted_from_monday_to_monday(earlier: str, later: str, inside: bool) -> None:
    window = Window(Edge(1, "weeks", False), Edge(1, "weeks", False))
    assert lies_in(window, day(earlier), day(later)) is inside


@pytest.mark.parametrize(
    ("later", "inside"),
    [
        ("2024-01-01 09:00", False),  # the same day, but an hour before
        ("2024-01-01 10:00", True),
        ("2024-01-03 10:00", True),
        ("2024-01-03 10:01", False),
    ],
)
def test_each_edge_has_its_own_unit_and_neither_runs_backwards(later: str, inside: bool) -> None:
    window = Window(Edge(0, "days", False), Edge(48, "hours", False))
    assert lies_in(window, moment("2024-01-01 10:00"), moment(later)) is inside


def visits(
    spec: Spec, match: str, *, unknown: str = "no", where: str = "{resource: planned}"
) -> None:
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    having:
      followed_by:
        {{table: municipal_service, where: [{where}], from: ended, to: started,
         within: {{at_least: 0 hours, at_most: 7 days}}, same: [person], {match}}}
    unknown: "{unknown}\"""",
        settle="7 days",
    )


STAY = "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-05 08:00"


@pytest.mark.parametrize(
    ("services", "numerator"),
    [
        ("a | 1 | 2024-01-06 08:00 | planned \n b | 1 | 2024-01-07 08:00 | completed", 1),
        ("a | 1 | 2024-01-06 08:00 | completed \n b | 1 | 2024-01-07 08:00 | planned", 0),
        # two at that very moment: any of them
        ("a | 1 | 2024-01-06 08:00 | completed \n b | 1 | 2024-01-06 08:00 | planned", 1),
        # the one before the window is not the first in it
        ("a | 1 | 2024-01-05 07:59 | completed \n b | 1 | 2024-01-06 08:00 | planned", 1),
        # a service of somebody else is no candidate
        ("a | 2 | 2024-01-06 08:00 | completed \n b | 1 | 2024-01-07 08:00 | planned", 1),
    ],
)
def test_the_first_event_must_meet_the_conditions(
    spec: Spec, services: str, numerator: int
) -> None:
    spec.draw("hospital_stay", STAY)
    spec.draw("municipal_service", f"service_id | person | started | resource \n {services}")
    visits(spec, "match: first")
    spec.expect(f"""
        unit         | period  | numerator   | denominator
        kommune-0851 | 2024-01 | {numerator} | 1
    """)


def test_the_first_of_preceded_by_is_the_latest(spec: Spec) -> None:
    """Of the stays before, the nearest decides: person 1's was planned, those of 2 and 3 acute."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority | sector
        1    | 1      | 2024-01-02 08:00 | 2024-01-03 08:00 | ATA1     | somatic
        2    | 1      | 2024-01-05 08:00 | 2024-01-06 08:00 | ATA3     | somatic
        3    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | psychiatric
        4    | 2      | 2024-01-02 08:00 | 2024-01-03 08:00 | ATA3     | somatic
        5    | 2      | 2024-01-05 08:00 | 2024-01-06 08:00 | ATA1     | somatic
        6    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | psychiatric
        7    | 3      | 2024-01-02 08:00 | 2024-01-03 08:00 | ATA3     | somatic
        8    | 3      | 2024-01-05 08:00 | 2024-01-06 08:00 | ATA1     | somatic
        9    | 3      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | psychiatric
        """,
    )
    spec.define(
        """
measure:
  count:
    of:
      table: hospital_stay
      where:
        - sector: psychiatric
        - preceded_by:
            {table: hospital_stay, where: [{priority: ATA1}], from: started, to: ended,
             within: {at_least: 0 hours, at_most: 30 days}, same: [person], match: first}
      date: started
      place: residence
    unknown: exclude""",
        look_back="30 days",
    )
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-01 | 2 | -")


@pytest.mark.parametrize(
    ("times", "no", "exclude"),
    [
        # one sure, one unsure: 1 or 2
        ("{at_least: 1}", (1, 1), (1, 1)),  # true either way
        ("{at_least: 2}", (0, 1), (0, 0)),  # unknown
        ("{at_least: 3}", (0, 1), (0, 1)),  # false either way
        ("{at_most: 1}", (0, 1), (0, 0)),
        ("{at_least: 1, at_most: 2}", (1, 1), (1, 1)),
        ("{at_most: 0}", (0, 1), (0, 1)),
    ],
)
def test_how_many_with_one_that_is_not_known(
    spec: Spec, times: str, no: tuple[int, int], exclude: tuple[int, int]
) -> None:
    """Numerator and denominator with `unknown: no` and with `exclude`."""
    spec.draw("hospital_stay", STAY)
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | contacts
        a          | 1      | 2024-W02 | 2
        b          | 1      | 2024-W02 | -
        c          | 1      | 2024-W02 | 1
        """,
    )
    for unknown, (numerator, denominator) in (("no", no), ("exclude", exclude)):
        spec.define(
            f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [], date: ended, place: residence}}
    having:
      followed_by:
        {{table: gp_service, where: [{{contacts: {{at_least: 2}}}}], from: ended, to: week,
         within: {{at_least: 0 weeks, at_most: 1 weeks}}, same: [person],
         match: count, times: {times}}}
    unknown: "{unknown}\"""",
            settle="13 days",
        )
        rows = spec.compute(["kommune-0851"], ["2024-01"], strata=False).rows
        found = [(row.numerator or 0, row.denominator or 0) for row in rows]
        assert found == [(numerator, denominator)]


def test_age_in_a_week_is_age_on_its_thursday(spec: Spec) -> None:
    """The stay is followed in week 2 of 2024, whose Thursday is the 65th birthday of person 1."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-01 08:00 | 2024-01-05 08:00 \n"
        "2 | 2 | 2024-01-01 08:00 | 2024-01-05 08:00",
    )
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | born
        a          | 1      | 2024-W02 | 1959-01-11
        b          | 2      | 2024-W02 | 1959-01-12
        """,
    )
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by:
        {table: gp_service, where: [{age: {at_least: 65}}], from: ended, to: week,
         within: {at_least: 1 weeks, at_most: 1 weeks}, same: [person]}
    unknown: exclude""",
        settle="13 days",
    )
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-01 | 1 | 2")


# Readmissions ----------------------------------------------------------------------------------------


def readmissions(
    spec: Spec,
    *,
    index: str = "any",
    chaining: str,
    death: str = "kept",
    within: str = "more_than: 4 hours, at_most: 30 days",
) -> None:
    spec.define(
        f"""
measure:
  proportion:
    of: {{table: hospital_stay, where: [{{sector: somatic}}], date: ended, place: residence}}
    having:
      followed_by:
        {{table: hospital_stay, where: [{{priority: ATA1}}], from: ended, to: started,
         within: {{{within}}}, same: [person]}}
    unknown: exclude
    readmission: {{index: {index}, chaining: {chaining}, death: {death}}}""",
        settle="30 days",
        look_back="30 days",
    )


CHAIN = """
stay | person | started          | ended            | priority | sector
1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | somatic
2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1     | somatic
3    | 1      | 2024-01-20 08:00 | 2024-01-21 08:00 | ATA1     | somatic
4    | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | somatic
5    | 2      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA3     | somatic
6    | 3      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | psychiatric
7    | 3      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1     | somatic
8    | 4      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA1     | somatic
9    | 4      | 2024-01-10 08:00 | 2024-01-11 08:00 | -        | somatic
"""


@pytest.mark.parametrize(
    ("chaining", "numerator", "denominator"),
    [
        # 1→2, 2→3; 8 may be followed by an acute one, which nobody knows: left out of both
        ("allowed", 2, 7),
        # 2 and 3 follow an index row and are acute; 5 was planned; 7 follows no index row; whether 9
        # is a readmission is not known, so it stays
        ("not_allowed", 1, 5),
    ],
)
def test_a_readmission_is_no_index(
    spec: Spec, chaining: str, numerator: int, denominator: int
) -> None:
    spec.draw("hospital_stay", CHAIN)
    readmissions(spec, chaining=chaining)
    spec.expect(f"""
        unit         | period  | numerator   | denominator
        kommune-0851 | 2024-01 | {numerator} | {denominator}
    """)


def test_chains_look_one_step_back(spec: Spec) -> None:
    """Stay 3 follows 2 within 30 days and 1 not: 2 is itself a readmission, and 3 still is one."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00
        2    | 1      | 2024-01-25 08:00 | 2024-01-26 08:00
        3    | 1      | 2024-02-20 08:00 | 2024-02-21 08:00
        """,
    )
    readmissions(spec, chaining="not_allowed")
    spec.expect("""
        unit         | period  | numerator | denominator | state
        kommune-0851 | 2024-01 | 1         | 1           | ok
        kommune-0851 | 2024-02 | -         | -           | not_defined
    """)


def test_only_acute_rows_chain_where_the_index_is_acute(spec: Spec) -> None:
    """The stay before was planned and is no index, so the acute one that follows it is."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | priority
        1    | 1      | 2024-01-01 08:00 | 2024-01-02 08:00 | ATA3
        2    | 1      | 2024-01-10 08:00 | 2024-01-11 08:00 | ATA1
        """,
    )
    readmissions(spec, index="acute", chaining="not_allowed")
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-01 | 0 | 1")


def test_a_stay_does_not_chain_itself(spec: Spec) -> None:
    """It starts on the day it ends, which would lie in the window after itself."""
    spec.draw(
        "hospital_stay",
        "stay | person | started | ended \n 1 | 1 | 2024-01-05 08:00 | 2024-01-05 18:00",
    )
    readmissions(spec, chaining="not_allowed", within="at_least: 0 days, at_most: 30 days")
    spec.expect("unit | period | numerator | denominator \n kommune-0851 | 2024-01 | 0 | 1")


@pytest.mark.parametrize(
    ("died", "denominator"),
    [
        ("2024-01-04", 1),
        ("2024-01-05", 0),  # the day of discharge
        ("2024-02-04", 0),  # thirty days after
        ("2024-02-05", 1),
        ("-", 1),
    ],
)
def test_death_in_the_window(spec: Spec, died: str, denominator: int) -> None:
    spec.draw("hospital_stay", STAY)
    spec.draw("person", f"person | died \n 1 | {died}")
    readmissions(spec, chaining="allowed", death="excluded")
    (row,) = spec.compute(["kommune-0851"], ["2024-01"], strata=False).rows
    assert (row.denominator or 0) == denominator
