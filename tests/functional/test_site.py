"""The pages in a real browser: for everybody, without script, on paper, on a telephone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from functional.visit import SMALLEST, Visit

pytestmark = [pytest.mark.browser]

VISITS = "/indikator/opfoelgende-hjemmebesoeg-7-dage"
OLD = "/indikator/forebyggelige-indlaeggelser-65"
PAGES = {
    "overview": "/",
    "hidden figures": "/?enhed=kommune-0825",
    "indicator": f"{VISITS}?enhed=sundhedsklynge-nordjylland-midt",
    "data": "/data",
    "about": "/om",
    "accessibility": "/tilgaengelighed",
    "explanations": "/forklaring",
    "run charts explained": "/forklaring/seriediagrammer",
    "ranks explained": "/forklaring/ingen-ranglister",
    "login": "/konto/login/",
    "not found": "/findes-ikke",
}

# Everything on the page that can be pressed, chosen or scrolled, numbered in the order it stands
NUMBER_CONTROLS = """(() => {
    const all = [...document.querySelectorAll("a[href], button, select, input, summary, [tabindex='0']")];
    const seen = all.filter((one) => one.type !== "hidden" && one.checkVisibility());
    seen.forEach((one, number) => { one.dataset.number = number; });
    return seen.length;
})()"""
FOCUSED = """(() => {
    const one = document.activeElement;
    return [Number(one.dataset.number ?? -1), getComputedStyle(one).outlineStyle !== "none"];
})()"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    assert visit.violations_in_every_way(path) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    assert visit.widths_that_scroll_sideways(path) == []


def test_without_javascript_everything_can_be_done(browser: Browser, address: str) -> None:
    with Visit(browser, address, javascript=False) as visit:
        page = visit.page
        visit.go("/")
        page.get_by_label("Vis tal for").select_option("kommune-0851")
        page.get_by_role("button", name="Vis").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Overblik: Aalborg")
        page.get_by_role("link", name="Opfølgende hjemmebesøg").click()
        expect(page.get_by_label("Enhed", exact=True)).to_have_value("kommune-0851")
        page.get_by_label("Periode", exact=True).select_option("year")
        page.get_by_role("button", name="Vis").click()
        expect(page.locator(".development .wide svg")).to_contain_text("pr. år")
        page.get_by_text("perioder som tabel").click()
        expect(page.get_by_role("rowheader", name="2024").first).to_be_visible()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Follow-up home visit")
        expect(page.get_by_label("Period", exact=True)).to_have_value("year")


def test_a_table_wider_than_the_window_scrolls_by_itself(visit: Visit) -> None:
    visit.resize(SMALLEST)
    visit.go(VISITS)
    visit.open_everything()
    region = visit.page.locator("section[aria-labelledby=udvikling] .points .scroll")
    region.focus()
    visit.page.keyboard.press("End")
    visit.page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")


def test_the_keyboard_goes_straight_to_the_content(visit: Visit) -> None:
    visit.go("/")
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("link", name="Gå til indhold")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize(
    "path", [PAGES["overview"], PAGES["indicator"]], ids=["overview", "indicator"]
)
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(visit: Visit, path: str) -> None:
    visit.go(path)
    visit.open_everything()
    controls = visit.page.evaluate(NUMBER_CONTROLS)
    assert controls > 15
    reached = []
    for _ in range(controls):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(FOCUSED))
    assert reached == [[number, True] for number in range(controls)]


