"""Requests in a real browser: one writes and sends, the secretariat answers, two act at once."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from functional.visit import Visit
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from tvaerblik.governance.demo_requests import seed_requests

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
ANSWERS = {
    "Hvad skal vises?": "Andelen, der falder i hjemmet, pr. kvartal og kommune.",
    "Hvorfor? Hvad er problemet?": "Vi ved ikke, om indsatsen virker.",
    "Hvilken beslutning": "Chefforum Midt tager stilling i marts.",
    "Hvem er berørt?": "Borgere over 75 år, kommunerne og hospitalet.",
    "Hvilke data findes måske?": "Ved ikke",
}


def as_user(visit: Visit, username: str) -> Page:
    """Without the form of login, which has its own test."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    visit.context.add_cookies([{"name": name, "value": value, "url": visit.address}])
    return visit.page


def number_of(title: str) -> str:
    return Case.objects.get(title__startswith=title).number


@pytest.fixture
def seeded(address: str) -> str:
    """The demonstration's requests, with the accounts that they are of and nothing else of it."""
    for username in ("sekretariat", "klyngekoordinator-midt", "laeser"):
        unit, roles = DEMO_ACCOUNTS[username]
        create_account(username, DEMO_PASSWORD, roles=roles, unit=unit, by=OPERATOR)
    seed_requests(OPERATOR)
    return address


@pytest.mark.parametrize("page", ["list", "form", "case"])
def test_axe_finds_nothing(visit: Visit, seeded: str, page: str) -> None:
    as_user(visit, "laeser" if page == "form" else "sekretariat")
    paths = {
        "list": "/henvendelser",
        "form": f"/henvendelser/{number_of('Ventetid på hjælpemidler')}/kladde",
        "case": f"/henvendelser/{number_of('Ventetid til avanceret')}",
    }
    assert visit.violations_in_every_way(paths[page]) == []


def test_nothing_scrolls_sideways(visit: Visit, seeded: str) -> None:
    as_user(visit, "sekretariat")
    case = f"/henvendelser/{number_of('Ventetid til avanceret')}"
    paths = ("/henvendelser", "/henvendelser/ny", "/henvendelser/mail", case)
    found = {path: visit.widths_that_scroll_sideways(path) for path in paths}
    assert not any(found.values()), found


def test_a_request_is_written_sent_and_answered(browser: Browser, seeded: str) -> None:
    """From the list: 2 clicks to send one (open the form, send), without a script; the secretariat
    answers it in 3 (open it, unfold the question, send), the requester replies in 2."""
    with Visit(browser, seeded, javascript=False) as visit:
        page = as_user(visit, "klyngekoordinator-midt")
        visit.go("/henvendelser")
        page.get_by_role("link", name="Skriv en henvendelse").click()
        page.get_by_label("Titel").fill("Faldulykker i eget hjem")
        for question, text in ANSWERS.items():
            page.get_by_label(question).fill(text)
        page.get_by_role("button", name="Send henvendelsen").click()
        expect(page.get_by_role("status")).to_contain_text("Du får et første svar senest")
    with Visit(browser, seeded) as visit:
        page = as_user(visit, "sekretariat")
        visit.go("/henvendelser")
        page.get_by_role("link", name="Faldulykker i eget hjem").click()
        page.get_by_role("heading", name="Spørg henvenderen").click()
        page.get_by_label("Spørgsmål", exact=True).fill("Også fald på plejehjem?")
        page.get_by_role("button", name="Send spørgsmålet").click()
        expect(page.locator(".of-request")).to_contain_text("samme dag")
    with Visit(browser, seeded) as visit:
        page = as_user(visit, "klyngekoordinator-midt")
        visit.go("/henvendelser")
        page.get_by_role("link", name="Faldulykker i eget hjem").click()
        page.get_by_label("Dit svar").fill("Nej, kun eget hjem.")
        page.get_by_role("button", name="Send svaret").click()
        expect(page.locator(".known")).to_contain_text("Nej, kun eget hjem.")


def test_what_is_like_it_comes_while_one_writes(visit: Visit, seeded: str) -> None:
    page = as_user(visit, "laeser")
    visit.go("/henvendelser/ny")
    page.get_by_label("Titel").press_sequentially("Hjemmebesøg efter udskrivelsen")
    found = page.get_by_role("region", name="Findes det allerede?")
    expect(found.get_by_role("link").first).to_contain_text("Opfølgende hjemmebesøg")


def test_of_two_who_act_at_once_one_wins_and_the_other_is_told(
    browser: Browser, seeded: str
) -> None:
    path = f"/henvendelser/{number_of('Fald i hjemmet')}"
    with Visit(browser, seeded) as one, Visit(browser, seeded) as two:
        for visit in (one, two):
            as_user(visit, "sekretariat").goto(seeded + path)
        one.page.get_by_role("button", name="Flyt").click()
        expect(one.page.get_by_role("status")).to_have_text("Gemt.")
        two.page.get_by_label("Til", exact=True).select_option("bero")
        two.page.get_by_label("Begrundelse").first.fill("Venter på forårets drøftelse.")
        two.page.get_by_role("button", name="Flyt").click()
        expect(two.page.get_by_role("alert")).to_contain_text("siden du åbnede den")
        expect(two.page.get_by_label("Begrundelse").first).to_have_value(
            "Venter på forårets drøftelse."
        )
    assert Case.objects.get(title="Fald i hjemmet").stage == Stage.AFKLARING
