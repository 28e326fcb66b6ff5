"""Phases of a series: only by a person, with a reason, and with four answers that are yes."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tvaerblik.catalogue.chart_rules import ChartRule, chart_rule, charts_for
from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Proportion
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.phases import load_phases
from tvaerblik.core.errors import DefinitionError

INDICATORS = cast(
    Any, {"ventetid": SimpleNamespace(measure=None, periods=("month", "quarter", "year"))}
)
UNITS = cast(Any, SimpleNamespace(units={"kommune-0851": None}))

GOOD = """\
indicator: ventetid
phases:
  - from: 2025-03-01
    unit: kommune-0851
    baseline: 12
    by: Klyngestyregruppen
    on: 2025-09-15
    reason: {da: Fast koordinator, en: A coordinator}
    answers: {different: true, cause_known: true, desired: true, lasting: true}
  - from: 2024-01-01
    by: Klyngestyregruppen
    on: 2024-06-01
    reason: {da: Ny aftale, en: A new agreement}
    answers: {different: true, cause_known: true, desired: true, lasting: true}
"""


def loaded(tmp_path: Path, text: str) -> Any:
    (tmp_path / "ventetid.yaml").write_text(text, encoding="utf-8")
    return load_phases(tmp_path, INDICATORS, UNITS)["ventetid"]


def test_phases_come_in_order_of_day_with_who_when_and_why(tmp_path: Path) -> None:
    first, second = loaded(tmp_path, GOOD)
    assert (first.from_, first.unit, first.baseline) == (date(2024, 1, 1), None, None)
    assert (second.by, second.on, second.baseline) == ("Klyngestyregruppen", date(2025, 9, 15), 12)
    assert second.reason.da == "Fast koordinator"
    assert second.concerns("kommune-0851") and not second.concerns("kommune-0849")
    assert first.concerns("kommune-0849")


def test_without_the_folder_there_are_none(tmp_path: Path) -> None:
    assert load_phases(tmp_path / "phases", INDICATORS, UNITS) == {}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("indicator: ventetid", "indicator: andet", "no indicator 'andet'"),
        ("kommune-0851", "kommune-9999", "no unit 'kommune-9999'"),
        ("from: 2025-03-01", "from: 2025-03-15", "begins with a month"),
        ("from: 2024-01-01", "from: 2025-03-01\n    unit: kommune-0851", "on the same day"),
        ("baseline: 12", "baseline: 11", "12"),
        ("    by: Klyngestyregruppen\n", "", "by"),
        ("reason: {da: Fast koordinator, en: A coordinator}", "reason: {da: x}", "en"),
        ("different: true", "different: false", "does the process behave differently"),
        ("cause_known: true", "cause_known: false", "is the cause known"),
        ("desired: true", "desired: false", "is the change wanted"),
        ("lasting: true", "lasting: false", "is it meant to last"),
        ("answers: {different: true, ", "answers: {", "different"),
        ("    on: 2025-09-15", "    on: 2025-09-15\n    until: 2026-01-01", "until"),
    ],
)
def test_what_is_no_decision_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    assert old in GOOD
    with pytest.raises(DefinitionError, match=named) as caught:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    [problem] = caught.value.problems
    assert problem.where is not None and problem.where.file == "ventetid.yaml"
    assert problem.what.da and problem.remedy.da


@pytest.fixture(scope="module")
def own(own_definitions: Path) -> Catalogue:
    return load_catalogue(own_definitions)


def test_a_phase_of_what_nobody_assesses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ventetid.yaml").write_text(GOOD, encoding="utf-8")
    yearly = cast(Any, {"ventetid": SimpleNamespace(measure=None, periods=("year",))})
    with pytest.raises(DefinitionError, match="no series of months"):
        load_phases(tmp_path, yearly, UNITS)


def test_our_own_phases_tell_a_reason(own: Catalogue) -> None:
    decided = [phase for one in own.indicators.values() for phase in one.phases]
    assert decided
    assert all(len(phase.reason.da) > 20 and phase.on > phase.from_ for phase in decided)


def test_a_phase_moves_no_number(own: Catalogue) -> None:
    before = next(one for one in own.indicators.values() if one.phases)
    after = replace(before, phases=())
    assert digest_of(before, own) == digest_of(after, own)
    found = differences(before, after, own, own)
    assert found and not any(difference.moves for difference in found)


def test_each_measure_has_a_chart_of_its_own(own: Catalogue) -> None:
    rules = {name: chart_rule(one) for name, one in own.indicators.items()}
    assert rules["genindlaeggelse-30-dage-somatik"] == ChartRule("p-prime")
    assert {rule.kind for rule in rules.values()} >= {"p-prime", "u-prime", "i"}
    for name, one in own.indicators.items():
        assert rules[name].kind in charts_for(one.measure, one.standardise is not None)
        assert not (rules[name].by_length and isinstance(one.measure, Proportion))


def test_a_chart_that_cannot_be_drawn_of_the_measure_is_refused(
    own_definitions: Path, tmp_path: Path
) -> None:
    shutil.copytree(own_definitions, tmp_path / "d")
    path = tmp_path / "d" / "indicators" / "genindlaeggelse-30-dage-somatik.yaml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written + "chart: g\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="p-prime"):
        load_catalogue(tmp_path / "d")
    path.write_text(written + "chart: i\n", encoding="utf-8")
    found = load_catalogue(tmp_path / "d").get("genindlaeggelse-30-dage-somatik")
    assert chart_rule(found).kind == "i"
