"""*Alt arbejde* and the line of work in a real browser."""

import pytest
from django.test import Client

from functional.visit import DESKTOP, PHONE, SMALLEST, Visit
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account

pytestmark = [pytest.mark.browser]

OPERATOR = Permit("drift", "operator", "test")
TOPS = """[...new Set([...document.querySelectorAll("nav.work a")]
    .filter((one) => one.offsetWidth).map((one) => one.getBoundingClientRect().top))].length"""


@pytest.fixture
def at_work(visit: Visit) -> Visit:
    client = Client()
    client.force_login(
        create_account("analytiker", "lang adgangskode", roles=(Role.ANALYTIKER,), by=OPERATOR)
    )
    session = client.cookies["tvaerblik"].value
    visit.context.add_cookies([{"name": "tvaerblik", "value": session, "url": visit.address}])
    return visit


def test_axe_finds_nothing(at_work: Visit) -> None:
    assert at_work.violations_in_every_way("/arbejde") == []


def test_nothing_scrolls_sideways(at_work: Visit) -> None:
    assert at_work.widths_that_scroll_sideways("/arbejde") == []


def test_the_line_of_work_is_one_line(at_work: Visit) -> None:
    at_work.go("/fora")
    for width, entries in ((SMALLEST, 3), (PHONE, 3), (704, 6), (DESKTOP, 6)):
        at_work.resize(width)
        shown = at_work.page.locator("nav.work a:visible").all_inner_texts()
        assert len(shown) == entries, width
        assert shown[0] == "Min side" and shown[-1] == "Alt arbejde"
        assert at_work.page.evaluate(TOPS) == 1, width
