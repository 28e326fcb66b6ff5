"""The CSV address: stable, whole, and the same for everybody who asks."""

import re
from html import unescape

from django.http import StreamingHttpResponse
from django.test import Client

NORTH = "region-nordjylland"
ADDRESS = "/api/v1/indikatorer/indlaeggelser-pr-1000.csv"


def _lines(client: Client, **parameters: str) -> list[list[str]]:
    response = client.get(ADDRESS, parameters)
    assert isinstance(response, StreamingHttpResponse)
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")
    return [line.split(";") for line in text.split("\r\n")[:-1]]


def test_comes_as_a_file_with_a_name(client, published) -> None:
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = f"indlaeggelser-pr-1000_{published.id}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(response).startswith(b"\xef\xbb\xbfindikator;")


def test_columns_do_not_depend_on_the_reader_s_language(client, published) -> None:
    danish = _lines(client, enhed=NORTH)
    client.cookies["sprog"] = "en"
    assert _lines(client, enhed=NORTH) == danish


def test_a_part_can_be_asked_for(client, published) -> None:
    heading, *year = _lines(client, enhed=NORTH, periodetype="year", opdelt="false")
    column = heading.index
    assert {line[column("enhed")] for line in year} == {NORTH}
    assert [line[column("periode")] for line in year] == ["2023", "2024", "2025", "2026"]
    assert {line[column("alder")] + line[column("koen")] for line in year} == {""}
    _, *women = _lines(client, enhed=NORTH, periodetype="year", koen="k")
    assert [(line[column("alder")], line[column("koen")]) for line in women] == [("", "k")] * 4


def test_a_program_asks_for_its_own_signs(client, published) -> None:
    text = b"".join(client.get(ADDRESS, {"dialect": "machine", "enhed": NORTH})).decode()
    assert text.startswith("indicator,title,")


def test_every_file_a_page_offers_can_be_fetched(client, published) -> None:
    page = client.get(f"/indikator/indlaeggelser-pr-1000?enhed={NORTH}&periodetype=month")
    links = re.findall(r'href="(/api/v1/[^"]+)"', page.content.decode())
    assert len(links) >= 2
    for link in links:
        assert client.get(unescape(link)).status_code == 200, link
