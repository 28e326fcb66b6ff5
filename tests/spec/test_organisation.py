"""Units and time: as the organisation was, or as it stands on a date."""

from dataclasses import replace
from datetime import date

from spec.drawn import Spec
from tvaerblik.catalogue.units import Membership

COPENHAGEN = """
quarter_start | municipality | sex | age | persons
2022-04-01    | kommune-0101 | k   | 74  | 100
2022-07-01    | kommune-0101 | k   | 74  | 100
2024-01-01    | kommune-0101 | k   | 74  | 100
2024-01-01    | kommune-0147 | k   | 74  | 10
2024-01-01    | kommune-0155 | k   | 74  | 1
"""


def test_a_municipality_in_two_groups_counts_in_both(spec: Spec) -> None:
    """København is in two sundhedsklynger; each has all of it, and the region has it once."""
    spec.draw("population", COPENHAGEN)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | kommune-0101
        2    | 2      | 2024-01-10 08:00 | kommune-0147
        3    | 3      | 2024-01-10 08:00 | kommune-0155
        """,
    )
    spec.count("")
    spec.expect("""
        unit                             | period  | numerator | denominator
        sundhedsklynge-hovedstaden-byen  | 2024-01 | 2         | 3410
        sundhedsklynge-hovedstaden-syd   | 2024-01 | 2         | 3131
        region-hovedstaden               | 2024-01 | 3         | 3441
    """)


def test_a_group_that_did_not_exist_throughout_is_not_collected(spec: Spec) -> None:
    """Sundhedsklynger began on 1 July 2022: the quarter has them, the year does not."""
    spec.draw("population", COPENHAGEN)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2022-06-10 08:00 | kommune-0101
        2    | 2      | 2022-07-10 08:00 | kommune-0101
        """,
    )
    spec.count("")
    spec.expect("""
        unit                            | period  | state         | numerator | units_total
        sundhedsklynge-hovedstaden-byen | 2022-06 | not_collected | -         | 0
        sundhedsklynge-hovedstaden-byen | 2022-07 | ok            | 1         | 2
        sundhedsklynge-hovedstaden-byen | 2022    | not_collected | -         | 0
        kommune-0101                    | 2022    | ok            | 2         | 1
        sundhedsraad-hovedstaden        | 2022-07 | not_collected | -         | 0
    """)


def test_as_it_stands_on_a_date(spec: Spec) -> None:
    """With the organisation of 2027, figures of 2024 are grouped by sundhedsråd; units that no
    longer exist on that date have no row."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | kommune-0851
        2    | 2      | 2024-01-10 08:00 | kommune-0820
        3    | 3      | 2024-01-10 08:00 | kommune-0860
        """,
    )
    spec.count("")
    computation = spec.expect("""
        unit                   | period  | organisation | state         | numerator | denominator
        sundhedsraad-limfjorden | 2024-01 | 2027-01-01  | ok            | 2         | 11160
        sundhedsraad-vendsyssel | 2024-01 | 2027-01-01  | ok            | 1         | 5580
        sundhedsraad-limfjorden | 2024-01 | as-was      | not_collected | -         | -
        region-nordjylland      | 2024-01 | 2027-01-01  | ok            | 3         | 16740
        region-nordjylland      | 2024-01 | as-was      | ok            | 3         | 16740
        sundhedsklynge-nordjylland-nord | 2024-01 | as-was | ok         | 1         | 5580
    """)
    kept = {(row.unit, row.organisation) for row in computation.rows}
    assert ("sundhedsklynge-nordjylland-nord", "2027-01-01") not in kept


def test_merged_regions_are_added_up_from_their_municipalities(spec: Spec) -> None:
    """Region Østdanmark begins in 2027; as it stands then, it has a past, as it was it has none."""
    spec.draw("population", COPENHAGEN)
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | residence
        1    | 1      | 2024-01-10 08:00 | kommune-0101
        2    | 2      | 2024-01-10 08:00 | kommune-0265
        """,
    )
    spec.count("")
    spec.expect("""
        unit                | period  | organisation | state         | numerator
        region-oestdanmark  | 2024-01 | 2027-01-01   | ok            | 2
        region-oestdanmark  | 2024-01 | as-was       | not_collected | -
        region-sjaelland    | 2024-01 | as-was       | not_defined   | -
    """)


def test_units_finer_than_the_grain_have_no_rows(spec: Spec) -> None:
    """An area outside the municipalities is no group of them; the asker answers not_collected."""
    spec.draw("hospital_stay", "stay | person | started \n 1 | 1 | 2024-01-10 08:00")
    spec.count("")
    assert len(spec.compute(["omraade-0411", "region-ukendt"], ["2024-01"]).rows) == 0


def test_a_municipality_that_changes_group_counts_where_it_was(spec: Spec) -> None:
    """Month by month: each month's figures go to the group of its first day, so a quarter of the
    old group has two months of it and a quarter of the new one has one."""
    units = spec.catalogue.units
    kept = [known for known in units.memberships if known.member != "kommune-0851"]
    moved = (
        *kept,
        Membership(
            "kommune-0851", "sundhedsklynge-nordjylland-midt", date(2022, 7, 1), date(2024, 3, 1)
        ),
        Membership("kommune-0851", "sundhedsklynge-nordjylland-nord", date(2024, 3, 1), None),
    )
    spec.catalogue = replace(spec.catalogue, units=replace(units, memberships=moved))
    spec.draw(
        "hospital_stay",
        """
        stay | person | started
        1    | 1      | 2024-01-10 08:00
        2    | 1      | 2024-02-10 08:00
        3    | 2      | 2024-03-10 08:00
        """,
    )
    spec.count("")
    spec.expect(f"""
        unit                            | period  | numerator | denominator           | units_total
        sundhedsklynge-nordjylland-midt | 2024-Q1 | 2         | {180 * (31 + 29)}     | 2
        sundhedsklynge-nordjylland-nord | 2024-Q1 | 1         | {180 * 91 + 180 * 31} | 5
        sundhedsklynge-nordjylland-nord | 2024-02 | 0         | {180 * 29}            | 4
    """)
    spec.expect("""
        unit                            | period  | numerator_persons
        sundhedsklynge-nordjylland-nord | 2024-Q1 | 1
    """)
