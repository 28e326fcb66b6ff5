"""The profile in a real browser: for everybody, at every width, its table scrolled by itself."""

import pytest

from functional.visit import PHONE, Visit

pytestmark = [pytest.mark.browser]

PAGES = {
    "cluster": "/klynge/sundhedsklynge-nordjylland-midt",
    "small municipality": "/kommune/kommune-0825",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    assert visit.violations_in_every_way(path) == []


@pytest.mark.parametrize("path", [*PAGES.values(), "/region/region-nordjylland"])
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    assert visit.widths_that_scroll_sideways(path) == []


def test_on_a_telephone_the_newest_month_and_the_names_are_seen_first(visit: Visit) -> None:
    visit.resize(PHONE)
    visit.go(PAGES["cluster"])
    seen = """(one) => { const box = one.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; }"""
    region = visit.page.get_by_role("region", name="Alle indikatorer for Sundhedsklynge Midt")
    for name in ("Indikator", "oktober 2026", "Vurdering af hele serien"):
        header = region.get_by_role("columnheader", name=name)
        assert header.evaluate(seen), name
    assert not region.get_by_role("columnheader", name="november 2025").evaluate(seen)
    # By the keyboard alone; scrolling is smooth, so it is pressed until the oldest month is seen
    oldest = region.get_by_role("columnheader", name="november 2025")
    region.focus()
    presses = 0
    while not oldest.evaluate(seen) and presses < 200:
        visit.page.keyboard.press("ArrowLeft")
        presses += 1
    assert oldest.evaluate(seen)
    assert region.get_by_role("columnheader", name="Indikator").evaluate(seen)
