"""Hospital stays: how contacts become stays, and stays admissions."""

import pytest

from spec.drawn import Spec


def expect_stays(spec: Spec, contacts: str, expected: str) -> None:
    spec.draw("hospital_contact", contacts)
    spec.expect_stays(expected)


@pytest.mark.parametrize(
    ("gap", "stays"),
    [
        pytest.param("09:00", "1", id="overlaps"),
        pytest.param("10:00", "1", id="touches"),
        pytest.param("14:00", "1", id="4 hours later"),
        pytest.param("14:01", "1 2", id="4 hours and a minute"),
    ],
)
def test_contacts_at_most_four_hours_apart_are_one_stay(spec: Spec, gap: str, stays: str) -> None:
    """Contacts that overlap, or start at most four hours after the end so far, are one stay, also
    across hospitals."""
    spec.draw(
        "hospital_contact",
        f"""
        contact | person | started          | ended            | unit
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | north
        2       | 1      | 2024-01-01 {gap} | 2024-01-01 20:00 | south
        """,
    )
    spec.expect_stays("stay\n" + "\n".join(stays.split()))


def test_a_contact_inside_another_does_not_end_the_stay(spec: Spec) -> None:
    """The latest end so far counts, not the last contact's."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended
        1       | 1      | 2024-01-01 08:00 | 2024-01-05 08:00
        2       | 1      | 2024-01-01 09:00 | 2024-01-01 10:00
        3       | 1      | 2024-01-05 12:00 | 2024-01-05 13:00
        4       | 1      | 2024-01-05 17:01 | 2024-01-05 18:00
        """,
        """
        stay | length          | inpatient
        1    | 4 days, 5:00:00 | true
        4    | 0:59:00         | false
        """,
    )


@pytest.mark.parametrize(
    ("started", "ended", "inpatient"),
    [
        ("2024-01-01 08:00", "2024-01-01 20:00", "true"),  # 12 hours exactly
        ("2024-01-01 08:00", "2024-01-01 19:59", "false"),
        ("2024-10-26 20:00", "2024-10-27 07:00", "true"),  # the long night
        ("2024-10-26 20:00", "2024-10-27 06:59", "false"),
        ("2024-03-30 20:00", "2024-03-31 08:59", "false"),  # the short one
        ("2024-03-30 20:00", "2024-03-31 09:00", "true"),
        ("2024-10-27 02:30", "2024-10-27 13:30", "true"),
        ("2024-10-27 02:30b", "2024-10-27 13:30", "false"),
    ],
)
def test_twelve_hours_make_an_admission(
    spec: Spec, started: str, ended: str, inpatient: str
) -> None:
    """Twelve hours on the clock, whatever the local time says."""
    spec.draw(
        "hospital_contact", f"contact | person | started | ended \n 1 | 1 | {started} | {ended}"
    )
    spec.expect_stays(f"stay | inpatient \n 1 | {inpatient}")


def test_short_contacts_add_up_to_an_admission(spec: Spec) -> None:
    """From the first start to the last end, gaps of up to four hours included."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 12:00
        2       | 1      | 2024-01-01 16:00 | 2024-01-01 20:00
        """,
        """
        stay | length   | inpatient
        1    | 12:00:00 | true
        """,
    )


def test_only_physical_attendance_makes_a_stay(spec: Spec) -> None:
    """A telephone contact neither is a stay nor joins two."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | contact_type
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | ALCA00
        2       | 1      | 2024-01-01 10:00 | 2024-01-01 14:00 | ALCA03
        3       | 1      | 2024-01-01 15:00 | 2024-01-01 16:00 | ALCA00
        4       | 2      | 2024-01-01 15:00 | 2024-01-01 16:00 | ALCA01
        """,
        "stay | person \n 1 | 1 \n 3 | 1",
    )


