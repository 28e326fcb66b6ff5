"""The contact pattern and the page of the computation in a browser: for everybody, at any width."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from functional.visit import Visit
from support.sample_pattern import AALBORG, PRACTICE, make_pattern_release

pytestmark = [pytest.mark.browser]

PAGES = {
    "pattern": f"/kontaktmoenster/akut-indlaeggelse?enhed={AALBORG}",
    "computation": f"/indikator/{PRACTICE}/beregning?enhed={AALBORG}",
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pattern_release(tmp_path_factory.mktemp("pattern"))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    assert visit.violations_in_every_way(path) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    assert visit.widths_that_scroll_sideways(path) == []


def test_arrow_keys_read_the_weeks_of_each_sector(visit: Visit) -> None:
    visit.go(PAGES["pattern"])
    figures, readouts = visit.page.locator("figure.chart"), visit.page.locator(".readout")
    for figure, said, first in zip(figures.all(), readouts.all(), ("0,20", "0,200"), strict=True):
        figure.focus()
        visit.page.keyboard.press("Home")
        expect(said).to_have_text(f"12 uger før: {first}")
