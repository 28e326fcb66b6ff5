"""Conditions: which rows are meant."""

import pytest

from spec.drawn import Spec

STAYS = """
stay | person | started          | priority | diagnosis | sector      | inpatient
1    | 1      | 2024-03-01 08:00 | ATA1     | DJ449     | somatic     | true
2    | 2      | 2024-03-02 08:00 | ATA1     | DJ44      | psychiatric | true
3    | 3      | 2024-03-03 08:00 | ATA3     | DJ4       | somatic     | false
4    | 4      | 2024-03-04 08:00 | -        | DI500     | somatic     | true
5    | 5      | 2024-03-05 08:00 | ATA3     | -         | somatic     | true
"""


@pytest.mark.rule(6)
@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param("", 5, id="no condition means every row"),
        pytest.param("{priority: ATA1}", 2, id="a column equals a value"),
        pytest.param("{inpatient: true}", 4, id="a yes/no column equals true"),
        pytest.param("{inpatient: false}", 1, id="or false"),
        pytest.param("{stay: 4}", 1, id="a number equals a number"),
        pytest.param("{inpatient: true}, {sector: somatic}", 3, id="a list means all of them"),
        pytest.param("{all: [{inpatient: true}, {sector: somatic}]}", 3, id="all says the same"),
        pytest.param(
            "{any: [{priority: ATA3}, {sector: psychiatric}]}", 3, id="any is one of them"
        ),
        pytest.param("{not: {sector: psychiatric}}", 4, id="not turns it round"),
        pytest.param("{not: {any: [{stay: 1}, {stay: 2}]}}", 3, id="conditions nest"),
        pytest.param("{stay: {at_least: 2, at_most: 4}}", 3, id="borders are inside"),
        pytest.param("{stay: {more_than: 2, less_than: 4}}", 1, id="or outside"),
        pytest.param("{stay: {at_least: 1.5, less_than: 3.5}}", 2, id="limits need not be whole"),
        pytest.param("{stay: {more_than: 1.5, at_most: 3.5}}", 2, id="on either side"),
    ],
)
def test_where(spec: Spec, where: str, expected: int) -> None:
    """`where` says which rows are counted."""
    spec.draw("hospital_stay", STAYS)
    spec.count(where)
    spec.expect(f"""
        unit         | period  | numerator
        kommune-0851 | 2024-03 | {expected}
    """)


def test_a_code_list_finds_what_begins_with_its_codes(spec: Spec) -> None:
    """DJ44 in a code list also finds DJ449, but DJ4 is not DJ44, and a row counts once."""
    spec.draw("hospital_stay", STAYS)
    spec.codes("lungs", "DJ44", "DI5", "DI50", "DE10")
    spec.count("{diagnosis: {in: lungs}}")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-03 | 3
    """)


@pytest.mark.parametrize(
    ("born", "started", "counted"),
    [
        ("1959-03-01", "2024-02-29 12:00", 0),
        ("1959-03-01", "2024-03-01 00:10", 1),
        ("1960-02-29", "2025-02-28 23:50", 0),  # 65 on 1 March in a common year
        ("1960-02-29", "2025-03-01 00:10", 1),
        ("1960-02-29", "2024-02-29 00:10", 0),
        ("1956-02-29", "2024-02-29 00:10", 1),
    ],
)
def test_age_is_whole_years_on_the_rows_date(
    spec: Spec, born: str, started: str, counted: int
) -> None:
    """Somebody born on 29 February turns a year older on 1 March when there is no 29 February."""
    spec.draw("hospital_stay", f"stay | person | started | born \n 1 | 1 | {started} | {born}")
    spec.count("{age: {at_least: 65}}")
    spec.expect(f"""
        unit         | period     | numerator
        kommune-0851 | {started[:7]} | {counted}
    """)


@pytest.mark.parametrize(("date", "counted"), [("started", 0), ("ended", 1)])
def test_age_is_that_of_the_date_the_definition_names(spec: Spec, date: str, counted: int) -> None:
    """Who turns 65 during a stay is 64 at its start and 65 at its end, in the age bands as well."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | ended            | born
        1    | 1      | 2024-03-10 08:00 | 2024-03-20 08:00 | 1959-03-15
        """,
    )
    spec.count("{age: {at_least: 65}}", date=date)
    spec.expect(f"""
        unit         | period  | age_band | numerator
        kommune-0851 | 2024-03 | 65-69    | {counted}
    """)


def test_age_counts_on_the_local_date(spec: Spec) -> None:
    """Ten past midnight in Denmark is a new day, though it is still yesterday in UTC."""
    spec.draw(
        "hospital_stay",
        """
        stay | person | started          | born
        1    | 1      | 2024-07-01 00:10 | 1959-07-01
        2    | 2      | 2024-06-30 23:50 | 1959-07-01
        """,
    )
    spec.count("{age: {at_least: 65}}")
    spec.expect("""
        unit         | period  | numerator
        kommune-0851 | 2024-06 | 0
        kommune-0851 | 2024-07 | 1
    """)


def test_only_bands_that_the_conditions_reach_are_shown(spec: Spec) -> None:
    """A definition about people aged 67 to 79 has three age bands, and no other."""
    spec.draw("hospital_stay", STAYS)
    spec.count("{age: {at_least: 67, less_than: 80}}")
    rows = spec.expect("unit | period | age_band | numerator \n kommune-0851 | 2024-03 | 70-74 | 5")
    assert {row.age_band for row in rows.rows} == {None, "65-69", "70-74", "75-79"}
    assert len(rows.rows) == (1 + 3) * (1 + 2)
