"""An indicator of every kind in a real browser: each draws and says other things."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from functional.visit import Visit
from support.sample_measures import make_measures_release
from support.shared import made_once

pytestmark = [pytest.mark.browser]

# With examples: proportion and median; with a chart of weeks around an event: profile
KINDS = ("count", "median", "profile", "proportion", "rate-standardised", "reported", "stock")
# Those whose pages have parts that no other has; axe takes its time
OF_ANOTHER_MAKE = ("count", "profile", "proportion", "reported")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "measures", make_measures_release)


@pytest.mark.parametrize("kind", OF_ANOTHER_MAKE)
def test_axe_finds_nothing(visit: Visit, kind: str) -> None:
    assert visit.violations_in_every_way(_address(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(visit: Visit, kind: str) -> None:
    assert visit.widths_that_scroll_sideways(_address(kind)) == []


def test_examples_are_named_apart(visit: Visit) -> None:
    visit.go(_address("proportion"))
    visit.open_everything()
    expect(visit.page.get_by_role("region", name="Eksempel 1")).not_to_have_count(0)


def test_examples_that_are_closed_are_left_off_paper(visit: Visit) -> None:
    visit.go(_address("proportion"))
    examples = visit.page.get_by_role("heading", name="Eksempler")
    visit.page.emulate_media(media="print")
    expect(examples).to_be_hidden()
    visit.open_everything()
    expect(examples).to_be_visible()


def _address(kind: str) -> str:
    return f"/indikator/{kind}?enhed=kommune-0851"
