"""The manual of the definition language: every rule has a spec, and its grammar is the
loader's."""

import importlib
import re
from pathlib import Path
from typing import get_args

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.language import MeasureKind
from tvaerblik.catalogue.loader import Catalogue, load_catalogue, load_indicator

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "tests" / "spec"
ADR = ROOT / "docs" / "adr" / "0011-what-each-measure-means.md"
SNIPPETS = re.findall(r"```yaml\n(.*?)```", (SPECS / "grammar.md").read_text("utf-8"), re.DOTALL)


def _name_of(snippet: str) -> str:
    return snippet.split("\n")[1].split(":")[0].strip()


def test_every_rule_is_named_by_a_spec() -> None:
    rules = set(map(int, re.findall(r"^(\d+)\. ", ADR.read_text("utf-8"), re.MULTILINE)))
    marks = [
        numbers
        for path in SPECS.glob("test_*.py")
        for numbers in re.findall(r"pytest\.mark\.rule\(([\d, ]+)\)", path.read_text("utf-8"))
    ]
    named = {int(number) for numbers in marks for number in numbers.split(",")}
    assert len(rules) >= 30
    assert named == rules


def test_every_spec_file_has_its_place_in_the_manual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    manual = importlib.import_module("manual")
    found = {path.stem.removeprefix("test_") for path in SPECS.glob("test_*.py")}
    assert {*manual.CHAPTERS, *manual.NO_CHAPTERS} == found


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "definitions")


@pytest.mark.parametrize("snippet", SNIPPETS, ids=_name_of)
def test_every_snippet_of_the_grammar_loads(
    snippet: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    if snippet.startswith("id: "):
        path = tmp_path / f"{snippet.split()[1]}.yaml"
        path.write_text(snippet, encoding="utf-8")
        load_indicator(path, catalogue.registers, catalogue.codelists, catalogue.standards)
        return
    spec = Spec("plain", tmp_path, catalogue)
    rows = "{table: hospital_stay, where: [], date: started, place: residence}"
    counted = f"of: {rows}, unknown: exclude"
    spec.component("admissions", f"measure: {{count: {{{counted}}}}}")
    spec.component("citizens", f"measure: {{persons: {{{counted}}}}}", attribute="none")
    spec.component(
        "admissions-per-1000",
        f"measure: {{rate: {{{counted}, per: 1000}}}}",
        denominator="person_years",
    )
    measure, fields = _measure_and_fields(snippet)
    spec.define(measure, **fields)


def _measure_and_fields(snippet: str) -> tuple[str, dict[str, str]]:
    """A list of conditions is loaded as those of a count, in a window that some of them reach."""
    if snippet.startswith("where:"):
        inside = snippet.rstrip().replace("\n", "\n      ")
        head = "measure:\n  count:\n    unknown: exclude\n    of:\n      table: hospital_stay\n"
        place = "      date: started\n      place: residence\n      "
        return head + place + inside, {"settle": "7 days"}
    measure, *rest = re.split(r"^(?=\w)", snippet, flags=re.MULTILINE)[1:]
    named = (line.partition(": ") for line in rest)
    return measure, {name: value.rstrip() for name, _, value in named}


def test_every_measure_stands_in_the_grammar() -> None:
    named = {
        kind for snippet in SNIPPETS for kind in re.findall(r"^  (\w+):", snippet, re.MULTILINE)
    }
    assert set(get_args(MeasureKind)) <= named
