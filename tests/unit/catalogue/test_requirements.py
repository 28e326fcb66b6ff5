"""What every measure needs: tables, columns, codes and days, as the engine that referees asks for them."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.spelled import SPELLED, spelled_catalogue
from tvaerblik.catalogue.language import Reported
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.requirements import (
    LANGUAGES,
    Requirements,
    requirement_words,
    requirements_of,
)
from tvaerblik.core.cells import State
from tvaerblik.core.periods import parse_period
from tvaerblik.engine.plain.coverage import Deliveries
from tvaerblik.flows.find_data import match_covers
from tvaerblik.store.snapshot import Cover, Snapshot

AALBORG = "kommune-0851"
MARCH = parse_period("2024-03")
COUNTED = [id_ for id_ in SPELLED if not id_.startswith("reported")]

# definition → table → columns that must be there
COLUMNS = {
    "count": {"hospital_contact": "person started sector residence born sex"},
    "count-provider": {"municipal_service": "person municipality resource started"},
    "count-clinic": {"gp_service": "person week clinic"},
    "count-conditions": {"hospital_contact": "priority diagnosis contact_type born"},
    "count-not-after": {
        "municipal_service": "person resource started",
        "hospital_contact": "person started ended",
    },
    "persons": {"hospital_contact": "contact person started"},
    "persons-last-residence": {
        "residence": "person municipality valid_from valid_to born sex",
        "hospital_contact": "person started",
    },
    "rate": {"population": "quarter_start municipality sex age persons"},
    "readmission-strict": {
        "person": "person died",
        "hospital_contact": "person started ended priority",
    },
    "visits-twice": {"municipal_service": "person started"},
    "sum-column": {"gp_service": "week contacts"},
    "sum-bed-days": {"hospital_contact": "started ended"},
    "mean-column": {"nursing_home_doctor": "municipality valid_from places"},
    "median": {"municipal_service": "person resource started"},
    "stock": {"nursing_home_doctor": "municipality valid_from valid_to"},
    "profile": {"gp_service": "person week", "hospital_contact": "person started priority"},
    "ratio": {"hospital_contact": "started ended"},
    "observed": {"hospital_contact": "started", "population": "persons"},
}


@pytest.fixture(scope="module")
def catalogue(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return spelled_catalogue(definitions, tmp_path_factory.mktemp("spelled") / "definitions")


def needs(id_: str, catalogue: Catalogue) -> Requirements:
    return requirements_of(catalogue.get(id_), catalogue)


@pytest.mark.parametrize("id_", COLUMNS)
def test_the_columns_of_a_measure_are_named(id_: str, catalogue: Catalogue) -> None:
    by_table = {need.register.table: set(need.columns) for need in needs(id_, catalogue).tables}
    for table, columns in COLUMNS[id_].items():
        assert set(columns.split()) <= by_table[table], (id_, table)


def test_what_is_not_asked_for_is_not_needed(catalogue: Catalogue) -> None:
    by_table = {need.register.table: need.columns for need in needs("count", catalogue).tables}
    assert not {"priority", "diagnosis", "ended", "contact_type"} & set(
        by_table["hospital_contact"]
    )
    assert "born" not in {c for need in needs("stock", catalogue).tables for c in need.columns}
    assert "person" not in {need.register.table for need in needs("readmission", catalogue).tables}


def covers_of(requirements: Requirements, *, less: str = "", at: str = "") -> list[Cover]:
    """Exactly the days that are needed of each table; of one, a day less `at` its start or end."""
    found = []
    for need in requirements.tables:
        start = MARCH.start - timedelta(days=need.days_before)
        end = MARCH.end + timedelta(days=need.days_after)
        if need.register.table == less:
            start += timedelta(days=at == "start")
            end -= timedelta(days=at == "end")
        found.append(Cover(need.register.table, AALBORG, start, end))
    # Somebody delivered more, so that a gap is a gap
    return [*found, *(Cover(c.table, "kommune-0860", *ALWAYS) for c in found)]


ALWAYS = (date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize("id_", COUNTED)
def test_the_days_needed_are_those_that_the_engine_waits_for(
    id_: str, catalogue: Catalogue
) -> None:
    indicator, requirements = catalogue.get(id_), needs(id_, catalogue)

    def settled(covers: list[Cover]) -> bool:
        snapshot = Snapshot("drawn", {}, tuple(covers), frozenset())
        return Deliveries(indicator, catalogue, snapshot).state(AALBORG, MARCH) == State.OK

    assert settled(covers_of(requirements))
    for need in requirements.tables:
        for at in ("start", "end"):
            covers = covers_of(requirements, less=need.register.table, at=at)
            assert not settled(covers), (need.register.table, at)
            data = match_covers(requirements, covers, [catalogue.units.get(AALBORG)])
            delivered = {stretch.first for stretch in data.units[0].delivered}
            assert MARCH.id not in delivered, (need.register.table, at)


def test_a_series_is_named_among_several(catalogue: Catalogue) -> None:
    (said,) = requirement_words(needs("reported-series", catalogue))
    assert "(reported_value), serien »Udskrivninger med ajourført medicinkort«, med" in said.da
    assert "(reported_value), the series 'Udskrivninger med ajourført medicinkort', with" in said.en


def test_residents_need_homes_and_deaths(catalogue: Catalogue) -> None:
    tables = {need.register.table: need for need in needs("rate-resident", catalogue).tables}
    assert set(tables) == {"hospital_contact", "residence", "person"}
    assert tables["residence"].through == catalogue.registers["resident"]
    assert {"valid_from", "valid_to", "municipality"} <= set(tables["residence"].columns)
    assert "died" in tables["person"].columns


@pytest.mark.parametrize("id_", COUNTED)
def test_the_data_of_every_measure_can_be_found(id_: str, catalogue: Catalogue) -> None:
    requirements = needs(id_, catalogue)
    covers = [Cover(need.register.table, AALBORG, *ALWAYS) for need in requirements.tables]
    units = [catalogue.units.get(unit) for unit in (AALBORG, "kommune-0860")]
    there, gone = match_covers(requirements, covers, units).units
    assert (there.answer, gone.answer) == ("yes", "no")
    assert {gap.table for gap in gone.missing} == {n.register.table for n in requirements.tables}


def test_a_running_total_needs_one_day_of_the_period_and_one_before(catalogue: Catalogue) -> None:
    requirements = needs("reported-cumulative", catalogue)
    days = (date(2024, 2, 7), date(2024, 3, 20), date(2024, 5, 2))
    covers = [Cover("covid_cases", None, day, day + timedelta(days=1)) for day in days]
    (data,) = match_covers(requirements, covers, [catalogue.units.get(AALBORG)]).units
    assert [(s.first, s.last) for s in data.delivered] == [
        ("2024-03", "2024-03"),
        ("2024-05", "2024-05"),
    ]


def test_weeks_are_asked_about_where_nothing_longer_is_shown(catalogue: Catalogue) -> None:
    indicator = replace(catalogue.get("count-clinic"), periods=("week",))
    requirements = requirements_of(indicator, catalogue)
    covers = [Cover("gp_service", AALBORG, date(2024, 1, 1), date(2024, 1, 15))]
    found = match_covers(requirements, covers, [catalogue.units.get(AALBORG)])
    assert (found.kind, found.units[0].delivered[0].periods) == ("week", 2)


@pytest.mark.parametrize("id_", SPELLED)
def test_needs_are_said_in_both_languages(id_: str, catalogue: Catalogue) -> None:
    said = requirement_words(needs(id_, catalogue))
    assert said
    for text in said:
        for language in LANGUAGES:
            assert text.in_(language).endswith(".") and ".." not in text.in_(language)


def test_a_standard_population_is_a_need(catalogue: Catalogue) -> None:
    said = [text.da for text in requirement_words(needs("rate-standardised", catalogue))]
    assert any("»Den europæiske standardbefolkning 2013« 1.0.0 (Eurostat" in line for line in said)


def test_codes_of_every_condition_are_needs(catalogue: Catalogue) -> None:
    (code,) = needs("count-conditions", catalogue).codes
    assert (code.table, code.column) == ("hospital_contact", "diagnosis")


def test_reported_figures_are_used_whole(catalogue: Catalogue) -> None:
    (need,) = needs("reported-flow", catalogue).tables
    assert isinstance(catalogue.get("reported-flow").measure, Reported)
    assert need.columns == tuple(column.name for column in need.register.columns)
