"""The bruttoliste, the decision log and the forums in a real browser, as the secretariat meets them."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from functional.visit import Visit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.demo import seed_demo

pytestmark = [pytest.mark.browser]

PAGES = {
    # A few rows of it: axe takes its time
    "list": "/bruttoliste?trin=bero",
    "writing": "/bruttoliste/log/ny?farve=paa_dash",
    "log": "/bruttoliste/log",
    "forum": "/fora/projektgruppen-ledelsesinformation",
}


def _log_in(visit: Visit) -> Visit:
    """Without the form, which has its own test."""
    seed_demo()
    client = Client()
    client.force_login(User.objects.get(username="sekretariat"))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    visit.context.add_cookies([{"name": name, "value": value, "url": visit.address}])
    return visit


@pytest.mark.parametrize("name", ["list", "forum"])
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    assert _log_in(visit).violations_in_every_way(PAGES[name]) == []


def test_nothing_scrolls_sideways(visit: Visit) -> None:
    _log_in(visit)
    found = {
        path: visit.widths_that_scroll_sideways(path)
        for path in (*PAGES.values(), "/bruttoliste", "/fora")
    }
    assert not any(found.values()), found


def test_the_secretariat_changes_a_colour_in_one_click(browser: Browser, address: str) -> None:
    """From the list: the reason is typed on the row, and one of three buttons pressed. 1 click."""
    with Visit(browser, address, javascript=False) as visit:
        _log_in(visit).go("/bruttoliste")
        page, number = visit.page, Case.objects.get(title="Overbelægning").number
        row = page.locator(f"#sag-{number}")
        row.get_by_label("Begrundelse for ny farve til Overbelægning").fill("Senge leveres ikke.")
        row.get_by_role("button", name="Rød").click()
        told = f"Sag {number} Overbelægning er nu Rød."
        expect(page.get_by_role("status")).to_have_text(told)
        expect(row.locator(".colour")).to_contain_text("Rød")
        expect(row.locator(".colour")).to_contain_text("Senge leveres ikke.")
        expect(row).to_be_in_viewport()
        # The list of a meeting that has been stands one click away
        page.get_by_role("link", name="11. december 2020").click()
        expect(row.locator(".colour")).to_contain_text("Grøn")
        expect(row).to_contain_text("Undtaget")
