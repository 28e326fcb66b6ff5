"""tvaerblik compute: computes indicators and says how many cells of each state came of it, or how."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from textwrap import indent
from typing import Any

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.moments import moment
from tvaerblik.cli.output import progress, say, say_json
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.rows import ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.flows.compute_catalogue import Computed, compute_catalogue
from tvaerblik.flows.explain_computation import ExplainedStep, explain_steps


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only", nargs="+", metavar="ID", help="kun disse indikatorer / these indicators only"
    )
    parser.add_argument("--engine", choices=("duckdb", "plain"), default="duckdb")
    parser.add_argument(
        "--explain",
        metavar="ID",
        help="vis beregningens trin med SQL / show the steps of the computation with SQL",
    )
    parser.add_argument(
        "--known-at",
        type=moment,
        metavar="YYYY-MM-DD[THH:MM]",
        help="kun det, der var modtaget da / only what had been received by then",
    )


def run(options: argparse.Namespace) -> int:
    if options.explain and options.engine == "plain":
        raise ConfigError(_plain_has_no_steps())
    if options.explain and options.only and options.explain not in options.only:
        raise ConfigError(_not_among(options.explain, options.only))
    installation = Installation(options.home)
    started = time.perf_counter()
    computed = _compute(installation, options)
    if options.explain:
        _show_steps(computed, options)
        return 0
    if options.json:
        say_json({id_: _fields(id_, computed) for id_ in computed.results})
        return 0
    for id_, rows in computed.results.items():
        _show(id_, _states(rows), computed)
    say(f"{time.perf_counter() - started:.1f} s")
    return 0


def _compute(installation: Installation, options: argparse.Namespace) -> Computed:
    with progress("Beregner") as report:
        return compute_catalogue(
            installation.store,
            installation.catalogue,
            installation.permit("compute"),
            only=[options.explain] if options.explain else options.only,
            engine=options.engine,
            known_at=options.known_at,
            scope=installation.scope,
            progress=report,
        )


def _show(id_: str, states: dict[str, int], computed: Computed) -> None:
    said = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    say(f"{id_}: {said}")
    for warning in computed.warnings[id_]:
        mark = "ALVORLIG / SEVERE" if warning.severity == "severe" else "bemærk / note"
        say(f"    [{warning.code}] {mark}\n    {warning.text.da}\n    {warning.text.en}")


def _fields(id_: str, computed: Computed) -> dict[str, Any]:
    return {
        "cells": _states(computed.results[id_]),
        "rows": asdict(computed.diagnostics[id_]),
        "warnings": [asdict(warning) for warning in computed.warnings[id_]],
    }


def _states(rows: ResultRows) -> dict[str, int]:
    return dict(Counter(rows.table["state"].to_pylist()))


# Explaining --------------------------------------------------------------------------------------


def _show_steps(computed: Computed, options: argparse.Namespace) -> None:
    indicator, vintage = options.explain, computed.snapshot.vintage
    steps = explain_steps(computed.steps.get(indicator, ()))
    if options.json:
        told = [asdict(step) for step in steps]
        say_json({"indicator": indicator, "vintage": vintage, "steps": told})
        return
    say(f"{indicator}, {vintage}")
    if not steps:
        say(
            f"{indicator}: intet er leveret, så intet er beregnet / "
            "nothing was delivered, so nothing was computed."
        )
    for number, step in enumerate(steps, start=1):
        say(f"{number}. {step.name}: {_rows_of(step)}, {step.milliseconds} ms")
        say(f"   {step.makes.da}\n   {step.makes.en}\n")
        say(indent(step.sql, "   "))
        say()


def _rows_of(step: ExplainedStep) -> str:
    if step.rows is None:
        return "et udtryk / an expression"
    return f"{step.rows} {'række / row' if step.rows == 1 else 'rækker / rows'}"


def _plain_has_no_steps() -> Problem:
    return Problem(
        "K-EXPLAIN",
        Text(
            "Regnemaskinen plain regner uden SQL og har ingen trin at vise.",
            "The plain engine computes without SQL and has no steps to show.",
        ),
        Text("Udelad --engine plain.", "Leave out --engine plain."),
    )


def _not_among(indicator: str, only: Sequence[str]) -> Problem:
    chosen = ", ".join(only)
    return Problem(
        "K-EXPLAIN",
        Text(
            f"--explain beder om »{indicator}«, men --only vælger kun: {chosen}.",
            f"--explain asks for '{indicator}', but --only chooses no more than: {chosen}.",
        ),
        Text(
            "Udelad --only, eller nævn indikatoren dér også.",
            "Leave out --only, or name the indicator there too.",
        ),
    )