def test_what_the_first_and_the_longest_contact_give(spec: Spec) -> None:
    """Priority, sector and residence are the first contact's, diagnosis and specialty the longest
    one's."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | priority | diagnosis | specialty | sector      | residence
        7       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | ATA1     | DI500     | kirurgi   | somatic     | kommune-0851
        5       | 1      | 2024-01-01 10:00 | 2024-01-02 10:00 | ATA3     | DJ449     | geriatri  | psychiatric | kommune-0860
        """,
        """
        stay | priority | diagnosis | specialty | sector  | residence
        7    | ata1     | dj449     | geriatri  | somatic | kommune-0851
        """,
    )


def test_a_missing_specialty_of_the_longest_contact_stays_missing(spec: Spec) -> None:
    """It is not borrowed from a shorter contact."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | specialty
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | kirurgi
        2       | 1      | 2024-01-01 10:00 | 2024-01-02 10:00 | -
        """,
        "stay | specialty \n 1 | -",
    )


def test_ties_go_to_the_earlier_start_and_then_the_lower_key(spec: Spec) -> None:
    """So that every engine and every day gives the same answer."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | priority | diagnosis
        9       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | ATA3     | DB9
        8       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | ATA1     | DA8
        7       | 1      | 2024-01-01 09:00 | 2024-01-01 11:00 | -        | DC7
        """,
        "stay | priority | diagnosis \n 8 | ata1 | da8",
    )


def test_a_missing_value_of_the_first_contact_stays_missing(spec: Spec) -> None:
    """It is not borrowed from another contact."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | priority | diagnosis | residence
        1       | 1      | 2024-01-01 08:00 | 2024-01-02 10:00 | -        | -         | -
        2       | 1      | 2024-01-02 10:00 | 2024-01-02 11:00 | ATA1     | DJ449     | kommune-0851
        """,
        "stay | priority | diagnosis | residence \n 1 | - | - | -",
    )


def test_unfinished_somatic_contacts_are_left_out(spec: Spec) -> None:
    """Without an end nobody knows whether it was an admission."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended
        1       | 1      | 2024-01-01 08:00 | -
        2       | 1      | 2024-02-01 08:00 | 2024-02-02 08:00
        """,
        "stay | ended \n 2 | 2024-02-02 07:00:00",
    )


def test_unfinished_psychiatric_contacts_make_an_open_admission(spec: Spec) -> None:
    """It goes on, so whatever comes later lies inside it."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | sector      | diagnosis
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | somatic     | DI500
        2       | 1      | 2024-01-01 11:00 | -                | psychiatric | DF200
        3       | 1      | 2024-06-01 08:00 | 2024-06-20 08:00 | somatic     | DJ449
        4       | 2      | 2024-01-01 11:00 | -                | psychiatric | DF200
        """,
        """
        stay | person | ended | ended_date | inpatient | sector      | diagnosis
        1    | 1      | -     | -          | true      | somatic     | df200
        4    | 2      | -     | -          | true      | psychiatric | df200
        """,
    )


def test_a_delivered_key_is_used_when_the_whole_person_has_it(spec: Spec) -> None:
    """The supplier's stays are the supplier's business, gaps of any length included."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | stay_key
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | 500
        2       | 1      | 2024-01-09 08:00 | 2024-01-09 10:00 | 500
        3       | 1      | 2024-01-09 11:00 | 2024-01-09 12:00 | 501
        """,
        """
        stay | length          | inpatient
        1    | 8 days, 2:00:00 | true
        3    | 1:00:00         | false
        """,
    )


@pytest.mark.parametrize(
    "keyless",
    [
        "3 | 1 | 2024-03-01 08:00 | 2024-03-01 10:00 | - | ALCA00 | somatic",
        "3 | 1 | 2024-03-01 08:00 | -                | - | ALCA00 | somatic",
    ],
)
def test_delivered_and_computed_stays_are_never_mixed_in_one_person(
    spec: Spec, keyless: str
) -> None:
    """One attendance without a key, and all of that person's stays are computed; nobody else's."""
    spec.draw(
        "hospital_contact",
        f"""
        contact | person | started          | ended            | stay_key | contact_type | sector
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 10:00 | 500      | ALCA00       | somatic
        2       | 1      | 2024-01-09 08:00 | 2024-01-09 10:00 | 500      | ALCA00       | somatic
        {keyless}
        4       | 2      | 2024-01-01 08:00 | 2024-01-01 10:00 | 600      | ALCA00       | somatic
        5       | 2      | 2024-01-09 08:00 | 2024-01-09 10:00 | 600      | ALCA00       | somatic
        6       | 2      | 2024-01-10 08:00 | 2024-01-10 10:00 | -        | ALCA03       | somatic
        """,
    )
    finished = "1 2 3 4" if "10:00" in keyless else "1 2 4"
    spec.expect_stays("stay\n" + "\n".join(finished.split()))


