"""*Udforsk* in a real browser: without script, by eye and by ear, at every width."""

import pytest
from playwright.sync_api import Browser, expect

from functional.visit import PHONE, Visit

pytestmark = [pytest.mark.browser]

CHOICE = "/udforsk?indikator=indlaeggelser-pr-1000&gruppe=kommuner&periodetype=quarter"
PAGES = {
    "nothing chosen": "/udforsk",
    "table": f"{CHOICE}&organisation=begge&alder=alle&alder=80-84&fra=seneste-4",
    "small charts": f"{CHOICE}&vis=smaa",
    "one chart": "/udforsk?indikator=indlaeggelser-pr-1000&gruppe=sundhedsklynger&vis=diagram",
}


# The form is on each of them; axe takes its time
@pytest.mark.parametrize("name", ["table", "small charts"])
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    assert visit.violations_in_every_way(PAGES[name]) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    assert visit.widths_that_scroll_sideways(path) == []


def test_a_choice_is_made_and_changed_without_script(browser: Browser, address: str) -> None:
    with Visit(browser, address, javascript=False) as visit:
        page = visit.page
        visit.go("/udforsk")
        page.get_by_label("Indlæggelser", exact=True).check()
        page.get_by_label("Alle sundhedsklynger").check()
        page.get_by_role("button", name="Vis").click()
        heading = page.get_by_role("heading", level=2, name="Indlæggelser: 4 enheder")
        expect(heading).to_be_visible()
        expect(page.get_by_role("rowheader", name="Sundhedsklynge Midt")).to_be_visible()
        page.get_by_label("Ét diagram").check()
        page.get_by_role("button", name="Vis").click()
        expect(page.locator("figure .wide svg")).to_contain_text("Sundhedsklynge Nord")
        page.get_by_text("Vis tallene som tabel").click()
        expect(page.get_by_role("rowheader", name="Sundhedsklynge Midt")).to_be_visible()


def test_the_names_stay_in_sight_when_the_table_is_rolled(visit: Visit) -> None:
    visit.resize(PHONE)
    visit.go(f"{CHOICE}&fra=2023&til=2026")
    region = visit.page.locator(".scroll:has(.pivot)")
    region.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    name = visit.page.get_by_role("rowheader", name="Aalborg").bounding_box()
    assert name is not None and 0 <= name["x"] < 40
    assert region.evaluate("one => one.scrollLeft > 300")
