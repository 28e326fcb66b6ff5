"""Do the data exist: what a definition needs, held against what deliveries cover."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.requirements import requirement_words, requirements_of
from tvaerblik.core.cells import State
from tvaerblik.core.periods import parse_period
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.flows.find_data import FoundData, UnitData, match_covers
from tvaerblik.store.snapshot import Cover, Snapshot

HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"
ADMISSIONS = "indlaeggelser-pr-1000"
AALBORG, HJOERRING, REBILD = "kommune-0851", "kommune-0860", "kommune-0840"


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def cover(table: str, unit: str | None, start: str, end: str) -> Cover:
    return Cover(table, unit, date.fromisoformat(start), date.fromisoformat(end))


def found(
    catalogue: Catalogue, indicator: str, *covers: Cover, units: tuple[str, ...]
) -> FoundData:
    requirements = requirements_of(catalogue.get(indicator), catalogue)
    return match_covers(requirements, covers, [catalogue.units.get(unit) for unit in units])


def said(data: UnitData) -> tuple[str, list[str], list[str]]:
    return (
        data.answer,
        [f"{stretch.first}/{stretch.last}" for stretch in data.delivered],
        [
            f"{gap.table} {gap.stretch.first}/{gap.stretch.last}" if gap.stretch else gap.table
            for gap in data.missing
        ],
    )


def test_yes_partly_and_no_with_what_is_missing(catalogue: Catalogue) -> None:
    data = found(
        catalogue,
        HOME_VISIT,
        cover("hospital_contact", None, "2024-01-01", "2024-07-01"),
        cover("municipal_service", AALBORG, "2024-01-01", "2024-07-01"),
        cover("municipal_service", HJOERRING, "2024-04-01", "2024-07-01"),
        units=(AALBORG, HJOERRING, REBILD),
    )
    assert [said(of_unit) for of_unit in data.units] == [
        ("yes", ["2024-01/2024-05"], []),
        ("partly", ["2024-04/2024-05"], ["municipal_service 2024-01/2024-03"]),
        ("no", [], ["municipal_service 2024-01/2024-05"]),
    ]


def test_a_hole_splits_what_was_delivered(catalogue: Catalogue) -> None:
    data = found(
        catalogue,
        ADMISSIONS,
        cover("population", None, "2024-01-01", "2025-01-01"),
        cover("hospital_contact", AALBORG, "2024-01-01", "2024-05-01"),
        cover("hospital_contact", HJOERRING, "2024-01-01", "2024-02-01"),
        cover("hospital_contact", HJOERRING, "2024-03-01", "2024-05-01"),
        units=(AALBORG, HJOERRING),
    )
    hole = ("partly", ["2024-01/2024-01", "2024-03/2024-04"], ["hospital_contact 2024-02/2024-02"])
    assert [said(of_unit) for of_unit in data.units] == [("yes", ["2024-01/2024-04"], []), hole]


def test_nothing_delivered_names_the_tables(catalogue: Catalogue) -> None:
    covers = (cover("population", None, "2024-01-01", "2025-01-01"),)
    (data,) = found(catalogue, ADMISSIONS, *covers, units=(AALBORG,)).units
    assert said(data) == ("no", [], ["hospital_contact"])


def test_a_unit_is_asked_only_while_it_exists(catalogue: Catalogue) -> None:
    covers = (cover("covid_admissions", None, "2020-03-01", "2020-05-01"),)
    regions = tuple(unit.id for unit in catalogue.units.of_kind("region"))
    data = found(catalogue, "covid-nyindlagte", *covers, units=regions)
    assert {of_unit.unit.id for of_unit in data.units} == {
        unit for unit in regions if catalogue.units.get(unit).valid_on(date(2020, 3, 1))
    }
    assert {of_unit.answer for of_unit in data.units} == {"yes"}


def test_single_publication_days_are_counted_not_joined(catalogue: Catalogue) -> None:
    days = ("2020-05-13", "2020-05-20")
    covers = [cover("covid_cases", None, day, day[:-2] + str(int(day[-2:]) + 1)) for day in days]
    (data,) = found(catalogue, "covid-tilfaelde-pr-100000", *covers, units=(AALBORG,)).units
    assert data.answer == "yes"
    assert [(stretch.first, stretch.last, stretch.periods) for stretch in data.delivered] == [
        (*days, 2)
    ]


def test_columns_codes_and_days_are_those_of_the_definition(catalogue: Catalogue) -> None:
    found = requirements_of(catalogue.get(HOME_VISIT), catalogue)
    by_table = {need.register.table: need for need in found.tables}
    assert by_table["municipal_service"].columns == ("person", "service", "started")
    assert {"started", "ended", "born", "sex", "residence"} <= set(
        by_table["hospital_contact"].columns
    )
    assert "diagnosis" not in by_table["hospital_contact"].columns
    assert by_table["hospital_contact"].days_after == 7
    assert [(need.table, need.column, need.codelist.id) for need in found.codes] == [
        ("municipal_service", "service", "fsiii-opfoelgende-hjemmebesoeg")
    ]


def test_what_is_needed_is_said_in_both_languages(catalogue: Catalogue) -> None:
    words = requirement_words(requirements_of(catalogue.get(HOME_VISIT), catalogue))
    assert (
        "Kommunale indsatser (municipal_service) med person, service, started. "
        "Hele perioden og 7 dage efter den skal være leveret."
    ) in [text.da for text in words]
    for indicator in catalogue.indicators.values():
        for text in requirement_words(requirements_of(indicator, catalogue)):
            assert text.da.endswith(".")
            assert text.en.endswith(".")
            assert ".." not in text.da + text.en


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
COVERS = st.lists(
    st.tuples(
        st.sampled_from(("hospital_contact", "municipal_service", "population")),
        st.sampled_from((None, AALBORG, HJOERRING)),
        DAYS,
        DAYS,
    )
    .filter(lambda drawn: drawn[2] < drawn[3])
    .map(lambda drawn: Cover(*drawn)),
    max_size=8,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(covers=COVERS, indicator=st.sampled_from((HOME_VISIT, ADMISSIONS)))
def test_what_is_said_to_be_there_can_be_computed(
    catalogue: Catalogue, covers: list[Cover], indicator: str
) -> None:
    """The engine that referees the other calls settled exactly the periods that are said delivered."""
    asked = catalogue.get(indicator)
    referee = Deliveries(asked, catalogue, Snapshot("drawn", {}, tuple(covers), frozenset()))
    data = found(catalogue, indicator, *covers, units=(AALBORG, HJOERRING))
    months = [parse_period(f"2024-{month:02d}") for month in range(1, 13)]
    for of_unit in data.units:
        settled = [m.id for m in months if referee.state(of_unit.unit.id, m) == State.OK]
        assert sum(stretch.periods for stretch in of_unit.delivered) == len(settled)
        assert all(
            any(stretch.first <= month <= stretch.last for stretch in of_unit.delivered)
            for month in settled
        )