@pytest.mark.parametrize(
    ("started", "ended", "hours"),
    [
        pytest.param("2024-01-01 08:00", "2024-01-03 07:59", "47", id="an hour begun"),
        pytest.param("2024-01-01 08:00", "2024-01-03 08:00", "48", id="on the hour"),
        pytest.param("2024-01-01 08:30", "2024-01-01 09:15", "0", id="across the hour"),
        pytest.param("2024-01-01 08:00", "2024-01-01 08:00", "0", id="no time"),
        pytest.param("2024-03-30 20:00", "2024-03-31 20:00", "23", id="spring night"),
        pytest.param("2024-10-26 20:00", "2024-10-27 20:00", "25", id="autumn night"),
        pytest.param("2024-10-27 02:30", "2024-10-27 02:30b", "1", id="the hour that comes twice"),
        pytest.param(
            "2024-10-26 08:00", "2024-10-28 07:00", "48", id="48 hours on 47 of the clock"
        ),
        pytest.param(
            "2024-03-30 08:00", "2024-04-01 08:30", "47", id="47 hours on 48 of the clock"
        ),
    ],
)
def test_the_hours_of_a_stay_are_whole_and_truly_gone(
    spec: Spec, started: str, ended: str, hours: str
) -> None:
    """The night the clocks go forward has an hour less, the night they go back an hour more. An hour
    begun does not count."""
    expect_stays(
        spec,
        f"""
        contact | person | started   | ended
        1       | 1      | {started} | {ended}
        """,
        f"stay | hours \n 1 | {hours}",
    )


def test_the_hours_run_from_the_first_start_to_the_last_end(spec: Spec) -> None:
    """Gaps inside the stay are part of it, and the contact that began last need not end it. A stay
    that is still open has no hours yet."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended            | sector
        1       | 1      | 2024-01-01 08:00 | 2024-01-01 20:00 | somatic
        2       | 1      | 2024-01-01 22:00 | 2024-01-03 08:00 | somatic
        3       | 1      | 2024-01-02 08:00 | 2024-01-02 09:00 | somatic
        4       | 2      | 2024-01-01 08:00 | 2024-01-02 08:00 | somatic
        5       | 2      | 2024-01-02 09:00 | -                | psychiatric
        """,
        """
        stay | hours
        1    | 48
        4    | -
        """,
    )


def test_stays_are_counted_by_their_hours(spec: Spec) -> None:
    """A limit of 48 hours leaves out exactly 48. How long an open stay will last nobody knows: it is
    not counted, neither below a limit nor above."""
    spec.draw(
        "hospital_contact",
        """
        contact | person | started          | ended            | sector
        1       | 1      | 2024-01-01 08:00 | 2024-01-03 07:59 | somatic
        2       | 2      | 2024-01-01 08:00 | 2024-01-03 08:00 | somatic
        3       | 3      | 2024-01-01 08:00 | -                | psychiatric
        """,
    )
    for limit in ("less_than", "at_least"):
        spec.count(f"{{hours: {{{limit}: 48}}}}", unknown="no")
        spec.expect("unit | period | numerator \n kommune-0851 | 2024-01 | 1", unknown=1)


def test_dates_are_local(spec: Spec) -> None:
    """A stay that starts ten past midnight in Denmark started on the new day."""
    expect_stays(
        spec,
        """
        contact | person | started          | ended
        1       | 1      | 2024-07-01 00:10 | 2024-08-01 01:30
        """,
        """
        stay | started             | started_date | ended_date
        1    | 2024-06-30 22:10:00 | 2024-07-01   | 2024-08-01
        """,
    )
