"""States of every measure: what must have been delivered, and what no rows mean."""

import pytest

from spec.drawn import Spec

STAYS = "of: {table: hospital_stay, where: [], date: started, place: residence}, unknown: exclude"
VISIT = (
    "table: municipal_service, where: [], from: started, to: started, "
    "within: {at_least: 0 days, at_most: 7 days}, same: [person]"
)
LENGTH = "{time: {from: started, to: ended, unit: days}}"
MEASURES = {
    "count": f"count: {{{STAYS}}}",
    "persons": f"persons: {{{STAYS}}}",
    "sum": f"sum: {{{STAYS}, amount: {LENGTH}}}",
    "days": f"sum: {{{STAYS}, amount: {{days_in_period: {{to: ended}}}}}}",
    "last_day": f"stock: {{{STAYS}, until: ended, at: last_day}}",
    "every_night": f"stock: {{{STAYS}, until: ended, at: every_night}}",
    "rate": f"rate: {{{STAYS}, per: 1000}}",
    "rate of persons": f"rate: {{{STAYS}, per: 1000, counting: persons}}",
    "rate of days": f"rate: {{{STAYS}, per: 1000, counting: amount, amount: {{days_in_period: {{to: ended}}}}}}",
    "proportion": f"proportion: {{{STAYS}, having: {{priority: ATA1}}}}",
    "proportion of persons": f"proportion: {{{STAYS}, having: {{priority: ATA1}}, counting: persons}}",
    "mean": f"mean: {{{STAYS}, amount: {LENGTH}}}",
    "median": f"median: {{{STAYS}, amount: {LENGTH}}}",
    "percentile": f"percentile: {{{STAYS}, amount: {LENGTH}, p: 90}}",
    "time_to": f"mean: {{{STAYS}, amount: {{time_to: {{unit: days, {VISIT}}}}}}}",
    "profile": f"profile: {{{STAYS}, events: {{table: municipal_service, where: [], date: started}}, weeks: {{from: 0, to: 0}}}}",
}
FIELDS = {
    "persons": {"attribute": "first_event"},
    "rate of persons": {"attribute": "first_event"},
    "proportion of persons": {"attribute": "first_event"},
}


def define(spec: Spec, name: str, **fields: str) -> None:
    usual = {"look_back": "30 days", "settle": "30 days", **FIELDS.get(name, {})}
    if name.startswith("rate"):
        usual["denominator"] = "mid_period"
    spec.define(f"measure:\n  {MEASURES[name]}", **(usual | fields))


