"""*Min side* and hearings in a real browser: a member answers what waits for them, in few clicks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, expect

from functional.visit import PHONE, Visit
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.hearings.models import Answer, Hearing, Position

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
TODAY = timezone.localdate()


def person(name: str, *roles: Role) -> User:
    return create_account(name, "lang adgangskode", roles=(Role.BRUGER, *roles), by=OPERATOR)


def log_in(visit: Visit, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies["tvaerblik"].value
    visit.context.add_cookies([{"name": "tvaerblik", "value": session, "url": visit.address}])


@pytest.fixture
def hearing(address: str) -> Hearing:
    """Three are asked; one has answered twice. The owner has a task that is overdue too."""
    owner, asked = person("sekretaer", Role.SEKRETARIAT), [person(name) for name in "abc"]
    started = start_hearing(
        "Skabelonen", "Er den god?", TODAY + timedelta(days=9), people=[*asked, owner], by=owner
    )
    give_task("Skriv til BI", owner, TODAY - timedelta(days=3), by=OPERATOR)
    seat = started.seats.get(member=asked[0])
    answer_hearing(seat.pk, Position.ENIG, seen=0, by=asked[0])
    answer_hearing(seat.pk, Position.UENIG, "For lang.", seen=1, by=asked[0])
    return started


def addresses(hearing: Hearing) -> tuple[str, ...]:
    return ("/min-side", f"/hoeringer/{hearing.pk}", "/hoeringer/ny")


def test_axe_finds_nothing(visit: Visit, hearing: Hearing) -> None:
    log_in(visit, hearing.owner)
    assert [one for path in addresses(hearing) for one in visit.violations_in_every_way(path)] == []


def test_nothing_scrolls_sideways(visit: Visit, hearing: Hearing) -> None:
    log_in(visit, hearing.owner)
    for path in (*addresses(hearing), "/hoeringer"):
        assert (path, visit.widths_that_scroll_sideways(path)) == (path, [])


def test_a_member_answers_a_hearing_in_three_clicks_without_script(
    browser: Browser, address: str, hearing: Hearing
) -> None:
    """From *Min side*, on a telephone: the hearing, the answer, send."""
    member = User.objects.get(username="b")
    with Visit(browser, address, javascript=False) as visit:
        log_in(visit, member)
        visit.resize(PHONE)
        visit.go("/min-side")
        clicks = 0
        for what in (
            visit.page.get_by_role("listitem").get_by_role("link", name="Skabelonen").first,
            visit.page.get_by_role("radio", name="Enig", exact=True),
            visit.page.get_by_role("button", name="Send svar"),
        ):
            what.click()
            clicks += 1
        expect(visit.page.get_by_text("2 af 4 har svaret")).to_be_visible()
        assert (clicks, visit.complaints, visit.strangers) == (3, [], [])
    assert Answer.objects.get(by=member).position == Position.ENIG
