"""Pages of every measure as they are laid out, with worked cases and what was seen in the data."""

import re
from pathlib import Path

import pytest
from django.test import Client

from support.measures import NAMES
from support.sample_measures import make_measures_release
from support.shared import made_once
from tvaerblik.core.permit import Permit
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST


@pytest.fixture(scope="session")
def measures_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "measures", make_measures_release)


@pytest.fixture
def measures(db, measures_package: Path) -> Client:
    operator = Permit("drift", "operator", "test")
    sha256 = sha256_of(measures_package / MANIFEST)
    publish_release(measures_package.name, sha256, measures_package, by=operator)
    return Client()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_measure_has_a_page(measures: Client, language: str) -> None:
    measures.cookies["sprog"] = language
    for name in NAMES:
        response = measures.get(f"/indikator/{name}?enhed=kommune-0851")
        text = response.content.decode()
        assert response.status_code == 200, name
        assert text.count("<svg") in (2, 4, 6) and '<details class="points">' in text, name
        assert ">None<" not in text and "{{" not in text and "{%" not in text, name
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), name


def test_examples_are_tables_with_headings_and_captions(measures: Client) -> None:
    text = measures.get("/indikator/proportion?enhed=kommune-0851").content.decode()
    (examples,) = re.findall(r'<section class="examples".*?</section>', text, re.DOTALL)
    assert '<h2 id="eksempler-overskrift">Eksempler</h2>' in examples
    tables = examples.count("<table")
    assert tables == examples.count("<caption id=") == examples.count('role="region"') > 10
    assert '<th scope="col">Kontaktens start</th>' in examples
    assert "<script" not in examples
    assert "Eksempler" not in measures.get("/indikator/count").content.decode()


def test_the_overview_and_data_tell_what_has_no_figures_and_what_was_seen(measures: Client) -> None:
    overview = measures.get("/?enhed=kommune-0851").content.decode()
    assert "Indikatorer uden tal" in overview and "Kilden er ved at blive lagt om." in overview
    data = measures.get("/data").content.decode()
    assert "Diagnosen mangler i 38 % af rækkerne" in data


def test_the_chart_of_a_profile_can_be_downloaded_for_its_period(measures: Client) -> None:
    page = measures.get("/indikator/profile?enhed=kommune-0851&periode=2026-03").content.decode()
    (address,) = re.findall(r'href="([^"]+)">Diagram \(SVG\)', page)
    chart = measures.get(address.replace("&amp;", "&")).content.decode()
    assert "marts 2026" in chart and "Hændelsen" in chart
    assert measures.get("/indikator/profile?periode=2031-01").status_code == 404


def test_the_api_answers_a_profile_week_by_week(measures: Client) -> None:
    asked = "/api/v1/vaerdier?indikator=profile&enhed=kommune-0851"
    weeks = measures.get(f"{asked}&periode=2026-03").json()["values"]
    assert [one["step"] for one in weeks] == list(range(-12, 13))
    (one,) = measures.get(f"{asked}&periode=2026-03&uge=-3").json()["values"]
    assert one == weeks[9]
    through_time = measures.get(f"{asked}&uge=0&periodetype=month").json()["values"]
    assert {one["step"] for one in through_time} == {0} and len(through_time) > 20
    beside = measures.get(
        "/api/v1/vaerdier?indikator=profile&enhedstype=municipality&periode=2026-03&uge=0"
    ).json()["values"]
    assert {one["unit"] for one in beside} == {"kommune-0851", "kommune-0860"}
    assert measures.get(asked).status_code == 400
    other = "/api/v1/vaerdier?indikator=count&enhed=kommune-0851&uge=0"
    assert measures.get(other).status_code == 400


def test_the_api_tells_what_a_measure_is_and_what_has_no_figures(measures: Client) -> None:
    card = measures.get("/api/v1/indikatorer/percentile").json()["indicator"]
    assert (card["measure"], card["percentile"], card["standardised"]) == ("percentile", 90, None)
    card = measures.get("/api/v1/indikatorer/rate-standardised").json()["indicator"]
    assert card["standardised"]["by"] == ["age_band", "sex"] and card["standardised"]["directly"]
    card = measures.get("/api/v1/indikatorer/median").json()["indicator"]
    assert card["warnings"][0]["code"] == "W-LOST-VALUES"
    assert card["not_counted"][0] == {"cause": "unknown", "rows": None}
    (listed,) = measures.get("/api/v1/indikatorer").json()["without_figures"]
    assert (listed["status"], listed["standing"]["on"]) == ("paused", "2026-09-01")


def test_the_weeks_of_a_profile_are_a_column_of_the_file(measures: Client) -> None:
    response = measures.get("/api/v1/indikatorer/profile.csv?dialect=machine&enhed=kommune-0851")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].endswith(",note,step")
    assert {line.rsplit(",", 1)[1] for line in lines[1:]} == {str(n) for n in range(-12, 13)}
