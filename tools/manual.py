"""Prints the manual of the definition language from its specs: what they draw, ask and expect.

The specs are run while they are printed, on the plain engine, so the manual says nothing that does not
hold. Nothing in the text depends on the machine."""

import contextlib
import importlib
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import cleandoc, getdoc
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SPECS = ROOT / "tests" / "spec"
GRAMMAR = SPECS / "grammar.md"
ENGINE = "plain"

# In the order of a reader who begins with nothing. A file that is not here is not part of the manual
CHAPTERS = (
    "moments",
    "place",
    "conditions",
    "unknown",
    "undecided",
    "stays",
    "ready",
    "outpatients",
    "residents",
    "redelivery",
    "followed_by",
    "links",
    "readmission",
    "attribution",
    "persons",
    "rate",
    "resident_days",
    "amounts",
    "days",
    "stock",
    "profile",
    "composed",
    "standardisation",
    "reported",
    "cumulative",
    "series",
    "coverage",
    "states",
    "missing_strata",
    "bounds",
    "organisation",
    "regrouped",
)
# Specs of other things than the language
NO_CHAPTERS = ("worked_cases", "cases_hold_definitions")

_HEADINGS = {
    "table": "`{name}`",
    "covers": "Delivered",
    "delivery": "Delivered on {name}",
    "codes": "Code list `{name}`",
    "units": "Units",
    "memberships": "Memberships",
    "definition": "Definition {name}",
    "expect": "Gives",
    "stays": "Gives the stays",
    "derived": "Gives the rows of `{name}`",
    "told": "Diagnostics",
    "refused": "Refused for {name}",
}
_OWNED = "date|age|figure|borders|longest|own|complement|persons|first"
_POSSESSIVE = re.compile(rf"\b((?:a|an|the) \w+)s ({_OWNED})\b")
# A longer table is cut in the middle: the first lines show what the others are like
_MOST_LINES = 24
# A value that is longer is a world of its own: it is printed in full, not in the table of variations
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Variation:
    """One run of a spec: what it was given and what it drew. `label` is its name, where it has one."""

    given: dict[str, str]
    label: str | None
    steps: tuple[tuple[str, str, str], ...]  # kind, name, text


@dataclass
class Section:
    """One spec: its rule sentence, the rules of ADR 0011 it is about, and its runs."""

    chapter: str
    title: str
    sentence: str
    rules: tuple[int, ...]
    variations: list[Variation] = field(default_factory=list)


class Recorder:
    """A pytest plugin: gathers every spec's page as it has run."""

    def __init__(self) -> None:
        self.sections: dict[str, Section] = {}
        self.intros: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _params(item).get("spec") == ENGINE]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        assert isinstance(item, pytest.Function)
        chapter = item.path.stem.removeprefix("test_")
        self.intros[chapter] = cleandoc(item.module.__doc__)
        key = f"{chapter}::{item.originalname}"
        section = self.sections.setdefault(key, _section(chapter, item))
        steps = tuple((step.kind, step.name, step.text) for step in item.funcargs["spec"].page)
        section.variations.append(Variation(_given(item), _label(item), steps))


def manual() -> str:
    """The whole text. Raises SystemExit with pytest's own words where a spec does not hold."""
    recorder, said = Recorder(), io.StringIO()
    options = ["-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(ROOT)]
    files = [str(SPECS / f"test_{chapter}.py") for chapter in CHAPTERS]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, *files], plugins=[recorder])
    if code != pytest.ExitCode.OK:
        raise SystemExit(f"{said.getvalue()}\nThe manual is printed from specs that hold.")
    titles = Counter(section.title for section in recorder.sections.values())
    if twice := [title for title, times in titles.items() if times > 1]:
        raise SystemExit(f"Two specs have one title, so no link finds the second: {twice}")
    return "\n".join(_lines(recorder))


def _section(chapter: str, item: pytest.Function) -> Section:
    title = _title(item.originalname)
    rules = {number for marker in item.iter_markers("rule") for number in marker.args}
    sentence = getdoc(item.function)
    if sentence is None:
        raise SystemExit(f"{item.nodeid}: a spec says its rule in a docstring")
    return Section(chapter, title, sentence, tuple(sorted(rules)))


def _title(name: str) -> str:
    """A function's name as a heading: with the apostrophes and capitals a name cannot have."""
    text = name.removeprefix("test_").replace("_", " ").replace("thursday", "Thursday")
    text = _POSSESSIVE.sub(r"\1's \2", text)
    return text[0].upper() + text[1:]


def _params(item: pytest.Item) -> dict[str, Any]:
    return dict(item.callspec.params) if hasattr(item, "callspec") else {}


def _given(item: pytest.Item) -> dict[str, str]:
    """The parameters in the order the spec names them."""
    params = _params(item)
    named = [
        name
        for marker in reversed(list(item.iter_markers("parametrize")))
        for name in _names(marker.args[0])
    ]
    return {name: _shown(params[name]) for name in reversed(dict.fromkeys(reversed(named)))}


def _label(item: pytest.Item) -> str | None:
    """The id that was written beside the parameters."""
    params = _params(item)
    for marker in item.iter_markers("parametrize"):
        names = _names(marker.args[0])
        for entry in marker.args[1]:
            values = getattr(entry, "values", None)
            if values == tuple(params[name] for name in names) and entry.id is not None:
                return str(entry.id)
    return None