def step_of(name: str) -> str:
    return "0" if name == "profile" else "-"


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    ("measure", "state", "numerator", "denominator"),
    [
        ("count", "zero", "0", "-"),
        ("persons", "zero", "0", "-"),
        ("sum", "zero", "0", "-"),
        ("days", "zero", "0", "-"),
        ("last_day", "zero", "0", "-"),
        ("every_night", "zero", "0", "31"),
        ("rate", "zero", "0", "180"),
        ("rate of persons", "zero", "0", "180"),
        ("rate of days", "zero", "0", "180"),
        ("proportion", "not_defined", "-", "-"),
        ("proportion of persons", "not_defined", "-", "-"),
        ("mean", "not_defined", "-", "-"),
        ("median", "not_defined", "-", "-"),
        ("percentile", "not_defined", "-", "-"),
        ("time_to", "not_defined", "-", "-"),
        ("profile", "not_defined", "-", "-"),
    ],
)
def test_no_rows(spec: Spec, measure: str, state: str, numerator: str, denominator: str) -> None:
    """What is counted, added up or held against the population is a true zero. What is a share or a
    mean of rows is not defined without any."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2023-01-01 08:00")
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2023-01-01 08:00")
    define(spec, measure)
    if measure in ("days", "last_day", "every_night", "rate of days"):
        spec.draw(
            "hospital_stay",
            "stay | person | started | ended \n 1 | 1 | 2023-01-01 08:00 | 2023-01-02 08:00",
        )
    spec.expect(f"""
        unit         | period  | step              | state   | numerator   | denominator
        kommune-0851 | 2024-01 | {step_of(measure)} | {state} | {numerator} | {denominator}
    """)


ONE_STAY = """
stay | person | started          | ended
1    | 1      | 2024-01-10 08:00 | 2024-02-12 08:00
"""


@pytest.mark.rule(18, 29)
@pytest.mark.parametrize("measure", list(MEASURES))
def test_every_measure_waits_for_its_table(spec: Spec, measure: str) -> None:
    """Settled when the table is covered from the look-back (here 30 days) to the follow-up (30 days);
    provisional within the lag (20 days) after that. A group goes on without the municipality that did
    not deliver and says so."""
    spec.draw("hospital_stay", ONE_STAY)
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-01-12 08:00")
    spec.covers("""
        table            | unit         | start      | end
        hospital_contact | kommune-0851 | 2023-11-01 | 2024-03-21
        hospital_contact | kommune-0860 | 2024-01-01 | 2024-03-21
        hospital_contact | kommune-0820 | 2023-11-01 | 2024-03-02
    """)
    define(spec, measure, lag="20 days")
    step = step_of(measure)
    spec.expect(f"""
        unit         | period  | step   | state         | flags
        kommune-0851 | 2024-02 | {step} | not_settled   | -
        kommune-0851 | 2024-01 | {step} | ok            | provisional
        kommune-0860 | 2024-01 | {step} | not_delivered | -
        kommune-0851 | 2023-11 | {step} | not_delivered | -
        kommune-0851 | 2023-10 | {step} | not_collected | -
        region-nordjylland | 2024-01 | {step} | ok | partial provisional
    """)


@pytest.mark.rule(18)
@pytest.mark.parametrize("measure", ["count", "sum", "mean", "median", "last_day", "profile"])
def test_only_settled_municipalities_are_in_a_group(spec: Spec, measure: str) -> None:
    """The stay of the municipality that has not delivered is not in the region's figure."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | residence
        1    | 1      | 2024-01-10 08:00 | 2024-02-12 08:00 | kommune-0851
        2    | 2      | 2024-01-10 08:00 | 2024-03-12 08:00 | kommune-0860
        """,
    )
    spec.draw("municipal_service", "service_id | person | started \n a | 1 | 2024-01-10 08:00")
    spec.covers("""
        table            | unit         | start      | end
        hospital_contact | kommune-0851 | 2023-01-01 | 2025-01-01
        hospital_contact | kommune-0860 | 2024-03-01 | 2025-01-01
    """)
    define(spec, measure)
    step = step_of(measure)
    numerator = {"count": 1, "sum": 33, "mean": 33, "median": 66, "last_day": 1, "profile": 1}
    spec.expect(f"""
        unit               | period  | step   | state | flags   | numerator            | units_present | units_total | population_present | population_total
        region-nordjylland | 2024-01 | {step} | ok    | partial | {numerator[measure]} | 1             | 11          | 180                | 540
        kommune-0860       | 2024-01 | {step} | not_delivered | - | -                  | 0             | 1           | 0                  | 180
    """)


@pytest.mark.parametrize(
    ("measure", "table"),
    [
        pytest.param(
            "count: {of: {table: hospital_stay, where: [{followed_by: {" + VISIT + "}}], "
            "date: started, place: residence}, unknown: exclude}",
            "municipal_service",
            id="an event in the conditions",
        ),
        pytest.param(MEASURES["time_to"], "municipal_service", id="the next event"),
        pytest.param(MEASURES["profile"], "municipal_service", id="the events of a profile"),
        pytest.param(MEASURES["persons"], "residence", id="the last residence"),
        pytest.param(MEASURES["rate"], "population", id="the population"),
        pytest.param(
            "proportion: {of: {table: hospital_stay, where: [], date: started, place: residence}, "
            "having: {followed_by: {table: hospital_stay, where: [], from: ended, to: started, "
            "within: {at_least: 0 days, at_most: 30 days}, same: [person]}}, unknown: exclude, "
            "readmission: {index: any, chaining: allowed, death: excluded}}",
            "person",
            id="the dates of death",
        ),
    ],
)
def test_every_table_behind_a_figure_is_needed(spec: Spec, measure: str, table: str) -> None:
    """For each municipality by itself: without it the municipality is not delivered, and one that has
    not come to the end yet is not settled."""
    spec.draw("hospital_stay", ONE_STAY)
    for drawn, text in (
        ("municipal_service", "service_id | person | started \n a | 1 | 2024-01-10 08:00"),
        ("residence", "person | valid_from \n 1 | 2020-01-01"),
        ("person", "person \n 1"),
    ):
        spec.draw(drawn, text)
    spec.covers(f"""
        table   | unit         | start      | end
        {table} | kommune-0851 | 2023-01-01 | 2025-01-01
        {table} | kommune-0860 | 2023-01-01 | 2024-01-20
        {table} | kommune-0820 | 2024-02-15 | 2025-01-01
    """)
    fields = {"attribute": "last_residence_in_period"} if measure.startswith("persons") else {}
    if measure.startswith("rate"):
        fields["denominator"] = "mid_period"
    spec.define(f"measure:\n  {measure}", look_back="30 days", settle="30 days", **fields)
    step = "0" if measure.startswith("profile") else "-"
    computation = spec.expect(f"""
        unit               | period  | step   | state         | units_present
        kommune-0860       | 2024-01 | {step} | not_settled   | 0
        kommune-0820       | 2024-01 | {step} | not_delivered | 0
        region-nordjylland | 2024-01 | {step} | not_settled   | 1
    """)
    assert len(computation.rows)
    settled = spec.compute(["kommune-0851"], ["2024-01"], strata=False).rows
    assert {str(row.state) for row in settled} <= {"ok", "zero"}


def test_weeks_and_days_are_settled_by_themselves(spec: Spec) -> None:
    """The week after the last delivered day waits; the days of it that are covered do not."""
    spec.draw("hospital_stay", ONE_STAY)
    spec.covers("""
        table            | unit | start      | end
        hospital_contact | -    | 2024-01-01 | 2024-01-17
    """)
    spec.define(f"measure:\n  {MEASURES['count']}", periods="[day, week, month]", lag="3 days")
    spec.expect("""
        unit         | period     | state       | flags       | numerator
        kommune-0851 | 2024-W02   | ok          | provisional | 1
        kommune-0851 | 2024-W03   | not_settled | -           | -
        kommune-0851 | 2024-01-10 | ok          | -           | 1
        kommune-0851 | 2024-01-13 | zero        | -           | 0
        kommune-0851 | 2024-01-14 | zero        | provisional | 0
        kommune-0851 | 2024-01-16 | zero        | provisional | 0
        kommune-0851 | 2024-01-17 | not_settled | -           | -
        kommune-0851 | 2024-01    | not_settled | -           | -
    """)


@pytest.mark.parametrize("measure", ["count", "mean", "every_night", "profile"])
def test_a_break_is_flagged_in_every_measure(spec: Spec, measure: str) -> None:
    """In each period that holds its day, weeks included."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended
        1    | 1      | 2024-01-10 08:00 | 2024-01-12 08:00
        2    | 1      | 2024-01-18 08:00 | 2024-01-19 08:00
        3    | 1      | 2024-02-10 08:00 | 2024-02-12 08:00
        """,
    )
    spec.draw(
        "municipal_service",
        """
        service_id | person | started
        a          | 1      | 2024-01-10 08:00
        b          | 1      | 2024-01-18 08:00
        c          | 1      | 2024-02-10 08:00
        """,
    )
    define(
        spec,
        measure,
        periods="[week, month, quarter]",
        annotations="[{date: 2024-01-14, kind: break, text: {da: Nyt, en: New}}]",
    )
    step = step_of(measure)
    spec.expect(f"""
        unit         | period   | step   | state | flags
        kommune-0851 | 2024-W02 | {step} | ok    | break
        kommune-0851 | 2024-W03 | {step} | ok    | -
        kommune-0851 | 2024-01  | {step} | ok    | break
        kommune-0851 | 2024-02  | {step} | ok    | -
        kommune-0851 | 2024-Q1  | {step} | ok    | break
    """)


def test_a_table_of_clinics_is_covered_clinic_by_clinic(spec: Spec) -> None:
    """A clinic that has not delivered is not delivered; its cluster goes on, partial."""
    spec.units(
        """
        unit     | kind
        clinic-1 | clinic
        clinic-2 | clinic
        cluster  | cluster
        """,
        """
        member   | group
        clinic-1 | cluster
        clinic-2 | cluster
        """,
    )
    spec.draw(
        "gp_service",
        """
        service_id | person | week     | clinic
        a          | 1      | 2024-W09 | clinic-1
        b          | 2      | 2024-W09 | clinic-2
        """,
    )
    spec.covers("""
        table      | unit     | start      | end
        gp_service | clinic-1 | 2024-01-01 | 2025-01-01
        gp_service | clinic-2 | 2024-03-01 | 2025-01-01
    """)
    spec.define(
        """
measure:
  count:
    of: {table: gp_service, where: [], date: week, place: clinic}
    unknown: exclude""",
        grains="{units: clinic, breakdowns: []}",
    )
    spec.expect("""
        unit     | period  | state         | flags   | numerator | units_present | units_total
        clinic-1 | 2024-02 | ok            | -       | 1         | 1             | 1
        clinic-2 | 2024-02 | not_delivered | -       | -         | 0             | 1
        cluster  | 2024-02 | ok            | partial | 1         | 1             | 2
        cluster  | 2024-03 | zero          | -       | 0         | 2             | 2
    """)
