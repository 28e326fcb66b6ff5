"""tvaerblik definitions requirements: which data a definition needs, and whether they were delivered."""

import argparse
from pathlib import Path
from typing import Any

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.requirements import Requirements, requirement_words, requirements_of
from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import say, say_json
from tvaerblik.core.texts import Language
from tvaerblik.flows.find_data import FoundData, Gap, Stretch, UnitData, find_data

_SAID: dict[Language, dict[str, str]] = {
    "da": {
        "yes": "ja",
        "partly": "delvist",
        "no": "nej",
        "to": "til",
        "days": "dage",
        "missing": "mangler",
        "none": "Der er ingen installation at se efter i; angiv en med --home.",
    },
    "en": {
        "yes": "yes",
        "partly": "partly",
        "no": "no",
        "to": "to",
        "days": "days",
        "missing": "missing",
        "none": "There is no installation to look in; name one with --home.",
    },
}


def run(options: argparse.Namespace, catalogue: Catalogue, folder: Path) -> int:
    del folder
    indicators = (
        [catalogue.get(options.indicator)]
        if options.indicator
        else list(catalogue.indicators.values())
    )
    home = Installation(options.home) if (options.home / "tvaerblik.toml").exists() else None
    answers = []
    for indicator in indicators:
        found = None
        if home is not None:
            found = find_data(indicator, catalogue, home.store, scope=home.scope)
        answers.append(_fields(requirements_of(indicator, catalogue), found))
        if not options.json:
            _show(requirements_of(indicator, catalogue), found, options.lang)
    if options.json:
        say_json(answers)
    return 0


def _show(requirements: Requirements, found: FoundData | None, language: Language) -> None:
    indicator = requirements.indicator
    say(f"{indicator.title.in_(language)}  ({indicator.id} {indicator.version})")
    for words in requirement_words(requirements):
        say(f"  · {words.in_(language)}")
    if found is None:
        say(f"  {_SAID[language]['none']}")
    else:
        for data in found.units:
            say(f"  {_line(data, found, language)}")
    say()


def _line(data: UnitData, found: FoundData, language: Language) -> str:
    words = _SAID[language]
    titles = {
        need.register.table: need.register.title.in_(language) for need in found.requirements.tables
    }
    parts = [f"{data.unit.name.in_(language)}: {words[data.answer]}"]
    parts += [_span(stretch, found, words) for stretch in data.delivered]
    said = ", ".join(parts)
    if data.missing:
        gaps = [
            titles[gap.table] + (f" {_span(gap.stretch, found, words)}" if gap.stretch else "")
            for gap in data.missing
        ]
        said += f"; {words['missing']} {', '.join(gaps)}"
    return said


def _span(stretch: Stretch, found: FoundData, words: dict[str, str]) -> str:
    """Days of publication have days between them, so how many they are is said."""
    if stretch.periods == 1:
        return stretch.first
    count = f" ({stretch.periods} {words['days']})" if found.kind == "day" else ""
    return f"{stretch.first} {words['to']} {stretch.last}{count}"


def _fields(requirements: Requirements, found: FoundData | None) -> dict[str, Any]:
    return {
        "indicator": requirements.indicator.id,
        "version": requirements.indicator.version,
        "tables": [
            {
                "table": need.register.table,
                "through": need.through.table if need.through else None,
                "columns": list(need.columns),
                "days_before": need.days_before,
                "days_after": need.days_after,
            }
            for need in requirements.tables
        ],
        "codes": [
            {"table": need.table, "column": need.column, "codelist": need.codelist.id}
            | {"version": need.codelist.version, "provisional": need.codelist.provisional}
            for need in requirements.codes
        ],
        "period": found.kind if found else None,
        "units": [_unit_fields(data) for data in found.units] if found else None,
    }


def _unit_fields(data: UnitData) -> dict[str, Any]:
    return {
        "unit": data.unit.id,
        "answer": data.answer,
        "delivered": [_stretch_fields(stretch) for stretch in data.delivered],
        "missing": [_gap_fields(gap) for gap in data.missing],
    }


def _gap_fields(gap: Gap) -> dict[str, Any]:
    """Without first and last where the table was never delivered for the unit."""
    return {"table": gap.table} | (_stretch_fields(gap.stretch) if gap.stretch else {})


def _stretch_fields(stretch: Stretch) -> dict[str, Any]:
    return {"first": stretch.first, "last": stretch.last, "periods": stretch.periods}
