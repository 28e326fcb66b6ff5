"""Five things people come for, from the first page, counted in clicks.

What each takes is asserted in clicks alone; the seconds are printed, for a machine's seconds say
nothing of a reader's. `docs/five-tasks.md` tells the same of others' systems.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from functional.visit import Visit
from support.sample_tasks import DAYS, make_tasks_release

pytestmark = [pytest.mark.browser]

TITLE = "Færdigbehandlingsdage"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tasks_release(tmp_path_factory.mktemp("tasks"))


class Counted:
    """A reader whose clicks are counted; choosing in a list is one, like pressing a button."""

    def __init__(self, visit: Visit) -> None:
        self.page, self.clicks, self.started = visit.page, 0, time.perf_counter()
        visit.go("/")

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def choose(self, label: str, value: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label, exact=True).select_option(value)

    def press(self, button: str) -> None:
        self.click(self.page.get_by_role("button", name=button, exact=True).first)

    def follow(self, link: str) -> None:
        self.click(self.page.get_by_role("link", name=link).first)


@pytest.fixture
def reader(visit: Visit, request: pytest.FixtureRequest) -> Iterator[Counted]:
    counted = Counted(visit)
    yield counted
    took = time.perf_counter() - counted.started
    print(f"{request.node.name}: {counted.clicks} klik, {took:.1f} s")


def test_whether_days_after_treatment_in_klynge_midt_have_shifted(reader: Counted) -> None:
    """The first page says it; one click shows what it rests on."""
    tile = reader.page.locator(".tile", has_text=TITLE)
    expect(tile).to_contain_text("Niveauet er steget")
    assert reader.clicks == 0
    reader.follow(TITLE)
    expect(reader.page.locator(".development .finding")).to_contain_text("Niveauet er steget")
    expect(reader.page.locator(".development .finding")).to_contain_text("juli 2025")
    assert reader.clicks == 1


def test_jammerbugt_beside_municipalities_of_its_size(reader: Counted) -> None:
    reader.choose("Vis tal for", "kommune-0849")
    reader.press("Vis")
    reader.follow(TITLE)
    alike = reader.page.locator("section[aria-labelledby=samme-stoerrelse]")
    expect(alike.locator(".finding")).to_contain_text("Jammerbugt har")
    expect(alike.locator("tbody tr")).to_have_count(5)
    expect(alike).to_contain_text("Valgt efter borgertal alene")
    assert reader.clicks == 3


def test_why_march_changed(reader: Counted) -> None:
    reader.follow(TITLE)
    reader.follow("Hvad der er sket i serien")
    march = reader.page.locator(".happened tr", has_text="1. marts 2026")
    expect(march).to_be_in_viewport()
    expect(march).to_contain_text("Databrud")
    expect(march).to_contain_text("Hospitalet melder færdig i et nyt system.")
    assert reader.clicks == 2


def test_the_figure_in_excel(reader: Counted) -> None:
    """The file opens in a Danish Excel; its address fetches the newest figures every month."""
    reader.follow(TITLE)
    with reader.page.expect_download() as download:
        reader.follow("CSV til dansk Excel")
    content = Path(download.value.path()).read_bytes()
    assert content.startswith("\ufeffindikator;navn;".encode())
    assert f"/api/v1/indikatorer/{DAYS}.csv?" in download.value.url
    assert reader.clicks == 2


def test_whom_to_ask(reader: Counted) -> None:
    """The name stands under the title; one click more tells whom to ask about what."""
    reader.follow(TITLE)
    expect(reader.page.locator(".ask")).to_contain_text("Ansvarlig: Region Nordjylland")
    expect(reader.page.locator(".ask")).to_be_in_viewport()
    assert reader.clicks == 1
    reader.follow("Hvem kan jeg spørge?")
    expect(reader.page.locator(".asking")).to_be_in_viewport()
    expect(reader.page.locator(".asking")).to_contain_text("Sundhedsdatastyrelsen")
    assert reader.clicks == 2
