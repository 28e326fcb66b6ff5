"""Whose an indicator is, before and after the day on which a task moves."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tvaerblik.catalogue.language import Owner
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.owners import owners_coming, owners_on
from tvaerblik.core.errors import DefinitionError

TODAY, LAST_DAY, MOVED = date(2026, 11, 22), date(2026, 12, 31), date(2027, 1, 1)
MUNICIPALITIES, REGION = "kommunerne", "region-nordjylland"
# The region takes the task over, or it takes a part and both are owners from then on
MOVING = {
    "iv-behandling-kommunal": (REGION,),
    "avanceret-genoptraening-andel": (REGION,),
    "ventetid-genoptraening": (MUNICIPALITIES, REGION),
    "kontaktmoenster-sygepleje": (MUNICIPALITIES, REGION),
}


@pytest.fixture(scope="module")
def catalogue(own_definitions: Path) -> Catalogue:
    return load_catalogue(own_definitions)


def bodies(owners: tuple[Owner, ...]) -> tuple[str, ...]:
    return tuple(owner.body for owner in owners)


def test_every_task_that_moves_is_among_those_looked_at(catalogue: Catalogue) -> None:
    moving = {
        name for name, one in catalogue.indicators.items() if owners_coming(one.owners, TODAY)
    }
    assert moving == set(MOVING)


@pytest.mark.parametrize("name", MOVING)
def test_the_owner_is_todays_and_the_coming_one_is_told(catalogue: Catalogue, name: str) -> None:
    owners = catalogue.get(name).owners
    for day in (TODAY, LAST_DAY):
        assert bodies(owners_on(owners, day)) == (MUNICIPALITIES,)
        assert owners_coming(owners, day)[0].body == REGION
        assert owners_coming(owners, day)[0].from_ == MOVED
    assert bodies(owners_on(owners, MOVED)) == MOVING[name]
    assert owners_coming(owners, MOVED) == ()


def test_owners_are_in_order_of_time_however_they_are_written() -> None:
    owners = tuple(Owner(name, "s", date(year, 1, 1)) for name, year in (("c", 2030), ("a", 2020), ("b", 2025)))  # fmt: skip
    assert bodies(owners_on(owners, date(2019, 12, 31))) == ()
    assert bodies(owners_coming(owners, date(2019, 12, 31))) == ("a", "b", "c")
    assert bodies(owners_on(owners, date(2026, 1, 1))) == ("b",)
    assert bodies(owners_coming(owners, date(2026, 1, 1))) == ("c",)


def test_two_owners_of_a_sector_from_one_day_are_refused(definitions: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(definitions, tmp_path / "definitions"))
    path = folder / "indicators" / "indlaeggelser-pr-1000.yaml"
    line = "  - {body: region-nordjylland, sector: hospital, from: 2023-01-01}\n"
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, line + line.replace(REGION, MUNICIPALITIES)), "utf-8")
    with pytest.raises(DefinitionError, match="Two owners of one sector") as refusal:
        load_catalogue(folder)
    assert refusal.value.problems[0].where.path == "owner"
