"""The worked cases beside the definitions, each on every engine."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.cases import Case, load_cases
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.engine.request import EngineName
from tvaerblik.flows.run_cases import ENGINES, run_case

DEFINITIONS = Path(__file__).parents[2] / "definitions"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(DEFINITIONS)


CASES = [
    pytest.param(indicator, case, id=f"{indicator}:{case.id}")
    for indicator, cases in load_cases(DEFINITIONS, load_catalogue(DEFINITIONS)).items()
    for case in cases
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("indicator", "case"), CASES)
def test_the_definition_means_what_the_case_says(
    indicator: str, case: Case, engine: EngineName, catalogue: Catalogue
) -> None:
    assert run_case(catalogue.get(indicator), case, catalogue, engine=engine) == ()


def test_every_indicator_has_cases(catalogue: Catalogue) -> None:
    assert set(load_cases(DEFINITIONS, catalogue)) == set(catalogue.indicators)
