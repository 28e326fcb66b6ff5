"""Data and the page for deliveries in a browser: access, narrow windows, and files sent without script."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, expect

from functional.visit import Visit
from tvaerblik.config.environment import Home
from tvaerblik.core.deliveries import Window
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.presentation.pages.delivery import Answer
from tvaerblik.web import data_views

pytestmark = pytest.mark.browser

OPERATOR = Permit("drift", "operator", "test")
PAGES = {"data": "/data?kilde=gateway", "levering": "/data/levering"}


@pytest.fixture
def logged_in(visit: Visit, tmp_path: Path, settings) -> Visit:
    settings.HOME = Home(tmp_path)
    record_deliveries([_gateway()], by=OPERATOR)
    create_account("ida", "en lang adgangskode", roles=[Role.ANALYTIKER], by=OPERATOR)
    client = Client()
    client.force_login(get_user_model().objects.get(username="ida"))
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": visit.address}
    visit.context.add_cookies([cookie])
    return visit


def _gateway() -> SourceReport:
    """One of each state that can be made of two deliveries."""
    units = ("kommune-0851", "kommune-0860")
    reports = tuple(
        DeliveryReport(
            delivery=f"gateway-2026-{month}-10",
            published=date(2026, month, 10),
            received=datetime(2026, month, 10, 5, 30, tzinfo=UTC),
            state=state,
            rows={"municipal_service": 900},
            set_aside={"withdrawn": 7},
            windows={"municipal_service": windows},
        )
        for month, state, windows in (
            (9, DeliveryState.ACCEPTED, (Window(date(2023, 3, 9), date(2026, 9, 1), units),)),
            (10, DeliveryState.ACCEPTED, (Window(date(2026, 8, 1), date(2026, 10, 1), units[:1]),)),
            (11, DeliveryState.HELD, (Window(date(2026, 9, 1), date(2026, 11, 1), units),)),
        )
    )
    title = Text("Kommunale indsatser", "Municipal services")
    return SourceReport("gateway", title, False, True, True, reports, promise_days=35)


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
        assert page.title().startswith("Leverancen er godtaget – Lever data")
    assert came == {"LEVERANCE.json": 2, "ÆBLE.csv": 3 * 1024**2, "B.csv": 1}
    assert os.listdir(tmp_path / "uploads") == []
