"""Data and the page for deliveries in a browser: access, narrow windows, and files sent without script."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, expect

from functional.visit import Visit
from support.told_deliveries import gateway_of_every_state
from tvaerblik.config.environment import Home
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.presentation.pages.delivery import Answer
from tvaerblik.web import data_views

pytestmark = pytest.mark.browser

OPERATOR = Permit("drift", "operator", "test")
PAGES = {"data": "/data?kilde=gateway", "levering": "/data/levering"}


@pytest.fixture
def logged_in(visit: Visit, tmp_path: Path, settings) -> Visit:
    settings.HOME = Home(tmp_path)
    record_deliveries([gateway_of_every_state()], by=OPERATOR)
    create_account("ida", "en lang adgangskode", roles=[Role.ANALYTIKER], by=OPERATOR)
    client = Client()
    client.force_login(get_user_model().objects.get(username="ida"))
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": visit.address}
    visit.context.add_cookies([cookie])
    return visit


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_anybodys_way(logged_in: Visit, name: str) -> None:
    assert logged_in.violations_in_every_way(PAGES[name]) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(logged_in: Visit, name: str) -> None:
    assert logged_in.widths_that_scroll_sideways(PAGES[name]) == []


def test_files_are_sent_without_script_and_the_answer_is_read(
    browser: Browser, logged_in: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several files in one field, æ in a name, and a file of 3 MB, which Django would put elsewhere."""
    came: dict[str, int] = {}

    def receive(upload, **asked) -> Answer:
        came.update({path.name: path.stat().st_size for path in upload.files.iterdir()})
        return Answer("accepted", asked["source"], "2026-10-10", {"t": 2})

    monkeypatch.setattr(data_views, "receive_upload", receive)
    (tmp_path / "LEVERANCE.json").write_text("{}")
    (tmp_path / "ÆBLE.csv").write_bytes(b"x" * 3 * 1024**2)
    (tmp_path / "B.csv").write_text("y")
    page = logged_in.page
    with Visit(browser, logged_in.address, javascript=False) as visit:
        visit.context.add_cookies(logged_in.context.cookies())
        page = visit.page
        visit.go("/data/levering")
        page.get_by_label("Kilde").select_option("gateway")
        page.get_by_label("Følgeseddel").set_input_files(tmp_path / "LEVERANCE.json")
        page.get_by_label("Leverancens filer").set_input_files(
            [tmp_path / "ÆBLE.csv", tmp_path / "B.csv"]
        )
        page.get_by_role("button", name="Send leverancen").click()
        expect(page.get_by_role("heading", name="Leverancen er godtaget")).to_be_visible()
        assert page.title().startswith("Leverancen er godtaget – Levér data")
    assert came == {"LEVERANCE.json": 2, "ÆBLE.csv": 3 * 1024**2, "B.csv": 1}
    assert os.listdir(tmp_path / "uploads") == []
