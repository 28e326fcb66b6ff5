"""tvaerblik definitions diff: what changed since an earlier folder of definitions, in words."""

import argparse
from pathlib import Path
from typing import Any

from tvaerblik.catalogue.differences import Difference, differences
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.versions import version_problems
from tvaerblik.cli.output import problem_fields, say, say_json
from tvaerblik.core.errors import ConfigError, DefinitionError, Problem
from tvaerblik.core.texts import Language, Text


def run(options: argparse.Namespace, catalogue: Catalogue, folder: Path) -> int:
    then = _earlier(options.against)
    wanted = (
        [options.indicator]
        if options.indicator
        else sorted({*then.indicators, *catalogue.indicators})
    )
    answers = [_compared(indicator, then, catalogue) for indicator in wanted]
    if options.json:
        say_json([_fields(answer) for answer in answers])
    else:
        for answer in answers:
            _show(answer, options.lang)
    problems = [problem for answer in answers for problem in answer["problems"]]
    if problems:
        raise DefinitionError(*problems)
    return 0


def _earlier(folder: Path | None) -> Catalogue:
    if folder is None or not (folder / "units" / "units.csv").exists():
        raise ConfigError(
            Problem(
                "K-AGAINST",
                Text(
                    f"»{folder or ''}« er ikke en mappe med definitioner.",
                    f"'{folder or ''}' is not a folder of definitions.",
                ),
                Text(
                    "Skriv --against MAPPE, fx definitions-mappen fra en tidligere udgave.",
                    "Write --against DIR, e.g. the definitions folder of an earlier checkout.",
                ),
            )
        )
    return load_catalogue(folder)


def _compared(indicator: str, then: Catalogue, now: Catalogue) -> dict[str, Any]:
    if indicator not in then.indicators and indicator not in now.indicators:
        now.get(indicator)  # says which there are
    before, after = then.indicators.get(indicator), now.indicators.get(indicator)
    answer: dict[str, Any] = {
        "indicator": indicator,
        "before": before.version if before else None,
        "after": after.version if after else None,
        "differences": (),
        "problems": (),
    }
    if before is not None and after is not None:
        answer["differences"] = differences(before, after, then, now)
        answer["problems"] = version_problems(before, after, answer["differences"])
    return answer


def _show(answer: dict[str, Any], language: Language) -> None:
    words = {
        "da": ("ny", "udgået", "ingen forskel", "kan flytte tallet", "kun ord"),
        "en": ("new", "gone", "no difference", "can move the number", "words only"),
    }[language]
    if answer["before"] is None or answer["after"] is None:
        say(f"{answer['indicator']}: {words[0] if answer['before'] is None else words[1]}")
        return
    if not answer["differences"]:
        say(f"{answer['indicator']} {answer['after']}: {words[2]}")
        return
    say(f"{answer['indicator']} {answer['before']} → {answer['after']}")
    for found in answer["differences"]:
        mark = words[3] if found.moves else words[4]
        say(f"  [{mark}] {found.clause.in_(language)}: {found.what.in_(language)}")


def _fields(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {
        "differences": [_difference(found) for found in answer["differences"]],
        "problems": [problem_fields(problem) for problem in answer["problems"]],
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "clause": {"da": found.clause.da, "en": found.clause.en},
        "what": {"da": found.what.da, "en": found.what.en},
        "moves_numbers": found.moves,
    }
