"""Pages are sent packed, and those that are the same for everybody are built once; no reader is sent
anything of another."""

import gzip
import re
from datetime import date
from pathlib import Path

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from tvaerblik.config import delivery
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_roles import end_role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.web import views

OPERATOR = Permit("drift", "operator", "test")
VISITS = "/indikator/opfoelgende-hjemmebesoeg-7-dage"
PASSWORD = "en lang adgangskode"
ADDRESSES = ("/", VISITS, "/data", "/om", "/forklaring/seriediagrammer")


@pytest.fixture
def built(published, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of /om that were built and not taken from memory."""
    addresses: list[str] = []

    def render(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        addresses.append(request.get_full_path())
        return original(request, *args, **values)

    original = views.render
    monkeypatch.setattr(views, "render", render)
    return addresses


# Kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_kept_page_is_the_page_with_all_its_headers(published, address: str) -> None:
    first, again = Client().get(address), Client().get(address)
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    assert first.status_code == 200 and not hasattr(again, "depends_on_mark_alone")


def test_a_kept_page_is_built_once(built: list[str]) -> None:
    for _ in range(3):
        assert Client().get("/om").status_code == 200
    assert built == ["/om"]


def test_a_kept_page_is_not_sent_to_who_has_it(built: list[str]) -> None:
    first = Client().get("/om")
    again = Client().get("/om", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    told = {name: value for name, value in again.headers.items() if name != "Content-Length"}
    sent = ("Content-Length", "Content-Type")
    assert told == {name: value for name, value in first.headers.items() if name not in sent}


def test_language_question_packing_and_name_of_the_site_make_other_pages(built: list[str]) -> None:
    english = Client()
    english.cookies["sprog"] = "en"
    for client, address, headers in (
        (Client(), "/om", {}),
        (english, "/om", {}),
        (Client(), "/om?a=1", {}),
        (Client(), "/om", {"accept-encoding": "br"}),
        (Client(), "/om", {"host": "127.0.0.1"}),
    ):
        for _ in range(2):
            client.get(address, headers=headers)
    assert len(built) == 5


def test_trouble_that_is_noted_shows_at_once(published) -> None:
    assert "Ingen kendte problemer." in Client().get("/data").content.decode()
    fails = Text("Fejl i LPR.", "LPR fails.")
    note_trouble("lpr_a", fails, since=date(2026, 11, 1), by=OPERATOR)
    assert "Fejl i LPR." in Client().get("/data").content.decode()


def test_a_release_that_is_withdrawn_is_shown_no_more(published) -> None:
    assert Client().get("/").status_code == 200
    withdraw_release(published.id, by=OPERATOR, reason="Fejl")
    assert Client().get("/").status_code == 503


# Not kept --------------------------------------------------------------------------------------------


def test_nobody_is_sent_the_page_of_another(built: list[str]) -> None:
    known = Client()
    known.force_login(get_user_model().objects.create(username="laeser"))
    for _ in range(2):
        assert b"laeser" not in Client().get("/om").content
        assert b"<strong>laeser</strong>" in known.get("/om").content
    assert len(built) == 3


def test_a_page_of_an_earlier_login_is_sent_anew(published) -> None:
    """Its form for logging out holds a token that the new login refuses."""
    create_account("laeser", PASSWORD, roles=(Role.BRUGER,), by=OPERATOR)
    client = Client(enforce_csrf_checks=True)
    first = _logged_in(client)
    client.post("/konto/logout/", {"csrfmiddlewaretoken": _token(first)})
    again = _logged_in(client, {"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200
    assert client.post("/konto/logout/", {"csrfmiddlewaretoken": _token(again)}).status_code == 302


def test_a_page_is_sent_anew_when_the_account_may_something_else(published) -> None:
    user = create_account("laeser", PASSWORD, roles=(Role.LEVERANDOER,), unit="a", by=OPERATOR)
    client = Client()
    client.force_login(user)
    first = client.get("/data")
    assert b"/data/levering" in first.content
    end_role(user, Role.LEVERANDOER, by=OPERATOR)
    again = client.get("/data", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200 and b"/data/levering" not in again.content


def _logged_in(client: Client, headers: dict[str, str] | None = None) -> HttpResponse:
    fields = {"username": "laeser", "password": PASSWORD}
    token = _token(client.get("/konto/login/"))
    client.post("/konto/login/", {**fields, "csrfmiddlewaretoken": token})
    return client.get("/om", headers=headers or {})


def _token(page: HttpResponse) -> str:
    return re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[0]


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"cookie": "tvaerblik=abc"}},
        {"headers": {"cookie": "messages=abc"}},
        {"headers": {"authorization": "Basic YTpi"}},
        {"method": "HEAD"},
    ],
)
def test_who_brings_something_of_his_own_has_his_page_built(built: list[str], asked: dict) -> None:
    Client().get("/om")
    Client().generic(asked.pop("method", "GET"), "/om", **asked)
    assert len(built) == 2


@pytest.mark.parametrize("address", ["/konto/login/", "/findes-ikke", "/api/v1/indikatorer"])
def test_what_is_no_page_for_all_is_not_kept(published, address: str) -> None:
    assert Client().get(address).status_code in (200, 404)
    assert delivery.PAGES._pages == {}


def _answered(request: HttpRequest, **facts: object) -> HttpResponse:
    mark = delivery.mark_for_anybody(request, "da")
    response = HttpResponse("page", headers={"ETag": mark.etag})
    response.depends_on_mark_alone = True
    for name, value in facts.items():
        setattr(response, name, value)
    return response


def _with_token(request: HttpRequest) -> HttpResponse:
    response = _answered(request)
    response.set_cookie("csrftoken", get_token(request))
    return response


def _of_the_next_release(request: HttpRequest) -> HttpResponse:
    response = _answered(request)
    response.headers["ETag"] = '"another"'
    return response


@pytest.mark.parametrize(
    ("handler", "times"),
    [
        (_answered, 1),
        (_with_token, 2),
        (_of_the_next_release, 2),
        (lambda request: _answered(request, status_code=503), 2),
        (lambda request: _answered(request, depends_on_mark_alone=False), 2),
    ],
)
def test_only_a_page_that_anybody_may_have_is_kept(published, handler, times: int) -> None:
    calls = []

    def count(request: HttpRequest) -> HttpResponse:
        calls.append(request)
        return handler(request)

    for _ in range(2):
        delivery.kept_pages(count)(RequestFactory().get("/"))
    assert len(calls) == times


# Packed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", VISITS, f"{VISITS}/diagram.svg", "/api/v1/indikatorer"])
def test_packed_is_the_same_and_shorter(published, address: str) -> None:
    plain = Client().get(address)
    assert "Content-Encoding" not in plain.headers
    for accepted, unpack in (("gzip, deflate, br", brotli.decompress), ("gzip", gzip.decompress)):
        for _ in range(2):
            found = Client().get(address, headers={"accept-encoding": accepted})
            assert unpack(found.content) == plain.content
            assert len(found.content) < len(plain.content) / 2
            assert found.headers["Content-Length"] == str(len(found.content))
            assert found.headers["ETag"] == f"W/{plain.headers['ETag']}"
            assert "Accept-Encoding" in found.headers["Vary"]
            headers = {"accept-encoding": accepted, "if-none-match": found.headers["ETag"]}
            assert Client().get(address, headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0", None),
        ("GZIP", "gzip"),
        ("", None),
        ("identity", None),
        ("br;q=1.0, gzip;q=0.5", "br"),
    ],
)
def test_packed_as_the_reader_can_unpack_it(published, accepted: str, sent: str | None) -> None:
    found = Client().get("/om", headers={"accept-encoding": accepted})
    assert found.headers.get("Content-Encoding") == sent


def test_pictures_and_short_answers_are_not_packed(published, tmp_path: Path) -> None:
    headers = {"accept-encoding": "br"}
    picture = Client().get(f"{VISITS}/diagram.png", headers=headers)
    assert picture.status_code == 200
    assert "Content-Encoding" not in picture.headers
    short = delivery.packed(lambda request: HttpResponse("kort"))(
        RequestFactory().get("/", headers=headers)
    )
    assert short.content == b"kort"
