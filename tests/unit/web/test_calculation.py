"""How a figure was computed: its SQL, rows, deliveries and the command that does it again."""

import re

import pytest
from django.test import Client

VISITS = "/indikator/opfoelgende-hjemmebesoeg-7-dage"
ADMISSIONS = "/indikator/indlaeggelser-pr-1000"


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_page_is_one_click_from_the_figures(site: Client) -> None:
    text = _text(site, f"{VISITS}?enhed=kommune-0851")
    (about,) = re.findall(r'<section class="about".*', text, re.DOTALL)
    assert f'href="{VISITS}/beregning?enhed=kommune-0851"' in about


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_step_tells_what_it_makes_its_rows_and_its_sql(site: Client, language: str) -> None:
    site.cookies["sprog"] = language
    text = _text(site, f"{VISITS}/beregning?enhed=kommune-0851")
    assert "FROM hospital_stay</code>" in text and "WHERE a &lt; b</code>" in text
    rows = re.findall(r'class="rows"><span>\w+:</span> <strong>(.*?)</strong>', text)
    told = ["ca. 48.125", "under 5", "et udtryk"]
    assert rows == (told if language == "da" else ["about 48,125", "under 5", "an expression"])
    assert "style=" not in text and ">None<" not in text and "{{" not in text


def test_the_commands_compute_what_was_known_when_the_release_was_built(site: Client) -> None:
    text = _text(site, f"{VISITS}/beregning?enhed=kommune-0851")
    known = "--known-at 2026-11-22T06:00:00+00:00"
    assert f"tvaerblik compute --explain opfoelgende-hjemmebesoeg-7-dage {known} --json" in text
    assert f"--unit kommune-0851 --period 2026 {known}" in text


def test_the_deliveries_are_named_with_their_hash(site: Client) -> None:
    text = _text(site, f"{VISITS}/beregning")
    (table,) = re.findall(r"<table>.*?</table>", text, re.DOTALL)
    assert re.search(r'<code class="sha">[0-9a-f]{64}</code>', table)
    assert "lpr_a" in table and "2026</td>" in table


def test_the_statements_are_one_file_that_runs_from_above_down(site: Client) -> None:
    response = site.get(f"{VISITS}/beregning.sql")
    text = response.content.decode()
    assert response.headers["Content-Type"] == "application/sql; charset=utf-8"
    assert "opfoelgende-hjemmebesoeg-7-dage.sql" in response.headers["Content-Disposition"]
    statements = [one for one in text.split("\n\n") if "CREATE" in one or "SELECT" in one]
    assert len(statements) == 3 and all(one.strip().endswith(";") for one in statements)
    assert all(line.startswith("--") for line in text.split("\n\n")[0].splitlines())


def test_an_indicator_without_steps_says_so_and_has_no_file(site: Client) -> None:
    assert "Denne udgivelse har ingen trin" in _text(site, f"{ADMISSIONS}/beregning")
    assert site.get(f"{ADMISSIONS}/beregning.sql").status_code == 404


def test_what_is_not_there_is_not_found(site: Client) -> None:
    assert site.get("/indikator/findes-ikke/beregning").status_code == 404
    assert site.get(f"{VISITS}/beregning?enhed=kommune-9999").status_code == 404
