"""Data as the site answers it: one source at a time, and what only some may see."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tvaerblik.core.deliveries import Switch, Window
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.web.facts import read_switches, read_windows

OPERATOR = Permit("drift", "operator", "test")
AALBORG = "kommune-0851"


def _source(name: str, title: str, **more) -> SourceReport:
    moment = datetime(2026, 10, 10, 5, 30, tzinfo=UTC)
    windows = (
        Window(date(2026, 8, 1), date(2026, 10, 1), (AALBORG,)),
        Window(None, date(2026, 10, 1), ("kommune-0825",)),
    )
    report = DeliveryReport(
        delivery=f"{name}-2026-10-10",
        published=moment.date(),
        received=moment,
        state=DeliveryState.ACCEPTED,
        rows={"municipal_service": 900},
        set_aside={"withdrawn": 7},
        windows={"municipal_service": windows},
    )
    return SourceReport(name, Text(title, title), False, True, True, (report,), **more)


@pytest.fixture
def two_sources(site: Client) -> Client:
    switch = Switch(AALBORG, date(2026, 8, 31), date(2026, 9, 1))
    switches = {"municipal_service": (switch,)}
    record_deliveries(
        [
            _source("gateway", "Indsatser", switches=switches),
            _source("ssr", "Ydelser", restates="whole"),
        ],
        by=OPERATOR,
    )
    return site


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_windows_cross_whole(two_sources: Client) -> None:
    bounded, open_ = read_windows("gateway")
    assert (bounded.start, bounded.end) == (date(2026, 8, 1), date(2026, 10, 1))
    assert (bounded.state, bounded.units) == ("accepted", frozenset({AALBORG}))
    assert (open_.start, open_.end) == (date.min, date(2026, 10, 1))
    assert [(one.source, one.unit, one.day) for one in read_switches()] == [
        ("gateway", AALBORG, date(2026, 9, 1))
    ]


def test_one_source_is_shown_and_another_is_asked_for(two_sources: Client) -> None:
    text = _text(two_sources, "/data")
    assert '<option value="gateway" selected>' in text
    assert "har leveret september 2026 til Indsatser" in text
    assert "Trukket tilbage af leverandøren" in text and "Codes" not in text
    other = _text(two_sources, "/data?kilde=ssr")
    assert '<option value="ssr" selected>' in other
    assert "har leveret september 2026 til Ydelser" in other and "Hver leverance afløser" in other


def test_a_cell_says_its_state_and_its_month_has_a_name(two_sources: Client) -> None:
    text = _text(two_sources, "/data?kilde=gateway")
    table = re.search(r'<table class="coverage">.*?</table>', text, re.S)
    assert table is not None
    row = re.search(r'<th scope="row">Aalborg</th>(.*?)</tr>', table[0])
    assert row is not None
    assert (
        '<td class="is-delivered"><span aria-hidden="true">L</span><span class="hidden">Leveret</span></td>'
        in row[1]
    )
    assert '<span class="hidden">september 2026</span>' in table[0]
    assert table[0].count('scope="col"') == 25 and "style=" not in table[0]


def test_a_source_there_is_not_is_not_found_and_a_month_that_is_none_is_the_newest(
    two_sources: Client,
) -> None:
    assert "Siden findes ikke" in _text(two_sources, "/data?kilde=%3Cx%3E", 404)
    newest = _text(two_sources, "/data?kilde=gateway")
    for month in ("2026-13", "x", "99999-01"):
        page = _text(two_sources, f"/data?kilde=gateway&til={month}")
        assert page.count("<td class=") == newest.count("<td class=")


def test_keys_seen_to_switch_are_a_break(two_sources: Client) -> None:
    assert "Der er ikke skrevet et brud" in _text(two_sources, "/data")


def test_the_way_to_deliver_is_shown_to_those_who_may(two_sources: Client) -> None:
    assert "/data/levering" not in _text(two_sources, "/data")
    user = create_account("ida", "en lang adgangskode", roles=[Role.LEVERANDOER], by=OPERATOR)
    two_sources.force_login(user)
    assert 'href="/data/levering"' in _text(two_sources, "/data")


def test_the_page_is_asked_for_again_when_a_delivery_came(two_sources: Client) -> None:
    tag = two_sources.get("/data")["ETag"]
    assert two_sources.get("/data", headers={"if-none-match": tag}).status_code == 304
    record_deliveries([_source("ssr", "Andet")], by=OPERATOR)
    assert two_sources.get("/data", headers={"if-none-match": tag}).status_code == 200
