"""tvaerblik definitions cases: runs the worked cases on both engines."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tvaerblik.catalogue.cases import SUFFIX, Case, load_cases
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.cli.output import say, say_json
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.flows.run_cases import ENGINES, Miss, run_case


@dataclass(frozen=True, slots=True)
class _Outcome:
    indicator: str
    case: Case
    misses: tuple[tuple[str, Miss], ...]  # engine, what came out otherwise


def run(options: argparse.Namespace, catalogue: Catalogue, folder: Path) -> int:
    cases = load_cases(folder, catalogue)
    wanted = [catalogue.get(options.indicator).id] if options.indicator else list(cases)
    outcomes = []
    for indicator in wanted:
        for case in cases.get(indicator, ()):
            outcomes.append(_outcome(indicator, case, catalogue))
            if not options.json:
                _show(outcomes[-1], options.lang)
    if options.json:
        say_json([_fields(outcome) for outcome in outcomes])
    problems = [problem for outcome in outcomes for problem in _problems(outcome)]
    if problems:
        raise DefinitionError(*problems)
    if not options.json:
        say(f"{len(outcomes)} eksempler passer på begge motorer / cases hold on both engines.")
    return 0


def _outcome(indicator: str, case: Case, catalogue: Catalogue) -> _Outcome:
    misses = tuple(
        (engine, miss)
        for engine in ENGINES
        for miss in run_case(catalogue.get(indicator), case, catalogue, engine=engine)
    )
    return _Outcome(indicator, case, misses)


def _show(outcome: _Outcome, language: str) -> None:
    mark = "≠" if outcome.misses else "="
    shows = outcome.case.shows.da if language == "da" else outcome.case.shows.en
    say(f"{mark} {outcome.indicator} · {outcome.case.id}: {shows}")


def _problems(outcome: _Outcome) -> list[Problem]:
    return [
        Problem(
            "E08",
            Text(
                f"{_cell(miss)}, {miss.what}: ventet {miss.wanted}, fik {miss.got} ({engine}).",
                f"{_cell(miss)}, {miss.what}: expected {miss.wanted}, got {miss.got} ({engine}).",
            ),
            Text(
                "Ret definitionen, eller ret eksemplet, hvis det er det, der er forkert.",
                "Mend the definition, or the case if that is what is wrong.",
            ),
            Where(file=f"{outcome.indicator}{SUFFIX}", path=outcome.case.id),
        )
        for engine, miss in outcome.misses
    ]


def _cell(miss: Miss) -> str:
    cell = miss.expected
    step = None if cell.step is None else f"{cell.step:+d}"
    parts = (cell.unit, cell.period.id, cell.age_band, cell.sex, step)
    return " ".join(part for part in parts if part is not None)


def _fields(outcome: _Outcome) -> dict[str, Any]:
    return {
        "indicator": outcome.indicator,
        "case": outcome.case.id,
        "shows": {"da": outcome.case.shows.da, "en": outcome.case.shows.en},
        "holds": not outcome.misses,
        "differences": [
            {
                "engine": engine,
                "cell": _cell(miss),
                "what": miss.what,
                "expected": miss.wanted,
                "got": miss.got,
            }
            for engine, miss in outcome.misses
        ],
    }
