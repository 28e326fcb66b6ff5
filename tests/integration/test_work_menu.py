"""The line of work above every page and the page of all of it: what each reader has, and where one is."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.presentation.pages.work import ENTRIES, LINE
from tvaerblik.web.work_views import FOR, current_of, place_of

OPERATOR = Permit("drift", "operator", "test")

pytestmark = pytest.mark.django_db


def logged_in(name: str, *roles: Role, unit: str = "") -> Client:
    client = Client()
    client.force_login(
        create_account(name, "lang adgangskode", roles=roles, unit=unit, by=OPERATOR)
    )
    return client


def line_on(client: Client, address: str) -> dict[str, str]:
    """The entries of the line, and what `aria-current` says of each."""
    page = client.get(address, follow=True).content.decode()
    nav = re.search(r'<nav class="work".*?</nav>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>', nav.group() if nav else "")
    return dict(found)


def listed_for(client: Client) -> set[str]:
    page = client.get("/arbejde").content.decode().split("<main")[1].split("</main")[0]
    return set(re.findall(r'<li><a href="([^"]+)"', page))


def test_the_page_lists_what_the_readers_roles_have_something_at() -> None:
    reader = listed_for(logged_in("laeser", Role.BRUGER))
    assert reader == {reverse(name) for name in ENTRIES if name not in FOR} | {"/medbragte-tal"}
    sender = logged_in("leverandoer", Role.LEVERANDOER, unit="kommune-0851")
    assert listed_for(sender) - reader == {"/data/levering"}
    unit = logged_in("enhed", Role.ENHEDSANSVARLIG, unit="kommune-0851")
    assert "/mine-tal" in listed_for(unit)
    keeper = logged_in("drift", Role.SYSTEMADMINISTRATOR)
    assert listed_for(keeper) - reader >= {"/konti", "/forsendelser", "/log"}
    coordinator = logged_in("klynge", Role.KLYNGEKOORDINATOR)
    assert listed_for(coordinator) - reader == {"/henvendelser-udefra"}
    everything = logged_in("alt", *Role)
    assert listed_for(everything) == {reverse(name) for name in ENTRIES}


def test_what_is_listed_can_be_opened(published) -> None:
    everybody = logged_in("alt", *Role, unit="kommune-0851")
    for address in listed_for(everybody) | line_on(everybody, "/arbejde").keys():
        assert everybody.get(address).status_code == 200, address


@pytest.mark.parametrize("role", Role)
def test_no_role_is_led_to_what_it_may_not_see(published, role: Role) -> None:
    person = logged_in("en", role, unit="kommune-0851")
    for address in listed_for(person):
        assert person.get(address).status_code == 200, (role, address)


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/", {}),
        ("/min-side", {"/min-side": "page"}),
        ("/henvendelser", {"/henvendelser": "page"}),
        ("/henvendelser/ny", {"/henvendelser": "true"}),
        ("/bruttoliste/log", {"/bruttoliste": "true"}),
        ("/fora", {"/arbejde": "true"}),
        ("/fora/findes-ikke", {"/arbejde": "true"}),
        ("/data/problemer", {"/arbejde": "true"}),
        ("/data", {}),
        ("/arbejde", {"/arbejde": "page"}),
        ("/findes-ikke", {}),
    ],
)
def test_the_line_tells_where_one_is(address: str, marked: dict[str, str]) -> None:
    line = line_on(logged_in("laeser", Role.BRUGER), address)
    assert list(line) == ["/min-side", *map(reverse, LINE), "/arbejde"]
    assert {entry: said for entry, said in line.items() if said} == marked


def test_nobody_has_a_line_without_logging_in(published) -> None:
    assert line_on(Client(), "/") == {}
    page = Client().get("/udforsk").content.decode()
    assert page.count("aria-current") == 1
    assert f'<a href="{reverse("udforsk")}" aria-current="page">' in page


def test_a_page_belongs_to_the_entry_nearest_above_it() -> None:
    assert place_of("/data/levering", ("data", "levering")) == "levering"
    assert place_of("/dataark", ("data", "levering")) == ""
    assert current_of("/indikator/x", "overblik") == "" == current_of("/om", "")


def test_a_page_asks_once_for_its_readers_roles() -> None:
    everybody = logged_in("alt", *Role, unit="kommune-0851")
    with CaptureQueriesContext(connection) as asked:
        everybody.get("/arbejde")
    roles = [one for one in asked.captured_queries if '"accounts_rolegrant"' in one["sql"]]
    assert len(roles) == 1
