"""A browser on the site: the sample release published in a database, Chromium without a network."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from functional.visit import Visit
from support.sample_release import make_sample_release
from support.shared import made_once
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

# Playwright's synchronous interface runs inside a loop, which Django would refuse to work within
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPERATOR = Permit("drift", "operator", "test")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert found, "the pages' tests need Chromium: install Debian's package chromium"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample", make_sample_release)


@pytest.fixture
def address(live_server, package: Path) -> str:
    """Where the site answers, with a release and a delivery that is held back."""
    publish_release(package.name, sha256_of(package / MANIFEST), package, by=OPERATOR)
    record_deliveries([_source()], by=OPERATOR)
    return live_server.url


def _source() -> SourceReport:
    title = Text("Landspatientregisteret (LPR_A)", "National Patient Register (LPR_A)")
    missing = Text("Kommune 0851 mangler.", "Municipality 0851 is missing.")
    deliveries = tuple(
        DeliveryReport(
            delivery=f"lpr_a-2026-{month}-10",
            published=date(2026, month, 10),
            received=datetime(2026, month, 10, 5, 30, tzinfo=UTC),
            state=state,
            rows={"hospital_contact": 48_000},
            set_aside={"unlinked_person": 12},
            covers={"hospital_contact": (date(2023, 1, 1), date(2026, month, 1))},
            reasons=(missing,) if state == DeliveryState.HELD else (),
        )
        for month, state in ((10, DeliveryState.ACCEPTED), (11, DeliveryState.HELD))
    )
    return SourceReport("lpr_a", title, False, True, True, deliveries)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader's window; whatever the browser complained of in it fails the test."""
    with Visit(browser, address) as visitor:
        yield visitor
        assert visitor.complaints == []
        assert visitor.strangers == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit.page
