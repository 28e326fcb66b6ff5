"""tvaerblik compute: computes indicators and says how many cells of each state came of it."""

import argparse
import time
from collections import Counter

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import progress, say, say_json
from tvaerblik.core.rows import ResultRows
from tvaerblik.flows.compute_catalogue import compute_catalogue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only", nargs="+", metavar="ID", help="kun disse indikatorer / these indicators only"
    )
    parser.add_argument("--engine", choices=("duckdb", "plain"), default="duckdb")


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    started = time.perf_counter()
    with progress("Beregner") as report:
        computed = compute_catalogue(
            installation.store,
            installation.catalogue,
            installation.permit("compute"),
            only=options.only,
            engine=options.engine,
            scope=installation.scope,
            progress=report,
        )
    found = {id_: _states(rows) for id_, rows in computed.results.items()}
    if options.json:
        say_json(found)
        return 0
    for id_, states in found.items():
        said = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        say(f"{id_}: {said}")
    say(f"{time.perf_counter() - started:.1f} s")
    return 0


def _states(rows: ResultRows) -> dict[str, int]:
    return dict(Counter(rows.table["state"].to_pylist()))
