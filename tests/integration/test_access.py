"""Closed by default, and the same strict headers on everything."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tvaerblik.config.logs import MaskingFormatter
from tvaerblik.config.middleware import PERMISSIONS_POLICY
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account

OPERATOR = Permit("drift", "operator", "test")

# Every address that can be read without logging in. One more is a decision, made here.
OPEN = {
    *("overblik", "indikator", "diagram", "data", "om", "tilgaengelighed", "was"),
    *("forklaring", "forklaring-emne", "beregning", "sql", "profil", "profil-valgt"),
    *("kontaktmoenstre", "kontaktmoenster", "kontaktmoenster-billede"),
    *("udforsk", "udforsk-csv", "udforsk-billede", "udforsk-gemt"),
    *("login", "set_language", "admin:login"),
    # Whoever has the link chooses the password of a new account
    "konto-adgangskode",
    # Faults at the sources, to whoever reads the figures
    "problemer",
    # What was shown and what was withdrawn; a preview answers only who has its link
    *("udgivelser", "udgivelse", "forhaandsvisning", "forhaandsvisning-indikator"),
    *("api:openapi-json", "api:list_indicators", "api:download_csv", "api:get_indicator"),
    *("api:list_units", "api:list_figures", "api:get_release", "api:list_deliveries"),
    # What the secretariat has published of good examples; drafts are not
    *("gode-eksempler", "godt-eksempel"),
    "api:api-root",
}


def _patterns(
    found: list[Any], namespace: str = "", route: str = "/"
) -> Iterator[tuple[str, str, Any]]:
    for pattern in found:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, pattern.namespace or namespace, here)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
            yield name, here, pattern.callback


ALL = list(_patterns(get_resolver().url_patterns))


def test_the_addresses_that_are_open_are_those_listed() -> None:
    is_open = {name for name, _, view in ALL if not getattr(view, "login_required", True)}
    assert is_open == OPEN


@pytest.mark.parametrize(
    ("name", "route"), [(name, route) for name, route, _ in ALL if name not in OPEN]
)
def test_everything_else_asks_for_login(db, client: Client, name: str, route: str) -> None:
    """Also with things in the address that do not exist."""
    address = "".join(
        "1" if part.startswith("<") else part
        for part in route.replace("<", "\0<").replace(">", ">\0").split("\0")
    )
    address = address.replace("(?P1.*)$", "x").rstrip("$")
    response = client.get(address)
    if response.status_code != 405:  # logging out is a POST
        assert response.status_code == 302, address
        assert "login" in response["Location"]


CSP = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'"
)


@pytest.mark.parametrize(
    "address", ["/", "/data", "/findes-ikke", "/api/v1/indikatorer", "/konto/login/", "/admin/"]
)
def test_the_same_headers_on_everything(client, published, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == sorted(CSP.split("; "))
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY


def test_pages_are_danish_whatever_the_browser_says_until_the_reader_chooses(db, client) -> None:
    english_browser = {"accept-language": "en-GB,en;q=0.9"}
    response = client.get("/konto/login/", headers=english_browser)
    assert response["Content-Language"] == "da"
    chosen = client.post("/sprog/", {"language": "en", "next": "/om"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/om")
    cookie = chosen.cookies["sprog"]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("en", "Lax", True)
    assert client.get("/konto/login/")["Content-Language"] == "en"


@pytest.mark.parametrize("value", ["", "tlh", "../en", "da\0"])
def test_a_language_that_is_not_there_is_danish(db, client, value: str) -> None:
    client.cookies["sprog"] = value
    assert client.get("/konto/login/")["Content-Language"] == "da"


def test_the_way_back_after_choosing_stays_on_the_site(db, client) -> None:
    response = client.post("/sprog/", {"language": "en", "next": "https://example.org/"})
    assert response["Location"] == "/"


def test_choosing_a_language_needs_no_token(db) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/sprog/", {"language": "en"}).status_code == 302


def test_logging_in_needs_a_token(db) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/konto/login/", {"username": "x", "password": "y"}).status_code == 403


def test_logging_in_and_out(db, client) -> None:
    create_account("sekretariat", "lang adgangskode", roles=[Role.SEKRETARIAT], by=OPERATOR)
    credentials = {"username": "sekretariat", "password": "lang adgangskode"}
    response = client.post("/konto/login/", credentials)
    assert (response.status_code, response["Location"]) == (302, "/")
    cookie = response.cookies["tvaerblik"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")
    assert "_auth_user_id" in client.session
    assert client.post("/konto/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("role", "status"), [(Role.AUDITOR, 200), (Role.GODKENDER, 302)])
def test_the_log_can_be_read_by_those_who_may(db, client, role: Role, status: int) -> None:
    user = create_account("nogen", "lang adgangskode", roles=[role], by=OPERATOR)
    client.force_login(user)
    assert client.get("/admin/audit/auditentry/").status_code == status
    if status == 200:
        assert client.get("/admin/audit/auditentry/1/change/").status_code == 200
        for act in ("add/", "1/delete/"):
            assert client.get(f"/admin/audit/auditentry/{act}").status_code == 403
        changed = client.post("/admin/audit/auditentry/1/change/", {"by": "x"})
        assert changed.status_code == 403


def test_an_error_tells_nothing_of_the_inside(published, settings, monkeypatch) -> None:
    from tvaerblik.web import data_views

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(data_views, "read_sources", fail)
    response = Client(raise_request_exception=False).get("/data")
    assert response.status_code == 500
    assert b"a secret" not in response.content
    assert b"Traceback" not in response.content


@pytest.mark.parametrize("address", ["/indikator/610203-0000", "/findes-ikke/6102030000"])
def test_a_cpr_number_in_an_address_reaches_no_log(published, client, settings, caplog, address):
    formatter = MaskingFormatter(settings.LOGGING["formatters"]["plain"]["format"])
    assert client.get(address).status_code == 404
    lines = [formatter.format(record) for record in caplog.records]
    assert any("Not Found" in line for line in lines)
    assert not any("0203" in line for line in lines)


@pytest.mark.parametrize(
    "address",
    [
        "/forhaandsvisning/HEMMELIG-1_a",
        "/forhaandsvisning/HEMMELIG-1_a/x?enhed=y",
        "/adgangskode/HEMMELIG:1:a?x",
        "/min-side/mail/HEMMELIG:1:a",
    ],
)
def test_no_address_that_is_a_key_is_in_the_log(settings, address: str) -> None:
    """Django writes the address of whatever it refuses: of a link that works as well."""
    formatter = MaskingFormatter(settings.LOGGING["formatters"]["plain"]["format"])
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Bad Request: %s", (address,), None)
    told = formatter.format(record)
    assert "HEMMELIG" not in told and address.split("HEMMELIG")[0] in told
