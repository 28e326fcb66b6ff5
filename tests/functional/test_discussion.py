"""A discussion in a real browser: a figure is asked about, the analyst is mentioned and answers."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from functional.visit import PHONE, Visit
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.discuss_figure import answer_thread, begin_thread
from tvaerblik.governance.actions.end_discussion import end_thread, withdraw_text
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.discussions.frozen import Spot
from tvaerblik.governance.discussions.kinds import ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.releases.current import get_current_release

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
ADDRESS = f"/indikator/{VISITS}/droeftelse"
FIGURE = f"{ADDRESS}?enhed=kommune-0851&periode=2026-05"
LONG = "Æ" * 120 + " https://127.0.0.1/" + "x" * 150


def person(name: str, *roles: Role) -> User:
    roles = (Role.BRUGER, *roles)
    return create_account(name, "lang adgangskode", roles=roles, unit="kommune-0851", by=OPERATOR)


def log_in(visit: Visit, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["tvaerblik"].value
    visit.context.add_cookies([{"name": "tvaerblik", "value": session, "url": visit.address}])


@pytest.fixture
def keeper(address: str) -> User:
    """A secretariat, with threads in every state and a trouble, all of long words."""
    keeper, analyst = person("sekretariat", Role.SEKRETARIAT), person("analytiker", Role.ANALYTIKER)
    release, spot = get_current_release(), Spot(VISITS, "kommune-0851", "2026-05")
    assert release is not None
    asked = begin_thread(release, spot, f"@analytiker {LONG} /om", by=keeper)
    answer_thread(release, asked.pk, LONG, by=analyst)
    gone = answer_thread(release, asked.pk, "Nej.", by=analyst)
    withdraw_text(gone.pk, seen=1, by=analyst)
    ended = begin_thread(release, spot, "Hvorfor?", by=analyst)
    end_thread(ended.pk, ThreadState.BESVARET, LONG[:150], seen=1, by=keeper)
    told = Text(LONG, LONG)
    note_trouble("lpr_a", told, since=date(2026, 9, 1), indicators=[VISITS], by=OPERATOR)
    return keeper


PAGES = (FIGURE, "/data/problemer", "/data/problemer/nyt")


def test_axe_finds_nothing(visit: Visit, keeper: User) -> None:
    log_in(visit, keeper)
    assert [one for path in PAGES for one in visit.violations_in_every_way(path)] == []


def test_nothing_scrolls_sideways(visit: Visit, keeper: User) -> None:
    log_in(visit, keeper)
    for path in (*PAGES, ADDRESS):
        assert (path, visit.widths_that_scroll_sideways(path)) == (path, [])


def test_a_figure_is_asked_about_in_three_clicks_and_answered_in_two(
    browser: Browser, address: str
) -> None:
    """Without script, on a telephone. The analyst comes from *Min side*."""
    asker, analyst = person("laeser"), person("analytiker", Role.ANALYTIKER)
    clicks = []
    with Visit(browser, address, javascript=False) as visit:
        visit.resize(PHONE)
        log_in(visit, asker)
        page = visit.page
        visit.go(f"/indikator/{VISITS}?enhed=kommune-0851")
        page.get_by_role("link", name="Drøft tallet").click()
        page.get_by_label("Spørgsmål eller bemærkning").fill("Er det rigtigt?")
        page.get_by_label("Giv besked til").select_option("analytiker")
        page.get_by_role("button", name="Send").click()
        clicks.append(3)  # the list of names is one of them
        expect(page.get_by_text("@analytiker Er det rigtigt?")).to_be_visible()
        visit.context.clear_cookies()
        log_in(visit, analyst)
        visit.go("/min-side")
        page.get_by_role("link", name="laeser nævner dig").click()
        page.get_by_label("Dit svar").fill("Ja, og det er talt efter.")
        page.get_by_role("button", name="Svar").click()
        clicks.append(2)
        expect(page.get_by_text("Ja, og det er talt efter.")).to_be_visible()
        assert (clicks, visit.complaints, visit.strangers) == ([3, 2], [], [])
    answer = Contribution.objects.get(thread__isnull=False)
    assert (answer.writer, answer.thread.writer) == (analyst, asker)


def test_a_name_chosen_in_the_list_is_written_where_the_text_stands(
    visit: Visit, keeper: User
) -> None:
    log_in(visit, keeper)
    visit.go(FIGURE)
    text = visit.page.get_by_label("Spørgsmål eller bemærkning")
    text.fill("Se her")
    visit.page.get_by_label("Giv besked til").select_option("analytiker")
    expect(text).to_have_value("Se her @analytiker ")
    expect(visit.page.get_by_role("button", name="Sæt ind i teksten")).to_have_count(0)