def test_arrow_keys_read_the_measurements_out(visit: Visit) -> None:
    visit.go(VISITS)
    chart = visit.page.locator(".development figure.chart")
    said = visit.page.locator(".development .readout")
    expect(said).to_have_text(re.compile("piletasterne"))
    chart.focus()
    visit.page.keyboard.press("End")
    expect(said).to_have_text(re.compile(r"^september 2026: .*Foreløbigt tal"))
    visit.page.keyboard.press("ArrowLeft")
    expect(said).to_have_text(re.compile("^august 2026: "))
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile("^september 2026: "))
    expect(visit.page.locator(".is-read")).to_have_count(1)
    # A funnel or dots, and a map: the units by name, whatever their order on the paper
    for section, first in (
        ("[aria-labelledby=sammenligning]", ".+"),
        ("section.map", "Brønderslev"),
    ):
        figure = visit.page.locator(f"{section} figure.chart")
        said = figure.locator(".readout")
        expect(said).to_have_text(re.compile("piletasterne"))
        figure.focus()
        visit.page.keyboard.press("Home")
        expect(said).to_have_text(re.compile(f"^{first}: .+"))
        before = said.inner_text()
        visit.page.keyboard.press("ArrowRight")
        expect(said).not_to_have_text(before)
        visit.page.keyboard.press("ArrowLeft")
        expect(said).to_have_text(before)
        mark = figure.locator(".is-read")
        expect(mark).to_have_count(1)
        assert mark.evaluate("mark => getComputedStyle(mark).strokeWidth") == "4px"


def test_info_leads_to_what_is_behind_the_figures(visit: Visit) -> None:
    visit.go(OLD)
    visit.page.get_by_role("link", name="Info").click()
    assert visit.page.url.endswith("#om-tallene")
    expect(visit.page.get_by_role("heading", name="Forbehold ved fortolkning")).to_be_visible()


def test_on_paper_only_the_figures_are_left(visit: Visit) -> None:
    visit.go(VISITS)
    visit.page.emulate_media(media="print", color_scheme="dark")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    expect(visit.page.locator(".development .wide svg")).to_be_visible()
    for left_out in (
        ".back",
        ".onward",
        ".choose",
        "header.site nav",
        ".tools",
        ".files",
        ".readout",
    ):
        expect(visit.page.locator(left_out).first).to_be_hidden()
    assert (
        visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert visit.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_paper_no_heading_stands_over_nothing(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    visit.go("/data")
    expect(visit.page.get_by_role("heading", name="Kilder", exact=True)).to_be_visible()
    visit.page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = false; })"
    )
    expect(visit.page.get_by_role("heading", name="Leverancer", exact=True)).to_be_hidden()


def test_fifteen_tiles_of_sixty_are_seen_at_once(visit: Visit) -> None:
    visit.go("/?enhed=region-nordjylland")
    # Type that has not come yet is wider
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    visit.page.evaluate(
        """() => {
            const theme = document.querySelector(".theme");
            const tiles = [...theme.querySelectorAll(".tile")];
            for (let n = 0; n < 57; n++) theme.querySelector("ul").append(tiles[n % tiles.length].cloneNode(true));
            theme.className = "theme w6";
        }"""
    )
    seen = visit.page.evaluate(
        """[...document.querySelectorAll(".tile")]
            .filter((tile) => tile.getBoundingClientRect().bottom <= 900).length"""
    )
    assert seen >= 15


def test_the_text_of_a_chart_can_be_read_on_the_smallest_telephone(visit: Visit) -> None:
    visit.resize(SMALLEST)
    visit.go(VISITS)
    charts = visit.page.locator("figure.chart .narrow svg")
    sizes = charts.evaluate_all(
        """charts => charts.map((svg) => {
            const texts = [...svg.querySelectorAll('text')];
            const smallest = Math.min(...texts.map((t) => parseFloat(getComputedStyle(t).fontSize)));
            return smallest * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        })"""
    )
    # The development, the comparison and the map
    assert len(sizes) == 3 and min(sizes) >= 12


def test_the_first_view_is_light_and_has_its_own_type(visit: Visit) -> None:
    sizes: list[int] = []
    visit.page.on("response", lambda response: sizes.append(len(response.body())))
    visit.go("/")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate("document.fonts.check('600 16px \\'IBM Plex Sans\\'')")
    assert sum(sizes) < 120 * 1024
