"""Every fault and every remark of intake says what to do, in both languages: walked over the code itself."""

import ast
import inspect
from datetime import date
from pathlib import Path

import pytest

import tvaerblik
from tvaerblik.core.deliveries import Doubt
from tvaerblik.core.texts import Text
from tvaerblik.intake import remarks

ROOT = Path(tvaerblik.__file__).parent
FLOWS = ("receive_delivery.py", "other_sources.py")
MODULES = [
    *sorted((ROOT / "sources").glob("*.py")),
    *sorted((ROOT / "intake").glob("*.py")),
    *(ROOT / "flows" / name for name in FLOWS),
]
# Where a code and its remedy are handed on as they came
MAKERS = {"Problem", "refuse", "add", "add_rows", "flag", "mapped"}


def calls(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")  # fmt: skip
            yield name, node


def texts(path):
    """(line, the two languages) of every Text written there."""
    for name, node in calls(path):
        if name == "Text" and len(node.args) == 2:
            yield node.lineno, [ast.unparse(part).strip("f'\" ") for part in node.args]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_sentence_is_empty(path):
    assert [line for line, both in texts(path) if not all(both)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_problem_is_made_with_a_remedy(path):
    for name, node in calls(path):
        if name not in MAKERS or (name == "add" and len(node.args) + len(node.keywords) < 3):
            continue  # a set's add
        named = {keyword.arg for keyword in node.keywords}
        starred = any(isinstance(part, ast.Starred) for part in node.args) or None in named
        codes = [part for part in (*node.args, *(k.value for k in node.keywords)) if is_code(part)]
        if codes and not starred:
            assert "remedy" in named or len(node.args) >= 3, (path.name, node.lineno)


def is_code(node):
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text.startswith("K-") or (text[:1] == "D" and text[1:].isdigit())


def test_remarks_are_made_of_problems_alone():
    """A problem has a remedy; a remark by itself is one text and may forget it."""
    for path in MODULES:
        assert [name for name, _ in calls(path) if name == "Remark"] == [], path.name


def remark_makers():
    found = [
        function
        for name, function in inspect.getmembers(remarks, inspect.isfunction)
        if function.__module__ == remarks.__name__ and not name.startswith("_")
    ]
    assert len(found) > 10
    return found


# A value for every kind of argument
MADE = {"Text": Text("Aalborg", "Aalborg"), "str": "person", "int": 7, "date": date(2026, 1, 2),
        "Doubt": Doubt("K-GAP", Text("Alderen mangler.", "The age is missing."))}  # fmt: skip


@pytest.mark.parametrize("make", remark_makers(), ids=lambda make: make.__name__)
def test_a_remark_says_what_is_wrong_and_what_to_do(make):
    arguments = {
        name: MADE[parameter.annotation.__name__]
        for name, parameter in inspect.signature(make).parameters.items()
    }
    remark = make(**arguments)
    assert remark.code.startswith("K-")
    told = {"da": ("lever", "godkend", "Sammenlign"), "en": ("deliver", "override", "Compare")}
    for language, verbs in told.items():
        text = remark.text.in_(language)
        assert text.endswith(".") and text.count(". ") >= 1
        assert any(verb in text.split(". ", 1)[1].casefold() or verb in text for verb in verbs)
    assert remark.text.da != remark.text.en


def test_what_a_person_does_about_a_lost_unit_and_a_conflict():
    lost = remarks.lost_unit(Text("Aalborg", "Aalborg"), "person", date(2026, 1, 2)).text
    conflict = remarks.conflict(date(2026, 1, 2), "abc").text
    for text in (lost, conflict):
        assert "tvaerblik deliveries override" in text.da
        assert "tvaerblik deliveries override" in text.en
    assert "hvis den ikke leverer mere" in lost.da
    assert "if it delivers no more" in lost.en
    assert "Spørg leverandøren, hvilken der gælder" in conflict.da
    assert "Ask the supplier which of them holds" in conflict.en
