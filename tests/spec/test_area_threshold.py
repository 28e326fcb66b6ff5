"""Whether an area has 30 persons behind its denominator is settled by counting, not by bounds."""

from spec.drawn import Spec


def test_sixty_persons_of_three_months_are_known_to_be_at_least_thirty(spec: Spec) -> None:
    """Twenty persons a month, sixty in the year: bounds of 20 and 60 would leave the area in doubt."""
    lines = [
        f"{100 * month + n} | {100 * month + n} | 2024-0{month}-10 08:00 | 2024-0{month}-11 08:00 \n"
        for month in (1, 4, 7)
        for n in range(20)
    ]
    spec.draw("hospital_stay", "stay | person | started | ended \n" + "".join(lines))
    spec.define(
        """
measure:
  proportion:
    of: {table: hospital_stay, where: [], date: ended, place: residence}
    having:
      followed_by:
        {table: hospital_stay, where: [], from: ended, to: started,
         within: {more_than: 4 hours, at_most: 30 days}, same: [person]}
    unknown: exclude
    readmission: {index: any, chaining: allowed, death: kept}""",
        settle="30 days",
    )
    spec.expect("""
        unit         | period  | denominator | denominator_persons
        kommune-0851 | 2024-01 | 20          | 20
        kommune-0851 | 2024    | 60          | 60
    """)
