"""The API as its readers meet it, over a sample release."""

import json
from typing import Any

import pytest
from django.test import Client

from tvaerblik.governance.releases.models import ReleaseRecord

NORTH = "region-nordjylland"
ADMISSIONS = "indlaeggelser-pr-1000"
NOTE = {"da": "Syntetiske tal – ikke virkelige", "en": "Synthetic figures – not real"}


def _get(client: Client, address: str, status: int = 200, **parameters: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/{address}", parameters)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def _value(client: Client, **parameters: str) -> dict[str, Any]:
    (value,) = _get(client, "vaerdier", **parameters)["values"]
    return value


def test_indicators_are_listed(client, published: ReleaseRecord) -> None:
    answer = _get(client, "indikatorer")
    assert answer["release"] == published.id
    assert {"covid-nyindlagte", ADMISSIONS} <= {card["id"] for card in answer["indicators"]}
    assert answer["synthetic_note"] == NOTE


def test_an_indicator_tells_what_it_is(client, published) -> None:
    card = _get(client, f"indikatorer/{ADMISSIONS}")["indicator"]
    assert len(card["digest"]) == 64
    assert card["title"]["da"] and card["numerator"]["en"]
    assert card["owners"][0]["since"]
    assert card["national"]["status"] in (
        "reconciled",
        "deviates",
        "not_comparable",
        "cannot_be_clarified",
    )


def test_a_value_stands_with_everything_it_takes_to_read_it(client, published) -> None:
    value = _value(client, indikator=ADMISSIONS, enhed=NORTH, periode="2025-03")
    assert value["release"] == published.id
    assert (value["unit"], value["period"], value["state"]) == (NORTH, "2025-03", "ok")
    assert value["stratum"] == {"age_band": None, "sex": None}
    assert value["coverage"] == {"units": 11, "of": 11, "share": 1.0}
    assert value["lower"] < value["value"] < value["upper"]
    assert value["vintage"] == "sample"
    assert value["version"] == "1.0.0"
    assert value["state_text"] is None


def test_the_public_series_is_not_called_synthetic(client, published) -> None:
    answer = _get(client, "vaerdier", indikator="covid-nyindlagte", enhed=NORTH, periode="2020-11")
    assert answer["values"][0]["numerator"] == 85
    assert (answer["synthetic"], answer["synthetic_note"]) == (False, None)
    assert "Statens Serum Institut" in answer["attribution"][0]["da"]


def _every_row(client: Client, indicator: str) -> list[dict[str, Any]]:
    units = [unit["id"] for unit in _get(client, "enheder")["units"]]
    asked = [{"enhed": unit, "koen": sex} for unit in units for sex in ("k", "m")]
    return [
        row
        for parameters in asked
        for row in _get(client, "vaerdier", indikator=indicator, alder="90+", **parameters)[
            "values"
        ]
    ]


def test_a_hidden_cell_has_no_number_and_one_sentence(client, published) -> None:
    hidden = [row for row in _every_row(client, ADMISSIONS) if row["state"] == "suppressed"]
    assert hidden
    for row in hidden:
        numbers = ("value", "numerator", "denominator", "lower", "upper", "supplier_mask")
        assert [row[name] for name in numbers] == [None] * 6
        assert row["state_text"] == {
            "da": "Tallet vises ikke af hensyn til personer",
            "en": "The figure is not shown, to protect persons",
        }


def test_what_the_supplier_masked_says_so(client, published) -> None:
    value = _value(
        client, indikator="covid-tilfaelde-pr-100000", enhed="kommune-0825", periode="2020-12-14"
    )
    assert (value["state"], value["value"]) == ("suppressed", None)
    assert value["supplier_mask"] == {"at_least": 1, "at_most": 9}


def test_a_grain_that_is_not_collected_says_so(client, published) -> None:
    value = _value(client, indikator="covid-nyindlagte", enhed="kommune-0851", periode="2020-11")
    assert value["state"] == "not_collected"
    assert value["state_text"]["da"] == "Indsamles ikke på dette niveau"


def test_a_series_is_cut_at_both_ends(client, published) -> None:
    asked = {"indikator": ADMISSIONS, "enhed": NORTH, "periodetype": "month"}
    periods = [row["period"] for row in _get(client, "vaerdier", **asked)["values"]]
    assert periods == sorted(periods)
    some = _get(client, "vaerdier", **asked, fra="2024-Q4", til="2025-02")["values"]
    assert [row["period"] for row in some] == [
        *("2024-10", "2024-11", "2024-12", "2025-01", "2025-02"),
    ]


def test_strata_and_organisation_are_asked_for(client, published) -> None:
    asked = {"indikator": ADMISSIONS, "enhed": NORTH, "periode": "2025"}
    value = _value(client, **asked, alder="65-69", koen="k")
    assert value["stratum"] == {"age_band": "65-69", "sex": "k"}
    as_is = _value(
        client, **{**asked, "enhed": "sundhedsraad-limfjorden"}, organisation="2027-01-01"
    )
    assert (as_is["organisation"], as_is["state"]) == ("2027-01-01", "ok")


def test_units_are_compared_in_one_period(client, published) -> None:
    asked = {"indikator": ADMISSIONS, "enhedstype": "municipality", "periode": "2025-Q1"}
    rows = _get(client, "vaerdier", **asked)["values"]
    assert len(rows) == 11
    assert {row["period"] for row in rows} == {"2025-Q1"}


def test_units_have_their_members(client, published) -> None:
    units = {unit["id"]: unit for unit in _get(client, "enheder")["units"]}
    assert units["kommune-0851"]["name"]["da"] == "Aalborg"
    assert units["sundhedsklynge-nordjylland-midt"]["members"]
    only = _get(client, "enheder", enhedstype="region")["units"]
    assert {unit["kind"] for unit in only} == {"region"}


def test_the_release_states_what_it_is(client, published: ReleaseRecord) -> None:
    answer = _get(client, "udgivelse")
    assert answer["manifest_sha256"] == published.manifest_sha256
    assert answer["policy"]["minimum_persons"] == 5
    assert {file["name"] for file in answer["files"]} >= {"cells.duckdb"}


PROBLEMS = [
    ("indikatorer/findes-ikke", {}, 404, "K-INDICATOR"),
    ("vaerdier", {"indikator": "findes-ikke", "enhed": NORTH}, 404, "K-INDICATOR"),
    ("vaerdier", {"indikator": ADMISSIONS, "enhed": "findes-ikke"}, 404, "K-UNIT"),
    (
        "vaerdier",
        {"indikator": ADMISSIONS, "enhed": NORTH, "periode": "31-02-2021"},
        404,
        "K-PERIOD",
    ),
    ("vaerdier", {"indikator": ADMISSIONS, "enhed": NORTH, "fra": "2021-13"}, 404, "K-PERIOD"),
    ("vaerdier", {"indikator": ADMISSIONS}, 400, "A-PARAMETER"),
    ("vaerdier", {"enhed": NORTH}, 400, "A-PARAMETER"),
    (
        "vaerdier",
        {"indikator": ADMISSIONS, "enhed": NORTH, "enhedstype": "region"},
        400,
        "A-PARAMETER",
    ),
    ("vaerdier", {"indikator": ADMISSIONS, "enhedstype": "region"}, 400, "A-PARAMETER"),
    (
        "vaerdier",
        {"indikator": ADMISSIONS, "enhedstype": "x", "periode": "2025"},
        400,
        "A-PARAMETER",
    ),
    ("vaerdier", {"indikator": ADMISSIONS, "enhed": NORTH, "alder": "65+"}, 400, "A-PARAMETER"),
    ("vaerdier", {"indikator": ADMISSIONS, "enhed": NORTH, "koen": "x"}, 400, "A-PARAMETER"),
    (
        "vaerdier",
        {"indikator": "covid-nyindlagte", "enhed": NORTH, "koen": "k"},
        400,
        "A-PARAMETER",
    ),
    (
        "vaerdier",
        {"indikator": ADMISSIONS, "enhed": NORTH, "periodetype": "uge"},
        400,
        "A-PARAMETER",
    ),
    (
        "vaerdier",
        {"indikator": ADMISSIONS, "enhed": NORTH, "organisation": "1999"},
        400,
        "A-PARAMETER",
    ),
    ("vaerdier", {"indikator": ADMISSIONS, "enhed": NORTH, "age": "65-69"}, 400, "A-PARAMETER"),
    ("enheder", {"enhedstype": "galakse"}, 400, "A-PARAMETER"),
    (f"indikatorer/{ADMISSIONS}.csv", {"dialect": "morse"}, 400, "A-PARAMETER"),
    (f"indikatorer/{ADMISSIONS}.csv", {"enhed": "findes-ikke"}, 404, "K-UNIT"),
    (f"indikatorer/{ADMISSIONS}.csv", {"opdelt": "måske"}, 400, "A-PARAMETER"),
    ("indikatorer/findes-ikke.csv", {}, 404, "K-INDICATOR"),
]


@pytest.mark.parametrize(("address", "parameters", "status", "code"), PROBLEMS)
def test_a_problem_is_told_in_both_languages(
    client, published, address: str, parameters: dict[str, str], status: int, code: str
) -> None:
    response = client.get(f"/api/v1/{address}", parameters)
    problem = json.loads(response.content)
    assert (response.status_code, problem["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert "ETag" not in response
    assert problem["status"] == status
    assert problem["type"] == f"urn:tvaerblik:problem:{code}"
    assert problem["da"].startswith(problem["title"])
    assert problem["da"] != problem["en"]


def test_a_misspelt_parameter_names_those_that_are_known(client, published) -> None:
    problem = _get(client, "vaerdier", 400, indikator=ADMISSIONS, enhed=NORTH, age="65-69")
    assert "Unknown parameter: age. Known: alder, enhed, enhedstype, fra" in problem["en"]


@pytest.mark.parametrize("address", ["indikatorer", "udgivelse", f"indikatorer/{ADMISSIONS}.csv"])
def test_before_the_first_release_it_is_said(client, db, address: str) -> None:
    assert _get(client, address, 404)["code"] == "A-NO-RELEASE"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, published, method: str) -> None:
    assert getattr(client, method)("/api/v1/indikatorer").status_code == 405


ADDRESSES = [
    *("indikatorer", f"indikatorer/{ADMISSIONS}", "enheder", "udgivelse", "leverancer"),
    *(f"vaerdier?indikator={ADMISSIONS}&enhed={NORTH}", f"indikatorer/{ADMISSIONS}.csv"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_kept_until_the_release_changes(client, published, address: str) -> None:
    first = client.get(f"/api/v1/{address}")
    assert first.status_code == 200
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(f"/api/v1/{address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    other = client.get(f"/api/v1/{address}", headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_the_mark_names_release_reader_language_and_version(client, published) -> None:
    danish = client.get("/api/v1/indikatorer")["ETag"]
    assert danish == f'"{published.id}.public.da.0.1.0"'
    client.cookies["sprog"] = "en"
    assert client.get("/api/v1/indikatorer")["ETag"] == danish.replace(".da.", ".en.")


def test_the_document_of_the_api_is_there_and_its_page_is_not(client, published) -> None:
    document = _get(client, "openapi.json")
    assert set(document["paths"]) == {
        f"/api/v1/{address}"
        for address in (
            *("indikatorer", "indikatorer/{indikator}", "indikatorer/{indikator}.csv", "enheder"),
            *("vaerdier", "udgivelse", "leverancer"),
        )
    }
    assert client.get("/api/v1/docs").status_code == 404
