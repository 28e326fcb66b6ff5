"""Definitions and samarbejdsaftaler in a real browser: an approver approves in three clicks, and the author
cannot."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from functional.visit import Visit
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.sign_definition import check_definition
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo_agreements import ADMISSION_ID, seed_agreements

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
INDICATOR = "forebyggelige-indlaeggelser-65"
TITLE = "Forebyggelige indlæggelser blandt 65+-årige"
AGREEMENT = f"/samarbejdsaftaler/{ADMISSION_ID}"
# The list of agreements is of the same parts as one of them
ADDRESSES = ("/definitioner", f"/definitioner/{INDICATOR}", AGREEMENT, f"{AGREEMENT}/ret")


def person(name: str, *roles: Role) -> User:
    unit = "region-nordjylland"
    return create_account(
        name, "lang adgangskode", roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR
    )


def log_in(visit: Visit, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["tvaerblik"].value
    visit.context.add_cookies([{"name": "tvaerblik", "value": session, "url": visit.address}])


@pytest.fixture
def folder(settings, definitions, tmp_path: Path) -> Path:
    """An installation's own, which an approval writes in."""
    shutil.copytree(definitions, tmp_path / "definitions")
    settings.DEFINITIONS = tmp_path / "definitions"
    return settings.DEFINITIONS


@pytest.fixture
def drafted(author: User, folder: Path) -> Case:
    """Changes the definition that waits."""
    text = (folder / "indicators" / f"{INDICATOR}.yaml").read_text("utf-8")
    case = open_case("Fra 70 år", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    draft_definition(
        case.number,
        text.replace("at_least: 65", "at_least: 70"),
        seen=case.serial,
        catalogue=catalogue_of_site(),
        by=author,
    )
    return case


@pytest.fixture
def author(address: str, folder: Path) -> User:
    """Has written a definition, which another has checked; it waits to be approved."""
    catalogue = catalogue_of_site()
    seed_agreements(catalogue, OPERATOR)
    author = person("ida", Role.INDIKATORANSVARLIG, Role.GODKENDER)
    sent = submit_definition(INDICATOR, catalogue=catalogue, folder=folder, by=author)
    checker = person("kaj", Role.FAGLIG_KONTROL)
    check_definition(sent.pk, seen=sent.serial, catalogue=catalogue, by=checker)
    return author


@pytest.fixture
def approver(author: User) -> User:
    return person("gry", Role.GODKENDER, Role.SEKRETARIAT)


def test_axe_finds_nothing(visit: Visit, approver: User, drafted: Case) -> None:
    log_in(visit, approver)
    paths = (*ADDRESSES, f"/henvendelser/{drafted.number}/definition")
    assert [one for path in paths for one in visit.violations_in_every_way(path)] == []


def test_nothing_scrolls_sideways(visit: Visit, approver: User, drafted: Case) -> None:
    log_in(visit, approver)
    paths = (*ADDRESSES, f"/henvendelser/{drafted.number}/definition")
    assert [(path, visit.widths_that_scroll_sideways(path)) for path in paths] == [
        (path, []) for path in paths
    ]


def test_an_approver_approves_in_three_clicks(visit: Visit, page: Page, approver: User) -> None:
    """From the front page: Definitioner, the definition, and the button; its day is filled in."""
    log_in(visit, approver)
    visit.go("/")
    clicks = (
        page.get_by_role("navigation").get_by_role("link", name="Definitioner"),
        page.get_by_role("link", name=TITLE),
        page.get_by_role("button", name="Godkend denne udgave"),
    )
    for link in clicks:
        link.click()
    expect(page.get_by_role("status")).to_have_text("Du har godkendt definitionen.")
    assert len(clicks) == 3 and Approval.objects.get().step == Step.GODKENDT


def test_a_draft_goes_from_its_case_to_the_folder(
    browser: Browser, address: str, drafted: Case, folder: Path, approver: User
) -> None:
    """From the case: two clicks to send it. From Definitioner two to check it, and from the case two to
    approve it, which writes the file."""
    case, name = f"/henvendelser/{drafted.number}", f"udkast 1: {drafted.title}"
    with Visit(browser, address, javascript=False) as visit:
        log_in(visit, User.objects.get(username="ida"))
        visit.go(case)
        page = visit.page
        page.get_by_role("heading", name="Send udkastet til faglig kontrol").click()
        page.get_by_role("button", name="Send udkast 1").click()
        expect(page.locator(".known")).to_contain_text("Venter på faglig kontrol")
    with Visit(browser, address) as visit:
        log_in(visit, User.objects.get(username="kaj"))
        visit.go("/definitioner")
        page = visit.page
        page.get_by_role("link", name=name).click()
        expect(page.get_by_text("at_least: 70")).to_be_visible()
        page.get_by_role("button", name="Kontrolleret: send til godkendelse").click()
    with Visit(browser, address) as visit:
        log_in(visit, approver)
        visit.go(case)
        page = visit.page
        page.get_by_role("link", name="Trin, ændringer og underskrifter").click()
        page.get_by_role("button", name="Godkend denne udgave").click()
        expect(page.get_by_text("Skrevet, ord for ord")).to_be_visible()
    assert "at_least: 70" in (folder / "indicators" / f"{INDICATOR}.yaml").read_text("utf-8")


def test_the_author_is_offered_no_button_and_told_why(
    visit: Visit, page: Page, author: User
) -> None:
    log_in(visit, author)
    visit.go(f"/definitioner/{INDICATOR}")
    expect(page.get_by_text("Du har selv skrevet definitionen.")).to_be_visible()
    assert page.get_by_role("button", name="Godkend denne udgave").count() == 0
