"""The frame: organisations in time, and national size without a national wait."""

import time
from datetime import date
from pathlib import Path

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.reach import reachable_bands
from tvaerblik.core.cells import State
from tvaerblik.core.periods import parse_period, periods_between
from tvaerblik.core.rows import AS_WAS
from tvaerblik.engine.fast.cells import Organisation, build_cells
from tvaerblik.engine.fast.coverage import Coverage, TableCover
from tvaerblik.engine.request import Request
from tvaerblik.store.snapshot import Cover, Snapshot


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def test_members_change_only_where_the_register_says(catalogue: Catalogue) -> None:
    units = catalogue.units
    was = Organisation(AS_WAS, units, lambda unit, day: units.members(unit, day, "municipality"))
    assert not was.members("sundhedsraad-limfjorden", date(2026, 12, 31))
    assert "kommune-0851" in was.members("sundhedsraad-limfjorden", date(2027, 1, 1))
    assert len(was.members("danmark", date(2026, 12, 31))) == 98
    assert was.members("danmark", date(2027, 1, 1)) == was.members("danmark", date(2010, 1, 1))


def test_a_national_frame_is_quick(catalogue: Catalogue) -> None:
    """Every unit of the country by seven years of months, quarters and years."""
    indicator = catalogue.get("indlaeggelser-pr-1000")
    covers = tuple(
        Cover(table, None, date(2020, 1, 1), date(2027, 1, 1))
        for table in ("hospital_contact", "population")
    )
    snapshot = Snapshot("v", {}, covers, frozenset())
    request = Request(
        catalogue.units.inside("danmark"), indicator.periods, date(2020, 1, 1), date(2027, 1, 1)
    )
    periods = tuple(
        period
        for kind in ("month", "quarter", "year")
        for period in periods_between(kind, request.start, request.end)
    )
    started = time.process_time()
    cells = build_cells(
        catalogue.units,
        request.units,
        request.organisations,
        periods,
        Coverage(indicator, catalogue, snapshot),
        expand=lambda unit, day: catalogue.units.members(unit, day, "municipality"),
    )
    assert len(cells) > 15_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("spans", "period", "state"),
    [
        ([("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-03-01")], "2024", State.NOT_SETTLED),
        ([("2024-01-01", "2025-01-01")], "2024", State.OK),
        ([("2024-01-01", "2024-06-01"), ("2024-05-01", "2025-01-01")], "2024", State.OK),
        ([("2024-01-01", "2024-06-01"), ("2024-06-02", "2025-01-01")], "2024", State.NOT_DELIVERED),
        ([("2024-01-02", "2025-01-01")], "2024", State.NOT_DELIVERED),
        ([("2024-01-02", "2025-01-01")], "2023", State.NOT_COLLECTED),
        ([("2024-01-02", "2025-01-01")], "2025", State.NOT_SETTLED),
        ([], "2024", State.NOT_COLLECTED),
    ],
)
def test_spans(spans: list[tuple[str, str]], period: str, state: State) -> None:
    covers = tuple(
        Cover("t", "u", date.fromisoformat(start), date.fromisoformat(end)) for start, end in spans
    )
    found = TableCover(covers).status("u", parse_period(period), before=0, after=0)
    assert found == state


def test_bands_that_nobody_can_be_in(catalogue: Catalogue) -> None:
    bands = reachable_bands(catalogue.get("forebyggelige-indlaeggelser-65"))
    assert [band.id for band in bands] == ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"]
    assert len(reachable_bands(catalogue.get("indlaeggelser-pr-1000"))) == 9
    assert reachable_bands(catalogue.get("covid-nyindlagte")) == ()