def _names(names: str | tuple[str, ...]) -> list[str]:
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value != "" else "(nothing)"


# Writing -----------------------------------------------------------------------------------------


def _lines(recorder: Recorder) -> Iterator[str]:
    yield GRAMMAR.read_text(encoding="utf-8")
    yield from _contents(recorder)
    yield from _usual()
    for chapter in CHAPTERS:
        title, rest = _heading(recorder.intros[chapter])
        yield f"## {title}\n"
        if rest:
            yield f"{rest}\n"
        for section in recorder.sections.values():
            if section.chapter == chapter:
                yield from _section_lines(section)


def _contents(recorder: Recorder) -> Iterator[str]:
    yield "## What each rule means\n"
    counts = dict.fromkeys(CHAPTERS, 0)
    named: dict[int, dict[str, None]] = {}
    for section in recorder.sections.values():
        counts[section.chapter] += 1
        for rule in section.rules:
            named.setdefault(rule, {})[section.title] = None
    for chapter, count in counts.items():
        title, _ = _heading(recorder.intros[chapter])
        yield f"- [{title}](#{_anchor(title)}): {count} specs"
    yield "\n### Where each rule is specified\n"
    for rule, titles in sorted(named.items()):
        yield f"{rule}. " + " · ".join(f"[{title}](#{_anchor(title)})" for title in titles)
    yield ""


def _anchor(title: str) -> str:
    """As Markdown viewers make them of a heading."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _usual() -> Iterator[str]:
    """What a page leaves out. The module is there since the specs have run."""
    drawn = importlib.import_module("spec.drawn")
    yield "### What is not drawn\n"
    yield (
        "A column that is not drawn has its usual value, and so has a field of the definition. `-` is a "
        "missing value. Moments are the wall clock in Denmark; the second 02:30 of an autumn night is "
        "written `02:30b`. Where no population is drawn, each of the municipalities "
        f"{', '.join(drawn.NORTH)} has ten women and ten men of each of the ages "
        f"{', '.join(map(str, drawn.AGES))} on the first day of every quarter from 2022 to 2025. A table "
        "whose deliveries are not drawn is delivered for everybody from "
        f"{drawn.FOREVER[0]} to {drawn.FOREVER[1]}.\n\n"
        "A line of what a definition gives names a cell (unit, period, age band, sex, step, organisation) and "
        "says what is in it; cells that are not named are not shown. `figure` is in millionths, the numerator "
        "of a median or percentile is twice its value, and the denominator of person-years is in days.\n"
    )
    for table, values in drawn.USUAL.items():
        yield f"- `{table}`: " + ", ".join(f"{name} {value}" for name, value in values.items())
    yield ""
    fields = "\n".join(f"{name}: {value}" for name, value in drawn.USUAL_FIELDS.items())
    yield _fenced("yaml", fields)


def _heading(intro: str) -> tuple[str, str]:
    """'Title: sentence.' as title and sentence; a file's docstring without a colon is the title."""
    title, colon, rest = intro.partition(": ")
    if not colon:
        return intro.split("\n")[0].removesuffix("."), "\n".join(intro.split("\n")[1:]).strip()
    return title, rest[0].upper() + rest[1:]


def _section_lines(section: Section) -> Iterator[str]:
    yield f"### {section.title}\n"
    yield f"{section.sentence}\n"
    if section.rules:
        word = "Rule" if len(section.rules) == 1 else "Rules"
        yield f"*{word} {', '.join(map(str, section.rules))}*\n"
    if _is_short(section):
        yield from _steps(section.variations[0])
        if len(section.variations) > 1:
            yield "The same with each of these lines; the first is drawn above:\n"
            yield _fenced("text", _table(section.variations))
        return
    for variation in section.variations:
        told = "; ".join(f"{name}: {value}" for name, value in variation.given.items())
        yield f"**{variation.label or told}**\n"
        yield from _steps(variation)


def _is_short(section: Section) -> bool:
    """Whether the variations fit in a table of what they were given."""
    return all(
        len(value) <= _LONGEST_VALUE and "\n" not in value
        for variation in section.variations
        for value in variation.given.values()
    )


def _steps(variation: Variation) -> Iterator[str]:
    """A table that is drawn anew, word for word, is printed once in a run."""
    for (kind, name), steps in groupby(variation.steps, key=lambda step: step[:2]):
        named = f"`{name}`" if kind == "definition" and name else name
        for step in dict.fromkeys(steps):
            yield f"{_HEADINGS[kind].format(name=named).strip()}:\n"
            yield (
                _fenced("yaml", step[2]) if kind == "definition" else _fenced("text", _cut(step[2]))
            )


def _cut(table: str) -> str:
    lines = table.split("\n")
    if len(lines) <= _MOST_LINES:
        return table
    kept = _MOST_LINES // 2
    return "\n".join([*lines[:kept], f"… ({len(lines) - kept - 1} lines more)", lines[-1]])


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```\n"


def _table(variations: list[Variation]) -> str:
    """One line a variation: its label, where any has one, and what it was given."""
    labelled = any(variation.label for variation in variations)
    names = [*variations[0].given, *(["case"] if labelled else [])]
    rows = [
        [*variation.given.values(), *([variation.label or ""] if labelled else [])]
        for variation in variations
    ]
    widths = [max(len(row[place]) for row in [names, *rows]) for place in range(len(names))]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [names, *rows]
    )


if __name__ == "__main__":
    sys.stdout.write(manual())
