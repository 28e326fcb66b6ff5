"""Good examples, approaches from outside, the plan and the delivery log in a real browser: the secretariat
logs and answers an approach, the coordinator says that the cluster wants peace, and writes an example."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from functional.test_hearings import OPERATOR, log_in
from functional.visit import PHONE, Visit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from tvaerblik.governance.demo_organisation import seed_organisation
from tvaerblik.governance.demo_outreach import seed_outreach
from tvaerblik.governance.examples.models import Example

pytestmark = [pytest.mark.browser]

TODAY = timezone.localdate()
EXAMPLE = "/gode-eksempler/dosispakket-medicin-gennemgaas-sammen-med-apoteket"
FORMS = ("/gode-eksempler/nyt", "/henvendelser-udefra/ny", "/kommunikationsplan/nyt")
ITEM = "/kommunikationsplan/5"
PAGES = (
    "/gode-eksempler",
    EXAMPLE,
    "/henvendelser-udefra",
    "/henvendelser-udefra/2",
    "/henvendelser-udefra/klynger",
    "/kommunikationsplan",
    ITEM,
    "/forsendelser",
)


class Clicks:
    """Counts what is pressed, as a person would."""

    def __init__(self, visit: Visit) -> None:
        self.page, self.count = visit.page, 0

    def press(self, what: Locator) -> None:
        what.click()
        self.count += 1


@pytest.fixture
def people(address: str) -> dict[str, User]:
    """The demonstration's own of these pages, without the rest of it."""
    for name in ("sekretariat", "klyngekoordinator-midt"):
        unit, roles = DEMO_ACCOUNTS[name]
        create_account(name, DEMO_PASSWORD, roles=roles, unit=unit, by=OPERATOR)
    seed_organisation(OPERATOR)
    seed_outreach(catalogue_of_site(), OPERATOR)
    return {one.username: one for one in User.objects.all()}


def test_axe_finds_nothing(visit: Visit, people: dict[str, User]) -> None:
    log_in(visit, people["sekretariat"])
    # The list of examples and an item of the plan are made of what the others show
    for page in (FORMS[0], *(page for page in PAGES if page not in ("/gode-eksempler", ITEM))):
        assert (page, visit.violations_in_every_way(page)) == (page, [])


def test_nothing_scrolls_sideways(visit: Visit, people: dict[str, User]) -> None:
    log_in(visit, people["sekretariat"])
    for page in (*PAGES, *FORMS):
        assert (page, visit.widths_that_scroll_sideways(page)) == (page, [])


def test_the_secretariat_logs_an_approach_in_three_clicks_and_answers_it_in_one(
    browser: Browser, address: str, people: dict[str, User]
) -> None:
    with Visit(browser, address, javascript=False) as visit:
        log_in(visit, people["sekretariat"])
        visit.go("/henvendelser-udefra")
        clicks, page = Clicks(visit), visit.page
        clicks.press(page.get_by_role("link", name="Noter en henvendelse"))
        page.get_by_label("Hvilken organisation?").fill("Hjerteforeningen")
        page.get_by_label("Hvad vil de? Kort").fill("Vil mødes om genoptræning")
        clicks.press(page.get_by_role("checkbox", name="Sundhedsklynge Midt"))
        clicks.press(page.get_by_role("button", name="Noter"))
        expect(page.get_by_text("Henvendelsen er noteret.")).to_be_visible()
        page.get_by_label("Svaret til dem").fill("Ja tak, til mødet i marts.")
        clicks.press(page.get_by_role("button", name="Gem svaret"))
        expect(page.get_by_text("efter 0 arbejdsdage")).to_be_visible()
        assert (clicks.count, visit.complaints, visit.strangers) == (4, [], [])
    assert Approach.objects.get(organisation="Hjerteforeningen").answered_on == TODAY


def test_a_coordinator_says_peace_in_three_clicks_on_a_telephone(
    browser: Browser, address: str, people: dict[str, User]
) -> None:
    with Visit(browser, address, javascript=False) as visit:
        log_in(visit, people["klyngekoordinator-midt"])
        visit.resize(PHONE)
        visit.go("/henvendelser-udefra")
        clicks, page = Clicks(visit), visit.page
        clicks.press(page.get_by_role("link", name="Klynger og arbejdsro"))
        midt = page.get_by_role("listitem").filter(has_text="Sundhedsklynge Midt")
        clicks.press(midt.locator("summary"))
        midt.get_by_label("Til og med").fill((TODAY + timedelta(days=9)).isoformat())
        midt.get_by_label("Hvorfor?").fill("Klyngen flytter.")
        clicks.press(midt.get_by_role("button", name="Sig arbejdsro"))
        expect(page.get_by_text("Klyngen flytter.").first).to_be_visible()
        assert (clicks.count, visit.complaints) == (3, [])
    assert Cluster.objects.get(pk="sundhedsklynge-nordjylland-midt").wants_peace_on(TODAY)


def test_a_coordinator_writes_an_example_and_sends_it_in_five_clicks(
    browser: Browser, address: str, people: dict[str, User]
) -> None:
    with Visit(browser, address, javascript=False) as visit:
        log_in(visit, people["klyngekoordinator-midt"])
        visit.go("/gode-eksempler")
        clicks, page = Clicks(visit), visit.page
        clicks.press(page.get_by_role("link", name="Skriv et eksempel"))
        page.get_by_label("Titel").fill("Fælles tavle")
        page.get_by_label("Hvad blev gjort?").fill("En tavle på hjemmeplejens kontor.")
        for sector in ("Hospital", "Kommune"):
            clicks.press(page.get_by_role("checkbox", name=sector, exact=True))
        page.get_by_label("Hvad kom der ud af det?").fill("Færre opkald.")
        page.get_by_label("Spørg hos").select_option("driftsforum-voksen-somatik")
        page.get_by_role("textbox", name="Siden").fill("2026-01-15")
        page.get_by_label("Kilde").fill("Forummets referat.")
        clicks.press(page.get_by_role("button", name="Gem kladde"))
        expect(page.get_by_text("Internt arbejdsdokument")).to_be_visible()
        clicks.press(page.get_by_role("button", name="Send til sekretariatet"))
        expect(page.get_by_text("Sekretariatet har fået besked.")).to_be_visible()
        assert (clicks.count, visit.complaints) == (5, [])
    assert Example.objects.get(pk="faelles-tavle").state == "foreslaaet"
