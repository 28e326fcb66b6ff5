"""The loader: the project's own definitions load, and every rule has a file it must reject."""

import shutil
from pathlib import Path
from typing import Literal

import pytest

from tvaerblik.catalogue.codelists import load_codelists
from tvaerblik.catalogue.language import Edge, Proportion, Rate, Reported
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError, NotKnown, UserError

FIRST_SIX = {
    "covid-nyindlagte": Reported,
    "covid-tilfaelde-pr-100000": Reported,
    "indlaeggelser-pr-1000": Rate,
    "forebyggelige-indlaeggelser-65": Rate,
    "genindlaeggelse-30-dage-somatik": Proportion,
    "opfoelgende-hjemmebesoeg-7-dage": Proportion,
}


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def test_the_first_six_load_with_their_measures(catalogue: Catalogue) -> None:
    for id_, measure in FIRST_SIX.items():
        assert isinstance(catalogue.get(id_).measure, measure)


def test_an_unknown_indicator_is_answered_with_those_known(catalogue: Catalogue) -> None:
    with pytest.raises(NotKnown, match="indlaeggelser-pr-1000"):
        catalogue.get("indlaeggelser")


def test_every_table_of_an_indicator_has_a_register_and_a_source(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        for table in indicator.tables:
            source = catalogue.source_of(table)
            assert source is not None and source.name in catalogue.sources


@pytest.mark.parametrize("table", ["hospital_contact", "procedure", "hospital_stay"])
def test_of_several_sources_the_one_that_promises_deliveries_is_answerable(
    catalogue: Catalogue, table: str
) -> None:
    source = catalogue.source_of(table)
    assert source is not None and source.name == "lpr_a"
    sharing = {card.name for card in catalogue.sources.values() if "procedure" in card.tables}
    assert sharing == {"lpr_a", "lpr_f", "lpr3"}
    assert next(iter(catalogue.sources.values())).name != "lpr_a"


def test_a_source_that_has_ended_is_answerable_when_it_is_alone(catalogue: Catalogue) -> None:
    source = catalogue.source_of("covid_cases")
    assert source is not None and (source.name, source.promise_days) == ("ssi_covid", None)


READMISSION = "genindlaeggelse-30-dage-somatik"
PREVENTABLE = "forebyggelige-indlaeggelser-65"
REJECTED = [
    # file, what to replace, with what, error, what the message names
    (READMISSION, '    unknown: "no"\n', "", DefinitionError, "unknown"),
    (PREVENTABLE, "per: 1000\n", "per: 0\n", DefinitionError, "per"),
    (PREVENTABLE, "per: 1000\n", "per: -5\n", DefinitionError, "per"),
    (PREVENTABLE, "per: 1000\n", "per: 99999999999999999\n", DefinitionError, "per"),
    (PREVENTABLE, "decimals: 1\n", "decimals: -1\n", DefinitionError, "decimals"),
    (PREVENTABLE, "decimals: 1\n", "decimals: 99\n", DefinitionError, "decimals"),
    (
        READMISSION,
        "    readmission: {index: any, chaining: allowed, death: kept}\n",
        "",
        DefinitionError,
        "readmission",
    ),
    (READMISSION, "death: kept", "death: perhaps", DefinitionError, "death"),
    (READMISSION, "index: any, ", "", DefinitionError, "index"),
    (READMISSION, "settle: 30 days", "settle: 29 days", DefinitionError, "settle"),
    (READMISSION, "settle: 30 days\n", "", DefinitionError, "settle"),
    (READMISSION, "lag: 45 days\n", "", DefinitionError, "lag"),
    (
        READMISSION,
        "more_than: 4 hours, at_most: 30 days",
        "more_than: 4 days, at_most: 3 days",
        DefinitionError,
        "ends before it starts",
    ),
    (READMISSION, "at_most: 30 days", "at_most: 30 moons", DefinitionError, "duration"),
    (READMISSION, "same: [person]", "same: [hospital]", DefinitionError, "same"),
    (READMISSION, "sector: somatic", "sektor: somatic", DefinitionError, "sektor"),
    (READMISSION, "inpatient: true", "inpatient: 1", DefinitionError, "inpatient"),
    (
        READMISSION,
        "table: hospital_stay",
        "table: hospital_stays",
        DefinitionError,
        "hospital_stays",
    ),
    (READMISSION, "table: hospital_stay", "table: diagnosis", DefinitionError, "diagnosis"),
    (READMISSION, "from: ended", "from: sector", DefinitionError, "moment"),
    (READMISSION, "place: residence", "place: clinic", DefinitionError, "clinic"),
    (READMISSION, "proportion:", "median:", DefinitionError, "amount"),
    (READMISSION, "proportion:", "share:", DefinitionError, "measure"),
    (
        READMISSION,
        "checked_by: faglig kontrol",
        "checked_by: indikatoransvarlig",
        DefinitionError,
        "two different people",
    ),
    (
        READMISSION,
        "next_review: 2027-10-01",
        "next_review: 2026-10-01",
        DefinitionError,
        "next_review",
    ),
    (READMISSION, "status: live", "status: paused", DefinitionError, "standing"),
    (READMISSION, "status: live", "status: lively", DefinitionError, "lively"),
    (READMISSION, "polarity: lower", "polarity: down", DefinitionError, "polarity"),
    (
        READMISSION,
        "version: 1.0.0\nstatus",
        "version: 1.0.0\ncolour: red\nstatus",
        DefinitionError,
        "colour",
    ),
    (READMISSION, f"id: {READMISSION}", "id: andet", DefinitionError, "id"),
    (
        READMISSION,
        "periods: [month, quarter, year]",
        "periods: [month, fortnight]",
        DefinitionError,
        "fortnight",
    ),
    (READMISSION, "periods: [month, quarter, year]\n", "", DefinitionError, "period"),
    (
        READMISSION,
        "breakdowns: [age_band, sex]",
        "breakdowns: [age_band, sex, colour]",
        DefinitionError,
        "colour",
    ),
    (READMISSION, "visibility: offentlig", "visibility: naboen", DefinitionError, "naboen"),
    (
        PREVENTABLE,
        "in: forebyggelige-indlaeggelser",
        "in: findes-ikke",
        DefinitionError,
        "findes-ikke",
    ),
    (
        PREVENTABLE,
        "diagnosis: {in: forebyggelige-indlaeggelser}",
        "diagnosis: {at_least: 4}",
        DefinitionError,
        "not a number",
    ),
    (
        PREVENTABLE,
        "age: {at_least: 65}",
        "age: {at_least: 65, more_than: 64}",
        DefinitionError,
        "exclude each other",
    ),
    (
        PREVENTABLE,
        "age: {at_least: 65}",
        "age: {at_least: 65, at_most: 60}",
        DefinitionError,
        "below the lower",
    ),
    (PREVENTABLE, "age: {at_least: 65}", "age: {}", DefinitionError, "at least one limit"),
    (PREVENTABLE, "denominator: person_years\n", "", DefinitionError, "denominator"),
    (PREVENTABLE, "  deviation:\n", "  deviatoin:\n", DefinitionError, "deviation"),
    (
        PREVENTABLE,
        "status: deviates\n  counterpart: esundhed-sundhedsaftaler-1\n  deviation:",
        "status: perhaps\n  deviation:",
        DefinitionError,
        "perhaps",
    ),
    (
        "opfoelgende-hjemmebesoeg-7-dage",
        "        table: municipal_service\n        where:\n          - service: {in: fsiii-opfoelgende-hjemmebesoeg}",
        "        table: clinic\n        where:\n          - age: {at_least: 65}",
        DefinitionError,
        "date of birth",
    ),
    (
        "covid-nyindlagte",
        "table: covid_admissions",
        "table: hospital_stay",
        DefinitionError,
        "reported",
    ),
    ("covid-nyindlagte", "kind: flow", "kind: stream", DefinitionError, "stream"),
]


@pytest.mark.parametrize(("file", "old", "new", "error", "names"), REJECTED)
def test_E04_a_wrong_definition_is_refused_with_its_file(
    definitions: Path,
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    error: type[UserError],
    names: str,
) -> None:
    folder = shutil.copytree(definitions, tmp_path / "definitions")
    path = folder / "indicators" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text, "the case must change something"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(error) as caught:
        load_catalogue(folder)
    problem = caught.value.problems[0]
    assert names in caught.value.in_("en")
    assert problem.where.file == path.name


@pytest.mark.parametrize(
    ("amount", "unit", "longest"),
    [
        (0, "hours", 0),
        (1, "hours", 1),
        (23, "hours", 1),
        (
            24,
            "hours",
            2,
        ),  # from 23:30 on the night the clock is set forward to 00:30 two days later
        (47, "hours", 2),
        (30, "days", 30),
        (2, "weeks", 20),  # from a Monday to a Sunday
    ],
)
def test_a_window_reaches_as_many_calendar_days_as_it_ever_can(
    amount: int, unit: Literal["hours", "days", "weeks"], longest: int
) -> None:
    assert Edge(amount, unit, strict=False).longest_days == longest


@pytest.mark.parametrize(
    ("old", "new"), [(";no;", ";;"), (";yes;", ";ja;"), (";denominator;", ";andet;")]
)
def test_a_series_says_whether_it_has_a_denominator(tmp_path, own_definitions, old, new):
    folder = tmp_path / "codelists"
    shutil.copytree(own_definitions / "codelists", folder)
    path = folder / "indberettede-serier.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as refusal:
        load_codelists(folder)
    (problem,) = refusal.value.problems
    assert problem.where.file == path.name
    assert "denominator" in problem.in_("da") and "denominator" in problem.in_("en")
