"""A case's documents in a real browser: the secretariat's way from the case to one document in the archive."""

from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from functional.visit import Visit
from support.files_of_cases import CSV, PDF
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.attach_file import attach_file
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.withdraw_attachment import withdraw_attachment
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
LONG = "Referat_fra_Driftsforum_Voksen_Somatik_den_12_november_2026_endelig_udgave.pdf"


def as_secretary(visit: Visit) -> Page:
    client = Client()
    client.force_login(User.objects.get(username="sekretariat"))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    visit.context.add_cookies([{"name": name, "value": value, "url": visit.address}])
    return visit.page


@pytest.fixture
def case(address: str) -> Case:
    unit, roles = DEMO_ACCOUNTS["sekretariat"]
    create_account("sekretariat", DEMO_PASSWORD, roles=roles, unit=unit, by=OPERATOR)
    case = open_case("Fald i hjemmet", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    attach_file(case.number, CSV, name="tal.csv", title="Tal", internal=True, by=OPERATOR)
    attach_file(case.number, PDF, name=LONG, title=LONG, by=OPERATOR)
    withdraw_attachment(case.number, 1, reason="Forkert udgave", by=OPERATOR)
    return case


def test_axe_finds_nothing(visit: Visit, case: Case) -> None:
    as_secretary(visit)
    assert visit.violations_in_every_way(f"/henvendelser/{case.number}/dokumenter") == []


def test_nothing_scrolls_sideways(visit: Visit, case: Case) -> None:
    as_secretary(visit)
    path = f"/henvendelser/{case.number}/dokumenter"
    assert visit.widths_that_scroll_sideways(path) == []


def test_a_case_is_numbered_given_a_file_and_fetched(
    browser: Browser, address: str, case: Case, tmp_path: Path
) -> None:
    """From the case, 4 clicks without a script: to its documents, the number, the file, the document;
    and whatever it takes to choose the file on one's own computer."""
    file = tmp_path / "Referat æøå.pdf"
    file.write_bytes(PDF.replace(b"1.7", b"1.6"))
    with Visit(browser, address, javascript=False) as visit:
        page = as_secretary(visit)
        visit.go(f"/henvendelser/{case.number}")
        expect(page.locator(".working-paper")).to_contain_text("Internt arbejdsdokument")
        page.get_by_role("link", name="Dokumenter og journalnummer").click()
        page.get_by_role("textbox", name="Journalnummer").fill("2026-012345")
        page.get_by_role("button", name="Gem journalnummer").click()
        page.get_by_label("Fil", exact=True).set_input_files(file)
        page.get_by_label("Titel", exact=True).fill("Referat")
        page.get_by_role("button", name="Læg på sagen").click()
        expect(page.get_by_role("heading", name="3 Referat")).to_be_visible()
        with page.expect_download() as coming:
            page.get_by_role("link", name="Hent sagen som én PDF/A").click()
        coming.value.save_as(tmp_path / "sag.pdf")
    pdf = pypdf.PdfReader(tmp_path / "sag.pdf")
    assert "2026-012345" in pdf.pages[0].extract_text()
    assert pdf.attachments["bilag-03-Referat-aeoeaa.pdf"] == [file.read_bytes()]
