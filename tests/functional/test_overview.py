"""Overblik with sixty indicators in a browser: at a glance, on a telephone, on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from functional.conftest import OPERATOR
from functional.visit import DESKTOP, PHONE, Visit
from support.many_cards import MANY, make_release_of_many
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

pytestmark = [pytest.mark.browser]

# A4 between the margins of the print style, in CSS pixels
WIDTH, HEIGHT = 726, 1050
MOST_SHEETS = 2


@pytest.fixture(scope="module")
def package_of_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release_of_many(tmp_path_factory.mktemp("many"))


@pytest.fixture
def many(browser: Browser, live_server, package_of_many: Path) -> Iterator[Visit]:
    name = package_of_many.name
    publish_release(name, sha256_of(package_of_many / MANIFEST), package_of_many, by=OPERATOR)
    with Visit(browser, live_server.url) as visitor:
        yield visitor
        assert visitor.complaints == []


def test_axe_finds_nothing_in_a_choice(visit: Visit) -> None:
    assert visit.violations_in_every_way("/?gruppe=maal&signal=steget") == []


def test_a_choice_does_not_scroll_sideways(many: Visit) -> None:
    assert many.widths_that_scroll_sideways("/?gruppe=maal&kilde=lpr_a") == []


def test_sixty_tiles_print_on_two_sheets_and_none_is_cut(many: Visit) -> None:
    many.go("/")
    # Type that has not come yet is wider
    many.page.evaluate("document.fonts.ready.then(() => true)")
    sheets = many.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) <= MOST_SHEETS
    many.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    many.page.emulate_media(media="print")
    tiles = many.page.locator(".tile")
    expect(tiles).to_have_count(MANY)
    assert set(
        tiles.evaluate_all("all => all.map((one) => getComputedStyle(one).breakInside)")
    ) == {"avoid"}
    assert max(tiles.evaluate_all("all => all.map((one) => one.offsetHeight)")) < 50
    expect(many.page.locator(".issue")).to_be_visible()


def test_on_a_telephone_the_choices_are_folded_and_on_a_desk_they_are_not(many: Visit) -> None:
    signal = many.page.get_by_label("Signal")
    many.resize(PHONE)
    many.go("/")
    expect(signal).to_be_hidden()
    many.page.get_by_text("Gruppér og vælg ud").click()
    expect(signal).to_be_visible()
    many.resize(DESKTOP)
    many.go("/")
    expect(signal).to_be_visible()
    signal.focus()
    signal.select_option("steget")
    many.page.keyboard.press("Tab")
    many.page.keyboard.press("Enter")
    expect(many.page.get_by_text(re.compile(f"af {MANY} indikatorer"))).to_be_visible()
    assert "signal=steget" in many.page.url
