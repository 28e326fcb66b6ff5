"""Rules of the house, walked over the code itself, so that the next addition is covered too."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tvaerblik"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 80


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_fit_a_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < MAX_FUNCTION_LINES, node.name


def test_releasable_rows_are_made_in_two_places_only() -> None:
    """Disclosure control makes them, and the package's reader hands out what was released."""
    makers = {
        str(path.relative_to(SOURCE))
        for path in PYTHON
        if re.search(r"\b_MAKER\b|\breleasable_row\(", path.read_text(encoding="utf-8"))
    }
    assert makers <= {
        "release/rows.py",
        "release/disclosure.py",
        "release/reader.py",
        "release/cells.py",
    }


def test_broad_excepts_are_few_and_explained() -> None:
    found = []
    for path in PYTHON:
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"except Exception\b|except:", line) and "#" not in line:
                found.append(f"{path.relative_to(SOURCE)}: {line.strip()}")
    assert found == []


def test_whoever_silences_a_checker_says_of_what_and_why() -> None:
    """mypy reads the packages that pyproject names: elsewhere there is nothing to silence."""
    read = {
        name.replace(".", "/")
        for name in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["packages"]
    }
    found = []
    for folder in ("src", "tests", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                place = path.relative_to(ROOT / folder).as_posix()
                said = _silenced(line, is_typed=place.startswith(tuple(read)))
                found += [f"{place}:{number}: {said}"] if said else []
    assert found == []


def _silenced(line: str, *, is_typed: bool) -> str:
    """What is wrong with it; empty where nothing is."""
    noqa = re.search(r"# (?:ruff: )?" + r"noqa(.*)", line)
    if noqa and not re.fullmatch(r"(: [A-Z]+\d+(, [A-Z]+\d+)*) - \w.*", noqa.group(1)):
        return "which rule, and why?"
    ignored = re.search(r"# type: " + r"ignore(.*)", line)
    if ignored and not is_typed:
        return "no checker reads this"
    if ignored and not re.fullmatch(r"\[[a-z-]+\]  # \w.*", ignored.group(1)):
        return "which rule, and why?"
    return ""


def test_every_dependency_says_what_for_and_where() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    commented = False
    for line in lines:
        if line.strip().startswith("#"):
            commented = True
        elif any(line.strip() == f'"{dependency}",' for dependency in wanted):
            # One comment may stand over a run of dependencies that belong together.
            assert commented, line
        elif line.strip() in ("dependencies = [", "test = ["):
            commented = False


def test_no_index_address_stands_in_a_tracked_file() -> None:
    address = re.compile(r"index-url|https?://[^\s\"']*(/simple/|/packages/[0-9a-f]{2}/)")
    found = [
        path.name
        for path in _tracked()
        if path.suffix in (".lock", ".toml", ".in", ".cfg", ".json")
        and address.search(_text(path) or "")
    ]
    assert [name for name in found if name != "Makefile"] == []


# Not inside a longer word: hashes and UUIDs hold such runs of digits by chance.
_CPR = re.compile(r"(?<![\w.-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-?\d{4}(?![\w.-])")


def test_D21_no_number_that_could_be_a_persons_stands_in_the_repository() -> None:
    """Invented CPR numbers add 60 to the day, so that they are nobody's. Hashes are left out."""
    found = []
    for path in _tracked():
        if path.suffix in (".lock", ".woff2", ".svg"):
            continue
        for number, line in enumerate((_text(path) or "").splitlines(), start=1):
            if _CPR.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []
